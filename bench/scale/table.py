"""Lines of bench/scale/run.sh (JSON) → results/scale.csv, results/months.csv and results/slopes.csv.

Usage: python3 bench/scale/table.py OUT.jsonl COMMIT DAY MACHINE [NOTE]

MACHINE says which processor, cores, memory and load there were; NOTE is what else a reader has to know of the runs.
"""

import csv
import json
import math
import pathlib
import sys

RESULTS = pathlib.Path(__file__).parent / "results"
SIZES = [
    "mode", "cells", "effects", "load", "stopped", "seconds_in_all", "cpu_in_all", "peak_mb",
    "cpu rows_s", "cpu ordering_s", "cpu factor_s", "cpu variances_s", "cpu sums_s", "cpu write_s", "cpu fit_s",
    "rounds", "factor_entries", "tail", "entries", "bytes",
    "error_in_standard_errors", "coverage_of_80", "furthest_sd",
]
MONTHS = [
    "mode", "cells", "effects", "load", "stopped", "peak_mb",
    "cpu fit_of_23_months_s", "cpu sum_of_23_months_s", "cpu month_added_s", "cpu full_fit_warm_s", "cpu full_fit_s",
    "month_added_rounds", "full_fit_warm_rounds", "full_fit_rounds", "effects_apart_in_standard_errors",
    "effects_apart_root_mean_square", "rounding_of_the_full_fit", "standard_errors_apart", "variances_apart",
]


def flat(line):
    """One run as names and values, those of the processor with a word before them."""
    run = json.loads(line)
    cpu = run.pop("cpu", {})
    return run | {f"cpu {name}": value for name, value in cpu.items()}


def write(name, columns, runs):
    with open(RESULTS / name, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        for run in runs:
            writer.writerow({k: f"{v:.4g}" if isinstance(v, float) else v for k, v in run.items()})


def slope(points):
    """Exponent of a power by least squares on the logarithms."""
    logs = [(math.log(x), math.log(y)) for x, y in points]
    mean_x, mean_y = (sum(p[i] for p in logs) / len(logs) for i in (0, 1))
    return sum((x - mean_x) * (y - mean_y) for x, y in logs) / sum((x - mean_x) ** 2 for x, _ in logs)


def slopes(runs):
    """Exponents of time and memory in cells, and in effects, wherever three sizes or more came to an end."""
    for mode in ("rows", "sums"):
        done = [run for run in runs if run["mode"] == mode and "stopped" not in run]
        for by, other in (("cells", "effects"), ("effects", "cells")):
            for held in sorted({run[other] for run in done}):
                series = sorted((run[by], run) for run in done if run[other] == held)
                for what in ("cpu_in_all", "cpu fit_s", "cpu sums_s", "peak_mb"):
                    points = [(x, run[what]) for x, run in series if run.get(what, 0) > 0]
                    if len(points) >= 3:
                        yield {
                            "mode": mode, "of": what, "by": by, "held": f"{held:.0f} {other}",
                            "from": points[0][0], "to": points[-1][0], "exponent": slope(points),
                        }


def main():
    if len(sys.argv) not in (5, 6):
        sys.exit(__doc__)
    path, commit, day, machine = sys.argv[1:5]
    with open(path, encoding="utf-8") as file:
        runs = [flat(line) for line in file if line.strip()]
    RESULTS.mkdir(exist_ok=True)
    for run in runs:
        run["cells"], run["effects"] = int(run["cells"]), int(run["effects"])
    months = [run for run in runs if run["mode"].startswith("month")]
    write("scale.csv", SIZES, [run for run in runs if run not in months])
    write("months.csv", MONTHS, months)
    write("slopes.csv", ["mode", "of", "by", "held", "from", "to", "exponent"], list(slopes(runs)))
    about = {
        "commit": commit, "day": day, "command": "bench/scale/run.sh OUT.jsonl", "machine": machine,
        "note": " ".join(sys.argv[5:]),
    }
    (RESULTS / "about.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
