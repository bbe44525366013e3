//! `goingrate pay --net` and `--at-prices-of`: the percentiles after tax, and at other prices.

use std::path::PathBuf;

use goingrate::rules::{Filing, TakeHome, TaxCase};
use goingrate::units::{Component, Currency, Engagement, Pay, Period, Problem, Profile, parse};
use goingrate_view::views::pay::{PayView, PercentileView};
use goingrate_view::views::real::{AfterTaxView, AtPricesView};
use goingrate_view::{Display, text};

use crate::law::{Jurisdiction, Law, Terms, regime};
use crate::library::Library;
use crate::tables::prices_of;

/// What turns an amount as it is shown into what is left of it.
pub struct AfterTax<'a> {
    jurisdiction: Jurisdiction,
    display: &'a Display,
    terms: Terms,
    year: i16,
    currency: Currency,
    /// Units of the law's currency for one that is shown.
    exchange: goingrate::units::Exchange,
}

impl<'a> AfterTax<'a> {
    /// The law of a profile's place.
    pub fn new(
        law: &Law,
        profile: &Profile,
        display: &'a Display,
        filing: Filing,
    ) -> Result<AfterTax<'a>, Problem> {
        refuse_what_is_no_income(profile)?;
        let jurisdiction = law.ground_of(profile.place)?;
        let today = profile.as_of;
        let terms = Terms { filing, regime: regime(false), year: None, today };
        let selection = terms.selection(&jurisdiction)?;
        let plan =
            jurisdiction.rules.plan(&selection).map_err(|error| jurisdiction.refuse(error))?;
        let (currency, year) = (plan.currency(), selection.year);
        let exchange =
            law.exchange(display.currency, currency, terms.day(year)?).map_err(|failure| {
                because(&format!("the law of {} is", jurisdiction.name), currency, failure)
            })?;
        Ok(AfterTax {
            jurisdiction: jurisdiction.clone(),
            display,
            terms,
            year,
            currency,
            exchange,
        })
    }

    /// The percentiles of a view after tax.
    pub fn view(&self, view: &PayView) -> Result<AfterTaxView, Problem> {
        let median = self.take_home(view.median().amount)?;
        let percentiles: Result<Vec<PercentileView>, Problem> =
            view.percentiles.iter().map(|percentile| self.percentile(percentile)).collect();
        let mut remarks: Vec<String> = self.jurisdiction.remark.iter().cloned().collect();
        if self.exchange.from != self.exchange.to {
            remarks.push(text::exchange(&self.exchange.into()));
        }
        Ok(AfterTaxView::new(&median, percentiles?, remarks))
    }

    fn percentile(&self, percentile: &PercentileView) -> Result<PercentileView, Problem> {
        let pay = &percentile.pay;
        let net = |amount: f64| self.net(amount);
        let (amount, low, high) = (net(pay.amount)?, net(pay.low)?, net(pay.high)?);
        let turn = |value: f64| match value {
            v if v == pay.low => low,
            v if v == pay.high => high,
            _ => amount,
        };
        Ok(percentile.mapped(turn, pay.currency))
    }

    /// What is left of an amount, both as shown.
    fn net(&self, amount: f64) -> Result<f64, Problem> {
        let net = self.take_home(amount)?.net.amount();
        Ok(net / self.exchange.rate / self.display.per.a_year())
    }

    fn take_home(&self, amount: f64) -> Result<TakeHome, Problem> {
        let yearly = amount * self.display.per.a_year() * self.exchange.rate;
        let pay = Pay::new(yearly, self.currency, Period::Year)
            .map_err(|error| Problem::new(error.to_string()))?;
        let question = TaxCase {
            filing: self.terms.filing,
            ..TaxCase::employee(&self.jurisdiction.code, pay, self.year)
        };
        self.jurisdiction
            .rules
            .take_home(&question)
            .map_err(|error| self.jurisdiction.refuse(error))
    }
}

/// A missing exchange rate, with what it is needed for: "the law of Ukraine is".
fn because(what_is: &str, currency: Currency, failure: Problem) -> Problem {
    Problem { what: format!("{what_is} in {currency}, and there is {}", failure.what), ..failure }
}

/// A rate is no income without hours, and a bonus alone is not taxed alone.
fn refuse_what_is_no_income(profile: &Profile) -> Result<(), Problem> {
    let income = matches!(profile.component, Component::BaseSalary | Component::TotalCompensation);
    if income && profile.engagement == Engagement::Employee {
        return Ok(());
    }
    let what = "tax is that of a year of employment: a salary or total compensation";
    Err(Problem::of("net", profile.component.slug(), what)
        .hint("goingrate net has --freelance and --bonus"))
}

/// The percentiles of a view at the prices of another place, after tax where it has them.
pub fn at_prices(
    library: &Library,
    profile: &Profile,
    display: &Display,
    view: &PayView,
    (place, files): (&str, &[PathBuf]),
) -> Result<AtPricesView, Problem> {
    let (taxonomy, blame) =
        (library.taxonomy(), |failure: Problem| failure.in_field("at_prices_of"));
    let there = parse::place(place, taxonomy).map_err(|error| blame(error.into()))?;
    let mut prices = goingrate::law::prices()?;
    for file in files {
        prices = prices.with(&prices_of(file).map_err(|failure| failure.in_field("prices"))?);
    }
    let ratio = prices
        .ratio(profile.place, there, profile.as_of.year(), taxonomy)
        .map_err(|error| Problem::of("at_prices_of", place, error.to_string()))?;
    let (home, currency) = (taxonomy.place(profile.place).currency, taxonomy.place(there).currency);
    // The ratio is one of the places' own currencies, whatever the answer is shown in.
    let exchange = library.going_rate.rates.exchange(display.currency, home, profile.as_of);
    let rate = exchange
        .map_err(|error| {
            let prices = format!("prices in {} are", taxonomy.place(profile.place).name);
            because(&prices, home, error.into())
        })?
        .rate;
    let (all, net) = match &view.after_tax {
        Some(net) => (&net.percentiles, true),
        None => (&view.percentiles, false),
    };
    let at_home: Vec<PercentileView> =
        all.iter().map(|percentile| percentile.mapped(|amount| amount * rate, home)).collect();
    let named = (taxonomy.place(there).name.as_str(), currency);
    Ok(AtPricesView::new(&ratio, &at_home, net, named, taxonomy))
}
