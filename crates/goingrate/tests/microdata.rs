//! Microdata in the fit: invented records of a known truth beside the carried evidence.

mod without_microdata;

use goingrate::evidence::{
    Basis, Cell, CellKey, ContentHash, Education, Evidence, Histogram, Money, Shares, SourceId,
    YearsBand, read,
};
use goingrate::model::{Book, FitOptions, Priors, RecordEstimator, Scores, fit};
use goingrate::units::{Component, Currency, ExchangeRates, Period, Taxonomy, parse};
use goingrate::{GoingRate, data};

const CARD: &str = r#"
[card]
slug = "invented"
title = "An invented survey"
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

/// Uniform numbers by SplitMix64 (Steele, Lea & Flood 2014).
struct Numbers(u64);

impl Numbers {
    fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }

    fn normal(&mut self) -> f64 {
        goingrate::model::normal_quantile(self.uniform().clamp(1e-12, 1.0 - 1e-12))
    }

    fn below(&mut self, n: usize) -> usize {
        ((self.uniform() * n as f64) as usize).min(n - 1)
    }
}

/// What the survey would say: pay in dollars of ten countries, by years and education.
const COUNTRIES: [(&str, f64); 5] =
    [("us", 11.9), ("de", 11.2), ("in", 10.2), ("pl", 10.8), ("br", 10.4)];
const EDUCATIONS: [(Education, f64); 3] =
    [(Education::SomeCollege, -0.1), (Education::Bachelor, 0.0), (Education::Doctorate, 0.2)];
const SPREAD: f64 = 0.35;

/// A record of the truth: its key, its amount.
fn record(numbers: &mut Numbers, taxonomy: &Taxonomy) -> (CellKey, f64) {
    let (country, level) = COUNTRIES[numbers.below(COUNTRIES.len())];
    let (education, worth) = EDUCATIONS[numbers.below(EDUCATIONS.len())];
    let years = numbers.below(25) as u8;
    let role = Shares::certain(taxonomy.role_of("15-1252").unwrap());
    let money = Money {
        component: Component::TotalCompensation,
        basis: Basis::Gross,
        currency: Currency::USD,
        period: Period::Year,
    };
    let mut key = CellKey::new(role, taxonomy.place_of(country).unwrap(), money, 2025);
    key.years = Some(YearsBand { low: years, high: years });
    key.education = Some(education);
    let curve = 0.25 * (1.0 + f64::from(years)).ln();
    (key, (level + worth + curve + SPREAD * numbers.normal()).exp())
}

/// The carried evidence, without its own microdata, with so many invented records, some of them absurd.
fn evidence(taxonomy: &Taxonomy, records: usize, absurd: f64) -> Evidence {
    let (mut evidence, _) = goingrate::evidence_without_microdata(taxonomy).unwrap();
    evidence.cards.push(read::source_card("invented.toml", CARD).unwrap());
    let source = SourceId(evidence.cards.len() - 1);
    let mut numbers = Numbers(7);
    for _ in 0..records {
        let (key, mut amount) = record(&mut numbers, taxonomy);
        amount *= if numbers.uniform() < absurd { 1000.0 } else { 1.0 };
        let mut histogram = Histogram::default();
        histogram.add(amount).unwrap();
        evidence.cells.push(Cell { source, key, histogram });
    }
    evidence
}

fn book(taxonomy: &Taxonomy, evidence: &Evidence) -> Book {
    let priors = Priors::read(data::PRIORS).unwrap();
    let rates = ExchangeRates::read(data::CURRENCY).unwrap();
    let options = FitOptions::with_microdata(|_| ());
    let fitted = fit(evidence, taxonomy, &priors, &rates, options).unwrap();
    let measures = fitted.measures();
    assert_eq!(measures.len(), 1);
    assert_eq!(measures[0].cells, evidence.cells.len());
    Book::of(&fitted, evidence, &priors, ContentHash(0))
}

/// How a book foresees fresh records of the truth.
fn scores(going_rate: &GoingRate, records: usize) -> Scores {
    let GoingRate { taxonomy, rates, priors, book, .. } = going_rate;
    let mut estimator = RecordEstimator::new(book, taxonomy, priors, rates).unwrap();
    let mut numbers = Numbers(99);
    let fresh: Vec<(CellKey, f64)> = (0..records).map(|_| record(&mut numbers, taxonomy)).collect();
    let keys: Vec<&CellKey> = fresh.iter().map(|(key, _)| key).collect();
    let foreseen = estimator.foresee("invented", &keys).unwrap();
    let mut scores = Scores::default();
    for (foreseen, (_, amount)) in foreseen.iter().zip(&fresh) {
        scores.add(foreseen, amount.ln());
    }
    scores
}

/// The loss of whoever knows the truth: the mean over the five percentiles of σ·φ(z).
fn best_loss() -> f64 {
    let density = |z: f64| (-0.5 * z * z).exp() / std::f64::consts::TAU.sqrt();
    let z = |p| density(goingrate::model::normal_quantile(p));
    SPREAD * [0.1, 0.25, 0.5, 0.75, 0.9].map(z).iter().sum::<f64>() / 5.0
}

fn opened(taxonomy: &Taxonomy, evidence: &Evidence) -> GoingRate {
    // Through the bytes: what a book forgets shows here.
    GoingRate::with_book(&book(taxonomy, evidence).to_bytes()).unwrap()
}

#[test]
fn invented_records_teach_the_truth_and_absurd_ones_move_nothing() {
    let taxonomy = Taxonomy::read(&data::TAXONOMY).unwrap();
    let clean = scores(&opened(&taxonomy, &evidence(&taxonomy, 1500, 0.0)), 2000);
    let [outer, inner] = clean.coverage().unwrap();
    assert!((0.76..0.85).contains(&outer), "P10 to P90 holds {outer}");
    assert!((0.45..0.56).contains(&inner), "P25 to P75 holds {inner}");
    let loss = clean.pinball() / best_loss();
    assert!(loss < 1.03, "the loss is {loss} times that of the truth");
    let dirty = scores(&opened(&taxonomy, &evidence(&taxonomy, 1500, 0.02)), 2000);
    let worse = dirty.pinball() / clean.pinball();
    assert!(worse < 1.03, "two absurd records in a hundred cost {worse}");
}

/// Records of Ukraine in four waves of a survey, in dollars, a fifth more every second year.
fn waves(taxonomy: &Taxonomy) -> Evidence {
    let mut evidence = evidence(taxonomy, 0, 0.0);
    let mut numbers = Numbers(3);
    for year in [2014_i16, 2016, 2018, 2020] {
        for _ in 0..150 {
            let (key, amount) = ukrainian(&mut numbers, taxonomy, year);
            let mut histogram = Histogram::default();
            histogram.add(amount).unwrap();
            evidence.cells.push(Cell {
                source: SourceId(evidence.cards.len() - 1),
                key,
                histogram,
            });
        }
    }
    evidence
}

/// One of them; the spread is small, so that the years stand out.
fn ukrainian(numbers: &mut Numbers, taxonomy: &Taxonomy, year: i16) -> (CellKey, f64) {
    let (mut key, _) = record(numbers, taxonomy);
    (key.place, key.year) = (taxonomy.place_of("ua").unwrap(), year);
    (key.education, key.years) = (None, Some(YearsBand { low: 5, high: 5 }));
    (key, (10.0 + ua_level(year) + 0.1 * numbers.normal()).exp())
}

/// How far pay in Ukraine has risen by a year, in logs.
fn ua_level(year: i16) -> f64 {
    0.1 * f64::from(year - 2014)
}

#[test]
fn a_wave_that_nobody_has_seen_is_foreseen_at_the_last_one_and_less_surely() {
    let taxonomy = Taxonomy::read(&data::TAXONOMY).unwrap();
    let evidence = waves(&taxonomy);
    let going_rate = opened(&taxonomy, &evidence);
    let GoingRate { rates, priors, book, .. } = &going_rate;
    let mut estimator = RecordEstimator::new(book, &taxonomy, priors, rates).unwrap();
    let years = [2020_i16, 2022, 2025, 2011, 2014, 2020];
    let keys = years.map(|year| ukrainian(&mut Numbers(1), &taxonomy, year).0);
    let foreseen = estimator.foresee("invented", &keys.iter().collect::<Vec<_>>()).unwrap();
    let [last, next, late, earlier, first, again] = &foreseen[..] else {
        panic!("a forecast a key")
    };
    assert_eq!(again, last, "one profile has one forecast");
    let of_2020 = 10.0 + ua_level(2020);
    assert!((last.centre - of_2020).abs() < 0.05, "2020 is seen at {}", last.centre);
    // The mean of the waves is three tenths below the last one.
    assert!((next.centre - of_2020).abs() < 0.15, "2022 is foreseen at {}", next.centre);
    assert!(last.sd < next.sd && next.sd < late.sd, "{} {} {}", last.sd, next.sd, late.sd);
    for (year, foreseen) in [(2022, next), (2025, late)] {
        let off = (10.0 + ua_level(year) - foreseen.centre) / foreseen.sd;
        assert!(off.abs() < 2.5, "{year} is {off} standard deviations off");
    }
    // Before the first wave as after the last one: at the nearest year that somebody told of.
    assert!((earlier.centre - first.centre).abs() < 0.15, "{} {}", earlier.centre, first.centre);
    assert!(earlier.sd > first.sd + 0.05, "{} {}", earlier.sd, first.sd);
}

#[test]
fn records_that_are_silent_about_years_leave_what_years_are_worth() {
    let taxonomy = Taxonomy::read(&data::TAXONOMY).unwrap();
    let mut silent = evidence(&taxonomy, 300, 0.0);
    silent.cells.iter_mut().for_each(|cell| cell.key.years = None);
    let (carried, fitted) = (without_microdata::open(), opened(&taxonomy, &silent));
    let day = "2025-07-01".parse().unwrap();
    let ln_median = |book: &GoingRate, text: &str| {
        let profile = parse::profile(text, &taxonomy, day).unwrap().profile;
        book.estimator().estimate(&profile).unwrap().percentiles[2].ln
    };
    for years in ["1 year", "5 years", "12 years"] {
        let text = format!("software developer, {years}, Austin");
        let worth = |book| ln_median(book, &text) - ln_median(book, "software developer, Austin");
        let moved = worth(&fitted) - worth(&carried);
        // A quarter, when a report's bands of years taught the curve of all.
        assert!(moved.abs() < 0.06, "{years} are worth {moved} more");
    }
}

#[test]
fn a_book_without_microdata_foresees_no_records_and_says_so() {
    let going_rate = without_microdata::open();
    let GoingRate { taxonomy, rates, priors, book, .. } = &going_rate;
    let refused = RecordEstimator::new(book, taxonomy, priors, rates).unwrap_err();
    assert!(refused.to_string().contains("without microdata"), "{refused}");
}

#[test]
fn purchasing_power_is_read_or_refused_with_its_line() {
    let taxonomy = Taxonomy::read(&data::TAXONOMY).unwrap();
    let table = "country,year,ppp\nnowhere,2024,2\nde,2024,0.7\nde,2023,0.6\n";
    let read_table = |table: &str| read::purchasing_power(table, &taxonomy);
    let germany = taxonomy.place_of("de").unwrap();
    assert_eq!(read_table(table).unwrap(), vec![(germany, 2023, 0.6), (germany, 2024, 0.7)]);
    for (bad, line) in [("de,2024,-1", 2), ("de,then,0.7", 2), ("de,2024,x", 2), ("de,2024", 2)] {
        let refused = read_table(&format!("country,year,ppp\n{bad}\n")).unwrap_err();
        assert_eq!(refused.line(), Some(line), "{refused}");
    }
}
