//! Employers by name.

use goingrate::ask::ProfileText;
use goingrate::request::PayRequest;
use goingrate_view::views::rank::RankedView;
use goingrate_view::words::list;

use super::super::blocks::Drawn;
use super::super::{Asked, Block, Section, Text};
use super::{dots, phrases};
use crate::parts::figure::Key;

/// How many employers are drawn.
const EMPLOYERS: usize = 7;

/// The section.
pub fn section(asked: &Asked) -> Option<Section> {
    let all = asked.employers();
    let shown: Vec<&RankedView> = all.iter().take(EMPLOYERS).collect();
    let (first, last) = (*shown.first()?, *shown.last()?);
    let middle = asked.pay.median().amount;
    let above = shown.iter().filter(|entry| entry.median.low > middle).count();
    let is_told = first.median.low > last.median.high;
    let names: Vec<&str> = shown.iter().take(3).map(|entry| entry.name.as_str()).collect();
    let heading = match (above, is_told) {
        (0, _) => "No employer is known to pay more than the market",
        (_, true) => "A few employers stand out",
        (_, false) => "The best-paying employers pay much alike",
    };
    let profile = ProfileText { employer: Some(first.slug.clone()), ..asked.profile() };
    let view = asked.paid(&PayRequest { profile, ..PayRequest::default() });
    let sources = view.as_ref().map(|view| asked.sources_of(view, "employer")).unwrap_or_default();
    let total = view.and_then(|view| view.total_compensation);
    let order = match is_told {
        true => format!("{} stand highest in base pay.", list(&names)),
        false => format!(
            "{} stand highest in base pay, but the order of the {} is open: their intervals overlap throughout.",
            list(&names),
            crate::words::number(shown.len())
        ),
    };
    let shares = total.filter(|total| !total.is_hardly_known()).map(|total| {
        format!(
            " Much of what such employers pay is not base: at {} the middle with bonus and shares is {}.",
            first.name,
            phrases::with_doubt(&total)
        )
    });
    let figure = Drawn {
        id: "employers",
        title: match above == shown.len() {
            true => {
                format!("All {} pay more than the market at large", crate::words::number(above))
            }
            false => format!(
                "{} of {} {} known to pay more than the market",
                capital(above),
                crate::words::number(shown.len()),
                phrases::verb(above, "is", "are")
            ),
        },
        about: format!(
            "Middle base pay a year, all levels, {}; the {} highest of {} employers whose levels we know best; the line is the market",
            asked.country_name(),
            crate::words::number(shown.len()),
            all.len()
        ),
        picture: dots::picture(&shown, asked.currency, Some(middle), (shown.len(), shown.len())),
        key: vec![Key::Whisker],
        grid: dots::grid("employers-table", "Employer", &shown, |entry| {
            Some(asked.question(&[&format!("at {}", entry.name)]))
        }),
        sources: asked.question(&[&format!("at {}", first.name)]),
    };
    let text = Text::new(order).say(shares.unwrap_or_default()).from_sources(&sources);
    Some(Section {
        id: "employer",
        name: "By employer",
        heading: heading.to_owned(),
        short: None,
        blocks: vec![Block::Paragraph(text), Block::Figure(Box::new(figure))],
    })
}

fn capital(count: usize) -> String {
    goingrate_view::words::capitalised(&crate::words::number(count))
}
