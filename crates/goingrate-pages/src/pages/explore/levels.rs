//! Levels: how pay differs within each, on the role's own ladder and on the other.

use goingrate::units::Problem;
use goingrate_view::views::rank::{RankView, RankedView};
use goingrate_view::{Amount, money, words as plain};
use maud::{Markup, html};

use super::frame::{self, Said};
use super::question::Question;
use super::ranking;
use super::way::Way;
use crate::charts::rows::{Row, Rows};
use crate::parts::figure::Key;
use crate::parts::table::Row as Line;
use crate::parts::{Cell, Column, Figure, Figures, Table, section};
use crate::words::{doubt, tight};
use crate::{Input, Page};

/// The page.
pub fn page(question: &Question, input: &Input) -> Result<Page, Problem> {
    let view = ranking::ask(question, Way::Level)?;
    let links: Vec<Option<String>> = view.entries.iter().map(|e| link(e, question)).collect();
    let mut figures = Figures::new(input, crate::words::day(question.asking().today));
    let pictures = pictures(&view, &links, &mut figures);
    let body = html! {
        (pictures)
        (section("all", "Level by level", figures.table(&table(&view, &links))))
    };
    let headline = view.answer.clone().unwrap_or_else(|| view.headline.clone());
    let said = Said {
        headline: tight(headline.trim_end_matches('.')),
        then: asked(&view).into_iter().collect(),
        what: format!("{}, by level", ranking::whom_without(question, Way::Level)),
    };
    let page = frame::page(question, Way::Level, input, said, &body, &frame::remarks(&view));
    Ok(page.downloads(figures.files()))
}

fn link(entry: &RankedView, question: &Question) -> Option<String> {
    let profile = Way::Level.with(question.profile(), &entry.slug, question.taxonomy())?;
    question.link(&profile)
}

/// The level that the question names.
fn asked(view: &RankView) -> Option<String> {
    let entry = view.entries.iter().find(|entry| entry.asked)?;
    let [_, p25, _, p75, _] = entry.percentiles.as_slice() else { return None };
    Some(format!(
        "{}: {}; half earn {} to {}.",
        entry.name,
        super::sentences::with_doubt(&entry.median),
        p25.pay.short(),
        p75.pay.short(),
    ))
}

/// A picture for each ladder, on one axis.
fn pictures(view: &RankView, links: &[Option<String>], figures: &mut Figures) -> Markup {
    let all: Vec<(&RankedView, Row)> =
        view.entries.iter().zip(links).map(|(entry, link)| (entry, row(entry, link))).collect();
    let currency = view.entries.first().map(|entry| entry.median.currency);
    let tick = move |amount: f64| match currency {
        Some(currency) => format!("{}{}", money::symbol(currency), money::tick(amount)),
        None => money::tick(amount),
    };
    let axis = Rows::holding(all.iter().map(|(_, row)| row.clone()).collect(), tick).axis;
    let ladders = [
        ("individual", "levels", "The ladder of those who do the work"),
        ("management", "managers", "The ladder of those who lead"),
    ];
    let first = view.entries.first().and_then(|entry| entry.ladder);
    let mut ladders = ladders.to_vec();
    ladders.sort_by_key(|(of, ..)| Some(*of) != first);
    html! {
        @for (of, id, title) in ladders {
            @let rows: Vec<Row> = all.iter().filter(|(e, _)| e.ladder == Some(of)).map(|(_, row)| row.clone()).collect();
            @if !rows.is_empty() {
                (figures.draw(Figure {
                    id,
                    title: title.to_owned(),
                    about: unit(view),
                    picture: picture(rows, axis, tick, title),
                    key: vec![Key::People, Key::Whisker],
                    table: None,
                    sources: Some("/evidence".to_owned()),
                }))
            }
        }
    }
}

fn picture(
    rows: Vec<Row>,
    axis: [f64; 2],
    tick: impl Fn(f64) -> String + 'static,
    title: &str,
) -> crate::charts::Picture {
    let said: Vec<String> = rows.iter().map(|row| format!("{} {}", row.name, row.value)).collect();
    let label = format!("{title}: {}", plain::list(&said));
    Rows { axis, label: 110.0, ..Rows::holding(rows, tick) }.picture(label)
}

fn row(entry: &RankedView, link: &Option<String>) -> Row {
    let row = Row::people(&entry.name, &entry.percentiles).marked(entry.asked);
    Row { link: link.clone(), ..row }
}

fn unit(view: &RankView) -> String {
    view.entries.first().map_or(String::new(), |entry| {
        format!("{} {}", entry.median.currency, plain::per(entry.median.per))
    })
}

fn table(view: &RankView, links: &[Option<String>]) -> Table {
    let columns = vec![
        Column::words("Level"),
        Column::figures("1 in 10 earn less than").wide_only(),
        Column::figures("1 in 4 earn less than"),
        Column::figures("Middle"),
        Column::figures("how sure"),
        Column::figures("1 in 4 earn more than"),
        Column::figures("1 in 10 earn more than").wide_only(),
        Column::words("How well known").wide_only(),
    ];
    let rows = view.entries.iter().zip(links).map(|(entry, link)| {
        let name = match link {
            Some(to) => Cell::link(to, &entry.name),
            None => Cell::text(entry.name.clone()),
        };
        let mut cells = vec![name];
        for percentile in &entry.percentiles {
            cells.push(amount(&percentile.pay));
            if percentile.percentile == 50 {
                let half = &percentile.pay;
                cells.push(Cell::new(html! { (doubt(half)) }, half.half_width));
            }
        }
        cells.push(Cell::text(entry.sure.clone()));
        Line::new(cells).marked(entry.asked)
    });
    Table {
        id: "by-level".to_owned(),
        caption: "Pay by level".to_owned(),
        rows: rows.collect(),
        columns,
        cards: false,
    }
}

fn amount(pay: &Amount) -> Cell {
    Cell::new(html! { (pay.short()) }, pay.amount)
}
