"""Every engine's every form counts the same on a small archive, and runs are measured and told as they were.

    python -m pytest bench/speed/tests
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import numpy as np
import polars as pl
import pytest

import agree
import forms
import generate
import measure
import queries
import report
import rivals

HERE = Path(rivals.__file__).parent
# DataFusion's t-digest takes seconds even on a small archive.
SLOW = {("datafusion", "q4six")}


@pytest.fixture(scope="module", params=["words", "numbers"])
def folder(request, tmp_path_factory):
    made = tmp_path_factory.mktemp("archive") / request.param
    generate.main([str(made), "--rows", "20000", "--files", "2", f"--{request.param}"])
    return made


def expected(folder):
    """Cells, rows and sum of buckets by NumPy's own split of a float, for q1 to q6."""
    rows = pl.read_parquet(folder / "*.parquet").filter((pl.col("pay") > 0) & pl.col("pay").is_finite())
    fraction, exponent = np.frexp(rows["pay"].to_numpy())
    rows = rows.with_columns(bucket=(exponent - 1) * 128 + np.floor((2 * fraction - 1) * 128).astype(np.int32))
    sizes = {names: (rows.n_unique(list(names)), rows.n_unique([*names, "bucket"])) for names in queries.SETS}
    for query in queries.QUERIES:
        chosen, buckets = queries.sets(query), query in ("q5", "q6")
        cells = 1 if query.startswith("scan") else sum(sizes[names][buckets] for names in chosen)
        times = 1 if query.startswith("scan") else len(chosen)
        yield query, (cells, times * rows.height, times * int(rows["bucket"].sum()) if buckets else 0)


EVERY_FORM = """
import json, sys
import ask, forms
folder, engine, *skipped = sys.argv[1:]
for query, names in forms.names(forms.statements(folder))[engine].items():
    for form in names if query not in skipped else []:
        print(json.dumps([query, form, ask.answer(engine, query, form, folder, 2)[1]]))
"""


@pytest.mark.parametrize("engine", forms.ENGINES)
def test_every_form_counts_what_numpy_counts(folder, engine):
    """In one process an engine, for most of the time of a small query is the start of the process."""
    right, skipped = dict(expected(folder)), [query for name, query in SLOW if name == engine]
    run = measure.run([sys.executable, "-c", EVERY_FORM, str(folder), engine, *skipped], 300, cwd=HERE)
    assert run["status"] == "ok", run["err"]
    answers = [json.loads(line) for line in run["out"].splitlines()]
    assert {query for query, _, _ in answers} | set(skipped) >= {"scan1", "scan6"}
    for query, form, told in answers:
        assert (told["cells"], told["counted"], told["weighted"]) == right[query], (query, form)


def test_a_query_runs_in_a_process_of_its_own(folder):
    run = measure.run(rivals.rival("duckdb", "q5", "sql", folder, 2), 100)
    told = rivals.last_json(run["out"])
    assert run["status"] == "ok" and told["version"] and 0 < told["inside"] < run["wall"]
    assert (told["cells"], told["counted"], told["weighted"]) == dict(expected(folder))["q5"]
    assert {*forms.ENGINES} == {*rivals.forms(folder)} - {"ours"}


def test_exact_percentiles_agree_and_a_wrong_one_is_found(folder, tmp_path):
    assert agree.main([str(folder)]) == 0
    right = agree.answer("duckdb", folder, tmp_path)
    wrong = right.with_columns(pl.when(pl.arange(pl.len()) == 7).then(pl.col("p50") * 1.001)
                               .otherwise(pl.col("p50")).alias("p50"))
    found = agree.differences(right, wrong)
    assert agree.faults(found, 5, 5) == ["p50"]
    assert agree.faults(agree.differences(right, right.head(-1)), 5, 6) == ["cells apart", "5 rows of 6"]


def test_a_run_has_the_memory_and_time_of_its_process():
    run = measure.run([sys.executable, "-c", "x = b'x' * (600 << 20)\nfor _ in range(3_000_000): pass\nprint(1)"], 60)
    assert run["status"] == "ok" and run["out"] == "1\n"
    # More than this process has itself, which Linux would count as the other's.
    assert 600 < run["rss_mib"] < 700
    assert 0 < run["cpu"] <= run["wall"] * 1.1 + 0.1


def test_a_run_over_the_limit_is_ended_and_one_that_fails_says_why():
    assert measure.run(["sleep", "30"], 0.3)["status"] == "over"
    failed = measure.run([sys.executable, "-c", "raise SystemExit('no such thing')"], 60)
    assert failed["status"] == "failed" and "no such thing" in failed["err"]


def run_of(form, wall, status="ok", engine="duckdb", counted=10):
    return {"engine": engine, "version": "1", "query": "q1", "form": form, "status": status, "wall": wall,
            "cpu": wall, "rss_mib": 1024, "cells": 3, "counted": counted, "weighted": 0, "load": 0.5, "others_cpu": 0.0}


def test_later_rounds_take_the_fastest_form_unless_it_is_long():
    assert rivals.again([run_of("a", 5), run_of("b", 4), run_of("c", 1, "failed")]) == ["b"]
    assert rivals.again([run_of("a", 61)]) == []
    assert rivals.again([run_of("a", 150, "over")]) == []


def test_ours_gets_its_query_table_and_sets(monkeypatch):
    monkeypatch.setenv(rivals.OURS, "program --table {table} --query {query} --by '{by}'")
    assert rivals.ours("q1", "/t") == ["program", "--table", "/t", "--query", "q1", "--by", "role,level,place"]
    assert rivals.ours("q2", "/t")[-1].count(";") == 5


def test_the_report_shows_the_best_run_and_tells_disagreement():
    runs = [run_of("a", 5), run_of("b", 4), run_of("x", 150, "over", "polars"),
            run_of("s", 1, engine="chdb", counted=9)]
    text = "\n".join(report.table(runs))
    assert "4.0 / 4.0 / 1.0 (b)" in text and "over 150 s" in text
    assert list(report.disagreements(runs)) == ["q1: (cells, rows, sum of buckets) are [(3, 9, 0), (3, 10, 0)]"]
    assert not list(report.check(runs[:2]))
    assert "not checked: ours" in list(report.check([*runs[:2], run_of("c", 1, engine="ours", counted=None)]))[0]


def test_what_a_program_prints_last_is_read_only_if_it_is_an_object():
    assert rivals.last_json('hello\n{"cells": 1}\n') == {"cells": 1}
    assert rivals.last_json("") == rivals.last_json("[1]") == rivals.last_json("text") == {}
    assert json.loads(json.dumps(rivals.last_json("{}"))) == {}
