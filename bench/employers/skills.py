"""The page docs/SKILLS.md: what skills add, beside what others computed, and what the reports say of them.

Usage: skills.py --program target/release/goingrate --evidence ../shared/evidence --markdown docs/SKILLS.md
"""

import argparse
import csv
import json
import pathlib
import subprocess

QUESTION = "software engineer, United States"
SHOWN = 20
REPORTS = ("salary-guide-2026", "salary-report-2024", "salary-outlook-2023", "cost-to-hire-2026", "hourly-rate-report", "levels-fyi-ai-2025", "gb-oii-ai-2025")
ABOUT = ("language", "framework", "skill", "premium", "stack")


def asked(program, *words):
    done = subprocess.run([program, *words, "--json"], capture_output=True, text=True)
    if not done.stdout:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout)


def others(evidence):
    """Premiums of users against non-users of the survey of 2025: of the United States, else of the world."""
    found = {}
    with open(evidence / "skill-premiums.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if "users against non-users" in row["statistic"] and row["country"] in ("US", "world"):
                if row["country"] == "US" or row["subject"] not in found:
                    found[row["subject"]] = row
    return found


def signed(x):
    return f"{x:+.0f} %".replace("-", "−")


def span(low, high):
    return f"{low:+.0f} to {high:+.0f}".replace("-", "−")


def line(entry, market, theirs):
    amount = entry["median"]
    # The interval of a premium: the market's own doubt is in both figures and cancels.
    ours = 100 * (amount["amount"] / market - 1)
    other = theirs.get(entry["slug"])
    beside = [signed(float(other["typical"])), span(float(other["low"]), float(other["high"])), f"{int(other['n']):,}", other["country"]] if other else ["–"] * 4
    return [str(entry["rank"]), entry["name"], signed(ours), *beside]


def claims(program):
    """Claims of the reports that are about skills: who, what, what is said, what the book says, the judgement."""
    rows = []
    for source in asked(program, "evidence", "check")["sources"]:
        if source["slug"] not in REPORTS:
            continue
        for section in source["sections"]:
            if not any(word in section["section"].lower() for word in ABOUT):
                continue
            for claim in section["claims"]:
                pairs = [said(figure) for figure in claim["figures"]]
                rows.append((
                    source["title"], section["section"], claim["claim"],
                    ", ".join(dict.fromkeys(pair[0] for pair in pairs)), ", ".join(dict.fromkeys(pair[1] for pair in pairs)), claim["judgement"],
                ))
    return rows


def said(figure):
    """What a figure says and what the book says; of an order there is no figure."""
    says, book, unit = figure["says"], figure["book"]["share"], figure["unit"]
    if says is None:
        return "–", "–"
    if unit == "share":
        return signed(100 * says), signed(100 * book)
    return f"{says:,.0f} {unit}", f"{book:,.0f}"


def main():
    parser = argparse.ArgumentParser()
    for name in ("program", "evidence", "markdown"):
        parser.add_argument(f"--{name}", required=True)
    options = parser.parse_args()
    theirs = others(pathlib.Path(options.evidence))
    ranked = asked(options.program, "pay", QUESTION, "--by", "skill", "--top", "1000")
    percentiles = asked(options.program, "pay", QUESTION)["percentiles"]
    market = next(figure["amount"] for figure in percentiles if figure["percentile"] == 50)
    entries = ranked["entries"]
    heads = ["", "skill", "ours", "users against others", "80 % interval", "people", "of"]
    table = [heads, ["---"] * len(heads)]
    chosen = entries if len(entries) <= 2 * SHOWN else entries[:SHOWN] + entries[-SHOWN:]
    table += [line(entry, market, theirs) for entry in chosen]
    both = [(100 * (e["median"]["amount"] / market - 1), float(theirs[e["slug"]]["typical"])) for e in entries if e["slug"] in theirs]
    near = sum(abs(a - b) <= 5 for a, b in both)
    same = sum((a > 0) == (b > 0) for a, b in both)
    lines = [
        "<!-- Written by bench/employers/skills.py; do not edit. -->",
        "# What skills add",
        "",
        f"P50 of {QUESTION} with the skill against the same without one, beside a comparison that knows nothing of our model: users against",
        "non-users of the Stack Overflow survey of 2025, of the same developer type and band of years (and of the same country, where the column",
        "says world). The survey is evidence of the book, so that this checks the model and not the survey. Ours hold the other skills of a person",
        "equal and are drawn towards zero where few people are behind them; theirs do not.",
        "",
        f"Of {len(both)} skills in both, {near} lie within 5 points and {same} have the same sign. {ranked['total']} skills have evidence; the {SHOWN} best and",
        f"the {SHOWN} least paid are shown. Of all others the answer says that there is no evidence on them, and what they are priced as.",
        "",
        *("| " + " | ".join(row) + " |" for row in table),
        "",
        "## What the reports say of skills, judged again",
        "",
        "Each claim against the book fitted without its source.",
        "",
        "| source | claim | says | book | judgement |",
        "|---|---|---|---|---|",
    ]
    for title, section, claim, says, book, judgement in claims(options.program):
        lines.append(f"| {title} | {section}: {claim} | {says} | {book} | {judgement} |")
    pathlib.Path(options.markdown).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{near} of {len(both)} within 5 points, {same} of the same sign")


if __name__ == "__main__":
    main()
