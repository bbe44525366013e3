//! Where money can be saved, as every interface shows it: what, how much, how surely, and what it costs in
//! other ways.

use goingrate::ask::hire::{Lever, LeverKind};
use goingrate_units::{Engagement, Taxonomy};
use schemars::JsonSchema;
use serde::Serialize;

use super::RangeView;
use crate::figure::round;
use crate::person::place_name;

/// One thing done otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct LeverView {
    /// What is done.
    pub what: String,
    /// What is saved a month; below zero where it costs more.
    pub saved_a_month: RangeView,
    /// What is saved for a productive hour, in the middle.
    pub saved_an_hour: f64,
    /// In which share of cases anything is saved.
    pub chance: f64,
    /// What it costs in other ways.
    pub but: String,
}

impl LeverView {
    /// The view of a lever.
    pub fn new(lever: &Lever, t: &Taxonomy) -> LeverView {
        LeverView {
            what: what(&lever.what, t),
            saved_a_month: RangeView::of(lever.saved),
            saved_an_hour: round(lever.saved_an_hour, 2),
            chance: round(lever.chance, 4),
            but: but(&lever.what).to_owned(),
        }
    }
}

fn what(kind: &LeverKind, t: &Taxonomy) -> String {
    match kind {
        LeverKind::Place(place) => format!("Look in {}", place_name(t.place(*place))),
        LeverKind::Engagement(Engagement::Employee) => "Employ somebody".to_owned(),
        LeverKind::Engagement(Engagement::Freelance) => "Take a freelancer".to_owned(),
        LeverKind::Engagement(Engagement::Agency) => "Go to an agency".to_owned(),
        LeverKind::Engagement(Engagement::DedicatedTeam) => "Take a dedicated team".to_owned(),
        LeverKind::Level(level) => {
            format!("Take the level below: {}", t.level(*level).name.to_lowercase())
        }
        LeverKind::WithoutSkills => "Do not insist on the skills".to_owned(),
        LeverKind::HalfTime => "Half of the week".to_owned(),
        LeverKind::OwnSearch => "Search yourself, without a recruiting agency".to_owned(),
    }
}

/// Our own words on what each lever brings with it.
fn but(kind: &LeverKind) -> &'static str {
    match kind {
        LeverKind::Place(_) => {
            "Fewer shared hours, other law, money that moves. Counted: the hours."
        }
        LeverKind::Engagement(Engagement::Employee) => {
            "Takes longer to find, and to end. Knowledge stays."
        }
        LeverKind::Engagement(Engagement::Freelance) => {
            "Starts and goes fast; knowledge goes too, and the law may call it employment."
        }
        LeverKind::Engagement(_) => {
            "Starts fast; who does the work may change, and prices are guesses."
        }
        LeverKind::Level(_) => "Slower work and more reviewing, which is not counted here.",
        LeverKind::WithoutSkills => "Somebody near learns it: a slower start, only partly counted.",
        LeverKind::HalfTime => "Half of the work is done. An hour costs more.",
        LeverKind::OwnSearch => "Colleagues' hours, and often a longer search.",
    }
}
