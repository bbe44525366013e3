"""A set's CSV file to a table of rows, and from it the training sample of size n and the test rows."""

import json
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

COHORT = ["cell", "cohort_role", "cohort_level", "cohort_place", "cohort_country"]


@dataclass
class DataSet:
    name: str
    title: str
    sizes: list
    rival_sizes: list  # further sizes, at which LightGBM alone is run
    train: pd.DataFrame  # in rank order
    test: pd.DataFrame

    def sample(self, n):
        return self.train.iloc[:n]


def read_table(path):
    """Texts stay texts: a country "NA" or a role "None" is a name, only the empty field is missing."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    missing = [c for c in ["split", "rank", "y", *COHORT] if c not in table.columns]
    if missing:
        raise SystemExit(f"{path}: reading a set, these columns are not there: {', '.join(missing)}")
    table["y"] = table["y"].astype(float)
    for column in columns(table, "num_"):
        table[column] = [float(field) if field else float("nan") for field in table[column]]
    return table


def columns(table, prefix):
    return [c for c in table.columns if c.startswith(prefix)]


def in_rank_order(table):
    train = table[table["split"] == "train"].copy()
    train["rank"] = train["rank"].astype(int)
    train = train.sort_values("rank").reset_index(drop=True)
    if list(train["rank"]) != list(range(len(train))):
        raise SystemExit("the ranks of the training rows are not 0, 1, 2, … each once")
    return train


def read_set(folder, entry):
    table = read_table(Path(folder) / f"{entry['set']}.csv")
    test = table[table["split"] == "test"].reset_index(drop=True)
    train = in_rank_order(table)
    if len(train) + len(test) != len(table):
        raise SystemExit(f"{entry['set']}: a split is neither train nor test")
    return DataSet(entry["set"], entry.get("title", entry["set"]), entry["sizes"],
                   entry.get("rival_sizes", []), train, test)


def read_entries(folder):
    return json.loads((Path(folder) / "sets.json").read_text(encoding="utf-8"))
