"""Writes areas.csv from the OEWS table: every metropolitan and nonmetropolitan area, once.

    python3 data/taxonomy/derive_areas.py OEWS.csv > data/taxonomy/areas.csv

The parent of an area is the state that the table files it under, which is the first of its title.
"""

import csv
import sys

STATES = {  # FIPS code -> postal code
    "01": "al", "02": "ak", "04": "az", "05": "ar", "06": "ca", "08": "co", "09": "ct", "10": "de",
    "11": "dc", "12": "fl", "13": "ga", "15": "hi", "16": "id", "17": "il", "18": "in", "19": "ia",
    "20": "ks", "21": "ky", "22": "la", "23": "me", "24": "md", "25": "ma", "26": "mi", "27": "mn",
    "28": "ms", "29": "mo", "30": "mt", "31": "ne", "32": "nv", "33": "nh", "34": "nj", "35": "nm",
    "36": "ny", "37": "nc", "38": "nd", "39": "oh", "40": "ok", "41": "or", "42": "pa", "44": "ri",
    "45": "sc", "46": "sd", "47": "tn", "48": "tx", "49": "ut", "50": "vt", "51": "va", "53": "wa",
    "54": "wv", "55": "wi", "56": "wy", "66": "gu", "72": "pr", "78": "vi",
}


def areas(path):
    """Slug, kind, state, code and title of each area of the table, in the order of its code."""
    seen = {}
    for row in csv.DictReader(open(path, newline="")):
        if row["area_type"] == "M":
            seen[row["area_code"]] = (row["state_fips"], row["area_name"])
    for code, (fips, name) in sorted(seen.items()):
        metro = code.startswith("00")
        slug = f"us-{code[2:]}" if metro else f"us-nm-{code}"
        yield slug, "metro" if metro else "nonmetro", f"us-{STATES[fips]}", code, name


if __name__ == "__main__":
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["slug", "kind", "state", "code", "name"])
    out.writerows(areas(sys.argv[1]))
