#!/usr/bin/env bash
# The whole comparison in one job: archives, every engine round by round on both, agreement, tables.
# Some 1.5 GB in /tmp/speed and, on two quiet cores, some hours. ROUNDS=1, FORMS=words, QUERIES=q1,q2,
# ENGINES=duckdb,ours and LIMIT=100 (seconds a run) ask for a part of it.
#
#   cargo build --release --workspace --bins && cargo build --release --workspace --example decode
#   bench/speed/run.sh
set -euo pipefail
cd "$(dirname "$0")"
work="${SPEED_FOLDER:-/tmp/speed}"
venv="${SPEED_VENV:-/tmp/speedv}"
python="$venv/bin/python"

target="$(realpath "${CARGO_TARGET_DIR:-../../target}")/release"
ours="$python ours.py $target/goingrate $target/examples/decode {query} {table} {by}"
export GOINGRATE_SPEED_OURS="${GOINGRATE_SPEED_OURS:-$ours}"

[ -x "$python" ] || python3 -m venv "$venv"
"$venv/bin/pip" install --quiet -r requirements.txt
mkdir -p "$work" results
for form in words numbers; do
  # The sums stand beside the folder and are written last: without them the archive is not whole.
  [ -f "$work/$form.json" ] || "$python" generate.py "$work/$form" "--$form"
done
for form in ${FORMS:-words numbers}; do
  out="results/$form-$(date -u +%F).jsonl"
  # Lines of an earlier run of the day would be taken for this one's.
  rm -f "$out"
  "$python" rivals.py "$work/$form" "$out" --rounds "${ROUNDS:-3}" ${QUERIES:+--queries "$QUERIES"} ${LIMIT:+--limit "$LIMIT"} ${ENGINES:+--engines "$ENGINES"}
  "$python" agree.py "$work/$form"
  "$python" report.py "$out" | tee "${out%.jsonl}.md"
done
