"""Results to a page of Markdown, alone or beside an earlier result."""

import math

NOTES = """\
How a group is read. Every person is held against the P50 of their own profile; the *median* is the median of
ln(pay ÷ own P50), told in per cent: what the median person has above (+) or below (−) the book. *Interval* is the
printed 80 % interval of P50, as the median over the group's people of its two ends; it speaks of the market's
figure, so the sampling noise of the group's own median (*noise*, 80 %, by order statistics) comes on top:
*in* is "yes" inside the printed interval, "noise" only inside the interval so widened, "no" outside of both.
*P10–P90* and *P25–P75* are shares of people inside, *> P90* above; *loss* is the mean pinball loss of log pay over
P10, P25, P50, P75, P90. *Held against* is the kind of employer that was asked for; empty is the market at large.
Only held-out rows count, and only groups of {least} people and more.
"""


def per_cent(share):
    return "–" if share is None else f"{100 * share:.0f}"


def off(value):
    """A difference of logs as a signed per cent; a factor where it is more than a double."""
    if value is None:
        return "–"
    if abs(value) > math.log(2.5):
        return f"{'×' if value > 0 else '÷'} {math.exp(abs(value)):.1f}"
    return f"{100 * (math.exp(value) - 1):+.0f} %".replace("-", "−")


def money(value):
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"


def interval(each):
    return f"{off(each['low'])} … {off(each['high'])}"


def within(each):
    return "yes" if each["within80"] else "noise" if each["within80_noise"] else "**no**"


def table(heads, lines, words=(0,)):
    rule = ["---" if place in words else "---:" for place in range(len(heads))]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in [heads, rule, *lines]) + "\n"


def verdict(target):
    return "not measured" if target["met"] is None else "told" if target["asked"] == "–" else \
        "met" if target["met"] else "**missed**"


def figure(target):
    if target["found"] is None:
        return "–"
    return f"{per_cent(target['found'])} %" if target["per_cent"] else f"{target['found']:.4f}".lstrip("0")


def targets(result, old):
    """The targets with Stack Overflow's people against the book's total pay, and against its base pay."""
    ways = {"targets": "total", "targets_base": "base"}
    before = {way: {t["what"]: t for t in old[way]} if old else {} for way in ways}
    heads = ["target", "asked", *(f"Stack Overflow against {name}" for name in ways.values())]

    def told(way, target):
        was = before[way].get(target["what"])
        return (f"{figure(was)} → " if was else "") + f"{figure(target)} {verdict(target)}"
    lines = [[total["what"], total["asked"], told("targets", total), told("targets_base", base)]
             for total, base in zip(result["targets"], result["targets_base"])]
    misses = [f"- {t['what']}: {names(t['misses'])}." for t in result["targets"] if t["misses"] and t["asked"] != "–"]
    return table(heads, lines) + "\n" + by_set(result, old) + \
        "\n<details><summary>Misses</summary>\n\n" + "\n".join(misses) + "\n\n</details>\n"


def names(misses):
    """Misses by their sets."""
    of = {}
    for name, group in misses:
        of.setdefault(name, []).append(group)
    return "; ".join(f"**{name}** {', '.join(found)}" for name, found in of.items())


def by_set(result, old):
    """How many groups of each set are right, and the same before."""
    before = {each["set"]: each for each in old["by_set"]} if old else {}

    def told(each, flag):
        was = before.get(each["set"])
        return (f"{was[flag]} of {was['groups']} → " if was else "– → " if old else "") + \
            f"{each[flag]} of {each['groups']}"
    flags = {"within15": "within 15 %", "within80": "in the interval", "within80_noise": "… or its noise",
             "cover80": "P10–P90 holds 65–90 %", "close": "interval to ±25 %"}
    lines = [[each["set"], *(told(each, flag) for flag in flags)] for each in result["by_set"]]
    return table(["groups of the set", *flags.values()], lines)


def groups(result, old):
    before = {(g["set"], g["group"]): g for g in old["groups"]} if old else {}
    before |= {(g["set"], "all"): g for g in old["whole"]} if old else {}
    parts = []
    for whole in result["whole"]:
        name = whole["set"]
        lines = []
        for each in [*(g for g in result["groups"] if g["set"] == name), {**whole, "group": "all", "tier": ""}]:
            was = before.get((name, each["group"]))
            lines.append(beside(each, was) if old else alone(each))
        mark = "" if name in result["sets_of_targets"] else " (beside the targets)"
        heads = ["", "n", "median", "interval", "in", "P10–P90", "loss"] if old else HEADS
        if old:
            heads = heads[:2] + [f"{head}: before → now" for head in heads[2:]]
        parts.append(f"### {name}{mark}\n\n" + table(heads, lines, words=(0, 2) if not old else (0,)))
    return "\n".join(parts)


HEADS = ["", "n", "held against", "people's median", "book's P50", "unit", "median", "within 15 %", "interval", "noise",
         "in", "P10–P90", "P25–P75", "> P90", "loss"]


def alone(each):
    mixed = each["group"] == "all"
    return [each["group"], each["n"], each["tier"], "" if mixed else money(each["people"]),
            "" if mixed else money(each["p50"]), "" if mixed else each["unit"], off(each["residual"]),
            "yes" if each["within15"] else "**no**", interval(each), f"±{100 * (math.exp(each['noise']) - 1):.0f} %",
            within(each), per_cent(each["cover80"]), per_cent(each["cover50"]), per_cent(each["above90"]),
            f"{each['loss']:.3f}".lstrip("0")]


def beside(each, was):
    def both(tell):
        return f"{tell(was) if was else '–'} → {tell(each)}"
    return [each["group"], each["n"], both(lambda g: off(g["residual"])), both(interval), both(within),
            both(lambda g: per_cent(g["cover80"])), both(lambda g: f"{g['loss']:.3f}".lstrip("0"))]


def worst(line):
    return max(line["off"].items(), key=lambda item: abs(item[1])) if line.get("off") else ("", math.inf)


def united_states(lines, old):
    before = {line["where"]: line for line in old} if old else {}
    names = ("p10", "p25", "p50", "p75", "p90")

    def told(line, name):
        return off(line.get("off", {}).get(name)) if line else "–"
    body = [[line["where"], line["jobs"], *(
        (f"{told(before.get(line['where']), name)} → " if old else "") + told(line, name) for name in names)]
        for line in lines]
    missed = sorted((line for line in lines if line.get("off")), key=lambda line: -abs(worst(line)[1]))[:5]
    largest = ", ".join(f"{line['where']} {worst(line)[0].upper()} {off(worst(line)[1])}" for line in missed)
    faults = [f"- {line['where']}: {line['complaint']}" for line in lines if "complaint" in line]
    return (table(["the book ÷ OEWS May 2025, software developers", "jobs", *(n.upper() for n in names)], body)
            + f"\nLargest misses: {largest}.\n" + "\n".join(faults) + "\n")


def at_large(title, figure_name, lines, old):
    before = {line["where"]: line for line in old} if old else {}
    body = []
    for line in sorted(lines, key=lambda line: -int(line["n"])):
        was = before.get(line["where"], {}).get("off", {}).get(figure_name)
        found = line.get("off", {}).get(figure_name)
        body.append([line["where"], line["n"], money(line["official"][figure_name]),
                     money(line["book"][figure_name]) if found is not None else line["complaint"],
                     (f"{off(was)} → " if old else "") + off(found)])
    answered = [line for line in lines if line.get("off")]
    weight = sum(int(line["n"]) for line in answered) or 1
    mean = sum(int(line["n"]) * line["off"][figure_name] for line in answered) / weight
    return f"{title}\n\n" + table(["place", "n", "official", "book", "book ÷ official"], body) + \
        f"\nMean over the places, by their number: {off(mean)}.\n"


def ranges(lines, old):
    before = {line["country"]: line for line in old} if old else {}

    def told(line):
        if not line or "p50" not in line:
            return "–"
        return "within" if not line["outside"] else f"**{off(line['outside'])}**"
    body = [[line["country"], f"{line['currency']} a {line['period']}",
             f"{money(line['low'])} to {money(line['high'])}", line["evidence"], money(line["p50"]) if "p50" in line else line["complaint"],
             f"{money(line['p50_low'])} to {money(line['p50_high'])}" if "p50" in line else "–",
             (f"{told(before.get(line['country']))} → " if old else "") + told(line)] for line in lines]
    held = [line for line in lines if "p50" in line]
    return table(["", "unit", "judged range", "evidence", "book's P50", "its interval", "outside of the range"], body,
                 words=(0, 1, 3)) + \
        f"\n{sum(not line['outside'] for line in held)} of {len(held)} within the range.\n"


def kinds(lines):
    body = []
    for line in lines:
        told = [f"{tier} {money(kind['p50'])} (P{kind['below']})" for tier, kind in line["kinds"].items()]
        body.append([line["place"], *(money(line[name]) for name in ("p50", "p75", "p99")), "; ".join(told) or "none known"])
    return table(["mid-level, dollars a year, June 2025", "P50", "P75", "P99",
                  "P50 of each kind (where in the market at large)"], body, words=(0, 4))


def page(result, old=None):
    was = old or {}
    what = f"{result['program']}" + (f", book {result['book']}" if result["book"] else ", carried book")
    parts = [
        "# The default book against people", f"Of {what}." + (f" Before: {old['program']}." if old else ""),
        "## Targets", targets(result, old),
        "## By group", NOTES.format(least=result["least"]),
        "".join(f"- {message}\n" for message in result["messages"] + result["notes"]),
        groups(result, old),
        "## Official figures", united_states(result["official"]["us"], was.get("official", {}).get("us")),
        at_large("India, PLFS 2025, mean of a month's pay of all regular employees (the book's mean is worked out from "
                 "P50, P10 and P90 as of a log-normal)", "mean", result["official"]["india"],
                 was.get("official", {}).get("india")),
        at_large("Brazil, RAIS 2025, median of a month's pay", "p50", result["official"]["brazil"],
                 was.get("official", {}).get("brazil")),
        "## Mid-level developers against judged ranges",
        "The ranges are a judgment from published figures (../shared/evidence/world-pay-2.md): a second kind of truth, "
        "never evidence.", ranges(result["ranges"], was.get("ranges")),
        "## Kinds of employers", kinds(result["kinds"]),
        "## Left out", table(["set", "why", "rows"], [[name, why, count] for name, whys in result["skipped"].items()
                                                     for why, count in whys.items()], words=(0, 1)),
    ]
    return "\n".join(part if part.endswith("\n") else part + "\n" for part in parts)
