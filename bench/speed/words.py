"""The taxonomy to the words of the archive: what each dimension can be, in the order of how common it is.

The words come from data/taxonomy, so that our program reads the archive as it would read a user's.
"""

import csv
import re
import tomllib
from pathlib import Path

TAXONOMY = Path(__file__).resolve().parents[2] / "data" / "taxonomy"
LEVELS = ["senior", "mid", "junior", "staff", "lead", "manager", "principal", "director"]
MONTHS = [f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 13)]


def load(name):
    with open(TAXONOMY / name, "rb") as file:
        return tomllib.load(file)


def roles():
    """Specialties: neither groups, which stand below the root, nor official occupations, whose slugs are codes."""
    known = load("roles.toml")["role"]
    groups = {role["slug"] for role in known if role.get("parent", "") in ("", "computing")}
    return [role["slug"] for role in known if not role["slug"][0].isdigit() and role["slug"] not in groups]


def skills():
    """Languages come first, because a posting names them most."""
    entries = load("skills.toml")["skills"]
    languages = [entry[0] for entry in entries if entry[1] == "language"]
    return languages + [entry[0] for entry in entries if entry[1] == "framework"]


def industries():
    return [entry[0] for entry in load("industries.toml")["industries"]]


def rows(name):
    with open(TAXONOMY / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def people():
    """Inhabitants of the towns of each place."""
    found = {}
    for town in rows("towns.csv"):
        found[town["place"]] = found.get(town["place"], 0) + int(town["population"])
    return found


def short(title):
    """'Seattle-Tacoma-Bellevue, WA' as people write it: 'Seattle, WA'."""
    cities, states = title.rsplit(", ", 1)
    return f"{re.split('[-/]', cities)[0]}, {states.split('-')[0]}"


def places():
    """American metropolitan areas, the largest first."""
    size = people()
    metros = [area for area in rows("areas.csv") if area["kind"] == "metro"]
    metros.sort(key=lambda area: (-size.get(area["slug"], 0), area["slug"]))
    return [short(area["name"]) for area in metros]


def dimensions():
    """Name of each column to its words. No list has more than 127, so that a signed byte numbers it."""
    return {"role": roles()[:24], "level": LEVELS, "place": places()[:100], "skill": skills()[:60],
            "industry": industries()[:20], "month": MONTHS}
