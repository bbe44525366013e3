"""DuckDB: its statements, and how it opens the archive and answers."""

import duckdb

import queries as ask

EXACT = f"quantile_cont(pay, {ask.PERCENTILES})"
TDIGEST = f"approx_quantile(pay, {ask.PERCENTILES})"
RESERVOIR = f"reservoir_quantile(pay, {ask.PERCENTILES}, 8192)"
TEMPORARY = "CREATE TEMP TABLE {name} AS"


def statements(words):
    weigh = (lambda column: f"strlen({column})") if words else str
    return {
        "scan1": {"sql": ask.scan("scan1", weigh)},
        "scan6": {"sql": ask.scan("scan6", weigh)},
        "q1": {"sql": ask.one_by_one("q1", EXACT)},
        "q2": {"six": ask.one_by_one("q2", EXACT), "sets": ask.grouping_sets("q2", EXACT)},
        "q4": {"t-digest": ask.one_by_one("q4", TDIGEST), "reservoir": ask.one_by_one("q4", RESERVOIR)},
        "q4six": {"t-digest, six": ask.one_by_one("q4six", TDIGEST),
                  "t-digest, sets": ask.grouping_sets("q4six", TDIGEST)},
        "q5": {"sql": ask.buckets_one_by_one("q5")},
        "q6": {"six": ask.buckets_one_by_one("q6"), "sets": ask.buckets_grouping_sets("q6"),
               "summed": ask.buckets_summed(TEMPORARY)},
    }


def version():
    return duckdb.__version__


def open(folder, threads, _words):
    connection = duckdb.connect()
    # The order of rows means nothing to a group-by, and the engine's guide advises not to keep it then.
    connection.execute(f"SET threads={threads}; SET preserve_insertion_order=false")
    connection.execute(f"CREATE VIEW t AS SELECT * FROM read_parquet('{folder}/*.parquet')")
    return connection


def answer(connection, statement):
    if statement.startswith("CREATE"):
        connection.execute(statement)
        return None
    # A relation hands over Arrow without the copy that a cursor makes.
    return connection.sql(statement).to_arrow_table()
