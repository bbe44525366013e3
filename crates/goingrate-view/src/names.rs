//! Names: whose pay a claim speaks of, what it says, and what tells two profiles apart, in the
//! taxonomy's own words.

use goingrate_evidence::{ContrastKind, PayFigure, Reading, Statement, Statistic, Subject};
use goingrate_model::ProfilePart;
use goingrate_units::{Component, Engagement, Profile, Taxonomy, Years};

use crate::{money, words};

/// A subject in words, the most telling first: "Senior · San Francisco-Oakland-Fremont, CA · Rust".
/// The default role goes without saying unless nothing else is said.
pub fn subject(subject: &Subject, taxonomy: &Taxonomy) -> String {
    let parts: Vec<String> = fields(subject, taxonomy).into_iter().flatten().collect();
    match parts.is_empty() {
        true => taxonomy.role(subject.role).name.clone(),
        false => parts.join(" · "),
    }
}

/// What of a subject differs from another, in words; empty if nothing does.
pub fn difference(subject: &Subject, against: &Subject, taxonomy: &Taxonomy) -> String {
    let pairs = fields(subject, taxonomy).into_iter().zip(fields(against, taxonomy));
    let differing = pairs.filter(|(own, other)| own != other).filter_map(|(own, _)| own);
    differing.collect::<Vec<_>>().join(" · ")
}

/// The fields of a subject in words, each at its own position; `None` where nothing is said.
fn fields(subject: &Subject, t: &Taxonomy) -> [Option<String>; 10] {
    let any_of = |names: Vec<&str>| (!names.is_empty()).then(|| names.join(" or "));
    let usual = match subject.component {
        Component::HourlyRate => Component::HourlyRate,
        _ => Component::BaseSalary,
    };
    [
        match subject.rung {
            Some(rung) => Some(t.rung(rung).code.clone()),
            None => subject.level.map(|id| t.level(id).name.clone()),
        },
        (subject.role != t.default_role).then(|| t.role(subject.role).name.clone()),
        subject.years.filter(|_| subject.level.is_none()).map(years),
        subject.place.map(|id| t.place(id).name.clone()),
        any_of(subject.skills.iter().map(|&id| t.skill(id).name.as_str()).collect()),
        any_of(subject.industries.iter().map(|&id| t.industry(id).everyday.as_str()).collect()),
        subject.tier.map(|id| t.tier(id).name.clone()),
        subject.employer.map(|id| t.employer(id).name.clone()),
        subject.engagement.filter(|e| *e != Engagement::Employee).map(|e| e.name().to_owned()),
        (subject.component != usual).then(|| subject.component.name().to_owned()),
    ]
}

/// Years in words: "5 years", "3 to 5 years".
pub fn years(years: Years) -> String {
    match years.low == years.high {
        true => words::count(years.low as usize, "year"),
        false => format!("{} to {} years", years.low, years.high),
    }
}

/// What a profile says of one of its parts; `None` where it leaves it open.
pub fn part_of(profile: &Profile, part: ProfilePart, t: &Taxonomy) -> Option<String> {
    match part {
        ProfilePart::Role => Some(t.role(profile.role).name.clone()),
        ProfilePart::Level => profile.level.map(|id| t.level(id).name.clone()),
        ProfilePart::Place => Some(t.place(profile.place).name.clone()),
        ProfilePart::Skill => {
            let names: Vec<&str> =
                profile.skills.iter().map(|&id| t.skill(id).name.as_str()).collect();
            (!names.is_empty()).then(|| words::list(&names))
        }
        ProfilePart::Industry => profile.industry.map(|id| t.industry(id).everyday.clone()),
        ProfilePart::Tier => profile.tier.map(|id| t.tier(id).name.clone()),
        ProfilePart::Employer => profile.employer.map(|id| t.employer(id).name.clone()),
        ProfilePart::Engagement => Some(profile.engagement.name().to_owned()),
        ProfilePart::Component => Some(profile.component.name().to_owned()),
        ProfilePart::Date | ProfilePart::Spread => None,
    }
}

/// What tells a profile from another: "Austin-Round Rock, TX · junior"; its place if nothing does.
pub fn apart(profile: &Profile, from: &Profile, t: &Taxonomy) -> String {
    let parts = [
        (profile.role != from.role, part_of(profile, ProfilePart::Role, t)),
        (profile.level != from.level, part_of(profile, ProfilePart::Level, t)),
        (profile.years != from.years, profile.years.map(years)),
        (profile.place != from.place, part_of(profile, ProfilePart::Place, t)),
        (profile.skills != from.skills, part_of(profile, ProfilePart::Skill, t)),
        (profile.industry != from.industry, part_of(profile, ProfilePart::Industry, t)),
        (profile.tier != from.tier, part_of(profile, ProfilePart::Tier, t)),
        (profile.employer != from.employer, part_of(profile, ProfilePart::Employer, t)),
        (profile.rung != from.rung, profile.rung.map(|id| t.rung(id).code.clone())),
        (profile.engagement != from.engagement, part_of(profile, ProfilePart::Engagement, t)),
        (profile.component != from.component, part_of(profile, ProfilePart::Component, t)),
        (profile.as_of != from.as_of, Some(profile.as_of.month_in_words())),
    ];
    let names: Vec<String> =
        parts.into_iter().filter_map(|(differs, name)| name.filter(|_| differs)).collect();
    if names.is_empty() { t.place(profile.place).name.clone() } else { names.join(" · ") }
}

/// What a claim says, in words: "P25 $82.0k, median $105.0k a year", "+38 % against United States".
pub fn statement(statement: &Statement, whose: &Subject, t: &Taxonomy) -> String {
    match statement {
        Statement::Pay(pay) => pay_words(pay),
        Statement::Contrast(contrast) => {
            let against = difference(&contrast.against, whose, t);
            let figures = contrast_words(contrast.kind, contrast.low, contrast.high);
            match against.is_empty() {
                true => figures,
                false => format!("{figures} against {against}"),
            }
        }
        Statement::Ordinal(ordinal) => format!("“{}”", ordinal.words),
        Statement::Planner(planner) => planner_words(planner),
    }
}

fn pay_words(pay: &PayFigure) -> String {
    let one = |r: &Reading| {
        format!("{} {}", statistic(r.statistic), money::short(r.amount, pay.currency))
    };
    let readings: Vec<String> = pay.readings.iter().map(one).collect();
    format!("{} {}", readings.join(", "), words::per(pay.period))
}

/// "median", "P90", "mean", "P5 to P95".
pub fn statistic(statistic: Statistic) -> String {
    match statistic {
        Statistic::Quantile(0.5) => "median".to_owned(),
        Statistic::Quantile(p) => format!("P{}", words::plain_number((p * 1000.0).round() / 10.0)),
        Statistic::Mean => "mean".to_owned(),
        Statistic::Gap => "P5 to P95".to_owned(),
    }
}

fn contrast_words(kind: ContrastKind, low: f64, high: f64) -> String {
    let one = |value: f64| match kind {
        ContrastKind::Relative => words::signed_percent(value),
        ContrastKind::Absolute(currency) => format!("+{}", money::short(value, currency)),
        ContrastKind::Ratio => format!("×{}", words::plain_number(value)),
    };
    if low == high { one(low) } else { format!("{} to {}", one(low), one(high)) }
}

fn planner_words(planner: &goingrate_evidence::Planner) -> String {
    let figures = match (planner.low, planner.high, &planner.words) {
        (Some(low), Some(high), _) if low != high => {
            format!("{} to {}", words::thousands(low), words::thousands(high))
        }
        (Some(value), _, _) | (None, Some(value), _) => words::plain_number(value),
        (None, None, said) => said.clone().unwrap_or_default(),
    };
    let of = planner.of.as_ref().map(|of| format!(", {of}")).unwrap_or_default();
    let unit = if planner.unit == "words" { "" } else { planner.unit.as_str() };
    format!("{}{of}: {figures} {unit}", planner.measure.replace('_', " ")).trim_end().to_owned()
}
