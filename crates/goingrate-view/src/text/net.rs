//! From gross to net as text.

use super::page::Page;
use super::table::{Align, Cell, Table};
use crate::style::{Paint, Style};
use crate::views::net::{
    BesideView, CoverageView, EmployerView, LineView, NetView, RuleView, TakeHomeView,
};
use crate::{money, sentences, words};

/// From gross to net, line by line, and what was asked besides.
pub fn net(view: &NetView, style: &Style) -> String {
    let mut page = Page::new(style);
    page.painted(&view.headline, Paint::Bold);
    view.remarks.iter().for_each(|remark| {
        page.painted(remark, Paint::Open);
    });
    let mut sources = Sources::default();
    page.gap().table(&lines(&view.take_home, view.every_step, &mut sources));
    page.gap().line(&rates(&view.take_home));
    if let Some(employer) = &view.employer {
        employer_side(&mut page, employer, &mut sources);
    }
    if !view.versus.is_empty() {
        beside(&mut page, view);
    }
    if !view.states.is_empty() {
        states(&mut page, view);
    }
    page.gap().labelled("Status", &status(view));
    page.labelled("Covered", &covered(&view.coverage));
    page.labelled("Left out", &sentences(&view.leaves_out));
    sources.section(&mut page);
    page.finish()
}

/// The publications that lines name, numbered as they come.
#[derive(Default)]
struct Sources {
    titles: Vec<String>,
}

impl Sources {
    /// The numbers of the publications behind a line: "1, 3".
    fn cite(&mut self, rules: &[RuleView]) -> String {
        let mut numbers: Vec<usize> = rules.iter().map(|rule| self.number(&rule.source)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(", ")
    }

    fn number(&mut self, title: &str) -> usize {
        if let Some(at) = self.titles.iter().position(|known| known == title) {
            return at + 1;
        }
        self.titles.push(title.to_owned());
        self.titles.len()
    }

    fn section(&self, page: &mut Page) {
        page.heading("Sources");
        let mut table = Table::new(&[("", Align::Right), ("", Align::Elastic)]);
        for (at, title) in self.titles.iter().enumerate() {
            let cells = [(at + 1).to_string(), title.clone()];
            table.row(cells.map(|text| Cell::painted(text, Paint::Dim)).to_vec());
        }
        page.table(&table);
    }
}

/// Sentences, some with a full stop and some without, as one text.
fn sentences(all: &[String]) -> String {
    let bare: Vec<&str> = all.iter().map(|said| said.trim_end_matches('.')).collect();
    format!("{}.", bare.join("; "))
}

/// "Taxes and contributions take 25.3 % of it, and 31.0 % of what comes on top."
fn rates(view: &TakeHomeView) -> String {
    let a_month = money::exact(view.net_a_month.round(), view.currency);
    format!(
        "{a_month} a month. Taxes and contributions take {} of it all, and {} of the next amount.",
        tenths(view.average_rate),
        tenths(view.marginal_rate)
    )
}

/// A share with one decimal: a tenth of a percent of a salary is a day's dinner.
fn tenths(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

/// What, the part of the rules, amount, share, status, period, numbers of sources.
const COLUMNS: [(&str, Align); 7] = [
    ("", Align::Elastic),
    ("rules", Align::Left),
    ("", Align::Right),
    ("", Align::Right),
    ("status", Align::Left),
    ("in force", Align::Left),
    ("source", Align::Left),
];

/// Gross, what is taken and net; with every step on the way where that is asked for.
fn lines(view: &TakeHomeView, every_step: bool, sources: &mut Sources) -> Table {
    let mut table = Table::new(&COLUMNS);
    table.row(total("Gross", view.gross, view));
    let shown = |line: &&LineView| match line.counts {
        Some(_) => line.amount != 0.0,
        None => every_step,
    };
    for line in view.lines.iter().filter(shown) {
        table.row(row(line, view, sources));
    }
    table.row(total("Net", view.net, view));
    table
}

fn total(what: &str, amount: f64, view: &TakeHomeView) -> Vec<Cell> {
    let share = if amount == view.gross { String::new() } else { tenths(amount / view.gross) };
    let bold = |text: String| Cell::painted(text, Paint::Bold);
    let mut cells = vec![bold(what.to_owned()), Cell::default(), bold(whole(amount, view))];
    cells.push(share.into());
    cells.resize(COLUMNS.len(), Cell::default());
    cells
}

/// What a line takes is shown below zero; a step on the way as it is.
fn row(line: &LineView, view: &TakeHomeView, sources: &mut Sources) -> Vec<Cell> {
    let counted = line.counts.is_some();
    let paint = if counted { Paint::Plain } else { Paint::Dim };
    let amount = if counted { whole(-line.amount, view) } else { step(line.amount) };
    let share = if counted { tenths(line.amount / view.gross) } else { String::new() };
    let mut cells = vec![
        Cell::painted(line.what.as_str(), paint),
        Cell::painted(line.part.as_str(), Paint::Dim),
        Cell::painted(amount, paint),
        Cell::painted(share, Paint::Dim),
    ];
    cells.extend(authority(line, sources));
    cells
}

/// Status, period and publications of a line.
fn authority(line: &LineView, sources: &mut Sources) -> [Cell; 3] {
    let status = line.status.as_deref().unwrap_or_default();
    let paint = if matches!(status, "law" | "official") { Paint::Good } else { Paint::Open };
    let period = line.rules.first().map(period).unwrap_or_default();
    [
        Cell::painted(status, paint),
        Cell::painted(period, Paint::Dim),
        Cell::painted(sources.cite(&line.rules), Paint::Dim),
    ]
}

/// "2026", "from 2025", "2026-04-06 to 2027-04-05".
fn period(rule: &RuleView) -> String {
    let from = rule.from.to_string();
    let (year, start) = from.split_once('-').unwrap_or((&from, ""));
    match &rule.to {
        None => format!("from {}", if start == "01-01" { year } else { &from }),
        Some(to) if start == "01-01" && *to == format!("{year}-12-31") => year.to_owned(),
        Some(to) if start == "01-01" && to.ends_with("-12-31") => {
            format!("{year} to {}", to.trim_end_matches("-12-31"))
        }
        Some(to) => format!("{from} to {to}"),
    }
}

fn whole(amount: f64, view: &TakeHomeView) -> String {
    money::exact(amount.round(), view.currency)
}

/// A step can be an amount or a rate: small figures keep their decimals.
fn step(amount: f64) -> String {
    let rounded = (amount * 1e4).round() / 1e4;
    if amount.abs() < 10.0 { words::plain_number(rounded) } else { words::thousands(amount) }
}

fn employer_side(page: &mut Page, view: &EmployerView, sources: &mut Sources) {
    page.heading("What it costs the employer");
    let exact = |amount: f64| money::exact(amount.round(), view.currency);
    let mut table = Table::new(&COLUMNS);
    let blank = || vec![Cell::default(); 4];
    table.row([vec!["Pay".into(), "".into(), exact(view.pay).into()], blank()].concat());
    for line in view.lines.iter().filter(|line| line.counts.is_some() && line.amount != 0.0) {
        let inside = line.counts.as_deref() == Some("inside");
        let amount = if inside { format!("({})", exact(line.amount)) } else { exact(line.amount) };
        let share = tenths(line.amount / view.pay);
        let part = Cell::painted(line.part.as_str(), Paint::Dim);
        let mut cells =
            vec![line.what.as_str().into(), part, amount.into(), Cell::painted(share, Paint::Dim)];
        cells.extend(authority(line, sources));
        table.row(cells);
    }
    let bold = |text: String| Cell::painted(text, Paint::Bold);
    let total = vec![bold("Cost".to_owned()), Cell::default(), bold(exact(view.total))];
    table.row([total, blank()].concat());
    page.table(&table);
    let assumed = match () {
        () if view.leave_inside > 0.0 => {
            " Benefits and paid leave are assumptions; leave is paid out of the pay and not added."
        }
        () if view.benefits > 0.0 => " Benefits are the least by law, or assumptions.",
        () => " Paid leave is paid out of the pay and not added.",
    };
    page.painted(&format!("  {} on top of the pay.{assumed}", tenths(view.load)), Paint::Dim);
    if !view.leaves_out.is_empty() {
        page.painted(&format!("  Left out: {}", sentences(&view.leaves_out)), Paint::Dim);
    }
}

fn beside(page: &mut Page, view: &NetView) {
    page.heading("Side by side");
    let mut table = Table::new(&[
        ("", Align::Elastic),
        ("gross", Align::Right),
        ("net", Align::Right),
        ("net here", Align::Right),
        ("against this", Align::Right),
        ("takes", Align::Right),
        ("of the next", Align::Right),
    ]);
    let first = &view.take_home;
    table.row(beside_row(first, String::new(), String::new()));
    for other in &view.versus {
        let exact = |amount: f64| money::exact(amount.round(), first.currency);
        let plus = if other.difference > 0.0 { "+" } else { "" };
        let difference = format!("{plus}{}", exact(other.difference));
        table.row(beside_row(&other.take_home, exact(other.net_in_first), difference));
    }
    page.table(&table);
    view.versus.iter().filter_map(converted).for_each(|said| {
        page.painted(&format!("  {said}"), Paint::Dim);
    });
}

fn beside_row(view: &TakeHomeView, here: String, difference: String) -> Vec<Cell> {
    vec![
        format!("{} {}", view.place_name, view.year).into(),
        whole(view.gross, view).into(),
        Cell::painted(whole(view.net, view), Paint::Bold),
        here.into(),
        difference.into(),
        tenths(view.average_rate).into(),
        tenths(view.marginal_rate).into(),
    ]
}

fn converted(other: &BesideView) -> Option<String> {
    other.exchange.as_ref().map(sentences::exchange)
}

fn states(page: &mut Page, view: &NetView) {
    page.heading("In every state");
    let mut table = Table::new(&[
        ("", Align::Left),
        ("the state takes", Align::Right),
        ("net", Align::Right),
        ("takes in all", Align::Right),
        ("of the next", Align::Right),
        ("", Align::Left),
    ]);
    for state in &view.states {
        let place = format!("{}-", view.take_home.place);
        let here = place.starts_with(&format!("{}-", state.place));
        let paint = if here { Paint::Mine } else { Paint::Plain };
        table.row(vec![
            Cell::painted(state.place_name.as_str(), paint),
            whole(state.taken_by_state, &view.take_home).into(),
            Cell::painted(whole(state.net, &view.take_home), Paint::Bold),
            tenths(state.average_rate).into(),
            tenths(state.marginal_rate).into(),
            Cell::painted(state.status.as_deref().unwrap_or_default(), Paint::Dim),
        ]);
    }
    page.table(&table);
}

/// What of the answer is law, and what is not.
fn status(view: &NetView) -> String {
    let counted = view.take_home.lines.iter().filter(|line| line.counts.is_some());
    let unsure = |line: &&LineView| matches!(line.status.as_deref(), Some("estimate" | "forecast"));
    let names: Vec<&str> = counted.filter(unsure).map(|line| line.what.as_str()).collect();
    match names.as_slice() {
        [] => format!("law of {}.", view.take_home.year),
        names => format!(
            "law of {}, but these rest on figures of ours (estimate): {}.",
            view.take_home.year,
            words::list(names)
        ),
    }
}

fn covered(view: &CoverageView) -> String {
    let years: Vec<String> = view.verified_for.iter().map(i16::to_string).collect();
    let CoverageView { country, status, verified_by, .. } = view;
    format!("{country}: {status}. Checked for {}: {verified_by}.", words::list(&years))
}
