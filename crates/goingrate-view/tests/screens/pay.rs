//! Invented answers about pay: an even-tempered market around $150,000.

use goingrate::ask::{
    AfterTax, AtPrices, CompareAnswer, Explanation, MarketMix, MoneyNote, OfferAnswer, PayAnswer,
    RangeAnswer, RankAnswer, RankedEntry, RateAnswer, SameAs, beside,
};
use goingrate::evidence::SourceId;
use goingrate::model::{
    BandReading, Basis, By, CountryShare, Disagreement, Estimate, KindOfEmployer, Narrowing,
    Nearness, Origin, PercentileRank, PieceWeight, ProfilePart, Ranked, SourceShare, TrendPoint,
    Uncertain, VarianceShare, Versus, WaterfallStep,
};
use goingrate::rules::{PriceLevel, PriceRatio, TaxCase};
use goingrate::units::{Currency, Exchange, Pay, Period, Profile};
use goingrate_view::views::pay::PayView;
use goingrate_view::views::rank::RankView;
use goingrate_view::views::rate::RateView;

use crate::world::{World, money, today};

/// The question of most answers.
const QUESTION: &str = "senior backend, Seattle, Rust";
/// The middle of the market.
const MEDIAN: f64 = 150_000.0;

/// The view of an answer, with the hints that a face would add.
pub fn view(world: &World, answer: &PayAnswer) -> PayView {
    let hints = ["--why", "compare --vs \"Austin\"", "rank --by place"];
    let hints = hints.map(str::to_owned).to_vec();
    PayView { hints, ..PayView::new(answer, &world.context()) }
}

/// The view with everything that carries the answer.
pub fn all_of(mut view: PayView) -> PayView {
    view.tell_all(true);
    view
}

/// A figure with its sd in logs.
pub fn figure(amount: f64, sd: f64) -> Uncertain {
    Uncertain { ln: amount.ln(), sd }
}

/// A part of the doubt.
pub fn doubt(
    part: ProfilePart,
    (sd, share): (f64, f64),
    effect: Option<Uncertain>,
    sources: &[usize],
) -> VarianceShare {
    let sources = sources.iter().map(|&s| SourceId(s)).collect();
    VarianceShare { part, sd, share, effect, sources }
}

/// A logistic distribution of ln pay around a median.
pub fn estimate(profile: &Profile, median: f64, doubts: Vec<VarianceShare>) -> Estimate {
    let ln = |p: f64| median.ln() + 0.15 * (p / (1.0 - p)).ln();
    Estimate {
        profile: profile.clone(),
        currency: Currency::USD,
        percentiles: [0.1, 0.25, 0.5, 0.75, 0.9].map(|p| Uncertain { ln: ln(p), sd: 0.045 }),
        curve: (1..100).map(|p| ln(f64::from(p) / 100.0)).collect(),
        mean: Uncertain { ln: ln(0.5) + 0.03, sd: 0.05 },
        variance_shares: doubts,
        jobs: Some(92_770.0),
        remarks: vec!["This is an invented answer.".to_owned()],
        footnotes: vec!["All answers are invented.".to_owned()],
    }
}

fn answer(world: &World, question: &str) -> PayAnswer {
    let asked = world.understood(question);
    let rust = Uncertain { ln: 0.06, sd: 0.04 };
    let doubts = vec![
        doubt(ProfilePart::Level, (0.036, 0.6), None, &[1, 2]),
        doubt(ProfilePart::Skill, (0.03, 0.3), Some(rust), &[2]),
        doubt(ProfilePart::Place, (0.01, 0.1), None, &[0]),
    ];
    let offset = Uncertain { ln: 0.23, sd: 0.06 };
    let level = world.words().level_of("senior");
    PayAnswer {
        estimate: estimate(&asked.profile, MEDIAN, doubts),
        unit: world.unit("USD", Period::Year),
        beside: Vec::new(),
        remarks: asked.remarks.clone(),
        mix: MarketMix::default(),
        money: None,
        total_compensation: Some(figure(190_000.0, 0.1)),
        offer: None,
        range: None,
        after_tax: None,
        at_prices: None,
        disagreements: vec![Disagreement { source: SourceId(1), offset, level }],
        trend: Vec::new(),
        versus: Vec::new(),
        why: None,
        asked,
    }
}

/// The market alone.
pub fn plain(world: &World) -> PayAnswer {
    answer(world, QUESTION)
}

fn rank_of(percentile: f64) -> PercentileRank {
    PercentileRank { percentile, low: percentile - 0.06, high: percentile + 0.06 }
}

/// With an offer and a posted range.
pub fn with_offer_and_range(world: &World) -> PayAnswer {
    let (low, high) = (rank_of(0.28), rank_of(0.7));
    let reading = BandReading { low, high, inside: 0.42, inner: [132_000.0, 149_000.0, 167_000.0] };
    PayAnswer {
        offer: Some(OfferAnswer { amount: 141_000.0, rank: rank_of(0.42) }),
        range: Some(RangeAnswer { low: 130_000.0, high: 170_000.0, reading }),
        ..plain(world)
    }
}

/// After the carried tax of 2025, and what is left at the prices of Berlin.
pub fn after_tax_at_prices(world: &World) -> PayAnswer {
    let seattle = world.law.named("Seattle", world.words()).expect("its law is carried");
    let pay = Pay::new(MEDIAN, Currency::USD, Period::Year).expect("it is pay");
    let case = TaxCase::employee(&seattle.code, pay, 2025);
    let left = [84_000.0, 98_000.0, 113_000.0, 130_000.0, 147_000.0];
    let ends = |amount: f64| [0.95 * amount, amount, 1.05 * amount];
    let after_tax = AfterTax {
        median: seattle.rules.take_home(&case).expect("there is law of 2025"),
        percentiles: left.map(ends),
        exchange: exchange("USD", "USD", 1.0),
        place: seattle.name.clone(),
        rules_of: seattle.rules_name(),
        reaches_into: Vec::new(),
    };
    let level = |place: &str, regional: Option<(f64, i16)>, national: f64| PriceLevel {
        of: world.place(place),
        regional,
        national: Some((national, 2024)),
    };
    let (from, to) = (level("Seattle", Some((111.0, 2023)), 1.0), level("Germany", None, 0.7));
    let factor = 0.7 / 1.11;
    let at_prices = AtPrices {
        ratio: PriceRatio { from, to, factor, abroad: true },
        percentiles: left.map(|amount| ends(factor * amount)),
        after_tax: true,
        place: world.place("Berlin"),
        currency: money("EUR"),
    };
    PayAnswer { after_tax: Some(after_tax), at_prices: Some(at_prices), ..plain(world) }
}

fn exchange(from: &str, to: &str, rate: f64) -> Exchange {
    Exchange { from: money(from), to: money(to), rate, month: (2026, 10), carried: true }
}

/// With slips and a word that is not known.
pub fn with_remarks(world: &World) -> PayAnswer {
    answer(world, "senior bakend, Seatle, Rust, Frobnicate")
}

/// With the market over six years, the last two a forecast.
pub fn with_trend(world: &World) -> PayAnswer {
    let point = |year: i32| {
        let since = f64::from(year - 2026);
        let median = figure(MEDIAN * (0.03 * since).exp(), 0.045 + 0.01 * since.abs());
        TrendPoint { year: f64::from(year) + 0.89, median, forecast: year > 2026 }
    };
    PayAnswer { trend: (2023..=2028).map(point).collect(), ..plain(world) }
}

/// Beside two others.
pub fn with_versus(world: &World) -> PayAnswer {
    let first = plain(world);
    let compared = |text: &str, median: f64| {
        let profile = &first.asked.profile;
        let other = beside(profile, text, world.words()).expect("the other is one");
        let ratio = Uncertain { ln: (median / MEDIAN).ln(), sd: 0.03 };
        let first_higher = if median < MEDIAN { 0.97 } else { 0.08 };
        let versus = Versus { other: estimate(&other, median, Vec::new()), ratio, first_higher };
        CompareAnswer { first: profile.clone(), versus, unit: first.unit }
    };
    let versus = vec![compared("Austin", 139_000.0), compared("staff, San Jose", 205_000.0)];
    PayAnswer { versus, ..first }
}

/// With what carries it.
pub fn with_why(world: &World) -> PayAnswer {
    let step = |part, name: &str, amount: f64, change: f64| WaterfallStep {
        part,
        name: name.to_owned(),
        median: figure(amount, 0.03),
        change,
    };
    let share = |source: usize, weight, variance_share, lines| SourceShare {
        source: SourceId(source),
        weight,
        near: 0.9 * weight,
        variance_share,
        lines,
    };
    let piece = |source: usize, section: &str, says: &str, weight: f64| PieceWeight {
        origin: Origin::Claim(source),
        source: SourceId(source),
        section: section.to_owned(),
        says: says.to_owned(),
        date: "2026".to_owned(),
        weight,
        heft: weight.abs(),
        nearness: if source == 0 { Nearness::Place } else { Nearness::Country },
    };
    let narrowing = |what: &str, to| Narrowing { what: what.to_owned(), from: 0.0594, to };
    let basis = Basis {
        value: MEDIAN.ln(),
        variance: 0.045 * 0.045,
        sources: vec![share(0, 0.72, 0.21, 1_204), share(1, 0.2, 0.33, 31), share(2, 0.08, 0.1, 4)],
        structure: 0.36,
        pieces: vec![
            piece(0, "Seattle-Tacoma-Bellevue, WA", "15-1252: P50 148230 a year", 0.412),
            piece(1, "Pay by level", "Senior: P25 150000, P50 185000 a year", 0.104),
            piece(2, "Premiums", "Rust: +10 % to +20 % against Python", -0.02),
        ],
        piece_count: 1_239,
        would_narrow: vec![
            narrowing("one more report on seniors in Seattle", 0.051),
            narrowing("a survey that names Rust", 0.048),
        ],
    };
    let waterfall = vec![
        step(ProfilePart::Role, "Backend developer, United States", 128_000.0, 0.0),
        step(ProfilePart::Place, "Seattle-Tacoma-Bellevue, WA", 141_000.0, 0.097),
        step(ProfilePart::Level, "Senior", 158_000.0, 0.114),
        step(ProfilePart::Skill, "Rust", MEDIAN, -0.052),
    ];
    PayAnswer { why: Some(Explanation { waterfall, basis }), ..plain(world) }
}

/// A market at large with its kinds of employers side by side.
pub fn with_kinds(world: &World) -> PayAnswer {
    let kind = |word: &str, share, amount, sd| KindOfEmployer {
        tier: world.words().tier_of(word).expect("the kind is one"),
        share,
        median: figure(amount, sd),
    };
    let kinds = vec![
        kind("services", 0.61, 118_000.0, 0.06),
        kind("international", 0.34, 166_000.0, 0.08),
        kind("top-tier-tech", 0.05, 240_000.0, 0.12),
    ];
    let mix = MarketMix { kinds, ..MarketMix::default() };
    PayAnswer { mix, ..answer(world, "senior backend, India") }
}

/// One kind of employer, with what carries it.
pub fn one_kind(world: &World) -> PayAnswer {
    let mix = MarketMix { at_large: Some(figure(128_000.0, 0.07)), ..MarketMix::default() };
    let asked = answer(world, "senior backend, India, product company");
    PayAnswer { mix, why: with_why(world).why, ..asked }
}

/// A part of the world.
pub fn region(world: &World) -> PayAnswer {
    let country = |name: &str, share| CountryShare { place: world.place(name), share };
    let countries = [("India", 0.4), ("China", 0.3), ("Japan", 0.2), ("Vietnam", 0.1)];
    let countries = countries.map(|(name, share)| country(name, share)).to_vec();
    let mix = MarketMix { countries, ..MarketMix::default() };
    PayAnswer { mix, ..answer(world, "senior backend, Asia") }
}

/// A place whose pay is known in US dollars, shown in its own money.
pub fn converted(world: &World) -> PayAnswer {
    PayAnswer {
        unit: world.unit("ARS", Period::Month),
        money: Some(MoneyNote::Converted(exchange("USD", "ARS", 1400.0))),
        total_compensation: None,
        disagreements: Vec::new(),
        ..answer(world, "backend, Buenos Aires")
    }
}

/// A place whose money has no exchange rate.
pub fn without_rate(world: &World) -> PayAnswer {
    let (own, shown) = (money("ARS"), Currency::USD);
    PayAnswer {
        money: Some(MoneyNote::NoRate { own, shown, day: today() }),
        total_compensation: None,
        disagreements: Vec::new(),
        ..answer(world, "backend, Buenos Aires")
    }
}

fn ranked(
    rank: usize,
    name: &str,
    (amount, sd): (f64, f64),
    jobs: Option<f64>,
    asked: bool,
) -> RankedEntry {
    let (name, slug) = (name.to_owned(), format!("entry-{rank}"));
    let entry = Ranked { name, slug, place: None, median: figure(amount, sd), jobs };
    RankedEntry { rank, entry, asked, percentiles: None }
}

/// Roles that are one occupation: its jobs beside each would say nothing.
pub fn ranking_of_roles(world: &World) -> RankView {
    let jobs = Some(1_687_890.0);
    let answer = RankAnswer {
        profile: world.understood(QUESTION).profile,
        by: By::Role,
        entries: vec![
            ranked(
                1,
                "Computer and information research scientists",
                (190_000.0, 0.05),
                jobs,
                false,
            ),
            ranked(2, "Backend developer", (MEDIAN, 0.045), jobs, true),
        ],
        total: 2,
        without_evidence: Vec::new(),
        unit: world.unit("USD", Period::Year),
        beside: Vec::new(),
        remarks: Vec::new(),
    };
    RankView::new(&answer, &world.context())
}

/// Places in the order of their pay; the last one is there because the question names it.
pub fn ranking(world: &World) -> RankView {
    let answer = RankAnswer {
        profile: world.understood(QUESTION).profile,
        by: By::Place,
        entries: vec![
            ranked(
                1,
                "San Jose-Sunnyvale-Santa Clara, CA",
                (212_000.0, 0.03),
                Some(81_230.0),
                false,
            ),
            ranked(
                2,
                "San Francisco-Oakland-Fremont, CA",
                (201_000.0, 0.04),
                Some(70_110.0),
                false,
            ),
            ranked(3, "Zug", (187_000.0, 0.12), None, false),
            ranked(17, "Seattle-Tacoma-Bellevue, WA", (MEDIAN, 0.045), Some(92_770.0), true),
        ],
        total: 390,
        without_evidence: Vec::new(),
        unit: world.unit("USD", Period::Year),
        beside: Vec::new(),
        remarks: vec!["This is an invented ranking.".to_owned()],
    };
    RankView::new(&answer, &world.context())
}

/// Skills, in two periods; only the asked ones are shown, one of them without evidence.
pub fn ranking_of_skills(world: &World) -> RankView {
    let unit = world.unit("USD", Period::Year);
    let answer = RankAnswer {
        profile: world.understood("senior backend, Seattle, Rust, Haskell").profile,
        by: By::Skill,
        entries: vec![ranked(17, "Rust", (MEDIAN, 0.4), None, true)],
        total: 58,
        without_evidence: vec!["Haskell".to_owned()],
        unit,
        beside: vec![unit.per(Period::Day)],
        remarks: vec![
            "No evidence on Haskell; it is taken to make no difference, ±8 %.".to_owned(),
        ],
    };
    RankView::new(&answer, &world.context())
}

/// The ladder of levels, in euros a year, a month and a day.
pub fn ladder(world: &World) -> RankView {
    let level = |(rank, slug, amount, sd): (usize, &str, f64, f64)| {
        let level = world.words().level_of(slug).expect("it is a level");
        let name = world.words().level(level).name.clone();
        let median = figure(amount, sd);
        let spread = [-0.4, -0.2, 0.0, 0.2, 0.4];
        let percentiles = spread.map(|by| Uncertain { ln: median.ln + by, ..median });
        let entry = Ranked { name, slug: slug.to_owned(), place: None, median, jobs: None };
        RankedEntry { rank, entry, asked: slug == "senior", percentiles: Some(percentiles) }
    };
    let levels = [
        (6, "intern", 42_000.0, 0.16),
        (5, "junior", 51_000.0, 0.05),
        (3, "senior", 84_000.0, 0.02),
        (1, "principal", 113_000.0, 0.5),
        (4, "lead", 88_000.0, 0.1),
        (2, "manager", 101_000.0, 0.1),
    ];
    let unit = world.unit("EUR", Period::Year);
    let answer = RankAnswer {
        profile: world.understood("senior backend, Berlin").profile,
        by: By::Level,
        entries: levels.map(level).to_vec(),
        total: 6,
        without_evidence: Vec::new(),
        unit,
        beside: vec![unit.per(Period::Month), unit.per(Period::Day)],
        remarks: Vec::new(),
    };
    RankView::new(&answer, &world.context())
}

/// The market in several periods.
pub fn by_period(world: &World) -> PayAnswer {
    let first = plain(world);
    let beside = [Period::Month, Period::Day].map(|per| first.unit.per(per)).to_vec();
    PayAnswer { beside, disagreements: Vec::new(), ..first }
}

/// A market that is hardly known.
pub fn hardly_known(world: &World) -> PayAnswer {
    let mut answer = plain(world);
    answer.estimate.percentiles = answer.estimate.percentiles.map(|p| Uncertain { sd: 0.5, ..p });
    answer.total_compensation = Some(figure(190_000.0, 0.6));
    answer
}

/// What an hour of freelance work is charged.
pub fn rate(world: &World, same_as: Option<SameAs>) -> RateView {
    let market = PayAnswer {
        unit: world.unit("USD", Period::Hour),
        total_compensation: None,
        ..answer(world, "senior backend, Seattle, Rust, freelance")
    };
    RateView::new(&RateAnswer { market, same_as }, &world.context())
}
