"""A roll-up on Apache Spark, on this machine, a cluster (`master`) or a server (`connect`): a job → Parquet files.

The files and the folder of the result must be seen under the same path by every worker.
"""

import os

from job import is_parquet, module, run

sql = module("pyspark.sql")


def session(job):
    builder = sql.SparkSession.builder.appName("goingrate rollup")
    if job["connect"]:
        # The client of Spark Connect needs more modules than Spark itself.
        module("pyspark.sql.connect.session")
        return builder.remote(job["connect"]).getOrCreate()
    if job["master"]:
        builder = builder.master(job["master"])
    if job["memory"]:
        builder = builder.config("spark.driver.memory", f"{job['memory'] >> 20}m")
        builder = builder.config("spark.executor.memory", f"{job['memory'] >> 20}m")
    return builder.config("spark.ui.showConsoleProgress", "false").getOrCreate()


def main(job):
    spark = session(job)
    # Headings that differ in capitals only are two columns; months are cut in UTC, as on the other engines.
    spark.conf.set("spark.sql.caseSensitive", "true")
    spark.conf.set("spark.sql.session.timeZone", "UTC")
    files = ["file://" + os.path.abspath(file) for file in job["files"]]
    if is_parquet(files):
        rows = spark.read.parquet(*files)
    else:
        # Columns by their headings, a quote within quotes as two, and lines within quotes, as in every CSV.
        rows = spark.read.csv(files, header=True, enforceSchema=False, multiLine=True, quote='"', escape='"')
    rows.createOrReplaceTempView(job["table"])
    out = "file://" + os.path.abspath(job["out"])
    spark.sql(job["statement"]).write.mode("append").parquet(out)
    spark.stop()


run(main)
