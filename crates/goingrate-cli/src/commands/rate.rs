//! `goingrate rate`: what an hour of work is charged, and which salary that is worth.

use clap::Args;
use goingrate::rules::{EquivalenceQuestion, Filing, Override, WorthOf};
use goingrate::units::parse::{self, Status, Understood};
use goingrate::units::{Component, Engagement, Pay, Period, Problem, Profile};
use goingrate_view::views::rate::{RateView, SameAsView};
use goingrate_view::{Display, text};

use super::pay::{Counter, Money, Shown};
use super::{Answer, render};
use crate::book_file::{BookFile, StoreFolder};
use crate::exit::Exit;
use crate::law::{Terms, regime};
use crate::library::{Library, today};
use crate::question::{Question, is_given, mark};

/// Examples of the help, which run as tests.
pub const EXAMPLES: &str = "\
Examples:
  goingrate rate \"senior backend, Rust\"
  goingrate rate \"senior backend, Poland\" --engagement dedicated-team
  goingrate rate \"senior backend\" --same-as 150000
  goingrate rate \"senior backend\" --same-as 95/h --billable-hours 1200
  goingrate rate \"senior backend, Berlin\" --same-as 75000 --assume paid-leave=30 --assume pension=5%
  goingrate rate \"senior backend, Kraków, Poland\" --same-as 240000 --regime lump-sum";

/// What an hour is charged.
#[derive(Args)]
pub struct Rate {
    #[command(flatten)]
    pub question: Question,
    /// The rate worth a salary (150000), or the salary worth a rate (95/h), under the law of the
    /// place and in its currency if none is given.
    #[arg(long, value_name = "AMOUNT", help_heading = "Ask", allow_hyphen_values = true)]
    pub same_as: Option<String>,
    /// Hours a year that can be billed: 1200, or a range 1000-1400.
    #[arg(long, value_name = "HOURS", help_heading = "Ask", requires = "same_as")]
    pub billable_hours: Option<String>,
    /// Assume otherwise than the carried data: paid-leave=25, pension=5%, indemnity=600. May be given
    /// several times; the answer lists the names.
    #[arg(long, value_name = "NAME=VALUE", help_heading = "Ask", requires = "same_as")]
    pub assume: Vec<String>,
    /// The way of self-employed work, where the country's law has several: lump-sum, micro.
    #[arg(long, value_name = "WORD", help_heading = "Ask", requires = "same_as")]
    pub regime: Option<String>,
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

    /// The answer of the rules, with where it stands in its market.
    fn same_as(&self, library: &Library, profile: &Profile) -> Result<Option<SameAsView>, Problem> {
        let Some(text) = &self.same_as else { return Ok(None) };
        let blame = |error| Problem::from(error).in_field("same_as");
        let amount = parse::amount(text, library.taxonomy()).map_err(blame)?;
        if amount.value <= 0.0 {
            return Err(Problem::of("same_as", text, "an amount must be above zero"));
        }
        let law = library.law()?;
        let jurisdiction = law.ground_of(profile.place)?;
        let terms = Terms {
            filing: Filing::Single,
            regime: regime(false),
            year: None,
            today: profile.as_of,
        };
        let selection = terms.selection(&jurisdiction)?;
        let plan =
            jurisdiction.rules.plan(&selection).map_err(|error| jurisdiction.refuse(error))?;
        let currency = plan.currency();
        let given = amount.currency.unwrap_or(currency);
        let exchange = law.exchange(given, currency, terms.day(selection.year)?)?;
        let pay =
            Pay::new(amount.value * exchange.rate, currency, amount.period.unwrap_or(Period::Year))
                .map_err(|error| Problem::of("same_as", text, error.to_string()))?;
        let worth_of = match pay.period() {
            Period::Hour | Period::Day => WorthOf::Rate(pay),
            _ => WorthOf::Salary(pay),
        };
        let question = EquivalenceQuestion {
            regime: self.regime.clone(),
            billable_hours: self.billable_hours.as_deref().map(hours).transpose()?,
            assume: self
                .assume
                .iter()
                .map(|text| Override::parse(text))
                .collect::<Result<_, _>>()?,
            ..EquivalenceQuestion::new(&selection.place, selection.year, worth_of)
        };
        let mut view = SameAsView::new(&jurisdiction.rules.equivalence(&question)?);
        view.remarks.extend(jurisdiction.remark.clone());
        if given != currency {
            view.remarks
                .push(format!("The law is in {currency}. {}", text::exchange(&exchange.into())));
        }
        Ok(Some(standing(view, library, profile)?))
    }
}

/// The same with where its ends stand: rates among rates, salaries among salaries. Without an
/// exchange rate between the law's money and the evidence's nothing can be said of that.
fn standing(view: SameAsView, library: &Library, profile: &Profile) -> Result<SameAsView, Problem> {
    let (market, per) = match view.of_salary() {
        true => (profile.clone(), Period::Hour),
        false => {
            let (engagement, component) = (Engagement::Employee, Component::BaseSalary);
            (Profile { engagement, component, ..profile.clone() }, Period::Year)
        }
    };
    let estimator = library.going_rate.estimator();
    let money = estimator.estimate(&market)?.currency;
    let rates = &library.going_rate.rates;
    let Ok(display) = Display::new(money, view.currency, per, profile.as_of, rates) else {
        return Ok(view);
    };
    let stand = |amount: f64| estimator.stand(&market, display.ln_yearly(amount));
    let (low, high) = (stand(view.low)?, stand(view.high)?);
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
