"""Tables of people to the same tables with percentiles, in whatever library they came."""

from __future__ import annotations

import json
import math
import warnings
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, cast

from . import _goingrate
from ._book import Book, _day
from ._errors import GoingRateError, PriceWarning
from ._goingrate import Table
from ._request import Day

if TYPE_CHECKING:
    from ._goingrate import Pricing

_T = TypeVar("_T")

_TABLES = "give a table of polars, pandas or pyarrow, anything with __arrow_c_stream__, or a dict of lists"


def price(
    table: _T,
    *,
    per: str | None = None,
    currency: str | None = None,
    as_of: Day | None = None,
    threads: int | None = None,
    strict: bool = False,
    book: Book | None = None,
) -> _T:
    """Prices the rows of a table: the same table with columns added, as ``goingrate price`` does it.

    Columns that are read: ``question`` ("senior backend, Seattle, Rust"), or ``role``, ``level``, ``years``,
    ``place``, ``skills`` (parted by | or ;, or a list), ``industry``, ``tier``, ``employer``, ``engagement``,
    ``component``, ``as_of``; ``period`` and ``currency`` of the prices; and ``salary`` (or ``offer``), what each
    person is paid. Headings of HR systems, job boards and surveys are read too. All columns are passed
    through. Rows stay on this machine and in this process.

    Columns that are added: ``p10``, ``p10_low``, ``p10_high`` and so on to ``p90`` (the percentile and the ends
    of the 80 % interval of that figure, as numbers), ``pay_currency``, ``pay_period``, ``pay_as_of``; where
    there is a salary: ``percentile``, ``percentile_low``, ``percentile_high``, how many of 100 people in the market
    are paid less; ``read_as``: in words what the row was read as; ``complaint``: why a row has no price, or its
    salary no percentile, and what was left out. What is not known is missing.

    Args:
        table: A DataFrame of polars or pandas, a table of pyarrow, anything with ``__arrow_c_stream__``, or a dict
            of lists.
        per: The period of the prices: hour, day, week, month or year; a year, or an hour for rates, if not
            given.
        currency: The currency of the prices, as a code; the one that the place's pay is told in if not given.
        as_of: The day for rows that name none; today if not given.
        threads: On how many threads, 1 to 256; as many as there are processors if not given.
        strict: No price for a row with a cell that cannot be read, even where it may be left out.
        book: Another book than the carried one.

    Returns:
        A table of the same library; of another library than these a :class:`goingrate.Table`, which every
        library takes that knows Arrow.

    Warns:
        PriceWarning: When rows have no price, or something of them was left out, with the counts.

    Raises:
        GoingRateError: When the table is none (field ``table``), no column says what is priced, two columns
            say the same, or a column of the table has the name of an added one.

    Example:
        >>> import goingrate
        >>> people = {"role": ["senior backend", "data engineer"], "place": ["Seattle", "Berlin"]}
        >>> priced = goingrate.price(people, as_of="2026-11-22")
        >>> priced["pay_currency"]
        ['USD', 'EUR']
    """
    terms = _Terms(per, currency, _day(as_of), threads, strict, book or Book.default())
    if isinstance(table, Mapping):
        return cast("_T", _of_lists(table, terms))
    kind = type(table).__module__.partition(".")[0]
    name = type(table).__name__
    if kind == "pandas" and name == "DataFrame":
        return cast("_T", _of_pandas(table, terms))
    if kind == "polars" and name == "LazyFrame":
        raise GoingRateError(
            "is a LazyFrame, which has no rows yet", field="table", value=name, hint="write table.collect()"
        )
    if kind == "polars" and name == "DataFrame":
        return cast("_T", _of_polars(table, terms))
    if kind == "pyarrow" and name in ("Table", "RecordBatch", "RecordBatchReader"):
        return cast("_T", _of_pyarrow(table, terms))
    if hasattr(table, "__arrow_c_stream__"):
        return cast("_T", _of_arrow(table, terms))
    raise GoingRateError(
        f"is of the type {name}, which is no table", field="table", value=repr(table)[:80], hint=_TABLES
    )


class _Terms:
    """In what rows are priced."""

    def __init__(
        self,
        per: str | None,
        currency: str | None,
        as_of: str | None,
        threads: int | None,
        strict: bool,
        book: Book,
    ) -> None:
        self._terms = {
            "per": per,
            "currency": currency,
            "as_of": as_of if as_of is not None else book._today,
            "threads": threads,
            "strict": strict,
        }
        self._engine = book._opened()

    def pricing(self, headings: Sequence[str]) -> Pricing:
        return _goingrate.Pricing(self._engine, list(headings), **self._terms)  # type: ignore[arg-type]


def _priced(pricing: Pricing, wanted: Table) -> tuple[Table, dict[str, Any]]:
    """The added columns, and the counts, which are told where something is wrong."""
    added, told = pricing.price(wanted)
    counts: dict[str, Any] = json.loads(told)
    if counts["complaints"] or counts["left_out"]:
        warnings.warn(PriceWarning(_words(counts), counts), stacklevel=4)
    return added, counts


def _words(counts: dict[str, Any]) -> str:
    """What became of the rows, in a sentence or two."""

    def by_field(fields: dict[str, int]) -> str:
        return ", ".join(f"{field} {times:,}" for field, times in fields.items())

    rows, priced = counts["rows"], counts["priced"]
    text = f"{rows:,} {'row' if rows == 1 else 'rows'}, {priced:,} priced, {rows - priced:,} not"
    if counts["complaints"]:
        text += f" ({by_field(counts['complaints'])})"
    if counts["left_out"]:
        text += f"; left out in {counts['left_out_rows']:,} of them: {by_field(counts['left_out'])}"
    return text + "; see the column complaint"


def _taken(table: Any) -> Table:
    """A table in Arrow's form."""
    try:
        return Table(table)
    except (TypeError, ValueError) as error:
        raise GoingRateError(
            f"cannot be read as an Arrow table: {error}", kind="unreadable", field="table", hint=_TABLES
        ) from None


def _of_arrow(table: Any, terms: _Terms) -> Table:
    whole = _taken(table)
    pricing = terms.pricing(whole.headings)
    added, _ = _priced(pricing, whole.select(pricing.wanted))
    return whole.with_columns(added)


def _of_polars(table: Any, terms: _Terms) -> Any:
    import polars

    pricing = terms.pricing(table.columns)
    wanted = table.select([table.columns[at] for at in pricing.wanted])
    # A column without any value has no type, which Arrow takes differently here and there.
    wanted = wanted.with_columns(polars.selectors.by_dtype(polars.Null).cast(polars.String))
    added, _ = _priced(pricing, _taken(wanted))
    return table.hstack(type(table)(added))


def _of_pyarrow(table: Any, terms: _Terms) -> Any:
    import pyarrow  # type: ignore[import-untyped]

    if isinstance(table, pyarrow.RecordBatchReader):
        table = table.read_all()
    pricing = terms.pricing(table.schema.names)
    added, _ = _priced(pricing, _taken(table.select(pricing.wanted)))
    columns = pyarrow.table(added)
    whole = pyarrow.Table.from_batches([table]) if isinstance(table, pyarrow.RecordBatch) else table
    for name in columns.column_names:
        whole = whole.append_column(columns.schema.field(name), columns.column(name))
    if not isinstance(table, pyarrow.RecordBatch):
        return whole
    return pyarrow.RecordBatch.from_arrays(
        [column.combine_chunks() for column in whole.columns], schema=whole.schema
    )


def _of_pandas(table: Any, terms: _Terms) -> Any:
    import pandas

    headings = [str(heading) for heading in table.columns]
    pricing = terms.pricing(headings)
    added, counts = _priced(pricing, _wanted_of_pandas(table, headings, pricing))
    whole = pandas.concat([table, _pandas_of(added, table.index)], axis=1)
    whole.attrs["goingrate"] = counts
    return whole


def _wanted_of_pandas(table: Any, headings: list[str], pricing: Pricing) -> Table:
    """The columns that are read: by Arrow, or, where pandas cannot give them so, as texts."""
    part = table.iloc[:, pricing.wanted].reset_index(drop=True)
    part.columns = [headings[at] for at in pricing.wanted]
    try:
        return Table(part)
    except Exception:  # pyarrow is not there, or a column has values of several types
        columns = [part.iloc[:, at] for at in range(part.shape[1])]
        return Table.of_texts(list(part.columns), [_texts(column.tolist()) for column in columns])


def _pandas_of(added: Table, index: Any) -> Any:
    """The added columns as a DataFrame."""
    import pandas

    try:
        import pyarrow

        frame = pyarrow.table(added).to_pandas()
        frame.index = index
        return frame
    except ImportError:
        import numpy

    columns: dict[str, Any] = {}
    for at, name in enumerate(added.headings):
        if added.is_number(at):
            columns[name] = numpy.frombuffer(added.numbers(at), dtype=numpy.float64).copy()
        else:
            columns[name] = pandas.Series(added.texts(at), index=index, dtype="object")
    return pandas.DataFrame(columns, index=index)


def _of_lists(table: Mapping[Any, Any], terms: _Terms) -> dict[Any, Any]:
    headings = [str(heading) for heading in table]
    columns = [_column(heading, values) for heading, values in table.items()]
    if len({len(column) for column in columns}) > 1:
        raise GoingRateError(
            "has columns of different lengths", field="table", hint="give every column as many values"
        )
    pricing = terms.pricing(headings)
    texts = [_texts(columns[at]) for at in pricing.wanted]
    added, _ = _priced(pricing, Table.of_texts([headings[at] for at in pricing.wanted], texts))
    whole: dict[Any, Any] = dict(table)
    for at, name in enumerate(added.headings):
        whole[name] = _numbers(added, at) if added.is_number(at) else added.texts(at)
    return whole


def _column(heading: Any, values: Any) -> list[Any]:
    if isinstance(values, (str, bytes)) or not isinstance(values, Iterable):
        raise GoingRateError(
            "is no list of values", field="table", value=str(heading), hint="give a dict of lists"
        )
    return list(values)


def _numbers(added: Table, at: int) -> list[float | None]:
    numbers = memoryview(added.numbers(at)).cast("d")
    return [None if math.isnan(number) else number for number in numbers]


def _texts(values: Iterable[Any]) -> list[str | None]:
    return [_text(value) for value in values]


def _text(value: Any) -> str | None:
    """A value as a file would write it; ``None`` for what is missing."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, float):
        return None if math.isnan(value) else str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, (list, tuple)):
        return "|".join(text for text in map(_text, value) if text)
    # Times: their day. Missing values of pandas are like none other.
    if type(value).__name__ in ("NaTType", "NAType"):
        return None
    if hasattr(value, "date") and callable(value.date):
        value = value.date()
    return str(value)
