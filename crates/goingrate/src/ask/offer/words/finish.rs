//! An offer that was read, to the offer that is asked about: base salary, money of the place, what was left open.

use goingrate_units::parse::{Amount, AmountRange, Status, Understood};
use goingrate_units::{Component, Currency, Date, Period, Problem, ProblemKind, Taxonomy};

use super::equity::Read;
use super::items::Figure;
use super::reading::{Reading, period_word, twice};
use super::terms::Term;
use crate::ask::offer::assumed::assumed;
use crate::ask::offer::{Granted, OfferAsked, Target, When};
use crate::ask::profile::field;
use crate::ask::{ProfileText, is_given};

/// Months of a year.
const MONTHS: f64 = 12.0;
/// The kind of employer that is not listed.
const STARTUP: &str = "startup";

/// The offer, with its profile read from the words that are left.
pub(super) fn finish(
    reading: Reading,
    profile: &str,
    taxonomy: &Taxonomy,
    today: Date,
) -> Result<OfferAsked, Problem> {
    if profile.is_empty() {
        let what = "does not say who is offered what work where";
        return Err(Problem::of("offer", "", what)
            .kind(ProblemKind::Missing)
            .hint("write, for example, senior backend, Google, Seattle, base 190k"));
    }
    let asked = ProfileText::new(profile).read(taxonomy, today)?;
    with_profile(reading, asked, taxonomy, today)
}

/// The offer of a profile that was read.
pub(super) fn with_profile(
    mut reading: Reading,
    asked: Understood,
    taxonomy: &Taxonomy,
    today: Date,
) -> Result<OfferAsked, Problem> {
    refuse_parts_of_pay(&asked)?;
    let mut remarks = std::mem::take(&mut reading.remarks);
    let base = base(&mut reading, &asked, &mut remarks)?;
    check_start(reading.start, &reading, today)?;
    remarks.extend(assumed(&asked));
    remarks.extend(
        asked.remarks.iter().filter(|told| !told.starts_with("The amount is read as")).cloned(),
    );
    let private = asked.profile.tier.is_some_and(|tier| taxonomy.tier(tier).slug == STARTUP);
    let (mut grants, mut options) = (Vec::new(), Vec::new());
    for equity in std::mem::take(&mut reading.equity) {
        let (read, told) = equity.finish(private)?;
        remarks.extend(told);
        match read {
            Read::Grant(grant) => grants.push(grant),
            Read::Options(of) => options.push(of),
        }
    }
    let benefits = named(std::mem::take(&mut reading.benefits), base, &mut remarks);
    let costs = named(std::mem::take(&mut reading.costs), base, &mut remarks);
    let mut offer = OfferAsked {
        name: None,
        currency: None,
        start: reading.start,
        base,
        raise: reading.raise,
        bonus: reading.bonus,
        sign_on: reading.sign_on,
        grants,
        refresher: reading.refresher,
        share: reading.share,
        options,
        benefits,
        costs,
        time: reading.time,
        remarks,
        asked,
    };
    in_money(&mut offer, taxonomy);
    Ok(offer)
}

/// Base salary: what is said so, else an amount without a word.
fn base(
    reading: &mut Reading,
    asked: &Understood,
    remarks: &mut Vec<String>,
) -> Result<Amount, Problem> {
    let in_profile = asked.said.amount.map(|range| one_amount(range, asked)).transpose()?;
    let mut bare: Vec<(Amount, String)> = std::mem::take(&mut reading.bare);
    bare.extend(in_profile);
    let (base, text) = match (reading.base.take(), bare.is_empty()) {
        (Some(base), true) => base,
        (None, false) => bare.remove(0),
        (None, true) => return Err(no_base(reading)),
        (Some((_, text)), false) => return Err(unsaid(&bare[0].1, &text)),
    };
    if let Some((_, second)) = bare.first() {
        return Err(unsaid(second, &text));
    }
    if let Some(total) = &reading.total {
        remarks.push(format!(
            "{total:?} is not used: the total is computed from the parts of the offer."
        ));
    }
    Ok(yearly(base, reading.salaries, remarks))
}

/// An amount of which nothing says what it is, beside the base.
fn unsaid(text: &str, base: &str) -> Problem {
    match twice("base", text, base) {
        problem if text == base => problem,
        problem => Problem {
            what: format!("does not say what it is, beside the base salary {base}"),
            ..problem.hint("write, for example, bonus 20k or sign-on 40k")
        },
    }
}

fn one_amount(range: AmountRange, asked: &Understood) -> Result<(Amount, String), Problem> {
    let text = field(asked, "amount").map(|field| field.value.clone()).unwrap_or_default();
    match range.low.value == range.high.value {
        true => Ok((range.low, text)),
        false => Err(Problem::of("base", &text, "is a range, and an offer has one base salary")
            .hint("write base 190k")),
    }
}

fn no_base(reading: &Reading) -> Problem {
    let (value, what) = match &reading.total {
        Some(total) => (total.as_str(), "is a total, of which the base salary cannot be told"),
        None => ("", "no base salary is said"),
    };
    Problem::of("base", value, what)
        .kind(ProblemKind::Missing)
        .hint("write the parts: base 190k, bonus 15%, RSU 300k over 4 years")
}

/// A year's base salary of monthly salaries; other periods are left to who prices them.
fn yearly(base: Amount, salaries: Option<f64>, remarks: &mut Vec<String>) -> Amount {
    let Some(salaries) = salaries else { return base };
    if base.period == Some(Period::Month) {
        let value = base.value * salaries;
        remarks.push(format!("Base salary is {salaries} monthly salaries a year."));
        return Amount { value, period: Some(Period::Year), ..base };
    }
    if salaries != MONTHS {
        remarks.push(format!(
            "The base salary of a year is taken to hold all {salaries} monthly salaries."
        ));
    }
    base
}

fn check_start(start: Option<Date>, reading: &Reading, today: Date) -> Result<(), Problem> {
    let begin = start.unwrap_or(today);
    if begin < today {
        let what = format!("is in the past: today is {today}");
        return Err(Problem::of("start", &begin.to_string(), what)
            .hint("write the first working day to come"));
    }
    let days = reading.sign_on.iter().filter_map(|paid| match paid.when {
        When::Day(day) => Some(day),
        When::Month(_) => None,
    });
    match days.min().filter(|day| *day < begin) {
        Some(day) => {
            Err(Problem::of("sign_on", &day.to_string(), format!("is before the start, {begin}"))
                .kind(ProblemKind::Contradiction)
                .hint("write a day after the start"))
        }
        None => Ok(()),
    }
}

/// Benefits or costs as amounts: a part is one of base salary.
fn named(
    list: Vec<(String, Figure)>,
    base: Amount,
    remarks: &mut Vec<String>,
) -> Vec<(String, Amount)> {
    let amount = |(name, figure): (String, Figure)| {
        let amount = match figure {
            Figure::Money(amount) => amount,
            Figure::Number(value) => super::equity::plain(value),
            Figure::Part(part) => {
                let percent = (part * 1e6).round() / 1e4;
                remarks.push(format!("{name}: {percent}% is taken as a part of base salary."));
                Amount { value: base.value * part, ..base }
            }
            _ => return None,
        };
        Some((name, amount))
    };
    list.into_iter().filter_map(amount).collect()
}

/// The currency of the offer, and its amounts in the money of the place where a sign is of several.
fn in_money(offer: &mut OfferAsked, taxonomy: &Taxonomy) {
    let place = taxonomy.place(offer.asked.profile.place).currency;
    let mut changed = false;
    let mut first: Option<Currency> = None;
    for amount in amounts(offer) {
        let read = amount.in_money_of(place, taxonomy);
        changed |= read.currency != amount.currency;
        *amount = read;
        first = first.or(read.currency);
    }
    offer.currency = offer.base.currency.or(first);
    if changed {
        offer.remarks.push(format!("Amounts are read as {place}, the money of the place."));
    }
    if let Some(period) = period_word(&offer.base) {
        offer.remarks.push(format!("Base salary is told by the {period}."));
    }
}

/// All amounts of an offer.
fn amounts(offer: &mut OfferAsked) -> Vec<&mut Amount> {
    let mut all = vec![&mut offer.base];
    if let Some(Target::Amount(target)) = offer.bonus.as_mut().map(|bonus| &mut bonus.target) {
        all.push(target);
    }
    all.extend(offer.sign_on.iter_mut().map(|paid| &mut paid.amount));
    for grant in &mut offer.grants {
        match &mut grant.of {
            Granted::Value(value) => all.push(value),
            Granted::Shares(_, price) => all.extend(price),
        }
        let company = &mut grant.company;
        all.extend(
            [
                &mut company.preferred,
                &mut company.valuation,
                &mut company.fair_value,
                &mut company.stack,
            ]
            .into_iter()
            .flatten(),
        );
    }
    all.extend(offer.refresher.iter_mut().map(|refresher| &mut refresher.value));
    for options in &mut offer.options {
        all.push(&mut options.strike);
        all.extend(&mut options.share_price);
        let company = &mut options.company;
        all.extend(
            [
                &mut company.preferred,
                &mut company.valuation,
                &mut company.fair_value,
                &mut company.stack,
            ]
            .into_iter()
            .flatten(),
        );
    }
    all.extend(offer.benefits.iter_mut().chain(&mut offer.costs).map(|(_, amount)| amount));
    all
}

/// A part of pay in the words of the profile is no part that an offer names.
fn refuse_parts_of_pay(asked: &Understood) -> Result<(), Problem> {
    let usual = matches!(asked.profile.component, Component::BaseSalary | Component::HourlyRate);
    match field(asked, "component") {
        Some(field) if !usual && is_given(asked, "component") && field.status == Status::Given => {
            Err(Problem::of(
                "offer",
                &field.value,
                "is a part of pay of which no amount is understood",
            )
            .hint(Term::Bonus.example()))
        }
        _ => Ok(()),
    }
}
