"""Whether mypy finds the lines of wrong.py that are marked, and no other ones: check.py MYPY CACHE."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

path = Path(__file__).parent / "wrong.py"
marked = {at for at, line in enumerate(path.read_text().splitlines(), 1) if line.endswith("# wrong")}
done = subprocess.run(
    [sys.argv[1], "--strict", "--cache-dir", sys.argv[2], str(path)], capture_output=True, text=True, check=False
)
found = {int(line.split(":")[1]) for line in done.stdout.splitlines() if ": error:" in line}
if found != marked:
    print(done.stdout, done.stderr, f"mypy finds {sorted(found)}, marked are {sorted(marked)}", sep="\n")
    sys.exit(1)
print(f"{len(marked)} mistakes found, as marked")
