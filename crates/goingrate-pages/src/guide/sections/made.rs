//! How the guide was made, and from what.

use goingrate::request::SourcesRequest;
use goingrate_view::questions::Ask;
use goingrate_view::views::evidence_list::SourceView;

use super::super::grid::{Entry, Grid, columns};
use super::super::{Asked, Block, Section, Text};
use crate::words;

/// How many sources are named.
const NAMED: usize = 8;

/// The section.
pub fn section(asked: &Asked) -> Option<Section> {
    let view = SourcesRequest::default().ask(asked.asking).ok()?;
    let speaking = speaking(asked, &view.sources);
    let named: Vec<&SourceView> = speaking.iter().take(NAMED).copied().collect();
    let text = Text::new(format!(
        "One model weighs official wage statistics, surveys, job adverts and published reports together, and learns how far each kind reads from the rest. {} of its {} sources speak of this role in {}; the table has those with the most figures. It is ",
        speaking.len(),
        view.sources.len(),
        asked.place,
    ))
    .link("/evidence/scoreboard", "scored on data that it has not seen")
    .say(", and its misses are listed. Nobody paid to be in it, and ")
    .link("/evidence/method", "every figure can be made again")
    .say(" with one command.")
    .say(format!(" The middle is {}", words::tight(&asked.pay.sure.sentence)));
    Some(Section {
        id: "made",
        name: "Sources and method",
        heading: "How this was made".to_owned(),
        short: None,
        blocks: vec![Block::Paragraph(text), Block::Table(grid(&named))],
    })
}

/// The sources that speak of the role and of the country, those with the most figures first.
fn speaking<'s>(asked: &Asked, sources: &'s [SourceView]) -> Vec<&'s SourceView> {
    let part = |part: &str| asked.pay.sure.doubts.iter().find(|doubt| doubt.part == part);
    let speaks = |part: Option<&goingrate_view::views::pay::sure::DoubtView>, slug: &String| {
        part.is_some_and(|doubt| doubt.sources.contains(slug))
    };
    let (role, place) = (part("role"), part("place"));
    let mut found: Vec<&SourceView> = sources
        .iter()
        .filter(|source| {
            speaks(place, &source.slug) && (speaks(role, &source.slug) || role.is_none())
        })
        .collect();
    found.sort_by_key(|source| std::cmp::Reverse(extent(source)));
    found
}

fn extent(source: &SourceView) -> usize {
    source.figures + source.cells + source.points + source.summaries
}

fn grid(sources: &[&SourceView]) -> Grid {
    let row = |source: &&SourceView| {
        let figures = extent(source);
        vec![
            Entry::link(format!("/evidence/{}", source.slug), &source.title),
            Entry::text(&source.publisher),
            Entry::text(&source.kind),
            Entry::text(&source.period),
            Entry::new(goingrate_view::words::thousands(figures as f64), figures),
        ]
    };
    Grid {
        id: "sources",
        caption: "Sources that speak of the role and the country".to_owned(),
        columns: columns(&["Source", "Publisher", "Kind", "Period", "#Figures"]),
        rows: sources.iter().map(row).collect(),
        cards: true,
    }
}
