"""What the tests share: a book on a fixed day, people, and the command to hold answers against."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import goingrate
from goingrate import _goingrate

DAY = "2026-11-22"
ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def book() -> goingrate.Book:
    return goingrate.Book.default().on(DAY)


@pytest.fixture(scope="session")
def told() -> dict[str, Any]:
    """The list of questions as the extension carries it."""
    told: dict[str, Any] = json.loads(_goingrate.questions())
    return told


@pytest.fixture()
def people() -> dict[str, list[Any]]:
    return {
        "id": [1, 2, 3, 4, 5],
        "role": ["senior backend", "data engineer", "QA engineer", "astrologer of the court", None],
        "place": ["Seattle", "Berlin", "Austin", "Paris", "Boston"],
        "years": [8, 3, 5, 2, 1],
        "level": [None, "mid", "no such level", None, None],
        "salary": [190000, 70000, None, None, None],
    }


@pytest.fixture(scope="session")
def command() -> Callable[..., str]:
    """Runs the command, built from the same sources (ci.sh says where: GOINGRATE_COMMAND)."""
    given = os.environ.get("GOINGRATE_COMMAND")
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    path = given or shutil.which("goingrate", path=str(target / "release"))
    if path is None:
        pytest.skip("the command goingrate is not built: cargo build --release -p goingrate-cli")

    def run(*arguments: str) -> str:
        done = subprocess.run([path, *arguments], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run
