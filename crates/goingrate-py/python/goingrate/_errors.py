"""The one exception of the package, and the warning about rows of a table."""

from __future__ import annotations

import json
from typing import Any


class GoingRateError(ValueError):
    """Something that you can put right: what is wrong, where, and what to write instead.

    Attributes:
        what: What is wrong, without field and value.
        kind: The kind of fault, for programs: ``invalid``, ``unknown``, ``ambiguous``, ``missing``,
            ``contradiction``, ``no-rate``, ``not-covered``, ``unreadable`` or ``internal``.
        field: The keyword argument, column or key that is to blame; ``None`` if none is.
        value: The value as it was written.
        hint: What to write instead.
        nearest: The nearest known words, or the candidates of an ambiguous one, best first.
        file: The file that it stands in.
        line: Its line there, from 1.

    Example:
        >>> import goingrate
        >>> try:
        ...     goingrate.pay("senior backend", place="Seatle")
        ... except goingrate.GoingRateError as error:
        ...     print(error.field, error.value, error.nearest[0])
        place Seatle Seattle (place)
    """

    what: str
    kind: str
    field: str | None
    value: str | None
    hint: str | None
    nearest: tuple[str, ...]
    file: str | None
    line: int | None

    def __init__(
        self,
        what: str,
        *,
        kind: str = "invalid",
        field: str | None = None,
        value: str | None = None,
        hint: str | None = None,
        nearest: tuple[str, ...] | list[str] = (),
        file: str | None = None,
        line: int | None = None,
    ) -> None:
        super().__init__(what)
        self.what, self.kind, self.field, self.value = what, kind, field, value
        self.hint, self.nearest, self.file, self.line = hint, tuple(nearest), file, line

    @classmethod
    def _of_json(cls, text: str) -> GoingRateError:
        """From the JSON of a problem; the extension calls it."""
        problem: dict[str, Any] = json.loads(text)
        return cls(problem.pop("what"), **problem)

    def __str__(self) -> str:
        """The text that the command line shows: what is wrong, what is near, a hint."""
        text = self.what
        if self.field is not None and self.value:
            text = f"{self.field} {json.dumps(self.value, ensure_ascii=False)}: {text}"
        elif self.field is not None:
            text = f"{self.field}: {text}"
        if self.file is not None:
            line = "" if self.line is None else f":{self.line}"
            text += f" (in {self.file}{line})"
        if self.nearest:
            text += f"\n  nearest: {', '.join(self.nearest)}"
        if self.hint:
            text += f"\n  hint: {self.hint}"
        return text

    def __repr__(self) -> str:
        return f"GoingRateError({str(self).splitlines()[0]!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        rest = {key: value for key, value in vars(self).items() if key != "what"}
        return (_error, (self.what, rest))


def _error(what: str, rest: dict[str, Any]) -> GoingRateError:
    """An error that was pickled."""
    return GoingRateError(what, **rest)


class PriceWarning(UserWarning):
    """Rows of a table that have no price, or of which something was left out.

    Each of them is told in the column ``complaint``.

    Attributes:
        counts: What became of the rows: ``rows``, ``priced``, ``complaints`` (rows without a price, or whose
            salary has no percentile, by the column to blame), ``left_out_rows`` and ``left_out`` (cells that
            could not be read, by column), ``remarked``; and how the columns were read: ``read``, ``passed``,
            ``read_loosely``, ``says_no_place``.
    """

    def __init__(self, message: str, counts: dict[str, Any]) -> None:
        super().__init__(message)
        self.counts = counts
