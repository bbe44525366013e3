"""Appends the losses of a run to log.jsonl beside this file: one line a result file.

    python log.py RESULTS.json...
"""

import datetime
import json
import subprocess
import sys
from pathlib import Path

LOG = Path(__file__).with_name("log.jsonl")


def commit():
    """The commit that the working tree is on; a tree with changes says so."""
    described = subprocess.run(["git", "describe", "--always", "--dirty"], capture_output=True, text=True)
    return described.stdout.strip() or "unknown"


def line(path):
    found = json.loads(Path(path).read_text(encoding="utf-8"))
    losses = [[run["who"], run["set"], run["n"], round(run["pinball"], 6)] for run in found["runs"]]
    return {"date": datetime.date.today().isoformat(), "commit": commit(),
            "versions": found.get("versions", {}), "losses": losses}


if __name__ == "__main__":
    with LOG.open("a", encoding="utf-8") as log:
        for path in sys.argv[1:]:
            log.write(json.dumps(line(path)) + "\n")
