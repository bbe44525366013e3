//! What ways, steps and ranges are called.

use goingrate::ask::hire::{HireAnswer, PeopleAsked, WayAsked};
use goingrate_plan::Used;
use goingrate_plan::hire::Step;
use goingrate_units::{PlaceKind, Profile, Taxonomy, without_capital};

use crate::person::place_name;
use crate::words;

/// What each way is called: "employee in Austin"; with what else tells it from the others, where two
/// would be called alike.
pub fn names(answer: &HireAnswer, t: &Taxonomy) -> Vec<String> {
    let short: Vec<String> = answer.ways.iter().map(|way| name(way, t)).collect();
    let named = |(at, own): (usize, &String)| {
        let alike = short.iter().enumerate().any(|(other, name)| other != at && name == own);
        match (&answer.ways[at].name, alike) {
            (Some(name), _) => name.clone(),
            (None, true) => with_title(&answer.ways[at], own, t),
            (None, false) => own.clone(),
        }
    };
    short.iter().enumerate().map(named).collect()
}

/// "employee in Austin", "2 people by an agency in Poland and 1 freelancer in Berlin".
fn name(way: &WayAsked, t: &Taxonomy) -> String {
    if let Some(name) = &way.name {
        return name.clone();
    }
    if let Some(team) = team(&way.people, t) {
        return team;
    }
    let all: Vec<String> = way.people.iter().map(|people| of_people(people, t)).collect();
    words::list(&all)
}

/// Several sorts of people who work alike in one place: "2 senior, 1 mid-level: employees in Austin".
fn team(people: &[PeopleAsked], t: &Taxonomy) -> Option<String> {
    let [first, rest @ ..] = people else { return None };
    let alike = |other: &PeopleAsked| {
        (other.profile.place, other.profile.engagement)
            == (first.profile.place, first.profile.engagement)
    };
    if rest.is_empty() || !rest.iter().all(alike) {
        return None;
    }
    let sort = |people: &PeopleAsked| {
        let level = people.profile.level.map(|id| t.level(id).name.to_lowercase());
        let role = without_capital(&t.role(people.profile.role).name);
        format!("{} {}", people.count, level.unwrap_or(role))
    };
    let sorts: Vec<String> = people.iter().map(sort).collect();
    let one = PeopleAsked { count: 1, ..first.clone() };
    Some(format!("{} ({})", words::list(&sorts), of_people(&one, t)))
}

fn of_people(people: &PeopleAsked, t: &Taxonomy) -> String {
    let engagement = match people.profile.engagement {
        goingrate_units::Engagement::Freelance => "freelancer",
        other => other.name(),
    };
    let place = t.place(people.profile.place);
    let of = place.parent.filter(|_| place.kind == PlaceKind::Remote);
    let place = place_name(of.map_or(place, |country| t.place(country)));
    match people.count {
        1 => format!("{engagement} in {place}"),
        count => format!("{count} × {engagement} in {place}"),
    }
}

/// "employee in Austin (senior backend developer with Rust)".
fn with_title(way: &WayAsked, own: &str, t: &Taxonomy) -> String {
    let title = |profile: &Profile| {
        let level = profile.level.map(|id| t.level(id).name.to_lowercase() + " ");
        let skills: Vec<&str> =
            profile.skills.iter().map(|id| t.skill(*id).name.as_str()).collect();
        let role = without_capital(&t.role(profile.role).name);
        let with =
            if skills.is_empty() { String::new() } else { format!(", {}", skills.join(", ")) };
        format!("{}{role}{with}", level.unwrap_or_default())
    };
    let titles: Vec<String> = way.people.iter().map(|people| title(&people.profile)).collect();
    format!("{own} ({})", words::list(&titles))
}

/// People of a way in short: "senior backend developer, Austin".
pub fn people(people: &PeopleAsked, t: &Taxonomy) -> String {
    let profile = &people.profile;
    let level = profile.level.map(|id| t.level(id).name.to_lowercase() + " ").unwrap_or_default();
    let role = without_capital(&t.role(profile.role).name);
    format!("{level}{role}, {}", place_name(t.place(profile.place)))
}

/// A step from pay to full cost.
pub fn step(step: Step) -> &'static str {
    match step {
        Step::Pay => "Pay",
        Step::Bonus => "Bonus",
        Step::Contributions => "Employer's contributions and taxes",
        Step::Benefits => "Insurance, pension and other benefits",
        Step::Fees => "Payroll, platforms, exchange of money",
        Step::Tools => "Equipment, software, cloud",
        Step::Desk => "Desk",
        Step::Training => "Courses and conferences",
        Step::Management => "Management",
        Step::RolesAround => "Product management, testing, operations, design",
        Step::Recruiting => "Finding the person",
        Step::EmptySeat => "Work not done while the seat is empty",
        Step::Learning => "Colleagues' time while the person learns",
        Step::Leaving => "People who leave: replacement, notice, severance",
    }
}

/// The range of an assumption: "15 % to 25 %", "3 to 9 months".
pub fn range(used: &Used) -> String {
    let number = |value: f64| match used.is_share() {
        true => format!("{} %", words::plain_number((value * 1e3).round() / 10.0)),
        false if value.abs() < 1000.0 => words::plain_number((value * 100.0).round() / 100.0),
        false => words::thousands(value),
    };
    let unit = if used.is_share() { String::new() } else { format!(" {}", used.unit) };
    match used.low == used.high {
        true => format!("{}{unit}", number(used.low)),
        false => format!("{} to {}{unit}", number(used.low), number(used.high)),
    }
}
