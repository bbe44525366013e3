//! How pay differs from one to the next.

use goingrate_view::words::{capitalised, per};

use super::super::grid::{Entry, Grid, columns};
use super::super::{Asked, Block, Section, Text};
use super::phrases;
use crate::charts::density::Density;
use crate::guide::blocks::Drawn;
use crate::parts::figure::Key;
use crate::words;

/// From here on the tenths of a market lie far apart.
const FAR: f64 = 2.0;

/// The section.
pub fn section(asked: &Asked) -> Option<Section> {
    let view = &asked.pay;
    let [p10, p25, p50, p75, p90] = view.percentiles.as_slice() else { return None };
    let ratio = p90.pay.amount / p10.pay.amount;
    let heading = match ratio > FAR {
        true => "Two people in the same job can be far apart",
        false => "Most people of this job are paid within a factor of two",
    };
    let ends =
        Text::new("“The average salary” hides what you want to know. One in ten earns less than ")
            .say(format!("{}, one in ten more than {}, ", p10.pay.short(), p90.pay.short()))
            .say(format!("{:.1} times as much, and both are ordinary.", ratio))
            .from_sources(&asked.sources_of(view, "role"));
    let total = view.total_compensation.as_ref().map(|total| {
        Block::Paragraph(Text::new(format!(
            "All of this is base pay. With bonus and shares the middle is {}: we are 80% sure that it lies between {} and {}.",
            total.short(),
            total.ends().0,
            total.ends().1,
        )))
    });
    let about = format!("Base pay {}, all levels, {}", per(p50.pay.per), asked.country_name());
    let title =
        format!("Half of all {} earn {} to {}", asked.role.many, p25.pay.short(), p75.pay.short());
    let figure = Drawn {
        id: "spread",
        picture: Density { curve: &view.curve, percentiles: &view.percentiles, you: None }.picture(
            format!("{title}; the middle is {}, {}.", p50.pay.short(), words::doubt(&p50.pay)),
        ),
        title,
        about,
        key: vec![Key::People, Key::Doubt],
        grid: grid(asked),
        sources: asked.plain_question(),
    };
    let how = format!(
        "The dark part is the middle half of people. The hatched bar below it is something else: how far our own figure for the middle may be off. It is {}, within {}.",
        view.sure.word,
        words::half_width(p50.pay.half_width).trim_start_matches('±'),
    );
    let short = Text::new(format!("Half of all {} earn ", asked.role.many))
        .strong(format!("{} to {}", p25.pay.short(), p75.pay.short()))
        .say("; the middle is ")
        .strong(phrases::amount(&p50.pay))
        .say(format!(
            ", {}: within {}.",
            view.sure.word,
            words::half_width(p50.pay.half_width).trim_start_matches('±')
        ));
    let blocks = [
        Some(Block::Paragraph(ends)),
        Some(Block::Figure(Box::new(figure))),
        Some(Block::Paragraph(how.into())),
        total,
    ];
    Some(Section {
        id: "how-pay-differs",
        name: "How pay differs",
        heading: heading.to_owned(),
        short: Some(short),
        blocks: blocks.into_iter().flatten().collect(),
    })
}

fn grid(asked: &Asked) -> Grid {
    let row = |one: &goingrate_view::views::pay::PercentileView| {
        let name = match one.percentile {
            10 => "One in ten earns less than",
            25 => "A quarter earns less than",
            50 => "Half earn less than (the middle)",
            75 => "A quarter earns more than",
            _ => "One in ten earns more than",
        };
        vec![Entry::text(name), phrases::paid(&one.pay), phrases::sure(&one.pay)]
    };
    Grid {
        id: "spread-table",
        caption: capitalised(&format!("{}: base pay a year", asked.role.many)),
        columns: columns(&["", "#Base pay a year", "#We are 80% sure of"]),
        rows: asked.pay.percentiles.iter().map(row).collect(),
        cards: false,
    }
}
