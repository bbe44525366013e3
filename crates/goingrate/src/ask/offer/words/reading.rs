//! An offer while it is read: what its parts say, one after the other.

use goingrate_plan::offer::{Clawback, ShareTerms, WorkTime};
use goingrate_units::parse::Amount;
use goingrate_units::{Date, Period, Problem, ProblemKind};

use super::equity::{self, Equity, below, no_figure, not_here, plain};
use super::items::Figure;
use super::periods::{by_year_of_job, each_time};
use super::segment::{Part, Slot};
use super::terms::{Term, Unit};
use crate::ask::offer::{BonusAsked, RefresherAsked, SignOnAsked, Target, When};

/// What an offer says, before what it leaves open is taken.
#[derive(Default)]
pub(super) struct Reading {
    pub base: Option<(Amount, String)>,
    /// Amounts without a word, each as it was written.
    pub bare: Vec<(Amount, String)>,
    pub total: Option<String>,
    /// Monthly salaries of a year.
    pub salaries: Option<f64>,
    pub raise: Option<f64>,
    pub bonus: Option<BonusAsked>,
    pub sign_on: Vec<SignOnAsked>,
    pub equity: Vec<Equity>,
    /// Parts that tell more of a grant which is not read yet.
    waiting: Vec<Part>,
    pub refresher: Option<RefresherAsked>,
    pub share: ShareTerms,
    /// Benefits and costs, each with its name, as amounts or as parts of base salary.
    pub benefits: Vec<(String, Figure)>,
    pub costs: Vec<(String, Figure)>,
    pub time: WorkTime,
    pub start: Option<Date>,
    /// The part that was read last, for "and 15k in year 2".
    pub last: Option<(Term, String)>,
    pub remarks: Vec<String>,
}

impl Reading {
    /// Takes a part of the offer.
    ///
    /// # Errors
    /// When a word or figure of it is not understood, or it says a second time what can be said once.
    pub fn take(&mut self, part: Part) -> Result<(), Problem> {
        let first = part.term.or_else(|| part.slots.iter().find_map(|slot| slot.of));
        let about = first.or(part.flags.first().map(|(term, _)| *term));
        if let (Some(word), Some(about)) = (part.unknown.first(), about) {
            let digits = word.bytes().any(|b| b.is_ascii_digit());
            let what = match digits {
                true => figure_fault(word),
                false => format!("{word:?} is not understood here"),
            };
            return Err(Problem::of(about.field(), &part.text, what).hint(about.example()));
        }
        if part.at_most {
            self.remarks.push(format!("{:?} is taken at its most.", part.text));
        }
        match part.term {
            Some(Term::Rsu | Term::Equity | Term::Options) => self.grant(&part),
            Some(term) => {
                let part = each_time(part)?;
                let (own, more): (Vec<Slot>, Vec<Slot>) =
                    part.slots.iter().cloned().partition(|slot| !tells_more(slot.of));
                self.of_term(term, &Part { slots: own, ..copy(&part) })?;
                let taken = [Term::EachWay, Term::Guaranteed, Term::Chance];
                let mut more = Part { term: None, slots: more, ..copy(&part) };
                more.flags.retain(|(term, _)| !taken.contains(term));
                self.more(more)?;
                self.last = Some((term, part.name));
                Ok(())
            }
            None => self.more(part),
        }
    }

    fn grant(&mut self, part: &Part) -> Result<(), Problem> {
        let (of_share, own): (Vec<Slot>, Vec<Slot>) =
            part.slots.iter().cloned().partition(is_of_share);
        self.share_terms(&of_share)?;
        let mut equity = Equity::new(part);
        for waiting in std::mem::take(&mut self.waiting) {
            equity.take(&waiting)?;
        }
        equity.take(&Part { slots: own, ..copy(part) })?;
        self.last = part.term.map(|term| (term, part.name.clone()));
        self.equity.push(equity);
        Ok(())
    }

    /// "(4 years, monthly)" after a grant.
    ///
    /// # Errors
    /// As [`take`](Reading::take).
    pub fn of_last_grant(&mut self, part: &Part) -> Option<Result<(), Problem>> {
        let of_equity = matches!(self.last, Some((Term::Rsu | Term::Equity | Term::Options, _)));
        self.equity.last_mut().filter(|_| of_equity).map(|equity| equity.take(part))
    }

    /// What tells more of a part that was read before.
    fn more(&mut self, part: Part) -> Result<(), Problem> {
        let flags = part.flags.iter().map(|(term, _)| *term);
        let terms: Vec<Term> = part.slots.iter().filter_map(|slot| slot.of).chain(flags).collect();
        let has = |wanted: &[Term]| terms.iter().any(|term| wanted.contains(term));
        if has(&[Term::Clawback, Term::ProRata, Term::InFull]) {
            return self.clawback(&part);
        }
        if has(&[Term::Guaranteed, Term::Chance]) {
            return self.bonus_terms(&part);
        }
        if has(&[Term::EachWay]) {
            self.time.commute_hours *= 2.0;
            return Ok(());
        }
        let (of_share, own): (Vec<Slot>, Vec<Slot>) =
            part.slots.iter().cloned().partition(is_of_share);
        self.share_terms(&of_share)?;
        let begins = own.iter().any(|slot| {
            let part = matches!(slot.figure, Figure::Part(_)) && slot.of.is_none();
            part || (slot.of == Some(Term::Shares) && slot.via.is_none())
        });
        let is_schedule = own.iter().all(|slot| matches!(slot.figure, Figure::Parts(_)));
        if own.is_empty() && part.flags.is_empty() && part.every.is_none() {
            return Ok(());
        }
        if !(is_schedule || terms.iter().any(|term| term.is_of_equity())) {
            let what = "says no part of an offer";
            return Err(
                Problem::of("offer", &part.text, what).hint("write bonus 15% or sign-on 40k")
            );
        }
        let part = Part { slots: own, ..part };
        match self.equity.last_mut() {
            Some(equity) if !begins || equity.lacks_whole() => equity.take(&part),
            _ if begins => self.grant(&part),
            _ => {
                self.waiting.push(part);
                Ok(())
            }
        }
    }

    fn of_term(&mut self, term: Term, part: &Part) -> Result<(), Problem> {
        match term {
            Term::Base => self.take_base(part),
            Term::Total => {
                self.total = Some(part.text.clone());
                Ok(())
            }
            Term::Bonus | Term::GuaranteedBonus => self.take_bonus(term, part),
            Term::Once => self.take_once(part),
            Term::Refresher => self.take_refresher(part),
            Term::Raise => {
                let slot = one(term, part)?;
                let Figure::Part(raise) = slot.figure else { return Err(not_here(slot, term)) };
                once(&mut self.raise, below(raise, 1.0, slot, "raise")?, term, part)
            }
            Term::MonthSalaries => self.take_salaries(one(term, part)?),
            Term::Benefit | Term::Cost => self.take_named(term, part),
            Term::Start => {
                let slot = one(term, part)?;
                let Figure::Day(day) = slot.figure else { return Err(not_here(slot, term)) };
                once(&mut self.start, day, term, part)
            }
            Term::Leave | Term::Office | Term::Commute | Term::Hours => self.take_time(term, part),
            other => Err(no_figure(other, part)),
        }
    }

    fn take_base(&mut self, part: &Part) -> Result<(), Problem> {
        let slot = one(Term::Base, part)?;
        // "13º salário" counts monthly salaries.
        if let (Figure::Number(number), true) = (&slot.figure, slot.counts)
            && (12.0..=18.0).contains(number)
        {
            return self.take_salaries(slot);
        }
        let amount = money(slot, Term::Base)?;
        if let Some((_, first)) = &self.base {
            return Err(twice("base", &part.text, first));
        }
        self.base = Some((amount, slot.text.clone()));
        Ok(())
    }

    fn take_salaries(&mut self, slot: &Slot) -> Result<(), Problem> {
        match slot.figure {
            Figure::Number(number) if (12.0..=18.0).contains(&number) => {
                self.salaries = Some(number);
                Ok(())
            }
            _ => Err(Problem::of(
                "base",
                &slot.text,
                "is no number of monthly salaries from 12 to 18",
            )
            .hint("write 13. Monatslohn or 14 pagas")),
        }
    }

    fn take_bonus(&mut self, term: Term, part: &Part) -> Result<(), Problem> {
        let mut own =
            part.slots.iter().filter(|slot| slot.of.is_none() || slot.of == Some(Term::Base));
        let guaranteed = part.slots.iter().find(|slot| slot.of == Some(Term::Guaranteed));
        let slot = own.next().or(guaranteed).ok_or_else(|| no_figure(term, part))?;
        if let Some(second) = own.next() {
            return Err(not_here(second, term));
        }
        if part.year_of_job.is_some() {
            let what = "a yearly bonus is told without its year";
            return Err(Problem::of("bonus", &part.text, what).hint("write sign-on 20k year 2"));
        }
        if let Some(first) = &self.bonus {
            let first = match first.target {
                Target::Share(share) => format!("{}%", share * 100.0),
                Target::Amount(amount) => amount.value.to_string(),
            };
            return Err(twice("bonus", &part.text, &first));
        }
        let target = target(slot)?;
        let is_flag = part.flags.iter().any(|(flag, _)| *flag == Term::Guaranteed);
        let all = term == Term::GuaranteedBonus
            || is_flag
            || guaranteed.is_some_and(|g| g.text == slot.text);
        let mut bonus =
            BonusAsked { target, guaranteed: f64::from(u8::from(all)), chance: 1.0, payout: None };
        let more = part
            .slots
            .iter()
            .filter(|slot| matches!(slot.of, Some(Term::Guaranteed | Term::Chance)));
        for slot in more.filter(|_| !all) {
            bonus_term(&mut bonus, slot)?;
        }
        self.bonus = Some(bonus);
        Ok(())
    }

    fn bonus_terms(&mut self, part: &Part) -> Result<(), Problem> {
        let Some(bonus) = &mut self.bonus else {
            return Err(Problem::of("bonus", &part.text, "is told of no bonus")
                .kind(ProblemKind::Missing)
                .hint(Term::Bonus.example()));
        };
        part.slots.iter().try_for_each(|slot| bonus_term(bonus, slot))?;
        if part.slots.is_empty() {
            bonus.guaranteed = 1.0;
        }
        Ok(())
    }

    fn take_once(&mut self, part: &Part) -> Result<(), Problem> {
        if let Some(paid) = by_year_of_job(part) {
            for (slot, year) in paid {
                let one = Part {
                    slots: vec![slot],
                    year_of_job: Some(year),
                    years_of_job: Vec::new(),
                    ..copy(part)
                };
                self.take_once(&one)?;
            }
            return Ok(());
        }
        let mut amounts = part.slots.iter().filter(|slot| slot.of.is_none());
        let slot = amounts.next().ok_or_else(|| no_figure(Term::Once, part))?;
        let mut when = When::Month(12 * (part.year_of_job.unwrap_or(1).max(1) - 1));
        for more in amounts {
            when = match more.figure {
                Figure::Day(day) => When::Day(day),
                Figure::Length(..) => When::Month(equity::months(more)?.round() as u32),
                _ => return Err(not_here(more, Term::Once)),
            };
        }
        let amount = Amount { period: None, ..money(slot, Term::Once)? };
        self.sign_on.push(SignOnAsked { name: part.name.clone(), amount, when, clawback: None });
        Ok(())
    }

    /// "Clawback 24 months", of the payment before it or of all of them.
    fn clawback(&mut self, part: &Part) -> Result<(), Problem> {
        let has = |wanted: Term| {
            part.flags.iter().any(|(term, _)| *term == wanted)
                || part.slots.iter().any(|slot| slot.of == Some(wanted))
        };
        let length = part.slots.iter().find(|slot| matches!(slot.figure, Figure::Length(..)));
        let other = part.slots.iter().find(|slot| !matches!(slot.figure, Figure::Length(..)));
        if let Some(slot) = other {
            return Err(not_here(slot, Term::Clawback));
        }
        let before = self.sign_on.last().and_then(|paid| paid.clawback);
        let months = match (length, before) {
            (Some(slot), _) => equity::months(slot)?.round() as u32,
            (None, Some(before)) => before.months,
            (None, None) => return Err(no_figure(Term::Clawback, part)),
        };
        if !has(Term::ProRata) && !has(Term::InFull) && length.is_some() {
            let told = "What has to be paid back is taken as the part of the months that lack.";
            self.remarks.push(told.to_owned());
        }
        let clawback = Clawback { months, pro_rata: !has(Term::InFull) };
        if self.sign_on.is_empty() {
            return Err(Problem::of("clawback", &part.text, "is told of no payment")
                .kind(ProblemKind::Missing)
                .hint("write sign-on 40k, clawback 24 months"));
        }
        for paid in &mut self.sign_on {
            paid.clawback = Some(
                paid.clawback
                    .filter(|_| length.is_some() && part.term.is_some())
                    .unwrap_or(clawback),
            );
        }
        Ok(())
    }

    fn take_refresher(&mut self, part: &Part) -> Result<(), Problem> {
        let mut first_month = None;
        let mut value = None;
        let mut over = None;
        for slot in &part.slots {
            match &slot.figure {
                Figure::Money(_) | Figure::Number(_) if value.is_none() => {
                    value = Some(Amount { period: None, ..money(slot, Term::Refresher)? });
                }
                Figure::Length(..) => over = Some(equity::months(slot)? / 12.0),
                _ => return Err(not_here(slot, Term::Refresher)),
            }
        }
        if let Some(year) = part.year_of_job {
            first_month = Some(12 * (year.max(1) - 1));
        }
        let value = value.ok_or_else(|| no_figure(Term::Refresher, part))?;
        if first_month.is_none() {
            self.remarks.push("The first refresher is taken to come after one year.".to_owned());
        }
        let schedule = crate::ask::offer::schedule::ScheduleAsked {
            over,
            every: over.map(|_| 3),
            ..Default::default()
        };
        let vests = over.map(|_| crate::ask::offer::schedule::vests(&schedule)).transpose()?;
        let vests = vests.map(|(vests, _)| vests);
        let read = RefresherAsked { value, first_month: first_month.unwrap_or(12), vests };
        once(&mut self.refresher, read, Term::Refresher, part)
    }

    fn take_named(&mut self, term: Term, part: &Part) -> Result<(), Problem> {
        let slot = one(term, part)?;
        if !matches!(slot.figure, Figure::Money(_) | Figure::Number(_) | Figure::Part(_)) {
            return Err(not_here(slot, term));
        }
        if let Figure::Part(part) = slot.figure {
            below(part, 1.0, slot, term.field())?;
        }
        let list = if term == Term::Benefit { &mut self.benefits } else { &mut self.costs };
        list.push((part.name.clone(), slot.figure.clone()));
        Ok(())
    }

    fn take_time(&mut self, term: Term, part: &Part) -> Result<(), Problem> {
        let slot = one(term, part)?;
        let (days, hours) = match slot.figure {
            Figure::Number(number) => (number, number),
            Figure::Length(length, Unit::Day) => (length, f64::NAN),
            Figure::Length(length, Unit::Week) if term == Term::Leave => (length * 5.0, f64::NAN),
            Figure::Length(length, Unit::Hour) => (f64::NAN, length),
            Figure::Length(length, Unit::Minute) => (f64::NAN, length / 60.0),
            _ => return Err(not_here(slot, term)),
        };
        let (value, most) = match term {
            Term::Leave => (days, 200.0),
            Term::Office => (days, 7.0),
            Term::Commute => (hours, 12.0),
            _ => (hours, 100.0),
        };
        if !(0.0..=most).contains(&value) {
            let what = format!("has to lie between 0 and {most}");
            return Err(Problem::of(term.field(), &slot.text, what).hint(term.example()));
        }
        match term {
            Term::Leave => self.time.leave_days = Some(value),
            Term::Office => self.time.office_days = value,
            Term::Commute => {
                let one_way = part.flags.iter().any(|(flag, _)| *flag == Term::EachWay)
                    || part.slots.iter().any(|slot| slot.of == Some(Term::EachWay));
                self.time.commute_hours = if one_way { 2.0 * value } else { value };
            }
            _ => self.time.hours_a_week = Some(value),
        }
        Ok(())
    }

    fn share_terms(&mut self, slots: &[Slot]) -> Result<(), Problem> {
        for slot in slots {
            let Figure::Part(part) = slot.figure else {
                return Err(not_here(slot, Term::Volatility));
            };
            match slot.of {
                Some(Term::Volatility) => {
                    self.share.volatility = Some(below(part, 5.0, slot, "volatility")?)
                }
                _ => self.share.dividend = Some(below(part, 1.0, slot, "dividend")?),
            }
        }
        Ok(())
    }

    /// Parts that told more of a grant which the text does not have.
    pub fn check_waiting(&self) -> Result<(), Problem> {
        let said = self.waiting.iter().find(|part| {
            !part.slots.is_empty() || part.flags.iter().any(|(term, _)| *term != Term::Stage)
        });
        match said {
            Some(part) => {
                Err(Problem::of("rsu", &part.text, "is told of no grant of shares or options")
                    .kind(ProblemKind::Missing)
                    .hint(Term::Rsu.example()))
            }
            None => Ok(()),
        }
    }
}

fn copy(part: &Part) -> Part {
    Part {
        term: part.term,
        name: part.name.clone(),
        text: part.text.clone(),
        slots: Vec::new(),
        flags: part.flags.clone(),
        every: part.every,
        is_rate: part.is_rate,
        year_of_job: part.year_of_job,
        years_of_job: part.years_of_job.clone(),
        at_most: part.at_most,
        unknown: Vec::new(),
    }
}

/// Whether a word inside a part tells of another one: the clawback of a sign-on payment.
fn tells_more(of: Option<Term>) -> bool {
    of.is_some_and(|term| term == Term::Clawback || term.is_of_equity())
}

fn is_of_share(slot: &Slot) -> bool {
    matches!(slot.of, Some(Term::Volatility | Term::Dividend))
}

/// What is wrong with a figure that cannot be read.
fn figure_fault(word: &str) -> String {
    match word {
        word if word.starts_with(['-', '−']) => "an amount cannot be negative".to_owned(),
        word if word.contains(['-', '–']) => {
            format!("{word:?} is a range, and one figure is wanted")
        }
        word => format!("{word:?} is no figure that can be read"),
    }
}

/// The one figure that a part has.
fn one(term: Term, part: &Part) -> Result<&Slot, Problem> {
    let mut own =
        part.slots.iter().filter(|slot| slot.of.is_none() || slot.of == Some(Term::EachWay));
    let slot = own.next().ok_or_else(|| no_figure(term, part))?;
    let other = part.slots.iter().find(|slot| !matches!(slot.of, None | Some(Term::EachWay)));
    match own.next().or(other) {
        Some(second) => Err(not_here(second, term)),
        None => Ok(slot),
    }
}

/// An amount of money above zero.
fn money(slot: &Slot, term: Term) -> Result<Amount, Problem> {
    let amount = match &slot.figure {
        Figure::Money(amount) => *amount,
        Figure::Number(number) => plain(*number),
        _ => return Err(not_here(slot, term)),
    };
    match amount.value > 0.0 {
        true => Ok(amount),
        false => Err(Problem::of(term.field(), &slot.text, "an amount must be above zero")
            .hint(term.example())),
    }
}

fn target(slot: &Slot) -> Result<Target, Problem> {
    match slot.figure {
        Figure::Part(share) => Ok(Target::Share(below(share, 3.0, slot, "bonus")?)),
        _ => {
            let amount = money(slot, Term::Bonus)?;
            Ok(Target::Amount(amount))
        }
    }
}

/// "Guaranteed 10%" of a bonus of 15 % is two thirds of it; "70% chance".
fn bonus_term(bonus: &mut BonusAsked, slot: &Slot) -> Result<(), Problem> {
    if slot.of == Some(Term::Chance) {
        let Figure::Part(chance) = slot.figure else { return Err(not_here(slot, Term::Chance)) };
        bonus.chance = below(chance, 1.0, slot, "chance")?;
        return Ok(());
    }
    let part = match (target(slot)?, bonus.target) {
        (Target::Share(part), Target::Share(target)) => part / target,
        (Target::Amount(part), Target::Amount(target)) => part.value / target.value,
        _ => return Err(not_here(slot, Term::Bonus)),
    };
    if !(0.0..=1.0).contains(&part) {
        let what = "more is guaranteed than the target";
        return Err(Problem::of("bonus", &slot.text, what)
            .kind(ProblemKind::Contradiction)
            .hint(Term::Bonus.example()));
    }
    bonus.guaranteed = part;
    Ok(())
}

/// Takes what can be said once.
fn once<T>(place: &mut Option<T>, value: T, term: Term, part: &Part) -> Result<(), Problem> {
    match place.replace(value) {
        None => Ok(()),
        Some(_) => Err(twice(term.field(), &part.text, "")),
    }
}

pub(super) fn twice(field: &str, text: &str, first: &str) -> Problem {
    let beside = if first.is_empty() { String::new() } else { format!("; the first is {first}") };
    Problem::of(field, text, format!("is said a second time{beside}"))
        .kind(ProblemKind::Contradiction)
        .hint("keep one of them")
}

/// An amount as one of a year, where it says another period.
pub(super) fn period_word(amount: &Amount) -> Option<&'static str> {
    amount.period.filter(|period| *period != Period::Year).map(Period::slug)
}
