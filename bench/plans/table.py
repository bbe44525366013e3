"""Ours and NumPy's answers to result.json, a table of speed and one of differences."""
import json, os, platform, sys
from datetime import date
from pathlib import Path

FOLLOWED, ENOUGH = 10_000, 0.1  # draws whose course is kept; in this part of them two ways have cost the same
NAMES = ["Austin, employee", "Poland, agency", "India, dedicated team", "Austin, freelance"]


def differences(ours, theirs):
    """Every told number of both: where, ours, theirs, difference in parts, and in standard errors."""
    for at, (mine, other) in enumerate(zip(ours["ways"], theirs["ways"])):
        for key in ("month", "hour", "hours_a_year", "spent_in_a_year"):
            yield from each(f"{NAMES[at]}: {key}", mine[key], other[key])
    for mine, other in zip(ours["pairs"], theirs["pairs"]):
        name = f"{NAMES[mine['one']]} beside {NAMES[mine['other']]}"
        yield from each(f"{name}: more", mine["more"], other["more"])
        yield chance(f"{name}: chance to have cost the same", mine["even_chance"], other["even_chance"])
        if min(mine["even_chance"], other["even_chance"]) > ENOUGH:
            yield from each(f"{name}: months until then", mine["even_months"], other["even_months"])


def chance(name, a, b):
    """A share of the draws whose course is kept."""
    error = (b * (1 - b) / FOLLOWED) ** 0.5
    return {"of": name, "ours": a, "numpy": b, "percent": 100 * (a - b), "errors": abs(a - b) / (2**0.5 * error) if error else 0.0}


def each(name, mine, other):
    for part in ("p10", "p50", "p90", "mean"):
        a, b, error = mine[part], other[part], other["error"].get(part, 0.0)
        errors = abs(a - b) / (2**0.5 * error) if error > 0 else 0.0
        yield {"of": f"{name} {part}", "ours": a, "numpy": b, "percent": 100 * (a / b - 1) if b else 0.0,
               "errors": errors}


def steps(ours, theirs):
    """The largest difference of any mean step, in percent of the way's total."""
    for at, (mine, other) in enumerate(zip(ours["ways"], theirs["ways"])):
        total = sum(other["steps"].values())
        for step, amount in other["steps"].items():
            yield 100 * abs(mine["steps"][step] - amount) / total, f"{NAMES[at]}: {step}"


def main():
    ours, theirs, load, to = sys.argv[1:]
    ours, theirs = (json.loads(Path(path).read_text()) for path in (ours, theirs))
    result = {"run": os.environ.get("TODAY") or date.today().isoformat(), "machine": platform.machine(),
              "load": load, "numpy": theirs["numpy"], "plans": {}}
    print(f"{'plan':8} {'ours ms':>9} {'NumPy ms':>9} {'ratio':>6}   best of 7, processor time in brackets")
    for name, mine in ours["plans"].items():
        other = theirs["plans"][name]
        a, b = mine["milliseconds"], other["milliseconds"]
        print(f"{name:8} {a['best']:9.0f} {b['best']:9.0f} {b['best'] / a['best']:6.1f}"
              f"   [{a['processor']:.0f}, {b['processor']:.0f}]")
        rows = list(differences(mine, other))
        told = [row for row in rows if row["of"].split(": ")[1].split()[0] in ("month", "hour")]
        worst = {"of_month_and_hour": max(told, key=lambda row: abs(row["percent"])),
                 "in_errors": max(rows, key=lambda row: row["errors"])}
        step = max(steps(mine, other))
        result["plans"][name] = {"draws": mine["draws"], "months": mine["months"], "milliseconds": a,
                                 "numpy_milliseconds": b, "ratio": b["best"] / a["best"], "compared": len(rows),
                                 "largest": worst, "largest_step": {"percent_of_total": step[0], "of": step[1]},
                                 "ways": mine["ways"], "numpy_ways": [told_only(way) for way in other["ways"]]}
    for name, plan in result["plans"].items():
        print(f"\n{name}: {plan['compared']} numbers, the largest differences")
        for what, row in plan["largest"].items():
            print(f"  {what:18} {row['percent']:+.3f} %, {row['errors']:.1f} standard errors: {row['of']}"
                  f" {row['ours']:,.2f}, {row['numpy']:,.2f}")
        step = plan["largest_step"]
        print(f"  mean of a step     {step['percent_of_total']:.3f} % of the total: {step['of']}")
        if os.environ.get("ALL"):
            for row in sorted(differences(ours["plans"][name], theirs["plans"][name]), key=lambda r: -r["errors"])[:25]:
                print(f"    {row['errors']:5.1f} {row['percent']:+8.3f} % {row['of']} {row['ours']:,.2f} {row['numpy']:,.2f}")
    Path(to).write_text(json.dumps(result, indent=1) + "\n")


def told_only(way):
    """Without the errors."""
    cut = lambda value: {k: v for k, v in value.items() if k != "error"} if isinstance(value, dict) else value
    return {key: cut(value) for key, value in way.items()}


main()
