"""Books: what is asked. The carried one is opened at the first question, and once."""

from __future__ import annotations

import datetime
import json
import os
import tempfile
import threading
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from . import _goingrate
from ._errors import GoingRateError
from ._questions import Questions
from ._request import Day, request, text_of
from ._view import Answer, Record

if TYPE_CHECKING:
    from ._goingrate import Engine

_A = TypeVar("_A", bound=Answer)
_T = TypeVar("_T")

#: A book has the size of some megabytes; what is larger than this is not read.
_LARGEST_BOOK = 1 << 30


class Book(Questions):
    """A fitted book of going rates. All questions are its methods; threads may share it.

    ``Book.default()`` is the book that the package carries, which the functions of the module ask.
    ``Book.open`` reads one from a file, ``Book.fit`` fits one with evidence of your own.

    Example:
        >>> from goingrate import Book
        >>> book = Book.default()
        >>> book.pay("senior backend, Seattle", as_of="2026-11-22").median.currency
        'USD'
    """

    def __init__(self) -> None:
        raise GoingRateError(
            "a book is not made like this",
            hint="write Book.default(), Book.open(path) or Book.fit(evidence=folder)",
        )

    _engine: Engine | None
    _lock: threading.Lock
    _is_default: bool
    _today: str | None
    _name: str
    #: What became of the fit, of a book that was fitted here; else ``None``.
    fit_report: Record | None
    #: What became of each file that was imported for the fit.
    imports: list[Record]

    @classmethod
    def _of(cls, engine: Engine | None, name: str, today: str | None = None) -> Book:
        book = object.__new__(cls)
        book._engine, book._lock, book._name, book._today = engine, threading.Lock(), name, today
        book._is_default = engine is None
        book.fit_report, book.imports = None, []
        return book

    @staticmethod
    def default() -> Book:
        """The book that the package carries. It is opened when it is first asked."""
        return _DEFAULT

    @classmethod
    def open(
        cls,
        path_or_bytes: str | os.PathLike[str] | bytes,
        *,
        evidence: str | os.PathLike[str] | None = None,
    ) -> Book:
        """Opens a book that was saved, or fitted with ``goingrate fit``.

        Args:
            path_or_bytes: The file, or its bytes.
            evidence: The folder of the evidence store that it was fitted from. Only questions that take the
                book apart need it (``why``, ``evidence.verdicts``).

        Raises:
            GoingRateError: When the file cannot be read or is no book (field ``book``), or the store is not
                what it was fitted from (field ``evidence``).
        """
        folder = None if evidence is None else os.fspath(evidence)
        if isinstance(path_or_bytes, (bytes, bytearray, memoryview)):
            engine = _goingrate.Engine.of_bytes(bytes(path_or_bytes), folder)
            return cls._of(engine, "of bytes")
        path = os.fspath(path_or_bytes)
        return cls._of(_goingrate.Engine.of_bytes(_bytes(path), folder), path)

    @classmethod
    def fit(
        cls,
        *,
        evidence: str | os.PathLike[str] | None = None,
        files: Sequence[str | os.PathLike[str]] | str | os.PathLike[str] = (),
        source: str | None = None,
        as_of: Day | None = None,
        start: Book | None = None,
    ) -> Book:
        """Fits a book from the carried evidence and evidence of your own. It takes seconds to minutes.

        The files are imported into the store of ``evidence`` as ``goingrate evidence import`` does it (twice
        the same file changes nothing), or into a folder that is removed in the end if none is given.

        Args:
            evidence: The folder of an evidence store.
            files: Files of pay to import first: CSV, xlsx or Parquet. Each is recognised by its content.
            source: Reads the files as this source, or by this mapping (a TOML file, docs/MAPPING.md).
            as_of: When the pay held, for files that do not say: ``"2024-05"``.
            start: An earlier book of this store, where the search starts, so that the fit takes less time; the
                carried book if not given.

        Returns:
            The book. ``fit_report`` says what became of the fit, ``imports`` what became of each file.

        Raises:
            GoingRateError: When a file cannot be read (field ``files``), there is no store (field
                ``evidence``), or neither is given.
        """
        if isinstance(files, (str, os.PathLike)):
            files = [files]
        if evidence is None and not files:
            raise GoingRateError(
                "nothing is said to fit beside the carried evidence",
                kind="missing",
                field="evidence",
                hint="give evidence=folder, or files=[...]; Book.default() is the carried evidence alone",
            )
        if evidence is not None:
            return cls._fit(os.fspath(evidence), files, source, as_of, start)
        with tempfile.TemporaryDirectory(prefix="goingrate-") as folder:
            return cls._fit(folder, files, source, as_of, start)

    @classmethod
    def _fit(
        cls,
        folder: str,
        files: Sequence[str | os.PathLike[str]],
        source: str | None,
        as_of: Day | None,
        start: Book | None,
    ) -> Book:
        day = _day(as_of)
        imports = [_goingrate.import_file(folder, os.fspath(file), source, day) for file in files]
        engine, report = _goingrate.Engine.fit(folder, None if start is None else start._opened())
        book = cls._of(engine, "fitted")
        book.fit_report = Record(json.loads(report))
        book.imports = [Record(json.loads(told)) for told in imports]
        return book

    def on(self, day: Day) -> Book:
        """The same book, asked as if it were another day: what ``as_of`` is where a question names none.

        Example:
            >>> import goingrate
            >>> book = goingrate.Book.default().on("2026-11-22")
            >>> book.pay("senior backend, Seattle").median.as_of
            '2026-11-22'
        """
        book = Book._of(self._opened(), self._name, _day(day))
        book.fit_report, book.imports = self.fit_report, self.imports
        book._is_default = False
        return book

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the book to a file, for ``Book.open`` and for ``goingrate --book``.

        Raises:
            GoingRateError: When the file cannot be written (field ``path``).
        """
        try:
            with open(path, "wb") as file:
                file.write(self.to_bytes())
        except OSError as error:
            raise GoingRateError(
                f"cannot be written: {error}", kind="unreadable", field="path", value=str(os.fspath(path))
            ) from None

    def to_bytes(self) -> bytes:
        """The book as bytes, for ``Book.open``."""
        return self._opened().to_bytes()

    def price(self, table: _T, **terms: Any) -> _T:
        """Prices a table with this book: see :func:`goingrate.price`, which has the same arguments."""
        from ._price import price

        return price(table, book=self, **terms)

    def score(
        self, data: str | os.PathLike[str], *, source: str | None = None, as_of: Day | None = None
    ) -> Answer:
        """How well the book foresees the records of a file: see :func:`goingrate.score`."""
        engine, file = self._opened(), os.fspath(data)
        told, text = engine.score(file, source, _day(as_of))
        return Answer(json.loads(told), text, "score", {}, self)

    def __repr__(self) -> str:
        day = "" if self._today is None else f", on {self._today}"
        return f"<goingrate.Book {self._name}{day}>"

    def __reduce__(self) -> tuple[Any, ...]:
        if self._is_default:
            return (Book.default, ())
        return (_book, (self.to_bytes(), self._name, self._today))

    def _opened(self) -> Engine:
        """What answers; the carried book is opened here, once for all threads."""
        if self._engine is None:
            with self._lock:
                if self._engine is None:
                    self._engine = _goingrate.Engine.carried()
        return self._engine

    def _ask(
        self,
        question: str,
        answer: type[_A],
        fields: Mapping[str, Any],
        lists: frozenset[str] = frozenset(),
        plans: frozenset[str] = frozenset(),
    ) -> _A:
        asked = request(fields, lists, plans)
        told, text = self._opened().ask(question, text_of(asked), self._today)
        return answer(json.loads(told), text, question, asked, self)


def _book(data: bytes, name: str, today: str | None) -> Book:
    """A book that was pickled."""
    return Book._of(_goingrate.Engine.of_bytes(data), name, today)


def _day(day: Day | None) -> str | None:
    """A day in words."""
    if isinstance(day, datetime.datetime):
        day = day.date()
    return day.isoformat() if isinstance(day, datetime.date) else day


def _bytes(path: str) -> bytes:
    """The bytes of a file that should be a book."""
    try:
        size = os.path.getsize(path)
        if size > _LARGEST_BOOK:
            raise GoingRateError(
                f"is no book: it has {size} bytes", kind="unreadable", field="book", value=path
            )
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise GoingRateError(
            f"cannot be read: {error.strerror}", kind="unreadable", field="book", value=path
        ) from None


_DEFAULT = Book._of(None, "carried")
