#!/usr/bin/env bash
# The statements of `goingrate rollup sql` on the engines that can be had here: an awkward table, row by row against
# what bits give, then a million rows on DuckDB and Spark, which must give the same cells.
# Usage: bench/distributed/ci.sh [PROGRAM]
set -euo pipefail
cd "$(dirname "$0")/../.."
program="$(realpath "${1:-${GOINGRATE:-${CARGO_TARGET_DIR:-target}/release/goingrate}}")"
if ! python="$(bench/distributed/install.sh)"; then
  echo "== SKIPPED: roll-ups on other engines (they cannot be installed here)"
  exit 0
fi
if ! command -v java >/dev/null; then
  echo "== SKIPPED: Spark (there is no Java here)"
  words=(duckdb clickhouse datafusion postgres trino bigquery snowflake)
fi
"$python" bench/distributed/engines.py "$program" ${words[@]+"${words[@]}"}
if command -v java >/dev/null; then
  "$python" bench/distributed/million.py "$program"
fi
