"""The page docs/EMPLOYERS.md out of what compare.py found."""

import math

LADDERS = {"google": "Google", "meta": "Meta", "amazon": "Amazon", "microsoft": "Microsoft"}


def percent(x):
    return f"{100 * math.expm1(x):+.0f} %".replace("-", "−")


def thousands(x):
    return "–" if x is None else f"{x / 1000:,.1f}k" if x < 1_000_000 else f"{x / 1_000_000:,.2f}m"


def share(x):
    return f"{100 * x:.0f} %"


def largest(of):
    lines = ["| employer | people | stated | ours | apart |", "|---|---|---|---|---|"]
    head = of["employers"][:30]
    centre = sum(row["theirs"] for row in head) / len(head)
    ours = sum(row["ours"] for row in head) / len(head)
    for row in head:
        cells = (row["employer"], f"{row['n']:,}", percent(row["theirs"] - centre), percent(row["ours"] - ours), percent(row["off_30"]))
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def city(name, rows):
    lines = [f"### {name}", "", "| employer | people | seniors | median stated | P50 of ours | 80 % interval |", "|---|---|---|---|---|---|"]
    for row in rows:
        interval = f"{thousands(row['low'])} to {thousands(row['high'])}"
        lines.append(f"| {row['employer']} | {row['n']:,} | {row['seniors']} | {thousands(row['stated'])} | {thousands(row['p50'])} | {interval} |")
    return [*lines, ""]


def ladders(result):
    lines = ["| employer | level | read as | base pay, P50 | 80 % interval | pay in all parts, P50 | 80 % interval |", "|---|---|---|---|---|---|---|"]
    for row in result["ladders"]:
        base, total = row["base"], row["total"]
        lines.append(
            f"| {LADDERS[row['employer']]} | {row['code']} | {row['levels']} | {thousands(base[0])} | {thousands(base[1])} to {thousands(base[2])} "
            f"| {thousands(total[0])} | {thousands(total[1])} to {thousands(total[2])} |"
        )
    return lines


def page(result):
    base, total, rank = result["base"], result["total"], result["rank_in_city"]
    lines = [
        "<!-- Written by bench/employers/compare.py; do not edit. -->",
        "# Employers by name",
        "",
        "Named employers are held against what "
        f"{result['rows']:,} software engineers stated to Levels.fyi from 2017 to August 2021. Nobody's answers of that file are",
        f"evidence of the book. Of {result['published']} employers the book has what Levels.fyi published of them since 2020, which rests in part on the same people.",
        "",
        "**Offsets.** An employer's offset is how far its base pay lies from that of the others at the same level, place and year; for ours, P50 of",
        "a senior software engineer there against the market at large. Both are centred on the same employers.",
        "",
        "| what | asked | base pay | pay in all parts |",
        "|---|---|---|---|",
        f"| rank correlation, the 30 largest employers | 0.80 | {base['largest']['rank_correlation']:.2f} | {total['largest']['rank_correlation']:.2f} |",
        f"| rank correlation, all {base['all']['n']} employers with 20 people | – | {base['all']['rank_correlation']:.2f} | {total['all']['rank_correlation']:.2f} |",
        f"| offsets within 10 %, the 30 largest | all | {share(base['largest']['within_10'])} | {share(total['largest']['within_10'])} |",
        f"| offsets within 10 %, all | – | {share(base['all']['within_10'])} | {share(total['all']['within_10'])} |",
        "| rank correlation within a city, base pay of seniors | 0.80 | " + ", ".join(f"{name} {value:.2f}" for name, value in rank.items()) + " | – |",
        "",
        "Why offsets miss: nothing that may be carried says how senior the filings of an employer are, so that its own",
        "deviation from its tier is drawn strongly towards zero; and what an employer paid in 2020 is not what it offers in 2025 (Capital One, Amazon).",
        "",
        "## The 30 largest employers, base pay",
        "",
        "*Stated* and *ours* are against the mean of the 30; *apart* is what lies between both beside the median of it. Netflix paid its engineers all in",
        "cash in those years, which no filing and no band says.",
        "",
        *largest(base),
        "",
        "## Ladders of four employers",
        "",
        f"Software engineers in Seattle (Google and Meta: San Francisco), as of {result['ladder_as_of']}.",
        "",
        *ladders(result),
        "",
        f"## The {20} largest employers of four cities",
        "",
        f"Base pay of senior software engineers, as of {result['as_of']}, in US dollars. *People* are all levels, *seniors* those whose own level",
        "is mostly our senior; with fewer than five no median is shown. In Bangalore no evidence names an employer: each is its kind.",
        "",
    ]
    for name, rows in result["cities"].items():
        lines += city(name, rows)
    return "\n".join(lines).rstrip() + "\n"
