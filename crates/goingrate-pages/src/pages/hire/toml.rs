//! The question of a page as a plan: the ways as they were read, so that a plan says what was understood.

use goingrate::units::Engagement;
use goingrate_view::views::hire::{HireView, PeopleView, WayView};

use crate::Input;
use crate::pages::planned::assumed::otherwise;
use crate::pages::planned::plan::quoted;
use crate::pages::planned::ticked;

/// The plan.
pub fn plan(view: &HireView, input: &Input) -> String {
    let mut plan = vec![
        "# A plan of Going Rate: ways of getting the same work done.".to_owned(),
        "# Ask it with `goingrate hire plan.toml`, or on the page that it is from.".to_owned(),
        format!("months = {}", view.months),
        format!("home = {}", quoted(&view.home)),
        format!("currency = {}", quoted(&view.currency.to_string())),
        format!("as_of = {}", view.as_of),
        format!("seed = {}", view.seed),
    ];
    let said = |name: &str| Some(input.one(name)).filter(|text| !text.is_empty());
    plan.extend(said("recruiting").map(|word| format!("recruiting = {}", quoted(word))));
    plan.extend(
        ["ends", "roles_around"]
            .into_iter()
            .filter(|name| ticked(input, name))
            .map(|name| format!("{name} = true")),
    );
    plan.extend(assume(input));
    for (at, way) in view.ways.iter().enumerate() {
        plan.extend(way_of(way, said("pay").filter(|_| at == 0)));
    }
    plan.join("\n") + "\n"
}

fn assume(input: &Input) -> Vec<String> {
    let own = otherwise(input);
    if own.is_empty() {
        return Vec::new();
    }
    let line = |text: &String| {
        let (name, value) = text.split_once('=')?;
        Some(format!("{} = {}", quoted(name.trim()), quoted(value.trim())))
    };
    let mut lines = vec![String::new(), "[assume]".to_owned()];
    lines.extend(own.iter().filter_map(line));
    lines
}

fn way_of(way: &WayView, pay: Option<&str>) -> Vec<String> {
    let mut lines =
        vec![String::new(), "[[way]]".to_owned(), format!("name = {}", quoted(&way.name))];
    for people in &way.people {
        lines.extend([String::new(), "[[way.people]]".to_owned()]);
        lines.push(format!("who = {}", quoted(&who(people))));
        if people.count != 1 {
            lines.push(format!("count = {}", people.count));
        }
        if people.share < 1.0 {
            lines.push(format!("share = \"{}%\"", people.share * 100.0));
        }
        lines.extend(pay.map(|pay| format!("pay = {}", quoted(pay))));
    }
    lines
}

/// The profile as it was read, without what it is paid in and the day, which the plan says itself.
fn who(people: &PeopleView) -> String {
    let parts: Vec<&str> = people.read_as.split(" · ").collect();
    let is_engagement = |part: &&str| {
        *part == "freelance" || Engagement::ALL.iter().any(|engagement| engagement.name() == *part)
    };
    let end = parts.iter().rposition(is_engagement).map_or(parts.len(), |at| at + 1);
    parts.get(..end).unwrap_or_default().join(", ")
}
