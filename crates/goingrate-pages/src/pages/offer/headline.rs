//! The answer in short: which offer, how close, the chance; of one offer, whether its base is fair.

use goingrate::model::Sureness;
use goingrate_view::views::offer::{OfferView, OneOfferView, PairView};
use goingrate_view::{money, words as plain};
use maud::{Markup, html};

use super::value;
use crate::parts::meter::meter;
use crate::words::tight;

/// Between these chances neither of two offers is called better.
const CLOSE: std::ops::Range<f64> = 0.4..0.6;

/// The headline, with what it rests on.
pub fn headline(view: &OfferView) -> Markup {
    let worth = view.answer.first().map_or("", String::as_str);
    // Where each base stands has a section of its own, with a picture.
    let risks = view.answer.iter().skip(1 + view.offers.len());
    html! {
        div.answer {
            p.what { (read_as(view)) }
            h1.as-h2 { (title(view)) }
            p.then { (tight(worth)) (in_all(view)) }
            @for risk in risks { p.note { (tight(risk)) } }
            (sure(view))
        }
    }
}

/// All years of a lone offer together.
fn in_all(view: &OfferView) -> String {
    match view.offers.as_slice() {
        [only] if view.years > 1 => {
            let total = money::about(only.total.p50, view.currency);
            format!(" All {} years together: about {total}.", view.years)
        }
        _ => String::new(),
    }
}

fn read_as(view: &OfferView) -> String {
    let several = view.offers.len() > 1;
    let one = |offer: &OneOfferView| match several {
        true => format!("{}: {}", offer.letter, offer.name),
        false => offer.name.clone(),
    };
    view.offers.iter().map(one).collect::<Vec<_>>().join(" · ")
}

fn title(view: &OfferView) -> String {
    match (view.offers.as_slice(), view.pairs.as_slice()) {
        ([only], _) => fair(only),
        ([_, _], [pair]) => which(view, pair),
        _ => best(view),
    }
}

/// Whether the base of a lone offer is fair. It is called high or low only where all of the interval is.
pub fn fair(offer: &OneOfferView) -> String {
    let at = &offer.standing.base_below;
    let of = |share: f64| (share * 100.0).round();
    let than = format!("above what {} in 100 such people earn", of(at.share));
    match () {
        () if at.high < 0.25 => format!("A low base: {than}"),
        () if at.high < 0.5 => format!("A base below the middle: {than}"),
        () if at.low > 0.75 => format!("A high base: {than}"),
        () if at.low > 0.5 => format!("A base above the middle: {than}"),
        () if at.high - at.low > 0.6 => format!(
            "Hard to say whether the base is fair: {} to {} in 100 such people earn less",
            of(at.low),
            of(at.high)
        ),
        () => format!("A base that may well be the middle: {than}"),
    }
}

/// Which of two is worth more: for certain where the interval of the difference leaves out nothing, else by
/// its chance.
fn which(view: &OfferView, pair: &PairView) -> String {
    let letter = |at: usize| view.offers.get(at).map_or('?', |offer| offer.letter);
    let (ahead, chance, more) = match pair.better >= 0.5 {
        true => (letter(pair.one), pair.better, [pair.more.p10, pair.more.p50]),
        false => (letter(pair.other), 1.0 - pair.better, [-pair.more.p90, -pair.more.p50]),
    };
    let cases = (chance * 100.0).round();
    let stay = plain::count(view.years as usize, "year");
    match () {
        () if more[0] > 0.0 => {
            format!("{ahead} is worth {} more over {stay}", money::about(more[1], view.currency))
        }
        () if CLOSE.contains(&chance) => {
            format!("Too close to call: {ahead} is worth more in {cases} of 100 cases")
        }
        () => format!("{ahead} is worth more in {cases} of 100 cases"),
    }
}

/// Of several, that which is best most surely.
fn best(view: &OfferView) -> String {
    let best =
        view.offers.iter().enumerate().max_by(|a, b| a.1.total.p50.total_cmp(&b.1.total.p50));
    let Some((at, offer)) = best else { return "No offer".to_owned() };
    let chance = |pair: &PairView| match () {
        () if pair.one == at => Some(pair.better),
        () if pair.other == at => Some(1.0 - pair.better),
        () => None,
    };
    let least = view.pairs.iter().filter_map(chance).fold(1.0, f64::min);
    let cases = (least * 100.0).round();
    match CLOSE.contains(&least) {
        true => {
            format!("Too close to call: {} beats the next in {cases} of 100 cases", offer.letter)
        }
        false => format!("{} beats each other one in at least {cases} of 100 cases", offer.letter),
    }
}

/// What is moved, and how far: "price of the listed share at the end (0.23 to 2.94 times today’s)".
fn moved(what: &str, range: &str) -> String {
    let what = plain::lowered(&tight(what));
    match what.strip_suffix(", times today's") {
        Some(what) => format!("{what} ({range} times today’s)"),
        None => format!("{what} ({range})"),
    }
}

/// How sure the worth is, and what moves it most: of the offer that is known least.
fn sure(view: &OfferView) -> Markup {
    let half = |offer: &OneOfferView| {
        let ratio = offer.total.p90 / offer.total.p10;
        if ratio.is_finite() && ratio >= 1.0 { ratio.sqrt() - 1.0 } else { 1.0 }
    };
    let widest = view.offers.iter().max_by(|a, b| half(a).total_cmp(&half(b)));
    let Some(offer) = widest else { return html! {} };
    let whose = match view.offers.len() {
        1 => "the offer".to_owned(),
        _ => offer.letter.to_string(),
    };
    html! {
        p.sure {
            (meter(half(offer)))
            span {
                b { "What " (whose) " brings is " (Sureness::of(half(offer)).word()) "." }
                @if let Some(swing) = offer.tornado.first() {
                    " It moves most with this: " (moved(&swing.what, &value::swing_range(swing, view.currency))) "."
                }
            }
        }
    }
}
