"""ClickHouse, within the process as chdb: its statements, and how it opens the archive and answers."""

import chdb
from chdb import session

import queries as ask

LEVELS = ", ".join(map(str, ask.PERCENTILES))
EXACT = f"quantilesExactInclusive({LEVELS})(pay)"
TDIGEST = f"quantilesTDigest({LEVELS})(pay)"
# Relative accuracy of 0.4 %, about that of the bucket.
DD = f"quantilesDD(0.004, {LEVELS})(pay)"
RESERVOIR = f"quantiles({LEVELS})(pay)"
IN_MEMORY = "CREATE TEMPORARY TABLE {name} ENGINE = Memory AS"
# The top 16 bits of a positive float are its exponent and seven bits of fraction: the same bucket without log2.
BITS = (f"SELECT *, CAST(bitShiftRight(reinterpretAsUInt32(assumeNotNull(pay)), 16) - 16256 AS Int16) AS bucket "
        f"FROM t WHERE {ask.USABLE}")


def statements(words):
    weigh = (lambda column: f"length({column})") if words else str
    return {
        "scan1": {"sql": ask.scan("scan1", weigh)},
        "scan6": {"sql": ask.scan("scan6", weigh)},
        "q1": {"sql": ask.one_by_one("q1", EXACT)},
        "q2": {"six": ask.one_by_one("q2", EXACT), "sets": ask.grouping_sets("q2", EXACT)},
        "q4": {"t-digest": ask.one_by_one("q4", TDIGEST), "dd": ask.one_by_one("q4", DD),
               "reservoir": ask.one_by_one("q4", RESERVOIR)},
        "q4six": {"t-digest, six": ask.one_by_one("q4six", TDIGEST), "dd, six": ask.one_by_one("q4six", DD),
                  "dd, sets": ask.grouping_sets("q4six", DD)},
        "q5": {"log2": ask.buckets_one_by_one("q5"), "bits": ask.buckets_one_by_one("q5", BITS)},
        "q6": {"bits, six": ask.buckets_one_by_one("q6", BITS), "bits, sets": ask.buckets_grouping_sets("q6", BITS),
               "bits, summed": ask.buckets_summed(IN_MEMORY, BITS)},
    }


def version():
    return chdb.chdb_version if isinstance(chdb.chdb_version, str) else ".".join(chdb.chdb_version)


def structure(words):
    """Says which columns have no null, which files do not tell and which spares a mask a column.

    LowCardinality, which the documentation advises for few words, is not taken: the reader builds it from plain
    text (ClickHouse issue 56492), and q1 took 3.7 CPU s of ten million rows with it and 2.5 without.
    """
    kind = "String" if words else "Int8"
    columns = [f"{name} {f'Nullable({kind})' if name == 'level' else kind}" for name in ask.DIMENSIONS]
    return ", ".join([*columns, "pay Nullable(Float32)"])


def open(folder, threads, words):
    connection = session.Session()
    connection.query(f"SET max_threads = {threads}")
    connection.query(f"CREATE VIEW t AS SELECT * FROM file('{folder}/*.parquet', Parquet, '{structure(words)}')")
    return connection


def answer(connection, statement):
    found = connection.query(statement, "ArrowTable")
    return None if statement.startswith("CREATE") else found
