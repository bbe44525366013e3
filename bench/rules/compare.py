"""Our take-home against PolicyEngine-US and Tax-Calculator: states x incomes x filings.

Both are run, never read: a computation goes in, amounts come out. See README.md for the command.
Federal tax deducts state income tax, so PolicyEngine gets our state tax as the tax withheld; its own
estimate of withholding is another matter. A second run withholds nothing: everybody then takes the
federal standard deduction, and a state's own tax can be told from the choice of a deduction.
"""
import argparse, csv, io, json, subprocess, sys, time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
INCOMES = [30_000, 50_000, 80_000, 120_000, 180_000, 300_000, 490_000]
STATUS = {"single": "SINGLE", "joint": "JOINT", "head": "HEAD_OF_HOUSEHOLD"}
OUT = ["income_tax", "employee_social_security_tax", "employee_medicare_tax",
       "additional_medicare_tax", "state_income_tax"]
# States whose tax on wages has another name with them than `state_income_tax`.
OURS_BESIDE = {"OR": 0.001}  # the transit tax is a line of ours, and not an income tax of theirs


def ours(year, program):
    command = [program, str(year)] if program else [
        "cargo", "run", "-q", "--release", "-p", "goingrate-rules", "--example", "compare", "--", str(year)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    return list(csv.DictReader(io.StringIO(done.stdout)))


def policyengine(year, rows, withheld):
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
    started = time.perf_counter()
    found = {name: simulation.calculate(name, year, map_to="tax_unit").tolist() for name in OUT}
    return found, time.perf_counter() - started


def tax_calculator(year, rows):
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
    calculator.calc_all()
    # payrolltax is both halves of the payroll taxes and the additional Medicare tax.
    return {"iitax": calculator.array("iitax").tolist(), "medicare": calculator.array("ptax_amc").tolist(),
            "payroll": calculator.array("payrolltax").tolist(), "eitc": calculator.array("eitc").tolist()}


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("--year", type=int, default=2026)
    ask.add_argument("--program", help="the compiled example, instead of cargo run")
    ask.add_argument("--json", help="write every figure here")
    ask.add_argument("--states", help="only these, such as CA,NY")
    ask.add_argument("--filings", default="single,joint")
    asked = ask.parse_args()
    only = asked.states.upper().split(",") if asked.states else None
    rows = [r for r in ours(asked.year, asked.program)
            if r["place"].startswith("us-") and r["place"].count("-") == 1 and r["filing"] in asked.filings.split(",")]
    for row in rows:
        row["state"] = row["place"].split("-")[1].upper()
    rows = [r for r in rows if not only or r["state"] in only]
    same, seconds = policyengine(asked.year, rows, True)
    none, _ = policyengine(asked.year, rows, False)
    calculator = tax_calculator(asked.year, rows)
    for n, row in enumerate(rows):
        income = float(row["income"])
        row["d_federal"] = float(row["federal"]) - same["income_tax"][n]
        row["d_payroll"] = float(row["payroll"]) - sum(
            same[name][n] for name in OUT[1:4])
        mine = float(row["state_tax"]) - OURS_BESIDE.get(row["state"], 0) * income
        row["theirs"] = same["state_income_tax"][n]
        row["d_state"] = mine - row["theirs"]
        row["d_state_standard"] = mine - none["state_income_tax"][n]
        row["d_calculator"] = float(row["federal"]) - calculator["iitax"][n]
        half = (calculator["payroll"][n] - calculator["medicare"][n]) / 2 + calculator["medicare"][n]
        row["d_calculator_payroll"] = float(row["payroll"]) - half
    report(rows, asked, seconds)
    if asked.json:
        Path(asked.json).write_text(json.dumps(rows))


def report(rows, asked, seconds):
    def worst(field):
        return max(rows, key=lambda r: abs(r[field]))
    print(f"# {asked.year}: {len(rows)} computations\n")
    for field, name in (("d_federal", "federal, PolicyEngine"), ("d_calculator", "federal, Tax-Calculator"),
                        ("d_payroll", "payroll, PolicyEngine"), ("d_calculator_payroll", "payroll, Tax-Calculator")):
        row, over = worst(field), sum(abs(r[field]) > 1 for r in rows)
        print(f"{name}: worst {row[field]:+.2f} ({row['place']} {row['filing']} {row['income']}), {over} beyond 1 dollar")
        for r in [r for r in rows if abs(r[field]) > 1][:12]:
            print(f"    {r['place']} {r['filing']} {r['income']}: {r[field]:+.2f}")
    print(f"\n{seconds:.1f} s of PolicyEngine for these\n\n| state | filing | " +
          " | ".join(f"{i:,}" for i in INCOMES) + " |\n|---|---|" + "---|" * len(INCOMES))
    off = set()
    for key in sorted({(r["state"], r["filing"]) for r in rows}):
        line = [r for r in rows if (r["state"], r["filing"]) == key]
        if max(abs(r["d_state"]) for r in line) > 5:
            off.add(key[0])
            cells = [f"{r['d_state']:+.0f}" + ("" if abs(r["d_state"] - r["d_state_standard"]) < 5
                     else f" ({r['d_state_standard']:+.0f})") for r in line]
            print(f"| {key[0]} | {key[1]} | " + " | ".join(cells) + " |")
    states = len({r["state"] for r in rows})
    print(f"\n{states - len(off)} of {states} within 5 dollars at every income; in brackets: nothing withheld")


main()
