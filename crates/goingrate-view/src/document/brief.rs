//! A page to take into the talk about an offer: where it stands, what to ask for in which order, with reasons and
//! sources.

use super::{Block, Document, Grid};
use crate::views::offer::{AskView, AsksView, OfferView, OneOfferView};
use crate::{money, words};

/// The page of what to ask for in the offers of a view that asks stand for.
pub fn brief(view: &OfferView) -> Document {
    let title = match &view.asks[..] {
        [one] => format!("Notes for a talk about an offer: {}", one.name),
        _ => "Notes for talks about offers".to_owned(),
    };
    let mut blocks = Vec::new();
    if let [first, rest @ ..] = &view.answer[..] {
        blocks.push(Block::Answer(first.clone()));
        blocks.extend(rest.iter().cloned().map(Block::Paragraph));
    }
    for asks in &view.asks {
        blocks.extend(one(asks, view));
    }
    blocks.push(Block::Section("Before the talk".to_owned()));
    blocks.push(Block::Checks(vec![
        "Ask for one thing at a time, each with its reason.".to_owned(),
        "Have the whole offer in writing: base salary, bonus, schedule of shares, what has to be paid back.".to_owned(),
        "Know what you will do if everything is refused.".to_owned(),
        "Do not name a competing offer that you do not have.".to_owned(),
    ]));
    blocks.extend(sources(view));
    blocks.extend(view.remarks.iter().cloned().map(Block::Note));
    blocks.push(Block::Note(format!(
        "As of {}. Amounts are before tax and in the offer's own money unless another is said.",
        view.as_of
    )));
    Document { title, blocks }
}

fn one(asks: &AsksView, view: &OfferView) -> Vec<Block> {
    let mut blocks =
        vec![Block::Section(format!("What to ask for: offer {} ({})", asks.offer, asks.name))];
    if let Some(offer) = view.offers.iter().find(|offer| offer.letter == asks.offer) {
        blocks.push(Block::Table(market(offer)));
    }
    if asks.asks.is_empty() {
        let none =
            "Nothing that the evidence speaks for: this offer is above what such people have.";
        blocks.push(Block::Paragraph(none.to_owned()));
        return blocks;
    }
    let rows = asks.asks.iter().map(|ask| row(ask, asks)).collect();
    blocks.push(Block::Table(Grid {
        titles: vec!["Ask", "If granted", "Granted on average", "Expected over the stay"],
        rows,
        figures: vec![1, 2, 3],
        narrow: vec![0, 3],
        left_out: None,
    }));
    let overlap =
        "Asks overlap: base salary is raised once, and what you leave behind is paid or kept.";
    blocks.push(Block::Note(overlap.to_owned()));
    blocks.push(Block::Heading("Reasons".to_owned()));
    let reason = |ask: &AskView| format!("{}. {}", ask.what, ask.reason);
    blocks.push(Block::Bullets(asks.asks.iter().map(reason).collect()));
    blocks
}

/// What the figures of all asks rest on, each once.
fn sources(view: &OfferView) -> Vec<Block> {
    let mut lines: Vec<String> = Vec::new();
    let asks = view.asks.iter().flat_map(|asks| &asks.asks);
    for evidence in asks.flat_map(|ask| &ask.evidence) {
        let taken = if evidence.taken { "" } else { "Not taken: " };
        let source = if evidence.source.is_empty() { "yours" } else { &evidence.source };
        let line = format!("{taken}{} ({source})", evidence.said);
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines.sort_by_key(|line| line.starts_with("Not taken"));
    match lines.is_empty() {
        true => Vec::new(),
        false => vec![Block::Section("What says so".to_owned()), Block::Bullets(lines)],
    }
}

/// Such people's base salaries beside the offer's.
fn market(offer: &OneOfferView) -> Grid {
    let at = &offer.standing;
    let amount = |amount: f64| money::about(amount, offer.own_currency);
    let row = std::iter::once(amount(at.base)).chain(at.base_market.iter().map(|m| amount(*m)));
    Grid {
        titles: vec!["Base salary offered", "P10", "P25", "Middle", "P75", "P90"],
        rows: vec![row.collect()],
        figures: vec![0, 1, 2, 3, 4, 5],
        narrow: vec![0, 2, 3, 4],
        left_out: None,
    }
}

fn row(ask: &AskView, asks: &AsksView) -> Vec<String> {
    let amount = |amount: f64| money::about(amount, asks.currency);
    let per = if ask.yearly { " a year" } else { " once" };
    let above = if ask.above_market { " (above the market's P90)" } else { "" };
    vec![
        format!("{}{above}", ask.what),
        format!("{}{per}", amount(ask.amount)),
        ask.granted.map_or_else(|| "–".to_owned(), words::percent),
        amount(ask.expected),
    ]
}
