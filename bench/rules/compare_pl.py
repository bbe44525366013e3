"""Poland against polish-salary-calc 0.2.1 (MIT), 2025 and 2026: employment, flat tax, lump sum.

    python3.13 -m venv v && v/bin/pip install polish-salary-calc==0.2.1
    v/bin/python bench/rules/compare_pl.py

It computes months: a year of twelve even ones is added up. Incomes are a year's. What differs by law:
employment above 120,000: it stops the monthly relief of 300 PLN in the months above the threshold, which the
yearly return gives back (PIT Act, art. 27); flat tax of low income in 2026: it keeps the least health
contribution at 75 % of the minimum wage, a rule of 2025 alone (432.54 a month by ZUS); lump sum near a threshold
of revenue: it takes the tier that it is told.
"""
from decimal import Decimal
from polish_salary_calc.contract_settings.employment_contract_settings import EmploymentContractSettings
from polish_salary_calc.contract_settings.self_employment_settings import (
    HealthBase, SelfEmploymentSettings, SelfEmploymentType, TaxType)
from polish_salary_calc.contracts.base_contract import SalaryType
from polish_salary_calc.rates.rates import Rates
from polish_salary_calc.contracts.self_employment import SelfEmployment
from polish_salary_calc.summary.contract_summary import YearContractSummary
from ours import ours, save, table

INCOMES = [60_000, 96_000, 144_000, 216_000, 300_000, 480_000, 900_000]


def employment(rates, income):
    settings = EmploymentContractSettings()
    year = YearContractSummary(rates, settings, Decimal(income) / 12, SalaryType.GROSS)
    year.calculate()
    return year


def net_of_year(summary):
    return float(summary.summary.net_salary)


def self_employed(rates, income, kind):
    tier = HealthBase.LOW if income <= 60_000 else HealthBase.MEDIUM if income <= 300_000 else HealthBase.HIGH
    settings = SelfEmploymentSettings(tax_type=kind, self_employment_type=SelfEmploymentType.COMMON, is_sick_pay=True,
                                      is_fp=True, tax_lump_rate=Decimal("0.12"),
                                      health_base=tier if kind is TaxType.A_LUMP_SUM else HealthBase.NONE)
    contract = SelfEmployment(rates, settings)
    contract.calculate(Decimal(income) / 12, SalaryType.GROSS)
    return contract


def yearly(contract, kind, limit):
    """Contributions of twelve months with health, and net with the deductions of the law, which it leaves out:
    health up to its limit (flat tax, art. 30c), ZUS and half of health (lump sum, art. 11)."""
    r = {name: 12 * float(value) for name, value in contract.to_dict().items()
         if name in ("net_salary", "social_insurance_sum", "health_insurance", "fp")}
    social, health = r["social_insurance_sum"], r["health_insurance"]
    saved = 0.19 * min(health, limit) if kind is TaxType.LINE_TAX else 0.12 * (social - r["fp"] + health / 2)
    return social + health, r["net_salary"] + saved


def main():
    for year, limit in ((2025, 12_900), (2026, 14_100)):
        rates = Rates.for_year(year)
        nets = [net_of_year(employment(rates, income)) for income in INCOMES]
        table(f"Poland {year}, employment: net", INCOMES, [r["net"] for r in ours(year, "pl", INCOMES)], nets)
        for regime, kind in (("flat-tax", TaxType.LINE_TAX), ("lump-sum", TaxType.A_LUMP_SUM)):
            mine = ours(year, "pl", INCOMES, regime=regime)
            theirs = [yearly(self_employed(rates, income, kind), kind, limit) for income in INCOMES]
            table(f"Poland {year}, {regime}: contributions", INCOMES, [r["contribution"] for r in mine], [t[0] for t in theirs])
            table(f"Poland {year}, {regime}: net, theirs with the deductions of the law",
                  INCOMES, [r["net"] for r in mine], [t[1] for t in theirs])


main()
save("pl", "polish-salary-calc", "polish-salary-calc")
