//! Where money can be saved: the first way with one thing done otherwise, each beside the first in the
//! same draws.

use goingrate_plan::Summary;
use goingrate_units::{Engagement, LevelId, PlaceId, Problem, Profile};

use super::read::of_engagement;
use super::{HireQuestion, PeopleAsked, Through, WayAsked, destinations, hire};
use crate::GoingRate;

/// Draws of each lever.
const DRAWS: usize = 5_000;
/// Draws by which the cheaper places are found.
const SEARCH: usize = 400;
/// How many hours of the day have to be shared with a place that is proposed for its hours.
const SHARED: f64 = 3.0;

/// One thing done otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Lever {
    /// What.
    pub what: LeverKind,
    /// What is saved a month; below zero where it costs more.
    pub saved: Summary,
    /// What is saved for a productive hour, in the middle.
    pub saved_an_hour: f64,
    /// In which share of draws anything is saved.
    pub chance: f64,
}

/// What is done otherwise.
#[derive(Clone, Debug, PartialEq)]
pub enum LeverKind {
    /// Another place.
    Place(PlaceId),
    /// Another engagement in the same place.
    Engagement(Engagement),
    /// The next lower level.
    Level(LevelId),
    /// Without asking for the skills.
    WithoutSkills,
    /// Half of the week.
    HalfTime,
    /// Found by one's own search instead of an agency.
    OwnSearch,
}

/// What each lever of the first person of the first way saves, most first.
///
/// # Errors
/// As [`hire`].
pub fn levers(going_rate: &GoingRate, question: &HireQuestion) -> Result<Vec<Lever>, Problem> {
    let Some(way) = question.ways.first() else { return Ok(Vec::new()) };
    let [first] = &way.people[..] else { return Ok(Vec::new()) };
    let mut kinds = others(going_rate, first);
    kinds.extend(places(going_rate, question, first)?.into_iter().map(LeverKind::Place));
    if way.through.unwrap_or(question.through) == Through::Agency {
        kinds.push(LeverKind::OwnSearch);
    }
    let all = kinds.iter().map(|kind| otherwise(way, first, kind));
    let ways: Vec<WayAsked> = std::iter::once(way.clone()).chain(all).collect();
    let home = question.home.or(Some(first.profile.place));
    let draws = question.draws.min(DRAWS);
    let answer = hire(going_rate, &HireQuestion { ways, home, draws, ..question.clone() })?;
    let months = f64::from(question.months);
    let base = answer.plan.ways[0].hour.p50;
    let lever = |(kind, pair): (LeverKind, &goingrate_plan::hire::Pair)| Lever {
        what: kind,
        saved: pair.more.times(1.0 / months),
        saved_an_hour: base - answer.plan.ways[pair.other].hour.p50,
        chance: pair.other_cheaper,
    };
    let pairs = answer.plan.pairs.iter().filter(|pair| pair.one == 0);
    let mut levers: Vec<Lever> = kinds.into_iter().zip(pairs).map(lever).collect();
    levers.sort_by(|a, b| b.saved.p50.total_cmp(&a.saved.p50));
    Ok(levers)
}

/// What can be done otherwise in the same place.
fn others(going_rate: &GoingRate, first: &PeopleAsked) -> Vec<LeverKind> {
    let profile = &first.profile;
    let own = profile.engagement;
    let usual = [Engagement::Employee, Engagement::Freelance, Engagement::Agency];
    let mut kinds: Vec<LeverKind> =
        usual.into_iter().filter(|e| *e != own).map(LeverKind::Engagement).collect();
    kinds.extend(lower(going_rate, profile).map(LeverKind::Level));
    if !profile.skills.is_empty() {
        kinds.push(LeverKind::WithoutSkills);
    }
    if first.share > 0.5 {
        kinds.push(LeverKind::HalfTime);
    }
    kinds
}

/// The next lower level of the same ladder.
fn lower(going_rate: &GoingRate, profile: &Profile) -> Option<LevelId> {
    let words = &going_rate.taxonomy;
    let own = words.level(profile.level?);
    let ladder = words.levels.iter().filter(|level| level.ladder == own.ladder);
    let below = ladder.filter(|level| level.rank < own.rank);
    words.level_of(&below.max_by_key(|level| level.rank)?.slug)
}

/// The cheapest place for a productive hour, and the cheapest that shares some hours of the day.
fn places(
    going_rate: &GoingRate,
    question: &HireQuestion,
    first: &PeopleAsked,
) -> Result<Vec<PlaceId>, Problem> {
    let ways = vec![WayAsked::of(PeopleAsked { count: 1, ..first.clone() })];
    let search = HireQuestion { ways, draws: SEARCH, ..question.clone() };
    let found = destinations::by_place(going_rate, &search)?;
    // By the careful end of the interval: a place of which little is known is no saving.
    let mut sorted: Vec<_> = found.destinations.iter().collect();
    sorted.sort_by(|a, b| a.cost.hour.p90.total_cmp(&b.cost.hour.p90));
    let cheaper: Vec<_> = sorted.into_iter().take_while(|destination| !destination.asked).collect();
    let near = cheaper.iter().find(|d| d.cost.people[0].shared_hours >= SHARED);
    let mut places: Vec<PlaceId> =
        cheaper.first().into_iter().chain(near).map(|d| d.place).collect();
    places.dedup();
    Ok(places)
}

/// The way with one thing done otherwise.
fn otherwise(way: &WayAsked, first: &PeopleAsked, kind: &LeverKind) -> WayAsked {
    let mut people = first.clone();
    let mut through = way.through;
    // What was agreed holds for the person that it was agreed with.
    match kind {
        LeverKind::HalfTime | LeverKind::OwnSearch => {}
        _ => people.pay = None,
    }
    match kind {
        LeverKind::Place(place) => people = destinations::moved(first, *place),
        LeverKind::Engagement(engagement) => {
            let engaged = Profile { engagement: *engagement, ..first.profile.clone() };
            people.profile = of_engagement(&engaged);
        }
        LeverKind::Level(level) => {
            people.profile.level = Some(*level);
            (people.profile.years, people.profile.rung) = (None, None);
        }
        LeverKind::WithoutSkills => people.profile.skills.clear(),
        LeverKind::HalfTime => people.share = first.share / 2.0,
        LeverKind::OwnSearch => through = Some(Through::Own),
    }
    WayAsked { name: None, through, people: vec![people] }
}
