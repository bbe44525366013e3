"""A million invented posts rolled up by the program itself, on DuckDB and on Spark (local[2]): the counts must be
the same.

Usage: python million.py GOINGRATE [ROWS]
"""

import os
import subprocess
import sys
import tempfile
import time

import posts
from engines import HERE, kept, statement


def on(engine, program, folder, files, **more):
    out = os.path.join(folder, engine)
    os.mkdir(out)
    began = time.monotonic()
    sql = statement(program, engine, "posts", str(HERE / "posts.toml"))
    kept(engine, sql, "posts", files, out, folder, **more)
    return posts.told(out) | {"seconds": round(time.monotonic() - began, 1)}


def here(program, folder, files):
    out = os.path.join(folder, "local")
    began = time.monotonic()
    args = [program, "rollup", "run", "--table", *files, "--map", str(HERE / "posts.toml"), "-o", out]
    subprocess.run(args, check=True, capture_output=True)
    return posts.told(out) | {"seconds": round(time.monotonic() - began, 1)}


def main(program, rows):
    with tempfile.TemporaryDirectory() as folder:
        files = posts.write(os.path.join(folder, "posts"), rows, 8)
        duckdb = on("duckdb", program, folder, files)
        spark = on("spark", program, folder, files, master="local[2]", memory=1 << 30)
        local = here(program, folder, files)
    seconds = f"here {local['seconds']} s, DuckDB {duckdb['seconds']} s, Spark {spark['seconds']} s"
    print(f"{rows} rows: {seconds}; {duckdb['cells']} counts")
    same = local["checksum"] == duckdb["checksum"] == spark["checksum"]
    print("the counts are the same" if same else f"the counts differ: {local} {duckdb} {spark}")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int((sys.argv[2:] or ["1000000"])[0])))
