"""A million invented posts rolled up on DuckDB and on Spark (local[2]): the cells must be the same.

Usage: python million.py GOINGRATE [ROWS]
"""

import os
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


def main(program, rows):
    with tempfile.TemporaryDirectory() as folder:
        files = posts.write(os.path.join(folder, "posts"), rows, 8)
        duckdb = on("duckdb", program, folder, files)
        spark = on("spark", program, folder, files, master="local[2]", memory="1g")
    print(f"{rows} rows: DuckDB {duckdb['seconds']} s, Spark {spark['seconds']} s; {duckdb['cells']} cells")
    same = duckdb["checksum"] == spark["checksum"]
    print("the cells are the same" if same else f"the cells differ: {duckdb} {spark}")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int((sys.argv[2:] or ["1000000"])[0])))
