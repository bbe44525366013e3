"""The archive: same seed, same rows, in both forms; awkward rows are there and counted.

    python -m pytest bench/speed/tests
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import numpy as np
import polars as pl
import pytest

import archive
import generate
import words

ROWS = 60_000


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Folders of the same archive as words and as numbers."""
    root = tmp_path_factory.mktemp("archive")
    for form in ("words", "numbers"):
        generate.main([str(root / form), "--rows", str(ROWS), "--files", "3", "--seed", "5", f"--{form}"])
    return root


def test_every_word_stands_once_in_its_list():
    for column, known in words.dimensions().items():
        assert len(set(known)) == len(known), column
    assert {column: len(known) for column, known in words.dimensions().items()} == {
        "role": 24, "level": 8, "place": 100, "skill": 60, "industry": 20, "month": 24}
    assert "Seattle, WA" in words.dimensions()["place"]


def test_words_and_numbers_are_the_same_rows(made):
    known = words.dimensions()
    text, codes = (pl.read_parquet(made / form / "*.parquet") for form in ("words", "numbers"))
    assert text.schema["role"] == pl.String and codes.schema["role"] == pl.Int8
    for column, meaning in known.items():
        spelt = codes[column].cast(pl.Int64).replace_strict(dict(enumerate(meaning)), return_dtype=pl.String)
        assert spelt.equals(text[column]), column
    assert np.array_equal(text["pay"].to_numpy(), codes["pay"].to_numpy(), equal_nan=True)


def test_the_tally_counts_what_is_in_the_files(made):
    told = json.loads((made / "words.json").read_text())
    pay, level = (pl.read_parquet(made / "words/*.parquet")[name] for name in ("pay", "level"))
    assert told["rows"] == len(pay) == ROWS
    assert told["null_pay"] == pay.null_count() > 0
    assert told["null_level"] == level.null_count() > 0
    assert told["nan_pay"] == pay.is_nan().sum()
    apart = ["usable_pay", "null_pay", "zero_pay", "negative_pay", "nan_pay"]
    assert sum(told[key] for key in apart) == ROWS


def test_awkward_rows_come_as_often_as_they_should():
    market = archive.Market(1)
    _, pay, no_level, no_pay = archive.rows(market, 1, 0, 1_000_000)
    told = archive.tally(pay, no_level, no_pay)
    assert told["null_pay"] == pytest.approx(1000, rel=0.2)
    assert told["null_level"] == pytest.approx(5000, rel=0.1)
    for key in ("zero_pay", "negative_pay", "nan_pay"):
        assert told[key] == pytest.approx(100, rel=0.5), key
    assert np.isin(pay, archive.POWERS).sum() == pytest.approx(100, rel=0.5)


def test_a_wheel_has_each_code_as_often_as_its_share():
    for column, known in words.dimensions().items():
        found = np.bincount(archive.wheel(column, len(known)), minlength=len(known)) / archive.STEPS
        assert np.abs(found - archive.shares(column, len(known))).max() < 2 / archive.STEPS, column


def test_another_seed_is_another_archive_and_files_differ():
    market = archive.Market(1)
    first, second = (archive.rows(market, 1, number, 1000)[1] for number in (0, 1))
    again = archive.rows(archive.Market(1), 1, 0, 1000)[1]
    other = archive.rows(archive.Market(2), 2, 0, 1000)[1]
    assert np.array_equal(first, again, equal_nan=True)
    assert not np.array_equal(first, second) and not np.array_equal(first, other)


def test_rows_that_do_not_divide_are_all_written():
    assert [generate.share(10, 4, number) for number in range(4)] == [3, 3, 2, 2]


def test_a_folder_with_files_is_refused(made):
    with pytest.raises(SystemExit, match="is not empty"):
        generate.main([str(made / "words"), "--rows", "10", "--files", "1"])
