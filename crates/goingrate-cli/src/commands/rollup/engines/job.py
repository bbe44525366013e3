"""What the drivers of engines have in common: the job, the module of the engine, a folder with the files.

A job is a JSON file: `statement`, `table` (the name that the statement uses), `files` (Parquet or CSV), `out` (an
empty folder for the result), `told` (the file for what an error says), and `master`, `connect`, `memory` (bytes),
which may be null.
"""

import contextlib
import importlib
import json
import os
import sys
import tempfile

# The exit code of a driver whose engine is not installed. The program turns it into what to install.
ABSENT = 3


def run(main):
    """Gives the job whose file is the driver's only argument to `main`. What an engine says of an error goes into a
    file of its own, since engines write much else, and without the places in their code."""
    with open(sys.argv[1], encoding="utf-8") as file:
        job = json.load(file)
    try:
        main(job)
    except Exception as error:
        if not os.environ.get("GOINGRATE_ENGINE_TRACE"):
            with open(job["told"], "w", encoding="utf-8") as file:
                file.write(message(error))
        raise


def message(error):
    """What an error says. Spark adds where in Java it happened (`at org...`) and the plan of the statement."""
    lines = str(error).split("\n;\n")[0].split("\nJVM stacktrace")[0].splitlines()
    said = [line for line in lines if line.strip() and not line.lstrip().startswith(("at ", "... "))]
    return "\n".join(said) or type(error).__name__


def module(name):
    """A module of the engine, or the end of the driver where it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        print(error, file=sys.stderr)
        sys.exit(ABSENT)


def is_parquet(files):
    """Whether the files are Parquet; otherwise they are CSV, whose columns are all texts."""
    return files[0].lower().endswith((".parquet", ".pq"))


@contextlib.contextmanager
def folder_of(files):
    """A folder with links to the files, for engines that take one path. The links are named by number, so that
    nothing in the name of a file can be taken for a pattern."""
    ending = "parquet" if is_parquet(files) else "csv"
    with tempfile.TemporaryDirectory(prefix="goingrate-files-") as folder:
        for number, file in enumerate(files):
            os.symlink(os.path.abspath(file), os.path.join(folder, f"{number:06}.{ending}"))
        yield folder
