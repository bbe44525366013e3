"""Holds the default book against people's pay that no fit saw: the table of the targets.

    python3.11 bench/default/table.py --program target/release/goingrate --data ../shared/data
        --out result.json --markdown result.md [--book FILE] [--compare old.json] [--at-large]
"""

import argparse
import json
import sys
import tomllib
from dataclasses import replace
from pathlib import Path

import checks
import page
import scores
from program import Program
from sets import COLUMNS, Reader

HERE = Path(__file__).parent
PLACE = COLUMNS.index("place")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True, help="the program, built for release")
    parser.add_argument("--book", help="a book of goingrate fit instead of the carried one")
    parser.add_argument("--data", type=Path, default=HERE.parents[1] / "../shared/data", help="the folder of data sets")
    parser.add_argument("--groups", type=Path, default=HERE / "groups.toml", help="what is held against what")
    parser.add_argument("--at-large", action="store_true", help="hold every set against the market at large")
    parser.add_argument("--out", type=Path, help="the results as JSON")
    parser.add_argument("--markdown", type=Path, help="the page; stdout if not given")
    parser.add_argument("--compare", type=Path, help="an earlier --out, told before this one")
    return parser.parse_args()


def tiers(settings, program, at_large):
    """The tier of a set and a country; one that the program does not know is the market at large."""
    tables = settings["tier"]
    wanted = [tier for table in tables.values()
              for tier in (table["higher"], table["lower"], *table.get("countries", {}).values())]
    known = {""} if at_large else program.known_tiers(wanted)
    lower = {settings["short"].get(country, country) for country in settings["income"]["lower"]}

    def tier(name, country):
        table = tables[name]
        wanted = table.get("countries", {}).get(country, table["lower" if country in lower else "higher"])
        return wanted if wanted in known else ""
    return tier


def answered(program, people):
    """All people with the profile that has an answer, the answers, and complaints with their counts."""
    answers, complaints = program.price([person.profile for person in people])
    coarser = []
    for person in people:
        if person.profile in complaints and person.fallback:
            profile = list(person.profile)
            profile[PLACE] = person.fallback
            person = replace(person, profile=tuple(profile))
        coarser.append(person)
    more, still = program.price([person.profile for person in coarser if person.profile not in answers])
    counts = {}
    for person in coarser:
        if person.profile in still:
            why = (person.set, still[person.profile])
            counts[why] = counts.get(why, 0) + 1
    return coarser, answers | more, counts


def run(options):
    settings = tomllib.loads(options.groups.read_text(encoding="utf-8"))
    rates = [(code, rate["month"], rate["units_per_usd"]) for code, rate in settings["rates"].items()]
    rates.append(("ARS", settings["sysarmy"]["as_of"], settings["sysarmy"]["units_per_usd"]))
    program = Program(options.program, options.book, rates)
    try:
        reader = Reader(settings, options.data, program, tiers(settings, program, options.at_large))
        people, answers, complaints = answered(program, list(reader.all()))
        for (name, why), count in complaints.items():
            reader.skipped.setdefault(name, {})[f"no answer: {why}"] = count
        told, whole = scores.groups(people, answers, settings["least"])
        chosen, survey, base = (settings["targets"][name] for name in ("sets", "survey", "base"))
        kinds = program.known_tiers(["local", "services", "product", "international", "remote-foreign",
                                     "top-tier-tech"], quietly=True)
        return {
            "program": program.run("--version").stdout.strip() or str(options.program),
            "book": options.book, "at_large": options.at_large, "least": settings["least"],
            "sets_of_targets": chosen, "notes": reader.notes, "groups": told, "whole": whole,
            "targets": scores.targets(told, whole, chosen, survey),
            "targets_base": scores.targets(told, whole, [base if name == survey else name for name in chosen], base),
            "by_set": scores.by_set(told),
            "official": checks.official(program, options.data), "ranges": checks.ranges(program),
            "kinds": checks.kinds(program, kinds), "skipped": reader.skipped, "messages": program.messages,
        }
    finally:
        program.close()


def main():
    options = arguments()
    if not options.data.is_dir():
        sys.exit(f"skipped: {options.data} is not there")
    result = run(options)
    old = json.loads(options.compare.read_text(encoding="utf-8")) if options.compare else None
    text = page.page(result, old)
    if options.out:
        options.out.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if options.markdown:
        options.markdown.write_text(text, encoding="utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main()
