"""A seed to rows of invented postings: which cell each row is in, what it pays, and the awkward ones.

No figure here is anybody's. A file of the archive depends on the seed and on its own number alone, so that
files can be made in any order and by any number of processes.
"""

import numpy as np

import words

# Shares fall as 1 / rank^steepness: a few cells have many rows and most have few, as in postings.
STEEPNESS = {"role": 0.9, "level": 0.7, "place": 1.0, "skill": 1.0, "industry": 0.8, "month": 0.2}
STEPS = 1 << 16
UNKNOWN_LEVEL_ONE_IN = 200
# Of 10,000 rows: which numbers of a draw from 0 to 9,999 make the pay what no engine may trip over.
NULL, ZERO, NEGATIVE, NOT_A_NUMBER, POWER_OF_TWO = range(0, 10), 10, 11, 12, 13
POWERS = np.float32(2) ** np.arange(15, 19, dtype=np.float32)


def shares(column, size):
    weight = 1 / np.arange(1, size + 1) ** STEEPNESS[column]
    return weight / weight.sum()


def wheel(column, size):
    """A table of 65,536 codes with each as often as its share: one look-up a row, and no search."""
    edges = np.floor(np.cumsum(shares(column, size)) * STEPS + 0.5)
    return np.searchsorted(edges, np.arange(STEPS), side="right").astype(np.int8)


class Market:
    """Median and spread of pay by cell, the same for every file of a seed."""

    def __init__(self, seed):
        self.sizes = {column: len(known) for column, known in words.dimensions().items()}
        self.wheels = {column: wheel(column, size) for column, size in self.sizes.items()}
        draw = np.random.default_rng([seed, 1])
        role, level, place = (self.sizes[column] for column in ("role", "level", "place"))
        steps = {"senior": 0.2, "mid": 0, "junior": -0.25, "staff": 0.4, "lead": 0.35, "manager": 0.4,
                 "principal": 0.55, "director": 0.7}
        ladder = np.array([steps[word] for word in words.LEVELS])
        self.log_median = (np.log(110_000) + draw.normal(0, 0.15, (role, 1, 1)) + ladder[:, None]
                           + draw.normal(0, 0.12, place) + draw.normal(0, 0.04, (role, level, place))
                           ).astype(np.float32)
        self.sd = draw.uniform(0.3, 0.5, (role, level)).astype(np.float32)


def codes(market, draw, count):
    """A code from 0 for each row and column. A role has its own favourite skills, so these are turned by it."""
    found = {column: table[draw.integers(0, STEPS, count, dtype=np.uint16)]
             for column, table in market.wheels.items()}
    turned = found["skill"].astype(np.int16) + 7 * found["role"].astype(np.int16)
    found["skill"] = (turned % market.sizes["skill"]).astype(np.int8)
    return found


def usual_pay(market, draw, found):
    role, level, place = found["role"], found["level"], found["place"]
    noise = draw.standard_normal(len(role), dtype=np.float32)
    return np.exp(market.log_median[role, level, place] + market.sd[role, level] * noise)


def awkward(draw, pay):
    """Puts in the rows that engines must agree on; returns which are null."""
    fate = draw.integers(0, 10_000, len(pay), dtype=np.uint16)
    pay[fate == ZERO] = 0
    pay[fate == NEGATIVE] *= -1
    pay[fate == NOT_A_NUMBER] = np.nan
    exact = fate == POWER_OF_TWO
    pay[exact] = draw.choice(POWERS, int(exact.sum()))
    return fate < len(NULL)


def rows(market, seed, number, count):
    """Codes, pay, which levels are unknown and which pay is null, of one file."""
    draw = np.random.default_rng([seed, 2, number])
    found = codes(market, draw, count)
    pay = usual_pay(market, draw, found)
    no_pay = awkward(draw, pay)
    no_level = draw.integers(0, UNKNOWN_LEVEL_ONE_IN, count, dtype=np.uint8) == 0
    return found, pay, no_level, no_pay


def tally(pay, no_level, no_pay):
    """What is in a file, for the check that no engine loses a row."""
    usable = ~no_pay & (pay > 0)  # A comparison with NaN is false.
    told = {"rows": len(pay), "usable_pay": int(usable.sum()), "null_pay": int(no_pay.sum()),
            "zero_pay": int((~no_pay & (pay == 0)).sum()), "negative_pay": int((~no_pay & (pay < 0)).sum()),
            "nan_pay": int((~no_pay & np.isnan(pay)).sum()), "null_level": int(no_level.sum())}
    return told
