"""Invented posts in many Parquet files, and what is compared of a roll-up of them."""

import hashlib
import os
import pathlib

import duckdb

# Every value follows from the number of the row, so the table is the same every time.
POSTS = """
SELECT
  'role ' || (hash(i) % 6) AS role,
  CASE hash(i + 1) % 4 WHEN 3 THEN NULL ELSE 'level ' || (hash(i + 1) % 4) END AS level,
  'city ' || (hash(i + 2) % 4) AS city,
  'country ' || (hash(i + 2) % 2) AS country,
  DATE '2026-01-01' + CAST(hash(i + 3) % 180 AS INTEGER) AS posted,
  CASE WHEN hash(i + 4) % 50 = 0 THEN 'Draft' ELSE 'open' END AS status,
  CASE WHEN hash(i + 5) % 97 = 0 THEN NULL
    ELSE exp(11.5 + 0.15 * ((hash(i + 6) % 1000 + hash(i + 7) % 1000 + hash(i + 8) % 1000) / 250.0 - 6)) END AS base,
  CAST(hash(i + 9) % 30000 AS INTEGER) - 100 AS bonus
FROM range({first}, {last}) t(i)
"""


def write(folder, rows, files):
    """Writes the posts; gives the paths of their files."""
    os.makedirs(folder, exist_ok=True)
    connection = duckdb.connect(config={"threads": 2})
    paths = []
    for at in range(files):
        path = os.path.join(folder, f"{at:04}.parquet")
        query = POSTS.format(first=rows * at // files, last=rows * (at + 1) // files)
        connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")
        paths.append(path)
    return paths


def told(out):
    """Cells, rows by part and a checksum over all rows of a result, whatever their order."""
    parts = [str(path) for path in sorted(pathlib.Path(out).glob("*.parquet"))]
    rows = duckdb.read_parquet(parts).fetchall()
    counted = {}
    for part, *_, count in rows:
        counted[part] = counted.get(part, 0) + count
    lines = sorted("\t".join("" if value is None else str(value) for value in row) for row in rows)
    checksum = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    for part in counted.keys() - {"scanned", "left_out"}:
        assert counted[part] + counted["left_out"] == counted["scanned"], counted
    return {"cells": len(rows), "rows": counted, "checksum": checksum}
