"""Spain, 2025: income tax against the formulas of the return (modelo 100) in cadrumo 0.5.1 (Apache-2.0),
which cites the form and the manual of the Agencia Tributaria; employees and self-employed in Madrid.

    python3.13 -m venv v && v/bin/pip install cadrumo==0.5.1
    v/bin/python bench/rules/compare_es.py

Its command line needs a profile with papers; its formulas are asked directly. It is given our social
security as box 13 (186 for the self-employed). It leaves the taxpayer's minimum of Madrid at the
state's 5,550 EUR: 8.5 % of 406.65 EUR, 34.57 EUR, are put back to it. The Agencia Tributaria's own
calculator, Renta WEB Open, shows 5,956.65 in box 520 (recorded by the package). It does not compute the
reduction of low income from work (article 20) nor the deduction of low wages (disposición adicional 61),
so that employees begin above both; a manual's example of these stands in data/rules/es/tax.toml.

Social security: its ceiling, common contingencies, MEI and solidarity contribution of 2026 were looked up
in rulestamp-nomina-es-cotizacion-2026 1.0.5 (PyPI), which cites Orden PJC/297/2026: all the same.
"""
import os
import shutil
import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

os.environ["CADRUMO_LOCAL_STORAGE_ROOT"] = tempfile.mkdtemp()
import cadrumo
from cadrumo.domain.calculations.registry.convenio import ConvenioAuthority
from cadrumo.domain.calculations.registry.formula_runtime import calculate_registry_snapshot
from cadrumo.domain.calculations.registry.loader import load_modelo_directory
from ours import ours, save, table

SALARIES = [24_000, 35_000, 50_000, 70_000, 100_000, 200_000, 400_000]
PROFITS = [15_000, 30_000, 45_000, 60_000, 90_000, 150_000, 350_000]
MADRID = Decimal("34.57")  # what its minimum of the region lacks


def modelo_of_2025():
    """The form of one year alone: every other year would be read and checked too."""
    forms = Path(cadrumo.__file__).parent / "_data/registry/aeat/modelos/100"
    with tempfile.TemporaryDirectory() as folder:
        one = Path(folder) / "100"
        one.mkdir()
        for file in filter(Path.is_file, forms.iterdir()):
            shutil.copy(file, one)
        shutil.copytree(forms / "revisions/2025", one / "revisions/2025")
        return load_modelo_directory(one)


def asked(modelo):
    """A function from boxes to the tax of the return, box 595."""
    [revision] = modelo.revisions.values() if hasattr(modelo.revisions, "values") else modelo.revisions
    form = SimpleNamespace(modelo=modelo, revision=revision, filing_period=None, filing_year=2025, period="0A",
                           convenio=ConvenioAuthority.empty())
    none = {binding.id: Decimal(0) for binding in revision.bindings}

    def tax(boxes, own=False):
        bindings = none | {"renta-2025-profile-has-economic-activity": Decimal(own)}
        result = calculate_registry_snapshot(
            form, inputs={box: Decimal(str(amount)) for box, amount in boxes.items()}, date_context={},
            binding_values=bindings, relation_values={one.id: Decimal(0) for one in revision.relations},
            enum_binding_values={"renta-2025-profile-tax-residence-ccaa": "madrid"},
            date_binding_values={"renta-2025-profile-taxpayer-birth-date": date(1985, 1, 1)})
        [amount] = [o.value for o in result.observations if o.casilla_id == "0595"]
        return float(amount - MADRID)

    return tax


tax = asked(modelo_of_2025())
mine = ours(2025, "es-md", SALARIES)
theirs = [tax({"0003": r["income"], "0013": r["contribution"]}) for r in mine]
table("Spain 2025, Madrid, employee: income tax", SALARIES, [r["tax"] for r in mine], theirs)
mine = ours(2025, "es-md", PROFITS, regime="freelance")
theirs = [tax({"0171": r["income"], "0186": r["contribution"]}, own=True) for r in mine]
table("Spain 2025, Madrid, self-employed: income tax", PROFITS, [r["tax"] for r in mine], theirs)
save("es", "cadrumo", "cadrumo")
