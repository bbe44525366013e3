"""The floors and goals of the scoreboard: losses of Going Rate and of LightGBM to met, missed or skipped."""

from dataclasses import dataclass

OURS, BAR = "goingrate", "lightgbm"
# Ours, with all other microdata beside the set's own rows.
BESIDE = "goingrate-beside"
# Coverage aims, as shares. A bin is judged from this many test rows on.
AIM80, AIM50, SLACK, BIN_SLACK, JUDGED_FROM = 0.80, 0.50, 0.02, 0.05, 400
EXACT = 1e-9  # 0.82 − 0.80 is a little more than 0.02 in floating point


@dataclass
class Target:
    kind: str  # floor or goal
    n: int | None  # None stands for all
    times: int  # LightGBM has this many times the rows
    factor: float  # and we may lose this many times as much


TARGETS = [Target("floor", 300, 4, 1.0), Target("floor", 1000, 2, 1.0), Target("floor", None, 1, 1.0),
           Target("goal", 300, 8, 1.0), Target("goal", 1000, 4, 1.0), Target("goal", None, 1, 0.99)]


@dataclass
class Verdict:
    set: str
    target: Target
    n: int
    rival_n: int
    status: str  # met, missed, skipped, not measured
    ours: float | None = None
    allowed: float | None = None

    def by(self):
        """How far below (negative) or above what is allowed, as a share of it."""
        return None if self.ours is None else self.ours / self.allowed - 1.0


def judge(name, target, n_all, losses, who=OURS):
    """`losses` maps (who, n) to the mean pinball loss on this set; `who` is which of our books is meant."""
    n = n_all if target.n is None else target.n
    rival_n = n * target.times
    if rival_n > n_all:
        return Verdict(name, target, n, rival_n, "skipped")
    ours, theirs = losses.get((who, n)), losses.get((BAR, rival_n))
    if ours is None or theirs is None:
        return Verdict(name, target, n, rival_n, "not measured")
    allowed = target.factor * theirs
    return Verdict(name, target, n, rival_n, "met" if ours <= allowed else "missed", ours, allowed)


def outside(share, aim, slack):
    return share is not None and abs(share - aim) > slack + EXACT


def bin_status(found):
    if found["rows"] < JUDGED_FROM:
        return "not judged"
    return "outside" if outside(found["cover80"], AIM80, BIN_SLACK) else "within"


def sizes_for_lightgbm(sizes):
    """What `rival_sizes` of sets.json should hold, so that every target can be judged."""
    n_all = max(sizes)
    needed = {target.n * target.times for target in TARGETS if target.n}
    return sorted(n for n in needed if n <= n_all and n not in sizes)
