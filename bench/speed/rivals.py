"""Runs every engine on every query, round by round, each in a fresh process; one JSON line for each run.

    python rivals.py FOLDER OUT.jsonl [--queries q1,q2] [--engines duckdb,ours] [--rounds 3] [--limit 150]

A query stays with all engines before the next one comes, so that what else the machine does falls on all alike.
The first round tries every form of a statement; later rounds the engine's fastest, unless it took over a minute.

GOINGRATE_SPEED_OURS is the command line of our own program. In it {query} is the name of the query, {table} the
folder, and {by} its grouping sets ("role,level,place;role,level,skill"). It may end its standard output with a
line of JSON that has "cells" and "counted" as the others do.
"""

import argparse
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import measure
import queries

HERE = Path(__file__).resolve().parent
OURS = "GOINGRATE_SPEED_OURS"
LONG = 60
CHUNK = 1 << 24


def ours(query, folder):
    """OURS: the one entry that is no rival. See the top of this file for what is put into the command."""
    by = ";".join(",".join(names) for names in queries.sets(query))
    line = os.environ[OURS].replace("{query}", query).replace("{table}", str(folder)).replace("{by}", by)
    return shlex.split(line)


def rival(engine, query, form, folder, threads):
    return [sys.executable, str(HERE / "ask.py"), engine, query, form, str(folder), "--threads", str(threads)]


def command(engine, query, form, asked):
    if engine == "ours":
        return ours(query, asked.folder)
    return rival(engine, query, form, asked.folder, asked.threads)


def forms(folder):
    """Every engine's forms, and ours for each query where it is told how to run it."""
    listed = subprocess.run([sys.executable, str(HERE / "forms.py"), str(folder)], check=True, capture_output=True)
    found = json.loads(listed.stdout)
    if OURS in os.environ:
        found["ours"] = {query: ["command"] for query in queries.QUERIES}
    return found


def warm(folder):
    """Reads every file once, so that the first engine does not pay for the disk."""
    for path in sorted(Path(folder).glob("*.parquet")):
        with open(path, "rb") as file:
            while file.read(CHUNK):
                pass


def last_json(text):
    """The last line, if it is a JSON object: what an engine says about its answer."""
    lines = text.strip().splitlines()
    try:
        told = json.loads(lines[-1]) if lines else {}
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def once(engine, query, form, asked, number):
    found = measure.run(command(engine, query, form, asked), asked.limit)
    told, why = last_json(found.pop("out")), found.pop("err").strip()[-300:]
    line = {"engine": engine, "version": told.get("version"), "query": query, "form": form,
            "table": Path(asked.folder).name, "round": number, **found, "inside": told.get("inside"),
            "cells": told.get("cells"), "counted": told.get("counted"), "weighted": told.get("weighted")}
    if found["status"] == "failed":
        line["why"] = why
    return line


def again(runs):
    """The form for a later round: the fastest that ended, or none if even that one is long."""
    ended = [run for run in runs if run["status"] == "ok"]
    best = min(ended, key=lambda run: run["wall"], default=None)
    return [best["form"]] if best and best["wall"] <= LONG else []


def a_round(listed, asked, number, done):
    """Yields the runs of a round; `done` has those of earlier rounds."""
    for query in asked.queries:
        for engine in asked.engines:
            before = [run for run in done if (run["engine"], run["query"]) == (engine, query)]
            for form in again(before) if before else listed.get(engine, {}).get(query, []):
                yield once(engine, query, form, asked, number)


def describe(run):
    inside = "" if run["status"] == "ok" else f" {run['status']} {run.get('why', '')[-120:]}"
    return (f"{run['round']} {run['query']:6}{run['engine']:11}{run['form']:16}{run['wall']:8.2f} s"
            f"{run['cpu']:8.2f} CPU s{run['rss_mib']:9.0f} MiB  others {run['others_cpu']:.1f} CPU s{inside}")


def arguments(given=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--queries", default=",".join(queries.QUERIES))
    parser.add_argument("--engines", help="names, with commas between; all if left out")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--limit", type=float, default=150, help="seconds after which a run is ended")
    return parser.parse_args(given)


def chosen(name, text, known):
    wanted = known if text is None else text.split(",")
    unknown = [word for word in wanted if word not in known]
    if unknown:
        raise SystemExit(f"--{name} {', '.join(unknown)}: known are {', '.join(known)}")
    return wanted


def main(given=None):
    asked = arguments(given)
    listed = forms(asked.folder)
    asked.queries = chosen("queries", asked.queries, list(queries.QUERIES))
    asked.engines = chosen("engines", asked.engines, list(listed))
    warm(asked.folder)
    done = []
    with open(asked.out, "a", encoding="utf-8") as file:
        for number in range(1, asked.rounds + 1):
            found = []
            for run in a_round(listed, asked, number, done):
                print(json.dumps(run), file=file, flush=True)
                print(describe(run), flush=True)
                found.append(run)
            done += found


if __name__ == "__main__":
    main()
