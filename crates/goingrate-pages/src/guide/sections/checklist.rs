//! A checklist for a hire, and what usual mistakes cost.

use goingrate::ask::ProfileText;
use goingrate::request::KitRequest;
use goingrate_view::money;
use goingrate_view::questions::Ask;
use goingrate_view::views::kit::KitView;

use super::super::grid::{Entry, Grid, columns};
use super::super::{Asked, Block, Section, Text};
use super::hire;
use crate::parts::href;
use crate::words::tight;

/// How many mistakes are drawn.
const MISTAKES: usize = 5;

/// Steps of a phase that are told; the kit has all.
const STEPS: usize = 1;

/// The section.
pub fn section(asked: &Asked) -> Option<Section> {
    let profile = ProfileText::new(hire::question(asked));
    let view = KitRequest { profile, ..KitRequest::default() }.ask(asked.asking).ok()?;
    let costly = costly(&view);
    let worst = costly.first()?;
    let currency = view.pay.currency;
    let (low, high) = (money::about(view.pay.low, currency), money::about(view.pay.high, currency));
    let text = Text::new(format!(
        "For {} the band to publish is {low} to {high} a year: wide enough to be believed, and inside what the market pays. ",
        hire::who(asked)
    ))
    .say(tight(view.pay.reasons.get(1).map_or("", String::as_str)));
    let ends =
        format!("{} to {}", money::about(worst.low, currency), money::about(worst.high, currency));
    let before = Text::new(format!(
        "The dearest mistake is {}: {ends} a case, our own estimate. The steps above are there to avoid such mistakes.",
        quoted(&worst.name)
    ));
    Some(Section {
        id: "checklist",
        name: "Hiring checklist",
        heading: "A band, a scorecard, and a decision within days".to_owned(),
        short: None,
        blocks: vec![
            Block::Paragraph(text),
            Block::Steps(phases(&view)),
            Block::Paragraph(before),
            Block::Table(grid(&costly, currency)),
            Block::Paragraph(
                Text::new("Questions, scorecard and work sample for this role are in ")
                    .link(href("/kit", &[("q", &hire::question(asked))]), "its hiring kit")
                    .say("."),
            ),
        ],
    })
}

fn quoted(name: &str) -> String {
    format!("“{}”", goingrate::units::without_capital(name))
}

/// The first steps of each phase.
fn phases(view: &KitView) -> Vec<(String, Vec<(String, String)>)> {
    let mut phases: Vec<(String, Vec<(String, String)>)> = Vec::new();
    for step in &view.steps {
        let one = (step.what.clone(), step.who.clone());
        match phases.iter_mut().find(|(phase, _)| *phase == step.phase) {
            Some((_, steps)) if steps.len() < STEPS => steps.push(one),
            Some(_) => {}
            None => phases.push((step.phase.clone(), vec![one])),
        }
    }
    phases
}

/// A mistake with what it costs.
struct Mistake {
    name: String,
    low: f64,
    middle: f64,
    high: f64,
}

/// The mistakes that cost most, the dearest first.
fn costly(view: &KitView) -> Vec<Mistake> {
    let mut all: Vec<Mistake> = view
        .mistakes
        .iter()
        .filter_map(|mistake| {
            let cost = mistake.cost.as_ref()?;
            Some(Mistake {
                name: mistake.name.clone(),
                low: cost.low,
                middle: cost.middle,
                high: cost.high,
            })
        })
        .collect();
    all.sort_by(|one, other| other.middle.total_cmp(&one.middle));
    all.truncate(MISTAKES);
    all
}

fn grid(all: &[Mistake], currency: goingrate::units::Currency) -> Grid {
    let at = |amount: f64| Entry::new(money::about(amount, currency), amount);
    let row = |mistake: &Mistake| {
        vec![Entry::text(&mistake.name), at(mistake.low), at(mistake.middle), at(mistake.high)]
    };
    Grid {
        id: "mistakes",
        caption: "What usual mistakes of a hire cost".to_owned(),
        columns: columns(&["Mistake", "#1 in 10 less", "#Middle", "#1 in 10 more"]),
        rows: all.iter().map(row).collect(),
        cards: true,
    }
}
