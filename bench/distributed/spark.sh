#!/usr/bin/env bash
# A roll-up on a Spark cluster of this machine that loses a worker, with its result in results/cluster.json.
# Usage: bench/distributed/spark.sh [ROWS] [PROGRAM]
set -euo pipefail
cd "$(dirname "$0")/../.."
rows="${1:-6000000}"
program="$(realpath "${2:-${GOINGRATE:-${CARGO_TARGET_DIR:-target}/release/goingrate}}")"
python="$(bench/distributed/install.sh)"
mkdir -p bench/distributed/results
exec "$python" bench/distributed/cluster.py "$program" "$rows" bench/distributed/results/cluster.json
