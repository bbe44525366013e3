//! The sentence on how sure an answer is, in its cases.

use goingrate::model::{ProfilePart, Sureness, Uncertain, VarianceShare};
use goingrate_view::views::pay::sure::SureView;

use crate::pay::{doubt, estimate};
use crate::world::World;

#[test]
fn how_sure_names_the_doubts_and_what_they_rest_on() {
    let world = World::invent();
    let profile = world.understood("senior backend, Seattle, Rust").profile;
    let check = |doubts: Vec<VarianceShare>, expected: &str| {
        let view = SureView::new(&estimate(&profile, 150e3, doubts), &world.context());
        assert_eq!(view.sentence, expected);
    };
    let rust = Some(Uncertain { ln: 0.06, sd: 0.04 });
    check(
        Vec::new(),
        "fairly well known, to within ±6 % (8 times in 10). The place is well known \
         (official statistics, 92,770 jobs).",
    );
    check(
        vec![
            doubt(ProfilePart::Level, (0.036, 0.6), None, &[1, 2]),
            doubt(ProfilePart::Skill, (0.03, 0.3), rust, &[2]),
            doubt(ProfilePart::Place, (0.01, 0.1), None, &[0]),
        ],
        "fairly well known, to within ±6 % (8 times in 10). The place is well known \
         (official statistics, 92,770 jobs); the level (±5 %) rests on A guide and A blog; Rust adds 6 % (+0.9 to +12) and rests on A blog alone.",
    );
    check(
        vec![
            doubt(ProfilePart::Place, (0.05, 0.7), None, &[0, 1]),
            doubt(ProfilePart::Industry, (0.02, 0.2), None, &[]),
        ],
        "fairly well known, to within ±6 % (8 times in 10). The place (±7 %) rests on \
         official statistics (92,770 jobs) and 1 report; the mix of industries (±3 %) has no evidence of its own.",
    );
}

#[test]
fn doubt_is_told_on_one_scale() {
    let check = |half_width: f64, expected: &str| {
        assert_eq!(Sureness::of(half_width).word(), expected, "{half_width}");
    };
    check(0.03, "well known");
    check(0.031, "well known");
    check(0.036, "fairly well known");
    check(0.07, "fairly well known");
    check(0.08, "roughly known");
    check(0.15, "roughly known");
    check(0.16, "a rough guess");
    check(0.40, "a rough guess");
    check(0.41, "hardly known");
    check(2.02, "hardly known");
}
