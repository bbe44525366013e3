"""Books: the carried one, saved and opened, fitted with files of one's own, and scored."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest

import goingrate
from goingrate import Book

TEXT = "senior backend, Seattle"


def test_a_saved_book_gives_the_same_answers(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "book.gr"
    book.save(path)
    for opened in (Book.open(path), Book.open(str(path)), Book.open(path.read_bytes())):
        assert opened.on("2026-11-22").pay(TEXT) == book.pay(TEXT)
    with pytest.raises(goingrate.GoingRateError):
        book.save(tmp_path / "no" / "folder.gr")


def test_books_can_be_pickled(book: Book) -> None:
    assert pickle.loads(pickle.dumps(Book.default())) is Book.default()
    assert pickle.loads(pickle.dumps(book)).pay(TEXT) == book.pay(TEXT)
    assert repr(book) == "<goingrate.Book carried, on 2026-11-22>"


def salaries(path: Path, seed: int) -> Path:
    """A survey in the columns of the source ai-jobs, of invented people."""
    head = "work_year,experience_level,employment_type,job_title,salary,salary_currency,salary_in_usd,"
    head += "employee_residence,remote_ratio,company_location,company_size"
    rows = [head]
    for at in range(200):
        level, pay = ("SE", 170_000) if at % 2 else ("MI", 130_000)
        amount = pay + 400 * ((at * 37 + seed) % 100)
        rows.append(f"2025,{level},FT,Data Engineer,{amount},USD,{amount},US,0,US,M")
    path.write_text("\n".join(rows) + "\n")
    return path


@pytest.fixture(scope="module")
def fitted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Book, Path, Path]:
    folder = tmp_path_factory.mktemp("store")
    file = salaries(folder / "salaries.csv", 0)
    store = folder / "evidence"
    return Book.fit(evidence=store, files=[file]), store, file


def test_a_book_is_fitted_with_files(fitted: tuple[Book, Path, Path], tmp_path: Path) -> None:
    mine, store, file = fitted
    assert mine.imports[0].outcome == "added" and mine.imports[0].source == "ai-jobs"
    assert mine.fit_report is not None and mine.fit_report.bytes > 0
    assert (store / "imports.toml").exists()
    answer = mine.pay("senior data engineer, United States", as_of="2026-11-22", why="all")
    assert answer.basis is not None
    assert answer != goingrate.pay("senior data engineer, United States", as_of="2026-11-22", why="all")
    path = tmp_path / "mine.gr"
    mine.save(path)
    opened = Book.open(path, evidence=store)
    assert opened.pay(TEXT, as_of="2026-11-22", why="short").basis is not None
    with pytest.raises(goingrate.GoingRateError) as raised:
        Book.open(Book.default().to_bytes(), evidence=store)
    assert raised.value.field == "evidence"


def test_a_fit_starts_at_an_earlier_book(fitted: tuple[Book, Path, Path]) -> None:
    mine, store, _ = fitted
    again = Book.fit(evidence=store, start=mine)
    assert mine.fit_report is not None and again.fit_report is not None
    assert again.fit_report.rounds < mine.fit_report.rounds
    place = "senior data engineer, Seattle"
    medians = [book.pay(place, as_of="2026-11-22").median.amount for book in (mine, again)]
    assert abs(medians[0] / medians[1] - 1) < 0.03


def test_an_import_twice_changes_nothing(fitted: tuple[Book, Path, Path]) -> None:
    import json

    from goingrate import _goingrate

    _, store, file = fitted
    assert json.loads(_goingrate.import_file(str(store), str(file)))["outcome"] == "already there"


def test_a_book_is_scored(book: Book, tmp_path: Path) -> None:
    score = goingrate.score(salaries(tmp_path / "others.csv", 7), book=book)
    assert score.source == "ai-jobs"  # type: ignore[attr-defined]
    assert sum(kind.records for kind in score.kinds) > 0  # type: ignore[attr-defined]
    assert str(score).strip()


def test_files_that_cannot_be_fitted(tmp_path: Path) -> None:
    (tmp_path / "note.csv").write_text("a,b\n1,2\n")
    cases: list[tuple[dict[str, Any], str]] = [
        ({"files": tmp_path / "note.csv"}, "files"),
        ({"files": tmp_path / "missing.csv"}, "files"),
        ({"files": tmp_path / "note.csv", "source": "no-such-source"}, "source"),
        ({"evidence": tmp_path / "empty"}, "evidence"),
    ]
    for arguments, field in cases:
        with pytest.raises(goingrate.GoingRateError) as raised:
            Book.fit(**arguments)
        assert raised.value.field == field, raised.value
