"""Problems as one exception, with what is wrong, where, and what to write instead."""

from __future__ import annotations

import copy
import pickle
from pathlib import Path
from typing import Any

import pytest

import goingrate
from goingrate import GoingRateError, _goingrate


def refused(ask: Any) -> GoingRateError:
    with pytest.raises(GoingRateError) as raised:
        ask()
    return raised.value


CASES: list[tuple[Any, str, str]] = [
    (lambda: goingrate.pay("senior backend", place="Seatle"), "place", "unknown"),
    (lambda: goingrate.pay("senior backend", per="fortnight"), "per", "invalid"),
    (lambda: goingrate.pay("senior backend", currency="dollars"), "currency", "invalid"),
    (lambda: goingrate.pay("senior backend", filing="joint"), "filing", "invalid"),
    (lambda: goingrate.pay("senior backend", offer=float("nan")), "offer", "invalid"),
    (lambda: goingrate.pay("senior backend", offer=object()), "offer", "invalid"),
    (lambda: goingrate.pay("senior, junior backend"), "level", "contradiction"),
    (lambda: goingrate.compare("senior backend"), "vs", "missing"),
    (lambda: goingrate.rank("senior backend", top=2000), "top", "invalid"),
    (lambda: goingrate.net("148000"), "place", "missing"),
    (lambda: goingrate.hire("senior backend", plan="months = 3"), "plan", "invalid"),
    (lambda: goingrate.hire(plan=Path("/no/such/plan.toml")), "plan", "unreadable"),
    (lambda: goingrate.project(plan={"history": "past.csv"}), "history", "invalid"),
    (lambda: goingrate.evidence.source("no-such-source"), "source", "unknown"),
    (lambda: goingrate.words("roles", limit=1000), "limit", "invalid"),
    (lambda: goingrate.Book.open("/no/such/book.gr"), "book", "unreadable"),
    (lambda: goingrate.Book.open(b"no book"), "book", "unreadable"),
    (lambda: goingrate.Book.fit(), "evidence", "missing"),
    (lambda: goingrate.score("/no/such/file.csv"), "data", "unreadable"),
]


@pytest.mark.parametrize(("ask", "field", "kind"), CASES, ids=[f"{c[1]}-{c[2]}" for c in CASES])
def test_the_field_is_blamed(ask: Any, field: str, kind: str) -> None:
    problem = refused(ask)
    assert problem.field == field
    assert problem.what and isinstance(problem, ValueError)


def test_a_misspelt_place_names_the_nearest() -> None:
    problem = refused(lambda: goingrate.pay("senior backend", place="Seatle"))
    assert (problem.value, problem.kind) == ("Seatle", "unknown")
    assert problem.nearest[0].startswith("Seattle")
    lines = str(problem).splitlines()
    assert lines[0].startswith('place "Seatle": ') and lines[1].startswith("  nearest: Seattle")


def test_a_wrong_keyword_names_the_nearest_and_all() -> None:
    problem = refused(lambda: goingrate.pay("senior backend", ofer="180k"))  # type: ignore[arg-type]
    assert problem.field == "ofer" and "offer" in problem.nearest
    assert problem.hint is not None and "at_prices_of" in problem.hint
    problem = refused(lambda: goingrate.hire("senior backend", fro="18mo"))  # type: ignore[arg-type]
    assert problem.kind == "unknown"


def test_a_plan_names_its_line() -> None:
    problem = refused(lambda: goingrate.hire(plan="months = 3\nmonth = 4\n"))
    assert problem.file == "plan" and problem.line is not None


def test_errors_are_values() -> None:
    problem = refused(lambda: goingrate.pay("senior backend", place="Seatle"))
    again = pickle.loads(pickle.dumps(problem))
    assert (str(again), vars(again)) == (str(problem), vars(problem))
    assert str(copy.copy(problem)) == str(problem)
    assert repr(problem).startswith("GoingRateError(")


def test_a_book_is_not_made_by_its_class() -> None:
    assert refused(goingrate.Book).hint


@pytest.mark.parametrize("request_", ["", "[]", "null", "{", '{"text": 3}', '{"draws": -1}'])
def test_no_request_is_a_crash(request_: str) -> None:
    engine = _goingrate.Engine.carried()
    assert refused(lambda: engine.ask("hire", request_))
    assert refused(lambda: engine.ask("no-such-question", request_)).field == "question"


def test_a_day_that_is_none() -> None:
    assert refused(lambda: goingrate.Book.default().on("soon").pay("senior backend")).field == "today"
