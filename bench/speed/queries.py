"""What is asked of every engine: the names of the queries, and the SQL that most engines share."""

SETS = [("role", "level", "place"), ("role", "level", "skill"), ("role", "place", "industry"),
        ("role", "level"), ("role", "place"), ("role",)]
DIMENSIONS = ["role", "level", "place", "skill", "industry"]
PERCENTILES = [0.1, 0.25, 0.5, 0.75, 0.9]

QUERIES = {
    "scan1": "bare decoding of the columns of q1",
    "scan6": "bare decoding of the columns of the six sets",
    "q1": "exact p10, p25, p50, p75, p90 by role, level, place",
    "q2": "the same for each of the six sets",
    "q4": "q1 with the engine's approximate quantiles",
    "q4six": "q2 with the engine's approximate quantiles",
    "q5": "counts by role, level, place and bucket of pay",
    "q6": "the same for each of the six sets",
}

# Drops null, zero, negative pay and NaN. Engines disagree whether NaN is above everything or beside it; both
# bounds together leave it out everywhere.
USABLE = "pay > 0 AND pay < 1e30"


def needed(query):
    """Columns that a query reads, except pay."""
    return DIMENSIONS if query in ("scan6", "q2", "q4six", "q6") else list(SETS[0])


def sets(query):
    return SETS if query in ("scan6", "q2", "q4six", "q6") else SETS[:1]


def names(by):
    return ", ".join(by)


def scan(query, weigh):
    """Uses every value of every column, so that no engine can answer from the statistics of the file."""
    sums = ", ".join(f"sum({weigh(column)})" for column in needed(query))
    counts = ", ".join(f"count({column})" for column in needed(query))
    return [f"SELECT 1 AS cells, count(CASE WHEN {USABLE} THEN 1 END) AS counted, {counts}, {sums}, "
            f"sum(CASE WHEN {USABLE} THEN pay END) FROM t"]


def one_by_one(query, aggregate):
    return [f"SELECT {names(by)}, count(*) AS n, {aggregate} AS percentiles FROM t WHERE {USABLE} "
            f"GROUP BY {names(by)}" for by in sets(query)]


def grouping_sets(query, aggregate):
    groups = ", ".join(f"({names(by)})" for by in sets(query))
    return [f"SELECT {names(needed(query))}, count(*) AS n, {aggregate} AS percentiles FROM t WHERE {USABLE} "
            f"GROUP BY GROUPING SETS ({groups})"]


# Bucket e * 128 + k holds pay from 2^e * (1 + k/128) up to the next bucket: 128 buckets an octave, so that the
# middle of one is at most 0.39 % from what it holds. A form with log2 is plain SQL that any engine understands.
EXPONENT = "SELECT *, floor(log2(x)) AS e FROM (SELECT *, CAST(pay AS DOUBLE) AS x FROM t WHERE " + USABLE + ")"
BUCKET = "CAST(e*128 + floor((x/power(2, e) - 1)*128) AS SMALLINT)"
LOG2 = f"SELECT *, {BUCKET} AS bucket FROM ({EXPONENT})"

# Buckets are not handed over but counted within the engine, which spares it tens of millions of rows.
TOTALS = "SELECT count(*) AS cells, sum(n) AS counted, sum(bucket*n) AS weighted"


def bucket_counts(by, source):
    return f"SELECT {names(by)}, bucket, count(*) AS n FROM ({source}) GROUP BY {names(by)}, bucket"


def buckets_one_by_one(query, source=LOG2):
    return [f"{TOTALS} FROM ({bucket_counts(by, source)})" for by in sets(query)]


def buckets_grouping_sets(query, source=LOG2):
    groups = ", ".join(f"({names(by)}, bucket)" for by in sets(query))
    return [f"{TOTALS} FROM (SELECT {names(needed(query))}, bucket, count(*) AS n FROM ({source}) "
            f"GROUP BY GROUPING SETS ({groups}))"]


def buckets_summed(create, source=LOG2):
    """The three fine sets from the rows, and each coarse set by adding up a fine one, as counts allow."""
    made = [f"{create.format(name=f'fine{at}')} {bucket_counts(by, source)}" for at, by in enumerate(SETS[:3])]
    fine = [f"{TOTALS} FROM fine{at}" for at in range(3)]
    # The first fine set has role, level and place, and so all that the three coarse sets need.
    coarse = [f"{TOTALS} FROM (SELECT {names(by)}, bucket, sum(n) AS n FROM fine0 GROUP BY {names(by)}, bucket)"
              for by in SETS[3:]]
    return made + fine + coarse
