#!/usr/bin/env bash
# A session with `goingrate mcp` by the official Python SDK (tests/session.py), over stdin and stdout and over
# HTTP. Fails where an answer of examples/assistants/transcript.md changes; `--write` writes it anew.
# Wants python3 (3.10 or newer) with venv; the SDK is installed into a folder of its own outside the repository.
set -euo pipefail
cd "$(dirname "$0")/../.."

program="${CARGO_TARGET_DIR:-target}/release/goingrate"
[[ -x "$program" ]] || cargo build --quiet --release -p goingrate-cli
pins=crates/goingrate-mcp/requirements.txt
venv="${GOINGRATE_MCP_VENV:-${TMPDIR:-/tmp}/goingrate-mcp-venv-$(sha256sum "$pins" | cut -c1-12)}"
if [[ ! -x "$venv/bin/python" ]]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$pins"
fi
"$venv/bin/python" crates/goingrate-mcp/tests/session.py "$program" "$@"
