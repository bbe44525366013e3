"""Going Rate: what does this work pay? With intervals, and the evidence behind each figure.

>>> import goingrate
>>> answer = goingrate.pay("senior backend, Seattle, Rust", offer="180k", as_of="2026-11-22")
>>> answer.median.currency, answer.median.period
('USD', 'year')
>>> answer.p10.amount < answer.median.low < answer.median.amount < answer.median.high
True

``print(answer)`` shows the text of the command line, ``answer.to_dict()`` and ``answer.to_json()`` give its JSON.
:func:`price` adds what the market pays to the rows of a table. :class:`Book` opens and fits other books than
the carried one. What is wrong with a question is a :class:`GoingRateError`. Nothing is sent anywhere.
"""

from __future__ import annotations

import os

from ._book import Book
from ._errors import GoingRateError, PriceWarning
from ._goingrate import Table, __version__
from ._price import price
from ._request import Day
from ._view import Answer, Record, View

_default = Book.default()
pay = _default.pay
compare = _default.compare
estimate = _default.estimate
rank = _default.rank
rate = _default.rate
net = _default.net
hire = _default.hire
hire_places = _default.hire_places
hire_budget = _default.hire_budget
project = _default.project
offer = _default.offer
career = _default.career
kit = _default.kit
words = _default.words
evidence = _default.evidence


def score(
    data: str | os.PathLike[str],
    *,
    source: str | None = None,
    as_of: Day | None = None,
    book: Book | None = None,
) -> Answer:
    """How well a book foresees the records of a file that it has not seen, as ``goingrate score`` does it.

    Args:
        data: The file of records: CSV, xlsx or Parquet.
        source: Reads the file as this source, or by this mapping (a TOML file); recognised if not given.
        as_of: When the pay held, for a file that does not say.
        book: Another book than the carried one. It has to be fitted with microdata.

    Returns:
        Losses and coverage for each kind of figure (``kinds``), and how many rows there were.

    Raises:
        GoingRateError: When the file cannot be read or is not recognised (field ``data``).
    """
    return (book or Book.default()).score(data, source=source, as_of=as_of)


__all__ = [
    "Answer",
    "Book",
    "GoingRateError",
    "PriceWarning",
    "Record",
    "Table",
    "View",
    "__version__",
    "career",
    "compare",
    "estimate",
    "evidence",
    "hire",
    "hire_budget",
    "hire_places",
    "kit",
    "net",
    "offer",
    "pay",
    "price",
    "project",
    "rank",
    "rate",
    "score",
    "words",
]
