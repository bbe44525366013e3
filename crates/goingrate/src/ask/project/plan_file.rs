//! A project as a plan in a file (TOML): everything that the command line can say, and features and
//! people of one's own.

use goingrate_plan::project::Complexity;
use goingrate_units::Problem;
use serde::Deserialize;

use super::parts::OwnPart;
use super::{OwnMember, ProjectQuestion};
use crate::ask::Text;
use crate::planning;

/// No plan has more features or members.
const MOST: usize = 300;

/// A plan with a comment on everything: what a new plan begins with.
pub const NEW_PLAN: &str = r#"# A project for `goingrate project THIS-FILE`. Everything is optional but what is built.

# What is built, in words: a kind (simple API, MVP, SaaS platform, enterprise system) and features.
project = "MVP, payments, search"

# Who builds it, in words. Without it the usual team of the kind is taken, as freelancers.
team = "1 senior, 1 mid, Poland, freelance"

# The limits: what fits into them is told, feature by feature.
budget = "60k USD"
by = "2027-06-30"                 # a day, or how long it may take: "4 months"
# start = "2027-01-04"            # today if left out
# as_of = "2026-11-30"            # the day of the prices, and what counts as today
# confidence = 0.8                # how sure a version has to be to stay within the limits
# currency = "EUR"                # the currency of the answer
# history = "past.csv"            # your own past: the columns estimated and actual
# assume = ["waiting=1.2", "project-management=10%"]

# Features of your own, or others than the list has them.
# [[feature]]
# name = "payments"               # a word of the list: the rest replaces what is known of it
# complexity = "demanding"        # simple, usual or demanding
# value = 5                       # what the first version loses without it, 0 to 100; 1 to 5 is usual
# must = true                     # in every version
#
# [[feature]]
# name = "pricing-engine"         # a word of your own: then it needs days
# title = "Pricing engine"
# days = [8, 15, 30]              # one in ten needs less, the middle, one in ten needs more
# needs = ["crud"]
# count = 1

# People one by one, instead of `team` or beside it.
# [[member]]
# who = "senior backend, Berlin, freelance"
# count = 1
# share = 0.5                     # half of the time
# rate = "95 EUR/h"               # the market's if left out
"#;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPlan {
    project: Option<String>,
    team: Option<String>,
    budget: Option<Text>,
    by: Option<Text>,
    start: Option<Text>,
    as_of: Option<Text>,
    confidence: Option<f64>,
    currency: Option<String>,
    history: Option<String>,
    #[serde(default)]
    assume: Vec<String>,
    seed: Option<u64>,
    draws: Option<usize>,
    #[serde(default)]
    feature: Vec<RawPart>,
    #[serde(default)]
    member: Vec<RawMember>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPart {
    name: String,
    title: Option<String>,
    complexity: Option<String>,
    count: Option<i64>,
    days: Option<[f64; 3]>,
    value: Option<i64>,
    needs: Option<Vec<String>>,
    #[serde(default)]
    must: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMember {
    who: String,
    count: Option<f64>,
    share: Option<f64>,
    rate: Option<Text>,
}

/// Reads a plan over a question: what the question says already goes before the plan.
///
/// # Errors
/// What is no TOML or has a key that is not known, with its line; a complexity, a count or a value out of
/// its range, by field.
pub fn read_plan(
    file: &str,
    text: &str,
    question: ProjectQuestion,
) -> Result<ProjectQuestion, Problem> {
    let raw: RawPlan = toml::from_str(text).map_err(|error| {
        let problem = planning::no_plan(file, text, &error);
        let hint = problem.hint.clone();
        problem.hint(hint.unwrap_or_else(|| "a new plan has every key with an example".to_owned()))
    })?;
    if raw.feature.len() + raw.member.len() > MOST {
        let what = "has more than 300 features and members";
        return Err(Problem::of("plan", file, what).hint("put features together"));
    }
    let text = |own: Option<String>, plan: Option<Text>| own.or(plan.map(String::from));
    let today = match (question.as_of_given, raw.as_of.map(String::from)) {
        (false, Some(day)) => day
            .parse()
            .map_err(|error: goingrate_units::DateError| Problem::from(error).in_field("as_of"))?,
        _ => question.today,
    };
    let joined = |own: String, plan: Option<String>| match (own.trim().is_empty(), plan) {
        (true, plan) => plan.unwrap_or_default(),
        (false, _) => own,
    };
    Ok(ProjectQuestion {
        text: joined(question.text, raw.project),
        parts: raw.feature.into_iter().map(part).collect::<Result<_, _>>()?,
        team: question.team.or(raw.team),
        members: raw.member.into_iter().map(member).collect(),
        budget: text(question.budget, raw.budget),
        by: text(question.by, raw.by),
        start: text(question.start, raw.start),
        confidence: question.confidence.or(raw.confidence),
        currency: question.currency.or(raw.currency),
        history_file: question.history_file.or(raw.history),
        assume: raw.assume.into_iter().chain(question.assume).collect(),
        seed: question.seed.or(raw.seed),
        draws: question.draws.or(raw.draws),
        ..ProjectQuestion::new(today)
    })
}

fn part(raw: RawPart) -> Result<OwnPart, Problem> {
    let complexity = match raw.complexity.as_deref() {
        None => None,
        Some(word) => Some(Complexity::from_slug(word).ok_or_else(|| {
            let known = Complexity::ALL.map(|known| known.slug().to_owned()).to_vec();
            Problem::of("complexity", word, "is no complexity").nearest(known)
        })?),
    };
    let within = |field: &str, number: Option<i64>, least: i64, most: i64| match number {
        None => Ok(None),
        Some(n) if (least..=most).contains(&n) => Ok(Some(n as u32)),
        Some(n) => {
            let what = format!("has to lie between {least} and {most}");
            Err(Problem::of(field, &n.to_string(), what)
                .hint(format!("write {field} = {}", least.max(1))))
        }
    };
    Ok(OwnPart {
        complexity,
        count: within("count", raw.count, 1, 200)?,
        value: within("value", raw.value, 0, 100)?,
        name: raw.name,
        title: raw.title,
        days: raw.days,
        needs: raw.needs,
        must: raw.must,
    })
}

fn member(raw: RawMember) -> OwnMember {
    let RawMember { who, count, share, rate } = raw;
    OwnMember { who, count, share, rate: rate.map(String::from) }
}
