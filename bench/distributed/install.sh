#!/usr/bin/env bash
# Puts the engines of requirements.txt into a Python environment in the cache of the user, once, and prints its
# Python. Exit 3 where they cannot be had.
set -euo pipefail
cd "$(dirname "$0")"
venv="${GOINGRATE_SQL_VENV:-${XDG_CACHE_HOME:-$HOME/.cache}/goingrate/sql-engines}"
if ! cmp -s requirements.txt "$venv/installed.txt"; then
  { python3 -m venv "$venv" && "$venv/bin/pip" install --quiet --disable-pip-version-check -r requirements.txt; } >&2 \
    || exit 3
  cp requirements.txt "$venv/installed.txt"
fi
echo "$venv/bin/python"
