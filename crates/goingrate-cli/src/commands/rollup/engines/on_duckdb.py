"""A roll-up on DuckDB: a job → its result as one Parquet file."""

import os

from job import is_parquet, module, run

duckdb = module("duckdb")


def main(job):
    connection = duckdb.connect(config={"memory_limit": f"{job['memory'] >> 20}MiB"} if job["memory"] else {})
    connection.execute("SET TimeZone = 'UTC'")
    files = job["files"]
    if is_parquet(files):
        rows = connection.read_parquet(files)
    else:
        # Not by connection.read_csv, which leaves out files whose lines end otherwise than those of the first.
        named = ", ".join("'" + file.replace("'", "''") + "'" for file in files)
        rows = connection.sql(f"SELECT * FROM read_csv([{named}], header = true, all_varchar = true)")
    rows.create_view(job["table"])
    connection.sql(job["statement"]).write_parquet(os.path.join(job["out"], "part-0.parquet"))


run(main)
