//! What each level pays.

use goingrate::ask::ProfileText;
use goingrate::request::{ByWord, PayRequest};
use goingrate_view::views::pay::PayView;
use goingrate_view::views::rank::RankedView;
use goingrate_view::{Amount, Change, words as plain};

use super::super::blocks::Drawn;
use super::super::grid::{Entry, Grid, columns};
use super::super::{Asked, Block, Section, Text};
use super::phrases;
use crate::charts::rows::{Row, Rows};
use crate::parts::figure::Key;

/// A level with what it pays in all, and how much more the next one pays.
struct Rung<'r> {
    level: &'r RankedView,
    total: Option<Amount>,
    next: Option<Change>,
    sources: Vec<String>,
}

/// The section.
pub fn section(asked: &Asked) -> Option<Section> {
    let ranked = asked.ranked(ByWord::Level)?;
    let is_shown = |level: &&RankedView| !asked.leads() || asked.is_own_level(level);
    let levels: Vec<&RankedView> = ranked.entries.iter().filter(is_shown).collect();
    let rungs = rungs(asked, &levels)?;
    let alone: Vec<&Rung> = rungs.iter().filter(|rung| asked.is_own_level(rung.level)).collect();
    let overlap = overlap(&alone);
    let heading = match &overlap {
        Some(_) => "The levels overlap",
        None => "Each level is a step of its own",
    };
    let title = match (alone.first(), alone.last()) {
        (Some(low), Some(high)) if alone.len() > 1 => format!(
            "The middle goes from {} as {} to {} as {}",
            low.level.median.short(),
            as_one(&low.level.name),
            high.level.median.short(),
            as_one(&high.level.name),
        ),
        _ => "What each level pays".to_owned(),
    };
    let figure = Drawn {
        id: "levels",
        picture: picture(&rungs, asked, &title),
        title,
        about: format!("Base pay a year, {}", asked.country_name()),
        key: vec![Key::People, Key::Whisker],
        grid: grid(asked, &rungs),
        sources: asked.plain_question(),
    };
    let sources = rungs.first().map(|rung| rung.sources.clone()).unwrap_or_default();
    let mut blocks = Vec::new();
    blocks.extend(steps(&alone).map(|text| Block::Paragraph(text.from_sources(&sources))));
    blocks.push(Block::Figure(Box::new(figure)));
    blocks.extend(overlap.map(Block::Pull));
    blocks.extend(totals(&alone).map(|text| Block::Paragraph(text.into())));
    Some(Section {
        id: "level",
        name: "By level",
        heading: heading.to_owned(),
        short: short(&alone),
        blocks,
    })
}

/// The levels, each asked for what it pays in all and what the next one pays more.
fn rungs<'r>(asked: &Asked, levels: &[&'r RankedView]) -> Option<Vec<Rung<'r>>> {
    let ask = |at: usize| {
        let level = *levels.get(at)?;
        let is_next = |next: &&&RankedView| asked.is_own_level(level) && asked.is_own_level(next);
        let next = levels.get(at + 1).filter(is_next);
        let profile = ProfileText { level: Some(level.slug.clone()), ..asked.profile() };
        let vs = next.map(|next| next.name.clone()).into_iter().collect();
        let view = asked.paid(&PayRequest { profile, vs, ..PayRequest::default() });
        let of = |view: &PayView| view.versus.first().map(|versus| versus.change);
        Some(Rung {
            level,
            total: view.as_ref().and_then(|view| view.total_compensation.clone()),
            next: view.as_ref().and_then(of),
            sources: view.map(|view| asked.sources_of(&view, "level")).unwrap_or_default(),
        })
    };
    (0..levels.len()).map(ask).collect()
}

/// "From junior to mid-level the middle rises by 25% (21% to 29%), to senior by a further 24%, …"
fn steps(alone: &[&Rung]) -> Option<Text> {
    let pairs = alone.iter().zip(alone.iter().skip(1));
    let told: Vec<String> = pairs
        .enumerate()
        .filter_map(|(at, (from, to))| {
            let change = phrases::change(from.next.as_ref()?);
            let to = to.level.name.to_lowercase();
            Some(match at {
                0 => format!(
                    "from {} to {to} the middle rises by {change}",
                    from.level.name.to_lowercase()
                ),
                _ => format!("to {to} by {change}"),
            })
        })
        .collect();
    (!told.is_empty()).then(|| {
        Text::new(format!(
            "{}. In brackets is the range that we are 80% sure of.",
            plain::capitalised(&told.join(", "))
        ))
    })
}

/// Where a quarter of a level earns more than the middle of the next.
fn overlap(alone: &[&Rung]) -> Option<String> {
    let pairs = alone.iter().zip(alone.iter().skip(1)).rev();
    let mut found = pairs.filter_map(|(low, high)| {
        let upper = low.level.percentiles.iter().find(|one| one.percentile == 75)?;
        let is_above = upper.pay.low > high.level.median.amount;
        is_above.then(|| {
            format!(
                "A title tells less than one thinks: a quarter of those called {} earn more than {}, and half of those called {} do not.",
                low.level.name.to_lowercase(),
                upper.pay.short(),
                high.level.name.to_lowercase(),
            )
        })
    });
    found.next_back()
}

/// What bonus and shares add, from the lowest to the highest level that has both.
fn totals(alone: &[&Rung]) -> Option<String> {
    let has = |rung: &&&Rung| rung.total.as_ref().is_some_and(|total| !total.is_hardly_known());
    let with: Vec<&&Rung> = alone.iter().filter(has).collect();
    let (low, high) = (with.first()?, with.last().filter(|_| with.len() > 1)?);
    let over = |rung: &Rung| Some(rung.total.as_ref()?.amount / rung.level.median.amount - 1.0);
    let told = format!(
        "Bonus and shares grow with the level: with them the middle is {} as {} and {} as {}",
        phrases::with_doubt(low.total.as_ref()?),
        as_one(&low.level.name),
        phrases::with_doubt(high.total.as_ref()?),
        as_one(&high.level.name),
    );
    (over(high)? > over(low)? + 0.05)
        .then(|| format!("{told}. The table of the figure has all of them, with their intervals."))
}

fn short(alone: &[&Rung]) -> Option<Text> {
    let of = |slug: &str| alone.iter().find(|rung| rung.level.slug == slug).map(|rung| rung.level);
    let (junior, senior) = (of("junior")?, of("senior")?);
    Some(
        Text::new("The middle of seniors is ")
            .strong(phrases::amount(&senior.median))
            .say(", that of juniors ")
            .strong(phrases::amount(&junior.median))
            .say(sure(&senior.sure, &junior.sure)),
    )
}

/// How sure both are.
fn sure(one: &str, other: &str) -> String {
    match one == other {
        true => format!("; both are {one}."),
        false => format!("; the first is {one}, the second {other}."),
    }
}

fn as_one(level: &str) -> String {
    goingrate_view::person::with_article(&level.to_lowercase())
}

fn picture(rungs: &[Rung], asked: &Asked, title: &str) -> crate::charts::Picture {
    let rows: Vec<Row> =
        rungs.iter().map(|rung| Row::people(&rung.level.name, &rung.level.percentiles)).collect();
    Rows { label: 120.0, ..Rows::holding(rows, crate::words::ticks(asked.currency)) }
        .picture(format!("{title}. Each row: how pay differs between people, and the middle."))
}

fn grid(asked: &Asked, rungs: &[Rung]) -> Grid {
    let row = |rung: &Rung| {
        let level = rung.level;
        let to = asked.question_of_level(&level.name);
        let mut cells = vec![Entry::link(to, &level.name)];
        cells.extend(level.percentiles.iter().map(|one| phrases::paid(&one.pay)));
        cells.push(phrases::sure(&level.median));
        cells.push(rung.total.as_ref().map(phrases::paid).unwrap_or_default());
        cells.push(rung.total.as_ref().map(phrases::sure).unwrap_or_default());
        cells
    };
    Grid {
        id: "levels-table",
        caption: format!("Base pay a year by level, {}", asked.country_name()),
        columns: columns(&[
            "Level",
            "#1 in 10 less",
            "#A quarter less",
            "#Middle",
            "#A quarter more",
            "#1 in 10 more",
            "#80% sure of the middle",
            "#Middle with bonus and shares",
            "#80% sure of that",
        ]),
        rows: rungs.iter().map(row).collect(),
        cards: false,
    }
}
