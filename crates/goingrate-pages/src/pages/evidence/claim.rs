//! One claim: what it says, what the other evidence says, and how it was read.

use goingrate::request::{ClaimRequest, SourceRequest};
use goingrate::units::Problem;
use goingrate_view::money;
use goingrate_view::questions::{Ask, Asking};
use goingrate_view::views::evidence_show::{ReadingView, ShowClaimView, ShowSourceView};
use goingrate_view::words::{self as plain, thousands, with_commas, with_median};
use maud::{Markup, html};

use super::figures::statistic;
use super::judged::{Claim, Figure, Judged};
use super::missing::missing;
use super::overview::told_day;
use super::table::{href_of, marks, rules, table};
use super::verdict::Verdict;
use crate::charts::rows::{self, Rows};
use crate::parts::meter::meter;
use crate::parts::shell::Section;
use crate::parts::table::Row;
use crate::parts::{Cell, Column, Figures, Table, facts, section};
use crate::words::{change, day, half_width, tight};
use crate::{Input, Page, parts};

/// The page.
pub fn page(asking: &Asking, input: &Input) -> Result<Page, Problem> {
    let (source, name) = (input.part(0), input.part(1));
    let id = format!("{source}/{name}");
    let request = ClaimRequest { claim: id.clone() };
    let view = match request.ask(asking) {
        Ok(view) => view,
        Err(problem) => return missing(problem),
    };
    let card = SourceRequest { source: source.to_owned() }.ask(asking)?;
    let judged = Judged::of(asking, source, false)?;
    let judged = judged.as_deref();
    let claim = judged.and_then(|judged| judged.claim(&id));
    let mut figures = Figures::new(input, day(asking.today));
    let main = html! {
        p.crumb { a href="/evidence" { "Evidence" } " › " a href=(href_of(source)) { (card.source.title) } }
        div.answer {
            p.what { (card.source.title) " on: " (subject(&view)) }
            h1.as-h2 { (heading(&view, claim)) }
            (answer(claim, judged))
        }
        (pictures(claim, judged, &mut figures))
        (read(&view, &mut figures))
        (origin(&view, &card))
    };
    let title = format!("{}: {}", card.source.title, subject(&view));
    let page = Page::new(Section::Evidence, title, main).about(heading(&view, claim));
    Ok(page.downloads(figures.files()))
}

fn subject(view: &ShowClaimView) -> String {
    if view.subject.is_empty() { view.section.clone() } else { view.subject.clone() }
}

/// The figure of a claim that stands for it: its middle or average, else its first.
fn main_figure(claim: &Claim) -> Option<&Figure> {
    let middle = |figure: &&Figure| ["P50", "median", "mean"].contains(&figure.what.as_str());
    claim.figures.iter().find(middle).or_else(|| claim.figures.first())
}

/// The answer: both figures in a sentence.
fn heading(view: &ShowClaimView, claim: Option<&Claim>) -> String {
    let said = format!("It says: {}", tight(&with_commas(&with_median(&view.says))));
    let Some(figure) = claim.and_then(main_figure) else { return said };
    let per = match figure.per() {
        "" => String::new(),
        per => format!(" {per}"),
    };
    match (figure.said(), figure.middle()) {
        (Some(says), Some(middle)) => {
            format!("It says {says}{per}; the other evidence says {middle}")
        }
        _ => said,
    }
}

/// The verdict in a sentence, and how sure the other evidence is.
fn answer(claim: Option<&Claim>, judged: Option<&Judged>) -> Markup {
    let Some(claim) = claim else {
        let why = match judged {
            Some(_) => "It is not held against other evidence.",
            None => "It has not been judged by the book that this server answers from.",
        };
        return html! { p.then { (why) } };
    };
    let figure = main_figure(claim);
    let sure = figure.and_then(Figure::half_width).filter(|half| *half > 0.0);
    html! {
        p.then { (verdict_sentence(claim.verdict)) @if let Some(figure) = figure { (compared(figure)) } }
        @if !claim.because.is_empty() { p.note { "Held against: " (tight(&claim.because)) } }
        @if let Some(half) = sure {
            p.sure {
                (meter(half))
                span { "The other evidence, without this source, is known to " b { (half_width(half)) } " (80%)." }
            }
        }
    }
}

fn verdict_sentence(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Holds => "The claim holds. ",
        Verdict::Fails => "The claim does not hold. ",
        Verdict::Open => "Whether the claim holds cannot be told. ",
        Verdict::None => "The claim is not judged. ",
    }
}

/// "It reads 37% lower than the other evidence, which puts the average between $136k and $148k."
fn compared(figure: &Figure) -> String {
    let what = match figure.what.as_str() {
        "planner" | "difference" => "it".to_owned(),
        what => statistic(what),
    };
    match (figure.compared(), figure.interval()) {
        (Some(how), Some(interval)) => {
            format!("It reads {how}, which puts {what} at {interval}.")
        }
        (Some(how), None) => format!("It reads {how}."),
        (None, Some(interval)) => format!("The other evidence puts the difference at {interval}."),
        (None, None) => String::new(),
    }
}

/// The figures beside those of the other evidence.
fn pictures(claim: Option<&Claim>, judged: Option<&Judged>, figures: &mut Figures) -> Markup {
    let Some(claim) = claim.filter(|claim| !claim.figures.is_empty()) else { return html! {} };
    let table = table("its figures", &[claim], |_| String::new());
    let day = judged.map_or_else(String::new, |judged| told_day(&judged.day));
    let Some(picture) = picture(claim) else {
        let body = html! { div.wide-t { (figures.table(&table)) } (marks()) (rules()) };
        return section("beside", "Beside the other evidence", body);
    };
    let figure = parts::Figure {
        id: "claim",
        title: "What it says, and what the other evidence says without it".into(),
        about: format!("{}; judged on {day}.", unit(claim)),
        picture,
        key: vec![parts::figure::Key::Claim, parts::figure::Key::Others],
        table: Some(table),
        sources: Some(href_of(claim.source())),
    };
    section(
        "beside",
        "Beside the other evidence",
        html! { div.ev { (figures.draw(figure)) } (rules()) },
    )
}

fn unit(claim: &Claim) -> String {
    let unit = claim.figures.first().map_or("", |figure| figure.unit.as_str());
    match unit {
        "share" => "How much more or less".to_owned(),
        "" => "As printed".to_owned(),
        unit => plain::capitalised(&unit.replace('/', " a ")),
    }
}

/// The picture, if all figures are of one unit.
fn picture(claim: &Claim) -> Option<crate::charts::Picture> {
    let first = claim.figures.first()?;
    let alike = claim.figures.iter().all(|figure| figure.unit == first.unit);
    let rows: Vec<rows::Row> = claim.figures.iter().filter_map(row).collect();
    if !alike || rows.is_empty() {
        return None;
    }
    let (share, currency) = (first.unit == "share", first.currency());
    let tick = move |amount: f64| match currency {
        _ if share => change(amount),
        Some(currency) => money::about(amount, currency),
        None => plain::plain_number((amount * 10.0).round() / 10.0),
    };
    let upright = share.then_some(0.0);
    let said = claim.figures.iter().filter_map(|figure| {
        let what = statistic(&figure.what);
        Some(format!(
            "{what}: says {}, other evidence {}",
            figure.said().unwrap_or_else(|| "words".into()),
            figure.middle()?
        ))
    });
    let label = plain::list(&said.collect::<Vec<_>>());
    Some(Rows { upright, label: 176.0, value: 160.0, ..Rows::holding(rows, tick) }.picture(label))
}

fn row(figure: &Figure) -> Option<rows::Row> {
    let [low, middle, high] = figure.other?;
    let verdict = match figure.verdict {
        Verdict::Holds => rows::Verdict::Holds,
        Verdict::Fails => rows::Verdict::Fails,
        Verdict::Open | Verdict::None => rows::Verdict::Open,
    };
    let name = match figure.what.as_str() {
        "planner" => "cost or time".to_owned(),
        what => shortened(&statistic(what)),
    };
    let says = figure.says.map(|[from, to]| ((from + to) / 2.0, verdict));
    let value = match (figure.said(), figure.middle()) {
        (Some(said), Some(middle)) if figure.says.is_some_and(|[from, to]| from == to) => {
            format!("{said} | {middle}")
        }
        (_, Some(middle)) => middle,
        _ => String::new(),
    };
    let ends = figure.says.filter(|[from, to]| from != to);
    let bars = ends.map(|[from, to]| rows::Bar { from, to, ink: rows::Ink::Pale });
    Some(rows::Row {
        name,
        value,
        middle: Some(middle),
        interval: Some([low, high]),
        says,
        bars: bars.into_iter().collect(),
        ..rows::Row::default()
    })
}

/// A name with room for its value beside it on a phone.
fn shortened(name: &str) -> String {
    const MOST: usize = 24;
    if name.chars().count() <= MOST {
        return name.to_owned();
    }
    name.chars().take(MOST - 1).chain(['…']).collect()
}

/// How the claim was read: the figures as printed, and what each was taken for.
fn read(view: &ShowClaimView, figures: &mut Figures) -> Markup {
    let readings = (!view.readings.is_empty()).then(|| Table {
        id: "readings".into(),
        caption: "What each figure was taken for".into(),
        columns: vec![
            Column::words("Taken for"),
            Column::figures("Amount"),
            Column::figures("Looseness"),
        ],
        rows: view.readings.iter().map(reading).collect(),
        cards: false,
    });
    let printed: Vec<String> =
        view.figures.iter().map(|figure| format!("{} = {}", figure.field, figure.value)).collect();
    let body = html! {
        p { (plain::capitalised(&tight(&with_commas(&with_median(&view.says))))) "." }
        @if let Some(note) = &view.note { p.note { "Our note: " (tight(note)) } }
        @if let Some(table) = &readings {
            div.ev { (figures.table(table)) }
            p.note.ev { "Looseness: how far a reading of these words may be off, as one standard deviation. A plain percentile is read tightly, “up to” loosely." }
        }
        @if !printed.is_empty() { p.note { "As printed: " (plain::list(&printed)) "." } }
    };
    section("read", "Its words, as we read them", body)
}

fn reading(reading: &ReadingView) -> Row {
    let per = format!(" {} a {}", reading.currency, reading.per);
    Row::new(vec![
        Cell::text(statistic(&reading.statistic)),
        Cell::new(html! { (thousands(reading.amount)) small.quiet { (per) } }, reading.amount),
        Cell::new(html! { (half_width(reading.sd.exp_m1())) }, reading.sd),
    ])
}

/// Where it stands.
fn origin(view: &ShowClaimView, card: &ShowSourceView) -> Markup {
    let source = &card.source;
    let mut pairs = vec![
        (html! { "Source" }, html! { a href=(href_of(&source.slug)) { (source.title) } }),
        (html! { "Published by" }, html! { (source.publisher) }),
        (html! { "Section" }, html! { (plain::capitalised(&view.section)) }),
        (html! { "Holds as of" }, html! { (told_day(&view.as_of)) }),
    ];
    pairs.extend(view.also_in.iter().map(|place| (html! { "Also in" }, html! { (place) })));
    let body = html! {
        div.ev-card { (facts(&pairs)) }
        @if !card.biases.is_empty() {
            p.more { a href=(format!("{}#biases", href_of(&source.slug))) { "What to know before you use this source" } }
        }
    };
    section("origin", "Where it stands", body)
}
