//! Ready-made percentiles in the fit: an invented vendor's table by job and level beside the carried
//! evidence.

mod without_microdata;

use goingrate::GoingRate;
use goingrate::evidence::{
    Basis, CellKey, ContentHash, Evidence, Money, RowHash, Shares, SourceId, Stated,
    SummaryQuantiles, read,
};
use goingrate::model::{Analysis, Book, Fit, FitOptions, LeftOut, fit_from};
use goingrate::units::{
    Component, Currency, Date, LevelId, Period, PlaceId, Profile, RoleId, parse,
};

const CARD: &str = r#"
[card]
slug = "vendor"
title = "An invented vendor's table"
publisher = "Nobody"
kind = "survey"
reference = false
as_of = "2025-06"
period = "2025"
currency = "USD"
basis = "gross"
licence = "none"
url = "https://example.org"
biases = ["It is invented."]
"#;

const ROLES: [&str; 3] = ["15-1252", "data-scientist", "15-1253"];
const LEVELS: [&str; 4] = ["junior", "mid", "senior", "staff"];

/// The vendor's clients pay so much more than the market, in logs.
const ABOVE: f64 = 0.20;

/// Each level is so much further above the one below than in the market, in logs.
const STEEPER: f64 = 0.12;

/// Austin and Denver.
const AREAS: [&str; 2] = ["us-12420", "us-19740"];

fn today() -> Date {
    "2025-07-01".parse().unwrap()
}

/// The base salary of an occupation at a level, in the whole country.
fn profile(rates: &GoingRate, role: RoleId, level: Option<LevelId>) -> Profile {
    let understood = parse::profile("senior software developer", &rates.taxonomy, today()).unwrap();
    let place = rates.taxonomy.place_of("us").unwrap();
    Profile { role, level, place, ..understood.profile }
}

/// Log P50 of a book.
fn ln_median(rates: &GoingRate, role: RoleId, level: Option<LevelId>) -> f64 {
    rates.estimator().estimate(&profile(rates, role, level)).unwrap().percentiles[2].ln
}

/// What the vendor publishes of an area: the carried book's own quartiles, higher and steeper.
fn table(rates: &GoingRate, people: u64) -> Vec<SummaryQuantiles> {
    let above = |rank: usize| ABOVE + STEEPER * (rank as f64 - 1.5);
    let area = rates.taxonomy.place_of(AREAS[0]).unwrap();
    rows_of(rates, area, people, |rank, percentiles| {
        (1..4).map(|at| (percentiles[at].0, percentiles[at].1 + above(rank))).collect()
    })
}

/// What the vendor publishes of a place: something that is made of the rank of a level and of the
/// carried book's own percentiles, both in logs.
fn rows_of(
    rates: &GoingRate,
    place: PlaceId,
    people: u64,
    made: impl Fn(usize, [(f64, f64); 5]) -> Vec<(f64, f64)>,
) -> Vec<SummaryQuantiles> {
    let t = &rates.taxonomy;
    let money = Money {
        component: Component::BaseSalary,
        basis: Basis::Gross,
        currency: Currency::USD,
        period: Period::Year,
    };
    let mut rows = Vec::new();
    for role in ROLES.map(|slug| t.role_of(slug).unwrap()) {
        for (rank, level) in LEVELS.iter().map(|slug| t.level_of(slug).unwrap()).enumerate() {
            let asked = Profile { place, ..profile(rates, role, Some(level)) };
            let estimate = rates.estimator().estimate(&asked).unwrap();
            let percentiles = [0.1, 0.25, 0.5, 0.75, 0.9];
            let own = std::array::from_fn(|at| (percentiles[at], estimate.percentiles[at].ln));
            let quantiles = made(rank, own).into_iter().map(|(p, ln)| (p, ln.exp()));
            let mut key = CellKey::new(Shares::certain(role), place, money, 2025);
            key.level = Shares::certain(level);
            rows.push(SummaryQuantiles {
                quantiles: quantiles.collect(),
                count: Some(people),
                row: RowHash(rows.len() as u64),
                ..SummaryQuantiles::new(key)
            });
        }
    }
    rows
}

/// The carried evidence without its microdata, with a table of the vendor's.
fn evidence(rates: &GoingRate, table: Vec<SummaryQuantiles>) -> Evidence {
    let (mut evidence, _) = goingrate::evidence_without_microdata(&rates.taxonomy).unwrap();
    let source = SourceId(evidence.cards.len());
    evidence.cards.push(read::source_card("vendor.toml", CARD).unwrap());
    evidence.published = table.into_iter().map(|published| (source, published)).collect();
    evidence
}

/// The fit, and the carried data with its book.
fn fitted(rates: &GoingRate, evidence: &Evidence) -> (Fit, GoingRate) {
    let GoingRate { taxonomy, priors, rates: money, book, .. } = rates;
    let options = FitOptions::default();
    let fit = fit_from(evidence, taxonomy, priors, money, options, Some(book)).unwrap();
    let book = Book::of(&fit, evidence, priors, HASH);
    // Through the bytes: what a book forgets shows here.
    (fit, GoingRate::with_book(&book.to_bytes()).unwrap())
}

const HASH: ContentHash = ContentHash(1);

#[test]
fn a_vendors_table_moves_the_ladder_more_with_more_people_and_its_offset_moves_nothing() {
    let carried = without_microdata::open();
    let t = &carried.taxonomy;
    let role = t.role_of(ROLES[0]).unwrap();
    let [junior, staff] = ["junior", "staff"].map(|slug| t.level_of(slug));
    let rise = |book: &GoingRate| ln_median(book, role, staff) - ln_median(book, role, junior);
    let mut risen = Vec::new();
    for people in [2, 2000] {
        let (fit, book) = fitted(&carried, &evidence(&carried, table(&carried, people)));
        let told = &fit.published()[0];
        assert_eq!((told.rows.rows, told.rows.figures), (12, 36));
        assert!((told.offset - ABOVE).abs() < 0.06, "the offset is {}", told.offset);
        let open = ln_median(&book, role, None) - ln_median(&carried, role, None);
        assert!(open.abs() < 0.02, "the offset moved all levels together by {open}");
        risen.push(rise(&book) - rise(&carried));
    }
    let [few, many] = risen[..] else { panic!("two fits") };
    // Juniors and staff are three levels apart.
    let told = 3.0 * STEEPER;
    assert!(few > 0.0 && many > few + 0.02 * told, "few {few}, many {many} of {told}");
    assert!(many < told, "{many} of {told}");
}

#[test]
fn a_vendor_whose_levels_are_narrower_than_the_market_does_not_bend_the_ladder() {
    let carried = without_microdata::open();
    let t = &carried.taxonomy;
    let narrow = |_: usize, percentiles: [(f64, f64); 5]| -> Vec<(f64, f64)> {
        let middle = percentiles[2].1;
        percentiles.iter().map(|&(p, ln)| (p, middle + 0.1 + 0.6 * (ln - middle))).collect()
    };
    let mut rows = Vec::new();
    for place in ["us", AREAS[0], AREAS[1]] {
        rows.extend(rows_of(&carried, t.place_of(place).unwrap(), 60, narrow));
    }
    let (fit, book) = fitted(&carried, &evidence(&carried, rows));
    let told = &fit.published()[0].rows;
    // Of the nation the medians, of each area all five.
    assert_eq!((told.rows, told.figures, told.figures_left_out), (36, 12 + 2 * 60, 4 * 12));
    let role = t.role_of(ROLES[0]).unwrap();
    for slug in LEVELS {
        let level = t.level_of(slug);
        let moved = ln_median(&book, role, level) - ln_median(&carried, role, level);
        assert!(moved.abs() < 0.012, "{slug} moved by {moved}");
    }
}

#[test]
fn an_answer_names_the_vendor_and_what_is_left_out_is_told() {
    let carried = without_microdata::open();
    let mut rows = table(&carried, 50);
    rows[0].key.stated = Stated::Computed;
    rows[1].key.component = Component::Equity;
    let evidence = evidence(&carried, rows);
    let (fit, book) = fitted(&carried, &evidence);
    let told = &fit.published()[0];
    let reasons: Vec<_> =
        told.rows.left_out.iter().map(|(reason, rows)| (*reason, *rows)).collect();
    assert_eq!(reasons, [(LeftOut::Computed, 1), (LeftOut::PartOfPay, 1)]);
    assert_eq!((told.rows.rows, told.rows.figures), (10, 30));
    let group = fit.diagnosis.groups.iter().find(|g| g.name == "percentiles of vendor").unwrap();
    assert!(group.members == 30 && !group.held && group.sd == told.error);

    let GoingRate { taxonomy, priors, rates, book, .. } = &book;
    let analysis = Analysis::new(book, &evidence, HASH, taxonomy, priors, rates).unwrap();
    let level = taxonomy.level_of("senior");
    let asked = profile(&carried, taxonomy.role_of(ROLES[0]).unwrap(), level);
    let basis = analysis.basis(&asked).unwrap();
    let vendor = evidence.source_of("vendor").unwrap();
    let share = basis.sources.iter().find(|share| share.source == vendor).unwrap();
    assert!(share.lines == 30 && share.weight > 0.0, "{share:?}");
    assert!(analysis.identities(&asked).unwrap().worst() < 1e-9);
}

#[test]
fn statistics_that_are_carried_are_not_counted_twice() {
    let carried = without_microdata::open();
    let mut evidence = evidence(&carried, table(&carried, 50));
    if let Some(card) = evidence.cards.last_mut() {
        card.reference = true;
    }
    let (fit, book) = fitted(&carried, &evidence);
    let told = &fit.published()[0].rows;
    assert_eq!((told.rows, told.left_out[&LeftOut::OfficialAlready]), (0, 12));
    let role = carried.taxonomy.role_of(ROLES[0]).unwrap();
    let moved = ln_median(&book, role, None) - ln_median(&carried, role, None);
    assert!(
        moved.abs() < 1e-4 && carried.book.to_bytes() != book.book.to_bytes(),
        "moved by {moved}"
    );
}
