//! Pictures of offers for a terminal: pay by year stacked by part, what the whole stay may be worth, what it
//! moves with.

use super::name;
use crate::money;
use crate::style::{Paint, Style};
use crate::text::page::Page;
use crate::text::table::{Align, Cell, Table};
use crate::views::offer::{OfferView, OneOfferView};

/// A page from this width on is wide.
const WIDE: usize = 80;
/// Columns of bars on a wide and on a narrow page.
const BAR: (usize, usize) = (48, 20);
/// The most bars of what matters most.
const MOST_SWINGS: usize = 5;
/// Signs of the parts of a year, in the order in which parts are shown.
const SIGNS: [(&str, char, char); 6] = [
    ("base", '█', '#'),
    ("bonus", '▓', 'b'),
    ("sign-on", '▒', 's'),
    ("shares", '░', '.'),
    ("options", '◇', 'o'),
    ("benefits", '·', '-'),
];

fn bar_width(style: &Style) -> usize {
    if style.width >= WIDE { BAR.0 } else { BAR.1 }
}

/// Pay by year, stacked by part, of all offers in one measure.
pub fn years(page: &mut Page, view: &OfferView) {
    let all = || view.offers.iter().flat_map(|offer| &offer.years);
    let most = all().map(|year| year.before_tax.mean).fold(0.0, f64::max);
    if most <= 0.0 {
        return;
    }
    page.heading(&format!("Pay by year, {} before tax on average", view.currency));
    let (width, unicode) = (bar_width(page.style), page.style.unicode);
    let mut used: Vec<&str> = Vec::new();
    let mut table = Table::new(&[("", Align::Left), ("", Align::Left), ("", Align::Right)]);
    for offer in &view.offers {
        for (at, year) in offer.years.iter().enumerate() {
            let mut bar = String::new();
            let mut sum = 0.0;
            for (word, wide, plain) in SIGNS {
                let amount = year.part(word);
                if amount <= 0.0 {
                    continue;
                }
                sum += amount;
                let end = (sum / most * width as f64).round() as usize;
                let sign = if unicode { wide } else { plain };
                let signs = end.saturating_sub(bar.chars().count());
                bar.extend(std::iter::repeat_n(sign, signs));
                if signs > 0 && !used.contains(&word) {
                    used.push(word);
                }
            }
            let who = if at == 0 {
                format!("{} year 1", offer.letter)
            } else {
                format!("  year {}", at + 1)
            };
            table.row(vec![
                who.into(),
                Cell::painted(bar, Paint::Market),
                money::bare(year.before_tax.mean).into(),
            ]);
        }
    }
    page.table(&table);
    let named = SIGNS.iter().filter(|(word, ..)| used.contains(word));
    let key: Vec<String> = named
        .map(|(word, wide, plain)| format!("{} {word}", if unicode { wide } else { plain }))
        .collect();
    page.painted(&format!("  {}", key.join("   ")), Paint::Dim);
}

/// What the whole stay may be worth: a line that holds eight of ten cases, with its middle.
pub fn totals(page: &mut Page, view: &OfferView) {
    let ends = || view.offers.iter().map(|offer| (offer.total.p10, offer.total.p90));
    let least = ends().map(|(low, _)| low).fold(f64::INFINITY, f64::min);
    let most = ends().map(|(_, high)| high).fold(f64::NEG_INFINITY, f64::max);
    // Where all is certain there is nothing to draw.
    if most - least <= 0.0 {
        return;
    }
    page.heading(&format!("What the whole stay may be worth, {} of today", view.currency));
    let width = bar_width(page.style);
    let column = |amount: f64| {
        ((amount - least) / (most - least) * (width - 1) as f64).round().max(0.0) as usize
    };
    let (line, dot) = if page.style.unicode { ('━', '●') } else { ('=', 'o') };
    let mut table =
        Table::new(&[("", Align::Left), ("", Align::Right), ("", Align::Left), ("", Align::Right)]);
    for offer in &view.offers {
        let (low, mid, high) =
            (column(offer.total.p10), column(offer.total.p50), column(offer.total.p90));
        let sign = |at: usize| match at {
            at if at == mid => dot,
            at if at >= low && at <= high => line,
            _ => ' ',
        };
        let picture: String = (0..width).map(sign).collect();
        table.row(vec![
            format!("{}", offer.letter).into(),
            money::bare(offer.total.p10).into(),
            Cell::painted(picture, Paint::Market),
            money::bare(offer.total.p90).into(),
        ]);
    }
    page.table(&table);
    page.painted("  The line holds 8 of 10 cases, the point is the middle.", Paint::Dim);
}

/// What the whole stay moves with.
pub fn tornado(page: &mut Page, offer: &OneOfferView, view: &OfferView) {
    let swings = &offer.tornado[..offer.tornado.len().min(MOST_SWINGS)];
    if swings.is_empty() {
        return;
    }
    page.heading(&format!(
        "What matters most: {}, {} over the whole stay, on average over the fifth of cases at each end",
        name(offer),
        view.currency
    ));
    let ends = || swings.iter().flat_map(|swing| [swing.at_low, swing.at_high]);
    let (least, most) =
        (ends().fold(f64::INFINITY, f64::min), ends().fold(f64::NEG_INFINITY, f64::max));
    let width = bar_width(page.style) / 2;
    let span = (most - least).max(f64::MIN_POSITIVE);
    let column = |amount: f64| ((amount - least) / span * (width - 1) as f64).round() as usize;
    let block = if page.style.unicode { "█" } else { "#" };
    let mut table = Table::new(&[
        ("", Align::Elastic),
        ("from", Align::Right),
        ("to", Align::Right),
        ("", Align::Left),
    ]);
    for swing in swings {
        let (low, high) = (column(swing.at_low), column(swing.at_high));
        let (from, to) = (low.min(high), low.max(high));
        table.row(vec![
            format!("{} ({})", swing.what, swing.range).into(),
            money::bare(swing.at_low).into(),
            money::bare(swing.at_high).into(),
            Cell::painted(
                format!("{}{}", " ".repeat(from), block.repeat(to - from + 1)),
                Paint::Market,
            ),
        ]);
    }
    page.table(&table);
}
