"""Runs the rivals of the scoreboard: DIR/sets.json and DIR/<set>.csv to one JSON file of scores.

    python rivals.py DIR OUT.json [--sets a,b] [--rivals cohort,conjugate,lightgbm] [--threads 2]

A rival sees of a test row everything but `y`; the losses are worked out afterwards.
"""

import argparse
import json
import platform
import sys
import time
from pathlib import Path

import lightgbm
import numpy
import pandas
import scipy

import boosted
import cohort
import conjugate
import metrics
from rows import read_entries, read_set

RIVALS = {"cohort": cohort.fit, "conjugate": conjugate.fit, "lightgbm": boosted.fit}


def versions(threads):
    return {"python": platform.python_version(), "lightgbm": lightgbm.__version__,
            "numpy": numpy.__version__, "pandas": pandas.__version__, "scipy": scipy.__version__,
            "threads": threads}


def sizes(data, who):
    """Without local records (0) a rival has nothing to say; beyond the set there are no rows."""
    wanted = set(data.sizes) | (set(data.rival_sizes) if who == "lightgbm" else set())
    return sorted(n for n in wanted if 0 < n <= len(data.train))


def run(data, who, n, threads):
    sample, unseen = data.sample(n), data.test.drop(columns="y")
    start = time.perf_counter()
    model = RIVALS[who](sample, threads)
    fitted = time.perf_counter()
    predicted = model.predict(unseen)
    done = time.perf_counter()
    scores = metrics.score(data.test["y"].to_numpy(), predicted, metrics.cell_sizes(sample, unseen))
    return {"who": who, "set": data.name, "n": n, **scores, "fit_s": round(fitted - start, 4),
            "predict_s": round(done - fitted, 4), "chosen": model.chosen(unseen)}


def describe(data):
    return {"set": data.name, "title": data.title, "n_all": len(data.train), "rows_test": len(data.test)}


def write(path, found):
    Path(path).write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def arguments(words):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("out")
    parser.add_argument("--sets", help="names, with commas between; all of sets.json if left out")
    parser.add_argument("--rivals", default=",".join(RIVALS))
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args(words)


def wanted(entries, names):
    if names is None:
        return entries
    known = [entry["set"] for entry in entries]
    unknown = sorted(set(names.split(",")) - set(known))
    if unknown:
        raise SystemExit(f"--sets {', '.join(unknown)}: sets.json has {', '.join(known)}")
    return [entry for entry in entries if entry["set"] in names.split(",")]


def main(words):
    asked = arguments(words)
    found = {"versions": versions(asked.threads), "sets": [], "runs": []}
    for entry in wanted(read_entries(asked.folder), asked.sets):
        data = read_set(asked.folder, entry)
        found["sets"].append(describe(data))
        for who in asked.rivals.split(","):
            for n in sizes(data, who):
                found["runs"].append(run(data, who, n, asked.threads))
                last = found["runs"][-1]
                print(f"{data.name} {who} {n}: {last['pinball']:.4f}, fit {last['fit_s']:.1f} s", flush=True)
                write(asked.out, found)  # after every run: a broken job keeps what it found


if __name__ == "__main__":
    main(sys.argv[1:])
