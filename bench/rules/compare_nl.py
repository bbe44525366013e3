"""Netherlands, 2025 and 2026: employees against dutch-tax-income-calculator 26.1.3 (npm, ISC); the
self-employed against what bonnetjesbaas.nl publishes for a profit of 65,000 EUR in both years.

    npm install dutch-tax-income-calculator@26.1.3
    python bench/rules/compare_nl.py --node_modules node_modules

It rounds credits and the parts of the scale by themselves, so that cents differ.
"""
import json
import subprocess
import sys
from pathlib import Path

from ours import ours, save, table

INCOMES = [20_000, 30_000, 45_000, 60_000, 90_000, 140_000, 250_000]
PUBLISHED = {2025: 17_113, 2026: 17_042}  # income tax and Zvw of a profit of 65,000, in whole euros
PACKAGE = "dutch-tax-income-calculator"

SCRIPT = """
import { SalaryPaycheck } from '%s';
const [incomes, years] = JSON.parse(process.argv[2]);
const net = (income, year) => new SalaryPaycheck(
  { income, allowance: false, socialSecurity: true, older: false, hours: 40 }, 'Year', year, { checked: false }).netYear;
console.log(JSON.stringify(years.map(year => incomes.map(income => net(income, year)))));
"""


def main():
    modules = Path(sys.argv[sys.argv.index("--node_modules") + 1]).resolve()
    script = modules.parent / "compare_nl.mjs"
    script.write_text(SCRIPT % PACKAGE)
    years = [2025, 2026]
    out = subprocess.run(["node", script, json.dumps([INCOMES, years])], capture_output=True, text=True, check=True)
    for year, theirs in zip(years, json.loads(out.stdout)):
        table(f"Netherlands {year}, employee: net", INCOMES, [r["net"] for r in ours(year, "nl", INCOMES)], theirs)
    for year, published in PUBLISHED.items():
        mine = ours(year, "nl", [65_000], regime="freelance")
        taken = [r["tax"] + r["contribution"] for r in mine]
        table(f"Netherlands {year}, self-employed: tax and Zvw, as published", [65_000], taken, [published])
    version = json.loads((modules / PACKAGE / "package.json").read_text())["version"]
    save("nl", f"{PACKAGE} {version}, figures of bonnetjesbaas.nl")


main()
