"""Our results for the comparisons: runs the example take_home of goingrate-rules, and keeps what was
compared in results/, from which `cargo xtask generate` writes docs/RULES.md."""
import csv, json, os, subprocess
from datetime import date
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
TABLES = []


def ours(year, place, incomes, regime="employee", filing="single", side="worker"):
    """Rows of income, tax, contribution, benefit, net as numbers."""
    words = ["rows", year, place, regime, filing, side, *incomes]
    made = os.environ.get("TAKE_HOME")  # the compiled example
    run = [made] if made else ["cargo", "run", "-q", "--release", "-p", "goingrate-rules", "--example", "take_home", "--"]
    out = subprocess.run([str(x) for x in [*run, *words]], capture_output=True, text=True, cwd=ROOT)
    if out.returncode:
        raise SystemExit(out.stderr)
    return [{k: float(v) for k, v in row.items()} for row in csv.DictReader(out.stdout.splitlines())]


def table(title, incomes, mine, theirs):
    """Prints and keeps ours, theirs and the difference in parts of gross; gives the worst."""
    TABLES.append({"title": title, "rows": [[i, round(a, 2), round(float(b), 2)] for i, a, b in zip(incomes, mine, theirs)]})
    print(f"\n{title}\n{'income':>10} {'ours':>12} {'theirs':>12} {'differ':>9} {'% of gross':>10}")
    worst = 0.0
    for income, a, b in zip(incomes, mine, theirs):
        share = 100 * (a - b) / income
        worst = max(worst, abs(share))
        print(f"{income:>10,} {a:>12,.2f} {b:>12,.2f} {a - b:>9,.2f} {share:>10.3f}")
    print(f"worst {worst:.3f} % of gross")
    return worst


def save(code, rival, package=None):
    """Writes results/<code>.json: every table, against whom, in which version, when."""
    against = f"{rival} {version(package)}" if package else rival
    kept = {"country": code, "run": date.today().isoformat(), "rival": against}
    rows = lambda table: ", ".join(json.dumps(row) for row in table["rows"])
    lines = [f'{{"title": {json.dumps(table["title"])}, "rows": [{rows(table)}]}}' for table in TABLES]
    text = json.dumps(kept, indent=1)[:-2] + ',\n "tables": [\n' + ",\n".join(lines) + "\n]}\n"
    (HERE / "results" / f"{code}.json").write_text(text)
