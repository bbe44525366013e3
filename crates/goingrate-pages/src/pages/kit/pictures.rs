//! The pictures of a hiring kit: its pay range in the market, and what mistakes cost.

use goingrate_view::money;
use goingrate_view::views::kit::{AdvertView, CostView, MistakeView};
use goingrate_view::words::per;
use maud::Markup;

use crate::charts::band::Band;
use crate::charts::rows::{Row, Rows};
use crate::parts::figure::Key;
use crate::parts::table::Row as TableRow;
use crate::parts::{Cell, Column, Figure, Figures, Table};
use crate::words::{clipped, day};

/// Names in a picture are at most so long.
const LONGEST: usize = 46;

/// The range that is published: "$140,000 to $185,000".
pub(super) fn range(pay: &AdvertView) -> String {
    let [low, high] = [pay.low, pay.high].map(|amount| money::exact(amount, pay.currency));
    format!("{low} to {high}")
}

/// The range in its market.
pub(super) fn pay(figures: &mut Figures, pay: &AdvertView) -> Markup {
    let currency = pay.currency;
    let about = move |amount: f64| money::about(amount, currency);
    let [p10, p25, p50, p75, p90] = pay.market;
    let title = match (&pay.low_percentile, &pay.high_percentile) {
        (Some(low), Some(high)) => format!(
            "The range begins above {:.0} of 100 people and ends above {:.0}",
            low.share * 100.0,
            high.share * 100.0
        ),
        _ => "The range in its market".to_owned(),
    };
    let label = format!(
        "{title}: {}, where half earn {} to {} {}",
        range(pay),
        about(p25),
        about(p75),
        per(pay.per)
    );
    let band = Band {
        ends: [pay.low, pay.high],
        said: format!("publish {}", range(pay)),
        market: pay.market,
        amount: Box::new(about),
    };
    let figure = Figure {
        id: "range",
        title,
        about: format!(
            "Base salary {}, in {} on {}; the bar is what such people earn.",
            per(pay.per),
            currency,
            day(pay.as_of)
        ),
        picture: band.picture(label),
        key: vec![Key::People],
        table: Some(table(
            [
                ("Low end of the advert", pay.low),
                ("High end of the advert", pay.high),
                ("1 in 10 earns less than", p10),
                ("A quarter earns less than", p25),
                ("The middle", p50),
                ("A quarter earns more than", p75),
                ("1 in 10 earns more than", p90),
            ],
            pay,
        )),
        sources: None,
    };
    figures.draw(figure)
}

fn table(rows: [(&str, f64); 7], pay: &AdvertView) -> Table {
    let row = |(name, amount): (&str, f64)| {
        let shown = maud::html! { (money::about(amount, pay.currency)) };
        TableRow::new(vec![Cell::text(name), Cell::new(shown, amount)])
    };
    Table {
        id: "range-table".into(),
        caption: "The advert and the market".into(),
        columns: vec![
            Column::words("What"),
            Column::figures(format!("{} {}", pay.currency, per(pay.per))),
        ],
        rows: rows.into_iter().map(row).collect(),
        cards: false,
    }
}

/// What mistakes cost, the dearest first; nothing where no cost is known.
pub(super) fn mistakes(figures: &mut Figures, mistakes: &[MistakeView]) -> Option<Markup> {
    let known: Vec<(&MistakeView, &CostView)> =
        mistakes.iter().filter_map(|one| Some((one, one.cost.as_ref()?))).collect();
    let (first, cost) = *known.first()?;
    let currency = cost.currency;
    let rows: Vec<Row> = known.iter().map(|(one, cost)| row(one, cost)).collect();
    let rows = Rows {
        label: 330.0,
        value: 64.0,
        ..Rows::from_zero(rows, move |amount| {
            format!("{}{}", money::symbol(currency), money::tick(amount))
        })
    };
    let title = format!(
        "{} costs {} to {}",
        first.name,
        money::named(cost.low, currency),
        money::named(cost.high, currency)
    );
    let about = "Each time it happens. The dot is the middle, the line holds 8 cases in 10.";
    let figure = Figure {
        id: "mistakes",
        picture: rows.picture(format!("{title}. {about}")),
        title,
        about: about.to_owned(),
        key: Vec::new(),
        table: None,
        sources: None,
    };
    Some(figures.draw(figure))
}

fn row(mistake: &MistakeView, cost: &CostView) -> Row {
    let name = match mistake.name.split_once(',') {
        // A picture has room for the mistake, and not for what is said beside it.
        Some((head, _)) => head.to_owned(),
        None => mistake.name.clone(),
    };
    Row {
        name: clipped(&name, LONGEST),
        value: money::named(cost.middle, cost.currency),
        middle: Some(cost.middle),
        interval: Some([cost.low, cost.high]),
        ..Row::default()
    }
}
