"""Argentina: no calculator on PyPI, so against what the press published of ARCA's tables.

    python bench/rules/compare_ar.py

The pay a month from which income tax starts in January 2026 (gross; thirteen times a year), and the
tax of 5,000,000 a month in the second half of 2025 (Los Andes, MDZ, October 2025: "about 487,600").
A second press figure, 187,000 a month on 4,000,000 net in 2026, leaves the thirteenth salary out of
income and keeps its twelfth of the deductions; with it the law gives 235,000.
"""
from ours import ours, save, table

STARTS = {"single": 3_000_045, "joint": 3_487_190}
for filing, monthly in STARTS.items():
    at, above = (ours(2026, "ar", [13 * m], filing=filing)[0]["tax"] for m in (monthly, monthly + 1_000))
    print(f"{filing}: tax of a year at {monthly:,} gross a month {at:,.2f}, at 1,000 more {above:,.2f}")
gross = 13 * 5_000_000
row = ours(2025, "ar", [gross])[0]
table("Argentina 2025, 5,000,000 a month", [gross], [-row["tax"]], [-13 * 487_600])
save("ar", "press reports of ARCA's tables")
