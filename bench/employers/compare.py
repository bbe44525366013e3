"""Employers by name, held against what their people stated to Levels.fyi from 2017 to August 2021.

Usage: compare.py --program target/release/goingrate --data ../shared/data --markdown docs/EMPLOYERS.md --out o.json

The rows are not carried and no fit sees them. Of software engineers in the United States and India each row's
level is read by data/taxonomy/employer_levels.csv. An employer's offset is what is left of the log of base pay (or
of pay in all parts) beside level, place and year, found by least squares; ours is P50 of the employer against the
market at large for the same level and place, on the middle day of the rows. Both are centred on the same
employers, so that only differences between employers count.
"""

import argparse
import collections
import csv
import io
import json
import math
import pathlib
import statistics
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
LEVELS = ["junior", "mid", "senior", "staff", "principal"]
# Fewer rows say little of an employer.
FEWEST = 20
AS_OF = "2020-09"
CITIES = {
    "Seattle": ["Seattle, WA", "Bellevue, WA", "Redmond, WA", "Kirkland, WA"],
    "San Francisco": ["San Francisco, CA", "Oakland, CA", "San Mateo, CA", "Menlo Park, CA", "Redwood City, CA", "South San Francisco, CA"],
    "New York": ["New York, NY", "Brooklyn, NY", "Jersey City, NJ"],
    "Bangalore": ["Bangalore, KA, India"],
}
SHOWN = 20


def table(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def folded(name):
    return " ".join(name.lower().replace("-", " ").replace(",", " ").replace("'", "").split()).rstrip(".")


def vocabulary():
    """Names to employers, and an employer's own levels to shares of ours."""
    names, rungs = {}, {}
    for row in table(ROOT / "data/taxonomy/employers.csv"):
        for name in [row["slug"], row["name"], *row["words"].split("|")]:
            if name:
                names[folded(name)] = row["slug"]
    for row in table(ROOT / "data/taxonomy/employer_levels.csv"):
        if row["ladder"] != "individual":
            continue
        shares = [float(row[level] or 0) for level in LEVELS]
        for name in [row["code"], row["title"], *row["words"].split("|")]:
            if name:
                rungs.setdefault((row["employer"], folded(name)), (row["code"], shares))
    return names, rungs


def rows(data):
    """Software engineers: employer, its level, shares of levels, place, country, year, base, total."""
    names, rungs = vocabulary()
    found = []
    for row in table(data / "levels-fyi-2021/Levels_Fyi_Salary_Data.csv"):
        parts = row["location"].split(", ")
        country = {2: "us"}.get(len(parts)) or ("in" if parts[-1] == "India" else None)
        base, total = float(row["basesalary"] or 0), float(row["totalyearlycompensation"] or 0)
        employer = names.get(folded(row["company"]))
        # Base pay of zero is missing, and below a fifth of the usual it is an amount by the month.
        least = 20_000 if country == "us" else 4_000
        if row["title"] != "Software Engineer" or country is None or employer is None or base < least:
            continue
        code, shares = rungs.get((employer, folded(row["level"])), (None, None))
        year = row["timestamp"].split(" ")[0].split("/")[2]
        found.append((employer, code, shares, row["location"], country, year, math.log(base), math.log(max(total, base))))
    return found


def offsets(found, column):
    """Offset of each employer with enough rows, by least squares: one part after the other until nothing moves."""
    used = [row for row in found if row[2] and row[4] == "us"]
    counts = collections.Counter(row[0] for row in used)
    used = [row for row in used if counts[row[0]] >= FEWEST]
    parts = {0: collections.defaultdict(float), 3: collections.defaultdict(float), 5: collections.defaultdict(float)}
    level = dict.fromkeys(LEVELS, 0.0)

    def fitted(row, without=None):
        known = sum(parts[part][row[part]] for part in parts if part != without)
        return known + (0.0 if without == "level" else sum(s * level[n] for s, n in zip(row[2], LEVELS)))

    for _ in range(60):
        for part, effects in parts.items():
            sums = collections.defaultdict(lambda: [0.0, 0.0])
            for row in used:
                of = sums[row[part]]
                of[0] += row[column] - fitted(row, part)
                of[1] += 1
            # A place or year of few rows is drawn towards zero.
            drawn = 0.0 if part == 0 else 2.0
            for key, (total, n) in sums.items():
                effects[key] = total / (n + drawn)
        sums = {name: [0.0, 1e-9] for name in LEVELS}
        for row in used:
            left = row[column] - fitted(row, "level")
            for share, name in zip(row[2], LEVELS):
                sums[name][0] += share * left
                sums[name][1] += share
        level = {name: total / n for name, (total, n) in sums.items()}
    return dict(parts[0]), counts


def price(program, book, questions):
    """P50 with its interval of each question, through `goingrate price`."""
    out = io.StringIO()
    heads = ["role", "level", "employer", "place", "component", "as_of", "currency"]
    writer = csv.DictWriter(out, heads, lineterminator="\n")
    writer.writeheader()
    writer.writerows(questions)
    command = [program, "price", "-", *(["--book", book] if book else [])]
    done = subprocess.run(command, input=out.getvalue(), capture_output=True, text=True)
    priced = list(csv.DictReader(io.StringIO(done.stdout)))
    if len(priced) != len(questions):
        raise SystemExit(f"{len(priced)} of {len(questions)} were priced:\n{done.stderr[-2000:]}")
    return priced


def question(employer, level, place, component="base salary"):
    return {"role": "software engineer", "level": level, "employer": employer, "place": place, "component": component, "as_of": AS_OF, "currency": "USD"}


def number(row, name):
    return float(row[name]) if row.get(name) else None


def ranks(values):
    order = sorted(range(len(values)), key=values.__getitem__)
    result = [0.0] * len(values)
    for rank, at in enumerate(order):
        result[at] = float(rank)
    return result


def correlation(x, y):
    return statistics.correlation(ranks(x), ranks(y)) if len(x) > 2 else float("nan")


def compare(program, book, found, component, column):
    theirs, counts = offsets(found, column)
    largest = sorted(theirs, key=lambda employer: -counts[employer])
    asked = [question(employer, "senior", "United States", component) for employer in ["", *largest]]
    priced = [number(row, "p50") for row in price(program, book, asked)]
    rows = []
    for employer, ours in zip(largest, priced[1:]):
        rows.append({"employer": employer, "n": counts[employer], "theirs": theirs[employer], "ours": math.log(ours / priced[0])})
    for count in (30, len(rows)):
        head = rows[:count]
        centre = statistics.median(row["ours"] - row["theirs"] for row in head)
        for row in head:
            row[f"off_{'30' if count == 30 else 'all'}"] = row["ours"] - row["theirs"] - centre
    return rows


def cities(program, book, found):
    result = {}
    for city, locations in CITIES.items():
        here = [row for row in found if row[3] in locations]
        counts = collections.Counter(row[0] for row in here)
        largest = [employer for employer, _ in counts.most_common(SHOWN)]
        priced = price(program, book, [question(employer, "senior", city) for employer in largest])
        rows = []
        for employer, row in zip(largest, priced):
            senior = [r[6] for r in here if r[0] == employer and r[2] and max(r[2]) == r[2][2]]
            stated = math.exp(statistics.median(senior)) if len(senior) >= 5 else None
            rows.append({
                "employer": employer, "n": counts[employer], "seniors": len(senior), "stated": stated,
                "p50": number(row, "p50"), "low": number(row, "p50_low"), "high": number(row, "p50_high"),
            })
        result[city] = rows
    return result


# Whose ladders are shown, with the first and the last level, and where.
LADDERS = {
    "google": (["L3", "L4", "L5", "L6", "L7"], "San Francisco"),
    "meta": (["E3", "E4", "E5", "E6", "E7"], "San Francisco"),
    "amazon": (["L4", "L5", "L6", "L7"], "Seattle"),
    "microsoft": (["59", "60", "61", "62", "63", "64", "65", "66", "67"], "Seattle"),
}
LADDER_AS_OF = "2026-06"


def ladders(program, book):
    _, rungs = vocabulary()
    asked, rows = [], []
    for employer, (codes, place) in LADDERS.items():
        for code in codes:
            shares = rungs[(employer, folded(code))][1]
            levels = ", ".join(f"{100 * s:.0f} % {name}" if s < 1 else name for s, name in zip(shares, LEVELS) if s)
            rows.append({"employer": employer, "code": code, "levels": levels})
            asked += [{**question(employer, code, place, part), "as_of": LADDER_AS_OF} for part in ("base salary", "total compensation")]
    priced = price(program, book, asked)
    for at, row in enumerate(rows):
        for part, of in (("base", priced[2 * at]), ("total", priced[2 * at + 1])):
            row[part] = [number(of, name) for name in ("p50", "p50_low", "p50_high")]
    return rows


def summary(rows, count):
    head = rows[:count]
    key = "off_30" if count == 30 else "off_all"
    near = sum(abs(row[key]) <= 0.10 for row in head)
    return {"n": len(head), "rank_correlation": correlation([r["ours"] for r in head], [r["theirs"] for r in head]), "within_10": near / len(head)}


def main():
    parser = argparse.ArgumentParser()
    for name in ("program", "data", "out", "markdown", "book"):
        parser.add_argument(f"--{name}")
    options = parser.parse_args()
    found = rows(pathlib.Path(options.data))
    result = {"rows": len(found), "as_of": AS_OF}
    for name, component, column in (("base", "base salary", 6), ("total", "total compensation", 7)):
        compared = compare(options.program, options.book, found, component, column)
        result[name] = {"employers": compared, "largest": summary(compared, 30), "all": summary(compared, len(compared))}
    result["cities"] = cities(options.program, options.book, found)
    for city, of in result["cities"].items():
        both = [row for row in of if row["stated"]]
        result.setdefault("rank_in_city", {})[city] = correlation([r["p50"] for r in both], [r["stated"] for r in both])
    published = {row["employer"] for row in table(ROOT / "data/claims/levels-fyi-top-2025.csv")}
    result["published"] = len(published)
    result["ladders"], result["ladder_as_of"] = ladders(options.program, options.book), LADDER_AS_OF
    if options.out:
        pathlib.Path(options.out).write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    if options.markdown:
        from page import page

        pathlib.Path(options.markdown).write_text(page(result), encoding="utf-8")
    for name in ("base", "total"):
        print(name, {key: result[name][key] for key in ("largest", "all")})
    print(result["rank_in_city"])


if __name__ == "__main__":
    main()
