"""Answers as objects: attributes over what the program says as JSON.

The classes of ``_views.py`` are generated and say which attributes there are; how they work is here.
"""

from __future__ import annotations

import copy
import html
import json
import keyword
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from ._errors import GoingRateError

if TYPE_CHECKING:
    from ._book import Book

_V = TypeVar("_V", bound="View")

#: Classes by their name, filled as they are defined.
_CLASSES: dict[str, type[View]] = {}

#: No ``repr`` is longer.
_LONGEST = 100


class View:
    """A part of an answer. Its attributes are those of the JSON; it cannot be changed.

    ``view["name"]`` gives the same as ``view.name``. What an answer does not have is ``None``.
    """

    __slots__ = ("_data",)

    #: The attributes that the class has.
    _attributes: ClassVar[tuple[str, ...]] = ()
    #: The class of attributes that are objects, lists of objects, or tables of objects by name.
    _nested: ClassVar[dict[str, str]] = {}
    #: Attributes that are tables by name.
    _tables: ClassVar[frozenset[str]] = frozenset()
    #: Attributes that are called otherwise than their field of the JSON.
    _renamed: ClassVar[dict[str, str]] = {}

    _data: dict[str, Any]

    def __init_subclass__(cls, **rest: Any) -> None:
        super().__init_subclass__(**rest)
        _CLASSES[cls.__name__] = cls

    def __init__(self, data: dict[str, Any]) -> None:
        object.__setattr__(self, "_data", data)

    if not TYPE_CHECKING:
        # Type checkers know the attributes from the classes; a mistyped one is an error for them.
        def __getattr__(self, name: str) -> Any:
            if name.startswith("__"):
                raise AttributeError(name)
            key = self._renamed.get(name, name)
            if key in self._data:
                return _shown(self._data[key], self._nested.get(name), name in self._tables)
            if key.endswith("_") and keyword.iskeyword(key[:-1]) and key[:-1] in self._data:
                return _shown(self._data[key[:-1]], None, False)
            if name in self._attributes:
                return None
            raise AttributeError(f"{type(self).__name__} has no attribute {name!r}")

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("an answer cannot be changed")

    def __delattr__(self, name: str) -> None:
        raise AttributeError("an answer cannot be changed")

    def __getitem__(self, key: str) -> Any:
        """The field of the JSON that has this name."""
        if key not in self._data:
            raise KeyError(key)
        name = next((name for name, of in self._renamed.items() if of == key), key)
        return _shown(self._data[key], self._nested.get(name), name in self._tables)

    def __contains__(self, key: object) -> bool:
        return key in self._data

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def keys(self) -> list[str]:
        """The names of the fields of the JSON."""
        return list(self._data)

    def __dir__(self) -> list[str]:
        taken = set(self._renamed.values())
        fields = {f"{key}_" if keyword.iskeyword(key) else key for key in self._data if key not in taken}
        return sorted(set(super().__dir__()) | set(self._attributes) | fields)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, View):
            return NotImplemented
        return type(self) is type(other) and self._data == other._data

    def __hash__(self) -> int:
        return hash(self.to_json())

    def __copy__(self: _V) -> _V:
        return self

    def __deepcopy__(self: _V, memo: dict[int, Any]) -> _V:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (self._data,))

    def to_dict(self) -> dict[str, Any]:
        """A copy as dicts, lists, strings and numbers."""
        return copy.deepcopy(self._data)

    def to_json(self, *, indent: int | None = None) -> str:
        """The same JSON as the command line gives with ``--json``."""
        return json.dumps(self._data, ensure_ascii=False, indent=indent)

    def __repr__(self) -> str:
        parts = (f"{key}={_short(value)}" for key, value in self._data.items())
        text = ", ".join(parts)
        if len(text) > _LONGEST:
            text = text[: _LONGEST - 1] + "…"
        return f"{type(self).__name__}({text})"


class Record(View):
    """A part of an answer whose fields differ from case to case: see ``keys()``."""

    __slots__ = ()

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...


class Money(View):
    """An amount of the market with the 80 % interval of that figure."""

    __slots__ = ()

    if TYPE_CHECKING:
        amount: float
        low: float
        high: float
        per: str

    @property
    def period(self) -> str:
        """The period that the amount is for: hour, day, week, month or year."""
        return str(self._data["per"])

    @property
    def interval(self) -> tuple[float, float]:
        """The ends of the 80 % interval of the figure. It is not the spread of people."""
        return (float(self._data["low"]), float(self._data["high"]))

    def __float__(self) -> float:
        return float(self._data["amount"])


class Answer(View):
    """An answer. ``str(answer)`` is the text of the command line; attributes are those of the JSON."""

    __slots__ = ("_book", "_question", "_request", "_text")

    _text: str
    _question: str
    _request: dict[str, Any]
    _book: Book | None

    def __init__(
        self,
        data: dict[str, Any],
        text: str = "",
        question: str = "",
        request: dict[str, Any] | None = None,
        book: Book | None = None,
    ) -> None:
        super().__init__(data)
        for name, value in (("_text", text), ("_question", question), ("_request", request or {})):
            object.__setattr__(self, name, value)
        object.__setattr__(self, "_book", book)

    def __reduce__(self) -> tuple[Any, ...]:
        book = self._book if self._book is not None and self._book._is_default else None
        return (type(self), (self._data, self._text, self._question, self._request, book))

    def __str__(self) -> str:
        return self._text.rstrip("\n")

    def __repr__(self) -> str:
        first = self._data.get("answer") or next(iter(self._text.splitlines()), "")
        if len(first) > _LONGEST:
            first = first[: _LONGEST - 1] + "…"
        return f"{type(self).__name__}({first!r})"

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return f"<pre>{html.escape(str(self))}</pre>"

    def _asker(self) -> Book:
        """The book that answered, to be asked again."""
        if self._book is None:
            raise GoingRateError(
                "the book that gave this answer is not at hand any more",
                kind="missing",
                field="book",
                hint="ask that book again: an answer that was pickled carries no book of its own",
            )
        return self._book


def _shown(value: Any, name: str | None, is_table: bool) -> Any:
    """A value of the JSON as an attribute: objects as views, lists as lists of their own."""
    if isinstance(value, list):
        return [_shown(item, name, is_table) for item in value]
    if not isinstance(value, dict):
        return value
    if is_table:
        return {key: _shown(item, name, False) for key, item in value.items()}
    return _CLASSES.get(name or "Record", Record)(value)


def _short(value: Any) -> str:
    """A value in a line."""
    if isinstance(value, dict):
        return "{…}" if value else "{}"
    if isinstance(value, list):
        return "[…]" if value else "[]"
    return repr(value)
