//! The map of the states of the country.

use goingrate_view::money;
use goingrate_view::views::rank::RankedView;
use goingrate_view::words::list;

use super::super::Asked;
use super::super::blocks::{Block, Drawn};
use super::{dots, phrases};
use crate::charts::lands::{STATE_COLUMNS, STATES, place_on};
use crate::charts::tiles::{Tile, Tiles};
use crate::parts::href;
use crate::words;

/// Fewer states than this are no map.
const FEWEST: usize = 20;

/// The map; nothing of a country whose states nobody has laid out.
pub fn map(asked: &Asked) -> Option<Block> {
    let paid = asked.states();
    let states: Vec<&RankedView> = paid.iter().collect();
    let tiles: Vec<Tile> = states.iter().map(|entry| tile(entry)).collect();
    if tiles.iter().filter(|tile| tile.at.is_some()).count() < FEWEST {
        return None;
    }
    let above: Vec<&RankedView> = told_above(&states, asked.pay.median().amount);
    let names: Vec<&str> = above.iter().take(3).map(|entry| entry.name.as_str()).collect();
    let title = match names.is_empty() {
        true => "No state is told apart from the country".to_owned(),
        false => {
            format!("{} {} the most", list(&names), phrases::verb(names.len(), "pays", "pay"))
        }
    };
    let drawn = Drawn {
        id: "states",
        picture: Tiles {
            tiles,
            columns: STATE_COLUMNS,
            fits_narrow: true,
            tick: Box::new(money::tick),
        }
        .picture(label(&states)),
        title,
        about: format!("Middle base pay a year by state, thousand {}, all levels", asked.currency),
        key: Vec::new(),
        grid: dots::grid("states-table", "State", &states, |_| None),
        sources: href("/explore/place", &[("q", &asked.role.name)]),
    };
    Some(Block::Figure(Box::new(drawn)))
}

/// The states that pay more than an amount for certain, best paid first.
fn told_above<'r>(states: &[&'r RankedView], amount: f64) -> Vec<&'r RankedView> {
    states.iter().copied().filter(|entry| entry.median.low > amount).collect()
}

fn label(states: &[&RankedView]) -> String {
    let said = |entry: &RankedView| format!("{} {}", entry.name, entry.median.short());
    let ends: Vec<String> =
        states.first().into_iter().chain(states.last()).map(|one| said(one)).collect();
    format!("Pay state by state, from the highest to the lowest: {}.", ends.join(" to "))
}

fn tile(entry: &RankedView) -> Tile {
    let letters = entry.slug.rsplit('-').next().unwrap_or(&entry.slug);
    Tile {
        at: place_on(STATES, letters),
        letters: letters.to_uppercase(),
        name: entry.name.clone(),
        amount: entry.median.amount,
        short: money::bare(entry.median.amount).trim_end_matches('k').to_owned(),
        value: format!("{} {}", entry.median.short(), words::doubt(&entry.median)),
        ..Tile::default()
    }
}
