#!/usr/bin/env bash
# Builds the wheel from a clean clone and tests it as somebody has it who installs it: pytest (with docstrings,
# docs/PYTHON.md and the notebook), generated files, types. Needs Python 3.10 or newer and PyPI. What the
# workspace's tests have built is used again, so run it after them.
set -euo pipefail
cd "$(dirname "$0")"

root="$(cd ../.. && pwd)"
target="${CARGO_TARGET_DIR:-$root/target}"
venv="${GOINGRATE_PY_VENV:-$target/goingrate-py-venv}"
python="${PYTHON:-python3}"

if ! "$python" -c 'import sys, venv; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; then
  echo "SKIPPED: the Python package (no Python 3.10 or newer with venv here; it is not needed for anything else)"
  exit 0
fi

"$python" -m venv "$venv"
bin="$venv/bin"
"$bin/python" -m pip install --quiet --disable-pip-version-check --requirement requirements-test.txt

wheels="$target/wheels"
rm -rf "$wheels"
CARGO_TARGET_DIR="$target" "$bin/maturin" build --release --locked --features with-workspace --out "$wheels" --interpreter "$bin/python"
wheel="$(ls "$wheels"/goingrate-*.whl)"
size="$(stat --format=%s "$wheel" 2>/dev/null || stat -f %z "$wheel")"
echo "$(basename "$wheel"): $size bytes"
if (( size > 30000000 )); then
  echo "the wheel is larger than 30 MB" >&2
  exit 1
fi
"$bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --force-reinstall "$wheel"

"$bin/python" generate.py --check
CARGO_TARGET_DIR="$target" "$bin/python" -m pytest
# Of the sources strictly, and of somebody's own code against the installed package.
"$bin/mypy" --strict --cache-dir "$target/mypy" python/goingrate
"$bin/mypy" --strict --cache-dir "$target/mypy-user" tests/typed/user.py
# What a type checker has to refuse: every line that is marked is an error, and no other one is.
"$bin/python" tests/typed/check.py "$bin/mypy" "$target/mypy-user"
