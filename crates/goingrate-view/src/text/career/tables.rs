//! The tables of a career.

use super::super::page::Page;
use super::super::table::{Align, Cell, Table};
use crate::style::Paint;
use crate::views::career::{CareerView, CareerWayView, ReportedView};
use crate::views::hire::RangeView;
use crate::{money, words};

/// The ways, most often better than staying first.
fn sorted(view: &CareerView) -> Vec<&CareerWayView> {
    let mut ways: Vec<&CareerWayView> = view.ways.iter().skip(1).collect();
    ways.sort_by(|a, b| b.beats.total_cmp(&a.beats));
    view.ways.first().into_iter().chain(ways).collect()
}

/// "940k (610k–1.4m)"; of what is known, "78.0k".
fn range(range: &RangeView) -> String {
    let bare = money::bare;
    if range.p10 == range.p90 {
        return bare(range.p50);
    }
    format!("{} ({}–{})", bare(range.p50), bare(range.p10), bare(range.p90))
}

/// "+12k", "−3,000".
fn signed(amount: f64) -> String {
    match amount.abs() < 0.5 {
        true => "0".to_owned(),
        false => format!("{}{}", if amount > 0.0 { "+" } else { "" }, money::bare(amount)),
    }
}

fn in_100(share: f64) -> String {
    format!("{:.0}", share * 100.0)
}

/// Pay and sums, way by way.
pub fn ways(page: &mut Page, view: &CareerView) {
    let left = if view.after_tax { " after tax" } else { " before tax" };
    page.heading(&format!(
        "What the ways bring, {} of today: pay a year before tax ({} now), and what is left{left}",
        view.currency,
        range(&view.today)
    ));
    let over = format!("over {} years", view.years);
    let mut table = Table::new(&[
        ("", Align::Elastic),
        ("in 5 years", Align::Right),
        ("in 10", Align::Right),
        (&over, Align::Right),
        ("more", Align::Right),
        ("better", Align::Right),
    ]);
    for way in sorted(view) {
        let pay = |year: usize| way.pay.get(year).map(|y| money::bare(y.p50)).unwrap_or_default();
        let stays = way.name == view.ways[0].name;
        let better = match way.equals >= 0.005 {
            _ if stays => "–".to_owned(),
            true => format!("{}, same {}", in_100(way.beats), in_100(way.equals)),
            false => in_100(way.beats),
        };
        let more = if stays { "–".to_owned() } else { signed(way.more.p50) };
        let paint = if way.beats > 0.5 { Paint::Good } else { Paint::Plain };
        table.row(vec![
            way.name.as_str().into(),
            pay(5).into(),
            pay(10).into(),
            Cell::painted(range(&way.total), Paint::Market),
            more.into(),
            Cell::painted(better, paint),
        ]);
    }
    page.table(&table);
    let key = format!(
        "  In brackets: one case in ten is below, one in ten above. better: cases of 100 in which more is left than \
         by staying, over {}.",
        words::count(view.years as usize, "year")
    );
    page.painted(&key, Paint::Dim);
}

/// What the ways are worth today, and what a move must pay.
pub fn worth(page: &mut Page, view: &CareerView) {
    page.heading(&format!(
        "Worth today at {} a year, and what a move must pay to be worth as much as staying, {}",
        words::percent(view.discount),
        view.currency
    ));
    let mut table = Table::new(&[
        ("", Align::Elastic),
        ("worth", Align::Right),
        ("more", Align::Right),
        ("better by 5, 10, 15", Align::Right),
        ("it pays", Align::Right),
        ("must pay", Align::Right),
        ("to now", Align::Right),
    ]);
    for way in sorted(view) {
        let stays = way.name == view.ways[0].name;
        let dash = || "–".to_owned();
        let by = |years: usize| way.beats_by_year.get(years - 1).map_or(dash(), |b| in_100(*b));
        let must = way.must_pay.as_ref();
        table.row(vec![
            way.name.as_str().into(),
            money::bare(way.worth.p50).into(),
            if stays { dash() } else { signed(way.worth_more.p50) }.into(),
            if stays { dash() } else { format!("{} {} {}", by(5), by(10), by(15)) }.into(),
            must.map_or_else(dash, |must| money::bare(must.pays)).into(),
            Cell::painted(must.map_or_else(dash, |must| money::bare(must.amount)), Paint::Mine),
            must.map_or_else(dash, |must| words::signed_percent(must.over_today)).into(),
        ]);
    }
    page.table(&table);
    let key = "  it pays, must pay: a year before tax, at the start of the move, in the middle. Without a figure: \
               nothing is moved, or no pay would do.";
    page.painted(key, Paint::Dim);
}

/// Which ways reach a goal.
pub fn goal(page: &mut Page, view: &CareerView) {
    let Some(goal) = view.goal else { return };
    page.heading(&format!("Pay of {} a year before tax", money::named(goal, view.currency)));
    let mut table = Table::new(&[
        ("", Align::Elastic),
        ("the middle is there", Align::Right),
        ("within 5 years", Align::Right),
        ("10", Align::Right),
        ("15", Align::Right),
    ]);
    let mut ways = sorted(view);
    let chance = |way: &CareerWayView| way.goal.as_ref().map_or(0.0, |goal| goal.chance[1]);
    ways.sort_by(|a, b| chance(b).total_cmp(&chance(a)));
    for way in ways {
        let Some(goal) = &way.goal else { continue };
        let when = match goal.years {
            Some(0) => "now".to_owned(),
            Some(years) => format!("after {}", words::count(years, "year")),
            None => "not in 15 years".to_owned(),
        };
        let mut cells: Vec<Cell> = vec![way.name.as_str().into(), when.into()];
        cells.extend(goal.chance.map(|share| Cell::from(words::probability(share))));
        table.row(cells);
    }
    page.table(&table);
}

/// Steps, with what others report beneath.
pub fn steps(page: &mut Page, view: &CareerView) {
    if view.steps.is_empty() {
        return;
    }
    page.heading("Steps, and what others report of them");
    let mut table = Table::new(&[
        ("", Align::Elastic),
        ("years", Align::Right),
        ("market", Align::Right),
        ("promotion", Align::Right),
        ("by 5, 10, 15", Align::Right),
    ]);
    for step in &view.steps {
        let years = step.years.map(|years| words::plain_number((years * 2.0).round() / 2.0));
        let [low, middle, high] = step.raise.map(words::percent);
        let reached = step.reached.map(in_100).join(" ");
        table.row(vec![
            format!("{} → {}", step.from, step.to).into(),
            format!("{} ({}–{})", years[1], years[0], years[2]).into(),
            words::signed_percent(step.market).into(),
            format!("{middle} ({low}–{high})").into(),
            reached.into(),
        ]);
    }
    page.table(&table);
    let key = "  years: from now for the first step of a way, from the step before for others; one in ten is \
               slower than the last figure, and many never take it. market: how much more the book says is paid there. promotion: the raise at it. by 5, \
               10, 15: cases of 100 in which it is reached in so many years.";
    page.painted(key, Paint::Dim);
    let mut told: Vec<String> = Vec::new();
    for step in &view.steps {
        let years = step.reported_years.iter().map(|r| line(r, &r.years()));
        let raises = step.reported_raises.iter().map(|r| line(r, &r.gain()));
        for line in years.chain(raises) {
            if !told.contains(&line) {
                told.push(line);
            }
        }
    }
    for line in &told {
        page.bullet(line);
    }
}

/// "junior to mid-level: +28 % to +42 % (Salary guide 2026)".
fn line(reported: &ReportedView, figure: &str) -> String {
    format!("{}: {figure} ({})", reported.said, reported.short_source())
}

/// What others say that moves bring, beside the book's own difference.
pub fn reported(page: &mut Page, view: &CareerView) {
    let with: Vec<&CareerWayView> = view.ways.iter().filter(|w| !w.reported.is_empty()).collect();
    if with.is_empty() {
        return;
    }
    page.heading("What others report of moves, beside the book's own figure, which is taken");
    for way in with {
        let own = way.market.map(|more| format!("the book {}", words::signed_percent(more)));
        let others = way.reported.iter().map(|r| line(r, &r.gain()));
        let all: Vec<String> = own.into_iter().chain(others).collect();
        page.bullet(&format!("{}: {}", words::capitalised(&way.name), all.join("; ")));
    }
}

/// What is taken for granted where others report figures of it.
pub fn beside(page: &mut Page, view: &CareerView) {
    if view.beside.is_empty() {
        return;
    }
    page.heading("What is taken, and what others report");
    for beside in &view.beside {
        let one = |told: &ReportedView| line(told, &told.value(beside));
        let others: Vec<String> = beside.reported.iter().map(one).collect();
        page.bullet(&format!(
            "{}: {} is taken. Reported: {}",
            beside.what,
            beside.in_words(),
            others.join("; ")
        ));
    }
}
