//! What published reports say that the other evidence does not bear out.

use goingrate_view::views::pay::sure::DisagreementView;
use goingrate_view::words::list;

use super::super::blocks::Drawn;
use super::super::grid::{Entry, Grid, columns};
use super::super::{Asked, Block, Section, Text};
use super::{claims, phrases};
use crate::charts::rows::{Row, Rows};
use crate::parts::figure::Key;
use crate::words;

/// The section.
pub fn section(asked: &Asked) -> Option<Section> {
    let is_report = |one: &&DisagreementView| !asked.is_official(&one.source);
    let mut all: Vec<&DisagreementView> =
        asked.pay.disagreements.iter().filter(is_report).collect();
    all.sort_by(|one, other| one.offset.share.total_cmp(&other.offset.share));
    let (low, high) = (
        all.iter().filter(|one| one.offset.share < 0.0).count(),
        all.iter().filter(|one| one.offset.share > 0.0).count(),
    );
    if all.is_empty() {
        return None;
    }
    let both = low > 0 && high > 0;
    let heading = match (both, low > 0) {
        (true, _) => "Published guides err in both directions",
        (false, true) => "Published guides say too little",
        (false, false) => "Published guides say too much",
    };
    let farthest = all
        .iter()
        .max_by(|one, other| one.offset.share.abs().total_cmp(&other.offset.share.abs()))?;
    let slugs: Vec<String> = all.iter().map(|one| one.source.clone()).collect();
    let text = Text::new(format!(
        "{} {} of this work {} apart from the rest of the evidence, by more than chance explains: {} lower, {} higher. “{}” is farthest off, {} {} than the rest. Our figures do not follow them.",
        goingrate_view::words::capitalised(&crate::words::number(all.len())),
        phrases::verb(all.len(), "report that speaks", "reports that speak"),
        phrases::verb(all.len(), "reads", "read"),
        crate::words::number(low),
        crate::words::number(high),
        farthest.title,
        phrases::change(&farthest.offset),
        if farthest.offset.share < 0.0 { "less" } else { "more" },
    ))
    .from_sources(&slugs);
    let figure = Drawn {
        id: "disagreements",
        title: title(&all, both),
        about: "How far each reads from the rest of the evidence, with 80% intervals; the line is agreement".to_owned(),
        picture: picture(&all),
        key: vec![Key::Whisker],
        grid: grid(&all),
        sources: "/evidence".to_owned(),
    };
    let closing = Text::new(
        "Each claim of each report, with what the other evidence says and a verdict, is in ",
    )
    .link("/evidence", "the evidence")
    .say(".");
    Some(Section {
        id: "reports",
        name: "What other guides say",
        heading: heading.to_owned(),
        short: None,
        blocks: blocks(text, figure, claims::blocks(asked), closing),
    })
}

/// How far reports are off, as a picture; as a table where claims are drawn: one picture a section is enough.
fn blocks(text: Text, figure: Drawn, claims: Vec<Block>, closing: Text) -> Vec<Block> {
    let far = match claims.is_empty() {
        true => Block::Figure(Box::new(figure)),
        false => Block::Table(figure.grid),
    };
    let head = [Block::Paragraph(text), far].into_iter();
    head.chain(claims).chain([Block::Paragraph(closing)]).collect()
}

fn title(all: &[&DisagreementView], both: bool) -> String {
    let name = |one: Option<&&DisagreementView>| {
        one.map(|one| format!("“{}”", short(&one.title))).unwrap_or_default()
    };
    match both {
        true => format!("{} reads lowest, {} highest", name(all.first()), name(all.last())),
        false => {
            let names: Vec<String> = all.iter().map(|one| short(&one.title)).collect();
            format!("{} read apart from the rest", list(&names))
        }
    }
}

/// The title of a source as far as a row has room for it.
pub fn short(title: &str) -> String {
    const LETTERS: usize = 38;
    let head = title.split([':', '(']).next().unwrap_or(title).trim();
    if head.chars().count() <= LETTERS {
        return head.to_owned();
    }
    let kept: String = head.chars().take(LETTERS).collect();
    format!("{}…", kept.rsplit_once(' ').map_or(kept.as_str(), |(kept, _)| kept))
}

fn picture(all: &[&DisagreementView]) -> crate::charts::Picture {
    let row = |one: &&DisagreementView| Row {
        name: short(&one.title),
        value: format!(
            "{} ({} to {})",
            words::change(one.offset.share),
            words::change(one.offset.low),
            words::change(one.offset.high)
        ),
        middle: Some(one.offset.share),
        interval: Some([one.offset.low, one.offset.high]),
        ..Row::default()
    };
    let rows: Vec<Row> = all.iter().map(row).collect();
    let said = |one: &&DisagreementView| {
        format!("{} {}", short(&one.title), words::change(one.offset.share))
    };
    let label = all.iter().map(said).collect::<Vec<_>>().join("; ");
    Rows { upright: Some(0.0), label: 270.0, value: 160.0, ..Rows::holding(rows, words::change) }
        .picture(label)
}

fn grid(all: &[&DisagreementView]) -> Grid {
    let row = |one: &&DisagreementView| {
        vec![
            Entry::link(format!("/evidence/{}", one.source), &one.title),
            Entry::text(one.level.clone().unwrap_or_else(|| "all".to_owned())),
            phrases::changed(&one.offset),
            phrases::between(&one.offset),
        ]
    };
    Grid {
        id: "disagreements-table",
        caption: "How far sources read from the rest of the evidence".to_owned(),
        columns: columns(&["Source", "Levels", "#Reads", "#We are 80% sure of"]),
        rows: all.iter().map(row).collect(),
        cards: true,
    }
}
