"""What is written down runs: docstrings, docs/PYTHON.md, and the notebook."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

import goingrate

CRATE = Path(__file__).parents[1]
PAGES = [CRATE.parents[1] / "docs" / "PYTHON.md", CRATE / "README.md"]


@pytest.mark.parametrize("name", ["", "._errors", "._pay", "._price", "._book", "._questions"])
def test_examples_of_docstrings(name: str) -> None:
    module = importlib.import_module(f"goingrate{name}")
    done = doctest.testmod(module, optionflags=doctest.ELLIPSIS)
    assert done.attempted > 0 and done.failed == 0


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_pages(page: Path) -> None:
    done = doctest.testfile(str(page), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert done.failed == 0
    assert done.attempted > 0 or page.name == "README.md"


def test_the_notebook_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    nbclient = pytest.importorskip("nbclient")
    nbformat = pytest.importorskip("nbformat")
    path = CRATE / "notebooks" / "tour.ipynb"
    book = nbformat.read(path, as_version=4)
    assert all(not cell.get("outputs") for cell in book.cells), "clear the outputs: they change with the book"
    nbclient.NotebookClient(book, timeout=120, kernel_name="python3").execute()
    html = [
        output["data"]["text/html"]
        for cell in book.cells
        for output in cell.get("outputs", [])
        if "text/html" in output.get("data", {})
    ]
    assert any("<svg" in text for text in html)


def test_the_version_is_that_of_the_package() -> None:
    from importlib.metadata import version

    assert version("goingrate") == goingrate.__version__
