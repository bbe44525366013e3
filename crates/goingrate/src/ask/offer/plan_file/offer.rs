//! One offer of a file.

use goingrate_plan::offer::{Clawback, ShareTerms, WorkTime};
use goingrate_units::{Date, Problem, ProblemKind, Taxonomy};

use super::equity;
use super::raw::{RawBonus, RawOffer, RawRefresher, RawSignOn, Short, Text};
use super::values::{amount, below, currency, day, maybe, months, number, part};
use crate::ask::ProfileText;
use crate::ask::offer::assumed::assumed;
use crate::ask::offer::{BonusAsked, OfferAsked, RefresherAsked, SignOnAsked, Target, When, words};

/// No payment or refresher comes later than this, in months.
const LATEST: f64 = 120.0;
/// No list of an offer is longer than this.
const MOST_ENTRIES: usize = 50;

/// Reads an offer whose keys are put together.
pub(super) fn offer(
    raw: &RawOffer,
    as_of: Option<Date>,
    taxonomy: &Taxonomy,
    today: Date,
) -> Result<OfferAsked, Problem> {
    let who = raw
        .who
        .as_deref()
        .ok_or_else(|| missing("who", "write who = \"senior backend, Google, Seattle\""))?;
    let base = raw.base.as_ref().ok_or_else(|| missing("base", "write base = \"190k\""))?;
    words::before_tax("base", base)?;
    let text = ProfileText { as_of: as_of.map(|day| day.to_string()), ..ProfileText::new(who) };
    let asked = text.read(taxonomy, today).map_err(|problem| problem.in_field("who"))?;
    if asked.said.amount.is_some() {
        let what = "names an amount, which has a key of its own";
        return Err(Problem::of("who", who, what).hint("write base = \"190k\""));
    }
    let mut remarks = asked.remarks.clone();
    remarks.extend(assumed(&asked));
    let start = maybe(&raw.start, |text| day("start", text))?;
    if let Some(start) = start.filter(|start| *start < today) {
        let what = format!("is in the past: today is {today}");
        return Err(Problem::of("start", &start.to_string(), what)
            .hint("write the first working day to come"));
    }
    let refresher = match (&raw.refreshers, &raw.refresher) {
        (Some(_), Some(_)) => {
            let what = "stands beside refreshers, which says the same";
            return Err(Problem::of("refresher", "", what)
                .kind(ProblemKind::Contradiction)
                .hint("keep one of them"));
        }
        (one, other) => one.as_ref().or(other.as_ref()),
    };
    Ok(OfferAsked {
        name: raw.name.clone(),
        currency: maybe(&raw.currency, |text| currency(text, taxonomy))?,
        start,
        base: amount("base", base, taxonomy)?,
        raise: maybe(&raw.raise, |text| part("raise", text, -0.5, 1.0))?,
        bonus: maybe(&raw.bonus, |raw| bonus(raw, taxonomy))?,
        sign_on: match &raw.sign_on {
            None => Vec::new(),
            Some(raw) => sign_on(raw, start.unwrap_or(today), taxonomy)?,
        },
        grants: equity::grants(raw.rsu.as_deref().unwrap_or_default(), taxonomy, &mut remarks)?,
        refresher: refresher.map(|raw| refreshers(raw, taxonomy, &mut remarks)).transpose()?,
        share: share(raw)?,
        options: equity::options(
            raw.options.as_deref().unwrap_or_default(),
            taxonomy,
            &mut remarks,
        )?,
        benefits: named("benefits", raw.benefits.iter().flatten(), taxonomy)?,
        costs: named("costs", raw.costs.iter().flatten(), taxonomy)?,
        time: time(raw, taxonomy)?,
        remarks,
        asked,
    })
}

fn missing(field: &str, hint: &str) -> Problem {
    Problem::of(field, "", "is left out, and an offer needs it")
        .kind(ProblemKind::Missing)
        .hint(hint)
}

/// A list that is longer than any offer has.
pub(super) fn few(field: &str, count: usize) -> Result<(), Problem> {
    match count <= MOST_ENTRIES {
        true => Ok(()),
        false => {
            let what = format!("has more than {MOST_ENTRIES} entries");
            Err(Problem::of(field, &count.to_string(), what).hint("put entries together"))
        }
    }
}

fn target(field: &str, text: &Text, taxonomy: &Taxonomy) -> Result<Target, Problem> {
    match text.as_str().trim().ends_with('%') {
        true => part(field, text, 0.0, 3.0).map(Target::Share),
        false => amount(field, text, taxonomy).map(Target::Amount),
    }
}

fn bonus(raw: &Short<RawBonus>, taxonomy: &Taxonomy) -> Result<BonusAsked, Problem> {
    let usual = |target| BonusAsked { target, guaranteed: 0.0, chance: 1.0, payout: None };
    let raw = match raw {
        Short::Text(text) => {
            return target("bonus", &Text::from(text.as_str()), taxonomy).map(usual);
        }
        Short::Long(raw) => raw,
    };
    let read = || {
        let text =
            raw.target.as_ref().ok_or_else(|| missing("target", "write target = \"15%\""))?;
        let chance = maybe(&raw.chance, |text| part("chance", text, 0.0, 1.0))?;
        Ok(BonusAsked {
            guaranteed: maybe(&raw.guaranteed, |text| part("guaranteed", text, 0.0, 1.0))?
                .unwrap_or(0.0),
            chance: chance.unwrap_or(1.0),
            payout: maybe(&raw.payout, payout)?,
            ..usual(target("target", text, taxonomy)?)
        })
    };
    read().map_err(below("bonus."))
}

fn payout(parts: &[f64; 3]) -> Result<[f64; 3], Problem> {
    let [low, middle, high] = *parts;
    match 0.0 <= low && low <= middle && middle <= high && high <= 10.0 {
        true => Ok(*parts),
        false => {
            let what = "has to be three numbers from 0 to 10 that do not fall";
            Err(Problem::of("payout", &format!("{parts:?}"), what)
                .hint("write payout = [0.7, 0.95, 1.1]"))
        }
    }
}

fn sign_on(
    raw: &Short<Vec<RawSignOn>>,
    start: Date,
    taxonomy: &Taxonomy,
) -> Result<Vec<SignOnAsked>, Problem> {
    let usual = |amount| SignOnAsked {
        name: "sign-on".to_owned(),
        amount,
        when: When::Month(0),
        clawback: None,
    };
    let list = match raw {
        Short::Text(text) => {
            let amount = amount("sign_on", &Text::from(text.as_str()), taxonomy)?;
            return Ok(vec![usual(amount)]);
        }
        Short::Long(list) => list,
    };
    few("sign_on", list.len())?;
    let one = |(at, raw): (usize, &RawSignOn)| {
        let place = format!("sign_on[{}].", at + 1);
        let read = || {
            Ok(SignOnAsked {
                name: raw.name.clone().unwrap_or("sign-on".to_owned()),
                when: when(raw, start, taxonomy)?,
                clawback: clawback(raw)?,
                ..usual(amount("amount", &raw.amount, taxonomy)?)
            })
        };
        read().map_err(below(&place))
    };
    list.iter().enumerate().map(one).collect()
}

fn when(raw: &RawSignOn, start: Date, taxonomy: &Taxonomy) -> Result<When, Problem> {
    match (&raw.month, &raw.date) {
        (None, None) => Ok(When::Month(0)),
        (Some(month), None) => {
            let month = number("month", month, (0.0, LATEST), taxonomy)?;
            Ok(When::Month(month.round() as u32))
        }
        (None, Some(text)) => match day("date", text)? {
            day if day >= start => Ok(When::Day(day)),
            day => {
                Err(Problem::of("date", &day.to_string(), format!("is before the start, {start}"))
                    .kind(ProblemKind::Contradiction)
                    .hint("write a day after the start"))
            }
        },
        (Some(_), Some(date)) => Err(Problem::of("date", date, "stands beside a month")
            .kind(ProblemKind::Contradiction)
            .hint("keep one of them")),
    }
}

fn clawback(raw: &RawSignOn) -> Result<Option<Clawback>, Problem> {
    let pro_rata = match raw.clawback_form.as_deref() {
        None | Some("pro rata" | "pro-rata") => true,
        Some("all") => false,
        Some(other) => {
            let what = "is no form of a clawback";
            return Err(
                Problem::of("clawback_form", other, what).hint("write \"pro rata\" or \"all\"")
            );
        }
    };
    match &raw.clawback {
        None if raw.clawback_form.is_some() => {
            Err(missing("clawback", "write clawback = \"12mo\""))
        }
        None => Ok(None),
        Some(text) => {
            let months = months("clawback", text, LATEST)?.round() as u32;
            Ok(Some(Clawback { months, pro_rata }))
        }
    }
}

fn refreshers(
    raw: &Short<RawRefresher>,
    taxonomy: &Taxonomy,
    remarks: &mut Vec<String>,
) -> Result<RefresherAsked, Problem> {
    let mut first_taken = || {
        remarks.push("The first refresher is taken to come after one year.".to_owned());
        12
    };
    let raw = match raw {
        Short::Text(text) => {
            let value = amount("refreshers", &Text::from(text.as_str()), taxonomy)?;
            return Ok(RefresherAsked { value, first_month: first_taken(), vests: None });
        }
        Short::Long(raw) => raw,
    };
    let read = || {
        let value = amount("value", &raw.value, taxonomy)?;
        let first = maybe(&raw.first, |text| months("first", text, LATEST))?;
        let first_month = first.map_or_else(&mut first_taken, |months| months.round() as u32);
        let schedule = equity::schedule(&raw.years, &raw.over, raw.every.as_deref(), &raw.cliff)?;
        Ok((RefresherAsked { value, first_month, vests: None }, schedule))
    };
    let place = "refresher.";
    let (refresher, schedule) = {
        let mut read = read;
        read()
    }
    .map_err(below(place))?;
    let (vests, _) = equity::vests(&schedule, remarks).map_err(below(place))?;
    Ok(RefresherAsked { vests, ..refresher })
}

fn share(raw: &RawOffer) -> Result<ShareTerms, Problem> {
    let raw = raw.share.clone().unwrap_or_default();
    let read = || {
        Ok(ShareTerms {
            volatility: maybe(&raw.volatility, |text| part("volatility", text, 0.0, 5.0))?,
            drift: maybe(&raw.drift, |text| part("drift", text, -0.9, 2.0))?,
            dividend: maybe(&raw.dividend, |text| part("dividend", text, 0.0, 1.0))?,
        })
    };
    read().map_err(below("share."))
}

fn named<'r>(
    field: &str,
    list: impl Iterator<Item = (&'r String, &'r Text)>,
    taxonomy: &Taxonomy,
) -> Result<Vec<(String, goingrate_units::parse::Amount)>, Problem> {
    let one = |(name, text): (&String, &Text)| {
        let amount = amount(name, text, taxonomy).map_err(below(&format!("{field}.")))?;
        Ok::<_, Problem>((name.clone(), amount))
    };
    let all: Vec<_> = list.map(one).collect::<Result<_, Problem>>()?;
    few(field, all.len())?;
    Ok(all)
}

fn time(raw: &RawOffer, taxonomy: &Taxonomy) -> Result<WorkTime, Problem> {
    let Some(raw) = &raw.time else { return Ok(WorkTime::default()) };
    let value = |field, text: &Option<Text>, most| {
        maybe(text, |text| number(field, text, (0.0, most), taxonomy)).map_err(below("time."))
    };
    Ok(WorkTime {
        hours_a_week: value("hours_a_week", &raw.hours_a_week, 100.0)?,
        leave_days: value("leave_days", &raw.leave_days, 200.0)?,
        commute_hours: value("commute", &raw.commute, 12.0)?.unwrap_or(0.0),
        office_days: value("office_days", &raw.office_days, 7.0)?.unwrap_or(0.0),
    })
}
