//! What a hire costs as text: the answer, ways side by side, from pay to full cost, money over time, what
//! matters most; on request everything that was assumed.

mod pictures;

use super::assumed;
use super::page::Page;
use super::table::{Align, Cell, Table};
use crate::style::{Paint, Style};
use crate::views::hire::{HireView, PeopleView, RangeView, WayView};
use crate::{money, words};

/// The answer on one screen.
pub fn hire(view: &HireView, style: &Style) -> String {
    page(view, style, false)
}

/// The same with everything that was assumed.
pub fn hire_with_assumptions(view: &HireView, style: &Style) -> String {
    page(view, style, true)
}

fn page(view: &HireView, style: &Style, assumptions: bool) -> String {
    let mut page = Page::new(style);
    for (at, sentence) in view.answer.iter().enumerate() {
        page.painted(sentence, if at == 0 { Paint::Bold } else { Paint::Plain });
    }
    ways(&mut page, view);
    people(&mut page, view);
    for way in &view.ways {
        pictures::waterfall(&mut page, way, view);
    }
    pictures::spent(&mut page, view);
    for way in &view.ways {
        pictures::tornado(&mut page, way, view);
    }
    told(&mut page, view);
    if assumptions {
        assumed::assumptions(&mut page, &view.assumptions);
    }
    page.finish()
}

/// "$19.4k (15.1k to 25.9k)".
fn range(range: &RangeView, view: &HireView) -> String {
    let about = |amount| money::about(amount, view.currency);
    format!("{} ({}–{})", about(range.p50), about(range.p10), about(range.p90))
}

fn ways(page: &mut Page, view: &HireView) {
    page.heading(&format!(
        "What it costs over {}, in {}",
        words::count(view.months as usize, "month"),
        view.currency
    ));
    let mut table = Table::new(&[
        ("", Align::Elastic),
        ("a month", Align::Right),
        ("a year", Align::Right),
        ("a productive hour", Align::Right),
        ("on top of pay", Align::Right),
    ]);
    for way in &view.ways {
        table.row(vec![
            way.name.as_str().into(),
            Cell::painted(range(&way.month, view), Paint::Market),
            range(&way.year, view).into(),
            range(&way.hour, view).into(),
            words::signed_percent(way.on_top).into(),
        ]);
    }
    page.table(&table);
    let spread = "  In brackets: one case in ten is below, one in ten above.";
    page.painted(spread, Paint::Dim);
}

fn people(page: &mut Page, view: &HireView) {
    page.heading("The people");
    let mut table = Table::new(&[
        ("", Align::Elastic),
        ("pay", Align::Right),
        ("starts after", Align::Right),
        ("shared hours", Align::Right),
        ("paid days off", Align::Right),
        ("lost in learning", Align::Right),
        ("leave a year", Align::Right),
    ]);
    for (way, people) in view.ways.iter().flat_map(|w| w.people.iter().map(move |p| (w, p))) {
        table.row(row(way, people, view));
    }
    page.table(&table);
}

fn row(way: &WayView, people: &PeopleView, view: &HireView) -> Vec<Cell> {
    let [low, middle, high] = people.pay.map(|pay| money::about(pay, view.currency));
    let name = match way.people.len() {
        1 => way.name.clone(),
        _ => format!("{} × {}", people.count, people.who),
    };
    let off = if people.paid_off > 0.0 { words::percent(people.paid_off) } else { "–".into() };
    vec![
        name.into(),
        format!("{middle} ({low}–{high}) a{} {}", n(people.pay_per), people.pay_per).into(),
        format!("{:.0} days", people.days_to_start[1]).into(),
        format!("{} of {}", hours(people.shared_hours), hours(people.hours_a_day)).into(),
        off.into(),
        words::percent(people.learning).into(),
        words::percent(people.leave_a_year).into(),
    ]
}

/// "an hour", "a year".
fn n(period: &str) -> &'static str {
    if period == "hour" { "n" } else { "" }
}

fn hours(hours: f64) -> String {
    words::plain_number((hours * 10.0).round() / 10.0)
}

fn told(page: &mut Page, view: &HireView) {
    page.gap();
    for risk in &view.risks {
        page.labelled("Risk", risk);
    }
    let guesses = view.assumptions.iter().filter(|assumed| assumed.is_estimate()).count();
    page.labelled(
        "How sure",
        &format!(
            "Pay is the book's, with the doubt about it; {} stand for the rest, {guesses} of them our own \
             estimates. The brackets hold {} draws of all of it together, of {}.",
            words::count(view.assumptions.len(), "assumption"),
            words::thousands(view.draws as f64),
            view.as_of
        ),
    );
    for remark in &view.remarks {
        page.labelled("Note", remark);
    }
}
