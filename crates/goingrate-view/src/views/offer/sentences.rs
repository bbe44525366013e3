//! The answer on offers in sentences: what each is worth, which is better, where each stands, what could go
//! wrong.

use goingrate::ask::offer::OfferAnswer;
use goingrate_plan::offer::{Equal, EqualOf, Pair};
use goingrate_units::{Currency, Taxonomy};

use super::{OneOfferView, PairView};
use crate::{money, words};

/// Between these chances neither of two offers is called better.
const CLOSE: std::ops::Range<f64> = 0.4..0.6;
/// From this chance on, options that bring nothing are told.
const TOLD: f64 = 0.2;

/// The sentences, the most important first.
pub fn answer(
    offers: &[OneOfferView],
    pairs: &[PairView],
    answer: &OfferAnswer,
    prices_of: Option<&str>,
    t: &Taxonomy,
) -> Vec<String> {
    let mut all = vec![worth(offers, pairs, answer, prices_of)];
    all.extend(offers.iter().map(|offer| standing(offer, offers.len() > 1, t)));
    all.extend(offers.iter().filter_map(|offer| risk(offer, offers.len() > 1, answer)));
    all
}

/// "Offer A (Google, Seattle) is worth about $312k a year after tax over four years, B (…) $268k; A is better
/// with 74 % chance."
fn worth(
    offers: &[OneOfferView],
    pairs: &[PairView],
    answer: &OfferAnswer,
    prices_of: Option<&str>,
) -> String {
    let currency = answer.plan.currency;
    let tax = if answer.plan.after_tax { "after tax" } else { "before tax" };
    let prices = prices_of.map(|place| format!(", at the prices of {place}")).unwrap_or_default();
    let years = words::count(answer.plan.years as usize, "year");
    let [first, rest @ ..] = offers else { return String::new() };
    let amount = |offer: &OneOfferView| money::about(offer.year.p50, currency);
    if rest.is_empty() {
        let [low, high] = [first.year.p10, first.year.p90].map(|end| money::about(end, currency));
        let begin = format!("The offer is worth about {} a year {tax} over {years}", amount(first));
        return match low == high {
            true => format!("{begin}."),
            false => format!("{begin}; in 8 of 10 cases between {low} and {high}."),
        };
    }
    let others: Vec<String> = rest
        .iter()
        .map(|offer| format!("{} ({}) {}", offer.letter, offer.name, amount(offer)))
        .collect();
    format!(
        "Offer {} ({}) is worth about {} a year {tax} over {years}{prices}, {}; {}",
        first.letter,
        first.name,
        amount(first),
        words::list(&others),
        better(offers, pairs)
    )
}

/// Which of them is better: "A is better with 74 % chance."
fn better(offers: &[OneOfferView], pairs: &[PairView]) -> String {
    let best = offers.iter().enumerate().max_by(|a, b| a.1.total.p50.total_cmp(&b.1.total.p50));
    let Some((best, offer)) = best else { return String::new() };
    let chance = |pair: &PairView| match (pair.one == best, pair.other == best) {
        (true, _) => Some((pair.other, pair.better)),
        (_, true) => Some((pair.one, 1.0 - pair.better)),
        _ => None,
    };
    let chances: Vec<(usize, f64)> = pairs.iter().filter_map(chance).collect();
    let Some(least) = chances.iter().copied().min_by(|a, b| a.1.total_cmp(&b.1)) else {
        return format!("{} is worth most in the middle.", offer.letter);
    };
    let (other, share) = (offers[least.0].letter, words::probability(least.1));
    match (CLOSE.contains(&least.1), offers.len()) {
        (true, 2) => format!("it is close: {} is better with {share} chance.", offer.letter),
        (true, _) => {
            format!("it is close: {} is better than {other} with {share} chance.", offer.letter)
        }
        (false, 2) => format!("{} is better with {share} chance.", offer.letter),
        (false, _) => {
            format!("{} is best, and better than {other} with {share} chance.", offer.letter)
        }
    }
}

/// "Its base salary of $190k is more than 28 of 100 such people have (20–36). …"
fn standing(offer: &OneOfferView, several: bool, _t: &Taxonomy) -> String {
    let at = &offer.standing;
    let whose = whose(offer, several);
    let currency = offer.own_currency;
    let of = |share: f64| (share * 100.0).round();
    let below = &at.base_below;
    let mut text = format!(
        "{whose} base salary of {} is more than {} of 100 such people have ({}–{})",
        money::named(at.base, currency),
        of(below.share),
        of(below.low),
        of(below.high)
    );
    if let Some(total) = &at.total_below {
        text.push_str(&format!(
            "; with bonus and shares it is more than {} of 100 get ({}–{})",
            of(total.share),
            of(total.low),
            of(total.high)
        ));
    }
    text.push('.');
    if let (true, Some(level)) = (at.disagrees, &at.usual_level) {
        let level = level.to_lowercase();
        text.push_str(&format!(
            " Title and pay disagree: such a base salary is usual for the level {level}."
        ));
    }
    text
}

fn whose(offer: &OneOfferView, several: bool) -> String {
    if several { format!("{}'s", offer.letter) } else { "Its".to_owned() }
}

/// What its options may come to, where that is not sure.
fn risk(offer: &OneOfferView, several: bool, answer: &OfferAnswer) -> Option<String> {
    let currency = answer.plan.currency;
    let worst = offer.options.iter().filter(|options| options.worthless >= TOLD);
    let worst = worst.max_by(|a, b| a.worthless.total_cmp(&b.worthless))?;
    let whose = whose(offer, several);
    let chance = (worst.worthless * 100.0).round();
    let cost = if worst.cost > 0.0 {
        format!(
            " To keep them when leaving costs {}, perhaps long before that is known.",
            money::about(worst.cost, currency)
        )
    } else {
        String::new()
    };
    Some(format!(
        "{whose} options and private shares bring nothing in {chance} of 100 cases; where they bring something, {} on average before tax.{cost}",
        money::about(worst.mean_if_any, currency)
    ))
}

/// "B would be worth as much as A with a base salary of $251k instead of $210k."
pub fn equal(equal: &Equal, pair: &Pair, offers: &[OneOfferView]) -> String {
    let Some(offer) = offers.get(equal.offer) else { return String::new() };
    let other = if equal.offer == pair.one { pair.other } else { pair.one };
    let Some(other) = offers.get(other) else { return String::new() };
    let (own, than) = (offer.letter, other.letter);
    let Some(to) = equal.to else {
        return never_equal(equal, (own, than), offer.total.p50 > other.total.p50);
    };
    let amount = |value: f64| amount(value, offer.own_currency);
    match equal.of {
        EqualOf::Base => format!(
            "{own} would be worth as much as {than} with a base salary of {} instead of {}.",
            amount(to),
            money::named(equal.from, offer.own_currency)
        ),
        EqualOf::SignOn => {
            format!("{own} would be worth as much as {than} with {} paid at the start.", amount(to))
        }
        EqualOf::SharePrice => format!(
            "{own} would be worth as much as {than} if its shares stood at {} times what is drawn here.",
            words::plain_number((to * 100.0).round() / 100.0)
        ),
        EqualOf::ExitValue => format!(
            "{own} would be worth as much as {than} if its company were sold for {} times what is drawn here.",
            words::plain_number((to * 100.0).round() / 100.0)
        ),
    }
}

/// What no change makes equal: the better one stays ahead even without its shares, the other one does not
/// catch up in half of the cases.
fn never_equal(equal: &Equal, (own, than): (char, char), ahead: bool) -> String {
    match (equal.of, ahead) {
        (EqualOf::SharePrice, true) => {
            format!("{own} stays ahead of {than} even if its shares were worth nothing.")
        }
        (EqualOf::ExitValue, true) => {
            format!("{own} stays ahead of {than} even if its company were worth nothing.")
        }
        (EqualOf::ExitValue, false) => format!(
            "Even a hundred times dearer sale of its company would not bring {own} level with {than} in half of the cases: too often it brings nothing."
        ),
        (EqualOf::SharePrice, false) => format!(
            "Even a hundred times dearer shares would not bring {own} level with {than} in half of the cases."
        ),
        (EqualOf::Base, _) => {
            format!("No base salary up to a hundred times makes {own} and {than} equal.")
        }
        (EqualOf::SignOn, _) => format!("No payment at the start makes {own} and {than} equal."),
    }
}

fn amount(value: f64, currency: Currency) -> String {
    money::about(value, currency)
}
