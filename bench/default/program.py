"""Asks the program: tables of profiles, the tiers that it knows, and what salary a rate is worth."""

import csv
import io
import json
import math
import subprocess
import sys
import tempfile
from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path

from sets import COLUMNS

QUANTILES = (10, 25, 50, 75, 90)


@dataclass
class Answer:
    """Percentiles P10 to P90 and the ends of the 80 % interval of P50, in the currency of the question."""
    percentiles: tuple
    low: float
    high: float


class Program:
    def __init__(self, path, book=None, rates=()):
        self.path, self.messages = path, []
        self.options = ["--book", book] if book else []
        self.rates = tempfile.NamedTemporaryFile("w", suffix=".csv", delete=False)
        self.rates.write("currency,month,units_per_usd\n" + "".join(f"{c},{m},{u}\n" for c, m, u in rates))
        self.rates.close()
        self.options += ["--rates", self.rates.name]

    def close(self):
        Path(self.rates.name).unlink()

    def say(self, text):
        """A message that the page repeats."""
        if text not in self.messages:
            print(text, file=sys.stderr)
            self.messages.append(text)

    def run(self, *arguments):
        return subprocess.run([self.path, *arguments, *self.options], capture_output=True, text=True)

    def price(self, profiles):
        """The answers to profiles (tuples of COLUMNS), and what the program complains of, by profile."""
        profiles = list(dict.fromkeys(profiles))
        with tempfile.NamedTemporaryFile("w", suffix=".csv", newline="", encoding="utf-8") as table:
            csv.writer(table).writerows([COLUMNS, *profiles])
            table.flush()
            done = self.run("price", table.name)
        answers, complaints = {}, {}
        lines = list(csv.DictReader(io.StringIO(done.stdout)))
        if len(lines) != len(profiles):
            raise SystemExit(f"{self.path} price: {len(lines)} of {len(profiles)} rows\n{done.stderr[-2000:]}")
        for profile, line in zip(profiles, lines):
            if line["complaint"]:
                complaints[profile] = line["complaint"]
            else:
                percentiles = tuple(float(line[f"p{q}"]) for q in QUANTILES)
                answers[profile] = Answer(percentiles, float(line["p50_low"]), float(line["p50_high"]))
        return answers, complaints

    def known_tiers(self, tiers, quietly=False):
        """Which of these words the program knows as tiers; a message for every other, unless quietly."""
        known = {""}
        for tier in sorted(set(tiers) - {""}):
            asked = dict.fromkeys(COLUMNS, "") | {"role": "15-1252", "place": "us", "tier": tier}
            _, complaints = self.price([tuple(asked.values())])
            if not complaints:
                known.add(tier)
                continue
            why = next(iter(complaints.values()))
            if not quietly:
                self.say(f"The program does not take the tier {tier!r} ({why}): "
                         "the market at large is asked instead.")
        return known

    def salary_worth(self, settings, place, rates):
        """A function from an hourly rate to the yearly salary that the rules of a place hold equal to it,
        linear in logs between the rates that the program is asked for."""
        points = []
        for rate in rates:
            done = self.run("rate", "--role", "15-1252", "--place", place, "--same-as", f"{rate}/h", "--as-of",
                            settings["law"], "--billable-hours", str(settings["hours_a_year"]), "--json")
            if done.returncode:
                self.say(f"A rate of {rate} in {place} could not be brought to a salary, so contracts are left "
                         f"out: {done.stderr.strip()[:200]}")
                return None
            worth = json.loads(done.stdout)["same_as"]
            points.append((math.log(rate), math.log((worth["low"] + worth["high"]) / 2)))

        def worth_of(rate):
            at = min(max(bisect_left(points, (math.log(rate),)), 1), len(points) - 1)
            (x0, y0), (x1, y1) = points[at - 1:at + 1]
            return math.exp(y0 + (math.log(rate) - x0) * (y1 - y0) / (x1 - x0))
        return worth_of

    def curve(self, tier, place, as_of, **profile):
        """All percentiles from 1 to 99 of one profile in dollars, or None."""
        words = [part for name, value in profile.items() for part in (f"--{name}", value)]
        tier = ["--tier", tier] if tier else []
        done = self.run("pay", *words, *tier, "--place", place, "--as-of", as_of, "--currency", "USD", "--json")
        return json.loads(done.stdout)["curve"] if done.returncode == 0 else None
