"""Invented pay, in the layout that the scoreboard's driver writes. No figure here is anybody's.

    python tests/invented.py DIR [rows]
"""

import csv
import json
import sys
from pathlib import Path

import numpy as np

SEED = 7
METROS = {"US": ["Seattle", "Austin", "Boise"], "DE": ["DE"], "NA": ["NA"]}
BANDS = ["0-4", "5-9", "10+", ""]
LABELS = ["rust", "sql", "go", "cobol"]
HEADS = ["split", "rank", "y", "cell", "cohort_role", "cohort_level", "cohort_place", "cohort_country",
         "cat_role", "cat_country", "num_years", "set_skills"]


def person(draw):
    country = draw.choice(list(METROS), p=[0.6, 0.3, 0.1])
    place = str(draw.choice(METROS[country]))
    role = str(draw.choice(["backend", "data", "qa"], p=[0.6, 0.3, 0.1]))
    band = int(draw.integers(4))
    skills = [label for label in LABELS if draw.random() < 0.3]
    pay = (10.8 + {"US": 0.6, "DE": 0.1, "NA": -0.5}[country] + {"backend": 0.0, "data": 0.1, "qa": -0.2}[role]
           + [0.0, 0.2, 0.4, 0.2][band] + 0.05 * len(skills) + 0.3 * draw.standard_normal())
    years = "" if band == 3 else str(5 * band + int(draw.integers(5)))
    cell = f"{role} × {BANDS[band]} × {place}"
    return [f"{pay:.6f}", cell, role, BANDS[band], place, country, role, country, years, "|".join(skills)]


def table(rows, seed):
    """Every fifth row is a test row, the others are ranked as they come."""
    draw, lines, rank = np.random.default_rng(seed), [HEADS], 0
    for row in range(rows):
        if row % 5 == 4:
            lines.append(["test", "", *person(draw)])
        else:
            lines.append(["train", str(rank), *person(draw)])
            rank += 1
    return lines, rank


def write(folder, rows=600):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    entries = []
    for seed, name in enumerate(["invented-one", "invented-two"], SEED):
        lines, n_all = table(rows, seed)
        with open(folder / f"{name}.csv", "w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(lines)
        entries.append({"set": name, "title": f"Invented data, {name[9:]}", "sizes": [0, 100, n_all],
                        "rival_sizes": [200]})
    (folder / "sets.json").write_text(json.dumps(entries), encoding="utf-8")


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 600)
