"""Our results for the comparisons: runs bench/rules/take_home (built on first use)."""
import csv, os, subprocess
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent


def ours(year, place, incomes, regime="employee", filing="single", side="worker"):
    """Rows of income, tax, contribution, benefit, net as numbers."""
    words = ["rows", year, place, regime, filing, side, *incomes]
    command = ["cargo", "run", "-q", "--manifest-path", HERE / "take_home/Cargo.toml", "--", ROOT / "data/rules", *words]
    made = os.environ.get("TAKE_HOME")
    if made:
        command = [made, ROOT / "data/rules", *words]
    out = subprocess.run([str(x) for x in command], capture_output=True, text=True)
    if out.returncode:
        raise SystemExit(out.stderr)
    return [{k: float(v) for k, v in row.items()} for row in csv.DictReader(out.stdout.splitlines())]


def table(title, incomes, mine, theirs):
    """Prints net, theirs and the difference in parts of gross; gives the worst."""
    print(f"\n{title}\n{'income':>10} {'ours':>12} {'theirs':>12} {'differ':>9} {'% of gross':>10}")
    worst = 0.0
    for income, a, b in zip(incomes, mine, theirs):
        share = 100 * (a - b) / income
        worst = max(worst, abs(share))
        print(f"{income:>10,} {a:>12,.2f} {b:>12,.2f} {a - b:>9,.2f} {share:>10.3f}")
    print(f"worst {worst:.3f} % of gross")
    return worst
