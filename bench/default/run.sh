#!/usr/bin/env bash
# The default book against people: the program is built, and the table is printed. A quarter of a minute after the
# build. Arguments go to table.py: --book FILE, --compare old.json, --at-large, --out FILE, --markdown FILE.
set -euo pipefail
cd "$(dirname "$0")/../.."
data="${GOINGRATE_TEST_DATA:-../shared/data}"
program="${GOINGRATE_PROGRAM:-}"
if [ -z "$program" ]; then
  cargo build --release -p goingrate-cli
  program=target/release/goingrate
fi
python3 bench/default/table.py --program "$program" --data "$data" "$@"
