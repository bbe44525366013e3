"""Our take-home against PolicyEngine-US and Tax-Calculator: states x incomes x filings.

Both are run, never read: a computation goes in, amounts come out. See README.md for the command.
The results go to results/us-YEAR.json, from which `cargo xtask generate` writes docs/RULES.md.
Federal tax deducts state income tax, so PolicyEngine gets our state tax as the tax withheld; its own
estimate of withholding is another matter. A second run withholds nothing: everybody then takes the
federal standard deduction, and a state's own tax can be told from the choice of a deduction.
"""
import argparse, csv, io, json, platform, subprocess, sys
from datetime import date
from importlib.metadata import version
from pathlib import Path
from time import process_time

ROOT = Path(__file__).resolve().parents[2]
RESULTS = Path(__file__).resolve().parent / "results"
INCOMES = [30_000, 50_000, 80_000, 120_000, 180_000, 300_000, 490_000]
STATUS = {"single": "SINGLE", "joint": "JOINT", "head": "HEAD_OF_HOUSEHOLD"}
OUT = ["income_tax", "employee_social_security_tax", "employee_medicare_tax",
       "additional_medicare_tax", "state_income_tax"]
# States whose tax on wages has another name with them than `state_income_tax`.
OURS_BESIDE = {"OR": 0.001}  # the transit tax is a line of ours, and not an income tax of theirs
COLUMNS = ["state", "filing", "income", "federal", "federal_policyengine", "federal_taxcalc", "payroll",
           "payroll_policyengine", "payroll_taxcalc", "state_tax", "state_policyengine", "state_unwithheld"]


def ours(year, program, *more):
    command = [program] if program else [
        "cargo", "run", "-q", "--release", "-p", "goingrate-rules", "--example", "compare", "--"]
    done = subprocess.run([*command, str(year), *more], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    return list(csv.DictReader(io.StringIO(done.stdout)))


def policyengine(year, rows, withheld):
    """Their amounts, seconds of the processor for them, and before them: loading and describing."""
    before = process_time()
    from policyengine_us import Simulation
    people, taxes, homes, units = {}, {}, {}, {}
    for n, row in enumerate(rows):
        key, person = f"h{n}", f"h{n}p"
        members = [person]
        people[person] = {"age": {year: 40}, "employment_income": {year: float(row["income"])},
                          "is_tax_unit_head": {year: True}}
        if row["filing"] == "joint":
            members.append(f"h{n}s")
            people[f"h{n}s"] = {"age": {year: 40}, "is_tax_unit_spouse": {year: True}}
        paid = float(row["salt"]) if withheld else 0.0
        taxes[key] = {"members": members, "filing_status": {year: STATUS[row["filing"]]},
                      "state_withheld_income_tax": {year: paid}}
        units[key] = {"members": members}
        homes[key] = {"members": members, "state_code": {year: row["state"]}}
    simulation = Simulation(situation={
        "people": people, "families": units, "marital_units": units, "spm_units": units,
        "tax_units": taxes, "households": homes})
    started = process_time()
    found = {name: simulation.calculate(name, year, map_to="tax_unit").tolist() for name in OUT}
    return found, process_time() - started, started - before


def tax_calculator(year, rows):
    before = process_time()
    import pandas as pd, taxcalc
    frame = pd.DataFrame({
        "RECID": range(1, len(rows) + 1), "FLPDYR": year,
        "MARS": [{"single": 1, "joint": 2, "head": 4}[r["filing"]] for r in rows],
        "e00200": [float(r["income"]) for r in rows], "e00200p": [float(r["income"]) for r in rows],
        "e00200s": 0.0, "e18400": [float(r["salt"]) for r in rows], "s006": 1.0,
        "age_head": 40, "age_spouse": [40 if r["filing"] == "joint" else 0 for r in rows],
        "XTOT": [2 if r["filing"] == "joint" else 1 for r in rows]})
    records = taxcalc.Records(data=frame, start_year=year, gfactors=None, weights=None, adjust_ratios=None)
    policy = taxcalc.Policy()
    calculator = taxcalc.Calculator(policy=policy, records=records)
    calculator.advance_to_year(year)
    started = process_time()
    calculator.calc_all()
    seconds = process_time() - started, started - before
    # payrolltax is both halves of the payroll taxes and the additional Medicare tax.
    both, additional = calculator.array("payrolltax"), calculator.array("ptax_amc")
    return calculator.array("iitax").tolist(), ((both - additional) / 2 + additional).tolist(), seconds


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("--year", type=int, default=2026)
    ask.add_argument("--program", help="the compiled example, instead of cargo run")
    ask.add_argument("--states", help="only these, such as CA,NY; results are then only printed")
    ask.add_argument("--filings", default="single,joint")
    asked = ask.parse_args()
    only = asked.states.upper().split(",") if asked.states else None
    rows = [r for r in ours(asked.year, asked.program)
            if r["place"].startswith("us-") and r["place"].count("-") == 1 and r["filing"] in asked.filings.split(",")]
    for row in rows:
        row["state"] = row["place"].split("-")[1].upper()
    rows = [r for r in rows if not only or r["state"] in only]
    same, seconds, start = policyengine(asked.year, rows, True)
    none, _, _ = policyengine(asked.year, rows, False)
    federal, payroll, of_calculator = tax_calculator(asked.year, rows)
    for n, row in enumerate(rows):
        beside = OURS_BESIDE.get(row["state"], 0) * float(row["income"])
        row |= {"income": int(row["income"]), "state_tax": float(row["state_tax"]) - beside,
                "federal": float(row["federal"]), "federal_policyengine": same["income_tax"][n],
                "federal_taxcalc": federal[n], "payroll": float(row["payroll"]),
                "payroll_policyengine": sum(same[name][n] for name in OUT[1:4]), "payroll_taxcalc": payroll[n],
                "state_policyengine": same["state_income_tax"][n], "state_unwithheld": none["state_income_tax"][n]}
    report(rows)
    if only or asked.filings != "single,joint":
        return
    timed = ours(asked.year, asked.program, "time")[0]
    write(asked.year, rows, {
        "ours": [int(timed["computations"]), float(timed["seconds"]), None],
        "PolicyEngine-US": [len(rows), round(seconds, 2), round(start, 1)],
        "Tax-Calculator": [len(rows), round(of_calculator[0], 3), round(of_calculator[1], 1)]})


def write(year, rows, speed):
    """Computations, seconds and seconds of starting by program; amounts in the order of COLUMNS."""
    kept = {"year": year, "run": date.today().isoformat(), "python": platform.python_version(),
            "rivals": {"PolicyEngine-US": version("policyengine-us"), "Tax-Calculator": version("taxcalc")},
            "speed": speed, "columns": COLUMNS}
    amount = lambda value: round(value, 2) if isinstance(value, float) else value
    lines = ",\n".join(json.dumps([amount(row[name]) for name in COLUMNS]) for row in rows)
    text = json.dumps(kept, indent=1)[:-2] + f',\n "rows": [\n{lines}\n]}}\n'
    (RESULTS / f"us-{year}.json").write_text(text)


def report(rows):
    """What differs, to look at while rules are being written."""
    for ours_, theirs, within in (("federal", "federal_policyengine", 1), ("federal", "federal_taxcalc", 1),
                                  ("payroll", "payroll_policyengine", 1), ("payroll", "payroll_taxcalc", 1),
                                  ("state_tax", "state_policyengine", 5)):
        differ = [(r[ours_] - r[theirs], r) for r in rows]
        worst, row = max(differ, key=lambda pair: abs(pair[0]))
        print(f"{theirs}: worst {worst:+.2f} ({row['place']} {row['filing']} {row['income']})")
        for by, r in differ:
            if abs(by) > within:
                print(f"    {r['place']} {r['filing']} {r['income']:,}: {by:+.2f}")


main()
