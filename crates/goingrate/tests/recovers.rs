//! The whole pay model on invented evidence: effects drawn from the priors, and every piece of a
//! part of the carried evidence saying what it would say if they were true, with errors of the
//! assumed sizes and heavy tails. The fit starts cold, must give the truth back, and its 80 %
//! intervals must hold it about that often.
#![allow(clippy::print_stdout)]

use goingrate::GoingRate;
use goingrate::evidence::Evidence;
use goingrate::model::{Estimator, FitOptions, Simulation, Z80, simulate};
use goingrate::units::{
    Component, Engagement, LevelId, PERCENTILES, PlaceId, PlaceKind, Profile, RoleId,
};

/// Standard normal numbers that are the same everywhere: SplitMix64, and twelve uniform ones added
/// up would have tails too light, so Box and Muller's transformation.
fn normals(mut state: u64) -> impl FnMut() -> f64 {
    let mut uniform = move || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    };
    move || {
        let (u, v) = (1.0 - uniform(), uniform());
        (-2.0 * u.ln()).sqrt() * (std::f64::consts::TAU * v).cos()
    }
}

/// Profiles over areas with jobs, levels and open levels.
fn profiles(rates: &GoingRate) -> Vec<Profile> {
    let t = &rates.taxonomy;
    let places: Vec<PlaceId> = (0..t.places.len()).map(PlaceId::from_index).collect();
    let areas = places.iter().filter(|&&p| t.place(p).kind == PlaceKind::Metro).step_by(23);
    let as_of = "2025-05-15".parse().expect("a date");
    let mut all = Vec::new();
    for &place in areas {
        for role in ["15-1252", "15-1211"] {
            let role: RoleId = t.role_of(role).expect("an occupation");
            for level in [None, Some(1), Some(2), Some(3)] {
                all.push(Profile {
                    role,
                    level: level.map(LevelId::from_index),
                    years: None,
                    place,
                    skills: Vec::new(),
                    industry: None,
                    tier: None,
                    employer: None,
                    rung: None,
                    engagement: Engagement::Employee,
                    component: Component::BaseSalary,
                    as_of,
                });
            }
        }
    }
    all
}

#[test]
fn invented_evidence_gives_the_truth_back() {
    let rates = GoingRate::open().expect("the carried data open");
    let (mut evidence, _) =
        goingrate::evidence_without_microdata(&rates.taxonomy).expect("the evidence reads");
    let told = ["15-1252", "15-1211"].map(|soc| rates.taxonomy.role_of(soc).expect("a role"));
    evidence.official.retain(|c| told.contains(&c.role) || c.role.index() % 6 == 0);
    let profiles = profiles(&rates);
    let (mut inside, mut open, mut off) = ([0; 5], 0, [0.0; 5]);
    for seed in 1..=SEEDS {
        let invented = invented(&rates, &evidence, seed);
        let estimator = |book| Estimator::new(book, &rates.taxonomy, &rates.priors, &rates.rates);
        let mut levels = ([0.0; 5], [0.0; 5], 0.0);
        for profile in &profiles {
            let truth = estimator(&invented.truth).percentiles(profile).expect("a truth");
            let found = estimator(&invented.book).percentiles(profile).expect("an estimate");
            open += u64::from(profile.level.is_none());
            levels.2 += f64::from(u8::from(profile.level.is_some()));
            for (i, (truth, found)) in truth.iter().zip(&found).enumerate() {
                let error = found.ln - truth.ln;
                if profile.level.is_none() {
                    inside[i] += u64::from(error.abs() <= Z80 * found.sd);
                } else {
                    levels.0[i] += error;
                    levels.1[i] += found.sd;
                }
            }
        }
        // All answers with a level rest on one ladder, so a world gives one draw of its error.
        let draws: [f64; 5] = std::array::from_fn(|i| levels.0[i] / levels.1[i]);
        println!("world {seed}: errors of levels in standard errors {draws:.2?}");
        (0..5).for_each(|i| off[i] += draws[i].powi(2) / SEEDS as f64);
        for (name, truth, found) in &invented.sds {
            println!("world {seed}: {name:40} {truth:.4} {found:.4}");
        }
    }
    for (i, p) in PERCENTILES.iter().enumerate() {
        let share = inside[i] as f64 / open as f64;
        println!(
            "P{:.0}: {:.1} % of {open} truths with open levels inside; mean square error of levels \
             {:.2} of its variance",
            100.0 * p,
            100.0 * share,
            off[i]
        );
        assert!((0.70..=0.90).contains(&share), "P{:.0}: {share}", 100.0 * p);
        assert!(off[i] < 3.0, "P{:.0}: {}", 100.0 * p, off[i]);
    }
}

/// Worlds that are invented.
const SEEDS: u64 = 6;

fn invented(rates: &GoingRate, evidence: &Evidence, seed: u64) -> Simulation {
    // An invented world can be far stranger than ours: one of these goes on in circles that move pay
    // by a hundredth.
    let options = FitOptions { step: 0.01, ..FitOptions::default() };
    let numbers = &mut normals(seed);
    simulate(evidence, &rates.taxonomy, &rates.priors, &rates.rates, options, numbers)
        .expect("a fit")
}
