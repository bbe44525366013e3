"""Writes a Parquet file of people as a People team has them: id, title, place, skills, years.

    generate.py roster   ROWS OUT    each of 20,000 different people comes many times, some far more often
    generate.py distinct ROWS OUT    every row another profile, up to 78 million rows

The same arguments give the same file. The last line that is printed says how many different profiles it has.
One row in 500 has a place or a skill that nobody knows. With an OUT of .csv it is written as CSV.
"""

import itertools
import sys

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

ROLES = [
    "Backend Engineer", "Frontend Developer", "Full Stack Developer", "Mobile Developer", "Embedded Developer",
    "Game Developer", "Platform Engineer", "DevOps Engineer", "Site Reliability Engineer", "Data Engineer",
    "Data Scientist", "Machine Learning Engineer", "Data Analyst", "Security Engineer", "QA Engineer",
    "Database Administrator", "Network Engineer", "Systems Administrator", "Web Developer", "Software Engineer",
]
# A word of a level, with the years of experience that people of it have.
LEVELS = [
    ("Junior", range(0, 4)), ("", range(1, 11)), ("Mid-level", range(2, 7)), ("Senior", range(5, 16)),
    ("Staff", range(8, 20)), ("Principal", range(10, 24)),
]
AMERICAN = """Seattle, WA|New York, NY|San Francisco, CA|San Jose, CA|Los Angeles, CA|Austin, TX|Boston, MA|Chicago, IL|
Denver, CO|Atlanta, GA|Dallas, TX|Houston, TX|Miami, FL|Phoenix, AZ|Portland, OR|Philadelphia, PA|Minneapolis, MN|
Detroit, MI|San Diego, CA|Raleigh, NC|Charlotte, NC|Nashville, TN|Columbus, OH|Cleveland, OH|Cincinnati, OH|
Pittsburgh, PA|St. Louis, MO|Kansas City, MO|Salt Lake City, UT|Las Vegas, NV|Sacramento, CA|Tampa, FL|Orlando, FL|
Baltimore, MD|Indianapolis, IN|Milwaukee, WI|Oklahoma City, OK|Tulsa, OK|Omaha, NE|Des Moines, IA|Madison, WI|
Richmond, VA|Hartford, CT|Buffalo, NY|Rochester, NY|Albany, NY|Boise, ID|Tucson, AZ|Albuquerque, NM|El Paso, TX|
San Antonio, TX|New Orleans, LA|Louisville, KY|Memphis, TN|Knoxville, TN|Birmingham, AL|Huntsville, AL|
Charleston, SC|Greenville, SC|Columbia, SC"""
ABROAD = """London|Berlin|Munich|Hamburg|Paris|Lyon|Amsterdam|Dublin|Madrid|Barcelona|Lisbon|Milan|Rome, Italy|
Vienna, Austria|Zurich|Stockholm|Oslo|Copenhagen|Helsinki|Warsaw|Krakow|Prague|Budapest|Bucharest|Sofia|Athens, Greece|
Tel Aviv|Toronto|Montreal|Vancouver, Canada|Mexico City|Sao Paulo|Buenos Aires|Bangalore|Hyderabad|Pune|Singapore|
Tokyo|Sydney|Melbourne, Australia"""
SKILLS = [
    "Python", "Java", "Go", "Rust", "C++", "C#", "JavaScript", "TypeScript", "React", "Kubernetes", "AWS", "SQL",
    "Scala", "Ruby", "PHP", "Kotlin",
]
SEED, PIECE = 20261130, 1_000_000


def words():
    """The texts of each column: titles with years, places, skills."""
    titles = [(f"{level} {role}".strip(), year) for role in ROLES for level, years in LEVELS for year in years]
    places = [place.strip() for place in (AMERICAN + "|" + ABROAD).split("|")]
    of = lambda count: [" | ".join(some) for some in itertools.combinations(SKILLS, count)]
    return titles, places, of(0) + of(1) + of(2) + of(3)


def profiles(kind, rows, space, random):
    """The numbers of the profiles of all rows, piece by piece."""
    if kind == "distinct":
        # A permutation: no profile comes again, and neighbours have nothing in common.
        order = random.permutation(np.arange(space, dtype=np.uint32))
        yield from (order[first:min(rows, first + PIECE)] for first in range(0, rows, PIECE))
        return
    people = random.choice(space, 20_000, replace=False).astype(np.uint32)
    often = 1.0 / np.arange(10, 10 + len(people))
    for first in range(0, rows, PIECE):
        yield random.choice(people, min(PIECE, rows - first), p=often / often.sum())


def table(numbers, first, random):
    titles, places, skills = words()
    title, rest = numbers % len(titles), numbers // len(titles)
    place, skill = rest % len(places), rest // len(places)
    column = lambda at, texts: pa.DictionaryArray.from_arrays(pa.array(at.astype(np.int32)), pa.array(texts)).cast(pa.string())
    wrong = random.integers(1000, size=len(numbers))
    place = np.where(wrong == 0, len(places), place)
    skill = np.where(wrong == 1, len(skills), skill)
    return pa.table({
        "employee_id": pa.array(np.arange(first, first + len(numbers), dtype=np.int64)),
        "title": column(title, [title for title, _ in titles]),
        "place": column(place, places + ["Qwxzburg"]),
        "skills": column(skill, skills + ["Python | Qwxz"]),
        "years": pa.array(np.array([year for _, year in titles], dtype=np.int32)[title.astype(np.int64)]),
    })


def main(kind, rows, out):
    random = np.random.default_rng(SEED)
    titles, places, skills = words()
    space = len(titles) * len(places) * len(skills)
    writer, first, seen = None, 0, set()
    for numbers in profiles(kind, rows, space, random):
        piece = table(numbers, first, random)
        if writer is None:
            file = pyarrow.csv.CSVWriter if out.endswith(".csv") else pq.ParquetWriter
            writer = file(out, piece.schema)
        writer.write_table(piece)
        first += len(numbers)
        if kind == "roster":
            seen.update(np.unique(numbers).tolist())
    writer.close()
    different = len(seen) if kind == "roster" else min(rows, space)
    print(f"{out}: {first:,} rows, {different:,} different profiles of {space:,}")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
