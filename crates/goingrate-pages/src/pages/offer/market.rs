//! Where the base of each offer stands among such people.

use goingrate_view::money;
use goingrate_view::views::offer::{OfferView, OneOfferView};
use goingrate_view::words as plain;
use maud::{Markup, html};

use super::fields::Said;
use super::headline::fair;
use crate::charts::rows::{Row, Rows};
use crate::parts::figure::Key;
use crate::parts::table::{self, Column};
use crate::parts::{Cell, Figure, Figures, Table, href};

/// A figure for each offer, as each is in its own money, or one for all where that is the same.
pub fn market(view: &OfferView, said: &Said, figures: &mut Figures) -> Markup {
    let mut groups: Vec<Vec<&OneOfferView>> = Vec::new();
    for offer in &view.offers {
        match groups
            .iter_mut()
            .find(|group| group.iter().all(|o| o.own_currency == offer.own_currency))
        {
            Some(group) => group.push(offer),
            None => groups.push(vec![offer]),
        }
    }
    // A figure's name is fixed; offers are of few currencies, and what has no name is told in words.
    let names = ["base-market", "base-market-2", "base-market-3"];
    html! {
        @for (id, group) in names.into_iter().zip(&groups) { (figures.draw(figure(id, group))) }
        @for (at, offer) in view.offers.iter().enumerate() { (words(view, offer, said.who.get(at))) }
    }
}

fn figure(id: &'static str, offers: &[&OneOfferView]) -> Figure {
    let title = match offers {
        [only] => fair(only),
        _ => format!("The base of {} among such people", plain::list(&letters(offers))),
    };
    let currency = offers.first().map_or_else(String::new, |offer| offer.own_currency.to_string());
    Figure {
        id,
        title,
        about: format!("Base salary of people in the same work and place, {currency} a year"),
        picture: rows(offers).picture(label(offers)),
        key: vec![Key::People, Key::You],
        table: Some(table(offers)),
        sources: None,
    }
}

fn letters(offers: &[&OneOfferView]) -> Vec<String> {
    offers.iter().map(|offer| offer.letter.to_string()).collect()
}

fn rows(offers: &[&OneOfferView]) -> Rows {
    let row = |offer: &&OneOfferView| Row {
        name: format!("Offer {}", offer.letter),
        value: money::named(offer.standing.base, offer.own_currency),
        five: Some(offer.standing.base_market),
        you: Some(offer.standing.base),
        ..Row::default()
    };
    let currency = offers.first().map(|offer| offer.own_currency);
    let symbol = currency.map(money::symbol).unwrap_or_default();
    let rows = Rows::holding(offers.iter().map(row).collect(), move |amount| {
        format!("{symbol}{}", money::tick(amount))
    });
    Rows { label: 80.0, value: 90.0, ..rows }
}

fn label(offers: &[&OneOfferView]) -> String {
    let one = |offer: &&OneOfferView| {
        let about = |amount: f64| money::about(amount, offer.own_currency);
        let [p10, _, p50, _, p90] = offer.standing.base_market;
        format!(
            "Offer {}: base {}; such people's middle is {}, 8 in 10 have {} to {}",
            offer.letter,
            about(offer.standing.base),
            about(p50),
            about(p10),
            about(p90)
        )
    };
    offers.iter().map(one).collect::<Vec<_>>().join(". ")
}

fn table(offers: &[&OneOfferView]) -> Table {
    let row = |offer: &&OneOfferView| {
        let money =
            |amount: f64| Cell::new(html! { (money::about(amount, offer.own_currency)) }, amount);
        let standing = &offer.standing;
        let name = Cell::text(format!("Offer {}", offer.letter));
        let figures = std::iter::once(standing.base).chain(standing.base_market).map(money);
        table::Row::new(std::iter::once(name).chain(figures).collect())
    };
    let names = [
        "Its base",
        "1 in 10 have less",
        "1 in 4 have less",
        "Middle",
        "1 in 4 have more",
        "1 in 10 have more",
    ];
    let figures = names.into_iter().map(Column::figures);
    Table {
        id: "base-market-table".into(),
        caption: "Base salaries of such people".into(),
        columns: std::iter::once(Column::words("Offer")).chain(figures).collect(),
        rows: offers.iter().map(row).collect(),
        cards: false,
    }
}

/// Where it stands in words, and the way to the whole picture: an address that says whose work it is, and
/// not what it pays.
fn words(view: &OfferView, offer: &OneOfferView, who: Option<&String>) -> Markup {
    let at = &offer.standing;
    let of = |share: f64| (share * 100.0).round();
    let whose = match view.offers.len() {
        1 => "The base".to_owned(),
        _ => format!("The base of {}", offer.letter),
    };
    let apart = at.base / at.base_market[2] - 1.0;
    html! {
        p {
            (whose) " of " (money::named(at.base, offer.own_currency)) " is more than "
            b { (of(at.base_below.share)) " in 100" } " such people earn; it could be " (of(at.base_below.low))
            " to " (of(at.base_below.high)) ". Their middle is " (money::about(at.base_market[2], offer.own_currency))
            ", so it is " (crate::words::percent(apart.abs())) (if apart < 0.0 { " below" } else { " above" }) " that. "
            @match &at.total_below {
                Some(total) => {
                    "With bonus and shares it is more than " (of(total.share)) " in 100 get (" (of(total.low)) " to " (of(total.high)) "). "
                },
                None => "How it stands with bonus and shares is not known: no figure of such pay is carried there. ",
            }
            @if let (true, Some(level)) = (at.disagrees, &at.usual_level) {
                "Such a base is usual for the level " (level.to_lowercase()) ". "
            }
            @if let Some(who) = who { a href=(href("/pay", &[("q", who)])) { "See the whole picture" } }
        }
        p.note { "Read as: " (offer.read_as) "." }
    }
}
