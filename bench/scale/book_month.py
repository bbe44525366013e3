"""A month added to a book: the store of 23 months and then of 24, fitted anew and from the earlier book.

    python3 bench/scale/book_month.py FOLDER ROWS EXPERIENCE RESULT.csv

Posts are invented from the numbers of their rows; a cell is a title, level, place, industry, band of experience and year. Every command
is the program's own, as a user would type it. GOINGRATE names the program. Appends one line to RESULT.csv.
"""

import csv
import itertools
import json
import math
import os
import pathlib
import resource
import subprocess
import sys
import time

import duckdb

TITLES = (
    "Backend Developer|Frontend Developer|Full Stack Developer|Data Engineer|DevOps Engineer|"
    "Machine Learning Engineer|Mobile Developer|QA Engineer|Site Reliability Engineer|Security Engineer"
).split("|")
LEVELS = "Junior|Mid|Senior|Staff|Principal".split("|")
PLACES = (
    "Austin, TX|Seattle, WA|San Francisco, CA|New York, NY|Boston, MA|Denver, CO|Chicago, IL|Atlanta, GA|"
    "Portland, OR|San Diego, CA|Los Angeles, CA|Dallas, TX|Houston, TX|Phoenix, AZ|Minneapolis, MN|Detroit, MI|"
    "Philadelphia, PA|Pittsburgh, PA|Raleigh, NC|Charlotte, NC|Salt Lake City, UT|Nashville, TN|Miami, FL|"
    "Tampa, FL|Orlando, FL|St. Louis, MO|Kansas City, MO|Columbus, OH|Cleveland, OH|Cincinnati, OH|"
    "Indianapolis, IN|Milwaukee, WI|Madison, WI|Baltimore, MD|Richmond, VA|Sacramento, CA|San Jose, CA|"
    "Las Vegas, NV|Tucson, AZ|Albuquerque, NM"
).split("|")
INDUSTRIES = "finance|healthcare|retail|manufacturing|media".split("|")
LAST = "2026-11"

MAPPING = """
[card]
slug = "invented-posts"
title = "Invented posts"
publisher = "Nobody"
kind = "postings"
reference = false
as_of = "2026-11"
period = "2026"
currency = "USD"
basis = "gross"
licence = "private"

[table]
headings = ["title", "pay"]

[columns]
title = "title"
level = "level"
years = "experience"
place = ["city", "state"]
industry = "industry"
as_of = "month"

[fixed]
period = "year"
country = "US"

[[pay]]
component = "base_salary"
amount = "pay"
"""

# Every value follows from the number of the row.
POSTS = """
WITH rows AS (
  SELECT [CAST(hash(i * 16 + k) % 1000000007 AS BIGINT) FOR k IN range(12)] AS h FROM range({rows}) t(i)
), posts AS (
  SELECT h[1] % {titles} AS title, h[2] % {levels} AS level, h[3] % {places} AS place, h[4] % {industries} AS industry,
    h[5] % {experience} AS experience, h[6] % 24 AS month,
    (h[7] % 1000 + h[8] % 1000 + h[9] % 1000 + h[10] % 1000) / 577.0 - 3.464 AS noise
  FROM rows
)
SELECT {title_words}[1 + title] AS title, {level_words}[1 + level] AS level,
  split_part({place_words}[1 + place], ', ', 1) AS city, split_part({place_words}[1 + place], ', ', 2) AS state,
  {industry_words}[1 + industry] AS industry, experience,
  strftime(DATE '2024-12-15' + INTERVAL (month) MONTH, '%Y-%m') AS month,
  round(exp(11.2 + 0.05 * title + 0.2 * level + 0.01 * place + 0.01 * experience + 0.003 * month + 0.2 * noise), -2) AS pay
FROM posts
"""


def words(of):
    return "[" + ", ".join("'" + word + "'" for word in of) + "]"


def write(folder, rows, experience):
    """Writes the posts of 23 months and of the last one."""
    posts = POSTS.format(
        rows=rows, experience=experience, titles=len(TITLES), levels=len(LEVELS), places=len(PLACES),
        industries=len(INDUSTRIES), title_words=words(TITLES), level_words=words(LEVELS), place_words=words(PLACES),
        industry_words=words(INDUSTRIES),
    )
    connection = duckdb.connect(config={"threads": 2})
    connection.execute(f"CREATE TABLE posts AS {posts}")
    for name, which in (("before", f"month < '{LAST}'"), ("last", f"month = '{LAST}'")):
        connection.execute(f"COPY (SELECT * FROM posts WHERE {which}) TO '{folder}/{name}.parquet' (FORMAT parquet)")


def run(*arguments):
    """What the program says as JSON, its seconds, and the most memory that any command took so far, in MB."""
    start = time.monotonic()
    done = subprocess.run([os.environ["GOINGRATE"], *map(str, arguments), "--json"], capture_output=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, arguments))}: {done.stderr.decode()}")
    seconds = time.monotonic() - start
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return json.loads(done.stdout), seconds, memory


def priced(folder, book):
    """Low end, middle and high end of the median of every profile."""
    out = folder / "prices.csv"
    out.unlink(missing_ok=True)
    run("price", folder / "profiles.csv", "--book", book, "--as-of", "2026-11-30", "-o", out)
    with open(out, newline="") as file:
        return [[math.log(float(row[column])) for column in ("p50_low", "p50", "p50_high")] for row in csv.DictReader(file)]


def apart(one, other):
    """How far medians lie apart: the furthest and the root mean square in percent, the furthest in standard errors."""
    off = [b[1] - a[1] for a, b in zip(one, other, strict=True)]
    errors = [(a[2] - a[0]) / (2 * 1.2816) for a in one]
    square = math.sqrt(sum(x * x for x in off) / len(off))
    in_errors = max(abs(x) / error for x, error in zip(off, errors, strict=True))
    return [round(100 * max(map(abs, off)), 2), round(100 * square, 2), round(in_errors, 2)]


def main():
    folder, rows, experience, result = pathlib.Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    folder.mkdir(parents=True)
    write(folder, rows, experience)
    mapping, store = folder / "posts.toml", folder / "store"
    mapping.write_text(MAPPING)
    profiles = itertools.product(TITLES, LEVELS, PLACES[:10])
    lines = [f'{title},{level},"{place}"' for title, level, place in profiles]
    (folder / "profiles.csv").write_text("\n".join(["title,level,place", *lines]) + "\n")

    def add(name):
        run("rollup", "run", "--table", folder / f"{name}.parquet", "--map", mapping, "-o", folder / name)
        return run("rollup", "import", folder / name, "--map", mapping, "--evidence", store, "--more")[1]

    add("before")
    run("fit", "--evidence", store, "-o", folder / "before.gr")
    imported = add("last")
    month, month_seconds, _ = run("fit", "--evidence", store, "--from", folder / "before.gr", "-o", folder / "month.gr")
    again, _, _ = run("fit", "--evidence", store, "--from", folder / "month.gr", "-o", folder / "again.gr")
    anew, anew_seconds, memory = run("fit", "--evidence", store, "-o", folder / "anew.gr")
    of = {name: priced(folder, folder / f"{name}.gr") for name in ("anew", "month", "again")}
    cells = next(m["cells"] for m in anew["measures"] if m["name"].startswith("invented-posts"))
    line = {
        "records": rows,
        "cells": cells,
        "import_s": round(imported, 1),
        "month_rounds": month["rounds"],
        "month_s": round(month["seconds"], 1),
        "month_whole_s": round(month_seconds, 1),
        "anew_rounds": anew["rounds"],
        "anew_s": round(anew["seconds"], 1),
        "anew_whole_s": round(anew_seconds, 1),
        "peak_mb": round(memory),
        **dict(zip(("furthest_percent", "rms_percent", "furthest_se"), apart(of["anew"], of["month"]), strict=True)),
        "again_rms_percent": apart(of["month"], of["again"])[1],
    }
    there = os.path.exists(result)
    with open(result, "a", newline="") as file:
        table = csv.DictWriter(file, line)
        if not there:
            table.writeheader()
        table.writerow(line)
    print(line)


main()
