//! What the market of an answer is, and what it is made of: kinds of employers, countries.

use goingrate::ask::{MarketMix, PayAnswer, PayUnit};
use goingrate_model::{CountryShare, KindOfEmployer};
use goingrate_units::{Engagement, Profile};
use schemars::JsonSchema;
use serde::Serialize;

use crate::figure::round;
use crate::views::Context;
use crate::{Amount, words};

/// Countries of a part of the world that are named.
const LARGEST: usize = 3;

/// A kind of employer beside the others of its country.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct KindView {
    /// Its word in the taxonomy, which a question can ask for as the tier.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// Its share of the country's developers: our estimate.
    pub share: f64,
    /// P50 there.
    pub median: Amount,
}

/// A part of the world as the mixture of its countries.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct RegionView {
    /// How many countries it is a mixture of.
    pub countries: usize,
    /// Those with the most developers.
    pub largest: Vec<CountryShareView>,
    /// All of it in a sentence.
    pub sentence: String,
}

/// A country of a part of the world.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CountryShareView {
    /// Its word in the taxonomy.
    pub place: String,
    /// Its name.
    pub name: String,
    /// Its share of the developers.
    pub share: f64,
}

/// Kinds of employers side by side.
pub fn kinds(mix: &MarketMix, unit: &PayUnit, context: &Context) -> Vec<KindView> {
    let view = |kind: &KindOfEmployer| {
        let tier = context.taxonomy.tier(kind.tier);
        KindView {
            kind: tier.slug.clone(),
            name: tier.name.clone(),
            share: round(kind.share, 4),
            median: Amount::of(kind.median, unit),
        }
    };
    mix.kinds.iter().map(view).collect()
}

/// A part of the world; nothing for every other place.
pub fn region(mix: &MarketMix, context: &Context) -> Option<RegionView> {
    let view = |of: &CountryShare| {
        let place = context.taxonomy.place(of.place);
        CountryShareView {
            place: place.slug.clone(),
            name: place.name.clone(),
            share: round(of.share, 4),
        }
    };
    let largest: Vec<CountryShareView> = mix.countries.iter().take(LARGEST).map(view).collect();
    let countries = mix.countries.len();
    (countries > 0).then(|| RegionView {
        sentence: mixture(&largest, countries),
        countries,
        largest,
    })
}

/// "a mixture of 48 countries by their number of developers: India 31 %, China 22 %, …".
fn mixture(largest: &[CountryShareView], countries: usize) -> String {
    let named = |of: &CountryShareView| format!("{} {}", of.name, words::percent(of.share));
    let mut names: Vec<String> = largest.iter().map(named).collect();
    if countries > largest.len() {
        names.push(format!("{} more", countries - largest.len()));
    }
    match countries {
        1 => format!(
            "{} alone: of no other country there the number of developers is known.",
            largest[0].name
        ),
        _ => format!(
            "a mixture of {countries} countries by their number of developers: {}.",
            words::list(&names)
        ),
    }
}

/// What the market of an answer is, in a line.
pub fn meaning(answer: &PayAnswer) -> String {
    let profile = &answer.asked.profile;
    format!("{}{}", whose(profile), kinds_of(&answer.mix))
}

fn whose(profile: &Profile) -> &'static str {
    match profile.engagement {
        Engagement::Employee => {
            "What employers in the place pay people who do this work for a living, on the day that is asked for."
        }
        _ => {
            "What clients pay for an hour of people in the place who do this work for a living, on \
             the day that is asked for."
        }
    }
}

fn kinds_of(mix: &MarketMix) -> &'static str {
    match (mix.kinds.is_empty(), mix.at_large) {
        (false, _) => " The market at large is a mixture over kinds of employers.",
        (_, Some(_)) => {
            " The market at large is a mixture over kinds of employers, of which this is one."
        }
        _ => "",
    }
}
