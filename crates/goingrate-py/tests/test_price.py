"""Tables of every library to the same tables with prices; what is told of rows; the command's own columns."""

from __future__ import annotations

import csv
import datetime
import io
import math
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import goingrate
from goingrate import GoingRateError, PriceWarning

DAY = "2026-11-22"
pandas = pytest.importorskip("pandas")
polars = pytest.importorskip("polars")
pyarrow = pytest.importorskip("pyarrow")


def quietly(table: Any, **terms: Any) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PriceWarning)
        return goingrate.price(table, as_of=DAY, **terms)


def columns(table: Any) -> dict[str, list[Any]]:
    """A table as lists, NaN and NaT as None."""
    if isinstance(table, dict):
        return table
    if isinstance(table, pandas.DataFrame):
        made = {str(name): table[name].tolist() for name in table.columns}
    elif isinstance(table, polars.DataFrame):
        made = table.to_dict(as_series=False)
    else:
        made = pyarrow.table(table).to_pydict()
    return {name: [None if is_missing(value) else value for value in of] for name, of in made.items()}


def is_missing(value: Any) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value)) or value is pandas.NA


def test_every_library_gets_the_same_prices_back(people: dict[str, list[Any]]) -> None:
    tables = [
        people,
        pandas.DataFrame(people),
        polars.DataFrame(people),
        pyarrow.table(people),
        pyarrow.RecordBatch.from_pydict(people),
    ]
    priced = [quietly(table) for table in tables]
    for table, result in zip(tables, priced):
        assert type(result) is type(table)
    first = columns(priced[0])
    added = [name for name in first if name not in people]
    assert added[:3] == ["p10", "p10_low", "p10_high"] and added[-2:] == ["read_as", "complaint"]
    for result in priced[1:]:
        of = columns(result)
        assert list(of) == list(first)
        assert {name: of[name] for name in added} == {name: first[name] for name in added}


def test_the_types_of_added_columns(people: dict[str, list[Any]]) -> None:
    frame = quietly(polars.DataFrame(people))
    assert frame.schema["p50"] == polars.Float64 and frame.schema["percentile"] == polars.Float64
    assert frame.schema["read_as"] == polars.String and frame.schema["complaint"] == polars.String
    table = quietly(pyarrow.table(people))
    assert table.schema.field("p50").type == pyarrow.float64()
    assert table.schema.field("pay_currency").type == pyarrow.string()
    frame = quietly(pandas.DataFrame(people))
    assert frame["p50"].dtype == "float64" and frame["complaint"][0] is not None


def test_what_is_told_of_rows(people: dict[str, list[Any]]) -> None:
    with pytest.warns(PriceWarning) as told:
        priced = goingrate.price(people, as_of=DAY)
    assert [price is not None for price in priced["p50"]] == [True, True, True, False, False]
    assert priced["complaint"][0] is None
    assert "left out" in priced["complaint"][2] and "level" in priced["complaint"][2]
    assert "no title" in priced["complaint"][4]
    counts = told[0].message.counts  # type: ignore[union-attr]
    assert (counts["rows"], counts["priced"], counts["left_out_rows"]) == (5, 3, 1)
    assert counts["left_out"] == {"level": 1} and counts["complaints"] == {"role": 2}
    assert counts["passed"] == ["id"]
    assert "5 rows, 3 priced, 2 not (role 2); left out in 1 of them: level 1" in str(told[0].message)
    assert told[0].filename == __file__
    assert 0 < priced["percentile"][0] < 100 and priced["percentile"][2] is None
    with pytest.warns(PriceWarning):
        strict = goingrate.price(people, as_of=DAY, strict=True)
    assert strict["p50"][2] is None


def test_nothing_is_told_where_all_is_well() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        goingrate.price({"role": ["senior backend"], "place": ["Seattle"]}, as_of=DAY)


def test_the_counts_stand_with_pandas(people: dict[str, list[Any]]) -> None:
    assert quietly(pandas.DataFrame(people)).attrs["goingrate"]["priced"] == 3


def test_terms() -> None:
    people = {"role": ["senior backend"], "place": ["Berlin"]}
    plain = goingrate.price(people, as_of=DAY)
    month = goingrate.price(people, as_of=datetime.date(2026, 11, 22), per="month", currency="usd", threads=1)
    assert (plain["pay_currency"], plain["pay_period"], plain["pay_as_of"]) == (["EUR"], ["year"], [DAY])
    assert (month["pay_currency"], month["pay_period"]) == (["USD"], ["month"])
    on = goingrate.Book.default().on("2025-01-01").price(people)
    assert on["pay_as_of"] == ["2025-01-01"]


def test_a_price_is_that_of_pay() -> None:
    priced = goingrate.price({"question": ["senior backend, Seattle, Rust"]}, as_of=DAY)
    answer = goingrate.pay("senior backend, Seattle, Rust", as_of=DAY)
    for one in answer.percentiles:
        name = f"p{one.percentile}"
        found = [priced[name][0], priced[f"{name}_low"][0], priced[f"{name}_high"][0]]
        assert found == pytest.approx([one.amount, one.low, one.high], abs=1)


@pytest.mark.parametrize(
    "make",
    [
        lambda texts: pyarrow.array(texts, pyarrow.large_string()),
        lambda texts: pyarrow.array(texts, pyarrow.string_view()),
        lambda texts: pyarrow.array(texts).dictionary_encode(),
        lambda texts: pyarrow.chunked_array([texts[:1], [], texts[1:]], pyarrow.string()),
    ],
    ids=["large strings", "views", "dictionary", "chunks"],
)
def test_strings_of_every_kind(make: Callable[[list[Any]], Any]) -> None:
    roles, places = ["senior backend", None, "junior backend"], ["Seattle", "Austin", "Berlin"]
    priced = quietly(pyarrow.table({"role": make(roles), "place": make(places)}))
    same = quietly({"role": roles, "place": places})
    assert columns(priced)["p50"] == same["p50"] and columns(priced)["read_as"] == same["read_as"]


def test_categories() -> None:
    people = {"role": ["senior backend", "junior backend", None], "place": ["Seattle", "Berlin", "Austin"]}
    same = quietly(people)
    of_pandas = quietly(pandas.DataFrame(people).astype("category"))
    of_polars = quietly(polars.DataFrame(people, schema_overrides={"role": polars.Categorical}))
    assert columns(of_pandas)["p50"] == columns(of_polars)["p50"] == same["p50"]
    assert str(of_pandas["role"].dtype) == "category" and of_polars.schema["role"] == polars.Categorical


def test_numbers_lists_and_days() -> None:
    people = {
        "role": ["backend"] * 3,
        "place": ["Seattle"] * 3,
        "years": [3, 10, None],
        "skills": [["Rust", "Kafka"], ["Java"], []],
        "as_of": [datetime.date(2026, 5, 1), datetime.date(2025, 5, 1), None],
        "salary": [150000.0, 180000.5, float("nan")],
    }
    texts = {
        "role": ["backend"] * 3,
        "place": ["Seattle"] * 3,
        "years": ["3", "10", None],
        "skills": ["Rust|Kafka", "Java", None],
        "as_of": ["2026-05-01", "2025-05-01", None],
        "salary": ["150000", "180000.5", None],
    }
    same = quietly(texts)
    added = [name for name in same if name not in texts]
    assert all(price is not None for price in same["p50"])
    days = pandas.DataFrame(people)
    days["as_of"] = pandas.to_datetime(days["as_of"])
    for table in (people, pandas.DataFrame(people), days, polars.DataFrame(people), pyarrow.table(people)):
        of = columns(quietly(table))
        assert {name: of[name] for name in added} == {name: same[name] for name in added}


def test_a_pandas_table_keeps_its_index_and_types() -> None:
    frame = pandas.DataFrame(
        {"role": ["senior backend", "junior backend"], "mixed": [1, "two"], 7: [object(), object()]},
        index=pandas.Index(["b", "a"], name="who"),
    )
    priced = quietly(frame)
    assert priced.index.equals(frame.index) and priced.index.name == "who"
    pandas.testing.assert_frame_equal(priced[frame.columns], frame)
    assert "p50" not in frame.columns
    twice = pandas.DataFrame([["senior backend", 1, 2], ["junior backend", 3, 4]], columns=["role", "x", "x"])
    assert list(quietly(twice).columns[:3]) == ["role", "x", "x"]
    mixed = pandas.DataFrame({"role": ["senior backend"] * 3, "years": [3, "5-7", None]})
    assert quietly(mixed)["p50"].notna().all()
    repeated = pandas.DataFrame({"role": ["senior backend"] * 2}, index=[1, 1])
    assert list(quietly(repeated).index) == [1, 1]


def test_pandas_without_pyarrow(people: dict[str, list[Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    expected = columns(quietly(pandas.DataFrame(people)))

    import builtins

    real = builtins.__import__

    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name.partition(".")[0] == "pyarrow":
            raise ImportError("no pyarrow here")
        return real(name, *rest, **named)

    frame = pandas.DataFrame(people)
    monkeypatch.setattr(builtins, "__import__", without)
    monkeypatch.setattr(pandas.DataFrame, "__arrow_c_stream__", None)
    priced = quietly(frame)
    monkeypatch.undo()
    assert columns(priced) == expected


def test_columns_are_passed_through_without_copies() -> None:
    table = pyarrow.table({"role": ["senior backend"] * 100, "payload": list(range(100))})
    priced = quietly(table)
    before, after = table["payload"].chunk(0).buffers()[1], priced["payload"].chunk(0).buffers()[1]
    assert before.address == after.address
    other = pyarrow.table(quietly(goingrate.Table(table)))
    assert other["payload"].chunk(0).buffers()[1].address == before.address


def test_other_libraries_get_an_arrow_table(people: dict[str, list[Any]]) -> None:
    class Mine:
        def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
            return pyarrow.table(people).__arrow_c_stream__(requested_schema)

    priced = quietly(Mine())
    assert isinstance(priced, goingrate.Table) and len(priced) == 5
    same = columns(quietly(people))
    assert columns(priced)["p50"] == same["p50"] and polars.DataFrame(priced)["p50"].to_list() == same["p50"]
    reader = pyarrow.table(people).to_reader()
    assert columns(quietly(reader))["p50"] == same["p50"]


def test_empty_tables() -> None:
    empty: dict[str, list[Any]] = {"role": [], "place": []}
    tables = [
        empty,
        pandas.DataFrame(empty),
        polars.DataFrame(empty),
        polars.DataFrame(empty, schema={"role": polars.String, "place": polars.String}),
        pyarrow.table(empty),
        pyarrow.table({"role": pyarrow.chunked_array([], pyarrow.string())}),
    ]
    for table in tables:
        priced = quietly(table)
        assert columns(priced)["p50"] == [] and columns(priced)["complaint"] == []


BAD: list[tuple[Any, str]] = [
    (lambda: {}, "no column says what is priced"),
    (lambda: pandas.DataFrame(), "no column says what is priced"),
    (lambda: polars.DataFrame(), "no column says what is priced"),
    (lambda: pyarrow.table({}), "no column says what is priced"),
    (lambda: {"city": ["Seattle"]}, "no column says what is priced"),
    (lambda: {"role": ["backend"], "p50": [1]}, "has a column"),
    (lambda: {"role": ["backend"], "ROLE": ["backend"]}, "both say the role"),
    (lambda: pandas.DataFrame([["a", "b"]], columns=["role", "role"]), "both say the role"),
    (lambda: pyarrow.table([["a"], ["b"]], names=["role", "role"]), "both say the role"),
    (lambda: {"role": ["backend"], "place": []}, "different lengths"),
    (lambda: {"role": "backend"}, "is no list"),
    (lambda: pyarrow.table({"role": [b"\xff\xfe"]}), "has values of the type Binary"),
    (lambda: pyarrow.table({"role": [{"a": 1}]}), "has values of the type Struct"),
    (lambda: polars.LazyFrame({"role": ["backend"]}), "LazyFrame"),
    (lambda: [1, 2], "is no table"),
    (lambda: None, "is no table"),
    (lambda: pyarrow.chunked_array([["backend"]]), "cannot be read as an Arrow table"),
]


@pytest.mark.parametrize(("make", "what"), BAD, ids=[what for _, what in BAD])
def test_what_is_no_table_is_refused(make: Callable[[], Any], what: str) -> None:
    with pytest.raises(GoingRateError, match=what):
        goingrate.price(make(), as_of=DAY)


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"per": "fortnight"}, "per"),
        ({"currency": "dollars"}, "currency"),
        ({"as_of": "soon"}, "as_of"),
        ({"threads": 0}, "threads"),
        ({"threads": 1000}, "threads"),
    ],
)
def test_terms_that_are_none_are_refused(terms: dict[str, Any], field: str) -> None:
    with pytest.raises(GoingRateError) as raised:
        goingrate.price({"role": ["backend"]}, **terms)
    assert raised.value.field == field


def test_threads_keep_the_order() -> None:
    places = ["Seattle", "Austin", "Berlin", "Boston", "Denver"] * 8000
    people = {"role": ["senior backend"] * len(places), "place": places}
    one, many = (quietly(polars.DataFrame(people), threads=threads) for threads in (1, 4))
    assert one.equals(many)
    assert one["p50"][:5].to_list() == one["p50"][-5:].to_list()


def test_the_same_as_the_command(
    command: Callable[..., str], people: dict[str, list[Any]], tmp_path: Path
) -> None:
    file = tmp_path / "people.csv"
    with file.open("w", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(people)
        rows.writerows(zip(*[["" if v is None else v for v in of] for of in people.values()]))
    text = command("price", str(file), "--as-of", DAY)
    of_command = list(csv.DictReader(io.StringIO(text)))
    ours = quietly(people)
    assert list(of_command[0]) == list(ours)
    for name, of in ours.items():
        for row, value in zip(of_command, of):
            if isinstance(value, float):
                assert float(row[name]) == pytest.approx(value, abs=0.006)
            else:
                assert row[name] == ("" if value is None else str(value)), name
