"""Germany against lohnsteuer-bmf 2026.3 (MIT; the ministry's flow chart), 2025 and 2026, classes I and III.

    python -m venv v && v/bin/pip install lohnsteuer-bmf==2026.3
    v/bin/python bench/rules/compare_de.py

What is compared is income tax and surcharge; it has no contributions. For 2025 it cuts the Vorsorgepauschale
at the ceilings of 2026 (101,400 and 69,750): above 66,150 EUR it differs by that. Right is 96,600 and 66,150,
by the ordinance for 2025.
"""
from lohnsteuer_bmf import berechne_lohnsteuer_pap
from ours import ours, save, table

INCOMES = [30_000, 45_000, 60_000, 90_000, 120_000, 280_000, 840_000]
for year, extra in ((2025, 2.5), (2026, 2.9)):
    for filing, kind in (("single", 1), ("joint", 3)):
        theirs = []
        for income in INCOMES:
            r = berechne_lohnsteuer_pap(brutto_jahr=float(income), steuerklasse=kind, bundesland="Nordrhein-Westfalen",
                                        mit_kirchensteuer=False, kinder=0, geburtsjahr=1990, kv_zusatzbeitrag=extra,
                                        ist_sachsen=False, jahr=year)
            theirs.append(12 * (r["lohnsteuer_monat"] + r["soli_monat"]))
        mine = [row["tax"] for row in ours(year, "de", INCOMES, filing=filing)]
        table(f"Germany {year}, {filing} (class {'I' if kind == 1 else 'III'}): income tax and surcharge", INCOMES, mine, theirs)
save("de", "lohnsteuer-bmf", "lohnsteuer-bmf")
