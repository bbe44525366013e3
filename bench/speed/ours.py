"""Runs our own program for one query of the comparison, and tells cells and rows as the rivals do.

    python ours.py PROGRAM DECODE QUERY TABLE BY

PROGRAM is goingrate; DECODE is the example `decode` of goingrate-rollup, which reads columns with the Parquet library
alone (cargo build --release --workspace --example decode). Counts by bucket are not handed out by --by, and are not
run: percentiles come from them.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import queries

# Rows, three sorts of rows without an amount, and five percentiles stand behind the groups.
FIGURES = 9


def scanned(decode, query, table):
    columns = ",".join([*queries.needed(query), "pay"])
    return subprocess.run([decode, table, columns], check=True, capture_output=True, text=True).stdout.strip()


def rolled_up(program, table, by):
    """The percentiles of all groups in a file, as somebody would have them."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "percentiles.csv")
        sets = [arg for names in by.split(";") for arg in ("--by", names)]
        args = [program, "rollup", "run", "--table", table, *sets, "--pay", "pay", "-o", str(out)]
        subprocess.run(args, check=True, stdout=subprocess.DEVNULL)
        counted = [int(line.rsplit(b",", FIGURES)[1]) for line in out.read_bytes().splitlines()[1:]]
    cells = sum(rows > 0 for rows in counted)
    return json.dumps({"cells": cells, "counted": sum(counted), "weighted": 0})


def main(program, decode, query, table, by):
    if query in ("q5", "q6"):
        sys.exit("not run: percentiles come from these counts")
    print(scanned(decode, query, table) if query.startswith("scan") else rolled_up(program, table, by))


if __name__ == "__main__":
    main(*sys.argv[1:])
