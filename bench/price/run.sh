#!/usr/bin/env bash
# Prices tables of 1 and 10 million rows from Parquet to Parquet and tells time, processor time and memory.
#   bench/price/run.sh [PROGRAM]      GOINGRATE_PRICE_DIR (default /tmp/goingrate-price) takes the tables: some 2 GB.
# Needs Python with pyarrow and numpy (PYTHON), and /usr/bin/time.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
program=${1:-$here/../../target/release/goingrate}
dir=${GOINGRATE_PRICE_DIR:-/tmp/goingrate-price}
python=${PYTHON:-python3}
mkdir -p "$dir"
for kind in roster distinct; do
  for rows in ${ROWS:-1000000 10000000}; do
    table=$dir/$kind-$rows.parquet
    [ -f "$table" ] || "$python" "$here/generate.py" "$kind" "$rows" "$table"
    echo "$kind, $rows rows; load $(cut -d' ' -f1 /proc/loadavg)"
    for _ in $(seq "${RUNS:-3}"); do
      /usr/bin/time -f "  %e s, %U + %S s of processor time, %M KB at most" \
        "$program" price "$table" -o "$dir/priced.parquet" --force --as-of 2026-11-30 2>&1 >/dev/null | tail -1
    done
  done
done
