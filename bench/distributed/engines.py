"""Runs the statement of every dialect over an invented table and compares its rows with those computed from bits.

Engines that are here run it through the program's own drivers. Dialects of engines that cannot be had here are read
by sqlglot in their own grammar and run on DuckDB. What is absent is told as SKIPPED.

Usage: python engines.py GOINGRATE [WORD…]
"""

import collections
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import pyarrow.dataset

import awkward
import postgres

HERE = pathlib.Path(__file__).resolve().parent
DRIVERS = HERE.parents[1] / "crates/goingrate-cli/src/commands/rollup/engines"
ABSENT = 3
RUN = ["local", "duckdb", "clickhouse", "datafusion", "spark"]
TRANSLATED = ["trino", "bigquery", "snowflake"]


class Skipped(Exception):
    """An engine that is not here."""


def statement(program, dialect, table, mapping):
    args = [program, "rollup", "sql", "--dialect", dialect, "--table", table, "--map", mapping]
    return subprocess.run(args, check=True, capture_output=True, text=True).stdout


def kept(engine, sql, table, files, out, folder, **more):
    """Runs a statement on an engine by its driver; the result is kept in the folder `out`."""
    job = dict(statement=sql, table=table, files=files, out=out, master=None, connect=None, memory=None) | more
    path = os.path.join(folder, f"{engine}.json")
    pathlib.Path(path).write_text(json.dumps(job))
    args = [sys.executable, str(DRIVERS / f"on_{engine}.py"), path]
    done = subprocess.run(args, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode == ABSENT:
        raise Skipped(done.stderr.strip())
    if done.returncode:
        raise AssertionError(f"{engine} failed:\n{done.stderr[-4000:]}")


def driven(engine, sql, table, files):
    """The result of a statement on an engine, as a table of Arrow."""
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "out put")
        os.mkdir(out)
        kept(engine, sql, table, files, out, folder)
        parts = [str(part) for part in sorted(pathlib.Path(out).glob("*.parquet"))]
        return pyarrow.dataset.dataset(parts).to_table()


def here(program, mapping, files):
    """The result of the program's own kernel."""
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "counts")
        args = [program, "rollup", "run", "--table", *files, "--map", mapping, "-o", out]
        subprocess.run(args, check=True, capture_output=True, text=True)
        parts = [str(part) for part in sorted(pathlib.Path(out).glob("*.parquet"))]
        return pyarrow.dataset.dataset(parts).to_table()


def as_text(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value in (None, "") else str(value)


def as_texts(counts):
    """Rows as the kernel tells them: values as texts, and an empty text as nothing."""
    told = collections.Counter()
    for (part, group, fault, bucket), rows in counts.items():
        texts = tuple((name, as_text(value)) for name, value in group)
        told[part, texts, fault, bucket] += rows
    return told


def translated(dialect, sql, table, files):
    """The result of a statement that is read in one grammar and run in that of DuckDB."""
    try:
        import sqlglot
    except ImportError as error:
        raise Skipped(str(error)) from None
    (again,) = sqlglot.transpile(sql, read=dialect, write="duckdb", error_level=sqlglot.ErrorLevel.RAISE)
    return driven("duckdb", again, table, files)


def rows_of(result):
    """The rows of a result as `awkward.expected` has them. Two rows of one key are a fault."""
    names = result.column_names
    own = {"rollup_part", "rollup_fault", "rollup_bucket", "rollup_rows"}
    assert names[0] == "rollup_part" and names[-3:] == ["rollup_fault", "rollup_bucket", "rollup_rows"], names
    counts = collections.Counter()
    for row in result.to_pylist():
        group = tuple(sorted((name, value) for name, value in row.items() if name not in own))
        key = row["rollup_part"], group, row["rollup_fault"], row["rollup_bucket"]
        assert key not in counts, f"two rows of {key}"
        counts[key] = row["rollup_rows"]
    return counts


def differences(got, expected):
    keys = [key for key in got.keys() | expected.keys() if got[key] != expected[key]]
    shown = [f"    {key}: {got[key]} for {expected[key]}" for key in sorted(keys, key=str)[:12]]
    return [f"  {len(keys)} of {len(expected)} rows differ", *shown] if keys else []


def check(program, word, mapping, folder, files, expected):
    if word == "local":
        result = here(program, str(HERE / f"{mapping}.toml"), files)
        return differences(rows_of(result), as_texts(expected))
    sql = statement(program, word, "invented_rows", str(HERE / f"{mapping}.toml"))
    if word == "postgres":
        result = postgres.run(sql, "invented_rows", files, folder, Skipped)
    elif word in TRANSLATED:
        result = translated(word, sql, "invented_rows", files)
    else:
        result = driven(word, sql, "invented_rows", files)
    return differences(rows_of(result), expected)


def main(program, words):
    columns = awkward.table()
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        files = awkward.write(columns, folder)
        for mapping in ["text", "date"]:
            expected = awkward.expected(columns, mapping)
            for word in words:
                # Without a check of types these read a text as their own cast does, which DuckDB's is not.
                if mapping == "text" and word in TRANSLATED:
                    continue
                try:
                    wrong = check(program, word, mapping, folder, files, expected)
                except Skipped as reason:
                    print(f"SKIPPED: {word} is not here: {reason}")
                    continue
                failed += bool(wrong)
                told = "differs" if wrong else f"gives the same {len(expected)} rows"
                print("\n".join([f"{word} {told} (mapping {mapping}.toml, {awkward.ROWS} rows)", *wrong]), flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1], sys.argv[2:] or [*RUN, "postgres", *TRANSLATED]) else 0)
