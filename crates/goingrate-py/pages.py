#!/usr/bin/env python3
"""Runs the examples of docs/PYTHON.md and writes what they print below them: after a new fit of the book, figures
move.

    python pages.py            writes the outputs
    python pages.py --check    only compares (so does pytest)
"""

from __future__ import annotations

import doctest
import io
import sys
from contextlib import redirect_stdout
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "PYTHON.md"


def main() -> int:
    text = PAGE.read_text(encoding="utf-8")
    made = written(text)
    if made == text:
        return 0
    if "--check" in sys.argv[1:]:
        print("docs/PYTHON.md is not up to date: run python crates/goingrate-py/pages.py", file=sys.stderr)
        return 1
    PAGE.write_text(made, encoding="utf-8")
    print("wrote docs/PYTHON.md")
    return 0


def written(text: str) -> str:
    """The page with what each example prints."""
    names: dict[str, object] = {}
    parts: list[str] = []
    for piece in doctest.DocTestParser().parse(text):
        if isinstance(piece, str):
            parts.append(piece)
            continue
        lines = piece.source.splitlines()
        parts.append("".join(f"{'>>>' if at == 0 else '...'} {line}".rstrip() + "\n" for at, line in enumerate(lines)))
        output = io.StringIO()
        with redirect_stdout(output):
            exec(compile(piece.source, str(PAGE), "single"), names)
        printed = output.getvalue().replace("\n\n", "\n<BLANKLINE>\n")
        parts.append(printed)
    return "".join(parts)


if __name__ == "__main__":
    sys.exit(main())
