"""Polars: its expressions, and how it opens the archive and answers.

The streaming engine is what the documentation advises for data of this size. There are no grouping sets and no
approximate quantiles.
"""

import polars as pl

import queries as ask

PAY = pl.col("pay")
USABLE = (PAY > 0) & (PAY < 1e30)
# The top 16 bits of a positive float are its exponent and seven bits of fraction: the same bucket without log2.
BITS = (PAY.reinterpret(dtype=pl.UInt32) // 65536).cast(pl.Int32).cast(pl.Int16) - 16256
WIDE = PAY.cast(pl.Float64)
EXPONENT = WIDE.log(2).floor()
LOG2 = (EXPONENT * 128 + ((WIDE / pl.lit(2.0).pow(EXPONENT) - 1) * 128).floor()).cast(pl.Int16)
TOTALS = [pl.len().alias("cells"), pl.col("n").sum().alias("counted"),
          (pl.col("bucket").cast(pl.Int64) * pl.col("n")).sum().alias("weighted")]


def scan(query, words):
    def run(table):
        weigh = [pl.col(name).str.len_bytes() if words else pl.col(name).cast(pl.Int64)
                 for name in ask.needed(query)]
        found = table.select(pl.lit(1).alias("cells"), USABLE.sum().alias("counted"),
                             *[one.sum() for one in weigh], PAY.filter(USABLE).sum())
        return [found.collect(engine="streaming")]
    return run


def coded(table):
    """Text as Categorical, which the documentation advises for few words: q5 took a third less CPU with it."""
    schema = table.collect_schema()
    text = [name for name in ask.DIMENSIONS if schema[name] == pl.String]
    return table.with_columns(pl.col(text).cast(pl.Categorical))


def five():
    """One expression a percentile: within a group-by the engine takes no list of them."""
    return pl.concat_list(PAY.quantile(share, "linear") for share in ask.PERCENTILES).alias("percentiles")


def exact(query, engine):
    def run(table):
        rows, percentiles = coded(table).filter(USABLE), five()
        return pl.collect_all([rows.group_by(by).agg(pl.len().alias("n"), percentiles)
                               for by in ask.sets(query)], engine=engine)
    return run


def counts(table, by, bucket):
    rows = coded(table).filter(USABLE).with_columns(bucket.alias("bucket"))
    return rows.group_by([*by, "bucket"]).agg(pl.len().cast(pl.Int64).alias("n"))


def buckets(query, bucket):
    def run(table):
        return pl.collect_all([counts(table, by, bucket).select(TOTALS) for by in ask.sets(query)],
                              engine="streaming")
    return run


def buckets_summed(bucket):
    """The three fine sets from the rows, and each coarse set by adding up the first."""
    def run(table):
        fine = pl.collect_all([counts(table, by, bucket) for by in ask.SETS[:3]], engine="streaming")
        coarse = [fine[0].group_by([*by, "bucket"]).agg(pl.col("n").sum()) for by in ask.SETS[3:]]
        return [one.select(TOTALS) for one in [*fine, *coarse]]
    return run


def statements(words):
    return {
        "scan1": {"streaming": scan("scan1", words)},
        "scan6": {"streaming": scan("scan6", words)},
        "q1": {"streaming": exact("q1", "streaming"), "in memory": exact("q1", "in-memory")},
        "q2": {"streaming": exact("q2", "streaming"), "in memory": exact("q2", "in-memory")},
        "q5": {"log2": buckets("q5", LOG2), "bits": buckets("q5", BITS)},
        "q6": {"bits, six": buckets("q6", BITS), "bits, summed": buckets_summed(BITS)},
    }


def version():
    return pl.__version__


def open(folder, _threads, _words):
    """POLARS_MAX_THREADS, which ask.py sets before the import, holds the number of threads."""
    return pl.scan_parquet(f"{folder}/*.parquet")


def answer(table, run):
    return [found.to_arrow() for found in run(table)]
