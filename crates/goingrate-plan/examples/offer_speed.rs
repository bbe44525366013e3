//! The offer planner alone, for bench/offers: an offer of a listed company beside one of a private company, four
//! years, 100,000 draws, on one thread. Prints JSON: how long `goingrate_plan::offer::offer` takes, and what it
//! answers. The offers stand a second time in bench/offers/offer_numpy.py. Another seed may be given; 1 without.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a program of its own, which measures and prints"
)]

use std::error::Error;
use std::time::Instant;

use goingrate_plan::offer::{
    Bonus, Clawback, Company, EqualOf, Grant, Offer, OfferAnswer, OfferQuestion, OfferValue,
    Options, Part, Payment, PrivateCompany, Refresher, Vest, offer,
};
use goingrate_plan::{Assumptions, Summary, TakeHomeLaw};
use goingrate_rules::{Rules, Selection};
use goingrate_units::Currency;
use serde_json::{Value, json};

/// How often the question is answered; the best and the middle are told.
const RUNS: usize = 9;
const ASSUMED: &str = include_str!("../../../bench/offers/assumed.toml");
const LAW: &str = include_str!("../../../bench/offers/law.toml");
const COVERED: &str = "country = [{ code = 'xx', name = 'Nowhere', status = 'all', verified_for = [], \
                       verified_by = '' }]";

fn main() -> Result<(), Box<dyn Error>> {
    let seed = std::env::args().nth(1).map_or(Ok(1), |seed| seed.parse())?;
    let assumed = Assumptions::read([("assumed.toml", ASSUMED)]).map_err(|all| all[0].clone())?;
    let law = law()?;
    let question = OfferQuestion {
        offers: vec![listed(&law), private(&law)],
        years: 4,
        currency: Currency::USD,
        on: "2026-11-30".parse()?,
        draws: 100_000,
        seed,
    };
    let (mut runs, mut processor) = (Vec::with_capacity(RUNS), Vec::with_capacity(RUNS));
    let mut answer = None;
    for _ in 0..RUNS {
        let (start, busy) = (Instant::now(), processor_time());
        answer = Some(offer(&question, &assumed, &|_| Ok(1.0))?);
        runs.push(start.elapsed().as_secs_f64() * 1e3);
        processor.push(processor_time() - busy);
    }
    runs.sort_by(f64::total_cmp);
    processor.sort_by(f64::total_cmp);
    let answer = answer.ok_or("no run")?;
    let told = json!({
        "draws": question.draws,
        "milliseconds": { "best": runs[0], "median": runs[RUNS / 2], "processor": processor[0] },
        "offers": answer.offers.iter().map(value).collect::<Vec<_>>(),
        "pair": pair(&answer),
    });
    println!("{}", serde_json::to_string_pretty(&told)?);
    Ok(())
}

fn law() -> Result<TakeHomeLaw, Box<dyn Error>> {
    let files = [("data/rules/xx/tax.toml", LAW), ("data/rules/coverage.toml", COVERED)];
    let rules = Rules::read(files).map_err(|problems| problems[0].to_string())?;
    let selection = Selection::employee("xx", 2026);
    let plan = rules.plan(&selection).map_err(|error| error.to_string())?;
    Ok(TakeHomeLaw::of(&plan, 150_000.0, 1.0))
}

/// A quarter after a year, then monthly until the end of four.
fn monthly() -> Vec<Vest> {
    let rest = (13..=48).map(|month| Vest { month, share: 1.0 / 48.0 });
    std::iter::once(Vest { month: 12, share: 0.25 }).chain(rest).collect()
}

fn plain(name: &str, base: f64, law: &TakeHomeLaw) -> Offer {
    Offer { name: name.to_owned(), law: Some(law.clone()), ..Offer::salary(Currency::USD, base) }
}

fn listed(law: &TakeHomeLaw) -> Offer {
    let clawback = Some(Clawback { months: 24, pro_rata: true });
    let name = "sign-on".to_owned();
    let sign_on =
        Payment { part: Part::SignOn, name, month: 0, amount: 30_000.0, clawback, taxed: true };
    Offer {
        bonus: Some(Bonus { target: 0.15, guaranteed: 0.0, chance: 0.95, payout: None }),
        payments: vec![sign_on],
        grants: vec![Grant { value: 200_000.0, month: 1, vests: monthly() }],
        refresher: Some(Refresher { value: 40_000.0, month: 12, vests: monthly() }),
        benefits: 8_000.0,
        costs: 3_000.0,
        ..plain("listed", 165_000.0, law)
    }
}

fn private(law: &TakeHomeLaw) -> Offer {
    let company = PrivateCompany {
        stage: None,
        preferred: 8.0,
        shares: 25e6,
        fair_value: None,
        stack: None,
        rounds: None,
        dilution: None,
        outcomes: Vec::new(),
    };
    let options = Options {
        number: 50_000.0,
        strike: 2.0,
        vests: monthly(),
        window_months: None,
        company: Company::Private(company),
    };
    Offer { options: vec![options], benefits: 5_000.0, ..plain("private", 170_000.0, law) }
}

fn summary(of: &Summary) -> Value {
    json!({ "p10": of.p10, "p50": of.p50, "p90": of.p90, "mean": of.mean })
}

fn value(value: &OfferValue) -> Value {
    json!({
        "total": summary(&value.total),
        "total_gross": summary(&value.total_gross),
        "equity": summary(&value.equity),
        "sure": value.sure,
        "net": value.years.iter().map(|year| summary(&year.net)).collect::<Vec<_>>(),
        "gross": value.years.iter().map(|year| summary(&year.gross)).collect::<Vec<_>>(),
        "steady": summary(&value.steady.net),
        "options": value.options.iter().map(|options| json!({
            "worthless": options.worthless,
            "payoff": summary(&options.payoff),
            "early": options.early,
            "lapse": options.lapse,
        })).collect::<Vec<_>>(),
    })
}

fn pair(answer: &OfferAnswer) -> Value {
    let pair = &answer.pairs[0];
    let base = pair.equal.iter().find(|equal| equal.of == EqualOf::Base);
    json!({
        "better": pair.better,
        "better_by_year": pair.better_by_year,
        "more": summary(&pair.more),
        "equal_base": base.and_then(|equal| equal.to),
    })
}

/// Milliseconds that this thread has had a processor for; zero where the kernel does not tell.
fn processor_time() -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = told.split(' ').next().and_then(|first| first.parse::<f64>().ok());
    nanoseconds.unwrap_or_default() / 1e6
}
