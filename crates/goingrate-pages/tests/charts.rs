//! Every kind of picture with samples that are ordinary, crowded and absurd: both widths hold all of their
//! texts, no two texts of one cover each other, and all ink comes from classes.
#![allow(missing_docs)]

use goingrate_pages::charts::density::{Density, You};
use goingrate_pages::charts::rows::{Bar, Ink, Row, Rows, Verdict};
use goingrate_pages::charts::stack::{Part, Stack};
use goingrate_pages::charts::trend::{Point, Trend};
use goingrate_pages::charts::{Drawing, Picture};
use goingrate_view::Amount;
use goingrate_view::views::pay::PercentileView;

fn check(name: &str, picture: &Picture) {
    for drawing in [&picture.wide, &picture.narrow] {
        inside(name, drawing);
        apart(name, drawing);
        for word in ["fill=", "style=", "stroke=", "NaN", "inf"] {
            assert!(!drawing.marks.contains(word), "{name}: {word} in {}", drawing.marks);
        }
    }
    let html = picture.html().into_string();
    assert!(html.contains("aria-label=\"") && !picture.label.is_empty(), "{name} has no label");
}

/// Texts lie within the frame; two units are the error of widths that are only guessed.
fn inside(name: &str, drawing: &Drawing) {
    for label in &drawing.labels {
        let [left, top, right, bottom] = label.bounds;
        let fits = left >= -2.0
            && top >= -2.0
            && right <= drawing.width + 2.0
            && bottom <= drawing.height + 2.0;
        assert!(fits, "{name}: {label:?} leaves {} × {}", drawing.width, drawing.height);
    }
}

fn apart(name: &str, drawing: &Drawing) {
    for (at, one) in drawing.labels.iter().enumerate() {
        for other in &drawing.labels[at + 1..] {
            let ([l1, t1, r1, b1], [l2, t2, r2, b2]) = (one.bounds, other.bounds);
            let over = l1 + 2.0 < r2 && l2 + 2.0 < r1 && t1 + 2.0 < b2 && t2 + 2.0 < b1;
            assert!(!over, "{name} ({} units): {:?} covers {:?}", drawing.width, one, other);
        }
    }
}

fn amount(amount: f64, half: f64) -> Amount {
    let json = format!(
        r#"{{"amount": {amount}, "low": {}, "high": {}, "half_width": {half}}}"#,
        amount / (1.0 + half),
        amount * (1.0 + half)
    );
    let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let figure = |key: &str| value[key].as_f64().expect("a figure");
    Amount {
        amount: figure("amount"),
        low: figure("low"),
        high: figure("high"),
        half_width: figure("half_width"),
        currency: "USD".parse().expect("a currency"),
        per: goingrate::units::Period::Year,
        as_of: "2026-11-30".parse().expect("a day"),
    }
}

/// Percentiles of a lognormal distribution by a middle and a spread, with 99 points of its curve.
fn people(middle: f64, spread: f64, half: f64) -> (Vec<f64>, Vec<PercentileView>) {
    // Quantiles of the standard normal distribution by a logistic one, which is near enough for a sample.
    let normal = |share: f64| (share / (1.0 - share)).ln() / 1.702;
    let at = |share: f64| middle * (spread * normal(share)).exp();
    let curve = (1..100).map(|percent| at(f64::from(percent) / 100.0)).collect();
    let five = [10, 25, 50, 75, 90].map(|percentile| PercentileView {
        percentile,
        pay: amount(at(f64::from(percentile) / 100.0), half),
    });
    (curve, five.to_vec())
}

fn money(amount: f64) -> String {
    goingrate_view::money::about(amount, "USD".parse().expect("a currency"))
}

#[test]
fn densities() {
    for (name, middle, spread, half) in [
        ("ordinary", 196e3, 0.3, 0.13),
        ("narrow", 84.0, 0.05, 0.02),
        ("a guess", 38.0, 0.5, 1.2),
        ("wide", 142e3, 0.9, 0.04),
    ] {
        let (curve, percentiles) = people(middle, spread, half);
        let density = Density { curve: &curve, percentiles: &percentiles, you: None };
        check(name, &density.picture("How pay differs"));
        assert!(density.mini().into_string().contains("p-half"), "{name}");
        for factor in [0.1, 0.6, 1.0, 1.7, 30.0] {
            let you = You {
                amount: middle * factor,
                name: "You: $180k".into(),
                standing: "more than 40 in 100 people (26–55)".into(),
            };
            let density = Density { you: Some(you), ..density.clone() };
            check(&format!("{name}, you at {factor}"), &density.picture("How pay differs"));
        }
    }
    let empty = Density { curve: &[f64::NAN; 99], percentiles: &[], you: None };
    check("nothing", &empty.picture("nothing"));
}

#[test]
fn rows_of_all_kinds() {
    let (_, percentiles) = people(196e3, 0.3, 0.13);
    let people =
        ["Junior", "Mid-level", "Senior", "Staff"].map(|name| Row::people(name, &percentiles));
    check("levels", &Rows::holding(people.to_vec(), money).picture("Levels"));
    let dots =
        ["Go", "Rust"].map(|name| Row { you: Some(180e3), ..Row::dot(name, &amount(200e3, 0.1)) });
    check(
        "skills",
        &Rows { upright: Some(196e3), ..Rows::holding(dots.to_vec(), money) }.picture("Skills"),
    );
    let claim =
        Row { says: Some((250e3, Verdict::Fails)), ..Row::dot("Guide 2026", &amount(190e3, 0.05)) };
    check("claims", &Rows::holding(vec![claim], money).picture("Claims"));
    let step = |name: &str, from: f64, to: f64| Row {
        name: name.into(),
        value: money(to),
        after: "+$12k".into(),
        bars: vec![Bar { from, to, ink: Ink::Part }],
        joins: true,
        link: Some("/pay?q=a&b".into()),
        ..Row::default()
    };
    let steps = vec![step("Salary", 0.0, 196e3), step("Social insurance", 196e3, 210e3)];
    let waterfall = Rows::from_zero(steps, money).picture("From salary to cost");
    check("waterfall", &waterfall);
    assert!(waterfall.linked && waterfall.html().into_string().contains("role=\"group\""));
    check("no rows", &Rows::holding(Vec::new(), money).picture("none"));
    let absurd =
        Row { middle: Some(f64::NAN), interval: Some([f64::INFINITY, 1.0]), ..Row::default() };
    check("absurd", &Rows::holding(vec![absurd], money).picture("none"));
}

#[test]
fn trends() {
    let point = |year: i32, amount: f64, forecast: bool| Point {
        at: year.to_string(),
        amount,
        low: amount * 0.95,
        high: amount * 1.06,
        forecast,
    };
    for years in [2, 5, 12, 30] {
        let points =
            (0..years).map(|at| point(2000 + at, 100e3 * 1.04_f64.powi(at), at >= years - 2));
        let trend = Trend { points: points.collect(), tick: Box::new(money) };
        check(&format!("{years} years"), &trend.picture("Over the years"));
    }
    check("one year", &Trend { points: Vec::new(), tick: Box::new(money) }.picture("none"));
}

#[test]
fn divided_bars() {
    let part = |name: &str, size: f64| Part {
        name: name.into(),
        shown: money(size),
        size,
        ink: Ink::Part.class(),
    };
    let parts = vec![
        part("you keep", 143e3),
        part("federal income tax", 36e3),
        part("Social Security and Medicare", 14.3e3),
        part("Washington", 120.0),
        part("a rebate", -5e3),
        part("nothing", f64::NAN),
    ];
    let picture = Stack { parts }.picture("Kept and taken");
    check("kept and taken", &picture);
    assert_eq!(picture.wide.marks.matches("<rect").count(), 8, "a part and its swatch, four times");
    check("nothing", &Stack { parts: Vec::new() }.picture("none"));
}
