"""United Kingdom against PolicyEngine-UK (AGPL: run only), single: employees and sole traders.

    python -m venv v && v/bin/pip install policyengine-uk==2.162.10
    v/bin/python bench/rules/compare_gb.py

paye 0.10.0 would do too but asks for Python 3.14; hmrc-rates has exchange rates only.
"""
from ours import ours, save, table
from policyengine_uk import Simulation

INCOMES = [16_000, 30_000, 50_000, 80_000, 120_000, 200_000, 380_000]
PLACES = {"gb": ("LONDON", "ENGLAND"), "gb-sct": ("SCOTLAND", "SCOTLAND")}


def theirs(year, place, kind):
    """Net of every income, in one simulation."""
    region, country = PLACES[place]
    situation = {"people": {}, "benunits": {}, "households": {}}
    for n, income in enumerate(INCOMES):
        situation["people"][f"p{n}"] = {"age": {year: 35}, kind: {year: income}}
        situation["benunits"][f"b{n}"] = {"members": [f"p{n}"]}
        home = {"members": [f"p{n}"], "region": {year: region}, "country": {year: country}}
        situation["households"][f"h{n}"] = home
    simulation = Simulation(situation=situation)
    taken = simulation.calculate("income_tax", year) + simulation.calculate("national_insurance", year)
    return [income - float(amount) for income, amount in zip(INCOMES, list(taken))]


for regime, kind in (("employee", "employment_income"), ("freelance", "self_employment_income")):
    for year in (2025, 2026):
        for place in PLACES:
            mine = [row["net"] for row in ours(year, place, INCOMES, regime=regime)]
            table(f"{place} {year}-{year % 100 + 1}, {regime}", INCOMES, mine, theirs(year, place, kind))
save("gb", "PolicyEngine-UK", "policyengine-uk")
