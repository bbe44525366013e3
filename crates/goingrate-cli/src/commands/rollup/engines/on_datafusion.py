"""A roll-up on DataFusion: a job → its result as Parquet files."""

from job import folder_of, is_parquet, module, run

datafusion = module("datafusion")


def main(job):
    context = datafusion.SessionContext()
    with folder_of(job["files"]) as folder:
        if is_parquet(job["files"]):
            context.register_parquet(job["table"], folder)
        else:
            # Where no row is looked at, every column is a text.
            context.register_csv(job["table"], folder, schema_infer_max_records=0)
        context.sql(job["statement"]).write_parquet(job["out"])


run(main)
