//! The fact-check as text: a summary on top, then source by source, contradicted claims first.

use goingrate_model::Judgement;

use super::page::Page;
use super::table::{Align, Cell, Table};
use crate::style::{Paint, Style};
use crate::views::check::{CheckView, CheckedClaim, CheckedFigure, CheckedSource, Tally};
use crate::views::evidence_show::extent;
use crate::words::{self, capitalised};

/// The verdicts.
pub fn check(view: &CheckView, style: &Style) -> String {
    let mut page = Page::new(style);
    page.parts(&tally(&view.summary, Paint::Bold));
    page.painted(
        "Each claim against the book fitted without its source; se: standard errors apart. What speaks of hires \
         and projects is held against the planners (middle, P20 to P80); two ranges say the same where they share half of the shorter one.",
        Paint::Dim,
    );
    for source in &view.sources {
        checked_source(&mut page, source);
    }
    if view.sources.is_empty() && view.microdata.is_empty() {
        page.gap().line("There is no such claim.");
    }
    if !view.microdata.is_empty() {
        page.heading("Microdata behind the book, without claims to check");
    }
    for source in &view.microdata {
        page.line(&format!("  {}", source.title));
        page.painted(&format!("    {} · {}", extent(source), source.licence), Paint::Dim);
    }
    page.finish()
}

/// "31 supported, 12 contradicted, 9 undecided, 20 for a planner", each in its paint.
fn tally(tally: &Tally, zero: Paint) -> Vec<(String, Paint)> {
    let parts = [
        (tally.supported, "supported", Paint::Good),
        (tally.contradicted, "contradicted", Paint::Bad),
        (tally.undecided, "undecided", Paint::Open),
        (tally.for_planner, "for a planner", Paint::Dim),
    ];
    let said = parts.iter().filter(|(n, word, _)| *n > 0 || *word == "contradicted");
    let comma = |at: usize| (if at == 0 { "" } else { ", " }.to_owned(), Paint::Plain);
    let part = |(at, (n, word, paint)): (usize, &(usize, &str, Paint))| {
        [comma(at), (format!("{n} {word}"), if *n > 0 { *paint } else { zero })]
    };
    said.enumerate().flat_map(part).collect()
}

fn checked_source(page: &mut Page, source: &CheckedSource) {
    let title = [(source.title.clone(), Paint::Bold), ("   ".to_owned(), Paint::Plain)];
    let line: Vec<_> = title.into_iter().chain(tally(&source.summary, Paint::Dim)).collect();
    page.gap().parts(&line);
    let mut table = Table::new(&COLUMNS);
    for section in &source.sections {
        table.heading(Cell::painted(capitalised(&section.section), Paint::Market));
        for claim in &section.claims {
            claim_rows(&mut table, claim);
        }
    }
    page.table(&table);
}

/// The columns; titles are padded so that all sources' columns stand alike.
const COLUMNS: [(&str, Align); 7] = [
    ("", Align::Left),
    ("", Align::Fill),
    ("    says", Align::Right),
    ("    book", Align::Right),
    ("      ", Align::Right),
    ("    off", Align::Right),
    ("  se", Align::Right),
];

/// A row for each figure; whose pay it is stands in the first, the figure's name in all.
fn claim_rows(table: &mut Table, claim: &CheckedClaim) {
    let (mark, paint) = mark(claim.verdict);
    match claim.figures.as_slice() {
        [] if claim.planned.is_some() => planned_rows(table, claim),
        [] => {
            let row = [mark, &claim.claim, "", "", "", "", ""];
            table.row(row.map(|text| Cell::painted(text, paint)).to_vec());
        }
        [only] => {
            let repeats = only.says.is_some() && only.unit == "share";
            let name = match repeats {
                true => claim.claim.clone(),
                false => format!("{} · {}", claim.claim, words::with_median(&only.what)),
            };
            table.row(figure_row(Cell::painted(mark, paint), name, only));
        }
        several => {
            let head = [mark, &claim.claim, "", "", "", "", ""];
            let painted = |(at, text): (usize, &str)| match at {
                0 => Cell::painted(text, paint),
                _ => Cell::from(text),
            };
            table.row(head.into_iter().enumerate().map(painted).collect());
            for figure in several {
                table.row(figure_row(
                    Cell::from(""),
                    format!("    {}", words::with_median(&figure.what)),
                    figure,
                ));
            }
        }
    }
}

/// What a planner says: the claim with its verdict, then both ranges and what was asked.
fn planned_rows(table: &mut Table, claim: &CheckedClaim) {
    let (mark, paint) = mark(claim.verdict);
    let mut row = [mark, &claim.claim, "", "", "", "", ""].map(Cell::from).to_vec();
    row[0] = Cell::painted(mark, paint);
    table.row(row);
    let Some(planned) = &claim.planned else { return };
    let says = match planned.planner {
        Some([low, middle, high]) if low < high => {
            let [low, middle, high] = [low, middle, high].map(plain);
            format!("    the planner says {middle} ({low} to {high}) {}", planned.unit)
        }
        Some([_, middle, _]) => format!("    the planner says {} {}", plain(middle), planned.unit),
        None => "   ".to_owned(),
    };
    let told = format!("{} {}", says.trim_end(), in_brackets(&planned.because, &planned.planner));
    let row = ["", &told, "", "", "", "", ""];
    table.row(row.map(|text| Cell::painted(text, Paint::Dim)).to_vec());
}

fn in_brackets(because: &str, planner: &Option<[f64; 3]>) -> String {
    if planner.is_some() { format!("[{because}]") } else { because.to_owned() }
}

/// Two digits that count, at least.
fn plain(amount: f64) -> String {
    match amount {
        amount if amount >= 1000.0 => words::thousands((amount / 100.0).round() * 100.0),
        amount => words::plain_number((amount * 10.0).round() / 10.0),
    }
}

fn figure_row(mark_cell: Cell, name: String, figure: &CheckedFigure) -> Vec<Cell> {
    let (_, paint) = mark(Some(figure.verdict));
    vec![
        mark_cell,
        name.into(),
        figure.says_words.as_str().into(),
        figure.book_words.as_str().into(),
        Cell::painted(figure.width_words.as_str(), Paint::Dim),
        Cell::painted(figure.off.map(words::signed_percent).unwrap_or_default(), paint),
        Cell::painted(format!("{:.1}", figure.standard_errors.abs()), Paint::Dim),
    ]
}

fn mark(judgement: Option<Judgement>) -> (&'static str, Paint) {
    match judgement {
        Some(Judgement::Supported) => ("✓", Paint::Good),
        Some(Judgement::Contradicted) => ("✗", Paint::Bad),
        Some(Judgement::Undecided) => ("?", Paint::Open),
        Some(Judgement::ForPlanner) | None => ("·", Paint::Dim),
    }
}
