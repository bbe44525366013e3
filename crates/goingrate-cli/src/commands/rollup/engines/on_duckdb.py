"""A roll-up on DuckDB: a job → its result as one Parquet file."""

import os

from job import is_parquet, job, module

duckdb = module("duckdb")


def main(job):
    connection = duckdb.connect(config={"memory_limit": job["memory"]} if job["memory"] else {})
    connection.execute("SET TimeZone = 'UTC'")
    files = job["files"]
    if is_parquet(files):
        rows = connection.read_parquet(files)
    else:
        rows = connection.read_csv(files, header=True, all_varchar=True)
    rows.create_view(job["table"])
    connection.sql(job["statement"]).write_parquet(os.path.join(job["out"], "part-0.parquet"))


main(job())
