//! Amounts that published reports name for the work, and that the other evidence does not bear out.

use goingrate_view::words::capitalised;

use super::super::blocks::Drawn;
use super::super::grid::{Entry, Grid, columns};
use super::super::{Asked, Block, Text};
use super::reports::short;
use crate::charts::rows::{Row, Rows, Verdict as Mark};
use crate::pages::evidence::{Claim, Figure, Judged, Verdict, statistic};
use crate::parts::figure::Key;
use crate::words;

/// Claims that are shown, and of one report.
const SHOWN: usize = 8;
const OF_ONE: usize = 2;

/// An amount of a claim about the work.
struct Told<'j> {
    claim: &'j Claim,
    figure: &'j Figure,
    /// Of whom it speaks within the work: "Mid-level", or all.
    whom: String,
    /// What it says, and what the other evidence does.
    says: f64,
    other: [f64; 3],
}

impl Told<'_> {
    /// How far it lies from the other evidence, as a share.
    fn off(&self) -> f64 {
        self.says / self.other[1] - 1.0
    }
}

/// The blocks; none where no claim on the work was judged, or all hold.
pub fn blocks(asked: &Asked) -> Vec<Block> {
    let Some(judged) = Judged::known(asked.asking) else { return Vec::new() };
    let told: Vec<Told> = judged.claims.iter().flat_map(|claim| amounts(asked, claim)).collect();
    let wrong: Vec<&Told> =
        told.iter().filter(|one| one.figure.verdict == Verdict::Fails).collect();
    let shown = farthest(&wrong);
    if shown.len() < 2 {
        return Vec::new();
    }
    let high = wrong.iter().filter(|one| one.off() > 0.0).count();
    let text = Text::new(format!(
        "Reports name {} for the pay of {} in {}. {} do not hold against the other evidence: {} are too high, {} too low.",
        crate::words::number(told.len()) + " amounts",
        asked.role.many,
        asked.place,
        capitalised(&crate::words::number(wrong.len())),
        crate::words::number(high),
        crate::words::number(wrong.len() - high),
    ));
    vec![Block::Paragraph(text), Block::Figure(Box::new(drawn(asked, &shown)))]
}

/// The amounts of a claim, a year and in the guide's currency, if it speaks of the work in the country and of
/// nothing narrower than a level.
fn amounts<'j>(asked: &Asked, claim: &'j Claim) -> Vec<Told<'j>> {
    let Some(whom) = whom(asked, claim) else { return Vec::new() };
    let unit = format!("{} a year", asked.currency);
    let told = |figure: &'j Figure| {
        let [says, to] = figure.says.filter(|_| figure.unit == unit)?;
        let whom = whom.clone();
        (says == to).then_some(Told { claim, figure, whom, says, other: figure.other? })
    };
    claim.figures.iter().filter_map(told).collect()
}

/// Of whom a claim speaks: a level, or all; nothing where it speaks of other work, another place or more.
/// Claims leave a role unsaid that is the one taken where none is said.
fn whom(asked: &Asked, claim: &Claim) -> Option<String> {
    if asked.is_official(claim.source()) {
        return None;
    }
    let taxonomy = &asked.asking.going_rate.taxonomy;
    let (rest, place) = claim.words.rsplit_once(" · ").unwrap_or(("", &claim.words));
    if place != asked.country_name() {
        return None;
    }
    let mut parts: Vec<&str> = rest.split(" · ").filter(|part| !part.is_empty()).collect();
    let named = parts.iter().position(|part| *part == asked.role.name);
    match named {
        Some(at) => drop(parts.remove(at)),
        None if asked.role.id() == taxonomy.default_role => {}
        None => return None,
    }
    let is_level = |part: &str| taxonomy.levels.iter().any(|level| level.name == part);
    match parts.as_slice() {
        [] => Some("All levels".to_owned()),
        [level] if is_level(level) => Some((*level).to_owned()),
        _ => None,
    }
}

/// Those that lie farthest off, few of one report, and one of each claim.
fn farthest<'t, 'j>(wrong: &[&'t Told<'j>]) -> Vec<&'t Told<'j>> {
    let mut sorted = wrong.to_vec();
    let far =
        |one: &Told| one.figure.off().and_then(|off| off.says).map_or(0.0, |says| says[0].abs());
    sorted.sort_by(|one, other| far(other).total_cmp(&far(one)));
    let mut shown: Vec<&Told> = Vec::new();
    for one in sorted {
        let of_source = shown.iter().filter(|s| s.claim.source() == one.claim.source()).count();
        let is_new = shown.iter().all(|s| s.claim.id != one.claim.id);
        if is_new && of_source < OF_ONE && shown.len() < SHOWN {
            shown.push(one);
        }
    }
    shown.sort_by(|one, other| other.off().total_cmp(&one.off()));
    shown
}

fn drawn(asked: &Asked, shown: &[&Told]) -> Drawn {
    let titles = goingrate_view::views::labels(asked.asking.going_rate);
    let title = |one: &Told| {
        let label = titles.iter().find(|label| label.slug == one.claim.source());
        label.map_or_else(|| one.claim.source().to_owned(), |label| label.title.clone())
    };
    let what = |one: &Told| format!("{}, {}", one.whom, statistic(&one.figure.what));
    let tick = words::ticks(asked.currency);
    let said = |one: &Told| one.figure.said().unwrap_or_default();
    let row = |one: &&Told| Row {
        name: short(&title(one)),
        sub: what(one),
        value: format!("{}: {}", said(one), words::change(one.off())),
        middle: Some(one.other[1]),
        interval: Some([one.other[0], one.other[2]]),
        says: Some((one.says, Mark::Fails)),
        ..Row::default()
    };
    let label = |one: &&Told| format!("{} says {} ({})", short(&title(one)), said(one), what(one));
    let picture =
        Rows { label: 270.0, value: 120.0, ..Rows::holding(shown.iter().map(row).collect(), tick) }
            .picture(shown.iter().map(label).collect::<Vec<_>>().join("; "));
    let line = |one: &&Told| {
        vec![
            Entry::link(format!("/evidence/{}", one.claim.source()), title(one)),
            Entry::text(what(one)),
            Entry::new(said(one), one.says),
            Entry::new(one.figure.middle().unwrap_or_default(), one.other[1]),
            Entry::text(one.figure.interval().unwrap_or_default()),
        ]
    };
    Drawn {
        id: "claims",
        title: "These published amounts do not hold".to_owned(),
        about: format!(
            "What reports say, and what all other evidence says, {} a year; those that lie farthest off",
            asked.currency
        ),
        picture,
        key: vec![Key::Claim, Key::Others],
        grid: Grid {
            id: "claims-table",
            caption: "Published amounts that do not hold".to_owned(),
            columns: columns(&[
                "Report",
                "Whose pay",
                "#It says",
                "#The other evidence",
                "#80% sure of",
            ]),
            rows: shown.iter().map(line).collect(),
            cards: true,
        },
        sources: "/evidence?verdict=contradicted".to_owned(),
    }
}
