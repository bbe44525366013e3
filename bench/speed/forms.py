"""Prints every form in which every engine answers every query, as JSON: {engine: {query: [form, ...]}}.

    python forms.py FOLDER            # what rivals.py asks for, in a process of its own
    python forms.py FOLDER --text     # the statements themselves, to read
"""

import importlib
import json
import sys

from ask import is_words

ENGINES = ["pyarrow", "duckdb", "polars", "datafusion", "chdb"]


def statements(folder):
    words = is_words(folder)
    return {name: importlib.import_module(f"engine_{name}").statements(words) for name in ENGINES}


def names(found):
    return {engine: {query: list(forms) for query, forms in queries.items()} for engine, queries in found.items()}


def text(found):
    for engine, queries in found.items():
        for query, forms in queries.items():
            for form, statement in forms.items():
                told = f"function in engine_{engine}.py" if callable(statement) else ";\n".join(statement)
                yield f"-- {engine}, {query}, {form}\n{told}\n"


def main(given):
    found = statements(given[0])
    print("\n".join(text(found)) if "--text" in given else json.dumps(names(found)))


if __name__ == "__main__":
    main(sys.argv[1:])
