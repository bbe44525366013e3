"""Arrow's Parquet reader, which only decodes: the floor below every query. It groups nothing here."""

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

import queries as ask


def decode(query, dictionary):
    """Every batch is decoded and let go; of its values only those of pay are looked at."""
    def run(source):
        folder, words = source
        keep = ask.needed(query) if dictionary and words else []
        kind = ds.ParquetFileFormat(dictionary_columns=keep)
        usable = 0
        for batch in ds.dataset(folder, format=kind).to_batches(columns=[*ask.needed(query), "pay"]):
            pay = batch.column("pay")
            usable += pc.sum(pc.and_(pc.greater(pay, 0), pc.less(pay, 1e30))).as_py()
        return [pa.table({"cells": [1], "counted": [usable]})]
    return run


def statements(words):
    forms = {"dictionary": True, "plain": False} if words else {"plain": False}
    return {query: {form: decode(query, kept) for form, kept in forms.items()} for query in ("scan1", "scan6")}


def version():
    return pa.__version__


def open(folder, threads, words):
    pa.set_cpu_count(threads)
    return folder, words


def answer(source, run):
    return run(source)
