//! What languages, frameworks and other skills add.

use goingrate::ask::ProfileText;
use goingrate::request::{ByWord, PayRequest};
use goingrate_view::views::pay::versus::VersusView;
use goingrate_view::views::rank::RankedView;
use goingrate_view::words::list;

use super::super::{Asked, Block, Section, Text};
use super::{differences, phrases};
use crate::parts::href;

/// How many skills are drawn.
const SKILLS: usize = 10;

/// The section.
pub fn section(asked: &Asked) -> Option<Section> {
    let ranked = asked.ranked(ByWord::Skill)?;
    let names = best_known(&ranked.entries);
    let request = PayRequest { profile: asked.profile(), vs: names, ..PayRequest::default() };
    let view = asked.paid(&request)?;
    let mut all: Vec<&VersusView> = view.versus.iter().collect();
    all.sort_by(|one, other| other.change.share.total_cmp(&one.change.share));
    let up: Vec<&str> =
        all.iter().filter(|one| one.change.low > 0.0).map(|one| one.name.as_str()).collect();
    let down: Vec<&str> =
        all.iter().filter(|one| one.change.high < 0.0).map(|one| one.name.as_str()).collect();
    let open = all.len().saturating_sub(up.len() + down.len());
    let first = *all.first()?;
    let to = |name: &str| asked.question(&[name]);
    let told = differences::Words {
        to: &to,
        id: "skills",
        table: "skills-table",
        what: "Skill",
        title: title(&up, &down),
        about: format!(
            "Middle base pay against {} at large, {}; the skills that we know best, with 80% intervals",
            asked.role.many,
            asked.country_name()
        ),
    };
    let text =
        Text::new(finding(&all, &up, &down)).say(order(&all)).from_sources(&sources(asked, first));
    let closing = Text::new("These are differences between people who use a skill and people of the same job at large. Who learns one does not get the whole of it by that alone. ")
        .link(href("/explore/skill", &[("q", &asked.role.name)]), format!("All {} skills", ranked.total))
        .say(".");
    let short = Text::new("Of the ")
        .say(crate::words::number(all.len()))
        .say(" skills that we know best, ")
        .strong(if up.is_empty() { "none".to_owned() } else { crate::words::number(up.len()) })
        .say(if up.len() > 1 { " pay" } else { " pays" })
        .say(" for certain more than the job at large")
        .say(match open {
            0 => ".".to_owned(),
            open => format!("; {} cannot be told from it.", crate::words::number(open)),
        });
    Some(Section {
        id: "skill",
        name: "By skill",
        heading: heading(up.len(), down.len(), open),
        short: Some(short),
        blocks: vec![
            Block::Paragraph(text),
            Block::Figure(Box::new(differences::drawn(asked, told, &all))),
            Block::Paragraph(closing),
        ],
    })
}

/// The skills with the narrowest intervals: of these something can be said.
fn best_known(entries: &[RankedView]) -> Vec<String> {
    let mut known: Vec<&RankedView> = entries.iter().collect();
    known.sort_by(|one, other| one.median.half_width.total_cmp(&other.median.half_width));
    known.truncate(SKILLS);
    known.into_iter().map(|entry| entry.name.clone()).collect()
}

fn heading(up: usize, down: usize, open: usize) -> String {
    match (up + down, open) {
        (0, _) => "Which skill pays is unknown".to_owned(),
        (told, open) if told >= open => "Some skills pay, and less than one reads".to_owned(),
        _ => "Which skill pays is mostly unknown".to_owned(),
    }
}

fn title(up: &[&str], down: &[&str]) -> String {
    let pay = |names: &[&str]| phrases::verb(names.len(), "pays", "pay");
    let some = |names: &[&str]| list(names.get(..3).unwrap_or(names));
    match (up.is_empty(), down.is_empty()) {
        (true, true) => "No skill is told apart from the job at large".to_owned(),
        (false, true) => format!("{} {} more than the job at large", some(up), pay(up)),
        (true, false) => format!("{} {} less than the job at large", some(down), pay(down)),
        (false, false) => format!(
            "{} {} more, {} less",
            some(up),
            pay(up),
            list(down.get(down.len().saturating_sub(2)..).unwrap_or(down))
        ),
    }
}

fn finding(all: &[&VersusView], up: &[&str], down: &[&str]) -> String {
    let Some(first) = all.first() else { return String::new() };
    let most =
        format!("The most that we find is {}, for {}", phrases::change(&first.change), first.name);
    match (up.len(), down.len()) {
        (0, 0) => {
            "For no skill does the interval leave out zero: what it adds may be nothing at all."
                .to_owned()
        }
        (0, _) => {
            format!("Nothing is sure to add to pay. For certain less is paid with {}.", list(down))
        }
        _ => format!("{most}. Skill is where guides promise most and know least."),
    }
}

/// Whether the first is told apart from the second and the third.
fn order(all: &[&VersusView]) -> String {
    let [first, second, third, ..] = all else { return String::new() };
    match first.change.low > second.change.high {
        true => format!(" {} stands above {} for certain.", first.name, second.name),
        false => {
            format!(" The order among {}, {} and {} is open.", first.name, second.name, third.name)
        }
    }
}

/// The sources that speak of skills: told by the answer for one of them.
fn sources(asked: &Asked, skill: &VersusView) -> Vec<String> {
    let profile = ProfileText { skills: vec![skill.name.clone()], ..asked.profile() };
    let view = asked.paid(&PayRequest { profile, ..PayRequest::default() });
    view.map(|view| asked.sources_of(&view, "skill")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_claim_only_what_is_told() {
        assert_eq!(title(&[], &[]), "No skill is told apart from the job at large");
        assert_eq!(title(&["Go"], &[]), "Go pays more than the job at large");
        assert_eq!(title(&["Go", "Scala"], &[]), "Go and Scala pay more than the job at large");
        assert_eq!(heading(0, 0, 14), "Which skill pays is unknown");
        assert_eq!(crate::words::number(2), "two");
    }
}
