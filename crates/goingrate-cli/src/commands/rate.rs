//! `goingrate rate`: what an hour of work is charged, and which salary that is worth.

use clap::Args;
use goingrate::data::FREELANCE;
use goingrate::units::parse::{self, Status, Understood};
use goingrate::units::{Component, Currency, Engagement, Period, Problem, Profile};
use goingrate_view::freelance::Freelance;
use goingrate_view::text;
use goingrate_view::views::rate::{RateView, SameAsView};

use super::pay::{Counter, Money, Shown};
use super::{Answer, render};
use crate::book_file::{BookFile, StoreFolder};
use crate::exit::Exit;
use crate::library::{Library, today};
use crate::question::{Question, is_given, mark};

/// Examples of the help, which run as tests.
pub const EXAMPLES: &str = "\
Examples:
  goingrate rate \"senior backend, Rust\"
  goingrate rate \"senior backend, Poland\" --engagement dedicated-team
  goingrate rate \"senior backend\" --same-as 150000
  goingrate rate \"senior backend\" --same-as 95/h --billable-hours 1200";

/// What an hour is charged.
#[derive(Args)]
pub struct Rate {
    #[command(flatten)]
    pub question: Question,
    /// The rate worth a salary (150000), or the salary worth a rate (95/h).
    #[arg(long, value_name = "AMOUNT", help_heading = "Ask", allow_hyphen_values = true)]
    pub same_as: Option<String>,
    /// Hours a year that can be billed: 1200, or a range 1000-1400.
    #[arg(long, value_name = "HOURS", help_heading = "Ask", requires = "same_as")]
    pub billable_hours: Option<String>,
    /// What carries the answer: waterfall, sources, heaviest evidence.
    #[arg(long, help_heading = "Ask")]
    pub why: bool,
    #[command(flatten)]
    pub money: Money,
    #[command(flatten)]
    pub book: BookFile,
    #[command(flatten)]
    pub store: StoreFolder,
}

impl Rate {
    /// Answers.
    pub fn run(&self, json: bool) -> Answer {
        let library = Library::open(&self.book)?.with_rates(&self.money.rates)?;
        let understood = self.understand(&library)?;
        let shown = Shown { per: None, money: self.money.clone() };
        let counter = Counter::new(&library, &understood, &shown)?;
        let mut market = counter.view();
        if self.why {
            market.why = Some(counter.why(&self.store)?);
        }
        let same_as = self.same_as(&library, &understood.profile)?;
        Ok((render(&RateView { market, same_as }, json, text::rate)?, Exit::Success))
    }

    /// The question; work that nobody calls anything else is freelance work here.
    fn understand(&self, library: &Library) -> Result<Understood, Problem> {
        let (taxonomy, today) = (library.taxonomy(), today()?);
        let said = self.question.understand(taxonomy, today)?;
        if is_given(&said, "engagement") {
            return match said.profile.engagement {
                Engagement::Employee => Err(employees_have_salaries()),
                _ => Ok(said),
            };
        }
        let engagement = Some(Engagement::Freelance.slug().to_owned());
        let freelance = Question { engagement, ..self.question.clone() };
        let mut understood = freelance.understand(taxonomy, today)?;
        let reason = "a rate is asked for".to_owned();
        mark(&mut understood, "engagement", Status::Inferred(reason));
        Ok(understood)
    }

    fn same_as(&self, library: &Library, profile: &Profile) -> Result<Option<SameAsView>, Problem> {
        let Some(text) = &self.same_as else { return Ok(None) };
        let blame = |error| Problem::from(error).in_field("same_as");
        let amount = parse::amount(text, library.taxonomy()).map_err(blame)?;
        if amount.value <= 0.0 {
            return Err(Problem::of("same_as", text, "an amount must be above zero"));
        }
        let rules = self.rules(library, profile)?;
        let per = amount.period.unwrap_or(Period::Year);
        let value = in_dollars(amount.value, amount.currency, library, profile)?;
        Ok(Some(match per {
            Period::Hour | Period::Day => {
                let hourly = value * per.a_year() / Period::Hour.a_year();
                salary_worth(hourly, &rules, library, profile)?
            }
            _ => rate_worth(value * per.a_year(), &rules, library, profile)?,
        }))
    }

    /// The rules, which are one country's law.
    fn rules(&self, library: &Library, profile: &Profile) -> Result<Freelance, Problem> {
        let rules = Freelance::read(FREELANCE, profile.as_of)
            .map_err(|error| Problem::new(error.to_string()))?;
        let taxonomy = library.taxonomy();
        let home = taxonomy.place_of(&rules.country);
        if home.is_none() || taxonomy.country(profile.place) != home {
            let place = &taxonomy.place(profile.place).name;
            let home = home.map_or("no country", |id| taxonomy.place(id).name.as_str());
            let what = format!("only the rules of {home} are carried");
            return Err(Problem::of("place", place, what)
                .hint("leave out --same-as, or ask for a place there"));
        }
        let Some(text) = &self.billable_hours else { return Ok(rules) };
        let (low, high) = hours(text)?;
        Ok(rules.with_hours(low, high))
    }
}

/// The rules are in dollars.
fn in_dollars(
    value: f64,
    currency: Option<Currency>,
    library: &Library,
    profile: &Profile,
) -> Result<f64, Problem> {
    let currency = currency.unwrap_or(Currency::USD);
    Ok(value / library.going_rate.rates.units_per_usd(currency, profile.as_of)?)
}

fn rate_worth(
    salary: f64,
    rules: &Freelance,
    library: &Library,
    profile: &Profile,
) -> Result<SameAsView, Problem> {
    let view = SameAsView::rate_worth(salary, rules, Currency::USD, profile.as_of);
    let estimator = library.going_rate.estimator();
    let stand = |rate: f64| estimator.stand(profile, (rate * Period::Hour.a_year()).ln());
    let (low, high) = (stand(view.low)?, stand(view.high)?);
    Ok(view.standing(low, high))
}

fn salary_worth(
    rate: f64,
    rules: &Freelance,
    library: &Library,
    profile: &Profile,
) -> Result<SameAsView, Problem> {
    let view = SameAsView::salary_worth(rate, rules, Currency::USD, profile.as_of);
    let employed = Profile {
        engagement: Engagement::Employee,
        component: Component::BaseSalary,
        ..profile.clone()
    };
    let estimator = library.going_rate.estimator();
    let (low, high) =
        (estimator.stand(&employed, view.low.ln())?, estimator.stand(&employed, view.high.ln())?);
    Ok(view.standing(low, high))
}

/// "1200" or "1000-1400", within a year.
fn hours(text: &str) -> Result<(f64, f64), Problem> {
    let hours_of_a_year = 366.0 * 24.0;
    let (low, high) = text.split_once('-').unwrap_or((text, text));
    let number = |part: &str| part.trim().replace(',', "").parse::<f64>().ok();
    match (number(low), number(high)) {
        (Some(low), Some(high)) if 0.0 < low && low <= high && high <= hours_of_a_year => {
            Ok((low, high))
        }
        _ => Err(Problem::of("billable_hours", text, "is no number of hours of a year")
            .hint("write 1200 or 1000-1400")),
    }
}

fn employees_have_salaries() -> Problem {
    Problem::of("engagement", "employee", "an employee has a salary, not a rate")
        .hint("ask goingrate pay, or --same-as for the rate worth a salary")
}
