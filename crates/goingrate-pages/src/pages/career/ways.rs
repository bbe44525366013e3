//! The ways beside staying: how much more they bring, how often, and what a move must pay.

use goingrate_view::money;
use goingrate_view::views::career::{CareerView, CareerWayView};
use goingrate_view::words::{capitalised, count, list};
use maud::{Markup, html};

use super::{others, words};
use crate::charts::rows::{Row, Rows};
use crate::parts::table::Row as TableRow;
use crate::parts::{Cell, Column, Figure, Figures, Table};
use crate::words::{change, percent};

/// How much more each way brings.
pub(super) fn section(figures: &mut Figures, view: &CareerView) -> Option<Markup> {
    let others = others(view);
    if others.is_empty() {
        return None;
    }
    let left = if view.after_tax { "after tax" } else { "before tax" };
    let about = format!(
        "How much more is left {left} than by staying, over {}, in {} of today. The dot is the middle, the line \
         holds 8 cases in 10.",
        count(view.years as usize, "year"),
        view.currency
    );
    let rows: Vec<Row> = others.iter().map(|way| row(way, view)).collect();
    let rows = words::about_nothing(Rows::holding(rows, crate::words::ticks(view.currency)));
    let rows = Rows { label: 252.0, value: 70.0, ..rows };
    let title = title(&others);
    let figure = Figure {
        id: "ways",
        picture: rows.picture(format!("{title}. {about}")),
        title,
        about,
        key: Vec::new(),
        table: Some(table(view, &others)),
        sources: None,
    };
    let body = html! {
        (figures.draw(figure))
        p.note {
            "A move is taken as made: how likely you get the job, a visa or clients is not counted. "
            "Where the line crosses staying, it is too close to call; the number says how often it is better."
        }
    };
    Some(crate::parts::section("ways-head", "Beside staying", body))
}

/// What one sees. Only ways of which nine cases in ten are better, or worse, are named as such.
fn title(others: &[&CareerWayView]) -> String {
    let name = |way: &&&CareerWayView| way.name.clone();
    let better: Vec<String> =
        others.iter().filter(|way| way.more.p10 > 0.0).map(|way| name(&way)).collect();
    let worse: Vec<String> =
        others.iter().filter(|way| way.more.p90 < 0.0).map(|way| name(&way)).collect();
    let said = |names: &[String], what: &str| {
        let verb = if names.len() == 1 { "brings" } else { "bring" };
        format!("{} {verb} {what} than staying in 9 cases of 10", capitalised(&list(names)))
    };
    match (better.as_slice(), worse.as_slice()) {
        (names @ [_, ..], _) if names.len() <= 3 => said(names, "more"),
        (names @ [_, ..], _) => {
            format!("{} ways bring more than staying in 9 cases of 10", names.len())
        }
        ([], names @ [_, ..]) if names.len() <= 3 => said(names, "less"),
        _ => open(others),
    }
}

/// What one sees where no way is surely better or worse.
fn open(others: &[&CareerWayView]) -> String {
    match others.first() {
        Some(best) if best.beats > 0.5 => format!(
            "No way is better in 9 cases of 10; {} is in {} of 100",
            best.name,
            words::in_100(best.beats)
        ),
        _ => "No way is better than staying in most cases".to_owned(),
    }
}

fn row(way: &CareerWayView, view: &CareerView) -> Row {
    Row {
        name: words::name(way),
        sub: words::better(way),
        value: words::more(way.more.p50, view.currency),
        middle: Some(way.more.p50),
        interval: Some([way.more.p10, way.more.p90]),
        ..Row::default()
    }
}

/// Pay and sums, way by way; staying first.
fn table(view: &CareerView, others: &[&CareerWayView]) -> Table {
    let left = if view.after_tax { "Left after tax" } else { "Before tax" };
    let columns = vec![
        Column::words("Way"),
        Column::figures("Pay in 5 years"),
        Column::figures("In 10 years"),
        Column::figures(format!("{left}, {} years", view.years)),
        Column::figures("More than staying"),
        Column::figures("Better in 100 cases"),
    ];
    let pay = |way: &CareerWayView, at: usize| match way.pay.get(at) {
        Some(year) => Cell::new(html! { (money::about(year.p50, view.currency)) }, year.p50),
        None => Cell::missing(),
    };
    let rows = view.ways.first().into_iter().chain(others.iter().copied()).enumerate();
    let rows = rows.map(|(at, way)| {
        let (more, better) = match at {
            0 => (Cell::missing(), Cell::missing()),
            _ => (
                Cell::new(html! { (words::more(way.more.p50, view.currency)) }, way.more.p50),
                Cell::new(html! { (words::in_100(way.beats)) }, way.beats),
            ),
        };
        let total = Cell::new(html! { (words::range(&way.total, view.currency)) }, way.total.p50);
        let name = Cell::text(capitalised(&way.name));
        TableRow::new(vec![name, pay(way, 5), pay(way, 10), total, more, better]).marked(at == 0)
    });
    Table {
        id: "ways-table".into(),
        caption: format!("What the ways bring, in {} of today", view.currency),
        rows: rows.collect(),
        columns,
        cards: true,
    }
}

/// What the ways are worth today, and what a move must pay.
pub(super) fn worth(figures: &mut Figures, view: &CareerView) -> Option<Markup> {
    let others = others(view);
    let moves: Vec<&CareerWayView> =
        others.iter().copied().filter(|way| way.must_pay.is_some()).collect();
    if moves.is_empty() {
        return None;
    }
    let columns = vec![
        Column::words("Move"),
        Column::figures("It pays"),
        Column::figures("It must pay"),
        Column::figures("Against now"),
        Column::figures("Worth today, more than staying"),
        Column::figures("Better in 100 cases, over 5, 10, 15 years"),
    ];
    let rows = moves.into_iter().filter_map(|way| worth_row(way, view)).collect();
    let caption = format!("A year before tax, at the start of the move, in {}", view.currency);
    let table = Table { id: "moves".into(), caption, columns, rows, cards: true };
    let body = html! {
        p.sub {
            "At this pay a move is worth as much as staying. If less is offered, it does not pay for itself over "
            (count(view.years as usize, "year")) "; a year later is taken to be worth "
            (percent(view.discount)) " less."
        }
        (figures.table(&table))
    };
    Some(crate::parts::section("moves-head", "What a move must pay", body))
}

fn worth_row(way: &CareerWayView, view: &CareerView) -> Option<TableRow> {
    let must = way.must_pay.as_ref()?;
    let amount = |amount: f64| Cell::new(html! { (money::about(amount, view.currency)) }, amount);
    let by = [5, 10, 15].map(|years| way.beats_by_year.get(years - 1).copied());
    let by: Vec<String> = by.into_iter().flatten().map(words::in_100).collect();
    let worth = way.worth_more.p50;
    Some(TableRow::new(vec![
        Cell::text(capitalised(&way.name)),
        amount(must.pays),
        Cell::new(html! { b { (money::about(must.amount, view.currency)) } }, must.amount),
        Cell::new(html! { (change(must.over_today)) }, must.over_today),
        Cell::new(html! { (words::more(worth, view.currency)) }, worth),
        Cell::text(by.join(", ")),
    ]))
}
