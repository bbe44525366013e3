//! What a hire really costs: from pay to full cost, and other ways to get the work done.

use goingrate::ask::hire::hire;
use goingrate::request::{HireRequest, PlannedRequest};
use goingrate_view::money;
use goingrate_view::views::hire::{HireView, WayView};
use goingrate_view::views::{Context, labels};
use goingrate_view::words::capitalised;

use super::super::blocks::Drawn;
use super::super::grid::{Entry, Grid, columns};
use super::super::{Asked, Block, Section, Text};
use crate::charts::rows::{Bar, Ink, Row, Rows};
use crate::parts::figure::Key;
use crate::parts::href;
use crate::words;

/// So many draws are enough for figures that are rounded to three digits.
const DRAWS: usize = 20_000;

/// Parts that are less than this share of the whole have no bar; the table has them.
const SMALL: f64 = 0.01;

/// The section.
pub fn section(asked: &Asked) -> Option<Section> {
    let view = ask(asked)?;
    let first = view.ways.first()?;
    let largest = largest(first, 2);
    let at = |amount: f64| money::about(amount, view.currency);
    let text = Text::new(format!(
        "On top of pay comes {} of it; the largest parts are {}. A month costs about {}: one case in ten stays below {}, one in ten goes above {}. What counts in the end is an hour that goes into the product, and that costs {} to {}.",
        words::percent(first.on_top),
        goingrate_view::words::list(&largest),
        at(first.month.p50),
        at(first.month.p10),
        at(first.month.p90),
        at(first.hour.p10),
        at(first.hour.p90),
    ));
    let figure = Drawn {
        id: "full-cost",
        title: format!(
            "From {} of pay to {} of full cost",
            at(first.waterfall.first()?.amount),
            at(first.waterfall.last()?.sum)
        ),
        about: format!(
            "A month of {}, in the first year, on average; the table also has parts under 1%",
            who(asked)
        ),
        picture: picture(&view, first),
        key: vec![Key::Money, Key::OnTop, Key::Outcome],
        grid: steps(first, &view),
        sources: href("/hire", &[("q", &question(asked))]),
    };
    let short = Text::new("A hire costs about ")
        .strong(format!("{} more", words::percent(first.on_top)))
        .say(" than the salary in the first year, all told.");
    Some(Section {
        id: "hire",
        name: "What a hire costs",
        heading: format!("A hire costs {} more than the salary", words::percent(first.on_top)),
        short: Some(short),
        blocks: vec![
            Block::Paragraph(text),
            Block::Figure(Box::new(figure)),
            Block::Paragraph(ways(asked, &view)),
            Block::Table(beside(asked, &view)),
        ],
    })
}

/// The answer, without the savings that the page of a hire tells.
fn ask(asked: &Asked) -> Option<HireView> {
    let profile = goingrate::ask::ProfileText::new(question(asked));
    let planned = PlannedRequest { draws: Some(DRAWS), ..PlannedRequest::default() };
    let request = HireRequest { profile, planned, ..HireRequest::default() };
    let going_rate = asked.asking.going_rate;
    let question = request.question(going_rate, asked.asking.today).ok()?;
    let answer = hire(going_rate, &question).ok()?;
    let labels = labels(going_rate);
    let view = HireView::new(&answer, &[], &Context::new(going_rate, &labels));
    Some(view).filter(|view| view.ways.iter().all(|way| !way.waterfall.is_empty()))
}

/// Who is hired: somebody of the level that most adverts look for, where the role says none itself.
pub fn question(asked: &Asked) -> String {
    format!("{}{}, {}", level(asked), asked.role.name, asked.country_name())
}

/// The same in a sentence: "a senior backend developer", "one of the senior software developers".
pub fn who(asked: &Asked) -> String {
    match asked.role.one {
        Some(_) => {
            let name = goingrate::units::without_capital(&asked.role.name);
            goingrate_view::person::with_article(&format!("{}{name}", level(asked)))
        }
        None => format!("one of the {}{}", level(asked), asked.role.many),
    }
}

fn level(asked: &Asked) -> &'static str {
    if asked.leads() { "" } else { "senior " }
}

/// The largest parts beside pay.
fn largest(way: &WayView, count: usize) -> Vec<String> {
    let mut parts: Vec<_> = way.waterfall.iter().filter(|step| step.step != "pay").collect();
    parts.sort_by(|one, other| other.amount.total_cmp(&one.amount));
    parts
        .iter()
        .take(count)
        .map(|step| format!("“{}”", goingrate::units::without_capital(&step.what)))
        .collect()
}

fn picture(view: &HireView, way: &WayView) -> crate::charts::Picture {
    let full = way.waterfall.last().map_or(0.0, |step| step.sum);
    let currency = view.currency;
    let parts = way.waterfall.iter().filter(|step| step.amount.abs() >= full * SMALL);
    let mut rows: Vec<Row> = parts
        .enumerate()
        .map(|(at, step)| Row {
            name: short(&step.what).to_owned(),
            value: money::about(step.sum, currency),
            after: if at == 0 {
                String::new()
            } else {
                format!("+{}", money::about(step.amount, currency))
            },
            bars: vec![Bar {
                from: step.sum - step.amount,
                to: step.sum,
                ink: if at == 0 { Ink::Money } else { Ink::Part },
            }],
            joins: true,
            ..Row::default()
        })
        .collect();
    rows.push(Row {
        name: "Full cost".to_owned(),
        value: money::about(full, currency),
        bars: vec![Bar { from: 0.0, to: full, ink: Ink::Money }],
        interval: Some([way.month.p10, way.month.p90]),
        on: true,
        ..Row::default()
    });
    let label = format!(
        "A month of pay and what comes on top of it: {} in all, on average.",
        money::about(full, currency)
    );
    Rows { label: 300.0, value: 70.0, ..Rows::from_zero(rows, crate::words::ticks(currency)) }
        .picture(label)
}

/// The name of a part without what it consists of.
fn short(name: &str) -> &str {
    name.split(':').next().unwrap_or(name)
}

fn steps(way: &WayView, view: &HireView) -> Grid {
    let row = |step: &goingrate_view::views::hire::StepView| {
        vec![
            Entry::text(&step.what),
            Entry::new(money::about(step.amount, view.currency), step.amount),
            Entry::new(money::about(step.sum, view.currency), step.sum),
        ]
    };
    Grid {
        id: "full-cost-table",
        caption: "From pay to full cost, a month, on average".to_owned(),
        columns: columns(&["What", "#A month", "#So far"]),
        rows: way.waterfall.iter().map(row).collect(),
        cards: false,
    }
}

/// How the ways compare, and in how many cases.
fn ways(asked: &Asked, view: &HireView) -> Text {
    let told =
        view.pairs.first().map(|pair| crate::words::tight(&pair.sentence)).unwrap_or_default();
    let told = told.replace(&format!(" in {}", asked.place), "");
    Text::new(format!("{told} "))
        .link(
            href("/hire", &[("q", &question(asked))]),
            "Change what is assumed, and see where money can be saved",
        )
        .say(".")
}

fn beside(asked: &Asked, view: &HireView) -> Grid {
    let at = |amount: f64| money::about(amount, view.currency);
    let range = |of: &goingrate_view::views::range::RangeView| {
        Entry::new(format!("{} ({}–{})", at(of.p50), at(of.p10), at(of.p90)), of.p50)
    };
    let row = |way: &WayView| {
        vec![
            Entry::text(capitalised(&way.name.replace(&format!(" in {}", asked.place), ""))),
            range(&way.month),
            range(&way.year),
            range(&way.hour),
            Entry::new(words::change(way.on_top), way.on_top),
        ]
    };
    Grid {
        id: "ways",
        caption: "What ways to get the work done cost; in brackets: one case in ten is below, one in ten above".to_owned(),
        columns: columns(&["Way", "#A month", "#A year", "#A productive hour", "#On top of pay"]),
        rows: view.ways.iter().map(row).collect(),
        cards: true,
    }
}
