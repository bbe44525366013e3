#!/usr/bin/env bash
# Measures how a fit grows with cells and effects, and what a month added costs: one process a size, one line of
# JSON each. Usage: bench/scale/run.sh OUT.jsonl [LIST], a list having lines of "MODE CELLS EFFECTS".
# A run that takes more than 20 minutes or 12 GB is stopped, and a line says so.
# `stopped` has the exit code (124: the time was over) and the last line that the program wrote to its errors.
set -u
cd "$(dirname "$0")/../.."
program=${SCALE:-target/release/examples/scale}
[ -x "$program" ] || cargo build --release --workspace --example scale
out=$1
list=${2:-bench/scale/sizes.txt}
errors=$(mktemp)
trap 'rm -f "$errors"' EXIT
while read -r mode cells effects; do
  case $mode in '' | '#'*) continue ;; esac
  load=$(cut -d' ' -f1 /proc/loadavg)
  line=$(ulimit -v 12000000; timeout 1200 nice -n 5 "$program" "$mode" "$cells" "$effects" 2>"$errors")
  status=$?
  if [ "$status" -eq 0 ]; then
    echo "{\"load\": $load, ${line#\{}" >>"$out"
  else
    stopped=$(python3 -c 'import json, sys
print(json.dumps(": ".join(word for word in sys.argv[1:] if word)))' "$status" "$(grep -v -e '^note:' -e '^$' "$errors" | tail -n 1)")
    echo "{\"load\": $load, \"mode\": \"$mode\", \"cells\": $cells, \"effects\": $effects, \"stopped\": $stopped}" >>"$out"
  fi
done <"$list"
