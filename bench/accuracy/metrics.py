"""Predicted percentiles and what was paid to the figures of the scoreboard. All pay is in logs."""

import numpy as np

QUANTILES = np.array([0.10, 0.25, 0.50, 0.75, 0.90])
BINS = [("0", 0, 0), ("1-4", 1, 4), ("5-9", 5, 9), ("10-19", 10, 19), ("20+", 20, None)]


def pinball(y, predicted):
    """Mean loss per quantile; `predicted` has a row per record, a column per quantile."""
    error = y[:, None] - predicted
    return np.maximum(QUANTILES * error, (QUANTILES - 1.0) * error).mean(axis=0)


def share_within(y, low, high):
    """Both ends count as within. With no rows there is no share."""
    return float(np.mean((low <= y) & (y <= high))) if len(y) else None


def coverage(y, predicted):
    return {"cover80": share_within(y, predicted[:, 0], predicted[:, 4]),
            "cover50": share_within(y, predicted[:, 1], predicted[:, 3])}


def coverage_by_cell(y, predicted, cell_rows):
    """`cell_rows`: how many rows of the training sample are in the test row's cell."""
    found = []
    for name, low, high in BINS:
        inside = (cell_rows >= low) & (cell_rows <= (np.inf if high is None else high))
        found.append({"bin": name, "rows": int(inside.sum()),
                      **coverage(y[inside], predicted[inside])})
    return found


def six_counts(y, predicted):
    """Rows at or below P10, above it up to P25, …, above P90: a figure counts below its own end."""
    return np.bincount((predicted < y[:, None]).sum(axis=1), minlength=6).tolist()


def score(y, predicted, cell_rows):
    loss = pinball(y, predicted)
    return {"rows_test": len(y), "pinball": float(loss.mean()),
            "pinball_by": [float(value) for value in loss], **coverage(y, predicted),
            "bins": coverage_by_cell(y, predicted, cell_rows), "six": six_counts(y, predicted),
            "pit": None}


def cell_sizes(sample, test):
    counts = sample["cell"].value_counts()
    return test["cell"].map(counts).fillna(0).astype(int).to_numpy()
