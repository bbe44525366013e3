"""The JSON lines of rivals.py to a table in Markdown: the best run of each engine's fastest form.

    python report.py results/words.jsonl [more.jsonl]

A cell has wall seconds, CPU seconds and peak memory in GiB. A run that was ended has no time.
"""

import json
import sys
from pathlib import Path

import queries


def read(path):
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]


def best(runs):
    ended = [run for run in runs if run["status"] == "ok"]
    return min(ended, key=lambda run: run["wall"], default=None)


def cell(runs):
    found = best(runs)
    if found:
        return f"{found['wall']:.1f} / {found['cpu']:.1f} / {found['rss_mib'] / 1024:.1f} ({found['form']})"
    if not runs:
        return "no run"
    over = [run["wall"] for run in runs if run["status"] == "over"]
    return f"over {max(over):.0f} s" if over else "failed"


def disagreements(runs):
    """Queries whose engines do not count the same cells, rows or sum of buckets."""
    for query in queries.QUERIES:
        # Scans and percentiles have no sum of buckets; some tell zero, and some nothing.
        told = {(run["cells"], run["counted"], run["weighted"] or 0) for run in runs
                if run["query"] == query and run["status"] == "ok" and run["counted"] is not None}
        if len(told) > 1:
            yield f"{query}: (cells, rows, sum of buckets) are {sorted(told)}"


def silent(runs):
    """Engines with a run that ended and told no counts, which nothing can be held against."""
    return sorted({run["engine"] for run in runs if run["status"] == "ok" and run["counted"] is None})


def check(runs):
    yield from disagreements(runs)
    if silent(runs):
        yield f"Told no counts in some runs, and so not checked: {', '.join(silent(runs))}."


def table(runs):
    engines = list(dict.fromkeys(run["engine"] for run in runs))
    versions = {run["engine"]: run["version"] for run in runs if run["version"]}
    yield "| query | " + " | ".join(f"{name} {versions.get(name, '')}".strip() for name in engines) + " |"
    yield "|---" * (len(engines) + 1) + "|"
    for query, meaning in queries.QUERIES.items():
        mine = [run for run in runs if run["query"] == query]
        if mine:
            row = [cell([run for run in mine if run["engine"] == name]) for name in engines]
            yield f"| {query}: {meaning} | " + " | ".join(row) + " |"


def main(paths):
    for path in paths:
        runs = read(path)
        loads = [run["load"] for run in runs]
        others = sum(run["others_cpu"] for run in runs) / sum(run["wall"] for run in runs)
        print(f"## {Path(path).stem}\n\nWall s / CPU s / peak GiB (form). Load before the runs {min(loads)} to "
              f"{max(loads)}; the rest of the machine used {others:.2f} cores beside them.\n")
        print("\n".join(table(runs)))
        print("\n" + ("\n".join(check(runs)) or "All engines counted the same cells, rows and buckets."))


if __name__ == "__main__":
    main(sys.argv[1:])
