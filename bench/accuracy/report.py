"""Result files of the program and of the rivals to the scoreboard's page and pictures.

    python report.py RESULTS.json... --out docs/SCOREBOARD.md --pictures docs/scoreboard/
        --date 2026-11-22 --machine "…" --command "…"

Every number of the page is worked out here from the files; nothing is left out for looking bad.
"""

import argparse
import json
import os
import re
import sys
from pathlib import Path

from pictures import histograms
from targets import (AIM50, AIM80, BAR, BESIDE, JUDGED_FROM, OURS, SLACK, TARGETS, bin_status, judge, outside)

NAMES = {OURS: "Going Rate", BAR: "LightGBM", "conjugate": "conjugate", "cohort": "cohort"}
MARK = " ✗"


class Results:
    """All runs of all files, and what each set is called and holds."""

    def __init__(self, files):
        self.runs, self.sets, self.versions = {}, {}, {}
        for path in files:
            self.add(path, json.loads(Path(path).read_text(encoding="utf-8")))
        for name, _, _ in self.runs:
            self.sets.setdefault(name, {"set": name, "title": name})
        for name, about in self.sets.items():
            about.setdefault("n_all", max((n for s, _, n in self.runs if s == name), default=0))

    def add(self, path, found):
        self.versions.update(found.get("versions", {}))
        for about in found.get("sets", []):
            self.sets.setdefault(about["set"], {}).update(about)
        for run in found["runs"]:
            key = (run["set"], run["who"], run["n"])
            if key in self.runs:
                raise SystemExit(f"{path}: {key} is there twice; give only one file that holds it")
            if run["who"] not in [*NAMES, BESIDE]:
                raise SystemExit(f"{path}: {run['who']!r} is none of {', '.join(NAMES)}, {BESIDE}")
            self.runs[key] = run

    def of(self, name):
        """The runs of a set with its own records alone, by size and then in the order of NAMES."""
        order = list(NAMES)
        found = [run for (s, who, _), run in self.runs.items() if s == name and who in NAMES]
        return sorted(found, key=lambda run: (run["n"], order.index(run["who"])))

    def sizes(self, name):
        return sorted({run["n"] for run in self.of(name)})

    def losses(self, name):
        return {(who, n): run["pinball"] for (s, who, n), run in self.runs.items() if s == name}

    def verdicts(self, who=OURS):
        return [judge(name, target, about["n_all"], self.losses(name), who)
                for name, about in self.sets.items() for target in TARGETS]


def table(heads, lines, words=(0,)):
    """Markdown; the columns of `words` stand to the left, figures to the right."""
    rule = ["---" if place in words else "---:" for place in range(len(heads))]
    return "\n".join("| " + " | ".join(line) + " |" for line in [heads, rule, *lines])


def folded(summary, body):
    return f"<details><summary>{summary}</summary>\n\n{body}\n\n</details>"


def loss_text(value):
    return f"{value:.4f}".lstrip("0")


def percent(share):
    return "–" if share is None else f"{100 * share:.1f}"


def marked(share, aim, slack):
    return percent(share) + (MARK if outside(share, aim, slack) else "")


def seconds(value):
    return "–" if value is None else f"{value:.1f}" if value >= 10 else f"{value:.3g}"


# Floors and goals

def verdict_line(verdict, title):
    target = verdict.target
    rows = "all" if target.n is None else f"{verdict.n:,}"
    bar = f"{'' if target.factor == 1 else f'{target.factor:g} of '}LightGBM with {verdict.rival_n:,}"
    if verdict.ours is None:
        why = "skipped: the set is smaller" if verdict.status == "skipped" else verdict.status
        return [title, target.kind, rows, bar, "–", "–", "–", why]
    word = "met" if verdict.status == "met" else "**missed**"
    return [title, target.kind, rows, bar, loss_text(verdict.ours), loss_text(verdict.allowed),
            f"{100 * verdict.by():+.1f} %", word]


def tally(verdicts, kind):
    """Counts of one kind, in words; what could not be judged is told, not hidden."""
    status = [v.status for v in verdicts if v.target.kind == kind]
    judged = status.count("met") + status.count("missed")
    words = f"{status.count('met')} of {judged} {kind}s met"
    for other in ("skipped", "not measured"):
        words += f", {status.count(other)} {other}" if status.count(other) else ""
    return words


def coverage_tally(results):
    """Of Going Rate's own runs, on all sets and sizes."""
    ours = [run for name in results.sets for run in results.of(name) if run["who"] == OURS]
    within80 = sum(not outside(run["cover80"], AIM80, SLACK) for run in ours)
    within50 = sum(not outside(run["cover50"], AIM50, SLACK) for run in ours)
    bins = [bin_status(b) for run in ours for b in run["bins"]]
    judged = len(bins) - bins.count("not judged")
    return (f"P10–P90 within 80 ± 2 in {within80} of {len(ours)} runs, "
            f"P25–P75 within 50 ± 2 in {within50}; "
            f"{bins.count('within')} of {judged} judged bins within 80 ± 5")


def floors_and_goals(results):
    verdicts = results.verdicts()
    return "\n\n".join([
        "## Floors and goals",
        f"{tally(verdicts, 'floor')}; {tally(verdicts, 'goal')}. Coverage: {coverage_tally(results)}.",
        "*By* is our loss against what is allowed: with a minus it is lower, which is better.",
        verdict_table(results, verdicts)])


def verdict_table(results, verdicts):
    lines = [verdict_line(v, results.sets[v.set]["title"]) for v in verdicts]
    heads = ["set", "asked", "our rows", "measured against", "our loss", "allowed", "by", "result"]
    return table(heads, lines, words=(0, 1, 3, 7))


# One set

def loss_line(results, name, n):
    found = {who: results.runs.get((name, who, n)) for who in NAMES}
    best = min(run["pinball"] for run in found.values() if run)
    cells = [loss_text(run["pinball"]) if run else "–" for run in found.values()]
    compared = sum(run is not None for run in found.values()) > 1
    bold = [f"**{cell}**" if compared and run and run["pinball"] == best else cell
            for cell, run in zip(cells, found.values())]
    return [f"{n:,}", *bold]


def loss_table(results, name):
    lines = [loss_line(results, name, n) for n in results.sizes(name)]
    return table(["local records", *NAMES.values()], lines)


def coverage_table(results, name):
    lines = []
    for n in results.sizes(name):
        line = [f"{n:,}"]
        for who in NAMES:
            run = results.runs.get((name, who, n))
            line.append("–" if run is None else f"{marked(run['cover80'], AIM80, SLACK)} / "
                                                f"{marked(run['cover50'], AIM50, SLACK)}")
        lines.append(line)
    return table(["local records", *NAMES.values()], lines)


def bin_cell(found):
    if found["rows"] == 0:
        return "–"
    share, rows = percent(found["cover80"]), f"{found['rows']:,}"
    if bin_status(found) == "not judged":
        return f"*{share}* ({rows})"
    return f"{share}{MARK if bin_status(found) == 'outside' else ''} ({rows})"


def bin_table(runs):
    names = [b["bin"] for b in runs[0]["bins"]]
    lines = [[f"{NAMES[run['who']]}, {run['n']:,}", *[bin_cell(b) for b in run["bins"]]] for run in runs]
    return table(["rows of the cell in the sample", *[name.replace("-", "–") for name in names]], lines)


def bin_tables(results, name):
    ours = [run for run in results.of(name) if run["who"] == OURS]
    others = [run for run in results.of(name) if run["who"] != OURS]
    parts = [bin_table(ours)] if ours else []
    parts += [folded("The same of the rivals", bin_table(others))] if others else []
    return "\n\n".join(parts)


def time_table(results, name):
    lines = []
    for n in results.sizes(name):
        runs = [results.runs.get((name, who, n)) for who in NAMES]
        lines.append([f"{n:,}", *["–" if run is None else
                                  f"{seconds(run['fit_s'])} / {seconds(run['predict_s'])}" for run in runs]])
    return table(["local records", *NAMES.values()], lines)


def choices(results, name):
    lines = [f"- {NAMES[run['who']]}, {run['n']:,}: {run['chosen']}" for run in results.of(name)
             if run.get("chosen")]
    return folded("What each chose", "\n".join(lines)) if lines else ""


def set_section(results, name):
    about, runs = results.sets[name], results.of(name)
    if not runs:
        return f"## {about['title']}\n\nNo run with local records."
    parts = [
        f"## {about['title']}",
        f"{about['n_all']:,} training rows, {runs[0]['rows_test']:,} test rows.",
        "Mean pinball loss, the best of each line in bold (sizes with LightGBM alone are there for the "
        "floors and goals):", loss_table(results, name),
        "Coverage, P10–P90 / P25–P75, in per cent:", coverage_table(results, name),
        "Coverage of P10–P90 by size of the test row's cell in the sample, with the number of test rows:",
        bin_tables(results, name),
        "Seconds to fit / to predict all test rows:", time_table(results, name), choices(results, name)]
    return "\n\n".join(part for part in parts if part)


# Without local records

def rows_needed(results, name, who, loss):
    """The fewest measured rows with which a rival loses no more than `loss`."""
    enough = [n for (s, w, n), run in results.runs.items()
              if s == name and w == who and n > 0 and run["pinball"] <= loss]
    return f"{min(enough):,}" if enough else "more than measured"


def transfer_line(results, name, n):
    run, alone = results.runs[(name, BESIDE, n)], results.runs.get((name, OURS, n))
    measured = {who for s, who, _ in results.runs if s == name}
    needed = [rows_needed(results, name, who, run["pinball"]) if who in measured else "–"
              for who in NAMES if who != OURS]
    change = "–" if alone is None else f"{100 * (run['pinball'] / alone['pinball'] - 1):+.1f} %"
    return [results.sets[name]["title"], f"{n:,}", loss_text(run["pinball"]), change,
            marked(run["cover80"], AIM80, SLACK), marked(run["cover50"], AIM50, SLACK),
            seconds(run.get("fit_s")), *needed]


def transfer(results):
    runs = [(name, n) for name in results.sets
            for n in sorted(n for s, who, n in results.runs if s == name and who == BESIDE)]
    if not runs:
        return ""
    needs = [f"{words} needs" for who, words in NAMES.items() if who != OURS]
    heads = ["set", "local records", "our loss", "against without", "P10–P90, %", "P25–P75, %", "fit, s", *needs]
    return "\n\n".join([
        "## Transfer: beside all other microdata",
        "What a book says of a data set of which it has seen no rows, or n: it knows the carried evidence "
        "and all other microdata, earlier waves of the same survey among them. (Everywhere else on this "
        "page a book knows the carried evidence and n rows of the set alone.) *Against without*: our "
        "loss against that of the book with the same n rows and without the other microdata; with a minus "
        "evidence from elsewhere pays. *Needs*: the fewest rows of the set itself, of the sizes "
        "measured, with which the rival loses no more.",
        table(heads, [transfer_line(results, name, n) for name, n in runs]),
        *floors_beside(results)])


def floors_beside(results):
    """The same floors and goals, for the books that know other microdata too; none if none was measured."""
    verdicts = [v for v in results.verdicts(BESIDE) if v.status in ("met", "missed")]
    if not verdicts:
        return []
    return [f"The floors and goals with other microdata beside, where measured: {tally(verdicts, 'floor')}; "
            f"{tally(verdicts, 'goal')}.", verdict_table(results, verdicts)]


# Pictures

def panels(results, pick):
    """`pick` says of a set which size is drawn."""
    found = []
    for name, about in results.sets.items():
        run = results.runs.get((name, OURS, pick(about)))
        if run and run.get("pit"):
            found.append({**run, "title": about["title"]})
    return found


PICTURES = [("pit-all.svg", "Going Rate, with all records of each set", lambda about: about["n_all"]),
            ("pit-300.svg", "Going Rate, with 300 records of each set", lambda about: 300)]


def draw(results, folder, page):
    """Writes the pictures; returns the section of the page that shows them."""
    shown = []
    for file, heading, pick in PICTURES:
        found = panels(results, pick)
        if found:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(histograms(found, heading), encoding="utf-8")
            path = os.path.relpath(folder / file, page.parent).replace(os.sep, "/")
            shown.append(f"![{heading}: where the pay of the test rows fell among their predicted "
                         f"percentiles]({path})")
    if not shown:
        return ""
    return "\n\n".join(["## Where the pay fell", "If the percentiles are right, a twentieth of the test rows "
                        "falls into each bar. High at both ends: too sure. High in the middle: too wide. "
                        "Leaning to one side: off centre.", *shown])


# The page

READING = f"""Each program gets n records of a data set and predicts P10, P25, P50, P75 and P90 of the pay of
records that it has not seen. **Mean pinball loss**: of log pay, over the five percentiles and all test
rows; lower is better. **Coverage**: how much of the pay lies in P10–P90 (aim 80 ± 2 %) and in P25–P75
(aim 50 ± 2 %), ends inclusive;{MARK} is outside of the aim, for a bin outside of 80 ± 5 %. A bin with
fewer than {JUDGED_FROM} test rows is not judged, and set in italics. Losses are published as they are.

The rivals, on the same rows: **LightGBM** quantile regression, **conjugate** (each group drawn towards the
one that holds it) and **cohort** (percentiles of the cell, or of a wider group if it has fewer than five
rows). How each is set up: [bench/accuracy](README_PATH)."""


def head(results, asked):
    readme = os.path.relpath(Path(__file__).parent / "README.md", Path(asked.out).parent)
    versions = ", ".join(f"{name} {value}" for name, value in results.versions.items())
    return "\n\n".join([
        "# The scoreboard",
        f"{asked.date}. Machine: {asked.machine}. Versions: {versions}. Written by "
        "`bench/accuracy/report.py`; do not edit.",
        f"To repeat it:\n\n```sh\n{asked.command}\n```",
        READING.replace("README_PATH", readme.replace(os.sep, "/"))])


def people(out):
    """The targets of the carried book against people, from the page of bench/default that stands beside this
    one; nothing where there is none."""
    beside = out.parent / "PEOPLE.md"
    if not beside.exists():
        return ""
    text = beside.read_text(encoding="utf-8")
    found = re.search(r"## Targets\n(.*?)\n(?:<details>|## )", text, re.DOTALL)
    targets = found.group(1).strip() if found else ""
    return ("## The carried book against people\n\nThe answer that everybody meets is that of the carried book. "
            "[PEOPLE.md](PEOPLE.md) holds it against people whom no fit saw, group by group "
            "([bench/default](../bench/default/README.md)); before the arrow the book of 2026-11-22.\n\n" + targets)


def page(results, asked):
    out = Path(asked.out)
    parts = [head(results, asked), people(out), floors_and_goals(results), draw(results, Path(asked.pictures), out),
             transfer(results), *[set_section(results, name) for name in results.sets]]
    return "\n\n".join(part for part in parts if part) + "\n"


def arguments(words):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("results", nargs="+")
    parser.add_argument("--out", required=True)
    parser.add_argument("--pictures", required=True)
    parser.add_argument("--date", required=True, help="of the runs; the page does not ask the clock")
    parser.add_argument("--machine", required=True)
    parser.add_argument("--command", required=True, help="with which a reader repeats the runs")
    return parser.parse_args(words)


def main(words):
    asked = arguments(words)
    text = page(Results(asked.results), asked)
    Path(asked.out).parent.mkdir(parents=True, exist_ok=True)
    Path(asked.out).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
