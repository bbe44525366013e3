//! What carries an answer: step by step from the national figure, what the doubt is made of, what would
//! narrow it most, and every source by its weight. It takes seconds, so that it is a page of its own.

use goingrate::request::{DetailWord, PayRequest};
use goingrate::units::Problem;
use goingrate_view::questions::{Ask, Asking};
use goingrate_view::views::pay::PayView;
use goingrate_view::views::pay::why::{NarrowingView, PieceView, SourceShareView, WhyView};
use goingrate_view::words as plain;
use maud::{Markup, html};

use super::answer::{Asked, headline, wrong};
use crate::charts::rows::{Bar, Ink, Row, Rows};
use crate::parts::figure::{Figure, Key};
use crate::parts::shell::Section;
use crate::parts::table::Row as TableRow;
use crate::parts::{Cell, Column, Figures, Table, ask_box, section};
use crate::words::{self, day, tight};
use crate::{Input, Page};

/// The page.
///
/// # Errors
/// Never: what cannot be read is told on the page itself.
pub fn page(asking: &Asking, input: &Input) -> Result<Page, Problem> {
    let asked = match Asked::new(asking, input) {
        Ok(asked) => asked,
        Err(problem) => return Ok(wrong(&problem, input)),
    };
    let request = PayRequest { why: Some(DetailWord::Short), ..asked.request(false, None) };
    let view = match request.ask(asking) {
        Ok(view) => view,
        Err(problem) => return Ok(wrong(&problem, input)),
    };
    let mut figures = Figures::new(input, day(asking.today));
    let main = html! {
        (ask_box("/pay", asked.text(), false))
        div.answer {
            p.what { a href=(asked.to("/pay", &[])) { (view.headline) } }
            h1.as-h2 { (headline::middle(view.median())) " " (plain::per(view.median().per)) ": why" }
            p.then { "The middle is " (tight(&view.sure.sentence)) }
        }
        @if let Some(why) = &view.why { div.column { (carried(&view, why, &mut figures)) } }
        p.more { a href=(asked.to("/pay", &[])) { "Back to the answer" } }
    };
    let title = format!("Why: {}", view.headline);
    Ok(Page::new(Section::Pay, title, main)
        .about(tight(&view.sure.sentence))
        .downloads(figures.files()))
}

fn carried(view: &PayView, why: &WhyView, figures: &mut Figures) -> Markup {
    html! {
        @if why.waterfall.len() > 1 {
            (section("steps", "Step by step", figures.draw(waterfall(view, why))))
        }
        (section("help", "What would help most", narrowing(why)))
        (section("sources", "The sources, heaviest first", sources(why, figures)))
        (section("pieces", "The heaviest pieces of evidence", pieces(why, figures)))
    }
}

/// From the national figure to the answer: a sum, a step for each part of the question, the sum.
fn waterfall(view: &PayView, why: &WhyView) -> Figure {
    let currency = view.median().currency;
    let mut before = 0.0;
    let mut rows: Vec<Row> = Vec::new();
    for (at, step) in why.waterfall.iter().enumerate() {
        let first = at == 0;
        let bar = Bar {
            from: before,
            to: step.median.amount,
            ink: if first { Ink::Money } else { Ink::Part },
        };
        before = step.median.amount;
        rows.push(Row {
            name: super::answer::shortened(&step.name, 34),
            value: step.median.short(),
            bars: vec![bar],
            after: if first { String::new() } else { words::change(step.change) },
            joins: true,
            ..Row::default()
        });
    }
    let bars = vec![Bar { from: 0.0, to: view.median().amount, ink: Ink::Money }];
    rows.push(Row { bars, ..Row::dot("This answer", view.median()).marked(true) });
    let steps = why.waterfall.len() - 1;
    let title = format!("{} from the national figure to this one", plain::count(steps, "step"));
    let told: Vec<String> =
        why.waterfall.iter().map(|step| format!("{} {}", step.name, step.median.short())).collect();
    Figure {
        id: "waterfall",
        about: format!("The middle {}, {}", plain::per(view.median().per), currency),
        picture: Rows {
            label: 240.0,
            value: 100.0,
            ..Rows::from_zero(rows, move |amount| crate::words::tick(amount, currency))
        }
        .picture(format!("{title}: {}.", told.join(", "))),
        title,
        key: vec![Key::Money, Key::Whisker],
        table: Some(steps_table(why)),
        sources: None,
    }
}

fn steps_table(why: &WhyView) -> Table {
    let rows = why.waterfall.iter().map(|step| {
        TableRow::new(vec![
            Cell::text(step.name.clone()),
            Cell::text(step.part.clone()),
            Cell::new(html! { (step.median.short()) }, step.median.amount),
            Cell::new(html! { (words::change(step.change)) }, step.change),
            Cell::new(html! { (words::doubt(&step.median)) }, step.median.half_width),
        ])
    });
    Table {
        id: "steps-table".into(),
        caption: "From the national figure to the answer".into(),
        columns: vec![
            Column::words("With"),
            Column::words("Part"),
            Column::figures("The middle then"),
            Column::figures("Change"),
            Column::figures("Within (80% sure)"),
        ],
        rows: rows.collect(),
        cards: false,
    }
}

fn narrowing(why: &WhyView) -> Markup {
    html! {
        @let helps = why.would_narrow.iter().any(|one| words::half_width(one.from) != words::half_width(one.to));
        @if !why.would_narrow.is_empty() && !helps { p.sub { "No single new source would narrow this by a whole point. These would help most:" } }
        @if why.would_narrow.is_empty() { p.sub { "No single piece of evidence that we could name would narrow this answer much." } }
        ul.plain {
            @for one in &why.would_narrow {
                li { (plain::capitalised(&one.what)) @if helps { ": " (narrowed(one)) } }
            }
        }
    }
}

/// "±13% would be ±9%"; nothing is promised where whole percents do not show it.
fn narrowed(one: &NarrowingView) -> Markup {
    let (from, to) = (words::half_width(one.from), words::half_width(one.to));
    html! {
        @if from == to { "it would bring down " (from) " by less than one point" }
        @else { "it would bring " (from) " down to " b { (to) } }
    }
}

fn sources(why: &WhyView, figures: &mut Figures) -> Markup {
    let row = |source: &SourceShareView| {
        TableRow::new(vec![
            Cell::link(&format!("/evidence/{}", source.source), &source.title),
            Cell::new(html! { (words::percent(source.doubt_share)) }, source.doubt_share),
            Cell::new(html! { (words::percent(near(source))) }, near(source)),
            Cell::new(html! { (plain::thousands(source.figures as f64)) }, source.figures),
        ])
    };
    let table = Table {
        id: "source-table".into(),
        caption: "Sources and what they bring".into(),
        columns: vec![
            Column::words("Source"),
            Column::figures("Share of the doubt"),
            Column::figures(format!("Of its weight, about {}", why.near)).wide_only(),
            Column::figures("Figures that we use"),
        ],
        rows: why.sources.iter().take(12).map(row).collect(),
        cards: false,
    };
    let more = why.sources.len().saturating_sub(12);
    html! {
        p.sub { "In the order of how far the answer moves when their figures move. A source may weigh much and bring little doubt: official statistics do." }
        (figures.table(&table))
        @if more > 0 { p.note { "And " (plain::count(more, "source")) " that bring less." } }
        p.note { (words::percent(why.structure)) " of the doubt is no source’s: it is what remains open when places, levels and roles are held against each other." }
    }
}

/// The part of a source's weight that is of figures about the place and its country.
fn near(source: &SourceShareView) -> f64 {
    if source.weight > 0.0 { source.near / source.weight } else { 0.0 }
}

/// What a piece of evidence says, in words: "P50 186640" is "the middle 186,640".
fn says(text: &str) -> String {
    let word = |word: &str| {
        let bare = word.trim_end_matches(',');
        let told = match bare.to_ascii_lowercase().as_str() {
            "p10" => "1 in 10 gets less than".to_owned(),
            "p25" => "a quarter get less than".to_owned(),
            "p50" => "the middle".to_owned(),
            "p75" => "a quarter get more than".to_owned(),
            "p90" => "1 in 10 gets more than".to_owned(),
            _ => match bare.parse::<f64>() {
                Ok(number)
                    if number.is_finite() && number.abs() >= 1e3 && !bare.starts_with('+') =>
                {
                    plain::thousands(number.round())
                }
                _ => bare.to_owned(),
            },
        };
        format!("{told}{}", &word[bare.len()..])
    };
    let told: Vec<String> = text.split(' ').map(word).collect();
    plain::capitalised(&tight(&told.join(" ")))
}

fn pieces(why: &WhyView, figures: &mut Figures) -> Markup {
    let row = |piece: &PieceView| {
        TableRow::new(vec![
            Cell::new(html! { (says(&piece.says)) }, piece.says.clone()),
            Cell::new(
                html! {
                    a href={ "/evidence/" (piece.source) } { (piece.title) }
                    @if !piece.section.is_empty() { " " span.quiet.small { (plain::capitalised(&piece.section)) } }
                },
                piece.title.clone(),
            ),
            Cell::text(piece.date.clone()),
            Cell::new(html! { (words::percent(piece.weight)) }, piece.weight),
        ])
    };
    let table = Table {
        id: "piece-table".into(),
        caption: "The heaviest pieces of evidence".into(),
        columns: vec![
            Column::words("It says"),
            Column::words("Source"),
            Column::words("When").wide_only(),
            Column::figures("Of a change in it, so much reaches the answer"),
        ],
        rows: why.pieces.iter().map(row).collect(),
        cards: true,
    };
    html! {
        (figures.table(&table))
        p.note { "Amounts are as the source tells them: in its own currency and for its own period. A share over 100% says that the answer moves more than the figure does." }
        p.note { "Out of " (plain::thousands(why.piece_count as f64)) " pieces of evidence that have a weight in this answer." }
    }
}
