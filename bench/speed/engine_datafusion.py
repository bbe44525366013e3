"""DataFusion: its statements, and how it opens the archive and answers."""

import datafusion
import pyarrow as pa

import queries as ask


def five(function):
    """The engine takes one percentile at a time."""
    each = ", ".join(f"{function}({share}) WITHIN GROUP (ORDER BY pay)" for share in ask.PERCENTILES)
    return f"make_array({each})"


EXACT = five("percentile_cont")
TDIGEST = five("approx_percentile_cont")
IN_MEMORY = "CREATE TABLE {name} AS"


def statements(words):
    weigh = (lambda column: f"octet_length({column})") if words else str
    return {
        "scan1": {"sql": ask.scan("scan1", weigh)},
        "scan6": {"sql": ask.scan("scan6", weigh)},
        "q1": {"sql": ask.one_by_one("q1", EXACT)},
        "q2": {"six": ask.one_by_one("q2", EXACT), "sets": ask.grouping_sets("q2", EXACT)},
        "q4": {"t-digest": ask.one_by_one("q4", TDIGEST)},
        "q4six": {"t-digest, six": ask.one_by_one("q4six", TDIGEST),
                  "t-digest, sets": ask.grouping_sets("q4six", TDIGEST)},
        "q5": {"sql": ask.buckets_one_by_one("q5")},
        "q6": {"six": ask.buckets_one_by_one("q6"), "sets": ask.buckets_grouping_sets("q6"),
               "summed": ask.buckets_summed(IN_MEMORY)},
    }


def version():
    return datafusion.__version__


def open(folder, threads, _words):
    context = datafusion.SessionContext(datafusion.SessionConfig().with_target_partitions(threads))
    context.register_parquet("t", str(folder))
    return context


def answer(context, statement):
    batches = context.sql(statement).collect()
    return None if statement.startswith("CREATE") else pa.Table.from_batches(batches)
