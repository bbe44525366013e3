"""The repository's own tables of words, read as the importers read them: titles, codes of levels,
countries, and the least that full-time pay can be."""

import csv
import tomllib
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "data"


@cache
def toml(name):
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


def words(text):
    """The words of a title between the marks of its start and end, as crates/goingrate-import/src/words
    cuts them."""
    pieces = "".join(c if c.isalnum() or c in "+#.'’" else " " for c in text).split(" ")
    folded = (piece.rstrip(".").replace("'", "").replace("’", "").lower() for piece in pieces)
    return ["^", *(piece for piece in folded if piece), "$"]


def matches(pattern, said):
    """A pattern: "a | b" is either, "a & b" both anywhere, and words next to each other in their order."""
    def there(phrase):
        phrase = phrase.split()
        return any(said[at:at + len(phrase)] == phrase for at in range(len(said) - len(phrase) + 1))
    return any(all(map(there, either.split("&"))) for either in pattern.split("|"))


def shares(meanings):
    """["senior 85", "staff 15"] as {"senior": 0.85, "staff": 0.15}; a word alone is certain."""
    parted = [meaning.split() for meaning in meanings]
    return {part[0]: float(part[1]) / 100 if len(part) > 1 else 1.0 for part in parted}


def likely(meanings, least=1.0):
    """The one meaning whose share is at least this, or None."""
    return next((word for word, share in shares(meanings or []).items() if share >= least), None)


def first(table, said):
    return next((row[1:] for row in table if matches(row[0], said)), None)


@cache
def role_of(title):
    """The one role of a title; None where it is several, none, or work that is not priced here."""
    role = likely(first(toml("taxonomy/titles.toml")["role"], words(title)))
    return role if is_work(role) else None


@cache
def level_of(title, least=1.0):
    """The one level that a title says, or None."""
    return likely(first(toml("taxonomy/titles.toml")["level"], words(title)), least)


@cache
def level_of_code(code, employer, least=1.0):
    """The one level of an employer's code: by its own table, then by words, then by common codes."""
    titles = toml("taxonomy/titles.toml")
    own = titles["employer_level"].get(" ".join(words(employer)[1:-1]), [])
    for table in (own, titles["level"], titles["employer_level"]["any"]):
        found = first(table, words(code))
        if found:
            return likely(found, least)
    return None


@cache
def roles():
    """Each role's parent, by its slug."""
    return {role["slug"]: role.get("parent", "") for role in toml("taxonomy/roles.toml")["role"]}


@cache
def is_work(slug):
    """Whether a role is work and no group: neither the root nor one of its groups without occupation."""
    role = next((role for role in toml("taxonomy/roles.toml")["role"] if role["slug"] == slug), {})
    return bool(role.get("parent")) and (role["parent"] != "computing" or "soc" in role)


def is_developer(role):
    """Whether a role is one of software and web."""
    while role:
        if role == "software-and-web":
            return True
        role = roles()[role]
    return False


@cache
def countries():
    """Each country's code by its names, in small letters."""
    found = {}
    for code, (_, _, *names) in toml("taxonomy/places.toml")["countries"].items():
        found.update({name.casefold(): code for name in [*names, code]})
    return found


def country_name(code):
    """The name of a country's code; a code that is not a country's there stands for itself."""
    found = toml("taxonomy/places.toml")["countries"].get(code.lower())
    return found[2] if found else code


def is_plausible(country, dollars_a_year):
    """Whether an amount can be full-time pay: data/taxonomy/plausible.toml, as the importers ask."""
    bounds = toml("taxonomy/plausible.toml")
    floor = bounds["floor"].get(countries().get(country.casefold()), bounds["lowest"])
    return floor <= dollars_a_year <= bounds["highest"]


def rows(path, start=0):
    """A CSV as dictionaries; `start` is the number of lines of CSV before the headings."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        lines = csv.reader(file)
        for _ in range(start):
            next(lines)
        headings = next(lines)
        for line in lines:
            yield dict(zip(headings, line))
