//! What is kept of the middle after tax, and what it buys at the prices of another place.

use goingrate::request::NetRequest;
use goingrate_view::questions::{Ask, Asking};
use goingrate_view::views::net::TakeHomeView;
use goingrate_view::views::pay::PayView;
use goingrate_view::{money, words as plain};
use maud::{Markup, html};

use super::asked::Asked;
use crate::charts::rows::Ink;
use crate::charts::stack::{Part, Stack};
use crate::parts::figure::Figure;
use crate::parts::{Field, Figures, section};
use crate::words::{percent, tight};

/// The section; where no law is known, a line that says so.
pub fn keep(asked: &Asked, view: &PayView, asking: &Asking, figures: &mut Figures) -> Markup {
    let Some(net) = &view.after_tax else {
        return section("keep", "What you keep", html! { p.sub { (missing(asked, asking)) } });
    };
    let body = html! {
        @match taken(view, asking) {
            Some(taken) => (figures.draw(figure(&taken))),
            None => (in_words(view)),
        }
        @for remark in &net.remarks { p.note { (tight(remark)) } }
        details.fold {
            summary { "What this leaves out" }
            ul.plain { @for left_out in &net.leaves_out { li { (tight(left_out)) } } }
        }
        (prices(asked, view))
    };
    section("keep", "What you keep, and what it buys elsewhere", body)
}

/// Why nothing is told of tax.
fn missing(asked: &Asked, asking: &Asking) -> String {
    if asked.is_rate() {
        return "A rate is told before tax: what is left of it depends on how many hours are billed.".into();
    }
    let place = &asking.going_rate.taxonomy.place(asked.read.profile.place).name;
    format!("We have no rule of tax that covers this work in {place}. Pay before tax is above.")
}

/// The middle from gross to net. Only of salaries: what is left of a rate depends on hours that nobody stated.
fn taken(view: &PayView, asking: &Asking) -> Option<TakeHomeView> {
    let (median, place) = (view.median(), &view.after_tax.as_ref()?.place);
    let text = format!("{} {:.2}/{}, {place}", median.currency, median.amount, median.per.slug());
    let request = NetRequest { text: text.into(), ..NetRequest::default() };
    view.hourly.as_ref().or(view.total_compensation.as_ref())?;
    let answer = request.ask(asking).ok()?.take_home;
    (answer.currency == median.currency).then_some(answer)
}

fn figure(taken: &TakeHomeView) -> Figure {
    let exact = |amount: f64| money::exact(amount, taken.currency);
    let share = if taken.gross > 0.0 { taken.net / taken.gross } else { 0.0 };
    let part = |name: &str, size: f64, ink: Ink| Part {
        name: name.into(),
        shown: money::about(size, taken.currency),
        size,
        ink: ink.class(),
    };
    let parts = vec![
        part("you keep", taken.net, Ink::Money),
        part("tax", taken.taxes, Ink::Part),
        part("contributions", taken.contributions, Ink::Pale),
        part("set aside", taken.saving, Ink::Hatched),
    ];
    let title = format!(
        "Of {} a year you keep {}, or {}",
        exact(taken.gross),
        exact(taken.net),
        percent(share)
    );
    Figure {
        id: "kept",
        about: format!(
            "The middle, {}, rules of {}, {}",
            filing(&taken.filing),
            with_article(&taken.place_name),
            taken.year
        ),
        picture: Stack { parts }.picture(format!("{title}.")),
        title,
        key: Vec::new(),
        table: None,
        sources: super::super::exists("/evidence/method").then(|| "/evidence/method".to_owned()),
    }
}

/// A place as it stands in the middle of a sentence: "the United States".
pub fn with_article(place: &str) -> String {
    match place.starts_with("United ") || place.starts_with("Netherlands") {
        true => format!("the {place}"),
        false => place.to_owned(),
    }
}

/// Who files, in words.
pub fn filing(word: &str) -> &'static str {
    match word {
        "joint" => "a married couple with one income",
        "head" => "head of household",
        _ => "single, no dependants",
    }
}

/// The middle after tax, where it cannot be divided.
fn in_words(view: &PayView) -> Markup {
    let Some(net) = view.after_tax.as_ref() else { return html! {} };
    let Some(middle) = net.percentiles.get(2) else { return html! {} };
    html! {
        p.sub {
            "Of the middle, " (view.median().with_period()) ", " b { (middle.pay.with_period()) }
            " is left: " (filing(&net.filing)) ", rules of " (with_article(&net.place_name)) ", " (net.year) "."
        }
    }
}

/// The same at the prices of another place, and the form that names it.
fn prices(asked: &Asked, view: &PayView) -> Markup {
    let typed = asked.prices.as_deref().unwrap_or_default();
    let field = Field {
        name: "at_prices_of",
        label: "What buys the same in",
        value: typed,
        example: "Berlin",
        ..Field::default()
    };
    html! {
        form.line action="/pay" {
            @for (name, value) in asked.kept(&["at_prices_of"]) { input type="hidden" name=(name) value=(value); }
            (field.html())
            button.btn.plain { "Show" }
        }
        @if let Some(at) = &view.at_prices {
            @if let Some(middle) = at.percentiles.get(2) {
                p.note {
                    (if at.after_tax { "What is left of the middle" } else { "The middle" })
                    " buys here what " b { (middle.pay.short()) } " " (plain::per(middle.pay.per))
                    " buys in " b { (at.place_name) } ". " (price_levels(at))
                }
            }
        }
    }
}

/// Which price levels were compared.
fn price_levels(at: &goingrate_view::views::pay::real::AtPricesView) -> String {
    let of = |level: &goingrate_view::views::pay::real::LevelView| {
        let regional = level.regional.map(|index| format!("index {index:.1} in its country"));
        let national =
            level.national.map(|parity| format!("{parity:.2} units for an international dollar"));
        let year = level.national_year.or(level.regional_year).map(|year| year.to_string());
        let all: Vec<String> = regional.into_iter().chain(national).chain(year).collect();
        format!("{}: {}", level.place_name, all.join(", "))
    };
    format!("Prices: {}; {}.", of(&at.from), of(&at.to))
}
