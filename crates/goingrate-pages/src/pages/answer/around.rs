//! What stands around the figure: total pay, kinds of employers, and the ladder of levels.

use goingrate::request::{ByWord, RankRequest};
use goingrate_view::questions::{Ask, Asking};
use goingrate_view::views::pay::PayView;
use goingrate_view::views::rank::{RankView, RankedView};
use goingrate_view::words as plain;
use maud::{Markup, html};

use super::asked::Asked;
use super::headline::is_guess;
use super::shape::about;
use crate::charts::rows::{Row, Rows};
use crate::parts::figure::{Figure, Key};
use crate::parts::table::Row as TableRow;
use crate::parts::{Cell, Column, Figures, Table, section};
use crate::words;

/// Base pay beside total pay, where the book knows both.
pub fn total(asked: &Asked, view: &PayView, figures: &mut Figures) -> Markup {
    let Some(total) = &view.total_compensation else { return html! {} };
    let currency = total.currency;
    let rows = vec![
        Row::dot("Base salary", view.median()),
        Row::dot("With bonus and shares", total).marked(true),
    ];
    let rows = Rows {
        label: 170.0,
        value: 130.0,
        ..Rows::from_zero(rows, move |amount| crate::words::tick(amount, currency))
    };
    let lead = if is_guess(total) {
        let (low, high) = total.ends();
        format!("Somewhere between {low} and {high} {} in all", plain::per(total.per))
    } else {
        format!("About {} {} in all", words::about(total), plain::per(total.per))
    };
    let figure = Figure {
        id: "total",
        about: format!("The middle before tax, {}", total.currency),
        picture: rows.picture(format!("{lead}, beside {} of base salary.", view.median().short())),
        title: lead,
        key: vec![Key::Whisker],
        table: None,
        sources: None,
    };
    let body = html! {
        (figures.draw(figure))
        p.note {
            "How much of it is bonus and how much is shares is not known apart. "
            @if super::super::exists("/offer") { "What shares may be worth is another question: " a href="/offer" { "compare an offer" } "." }
        }
        @if asked.net { p.note { "Both are before tax." } }
    };
    section("in-all", "With bonus and shares", body)
}

/// Kinds of employers side by side, or the countries that a part of the world is made of.
pub fn kinds(asked: &Asked, view: &PayView, figures: &mut Figures) -> Markup {
    let region = view.region.as_ref().map(|region| {
        let sentence = words::tight(&plain::capitalised(&region.sentence));
        html! { p.sub { "This is " (plain::lowered(&sentence)) } }
    });
    if view.kinds.is_empty() {
        return match region {
            Some(region) => section("mixture", "What this is made of", region),
            None => html! {},
        };
    }
    let currency = view.median().currency;
    let row = |kind: &goingrate_view::views::pay::market::KindView| Row {
        sub: format!("{} of developers, our estimate", words::percent(kind.share)),
        link: Some(asked.to_text(&format!("{}, {}", asked.text(), kind.kind))),
        ..Row::dot(kind.name.clone(), &kind.median)
    };
    let rows = Rows::from_zero(view.kinds.iter().map(row).collect(), move |amount| {
        crate::words::tick(amount, currency)
    });
    let figure = Figure {
        id: "kinds",
        title: "The middle at each kind of employer".into(),
        about: about(asked, &view.percentiles),
        picture: Rows { label: 230.0, ..rows }
            .picture("The middle at each kind of employer with its interval."),
        key: vec![Key::Whisker],
        table: None,
        sources: None,
    };
    section(
        "mixture",
        "Kinds of employers",
        html! { @if let Some(region) = region { (region) } (figures.draw(figure)) },
    )
}

/// The ladder of levels of the same job; nothing where it cannot be told.
pub fn ladder(asked: &Asked, asking: &Asking) -> Option<RankView> {
    let request = RankRequest {
        profile: asked.profile.clone(),
        shown: asked.unit(),
        by: ByWord::Level,
        ..RankRequest::default()
    };
    request.ask(asking).ok().filter(|view| view.entries.len() > 1)
}

/// The levels side by side.
pub fn levels(asked: &Asked, ladder: Option<&RankView>, figures: &mut Figures) -> Markup {
    let Some(ladder) = ladder else {
        return section(
            "levels",
            "The levels side by side",
            html! {
                p.sub { "The levels of this work cannot be told apart: no evidence names them here." }
            },
        );
    };
    let own: Vec<&RankedView> = own_ladder(ladder);
    let Some(first) = own.first() else { return html! {} };
    let currency = first.median.currency;
    let row = |level: &&RankedView| Row {
        link: (!level.asked).then(|| with_level(asked, level)).flatten(),
        ..Row::people(level.name.clone(), &level.percentiles).marked(level.asked)
    };
    let rows = Rows::from_zero(own.iter().map(row).collect(), move |amount| {
        crate::words::tick(amount, currency)
    });
    let title = ladder_title(&own);
    let figure = Figure {
        id: "ladder",
        picture: Rows { label: 110.0, value: 130.0, ..rows }.picture(format!("{title}.")),
        title,
        about: about(asked, &first.percentiles).replace(" after tax", ""),
        key: vec![Key::People, Key::Whisker],
        table: Some(table(ladder)),
        sources: None,
    };
    section("levels", "The levels side by side", figures.draw(figure))
}

/// The levels of the role's own ladder, lowest first.
fn own_ladder(ladder: &RankView) -> Vec<&RankedView> {
    let own = ladder.entries.first().and_then(|level| level.ladder);
    ladder.entries.iter().filter(|level| level.ladder == own).collect()
}

/// What the ladder shows, as far as its intervals bear it out.
fn ladder_title(own: &[&RankedView]) -> String {
    let steps: Vec<&&RankedView> = own.iter().filter(|level| level.slug != "intern").collect();
    let (Some(first), Some(last)) = (steps.first(), steps.last()) else {
        return "The levels".into();
    };
    if last.median.low <= first.median.high {
        return "The levels overlap within what is known".into();
    }
    format!(
        "From {} to {}, the middle goes from {} to {}",
        plain::lowered(&first.name),
        plain::lowered(&last.name),
        first.median.short(),
        last.median.short(),
    )
}

fn table(ladder: &RankView) -> Table {
    let money = |amount: f64, currency| {
        Cell::new(html! { (goingrate_view::money::about(amount, currency)) }, amount)
    };
    let row = |level: &RankedView| {
        let at = |index: usize| match level.percentiles.get(index) {
            Some(one) => money(one.pay.amount, one.pay.currency),
            None => Cell::missing(),
        };
        let doubt = Cell::new(html! { (words::doubt(&level.median)) }, level.median.half_width);
        TableRow::new(vec![Cell::text(level.name.clone()), at(0), at(2), at(4), doubt])
            .marked(level.asked)
    };
    Table {
        id: "ladder-table".into(),
        caption: "Pay by level".into(),
        columns: vec![
            Column::words("Level"),
            Column::figures("1 in 10 gets less than"),
            Column::figures("The middle"),
            Column::figures("1 in 10 gets more than"),
            Column::figures("Within (80% sure)"),
        ],
        rows: ladder.entries.iter().map(row).collect(),
        cards: false,
    }
}

/// The address of the same question for another level: only where the text does not name one itself.
pub fn with_level(asked: &Asked, level: &RankedView) -> Option<String> {
    let said = asked.read.fields.iter().find(|field| field.name == "level")?;
    if said.status == goingrate::units::parse::Status::Given {
        let text = asked.replaced("level", &level.name)?;
        return Some(asked.to_text(&text));
    }
    Some(asked.to_text(&format!("{}, {}", asked.text(), level.name)))
}
