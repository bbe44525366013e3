"""A statement on a PostgreSQL that is started for it, in a folder of its own: Parquet files → a table of Arrow."""

import glob
import os
import shutil
import subprocess

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

TYPES = {
    "string": "text", "int32": "integer", "int64": "bigint", "float": "real", "double": "double precision",
    "bool": "boolean", "date32[day]": "date", "decimal128(18, 2)": "numeric(18, 2)",
}
# What stands for null in the file; no text of the table is this.
NULL = "~null~"


def programs():
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
    return os.path.dirname(found[-1]) if found else os.path.dirname(shutil.which("initdb") or "")


def run(sql, table, files, folder, Skipped):
    bin = programs()
    if not bin:
        raise Skipped("no initdb; apt-get install postgresql")
    base = os.path.join(folder, "postgres")
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    shutil.rmtree(base, ignore_errors=True)
    os.mkdir(base)
    os.chmod(folder, 0o755)
    os.chmod(base, 0o777)
    data = os.path.join(base, "data")

    def call(*args, **more):
        done = subprocess.run([*as_user, *args], capture_output=True, text=True, cwd=base, **more)
        if done.returncode:
            raise AssertionError(f"{args[0]} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        return done.stdout

    call(f"{bin}/initdb", "-D", data, "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust")
    call(f"{bin}/pg_ctl", "-D", data, "-w", "-l", f"{base}/log", "-o", f"-k {base} -h ''", "start")
    try:
        psql = [f"{bin}/psql", "-h", base, "-d", "postgres", "-v", "ON_ERROR_STOP=1", "-q", "-X"]
        call(*psql, input=load(table, files))
        query = sql.strip().rstrip(";")
        out = call(*psql, input=f"COPY (\n{query}\n) TO STDOUT (FORMAT csv, HEADER, NULL '{NULL}');\n")
        return read(out, pq.read_schema(files[0]))
    finally:
        call(f"{bin}/pg_ctl", "-D", data, "-m", "immediate", "stop")


def load(table, files):
    """What psql reads to make the table: its types, then its rows."""
    rows = pa.concat_tables(pq.read_table(file) for file in files)
    name = lambda heading: '"' + heading.replace('"', '""') + '"'
    types = ", ".join(f"{name(f.name)} {TYPES[str(f.type)]}" for f in rows.schema)
    lines = [f"CREATE TABLE {table} ({types});", f"COPY {table} FROM STDIN (FORMAT csv, NULL '{NULL}');"]
    for row in zip(*(column.to_pylist() for column in rows.columns)):
        lines.append(",".join(NULL if v is None else '"' + str(v).replace('"', '""') + '"' for v in row))
    return "\n".join([*lines, "\\.", ""])


def read(text, schema):
    """Rows in the types of the table that they came from."""
    convert = pyarrow.csv.ConvertOptions(
        null_values=[NULL], strings_can_be_null=True, quoted_strings_can_be_null=False,
        true_values=["t"], false_values=["f"],
        column_types={
            "rollup_part": pa.string(), "rollup_fault": pa.string(), "rollup_bucket": pa.int64(),
            "rollup_rows": pa.int64(), "Day": pa.string(), "Posted": pa.string(),
        } | {f.name: f.type for f in schema if f.name not in ("Day", "Posted")},
    )
    parse = pyarrow.csv.ParseOptions(newlines_in_values=True)
    return pyarrow.csv.read_csv(pa.BufferReader(text.encode()), parse_options=parse, convert_options=convert)
