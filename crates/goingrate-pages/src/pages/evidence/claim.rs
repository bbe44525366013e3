//! One claim: what it says, what the other evidence says, and how it was read.

use goingrate::request::{ClaimRequest, SourceRequest};
use goingrate::units::{Currency, Problem};
use goingrate_view::money;
use goingrate_view::questions::{Ask, Asking};
use goingrate_view::views::evidence_show::{ReadingView, ShowClaimView, ShowSourceView};
use goingrate_view::words::{self as plain, thousands, with_commas, with_median};
use maud::{Markup, html};

use super::figures::{statistic, statistic_said};
use super::judged::{Claim, Figure, Judged};
use super::missing::missing;
use super::overview::told_day;
use super::source::original;
use super::table::{href_of, marks, rules, table};
use super::verdict::Verdict;
use crate::charts::rows::{self, Rows};
use crate::parts::figure::Key;
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
            p.what { (card.source.title) " on: " (subject(&view)) (of_what(claim)) }
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

/// The figure of a claim that stands for it: one that the verdict rests on, its middle or average if that is one.
fn main_figure(claim: &Claim) -> Option<&Figure> {
    let decides = |figure: &&Figure| figure.verdict == claim.verdict;
    let middle = |figure: &&Figure| ["P50", "median", "mean"].contains(&figure.what.as_str());
    let mut deciding = claim.figures.iter().filter(decides);
    let found = deciding.clone().find(middle).or_else(|| deciding.next());
    found.or_else(|| claim.figures.first())
}

/// The two figures of a claim that is a range, "20 in 100 earn less" and "20 in 100 earn more" for instance.
fn two_ends(claim: &Claim) -> Option<[&Figure; 2]> {
    let share = |figure: &Figure| figure.what.strip_prefix('P')?.parse::<u32>().ok();
    let [low, high] = claim.figures.as_slice() else { return None };
    let said = low.says.is_some() && high.says.is_some() && low.unit == high.unit;
    let (from, to) = (share(low)?, share(high)?);
    (said && from < to && from + to == 100).then_some([low, high])
}

/// What a range says, and what the other evidence says of its ends.
fn told_ends([low, high]: [&Figure; 2]) -> Option<[String; 2]> {
    let per = if low.per().is_empty() { String::new() } else { format!(" {}", low.per()) };
    let says = format!("It says {} to {}{per}", low.said()?, high.said()?);
    let others = format!("the other evidence says {} to {}", low.middle()?, high.middle()?);
    Some([says, others])
}

/// The answer: both figures in a sentence.
fn heading(view: &ShowClaimView, claim: Option<&Claim>) -> String {
    let says = in_words(&view.says);
    let said = match view.subject.is_empty() {
        true => format!("It says: {says}"),
        false => format!("It says of {}: {says}", view.subject),
    };
    let Some(figure) = claim.and_then(main_figure) else { return said };
    if let Some([says, others]) = claim.and_then(two_ends).and_then(told_ends) {
        return format!("{says}; {others}");
    }
    let per = match figure.per() {
        "" => String::new(),
        per => format!(" {per}"),
    };
    match (figure.said(), figure.middle()) {
        (Some(says), Some(middle)) if figure.is_planned() => {
            format!("It says {says}{per}; our planner says {middle}")
        }
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
    let sure = figure
        .filter(|figure| !figure.is_planned() && two_ends(claim).is_none())
        .and_then(Figure::half_width)
        .filter(|half| *half > 0.0);
    html! {
        p.then { (verdict_sentence(claim.verdict)) (beside(claim)) }
        @if !claim.because.is_empty() { p.note { "Held against: " (tight(&claim.because)) } }
        @if let Some(half) = sure {
            p.sure {
                (meter(half))
                span { "We are 80% sure of the other evidence to within " b { (half_width(half)) } ". This source is left out of it." }
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

/// What a figure is, behind the name of those whose pay it is: ", 10 in 100 earn less".
fn of_what(claim: Option<&Claim>) -> String {
    if let Some([low, _]) = claim.and_then(two_ends) {
        let below = low.what[1..].parse::<u32>().unwrap_or_default();
        return format!(", the range for {} in 100 people", 100 - 2 * below);
    }
    match claim.and_then(main_figure).filter(|figure| figure.says.is_some()) {
        Some(figure) if figure.what == "difference" => ", difference in pay".to_owned(),
        Some(figure) if figure.what != "planner" => {
            format!(", {}", statistic(&figure.what))
        }
        _ => String::new(),
    }
}

/// How the figures of a claim compare with the other evidence.
fn beside(claim: &Claim) -> String {
    match two_ends(claim).map(|ends| ends.map(Figure::compared)) {
        Some([Some(low), Some(high)]) if low == high => format!("Both ends read {low}."),
        Some([Some(low), Some(high)]) => format!("Its low end reads {low}, its high end {high}."),
        _ => main_figure(claim).map_or_else(String::new, compared),
    }
}

/// "It reads 37% lower than the other evidence, which puts it between $136k and $148k."
fn compared(figure: &Figure) -> String {
    let between = figure.interval_ends().map(|[low, high]| format!("between {low} and {high}"));
    match (figure.compared(), between) {
        (_, Some(between)) if figure.is_planned() => {
            let per = match figure.per() {
                "" => String::new(),
                per => format!(" {per}"),
            };
            format!("In 6 of 10 cases our planner says {between}{per}.")
        }
        (_, None) if figure.is_planned() => String::new(),
        (Some(_), Some(between)) if figure.unit == "share" => {
            format!("The other evidence puts the difference {between}.")
        }
        (Some(how), Some(between)) => format!("It reads {how}, which puts it {between}."),
        (Some(how), None) => format!("It reads {how}."),
        (None, Some(between)) => {
            let what = statistic_said(&figure.what);
            format!("For “{what}”, the other evidence puts the difference in pay {between}.")
        }
        (None, None) => String::new(),
    }
}

/// The figures beside those of the other evidence.
fn pictures(claim: Option<&Claim>, judged: Option<&Judged>, figures: &mut Figures) -> Markup {
    let Some(claim) = claim.filter(|claim| !claim.figures.is_empty()) else { return html! {} };
    let table = table("its figures", &[claim], |_| String::new());
    let day = judged.map_or_else(String::new, |judged| told_day(&judged.day));
    let Some(picture) = picture(claim) else {
        let body =
            html! { div.wide-t { (figures.table(&table)) } (marks()) (rules(planned(claim))) };
        return section("beside", "Beside the other evidence", body);
    };
    let figure = parts::Figure {
        id: "claim",
        title: "What it says, and what the other evidence says without it".into(),
        about: format!("{}; judged on {day}.{}", unit(claim), ranges(claim)),
        picture,
        key: key(claim),
        table: Some(table),
        sources: Some(href_of(claim.source())),
    };
    section(
        "beside",
        "Beside the other evidence",
        html! { div.ev { (figures.draw(figure)) } (rules(planned(claim))) },
    )
}

fn planned(claim: &Claim) -> bool {
    claim.figures.iter().any(Figure::is_planned)
}

/// What the boxes mean, where a claim is a range.
fn ranges(claim: &Claim) -> &'static str {
    let range = |figure: &Figure| figure.says.is_some_and(|[from, to]| from != to);
    if claim.figures.iter().any(range) { " The box is the range that is claimed." } else { "" }
}

/// The marks that the picture has.
fn key(claim: &Claim) -> Vec<Key> {
    let says = claim.figures.iter().any(|figure| figure.says.is_some());
    let planned = planned(claim);
    let claimed = says.then_some(Key::Claim);
    claimed.into_iter().chain((!planned).then_some(Key::Others)).collect()
}

fn unit(claim: &Claim) -> String {
    let unit = claim.figures.first().map_or("", |figure| figure.unit.as_str());
    match unit {
        "share" => "Difference in pay, %".to_owned(),
        "" => "As printed".to_owned(),
        unit => plain::capitalised(&unit.replace('/', " a ")),
    }
}

/// The picture of a claim beside the other evidence, if all its figures are of one unit.
pub fn picture(claim: &Claim) -> Option<crate::charts::Picture> {
    let first = claim.figures.first()?;
    let alike = claim.figures.iter().all(|figure| figure.unit == first.unit);
    let rows: Vec<rows::Row> = claim.figures.iter().filter_map(row).collect();
    if !alike || rows.is_empty() {
        return None;
    }
    let (share, currency) = (first.unit == "share", first.currency());
    let tick = move |amount: f64| match currency {
        _ if share => change(amount),
        Some(_) => money::tick(amount),
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
            Column::figures("May be off by"),
        ],
        rows: view.readings.iter().map(reading).collect(),
        cards: false,
    });
    let printed = view.figures.iter().map(|figure| {
        let unit = if view.says.contains('%') { "%" } else { "" };
        format!("{}: {}", field_name(&figure.field), as_printed(&figure.value, unit))
    });
    let printed: Vec<String> = printed.collect();
    let body = html! {
        @if readings.is_none() { p { (plain::capitalised(&in_words(&view.says))) "." } }
        @if let Some(note) = &view.note { p.note { "Our note: " (tight(note)) } }
        @if let Some(table) = &readings {
            div.ev { (figures.table(table)) }
            p.note.ev { "Words can be meant in more than one way. “May be off by” is how far the figure that was meant may lie from our reading, in about two of three cases: little for a plain average, much for “up to”." }
        }
        @if !printed.is_empty() { p.note { "As printed: " (plain::list(&printed)) "." } }
    };
    section("read", "Its words, as we read them", body)
}

/// What a source says, in words that need no statistics: "Mean" is "average".
fn in_words(says: &str) -> String {
    let said = tight(&with_commas(&with_median(says)));
    match said.strip_prefix("mean ").or_else(|| said.strip_prefix("Mean ")) {
        Some(rest) => format!("average {rest}"),
        None => said,
    }
}

/// The name of a printed figure.
fn field_name(field: &str) -> String {
    match field {
        "low" => "low end".to_owned(),
        "high" => "high end".to_owned(),
        "top" => "the most".to_owned(),
        "difference" | "mean" => statistic(field),
        field => statistic(&field.to_uppercase()).to_lowercase(),
    }
}

/// A printed figure: "89766" is "89,766", "-3" of percent is "−3%"; digits behind the point are kept.
fn as_printed(value: &str, unit: &str) -> String {
    let (number, rest) = value.split_once(' ').map_or((value, ""), |(number, rest)| (number, rest));
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("−", digits));
    let (whole, behind) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    match whole.parse::<f64>() {
        Ok(whole)
            if behind.len() < 2 || behind[1..].bytes().all(|digit| digit.is_ascii_digit()) =>
        {
            let unit = if rest.is_empty() { unit.to_owned() } else { format!(" {rest}") };
            format!("{sign}{}{behind}{unit}", thousands(whole))
        }
        _ => value.to_owned(),
    }
}

fn reading(reading: &ReadingView) -> Row {
    let article = if reading.per.starts_with(['a', 'e', 'i', 'o', 'u', 'h']) { "an" } else { "a" };
    let per = format!(" {article} {}", reading.per);
    let amount = match reading.currency.parse::<Currency>() {
        Ok(currency) => money::named(reading.amount, currency),
        Err(_) => format!("{} {}", thousands(reading.amount), reading.currency),
    };
    Row::new(vec![
        Cell::text(statistic(&reading.statistic)),
        Cell::new(html! { (amount) small.quiet { (per) } }, reading.amount),
        Cell::new(html! { (half_width(reading.sd.exp_m1())) }, reading.sd),
    ])
}

/// Where it stands.
fn origin(view: &ShowClaimView, card: &ShowSourceView) -> Markup {
    let source = &card.source;
    let mut pairs = vec![
        (html! { "Source" }, html! { a href=(href_of(&source.slug)) { (source.title) } }),
        (html! { "Published by" }, html! { (plain::capitalised(&source.publisher)) }),
        original(card),
        (html! { "Section" }, html! { (plain::capitalised(&view.section)) }),
        (html! { "Day it is taken for" }, html! { (told_day(&view.as_of)) }),
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
