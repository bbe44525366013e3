//! Offers and assumptions of the tests.

use goingrate_plan::Assumptions;
use goingrate_plan::offer::*;
use goingrate_units::Currency;

/// Assumptions: a word, its unit, low, typical, high; the stage `series-b` has a chance of nothing of its own.
const ASSUMED: [(&str, &str, [f64; 3]); 22] = [
    ("share-volatility", "share", [0.4; 3]),
    ("share-drift", "share a year", [0.04; 3]),
    ("share-dividend", "share a year", [0.0; 3]),
    ("share-correlation", "share", [0.3, 0.4, 0.5]),
    ("bonus-payout", "ratio", [0.5, 1.0, 1.3]),
    ("exercise-window", "months", [3.0; 3]),
    ("fair-value", "ratio", [0.25; 3]),
    ("exit-nothing", "share", [0.4, 0.6, 0.7]),
    ("exit-multiple", "ratio", [0.8, 2.0, 6.0]),
    ("exit-years", "years", [2.0, 5.0, 9.0]),
    ("rounds-to-exit", "rounds", [1.0, 2.0, 3.0]),
    ("dilution-a-round", "share", [0.1, 0.15, 0.2]),
    ("preference-stack", "ratio", [0.2, 0.3, 0.5]),
    ("discount-rate", "share a year", [0.02, 0.04, 0.07]),
    ("risk-aversion", "ratio", [1.0, 2.0, 4.0]),
    ("real-growth", "share a year", [0.02, 0.03, 0.05]),
    ("hours-a-day", "hours a day", [7.0, 8.0, 9.0]),
    ("leave-days", "working days a year", [10.0, 15.0, 20.0]),
    ("public-holidays", "working days a year", [10.0; 3]),
    ("sick-days", "working days a year", [5.0; 3]),
    ("fx-volatility", "share", [0.1; 3]),
    ("fx-spread", "share of payments", [0.01; 3]),
];

/// The assumptions of these tests.
pub fn assumed() -> Assumptions {
    let mut file = "source.ours = { title = \"Ours\", url = \"https://example.org\", \
                    checked = 2026-11-30 }\n"
        .to_owned();
    let value = |[low, typical, high]: [f64; 3], of: &str| {
        format!(
            "{{ from = 2025-01-01, low = {low:?}, typical = {typical:?}, high = {high:?}, {of} \
             status = \"estimate\", source = \"ours\" }}"
        )
    };
    for (name, unit, values) in ASSUMED {
        let own = match name {
            "exit-nothing" => value([0.5; 3], "of = \"series-b\","),
            _ => String::new(),
        };
        let signed = name == "share-drift";
        file += &format!(
            "[[assumption]]\nname = \"{name}\"\nwhat = \"{name}\"\nunit = \"{unit}\"\n\
             signed = {signed}\nvalue = [{}, {own}]\n",
            value(values, "")
        );
    }
    Assumptions::read([("test.toml", file.as_str())]).unwrap_or_else(|all| panic!("{all:#?}"))
}

pub fn eur() -> Currency {
    "EUR".parse().expect("a currency")
}

/// A salary and nothing else.
pub fn base(base: f64) -> Offer {
    Offer {
        name: "an offer".to_owned(),
        places: vec!["us".to_owned()],
        ..Offer::salary(Currency::USD, base)
    }
}

pub fn payment(part: Part, month: u32, amount: f64, clawback: Option<Clawback>) -> Payment {
    Payment { part, name: "once".to_owned(), month, amount, clawback, taxed: true }
}

/// Equal parts after each of so many years.
pub fn yearly(years: u32) -> Vec<Vest> {
    (1..=years).map(|year| Vest { month: 12 * year, share: 1.0 / f64::from(years) }).collect()
}

/// A quarter after a year, then monthly for three.
pub fn cliff() -> Vec<Vest> {
    let first = Vest { month: 12, share: 0.25 };
    let rest = (13..=48).map(|month| Vest { month, share: 0.75 / 36.0 });
    std::iter::once(first).chain(rest).collect()
}

pub fn company() -> PrivateCompany {
    PrivateCompany {
        stage: Some("series-b".to_owned()),
        preferred: 10.0,
        shares: 10e6,
        fair_value: None,
        stack: None,
        rounds: None,
        dilution: None,
        outcomes: Vec::new(),
    }
}

pub fn options(number: f64, strike: f64, company: Company) -> Options {
    Options { number, strike, vests: cliff(), window_months: None, company }
}

/// An offer of a listed company.
pub fn listed() -> Offer {
    Offer {
        bonus: Some(Bonus { target: 0.15, guaranteed: 0.0, chance: 0.95, payout: None }),
        grants: vec![Grant { value: 160_000.0, month: 0, vests: cliff() }],
        ..base(150_000.0)
    }
}

/// An offer of a private company.
pub fn private() -> Offer {
    Offer {
        payments: vec![payment(Part::SignOn, 0, 10_000.0, None)],
        options: vec![options(20_000.0, 2.5, Company::Private(company()))],
        ..base(140_000.0)
    }
}

pub fn question(offers: Vec<Offer>, years: u32) -> OfferQuestion {
    let on = "2026-11-30".parse().expect("a day");
    OfferQuestion { offers, years, currency: Currency::USD, on, draws: 10_000, seed: 7 }
}

pub fn answer(question: &OfferQuestion, assumptions: &Assumptions) -> OfferAnswer {
    offer(question, assumptions, &|_| Ok(1.0)).unwrap_or_else(|problem| panic!("{problem}"))
}

/// Equal up to a part.
#[track_caller]
pub fn close(got: f64, expected: f64, part: f64) {
    assert!((got - expected).abs() <= part * expected.abs(), "{got} instead of {expected}");
}
