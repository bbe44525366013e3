#!/usr/bin/env python3
"""Times goingrate.price against the command on the same 100,000 rows (20 roles, 6 levels, 100 places, 0 to 3 of 16
skills), by turns, best of a few: bench.py COMMAND [ROWS].

Both open the book before: the command's time has the opening and the reading and writing of its file in it, ours
the way from a DataFrame and back. The time of the command on a table of one row is told too, so that the opening can
be taken off.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import polars

import goingrate

DAY, TIMES = "2026-11-22", 3


def names(words: str, most: int, skip: int = 0) -> list[str]:
    found = [word.to_dict() for word in goingrate.words(words, limit=100).words]
    return [str(word.get("name", word)) for word in found][skip : skip + most]


def table(rows: int) -> polars.DataFrame:
    chance = random.Random(1)
    roles, places, skills = names("roles", 20), names("places", 100), names("skills", 16)
    levels = ["intern", "junior", "mid", "senior", "staff", "principal"]
    return polars.DataFrame(
        {
            "id": list(range(rows)),
            "role": [chance.choice(roles) for _ in range(rows)],
            "level": [chance.choice(levels) for _ in range(rows)],
            "place": [chance.choice(places) for _ in range(rows)],
            "skills": ["|".join(chance.sample(skills, chance.randint(0, 3))) for _ in range(rows)],
        }
    )


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    command, rows = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    warnings.simplefilter("ignore", goingrate.PriceWarning)
    frame = table(rows)
    with tempfile.TemporaryDirectory() as folder:
        files = {}
        for name, of in (("csv", frame), ("parquet", frame), ("one", frame.head(1))):
            files[name] = Path(folder) / f"people-{name}.{'parquet' if name == 'parquet' else 'csv'}"
            of.write_parquet(files[name]) if name == "parquet" else of.write_csv(files[name])

        def run(name: str, threads: int) -> None:
            file = files[name]
            out = file.with_name(f"out{file.suffix}")
            words = [command, "price", str(file), "-o", str(out), "--force", "--as-of", DAY, "--threads", str(threads)]
            subprocess.run(words, check=True, capture_output=True)

        pandas = frame.to_pandas()
        lists = frame.to_dict(as_series=False)
        for threads in (1, 2):
            ways: dict[str, Callable[[], object]] = {
                "command, one row": lambda: run("one", threads),
                "command, CSV": lambda: run("csv", threads),
                "command, Parquet": lambda: run("parquet", threads),
                "polars": lambda: goingrate.price(frame, as_of=DAY, threads=threads),
                "pyarrow": lambda: goingrate.price(frame.to_arrow(), as_of=DAY, threads=threads),
                "pandas": lambda: goingrate.price(pandas, as_of=DAY, threads=threads),
                "dict of lists": lambda: goingrate.price(lists, as_of=DAY, threads=threads),
            }
            best = {name: float("inf") for name in ways}
            for _ in range(TIMES):
                for name, work in ways.items():
                    best[name] = min(best[name], timed(work))
            for name, seconds in best.items():
                print(f"{threads} threads  {name:17} {seconds:6.2f} s  {rows / seconds:10,.0f} rows a second")


if __name__ == "__main__":
    main()
