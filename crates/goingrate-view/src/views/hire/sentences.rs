//! The answer on a hire in sentences: what it costs, who is cheaper until when, what may happen.

use goingrate::ask::hire::{HireAnswer, Risk, RiskKind, Through};
use goingrate_plan::hire::{BREAK_EVEN_MONTHS, Pair};
use goingrate_units::{Currency, Taxonomy};

use super::{PairView, RangeView, WayView};
use crate::person::place_name;
use crate::{money, words};

/// Where the ends of a cost lie further apart, they are told instead of the middle.
const TOO_WIDE: f64 = 2.5;
/// From this share of cases on, who is cheaper is called so.
const CLEAR: f64 = 0.8;

/// The answer: what each way costs a month, and how the first two or three stand to each other.
pub fn answer(ways: &[WayView], pairs: &[PairView], answer: &HireAnswer) -> Vec<String> {
    let currency = answer.plan.currency;
    let costs: Vec<String> =
        ways.iter().enumerate().map(|(at, way)| cost(at, way, currency)).collect();
    let mut all = vec![words::capitalised(&format!("{}.", costs.join("; ")))];
    all.extend(pairs.iter().filter(|pair| pair.one == 0).map(|pair| pair.sentence.clone()));
    all
}

/// "about $19.4k a month for the employee in Austin".
fn cost(at: usize, way: &WayView, currency: Currency) -> String {
    let RangeView { p10, p50, p90, .. } = way.month;
    let per = if at == 0 { " a month" } else { "" };
    let amount = match p90 / p10.max(f64::MIN_POSITIVE) > TOO_WIDE {
        true => format!(
            "somewhere between {} and {}",
            money::about(p10, currency),
            money::about(p90, currency)
        ),
        false => format!("about {}", money::about(p50, currency)),
    };
    format!("{amount}{per} for {}", the(&way.name))
}

/// "the employee in Austin", but "our own people in Austin" and "2 × agency in Poland".
fn the(name: &str) -> String {
    let engaged = ["employee", "freelancer", "agency", "dedicated team"];
    let one = engaged.iter().any(|word| name.starts_with(word));
    if one { format!("the {name}") } else { name.to_owned() }
}

/// How two ways stand to each other, at first and over all months.
pub fn pair(pair: &Pair, names: &[String], months: u32) -> String {
    let even = &pair.break_even;
    let (first, second) =
        if even.other_first { (pair.other, pair.one) } else { (pair.one, pair.other) };
    let (first, second) = (the(&names[first]), the(&names[second]));
    let start = match even.sure_months {
        Some(BREAK_EVEN_MONTHS) => format!(
            "{first} will cost less than {second} for five years and more, with 90 % chance."
        ),
        Some(1) => {
            format!("{first} will cost less than {second} in the first month, with 90 % chance.")
        }
        Some(months) => format!(
            "{first} will cost less than {second} for the first {months} months, with 90 % chance."
        ),
        None => undecided(pair, &first, &second),
    };
    let cheaper = if even.other_first { pair.other_cheaper } else { 1.0 - pair.other_cheaper };
    let over = match even.sure_months {
        Some(BREAK_EVEN_MONTHS) | None => String::new(),
        Some(_) => format!(
            " Over all {}: in {} of 100 cases.",
            words::count(months as usize, "month"),
            (cheaper * 100.0).round()
        ),
    };
    let crossed = (even.chance >= 0.1).then(|| {
        format!(
            " In {} of 100 cases the two have cost the same within five years, in the middle of these after {}.",
            (even.chance * 100.0).round(),
            words::count(even.months.p50.round() as usize, "month"),
        )
    });
    words::capitalised(&(start + &over + &crossed.unwrap_or_default()))
}

fn undecided(pair: &Pair, first: &str, second: &str) -> String {
    let cheaper =
        if pair.break_even.other_first { pair.other_cheaper } else { 1.0 - pair.other_cheaper };
    let in_100 = (cheaper * 100.0).round();
    match cheaper {
        cheaper if cheaper > 0.995 => {
            format!("{first} will cost less than {second}: in nearly all cases over these months.")
        }
        cheaper if cheaper >= CLEAR => {
            format!(
                "{first} is probably cheaper than {second}: in {in_100} of 100 cases over these months."
            )
        }
        cheaper if cheaper <= 1.0 - CLEAR => {
            format!(
                "{first} will cost less than {second} at first, and probably more over these months: less in \
                 {in_100} of 100 cases."
            )
        }
        _ => format!(
            "Too close to call between {first} and {second}: {first} will cost less in {in_100} of 100 cases."
        ),
    }
}

/// Who works a part of the week.
fn part_time(answer: &HireAnswer, t: &Taxonomy) -> Option<String> {
    let parts = answer.ways.iter().flat_map(|way| &way.people).filter(|p| p.share < 1.0);
    let mut told: Vec<String> = parts
        .map(|p| {
            format!("{} works {} of a week", super::names::people(p, t), words::percent(p.share))
        })
        .collect();
    told.dedup();
    (!told.is_empty()).then(|| {
        format!("{}; pay is shown for a whole one.", words::capitalised(&words::list(&told)))
    })
}

/// What may happen.
pub fn risk(risk: &Risk, names: &[String]) -> String {
    let RiskKind::CountsAsEmployed = risk.kind;
    let cover = risk.cover.as_ref().map(|used| {
        format!(
            " A firm that takes this risk charges about {} {}.",
            words::plain_number(used.typical),
            used.unit
        )
    });
    format!(
        "{}: a freelancer who works most of the week for one client for more than half a year may count as \
         employed by law, with contributions and tax to be paid later. Have the contract looked at.{}",
        words::capitalised(&the(&names[risk.way])),
        cover.unwrap_or_default()
    )
}

/// What was read or taken in a way of its own.
pub fn remarks(answer: &HireAnswer, t: &Taxonomy) -> Vec<String> {
    let mut all = answer.remarks.clone();
    if answer.months_taken {
        all.push(format!("{} months are taken, because nothing was said.", answer.plan.months));
    }
    all.extend(part_time(answer, t));
    let through = match answer.through {
        Through::Own => "own search",
        Through::Agency => "a recruiting agency",
    };
    all.push(format!(
        "Counted from the first working day; the firm is in {}, and people are found by {through}.",
        place_name(t.place(answer.home))
    ));
    let not_counted: Vec<&str> = [
        (!answer.ends).then_some("notice and severance at the end"),
        (!answer.roles_around)
            .then_some("product management, testing, operations and design beside the developer"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !not_counted.is_empty() {
        all.push(format!("Not counted: {}.", words::list(&not_counted)));
    }
    let assumed: Vec<String> = answer
        .plan
        .ways
        .iter()
        .zip(&answer.ways)
        .flat_map(|(way, asked)| {
            let both = way.people.iter().zip(&asked.people);
            both.filter(|(people, _)| !people.by_the_hour && !people.by_law)
                .map(|(_, asked)| place_name(t.place(asked.profile.place)))
                .collect::<Vec<_>>()
        })
        .collect();
    if !assumed.is_empty() {
        all.push(format!(
            "The employer's contributions in {} are an assumption: no rules are carried, or none in money with an \
             exchange rate.",
            words::list(&assumed)
        ));
    }
    all
}
