"""Every question of the list is a function, every field an argument; each example is answered."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import goingrate
from goingrate import _goingrate, _views
from goingrate._view import Record, View

QUESTIONS: list[dict[str, Any]] = json.loads(_goingrate.questions())["questions"]
EVIDENCE = {"sources", "source", "claim", "verdicts"}
NAMES = [question["name"] for question in QUESTIONS]


def function(book: Any, name: str) -> Callable[..., goingrate.Answer]:
    made: Callable[..., goingrate.Answer] = getattr(
        book.evidence if name in EVIDENCE else book, name.replace("-", "_")
    )
    return made


def python_name(field: str) -> str:
    return "for_" if field == "for" else field


@pytest.mark.parametrize("question", QUESTIONS, ids=NAMES)
def test_a_question_is_a_function_and_a_field_an_argument(question: dict[str, Any]) -> None:
    asked = function(goingrate, question["name"])
    arguments = inspect.signature(asked).parameters
    fields = {python_name(field["name"]) for field in question["fields"]}
    assert fields == set(arguments) - {"unknown"}
    documented = asked.__doc__ or ""
    for field in fields:
        assert f"{field}: " in documented, field
    for part in ("Returns:", "Raises:", "Example:"):
        assert part in documented


def test_functions_of_the_module_are_those_of_books(book: goingrate.Book) -> None:
    for name in NAMES:
        assert function(goingrate, name).__doc__ == function(book, name).__doc__
        if name not in EVIDENCE:
            assert name.replace("-", "_") in goingrate.__all__


def test_what_is_generated_is_up_to_date() -> None:
    script = Path(__file__).parents[1] / "generate.py"
    done = subprocess.run([sys.executable, str(script), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("question", QUESTIONS, ids=NAMES)
def test_every_example_is_answered(question: dict[str, Any], book: goingrate.Book) -> None:
    for what, example in question["examples"]:
        request = {python_name(name): value for name, value in json.loads(example).items()}
        answer = function(book, question["name"])(**request)
        assert str(answer).strip(), what
        assert json.loads(answer.to_json()) == answer.to_dict()
        check(answer, type(answer).__name__)


def check(view: Any, path: str) -> None:
    """Every field of the JSON is an attribute of the class that is generated, and can be read."""
    if isinstance(view, list):
        for item in view:
            check(item, path)
    elif isinstance(view, dict):
        for key, item in view.items():
            check(item, f"{path}[{key!r}]")
    elif isinstance(view, Record):
        for key in view.keys():
            check(view[key], f"{path}.{key}")
    elif isinstance(view, View):
        assert hasattr(_views, type(view).__name__), path
        names = {view._renamed.get(name, name) for name in view._attributes}
        unknown = set(view.keys()) - names
        assert not unknown, f"{path} has {unknown}"
        for name in view._attributes:
            assert not hasattr(type(view), name), f"a method of {type(view).__name__} hides {name}"
            check(getattr(view, name), f"{path}.{name}")


def test_the_json_is_what_was_asked_for(book: goingrate.Book) -> None:
    engine = _goingrate.Engine.carried()
    told, text = engine.ask("pay", '{"text": "senior backend, Seattle"}', "2026-11-22")
    answer = book.pay("senior backend, Seattle")
    assert answer.to_dict() == json.loads(told)
    assert str(answer) == text.rstrip("\n")


def test_values_may_be_of_many_types(book: goingrate.Book) -> None:
    import datetime

    numpy = pytest.importorskip("numpy")
    plain = book.pay("senior backend, Seattle", offer=180000, per=["month", "year"], as_of="2026-11-22")
    other = book.pay(
        "senior backend, Seattle",
        offer=numpy.int64(180000),
        per=("month", "year"),
        as_of=datetime.date(2026, 11, 22),
    )
    assert plain == other
    assert book.pay("senior backend", vs="Austin") == book.pay("senior backend", vs=["Austin"])
    assert book.pay(role="data engineer", skills="Kafka").to_dict()


def test_plans_may_be_text_object_or_path(book: goingrate.Book, tmp_path: Path) -> None:
    text = 'months = 12\n[[way]]\npeople = [{ who = "senior backend, Berlin" }]\n'
    (tmp_path / "plan.toml").write_text(text)
    keys = {"months": 12, "way": [{"people": [{"who": "senior backend, Berlin"}]}]}
    answers = [book.hire(plan=plan, draws=2000) for plan in (text, keys, tmp_path / "plan.toml")]
    assert answers[0] == answers[1] == answers[2]
