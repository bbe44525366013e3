//! Amounts of money, ranges and exchange rates.

mod carried;

use carried::carried;
use goingrate_units::parse::{self, Amount};
use goingrate_units::{Currency, Date, ExchangeRates};

fn shown(amount: Amount) -> String {
    let currency = amount.currency.map_or(String::new(), |c| format!(" {c}"));
    let period = amount.period.map_or(String::new(), |p| format!("/{}", p.slug()));
    format!("{}{currency}{period}", amount.value)
}

#[track_caller]
fn check(input: &str, expected: &str) {
    let found = match parse::amount(input, carried()) {
        Ok(amount) => shown(amount),
        Err(error) => format!("error: {error}"),
    };
    match expected.strip_prefix("error: ") {
        Some(part) => assert!(found.starts_with("error: ") && found.contains(part), "{found}"),
        None => assert_eq!(found, expected, "{input:?}"),
    }
}

#[test]
fn amounts() {
    for (input, expected) in [
        ("180k", "180000"),
        ("180,000", "180000"),
        ("180_000", "180000"),
        ("1.2m", "1200000"),
        ("$180k", "180000 USD"),
        ("180000 USD", "180000 USD"),
        ("£65k/yr", "65000 GBP/year"),
        ("€80/hour", "80 EUR/hour"),
        ("80 an hour", "80/hour"),
        ("usd 95.50 per hour", "95.5 USD/hour"),
        ("7 lakh", "700000 INR"),
        ("25 LPA", "2500000 INR/year"),
        ("$180,000 USD", "180000 USD"),
        ("€70.000", "70000 EUR"),
        ("71.500,00 €", "71500 EUR"),
        ("35,00", "35"),
        ("120'000 CHF", "120000 CHF"),
        ("₹7,00,000 per annum", "700000 INR/year"),
        ("180k$", "180000 USD"),
        ("180kusd", "180000 USD"),
        ("0", "0"),
        ("-5", "error: cannot be negative"),
        ("−5k", "error: cannot be negative"),
        ("65.000", "65000"),
        ("6,5,0", "error: separators"),
        ("180 190", "180190"),
        ("180k 190k", "error: two figures"),
        ("lots", "error: \"lots\" is no currency"),
        ("", "error: no figure"),
        ("180kk", "180/month"),
        ("9e99", "error: "),
        ("999999999999999999", "error: larger than any pay"),
        ("$180k EUR", "error: "),
    ] {
        check(input, expected);
    }
}

#[test]
fn ranges() {
    for (input, expected) in [
        ("150k-200k", "150000 to 200000"),
        ("150-200k", "150000 to 200000"),
        ("$150,000 to $200,000", "150000 USD to 200000 USD"),
        ("$60-80/hr", "60 USD/hour to 80 USD/hour"),
        ("150k–200k EUR", "150000 EUR to 200000 EUR"),
        ("$120k - 150", "120000 USD to 150000 USD"),
        ("$120,000 - $150,000 USD", "120000 USD to 150000 USD"),
        ("200k-150k", "error"),
        ("$150k-€200k", "error"),
        ("-5-10", "error"),
        ("150k", "error"),
    ] {
        let found = match parse::range(input, carried()) {
            Ok(range) => format!("{} to {}", shown(range.low), shown(range.high)),
            Err(_) => "error".to_owned(),
        };
        assert_eq!(found, expected, "{input:?}");
    }
}

const RATES: &str =
    "currency,month,units_per_usd\nEUR,2024-09,0.9\nEUR,2024-10,0.92\nINR,2024-10,84\n";

#[test]
fn rates_are_dated() {
    let rates = ExchangeRates::read(RATES).unwrap();
    let euro: Currency = "EUR".parse().unwrap();
    let on = |text: &str| text.parse::<Date>().unwrap();
    assert_eq!(rates.units_per_usd(euro, on("2024-09-30")), Ok(0.9));
    assert_eq!(rates.units_per_usd(euro, on("2026-10-31")), Ok(0.92));
    assert_eq!(rates.month_used(euro, on("2026-10-31")), Ok((2024, 10)));
    assert_eq!(rates.units_per_usd(Currency::USD, on("1950")), Ok(1.0));
    assert!(rates.units_per_usd(euro, on("2026-11-01")).is_err(), "25 months later");
    let before = rates.units_per_usd(euro, on("2024-08")).unwrap_err().to_string();
    assert!(before.contains("EUR from 2024-09 to 2024-10"), "{before}");
    let yen = rates.units_per_usd("JPY".parse().unwrap(), on("2024-10")).unwrap_err().to_string();
    assert!(yen.contains("EUR, INR"), "{yen}");
}

#[test]
fn broken_rates_are_refused() {
    for (rows, expected) in [
        ("EUR,2024-9,0.9", "no month"),
        ("EURO,2024-09,0.9", "no currency code"),
        ("EUR,2024-09,0", "above zero"),
        ("EUR,2024-09,NaN", "above zero"),
        ("EUR,2024-09,x", "line 2"),
        ("EUR,2024-09,1\nEUR,2024-09,1", "line 3"),
        ("EUR,2024-09", "exchange rates"),
    ] {
        let table = format!("currency,month,units_per_usd\n{rows}\n");
        let error = ExchangeRates::read(&table).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
}
