"""Fills in the developers of the countries that nobody counted, in countries.csv beside this file.

    python3 data/world/estimate.py

Three least-squares fits in logs over the countries with a figure: on accounts, income and population;
on accounts alone, where no income is known; on income and population, where no account is counted or
the accounts are mostly foreigners' (VIAS). Rows of another status than `ours` are only read. Prints
the error of each fit when a country is left out, and the sums by part of the world.
"""

import csv
import math
import pathlib
import tomllib

HERE = pathlib.Path(__file__).parent
VIAS = {"hk", "sg"}  # accounts that come through it from elsewhere
NOBODY = {"aq", "bv", "gs", "hm", "io", "tf", "um"}  # no resident population


def read(name):
    with open(HERE / name, newline="") as file:
        return list(csv.DictReader(file))


def solve(matrix, right):
    n = len(right)
    rows = [line[:] + [value] for line, value in zip(matrix, right)]
    for i in range(n):
        pivot = max(range(i, n), key=lambda k: abs(rows[k][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for k in range(n):
            if k != i:
                factor = rows[k][i] / rows[i][i]
                rows[k] = [a - factor * b for a, b in zip(rows[k], rows[i])]
    return [rows[i][n] / rows[i][i] for i in range(n)]


def fit(lines, values):
    n = len(lines[0])
    squares = [[sum(x[i] * x[j] for x in lines) for j in range(n)] for i in range(n)]
    return solve(squares, [sum(x[i] * y for x, y in zip(lines, values)) for i in range(n)])


rows = read("countries.csv")
people = {r["country"]: float(r["population"]) for r in read("population.csv")}
accounts = {r["country"]: float(r["accounts"]) for r in read("accounts.csv")}
income = {r["country"]: float(r["income"]) for r in rows if r["income"]}
known = {
    r["country"]: float(r["developers"])
    for r in rows
    if r["developers"] and r["developers_status"] != "ours"
}
MODELS = {
    "accounts, income and population": (accounts, income, people),
    "accounts": (accounts,),
    "income and population": (income, people),
}


def line(country, columns):
    return [1.0] + [math.log(column[country]) for column in columns]


fits = {}
for name, columns in MODELS.items():
    within = [c for c in known if all(c in column for column in columns) and c not in VIAS]
    lines = [line(c, columns) for c in within]
    values = [math.log(known[c]) for c in within]
    fits[name] = fit(lines, values)
    errors = []
    for i in range(len(within)):
        other = fit(lines[:i] + lines[i + 1 :], values[:i] + values[i + 1 :])
        errors.append(values[i] - sum(a * b for a, b in zip(other, lines[i])))
    spread = math.sqrt(sum(e * e for e in errors) / len(errors))
    print(f"{name}: {len(within)} countries, {[round(w, 2) for w in fits[name]]}, error {spread:.2f}")

for row in rows:
    country = row["country"]
    if country in known:
        continue
    row["developers_year"], row["developers_status"] = "2025", "ours"
    if country in NOBODY:
        row["developers"], row["developers_source"] = "0", "no resident population"
        continue
    usable = [
        name
        for name, columns in MODELS.items()
        if all(country in column for column in columns)
        and not (country in VIAS and accounts in columns)
    ]
    if usable:
        columns, weights = MODELS[usable[0]], fits[usable[0]]
        number = math.exp(sum(a * b for a, b in zip(weights, line(country, columns))))
        row["developers_source"] = f"estimate.py on {usable[0]}"
    else:
        share = sorted(known[c] / people[c] for c in known)[len(known) // 2]
        number = share * people[country]
        row["developers_source"] = "estimate.py: the median share of population"
    digits = max(0, math.floor(math.log10(max(number, 1))) - 1)
    row["developers"] = str(round(number / 10**digits) * 10**digits)

with open(HERE / "countries.csv", "w", newline="") as file:
    writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)

with open(HERE.parent / "taxonomy" / "places.toml", "rb") as file:
    places = tomllib.load(file)
region = {slug: place[0] for slug, place in places["countries"].items()}
region |= {p[0]: p[2] for p in places["abroad"]["places"] if p[1] == "country"}
sums = {}
for row in rows:
    part = region.get(row["country"], "elsewhere in the table")
    total = sums.setdefault(part, [0, 0])
    total[0] += int(row["developers"])
    total[1] += int(row["developers"]) if row["developers_status"] == "ours" else 0
for part, (total, ours) in sorted(sums.items(), key=lambda item: -item[1][0]):
    print(f"{part}: {total:,} developers, {ours / total:.0%} of them estimated here")
