#!/usr/bin/env bash
# run.mjs with the node that install.sh has found or brought: bench/pages/run.sh fast
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
[[ -d "$here/.node/bin" ]] && PATH="$here/.node/bin:$PATH"
exec node "$here/run.mjs" "$@"
