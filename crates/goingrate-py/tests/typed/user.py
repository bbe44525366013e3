"""Code of somebody who uses the package, strictly typed: mypy --strict finds nothing in it."""

from __future__ import annotations

import datetime

import pandas as pd

import goingrate


def median(text: str) -> float:
    answer = goingrate.pay(text, offer=180_000, per=["month", "year"], as_of=datetime.date(2026, 11, 22))
    if answer.offer is not None:
        print(answer.offer.percentile.share)
    first: str = answer.percentiles[0].currency
    print(first, answer.why("all").basis, answer.p10.interval)
    return answer.median.amount


def table() -> pd.DataFrame:
    return goingrate.price(pd.DataFrame({"role": ["senior backend"]}), per="month")


def others(book: goingrate.Book) -> list[str]:
    verdicts = book.evidence.verdicts(only="contradicted")
    words = goingrate.words("skills", "py", limit=3)
    print(goingrate.hire("senior backend", for_="18mo", vs="freelance").to_json(), words.to_dict())
    try:
        goingrate.net("148000, Seattle", filing="joint")
    except goingrate.GoingRateError as error:
        return list(error.nearest)
    return [str(verdicts)]
