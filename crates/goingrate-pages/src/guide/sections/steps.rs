//! The next steps of a career as money over the years.

use goingrate::ask::ProfileText;
use goingrate::request::{CareerRequest, PlannedRequest};
use goingrate_view::money;
use goingrate_view::questions::Ask;
use goingrate_view::views::career::{CareerStepView, CareerView, CareerWayView};
use goingrate_view::words::capitalised;

use super::super::blocks::Drawn;
use super::super::grid::{Entry, Grid, columns};
use super::super::{Asked, Block, Section, Text};
use super::hire;
use crate::charts::rows::{Row, Rows};
use crate::parts::figure::Key;
use crate::parts::href;
use crate::words;

/// So many draws are enough for chances in a hundred.
const DRAWS: usize = 4_000;

/// How many ways are drawn from the top and from the bottom.
const TOP: usize = 5;
const BOTTOM: usize = 3;

/// The section.
pub fn section(asked: &Asked) -> Option<Section> {
    let view = ask(asked)?;
    let mut ways: Vec<&CareerWayView> = view.ways.iter().skip(1).collect();
    ways.sort_by(|one, other| other.more.p50.total_cmp(&one.more.p50));
    let best = *ways.first()?;
    let ways: Vec<&CareerWayView> = ends(ways);
    let heading = match ways.iter().filter(|way| way.beats > 0.8).count() {
        0 => "No next step is sure to pay".to_owned(),
        1 => "One next step pays in most cases".to_owned(),
        many => {
            format!("{} next steps pay in most cases", capitalised(&crate::words::number(many)))
        }
    };
    let after = if view.after_tax { "after tax" } else { "before tax" };
    let (low, high) =
        (money::about(best.more.p10, view.currency), money::about(best.more.p90, view.currency));
    let text = Text::new(format!(
        "Over {} years {} brings most beside staying: {} in 100 such people have more by it, and eight in ten end between {} and {} {after}. ",
        view.years,
        best.name,
        (best.beats * 100.0).round(),
        minus(&low),
        minus(&high),
    ))
    .say(upwards(&view.steps))
    .say(reported(&view.steps));
    let figure = Drawn {
        id: "ways-on",
        title: format!(
            "{} brings most in the middle, and may bring less than staying",
            capitalised(&best.name)
        ),
        about: format!(
            "What is left over {} years {after}, against staying {}, in today’s money",
            view.years,
            hire::who(asked)
        ),
        picture: picture(&ways, &view),
        key: vec![Key::Outcome],
        grid: grid(&ways, &view),
        sources: href("/career", &[("q", &hire::question(asked))]),
    };
    let figure = Drawn {
        title: if best.more.p10 > 0.0 {
            format!("{} brings more than staying for nine in ten", capitalised(&best.name))
        } else {
            figure.title.clone()
        },
        ..figure
    };
    let mut blocks = vec![Block::Paragraph(text), Block::Figure(Box::new(figure))];
    blocks.extend((!view.steps.is_empty()).then(|| Block::Table(ladder(&view.steps))));
    Some(Section { id: "career", name: "Career steps", heading, short: None, blocks })
}

/// The ways that bring most and least, if there are many.
fn ends(mut ways: Vec<&CareerWayView>) -> Vec<&CareerWayView> {
    if ways.len() > TOP + BOTTOM {
        ways.drain(TOP..ways.len() - BOTTOM);
    }
    ways
}

fn ask(asked: &Asked) -> Option<CareerView> {
    let profile = ProfileText::new(hire::question(asked));
    let planned = PlannedRequest { draws: Some(DRAWS), ..PlannedRequest::default() };
    CareerRequest { profile, planned, ..CareerRequest::default() }.ask(asked.asking).ok()
}

/// A true minus, where the amount has a hyphen.
fn minus(amount: &str) -> String {
    amount.replace('-', "−")
}

/// What the first step up takes and brings.
fn upwards(steps: &[CareerStepView]) -> String {
    let told = steps.first().map(|step| {
        format!(
            "From {} to {} it takes {:.0} years in the middle, and the market pays {} there. A promotion itself brings {} to {}.",
            step.from,
            step.to,
            step.years[1],
            words::change(step.market),
            words::percent(step.raise[0]),
            words::percent(step.raise[2]),
        )
    });
    told.unwrap_or_default()
}

/// What others say of the same step.
fn reported(steps: &[CareerStepView]) -> String {
    let told = steps.first().and_then(|step| {
        let report = step.reported_raises.first().filter(|report| report.currency.is_none())?;
        let (low, high) = (words::percent(report.low), words::percent(report.high));
        let range = if low == high { low } else { format!("{low} to {high}") };
        Some(format!(" {} reports {range}.", report.short_source()))
    });
    told.unwrap_or_default()
}

fn picture(ways: &[&CareerWayView], view: &CareerView) -> crate::charts::Picture {
    let currency = view.currency;
    let row = |way: &&CareerWayView| Row {
        name: capitalised(&way.name),
        value: format!("{} in 100", (way.beats * 100.0).round()),
        middle: Some(way.more.p50),
        interval: Some([way.more.p10, way.more.p90]),
        ..Row::default()
    };
    let rows: Vec<Row> = ways.iter().map(row).collect();
    let label = ways.first().map_or_else(String::new, |best| {
        format!(
            "{} beats staying for {} people in 100.",
            capitalised(&best.name),
            (best.beats * 100.0).round()
        )
    });
    Rows {
        upright: Some(0.0),
        label: 290.0,
        value: 80.0,
        ..Rows::holding(rows, crate::words::ticks(currency))
    }
    .picture(label)
}

fn grid(ways: &[&CareerWayView], view: &CareerView) -> Grid {
    let at = |amount: f64| Entry::new(minus(&money::about(amount, view.currency)), amount);
    let row = |way: &&CareerWayView| {
        vec![
            Entry::text(capitalised(&way.name)),
            at(way.more.p10),
            at(way.more.p50),
            at(way.more.p90),
            Entry::new(format!("{:.0} in 100", way.beats * 100.0), way.beats),
        ]
    };
    Grid {
        id: "ways-on-table",
        caption: format!("What is left over {} years against staying", view.years),
        columns: columns(&["Way", "#1 in 10 less", "#Middle", "#1 in 10 more", "#Have more by it"]),
        rows: ways.iter().map(row).collect(),
        cards: false,
    }
}

fn ladder(steps: &[CareerStepView]) -> Grid {
    let row = |step: &CareerStepView| {
        let [low, middle, high] = step.years;
        vec![
            Entry::text(format!("{} to {}", capitalised(&step.from), step.to)),
            Entry::new(format!("{middle:.0} ({low:.0}–{high:.0})"), middle),
            Entry::new(words::change(step.market), step.market),
            Entry::new(
                format!("{} to {}", words::percent(step.raise[0]), words::percent(step.raise[2])),
                step.raise[1],
            ),
            Entry::new(format!("{:.0} in 100", step.reached[1] * 100.0), step.reached[1]),
        ]
    };
    Grid {
        id: "steps",
        caption:
            "Steps up: years until then, what the market pays more, the raise at the promotion"
                .to_owned(),
        columns: columns(&[
            "Step",
            "#Years (8 in 10)",
            "#The market pays",
            "#Raise",
            "#Reached in 10 years",
        ]),
        rows: steps.iter().map(row).collect(),
        cards: true,
    }
}
