"""Compares two priced tables (Parquet, or two CSV files): columns, order of rows, every value.

    compare.py BEFORE AFTER

Prints how many numbers are not the same bit by bit and the largest difference as a share; fails if a text, a
missing value, a column or a row differs, a number is not finite, or differs by more than a billionth.
"""

import sys

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq


def read(path):
    return pyarrow.csv.read_csv(path) if path.endswith(".csv") else pq.read_table(path)


def main(before, after):
    one, other = read(before), read(after)
    assert one.schema.equals(other.schema), (one.schema, other.schema)
    assert one.num_rows == other.num_rows, (one.num_rows, other.num_rows)
    numbers = different = 0
    largest = 0.0
    for name in one.column_names:
        a, b = one[name].combine_chunks(), other[name].combine_chunks()
        assert pc.is_null(a).equals(pc.is_null(b)), f"{name}: other values are missing"
        if not pa.types.is_floating(a.type):
            assert a.equals(b), f"{name} differs"
            continue
        x, y = (np.asarray(column.drop_null()) for column in (a, b))
        assert np.isfinite(x).all() and np.isfinite(y).all(), f"{name} has a value that is not finite"
        numbers, different = numbers + len(x), different + int((x != y).sum())
        gap = np.abs(x - y) / np.maximum(np.abs(x), 1e-300)
        largest = max(largest, float(gap.max(initial=0.0)))
    print(f"{one.num_rows:,} rows, {len(one.column_names)} columns: the same texts and missing values; of "
          f"{numbers:,} numbers {different:,} differ, by {largest:.1e} at most")
    assert largest <= 1e-9


if __name__ == "__main__":
    main(*sys.argv[1:])
