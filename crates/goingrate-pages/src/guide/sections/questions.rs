//! Questions that people ask, with answers that the rest does not give.

use goingrate::request::{PayRequest, PeriodWord};
use goingrate_view::money;
use goingrate_view::views::pay::PayView;
use goingrate_view::words::capitalised;

use super::super::grid::{Entry, Grid, columns};
use super::super::{Asked, Block, Section, Text};
use super::phrases;
use crate::words;

/// The section.
pub fn section(asked: &Asked) -> Option<Section> {
    let periods = [PeriodWord::Month, PeriodWord::Week, PeriodWord::Hour];
    let mut request = PayRequest { profile: asked.profile(), ..PayRequest::default() };
    request.shown.per = std::iter::once(PeriodWord::Year).chain(periods).collect();
    let view = asked.paid(&request)?;
    let questions = [good(asked), left(asked), jobs(asked)];
    Some(Section {
        id: "questions",
        name: "Questions",
        heading: "What else people ask".to_owned(),
        short: None,
        blocks: vec![
            Block::Questions(questions.into_iter().flatten().collect()),
            Block::Table(grid(&view, asked)),
        ],
    })
}

/// Whether a round sum is good pay: the round sum next to the middle.
fn good(asked: &Asked) -> Option<(String, Text)> {
    let median = asked.pay.median().amount;
    let step = 10f64.powf(median.log10().floor()) / 2.0;
    let round = (median / step).round() * step;
    let below = asked.pay.curve.iter().filter(|amount| **amount < round).count();
    let sum = money::about(round, asked.currency);
    let answer =
        Text::new(format!("It is more than about {below} in 100 {} earn. ", asked.role.many))
            .link(asked.plain_question(), "See where your own pay stands")
            .say("; it is neither kept nor put into an address.");
    (below > 0).then(|| (format!("Is {sum} a good salary?"), answer))
}

/// What is left after tax.
fn left(asked: &Asked) -> Option<(String, Text)> {
    let net = asked.pay.after_tax.as_ref()?;
    let middle = net.percentiles.iter().find(|one| one.percentile == 50)?;
    let share = middle.pay.amount / asked.pay.median().amount;
    let answer = format!(
        "Of the middle about {} a year, which is {}, for one person without children, by the law of {}.",
        words::about(&middle.pay),
        words::percent(share),
        net.year
    );
    Some(("How much of it is left after tax?".to_owned(), answer.into()))
}

fn jobs(asked: &Asked) -> Option<(String, Text)> {
    let jobs = asked.pay.sure.jobs?;
    let count = match jobs {
        jobs if jobs >= 1e6 => format!("{:.1} million", jobs / 1e6),
        jobs => goingrate_view::words::thousands((jobs / 100.0).round() * 100.0),
    };
    let answer = format!(
        "Official statistics count {count} jobs in {} in the occupation that they belong to.",
        asked.place
    );
    Some(("How many such jobs are there?".to_owned(), answer.into()))
}

fn grid(view: &PayView, asked: &Asked) -> Grid {
    let all = std::iter::once(&view.percentiles).chain(&view.by_period);
    let row = |five: &Vec<goingrate_view::views::pay::PercentileView>| {
        let per = five.first().map_or("", |one| goingrate_view::words::per(one.pay.per));
        let cells = five.iter().map(|one| phrases::paid(&one.pay));
        std::iter::once(Entry::text(capitalised(per))).chain(cells).collect()
    };
    Grid {
        id: "periods",
        caption: format!("Base pay of {} for other periods", asked.role.many),
        columns: columns(&[
            "",
            "#1 in 10 less",
            "#A quarter less",
            "#Middle",
            "#A quarter more",
            "#1 in 10 more",
        ]),
        rows: all.map(row).collect(),
        cards: false,
    }
}
