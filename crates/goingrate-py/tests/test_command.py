"""The same answers as the command line: its JSON is ours."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

import goingrate

DAY = "2026-11-22"
CASES: list[tuple[list[str], Callable[[goingrate.Book], goingrate.Answer]]] = [
    (
        ["pay", "senior backend, Seattle, Rust", "--offer", "180k"],
        lambda b: b.pay("senior backend, Seattle, Rust", offer="180k", as_of=DAY),
    ),
    (
        ["pay", "backend, Berlin", "--per", "day,month"],
        lambda b: b.pay("backend, Berlin", per=["day", "month"], as_of=DAY),
    ),
    (["pay", "senior backend", "--vs", "Austin"], lambda b: b.compare("senior backend", vs="Austin", as_of=DAY)),
    (["pay", "senior backend", "--by", "level"], lambda b: b.rank("senior backend", by="level", as_of=DAY)),
    (["rate", "senior backend, Poland"], lambda b: b.rate("senior backend, Poland", as_of=DAY)),
]


@pytest.mark.parametrize(("arguments", "ask"), CASES, ids=[" ".join(c[0]) for c in CASES])
def test_the_json_of_the_command(
    command: Callable[..., str],
    book: goingrate.Book,
    arguments: list[str],
    ask: Callable[[goingrate.Book], goingrate.Answer],
) -> None:
    theirs: dict[str, Any] = json.loads(command(*arguments, "--as-of", DAY, "--json"))
    assert ask(book).to_dict() == theirs


def test_the_evidence_of_the_command(command: Callable[..., str]) -> None:
    theirs = json.loads(command("evidence", "list", "--json"))
    assert goingrate.evidence.sources().to_dict() == theirs


def test_taxes_of_the_command(command: Callable[..., str]) -> None:
    theirs = json.loads(command("net", "148000, Seattle", "--year", "2026", "--json"))
    assert goingrate.net("148000, Seattle", year=2026).to_dict() == theirs
