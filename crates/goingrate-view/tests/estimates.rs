//! Quick estimates say what `pay` says: the same percentiles to the cent, the same sentence, the same remarks, the
//! same refusals; for what people typed, and for places, employers, rates and units of all kinds.
#![allow(missing_docs)]

use std::sync::LazyLock;

use goingrate::GoingRate;
use goingrate::ask::ProfileText;
use goingrate::request::{EstimateRequest, PayRequest, PeriodWord, ShownRequest};
use goingrate::units::Date;
use goingrate_view::questions::{Ask, Asking, QuickEstimates};

static GOING_RATE: LazyLock<GoingRate> =
    LazyLock::new(|| GoingRate::open().expect("the carried data"));

/// What people typed, as it was collected for tests of reading.
const TYPED: &str = include_str!("../../goingrate-units/tests/typed/questions.csv");

fn today() -> Date {
    Date::new(2026, 11, 30).expect("a day")
}

/// Whether it was answered.
fn check(request: &EstimateRequest, quick: &mut QuickEstimates) -> bool {
    let EstimateRequest { profile, shown } = request.clone();
    let pay = PayRequest { profile, shown, ..PayRequest::default() };
    let asking = Asking::new(&GOING_RATE, today());
    let (whole, short) = (pay.ask(&asking), quick.estimate(request, today()));
    let asked = &request.profile;
    let (whole, short) = match (whole, short) {
        (Ok(whole), Ok(short)) => (whole, short),
        (Err(whole), Err(short)) => {
            assert_eq!(whole, short, "{asked:?}");
            return false;
        }
        (whole, short) => panic!("{asked:?}: {:?}, {:?}", whole.err(), short.err()),
    };
    assert_eq!(whole.percentiles, short.percentiles, "{asked:?}");
    assert_eq!(whole.by_period, short.by_period, "{asked:?}");
    assert_eq!(whole.answer, short.answer, "{asked:?}");
    assert_eq!(whole.headline, short.headline, "{asked:?}");
    assert_eq!(whole.understood, short.understood, "{asked:?}");
    assert_eq!(whole.remarks, short.remarks, "{asked:?}");
    assert_eq!(whole.sure.word, short.sure.word, "{asked:?}");
    assert_eq!(whole.sure.half_width, short.sure.half_width, "{asked:?}");
    let has_amount = whole.understood.iter().any(|field| field.field == "amount");
    match has_amount {
        true => {
            assert!(short.reading_remarks.iter().any(|r| r.contains("not placed")), "{asked:?}")
        }
        false => assert_eq!(whole.reading_remarks, short.reading_remarks, "{asked:?}"),
    }
    true
}

fn request(text: &str, per: &[PeriodWord], currency: Option<&str>) -> EstimateRequest {
    let shown = ShownRequest { per: per.to_vec(), currency: currency.map(str::to_owned) };
    EstimateRequest { profile: ProfileText::new(text), shown }
}

#[test]
fn what_people_typed_is_answered_as_pay_answers_it() {
    let mut quick = QuickEstimates::new(&GOING_RATE);
    let mut rows = csv::Reader::from_reader(TYPED.as_bytes());
    let texts: Vec<String> = rows.records().map(|row| row.expect("a row")[1].to_owned()).collect();
    // Once in an estimator that has met nothing of it, once where it is remembered.
    let answered = |quick: &mut QuickEstimates| {
        texts.iter().filter(|text| check(&request(text, &[], None), quick)).count()
    };
    let first = answered(&mut quick);
    assert!(texts.len() > 200 && first > 150, "{first} of {}", texts.len());
    assert_eq!(answered(&mut quick), first);
}

#[test]
fn places_employers_rates_and_units_of_all_kinds_are_answered_as_pay_answers_them() {
    use PeriodWord::{Day, Hour, Month, Week, Year};
    let mut quick = QuickEstimates::new(&GOING_RATE);
    let places = [
        "Seattle",
        "Boise",
        "Montana",
        "United States",
        "remote, United States",
        "remote, Germany",
        "Berlin",
        "Poland",
        "India",
        "Hanoi, Vietnam",
        "Nigeria",
        "Chad",
        "Argentina",
        "Tehran",
        "Europe",
        "Latin America",
        "worldwide",
        "Southeast Asia",
        "Puerto Rico",
        "Toronto",
    ];
    let people = [
        "senior backend",
        "junior QA",
        "staff data engineer, Rust",
        "engineering manager",
        "senior backend, 15 years",
        "mid frontend, 2 years, React, TypeScript",
        "backend, Google",
        "L5, Google",
        "senior backend, fintech",
        "freelance python, Kafka",
        "senior devops, agency, per hour",
        "dedicated team, Java",
        "backend, total compensation",
        "senior iOS, bonus",
        "ML engineer, startup",
        "senior, COBOL, SAP, Elm",
        "backend, as of 2024-03",
        "backend, services company",
        "architect, EPAM, remote for a foreign client",
        "equity, staff backend",
    ];
    let units: [(&[PeriodWord], Option<&str>); 6] = [
        (&[], None),
        (&[Month, Year], None),
        (&[Hour], Some("EUR")),
        (&[Day, Week], Some("JPY")),
        (&[Year, Hour, Month], Some("USD")),
        (&[], Some("CHF")),
    ];
    let mut answered = 0;
    for (at, place) in places.iter().enumerate() {
        for (who, person) in people.iter().enumerate() {
            let (per, currency) = units[(at + who) % units.len()];
            let request = request(&format!("{person}, {place}"), per, currency);
            answered += usize::from(check(&request, &mut quick));
        }
    }
    assert!(answered > 250, "{answered}");
}

#[test]
fn fields_are_read_as_pay_reads_them() {
    let mut quick = QuickEstimates::new(&GOING_RATE);
    let of = |json: &str| serde_json::from_str::<EstimateRequest>(json).expect("a request");
    let requests = [
        (
            r#"{"role": "data engineer", "level": "mid", "place": "Austin", "skills": ["Rust"]}"#,
            true,
        ),
        (r#"{"text": "L5", "employer": "Google", "place": "Zurich"}"#, true),
        (r#"{"text": "senior backend", "years": 12, "as_of": "2025-06"}"#, true),
        (r#"{"text": "senior backend", "level": "junior"}"#, false),
        (r#"{"text": "senior backend", "as_of": "1950"}"#, false),
        (r#"{"text": "freelance backend", "per": ["year"]}"#, false),
        (r#"{"text": "senior backend", "currency": "dollars"}"#, false),
        (r#"{"text": ""}"#, false),
    ];
    for (json, answered) in requests {
        assert_eq!(check(&of(json), &mut quick), answered, "{json}");
    }
}
