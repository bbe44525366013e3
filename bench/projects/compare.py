"""What a project's answer is held against: the share of real projects inside its interval, sets left out one
by one; COCOMO II and Basic COCOMO (as scc uses it) for the four kinds. Writes results.md.

    python3 bench/projects/compare.py PROGRAM ../shared/data/effort-estimation

Needs Python 3.11 and nothing else. No file of the data is carried (their licences: README.md)."""

import csv
import json
import math
import random
import statistics
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
ASSUMED = HERE.parent.parent / "data/planning/project.toml"
SETS = ["kitchenham", "norway-survey", "norway-contractor", "cesaw-project-sums", "six-providers"]
CLASS = {"kitchenham": "in-house", "cesaw-project-sums": "in-house"}  # the others were built for clients
Z80, HOURS = statistics.NormalDist().inv_cdf(0.9), 8.0
KINDS = ["simple API", "startup MVP", "SaaS platform", "enterprise system"]
SPLITS, OWN = 20, 10


def quantile(values, share):
    values = sorted(values)
    at = share * (len(values) - 1)
    low = values[int(at)]
    return low + (values[min(int(at) + 1, len(values) - 1)] - low) * (at - int(at))


def read(folder):
    """Estimated days and log of actual over estimate, by set."""
    sets = {name: [] for name in SETS}
    with open(Path(folder) / "estimates-actuals.csv", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["dataset"] in sets and row["estimated_effort"] and row["actual_effort"]:
                hours, actual = float(row["estimated_effort"]), float(row["actual_effort"])
                sets[row["dataset"]].append((hours / HOURS, math.log(actual / hours), hours, actual))
    return sets


def assumed():
    """The carried overrun by class, and the power of the size."""
    with open(ASSUMED, "rb") as file:
        all_ = {a["name"]: a["value"] for a in tomllib.load(file)["assumption"]}
    by_class = {v["of"]: [math.log(v[k]) for k in ("low", "typical", "high")] for v in all_["overrun"]}
    return by_class, all_["overrun-by-size"][0]["typical"]


def inside(projects, low, middle, high, power):
    """The share of projects inside P10 to P90, each at its own size."""
    hits = 0
    for days, ratio, *_ in projects:
        wider = (max(days, 1.0) / 200.0) ** -power
        hits += middle + wider * (low - middle) <= ratio <= middle + wider * (high - middle)
    return hits / len(projects)


def pooled(others):
    ratios = [ratio for projects in others for _, ratio, *_ in projects]
    return [quantile(ratios, share) for share in (0.1, 0.5, 0.9)]


def of_a_new_set(others):
    """Sets count alike; how much they differ among themselves is part of the doubt about a new one."""
    middles = [quantile([p[1] for p in s], 0.5) for s in others]
    middle = statistics.mean(middles)
    between = statistics.variance(middles) * (1 + 1 / len(middles))
    ends = []
    for share, sign in ((0.1, -1), (0.9, 1)):
        own = [abs(quantile([p[1] for p in s], share) - m) for s, m in zip(others, middles)]
        within = statistics.mean(w * w for w in own)
        ends.append(middle + sign * math.sqrt(within + Z80**2 * between))
    return [ends[0], middle, ends[1]]


def ask(program, *words):
    told = subprocess.run([program, "project", *words, "--json"], capture_output=True, text=True, check=True)
    return json.loads(told.stdout)


def with_a_past(program, name, projects, power):
    """The share of a set's other projects inside the interval once ten of it are given as a past."""
    rng, shares = random.Random(7), []
    team = "1 senior, Germany, employee" if CLASS.get(name) else "1 senior, Germany, freelance"
    for _ in range(SPLITS):
        shuffled = rng.sample(projects, len(projects))
        past, rest = shuffled[:OWN], shuffled[OWN:]
        with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
            file.write("estimated,actual\n" + "".join(f"{p[2]},{p[3]}\n" for p in past))
            file.flush()
            told = ask(program, "login", "--team", team, "--draws", "100", "--history", file.name)
        error = [math.log(told["overrun"][k]) for k in ("p10", "p50", "p90")]
        shares.append(inside(rest, *error, power))
    return statistics.mean(shares)


def coverage(program, folder):
    sets = read(folder)
    by_class, power = assumed()
    lines = [
        "| set | projects | all others pooled | a new set | the carried class | ten own projects as a past |",
        "|---|---|---|---|---|---|",
    ]
    sums = [0.0] * 4
    counts = [0] * 4
    for name, projects in sets.items():
        others = [s for other, s in sets.items() if other != name]
        shares = [
            inside(projects, *pooled(others), 0.0),
            inside(projects, *of_a_new_set(others), power),
            inside(projects, *by_class[CLASS.get(name, "client")], power),
            with_a_past(program, name, projects, power) if len(projects) > 2 * OWN - 4 else None,
        ]
        for at, share in enumerate(shares):
            if share is not None:
                sums[at] += share * len(projects)
                counts[at] += len(projects)
        cells = " | ".join("–" if s is None else f"{100 * s:.0f} %" for s in shares)
        lines.append(f"| {name} | {len(projects)} | {cells} |")
    cells = " | ".join(f"**{100 * s / n:.0f} %**" for s, n in zip(sums, counts))
    lines.append(f"| all | {counts[0]} | {cells} |")
    return lines


def cocomo_2(kloc):
    """COCOMO II.2000 post-architecture, all ratings nominal: effort in person-months, months."""
    factors = 3.72 + 3.04 + 4.24 + 3.29 + 4.68
    power = 0.91 + 0.01 * factors
    effort = 2.94 * kloc**power
    return effort, 3.67 * effort ** (0.28 + 0.2 * (power - 0.91))


def scc(kloc):
    """Basic COCOMO, organic, as scc has it: effort, months, USD at its wage and overhead."""
    effort = 2.4 * kloc**1.05
    return effort, 2.5 * effort**0.38, effort * 56286 / 12 * 2.4


def kinds(program):
    lines = [
        "| kind | features' days | lines | ours: months of work, P10 P50 P90 | COCOMO II | scc | ours: months, P10 "
        "P50 P90 | COCOMO II | scc | ours: USD, P50 | scc: USD |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for kind in KINDS:
        told = ask(program, kind)
        paid, months = told["paid_days"], told["months"]
        # Hours to lines: 8.8 hours a function point (China, median), 50 lines a point (QSM, JavaScript).
        kloc = paid["p50"] * HOURS / 8.8 * 50 / 1000
        (effort2, months2), (effort1, months1, usd) = cocomo_2(kloc), scc(kloc)
        work = " ".join(f"{paid[k] / 19:.1f}" for k in ("p10", "p50", "p90"))
        time = " ".join(f"{months[k]:.1f}" for k in ("p10", "p50", "p90"))
        lines.append(
            f"| {kind} | {told['estimate_days']:.0f} | {1000 * kloc:,.0f} | {work} | {effort2:.1f} | {effort1:.1f} | "
            f"{time} | {months2:.1f} | {months1:.1f} | {told['cost']['p50']:,.0f} | {usd:,.0f} |"
        )
    return lines


TEXT = """# Projects against real ones and against two models

Made by `bench/projects/compare.py`.

## How often real projects end inside the interval

The share of projects whose actual over estimated effort lies between P10 and P90 (80 % is right). *All others
pooled*: quantiles of all other sets, as if a new team were like the average project. *A new set*: the other
sets count alike, and how much sets differ among themselves is part of the doubt; this is the honest figure for a
team of which nothing is known, a set left out. *The carried class*: what the program takes; these figures were
partly chosen on the same sets, so the column is no test. *Ten own projects as a past*: ten projects of the left
set given with `history`, the others predicted, 20 splits; what these ten are weighed against is the carried class.

{coverage}

Cancelled projects are in no set, so none of this speaks of projects that are given up. The sets are of 1994 to
2017 and small; six-providers is one specification built six times.

## Beside COCOMO II and scc

COCOMO II.2000 with its published constants, all ratings nominal. scc could not be installed (it is a Go program,
and of the names of registries at hand none is it), so this is Basic COCOMO, organic, with the constants that scc
publishes (2.4, 1.05, 2.5, 0.38; wage 56,286 USD, overhead 2.4). Both want lines of code, which a plan does not
have: lines are our own days turned by 8.8 hours a function point (China data set, median) and 50 lines a point
(QSM, JavaScript). So the comparison is about effort and time for a size, not about the size. A month of work
is 19 days.

{kinds}

COCOMO II takes about two to four times the effort for these lines: its projects were larger, older and documented
otherwise, and lines a point of today's frameworks are fewer than QSM's. Its schedules are longer by as much for
small projects. Neither gives an interval.
"""

if __name__ == "__main__":
    program, folder = sys.argv[1:3]
    text = TEXT.format(coverage="\n".join(coverage(program, folder)), kinds="\n".join(kinds(program)))
    (HERE / "results.md").write_text(text, encoding="utf-8")
    print(text)
