"""Writes an invented archive of postings as Parquet, file by file, on both cores.

    python generate.py OUT [--rows 100_000_000] [--files 50] [--seed 1] [--words | --numbers]

OUT gets FILES files; OUT.json, beside it, gets how many rows of each sort they have. Dimensions are text with
a dictionary, or with --numbers signed bytes, which every engine groups fastest. The rows are the same.
"""

import argparse
import json
import os
from functools import partial
from multiprocessing import Pool
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

import archive
import words

ROW_GROUP = 1_000_000


def text(codes, known, missing):
    return pa.DictionaryArray.from_arrays(pa.array(codes, mask=missing), pa.array(known))


def number(codes, _known, missing):
    return pa.array(codes, mask=missing)


def table(market, seed, number_of_file, count, column):
    found, pay, no_level, no_pay = archive.rows(market, seed, number_of_file, count)
    known = words.dimensions()
    columns = {name: column(found[name], known[name], no_level if name == "level" else None) for name in known}
    # All pay is in one currency, which is text in both forms: it says what the amounts are, and groups nothing.
    columns["currency"] = text(np.zeros(count, np.int8), ["USD"], None)
    columns["pay"] = pa.array(pay, mask=no_pay)
    return pa.table(columns), archive.tally(pay, no_level, no_pay)


def write_file(plan, number_of_file):
    """The Arrow schema is left out, so that text is plain text to a reader, as in files that Spark wrote."""
    count = share(plan.rows, plan.files, number_of_file)
    made, told = table(archive.Market(plan.seed), plan.seed, number_of_file, count,
                       number if plan.numbers else text)
    dimensions = [name for name in made.column_names if name != "pay"]
    pq.write_table(made, plan.out / f"part-{number_of_file:03}.parquet", row_group_size=ROW_GROUP,
                   compression="zstd", compression_level=1, use_dictionary=dimensions,
                   column_encoding={"pay": "PLAIN"}, store_schema=False)
    return told


def share(rows, files, number_of_file):
    """Rows of one file, so that all of them together have `rows`."""
    return rows // files + (number_of_file < rows % files)


def add_up(told):
    return {key: sum(one[key] for one in told) for key in told[0]}


def arguments(given=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--rows", type=int, default=100_000_000)
    parser.add_argument("--files", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--words", dest="numbers", action="store_false", default=False,
                      help="dimensions as text (the default)")
    form.add_argument("--numbers", action="store_true", help="dimensions as signed bytes")
    asked = parser.parse_args(given)
    if asked.rows < asked.files or asked.files < 1 or asked.seed < 0:
        parser.error("--rows must be at least --files, --files at least 1, and --seed at least 0")
    return asked


def main(given=None):
    plan = arguments(given)
    plan.out.mkdir(parents=True, exist_ok=True)
    if any(plan.out.iterdir()):
        raise SystemExit(f"{plan.out} is not empty: files of another archive would be read as this one's")
    with Pool(os.cpu_count()) as pool:
        told = add_up(pool.map(partial(write_file, plan), range(plan.files), chunksize=1))
    told |= {"seed": plan.seed, "files": plan.files, "form": "numbers" if plan.numbers else "words"}
    Path(f"{plan.out}.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(told))


if __name__ == "__main__":
    main()
