//! What projects cost that are built by people of the role.

use goingrate::request::{PlannedRequest, ProjectRequest};
use goingrate::units::without_capital;
use goingrate_view::money;
use goingrate_view::questions::Ask;
use goingrate_view::views::project::ProjectView;

use super::super::blocks::Drawn;
use super::super::grid::{Entry, Grid, columns};
use super::super::{Asked, Block, Section, Text};
use super::phrases;
use crate::charts::rows::{Row, Rows};
use crate::parts::figure::Key;
use crate::parts::href;

/// Kinds of projects, from small to large, as questions name them.
const KINDS: [&str; 4] = ["Simple API", "MVP", "SaaS platform", "Enterprise system"];

/// So many draws are enough for figures of two digits.
const DRAWS: usize = 4_000;

/// The section: of those roles that the usual teams have.
pub fn section(asked: &Asked) -> Option<Section> {
    let built: Vec<(&str, ProjectView)> =
        KINDS.iter().filter_map(|kind| Some((*kind, ask(asked, kind)?))).collect();
    let name = without_capital(&asked.role.name);
    let is_ours = |view: &ProjectView| view.team.iter().any(|member| member.title.contains(&name));
    let (kind, view) = built.get(1)?;
    if !is_ours(view) {
        return None;
    }
    let at = |amount: f64| money::about(amount, view.currency);
    let text = Text::new(format!(
        "{} with its usual features and team costs about {} and takes {}. One such project in ten ends below {}, and one in ten above {}: what is built is never quite known beforehand.",
        goingrate_view::words::capitalised(&goingrate_view::person::with_article(kind)),
        at(view.cost.p50),
        months(view.months.p50),
        at(view.cost.p10),
        at(view.cost.p90),
    ));
    let worst = view.cost.p90 / view.cost.p50;
    let figure = Drawn {
        id: "projects",
        title: format!("One {kind} in ten costs more than {worst:.1} times the middle"),
        about: "What a project costs, built by its usual team".to_owned(),
        picture: picture(&built, view.currency),
        key: vec![Key::Outcome],
        grid: grid(&built),
        sources: href("/project", &[("q", kind)]),
    };
    Some(Section {
        id: "project",
        name: "What projects cost",
        heading: "Projects cost a range, not a price".to_owned(),
        short: None,
        blocks: vec![Block::Paragraph(text), Block::Figure(Box::new(figure))],
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

fn picture(
    built: &[(&str, ProjectView)],
    currency: goingrate::units::Currency,
) -> crate::charts::Picture {
    let row = |(kind, view): &(&str, ProjectView)| Row {
        name: (*kind).to_owned(),
        value: money::ends(view.cost.p10, view.cost.p90, currency),
        middle: Some(view.cost.p50),
        interval: Some([view.cost.p10, view.cost.p90]),
        ..Row::default()
    };
    let rows: Vec<Row> = built.iter().map(row).collect();
    let said = |(kind, view): &(&str, ProjectView)| {
        format!("{kind}: {}", money::ends(view.cost.p10, view.cost.p90, currency))
    };
    let label = built.iter().map(said).collect::<Vec<_>>().join("; ");
    Rows { label: 150.0, ..Rows::from_zero(rows, phrases::tick(currency)) }.picture(label)
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
        id: "projects-table",
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
