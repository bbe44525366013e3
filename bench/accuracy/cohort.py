"""What salary sites publish: the percentiles of the people like you, of a wider group if too few.

A cell is published from five rows on, which is the customary rule of pay surveys; with fewer the
next wider group answers, and all rows answer however few they are.
"""

import numpy as np

from metrics import QUANTILES

ENOUGH = 5
LADDER = [["cell"],
          ["cohort_role", "cohort_level", "cohort_country"],
          ["cohort_role", "cohort_country"],
          ["cohort_country"]]
NAMES = ["cell", "role × level × country", "role × country", "country", "all"]


def keys(table, by):
    return list(table[by].itertuples(index=False, name=None))


def percentiles(values):
    """Linear between neighbours, of log pay (numpy's default rule, number 7 of Hyndman and Fan)."""
    return np.quantile(values, QUANTILES)


class Cohort:
    def __init__(self, sample, enough=ENOUGH):
        self.rungs = [self.rung(sample, by, enough) for by in LADDER]
        self.everybody = percentiles(sample["y"].to_numpy())

    @staticmethod
    def rung(sample, by, enough):
        groups = sample.groupby(by, sort=False)["y"]
        return {key: percentiles(y.to_numpy()) for key, y in groups if len(y) >= enough}

    def depths(self, test):
        """Which rung answers each row; the last number stands for all rows."""
        found = np.full(len(test), len(LADDER))
        for depth in reversed(range(len(LADDER))):
            known = [key in self.rungs[depth] for key in keys(test, LADDER[depth])]
            found[known] = depth
        return found

    def predict(self, test):
        predicted = np.tile(self.everybody, (len(test), 1))
        for depth in reversed(range(len(LADDER))):
            for row, key in enumerate(keys(test, LADDER[depth])):
                if key in self.rungs[depth]:
                    predicted[row] = self.rungs[depth][key]
        return predicted

    def chosen(self, test):
        counts = np.bincount(self.depths(test), minlength=len(NAMES))
        return "answered by " + ", ".join(f"{name} {count}" for name, count in zip(NAMES, counts))


def fit(sample, threads=1):
    return Cohort(sample)
