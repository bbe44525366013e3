//! The words of offers, as `data/offers/terms` has them: which word or phrase means which part of an offer.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use goingrate_units::{Problem, ProblemKind};
use serde::Deserialize;

use crate::data;

/// No phrase of the lists has more words than this.
const LONGEST_PHRASE: usize = 6;

/// What a phrase is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Term {
    Base,
    /// Base salary by the month, in one word.
    MonthlyBase,
    Total,
    Bonus,
    GuaranteedBonus,
    Guaranteed,
    Chance,
    Rsu,
    Equity,
    Options,
    Shares,
    Refresher,
    Raise,
    Clawback,
    ProRata,
    InFull,
    Vesting,
    Cliff,
    Strike,
    Price,
    Preferred,
    Valuation,
    FairValue,
    Stack,
    Rounds,
    Dilution,
    Window,
    DoubleTrigger,
    Listed,
    Volatility,
    Dividend,
    Leave,
    Office,
    Commute,
    Hours,
    EachWay,
    Start,
    MonthSalaries,
    #[serde(skip)]
    Once,
    #[serde(skip)]
    Benefit,
    #[serde(skip)]
    Cost,
    #[serde(skip)]
    Stage,
}

impl Term {
    /// Whether it begins a part of its own rather than telling more of another one.
    pub fn begins(self) -> bool {
        use Term::*;
        matches!(
            self,
            Base | MonthlyBase
                | Total
                | Bonus
                | GuaranteedBonus
                | Rsu
                | Equity
                | Options
                | Refresher
                | Raise
                | Leave
                | Office
                | Commute
                | Hours
                | Start
                | MonthSalaries
                | Once
                | Benefit
                | Cost
        )
    }

    /// Whether the word is of an offer only beside a figure: "health" alone is an industry.
    pub fn needs_figure(self) -> bool {
        use Term::*;
        matches!(
            self,
            Leave
                | Office
                | Commute
                | Hours
                | Start
                | MonthSalaries
                | Benefit
                | Cost
                | Price
                | Rounds
                | Chance
                | Stage
                | Listed
                | Shares
                | EachWay
                | InFull
        )
    }

    /// Whether it tells of shares or options.
    pub fn is_of_equity(self) -> bool {
        use Term::*;
        matches!(
            self,
            Shares
                | Vesting
                | Cliff
                | Strike
                | Price
                | Preferred
                | Valuation
                | FairValue
                | Stack
                | Rounds
                | Dilution
                | Window
                | DoubleTrigger
                | Listed
                | Volatility
                | Dividend
                | Stage
        )
    }

    /// The field of a problem about it.
    pub fn field(self) -> &'static str {
        use Term::*;
        match self {
            Base | MonthlyBase | Total | MonthSalaries => "base",
            Bonus | GuaranteedBonus | Guaranteed | Chance => "bonus",
            Rsu | Equity | Shares | Price | DoubleTrigger | Listed => "rsu",
            Volatility | Dividend => "share",
            Options | Strike | Preferred | Valuation | FairValue | Stack => "options",
            Rounds | Dilution | Window | Stage => "options",
            Refresher => "refresher",
            Raise => "raise",
            Clawback | ProRata | InFull => "clawback",
            Vesting | Cliff => "vesting",
            Leave => "leave_days",
            Office => "office_days",
            Commute | EachWay => "commute",
            Hours => "hours_a_week",
            Start => "start",
            Once => "sign_on",
            Benefit => "benefits",
            Cost => "costs",
        }
    }

    /// What to write, for a hint.
    pub fn example(self) -> &'static str {
        match self.field() {
            "base" => "write base 190k",
            "bonus" => "write bonus 15% or guaranteed bonus 20k",
            "rsu" => "write RSU 300k over 4 years or 1,200 RSUs at $160",
            "share" => "write volatility 45%",
            "options" => "write options 40000 strike 2.1 preferred 9.4 of 60m shares",
            "refresher" => "write refreshers 60k a year",
            "raise" => "write raise 3%",
            "clawback" => "write clawback 24 months",
            "vesting" => "write vesting 5/15/40/40 or over 4 years, 1 year cliff, monthly vesting",
            "leave_days" => "write 25 days leave",
            "office_days" => "write 3 days in the office",
            "commute" => "write commute 2 hours",
            "hours_a_week" => "write 40 hours a week",
            "start" => "write start 2027-01-15",
            "sign_on" => "write sign-on 40k or signing bonus 25k year 1",
            "benefits" => "write health 8k",
            _ => "write parking 2k",
        }
    }
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Unit {
    Year,
    Month,
    Week,
    Day,
    Hour,
    Minute,
}

/// A word between two figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Link {
    Over,
    At,
    Of,
    AtMost,
    Percent,
}

/// How often a grant vests: months from one time to the next.
fn months_between(word: &str) -> Option<u32> {
    match word {
        "month" => Some(1),
        "quarter" => Some(3),
        "half-year" => Some(6),
        "year" => Some(12),
        _ => None,
    }
}

/// What a phrase means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A part of the offer, with what it is called in the answer.
    Term(Term, String),
    /// So many months from one vesting to the next.
    Every(u32),
    /// The year of the job, from 1.
    YearOfJob(u32),
    Link(Link),
    PassedOver,
}

/// The lists of a language, as a file has them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTerms {
    #[serde(default)]
    terms: BTreeMap<Term, Vec<String>>,
    #[serde(default)]
    once: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    benefits: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    costs: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    stages: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    every: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    units: BTreeMap<Unit, Vec<String>>,
    #[serde(default)]
    links: BTreeMap<Link, Vec<String>>,
    #[serde(default)]
    multiple: BTreeMap<String, f64>,
    #[serde(default)]
    numbers: BTreeMap<String, f64>,
    #[serde(default)]
    year_of_job: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    words: RawWords,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawWords {
    #[serde(default)]
    passed_over: Vec<String>,
    #[serde(default)]
    joins: Vec<String>,
    #[serde(default)]
    after_tax: Vec<String>,
    #[serde(default)]
    denies: Vec<String>,
}

/// The words of all languages.
#[derive(Debug, Default)]
pub(super) struct Terms {
    phrases: HashMap<String, Meaning>,
    units: HashMap<String, Unit>,
    multiples: HashMap<String, f64>,
    numbers: HashMap<String, f64>,
    joins: Vec<String>,
    after_tax: Vec<String>,
    denies: Vec<String>,
}

impl Terms {
    /// The carried words, which are read once.
    ///
    /// # Errors
    /// When a carried file is damaged.
    pub fn carried() -> Result<&'static Terms, Problem> {
        static CARRIED: OnceLock<Result<Terms, Problem>> = OnceLock::new();
        let read = || Terms::read(data::OFFER_TERMS);
        CARRIED.get_or_init(read).as_ref().map_err(Clone::clone)
    }

    /// Words of files; where two give a phrase different meanings, that of the first file holds, and English
    /// goes first.
    fn read(files: &[(&str, &str)]) -> Result<Terms, Problem> {
        let mut terms = Terms::default();
        let mut files: Vec<&(&str, &str)> = files.iter().collect();
        files.sort_by_key(|(name, _)| (!name.ends_with("/en.toml"), *name));
        for (name, text) in files {
            let raw: RawTerms = toml::from_str(text).map_err(|error| {
                let problem = crate::planning::no_plan(name, text, &error);
                problem.kind(ProblemKind::Internal)
            })?;
            terms.take(raw, name)?;
        }
        Ok(terms)
    }

    fn take(&mut self, raw: RawTerms, file: &str) -> Result<(), Problem> {
        let unknown = |key: &str| {
            let what = "is no word of the reader";
            Problem::in_file(file, None, key, "", what).kind(ProblemKind::Internal)
        };
        for (term, phrases) in raw.terms {
            self.mean(phrases, &Meaning::Term(term, String::new()));
        }
        let named = [
            (Term::Once, raw.once),
            (Term::Benefit, raw.benefits),
            (Term::Cost, raw.costs),
            (Term::Stage, raw.stages),
        ];
        for (term, lists) in named {
            for (name, phrases) in lists {
                self.mean(phrases, &Meaning::Term(term, name));
            }
        }
        for (every, phrases) in raw.every {
            let months = months_between(&every).ok_or_else(|| unknown(&every))?;
            self.mean(phrases, &Meaning::Every(months));
        }
        for (year, phrases) in raw.year_of_job {
            let year = year.parse().map_err(|_| unknown(&year))?;
            self.mean(phrases, &Meaning::YearOfJob(year));
        }
        for (link, phrases) in raw.links {
            self.mean(phrases, &Meaning::Link(link));
        }
        self.mean(raw.words.passed_over, &Meaning::PassedOver);
        for (unit, words) in raw.units {
            self.units.extend(words.into_iter().map(|word| (word, unit)));
        }
        self.multiples.extend(raw.multiple);
        self.numbers.extend(raw.numbers);
        self.joins.extend(raw.words.joins);
        self.after_tax.extend(raw.words.after_tax);
        self.denies.extend(raw.words.denies);
        Ok(())
    }

    fn mean(&mut self, phrases: Vec<String>, meaning: &Meaning) {
        for phrase in phrases {
            let phrase = phrase.replace('-', " ");
            self.phrases.entry(phrase).or_insert_with(|| meaning.clone());
        }
    }

    /// The longest phrase that words begin with: how many words, and what it means.
    pub fn phrase(&self, words: &[&str]) -> Option<(usize, &Meaning)> {
        let longest = words.len().min(LONGEST_PHRASE);
        (1..=longest).rev().find_map(|count| {
            let phrase = words[..count].join(" ");
            self.phrases.get(&phrase).map(|meaning| (count, meaning))
        })
    }

    /// The unit of time that a word is.
    pub fn unit(&self, word: &str) -> Option<Unit> {
        self.units.get(word).copied()
    }

    /// The multiple that a word is, of those that no pay has.
    pub fn multiple(&self, word: &str) -> Option<f64> {
        self.multiples.get(word).copied()
    }

    /// The number that a word is: "four".
    pub fn number(&self, word: &str) -> Option<f64> {
        self.numbers.get(word).copied()
    }

    /// How many words that others begin with say that an amount is after tax: "in hand".
    pub fn after_tax(&self, words: &[String]) -> Option<usize> {
        let longest = words.len().min(LONGEST_PHRASE);
        (1..=longest).rev().find(|&count| {
            let phrase = words[..count].join(" ");
            self.after_tax.contains(&phrase)
        })
    }

    /// Whether a word says that what follows is not offered: "no".
    pub fn denies(&self, word: &str) -> bool {
        self.denies.iter().any(|known| known == word)
    }

    /// Whether a word joins two parts: "and".
    pub fn joins(&self, word: &str) -> bool {
        self.joins.iter().any(|known| known == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_short_enough_and_written_small() {
        let terms = Terms::carried().unwrap();
        for phrase in terms.phrases.keys() {
            assert!(phrase.split(' ').count() <= LONGEST_PHRASE, "{phrase}");
            assert_eq!(*phrase, phrase.to_lowercase());
        }
        assert!(terms.phrases.len() > 400);
    }

    #[test]
    fn a_damaged_file_is_told() {
        let told =
            Terms::read(&[("a.toml", "[every]\nfortnight = [\"fortnightly\"]")]).unwrap_err();
        assert_eq!(told.field_name(), "fortnight");
        assert!(Terms::read(&[("a.toml", "[terms]\nsalary = []")]).is_err());
    }
}
