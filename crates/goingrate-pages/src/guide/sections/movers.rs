//! What moves an offer: how far level, place, industry and the rest take the middle from one end to the other.

use goingrate::request::ByWord;
use goingrate::units::PlaceKind;
use goingrate_view::views::rank::RankedView;

use super::super::blocks::Drawn;
use super::super::grid::{Entry, Grid, columns};
use super::super::{Asked, Block, Section, Text};
use super::phrases;
use crate::charts::rows::{Bar, Ink, Row, Rows};
use crate::words;

/// Something that moves pay.
struct Mover {
    name: &'static str,
    within: &'static str,
    low: f64,
    high: f64,
    from: String,
    to: String,
}

impl Mover {
    fn width(&self) -> f64 {
        self.high - self.low
    }
}

/// What is moved, its name, and its name in a sentence.
const MOVERS: [(ByWord, &str, &str); 5] = [
    (ByWord::Level, "Level", "the level"),
    (ByWord::Place, "City", "the city"),
    (ByWord::Industry, "Industry", "the industry"),
    (ByWord::Employer, "Employer by name", "the employer"),
    (ByWord::Skill, "Skill", "a skill"),
];

/// The section.
pub fn section(asked: &Asked) -> Option<Section> {
    let movers = movers(asked);
    let (first, last) = (movers.first()?, movers.last().filter(|_| movers.len() > 2)?);
    let level = movers.iter().find(|mover| mover.within == "the level");
    let heading =
        format!("{} moves an offer most", goingrate_view::words::capitalised(first.within));
    let advice = match (first.within, level) {
        ("the level", _) => {
            "So what an offer calls the job is the first thing to talk about: a level is worth more than anything that is said about the sum within it."
        }
        (_, Some(_)) => {
            "So ask first where and for whom the work is done, then what level it is; both are settled before anybody talks about the sum."
        }
        _ => {
            "So ask first where and for whom the work is done; that is settled before anybody talks about the sum."
        }
    };
    let text = Text::new(format!(
        "From {} to {} the middle goes from {} of that of the market to {} of it. {} does the least of what we can tell apart: {} to {}. ",
        first.from,
        first.to,
        words::percent(1.0 + first.low),
        words::percent(1.0 + first.high),
        goingrate_view::words::capitalised(last.within),
        words::change(last.low),
        words::change(last.high),
    ))
    .say(advice);
    let closing = Text::new("Within all of these, people still differ as much as the first figure shows. Put a figure on an offer with ")
        .link("/offer", "its parts over four years")
        .say(": what it is worth, where it stands, and what to ask for.");
    let figure = Drawn {
        id: "movers",
        title: format!(
            "{} changes the middle by {} to {}",
            goingrate_view::words::capitalised(first.within), words::change(first.low), words::change(first.high)),
        about: "How far each takes the middle of pay from that of the market, all else left open; of employers those whose levels we know; without the outermost tenths"
            .to_owned(),
        picture: picture(&movers),
        key: Vec::new(),
        grid: grid(&movers),
        sources: asked.plain_question(),
    };
    Some(Section {
        id: "offer",
        name: "What moves an offer",
        heading,
        short: None,
        blocks: vec![
            Block::Paragraph(text),
            Block::Figure(Box::new(figure)),
            Block::Paragraph(closing),
        ],
    })
}

/// What moves pay most and least, in a sentence.
pub fn in_a_sentence(asked: &Asked) -> Option<String> {
    let movers = movers(asked);
    let (first, last) = (movers.first()?, movers.last().filter(|_| movers.len() > 2)?);
    let times = first.width() / last.width();
    let more = if times >= 2.0 { "far more than" } else { "more than" };
    Some(format!(
        "{} moves that {more} {} does.",
        goingrate_view::words::capitalised(first.within),
        last.within
    ))
}

/// What moves pay, the most first.
fn movers(asked: &Asked) -> Vec<Mover> {
    let middle = asked.pay.median().amount;
    let mut found: Vec<Mover> = MOVERS
        .into_iter()
        .filter_map(|(by, name, within)| mover(asked, (by, name, within), middle))
        .collect();
    found.sort_by(|one, other| other.width().total_cmp(&one.width()));
    found
}

fn mover(
    asked: &Asked,
    (by, name, within): (ByWord, &'static str, &'static str),
    middle: f64,
) -> Option<Mover> {
    let taxonomy = &asked.asking.going_rate.taxonomy;
    let all = match by {
        ByWord::Employer => asked.employers(),
        _ => asked.ranked(by)?.entries.as_slice(),
    };
    let mut entries: Vec<&RankedView> =
        all.iter().filter(|entry| counts(asked, by, entry)).collect();
    entries.sort_by(|one, other| one.median.amount.total_cmp(&other.median.amount));
    let (low, high) = ends(&entries, by)?;
    let name_of = |entry: &RankedView| match by {
        ByWord::Place => phrases::city(&entry.slug, taxonomy).unwrap_or_else(|| entry.name.clone()),
        ByWord::Level => entry.name.to_lowercase(),
        ByWord::Industry => goingrate::units::without_capital(&entry.name),
        _ => entry.name.clone(),
    };
    let share = |entry: &RankedView| entry.median.amount / middle - 1.0;
    let (from, to) = (name_of(low), name_of(high));
    Some(Mover { name, within, low: share(low), high: share(high), from, to })
}

/// Whether an entry counts: of levels the role's own do, of places the cities of the country.
fn counts(asked: &Asked, by: ByWord, entry: &RankedView) -> bool {
    let taxonomy = &asked.asking.going_rate.taxonomy;
    match by {
        ByWord::Level => asked.is_own_level(entry),
        ByWord::Place => taxonomy.place_of(&entry.slug).is_some_and(|id| {
            taxonomy.place(id).kind == PlaceKind::Metro
                && taxonomy.country(id) == Some(asked.country())
        }),
        _ => true,
    }
}

/// Both ends of an order. Of a few entries, as of levels, these are the first and the last. Of many the
/// outermost tenths do not count; a city counts as often as it has jobs.
fn ends<'r>(entries: &[&'r RankedView], by: ByWord) -> Option<(&'r RankedView, &'r RankedView)> {
    if entries.len() <= 10 {
        return Some((*entries.first()?, *entries.last()?));
    }
    let weight = |entry: &RankedView| match by {
        ByWord::Place => entry.jobs.unwrap_or_default(),
        _ => 1.0,
    };
    let all: f64 = entries.iter().map(|entry| weight(entry)).sum();
    let at = |share: f64| {
        let mut so_far = 0.0;
        entries.iter().copied().find(|entry| {
            so_far += weight(entry);
            so_far >= share * all
        })
    };
    Some((at(0.1)?, at(0.9)?))
}

/// To the left of nothing paler than to the right of it.
fn bars(mover: &Mover) -> Vec<Bar> {
    let less = Bar { from: mover.low, to: mover.high.min(0.0), ink: Ink::Part };
    let more = Bar { from: mover.low.max(0.0), to: mover.high, ink: Ink::Money };
    [less, more].into_iter().filter(|bar| bar.from < bar.to).collect()
}

fn picture(movers: &[Mover]) -> crate::charts::Picture {
    let row = |mover: &Mover| Row {
        name: mover.name.to_owned(),
        sub: format!("{} to {}", mover.from, mover.to),
        value: format!("{} to {}", words::change(mover.low), words::change(mover.high)),
        bars: bars(mover),
        ..Row::default()
    };
    let rows: Vec<Row> = movers.iter().map(row).collect();
    let said = |mover: &Mover| {
        format!("{}: {} to {}", mover.name, words::change(mover.low), words::change(mover.high))
    };
    let label = movers.iter().map(said).collect::<Vec<_>>().join("; ");
    Rows { upright: Some(0.0), label: 260.0, ..Rows::holding(rows, words::change) }.picture(label)
}

fn grid(movers: &[Mover]) -> Grid {
    let row = |mover: &Mover| {
        vec![
            Entry::text(mover.name),
            Entry::text(&mover.from),
            Entry::new(words::change(mover.low), mover.low),
            Entry::text(&mover.to),
            Entry::new(words::change(mover.high), mover.high),
        ]
    };
    Grid {
        id: "movers-table",
        caption: "How far each takes the middle of pay from that of the market".to_owned(),
        columns: columns(&["What", "From", "#Against the market", "To", "#Against the market"]),
        rows: movers.iter().map(row).collect(),
        cards: false,
    }
}
