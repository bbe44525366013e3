#!/usr/bin/env bash
# The whole scoreboard in one job: our books and the rivals on the same rows, then the page.
# Some fifteen minutes on two cores, and fifteen more for the transfer. People's rows are in a folder of
# this run alone, which is deleted at its end.
set -euo pipefail
cd "$(dirname "$0")/../.."
data="${GOINGRATE_TEST_DATA:-../shared/data}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet -r bench/accuracy/requirements.txt
cargo build --release -p goingrate-accuracy
ours() { target/release/goingrate-accuracy --data "$data" "$@"; }

# Books of the carried evidence and n records of the set itself.
ours --alone --tables "$work/tables" --sizes 300,1000,4000,1000000 --out "$work/ours.json"
# Transfer: books of the carried evidence, all other microdata and n records of the set.
ours --sizes "${TRANSFER_SIZES:-0,300}" --out "$work/transfer.json" ${TRANSFER_SETS:+--sets "$TRANSFER_SETS"}
"$work/venv/bin/python" bench/accuracy/rivals.py "$work/tables" "$work/rivals.json" --threads 2
"$work/venv/bin/python" bench/accuracy/log.py "$work"/{ours,transfer,rivals}.json
"$work/venv/bin/python" bench/accuracy/report.py "$work"/{ours,transfer,rivals}.json \
  --out docs/SCOREBOARD.md --pictures docs/scoreboard --date "$(date -u +%F)" \
  --machine "$(nproc) cores, $(uname -m)" --command "bench/accuracy/run.sh"
