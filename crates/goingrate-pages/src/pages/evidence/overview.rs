//! All of the evidence: which claims hold, who makes them, and every source.

use goingrate::request::SourcesRequest;
use goingrate::units::Problem;
use goingrate_view::questions::{Ask, Asking};
use goingrate_view::views::evidence_list::{SourceView, SourcesView};
use goingrate_view::words::thousands;
use maud::{Markup, html};

use super::filter::{self, Filter};
use super::judged::{Claim, Judged};
use super::table::{href_of, marks, rules, table};
use super::verdict::{Tally, Verdict};
use crate::parts::shell::Section;
use crate::parts::table::Row;
use crate::parts::{Cell, Column, Figure, Figures, Table, problem_summary, section};
use crate::words::day;
use crate::{Download, Input, Page};

/// Sources that are shown at once among those that were checked.
const FIRST: usize = 12;

/// The file with every claim and its verdict.
const ALL_CLAIMS: &str = "all-claims.csv";

/// Where a source can be reported.
const TELL: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/issues");

/// The page.
pub fn page(asking: &Asking, input: &Input) -> Result<Page, Problem> {
    let view = SourcesRequest::default().ask(asking)?;
    let mut figures = Figures::new(input, day(asking.today));
    let Some(judged) = Judged::known(asking) else {
        let main = html! { (unjudged(&view)) (sources(&view, &mut figures)) };
        let page = Page::new(Section::Evidence, "What the figures rest on", main);
        return Ok(page.downloads(figures.files()));
    };
    let tally = tally(judged.claims.iter());
    let filter = Filter::read(input);
    let open = filter.as_ref().is_ok_and(Filter::is_open);
    let main = html! {
        @if let Err(problem) = &filter { (problem_summary(problem, input, problem.field_name())) }
        (head(judged, tally, &view, &mut figures))
        (find(judged, &view, &filter, input, &mut figures))
        @if open {
            (checked(judged, &view, &mut figures))
            (sources(&view, &mut figures))
            p.more {
                a href=(input.with(&[("file", ALL_CLAIMS)])) { "All claims with their verdicts (CSV)" }
                a href=(TELL) { "Tell us about a source" }
            }
        }
    };
    let title = match &filter {
        Ok(_) => "Evidence: what the figures rest on",
        Err(_) => "Error: which claims",
    };
    let about = format!("Of {} published claims on pay, {}.", count(tally.all()), tally.sentence());
    let status = if filter.is_ok() { 200 } else { 422 };
    let page = Page::new(Section::Evidence, title, main).about(about).status(status);
    let mut files = figures.files();
    if input.one("file") == ALL_CLAIMS {
        let (name, media) = (ALL_CLAIMS.to_owned(), "text/csv; charset=utf-8");
        files.push(Download { name, media, text: judged.rows() });
    }
    Ok(page.downloads(files))
}

fn count(n: usize) -> String {
    thousands(n as f64)
}

fn tally<'c>(claims: impl Iterator<Item = &'c Claim>) -> Tally {
    Tally::of(claims.map(|claim| claim.verdict))
}

/// The answer: how many claims hold, as a sentence and as a bar.
fn head(judged: &Judged, tally: Tally, view: &SourcesView, figures: &mut Figures) -> Markup {
    let all = count(tally.all());
    let label = format!("Of {all} claims, {}.", tally.sentence());
    let bar = Figure {
        id: "verdicts",
        title: format!("{all} published claims, checked"),
        about: format!("By number of claims; judged on {}.", told_day(&judged.day)),
        picture: tally.stack().picture(label),
        key: Vec::new(),
        table: Some(tally_table(tally)),
        sources: None,
    };
    html! {
        h1 { "Of " (all) " published claims, " (count(tally.holds)) " hold and " (count(tally.fails)) " do not" }
        p.then {
            "We keep every published figure as a claim with its source. Each is judged against an estimate made "
            em { "without" } " that source. Of the other " (count(tally.open)) " it cannot be told: they lie too close, or the other evidence is not exact enough."
        }
        div.ev { (figures.draw(bar)) }
        nav.more aria-label="On this page" {
            a href="#find" { "Look up a claim" }
            a href="#checked" { "Who was checked" }
            a href="#sources" { "All " (view.sources.len()) " sources" }
            a href="/evidence/method" { "How it works" }
            a href="/evidence/scoreboard" { "How well it foresees" }
        }
    }
}

/// A day of the file as pages write it.
pub fn told_day(written: &str) -> String {
    written.parse().map_or_else(|_| written.to_owned(), day)
}

fn tally_table(tally: Tally) -> Table {
    let row = |verdict: Verdict| {
        let n = tally.of_verdict(verdict);
        Row::new(vec![Cell::text(verdict.words()), Cell::new(html! { (count(n)) }, n)])
    };
    Table {
        id: "verdicts-table".into(),
        caption: "Claims by verdict".into(),
        columns: vec![Column::words("Verdict"), Column::figures("Claims")],
        rows: [Verdict::Holds, Verdict::Open, Verdict::Fails].map(row).to_vec(),
        cards: false,
    }
}

/// The form to find a claim with, and what it found. Without a question it shows no claims.
fn find(
    judged: &Judged,
    view: &SourcesView,
    filter: &Result<Filter, Problem>,
    input: &Input,
    figures: &mut Figures,
) -> Markup {
    let of = |claim: &Claim| {
        let known = view.sources.iter().find(|source| source.slug == claim.source());
        known.map_or_else(String::new, |source| source.title.clone())
    };
    let found = match filter {
        Ok(filter) if !filter.is_open() => Some(filter.of(judged.claims.iter(), of)),
        _ => None,
    };
    let body = html! {
        (filter::form(input, tally(judged.claims.iter()), filter.as_ref().err(), "find"))
        @if let Some(found) = &found {
            @if !found.claims.is_empty() {
                p.note role="status" { (count(found.all)) @if found.all == 1 { " claim fits." } @else { " claims fit." } }
                div.wide-t { (figures.table(&table("claims that fit", &found.claims, of))) }
            }
            (found.ways(input))
            @if !found.claims.is_empty() { (marks()) (rules(found.is_planned())) }
            p.more { a href="/evidence" { "All of the evidence" } }
        }
    };
    section("find", "Look up a claim", body)
}

/// The sources whose claims were checked: those with the most that do not hold first.
fn checked(judged: &Judged, view: &SourcesView, figures: &mut Figures) -> Markup {
    let mut of: Vec<(&SourceView, Tally)> = view
        .sources
        .iter()
        .map(|source| (source, tally(judged.of_source(&source.slug))))
        .filter(|(_, tally)| tally.all() > 0)
        .collect();
    of.sort_by_key(|(source, tally)| (std::cmp::Reverse(tally.fails), source.title.clone()));
    let (first, rest) = of.split_at(FIRST.min(of.len()));
    let all = of.len();
    let body = html! {
        p.sub {
            (all) " sources make claims. Those with the most that do not hold come first; a long report has more to get wrong."
        }
        div.wide-t {
            (figures.table(&checked_table("checked-sources", "Verdicts by source", first)))
            @if !rest.is_empty() {
                details.fold {
                    summary { "The other " (rest.len()) " sources" }
                    (figures.table(&checked_table("checked-rest", "Verdicts by source, the others", rest)))
                }
            }
        }
    };
    section("checked", "Who was checked", body)
}

fn checked_table(id: &str, caption: &str, of: &[(&SourceView, Tally)]) -> Table {
    let number = |n: usize| Cell::new(html! { (count(n)) }, n);
    let row = |(source, tally): &(&SourceView, Tally)| {
        let fails = html! { @if tally.fails > 0 { b.v.no { (count(tally.fails)) } } @else { "0" } };
        Row::new(vec![
            Cell::link(&href_of(&source.slug), &source.title),
            number(tally.holds),
            number(tally.open),
            Cell::new(fails, tally.fails),
            Cell::new(tally.small(), ""),
        ])
    };
    Table {
        id: id.into(),
        caption: caption.into(),
        columns: vec![
            Column::words("Source"),
            Column::figures("Hold"),
            Column::figures("Cannot be told"),
            Column::figures("Do not hold"),
            Column::words("Share").wide_only(),
        ],
        rows: of.iter().map(row).collect(),
        cards: false,
    }
}

/// What is said where the verdicts are not at hand.
fn unjudged(view: &SourcesView) -> Markup {
    html! {
        h1 { "What the figures rest on: " (view.sources.len()) " sources" }
        p.then {
            "This server answers from a book of its own, for which the claims have not been judged yet. \
             The page of a source judges its claims when you ask it to; that takes some seconds."
        }
    }
}

/// The kinds of sources, in the order in which they are listed.
const KINDS: [(&str, &str); 4] = [
    ("official", "Official statistics"),
    ("report", "Reports and guides"),
    ("survey", "Surveys"),
    ("postings", "Job advertisements, offers and filings"),
];

fn sources(view: &SourcesView, figures: &mut Figures) -> Markup {
    let mut rows: Vec<Row> = Vec::new();
    for (kind, heading) in KINDS {
        let mut of: Vec<&SourceView> =
            view.sources.iter().filter(|source| source.kind == kind).collect();
        of.sort_by_key(|source| (std::cmp::Reverse(size(source)), source.title.clone()));
        let head = format!("{heading}: {}", of.len());
        for (at, source) in of.into_iter().enumerate() {
            let row = source_row(source);
            rows.push(if at == 0 { row.below(&head) } else { row });
        }
    }
    let table = Table {
        id: "all-sources".into(),
        caption: "Sources by kind".into(),
        columns: vec![
            Column::words("Source"),
            Column::words("Speaks of").wide_only(),
            Column::figures("Figures"),
        ],
        rows,
        cards: false,
    };
    let body = html! {
        p.sub { "Figures are what we carry of it: printed figures, cells of tables, or records of people. A dash: only its card is carried, because its figures cannot be used." }
        div.wide-t { (figures.table(&table)) }
        @for complaint in &view.complaints { p.note { "Not readable: " (complaint) } }
    };
    section("sources", &format!("All {} sources", view.sources.len()), body)
}

fn source_row(source: &SourceView) -> Row {
    let size = size(source);
    let link = html! {
        a href=(href_of(&source.slug)) { (source.title) }
        " " small.quiet { (publisher(&source.publisher)) }
    };
    let figures = match size {
        0 => Cell::missing(),
        size => Cell::new(html! { (thousands(size as f64)) }, size),
    };
    Row::new(vec![Cell::new(link, &source.title), Cell::text(&source.period), figures])
}

/// Who published a source, as a label.
pub fn publisher(publisher: &str) -> String {
    match publisher.starts_with("not named") {
        true => "Publisher not known".to_owned(),
        false => publisher.to_owned(),
    }
}

/// How much is carried of a source.
fn size(source: &SourceView) -> u64 {
    let rows = source.figures + source.points + source.summaries;
    let cells = if source.records > 0 { source.records } else { source.cells as u64 };
    rows as u64 + cells
}
