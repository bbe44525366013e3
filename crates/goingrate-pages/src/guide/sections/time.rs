//! Pay over the years.

use goingrate_view::views::pay::trend::TrendPointView;

use super::super::blocks::Drawn;
use super::super::grid::{Entry, Grid, columns};
use super::super::{Asked, Block, Section, Text};
use super::phrases;
use crate::charts::trend::{Point, Trend};
use crate::parts::figure::Key;
use crate::words;

/// The section.
pub fn section(asked: &Asked) -> Option<Section> {
    let trend = asked.pay.trend.as_ref()?;
    let known: Vec<&TrendPointView> = trend.points.iter().filter(|point| !point.forecast).collect();
    let (first, last) = (*known.first()?, *known.last().filter(|_| known.len() > 2)?);
    let rise = last.median.amount / first.median.amount - 1.0;
    let told = last.median.low > first.median.high;
    let growth =
        trend.growth_a_year.map(|growth| format!("about {} a year", words::percent(growth)));
    let heading = match (told, rise > 0.0) {
        (true, true) => format!("Up by {} since {}", words::percent(rise), year(first)),
        (true, false) => format!("Down by {} since {}", words::percent(-rise), year(first)),
        (false, _) => format!("How pay has moved since {}", year(first)),
    };
    let text = Text::new(format!(
        "From {} in {} to {} in {}: in the money of each year, so that rising prices are in it.",
        first.median.short(),
        month(first),
        last.median.short(),
        month(last),
    ))
    .say(ahead(trend.points.last()))
    .from_sources(&asked.sources_of(&asked.pay, "date"));
    let title = match (&growth, fastest(&known)) {
        (Some(growth), Some((at, rate))) => {
            format!(
                "{}; fastest in the year to {at}, {}",
                goingrate_view::words::capitalised(growth),
                words::percent(rate)
            )
        }
        _ => format!("{} in {}", last.median.short(), year(last)),
    };
    let figure = Drawn {
        id: "years",
        picture: picture(asked, &trend.points, &title),
        title,
        about: format!("Middle base pay a year, {}, in May of each year", asked.country_name()),
        key: vec![Key::Doubt],
        grid: grid(&trend.points),
        sources: asked.plain_question(),
    };
    let short = growth.filter(|_| told).map(|growth| {
        let direction = if rise > 0.0 { "risen" } else { "fallen" };
        Text::new(format!("Pay has {direction} by "))
            .strong(growth)
            .say(format!(" since {}.", year(first)))
    });
    Some(Section {
        id: "time",
        name: "Over time",
        heading,
        short,
        blocks: vec![Block::Paragraph(text), Block::Figure(Box::new(figure))],
    })
}

/// The year of the fastest growth.
fn fastest(known: &[&TrendPointView]) -> Option<(String, f64)> {
    let rates = known.iter().filter_map(|point| Some((year(point), point.growth?)));
    rates.max_by(|one, other| one.1.total_cmp(&other.1)).filter(|(_, rate)| *rate > 0.0)
}

/// What is foreseen, with its interval.
fn ahead(last: Option<&TrendPointView>) -> String {
    let told = last.filter(|point| point.forecast).map(|point| {
        let (low, high) = point.median.ends();
        format!(" For {} we foresee {low} to {high}.", month(point))
    });
    told.unwrap_or_default()
}

fn year(point: &TrendPointView) -> String {
    format!("{:.0}", point.year.floor())
}

fn month(point: &TrendPointView) -> String {
    goingrate_view::words::month_of_year(point.year)
}

fn picture(asked: &Asked, points: &[TrendPointView], title: &str) -> crate::charts::Picture {
    let point = |point: &TrendPointView| Point {
        at: year(point),
        amount: point.median.amount,
        low: point.median.low,
        high: point.median.high,
        forecast: point.forecast,
    };
    let points = points.iter().map(point).collect();
    let currency = asked.currency;
    let tick = move |amount: f64| goingrate_view::money::about(amount, currency);
    Trend { points, tick: Box::new(tick) }.picture(format!("{title}."))
}

fn grid(points: &[TrendPointView]) -> Grid {
    let row = |point: &TrendPointView| {
        let when =
            if point.forecast { format!("{}, foreseen", month(point)) } else { month(point) };
        let growth = point.growth.map(|growth| Entry::new(words::change(growth), growth));
        vec![
            Entry::text(when),
            phrases::paid(&point.median),
            phrases::sure(&point.median),
            growth.unwrap_or_default(),
        ]
    };
    Grid {
        id: "years-table",
        caption: "Middle base pay over the years".to_owned(),
        columns: columns(&["When", "#Middle", "#We are 80% sure of", "#Growth a year"]),
        rows: points.iter().map(row).collect(),
        cards: false,
    }
}
