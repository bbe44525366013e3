//! What must hold of the carried book (docs/METHOD.md): it belongs to its evidence, percentiles are
//! ordered and never fall along the ladder, metros come back, known claims are judged rightly, the
//! identities of the basis hold, and evidence never makes an answer less sure.
#![allow(clippy::print_stdout)]

use goingrate::GoingRate;
use goingrate::evidence::{ContrastKind, Evidence, Statement};
use goingrate::model::{Book, FitOptions, Judgement, Verdict};
use goingrate::units::{
    Component, Date, EmployerId, Engagement, ExchangeRates, IndustryId, Ladder, LevelId, PlaceId,
    Profile, RoleId, RungId, SkillId, TierId,
};

fn open() -> (GoingRate, Evidence) {
    let rates = GoingRate::open().expect("the carried data open");
    let (evidence, complaints) = goingrate::evidence(&rates.taxonomy).expect("the evidence reads");
    assert!(complaints.is_empty(), "{complaints:?}");
    (rates, evidence)
}

/// A small generator of its own, so that the profiles are the same everywhere (SplitMix64).
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % n as u64) as usize
    }

    /// Any profile that the program can be asked for, but for the level.
    fn profile(&mut self, rates: &GoingRate) -> Profile {
        let t = &rates.taxonomy;
        let maybe = |random: &mut Random, n: usize| (random.below(3) == 0).then(|| random.below(n));
        let engagement = Engagement::ALL[if self.below(3) == 0 { self.below(4) } else { 0 }];
        let component = match engagement {
            Engagement::Employee if self.below(4) == 0 => Component::TotalCompensation,
            Engagement::Employee => Component::BaseSalary,
            _ => Component::HourlyRate,
        };
        // Most questions are about an area; nations are slow to ask and few are enough.
        let mut place = PlaceId::from_index(self.below(t.places.len()));
        while t.place(place).kind == goingrate::units::PlaceKind::Country && self.below(50) != 0 {
            place = PlaceId::from_index(self.below(t.places.len()));
        }
        let employer = maybe(self, t.employers.len()).map(EmployerId::from_index);
        Profile {
            role: RoleId::from_index(self.below(t.roles.len())),
            level: None,
            years: None,
            place,
            skills: maybe(self, t.skills.len()).map(SkillId::from_index).into_iter().collect(),
            industry: maybe(self, t.industries.len()).map(IndustryId::from_index),
            tier: maybe(self, t.tiers.len()).map(TierId::from_index),
            employer,
            rung: None,
            engagement,
            component,
            as_of: Date::new(2020 + self.below(9) as i16, 1 + self.below(12) as i8, 15)
                .expect("a date"),
        }
    }
}

/// The profile at any level of its employer's own ladder, if it has one.
fn at_a_rung(profile: Profile, random: &mut Random, rates: &GoingRate) -> Profile {
    let t = &rates.taxonomy;
    let rungs: Vec<RungId> =
        profile.employer.iter().flat_map(|&of| t.rungs_of(of)).map(|(id, _)| id).collect();
    let Some(&rung) = rungs.get(random.below(rungs.len().max(1))) else { return profile };
    let level = t.rung(rung).levels.first().map(|share| share.0);
    Profile { level, rung: Some(rung), ..profile }
}

fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

#[test]
fn the_book_belongs_to_the_evidence() {
    let rates = GoingRate::open().expect("the carried data open");
    assert_eq!(rates.book.evidence_hash(), goingrate::evidence_hash(), "run `cargo xtask book`");
}

#[test]
fn a_damaged_book_is_refused() {
    let book = goingrate::data::BOOK;
    let mut flipped = book.to_vec();
    flipped[book.len() / 2] ^= 1;
    for bytes in [&book[..book.len() - 1], &book[..40], &[], b"something else", &flipped] {
        assert!(GoingRate::with_book(bytes).is_err());
    }
}

/// What a place's figures are in is settled by the fit, not by the rates that are known later.
#[test]
fn a_book_remembers_which_money_had_no_rate() {
    let carried = GoingRate::open().expect("the carried data open");
    let later = "currency,month,units_per_usd\nUAH,2025-05,10\nUAH,2026-10,50\n";
    let later = ExchangeRates::read(later).expect("rates");
    let book =
        Book::read(&carried.book.to_bytes(), &carried.taxonomy).expect("what was written is read");
    assert_eq!(book, carried.book);
    let mut rated = carried.clone();
    (rated.rates, rated.book) = (carried.rates.clone().with(later), book);
    let place = |slug: &str| carried.taxonomy.place_of(slug).expect("a place");
    let profile = Profile { place: place("ua"), ..Random(5).profile(&carried) };
    let profile = Profile { as_of: date("2026-11"), ..profile };
    for (rates, told) in [(&carried, "USD"), (&rated, "UAH")] {
        let estimator = rates.estimator();
        assert_eq!(estimator.money_of(profile.place).code(), "USD");
        assert_eq!(estimator.told_in(&profile).code(), told);
        assert_eq!(estimator.money_of(place("de")).code(), "EUR");
    }
    let of = |rates: &GoingRate| rates.estimator().estimate(&profile).expect("an estimate");
    assert_eq!(of(&carried), of(&rated));
}

#[test]
fn percentiles_are_ordered_and_never_fall_along_the_ladder() {
    let rates = GoingRate::open().expect("the carried data open");
    let mut batch_estimator = rates.batch_estimator();
    let levels: Vec<LevelId> = rates
        .taxonomy
        .levels
        .iter()
        .enumerate()
        .filter(|(_, l)| l.ladder == Ladder::Individual)
        .map(|(i, _)| LevelId::from_index(i))
        .collect();
    assert_eq!(levels.len(), 6);
    let mut random = Random(20261122);
    for case in 0..10_000 {
        let profile = random.profile(&rates);
        let mut below = [f64::NEG_INFINITY; 5];
        for &level in &levels {
            let profile = Profile { level: Some(level), ..profile.clone() };
            let found = batch_estimator.percentiles(&profile).expect("an estimate").map(|u| u.ln);
            assert!(found.is_sorted(), "case {case}: {found:?} of {profile:?}");
            assert!(
                found.iter().zip(&below).all(|(now, before)| now >= before),
                "case {case}: {found:?} after {below:?} of {profile:?}"
            );
            below = found;
        }
    }
}

/// The verdict on the claim that says a contrast of `place` with the nation of about `share`.
fn contrast_verdict<'a>(
    rates: &GoingRate,
    evidence: &Evidence,
    verdicts: &'a [Verdict],
    place: &str,
    share: f64,
) -> &'a Verdict {
    let place = rates.taxonomy.place_of(place).expect("a place");
    let found = verdicts.iter().find(|v| {
        let claim = &evidence.claims[v.claim];
        claim.subject.place == Some(place)
            && matches!(&claim.statement, Statement::Contrast(c) if c.kind == ContrastKind::Relative && (c.low - share).abs() < 1e-9)
    });
    found.expect("a claim of that figure")
}

#[test]
fn known_claims_are_judged_rightly() {
    let (rates, evidence) = open();
    let verdicts = rates.analysis(&evidence).expect("an analysis").verdicts();
    assert_eq!(verdicts.len(), evidence.claims.len());
    let judged = |place: &str, share: f64| {
        contrast_verdict(&rates, &evidence, &verdicts, place, share).judgement
    };
    assert_eq!(judged("us-36740", -0.29), Judgement::Contradicted, "Orlando −29 %");
    assert_eq!(judged("us-16980", 0.19), Judgement::Contradicted, "Chicago +19 %");
    assert_eq!(judged("us-41860", 0.38), Judgement::Supported, "San Francisco +38 %");
}

#[test]
fn metros_of_the_reports_come_back() {
    let (rates, evidence) = open();
    let role = rates.taxonomy.role_of("15-1252").expect("software developers");
    let cell = |place: PlaceId| {
        evidence
            .official
            .iter()
            .find(|c| c.role == role && c.place == place && c.industry.is_none())
            .expect("a cell")
    };
    let nation = rates.taxonomy.default_place;
    let profile = |place| Profile {
        role,
        level: None,
        years: None,
        place,
        skills: Vec::new(),
        industry: None,
        tier: None,
        employer: None,
        rung: None,
        engagement: Engagement::Employee,
        component: Component::BaseSalary,
        as_of: date("2025-05"),
    };
    for metro in [
        "us-41860", "us-35620", "us-42660", "us-12420", "us-19740", "us-16980", "us-14460",
        "us-36740",
    ] {
        let place = rates.taxonomy.place_of(metro).expect("a metro");
        let versus =
            rates.estimator().versus(&profile(nation), &profile(place)).expect("a comparison");
        let official = (cell(place).quantiles[2].expect("released")
            / cell(nation).quantiles[2].expect("released"))
        .ln();
        let off = versus.ratio.ln - official;
        println!("{metro}: book {:+.3}, official {official:+.3}", versus.ratio.ln);
        assert!(
            off.abs() <= 0.03 || off.abs() <= 1.2816 * versus.ratio.sd,
            "{metro} is off by {off:+.3}"
        );
    }
}

#[test]
fn the_identities_of_the_basis_hold() {
    let (rates, evidence) = open();
    let analysis = rates.analysis(&evidence).expect("an analysis");
    let mut random = Random(7);
    for _ in 0..20 {
        let profile = Profile {
            component: Component::BaseSalary,
            engagement: Engagement::Employee,
            ..random.profile(&rates)
        };
        let check = analysis.identities(&profile).expect("a basis");
        assert!(check.worst() < 1e-9, "{check:?} for {profile:?}");
    }
}

#[test]
fn half_widths_of_the_book_agree_with_the_exact_solve() {
    let (rates, evidence) = open();
    let analysis = rates.analysis(&evidence).expect("an analysis");
    let mut random = Random(13);
    let mut worst: f64 = 0.0;
    for _ in 0..10_000 {
        let profile = random.profile(&rates);
        let off = analysis.half_width_difference(&profile).expect("half-widths");
        if off > 0.01 {
            println!("{off:.1e} {}", goingrate::units::describe(&profile, &rates.taxonomy));
        }
        worst = worst.max(off);
    }
    println!("worst difference of 10,000 half-widths: {worst:.1e}");
    assert!(worst < 0.01);
}

#[test]
fn a_batch_estimator_answers_as_the_estimator_does() {
    let (rates, _) = open();
    let (estimator, mut batch_estimator) = (rates.estimator(), rates.batch_estimator());
    let mut random = Random(17);
    for _ in 0..2_000 {
        let profile = random.profile(&rates);
        let profile = at_a_rung(profile, &mut random, &rates);
        let (exact, quick) =
            (estimator.percentiles(&profile), batch_estimator.percentiles(&profile));
        let (exact, quick) = (exact.expect("an estimate"), quick.expect("a price"));
        for (exact, quick) in exact.iter().zip(&quick) {
            // Quantiles of mixtures are solved to 1e-9, from wherever they start.
            let off = (exact.ln - quick.ln).abs();
            assert!(off < 1e-8, "{off:.1e} {profile:?}");
            assert!((quick.sd / exact.sd - 1.0).abs() < 1e-5, "{} {}", quick.sd, exact.sd);
        }
    }
}

#[test]
fn the_same_evidence_gives_the_same_book_with_one_and_two_threads() {
    // The linear algebra is sequential and the rows are collected in order, so a part of the
    // evidence shows as much as all of it, in a fraction of the time.
    let (rates, mut evidence) = open();
    evidence.official.retain(|c| {
        c.role.index() % 7 == 0
            || c.industry.is_none() && c.employment.is_some_and(|e| e > 20_000.0)
    });
    let options = FitOptions {
        iterations: 40,
        step: 0.3,
        variance_step: f64::INFINITY,
        weight_step: f64::INFINITY,
        ..FitOptions::default()
    };
    let fitted = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        let fit = pool
            .install(|| {
                goingrate::model::fit(
                    &evidence,
                    &rates.taxonomy,
                    &rates.priors,
                    &rates.rates,
                    options,
                )
            })
            .expect("a fit");
        Book::of(&fit, &evidence, &rates.priors, goingrate::evidence_hash()).to_bytes()
    };
    let first = fitted(1);
    assert!(first == fitted(2), "one thread and two give different books");
    assert!(first == fitted(2), "two runs give different books");
}

#[test]
fn evidence_never_makes_an_answer_less_sure() {
    let (rates, evidence) = open();
    let analysis = rates.analysis(&evidence).expect("an analysis");
    let mut random = Random(11);
    for _ in 0..20 {
        let profile = Profile {
            component: Component::BaseSalary,
            engagement: Engagement::Employee,
            ..random.profile(&rates)
        };
        for row in (0..40).map(|_| random.below(analysis.row_count())) {
            let (with, without) = analysis.variance_without(&profile, row).expect("variances");
            assert!(without >= with * (1.0 - 1e-9), "row {row}: {without} without, {with} with");
        }
    }
}
