//! What planners carry: assumptions of `data/planning`, features and kinds of projects of `data/features`,
//! vesting schedules of `data/offers`.

use goingrate_plan::Assumptions;
use goingrate_plan::offer::Schedules;
use goingrate_plan::project::Catalogue;
use goingrate_units::{PlaceId, Problem, ProblemKind, Taxonomy, parse};

use crate::{OpenError, data};

/// The carried assumptions, with what a reader assumes otherwise, each written `name=value`.
///
/// # Errors
/// When there is no such assumption or it has no such value (field `assume`); when a carried file is
/// damaged.
///
/// ```
/// let assumed = goingrate::planning::assumptions(&["agency-fee=18%".to_owned()])?;
/// assert!(assumed.all().count() > 30);
/// # Ok::<(), goingrate::units::Problem>(())
/// ```
pub fn assumptions(own: &[String]) -> Result<Assumptions, Problem> {
    let mut assumptions = Assumptions::read(data::PLANNING.iter().copied()).map_err(first)?;
    own.iter().try_for_each(|text| assumptions.replace(text))?;
    Ok(assumptions)
}

/// The carried features and kinds of projects.
///
/// # Errors
/// When a carried file is damaged.
pub fn catalogue() -> Result<Catalogue, Problem> {
    Ok(Catalogue::read(data::FEATURES.iter().copied()).map_err(first)?)
}

/// The carried vesting schedules of first grants.
///
/// # Errors
/// When a carried file is damaged.
///
/// ```
/// let schedules = goingrate::planning::schedules()?;
/// let google = schedules.of("google", "2025-01-01".parse()?).expect("is carried");
/// assert_eq!(google.years(), [38.0, 32.0, 20.0, 10.0]);
/// # Ok::<(), goingrate::units::Problem>(())
/// ```
pub fn schedules() -> Result<Schedules, Problem> {
    Ok(Schedules::read(data::OFFERS.iter().copied()).map_err(first)?)
}

/// The words of a place and of all that it lies in, the narrowest first, as assumptions are asked.
pub(crate) fn places(place: PlaceId, taxonomy: &Taxonomy) -> Vec<&str> {
    let path = taxonomy.place_path(place).map(|id| taxonomy.place(id).slug.as_str());
    let mut places: Vec<&str> = path.collect();
    places.reverse();
    places
}

/// What is wrong with a plan that cannot be read: its line, the key and the value, and what should stand
/// there, in words that say nothing of how it is read.
///
/// ```
/// #[derive(Debug, serde::Deserialize)]
/// struct Plan { people: u32 }
/// let text = "people = \"two\"";
/// let error = toml::from_str::<Plan>(text).unwrap_err();
/// let problem = goingrate::planning::no_plan("plan.toml", text, &error);
/// assert_eq!(problem.field_name(), "people");
/// assert!(problem.to_string().contains("should be a whole number"));
/// ```
pub fn no_plan(file: &str, text: &str, error: &toml::de::Error) -> Problem {
    let span = error.span().unwrap_or(0..0);
    let line = 1 + text.bytes().take(span.start).filter(|byte| *byte == b'\n').count() as u64;
    let value = text.get(span.clone()).unwrap_or_default().lines().next().unwrap_or_default();
    let value = value.trim().trim_matches('"');
    let message = error.message();
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let key = key_before(text, span.start).unwrap_or("plan");
    let problem = |field: &str, value: &str, what: &str| {
        Problem::in_file(file, Some(line), field, value, what).kind(ProblemKind::Unreadable)
    };
    if let (true, [unknown, known @ ..]) = (message.starts_with("unknown field"), &quoted[..]) {
        let near = parse::alike(unknown, known.iter().copied());
        let near = near.into_iter().map(str::to_owned).collect();
        let keys = format!("its keys are {}", known.join(", "));
        return problem("plan", unknown, "is no key that a plan has here").nearest(near).hint(keys);
    }
    if let (true, [lacking, ..]) = (message.starts_with("missing field"), &quoted[..]) {
        let what = format!("lacks the key {lacking}");
        return problem("plan", value, &what).hint(format!("write {lacking} = …"));
    }
    match should_be(message) {
        Some(should) => problem(key, value, &format!("should be {should}")),
        None => problem("plan", value, message),
    }
}

/// What should stand in the place of a value, by the reader's message.
fn should_be(message: &str) -> Option<&'static str> {
    if message.contains("did not match any variant") {
        return Some("words in quotes, a number or a day");
    }
    let is_value = ["invalid type", "invalid value", "invalid length"];
    is_value.iter().find(|begin| message.starts_with(**begin))?;
    let (_, expected) = message.rsplit_once("expected ")?;
    let has = |words: &[&str]| words.iter().any(|word| expected.contains(word));
    Some(match () {
        () if has(&["array of length 3", "tuple of size 3"]) => {
            "three numbers in brackets: [8, 15, 30]"
        }
        () if has(&["sequence", "array", "tuple"]) => "a list in brackets",
        () if has(&["usize", "u64", "u32", "u16", "u8"]) => "a whole number that is not below zero",
        () if has(&["i64", "i32", "integer"]) => "a whole number",
        () if has(&["f64", "f32", "float"]) => "a number",
        () if has(&["bool"]) => "true or false",
        () if has(&["string"]) => "words in quotes",
        () if has(&["map", "struct", "table"]) => "a table of keys and values",
        () => return None,
    })
}

/// The key of a value that begins at a place of a text.
fn key_before(text: &str, at: usize) -> Option<&str> {
    let mut lines = text.get(..at)?.lines().rev();
    let key = lines.find_map(|line| line.split_once('=').map(|(key, _)| key.trim()))?;
    let is_key = |key: &&str| key.chars().all(|c| c.is_alphanumeric() || "_-.".contains(c));
    // Of a value inside a table in one line, the key is what stands last before it.
    Some(key).filter(is_key).filter(|key| !key.is_empty())
}

fn first(problems: Vec<Problem>) -> OpenError {
    let unknown = || Problem::in_file("data/planning", None, "", "", "cannot be read");
    OpenError::Rules(problems.into_iter().next().unwrap_or_else(unknown))
}
