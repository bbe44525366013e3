//! The law of a place as a table that planners draw from.

use goingrate_plan::TakeHomeLaw;
use goingrate_rules::Filing;
use goingrate_units::{Currency, Date, PlaceId, Problem, ProblemKind};

use super::TaxTerms;
use crate::GoingRate;

/// What is left of an employee's pay in a place, and whose rules say so.
#[derive(Clone, Debug, PartialEq)]
pub struct TakeHome {
    /// The table, in the money of pay.
    pub law: TakeHomeLaw,
    /// The name of the place whose rules are taken: `Washington, United States`.
    pub rules_of: String,
    /// The year of the rules.
    pub year: i16,
}

/// The law of the year that has begun on a day, for pay in `currency` around `middle` a year; `None` where no
/// rules of the place are carried, or its money has no exchange rate.
///
/// # Errors
/// When the rules of the place are known and cannot be asked so (field `net` or `filing`).
pub fn take_home(
    going_rate: &GoingRate,
    (place, state): (PlaceId, Option<PlaceId>),
    filing: Filing,
    (currency, middle): (Currency, f64),
    on: Date,
) -> Result<Option<TakeHome>, Problem> {
    let found = going_rate.law.of_place_in(place, state, &going_rate.taxonomy);
    let Ok(jurisdiction) = found else { return Ok(None) };
    let selection = match TaxTerms::employee(filing, on).selection(&jurisdiction) {
        Err(problem) if problem.kind == ProblemKind::NotCovered => return Ok(None),
        selection => selection?,
    };
    let plan = jurisdiction.rules.plan(&selection).map_err(|error| jurisdiction.problem(error))?;
    let Ok(exchange) = going_rate.rates.exchange(currency, plan.currency(), on) else {
        return Ok(None);
    };
    let law = TakeHomeLaw::of(&plan, middle, exchange.rate);
    Ok(Some(TakeHome { law, rules_of: jurisdiction.rules_name(), year: selection.year }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use goingrate_rules::TaxCase;
    use goingrate_units::{Pay, Period, parse};

    #[test]
    fn the_table_is_the_law() {
        let going_rate = GoingRate::open().expect("the carried data");
        let on: Date = "2026-11-30".parse().expect("a day");
        let check = |place: &str, currency: Currency, gross: f64| {
            let id = parse::place(place, &going_rate.taxonomy).expect("a place");
            let found = take_home(&going_rate, (id, None), Filing::Single, (currency, gross), on);
            let table = found.expect("covered").expect("covered");
            for factor in [0.3, 1.0, 1.37, 4.0] {
                let gross = gross * factor;
                let jurisdiction =
                    going_rate.law.of_place(id, &going_rate.taxonomy).expect("known");
                let pay = Pay::new(gross, currency, Period::Year).expect("above zero");
                let case = TaxCase::employee(&jurisdiction.code, pay, table.year);
                let exact = jurisdiction.rules.take_home(&case).expect("covered").net.amount();
                let off = (table.law.net(gross) / exact - 1.0).abs();
                assert!(off < 2e-3, "{place} {gross}: {off}");
            }
        };
        check("seattle", Currency::USD, 180_000.0);
        check("berlin", "EUR".parse().expect("a currency"), 75_000.0);
        check("India", "INR".parse().expect("a currency"), 3_000_000.0);
    }
}
