"""France against OpenFisca-France 176.1.8 (AGPL: run, nothing copied).

    python -m venv v && v/bin/pip install openfisca-france==176.1.8 'psutil<6'
    v/bin/python bench/rules/compare_fr.py

Employee: cadre, private, full time, 80 people; the mobility payment is taken off, the rate of accident
insurance is ours (the national average). Income tax is the one on the income of the year by the scale
that OpenFisca has for it.
"""
import sys
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_france import FranceTaxBenefitSystem
from ours import ours, save, table

INCOMES = [24_000, 36_000, 48_000, 75_000, 120_000, 250_000, 545_000]
SYSTEM = FranceTaxBenefitSystem()


def simulation(year, income):
    months = [f"{year}-{m:02}" for m in range(1, 13)]
    every = lambda value: {m: value for m in months}
    person = {
        "date_naissance": {"ETERNITY": "1985-01-01"},
        "salaire_de_base": every(income / 12),
        "categorie_salarie": every("prive_cadre"),
        "effectif_entreprise": every(80),
        "contrat_de_travail": every("temps_plein"),
        "contrat_de_travail_debut": every("2015-01-01"),
        "taux_accident_travail": every(0.0212 if year == 2025 else 0.0208),
        "depcom_entreprise": every("15014"),
    }
    one = {"individus": {"p": person},
           "foyers_fiscaux": {"f": {"declarants": ["p"]}},
           "menages": {"m": {"personne_de_reference": ["p"]}},
           "familles": {"a": {"parents": ["p"]}}}
    return SimulationBuilder().build_from_entities(SYSTEM, one)


def main():
    lines = "-v" in sys.argv
    for year in (2025, 2026):
        social, tax, cost = [], [], []
        for income in INCOMES:
            s = simulation(year, income)
            net = float(s.calculate_add("salaire_net", year)[0])
            social.append(income - net)
            tax.append(-float(s.calculate("impot_revenu_restant_a_payer", year)[0]))
            cost.append(float(s.calculate_add("salaire_super_brut", year)[0]) - income
                        + float(s.calculate_add("versement_transport", year)[0]))
            if lines:
                for name in ("salaire_imposable", "csg_deductible_salaire", "csg_imposable_salaire", "crds_salaire",
                             "vieillesse_plafonnee_salarie", "vieillesse_deplafonnee_salarie", "agirc_arrco_salarie",
                             "contribution_equilibre_general_salarie", "contribution_equilibre_technique_salarie",
                             "apec_salarie", "prevoyance_obligatoire_cadre", "mmid_employeur", "famille", "accident_du_travail",
                             "vieillesse_plafonnee_employeur", "vieillesse_deplafonnee_employeur", "agirc_arrco_employeur",
                             "contribution_equilibre_general_employeur", "contribution_equilibre_technique_employeur", "ags",
                             "chomage_employeur", "fnal", "contribution_solidarite_autonomie", "formation_professionnelle",
                             "taxe_apprentissage", "contribution_supplementaire_apprentissage", "participation_effort_construction",
                             "financement_organisations_syndicales", "allegement_general", "allegement_fillon",
                             "allegement_cotisation_maladie", "allegement_cotisation_allocations_familiales", "versement_transport", "apec_employeur"):
                    try:
                        print(f"   {year} {income} {name:<52}{float(s.calculate_add(name, year)[0]):>12.2f}")
                    except Exception as error:
                        print(f"   {name}: {str(error).splitlines()[0][:90]}")
        mine = ours(year, "fr", INCOMES)
        table(f"France {year}: contributions of the employee", INCOMES, [r["contribution"] for r in mine], social)
        table(f"France {year}: income tax and CEHR", INCOMES, [r["tax"] for r in mine], tax)
        e = ours(year, "fr", INCOMES, side="employer")
        table(f"France {year}: employer on top of the salary", INCOMES, [r["contribution"] + r["tax"] for r in e], cost)


main()
save("fr", "OpenFisca-France", "openfisca-france")
