"""An invented table with everything that engines treat in ways of their own, and what its roll-up must be.

The roll-up is computed here a row at a time from the bits of each amount, with no logarithm and no SQL.
"""

import collections
import datetime
import decimal
import math
import random
import re
import struct

import pyarrow as pa
import pyarrow.parquet as pq

ROWS = 20_000
LARGEST = 1.7976931348623157e308
SMALLEST = 5e-324
AWKWARD = [
    None, 0.0, -0.0, -1.0, -SMALLEST, math.nan, -math.nan, math.inf, -math.inf, 0.1, 1e-300, 1e300, 1.0, 100_000.0,
    SMALLEST, 3 * SMALLEST, 2.2250738585072014e-308, 2.225073858507201e-308, LARGEST,
    math.nextafter(LARGEST, 0), 2.0**1023, math.nextafter(2.0**1023, 0),
]
TEXTS = [
    None, "", " ", "n/a", "120000", " 120000.5 ", "+5", "-5", "0", "-0.0", "1e5", "1E+5", ".5", "5.", "12d", "12f",
    "1_000", "0x10", "12,000", "nan", "NaN", "inf", "Infinity", "1e", "--1", "1 000", "0.1", "1e-300", "1e300",
    "9007199254740993", "123456789012345678901234567890", "179.99999999999997", "2.2250738585072011e-308",
]
DAYS = [None, "2026-07-14", "2026-07", "2026", "soon", "26-07-01", "2026-7-01", "2026-08-01T10:00", "", "12:4-07-01"]
NUMBER = re.compile(r"[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?")


def amounts_of_64_bits():
    beside = []
    for power in range(-1074, 1024):
        exact = 2.0**power
        beside += [exact, math.nextafter(exact, 0), math.nextafter(exact, math.inf)]
    edges = [(1 + k / 128) * 2.0**16 for k in range(128)]
    edges += [math.nextafter(edge, 0) for edge in edges]
    return AWKWARD + beside + edges


def float_of_32_bits(value):
    return struct.unpack("<f", struct.pack("<f", value))[0]


def table(seed=21):
    """The table, as columns of Python values by heading."""
    invented = random.Random(seed)
    pick = invented.choice
    pay = amounts_of_64_bits()
    pay += [round(invented.lognormvariate(11.5, 0.5), 2) for _ in range(ROWS - len(pay))]
    edges_32 = [2.0**power for power in range(-149, 128)]
    low = AWKWARD[:9] + edges_32 + [invented.lognormvariate(11, 0.5) for _ in range(ROWS - 9 - len(edges_32))]
    whole = [None, 0, -5, 1, 2**53 + 1, 2**63 - 1] + [2**n for n in range(63)] + [2**n - 1 for n in range(1, 63)]
    whole += [invented.randrange(1, 400_000) for _ in range(ROWS - len(whole))]
    cents = [None, 0, -1, 1, 2**50, 12_799, 12_800, 10**17 - 1] + [invented.randrange(1, 10**7) for _ in range(ROWS - 8)]
    bonus = [None if c is None else decimal.Decimal(c).scaleb(-2) for c in cents]
    texts = TEXTS + [f"{invented.lognormvariate(11, 0.4):.2f}" for _ in range(ROWS - len(TEXTS))]
    columns = {
        "Role": [pick(["data engineer", "Backend", "it's", None, ""]) for _ in range(ROWS)],
        'the "Grade", it\'s': [pick(["G1", "G2", None]) for _ in range(ROWS)],
        "City.name": [pick(["Zürich", "São Paulo", None]) for _ in range(ROWS)],
        "City": [pick(["Genève", None]) for _ in range(ROWS)],
        "group_1": [pick(["ch", "br"]) for _ in range(ROWS)],
        "Years": [pick([1, 2, None]) for _ in range(ROWS)],
        "Remote": [pick([True, False, None]) for _ in range(ROWS)],
        "Day": [pick(DAYS) for _ in range(ROWS)],
        "Posted": [pick([None, datetime.date(2026, 7, 14), datetime.date(2026, 8, 1)]) for _ in range(ROWS)],
        "Status": [pick(["ok", "ok", " DRAFT ", "it's \\ VOID", None, "été", "drafts"]) for _ in range(ROWS)],
        "Kind": [pick(["full", "Full ", "part", None, ""]) for _ in range(ROWS)],
        "Low 32": [None if x is None else float_of_32_bits(x) for x in low],
        "High whole": whole,
        "Pay": pay,
        "Bonus decimal": bonus,
        "Stated text": texts,
    }
    # Each amount is shuffled by itself, so that awkward ones meet every group.
    for heading in ["Low 32", "High whole", "Pay", "Bonus decimal", "Stated text"]:
        invented.shuffle(columns[heading])
    return columns


TYPES = {
    "Years": pa.int32(), "Remote": pa.bool_(), "Posted": pa.date32(), "Low 32": pa.float32(), "High whole": pa.int64(),
    "Pay": pa.float64(), "Bonus decimal": pa.decimal128(18, 2),
}


def write(columns, folder, files=3):
    """The table as Parquet files; gives their paths."""
    arrow = pa.table({h: pa.array(v, TYPES.get(h, pa.string())) for h, v in columns.items()})
    paths = []
    for at in range(files):
        part = arrow.slice(at * ROWS // files, (at + 1) * ROWS // files - at * ROWS // files)
        paths.append(f"{folder}/it's part {at}.parquet")
        pq.write_table(part, paths[-1])
    return paths


def bucket(x):
    """128 buckets an octave, from the bits of a positive finite number."""
    (bits,) = struct.unpack("<q", struct.pack("<d", x))
    exponent, fraction = bits >> 52, bits & (2**52 - 1)
    if exponent == 0:
        shift = 53 - fraction.bit_length()
        exponent, fraction = 1 - shift, (fraction << shift) & (2**52 - 1)
    return (exponent - 1023) * 128 + (fraction >> 45)


def place(stated):
    """Fault and bucket of an amount."""
    if stated is None:
        return "missing", None
    if isinstance(stated, str):
        text = stated.strip(" ")
        if not NUMBER.fullmatch(text):
            return "unreadable", None
        stated = text
    x = float(stated)
    if x == 0:
        return "missing", None
    if not (x > 0 and math.isfinite(x)):
        return "impossible", None
    return None, bucket(x)


def month(day):
    text = None if day is None else str(day)
    return text[:7] if text and re.match(r"[0-9]{4}-[0-9]{2}", text) else text


DIMENSIONS = ['the "Grade", it\'s', "Remote", "group_1", "Role", "Years"]
FIGURES = {
    "base_salary.low": "Low 32", "base_salary.high": "High whole", "total_compensation": "Pay",
    "bonus": "Bonus decimal", "equity": "Stated text",
}


def expected(columns, mapping):
    """The rows of the result: part, values of dimensions by heading, fault, bucket → rows."""
    # BigQuery has no column with a point in its name, so the mapping for every dialect has none.
    dimensions = [*DIMENSIONS, *(["Day", "City.name"] if mapping == "text" else ["Posted", "City"])]
    day = dimensions[-2]
    figures = {w: h for w, h in FIGURES.items() if mapping == "text" or w != "equity"}
    counts = collections.Counter()
    nothing = tuple((heading, None) for heading in sorted(dimensions))
    for at in range(ROWS):
        counts["scanned", nothing, None, None] += 1
        status, kind = [(columns[h][at] or "").strip(" ").lower() for h in ("Status", "Kind")]
        if mapping == "text" and (status in ("draft", "it's \\ void", "été") or kind not in ("full", "")):
            counts["left_out", nothing, None, None] += 1
            continue
        values = {heading: columns[heading][at] for heading in dimensions} | {day: month(columns[day][at])}
        group = tuple(sorted(values.items()))
        for word, heading in figures.items():
            counts[word, group, *place(columns[heading][at])] += 1
    return counts
