"""Answers as objects: attributes, text, JSON, equality, copies, pickles, and what a notebook shows."""

from __future__ import annotations

import copy
import json
import pickle
import xml.etree.ElementTree as ElementTree
from typing import Any

import pytest

import goingrate

TEXT = "senior backend, Seattle, Rust"


@pytest.fixture(scope="module")
def answer(book: goingrate.Book) -> Any:
    return book.pay(TEXT, offer="180k")


def test_percentiles_have_names_and_intervals(answer: Any) -> None:
    named = [answer.p10, answer.p25, answer.p50, answer.p75, answer.p90]
    assert [one.percentile for one in named] == [10, 25, 50, 75, 90]
    assert named == answer.percentiles and answer.median == answer.p50
    for one in named:
        assert one.low < one.amount < one.high
        assert one.interval == (one.low, one.high) and float(one) == one.amount
        assert (one.currency, one.period, one.per, one.as_of) == ("USD", "year", "year", "2026-11-22")


def test_text_line_and_json(answer: Any) -> None:
    assert str(answer).startswith("About $")
    assert answer.answer.split()[0] == "About"
    assert repr(answer).startswith("PayAnswer('About $") and "\n" not in repr(answer)
    assert json.loads(answer.to_json()) == answer.to_dict()
    assert "\n" in answer.to_json(indent=2)


def test_attributes_are_completed_and_cannot_be_changed(answer: Any) -> None:
    for name in ("answer", "percentiles", "basis", "p10", "median", "why", "offer", "to_dict"):
        assert name in dir(answer), name
    assert "amount" in dir(answer.median)
    with pytest.raises(AttributeError, match="no attribute 'percentile'"):
        answer.percentile
    with pytest.raises(AttributeError):
        answer.answer = "more"
    with pytest.raises(AttributeError):
        del answer.median.amount
    with pytest.raises(KeyError):
        answer["percentile"]
    assert answer["percentiles"] == answer.percentiles
    assert "percentiles" in answer and "percentiles" in list(answer)


def test_what_is_given_out_is_a_copy(answer: Any) -> None:
    answer.to_dict()["percentiles"].clear()
    answer.percentiles.clear()
    answer.curve.clear()
    assert len(answer.percentiles) == 5 and len(answer.curve) == 99


def test_equality_hash_and_copies(book: goingrate.Book, answer: Any) -> None:
    same, other = book.pay(TEXT, offer="180k"), book.pay("junior backend, Seattle")
    assert same == answer and hash(same) == hash(answer) and other != answer
    assert answer != answer.to_dict()
    assert copy.copy(answer) == copy.deepcopy(answer) == answer
    assert len({same, answer, other}) == 2


def test_pickles(answer: Any) -> None:
    back = pickle.loads(pickle.dumps(answer))
    assert back == answer and str(back) == str(answer) and type(back) is type(answer)
    assert pickle.loads(pickle.dumps(answer.median)) == answer.median
    with pytest.raises(goingrate.GoingRateError) as raised:
        back.why()
    assert raised.value.field == "book"
    of_default = pickle.loads(pickle.dumps(goingrate.pay(TEXT)))
    assert of_default.why().basis is not None


def test_functions_can_be_pickled() -> None:
    again = pickle.loads(pickle.dumps(goingrate.pay))
    assert again("junior backend", as_of="2026-11-22") == goingrate.pay("junior backend", as_of="2026-11-22")


def test_why_asks_again(answer: Any, book: goingrate.Book) -> None:
    assert answer.basis is None
    short, whole = answer.why(), answer.why("all")
    assert short.basis is not None and str(short) != str(answer)
    assert len(str(whole)) > len(str(short))
    assert short.offer == answer.offer
    assert short == book.pay(TEXT, offer="180k", why="short")


def test_the_page_of_a_notebook(answer: Any) -> None:
    page = answer._repr_html_()
    root = ElementTree.fromstring(page)
    names = [element.tag.rsplit("}", 1)[-1] for element in root.iter()]
    assert names.count("svg") == 1 and names.count("table") == 1 and "desc" in names
    svg = page[page.index("<svg") :]
    assert 'role="img"' in svg and "currentColor" in svg and "your offer, 180,000" in svg
    for percentile in answer.percentiles:
        assert f"P{percentile.percentile}" in svg and f"{percentile.amount:,.0f}" in page
    assert "black" not in page and "white" not in page


def test_the_picture_keeps_to_its_frame(book: goingrate.Book) -> None:
    for text, offer in (("junior backend, India", "9m"), ("staff engineer, Google, Zurich", "1")):
        page = book.pay(text, offer=offer)._repr_html_()
        for element in ElementTree.fromstring(page).iter():
            for name in ("x", "x1", "x2"):
                if name in element.attrib:
                    assert 0 <= float(element.attrib[name]) <= 640


def test_other_answers_are_shown_as_text(book: goingrate.Book) -> None:
    page = book.rank("senior backend", top=3)._repr_html_()
    assert page.startswith("<pre>") and page.endswith("</pre>")


def test_percentiles_as_tables(answer: Any) -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    assert list(answer.to_pandas()["amount"]) == [one.amount for one in answer.percentiles]
    assert answer.to_polars()["percentile"].to_list() == [10, 25, 50, 75, 90]


def test_a_keyword_of_python_has_a_line_below() -> None:
    from goingrate._view import Record

    record = Record({"for": 3, "more": {"from": [{"a": 1}]}})
    assert record.for_ == 3 and record["for"] == 3 and "for_" in dir(record)
    assert record.more.from_[0].a == 1
