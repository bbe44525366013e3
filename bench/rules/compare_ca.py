"""Canada, single employees. Ontario whole, against canada-tax-toolkit (MIT), 2025 and 2026; it does
not have Ontario's low-income credit (LIFT), which is put back to ours here. Every province's brackets,
against canatax (2025).

    python -m venv v && v/bin/pip install canada-tax-toolkit==0.4.0 canatax==2.0.1
    v/bin/python bench/rules/compare_ca.py

canatax takes the basic personal amount off the income instead of crediting it at the lowest rate,
gives no credit for CPP, EI and employment and knows no surtax, premium or abatement, so that its net
pay is no measure; what is compared is its provincial tax against our brackets on income less our
basic amount, which shows every threshold and rate. policyengine-canada 0.99.1 was looked at: in 2025 it
has the provincial brackets of earlier years, no CPP or EI, and gives federal amounts as if credits.
"""
import io
import tomllib
from contextlib import redirect_stdout
from importlib.metadata import version

from canadatax import take_home
from canatax import IncomeTaxCalculator
from ours import ROOT, ours, save, table

INCOMES = [30_000, 50_000, 80_000, 120_000, 200_000, 350_000, 780_000]


def lift(income, net_income):
    """Ontario's low-income credit as ON428-A has it."""
    return max(0.0, min(875.0, 0.0505 * income) - 0.05 * max(0.0, net_income - 32_500))


for year in (2025, 2026):
    mine, theirs = [], []
    for row in ours(year, "ca-on", INCOMES):
        other = take_home(int(row["income"]), year)
        credit = min(lift(row["income"], other["taxable_income"]), other["ontario"])
        mine.append(row["net"])
        theirs.append(other["take_home"] + credit)
    table(f"Ontario {year}", INCOMES, mine, theirs)


def of_2025(part, name):
    lines = tomllib.loads((ROOT / f"data/rules/ca/{part}.toml").read_text())["line"]
    return next(line for line in lines if line["name"] == name)["value"][0]


def brackets(rows, income):
    ends = [start for start, _ in rows[1:]] + [float("inf")]
    return sum(rate * max(0, min(income, end) - start) for (start, rate), end in zip(rows, ends))


def theirs(code, income):
    with redirect_stdout(io.StringIO()):  # it prints as it goes
        return float(IncomeTaxCalculator.calculate(income=income, province=code).provincial_tax)


AMOUNTS = {"mb": 15_780, "yt": 16_129}
for code in "ab bc mb nb nl ns nt nu on pe sk yt".split():
    basic = AMOUNTS.get(code) or of_2025(code, "personal_amounts")["is"]["single"]
    rows = of_2025(code, "tax_on_brackets")["brackets"]
    mine = [brackets(rows, max(0, i - basic)) for i in INCOMES]
    table(f"{code} 2025, brackets", INCOMES, mine, [theirs(code.upper().replace("YT", "YK"), i) for i in INCOMES])
rows = of_2025("qc/tax", "tax_on_brackets")["brackets"]
mine = [brackets(rows, max(0, i - 18_571)) for i in INCOMES]
table("qc 2025, brackets", INCOMES, mine, [theirs("QC", i) for i in INCOMES])
save("ca", f"canatax {version('canatax')} (brackets), canada-tax-toolkit", "canada-tax-toolkit")
