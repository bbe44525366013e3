//! Shares and options of an offer while it is read: what several parts of the text say of one grant.

use goingrate_units::parse::Amount;
use goingrate_units::{Period, Problem, ProblemKind};

use super::items::Figure;
use super::segment::{Part, Slot};
use super::terms::{Link, Term, Unit};
use crate::ask::offer::schedule::{self, ScheduleAsked};
use crate::ask::offer::{CompanyAsked, GrantAsked, Granted, OptionsAsked};

/// So many shares a company is taken to have where only a part of it is offered: figures are then of a
/// hundredth.
const HUNDRED: f64 = 100.0;
/// A number without money beside a word of shares is a number of shares up to this.
const MOST_COUNTED: f64 = 10_000.0;
/// A company has no more shares than this.
const MOST_SHARES: f64 = 1e12;

/// Months of a year.
const YEAR: u32 = 12;

/// A grant while it is read.
#[derive(Clone, Debug, Default)]
pub(super) struct Equity {
    /// Whether these are options; shares otherwise.
    pub options: bool,
    /// As it was written, for problems.
    pub text: String,
    value: Option<Amount>,
    number: Option<f64>,
    /// The part of the company.
    part: Option<f64>,
    strike: Option<Amount>,
    price: Option<Amount>,
    listed: Option<bool>,
    window_months: Option<f64>,
    company: CompanyAsked,
    schedule: ScheduleAsked,
    remarks: Vec<String>,
}

/// A grant as it was read: shares or options.
pub(super) enum Read {
    Grant(GrantAsked),
    Options(OptionsAsked),
}

impl Equity {
    /// A grant that a part of the text begins.
    pub fn new(part: &Part) -> Equity {
        let options = part.term == Some(Term::Options);
        Equity { options, text: part.text.clone(), ..Equity::default() }
    }

    /// Whether a number is said, and not of how many: "40000 options, 0.05% of 80m shares".
    pub fn lacks_whole(&self) -> bool {
        self.number.is_some() && self.part.is_none() && self.company.shares.is_none()
    }

    /// The grant vests from its first month on.
    pub fn without_cliff(&mut self) {
        self.schedule.cliff = Some(0);
    }

    /// Takes all that a part says.
    pub fn take(&mut self, part: &Part) -> Result<(), Problem> {
        for slot in &part.slots {
            self.take_slot(slot, part)?;
        }
        match part.every {
            Some(YEAR) if self.is_by_year(part) => {
                self.value = self.value.map(|value| Amount { period: Some(Period::Year), ..value });
            }
            Some(every) => self.schedule.every = Some(every),
            None => {}
        }
        for (term, name) in &part.flags {
            self.flag(*term, name, part)?;
        }
        Ok(())
    }

    /// Whether a part that begins a grant tells what it is worth in each year: "75k RSU per year".
    fn is_by_year(&self, part: &Part) -> bool {
        let begins = matches!(part.term, Some(Term::Rsu | Term::Equity));
        begins && part.is_rate && self.value.is_some_and(|value| value.period.is_none())
    }

    fn flag(&mut self, term: Term, name: &str, part: &Part) -> Result<(), Problem> {
        match term {
            Term::DoubleTrigger => {
                self.listed = Some(false);
                let told = "The shares are taken as those of a company that is not listed yet.";
                self.remarks.push(told.to_owned());
            }
            Term::Listed => self.listed = Some(true),
            Term::Stage => self.company.stage = Some(name.to_owned()),
            // "Vesting over 4 years" and "9.4 of 60m shares" have their figures already.
            Term::Vesting | Term::Shares | Term::Equity | Term::Rsu => {}
            other => return Err(no_figure(other, part)),
        }
        Ok(())
    }

    fn take_slot(&mut self, slot: &Slot, part: &Part) -> Result<(), Problem> {
        let of = slot.of.or(part.term);
        match (&slot.figure, of, slot.via) {
            (Figure::Length(..), Some(Term::Cliff), _) => {
                self.schedule.cliff = Some(months(slot)?.round() as u32);
            }
            (Figure::Length(..), Some(Term::Window), _) => self.window_months = Some(months(slot)?),
            (Figure::Length(..), ..) => self.schedule.over = Some(months(slot)? / 12.0),
            (Figure::Parts(parts), ..) => self.schedule.years = parts.clone(),
            (Figure::Part(part), Some(Term::Vesting), _) => self.each_year(*part, slot)?,
            (Figure::Part(share), Some(Term::Dilution), _) => {
                self.company.dilution = Some(below(*share, 1.0, slot, "dilution")?);
            }
            (Figure::Part(share), ..) => self.part = Some(below(*share, 1.0, slot, "percent")?),
            (Figure::Number(number), Some(Term::Rounds), _) => {
                self.company.rounds = Some(below(*number, 20.0, slot, "rounds")?);
            }
            (Figure::Day(_), ..) => return Err(not_here(slot, of.unwrap_or(Term::Rsu))),
            (Figure::Number(_) | Figure::Money(_), ..) => self.take_money(slot, part)?,
        }
        Ok(())
    }

    /// "25% yearly": as many years as make a whole.
    fn each_year(&mut self, part: f64, slot: &Slot) -> Result<(), Problem> {
        let years = (1.0 / part).round();
        if !(1.0..=10.0).contains(&years) || (years * part - 1.0).abs() > 0.01 {
            let what = "is no part of which some make a whole";
            return Err(Problem::of("vesting", &slot.text, what).hint(Term::Vesting.example()));
        }
        self.schedule.years = vec![100.0 / years; years as usize];
        Ok(())
    }

    fn take_money(&mut self, slot: &Slot, part: &Part) -> Result<(), Problem> {
        let of = slot.of.or(part.term);
        let (amount, number) = match &slot.figure {
            Figure::Money(amount) => {
                (*amount, Some(amount.value).filter(|_| amount.currency.is_none()))
            }
            Figure::Number(number) => (plain(*number), Some(*number)),
            _ => return Err(not_here(slot, of.unwrap_or(Term::Rsu))),
        };
        let set = |place: &mut Option<Amount>| *place = Some(amount);
        match (of, slot.via) {
            (Some(Term::Strike), _) => set(&mut self.strike),
            (Some(Term::Price), _) => set(&mut self.price),
            (Some(Term::Preferred), _) => set(&mut self.company.preferred),
            (Some(Term::Valuation), _) => set(&mut self.company.valuation),
            (Some(Term::FairValue), _) => set(&mut self.company.fair_value),
            (Some(Term::Stack), _) => set(&mut self.company.stack),
            (_, Some(Link::At)) if self.options => set(&mut self.strike),
            (_, Some(Link::At)) => set(&mut self.price),
            (Some(Term::Shares), Some(Link::Of)) => self.company.shares = number,
            (_, Some(Link::Of)) if self.number.is_some() || self.part.is_some() => {
                self.company.shares = number;
            }
            (Some(Term::Shares), _) if self.number.is_some() || self.part.is_some() => {
                self.company.shares = number;
            }
            (Some(Term::Shares), _) => self.number = number,
            (Some(Term::Options), _) => {
                self.number = Some(number.ok_or_else(|| {
                    let what = "is money, and options are counted";
                    Problem::of("options", &part.text, what).hint(Term::Options.example())
                })?)
            }
            (None | Some(Term::Rsu | Term::Equity), _) => self.take_value(amount, slot, part),
            (Some(other), _) => return Err(not_here(slot, other)),
        }
        Ok(())
    }

    /// A number of shares, or what they are worth.
    fn take_value(&mut self, amount: Amount, slot: &Slot, part: &Part) {
        let bare = matches!(slot.figure, Figure::Number(_));
        let counted =
            bare && (amount.value < MOST_COUNTED || (slot.counts && part.term == Some(Term::Rsu)));
        if counted {
            if !slot.counts {
                self.remarks.push(format!("{} is taken as a number of shares.", slot.text));
            }
            self.number = Some(amount.value);
        } else {
            self.value = Some(amount);
        }
    }

    /// The grant.
    ///
    /// # Errors
    /// When it does not say how much, options have no strike, there are more of them than the company has
    /// shares, or the vesting makes no whole.
    pub fn finish(mut self, private: bool) -> Result<(Read, Vec<String>), Problem> {
        self.of_a_year();
        self.of_a_part()?;
        self.options |= self.strike.is_some();
        let mut remarks = self.remarks;
        let vests = match self.schedule.is_said() {
            true => {
                let (vests, told) = schedule::vests(&self.schedule)?;
                remarks.extend(told);
                Some(vests)
            }
            false => None,
        };
        let over_years = self.schedule.over;
        let company = self.company;
        let refuse = |field: &str, what: &str, hint: &str| {
            Problem::of(field, &self.text, what).kind(ProblemKind::Missing).hint(hint)
        };
        let read = if self.options {
            let number = self.number.ok_or_else(|| {
                refuse("options", "does not say how many", Term::Options.example())
            })?;
            let strike = self.strike.ok_or_else(|| {
                refuse(
                    "strike",
                    "does not say what an option costs to exercise",
                    "write strike 2.1",
                )
            })?;
            Read::Options(OptionsAsked {
                number,
                strike,
                vests,
                over_years,
                company,
                window_months: self.window_months,
                share_price: self.price,
            })
        } else {
            let of = match (self.value, self.number) {
                (Some(value), None) => Granted::Value(value),
                (None, Some(number)) => Granted::Shares(number, self.price),
                (Some(_), Some(_)) => {
                    return Err(refuse(
                        "rsu",
                        "says a value and a number of shares",
                        "write one of both, or 1,200 RSUs at $160",
                    ));
                }
                (None, None) => {
                    return Err(refuse(
                        "rsu",
                        "does not say how much is granted",
                        Term::Rsu.example(),
                    ));
                }
            };
            let known = private || self.listed == Some(false) || company != CompanyAsked::default();
            if let (Granted::Shares(_, None), false) = (&of, known) {
                return Err(refuse(
                    "price",
                    "does not say the price of a share",
                    "write 1,200 RSUs at $160",
                ));
            }
            let told = known && self.listed != Some(true) && company != CompanyAsked::default();
            let listed = if told { Some(false) } else { self.listed };
            Read::Grant(GrantAsked { of, listed, vests, over_years, company })
        };
        Ok((read, remarks))
    }

    /// "75k a year" is worth four times as much over four years.
    fn of_a_year(&mut self) {
        let Some(value) = self.value.filter(|value| value.period == Some(Period::Year)) else {
            return;
        };
        let years = self.schedule.over.unwrap_or(match self.schedule.years.len() {
            0 => 4.0,
            years => years as f64,
        });
        self.schedule.over = self.schedule.over.or(Some(years));
        self.value = Some(Amount { value: value.value * years, period: None, ..value });
        self.remarks.push(format!(
            "{} is taken as a grant over {years} years, so much in each.",
            self.text
        ));
    }

    /// A part of the company as a number of its shares.
    fn of_a_part(&mut self) -> Result<(), Problem> {
        if let Some(part) = self.part {
            self.count_part(part)?;
        }
        let counts = [("shares", self.company.shares), ("options", self.number)];
        for (field, count) in counts {
            if let Some(count) = count.filter(|count| !(*count > 0.0 && *count <= MOST_SHARES)) {
                let what = "a number of shares is above 0 and at most a trillion";
                return Err(
                    Problem::of(field, &count.to_string(), what).hint(Term::Options.example())
                );
            }
        }
        match (self.number, self.company.shares) {
            (Some(number), Some(shares)) if number > shares => {
                let field = if self.options { "options" } else { "rsu" };
                let what = format!("are more than the {shares} shares that the company has");
                Err(Problem::of(field, &number.to_string(), what).hint(Term::Options.example()))
            }
            _ => Ok(()),
        }
    }

    /// A part of the company as so many of its shares. Where it stands beside their number it says how many shares
    /// there are in all.
    fn count_part(&mut self, part: f64) -> Result<(), Problem> {
        let fault = |what: &str, hint: &str| {
            Problem::of("options", &self.text, what).kind(ProblemKind::Missing).hint(hint)
        };
        match (self.number, self.company.shares) {
            (Some(number), None) => self.company.shares = Some(number / part),
            (Some(number), Some(shares)) => {
                if (number / (part * shares) - 1.0).abs() > 0.1 {
                    let what = format!("{number} of {shares} shares are not {}%", part * 100.0);
                    return Err(
                        fault(&what, "keep two of the three").kind(ProblemKind::Contradiction)
                    );
                }
            }
            (None, Some(shares)) => self.number = Some(part * shares),
            (None, None) => {
                if self.strike.is_some() {
                    let what =
                        "a strike price is of one share, and the number of all shares is not said";
                    return Err(fault(what, "write 0.05% of 80m shares"));
                }
                (self.number, self.company.shares) = (Some(part * HUNDRED), Some(HUNDRED));
                let told =
                    "The number of all shares is not said: the company is counted as 100 shares.";
                self.remarks.push(told.to_owned());
            }
        }
        if !self.options && self.strike.is_none() {
            let told = "A part of the company without a strike price is taken as shares that cost nothing.";
            self.remarks.push(told.to_owned());
        }
        Ok(())
    }
}

/// An amount that says nothing but its number.
pub(super) fn plain(value: f64) -> Amount {
    Amount { value, currency: None, period: None, shared_sign: false }
}

/// A length of time as months.
pub(super) fn months(slot: &Slot) -> Result<f64, Problem> {
    let months = match slot.figure {
        Figure::Length(length, Unit::Year) => length * 12.0,
        Figure::Length(length, Unit::Month) => length,
        Figure::Length(length, Unit::Week) => length * 12.0 / 52.0,
        Figure::Length(length, Unit::Day) => length / 30.0,
        _ => f64::NAN,
    };
    match months > 0.0 && months <= 240.0 {
        true => Ok(months),
        false => Err(Problem::of("months", &slot.text, "is no length of time up to 20 years")
            .hint("write 24 months or 2 years")),
    }
}

/// A figure that is not above the most that it can be.
pub(super) fn below(value: f64, most: f64, slot: &Slot, field: &str) -> Result<f64, Problem> {
    match (0.0..=most).contains(&value) {
        true => Ok(value),
        false => {
            let most = match slot.figure {
                Figure::Part(_) => format!("{} %", most * 100.0),
                _ => most.to_string(),
            };
            Err(Problem::of(field, &slot.text, format!("has to lie between 0 and {most}"))
                .hint("write, for example, 15%"))
        }
    }
}

/// A figure that tells nothing where it stands.
pub(super) fn not_here(slot: &Slot, term: Term) -> Problem {
    let what = "is not understood here";
    Problem::of(term.field(), &slot.text, what).hint(term.example())
}

/// A word that lacks its figure.
pub(super) fn no_figure(term: Term, part: &Part) -> Problem {
    Problem::of(term.field(), &part.text, "says no figure")
        .kind(ProblemKind::Missing)
        .hint(term.example())
}
