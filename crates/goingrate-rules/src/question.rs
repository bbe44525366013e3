//! A question: who earns what, where, in which year.

use goingrate_units::{Currency, Pay, Period};

use crate::{Amounts, Filing, RulesError};

/// The regime of an employee.
pub const EMPLOYEE: &str = "employee";

/// The usual regime of a self-employed person.
pub const FREELANCE: &str = "freelance";

/// What is asked: the income of a tax year in a place. Amounts are pay for any period and are
/// taken for a whole year of full-time work.
///
/// ```
/// use goingrate_rules::{Filing, TaxCase};
/// use goingrate_units::{Currency, Pay, Period};
/// let salary = Pay::new(148_000.0, Currency::USD, Period::Year)?;
/// let question = TaxCase { filing: Filing::Joint, ..TaxCase::employee("us-wa", salary, 2026) };
/// assert_eq!(question.place, "us-wa");
/// # Ok::<(), goingrate_units::PayError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct TaxCase {
    /// The place, by its code in the rules: `us-wa`, `us-ny-nyc`, `de`.
    pub place: String,
    /// The tax year; where it does not start in January, the calendar year in which it starts.
    pub year: i16,
    /// Who files.
    pub filing: Filing,
    /// The way of working: `employee`, `freelance`, or another that the country's rules name.
    pub regime: String,
    /// Regular wages.
    pub salary: Option<Pay>,
    /// Supplementary wages of the year: bonus, vesting equity, sign-on.
    pub bonus: Option<Pay>,
    /// Net profit of self-employed work, after business expenses.
    pub profit: Option<Pay>,
    /// What is to go into a pre-tax retirement plan; the law's limit is applied.
    pub saving: Option<Pay>,
}

impl TaxCase {
    /// A single employee's salary.
    pub fn employee(place: &str, salary: Pay, year: i16) -> TaxCase {
        let regime = EMPLOYEE.to_owned();
        let (filing, place) = (Filing::Single, place.to_owned());
        let (bonus, profit, saving) = (None, None, None);
        TaxCase { place, year, filing, regime, salary: Some(salary), bonus, profit, saving }
    }

    /// A single self-employed person's profit.
    pub fn freelance(place: &str, profit: Pay, year: i16) -> TaxCase {
        let regime = FREELANCE.to_owned();
        TaxCase {
            salary: None,
            profit: Some(profit),
            regime,
            ..TaxCase::employee(place, profit, year)
        }
    }

    /// The amounts in the currency of the place.
    pub(crate) fn amounts(&self, currency: Currency) -> Result<Amounts, RulesError> {
        let yearly = |field, pay: Option<Pay>| match pay {
            Some(pay) if pay.currency() != currency => Err(RulesError::Currency {
                field,
                given: pay.currency(),
                wanted: currency,
                place: self.place.clone(),
            }),
            pay => Ok(pay.map_or(0.0, |pay| pay.per(Period::Year).amount())),
        };
        let amounts = Amounts {
            salary: yearly("salary", self.salary)?,
            bonus: yearly("bonus", self.bonus)?,
            profit: yearly("profit", self.profit)?,
            saving: yearly("saving", self.saving)?,
        };
        if amounts.gross() > 0.0 { Ok(amounts) } else { Err(RulesError::NoIncome) }
    }
}
