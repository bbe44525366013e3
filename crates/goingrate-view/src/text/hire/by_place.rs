//! Destinations and budgets as text.

use super::super::page::Page;
use super::super::table::{Align, Cell, Table};
use crate::person::with_article;
use crate::style::{Paint, Style};
use crate::views::hire::{BudgetView, ByPlaceView, RangeView};
use crate::{money, words};

/// How many ways that are too dear a budget names.
const MOST_TOO_DEAR: usize = 4;
/// How many rows a budget shows.
const MOST_FITS: usize = 15;

/// The same work in many places.
pub fn hire_by_place(view: &ByPlaceView, style: &Style) -> String {
    let mut page = Page::new(style);
    page.painted(&headline(view), Paint::Bold);
    let title = format!("{} for a productive hour, over {} months", view.currency, view.months);
    page.heading(&title);
    let mut table = Table::new(&[
        ("", Align::Elastic),
        ("an hour", Align::Right),
        ("8 in 10", Align::Right),
        ("a month", Align::Right),
        ("shared", Align::Right),
        ("turnover", Align::Right),
        ("money ±", Align::Right),
    ]);
    let about = |amount| money::about(amount, view.currency);
    for destination in &view.destinations {
        let RangeView { p10, p50, p90, .. } = destination.hour;
        let paint = if destination.asked { Paint::Mine } else { Paint::Plain };
        let moves = match destination.exchange_moves {
            0.0 => "–".to_owned(),
            moves => words::percent(moves),
        };
        table.row(vec![
            Cell::painted(destination.place.as_str(), paint),
            Cell::painted(about(p50), Paint::Market),
            money::ends(p10, p90, view.currency).into(),
            about(destination.month.p50).into(),
            format!("{} h", words::plain_number(destination.shared_hours)).into(),
            words::percent(destination.leave_a_year).into(),
            moves.into(),
        ]);
    }
    page.table(&table);
    page.gap().labelled(
        "How to",
        "shared: hours of the working day that both places work. turnover: the share who quit or are let go in a year. money ±: \
         the standard deviation of the exchange rate over a year; none where the book is in dollars. All three are counted in the price of an hour; \
         read them as risk too.",
    );
    for left_out in &view.left_out {
        page.labelled("Left out", left_out);
    }
    page.finish()
}

fn headline(view: &ByPlaceView) -> String {
    let about = |amount| money::about(amount, view.currency);
    let asked = view.destinations.iter().position(|destination| destination.asked);
    let (Some(cheapest), Some(at)) = (view.destinations.first(), asked) else {
        return String::new();
    };
    let own = &view.destinations[at];
    let rank = match at {
        0 => "the cheapest".to_owned(),
        _ => format!("number {} of {} from the cheapest", at + 1, view.destinations.len()),
    };
    let cheapest = match at {
        0 => String::new(),
        _ => format!(" The cheapest is {}: about {}.", cheapest.place, about(cheapest.hour.p50)),
    };
    format!(
        "About {} for a productive hour ({}) in {}, {rank}.{cheapest}",
        about(own.hour.p50),
        view.engagement,
        own.place,
    )
}

/// What a budget buys.
pub fn hire_within_budget(view: &BudgetView, style: &Style) -> String {
    let mut page = Page::new(style);
    page.painted(&view.answer, Paint::Bold);
    if !view.fits.is_empty() {
        page.heading(&format!("What fits, with 80 % chance, over {} months", view.months));
    }
    let mut table = Table::new(&[
        ("", Align::Elastic),
        ("people", Align::Right),
        ("productive hours", Align::Right),
        ("one costs", Align::Right),
        ("or one for", Align::Right),
    ]);
    for fit in view.fits.iter().take(MOST_FITS) {
        let months = if fit.months_of_one >= 60 {
            "60 months +".to_owned()
        } else {
            words::count(fit.months_of_one as usize, "month")
        };
        table.row(vec![
            fit.who.as_str().into(),
            Cell::painted(fit.people.to_string(), Paint::Market),
            words::thousands(fit.hours).into(),
            money::about(fit.cost_of_one, view.currency).into(),
            months.into(),
        ]);
    }
    if !view.fits.is_empty() {
        page.table(&table);
    }
    if view.fits.len() > MOST_FITS {
        let more = format!("  and {} more; the JSON has all", view.fits.len() - MOST_FITS);
        page.painted(&more, Paint::Dim);
    }
    page.gap();
    if !view.too_dear.is_empty() {
        let dear = words::count(view.too_dear.len(), "other way");
        let first = view.too_dear.iter().take(MOST_TOO_DEAR).cloned().collect::<Vec<_>>();
        page.labelled("Too dear", &format!("{dear}, among them {}.", words::list(&first)));
    }
    for spent in &view.spent_by {
        let about = |amount| format!("{} {}", spent.currency, words::thousands(amount));
        page.labelled(
            "Others",
            &format!(
                "{} spends {} to {} on its backend, says one report ({}).",
                words::capitalised(&with_article(&spent.kind)),
                about(spent.low),
                words::thousands(spent.high),
                spent.claim
            ),
        );
    }
    page.finish()
}
