//! The main screen as a person sees it, from invented answers: the whole of it in one snapshot, and
//! the sentence on how sure it is in its cases.

use goingrate_evidence::SourceId;
use goingrate_model::{
    Disagreement, Estimate, PercentileRank, ProfilePart, Uncertain, VarianceShare,
};
use goingrate_units::parse::{self, Understood};
use goingrate_units::{Currency, Date, ExchangeRates, Period, Taxonomy, TaxonomyFiles};
use goingrate_view::views::pay::{OfferView, PayView};
use goingrate_view::views::sure::SureView;
use goingrate_view::views::{Context, SourceLabel};
use goingrate_view::{Display, Style, text};

const FILES: TaxonomyFiles = TaxonomyFiles {
    roles: include_str!("../../../data/taxonomy/roles.toml"),
    levels: include_str!("../../../data/taxonomy/levels.toml"),
    places: include_str!("../../../data/taxonomy/places.toml"),
    areas: include_str!("../../../data/taxonomy/areas.csv"),
    skills: include_str!("../../../data/taxonomy/skills.toml"),
    industries: include_str!("../../../data/taxonomy/industries.toml"),
    tiers: include_str!("../../../data/taxonomy/tiers.toml"),
    words: include_str!("../../../data/taxonomy/words.toml"),
};

fn today() -> Date {
    "2026-11-22".parse().unwrap()
}

fn sources() -> Vec<SourceLabel> {
    let label = |slug: &str, title: &str, official: bool| SourceLabel {
        slug: slug.to_owned(),
        title: title.to_owned(),
        period: "2026".to_owned(),
        official,
    };
    vec![
        label("office", "The office", true),
        label("guide", "A guide", false),
        label("blog", "A blog", false),
    ]
}

fn doubt(
    part: ProfilePart,
    sd: f64,
    share: f64,
    effect: Option<Uncertain>,
    sources: &[usize],
) -> VarianceShare {
    VarianceShare {
        part,
        sd,
        share,
        effect,
        sources: sources.iter().map(|&s| SourceId(s)).collect(),
    }
}

/// An even distribution of ln pay around 150,000.
fn estimate(understood: &Understood, doubts: Vec<VarianceShare>) -> Estimate {
    let ln = |p: f64| 150_000f64.ln() + 0.8 * (p - 0.5);
    Estimate {
        profile: understood.profile.clone(),
        currency: Currency::USD,
        percentiles: [0.1, 0.25, 0.5, 0.75, 0.9].map(|p| Uncertain { ln: ln(p), sd: 0.045 }),
        mean: Uncertain { ln: ln(0.5), sd: 0.045 },
        curve: (1..100).map(|p| ln(f64::from(p) / 100.0)).collect(),
        variance_shares: doubts,
        jobs: Some(92_770.0),
        remarks: vec!["This is a test.".to_owned()],
    }
}

fn understood(taxonomy: &Taxonomy) -> Understood {
    parse::profile("senior backend, Seattle, Rust", taxonomy, today()).unwrap()
}

#[test]
fn the_main_screen() {
    let (taxonomy, rates, sources) =
        (Taxonomy::read(&FILES).unwrap(), ExchangeRates::default(), sources());
    let context = Context { taxonomy: &taxonomy, rates: &rates, sources: &sources };
    let understood = understood(&taxonomy);
    let level = doubt(ProfilePart::Level, 0.036, 0.8, None, &[1, 2]);
    let estimate = estimate(&understood, vec![level]);
    let display =
        Display::new(Currency::USD, Currency::USD, Period::Year, today(), &rates).unwrap();
    let offset = Uncertain { ln: 0.23, sd: 0.06 };
    let senior = taxonomy.level_of("senior");
    let disagreeing = [Disagreement { source: SourceId(1), offset, level: senior }];
    let mut view = PayView::new(&understood, &estimate, &disagreeing, &display, &context);
    let standing = PercentileRank { percentile: 0.42, low: 0.36, high: 0.48 };
    view.offer = Some(OfferView::new(141_000.0, standing));
    let screen = text::pay(&view, &Style::plain(80));
    assert_eq!(screen, include_str!("screen.txt"), "\n{screen}");
}

#[test]
fn how_sure_names_the_doubts_and_what_they_rest_on() {
    let (taxonomy, rates, sources) =
        (Taxonomy::read(&FILES).unwrap(), ExchangeRates::default(), sources());
    let context = Context { taxonomy: &taxonomy, rates: &rates, sources: &sources };
    let understood = understood(&taxonomy);
    let check = |doubts: Vec<VarianceShare>, expected: &str| {
        let view = SureView::new(&estimate(&understood, doubts), &context);
        assert_eq!(view.sentence, expected);
    };
    let rust = Some(Uncertain { ln: 0.06, sd: 0.04 });
    check(Vec::new(), "fair, ±6 % on P50. Place is firm (official statistics, 92,770 jobs).");
    check(
        vec![
            doubt(ProfilePart::Level, 0.036, 0.6, None, &[1, 2]),
            doubt(ProfilePart::Skill, 0.03, 0.3, rust, &[2]),
            doubt(ProfilePart::Place, 0.01, 0.1, None, &[0]),
        ],
        "fair, ±6 % on P50. Place is firm (official statistics, 92,770 jobs); the level (±5 %) \
         rests on A guide and A blog; Rust adds 6 % (+0.9 to +12) and rests on A blog alone.",
    );
    check(
        vec![
            doubt(ProfilePart::Place, 0.05, 0.7, None, &[0, 1]),
            doubt(ProfilePart::Industry, 0.02, 0.2, None, &[]),
        ],
        "fair, ±6 % on P50. The place (±7 %) rests on official statistics (92,770 jobs) and 1 \
         report; the mix of industries (±3 %) has no evidence of its own.",
    );
}
