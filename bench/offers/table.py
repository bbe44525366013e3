"""Ours and NumPy's answers to result.json, a line of speed and a table of differences."""
import json, math, os, platform, sys
from datetime import date
from pathlib import Path

NAMES = ("listed", "private")
SHARES = ("worthless", "early", "lapse")


def rows(ours, theirs):
    """Every told number of both."""
    draws = ours["draws"]
    for name, mine, other in zip(NAMES, ours["offers"], theirs["offers"]):
        for key in ("total", "total_gross", "equity", "steady"):
            yield from each(f"{name}: {key}", mine[key], other[key])
        for key in ("net", "gross"):
            for year, (a, b) in enumerate(zip(mine[key], other[key]), 1):
                yield from each(f"{name}: {key} of year {year}", a, b)
        yield row(f"{name}: sure", mine["sure"], other["sure"], other["total"]["error"]["mean"])
        for a, b in zip(mine["options"], other["options"]):
            yield from each(f"{name}: options", a["payoff"], b["payoff"])
            yield from (chance(f"{name}: options {key}", a[key], b[key], draws) for key in SHARES)
    a, b = ours["pair"], theirs["pair"]
    yield from each("pair: more", a["more"], b["more"])
    yield chance("pair: better", a["better"], b["better"], draws)
    for year, (one, other) in enumerate(zip(a["better_by_year"], b["better_by_year"]), 1):
        yield chance(f"pair: better in year {year}", one, other, draws)


def row(name, a, b, error):
    if not (math.isfinite(a) and math.isfinite(b)):
        raise SystemExit(f"{name} is no number: {a}, {b}")
    percent = 100 * (a / b - 1) if b else 0.0
    return {"of": name, "ours": a, "numpy": b, "percent": percent,
            "errors": abs(a - b) / (2**0.5 * error) if error else 0.0}


def chance(name, a, b, draws):
    return row(name, a, b, (b * (1 - b) / draws) ** 0.5) | {"percent": 100 * (a - b)}


def each(name, mine, other):
    return [row(f"{name} {part}", mine[part], other[part], other["error"][part]) for part in ("p10", "p50", "p90", "mean")]


def main():
    ours, theirs, load, to = sys.argv[1:]
    ours, theirs = (json.loads(Path(path).read_text()) for path in (ours, theirs))
    a, b = ours["milliseconds"], theirs["milliseconds"]
    all_rows = sorted(rows(ours, theirs), key=lambda row: -row["errors"])
    money = [row for row in all_rows if row["of"].split(": ")[1].split(" ")[0] in ("total", "net", "sure")]
    worst = max(money, key=lambda row: abs(row["percent"]))
    base = [both["pair"]["equal_base"] for both in (ours, theirs)]
    ratio = {"best": b["best"] / a["best"], "processor": b["processor"] / max(a["processor"], 1e-9)}
    print(f"ours {a['best']:.0f} ms [{a['processor']:.0f}], NumPy {b['best']:.0f} ms [{b['processor']:.0f}]: "
          f"{ratio['best']:.1f} times as long [{ratio['processor']:.1f}]; processor time in brackets")
    print(f"{len(all_rows)} numbers; the largest difference of money that is left is {worst['percent']:+.2f} %: {worst['of']}")
    print(f"equal base salary: {base[0]:,.0f} and {base[1]:,.0f}")
    for found in all_rows[:8]:
        print(f"  {found['errors']:4.1f} standard errors {found['percent']:+7.3f} %  {found['of']}"
              f" {found['ours']:,.4f}, {found['numpy']:,.4f}")
    result = {"run": os.environ.get("TODAY") or date.today().isoformat(), "machine": platform.machine(), "load": load,
              "numpy": theirs["numpy"], "draws": ours["draws"], "milliseconds": a, "numpy_milliseconds": b,
              "ratio": ratio, "compared": len(all_rows), "largest_in_errors": all_rows[:3],
              "largest_of_money": worst, "equal_base": base}
    Path(to).write_text(json.dumps(result, indent=1) + "\n")


main()
