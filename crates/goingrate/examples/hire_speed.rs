//! The hire planner alone, for bench/plans: a plan of four ways over 18 months, 100,000 draws, once with pay
//! that was agreed and once with the book's. Prints JSON: how long `goingrate_plan::hire::hire` takes, what
//! it answers, and what the book and the exchange rates gave to it. Another seed may be given; 1 without.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a program of its own, which measures and prints"
)]

use std::error::Error;
use std::time::Instant;

use goingrate::GoingRate;
use goingrate::ask::hire::{HireQuestion, HireText, planned};
use goingrate::plan::Summary;
use goingrate::plan::hire::{self, BreakEven, HireAnswer, MarketDoubt, PayOf, People, Step};
use goingrate::planning;
use goingrate::units::parse::Amount;
use goingrate::units::{Currency, Date, Period};
use serde_json::{Map, Value, json};

/// How often a plan is answered; the best and the middle are told.
const RUNS: usize = 7;
const FIRST: &str = "senior backend, Austin";
const OTHERS: [&str; 3] = ["Poland, agency", "India, dedicated team", "freelance"];
/// What was agreed with each, in US dollars.
const AGREED: [(f64, Period); 4] =
    [(165_000.0, Period::Year), (80.0, Period::Hour), (40.0, Period::Hour), (110.0, Period::Hour)];
/// Points of the distribution of pay, at the middles of equal parts.
const POINTS: usize = 512;

fn main() -> Result<(), Box<dyn Error>> {
    let going_rate = GoingRate::open()?;
    let today: Date = "2026-11-30".parse()?;
    let text = OTHERS.iter().fold(HireText::new(FIRST), |text, other| text.beside(*other));
    let ways = text.read(&going_rate.taxonomy, today)?;
    let currency = Some(Currency::USD);
    let seed = std::env::args().nth(1).map_or(Ok(1), |seed| seed.parse())?;
    let book = HireQuestion { months: 18, currency, seed, ..HireQuestion::new(ways, today) };
    let mut agreed = book.clone();
    for (way, (value, period)) in agreed.ways.iter_mut().zip(AGREED) {
        let period = Some(period);
        way.people[0].pay = Some(Amount { value, currency, period, shared_sign: false });
    }
    let mut profiles: Vec<_> = book.ways.iter().map(|way| way.people[0].profile.clone()).collect();
    profiles.push(profiles[0].clone()); // the colleague at home is one like the first
    let covariances = going_rate.estimator().median_covariances(&profiles)?;
    let without = planned(&going_rate, &agreed)?;
    let market = MarketDoubt::none(without.market.len());
    let plans = json!({
        "agreed": plan(&going_rate, &hire::HireQuestion { market, ..without })?,
        "book": plan(&going_rate, &planned(&going_rate, &book)?)?,
    });
    let shared = json!({ "covariances": covariances, "plans": plans });
    println!("{}", serde_json::to_string_pretty(&shared)?);
    Ok(())
}

/// One plan: how long it takes, what it was given, what it answers.
fn plan(going_rate: &GoingRate, question: &hire::HireQuestion) -> Result<Value, Box<dyn Error>> {
    let assumptions = planning::assumptions(&[])?;
    let exchange = |from: Currency| match from == question.currency {
        true => Ok(1.0),
        false => Ok(going_rate.rates.exchange(from, question.currency, question.on)?.rate),
    };
    let (mut runs, mut processor) = (Vec::with_capacity(RUNS), Vec::with_capacity(RUNS));
    let mut answer = None;
    for _ in 0..RUNS {
        let (start, busy) = (Instant::now(), processor_time());
        answer = Some(hire::hire(question, &assumptions, &exchange)?);
        runs.push(start.elapsed().as_secs_f64() * 1e3);
        processor.push(processor_time() - busy);
    }
    runs.sort_by(f64::total_cmp);
    processor.sort_by(f64::total_cmp);
    let answer = answer.ok_or("no run")?;
    let people: Vec<Value> = question.ways.iter().map(|way| given(&way.people[0])).collect();
    Ok(json!({
        "draws": question.draws,
        "months": question.months,
        "milliseconds": { "best": runs[0], "median": runs[RUNS / 2], "processor": processor[0] },
        "given": { "on": question.on.to_string(), "colleague": question.colleague.salary, "people": people },
        "ways": ways(&answer),
        "pairs": pairs(&answer),
    }))
}

/// Milliseconds that this thread has had a processor for; zero where the kernel does not tell.
fn processor_time() -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = told.split(' ').next().and_then(|first| first.parse::<f64>().ok());
    nanoseconds.unwrap_or_default() / 1e6
}

/// What the book and the exchange rates say of people.
fn given(people: &People) -> Value {
    let point = |i: usize| (i as f64 + 0.5) / POINTS as f64;
    let pay = match &people.pay {
        PayOf::Agreed(pay) => json!(pay),
        PayOf::Market(market) => {
            (0..POINTS).filter_map(|i| market.ln_quantile(point(i)).ok()).map(f64::exp).collect()
        }
    };
    json!({ "who": people.who, "currency": people.currency.code(), "exchange": people.exchange, "pay": pay })
}

fn ways(answer: &HireAnswer) -> Vec<Value> {
    let way = |way: &hire::WayAnswer| {
        let steps: Map<String, Value> = Step::ALL
            .iter()
            .map(|step| (step.slug().to_owned(), way.steps.of(*step).into()))
            .collect();
        let year = way.spent.get(12).copied().unwrap_or_default();
        json!({
            "month": summary(way.month), "hour": summary(way.hour), "spent_in_a_year": summary(year),
            "hours_a_year": summary(way.hours_a_year), "steps": steps,
        })
    };
    answer.ways.iter().map(way).collect()
}

fn pairs(answer: &HireAnswer) -> Vec<Value> {
    let pair = |pair: &hire::Pair| {
        let BreakEven { chance, months, .. } = pair.break_even;
        json!({
            "one": pair.one, "other": pair.other, "more": summary(pair.more),
            "other_cheaper": pair.other_cheaper, "even_chance": chance, "even_months": summary(months),
        })
    };
    answer.pairs.iter().map(pair).collect()
}

fn summary(of: Summary) -> Value {
    json!({ "p10": of.p10, "p50": of.p50, "p90": of.p90, "mean": of.mean })
}
