"""From people and the answers to their profiles to the figures of a group. All differences are in logs."""

import math
import statistics

QUANTILES = (0.10, 0.25, 0.50, 0.75, 0.90)
Z80 = 1.2816
"""Half the width of an 80 % interval in standard errors."""


def residual(amount, p50):
    """How far a person is above the P50 of their own profile."""
    return math.log(amount / p50)


def pinball(amount, percentiles):
    """Mean loss of the five percentiles of log pay, as bench/accuracy/metrics.py has it."""
    errors = [math.log(amount / percentile) for percentile in percentiles]
    return sum(max(q * e, (q - 1) * e) for q, e in zip(QUANTILES, errors)) / len(QUANTILES)


def inside(amount, low, high):
    """Both ends count as within."""
    return low <= amount <= high


def median_noise(values):
    """The standard error of a median by order statistics: without a shape of the distribution."""
    values, n = sorted(values), len(values)
    reach = math.sqrt(n) / 2
    low, high = (values[min(max(round((n - 1) / 2 + side * reach), 0), n - 1)] for side in (-1, 1))
    return (high - low) / 2


def score(answered):
    """The figures of a group of (person, answer)."""
    residuals = [residual(person.amount, answer.percentiles[2]) for person, answer in answered]
    median = statistics.median(residuals)
    low = statistics.median(math.log(answer.low / answer.percentiles[2]) for _, answer in answered)
    high = statistics.median(math.log(answer.high / answer.percentiles[2]) for _, answer in answered)
    noise = Z80 * median_noise(residuals)
    mean = statistics.fmean
    return {
        "n": len(answered),
        "people": statistics.median(person.amount for person, _ in answered),
        "p50": statistics.median(answer.percentiles[2] for _, answer in answered),
        "unit": unit(answered[0][0]),
        "residual": median,
        "low": low,
        "high": high,
        "half_width": math.exp((high - low) / 2) - 1,
        "noise": noise,
        "within15": abs(math.exp(median) - 1) <= 0.15,
        "within80": low <= median <= high,
        "within80_noise": -math.hypot(low, noise) <= median <= math.hypot(high, noise),
        "cover80": mean(inside(person.amount, answer.percentiles[0], answer.percentiles[4])
                        for person, answer in answered),
        "cover50": mean(inside(person.amount, answer.percentiles[1], answer.percentiles[3])
                        for person, answer in answered),
        "above90": mean(person.amount > answer.percentiles[4] for person, answer in answered),
        "loss": mean(pinball(person.amount, answer.percentiles) for person, answer in answered),
    }


def unit(person):
    """The currency and period of a group, whose people all have the same."""
    currency, period = person.profile[-2:]
    return f"{currency} a{'n' if period == 'hour' else ''} {period}"


def groups(people, answers, least):
    """Scores by set and group with at least `least` people, and by set over all of its people."""
    by_group, by_set = {}, {}
    for person in people:
        answer = answers.get(person.profile)
        if answer:
            by_group.setdefault((person.set, person.group), []).append((person, answer))
            by_set.setdefault(person.set, []).append((person, answer))
    told = [{"set": name, "group": group, "tier": tiers(answered), **score(answered)}
            for (name, group), answered in by_group.items() if len(answered) >= least]
    told.sort(key=lambda group: (list(by_set).index(group["set"]), -group["n"]))
    whole = [{"set": name, **score(answered)} for name, answered in by_set.items() if len(answered) >= least]
    return told, whole


def tiers(answered):
    """The tier that a group was held against."""
    return " / ".join(sorted({person.profile[4] for person, _ in answered} - {""}))


def share(flags):
    flags = list(flags)
    return sum(flags) / len(flags) if flags else None


def targets(told, whole, chosen, of):
    """Issue 14's targets: what is asked, what was found, whether it is met, and the misses by name; `of` is the
    set of the targets of Stack Overflow."""
    held = [group for group in told if group["set"] in chosen]
    survey = [group for group in told if group["set"] == of]
    of_survey = next((each for each in whole if each["set"] == of), None)
    people = sum(each["n"] for each in whole if each["set"] in chosen)
    over_all = sum(each["n"] * each["cover80"] for each in whole if each["set"] in chosen) / people if people else None

    def target(what, asked, found, low, high, misses=(), per_cent=True):
        met = None if found is None else low <= found <= high
        return {"what": what, "asked": asked, "found": found, "met": met, "per_cent": per_cent,
                "misses": [[group["set"], group["group"]] for group in misses]}

    def not_all(flag):
        return [group for group in held if not group[flag]]
    spread = [group for group in survey if not 0.65 <= group["cover80"] <= 0.90]
    spread_all = [group for group in held if not 0.65 <= group["cover80"] <= 0.90]
    wide = [group for group in survey if group["half_width"] > 0.25]
    return [
        target("groups whose median person is within 15 % of P50", "85 % or more", share(g["within15"] for g in held),
               0.85, 1, not_all("within15")),
        target("groups whose median person is within the printed 80 % interval", "75 to 85 %",
               share(g["within80"] for g in held), 0.75, 0.85, not_all("within80")),
        target("… the interval widened by the sampling noise of the group's median (told only)", "–",
               share(g["within80_noise"] for g in held), 0, 1, not_all("within80_noise")),
        target("people within P10 to P90, Stack Overflow", "75 to 85 %", of_survey and of_survey["cover80"],
               0.75, 0.85),
        target("people within P10 to P90, all sets of the targets", "75 to 85 %", over_all, 0.75, 0.85),
        target("countries of Stack Overflow with 65 to 90 % of people within P10 to P90", "all",
               share(g not in spread for g in survey), 1, 1, spread),
        target("… groups of all sets of the targets", "all", share(g not in spread_all for g in held),
               1, 1, spread_all),
        target("loss on Stack Overflow", ".145 or less", of_survey and of_survey["loss"], 0, 0.145, per_cent=False),
        target("countries of Stack Overflow with P50 to ±25 % or closer", "all", share(g not in wide for g in survey),
               1, 1, wide),
    ]


def by_set(told):
    """By set, how many of its groups are right, whatever their numbers."""
    flags = ("within15", "within80", "within80_noise")
    names = list(dict.fromkeys(group["set"] for group in told))
    of = {name: [group for group in told if group["set"] == name] for name in names}
    return [{"set": name, "groups": len(of[name]), **{flag: sum(g[flag] for g in of[name]) for flag in flags},
             "cover80": sum(0.65 <= g["cover80"] <= 0.90 for g in of[name]),
             "close": sum(g["half_width"] <= 0.25 for g in of[name])} for name in names]
