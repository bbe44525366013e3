"""Answers one query by one engine in a process of its own, and prints how many cells and rows came out.

    python ask.py duckdb q1 sql /tmp/speed/words [--threads 2] [--answer OUT.parquet]

The process is what is measured from outside. `inside` is the time from an imported engine to the last answer.
"""

import argparse
import importlib
import json
import os
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq


def is_words(folder):
    """Whether dimensions are text, as one file of the archive says."""
    first = min(Path(folder).glob("*.parquet"))
    return pa.types.is_string(pq.read_schema(first).field("role").type)


def total(column):
    return int(pc.sum(column).as_py())


def tally(table):
    """Bucket queries and scans count within the engine; the others hand over their cells."""
    if "cells" in table.column_names:
        weighted = table["weighted"] if "weighted" in table.column_names else pa.array([0])
        return {"cells": total(table["cells"]), "counted": total(table["counted"]), "weighted": total(weighted)}
    return {"cells": table.num_rows, "counted": total(table["n"]), "weighted": 0}


def tables(engine, source, statement):
    """A statement is a list of SQL, or a function that answers everything."""
    if callable(statement):
        return engine.answer(source, statement)
    found = [engine.answer(source, one) for one in statement]
    return [table for table in found if table is not None]


def answer(name, query, form, folder, threads):
    engine, words = importlib.import_module(f"engine_{name}"), is_words(folder)
    start = time.perf_counter()
    found = tables(engine, engine.open(folder, threads, words), engine.statements(words)[query][form])
    inside = time.perf_counter() - start
    told = {"cells": 0, "counted": 0, "weighted": 0}
    for one in map(tally, found):
        told = {key: told[key] + one[key] for key in told}
    return found, told | {"inside": round(inside, 3), "version": engine.version()}


def arguments(given):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("engine", "query", "form", "folder"):
        parser.add_argument(name)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--answer", help="a Parquet file for the first table that comes out")
    return parser.parse_args(given)


def main(given=None):
    asked = arguments(given)
    os.environ["POLARS_MAX_THREADS"] = str(asked.threads)
    found, told = answer(asked.engine, asked.query, asked.form, asked.folder, asked.threads)
    if asked.answer:
        pq.write_table(found[0], asked.answer)
    print(json.dumps(told))


if __name__ == "__main__":
    main()
