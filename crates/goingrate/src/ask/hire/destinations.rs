//! The same work in many places: destinations by what a productive hour costs there, with what speaks for
//! and against each.

use goingrate_plan::At;
use goingrate_plan::hire::WayAnswer;
use goingrate_units::{Engagement, PlaceId, Problem};

use super::{HireQuestion, PeopleAsked, WayAsked, hire, only_person};
use crate::{GoingRate, planning};

/// Draws of each destination.
const DRAWS: usize = 4_000;

/// The assumption whose places are the destinations: where working days are known.
const KNOWN_BY: &str = "leave-days";

/// The first way in other places.
#[derive(Clone, Debug)]
pub struct ByPlaceAnswer {
    /// The destinations, the cheapest productive hour first; the place that was asked for among them.
    pub destinations: Vec<Destination>,
    /// How the work is engaged everywhere.
    pub engagement: Engagement,
    /// The answer that they are taken from.
    pub answer: super::HireAnswer,
    /// Places that could not be priced, with the reason.
    pub left_out: Vec<(PlaceId, Problem)>,
}

/// One destination.
#[derive(Clone, Debug, PartialEq)]
pub struct Destination {
    /// Where.
    pub place: PlaceId,
    /// Whether it is the place that was asked for.
    pub asked: bool,
    /// What it costs.
    pub cost: WayAnswer,
    /// The yearly standard deviation of the exchange rate to the answer's currency; zero without one.
    pub exchange_moves: f64,
}

/// Ranks the first way's destinations.
///
/// # Errors
/// As [`hire`].
pub fn by_place(going_rate: &GoingRate, question: &HireQuestion) -> Result<ByPlaceAnswer, Problem> {
    let first = &only_person(question)?;
    let mut places = vec![first.profile.place];
    places.extend(known(going_rate, first)?);
    let (mut ways, mut left_out) = (Vec::new(), Vec::new());
    for place in places {
        let people = moved(first, place);
        match going_rate.estimator().distribution(&people.profile) {
            Ok(_) => ways.push(WayAsked::of(people)),
            Err(error) => left_out.push((place, error.into())),
        }
    }
    let home = question.home.unwrap_or(first.profile.place);
    let draws = question.draws.min(DRAWS);
    let asked = HireQuestion { ways, home: Some(home), draws, ..question.clone() };
    let answer = hire(going_rate, &asked)?;
    let both = answer.plan.ways.iter().zip(&answer.ways).enumerate();
    let destination = |(at, (cost, way)): (usize, (&WayAnswer, &WayAsked))| {
        let place = way.people[0].profile.place;
        let exchange_moves = exchange_moves(going_rate, &asked, place, &answer)?;
        Ok(Destination { place, asked: at == 0, cost: cost.clone(), exchange_moves })
    };
    let mut destinations = both.map(destination).collect::<Result<Vec<_>, Problem>>()?;
    destinations.sort_by(|a, b| a.cost.hour.p50.total_cmp(&b.cost.hour.p50));
    let engagement = first.profile.engagement;
    Ok(ByPlaceAnswer { destinations, engagement, answer, left_out })
}

/// The countries of which working days are known, but the one that was asked for.
fn known(going_rate: &GoingRate, first: &PeopleAsked) -> Result<Vec<PlaceId>, Problem> {
    let words = &going_rate.taxonomy;
    let assumptions = planning::assumptions(&[])?;
    let places = assumptions.places_of(KNOWN_BY);
    let ids = places.into_iter().filter_map(|slug| words.place_of(slug));
    let asked = first.profile.place;
    Ok(ids.filter(|id| *id != asked && words.country(*id) == Some(*id)).collect())
}

/// The same people in another place: at what the market pays there, under the law of the place.
pub(super) fn moved(first: &PeopleAsked, place: PlaceId) -> PeopleAsked {
    let mut people = first.clone();
    if place != first.profile.place {
        people.profile.place = place;
        (people.state, people.pay) = (None, None);
    }
    people
}

fn exchange_moves(
    going_rate: &GoingRate,
    asked: &HireQuestion,
    place: PlaceId,
    answer: &super::HireAnswer,
) -> Result<f64, Problem> {
    let money = going_rate.estimator().money_of(place);
    if money == answer.plan.currency {
        return Ok(0.0);
    }
    let mut pair = [money.code().to_owned(), answer.plan.currency.code().to_owned()];
    pair.sort();
    let assumptions = planning::assumptions(&asked.assume)?;
    let at = At { places: &[], of: &[&pair.join("-")], on: answer.plan.on };
    Ok(assumptions.used("fx-volatility", &at)?.typical)
}
