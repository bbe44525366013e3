"""India, new regime, against taxbrainai-compute: salaried people and professions (44ADA), single.

    python -m venv v && v/bin/pip install taxbrainai-compute==0.1.0
    v/bin/python bench/rules/compare_in.py

It knows the income tax of 2025-26 alone, whose rates 2026-27 keeps; contributions are taken from ours.
"""
from ours import ours, save, table
from taxbrainai_compute import Regime, TaxInput, compute
from taxbrainai_compute.presumptive import income_44ada

INCOMES = [300_000, 900_000, 1_290_000, 1_800_000, 2_600_000, 5_200_000, 7_200_000, 30_000_000]


def tax(**income):
    return float(compute(TaxInput(**income), regime=Regime.NEW).chosen.total_tax)


for year in (2025, 2026):
    rows = ours(year, "in", INCOMES)
    theirs = [r["income"] - r["contribution"] - tax(salary_income=r["income"]) for r in rows]
    table(f"India {year}-{year % 100 + 1}, salaried", INCOMES, [r["net"] for r in rows], theirs)
    receipts = [i for i in INCOMES if i <= 7_500_000]
    rows = ours(year, "in", receipts, regime="freelance")
    theirs = [i - tax(business_income=float(income_44ada(i)[0])) for i in receipts]
    table(f"India {year}-{year % 100 + 1}, profession on half of its receipts", receipts, [r["net"] for r in rows], theirs)
save("in", "taxbrainai-compute", "taxbrainai-compute")
