//! Differences to the plain answer as a picture and a table: skills, other roles.

use goingrate_view::views::pay::versus::VersusView;

use super::super::Asked;
use super::super::blocks::Drawn;
use super::super::grid::{Entry, Grid, columns};
use super::phrases;
use crate::charts::rows::{Row, Rows};
use crate::parts::figure::Key;
use crate::words;

/// A figure of differences: its names, title and sub-title.
pub struct Words<'t> {
    /// Its name within the page.
    pub id: &'static str,
    /// The name of its table.
    pub table: &'static str,
    /// The heading of the names.
    pub what: &'static str,
    /// What one sees.
    pub title: String,
    /// What is shown.
    pub about: String,
    /// Where a name leads.
    pub to: &'t dyn Fn(&str) -> String,
}

/// The differences, the largest first.
pub fn drawn(asked: &Asked, told: Words, all: &[&VersusView]) -> Drawn {
    let rows: Vec<Row> = all.iter().map(|versus| row(versus)).collect();
    let label = match (all.first(), all.last()) {
        (Some(first), Some(last)) => format!(
            "{}: {}, between {} and {}. {}: {}, between {} and {}.",
            first.name,
            words::change(first.change.share),
            words::change(first.change.low),
            words::change(first.change.high),
            last.name,
            words::change(last.change.share),
            words::change(last.change.low),
            words::change(last.change.high),
        ),
        _ => String::new(),
    };
    let picture = Rows {
        upright: Some(0.0),
        label: 190.0,
        value: 150.0,
        ..Rows::holding(rows, words::change)
    };
    let grid = grid(&told, all);
    Drawn {
        id: told.id,
        title: told.title,
        about: told.about,
        picture: picture.picture(label),
        key: vec![Key::Whisker],
        grid,
        sources: asked.plain_question(),
    }
}

fn row(versus: &VersusView) -> Row {
    let change = &versus.change;
    Row {
        name: versus.name.clone(),
        value: format!(
            "{} ({} to {})",
            words::change(change.share),
            words::change(change.low),
            words::change(change.high)
        ),
        middle: Some(change.share),
        interval: Some([change.low, change.high]),
        ..Row::default()
    }
}

fn grid(told: &Words, all: &[&VersusView]) -> Grid {
    let row = |versus: &&VersusView| {
        let chance = (versus.higher * 100.0).round();
        vec![
            Entry::link((told.to)(&versus.name), &versus.name),
            phrases::changed(&versus.change),
            phrases::between(&versus.change),
            phrases::paid(&versus.p50),
            Entry::new(format!("{chance:.0} in 100"), versus.higher),
        ]
    };
    Grid {
        id: told.table,
        caption: "Differences of the middle to the plain answer".to_owned(),
        columns: columns(&[
            told.what,
            "#Difference",
            "#We are 80% sure of",
            "#Middle",
            "#Chance that it pays more",
        ]),
        rows: all.iter().map(row).collect(),
        cards: false,
    }
}
