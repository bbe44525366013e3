//! The guides: which there are, and the guide to a role.

use goingrate::units::Problem;
use goingrate_view::questions::Asking;
use maud::{Markup, html};

use crate::guide::html::{Into, article};
use crate::guide::{Guide, Role, roles};
use crate::parts::shell::Section;
use crate::parts::table::{Row, Table};
use crate::parts::{Cell, Column, Figures, problem_summary, section};
use crate::words;
use crate::{Input, Page};

/// Which guides there are.
pub fn list(asking: &Asking, input: &Input) -> Result<Page, Problem> {
    let roles = roles(asking)?;
    let mut figures = Figures::new(input, words::day(asking.today));
    let tables: Vec<Markup> = groups(&roles)
        .into_iter()
        .map(|(group, roles)| {
            let id = identifier(group);
            section(&id, group, figures.table(&table(&id, group, &roles)))
        })
        .collect();
    let about = format!(
        "{} guides to pay, one a role: what is paid, where, for what, and which published claims do not hold.",
        roles.len()
    );
    let main = html! {
        h1 { "The guides to pay" }
        p.sub {
            "One article a role, made of all that is published: what is paid, where it is most, what adds to it, what a hire costs, and what other guides say that does not hold. Each takes about five minutes, and every figure has its source."
        }
        div.guides { @for table in &tables { (table) } }
    };
    Ok(Page::new(Section::Guide, "The guides to pay", main).about(about).downloads(figures.files()))
}

/// The guide to a role.
pub fn one(asking: &Asking, input: &Input) -> Result<Page, Problem> {
    let guide = match Guide::of(asking, input.part(0)) {
        Ok(guide) => guide,
        Err(problem) => return Ok(unknown(&problem)),
    };
    let mut figures = Figures::new(input, words::day(asking.today));
    let main = article(&guide, Into::Page, &mut figures);
    let about = guide.stand.plain();
    Ok(Page::new(Section::Guide, guide.title.clone(), main).about(about).downloads(figures.files()))
}

/// A page for a role without a guide, with the nearest that have one.
fn unknown(problem: &Problem) -> Page {
    let near = &problem.nearest;
    let main = html! {
        h1 { "There is no such guide" }
        (problem_summary(&Problem { nearest: Vec::new(), ..problem.clone() }, &Input::default(), "role"))
        @if !near.is_empty() {
            p { "Did you mean" }
            ul { @for slug in near { li { a href={ "/guide/" (slug) } { (slug.replace('-', " ")) } } } }
        }
        p.more { a href="/guide" { "All guides" } }
    };
    Page::new(Section::Guide, "Error: there is no such guide", main).status(404)
}

/// The roles by their group, both in the order of pay.
fn groups(roles: &[Role]) -> Vec<(&str, Vec<&Role>)> {
    let mut groups: Vec<(&str, Vec<&Role>)> = Vec::new();
    for role in roles {
        match groups.iter_mut().find(|(group, _)| *group == role.group) {
            Some((_, roles)) => roles.push(role),
            None => groups.push((&role.group, vec![role])),
        }
    }
    // The group with the most guides comes first: most readers look for one of them.
    groups.sort_by_key(|(_, roles)| std::cmp::Reverse(roles.len()));
    groups
}

fn table(id: &str, group: &str, roles: &[&Role]) -> Table {
    let row = |role: &&Role| {
        let median = &role.median;
        Row::new(vec![
            Cell::link(&role.path(), &role.name),
            Cell::new(html! { (median.short()) }, median.amount),
            Cell::new(html! { (words::doubt(median)) }, median.half_width),
        ])
    };
    Table {
        id: format!("{id}-table"),
        caption: format!("Guides: {group}"),
        columns: vec![
            Column::words("Role"),
            Column::figures("Middle, a year"),
            Column::figures("How far it may be off"),
        ],
        rows: roles.iter().map(row).collect(),
        cards: false,
    }
}

/// A name as an identifier of a page.
fn identifier(name: &str) -> String {
    let letters = name.to_lowercase();
    letters
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}
