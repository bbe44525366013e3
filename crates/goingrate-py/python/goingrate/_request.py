"""Keyword arguments to the fields of a request, as JSON."""

from __future__ import annotations

import datetime
import json
import math
import os
from collections.abc import Mapping, Sequence
from typing import Any, Union

from ._errors import GoingRateError

#: What a field of words or numbers takes.
Words = Union[str, int, float]
#: What a field of a day takes: ``"2026-11-22"``, ``"2026-11"``, or a date.
Day = Union[str, datetime.date]
#: What a field of several words takes: one, or a list.
List = Union[str, Sequence[str]]
#: What a plan is: the text of a TOML file, a path to one, or a mapping with its keys.
Plan = Union[str, "os.PathLike[str]", Mapping[str, Any]]

#: No plan is larger, in bytes.
_LARGEST_PLAN = 1 << 20


def request(fields: Mapping[str, Any], lists: frozenset[str], plans: frozenset[str]) -> dict[str, Any]:
    """The request of keyword arguments. What is ``None`` or ``False`` is not asked for.

    Raises:
        GoingRateError: When a value cannot be written as JSON, or a plan cannot be read.
    """
    said: dict[str, Any] = {}
    for name, value in fields.items():
        if value is None or value is False:
            continue
        if name in plans:
            value = _plan(name, value)
        else:
            value = _plain(name, value)
        if name in lists and not isinstance(value, list):
            value = [value]
        said[name] = value
    return said


def text_of(request: Mapping[str, Any]) -> str:
    """A request as JSON."""
    return json.dumps(request, ensure_ascii=False)


def _plan(name: str, value: Any) -> Any:
    """A plan: a path becomes its text."""
    if isinstance(value, (list, tuple)):
        return [_plan(name, item) for item in value]
    if not isinstance(value, os.PathLike):
        return _plain(name, value)
    path = os.fspath(value)
    try:
        if os.path.getsize(path) > _LARGEST_PLAN:
            raise GoingRateError(
                "is larger than 1 MiB, which no plan is", kind="unreadable", field=name, value=str(path)
            )
        with open(path, encoding="utf-8") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise GoingRateError(
            f"cannot be read: {error}", kind="unreadable", field=name, value=str(path)
        ) from None


def _plain(name: str, value: Any) -> Any:
    """A value in the types of JSON."""
    if isinstance(value, bool) or isinstance(value, (str, int)) or value is None:
        return value
    if isinstance(value, float):
        if math.isfinite(value):
            return value
        raise GoingRateError("is no finite number", field=name, value=str(value))
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(name, item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(name, item) for item in value]
    # Numbers and arrays of NumPy, columns of tables.
    for method in ("tolist", "to_list"):
        plain = getattr(value, method, None)
        if callable(plain):
            made = plain()
            if type(made) is not type(value):
                return _plain(name, made)
    raise GoingRateError(
        f"is of the type {type(value).__name__}, which no field takes",
        field=name,
        value=repr(value)[:80],
        hint="give words, a number, a date, or a list of these",
    )
