"""Holds the engines' answers against each other: q1's cells, counts and percentiles, and what the archive has.

    python agree.py FOLDER [--engines duckdb,polars]

Percentiles between two rows are interpolated by all alike, and only rounding differs: DataFusion's by up to
some millionths where two rows lie far apart. Exits with 1 if a cell or a row is missing, or if a percentile is
further off than a hundred-thousandth.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import polars as pl

import queries

HERE = Path(__file__).resolve().parent
FORMS = {"duckdb": "sql", "polars": "streaming", "datafusion": "sql", "chdb": "sql"}
TOLERANCE = 1e-5
CELL = list(queries.SETS[0])


def answer(engine, folder, work):
    path = Path(work) / f"{engine}.parquet"
    subprocess.run([sys.executable, str(HERE / "ask.py"), engine, "q1", FORMS[engine], str(folder),
                    "--answer", str(path)], check=True, capture_output=True)
    plain = pl.String if pl.read_parquet_schema(path)["role"] not in (pl.Int8, pl.Int16) else pl.Int64
    return pl.read_parquet(path).select(
        *[pl.col(name).cast(plain) for name in CELL], pl.col("n").cast(pl.Int64),
        *[pl.col("percentiles").list.get(at).cast(pl.Float64).alias(f"p{round(100 * share)}")
          for at, share in enumerate(queries.PERCENTILES)])


def differences(one, other):
    """Cells that only one has, cells whose counts differ, and the largest relative difference by percentile."""
    both = one.join(other, on=CELL, how="inner", nulls_equal=True, suffix="_other")
    percentiles = [name for name in one.columns if name.startswith("p") and name not in CELL]
    return {"cells apart": one.height + other.height - 2 * both.height,
            "counts apart": both.filter(pl.col("n") != pl.col("n_other")).height,
            **{name: both.select((pl.col(name) / pl.col(f"{name}_other") - 1).abs().max()).item()
               for name in percentiles}}


def faults(found, rows, usable):
    told = [name for name in found if found[name] is None or found[name] > (TOLERANCE if name[0] == "p" else 0)]
    return told + ([f"{rows} rows of {usable}"] if rows != usable else [])


def usable_rows(folder):
    return json.loads(Path(f"{folder}.json").read_text(encoding="utf-8"))["usable_pay"]


def main(given=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--engines", default=",".join(FORMS))
    asked = parser.parse_args(given)
    names, wrong = asked.engines.split(","), False
    with tempfile.TemporaryDirectory() as work:
        answers = {name: answer(name, asked.folder, work) for name in names}
    for name in names:
        found = differences(answers[names[0]], answers[name])
        bad = faults(found, answers[name]["n"].sum(), usable_rows(asked.folder))
        wrong |= bool(bad)
        print(f"{name:11} {answers[name].height} cells, against {names[0]}: {found}", *(["WRONG:", *bad] if bad else []))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
