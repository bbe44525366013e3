//! Pay over time: the past years as evidence has them, and a forecast.

use goingrate::request::PayRequest;
use goingrate::units::Problem;
use goingrate_view::questions::Ask;
use goingrate_view::views::pay::trend::{TrendPointView, TrendView};
use goingrate_view::{money, words as plain};
use maud::html;

use super::frame::{self, Said};
use super::question::Question;
use super::way::Way;
use super::{ranking, sentences};
use crate::charts::trend::{Point, Trend};
use crate::parts::figure::Key;
use crate::parts::table::Row;
use crate::parts::{Cell, Column, Figure, Figures, Table, section};
use crate::words::change;
use crate::{Input, Page};

/// The page.
pub fn page(question: &Question, input: &Input) -> Result<Page, Problem> {
    let (profile, shown) = (question.profile_text(), question.shown.clone());
    let view = PayRequest { profile, shown, trend: true, ..PayRequest::default() }
        .ask(question.asking())?;
    let what = format!("{}, over time", ranking::whom(question));
    let mut figures = Figures::new(input, crate::words::day(question.asking().today));
    let (said, body) = match &view.trend {
        Some(trend) if trend.points.len() > 1 => {
            let said = Said {
                headline: headline(trend),
                then: forecast(trend).into_iter().collect(),
                what,
            };
            let body = html! {
                (figures.draw(figure(trend)))
                (section("all", "Year by year", figures.table(&table(trend))))
            };
            (said, body)
        }
        _ => {
            let headline = "The evidence does not tell one year from the next here".to_owned();
            (Said { headline, then: vec![crate::words::tight(&view.answer)], what }, html! {})
        }
    };
    let mut remarks =
        vec!["All amounts are in the money of their year: prices rose as well.".to_owned()];
    remarks.extend(view.remarks.iter().cloned());
    let page = frame::page(question, Way::Trend, input, said, &body, &remarks);
    Ok(page.downloads(figures.files()))
}

fn known(trend: &TrendView) -> Option<(&TrendPointView, &TrendPointView)> {
    let first = trend.points.first()?;
    let last = trend.points.iter().rev().find(|point| !point.forecast)?;
    Some((first, last))
}

/// How pay went, as far as the intervals of the first and the last year bear it out.
fn headline(trend: &TrendView) -> String {
    let Some((first, last)) = known(trend) else {
        return "Nothing is known of the past".to_owned();
    };
    let (from, to) = (plain::month_of_year(first.year), plain::month_of_year(last.year));
    let amounts = format!(
        "from {} in {from} to {} in {to}",
        sentences::figure(&first.median),
        sentences::figure(&last.median)
    );
    let a_year = trend.growth_a_year.map_or(String::new(), |growth| {
        format!(", about {} a year", crate::words::percent(growth.abs()))
    });
    match () {
        () if last.median.low > first.median.high => format!("Pay rose {amounts}{a_year}"),
        () if last.median.high < first.median.low => format!("Pay fell {amounts}{a_year}"),
        () => format!("Whether pay rose is too close to call: {amounts}"),
    }
}

/// Where it may go.
fn forecast(trend: &TrendView) -> Option<String> {
    let last = trend.points.last().filter(|point| point.forecast)?;
    let (low, high) = last.median.ends();
    Some(format!(
        "Our forecast for {} is {} {}; we are 80% sure that the middle will lie between {low} and {high}.",
        plain::month_of_year(last.year),
        sentences::figure(&last.median),
        plain::per(last.median.per),
    ))
}

fn figure(trend: &TrendView) -> Figure {
    let currency = trend.points.first().map(|point| point.median.currency);
    let tick = move |amount: f64| match currency {
        Some(currency) => money::about(amount, currency),
        None => money::tick(amount),
    };
    let point = |point: &TrendPointView| Point {
        at: format!("{:.0}", point.year.floor()),
        amount: point.median.amount,
        low: point.median.low,
        high: point.median.high,
        forecast: point.forecast,
    };
    let points: Vec<Point> = trend.points.iter().map(point).collect();
    let unit = trend.points.first().map_or(String::new(), |point| {
        format!(
            "The middle, {} {}; what is hollow is a forecast",
            point.median.currency,
            plain::per(point.median.per)
        )
    });
    let label = headline(trend);
    let picture = Trend { points, tick: Box::new(tick) }.picture(label);
    Figure {
        id: "trend",
        title: "The middle over the years".to_owned(),
        about: unit,
        picture,
        key: vec![Key::Doubt],
        table: None,
        sources: Some("/evidence".to_owned()),
    }
}

fn table(trend: &TrendView) -> Table {
    let columns = vec![
        Column::words("When"),
        Column::figures("Middle"),
        Column::figures("80% sure: from"),
        Column::figures("to"),
        Column::figures("Growth a year"),
        Column::words("From"),
    ];
    let rows = trend.points.iter().map(|point| {
        let median = &point.median;
        let money =
            |amount: f64| Cell::new(html! { (money::about(amount, median.currency)) }, amount);
        let growth = match point.growth {
            Some(growth) => Cell::new(html! { (change(growth)) }, growth),
            None => Cell::missing(),
        };
        Row::new(vec![
            Cell::text(plain::month_of_year(point.year)),
            money(median.amount),
            money(median.low),
            money(median.high),
            growth,
            Cell::text(if point.forecast { "forecast" } else { "evidence" }),
        ])
    });
    let rows = rows.collect();
    Table {
        id: "years".to_owned(),
        caption: "The middle by year".to_owned(),
        columns,
        rows,
        cards: false,
    }
}
