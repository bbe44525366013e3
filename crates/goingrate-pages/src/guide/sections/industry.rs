//! The same work, by industry.

use goingrate::ask::ProfileText;
use goingrate::request::{ByWord, PayRequest};
use goingrate::units::{IndustryId, without_capital};
use goingrate_view::views::rank::RankedView;

use super::super::blocks::Drawn;
use super::super::{Asked, Block, Section, Text};
use super::{dots, phrases};
use crate::parts::href;
use crate::words;

/// How many industries are drawn from the top and from the bottom.
const TOP: usize = 6;
const BOTTOM: usize = 3;

/// What is known worse than this says little about an industry.
const KNOWN: f64 = 0.1;

/// The section.
pub fn section(asked: &Asked) -> Option<Section> {
    let ranked = asked.ranked(ByWord::Industry)?;
    let apart = apart(asked, &ranked.entries);
    if apart.len() < TOP {
        return None;
    }
    let middle = asked.pay.median().amount;
    let shown: Vec<&RankedView> = ends(&apart);
    let (best, last) = (*shown.first()?, *shown.last()?);
    let vs = vec![best.name.clone()];
    let profile = ProfileText { industry: Some(last.slug.clone()), ..asked.profile() };
    let view = asked.paid(&PayRequest { profile, vs, ..PayRequest::default() })?;
    let change = &view.versus.first()?.change;
    let ratio = 1.0 + change.share;
    let (top, bottom) = (without_capital(&best.name), without_capital(&last.name));
    let heading = match ratio {
        _ if !phrases::is_told(change) => "Industries pay much alike".to_owned(),
        ratio if ratio > 1.8 => {
            format!("The same work pays {} in {top} as in {bottom}", phrases::times(ratio))
        }
        _ => format!(
            "The same work pays {} more in {top} than in {bottom}",
            words::percent(change.share)
        ),
    };
    let above = apart.iter().filter(|entry| entry.median.low > middle).count();
    let text = Text::new(format!(
        "From {bottom} to {top} the middle rises by {}. Of {} industries that official statistics tell apart, {} pay more than the middle of all for certain.",
        phrases::change(change),
        apart.len(),
        crate::words::number(above),
    ))
    .from_sources(&asked.sources_of(&view, "industry"));
    let figure = Drawn {
        id: "industries",
        title: format!(
            "From {} in {bottom} to {} in {top}",
            last.median.short(),
            best.median.short()
        ),
        about: format!(
            "Middle base pay a year, {}; the {} best paid of {}, and the {} worst; the line is the middle of all",
            asked.country_name(),
            crate::words::number(TOP),
            apart.len(),
            crate::words::number(BOTTOM)
        ),
        picture: dots::picture(&shown, asked.currency, Some(middle), (TOP, apart.len())),
        key: vec![crate::parts::figure::Key::Whisker],
        grid: dots::grid("industries-table", "Industry", &shown, |entry| {
            Some(asked.question(&[&entry.name]))
        }),
        sources: href("/explore/industry", &[("q", &asked.role.name)]),
    };
    Some(Section {
        id: "industry",
        name: "By industry",
        heading,
        short: None,
        blocks: vec![Block::Paragraph(text), Block::Figure(Box::new(figure))],
    })
}

/// Industries that are well known, without those that hold others of them.
fn apart<'r>(asked: &Asked, entries: &'r [RankedView]) -> Vec<&'r RankedView> {
    let taxonomy = &asked.asking.going_rate.taxonomy;
    let known: Vec<&RankedView> =
        entries.iter().filter(|entry| entry.median.half_width < KNOWN).collect();
    let id = |entry: &RankedView| taxonomy.industry_of(&entry.slug);
    let ids: Vec<Option<IndustryId>> = known.iter().map(|entry| id(entry)).collect();
    let holds = |outer: IndustryId| {
        ids.iter().flatten().any(|&inner| {
            inner != outer && taxonomy.industry_path(inner).any(|above| above == outer)
        })
    };
    known.into_iter().filter(|entry| id(entry).is_some_and(|id| !holds(id))).collect()
}

/// The first and the last of an order.
fn ends<'r>(entries: &[&'r RankedView]) -> Vec<&'r RankedView> {
    if entries.len() <= TOP + BOTTOM {
        return entries.to_vec();
    }
    let (top, bottom) = (entries.iter().take(TOP), entries.iter().skip(entries.len() - BOTTOM));
    top.chain(bottom).copied().collect()
}
