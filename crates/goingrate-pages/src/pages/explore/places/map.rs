//! The map of states, and that of the world with what has no room on it listed below.

use goingrate::units::{PlaceKind, Taxonomy};
use goingrate_view::{money, words as plain};
use maud::{Markup, html};

use super::Kind;
use crate::charts::lands::{COUNTRIES, COUNTRY_COLUMNS, STATE_COLUMNS, STATES, place_on};
use crate::charts::tiles::{Tile, Tiles};
use crate::pages::explore::entries::{Entry, List};
use crate::pages::explore::question::Question;
use crate::parts::figure::Key;
use crate::parts::{Figure, Figures};

/// The map where it stands.
pub fn draw(kind: Kind, list: &List, question: &Question, figures: &mut Figures) -> Markup {
    let tiles: Vec<Tile> =
        list.entries.iter().map(|entry| tile(entry, kind, question.taxonomy())).collect();
    let mut off: Vec<&Entry> = list
        .entries
        .iter()
        .zip(&tiles)
        .filter(|(_, tile)| tile.at.is_none())
        .map(|(entry, _)| entry)
        .collect();
    off.sort_by_key(|entry| entry.name.clone());
    let unit = list.entries.first().map(|entry| &entry.middle);
    let about = unit.map_or(String::new(), |middle| {
        format!("The middle, {} {}", middle.currency, plain::per(middle.per))
    });
    let (columns, fits_narrow) = match kind {
        Kind::World => (COUNTRY_COLUMNS, false),
        _ => (STATE_COLUMNS, true),
    };
    let tick = Box::new(|amount: f64| money::tick(amount));
    let title = title(kind);
    let label = label(list, &title);
    let map = Tiles { tiles, columns, fits_narrow, tick };
    let figure = Figure {
        id: "map",
        title,
        about: format!("{about}. Touch a square to ask for it"),
        picture: map.picture(label),
        key: Vec::<Key>::new(),
        table: None,
        sources: Some("/evidence".to_owned()),
    };
    html! { (figures.draw(figure)) (listed(&off)) }
}

fn title(kind: Kind) -> String {
    match kind {
        Kind::World => "Pay around the world, country by country".to_owned(),
        _ => "Pay state by state".to_owned(),
    }
}

/// The map in a sentence.
fn label(list: &List, title: &str) -> String {
    let said = |entry: &Entry| format!("{} {}", entry.name, entry.middle.short());
    let amount = |entry: &&Entry| entry.middle.amount;
    let most = list.entries.iter().max_by(|a, b| amount(a).total_cmp(&amount(b)));
    let least = list.entries.iter().min_by(|a, b| amount(a).total_cmp(&amount(b)));
    match (most, least) {
        (Some(most), Some(least)) => {
            format!("{title}: highest {}, lowest {}", said(most), said(least))
        }
        _ => title.to_owned(),
    }
}

fn tile(entry: &Entry, kind: Kind, t: &Taxonomy) -> Tile {
    let letters = entry.slug.rsplit('-').next().unwrap_or(&entry.slug);
    let map = if kind == Kind::World { COUNTRIES } else { STATES };
    Tile {
        at: place_on(map, letters),
        letters: letters.to_uppercase(),
        name: entry.name.clone(),
        amount: entry.middle.amount,
        short: money::bare(entry.middle.amount),
        value: value(entry),
        rough: entry.is_rough(),
        on: entry.on,
        link: entry.link.clone(),
        part: part(entry, t),
    }
}

/// The amount in words. How sure it is stands in the table; here only whether it is hardly more than a guess.
fn value(entry: &Entry) -> String {
    match entry.is_rough() {
        true => format!("{}, over ±15%", entry.middle.short()),
        false => entry.middle.short(),
    }
}

/// The part of the world that a country lies in.
fn part(entry: &Entry, t: &Taxonomy) -> String {
    let path = t.place_of(&entry.slug).into_iter().flat_map(|id| t.place_path(id));
    let mut regions = path.map(|id| t.place(id)).filter(|place| place.kind == PlaceKind::Region);
    regions.next().map_or(String::new(), |region| region.name.clone())
}

/// What has no square.
fn listed(off: &[&Entry]) -> Markup {
    html! {
        @if !off.is_empty() {
            p.note.off {
                "Not on the map: "
                @for (at, entry) in off.iter().enumerate() {
                    @if at > 0 { ", " }
                    @match &entry.link {
                        Some(to) => a href=(to) { (entry.name) },
                        None => (entry.name),
                    }
                }
                "."
            }
        }
    }
}
