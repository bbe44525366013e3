"""Threads: the interpreter's lock is released, many may ask at once, Ctrl-C is heard, no panic gets out."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

import goingrate
from goingrate import _goingrate


def progress_during(work: Any) -> tuple[float, int]:
    """How long work took, and how often another thread had its turn meanwhile."""
    turns, done = 0, threading.Event()

    def count() -> None:
        nonlocal turns
        while not done.is_set():
            turns += 1
            time.sleep(0.001)

    counting = threading.Thread(target=count)
    counting.start()
    start = time.perf_counter()
    try:
        work()
    finally:
        took = time.perf_counter() - start
        done.set()
        counting.join()
    return took, turns


def test_a_thread_makes_progress_while_a_table_is_priced() -> None:
    polars = pytest.importorskip("polars")
    skills = [f"senior backend, {years} years" for years in range(1, 31)]
    table = polars.DataFrame({"question": skills * 2000})
    took, turns = progress_during(lambda: goingrate.price(table, as_of="2026-11-22", threads=1))
    # A thread that waits for the lock would have a turn or two. A busy machine gives it fewer than one a ms.
    assert turns > max(5, took * 20), (took, turns)


def test_a_thread_makes_progress_during_a_plan(book: goingrate.Book) -> None:
    took, turns = progress_during(lambda: book.hire("senior backend, Austin", vs="Poland, agency"))
    assert turns > max(5, took * 20), (took, turns)


def test_many_may_ask_at_once(book: goingrate.Book) -> None:
    texts = [f"{level} backend, {place}" for level in ("junior", "senior") for place in ("Seattle", "Berlin")]
    expected = [book.pay(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(book.pay, texts * 10))
    assert answers == expected * 10


def test_the_book_is_opened_once() -> None:
    program = """
import threading, goingrate
from goingrate import _goingrate
opened = []
class Counted:
    @staticmethod
    def carried():
        opened.append(1)
        return engine()
engine = _goingrate.Engine.carried
_goingrate.Engine = Counted
threads = [threading.Thread(target=goingrate.words, args=("roles",)) for _ in range(8)]
[t.start() for t in threads]; [t.join() for t in threads]
print(len(opened))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1"


def test_an_import_is_quick_and_opens_nothing() -> None:
    program = "import time; s = time.perf_counter(); import goingrate; print(time.perf_counter() - s)"
    times = [
        float(subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout)
        for _ in range(3)
    ]
    assert min(times) < 0.2, times
    needs = "import sys, goingrate; print([m for m in ('numpy', 'pandas', 'polars', 'pyarrow') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", needs], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal")
def test_ctrl_c_is_heard(tmp_path: Any) -> None:
    program = """
import goingrate, sys
goingrate.words("roles")
print("ready", flush=True)
try:
    goingrate.hire("senior backend, Austin", vs=["Poland, agency", "freelance", "India", "Berlin"], draws=1_000_000)
except KeyboardInterrupt:
    print("heard", flush=True)
"""
    running = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert running.stdout is not None
    assert running.stdout.readline() == "ready\n"
    time.sleep(0.3)
    running.send_signal(signal.SIGINT)
    start = time.perf_counter()
    assert running.stdout.readline() == "heard\n"
    assert time.perf_counter() - start < 2
    running.kill()
    running.communicate()


def test_a_panic_is_an_exception(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(goingrate.GoingRateError, match="on purpose") as raised:
        _goingrate._panic()
    assert raised.value.kind == "internal"
