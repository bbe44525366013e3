//! Common mistakes with what each costs, and what that was counted from.

use goingrate::ask::KitAnswer;
use goingrate_plan::Used;
use goingrate_plan::kit::{CostOf, Mistake, MistakeCost};
use goingrate_units::{Currency, Taxonomy};
use schemars::JsonSchema;
use serde::Serialize;

use crate::figure::{as_text, round};
use crate::views::assumed::AssumedView;
use crate::{money, words};

/// A common mistake.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct MistakeView {
    /// Its word.
    pub slug: String,
    /// What is done wrong.
    pub name: String,
    /// What comes of it.
    pub what: String,
    /// What to do instead.
    pub instead: String,
    /// What it costs; `null` where that cannot be told.
    pub cost: Option<CostView>,
    /// The cost in words, or why there is none.
    pub cost_in_words: String,
}

/// A cost.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CostView {
    /// One case in ten costs less.
    pub low: f64,
    /// The middle.
    pub middle: f64,
    /// One case in ten costs more.
    pub high: f64,
    /// The currency.
    #[serde(serialize_with = "as_text")]
    #[schemars(with = "String")]
    pub currency: Currency,
}

/// The mistakes of a kit, the dearest first.
pub(super) fn mistakes(answer: &KitAnswer) -> Vec<MistakeView> {
    let currency = answer.market.unit.currency;
    let pairs = answer.kit.mistakes.iter().zip(&answer.costs);
    let mut views: Vec<MistakeView> = pairs
        .filter(|(_, cost)| cost.cost != CostOf::NoLevelBelow)
        .map(|(mistake, cost)| view(mistake, cost, currency))
        .collect();
    let middle =
        |view: &MistakeView| view.cost.as_ref().map_or(f64::NEG_INFINITY, |cost| cost.middle);
    views.sort_by(|a, b| middle(b).total_cmp(&middle(a)));
    views
}

fn view(mistake: &Mistake, found: &MistakeCost, currency: Currency) -> MistakeView {
    let Mistake { slug, name, what, instead, .. } = mistake.clone();
    let (cost, cost_in_words) = match &found.cost {
        CostOf::Money(sum) => {
            let [low, middle, high] = [sum.p10, sum.p50, sum.p90].map(two_digits);
            let named = |amount: f64| in_words(amount, currency);
            let words = format!("about {} ({} to {})", named(middle), named(low), named(high));
            (Some(CostView { low, middle, high, currency }), words)
        }
        CostOf::NoLevelBelow => (None, "nothing: there is no level below".to_owned()),
        CostOf::Lacks(name) => {
            (None, format!("not known: no value of {name} for this place and day"))
        }
    };
    MistakeView { slug, name, what, instead, cost, cost_in_words }
}

/// "$24k", "₹1.2m".
fn in_words(amount: f64, currency: Currency) -> String {
    match amount.abs() >= 1e6 {
        true => {
            format!("{}{}m", money::symbol(currency), words::plain_number(round(amount / 1e6, 2)))
        }
        false => money::named(amount, currency),
    }
}

/// Costs are not known better than by two digits.
fn two_digits(amount: f64) -> f64 {
    if amount == 0.0 || !amount.is_finite() {
        return 0.0;
    }
    let scale = 10f64.powf(amount.abs().log10().floor() - 1.0);
    round((amount / scale).round() * scale, 2)
}

/// Everything that the range and the costs take for granted, each once, by its word.
pub(super) fn assumptions(answer: &KitAnswer, t: &Taxonomy) -> Vec<AssumedView> {
    let of_costs = answer.costs.iter().flat_map(|cost| &cost.used);
    let mut used: Vec<&Used> = of_costs.chain([&answer.range.usual_width]).collect();
    used.sort_by(|a, b| a.name.cmp(&b.name));
    used.dedup_by(|a, b| a.name == b.name);
    used.into_iter().map(|used| AssumedView::new(used, t)).collect()
}

#[cfg(test)]
mod tests {
    use super::two_digits;

    #[test]
    fn costs_have_two_digits() {
        let check = |amount: f64, expected: f64| assert_eq!(two_digits(amount), expected);
        check(24_512.0, 25_000.0);
        check(6_432.0, 6_400.0);
        check(1_240_000.0, 1_200_000.0);
        check(-812.0, -810.0);
        check(0.0, 0.0);
        check(f64::NAN, 0.0);
    }
}
