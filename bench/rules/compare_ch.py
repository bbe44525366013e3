"""Switzerland: no calculator on PyPI or npm, so against published results, in CHF of tax a year.

    python bench/rules/compare_ch.py

- The ESTV's calculator of 2026 (swisstaxcalculator.estv.admin.ch), city of Zurich, no church, taxable income
  of 60,000 (single) and 100,000 (married), in whole CHF, as two public repositories report its results.
- What three points of the canton's multiplier save from 2026, in whole CHF (press on the Kantonsrat's
  decision of December 2025: meilleur-en-suisse.ch). It is 3 % of the simple tax; its figure for 40,000 CHF is
  left out, as it fits no reading of the tariff (25 CHF; 3 % are 41).
- 2025: Realtax, 13 February 2026 (150,000, single); a taxpayer's result of the canton's calculator (97,500, single).

Publications start from taxable income. Federal and cantonal deductions differ, so a salary is given here for
each that has the published taxable income in steps of 100 CHF.
"""
import os, subprocess

from ours import ROOT, save, table

FEDERAL = {("single", 71_378): 671, ("joint", 122_093): 1_816}
ZURICH = {("single", 72_634): 6_545 - 671, ("joint", 121_314): 12_014 - 1_816}
SAVED = {("single", 95_819): 131, ("single", 225_211): 500, ("joint", 143_580): 190, ("joint", 333_870): 731, ("joint", 1_073_047): 3_439}
OF_2025 = {("single", 172_413): 24_290.95, ("single", 115_302): 5_981 * (0.98 + 1.19)}


def lines(year, filing, salary):
    """Every line of the city of Zurich by its name, `ch/zh:simple_tax`."""
    made = os.environ.get("TAKE_HOME")
    run = [made] if made else ["cargo", "run", "-q", "--release", "-p", "goingrate-rules", "--example", "take_home", "--"]
    words = ["lines", str(year), "ch-zh", "employee", filing, "worker", str(salary)]
    out = subprocess.run([*run, *words], capture_output=True, text=True, cwd=ROOT, check=True).stdout
    found = [line.split() for line in out.splitlines() if line.startswith("  ")]
    return {words[0].rstrip(":"): float(words[1]) for words in found}


def compare(title, year, published, amount):
    """A table of what `amount` makes of our lines beside what is published, by filing and salary."""
    mine = [amount(lines(year, filing, salary)) for filing, salary in published]
    return table(title, [salary for _, salary in published], mine, list(published.values()))


LOCAL = ("ch/zh:canton_tax", "ch/zh:city_tax")
compare("Switzerland 2026: direct federal tax", 2026, FEDERAL, lambda row: row["ch/federal:income_tax"])
compare("Zurich 2026: tax of canton and city", 2026, ZURICH, lambda row: sum(row[name] for name in (*LOCAL, "ch/zh:personal_tax")))
compare("Zurich 2026: three points of the canton's multiplier", 2026, SAVED, lambda row: 0.03 * row["ch/zh:simple_tax"])
compare("Zurich 2025: tax of canton and city", 2025, OF_2025, lambda row: sum(row[name] for name in LOCAL))
save("ch", "published results (ESTV's calculator as reported, Realtax, press)")
