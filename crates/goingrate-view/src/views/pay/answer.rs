//! The first line of an answer: what is paid, to whom, and what half of them get.

use goingrate_units::parse::{Status, Understood};
use goingrate_units::{Component, Engagement, Profile, Taxonomy};

use crate::person::{is_for_many, person};
use crate::views::Context;
use crate::{Amount, words};

/// "About $196k a year for a senior backend developer in Seattle; half of them earn $157k to $240k."
pub fn sentence(
    asked: &Understood,
    [_, p25, median, p75, _]: &[Amount; 5],
    taxonomy: &Taxonomy,
) -> String {
    let profile = &asked.profile;
    let person = person(profile, taxonomy);
    let (per, what) = (words::per(median.per), part_of_pay(profile));
    let when = when(asked);
    if median.is_hardly_known() {
        let (low, high) = median.ends();
        return format!(
            "Somewhere between {low} and {high} {per}{what} for {person}{when}: too little is known for \
             one figure."
        );
    }
    format!(
        "About {} {per}{what} for {person}{when}; half of them {} {} to {}.",
        median.short(),
        verb(profile, true),
        p25.short(),
        p75.short(),
    )
}

/// What people do for pay: "earn", "charge"; "earns", "charges" of one alone.
pub fn verb(profile: &Profile, many: bool) -> &'static str {
    let salary = matches!(profile.component, Component::BaseSalary | Component::HourlyRate);
    match (profile.engagement, salary, many) {
        (Engagement::Employee, true, true) => "earn",
        (Engagement::Employee, true, false) => "earns",
        (Engagement::Employee, false, true) => "get",
        (Engagement::Employee, false, false) => "gets",
        (_, _, true) => "charge",
        (_, _, false) => "charges",
    }
}

/// Nothing of a salary or a rate, which pay is if nothing else is said; " of total compensation".
fn part_of_pay(profile: &Profile) -> String {
    match profile.component {
        Component::BaseSalary | Component::HourlyRate => String::new(),
        Component::TotalCompensation => " with bonus and shares".to_owned(),
        part => format!(" of {}", part.name()),
    }
}

/// " in Nov 2025", where the question says when.
fn when(asked: &Understood) -> String {
    let is_said = |f: &&goingrate_units::parse::UnderstoodField| {
        f.name == "as_of" && f.status == Status::Given
    };
    let said = asked.fields.iter().find(is_said);
    said.map(|_| format!(" in {}", asked.profile.as_of.month_in_words())).unwrap_or_default()
}

/// "A backend developer in Berlin earns", "Software developers in Berlin earn".
pub fn who_earns(profile: &Profile, context: &Context) -> String {
    let many = is_for_many(context.taxonomy.role(profile.role));
    let person = words::capitalised(&person(profile, context.taxonomy));
    format!("{person} {}", verb(profile, many))
}
