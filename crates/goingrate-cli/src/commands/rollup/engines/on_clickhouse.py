"""A roll-up on ClickHouse within this process (chdb): a job → its result as one Parquet file."""

import os

from job import folder_of, is_parquet, module, run

chdb = module("chdb.session")

# Days with a time are cut into months in UTC, as on the other engines. Columns of CSV are texts as they stand.
SETTINGS = """
SET session_timezone = 'UTC';
SET input_format_csv_use_best_effort_in_schema_inference = 0;
SET schema_inference_make_columns_nullable = 1;
SET input_format_csv_empty_as_default = 1;
"""


def literal(text):
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def main(job):
    format = "Parquet" if is_parquet(job["files"]) else "CSVWithNames"
    session = chdb.Session()
    for setting in SETTINGS.strip().splitlines():
        session.query(setting)
    if job["memory"]:
        session.query(f"SET max_memory_usage = {job['memory']}")
    with folder_of(job["files"]) as folder:
        files = literal(os.path.join(folder, "*"))
        session.query(f"CREATE VIEW {job['table']} AS SELECT * FROM file({files}, {format})")
        result = session.query(job["statement"], "Parquet")
        with open(os.path.join(job["out"], "part-0.parquet"), "wb") as file:
            file.write(result.bytes())


run(main)
