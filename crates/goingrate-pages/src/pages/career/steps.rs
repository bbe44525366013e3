//! Steps to next levels: how long they take, what a promotion brings, and what others report of both.

use goingrate_view::views::career::{CareerStepView, CareerView, ReportedView};
use goingrate_view::words::{capitalised, plain_number};
use maud::{Markup, html};

use super::{told, words};
use crate::charts::rows::{Row, Rows, Verdict};
use crate::parts::table::Row as TableRow;
use crate::parts::{Cell, Column, Figure, Figures, Table};
use crate::words::{change, clipped, percent, tight};

/// Names of the steps and of sources are at most so long in the picture.
const LONGEST: usize = 34;

/// The steps.
pub(super) fn section(figures: &mut Figures, view: &CareerView) -> Option<Markup> {
    let next = view.steps.first()?;
    let [low, middle, high] = next.raise.map(percent);
    let title = format!(
        "A promotion to {} brings about {middle} ({low} to {high}); there the market pays {}",
        next.to,
        words::compared(next.market)
    );
    let about = "The raise at a promotion, as a share of pay. Dots with lines are what we take, 8 cases in 10; \
                 diamonds are what others report.";
    let rows = words::about_nothing(Rows::holding(rows(&view.steps), change));
    let rows = Rows { label: 250.0, value: 110.0, ..rows };
    let figure = Figure {
        id: "steps",
        picture: rows.picture(format!("{title}. {about}")),
        title,
        about: about.to_owned(),
        key: Vec::new(),
        table: None,
        sources: None,
    };
    let body = html! {
        (figures.draw(figure))
        (figures.table(&table(&view.steps)))
        p.note {
            "Years run from now for the first step of a way, and from the step before for others; one in ten is slower "
            "than the last figure, and many never take it. The last column counts cases of 100 that are there after 5, "
            "10 and 15 years."
        }
        (reported_years(&view.steps))
    };
    Some(crate::parts::section("steps-head", "The next levels", body))
}

/// What we take for each step, and below it what others report, each report once.
fn rows(steps: &[CareerStepView]) -> Vec<Row> {
    let mut known: Vec<&ReportedView> = Vec::new();
    let mut rows = Vec::new();
    for step in steps {
        let [low, middle, high] = step.raise;
        let name = clipped(&format!("{} to {}", step.from, step.to), LONGEST);
        let [low_in_words, high_in_words] = [low, high].map(percent);
        rows.push(Row {
            name: capitalised(&name),
            value: format!("{} ({low_in_words}–{high_in_words})", change(middle)),
            middle: Some(middle),
            interval: Some([low, high]),
            ..Row::default()
        });
        for reported in step.reported_raises.iter().filter(|told| told.currency.is_none()) {
            if !known.contains(&reported) {
                known.push(reported);
                rows.push(claim(reported));
            }
        }
    }
    rows
}

fn claim(reported: &ReportedView) -> Row {
    let ends = (reported.low != reported.high).then_some([reported.low, reported.high]);
    Row {
        name: clipped(reported.short_source(), LONGEST),
        sub: clipped(&reported.said, 42),
        value: tight(&reported.gain()),
        says: Some(((reported.low + reported.high) / 2.0, Verdict::Open)),
        interval: ends,
        ..Row::default()
    }
}

fn table(steps: &[CareerStepView]) -> Table {
    let rows = steps.iter().map(|step| {
        let [soon, middle, late] =
            step.years.map(|years| plain_number((years * 2.0).round() / 2.0));
        let [low, raise, high] = step.raise.map(percent);
        TableRow::new(vec![
            Cell::text(format!("{} to {}", capitalised(&step.from), step.to)),
            Cell::new(
                html! { (middle) " " small.quiet { "(" (soon) "–" (late) ")" } },
                step.years[1],
            ),
            Cell::new(html! { (change(step.market)) }, step.market),
            Cell::new(
                html! { (raise) " " small.quiet { "(" (low) "–" (high) ")" } },
                step.raise[1],
            ),
            Cell::text(step.reached.map(words::in_100).join(", ")),
        ])
    });
    Table {
        id: "levels".into(),
        caption: "Steps to next levels".into(),
        columns: vec![
            Column::words("Step"),
            Column::figures("Years until it"),
            Column::figures("The market pays"),
            Column::figures("A promotion brings"),
            Column::figures("Reached in 100 cases, after 5, 10, 15 years"),
        ],
        rows: rows.collect(),
        cards: true,
    }
}

/// How long a step takes, as others report it.
fn reported_years(steps: &[CareerStepView]) -> Markup {
    let mut lines: Vec<(&ReportedView, String)> = Vec::new();
    for reported in steps.iter().flat_map(|step| &step.reported_years) {
        if !lines.iter().any(|(known, _)| *known == reported) {
            lines.push((reported, reported.years()));
        }
    }
    html! {
        @if !lines.is_empty() {
            h3 { "How long it takes, as others report" }
            ul.dots { @for (reported, figure) in lines { li { (told::line(reported, &figure)) } } }
        }
    }
}
