//! What the page of a project is asked: the fields of its form as the request that every interface fills.

use goingrate::ask::Text;
use goingrate::plan::project::{Catalogue, Feature};
use goingrate::request::{PastProject, PlanText, PlannedRequest, ProjectRequest};
use goingrate::units::Problem;

use crate::Input;
use crate::pages::planned::{assumed, draws, plan, said, whole};

/// A page draws no more outcomes than this: whoever wants more asks a program of their own.
const MOST_DRAWS: usize = 50_000;
/// How many outcomes a page draws, if its address does not say.
const DRAWS: usize = 10_000;
/// More past projects are a file, not a field.
const MOST_PAST: usize = 200;

/// Whether anything is asked.
pub fn is_asked(input: &Input) -> bool {
    !input.one("q").is_empty() || !input.one("plan").is_empty()
}

/// The request of the fields.
///
/// # Errors
/// When a field is no number.
pub fn request(input: &Input, catalogue: &Catalogue) -> Result<ProjectRequest, Problem> {
    if input.one("plan").len() > plan::LONGEST {
        return Err(Problem::of("plan", "", "the plan is longer than a plan can be"));
    }
    Ok(ProjectRequest {
        text: text(input, catalogue),
        plan: plan::sent(input).map(|plan| PlanText::Toml(plan.to_owned())),
        team: said(input, "team"),
        budget: said(input, "budget").map(Text::from),
        by: said(input, "by").map(time),
        start: said(input, "start"),
        as_of: None,
        confidence: said(input, "confidence").map(Text::from),
        history: past(input.one("past"))?,
        planned: PlannedRequest {
            assume: assumed::otherwise(input),
            currency: said(input, "currency"),
            draws: Some(draws(input, DRAWS, MOST_DRAWS)?),
            seed: whole(input, "seed")?,
        },
    })
}

/// A number alone is a number of months: "8".
fn time(text: String) -> String {
    match text.parse::<f64>() {
        Ok(months) if (0.0..1000.0).contains(&months) => format!("{text} months"),
        _ => text,
    }
}

/// What is built: the words, and what was ticked beside them or no longer is.
pub fn text(input: &Input, catalogue: &Catalogue) -> String {
    let words = |name: &str| {
        let feature = catalogue.feature(name)?;
        Some(feature.words.first().cloned().unwrap_or_else(|| name.replace('-', " ")))
    };
    let (added, left_out) = changed(input);
    let said = left_out.iter().filter_map(|name| catalogue.feature(name));
    let said = said.fold(input.one("q").to_owned(), |text, feature| unsaid(&text, feature));
    let added = added.into_iter().filter_map(words);
    let left_out = left_out.into_iter().filter_map(words).map(|words| format!("without {words}"));
    let said = Some(said).filter(|text| !text.is_empty());
    said.into_iter().chain(added).chain(left_out).collect::<Vec<_>>().join(", ")
}

/// A text without the words of a feature: what is said goes before what is left out.
fn unsaid(text: &str, feature: &Feature) -> String {
    let mut words: Vec<&String> = feature.words.iter().filter(|word| !word.is_empty()).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let mut text = text.to_owned();
    for word in words {
        while let Some(at) = find_words(&text, word) {
            text.replace_range(at..at + word.len(), "");
        }
    }
    text
}

/// Where words stand in a text by themselves, whatever their case.
fn find_words(text: &str, words: &str) -> Option<usize> {
    let lower = text.to_ascii_lowercase();
    let is_edge = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
    lower.match_indices(words).map(|(at, _)| at).find(|at| {
        let before = lower.get(..*at).and_then(|text| text.chars().next_back());
        let after = lower.get(at + words.len()..).and_then(|text| text.chars().next());
        is_edge(before) && is_edge(after)
    })
}

/// The features that were ticked though the words do not bring them, and those that the words bring and that
/// were not ticked. `of` holds what the words brought when the form was made.
pub fn changed(input: &Input) -> (Vec<&str>, Vec<&str>) {
    let ticked: Vec<&str> = input.all("feature").collect();
    let brought = brought(input);
    let added = ticked.iter().copied().filter(|name| !brought.contains(name)).collect();
    let left_out = brought.iter().copied().filter(|name| !ticked.contains(name)).collect();
    (added, left_out)
}

/// The features that the words brought when the form was made.
pub fn brought(input: &Input) -> Vec<&str> {
    input.one("of").split(' ').filter(|name| !name.is_empty()).collect()
}

/// Past projects: "30/45, 12/14" or one a line.
fn past(text: &str) -> Result<Vec<PastProject>, Problem> {
    let rows = text.split([',', ';', '\n']).map(str::trim).filter(|row| !row.is_empty());
    let read = |row: &str| {
        let (estimated, actual) = row.split_once('/')?;
        let number =
            |text: &str| text.trim().parse::<f64>().ok().filter(|n| n.is_finite() && *n > 0.0);
        Some(PastProject { estimated: number(estimated)?, actual: number(actual)? })
    };
    rows.take(MOST_PAST)
        .map(|row| {
            read(row).ok_or_else(|| {
                Problem::of("past", row, "is no pair of days")
                    .hint("write 30/45: estimated, then needed")
            })
        })
        .collect()
}

/// The field of the form that a problem is about.
pub fn field_of(problem: &Problem) -> &str {
    match problem.field.as_deref() {
        Some("history") => "past",
        Some(
            field @ ("team" | "budget" | "by" | "start" | "confidence" | "currency" | "assume"
            | "past" | "plan"),
        ) => field,
        Some(field) if field.starts_with("feature") || field.starts_with("member") => "plan",
        _ => "q",
    }
}
