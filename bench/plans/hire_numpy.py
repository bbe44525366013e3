"""The hire planner's model in NumPy, written a second time from data/planning and the formulas: a plan of four
ways, all draws of an input at once. Reads what the book gave to ours (examples/hire_speed.rs) and writes the
same outputs, with the error that they have from being draws."""
import json, subprocess, sys, time, tomllib
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parent.parent.parent
Z80 = 1.2815515655446004  # P90 of the standard normal
HOURS_A_YEAR, WEEKDAYS, DAYS_A_MONTH = 2080, 260, 365.25 / 12
FOLLOWED, LAST = 10_000, 60  # draws whose course is kept, and its months
RUNS = 7
HOME = ("us-12420", "us-tx", "us")
# Places, engagement, foreign money; one senior each, full time, found by the firm's own search.
WAYS = [
    (HOME, "employee", None),
    (("pl",), "agency", "PLN-USD"),
    (("in",), "dedicated_team", "INR-USD"),
    (HOME, "freelance", None),
]
OFFICE = ("employee",)  # who has a desk in the office here: nobody else gets equipment, desk or courses
LOCAL = ("pay", "bonus", "contributions", "benefits")  # in the money of the place
STEPS = LOCAL + ("fees", "tools", "desk", "training", "management", "roles-around",
                 "recruiting", "empty-seat", "learning", "leaving")


def assumptions():
    """Every assumption by its word."""
    known = {}
    for path in sorted((ROOT / "data/planning").glob("*.toml")):
        known |= {a["name"]: a for a in tomllib.loads(path.read_text())["assumption"]}
    return known


def chosen(assumption, places, words, on):
    """The value of the narrowest place, then the first word that has one, then the latest that has begun."""
    def rank(value, key, order):
        said = value.get(key)
        return len(order) if said is None else order.index(said) if said in order else None

    best = None
    for value in assumption["value"]:
        ranks = rank(value, "place", places), rank(value, "of", words)
        if None in ranks or str(value["from"]) > on:
            continue
        key = (ranks[0], ranks[1], -value["from"].toordinal())
        if best is None or key < best[0]:
            best = (key, value)
    return best[1]


class Inputs:
    """Draws of inputs. Whoever has the same value of an input, has the same draws of it."""

    def __init__(self, known, on, draws, rng):
        self.known, self.on, self.draws, self.rng, self.drawn = known, on, draws, rng, {}

    def of(self, name, places, words):
        assumption = self.known[name]
        value = chosen(assumption, places, words, self.on)
        if id(value) not in self.drawn:
            self.drawn[id(value)] = self.draw(assumption, value)
        return self.drawn[id(value)]

    def draw(self, assumption, value):
        low, middle, high = value["low"], value["typical"], value["high"]
        if low == high:
            return float(middle)
        z = self.rng.standard_normal(self.draws)
        share = np.abs(z) / Z80
        if low > 0:
            down, up = np.log(low / middle), np.log(high / middle)
            drawn = middle * np.exp(share * np.where(z < 0, down, up))
        else:
            drawn = middle + share * np.where(z < 0, low - middle, high - middle)
        least = -np.inf if assumption.get("signed") else 0.0
        most = 1.0 if assumption["unit"].startswith("share") else np.inf
        return np.clip(drawn, least, most)


def law(program):
    """What an employer in Austin pays by law, and benefits by custom, at some salaries."""
    points = [3_000, 7_000, 9_000, *range(20_000, 184_000, 20_000), 184_500, 200_000, 250_000, 300_000,
              350_000, 400_000, 600_000, 1_000_000, 2_000_000]
    rows = []
    for gross in points:
        out = subprocess.run([program, "net", str(gross), "Austin", "--employer", "--json"],
                             capture_output=True, text=True, check=True)
        employer = json.loads(out.stdout)["employer"]
        rows.append((gross, employer["contributions"], employer["benefits"]))
    return np.array(rows, dtype=float).T


def grown(months, raises):
    """Months, those of each later year with the raises before it."""
    years = int(months // 12)
    whole = sum(12 * (1 + raises) ** year for year in range(years))
    return whole + (months - 12 * years) * (1 + raises) ** years


def shared_hours(home, there):
    """Hours of both working days that fall together, today, yesterday or tomorrow."""
    begins = lambda v: v("workday-start") - v("utc-offset")
    both = 0.0
    for days in (-24, 0, 24):
        begin = np.maximum(begins(home), begins(there) + days)
        end = np.minimum(begins(home) + home("hours-a-day"), begins(there) + days + there("hours-a-day"))
        both = both + np.maximum(end - begin, 0)
    return both


def working_hours(v):
    """Hours of a year at work."""
    off = v("leave-days") + v("public-holidays") + v("sick-days")
    return np.maximum(WEEKDAYS - off, 1) * v("hours-a-day")


class Plan:
    """All draws of the plan."""

    def __init__(self, given, covariances, law, known, seed):
        self.given, self.law, self.months, self.n = given, law, given["months"], given["draws"]
        self.rng = np.random.Generator(np.random.PCG64(seed))
        self.inputs = Inputs(known, given["given"]["on"], self.n, self.rng)
        self.shifts = self.market(covariances) if isinstance(given["given"]["people"][0]["pay"], list) else None
        home = self.values(HOME, ("employee",))
        self.home = home
        salary = given["given"]["colleague"] * (np.exp(self.shifts[-1]) if self.shifts is not None else 1.0)
        gross = salary * (1 + home("bonus"))
        year = gross + np.interp(gross, law[0], law[1]) + np.interp(gross, law[0], law[2])
        self.month, self.hour = year / 12, year / working_hours(home)

    def values(self, places, words):
        return lambda name, of=None: self.inputs.of(name, places, of or words)

    def market(self, covariances):
        size = int(len(covariances) ** 0.5)
        variances, directions = np.linalg.eigh(np.reshape(covariances, (size, size)))
        root = directions * np.sqrt(np.maximum(variances, 0))
        return root @ self.rng.standard_normal((size, self.n))

    def pay(self, way):
        """A year's pay in the plan's money."""
        people = self.given["given"]["people"][way]
        if self.shifts is None:
            return people["pay"] * people["exchange"]
        middles = (np.arange(len(people["pay"])) + 0.5) / len(people["pay"])
        paid = np.interp(self.rng.random(self.n), middles, people["pay"])
        return paid * np.exp(self.shifts[way]) * people["exchange"]

    def person(self, way):
        """Monthly and single costs of one person, hours a month, hours lost, the empty seat, pay."""
        places, engagement, pair = WAYS[way]
        v = self.values(places, (engagement, "senior"))
        ratio = lambda job: v("around-pay", (job,))
        monthly, once = {}, {}
        year = self.pay(way)
        hours = working_hours(v) / 12
        if engagement == "employee":
            gross = year * (1 + v("bonus"))
            monthly["pay"], monthly["bonus"] = year / 12, (gross - year) / 12
            monthly["contributions"] = np.interp(gross, self.law[0], self.law[1]) / 12
            monthly["benefits"] = np.interp(gross, self.law[0], self.law[2]) / 12
            base, loaded = monthly["pay"], sum(monthly.values())
            monthly["fees"] = v("payroll-fee")
            monthly["desk"] = v("office") / 12
            monthly["training"] = v("training") / 12
        else:
            base = loaded = monthly["pay"] = year / HOURS_A_YEAR * hours
            monthly["fees"] = 0.0
            if engagement == "freelance":
                monthly["fees"] = base * v("platform-fee") + v("contract-admin")
        if pair:
            monthly["fees"] = monthly["fees"] + loaded * v("fx-spread")
        monthly["tools"] = v("software") + v("cloud")
        if engagement == "employee":
            monthly["tools"] = monthly["tools"] + v("equipment") / 12
        monthly["management"] = v("manager-share") * ratio("manager") * self.month
        gap = v("time-to-fill") / DAYS_A_MONTH
        search = v("interview-hours") + v("recruiter-hours") * ratio("recruiter")
        once["recruiting"] = search * self.hour + v("job-ads") + v("hiring-tools")
        once["empty-seat"] = np.maximum(v("vacancy-factor") - 1, 0) * loaded * gap
        learning = np.minimum(v("ramp-months"), self.months)
        once["learning"] = v("mentor-share") * learning * self.month
        overlap = np.clip(shared_hours(self.home, v) / v("hours-a-day"), 0, 1)
        full = hours * v("productive-share") * np.clip(1 - v("overlap-loss") * (1 - overlap), 0, 1)
        start = np.minimum(v("ramp-start"), 1)
        end = start + (1 - start) * learning / v("ramp-months")
        lost = full * learning * (1 - (start + end) / 2)
        return v, monthly, once, full, lost, gap, base, loaded

    def leavings(self, v, gap, base, loaded):
        """Rounds of who leaves: when (infinite if nobody), and notice with severance."""
        n = self.n
        let_go = v("dismissal") / 12
        rate = np.broadcast_to(v("attrition") / 12 + let_go, n)
        end = np.full(n, float(self.months))
        end[:FOLLOWED] = max(self.months, LAST)
        severance = v("notice-months") * loaded
        gap, at, rounds = np.maximum(np.broadcast_to(gap, n), 0.25), np.zeros(n), []
        active = np.arange(n)
        take = lambda x: x[active] if isinstance(x, np.ndarray) else x
        while active.size:
            stayed = self.rng.standard_exponential(active.size) / rate[active]
            left = at[active] + stayed
            stays = left < end[active]
            active, stayed, left = active[stays], stayed[stays], left[stays]
            dismissed = self.rng.random(active.size) * rate[active] < take(let_go)
            months = take(v("severance-fixed")) + take(v("severance-per-year")) * stayed / 12
            parting = np.where(dismissed, take(severance) + months * take(base), 0.0)
            rounds.append((active, left, parting))
            at[active] = left + gap[active]
        return rounds

    def way(self, way):
        """Totals, hours, mean steps, courses."""
        v, monthly, once, full, lost, gap, base, loaded = self.person(way)
        gap = np.broadcast_to(gap, self.n)
        rounds = self.leavings(v, gap, base, loaded)
        leavers, absent, parting = np.zeros(self.n), np.zeros(self.n), np.zeros(self.n)
        for who, at, paid in rounds:
            within = at < self.months
            who, at = who[within], at[within]
            leavers[who] += 1
            parting[who] += paid[within]
            absent[who] += np.minimum(gap[who], self.months - at)
        exchange = self.exchange(way)
        raised, local = grown(self.months, v("raise")), exchange(self.months)
        present = np.maximum(1 - absent / self.months, 0)
        flow = lambda step: (raised * local if step in LOCAL else raised if step == "management" else self.months)
        costs = {step: monthly[step] * (flow(step) * present) for step in monthly}
        costs |= once
        single = sum(once.values())
        costs["leaving"] = leavers * single + parting
        seat = full * np.maximum(self.months - absent, 0)
        hours = np.maximum(seat - lost * (1 + leavers), seat * np.minimum(v("ramp-start"), 1))
        steps = {step: float(np.mean(costs.get(step, 0.0))) for step in STEPS}
        course = self.course(v, monthly, single, gap, rounds, exchange)
        return sum(costs.values()) + np.zeros(self.n), np.maximum(hours, 1), steps, course

    def exchange(self, way):
        """How far the exchange rate has moved on average over so many months."""
        pair = WAYS[way][2]
        if not pair:
            return lambda months, first=None: 1.0
        z = self.rng.standard_normal(self.n)
        volatility = self.inputs.of("fx-volatility", WAYS[way][0], (pair,))
        cut = lambda x, first: x[:first] if isinstance(x, np.ndarray) else x
        return lambda months, first=None: np.exp(cut(volatility, first) * (months / 36) ** 0.5 * z[:first])

    def course(self, v, monthly, single, gap, rounds, exchange):
        """What has been spent at the end of each month, of the first draws."""
        first = lambda x: x[:FOLLOWED] if isinstance(x, np.ndarray) else x
        n = min(FOLLOWED, self.n)
        local = first(sum(monthly[step] for step in LOCAL if step in monthly))
        raised = first(monthly["management"])
        flat = first(sum(monthly[step] for step in monthly if step not in (*LOCAL, "management")))
        single, gap, spent = first(single), gap[:n], np.empty((LAST + 1, n))
        known = []
        for who, at, paid in rounds:
            early = who < n
            known.append((who[early], at[early], paid[early]))
        for month in range(LAST + 1):
            leavers, absent, parting = np.zeros(n), np.zeros(n), np.zeros(n)
            for who, at, paid in known:
                gone = at < month
                left = who[gone]
                leavers[left] += 1
                parting[left] += paid[gone]
                absent[left] += np.minimum(gap[left], month - at[gone])
            grows = grown(month, first(v("raise")))
            running = flat * month + grows * (raised + local * exchange(month, n))
            present = np.maximum(1 - absent / max(month, 1), 0)
            spent[month] = single * (1 + leavers) + parting + running * present
        return spent


def summary(draws):
    """P10, P50, P90, mean, each with its standard error."""
    n = draws.size
    if not n:
        return dict.fromkeys(("p10", "p50", "p90", "mean"), 0.0) | {"error": {}}
    told, error = {}, {}
    shares = [0.1, 0.5, 0.9]
    width = [(p * (1 - p) / n) ** 0.5 for p in shares]
    ends = [p + s * w for p, w in zip(shares, width) for s in (-1, 1)]
    found = np.quantile(draws, shares + np.clip(ends, 0, 1).tolist())
    for i, name in enumerate(("p10", "p50", "p90")):
        told[name] = float(found[i])
        error[name] = float(found[4 + 2 * i] - found[3 + 2 * i]) / 2
    told["mean"], error["mean"] = float(draws.mean()), float(draws.std() / n**0.5)
    return told | {"error": error}


def an_hour(total, hours):
    """The same of an hour; the mean is all money over all hours, with the error of a ratio of two means."""
    told = summary(total / hours)
    told["mean"] = float(total.mean() / hours.mean())
    rest = total - told["mean"] * hours
    told["error"]["mean"] = float(rest.std() / hours.mean() / hours.size**0.5)
    return told


def pair(one, other, totals, courses):
    """How much more the one costs, and when both have cost the same."""
    more = totals[one] - totals[other]
    lead = courses[other] - courses[one]
    changed = lead[2:] * lead[1] <= 0
    ever = changed.any(axis=0)
    at = changed.argmax(axis=0)[ever] + 2
    column = np.flatnonzero(ever)
    before, after = lead[at - 1, column], lead[at, column]
    gone = np.where(before == after, 0, before / np.where(before == after, 1, before - after))
    return {"one": one, "other": other, "more": summary(more), "other_cheaper": float(np.mean(more > 0)),
            "even_chance": float(ever.mean()), "even_months": summary(at - 1 + gone)}


def answer(given, covariances, law, known, seed):
    """One run: everything that ours tells, but what is the same for every draw."""
    plan = Plan(given, covariances, law, known, seed)
    ways, totals, courses = [], [], []
    for way in range(len(WAYS)):
        total, hours, steps, course = plan.way(way)
        totals.append(total)
        courses.append(course)
        spent = [summary(course[month]) for month in range(plan.months + 1)]
        ways.append({"month": summary(total / plan.months), "hour": an_hour(total, hours),
                     "hours_a_year": summary(hours * (12 / plan.months)), "steps": steps,
                     "spent_in_a_year": spent[12]})
    each = [(a, b) for a in range(len(WAYS)) for b in range(a + 1, len(WAYS))]
    return {"ways": ways, "pairs": [pair(a, b, totals, courses) for a, b in each]}


def main():
    ours, program, to = sys.argv[1:]
    ours = json.loads(Path(ours).read_text())
    table, known, plans = law(program), assumptions(), {}
    for name, given in ours["plans"].items():
        wall, processor = [], []
        for run in range(RUNS):
            start, busy = time.perf_counter(), time.process_time()
            plans[name] = answer(given, ours["covariances"], table, known, seed=1 + run)
            wall.append(1e3 * (time.perf_counter() - start))
            processor.append(1e3 * (time.process_time() - busy))
        best = {"best": min(wall), "median": sorted(wall)[RUNS // 2], "processor": min(processor)}
        plans[name] |= {"milliseconds": best}
    Path(to).write_text(json.dumps({"numpy": np.__version__, "plans": plans}))


main()
