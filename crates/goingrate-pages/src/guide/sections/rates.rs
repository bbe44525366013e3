//! What an hour is charged, by part of the world and engagement.

use goingrate::ask::ProfileText;
use goingrate::request::{EstimateRequest, RateRequest};
use goingrate::units::{PlaceKind, Taxonomy};
use goingrate_view::Amount;
use goingrate_view::person::place_name;
use goingrate_view::questions::{Ask, QuickEstimates};
use goingrate_view::words::capitalised;

use super::super::blocks::{Heat, Shade};
use super::super::grid::{Entry, Grid, columns};
use super::super::{Asked, Block, Section, Text};
use super::phrases;

/// Ways to be engaged by the hour: the word, and its name.
const WAYS: [(&str, &str); 3] =
    [("freelance", "Freelance"), ("agency", "Agency"), ("dedicated-team", "Dedicated team")];

/// Levels that are set side by side.
const LEVELS: [(&str, &str); 2] = [("junior", "Junior"), ("senior", "Senior")];

/// A figure that is known worse than this is no more than a guess.
const GUESS: f64 = 0.15;

/// A place with its rates, in the order of the columns.
struct Rates {
    name: String,
    rates: Vec<Option<Amount>>,
}

/// The section.
pub fn section(asked: &Asked) -> Option<Section> {
    // Nobody hires a junior manager by the hour.
    if asked.leads() {
        return None;
    }
    let mut estimates = QuickEstimates::new(asked.asking.going_rate);
    let rows: Vec<Rates> = places(asked)
        .into_iter()
        .map(|(slug, name)| rates(asked, &mut estimates, &slug, name))
        .collect();
    let rows: Vec<Rates> =
        rows.into_iter().filter(|row| row.rates.iter().any(Option::is_some)).collect();
    let home = rows.first().filter(|_| rows.len() > 2)?;
    let senior = home.rates.get(1)?.as_ref()?;
    let cheapest = cheapest(&rows)?;
    let known = rows
        .iter()
        .flat_map(|row| &row.rates)
        .flatten()
        .filter(|rate| rate.half_width < GUESS)
        .count();
    let all = rows.iter().flat_map(|row| &row.rates).flatten().count();
    let heading = match known * 2 > all {
        true => "An hour costs what the country costs",
        false => "What an hour costs is mostly a guess",
    };
    let text = Text::new(format!(
        "A senior freelancer in {} charges {} an hour; in {} it is {}. {} of {} figures are known to within 15%; they are printed in bold. The range under each says how sure it is.",
        asked.place,
        hour(senior),
        cheapest.0,
        hour(cheapest.1),
        capitalised(&crate::words::number(known)),
        all,
    ))
    .from_sources(&sources(asked));
    Some(Section {
        id: "hourly",
        name: "Hourly rates",
        heading: heading.to_owned(),
        short: None,
        blocks: vec![Block::Paragraph(text), Block::Heat(heat(asked, &rows))],
    })
}

/// "about $87", or "$75 to $101" where it is a guess.
fn hour(rate: &Amount) -> String {
    if rate.half_width < GUESS {
        return format!("about {}", phrases::whole(rate.amount, rate.currency));
    }
    let at = |amount: f64| phrases::whole(amount, rate.currency);
    format!("{} to {}", at(rate.low), at(rate.high))
}

/// The place where a senior freelancer charges least, if that is told apart from the first.
fn cheapest(rows: &[Rates]) -> Option<(&str, &Amount)> {
    let senior = |row: &'_ Rates| row.rates.get(1).cloned().flatten().map(|rate| rate.amount);
    let least = rows.iter().skip(1).filter(|row| senior(row).is_some());
    let least = least
        .min_by(|one, other| senior(one).unwrap_or(0.0).total_cmp(&senior(other).unwrap_or(0.0)))?;
    Some((&least.name, least.rates.get(1)?.as_ref()?))
}

/// The country, then the parts of the world.
fn places(asked: &Asked) -> Vec<(String, String)> {
    let taxonomy: &Taxonomy = &asked.asking.going_rate.taxonomy;
    let home = taxonomy.place(asked.country());
    let holds_home = |slug: &str| {
        taxonomy.place_of(slug).is_some_and(|id| taxonomy.contains(id, asked.country()))
    };
    let regions = taxonomy.places.iter().filter(|place| place.kind == PlaceKind::Region);
    let regions = regions.filter(|place| !holds_home(&place.slug));
    let named = |place: &goingrate::units::Place| (place.slug.clone(), place_name(place));
    std::iter::once(named(home)).chain(regions.map(named)).collect()
}

/// The rates of a place, in the currency of the country.
fn rates(asked: &Asked, estimates: &mut QuickEstimates, place: &str, name: String) -> Rates {
    let mut ask = |way: &str, level: &str| {
        let profile = ProfileText {
            place: Some(place.to_owned()),
            engagement: Some(way.to_owned()),
            level: Some(level.to_owned()),
            ..asked.profile()
        };
        let mut request = EstimateRequest { profile, ..EstimateRequest::default() };
        request.shown.currency = Some(asked.currency.to_string());
        let view = estimates.estimate(&request, asked.asking.today).ok()?;
        view.percentiles.get(2).map(|middle| middle.pay.clone())
    };
    let each = WAYS.iter().flat_map(|(way, _)| LEVELS.iter().map(move |(level, _)| (*way, *level)));
    Rates { name, rates: each.map(|(way, level)| ask(way, level)).collect() }
}

fn sources(asked: &Asked) -> Vec<String> {
    let profile = ProfileText { engagement: Some("freelance".to_owned()), ..asked.profile() };
    let view = RateRequest { profile, ..RateRequest::default() }.ask(asked.asking).ok();
    view.map(|view| asked.sources_of(&view.market, "engagement")).unwrap_or_default()
}

fn heat(asked: &Asked, rows: &[Rates]) -> Heat {
    let all = || rows.iter().flat_map(|row| &row.rates).flatten().map(|rate| rate.amount.ln());
    let ends = [all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max)];
    let shade = |rate: &Amount| Shade {
        amount: phrases::whole(rate.amount, rate.currency),
        interval: between(rate),
        step: step(rate.amount.ln(), ends),
        guess: rate.half_width >= GUESS,
    };
    let row = |row: &Rates| {
        let cells = row.rates.iter().map(|rate| rate.as_ref().map(shade)).collect();
        (capitalised(&row.name), cells)
    };
    let levels: Vec<String> = LEVELS.iter().map(|(_, name)| (*name).to_owned()).collect();
    Heat {
        id: "rates",
        caption: format!(
            "{} an hour: the middle of what {} charge, and the range in which we are 80% sure that it lies",
            asked.currency, asked.role.many
        ),
        groups: WAYS.iter().map(|(_, name)| ((*name).to_owned(), levels.clone())).collect(),
        rows: rows.iter().map(row).collect(),
        grid: grid(rows),
    }
}

/// "$76–$101".
fn between(rate: &Amount) -> String {
    let at = |amount: f64| phrases::whole(amount, rate.currency);
    format!("{}–{}", at(rate.low), at(rate.high))
}

/// Which of five shades an amount has, by equal steps of its logarithm.
fn step(log: f64, [low, high]: [f64; 2]) -> usize {
    let share = (log - low) / (high - low).max(f64::MIN_POSITIVE);
    1 + ((share * 5.0).floor().clamp(0.0, 4.0) as usize)
}

fn grid(rows: &[Rates]) -> Grid {
    let names = WAYS.iter().flat_map(|(_, way)| {
        LEVELS.iter().map(move |(_, level)| format!("#{way}, {}", level.to_lowercase()))
    });
    let names: Vec<String> = std::iter::once("Place".to_owned()).chain(names).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let row = |row: &Rates| {
        let cell = |rate: &Option<Amount>| {
            rate.as_ref().map_or_else(Entry::default, |rate| {
                let shown = phrases::whole(rate.amount, rate.currency);
                Entry::new(format!("{shown} ({})", between(rate)), rate.amount)
            })
        };
        std::iter::once(Entry::text(capitalised(&row.name)))
            .chain(row.rates.iter().map(cell))
            .collect()
    };
    Grid {
        id: "rates",
        caption: "What an hour is charged".to_owned(),
        columns: columns(&names),
        rows: rows.iter().map(row).collect(),
        cards: false,
    }
}

#[cfg(test)]
mod tests {
    use super::step;

    #[test]
    fn shades_go_from_one_to_five() {
        assert_eq!([0.0, 0.99, 5.0, f64::NAN].map(|log| step(log, [0.0, 1.0])), [1, 5, 5, 1]);
        assert_eq!(step(2.0, [2.0, 2.0]), 1);
    }
}
