//! What a hire costs as text: the answer, ways side by side, from pay to full cost, money over time, what
//! matters most; on request everything that was assumed.

mod by_place;
mod pictures;

pub use by_place::{hire_by_place, hire_within_budget};

use goingrate_plan::hire::Step;

use super::assumed;
use super::page::Page;
use super::table::{Align, Cell, Table};
use crate::style::{Paint, Style};
use crate::views::hire::{HireView, PeopleView, RangeView, StepView, WayView};
use crate::{money, words};

/// The most ways side by side in one table.
const MOST_COLUMNS: usize = 5;

/// How much is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Bars and what matters most of every way.
    pub why: bool,
    /// Everything that was assumed.
    pub assumptions: bool,
}

impl Shown {
    /// All of it.
    pub const ALL: Shown = Shown { why: true, assumptions: true };
}

/// The answer: on one screen, or with more.
pub fn hire(view: &HireView, style: &Style, shown: Shown) -> String {
    let mut page = Page::new(style);
    for (at, sentence) in view.answer.iter().enumerate() {
        page.painted(sentence, if at == 0 { Paint::Bold } else { Paint::Plain });
    }
    ways(&mut page, view);
    people(&mut page, view);
    steps(&mut page, view);
    if !style.brief {
        pictures::spent(&mut page, view);
    }
    if shown.why {
        view.ways.iter().for_each(|way| pictures::waterfall(&mut page, way, view));
        view.ways.iter().for_each(|way| pictures::tornado(&mut page, way, view));
    } else if let Some(first) = view.ways.first() {
        pictures::tornado(&mut page, first, view);
    }
    levers(&mut page, view);
    told(&mut page, view);
    if shown.assumptions {
        assumed::assumptions(&mut page, &view.assumptions);
    }
    page.finish()
}

/// "19.4k (15.1k–25.9k)"; the currency stands above.
fn range(range: &RangeView) -> String {
    let bare = money::bare;
    format!("{} ({}–{})", bare(range.p50), bare(range.p10), bare(range.p90))
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
            Cell::painted(range(&way.month), Paint::Market),
            range(&way.year).into(),
            range(&way.hour).into(),
            words::signed_percent(way.on_top).into(),
        ]);
    }
    page.table(&table);
    let spread = "  In brackets: one case in ten is below, one in ten above.";
    page.painted(spread, Paint::Dim);
}

fn people(page: &mut Page, view: &HireView) {
    page.heading("The people, in the middle case");
    let mut table = Table::new(&[
        ("", Align::Elastic),
        ("pay", Align::Right),
        ("found in", Align::Right),
        ("shared hours", Align::Right),
        ("paid, away", Align::Right),
        ("learning", Align::Right),
        ("turnover", Align::Right),
    ]);
    for (way, people) in view.ways.iter().flat_map(|w| w.people.iter().map(move |p| (w, p))) {
        table.row(row(way, people, view));
    }
    page.table(&table);
    let key = "  paid, away: vacation, holidays and sickness, of paid time. learning: of all output, lost at the start. turnover: who quits or is let go in a year.";
    page.painted(key, Paint::Dim);
}

fn row(way: &WayView, people: &PeopleView, view: &HireView) -> Vec<Cell> {
    let name = match way.people.len() {
        1 if people.count == 1 || way.name.starts_with(&format!("{} ×", people.count)) => {
            way.name.clone()
        }
        1 => format!("{}: {} people", way.name, people.count),
        _ => format!("{} × {}", people.count, people.who),
    };
    let away = if people.paid_off > 0.0 { words::percent(people.paid_off) } else { "–".into() };
    let per = if people.pay_per == "hour" { "an hour" } else { "a year" };
    vec![
        name.into(),
        format!("{} {per}", money::about(people.pay[1], view.currency)).into(),
        format!("{:.0} days", people.days_to_start[1]).into(),
        format!("{} of {}", hours(people.shared_hours), hours(people.hours_a_day)).into(),
        away.into(),
        words::percent(people.learning).into(),
        words::percent(people.leave_a_year).into(),
    ]
}

/// From pay to full cost, the ways side by side.
fn steps(page: &mut Page, view: &HireView) {
    let ways: Vec<&WayView> = view.ways.iter().take(MOST_COLUMNS).collect();
    page.heading(&format!(
        "From pay to full cost, {} a month, on average over the draws",
        view.currency
    ));
    let letters: Vec<String> = (0..ways.len()).map(letter).collect();
    let mut columns = vec![("", Align::Elastic)];
    columns.extend(letters.iter().map(|letter| (letter.as_str(), Align::Right)));
    let mut table = Table::new(&columns);
    for step in Step::ALL {
        let of = |way: &&WayView| way.waterfall.iter().find(|s| s.step == step.slug()).cloned();
        let all: Vec<_> = ways.iter().map(of).collect();
        let Some(known) = all.iter().flatten().next() else { continue };
        let amount = |step: &Option<StepView>| match step {
            Some(step) => money::about(step.amount, view.currency),
            None => "–".to_owned(),
        };
        let mut cells = vec![Cell::from(known.what.as_str())];
        cells.extend(all.iter().map(|step| Cell::from(amount(step))));
        table.row(cells);
    }
    let full = |way: &&WayView| way.waterfall.last().map_or(0.0, |step| step.sum);
    let mut cells = vec![Cell::painted("Full cost", Paint::Bold)];
    let sums = ways.iter().map(|way| money::about(full(way), view.currency));
    cells.extend(sums.map(|sum| Cell::painted(sum, Paint::Bold)));
    table.row(cells);
    page.table(&table);
    for (way, letter) in ways.iter().zip(&letters) {
        page.painted(&format!("  {letter} = {}", way.name), Paint::Dim);
    }
}

/// A, B, C in the order of the ways.
fn letter(at: usize) -> String {
    char::from(b'A' + at.min(25) as u8).to_string()
}

fn levers(page: &mut Page, view: &HireView) {
    if view.levers.is_empty() {
        return;
    }
    page.heading(&format!(
        "Where money can be saved, {} a month beside {}",
        view.currency, view.ways[0].name
    ));
    let mut table = Table::new(&[
        ("", Align::Left),
        ("saves", Align::Right),
        ("chance", Align::Right),
        ("but", Align::Elastic),
    ]);
    for lever in &view.levers {
        let saved = lever.saved_a_month.p50;
        let paint = if saved > 0.0 { Paint::Good } else { Paint::Dim };
        table.row(vec![
            lever.what.as_str().into(),
            Cell::painted(money::about(saved, view.currency), paint),
            words::probability(lever.chance).into(),
            Cell::painted(lever.but.as_str(), Paint::Dim),
        ]);
    }
    page.table(&table);
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
    for people in view.ways.iter().flat_map(|way| &way.people) {
        let assumed = match people.assumed.is_empty() {
            true => String::new(),
            false => format!(" Assumed: {}.", people.assumed.join(", ")),
        };
        page.labelled("Read as", &format!("{}.{assumed}", people.read_as));
    }
    for remark in &view.remarks {
        page.labelled("Note", remark);
    }
}
