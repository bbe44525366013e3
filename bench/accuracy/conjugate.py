"""A single-parent conjugate smoother: each group is drawn towards the one group that holds it.

Chain: all → country → role × country → role × level × country → cell. A group's mean and variance
have a normal-inverse-gamma prior, centred on what its parent says; the prediction is a Student t.
A row speaks once: at each step of a chain only those rows count that the next step does not hold,
so that a parent is never told by its own child.
Three numbers a step are found on the training sample, by the marginal likelihood of the step's
groups over a grid: `pull` (rows that the parent's mean is worth), `firmness` (rows that its variance
is worth) and `narrowing` (variance within a group over that within its parent).
"""

from itertools import product

import numpy as np
from scipy.special import gammaln
from scipy.stats import t as student

from metrics import QUANTILES

STEPS = [["cohort_country"],
         ["cohort_role", "cohort_country"],
         ["cohort_role", "cohort_level", "cohort_country"],
         ["cell"]]
GRID = list(product([0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0],
                    [2.0, 4.0, 8.0, 16.0, 32.0, 64.0],
                    [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0]))
# The root's prior: one row with the sample's own mean and variance.
ROOT_PULL = 1.0
ROOT_FIRMNESS = 1.0
# Squares below this are rounding, in logs.
LEAST = 1e-9


def group_keys(table):
    """One list of keys a step. Without a metro the cell is the step before it, and is passed over."""
    same = (table["cohort_place"] == table["cohort_country"]) | (table["cohort_place"] == "")
    found = [list(table[by].itertuples(index=False, name=None)) for by in STEPS]
    found[-1] = [None if plain else key for key, plain in zip(found[-1], same)]
    return found


def sums(keys, y):
    """Per key: rows, sum, sum of squares. None is nobody's key."""
    found = {}
    for key, value in zip(keys, y):
        if key is not None:
            found[key] = found.get(key, 0.0) + np.array([1.0, value, value * value])
    return found


def moments(total):
    """Rows, mean, sum of squared distances from it, for rows of sums."""
    rows = total[:, 0]
    mean = np.divide(total[:, 1], rows, out=np.zeros_like(rows), where=rows > 0.5)
    spread = np.maximum(total[:, 2] - rows * mean**2, 0.0)
    return rows, mean, np.where(rows > 1.5, spread, 0.0)


class Belief:
    """Normal-inverse-gamma, one a chain: mean, its worth in rows, half the firmness, and scale."""

    def __init__(self, mean, pull, half, scale):
        self.mean, self.pull, self.half, self.scale = mean, pull, half, scale

    def variance(self):
        return self.scale / self.half

    def child_prior(self, pull, firmness, narrowing):
        half = np.full_like(self.mean, firmness / 2.0)
        return Belief(self.mean, np.full_like(self.mean, pull), half,
                      np.maximum(half * self.variance() * narrowing, LEAST))

    def told(self, total):
        rows, mean, spread = moments(total)
        pull = self.pull + rows
        apart = self.pull * rows * (mean - self.mean) ** 2 / pull
        return Belief((self.pull * self.mean + rows * mean) / pull, pull, self.half + rows / 2.0,
                      self.scale + 0.5 * (spread + apart))

    def log_likelihood(self, total):
        """Of the rows that the sums stand for, mean and variance integrated out (Murphy 2007, eq. 95)."""
        after, rows = self.told(total), total[:, 0]
        return float(np.sum(gammaln(after.half) - gammaln(self.half)
                            + self.half * np.log(self.scale) - after.half * np.log(after.scale)
                            + 0.5 * np.log(self.pull / after.pull)
                            - 0.5 * rows * np.log(2.0 * np.pi)))

    def quantiles(self):
        scale = np.sqrt(self.scale * (self.pull + 1.0) / (self.half * self.pull))
        return self.mean[:, None] + scale[:, None] * student.ppf(QUANTILES, 2.0 * self.half[:, None])


class Conjugate:
    def __init__(self, sample):
        y = sample["y"].to_numpy()
        self.centre = y.mean()  # squares are taken from here, so that no digits are lost
        keys = group_keys(sample)
        self.sums = [sums(step_keys, y - self.centre) for step_keys in keys]
        self.all = np.array([len(y), 0.0, np.sum((y - self.centre) ** 2)])
        self.numbers = []
        for step in range(len(STEPS)):
            self.numbers.append(self.best_numbers(chains_to(keys, step), step))

    def totals(self, chains, step):
        nothing = np.zeros(3)
        return np.array([self.sums[step].get(chain[step], nothing) for chain in chains])

    def root(self, count):
        variance = max(self.all[2] / max(self.all[0] - 1.0, 1.0), LEAST)
        pull, half = np.full(count, ROOT_PULL), np.full(count, ROOT_FIRMNESS / 2.0)
        return Belief(np.zeros(count), pull, half, half * variance)

    def parent(self, chains, step):
        """What the steps above `step` say, told only by rows that the group at `step` does not hold."""
        belief, left = self.root(len(chains)), np.tile(self.all, (len(chains), 1))
        for depth in range(step + 1):
            inside = self.totals(chains, depth)
            belief, left = belief.told(left - inside), inside
            if depth < step:
                belief = belief.child_prior(*self.numbers[depth])
        return belief

    def best_numbers(self, chains, step):
        if not chains:  # no metro in the set: never asked for
            return GRID[0]
        parent, inside = self.parent(chains, step), self.totals(chains, step)
        return max(GRID, key=lambda numbers: parent.child_prior(*numbers).log_likelihood(inside))

    def group_quantiles(self, chains, step):
        prior = self.parent(chains, step).child_prior(*self.numbers[step])
        return self.centre + prior.told(self.totals(chains, step)).quantiles()

    def predict(self, test):
        keys, predicted = group_keys(test), np.empty((len(test), len(QUANTILES)))
        last = len(STEPS) - 1
        passed_over = np.array([key is None for key in keys[last]], dtype=bool)
        for step, rows in ((last, ~passed_over), (last - 1, passed_over)):
            if rows.any():
                every = list(zip(*keys[:step + 1]))
                predicted[rows] = self.group_quantiles([every[k] for k in np.flatnonzero(rows)], step)
        return predicted

    def chosen(self, _test):
        names = ["country", "role", "level", "metro"]
        found = [f"{name} {pull:g}/{firmness:g}/{narrowing:g}" for name, key, (pull, firmness, narrowing)
                 in zip(names, self.sums, self.numbers) if key]
        return "pull/firmness/narrowing: " + ", ".join(found)


def chains_to(keys, step):
    """Each group of this step once, after the groups that hold it."""
    return [chain for chain in dict.fromkeys(zip(*keys[:step + 1])) if chain[-1] is not None]


def fit(sample, threads=1):
    return Conjugate(sample)
