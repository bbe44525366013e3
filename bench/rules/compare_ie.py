"""Ireland: no calculator on PyPI, so against published tables: Grant Thornton Ireland on Budget 2025
and Budget 2026 ("How will Budget 2026 affect you and your family?"), rounded to the euro.

    python bench/rules/compare_ie.py

Their married self-employed at 150,000 have the home carer credit (1,950) in these tables; ours do not
count it, and it is taken off theirs here.
"""
from ours import ours, save, table

PUBLISHED = [  # year, regime, filing, income, take-home
    (2025, "employee", "single", 36_000, 30_689),
    (2025, "freelance", "single", 100_000, 64_631),
    (2025, "freelance", "joint", 150_000, 92_819 - 1_950),
    (2026, "employee", "single", 36_000, 30_662),
    (2026, "freelance", "single", 100_000, 64_532),
    (2026, "freelance", "joint", 150_000, 92_663 - 1_950),
]
mine = [ours(year, "ie", [i], regime=regime, filing=filing)[0]["net"] for year, regime, filing, i, _ in PUBLISHED]
table("Ireland 2025 and 2026", [p[3] for p in PUBLISHED], mine, [p[4] for p in PUBLISHED])
save("ie", "tables of Grant Thornton Ireland")
