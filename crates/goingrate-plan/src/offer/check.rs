//! What cannot be asked of offers, each with its field, value and what to write instead.

use goingrate_units::Problem;

use super::question::{
    Bonus, Company, MOST_DRAWS, MOST_OFFERS, MOST_YEARS, Offer, OfferQuestion, Options, Payment,
    PrivateCompany, ShareTerms, Vest, WorkTime,
};

/// Fewer draws tell nothing of one case in ten.
const FEWEST_DRAWS: usize = 100;
/// Numbers of all draws that are kept, of eight bytes each.
const MOST_KEPT: usize = 100_000_000;
/// No month is later than this: nobody is granted anything for longer than 20 years.
const LAST_MONTH: u32 = 240;
/// No list of an offer is longer.
const MOST_LISTED: usize = 240;
/// No offer has more lines of options, and no company more outcomes.
const MOST_LINES: usize = 20;
/// No amount or number is above this.
const MOST: f64 = 1e15;
/// Parts of a schedule and chances may be off by so much from rounding.
const ROUNDING: f64 = 1e-6;
/// The standard deviation of the logarithm of a price in a year: beyond it the price is no price.
const MOST_VOLATILE: f64 = 5.0;

type Checked = Result<(), Problem>;

impl OfferQuestion {
    /// Everything that cannot be asked, with its field.
    pub(super) fn check(&self) -> Checked {
        let count = |field: &str, found: usize, least: usize, most: usize, what: &str| {
            if (least..=most).contains(&found) {
                return Ok(());
            }
            let hint = format!("from {least} to {most}");
            Err(Problem::of(field, &found.to_string(), what).hint(hint))
        };
        count("offers", self.offers.len(), 1, MOST_OFFERS, "so many offers are not compared")?;
        count(
            "years",
            self.years as usize,
            1,
            MOST_YEARS as usize,
            "nobody plans a stay like this",
        )?;
        count("draws", self.draws, FEWEST_DRAWS, MOST_DRAWS, "so many draws are not made")?;
        let most = MOST_KEPT / self.kept();
        if self.draws > most {
            let what = "so many draws of so many offers, years and options do not fit into memory";
            let hint = format!("at most {most} draws");
            return Err(Problem::of("draws", &self.draws.to_string(), what).hint(hint));
        }
        if self.offers.iter().any(|offer| offer.law.is_some() != self.offers[0].law.is_some()) {
            let what = "some offers have rules of tax and some have none";
            let hint = "compare all of them before tax";
            return Err(Problem::of("law", "", what).hint(hint));
        }
        self.offers.iter().try_for_each(Offer::check)
    }

    /// How many numbers of a draw are kept: totals, inputs, both of each year and of each line of options.
    fn kept(&self) -> usize {
        let years = self.years as usize + 1;
        self.offers.iter().map(|offer| 6 + 2 * years + 2 * offer.options.len()).sum()
    }
}

/// A finite number from one bound to another.
fn within(field: &str, value: f64, least: f64, most: f64, hint: &str) -> Checked {
    if value.is_finite() && (least..=most).contains(&value) {
        return Ok(());
    }
    let what = match (value.is_finite(), least == 0.0 && most >= MOST) {
        (false, _) => "has to be a finite number".to_owned(),
        (true, true) => "has to be an amount that is not below zero".to_owned(),
        (true, false) => format!("has to lie between {least} and {most}"),
    };
    Err(Problem::of(field, &value.to_string(), what).hint(hint))
}

fn amount(field: &str, value: f64) -> Checked {
    within(field, value, 0.0, MOST, "write an amount: 20000")
}

fn share(field: &str, value: f64) -> Checked {
    within(field, value, 0.0, 1.0, "write a share: 15%")
}

fn month(field: &str, value: u32) -> Checked {
    let hint = "count months from the first working day";
    within(field, f64::from(value), 0.0, f64::from(LAST_MONTH), hint)
}

fn listed(field: &str, found: usize, most: usize) -> Checked {
    if found <= most {
        return Ok(());
    }
    let what = format!("has more than {most} entries");
    Err(Problem::of(field, &found.to_string(), what).hint("put together what comes together"))
}

/// A schedule: months in range, parts that are none below zero and add up to the grant.
fn schedule(field: &str, vests: &[Vest]) -> Checked {
    listed(field, vests.len(), MOST_LISTED)?;
    for vest in vests {
        month(field, vest.month)?;
        share(field, vest.share)?;
    }
    let sum: f64 = vests.iter().map(|vest| vest.share).sum();
    if (sum - 1.0).abs() > ROUNDING {
        let what = "the parts of a schedule have to add up to the whole grant";
        let hint = "write parts that add up to 100 %: 25, 25, 25, 25";
        return Err(Problem::of(field, &format!("{:.4} %", sum * 100.0), what).hint(hint));
    }
    Ok(())
}

impl Offer {
    fn check(&self) -> Checked {
        self.amounts()?;
        self.bonus.as_ref().map_or(Ok(()), Bonus::check)?;
        listed("payments", self.payments.len(), MOST_LISTED)?;
        each(&self.payments, |payment, at| payment.check(&format!("payments[{at}]")))?;
        listed("grants", self.grants.len(), MOST_LISTED)?;
        each(&self.grants, |grant, at| {
            amount(&format!("grants[{at}].value"), grant.value)?;
            month(&format!("grants[{at}].month"), grant.month)?;
            schedule(&format!("grants[{at}].vests"), &grant.vests)
        })?;
        self.share.check()?;
        if let Some(refresher) = &self.refresher {
            amount("refresher.value", refresher.value)?;
            month("refresher.month", refresher.month)?;
            schedule("refresher.vests", &refresher.vests)?;
        }
        listed("options", self.options.len(), MOST_LINES)?;
        each(&self.options, |options, at| options.check(&format!("options[{at}]")))?;
        self.one_listed_price()?;
        self.time.check()?;
        self.some_pay()
    }

    fn amounts(&self) -> Checked {
        let above = |field: &str, value: f64| match value > 0.0 {
            true => amount(field, value),
            false => Err(Problem::of(field, &value.to_string(), "has to be above zero")
                .hint("it is 1 in the answer's own money and prices")),
        };
        above("exchange", self.exchange)?;
        above("prices", self.prices)?;
        amount("base", self.base)?;
        amount("benefits", self.benefits)?;
        amount("costs", self.costs)?;
        let raise = self.raise.unwrap_or_default();
        within("raise", raise, -0.5, 1.0, "write a share a year: 3%")
    }

    /// An offer has some pay.
    fn some_pay(&self) -> Checked {
        let paid = self.payments.iter().any(|payment| payment.amount > 0.0);
        let shares = self.grants.iter().any(|grant| grant.value > 0.0) || self.refresher.is_some();
        if self.base > 0.0 || paid || shares || !self.options.is_empty() {
            return Ok(());
        }
        let what = "the offer pays nothing";
        Err(Problem::of("base", &self.base.to_string(), what).hint("write a base salary: 190k"))
    }

    /// Options of a listed employer have one price of its share.
    fn one_listed_price(&self) -> Checked {
        let prices = self.options.iter().filter_map(|options| match options.company {
            Company::Listed { price } => Some(price),
            Company::Private(_) => None,
        });
        let prices: Vec<f64> = prices.collect();
        match prices.iter().position(|price| *price != prices[0]) {
            None => Ok(()),
            Some(at) => {
                let what = "options of one offer are of one listed share, which has one price";
                let hint = format!("write {} in all of them", prices[0]);
                Err(Problem::of("options.price", &prices[at].to_string(), what).hint(hint))
            }
        }
    }
}

/// Each entry with its number, from 1.
fn each<T>(all: &[T], check: impl Fn(&T, usize) -> Checked) -> Checked {
    all.iter().zip(1..).try_for_each(|(one, at)| check(one, at))
}

impl Bonus {
    fn check(&self) -> Checked {
        within("bonus.target", self.target, 0.0, 10.0, "write a share of base salary: 15%")?;
        share("bonus.guaranteed", self.guaranteed)?;
        share("bonus.chance", self.chance)?;
        let Some(payout) = self.payout else { return Ok(()) };
        for part in payout {
            within("bonus.payout", part, 0.0, 10.0, "write parts of the target: 70%..120%")?;
        }
        if payout.is_sorted() {
            return Ok(());
        }
        let written = format!("{}, {}, {}", payout[0], payout[1], payout[2]);
        let what = "low, middle and high have to be in this order";
        Err(Problem::of("bonus.payout", &written, what).hint("write 70%..120%"))
    }
}

impl Payment {
    fn check(&self, field: &str) -> Checked {
        within(&format!("{field}.amount"), self.amount, -MOST, MOST, "write an amount: 30000")?;
        month(&format!("{field}.month"), self.month)?;
        let Some(clawback) = self.clawback else { return Ok(()) };
        month(&format!("{field}.clawback.months"), clawback.months)
    }
}

impl ShareTerms {
    fn check(&self) -> Checked {
        let ShareTerms { volatility, drift, dividend } = *self;
        let volatility = volatility.unwrap_or_default();
        within("share.volatility", volatility, 0.0, MOST_VOLATILE, "write a share a year: 35%")?;
        within("share.drift", drift.unwrap_or_default(), -0.9, 2.0, "write a share a year: 5%")?;
        share("share.dividend", dividend.unwrap_or_default())
    }
}

impl Options {
    fn check(&self, field: &str) -> Checked {
        amount(&format!("{field}.number"), self.number)?;
        amount(&format!("{field}.strike"), self.strike)?;
        schedule(&format!("{field}.vests"), &self.vests)?;
        let window = self.window_months.unwrap_or_default();
        let hint = "write months after leaving: 3";
        within(&format!("{field}.window_months"), window, 0.0, f64::from(LAST_MONTH), hint)?;
        match &self.company {
            Company::Listed { price } => positive(&format!("{field}.price"), *price),
            Company::Private(company) => company.check(field, self.number),
        }
    }
}

fn positive(field: &str, value: f64) -> Checked {
    if value > 0.0 {
        return amount(field, value);
    }
    Err(Problem::of(field, &value.to_string(), "has to be above zero")
        .hint("write the price of the last round, or of today"))
}

impl PrivateCompany {
    fn check(&self, field: &str, number: f64) -> Checked {
        positive(&format!("{field}.preferred"), self.preferred)?;
        positive(&format!("{field}.shares"), self.shares)?;
        if number > self.shares {
            let what = format!("are more options than the company has shares, {}", self.shares);
            let hint = "write how many shares there are, options included (fully diluted)";
            return Err(
                Problem::of(&format!("{field}.number"), &number.to_string(), what).hint(hint)
            );
        }
        amount(&format!("{field}.fair_value"), self.fair_value.unwrap_or_default())?;
        amount(&format!("{field}.stack"), self.stack.unwrap_or_default())?;
        let rounds = self.rounds.unwrap_or_default();
        within(&format!("{field}.rounds"), rounds, 0.0, 20.0, "write how many rounds come: 2")?;
        let dilution = self.dilution.unwrap_or_default();
        within(&format!("{field}.dilution"), dilution, 0.0, 0.9, "write a share a round: 15%")?;
        self.outcomes(field)
    }

    fn outcomes(&self, field: &str) -> Checked {
        listed(&format!("{field}.outcomes"), self.outcomes.len(), MOST_LINES)?;
        each(&self.outcomes, |outcome, at| {
            let field = format!("{field}.outcomes[{at}]");
            share(&format!("{field}.chance"), outcome.chance)?;
            amount(&format!("{field}.value"), outcome.value)?;
            let hint = "write in how many years: 4";
            within(
                &format!("{field}.years"),
                outcome.years,
                0.0,
                f64::from(LAST_MONTH) / 12.0,
                hint,
            )
        })?;
        let sum: f64 = self.outcomes.iter().map(|outcome| outcome.chance).sum();
        if sum > 1.0 + ROUNDING {
            let what = "the chances of all outcomes are above 100 %";
            let hint = "what they lack to 100 % is that nothing is left";
            let field = format!("{field}.outcomes");
            return Err(Problem::of(&field, &format!("{:.4} %", sum * 100.0), what).hint(hint));
        }
        Ok(())
    }
}

impl WorkTime {
    fn check(&self) -> Checked {
        let hours = self.hours_a_week.unwrap_or(40.0);
        within("time.hours_a_week", hours, 1.0, 112.0, "write hours of a week: 40")?;
        let leave = self.leave_days.unwrap_or_default();
        within("time.leave_days", leave, 0.0, 200.0, "write working days a year: 25")?;
        within("time.commute_hours", self.commute_hours, 0.0, 16.0, "write hours a day: 1.5")?;
        within("time.office_days", self.office_days, 0.0, 7.0, "write days of a week: 3")
    }
}
