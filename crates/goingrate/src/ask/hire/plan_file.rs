//! A plan as a TOML file: several ways, each with several people, and what is assumed for all.

use std::collections::BTreeMap;

use goingrate_units::{Date, Problem, ProblemKind, Taxonomy, parse};
use serde::Deserialize;

use super::read::{people, read_months, read_share};
use super::{HireQuestion, PeopleAsked, Through, WayAsked};
use crate::ask::{ProfileText, Text, read_amount};
use crate::planning;

/// A commented plan to start from.
pub const NEW_PLAN: &str = include_str!("new_plan.toml");

/// No plan is longer than this, in bytes.
const LONGEST_FILE: usize = 1 << 20;

/// No plan compares more ways, and none names more people: each is priced and drawn by itself.
const MOST_WAYS: usize = 30;
const MOST_PEOPLE: usize = 100;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPlan {
    months: Option<Text>,
    home: Option<String>,
    currency: Option<String>,
    start: Option<Text>,
    as_of: Option<Text>,
    recruiting: Option<String>,
    ends: Option<bool>,
    roles_around: Option<bool>,
    draws: Option<usize>,
    seed: Option<u64>,
    #[serde(default)]
    assume: BTreeMap<String, Text>,
    way: Vec<RawWay>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawWay {
    name: Option<String>,
    recruiting: Option<String>,
    people: Vec<RawPeople>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPeople {
    who: String,
    count: Option<u32>,
    share: Option<Text>,
    pay: Option<Text>,
    office: Option<bool>,
}

/// Reads a plan; `file` is its name for problems.
///
/// # Errors
/// When the text is no TOML or a key is not known (with its line), and as the ways of
/// [`HireText`](super::HireText) for each of its people, whose field is `way[2].people[1].who`.
///
/// ```
/// use goingrate::GoingRate;
/// use goingrate::ask::hire::{NEW_PLAN, read_plan};
///
/// let going_rate = GoingRate::open()?;
/// let plan = read_plan("plan.toml", NEW_PLAN, &going_rate.taxonomy, "2026-11-30".parse()?)?;
/// assert_eq!(plan.months, 18);
/// # Ok::<(), goingrate::units::Problem>(())
/// ```
pub fn read_plan(
    file: &str,
    text: &str,
    taxonomy: &Taxonomy,
    today: Date,
) -> Result<HireQuestion, Problem> {
    if text.len() > LONGEST_FILE {
        let what = format!("a plan has at most {LONGEST_FILE} bytes");
        return Err(Problem::in_file(file, None, "plan", "", what));
    }
    let raw: RawPlan = toml::from_str(text).map_err(|error| no_plan(file, text, &error))?;
    let people: usize = raw.way.iter().map(|way| way.people.len()).sum();
    if raw.way.len() > MOST_WAYS || people > MOST_PEOPLE {
        let what = format!("has more than {MOST_WAYS} ways or {MOST_PEOPLE} lines of people");
        let problem = Problem::in_file(file, None, "plan", "", what);
        return Err(problem.hint("put people who are alike together: count = 3"));
    }
    let in_file = |mut problem: Problem, field: String| {
        problem.field = Some(field);
        problem.position =
            Some(goingrate_units::FilePosition { file: file.to_owned(), line: None });
        problem
    };
    let as_of = raw.as_of.as_ref().map(Text::as_str);
    let mut ways = Vec::with_capacity(raw.way.len());
    for (at, way) in raw.way.iter().enumerate() {
        let mut all = Vec::with_capacity(way.people.len());
        for (line, raw) in way.people.iter().enumerate() {
            let path = |p: Problem| {
                let field = match p.field_name() {
                    field @ ("share" | "pay" | "count" | "as_of") => field,
                    _ => "who",
                }
                .to_owned();
                in_file(p, format!("way[{}].people[{}].{field}", at + 1, line + 1))
            };
            all.push(one(raw, as_of, taxonomy, today).map_err(path)?);
        }
        let through = way.recruiting.as_deref().map(read_through).transpose();
        let through = through.map_err(|p| in_file(p, format!("way[{}].recruiting", at + 1)))?;
        ways.push(WayAsked { name: way.name.clone(), through, people: all });
    }
    let mut question = HireQuestion::new(ways, today);
    whole(&raw, &mut question, taxonomy).map_err(|problem| {
        let field = problem.field_name().to_owned();
        in_file(problem, field)
    })?;
    Ok(question)
}

/// A fault of the file in the words of the house.
fn no_plan(file: &str, text: &str, error: &toml::de::Error) -> Problem {
    let problem = planning::no_plan(file, text, error);
    match problem.hint {
        Some(_) => problem,
        None => problem.hint("`hire new` writes a plan to start from"),
    }
}

fn one(
    raw: &RawPeople,
    as_of: Option<&str>,
    taxonomy: &Taxonomy,
    today: Date,
) -> Result<PeopleAsked, Problem> {
    let text = ProfileText { as_of: as_of.map(str::to_owned), ..ProfileText::new(raw.who.clone()) };
    let said = text.read(taxonomy, today)?;
    let share = raw.share.as_ref().map_or(Ok(1.0), |share| read_share(share))?;
    let asked = people(&said, taxonomy, share)?;
    let pay = raw.pay.as_ref().map(|pay| read_amount("pay", pay, taxonomy)).transpose()?;
    Ok(PeopleAsked {
        count: raw.count.unwrap_or(1),
        pay: pay.or(asked.pay),
        office: raw.office.or(asked.office),
        ..asked
    })
}

fn read_through(text: &str) -> Result<Through, Problem> {
    match text {
        "own" => Ok(Through::Own),
        "agency" => Ok(Through::Agency),
        other => Err(Problem::of("recruiting", other, "is no way of finding people")
            .kind(ProblemKind::Unknown)
            .hint("write own or agency")),
    }
}

/// What holds for all ways.
fn whole(raw: &RawPlan, question: &mut HireQuestion, taxonomy: &Taxonomy) -> Result<(), Problem> {
    if let Some(months) = &raw.months {
        (question.months, question.months_taken) = (read_months(months)?, false);
    }
    let home = raw.home.as_deref().map(|home| parse::place(home, taxonomy)).transpose();
    question.home = home.map_err(|problem| problem.in_field("home"))?;
    let currency = raw.currency.as_deref().map(str::parse).transpose();
    question.currency = currency
        .map_err(|e: goingrate_units::CurrencyError| Problem::from(e).in_field("currency"))?;
    let start = raw.start.as_ref().map(|start| start.parse::<Date>()).transpose();
    question.start = start.map_err(|error| Problem::from(error).in_field("start"))?;
    if let Some(text) = &raw.recruiting {
        question.through = read_through(text)?;
    }
    question.ends = raw.ends.unwrap_or(false);
    question.roles_around = raw.roles_around.unwrap_or(false);
    question.draws = raw.draws.unwrap_or(question.draws);
    question.seed = raw.seed.unwrap_or(question.seed);
    let assume = raw.assume.iter().map(|(name, value)| format!("{name}={}", value.as_str()));
    question.assume = assume.collect();
    Ok(())
}
