"""The offer planner's model in NumPy, written a second time from the formulas of docs/PLANNERS.md: two offers, all
draws of an input at once. Reads bench/offers/assumed.toml and law.toml and writes the same outputs as
offer_speed.rs, with the error that they have from being draws."""
import json, sys, time, tomllib
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
Z80 = 1.2815515655446004  # P90 of the standard normal
DRAWS, YEARS, RUNS, KEPT = 100_000, 4, 9, 4_000
MONTHS = 12 * YEARS
MONTHLY = [(12, 0.25)] + [(month, 1 / 48) for month in range(13, 49)]
LISTED = dict(base=165_000, target=0.15, chance=0.95, sign_on=30_000, clawback=24, grant=(1, 200_000),
              refresher=(12, 40_000), benefits=8_000, costs=3_000)
PRIVATE = dict(base=170_000, number=50_000, strike=2.0, preferred=8.0, shares=25e6, benefits=5_000)


def assumptions():
    return {a["name"]: a for a in tomllib.loads((HERE / "assumed.toml").read_text())["assumption"]}


class Law:
    """What is left of gross pay, by the brackets; nothing is taken of what is not above zero."""

    def __init__(self):
        line = tomllib.loads((HERE / "law.toml").read_text())["line"][0]
        self.brackets = line["value"][0]["brackets"]["single"]

    def net(self, gross):
        tax, last = np.zeros_like(gross), 0.0
        for start, rate in self.brackets:
            tax += (rate - last) * np.maximum(gross - start, 0)
            last = rate
        return gross - tax


class Plan:
    """All draws."""

    def __init__(self, known, law, seed):
        self.known, self.law = known, law
        self.rng = np.random.Generator(np.random.PCG64(seed))
        self.force = np.log1p(self.middle("discount-rate"))
        self.raised = self.drawn("real-growth")

    def middle(self, name):
        return self.known[name]["value"][0]["typical"]

    def drawn(self, name):
        """One number a draw: two half-normals of the logarithm that meet in the middle."""
        value, unit = self.known[name]["value"][0], self.known[name]["unit"]
        low, middle, high = value["low"], value["typical"], value["high"]
        z = self.rng.standard_normal(DRAWS)
        drawn = middle * np.exp(np.abs(z) / Z80 * np.where(z < 0, np.log(low / middle), np.log(high / middle)))
        return np.minimum(drawn, 1) if unit.startswith("share") else drawn

    def worth(self, years):
        return np.exp(-self.force * years)

    def path(self):
        """Prices at the end of each month as expectations given the ends of quarters."""
        sd = self.middle("share-volatility")
        growth = np.log1p(self.middle("share-drift")) - np.log1p(self.middle("share-dividend"))
        z = self.rng.standard_normal((4 * YEARS, DRAWS))
        ends = np.vstack([np.zeros(DRAWS), np.cumsum((growth - sd**2 / 2) / 4 + sd / 2 * z, axis=0)])
        logs = np.empty((MONTHS + 1, DRAWS))
        for month in range(MONTHS + 1):
            quarter, part = divmod(month, 3)
            after = ends[min(quarter + 1, 4 * YEARS)]
            logs[month] = ends[quarter] + part / 3 * (after - ends[quarter])
        return sd, logs

    def lots(self, lots):
        """What grants bring: pay by year, and the same at the worth of its day."""
        sd, logs = self.path()
        paid, worth = np.zeros((YEARS, DRAWS)), np.zeros((YEARS, DRAWS))
        bridge = lambda part: part * (1 - part) / 4
        for granted, value in lots:
            for month, share in MONTHLY:
                at = granted + month
                if at > MONTHS:
                    continue
                variance = bridge(granted % 3 / 3) + bridge(at % 3 / 3)  # all vests are more than a quarter later
                amount = value * share * np.exp(logs[at] - logs[granted] + sd**2 / 2 * variance)
                paid[(at - 1) // 12] += amount
                worth[(at - 1) // 12] += amount * self.worth(at / 12)
        return paid, worth

    def settle(self, offer, taxed, taxed_worth, later=0.0, later_gross=0.0):
        """Net by year, total, total before tax; `taxed` comes at its own day besides yearly pay, `taxed_worth`
        is the same in today's money."""
        aside = offer["benefits"] - offer.get("costs", 0)
        pay = offer["yearly"]
        gross = pay + taxed
        net = self.law.net(gross)
        kept = net / gross
        middle = self.worth(np.arange(YEARS) + 0.5)[:, None]
        total = ((pay * kept + aside) * middle + kept * taxed_worth).sum(axis=0) + later
        before = ((pay + aside) * middle + taxed_worth).sum(axis=0) + later_gross
        return gross + aside, net + aside, total, before

    def listed(self):
        offer = dict(LISTED)
        years = np.arange(YEARS + 1)[:, None]
        salary = offer["base"] * (1 + self.raised) ** years
        hit = self.rng.random((YEARS + 1, DRAWS)) < offer["chance"]
        payout = np.array([self.drawn("bonus-payout") for _ in range(YEARS + 1)])
        pay = salary * (1 + offer["target"] * hit * payout)
        offer["yearly"] = pay[:YEARS]
        each = [offer["grant"]] + [(m, offer["refresher"][1]) for m in range(offer["refresher"][0], MONTHS, 12)]
        shares, worth = self.lots(each)
        equity = worth.sum(axis=0)
        shares[0] += offer["sign_on"]  # the clawback of 24 months is over before the end of the stay
        worth[0] += offer["sign_on"]
        growth = np.log1p(self.middle("share-drift")) - np.log1p(self.middle("share-dividend"))
        steady_shares = offer["refresher"][1] * sum(s * np.exp(growth * m / 12) for m, s in MONTHLY)
        steady = self.law.net(pay[YEARS] + steady_shares) + offer["benefits"] - offer["costs"]
        again = lambda factor, first: self.settle(
            offer | {"yearly": offer["yearly"][:, :first] * factor}, shares[:, :first], worth[:, :first])[2]
        return (*self.settle(offer, shares, worth), equity, steady, again, None)

    def private(self):
        offer = dict(PRIVATE)
        salary = offer["base"] * (1 + self.raised) ** np.arange(YEARS + 1)[:, None]
        offer["yearly"] = salary[:YEARS]
        valuation = offer["preferred"] * offer["shares"]
        nothing = self.rng.random(DRAWS) < self.drawn("exit-nothing")
        value = np.where(nothing, 0.0, valuation * self.drawn("exit-multiple"))
        years, rounds, sold = self.drawn("exit-years"), self.drawn("rounds-to-exit"), self.drawn("dilution-a-round")
        fair, stack = offer["preferred"] * self.drawn("fair-value"), valuation * self.drawn("preference-stack")
        window = self.drawn("exercise-window")
        preferred = np.minimum(stack / valuation, 1)
        kept, raised = np.ones(DRAWS), np.zeros(DRAWS)
        for number in range(1, int(np.ceil(rounds.max())) + 1):
            part = np.clip(rounds - (number - 1), 0, 1) * sold
            raised += part * valuation * (value / valuation) ** (number / (rounds + 1))
            kept *= 1 - part
        preferred = 1 - (1 - preferred) * kept
        shares, stack = offer["shares"] / kept, stack + raised
        common = (1 - preferred) * shares  # none where the stack is the whole company
        rest = np.divide(np.maximum(value - stack, 0), common, out=np.zeros(DRAWS), where=common > 0)
        price = np.where(value * preferred >= stack, value / shares, rest)
        strike, all_vested = offer["strike"], float(offer["number"])
        vested = np.array([offer["number"] * sum(s for m, s in MONTHLY if m <= month) for month in range(MONTHS + 1)])
        each = np.maximum(price - strike, 0)
        # An exit within the stay.
        within = years <= YEARS
        taxed, worth = np.zeros((YEARS, DRAWS)), np.zeros((YEARS, DRAWS))
        month = np.minimum((years * 12).astype(int), MONTHS)
        year = np.minimum(np.maximum(np.ceil(years * 12).astype(int) - 1, 0) // 12, YEARS - 1)
        now = np.where(within, each * vested[month], 0)
        np.add.at(taxed, (year, np.arange(DRAWS)), now)
        np.add.at(worth, (year, np.arange(DRAWS)), now * self.worth(years))
        for later in range(1, MONTHS + 1):
            more = np.where(within & (month < later), each * (vested[later] - vested[later - 1]), 0)
            taxed[(later - 1) // 12] += more
            worth[(later - 1) // 12] += more * self.worth(later / 12)
        # And after it.
        early = ~within & (years > YEARS + window / 12)
        part = np.minimum(YEARS / years, 1)
        positive = price > 0
        way = np.where(positive, fair * (np.where(positive, price, 1) / fair) ** part, fair * (1 - part))
        lapsed = early & (way <= strike)
        exercised = early & ~lapsed
        gain = np.where(exercised, (price - strike) * all_vested, np.where(within | lapsed, 0, each * all_vested))
        cost = np.where(exercised, strike * all_vested, 0)
        last = salary[YEARS - 1]
        worth_then, worth_now = self.worth(years), self.worth(YEARS)

        def after(salary, first):
            some = gain[:first]
            left = np.where(some > 0, self.law.net(salary + some) - self.law.net(salary), some)
            return (left + cost[:first]) * worth_then[:first] - cost[:first] * worth_now

        gross_later = (gain + cost) * worth_then - cost * worth_now
        settled = self.settle(offer, taxed, worth, after(last, DRAWS), gross_later)
        payoff = np.where(within, each * all_vested, gain)
        steady = self.law.net(salary[YEARS]) + offer["benefits"]
        again = lambda factor, first: self.settle(
            offer | {"yearly": offer["yearly"][:, :first] * factor}, taxed[:, :first], worth[:, :first],
            after(last[:first] * factor, first))[2]
        options = {"worthless": float(np.mean(payoff <= 0)), "payoff": summary(payoff),
                   "early": float(np.mean(early)), "lapse": float(np.mean(lapsed))}
        return (*settled, worth.sum(axis=0) + gross_later, steady, again, options)


def summary(draws):
    """P10, P50, P90, mean, each with its standard error."""
    n, shares = draws.size, [0.1, 0.5, 0.9]
    ends = [p + s * (p * (1 - p) / n) ** 0.5 for p in shares for s in (-1, 1)]
    found = np.quantile(draws, shares + ends)
    names = ("p10", "p50", "p90")
    told = {name: float(found[i]) for i, name in enumerate(names)} | {"mean": float(draws.mean())}
    error = {name: float(found[4 + 2 * i] - found[3 + 2 * i]) / 2 for i, name in enumerate(names)}
    return told | {"error": error | {"mean": float(draws.std() / n**0.5)}}


def equal_base(worse, better_total, base):
    """The base salary at which the difference of both is zero in the middle of the first draws, by bisection."""
    low, high = 1.0, 100.0
    lead = lambda factor: np.median(worse(factor, KEPT) - better_total[:KEPT])
    while high - low > 1e-7 * high:
        middle = (low + high) / 2
        low, high = (middle, high) if lead(middle) < 0 else (low, middle)
    return base * high


def answer(known, law, seed):
    plan = Plan(known, law, seed)
    both, told = [plan.listed(), plan.private()], []
    for gross, net, total, before, equity, steady, _, options in both:
        scaled = np.maximum(total / total.mean(), 0.01)
        told.append({"total": summary(total), "total_gross": summary(before), "equity": summary(equity),
                     "sure": float(total.mean() / np.mean(1 / scaled)), "net": [summary(year) for year in net],
                     "gross": [summary(year) for year in gross], "steady": summary(steady),
                     "options": [options] if options else []})
    (_, one_net, one, *_), (_, other_net, other, *_) = both
    worse, better = (1, 0) if np.median(one[:KEPT] - other[:KEPT]) > 0 else (0, 1)
    base = (LISTED, PRIVATE)[worse]["base"]
    share = lambda a, b: float(np.mean(a > b) + np.mean(a == b) / 2)
    pair = {"better": share(one, other), "better_by_year": [share(a, b) for a, b in zip(one_net, other_net)],
            "more": summary(one - other), "equal_base": equal_base(both[worse][6], both[better][2], base)}
    return {"offers": told, "pair": pair}


def main():
    known, law, wall, processor = assumptions(), Law(), [], []
    for run in range(RUNS):
        start, busy = time.perf_counter(), time.process_time()
        told = answer(known, law, seed=1 + run)
        wall.append(1e3 * (time.perf_counter() - start))
        processor.append(1e3 * (time.process_time() - busy))
    best = {"best": min(wall), "median": sorted(wall)[RUNS // 2], "processor": min(processor)}
    Path(sys.argv[1]).write_text(json.dumps({"numpy": np.__version__, "milliseconds": best, **told}))


main()
