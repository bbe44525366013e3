"""Romania: no calculator on PyPI or npm, so against published figures, in whole lei a month.

    python bench/rules/compare_ro.py

- The minimum wage: Ministerul Muncii, 2,574 lei net of 4,050 gross, 2,699 of 4,325 from July 2026, and
  the employer's 4,134 and 4,418 lei (press on OUG 89/2025 and the decision of 12 March 2026: EVZ,
  Monitorul de Cluj).
- Wages above it: salariucalculator.ro, a page a wage, with the minimum wage of 4,050 lei; it does not round
  the personal deduction up to ten lei, and whole lei are off by one in a place or two.
- The self-employed: contributions as factureaza.ro (2025) and 123credit.ro (2026) state them below 24,300
  lei and above the highest thresholds.

The minimum wage of 2026 is half a year of each; so is what is left of it here.
"""
from ours import ours, save, table

WAGES = {4_300: 2_586, 5_200: 3_076, 7_700: 4_504, 11_110: 6_500}
MINIMUM = {2025: (12 * 4_050, 12 * 2_574, 12 * 4_134), 2026: (6 * (4_050 + 4_325), 6 * (2_574 + 2_699), 6 * (4_134 + 4_418))}
OWN = {2025: {20_000: 2_430, 300_000: 24_300 + 24_300}, 2026: {20_000: 2_430, 300_000: 24_300 + 29_160}}

yearly = [12 * wage for wage in WAGES]
mine = [r["net"] for r in ours(2025, "ro", yearly)]
table("Romania 2025, wages: net", yearly, mine, [12 * net for net in WAGES.values()])
for year, (gross, net, cost) in MINIMUM.items():
    table(f"Romania {year}, minimum wage: net", [gross], [ours(year, "ro", [gross])[0]["net"]], [net])
    on_top = ours(year, "ro", [gross], side="employer")[0]["contribution"]
    table(f"Romania {year}, minimum wage: cost of the employer", [gross], [gross + on_top], [cost])
for year, contributions in OWN.items():
    incomes = list(contributions)
    mine = [r["contribution"] for r in ours(year, "ro", incomes, regime="freelance")]
    table(f"Romania {year}, self-employed: contributions", incomes, mine, list(contributions.values()))
save("ro", "published figures (Ministerul Muncii, salariucalculator.ro, factureaza.ro, 123credit.ro)")
