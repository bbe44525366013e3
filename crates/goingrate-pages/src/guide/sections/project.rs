//! What projects cost that are built by people of the role.

use goingrate::request::{PlannedRequest, ProjectRequest};
use goingrate::units::without_capital;
use goingrate_view::money;
use goingrate_view::questions::Ask;
use goingrate_view::views::project::ProjectView;

use super::super::grid::{Entry, Grid, columns};
use super::super::{Asked, Block, Section, Text};
use crate::parts::href;

/// Kinds of projects, from small to large, as questions name them.
const KINDS: [&str; 3] = ["MVP", "SaaS platform", "Enterprise system"];

/// So many draws are enough for figures of two digits.
const DRAWS: usize = 4_000;

/// The section: of those roles that the usual teams have.
pub fn section(asked: &Asked) -> Option<Section> {
    let [first, others @ ..] = KINDS;
    let smallest = ask(asked, first)?;
    let name = without_capital(&asked.role.name);
    if !smallest.team.iter().any(|member| member.title.contains(&name)) {
        return None;
    }
    let others = others.into_iter().filter_map(|kind| Some((kind, ask(asked, kind)?)));
    let built: Vec<(&str, ProjectView)> =
        std::iter::once((first, smallest)).chain(others).collect();
    let (kind, view) = built.first()?;
    let at = |amount: f64| money::about(amount, view.currency);
    let text = Text::new(format!(
        "{} with its usual features and team costs about {} and takes {}. One such project in ten ends below {}, and one in ten above {}: what is built is never quite known beforehand.",
        goingrate_view::words::capitalised(&goingrate_view::person::with_article(kind)),
        at(view.cost.p50),
        months(view.months.p50),
        at(view.cost.p10),
        at(view.cost.p90),
    ));
    Some(Section {
        id: "project",
        name: "What projects cost",
        heading: "Projects cost a range, not a price".to_owned(),
        short: None,
        blocks: vec![Block::Paragraph(text), Block::Table(grid(&built))],
    })
}

fn ask(asked: &Asked, kind: &str) -> Option<ProjectView> {
    let planned = PlannedRequest { draws: Some(DRAWS), ..PlannedRequest::default() };
    let request = ProjectRequest { text: kind.to_owned(), planned, ..ProjectRequest::default() };
    request.ask(asked.asking).ok()
}

/// "8 weeks", "5 months".
fn months(months: f64) -> String {
    match months {
        m if m < 2.5 => format!("{:.0} weeks", m * 52.0 / 12.0),
        m => format!("{m:.0} months"),
    }
}

fn grid(built: &[(&str, ProjectView)]) -> Grid {
    let row = |(kind, view): &(&str, ProjectView)| {
        let at = |amount: f64| Entry::new(money::about(amount, view.currency), amount);
        let time = format!("{} to {}", months(view.months.p10), months(view.months.p90));
        let team: Vec<String> =
            view.team.iter().map(|member| format!("{} {}", member.count, member.title)).collect();
        vec![
            Entry::link(href("/project", &[("q", kind)]), *kind),
            at(view.cost.p10),
            at(view.cost.p50),
            at(view.cost.p90),
            Entry::text(time),
            Entry::text(team.join(", ")),
        ]
    };
    Grid {
        id: "projects",
        caption: "Cost and time of projects by their usual teams".to_owned(),
        columns: columns(&[
            "Project",
            "#1 in 10 less",
            "#Middle",
            "#1 in 10 more",
            "8 in 10 take",
            "Team",
        ]),
        rows: built.iter().map(row).collect(),
        cards: true,
    }
}
