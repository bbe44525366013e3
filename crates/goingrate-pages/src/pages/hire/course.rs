//! Money spent so far, month by month, and when one way has cost as much as another.

use goingrate_view::money;
use goingrate_view::views::hire::HireView;
use goingrate_view::views::range::RangeView;
use goingrate_view::words as plain;
use maud::{Markup, html};

use super::Shown;
use super::words;
use crate::charts::spending::{Course, Crossing, Spending};
use crate::pages::planned::in_100;
use crate::parts::table::{Cell, Column, Row, Table};
use crate::parts::{Figure, section};
use crate::words::{range, tight};

/// Letters of a name in the picture.
const NAME: usize = 30;
/// A break-even that comes less often is told in words, and not drawn.
const DRAWN: f64 = 0.5;
/// Rows of the table, about.
const ROWS: usize = 12;

/// The section; nothing where there is one way, or no month to follow.
pub fn course(view: &HireView, shown: &mut Shown) -> Markup {
    if view.ways.len() < 2 || view.ways.iter().any(|way| way.spent.len() < 2) {
        return Markup::default();
    }
    let pairs = words::beside(view).into_iter();
    let sentences = pairs.map(|(pair, _)| tight(&pair.sentence));
    let body = html! {
        (picture(view, shown))
        ul.plain { @for sentence in sentences { li { (sentence) } } }
    };
    section("pays-off", "Who is cheaper, and for how long", body)
}

fn picture(view: &HireView, shown: &mut Shown) -> Markup {
    let currency = view.currency;
    let course = |way: &goingrate_view::views::hire::WayView| {
        let last = way.spent.last().copied();
        Course {
            name: crate::words::clipped(&plain::capitalised(&way.name), NAME),
            range: last.map_or_else(String::new, |last| range(last.p10, last.p90, currency)),
            spent: way.spent.iter().map(three).collect(),
        }
    };
    let spending = Spending {
        courses: view.ways.iter().map(course).collect(),
        crossing: crossing(view),
        tick: Box::new(crate::words::ticks(currency)),
    };
    let left_out = match view.ways.len() > 3 {
        true => "; the first three ways, the table has all",
        false => "",
    };
    let figure = Figure {
        id: "spent",
        title: title(view),
        about: format!("Money spent so far, {currency}; shaded: 8 in 10 outcomes{left_out}"),
        picture: spending.picture(label(view)),
        key: Vec::new(),
        table: Some(table(view)),
        sources: Some("#assumed".to_owned()),
    };
    shown.figures.draw(figure)
}

fn three(spent: &RangeView) -> [f64; 3] {
    [spent.p10, spent.p50, spent.p90]
}

fn label(view: &HireView) -> String {
    let each = view.ways.iter().filter_map(|way| {
        let last = way.spent.last()?;
        Some(format!("{} {}", money::about(last.p50, view.currency), words::the(&way.name)))
    });
    format!("After {}: {}.", words::length(view.months), each.collect::<Vec<_>>().join(", "))
}

/// Who is surely cheaper at first, if anybody is.
fn title(view: &HireView) -> String {
    let first = words::first(view);
    let (mut others, mut own) = (Vec::new(), Vec::new());
    for (pair, name) in words::beside(view) {
        if pair.sure_months.is_some() {
            if pair.other_first { &mut others } else { &mut own }.push(name);
        }
    }
    match (others.is_empty(), own.is_empty()) {
        (true, true) => "No way is surely cheaper, not even at first".to_owned(),
        (false, _) => {
            let costs = if others.len() == 1 { "costs" } else { "cost" };
            plain::capitalised(&format!(
                "{} {costs} less than {first} at first",
                plain::list(&others)
            ))
        }
        (true, false) => {
            plain::capitalised(&format!("{first} costs less than {} at first", plain::list(&own)))
        }
    }
}

/// The likeliest break-even that lies within the months that are drawn.
fn crossing(view: &HireView) -> Option<Crossing> {
    let pairs = words::beside(view).into_iter();
    let mut likely: Vec<_> = pairs
        .filter(|(pair, _)| pair.other < 3 && pair.break_even_chance >= DRAWN)
        .filter(|(pair, _)| {
            pair.break_even_months.is_some_and(|months| months.p50 < f64::from(view.months))
        })
        .collect();
    likely.sort_by(|one, other| other.0.break_even_chance.total_cmp(&one.0.break_even_chance));
    let (pair, name) = likely.first()?;
    let months = pair.break_even_months?;
    let round = |month: f64| plain::plain_number(month.round());
    let first = words::first(view);
    Some(Crossing {
        months: three(&months),
        words: format!("{name} level with {first} by month {}", round(months.p50)),
        sub: format!(
            "{} to {}; it happens in {} outcomes",
            round(months.p10),
            round(months.p90),
            in_100(pair.break_even_chance)
        ),
    })
}

fn table(view: &HireView) -> Table {
    let months = view.ways.iter().map(|way| way.spent.len()).min().unwrap_or(0).saturating_sub(1);
    let step = months.div_ceil(ROWS).max(1);
    let mut shown: Vec<usize> = (0..=months).step_by(step).collect();
    if shown.last() != Some(&months) {
        shown.push(months);
    }
    let cell = |spent: Option<&RangeView>| match spent {
        None => Cell::missing(),
        Some(spent) => Cell::new(
            html! {
                (money::about(spent.p50, view.currency))
                " " small.quiet { (range(spent.p10, spent.p90, view.currency)) }
            },
            spent.p50,
        ),
    };
    let row = |month: usize| {
        let cells = view.ways.iter().map(|way| cell(way.spent.get(month)));
        Row::new(std::iter::once(Cell::new(html! { (month) }, month)).chain(cells).collect())
    };
    let names = view.ways.iter().map(|way| Column::figures(plain::capitalised(&way.name)));
    Table {
        id: "spent-table".to_owned(),
        caption: format!("Money spent at the end of each month, {}", view.currency),
        columns: std::iter::once(Column::words("Month")).chain(names).collect(),
        rows: shown.into_iter().map(row).collect(),
        cards: false,
    }
}
