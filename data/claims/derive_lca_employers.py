"""Writes lca-employers-2025.csv: what employers offer against the market, from summaries of labour condition applications.

Usage: python3 data/claims/derive_lca_employers.py ../shared/data/lca-fy2025

Of that folder employers.csv is read: the median offer and the number of filings by employer, occupation and
metropolitan area. An employer's difference is the mean, over its areas and occupations, of the log of its median
offer against the official median of the occupation in the area (data/official/oews-2025.csv.gz). A cell of n filings
has the variance SPREAD^2 / n, and each cell differs by CELL more. Cells of fewer than five filings are left out:
nothing about a person survives.
"""

import csv
import gzip
import math
import pathlib
import sys
from collections import defaultdict

FOLDER = pathlib.Path(__file__).parent
# Work on software and what lies near it: all others say nothing about developers.
OCCUPATIONS = {
    "15-1211", "15-1212", "15-1221", "15-1242", "15-1243", "15-1244", "15-1251", "15-1252", "15-1253", "15-1254",
    "15-1255", "15-2051",
}
DEVELOPERS = "15-1252"
FEWEST = 5
SPREAD, CELL = 0.25, 0.08
# Nothing says how senior an employer's filings are. Our estimate of what that moves, in logs (2026-11-29).
COMPOSITION = 0.15
# The ends of a difference are read as its P20 and P80.
HALF = 0.8416


def slugs():
    """Slug of the filings to our slug."""
    with open(FOLDER.parent / "taxonomy" / "employers.csv", encoding="utf-8", newline="") as file:
        return {lca: row["slug"] for row in csv.DictReader(file) for lca in row["lca"].split("|") if lca}


def official():
    """Median pay of all people, by area and occupation."""
    path = FOLDER.parent / "official" / "oews-2025.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["industry_code"] == "000000" and row["annual_p50"]]
    return {(row["area_code"][2:], row["soc"]): float(row["annual_p50"]) for row in rows}


def offers(folder):
    """By employer: area, occupation, log of the offer against the official median, filings."""
    ours, medians, found = slugs(), official(), defaultdict(list)
    with open(folder / "employers.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            cell, filings = (row["area"], row["soc"]), int(row["filings"])
            if cell in medians and row["soc"] in OCCUPATIONS and filings >= FEWEST:
                difference = math.log(float(row["p50"]) / medians[cell])
                found[ours[row["slug"]]].append((*cell, difference, filings))
    return found


def claim(employer, cells):
    """An employer's row: filings, area and occupation of the most filings, ends of the difference."""
    weights = [1.0 / (CELL**2 + SPREAD**2 / filings) for _, _, _, filings in cells]
    mean = sum(w * cell[2] for w, cell in zip(weights, cells)) / sum(weights)
    half = HALF * math.hypot(COMPOSITION, 1.0 / math.sqrt(sum(weights)))
    # Where developers are filed for, the difference is said of them.
    area, occupation, _, _ = max(cells, key=lambda cell: (cell[1] == DEVELOPERS, cell[3], cell[0], cell[1]))
    return sum(cell[3] for cell in cells), employer, area, occupation, mean - half, mean + half


def main():
    rows = [claim(employer, cells) for employer, cells in offers(pathlib.Path(sys.argv[1])).items()]
    rows.sort(key=lambda row: (-row[0], row[1]))
    with open(FOLDER / "lca-employers-2025.csv", "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["id", "section", "role", "place", "employer", "percent", "against.employer", "figures", "note"])
        for at, (count, employer, area, occupation, low, high) in enumerate(rows):
            low, high = (f"{100 * math.expm1(x):.1f}" for x in (low, high))
            ids = f"{40001 + 2 * at} {40002 + 2 * at}"
            section = "Median offers by employer, area and occupation"
            note = f"{count:,} filings"
            out.writerow([employer, section, occupation, f"us-{area}", employer, f"{low} to {high}", "any", ids, note])
    print(f"{len(rows)} employers, figures 40001 to {40000 + 2 * len(rows)}")


if __name__ == "__main__":
    main()
