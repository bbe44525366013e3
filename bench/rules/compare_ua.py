"""Ukraine: no calculator on PyPI or npm, so against published worked examples.

    python bench/rules/compare_ua.py

- Minimum wage of 2025: 24 Kanal after the State Tax Service, 6,160 UAH net of 8,000 and 9,760 for the
  employer. Of 2026: Golovbukh (buhplatforma.com.ua), 6,658.19 net of 8,647 and 1,902.34 on top.
- Entrepreneur of group 3: the State Tax Service (Kyiv region, 31 December 2025, in Minfin): 5 % and 1 %
  of receipts and 1,902.34 UAH a month in 2026, up to 10,091,049 UAH; 1,760 a month in 2025 (24 Kanal).
- Diia City: buh.ua in finance.ua (10 September 2025): 5 % and 5 %, and 22 % of the minimum wage.

The last two are published as rates and amounts; put together here by multiplication.
"""
from ours import ours, save, table

WAGE = {2025: (8_000, 6_160, 9_760 - 8_000), 2026: (8_647, 6_658.19, 1_902.34)}
RECEIPTS = [600_000, 1_200_000, 2_400_000, 6_000_000]
PAY = [600_000, 1_200_000, 3_000_000]

for year, (gross, net, on_top) in WAGE.items():
    yearly = [12 * gross]
    table(f"Ukraine {year}, minimum wage: net", yearly, [ours(year, "ua", yearly)[0]["net"]], [12 * net])
    mine = ours(year, "ua", yearly, side="employer")[0]["contribution"]
    table(f"Ukraine {year}, minimum wage: on top for the employer", yearly, [mine], [12 * on_top])
    mine = [r["net"] for r in ours(year, "ua", RECEIPTS, regime="freelance")]
    theirs = [receipts - 0.05 * receipts - 0.01 * receipts - 12 * on_top for receipts in RECEIPTS]
    table(f"Ukraine {year}, entrepreneur of group 3: net", RECEIPTS, mine, theirs)
    mine = [r["net"] for r in ours(year, "ua", PAY, regime="diia-city")]
    table(f"Ukraine {year}, Diia City: net", PAY, mine, [pay - 0.05 * pay - 0.05 * pay for pay in PAY])
    mine = [r["contribution"] for r in ours(year, "ua", PAY, regime="diia-city", side="employer")]
    table(f"Ukraine {year}, Diia City: on top for the employer", PAY, mine, [12 * on_top] * len(PAY))
save("ua", "published examples (State Tax Service, Golovbukh, buh.ua)")
