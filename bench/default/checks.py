"""The book at large against official statistics, against judged ranges, and its kinds of employers against
one another. These are no people's rows: a second kind of truth."""

import csv
import math
import re
from pathlib import Path

from reading import country_name, rows
from sets import COLUMNS

HERE = Path(__file__).parent
CLAIMS = HERE.parents[1] / "data/claims"


def profile(**given):
    filled = {"role": "15-1252", "engagement": "employee", "component": "base_salary", "period": "year", **given}
    return tuple(str(filled.get(column, "")) for column in COLUMNS)


def told(where, official, asked, answers, complaints, **more):
    """One line of a check: the official percentiles by name, and how far the book's are from them, in logs."""
    answer = answers.get(asked)
    if not answer:
        return {"where": where, **more, "official": official, "complaint": complaints.get(asked, "no answer")}
    book = dict(zip(("p10", "p25", "p50", "p75", "p90"), answer.percentiles))
    spread = math.log(book["p90"] / book["p10"]) / (2 * 1.2816)
    book["mean"] = book["p50"] * math.exp(spread ** 2 / 2)
    off = {name: math.log(book[name] / value) for name, value in official.items()}
    return {"where": where, **more, "official": official, "book": {name: book[name] for name in official}, "off": off,
            "low": answer.low, "high": answer.high}


def united_states(program, data):
    """Software developers of all levels, May 2025: the nation and its twenty largest metros."""
    kept = [row for row in rows(data / "oews-2025/oews-2025-computing.csv")
            if row["soc"] == "15-1252" and row["industry_code"] == "000000"]
    metros = [row for row in kept if row["area_type"] == "M" and row["employment"].isdigit()]
    metros.sort(key=lambda row: -int(row["employment"]))
    nation = [row for row in kept if row["area_type"] == "N" or row["area_name"] in ("National", "U.S.")]
    chosen = [("us", row) for row in nation[:1]] + [(row["area_name"], row) for row in metros[:20]]
    asked = [profile(place=place, as_of="2025-05", currency="USD") for place, _ in chosen]
    answers, complaints = program.price(asked)
    lines = []
    for (place, row), question in zip(chosen, asked):
        figures = {f"p{q}": row[f"annual_p{q}"] for q in (10, 25, 50, 75, 90)}
        official = {name: float(text) for name, text in figures.items() if re.fullmatch(r"\d+(\.\d+)?", text)}
        where = "United States" if place == "us" else row["area_name"]
        lines.append(told(where, official, question, answers, complaints, jobs=row["employment"]))
    return lines


def claims(program, name, code, figure, as_of, currency):
    """A table of official figures of software developers by place, a month's pay."""
    kept = [row for row in rows(CLAIMS / f"{name}.csv") if row["code"] == code]
    asked = [profile(place=place_of(row["place"]), as_of=as_of, currency=currency, period="month") for row in kept]
    answers, complaints = program.price(asked)
    return [told(row["place"], {figure: float(row[figure])}, question, answers, complaints, n=row["n"])
            for row, question in zip(kept, asked)]


def place_of(slug):
    """A country by its name, as its code may also be a state's of the United States; others by their slug."""
    return slug if "-" in slug else country_name(slug)


def official(program, data):
    return {
        "us": united_states(program, data),
        "india": claims(program, "plfs-in-2025", "NCO-2015 251", "mean", "2025-07", "INR"),
        "brazil": claims(program, "rais-br-2025", "CBO2002 2124-05", "p50", "2025-12", "BRL"),
    }


def ranges(program):
    """Mid-level developers against ranges.csv."""
    with open(HERE / "ranges.csv", encoding="utf-8", newline="") as file:
        judged = list(csv.DictReader(file))

    def question(row):
        return profile(level="mid", place=row["country"], as_of="2025-06", currency=row["currency"],
                       period=row["period"])
    answers, complaints = program.price([question(row) for row in judged])
    lines = []
    for row in judged:
        low, high, centre = (float(row[name]) for name in ("low", "high", "centre"))
        line = {"country": row["country"], "currency": row["currency"], "period": row["period"], "low": low,
                "high": high, "centre": centre, "evidence": row["evidence"]}
        answer = answers.get(question(row))
        if answer:
            p50 = answer.percentiles[2]
            outside = math.log(p50 / high) if p50 > high else math.log(p50 / low) if p50 < low else 0.0
            line |= {"p50": p50, "p50_low": answer.low, "p50_high": answer.high, "outside": outside,
                     "off_centre": math.log(p50 / centre)}
        else:
            line["complaint"] = complaints[question(row)]
        lines.append(line)
    return lines


PLACES = ["India", "Brazil", "Argentina", "Ukraine", "Mexico", "Philippines", "Turkey", "Poland"]


def kinds(program, known):
    """Where the P50 of each kind of employer lies in the market at large, for a mid-level developer."""
    lines = []
    for place in PLACES:
        given = {"role": "15-1252", "level": "mid"}
        large = program.curve("", place, "2025-06", **given)
        if not large:
            continue
        line = {"place": place, "p50": large[49], "p75": large[74], "p99": large[98], "kinds": {}}
        for tier in ("local", "services", "product", "international", "remote-foreign", "top-tier-tech"):
            curve = program.curve(tier, place, "2025-06", **given) if tier in known else None
            if curve:
                line["kinds"][tier] = {"p50": curve[49], "below": sum(value <= curve[49] for value in large)}
        lines.append(line)
    return lines
