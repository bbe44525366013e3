//! What is built, what of it fits into the limits, and what carries the risk.

use goingrate_view::money;
use goingrate_view::views::project::{FeatureView, FitsView, ProjectView};
use goingrate_view::words as plain;
use maud::{Markup, html};

use super::words::{about, months};
use crate::charts::rows::{Bar, Ink, Row, Rows};
use crate::pages::planned::in_100;
use crate::parts::figure::Key;
use crate::parts::table::{Cell, Column, Row as TableRow, Table};
use crate::parts::{Figure, Figures, section};
use crate::words::percent;

/// Names of features that a title has room for.
const NAMED: usize = 3;
/// A feature that brings so much of the doubt is told.
const HEAVY: f64 = 0.1;

/// The section: what fits, or what is built where there are no limits.
pub fn scope(view: &ProjectView, figures: &mut Figures) -> Markup {
    let limits = limits(view);
    let heading = match limits.is_empty() {
        true => "What is built".to_owned(),
        false => format!("What fits into {}", plain::list(&limits)),
    };
    let body = html! {
        (picture(view, figures))
        @if let Some(fits) = &view.fits { p.note { (told(fits, view)) } }
        @if !limits.is_empty() && view.fits.is_none() {
            p { "No version of it stays within these limits as surely as you ask." }
        }
    };
    section("scope", &heading, body)
}

/// The limits in words.
fn limits(view: &ProjectView) -> Vec<String> {
    let money = view.budget.as_ref().map(|limit| money::named(limit.limit, view.currency));
    let time = view.by.as_ref().map(|limit| months(limit.limit));
    money.into_iter().chain(time).collect()
}

fn picture(view: &ProjectView, figures: &mut Figures) -> Markup {
    let mut features: Vec<&FeatureView> = view.features.iter().collect();
    // What fits first, then the most days; what has no limits fits.
    features.sort_by(|one, other| {
        (rest(one) > 0, -one.days.p50)
            .partial_cmp(&(rest(other) > 0, -other.days.p50))
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    let rows: Vec<Row> = features.iter().map(|feature| row(feature)).collect();
    let rows = Rows { label: 250.0, value: 130.0, ..Rows::from_zero(rows, plain::thousands) };
    let title = title(view);
    let figure = Figure {
        id: "features",
        about: format!(
            "Working days of the whole team, about {} in all; management and the errors of estimates come on top",
            plain::thousands(view.estimate_days.round())
        ),
        picture: rows.picture(format!("{title}.")),
        title,
        key: vec![Key::Outcome],
        table: Some(table(view, &features)),
        sources: Some("#assumed".to_owned()),
    };
    figures.draw(figure)
}

/// How many of a feature do not fit.
fn rest(feature: &FeatureView) -> u32 {
    feature.fits.map_or(0, |fits| feature.count.saturating_sub(fits))
}

fn row(feature: &FeatureView) -> Row {
    let all = f64::from(feature.count.max(1));
    let share = f64::from(feature.fits.unwrap_or(feature.count)) / all;
    let (middle, held) = (feature.days.p50, feature.days.p50 * share);
    let bars = [
        Bar { from: 0.0, to: held, ink: Ink::Money },
        Bar { from: held, to: middle, ink: Ink::Pale },
    ];
    let value = match feature.fits {
        Some(0) => "left out".to_owned(),
        Some(some) if some < feature.count => format!("{some} of {}", feature.count),
        _ => days(middle),
    };
    Row {
        name: crate::words::clipped(&name(feature), 30),
        value,
        bars: bars.into_iter().filter(|bar| bar.to > bar.from).collect(),
        middle: Some(middle),
        interval: Some([feature.days.p10, feature.days.p90]),
        ..Row::default()
    }
}

/// "15 days", "2.5 days", "1 day".
fn days(days: f64) -> String {
    let number = plain::plain_number(days);
    if number == "1" { format!("{number} day") } else { format!("{number} days") }
}

fn name(feature: &FeatureView) -> String {
    match feature.count {
        1 => feature.title.clone(),
        count => format!("{} × {count}", feature.title),
    }
}

fn title(view: &ProjectView) -> String {
    if view.fits.is_none() {
        return match view.budget.is_some() || view.by.is_some() {
            true => "No version fits".to_owned(),
            false => format!(
                "{}, {} days in the middle",
                plain::count(view.features.len(), "feature"),
                plain::thousands(view.estimate_days.round())
            ),
        };
    }
    let parts = view.features.iter().filter(|feature| rest(feature) > 0);
    let names: Vec<String> = parts.map(|feature| plain::lowered(&feature.title)).collect();
    match names.len() {
        0 => "All of it fits".to_owned(),
        few if few <= NAMED => format!("All but {} fits", plain::list(&names)),
        many => {
            format!("{} of {} features fit whole", view.features.len() - many, view.features.len())
        }
    }
}

/// What the version that fits costs, and how surely it stays within.
fn told(fits: &FitsView, view: &ProjectView) -> String {
    let mut all = vec![format!(
        "This version costs about {} and takes {}; {} such projects stay within the limits.",
        about(fits.cost.p50, view.currency),
        months(fits.months.p50),
        in_100(fits.within)
    )];
    if !fits.leaves_out.is_empty() {
        let names: Vec<String> = fits.leaves_out.iter().map(|name| plain::lowered(name)).collect();
        all.push(format!("It leaves out {}.", plain::list(&names)));
    }
    if fits.proven && !fits.all {
        all.push("No other choice of as many days is worth more to a first version.".to_owned());
    }
    all.join(" ")
}

fn table(view: &ProjectView, features: &[&FeatureView]) -> Table {
    let limited = view.budget.is_some() || view.by.is_some();
    let row = |feature: &&FeatureView| {
        let days = &feature.days;
        let number = plain::plain_number;
        let fits = match feature.fits {
            None => Cell::missing(),
            Some(0) => Cell::text("no"),
            Some(some) if some < feature.count => {
                Cell::text(format!("{some} of {}", feature.count))
            }
            Some(_) => Cell::text("yes"),
        };
        let mut cells = vec![
            Cell::text(name(feature)),
            Cell::new(
                html! { (number(days.p50)) " " small.quiet { (number(days.p10)) "–" (number(days.p90)) } },
                days.p50,
            ),
            Cell::new(html! { (feature.value) }, feature.value),
            Cell::text(why(feature)),
        ];
        if limited {
            cells.push(fits);
        }
        TableRow::new(cells)
    };
    let mut columns = vec![
        Column::words("Feature"),
        Column::figures("Days"),
        Column::figures("Worth, 0 to 5"),
        Column::words("Why it is there"),
    ];
    if limited {
        columns.push(Column::words("Fits"));
    }
    Table {
        id: "features-table".to_owned(),
        caption: "What is built".to_owned(),
        columns,
        rows: features.iter().map(row).collect(),
        cards: false,
    }
}

fn why(feature: &FeatureView) -> String {
    match (&feature.needed_by, feature.why.as_str()) {
        (Some(by), _) => format!("{by} needs it"),
        (None, "said") => "you said so".to_owned(),
        (None, "usual") => "usual for this kind".to_owned(),
        (None, other) => other.to_owned(),
    }
}

/// What carries the risk, in a sentence or two.
pub fn risk(view: &ProjectView) -> Markup {
    let heaviest = view.features.iter().max_by(|one, other| one.doubt.total_cmp(&other.doubt));
    let heaviest = heaviest.filter(|feature| feature.doubt >= HEAVY);
    let over = &view.overrun;
    let number = |times: f64| plain::plain_number((times * 100.0).round() / 100.0);
    let body = html! {
        @if let Some(feature) = heaviest {
            p {
                (feature.title) " carries most of the doubt about features, " (percent(feature.doubt)) " of it: it could take "
                (plain::plain_number(feature.days.p10.round())) " to " (plain::plain_number(feature.days.p90.round()))
                " days. Try it for a few days before you agree on a price."
            }
        }
        p {
            "More than any feature weighs how far estimates are off. It is taken as " (over.why) ": one in ten needs less than "
            (number(over.p10)) " times its estimate, the middle " (number(over.p50)) " times, one in ten more than "
            (number(over.p90)) " times."
        }
        @if let Some(own) = &over.own_past { p { (crate::words::tight(own)) } }
    };
    section("risk", "What drives the risk", body)
}
