//! Invented evidence: a guide and a blog as they would stand in `data/claims`, an office, a store;
//! verdicts on them, a fit and a score.

use std::borrow::Cow;
use std::collections::BTreeMap;

use goingrate::ask::KindOfFigure;
use goingrate::ask::evidence::CheckAnswer;
use goingrate::ask::planned::Planned;
use goingrate::data;
use goingrate::evidence::{Basis, Card, Evidence, SourceId, SourceKind, Stated, read};
use goingrate::model::{
    Diagnosis, FigureVerdict, Group, GroupDiagnosis, Judgement, LeftOut, MeasureDiagnosis, Scores,
    SourceMeasure, SummaryDiagnosis, SummaryRows, Uncertain, Verdict,
};
use goingrate::units::{Component, Problem};
use goingrate_view::views::check::CheckView;
use goingrate_view::views::evidence_list::SourcesView;
use goingrate_view::views::evidence_show::{ShowClaimView, ShowSourceView};
use goingrate_view::views::fit::{FitView, NotFittedView};
use goingrate_view::views::score::{KindView, RowsView, ScoreView};

use crate::world::World;

/// A judgement that no claim here has.
pub const RARE: Judgement = Judgement::Undecided;

const GUIDE: &str = r#"
[card]
title = "A guide to pay that nobody wrote"
kind = "report"
publisher = "Nobody"
licence = "invented"
period = "2026"
as_of = "2026"
currency = "USD"
basis = "gross"
biases = ["It is invented.", "It speaks mostly of firms that are not there, and of people who were never asked."]

[card.no_place]
means = "us"
because = "It is a guide to the United States."

[card.no_level]
means = "book"
because = "It speaks of all developers."

[usual]
role = "backend-developer"
component = "base_salary"
engagement = "employee"

[[claim]]
id = "senior"
section = "Pay by level"
level = "senior"
place = "us"
pay = { p25 = 150_000, p50 = 185_000, p90 = 240_000, per = "year" }
figures = { p25 = 1, p50 = 2, p90 = 3 }
note = "A remark of ours."

[[claim]]
id = "typical-junior"
section = "Pay by level"
level = "junior"
place = "us"
pay = { typical = 95_000, per = "year" }
figures = { typical = 4 }

[[claim]]
id = "rust"
section = "Premiums"
skills = ["rust"]
place = "us"
difference = { percent = [10, 20] }
against = { skills = ["python"] }
figures = { low = 5, high = 6 }

[[claim]]
id = "full-stack"
section = "Premiums"
role = "full-stack-developer"
order.words = "about the same"
order.about = [{ role = "backend-developer" }]
order.within = 0.05
figures = { words = 7 }

[[claim]]
id = "fee"
section = "Hidden costs"
plan = { for = "hire", measure = "recruiting_fee", low = 20, high = 30, unit = "percent" }
figures = { low = 8, high = 9 }
"#;

const BLOG: &str = r#"
[card]
title = "A blog"
kind = "survey"
publisher = "Somebody"
licence = "invented"
url = "https://example.org/pay"
period = "spring 2025"
as_of = "2025-04"
currency = "USD"
basis = "gross"
biases = []

[card.no_place]
means = "us"
because = "It says so."

[card.no_level]
means = "book"
because = "It speaks of all developers."

[usual]
role = "backend-developer"
component = "hourly_rate"
engagement = "freelance"

[[claim]]
id = "seattle"
section = "Rates"
place = "us-42660"
pay = { low = 80, high = 140, per = "hour" }
figures = { low = 10, high = 11 }

[[repeat]]
of = "guide/senior"
section = "What others say"
figures = { p25 = 12, p50 = 13, p90 = 14 }
"#;

/// The invented evidence.
pub fn invented(world: &World) -> Evidence {
    let file = |(name, text)| read::ClaimFile { name, text, table: None };
    let sources = [("guide.toml", GUIDE), ("blog.toml", BLOG)].map(file);
    let files = read::ClaimFiles {
        sources: &sources,
        readings: data::READINGS,
        occupations: data::OCCUPATIONS,
    };
    let read::ClaimsRead { mut cards, claims, complaints, .. } =
        read::claims(&files, 0, world.words());
    assert_eq!(complaints, [], "what is invented can be read");
    let office = Card {
        slug: "office".to_owned(),
        title: "The office".to_owned(),
        kind: SourceKind::Official,
        reference: true,
        ..cards[0].clone()
    };
    cards.push(office);
    Evidence { cards, claims, ..Evidence::default() }
}

/// All sources, and something that could not be read.
pub fn list(world: &World) -> SourcesView {
    let problem = Problem::in_file("guide.toml", Some(70), "claim.pay.p50", "lots", "is no number");
    SourcesView::new(&invented(world), &[problem])
}

/// One source.
pub fn source(world: &World) -> ShowSourceView {
    ShowSourceView::new(&invented(world), SourceId(0), world.words())
}

/// One claim.
pub fn claim(world: &World) -> ShowClaimView {
    let evidence = invented(world);
    ShowClaimView::new(&evidence, &evidence.claims[0], world.words())
}

/// A figure against the book.
fn held(what: &str, says: f64, book: f64, errors: f64, judgement: Judgement) -> FigureVerdict {
    FigureVerdict {
        what: what.to_owned(),
        says: Some(says.ln()),
        book: Uncertain { ln: book.ln(), sd: 0.04 },
        difference: (says / book).ln(),
        errors,
        judgement,
        is_ratio: says < 10.0,
    }
}

/// Verdicts on all claims; only those of one judgement are shown where one is named.
pub fn check(world: &World, only: Option<Judgement>) -> CheckView {
    use Judgement::{Contradicted, Supported};
    let words =
        FigureVerdict { says: None, ..held("about Backend developer", 1.0, 1.02, 0.4, Supported) };
    let verdict = |claim, judgement, figures| Verdict { claim, judgement, figures };
    let verdicts = vec![
        verdict(
            0,
            Contradicted,
            vec![
                held("P25", 150_000.0, 151_000.0, 0.1, Supported),
                held("P50", 185_000.0, 172_000.0, 1.2, Supported),
                held("P90", 240_000.0, 205_000.0, 2.9, Contradicted),
            ],
        ),
        verdict(1, Supported, vec![held("P50", 95_000.0, 97_000.0, 0.2, Supported)]),
        verdict(2, Supported, vec![held("+10 % to +20 %", 1.15, 1.12, 0.5, Supported)]),
        verdict(3, Supported, vec![words]),
        verdict(4, Contradicted, Vec::new()),
        verdict(
            5,
            Supported,
            vec![
                held("range low", 80.0 * 2080.0, 82.0 * 2080.0, 0.3, Supported),
                held("range high", 140.0 * 2080.0, 133.0 * 2080.0, 0.6, Supported),
            ],
        ),
    ];
    let evidence = Cow::Owned(invented(world));
    let judgement = Contradicted;
    let planned = BTreeMap::from([(
        4,
        Planned {
            says: Some([20.0, 30.0]),
            planner: Some([35.0, 41.5, 52.0]),
            unit: "percent".to_owned(),
            because: "the assumption agency-fee".to_owned(),
            judgement,
        },
    )]);
    CheckView::new(&CheckAnswer { evidence, verdicts, planned, source: None, only }, world.words())
}

fn measure(source: &str, component: Component, basis: Basis) -> SourceMeasure {
    SourceMeasure { source: source.to_owned(), component, basis, stated: Stated::Pay }
}

/// A fit that was stopped before it settled.
pub fn fit() -> FitView {
    let group = |group, name: &str, members, sd, held| GroupDiagnosis {
        group,
        name: name.to_owned(),
        members,
        sd,
        held,
    };
    let diagnosis = Diagnosis {
        iterations: 40,
        step: 0.021,
        criterion: -1234.5,
        effects: 5_120,
        lines: 48_211,
        pieces: 12_001,
        groups: vec![
            group(Group::OfficialArea, "official areas", 11_020, 0.0412, false),
            group(Group::Claims(0), "claims of guide", 36, 0.05, true),
        ],
    };
    let measures = [MeasureDiagnosis {
        measure: measure("offers", Component::BaseSalary, Basis::Gross),
        cells: 812,
        records: 20_311.0,
        offset: 0.083,
        spread: 0.29,
        far: 0.012,
    }];
    let rows = SummaryRows {
        source: 3,
        slug: "tables".to_owned(),
        rows: 40,
        figures: 120,
        figures_left_out: 1,
        left_out: BTreeMap::from([(LeftOut::AfterTax, 3), (LeftOut::PartOfPay, 1)]),
    };
    let published = [SummaryDiagnosis { rows, offset: -0.02, error: 0.06 }];
    let not_fitted = NotFittedView {
        name: measure("offers", Component::Bonus, Basis::Gross).name(),
        records: 1,
        reason: "a part of pay by itself, which many do not have, is no whole pay".to_owned(),
    };
    FitView {
        book: "mine.gr".to_owned(),
        bytes: 3_210_000,
        seconds: 81.3,
        cells_set_aside: 2,
        not_fitted: vec![not_fitted],
        ..FitView::new(&diagnosis, &measures, &published)
    }
}

/// A book scored on a file.
pub fn score() -> ScoreView {
    let mut pit = [50; 20];
    pit[19] = 60;
    let scores = Scores {
        rows: 1_010,
        pinball_by: [0.021, 0.043, 0.061, 0.05, 0.027],
        six: [98, 151, 252, 254, 150, 105],
        covered: [807, 506],
        pit,
    };
    let kind = KindOfFigure {
        measure: measure("offers", Component::BaseSalary, Basis::Gross),
        known: true,
        scores,
    };
    ScoreView {
        file: "offers.csv".to_owned(),
        source: "offers".to_owned(),
        kinds: vec![KindView::new(&kind)],
        rows: RowsView {
            rows: 1_050,
            rows_of_records: 1_020,
            rows_of_percentiles: 10,
            set_aside: 20,
        },
        not_scored: 15,
    }
}
