#!/bin/sh
# The offer planner and the same model in NumPy, one after the other on one processor; writes result.json.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$root"
cargo build --quiet --release -p goingrate-plan --example offer_speed
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check numpy==2.3.5

load=$(cut -d ' ' -f 1-3 /proc/loadavg)
taskset -c 0 "$target/release/examples/offer_speed" > "$work/ours.json"
taskset -c 0 "$work/venv/bin/python" "$here/offer_numpy.py" "$work/numpy.json"
"$work/venv/bin/python" "$here/table.py" "$work/ours.json" "$work/numpy.json" "$load" "$here/result.json"
echo "load before: $load"
