//! `goingrate net`: what is left of a gross amount in a place, line by line.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use goingrate::rules::{Filing, RulesError, Selection, TakeHome, TaxCase};
use goingrate::units::parse::{self, Amount};
use goingrate::units::{Currency, Date, Pay, Period, Problem, Taxonomy};
use goingrate_view::views::net::{EmployerView, NetView};
use goingrate_view::{money, text, words};

use super::{Answer, render};
use crate::exit::Exit;
use crate::law::{Jurisdiction, Law, Terms, regime};
use crate::library::today;
use crate::tables::rates_with;

/// Examples of the help, which run as tests.
pub const EXAMPLES: &str = "\
Examples:
  goingrate net \"148000, Seattle\"
  goingrate net \"148000, New York\" --filing joint --bonus 20000 --saving 15000
  goingrate net \"148000, San Francisco\" --vs Austin --vs \"130000, Germany\"
  goingrate net 148000 --all-states
  goingrate net \"90/h, Portland, OR\" --freelance";

/// What is left of a gross amount.
#[derive(Args)]
pub struct Net {
    /// What is earned and where: "148000, Seattle", "€70k, Berlin", "95/h, Texas".
    #[arg(value_name = "TEXT", allow_hyphen_values = true)]
    pub first: Option<String>,
    /// The rest of the text.
    #[arg(hide = true)]
    pub more: Vec<String>,
    #[command(flatten)]
    pub who: Who,
    /// Bonus, vesting equity or sign-on of the year, taxed as income of the year.
    #[arg(long, value_name = "AMOUNT", help_heading = "Income", allow_hyphen_values = true)]
    pub bonus: Option<String>,
    /// What goes into a pre-tax retirement plan; the law's limit is applied.
    #[arg(long, value_name = "AMOUNT", help_heading = "Income", allow_hyphen_values = true)]
    pub saving: Option<String>,
    /// Self-employed: the amount is profit, after business expenses.
    #[arg(long, help_heading = "Income", conflicts_with_all = ["regime", "employer"])]
    pub freelance: bool,
    /// Another way of working that the country's law has: lump-sum, micro, diia-city, …
    #[arg(long, value_name = "WORD", help_heading = "Income")]
    pub regime: Option<String>,
    /// What the work costs the employer besides.
    #[arg(long, help_heading = "Ask")]
    pub employer: bool,
    /// Another place, or amount and place, beside it; may be given several times.
    #[arg(long, value_name = "TEXT", help_heading = "Ask")]
    pub vs: Vec<String>,
    /// The same amount in every state of the country.
    #[arg(long, help_heading = "Ask")]
    pub all_states: bool,
    /// Every step of the computation, with its rule.
    #[arg(long, help_heading = "Ask")]
    pub why: bool,
    /// Exchange rates over the carried ones: the European Central Bank's file of daily rates, or a CSV
    /// of yours with the columns `currency,month,units_per_usd` (ARS,2026-06,1400).
    #[arg(long, value_name = "FILE", help_heading = "Ask")]
    pub rates: Vec<PathBuf>,
}

/// Who files, and for which year.
#[derive(Args, Clone, Debug, Default)]
pub struct Who {
    /// Who files: one person, a couple with one income, or a head of household.
    #[arg(long, value_enum, default_value_t, help_heading = "Who")]
    pub filing: FilingWord,
    /// The tax year; the latest one with rules if not given.
    #[arg(long, help_heading = "Who", allow_hyphen_values = true)]
    pub year: Option<i16>,
}

/// A way of filing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum FilingWord {
    /// One person without dependants.
    #[default]
    Single,
    /// A married couple with one income.
    Joint,
    /// A head of household (United States).
    Head,
}

impl From<FilingWord> for Filing {
    fn from(word: FilingWord) -> Filing {
        match word {
            FilingWord::Single => Filing::Single,
            FilingWord::Joint => Filing::Joint,
            FilingWord::Head => Filing::Head,
        }
    }
}

impl Net {
    /// Answers.
    pub fn run(&self, json: bool) -> Answer {
        let taxonomy = Taxonomy::read(&goingrate::data::TAXONOMY).map_err(opening)?;
        let rates = rates_with(&self.rates)?;
        let law = Law::open(&taxonomy, &rates)?;
        let view = self.view(&law, today()?)?;
        Ok((render(&view, json, text::net)?, Exit::Success))
    }

    fn view(&self, law: &Law, today: Date) -> Result<NetView, Problem> {
        let asked = self.asked(law)?;
        let sum = self.sum(law, today, &asked, None)?;
        let country = sum.jurisdiction.rules.coverage().country_of(&sum.jurisdiction.code);
        let mut view = NetView::new(headline(&asked, &sum), &sum.take_home, country);
        view.remarks = remarks(&asked, &sum, &self.terms(today));
        view.every_step = self.why;
        if self.employer {
            let cost = sum.jurisdiction.rules.employer_cost(&sum.question);
            let cost = cost.map_err(|error| sum.jurisdiction.refuse(error))?;
            view.employer = Some(EmployerView::from(&cost));
        }
        for text in &self.vs {
            let other = self.beside(law, text, &asked, &sum)?;
            let other = self.sum(law, today, &other, Some(sum.currency()));
            let other = other.map_err(|failure| failure.in_field("vs"))?;
            let day = self.terms(today).day(other.take_home.year)?;
            let exchange = law.exchange(other.currency(), sum.currency(), day)?;
            view.add_beside(&other.take_home, exchange);
        }
        if self.all_states {
            view.set_states(&in_states(&sum)?);
        }
        Ok(view)
    }

    fn terms(&self, today: Date) -> Terms {
        let regime = self.regime.clone().unwrap_or_else(|| regime(self.freelance));
        Terms { filing: self.who.filing.into(), regime, year: self.who.year, today }
    }

    /// The amount and the place of the text.
    fn asked(&self, law: &Law) -> Result<Asked, Problem> {
        let words: Vec<&str> = self.first.iter().chain(&self.more).map(String::as_str).collect();
        let text = words.join(" ");
        let (amount, place) = split(&text, law.taxonomy)?;
        let place = match place {
            "" if self.all_states => law.taxonomy.place(law.taxonomy.default_place).slug.clone(),
            "" => return Err(no_place()),
            place => place.to_owned(),
        };
        Ok(Asked { amount, jurisdiction: law.jurisdiction(&place)? })
    }

    /// The amount and place of `--vs`; what it does not say is the first's.
    fn beside(&self, law: &Law, text: &str, asked: &Asked, sum: &Sum) -> Result<Asked, Problem> {
        let blame = |failure: Problem| failure.in_field("vs");
        let has_amount = text.bytes().any(|b| b.is_ascii_digit());
        if !has_amount || law.taxonomy.place_of(text).is_some() {
            let currency = asked.amount.currency.or(Some(sum.currency()));
            let amount = Amount { currency, ..asked.amount };
            return Ok(Asked { amount, jurisdiction: law.jurisdiction(text).map_err(blame)? });
        }
        let (amount, place) = split(text, law.taxonomy).map_err(blame)?;
        let jurisdiction = match place {
            "" => asked.jurisdiction.clone(),
            place => law.jurisdiction(place).map_err(blame)?,
        };
        Ok(Asked { amount, jurisdiction })
    }

    /// Works out an amount in a place. Bonus and saving without a currency are in `usual`, or in
    /// that of the place.
    fn sum(
        &self,
        law: &Law,
        today: Date,
        asked: &Asked,
        usual: Option<Currency>,
    ) -> Result<Sum, Problem> {
        let (jurisdiction, terms) = (&asked.jurisdiction, self.terms(today));
        let selection = terms.selection(jurisdiction)?;
        let blame = |error: RulesError| jurisdiction.refuse(error);
        let plan = jurisdiction.rules.plan(&selection).map_err(blame)?;
        let place = Place { law, currency: plan.currency(), day: terms.day(selection.year)? };
        let earned = place.pay(asked.amount, None)?;
        let profit = self.freelance || !(plan.reads("salary") || selection.regime == regime(false));
        let question = TaxCase {
            salary: (!profit).then_some(earned),
            profit: profit.then_some(earned),
            bonus: place.extra(self.bonus.as_deref(), "--bonus", usual)?,
            saving: place.extra(self.saving.as_deref(), "--saving", usual)?,
            ..of(&selection, earned)
        };
        let take_home = jurisdiction.rules.take_home(&question).map_err(blame)?;
        let exchange = match asked.amount.currency {
            Some(given) if given != place.currency => {
                Some(law.exchange(given, place.currency, place.day)?)
            }
            _ => None,
        };
        Ok(Sum { jurisdiction: jurisdiction.clone(), question, take_home, exchange })
    }
}

/// An amount and where it is earned.
struct Asked {
    amount: Amount,
    jurisdiction: Jurisdiction,
}

/// What was worked out, and from what.
struct Sum {
    jurisdiction: Jurisdiction,
    question: TaxCase,
    take_home: TakeHome,
    exchange: Option<goingrate::units::Exchange>,
}

impl Sum {
    fn currency(&self) -> Currency {
        self.take_home.gross.currency()
    }
}

/// What turns amounts as they were written into pay in the currency of a place.
struct Place<'a> {
    law: &'a Law<'a>,
    currency: Currency,
    day: Date,
}

impl Place<'_> {
    fn pay(&self, amount: Amount, usual: Option<Currency>) -> Result<Pay, Problem> {
        let given = amount.currency.or(usual).unwrap_or(self.currency);
        let rate = self.law.exchange(given, self.currency, self.day)?.rate;
        let period = amount.period.unwrap_or(Period::Year);
        let pay = Pay::new(amount.value * rate, self.currency, period);
        pay.map_err(|error| Problem::of("amount", &amount.value.to_string(), error.to_string()))
    }

    /// The amount of a flag; nothing where it is zero.
    fn extra(
        &self,
        text: Option<&str>,
        flag: &str,
        usual: Option<Currency>,
    ) -> Result<Option<Pay>, Problem> {
        let Some(text) = text else { return Ok(None) };
        let amount = parse::amount(text, self.law.taxonomy)
            .map_err(|error| Problem::from(error).in_field(flag))?;
        if amount.value == 0.0 {
            return Ok(None);
        }
        self.pay(amount, usual).map(Some)
    }
}

/// A question of a selection; its amounts are put in by whoever asks.
fn of(selection: &Selection, pay: Pay) -> TaxCase {
    let Selection { place, year, filing, regime, .. } = selection.clone();
    TaxCase { filing, regime, ..TaxCase::employee(&place, pay, year) }
}

/// The same question in every state of the country.
fn in_states(sum: &Sum) -> Result<Vec<TakeHome>, Problem> {
    let rules = &sum.jurisdiction.rules;
    let country = sum.jurisdiction.code.split('-').next().unwrap_or_default();
    let is_state = |code: &&str| code.starts_with(country) && code.matches('-').count() == 1;
    let states: Vec<&str> = rules.places().into_keys().filter(is_state).collect();
    if states.is_empty() {
        return Err(Problem::of("all_states", &sum.take_home.place_name, "has no states")
            .hint("leave it out, or ask for a place in the United States or Canada"));
    }
    let ask = |state: &&str| {
        let question = TaxCase { place: (*state).to_owned(), ..sum.question.clone() };
        rules.take_home(&question).map_err(|error| sum.jurisdiction.refuse(error))
    };
    states.iter().map(ask).collect()
}

/// "$148,000 a year · Seattle-Tacoma-Bellevue, WA · rules of Washington, 2026 · single · employee"
fn headline(asked: &Asked, sum: &Sum) -> String {
    let (question, take_home) = (&sum.question, &sum.take_home);
    let currency = asked.amount.currency.unwrap_or(sum.currency());
    let per = words::per(asked.amount.period.unwrap_or(Period::Year));
    let mut parts = vec![format!("{} {per}", money::exact(asked.amount.value, currency))];
    let extra = |what: &str, pay: Option<Pay>| {
        pay.map(|pay| {
            format!("{what} {}", money::exact(pay.per(Period::Year).amount(), pay.currency()))
        })
    };
    parts.extend(extra("bonus", question.bonus));
    parts.extend(extra("saving", question.saving));
    if asked.jurisdiction.name != take_home.place_name {
        parts.push(asked.jurisdiction.name.clone());
    }
    parts.push(format!("rules of {}, {}", take_home.place_name, take_home.year));
    parts.extend([take_home.filing.slug().to_owned(), take_home.regime.clone()]);
    parts.join(" · ")
}

/// What was assumed or converted.
fn remarks(asked: &Asked, sum: &Sum, terms: &Terms) -> Vec<String> {
    let mut remarks: Vec<String> = asked.jurisdiction.remark.iter().cloned().collect();
    remarks.extend(sum.exchange.map(|exchange| {
        format!("The law is in {}. {}", exchange.to, text::exchange(&exchange.into()))
    }));
    if let Some(period) = asked.amount.period.filter(|period| *period != Period::Year) {
        let times = words::thousands(period.a_year());
        let gross = money::exact(sum.take_home.gross.amount().round(), sum.currency());
        remarks.push(format!("A year is {times} times {}: {gross}.", words::per(period)));
    }
    if let Some(saving) = sum.question.saving.filter(|pay| pay.amount() > 0.0) {
        let wished = saving.per(Period::Year).amount();
        let taken = sum.take_home.saving.amount();
        if taken == 0.0 {
            let place = &sum.take_home.place_name;
            remarks.push(format!(
                "The rules of {place} have no pre-tax saving: it is in the pay, taxed."
            ));
        } else if taken + 1.0 < wished && saving.currency() == sum.currency() {
            let taken = money::exact(taken.round(), sum.currency());
            remarks
                .push(format!("Pre-tax saving goes up to {taken}: the rest is in the pay, taxed."));
        }
    }
    let year = sum.take_home.year;
    if terms.year.is_none() && year < terms.today.year() {
        remarks.push(format!("The latest rules that are carried are those of {year}."));
    }
    remarks
}

/// The amount and the place of a text, in either order; the place may be empty.
fn split<'t>(text: &'t str, taxonomy: &Taxonomy) -> Result<(Amount, &'t str), Problem> {
    let ends = |c: char| c == ',' || c.is_whitespace();
    let mut cuts: Vec<usize> = text.match_indices(ends).map(|(at, _)| at).collect();
    cuts.insert(0, 0);
    cuts.push(text.len());
    let bare = |part: &'t str| part.trim_matches(ends);
    let read = |part: &'t str| parse::amount(bare(part), taxonomy).ok();
    let first = |at: &usize| read(&text[..*at]).map(|amount| (amount, bare(&text[*at..])));
    let last = |at: &usize| read(&text[*at..]).map(|amount| (amount, bare(&text[..*at])));
    let found = cuts.iter().rev().find_map(first).or_else(|| cuts.iter().find_map(last));
    match found {
        Some((amount, _)) if amount.value == 0.0 => {
            Err(Problem::of("amount", text, "an amount must be above zero")
                .hint("write \"148000, Seattle\""))
        }
        Some(found) => Ok(found),
        None => Err(no_amount(text, taxonomy)),
    }
}

/// What is wrong with the part of a text that should be its amount.
fn no_amount(text: &str, taxonomy: &Taxonomy) -> Problem {
    let has_digit = |part: &&str| part.bytes().any(|b| b.is_ascii_digit());
    let chunks: Vec<&str> = text.split(',').map(str::trim).collect();
    let chunk = chunks.iter().copied().find(has_digit).unwrap_or(chunks[0]);
    let hint = "write the amount first: \"148000, Seattle\"";
    match parse::amount(chunk, taxonomy) {
        Err(error) if chunks.len() > 1 || has_digit(&chunk) => Problem::from(error),
        _ => Problem::of("amount", text, "no amount is said").hint(hint),
    }
}

fn no_place() -> Problem {
    Problem::of("place", "", "no place is said, and taxes are those of a place")
        .hint("write \"148000, Seattle\", or add --all-states")
}

fn opening(error: goingrate::units::TaxonomyError) -> Problem {
    Problem::new(error.to_string())
}
