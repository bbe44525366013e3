//! The answer on a career in sentences: what staying brings, which way beats it, when a goal is reached.

use goingrate::ask::career::CareerAnswer;
use goingrate_units::{Component, Currency, PlaceId, Taxonomy};

use super::{CareerStepView, CareerWayView};
use crate::person::{person, place_name};
use crate::{money, words};

/// The answer, the most important first.
pub fn answer(
    answer: &CareerAnswer,
    ways: &[CareerWayView],
    steps: &[CareerStepView],
    t: &Taxonomy,
) -> Vec<String> {
    let mut all = vec![first(answer, ways, t)];
    all.extend(above(answer));
    all.extend(largest(answer, ways));
    all.extend(answer.plan.goal.and_then(|goal| goal_sentence(goal, answer, ways)));
    all.extend(steps.first().map(|next| step(next, answer)));
    all
}

/// "Staying as a … brings about $1.5m over 10 years in today's money; of 12 other ways, … beats it most often
/// (63 of 100)."
fn first(answer: &CareerAnswer, ways: &[CareerWayView], t: &Taxonomy) -> String {
    let plan = &answer.plan;
    let stay = &ways[0];
    let after = match answer.is_after_tax() {
        true => format!(" before tax, {} after it,", money::about(stay.total.p50, plan.currency)),
        false => " before tax".to_owned(),
    };
    let years = words::count(plan.years as usize, "year");
    let begin = format!(
        "Staying as {} brings about {}{after} over {years} in today's money",
        person(&answer.asked.profile, t),
        money::about(stay.gross.p50, plan.currency),
    );
    let Some(best) = answer.best().map(|at| &ways[at]) else { return begin + "." };
    let in_100 = |share: f64| (share * 100.0).round();
    let others = ways.len() - 1;
    let ties = match best.equals {
        ties if ties >= 0.005 => format!(", the same in {}", in_100(ties)),
        _ => String::new(),
    };
    let chance = format!("{} of 100{ties}", in_100(best.beats));
    match others {
        1 => format!("{begin}; {} beats it in {chance}.", best.name),
        _ if best.beats > best.equals && best.beats < 0.5 - best.equals / 2.0 => format!(
            "{begin}; none of {others} other ways beats it in most cases, {} most often ({chance}).",
            best.name
        ),
        _ => {
            format!(
                "{begin}; of {others} other ways, {} beats it most often ({chance}).",
                best.name
            )
        }
    }
}

/// Which way brings most in the middle.
fn largest(answer: &CareerAnswer, ways: &[CareerWayView]) -> Option<String> {
    let currency = answer.plan.currency;
    let others = ways.get(1..)?.iter();
    let most = others.max_by(|a, b| a.more.p50.total_cmp(&b.more.p50))?;
    let left = if answer.is_after_tax() { " after tax" } else { "" };
    Some(match most.more.p50 > 0.0 {
        true => format!(
            "In the middle {} brings most: {} more than staying{left}; one case in ten is below {}, one above {}.",
            most.name,
            money::about(most.more.p50, currency),
            signed(most.more.p10, currency),
            signed(most.more.p90, currency),
        ),
        false => "In the middle no way brings more than staying.".to_owned(),
    })
}

/// "+$12k", "−$3,000".
pub fn signed(amount: f64, currency: Currency) -> String {
    let sign = if amount > 0.0 { "+" } else { "" };
    format!("{sign}{}", money::about(amount, currency))
}

/// A chance up to this is none that is told.
const RARE: f64 = 0.01;

/// Which ways reach a pay, and when.
fn goal_sentence(goal: f64, answer: &CareerAnswer, ways: &[CareerWayView]) -> Option<String> {
    let currency = answer.plan.currency;
    let stay = ways.first()?;
    let today = answer.plan.today.p50;
    let pay = format!("ay of {} a year", money::named(goal, currency));
    if goal <= today {
        let today = money::about(today, currency);
        return Some(format!("P{pay} is reached now: {today} is earned today, in the middle."));
    }
    let within = |way: &CareerWayView, at: usize| way.goal.as_ref().map_or(0.0, |g| g.chance[at]);
    if ways.iter().all(|way| within(way, 2) <= RARE) {
        let rare = "within 15 years in more than 1 of 100 cases";
        return Some(match ways.len() {
            1 => format!("P{pay} is not reached by staying {rare}."),
            _ => format!("No way reaches p{pay} {rare}."),
        });
    }
    // Where hardly anybody is there after ten years, fifteen tell more.
    let (at, years) = match ways.iter().any(|way| within(way, 1) > RARE) {
        true => (1, 10),
        false => (2, 15),
    };
    let chance = |way: &CareerWayView| within(way, at);
    let of_100 = |way: &CareerWayView| format!("{:.0} of 100 cases", chance(way) * 100.0);
    let begin = format!("P{pay} is reached within {years} years");
    let others = ways.get(1..)?.iter();
    let best = others.max_by(|a, b| chance(a).total_cmp(&chance(b)));
    Some(match best {
        Some(best) if chance(best) > chance(stay) => format!(
            "{begin} in {} by staying, most often by {} (in {}){}.",
            of_100(stay),
            best.name,
            of_100(best),
            when(best)
        ),
        Some(_) => {
            format!("{begin} most often by staying (in {}){}.", of_100(stay), when(stay))
        }
        None => format!("{begin} in {} by staying{}.", of_100(stay), when(stay)),
    })
}

/// When the middle of a way is at the goal.
fn when(way: &CareerWayView) -> String {
    match way.goal.as_ref().and_then(|goal| goal.years) {
        Some(0) => "; its middle is there at once".to_owned(),
        Some(years) => format!("; its middle is there after {}", words::count(years, "year")),
        None => "; its middle is not there within 15 years".to_owned(),
    }
}

/// Own pay over the market's middle from which on it is told that it falls, as a share.
const FAR_ABOVE: f64 = 0.2;

/// Why pay falls, where it lies far above the market.
fn above(answer: &CareerAnswer) -> Option<String> {
    let (today, market) = (answer.plan.today.p50, answer.market_now);
    (today > market * (1.0 + FAR_ABOVE)).then(|| {
        format!(
            "Your pay is above such people's middle ({}): in this model it falls towards it at changes of job.",
            money::about(market, answer.plan.currency)
        )
    })
}

/// The next step: what the market pays, what a promotion brings, what others report.
fn step(step: &CareerStepView, answer: &CareerAnswer) -> String {
    let [low, middle, high] = step.raise.map(words::percent);
    let own = |told: &&super::ReportedView| told.low != told.high;
    let others = step
        .reported_raises
        .iter()
        .find(own)
        .map(|told| format!(" ({} reports {})", told.short_source(), told.gain()));
    let there = answer.market_now * (1.0 + step.market);
    let rest = match answer.plan.today.p50 * (1.0 + step.raise[1]) < there {
        true => "; changes of job close the rest slowly",
        false => "",
    };
    format!(
        "The next step, to {}, takes about {} from now in the middle: there the market pays {}, and a \
         promotion brings {middle} ({low} to {high}){}{rest}.",
        step.to,
        words::count(step.years[1].round().max(1.0) as usize, "year"),
        words::signed_percent(step.market),
        others.unwrap_or_default()
    )
}

/// What was read, taken or left out.
pub fn remarks(answer: &CareerAnswer, t: &Taxonomy) -> Vec<String> {
    let mut all = answer.asked.remarks.clone();
    let places = |places: &[PlaceId]| {
        let names: Vec<String> = places.iter().map(|id| place_name(t.place(*id))).collect();
        words::list(&names)
    };
    if answer.asked.profile.component == Component::BaseSalary {
        all.push(
            "Base pay alone; write “total compensation” to count bonus and shares.".to_owned(),
        );
    }
    match answer.is_after_tax() {
        true => all.push(format!(
            "Sums are after tax of one person alone, by the rules of {}; freelancers and founders are taxed like \
             employees. Pay by year, goals and what a move must pay are before tax.",
            words::list(&answer.rules_of)
        )),
        false => all.push(format!(
            "All amounts are before tax, because no rules are carried for {}.",
            places(&answer.no_rules)
        )),
    }
    if !answer.no_prices.is_empty() {
        let told =
            "Amounts are exchanged and not put at the prices of home, which are not known, for";
        all.push(format!("{told} {}.", places(&answer.no_prices)));
    }
    let home = answer.asked.profile.place;
    let abroad = answer
        .asked
        .ways
        .iter()
        .any(|way| way.profile.place != home && !answer.no_prices.contains(&way.profile.place));
    if abroad {
        all.push(format!(
            "Sums of another place are at the prices of {}: what buys the same there.",
            place_name(t.place(home))
        ));
    }
    all.push(
        "A move is taken as made: how likely somebody gets the job, a visa or clients is not counted. Levels are \
         kept in a move that names no level."
            .to_owned(),
    );
    all.push(
        "Today's money: prices of today, and pay of the market as `real-growth` has it. Experience grows with the \
         years, no further than is usual at a level."
            .to_owned(),
    );
    all
}
