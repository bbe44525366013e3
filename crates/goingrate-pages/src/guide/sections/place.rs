//! Where the work pays most: large cities, and other countries.

use goingrate::request::{ByWord, PayRequest};
use goingrate::units::PlaceKind;
use goingrate_view::views::pay::PayView;
use goingrate_view::views::pay::versus::VersusView;
use goingrate_view::views::rank::RankedView;

use super::super::blocks::Drawn;
use super::super::grid::{Entry, Grid, columns};
use super::super::{Asked, Block, Section, Text};
use super::{phrases, states};
use crate::charts::rows::{Row, Rows};
use crate::parts::figure::Key;
use crate::parts::href;

/// How many cities and countries are drawn.
const CITIES: usize = 9;
const COUNTRIES: usize = 8;

/// A place of the ranking with its short name.
struct Named<'r> {
    name: String,
    entry: &'r RankedView,
}

/// The section.
pub fn section(asked: &Asked) -> Option<Section> {
    let cities = cities(asked)?;
    let (best, last) = (cities.first()?, cities.last()?);
    let differences = differences(asked, best, last)?;
    let [most, least] = differences.versus.as_slice() else { return None };
    let clear =
        cities.get(1).is_some_and(|second| best.entry.median.low > second.entry.median.high);
    let city = |named: &Named| named.name.split(',').next().unwrap_or_default().to_owned();
    let heading = match phrases::is_told(&most.change) {
        true => format!(
            "{} pays {} more than the country",
            city(best),
            crate::words::percent(most.change.share)
        ),
        false => "Most large cities pay much alike".to_owned(),
    };
    let figure = Drawn {
        id: "cities",
        title: match clear {
            true => format!("{} pays the most of all large cities", city(best)),
            false => format!("{} and {} pay the most; which of them is open", city(best), second(&cities)),
        },
        about: "Middle base pay a year, all levels, in the cities with the most such jobs; the line is the country"
            .to_owned(),
        picture: picture(&cities, asked),
        key: vec![Key::Whisker],
        grid: grid("cities-table", "City", &cities),
        sources: href("/explore/place", &[("q", &asked.role.name)]),
    };
    let sources = asked.sources_of(&asked.pay, "place");
    let mut blocks =
        vec![Block::Paragraph(against(asked, (best, most), (last, least)).from_sources(&sources))];
    blocks.extend(states::map(asked));
    blocks.extend([Block::Figure(Box::new(figure)), Block::Paragraph(neighbours(asked, &cities))]);
    blocks.extend(abroad(asked));
    let said = |text: Text, named: &Named, versus: &VersusView| {
        let more = if versus.change.share < 0.0 { " less" } else { " more" };
        text.say(format!("{} pays ", named.name))
            .strong(crate::words::percent(versus.change.share.abs()) + more)
    };
    let told = |versus: &VersusView| phrases::is_told(&versus.change);
    let short = told(most).then(|| said(Text::default(), best, most).say(" than the country"));
    let short = short.map(|text| match told(least) {
        true => said(text.say(", "), last, least).say("."),
        false => text.say("."),
    });
    Some(Section { id: "place", name: "By place", heading, short, blocks })
}

fn second(cities: &[Named]) -> String {
    cities
        .get(1)
        .map(|named| named.name.split(',').next().unwrap_or_default().to_owned())
        .unwrap_or_default()
}

/// The cities of the country with the most jobs, best paid first.
fn cities<'r>(asked: &'r Asked) -> Option<Vec<Named<'r>>> {
    let taxonomy = &asked.asking.going_rate.taxonomy;
    let is_city = |entry: &&RankedView| {
        taxonomy.place_of(&entry.slug).is_some_and(|id| {
            taxonomy.place(id).kind == PlaceKind::Metro
                && taxonomy.country(id) == Some(asked.country())
        })
    };
    let ranked = asked.ranked(ByWord::Place)?;
    let mut found: Vec<&RankedView> =
        ranked.entries.iter().filter(is_city).filter(|entry| entry.jobs.is_some()).collect();
    let jobs = |entry: &RankedView| entry.jobs.unwrap_or_default();
    found.sort_by(|one, other| jobs(other).total_cmp(&jobs(one)));
    found.truncate(CITIES);
    found.sort_by_key(|entry| entry.rank);
    let named = |entry| {
        Some(Named { name: phrases::city(&RankedView::clone(entry).slug, taxonomy)?, entry })
    };
    (found.len() > 3).then(|| found.into_iter().filter_map(named).collect())
}

/// The first and the last city against the country, with the intervals of the differences.
fn differences(asked: &Asked, best: &Named, last: &Named) -> Option<PayView> {
    let vs = vec![best.entry.name.clone(), last.entry.name.clone()];
    asked.paid(&PayRequest { profile: asked.profile(), vs, ..PayRequest::default() })
}

fn against(
    asked: &Asked,
    (best, most): (&Named, &VersusView),
    (last, least): (&Named, &VersusView),
) -> Text {
    let said = |versus: &VersusView, named: &Named| {
        let more = if versus.change.share < 0.0 { "less" } else { "more" };
        match phrases::is_told(&versus.change) {
            true => format!("{} pays {} {more}", named.name, phrases::change(&versus.change)),
            false => format!("{} is too close to it to call", named.name),
        }
    };
    Text::new(format!(
        "Against the middle of the country, {}, {}; {}. Prices and tax take a part of such differences back, and the answer to one place shows how much: ",
        phrases::amount(asked.pay.median()),
        said(most, best),
        said(least, last),
    ))
    .link(asked.question(&[&best.entry.name]), format!("what {} leaves", best.name.split(',').next().unwrap_or_default()))
    .say(".")
}

/// Neighbours in the order that nobody can tell apart.
fn neighbours(asked: &Asked, cities: &[Named]) -> Text {
    let close = cities
        .windows(2)
        .filter(|pair| pair[0].entry.median.low <= pair[1].entry.median.high)
        .count();
    let told = match (close, cities.len().saturating_sub(1)) {
        (0, _) => "Each city of the figure is told apart from the next one.".to_owned(),
        (close, all) if close == all => {
            "No city is told apart from the one below it: read groups, not ranks.".to_owned()
        }
        (close, all) => format!(
            "In {} of {} cases a city and the one below it are too close to call: read groups, not ranks.",
            crate::words::number(close),
            crate::words::number(all)
        ),
    };
    let total = asked.ranked(ByWord::Place).map_or(0, |view| view.total);
    Text::new(format!("{told} "))
        .link(href("/explore/place", &[("q", &asked.role.name)]), format!("All {total} places"))
        .say(".")
}

/// Other countries, those about which most is known.
fn abroad(asked: &Asked) -> Vec<Block> {
    let taxonomy = &asked.asking.going_rate.taxonomy;
    let is_country = |entry: &&RankedView| {
        let id = taxonomy.place_of(&entry.slug);
        id.is_some_and(|id| taxonomy.place(id).kind == PlaceKind::Country && id != asked.country())
    };
    let Some(ranked) = asked.ranked(ByWord::Place) else { return Vec::new() };
    let mut found: Vec<&RankedView> = ranked.entries.iter().filter(is_country).collect();
    found.sort_by(|one, other| one.median.half_width.total_cmp(&other.median.half_width));
    found.truncate(COUNTRIES);
    found.sort_by_key(|entry| entry.rank);
    let named = |entry: &'_ RankedView| entry.name.clone();
    let countries: Vec<Named> =
        found.iter().map(|entry| Named { name: named(entry), entry }).collect();
    let (Some(best), Some(last)) = (countries.first(), countries.last()) else { return Vec::new() };
    if countries.len() < 3 {
        return Vec::new();
    }
    let text = Text::new(format!(
        "Abroad, in the {} countries that we know best, the middle goes from {} in {} to {} in {}, in {} before tax.",
        crate::words::number(countries.len()),
        phrases::with_doubt(&best.entry.median),
        best.name,
        phrases::with_doubt(&last.entry.median),
        last.name,
        asked.currency,
    ));
    vec![Block::Paragraph(text), Block::Table(grid("countries", "Country", &countries))]
}

fn picture(places: &[Named], asked: &Asked) -> crate::charts::Picture {
    let rows: Vec<Row> =
        places.iter().map(|named| Row::dot(&named.name, &named.entry.median)).collect();
    let label = match (places.first(), places.last()) {
        (Some(first), Some(last)) => format!(
            "{} pays {} in the middle, {} {}.",
            first.name,
            phrases::with_doubt(&first.entry.median),
            last.name,
            phrases::with_doubt(&last.entry.median)
        ),
        _ => String::new(),
    };
    Rows {
        upright: Some(asked.pay.median().amount),
        label: 170.0,
        ..Rows::holding(rows, crate::words::ticks(asked.currency))
    }
    .picture(label)
}

fn grid(id: &'static str, what: &str, places: &[Named]) -> Grid {
    let row = |named: &Named| {
        let jobs = named.entry.jobs;
        let jobs = jobs.map(|jobs| Entry::new(goingrate_view::words::thousands(jobs), jobs));
        let median = &named.entry.median;
        vec![
            Entry::text(&named.name),
            phrases::paid(median),
            phrases::sure(median),
            jobs.unwrap_or_default(),
        ]
    };
    Grid {
        id,
        caption: "Middle base pay a year by place".to_owned(),
        columns: columns(&[what, "#Middle", "#We are 80% sure of", "#Jobs counted"]),
        rows: places.iter().map(row).collect(),
        cards: false,
    }
}
