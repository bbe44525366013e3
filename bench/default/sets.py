"""People's pay of the held-out sets: what each was paid, and the profile that the program is asked for.

A person is somebody's answer, or one posting. Nothing here is written anywhere; the table tells groups.
"""

import csv
import io
import re
import statistics
from dataclasses import dataclass, field

import holdout
from reading import country_name, is_developer, is_plausible, level_of, level_of_code, likely, role_of, rows, toml

COLUMNS = ["role", "level", "years", "place", "tier", "engagement", "component", "as_of", "currency", "period"]


@dataclass
class Person:
    """`profile` has the columns of `price`; `amount` is in its currency and period."""
    set: str
    group: str
    country: str
    profile: tuple
    amount: float
    fallback: str = ""
    """The place to ask for where the program does not know the one of the profile."""


@dataclass
class Reader:
    """Reads all sets by the settings of groups.toml; what was left out is counted in `skipped`."""
    settings: dict
    data: object
    program: object
    tier: object
    """The tier for a set and a country."""
    skipped: dict = field(default_factory=dict)
    notes: list = field(default_factory=list)

    def skip(self, name, why):
        counts = self.skipped.setdefault(name, {})
        counts[why] = counts.get(why, 0) + 1

    def person(self, name, group, country, amount, fallback="", **profile):
        filled = {"engagement": "employee", "tier": self.tier(name, country), **profile}
        return Person(name, group, country, tuple(str(filled.get(c, "")) for c in COLUMNS), amount, fallback)

    def all(self):
        for read in (self.stackoverflow, self.justjoin, self.dou, self.sysarmy, self.levels, self.ai_jobs):
            yield from read()

    def short(self, country):
        return self.settings["short"].get(country, country)

    def stackoverflow(self):
        """The held-out fifth of Stack Overflow's survey of 2025: pay of a year in dollars, which the survey calls
        total; held against the book's total, the book's base, and its total for developers alone."""
        settings, name = self.settings["stackoverflow"], "stackoverflow-2025"
        for row in rows(self.data / "stackoverflow-2025/survey_results.csv"):
            if not holdout.stackoverflow_2025(row["ResponseId"]):
                continue
            role, country, years = role_of(row["DevType"]), self.short(row["Country"]), row["YearsCode"]
            amount = float(row["ConvertedCompYearly"])
            if not role or not years:
                self.skip(name, "no one role" if not role else "no years")
            elif not is_plausible(row["Country"], amount):
                self.skip(name, "impossible pay")
            else:
                profile = {"role": role, "years": max(0, round(float(years)) - settings["years_before_work"]),
                           "place": country, "component": "total_compensation", "as_of": settings["as_of"],
                           "currency": "USD", "period": "year"}
                yield self.person(name, country, country, amount, **profile)
                if is_developer(role):
                    yield self.person("stackoverflow-developers", country, country, amount, **profile)
                profile["component"] = "base_salary"
                yield self.person("stackoverflow-base", country, country, amount, **profile)
                if is_developer(role):
                    yield self.person("stackoverflow-base-developers", country, country, amount, **profile)

    def justjoin(self):
        """Polish postings: the middle of the range. A contract's invoice is brought to the salary that the
        rules hold equal to it, and stands as an hourly rate in a set of its own."""
        settings, name = self.settings["justjoin"], "justjoin-poland-2024"
        worth = self.program.salary_worth(settings, "Poland", [30, 50, 70, 100, 140, 200, 300, 450])
        seen, ratios, implied = set(), [], []
        codes = toml("sources/justjoin.toml")
        for row in rows(self.data / "justjoin-poland-2024/jobs.csv"):
            posting = tuple(row[c] for c in ("title", "min_b2b", "max_b2b", "min_uop", "max_uop",
                                             "experience_code", "operating_mode_code"))
            title = row["title"]
            role = role_of(title)
            level = level_of(title) or likely(codes["level"].get(row["experience_code"]))
            if posting in seen or not role or not level or any(w in title.lower() for w in codes["part_time"]):
                self.skip(name, "repeated" if posting in seen else "no one role or level, or part-time")
                continue
            seen.add(posting)
            offers = {kind: (float(row[f"min_{kind}"] or 0) + float(row[f"max_{kind}"] or 0)) / 2
                      for kind in ("uop", "b2b")}
            profile = {"role": role, "level": level, "place": "Poland", "as_of": settings["as_of"],
                       "currency": "PLN"}
            salaried = {**profile, "component": "base_salary", "period": "month"}
            if offers["uop"]:
                yield self.person(name, f"{level} employment", "Poland", offers["uop"], **salaried)
            if offers["b2b"]:
                rate = offers["b2b"] / settings["hours_a_month"]
                hourly = {**profile, "engagement": "freelance", "component": "hourly_rate", "period": "hour"}
                yield self.person("justjoin-hourly", f"{level} contract", "Poland", rate, **hourly)
                if worth:
                    salary = worth(rate) / 12
                    implied.append(offers["b2b"] / salary)
                    yield self.person(name, f"{level} contract", "Poland", salary, **salaried)
            if offers["uop"] and offers["b2b"]:
                ratios.append(offers["b2b"] / offers["uop"])
        if worth and ratios:
            self.notes.append(
                f"justjoin: the same posting offers {statistics.median(ratios):.2f} times as much on contract as in "
                f"employment (median of {len(ratios)}); the rules hold {statistics.median(implied):.2f} times equal.")

    def dou(self):
        """Ukraine, December 2024: take-home pay of a month, brought to a sole proprietor's receipts."""
        settings, name = self.settings["dou"], "dou-ukraine"
        words = toml("sources/dou.toml")
        contribution = settings["contribution"] / settings["units_per_usd"]
        for row in rows(self.data / "dou-ukraine/2024_dec_raw.csv"):
            pay = next(value for heading, value in row.items() if heading.startswith("Зарплата / дохід"))
            level = settings["levels"].get(row["Оберіть ваш тайтл або роль у компанії"])
            special = words["specialisation"].get(row["Розробники -  основна спеціалізація"])
            other = row["Categories"] in words["category"]["other_work"]
            role = None if other else likely(special) or role_of(row["Position"])
            if row["Ваша основна зайнятість в ІТ зараз..."] != "Працюю full-time":
                self.skip(name, "not full-time work of an employee")
            elif row["Де ви зараз живете?"] != "В Україні":
                self.skip(name, "lives abroad")
            elif not role or not level:
                self.skip(name, "no one role or level")
            elif not pay or float(pay) * 12 < toml("taxonomy/plausible.toml")["lowest"]:
                self.skip(name, "no pay")
            else:
                gross = (float(pay) + contribution) / (1 - settings["single_tax"])
                yield self.person(name, level, "Ukraine", gross, role=role, level=level, place="Ukraine",
                                  component="base_salary", as_of=settings["as_of"], currency="USD", period="month")

    def sysarmy(self):
        """Argentina, 2025.2: gross pay of a month in pesos, of employees in full time."""
        settings, name = self.settings["sysarmy"], "sysarmy-argentina"
        words = toml("sources/sysarmy.toml")
        path = self.data / "sysarmy-argentina/sysarmy_2025.2.csv"
        with open(path, encoding="utf-8-sig", newline="") as file:
            start = next(at for at, line in enumerate(csv.reader(file)) if "trabajo_de" in line)
        low, high = (bound * settings["minimum_wage"] for bound in settings["bounds"])
        for row in rows(path, start):
            title = row["trabajo_de"]
            role = likely(words["role"].get(title)) or (None if title in words["role"] else role_of(title))
            leads = title in words["title_level"] or level_of(title)
            level = None if leads else settings["levels"].get(row["seniority"])
            amount = pesos(row["ultimo_salario_mensual_o_retiro_bruto_en_pesos_argentinos"])
            if row["dedicacion"] == "Part-Time" or row["tipo_de_contrato"] in words["contract"]["freelance"]:
                self.skip(name, "part-time or contractor")
            elif not role or not level:
                self.skip(name, "no one role or level")
            elif amount is None or not low <= amount <= high:
                self.skip(name, "no pay in pesos")
            else:
                yield self.person(name, level, "Argentina", amount, role=role, level=level, place="Argentina",
                                  component="base_salary", as_of=settings["as_of"], currency="ARS", period="month")

    def levels(self):
        """Levels.fyi, 2019 to 2021: base and total of a year in dollars, by country and level."""
        settings = self.settings["levels"]
        tags = toml("sources/levels-fyi.toml")["tag"]
        parts = {"base": ("basesalary", "base_salary"), "total": ("totalyearlycompensation", "total_compensation")}
        for row in rows(self.data / "levels-fyi-2021/Levels_Fyi_Salary_Data.csv"):
            month, _, year = row["timestamp"].split()[0].split("/")
            title, level = row["title"], level_of_code(row["level"], row["company"])
            if title not in settings["titles"] or int(year) < settings["from_year"]:
                self.skip("levels-fyi", "another title, or before the evidence")
                continue
            if level not in settings["levels"]:
                self.skip("levels-fyi", "a code of several levels, of none, or of a manager")
                continue
            role = likely(tags.get(title, {}).get(row["tag"])) or role_of(title)
            place, fallback, country = place_of_city(row["location"])
            if not is_plausible(country, float(row["totalyearlycompensation"] or 0)):
                self.skip("levels-fyi", "impossible total: another unit")
                continue
            for part, (column, component) in parts.items():
                amount = float(row[column] or 0)
                if amount and is_plausible(country, amount):
                    yield self.person(
                        f"levels-fyi-{part}", f"{country} {level}", country, amount, fallback, role=role,
                        level=level, place=place, component=component, as_of=f"{year}-{int(month):02}",
                        currency="USD", period="year")

    def ai_jobs(self):
        """The held-out fifth of ai-jobs, copies and all: pay of a year in dollars, by country and level."""
        settings, name = self.settings["ai_jobs"], "ai-jobs"
        words = toml("sources/ai-jobs.toml")
        text = (self.data / "ai-jobs-2025/salaries.csv").read_text(encoding="utf-8")
        headings, *lines = text.splitlines()
        kept = [line for line in lines if holdout.ai_jobs(line)]
        for row in csv.DictReader(io.StringIO("\n".join([headings, *kept]))):
            title = row["job_title"]
            role, code = role_of(title), words["level"][row["experience_level"]]
            said = level_of(title, settings["least_share"])
            level = said or likely(code, settings["least_share"])
            country, amount = self.short(country_name(row["company_location"])), float(row["salary_in_usd"])
            if row["employment_type"] != "FT" or not role or not level:
                self.skip(name, "no one role or level, or not an employee")
            elif not is_plausible(country, amount):
                self.skip(name, "impossible pay")
            else:
                yield self.person(name, f"{country} {level}", country, amount, role=role, level=level, place=country,
                                  component="base_salary", as_of=f"{row['work_year']}-{settings['month']}",
                                  currency="USD", period="year")


def place_of_city(text):
    """The place of "Seattle, WA", what to ask for where it is not known, and the country."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 2:
        return text, f"us-{parts[1].lower()}", "United States"
    country = {"South": "South Korea", "Hong Kong (SAR)": "Hong Kong"}.get(parts[-1], parts[-1])
    return country, country, country


def pesos(text):
    """An amount as people in Argentina type it: 280000, $280.000,00, 280.000; None where it is none."""
    bare = re.sub(r"^[A-Za-z$ ]+", "", text.strip())
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d{1,2})?", bare):
        bare = bare.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d{1,2})?", bare):
        bare = bare.replace(",", "")
    elif re.fullmatch(r"\d+,\d{1,2}", bare):
        bare = bare.replace(",", ".")
    return float(bare) if re.fullmatch(r"\d+(\.\d+)?", bare) else None
