//! Questions as people type them, in 14 languages, each with its right reading: how many are read
//! exactly right, and how many wrongly without a word of it. `cargo test -p goingrate-units --test typed
//! -- --nocapture` prints the shares and every row that is not right.
//!
//! The columns of `typed/questions.csv` are explained in `typed/README.md`.

mod carried;

use std::collections::BTreeMap;

use carried::carried;
use goingrate_units::parse::{self, Status, Understood};
use goingrate_units::{Date, Problem};

/// The least share of questions that a person understands which must be read exactly right.
const LEAST_RIGHT: f64 = 0.90;

/// The largest share of all questions that may be read wrongly without saying so.
const MOST_SILENT: f64 = 0.01;

const FIELDS: [&str; 13] = [
    "role",
    "level",
    "years",
    "place",
    "skills",
    "industry",
    "employer",
    "tier",
    "engagement",
    "component",
    "period",
    "amount",
    "workplace",
];

type Row = BTreeMap<String, String>;

/// The questions: those of the repository, or of a file of one's own, so that vocabulary can be held
/// against rows that it was not made from.
fn rows() -> Vec<Row> {
    let own = std::env::var("GOINGRATE_QUESTIONS").ok();
    let own = own.map(|path| std::fs::read_to_string(path).expect("a file of questions"));
    let file = own.as_deref().unwrap_or(include_str!("typed/questions.csv"));
    let rows = csv::Reader::from_reader(file.as_bytes()).into_deserialize();
    rows.collect::<Result<Vec<Row>, _>>().expect("the file of questions reads")
}

/// How a question was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Right,
    /// Not answered, or answered with something left out that is said.
    NotRight,
    /// Answered wrongly without a word of it.
    Silent,
}

#[test]
fn questions_as_people_type_them() {
    let (rows, mut shares) = (rows(), BTreeMap::<(&str, &str), [usize; 3]>::new());
    let mut all = Vec::new();
    for row in &rows {
        let (verdict, why) = judge(row);
        if verdict != Verdict::Right {
            println!("{verdict:?} {} {} | {why}", row["id"], row["text"]);
        }
        for group in ["kind", "lang"] {
            shares.entry((group, &row[group])).or_default()[verdict as usize] += 1;
        }
        all.push((row["expect"].contains("understood"), verdict));
    }
    for ((group, name), [right, not, silent]) in &shares {
        println!(
            "{group} {name}: {right} of {} right, {silent} wrong in silence",
            right + not + silent
        );
    }
    let understandable = all.iter().filter(|(can, _)| *can);
    let right = understandable.clone().filter(|(_, v)| *v == Verdict::Right).count();
    let right = right as f64 / understandable.count() as f64;
    let silent = all.iter().filter(|(_, verdict)| *verdict == Verdict::Silent).count();
    let silent = silent as f64 / rows.len() as f64;
    println!("right {:.1} %, wrong in silence {:.1} %", 100.0 * right, 100.0 * silent);
    assert!(right >= LEAST_RIGHT, "{right} of what can be understood is read exactly right");
    assert!(silent <= MOST_SILENT, "{silent} of all is read wrongly without saying");
}

fn judge(row: &Row) -> (Verdict, String) {
    let today = Date::new(2026, 11, 29).expect("a date");
    let expect: Vec<&str> = row["expect"].split('/').collect();
    match parse::profile(&row["text"], carried(), today) {
        Err(problem) => {
            let right = expect.contains(&"refuse")
                || (expect.contains(&"ambiguous") && is_asked_back(&problem));
            let verdict = if right { Verdict::Right } else { Verdict::NotRight };
            (verdict, problem.to_string())
        }
        Ok(_) if !expect.contains(&"understood") => {
            (Verdict::Silent, "answered, but should not be".to_owned())
        }
        Ok(understood) => judge_fields(row, &Answer::of(&understood)),
    }
}

/// Whether a problem names what a text can mean.
fn is_asked_back(problem: &Problem) -> bool {
    let writings = problem.nearest.iter().filter(|near| near.contains("write")).count();
    let two = problem.what.contains("can mean") || problem.what.contains("two places");
    two || writings >= 2 || (problem.what.contains("says") && problem.what.contains("but"))
}

/// An answer as it is judged: fields by name, and everything that is remarked.
struct Answer {
    fields: BTreeMap<&'static str, (String, bool, String)>,
    remarks: String,
}

impl Answer {
    fn of(understood: &Understood) -> Answer {
        let mut remarks = understood.remarks.join(" | ");
        let mut fields = BTreeMap::new();
        for field in &understood.fields {
            let reason = match &field.status {
                Status::Inferred(reason) => reason.clone(),
                _ => String::new(),
            };
            remarks = format!("{remarks} | {reason}");
            let is_given = field.status == Status::Given;
            fields.insert(field.name, (fold(&field.value), is_given, reason));
        }
        Answer { fields, remarks: fold(&remarks) }
    }

    fn value(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", |(value, ..)| value)
    }

    fn is_open(&self, name: &str) -> bool {
        self.fields.get(name).is_none_or(|(value, given, _)| value.is_empty() || !given)
    }

    /// Whether a value is what is taken where nothing was found.
    fn is_default(&self, name: &str) -> bool {
        const DEFAULTS: [&str; 5] =
            ["nothing else is said", "usual for", "no place is named", "no role is named", "today"];
        let reason = self.fields.get(name).map_or("", |(_, _, reason)| reason);
        DEFAULTS.iter().any(|default| reason.contains(default))
    }

    fn says(&self, words: &str) -> bool {
        fold(words).chars().count() > 1 && self.remarks.contains(&fold(words))
    }
}

fn fold(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let text = text.replace('ł', "l").replace('ı', "i").replace('_', " ");
    let marks = unicode_normalization::char::is_combining_mark;
    let folded: String = text.nfkd().filter(|&c| !marks(c)).flat_map(char::to_lowercase).collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn judge_fields(row: &Row, answer: &Answer) -> (Verdict, String) {
    let mut found = Vec::new();
    for name in FIELDS {
        let label = row[name].as_str();
        let how = match name {
            _ if label.is_empty() => {
                let free = matches!(name, "period" | "amount");
                let invented = !free && !answer.value(name).is_empty() && !answer.is_open(name);
                if invented { "invented" } else { "" }
            }
            "employer" => employer(answer, label),
            "years" => years(answer, label),
            "skills" => skills(answer, label),
            "period" => period(answer, label),
            "amount" => amount(answer, label),
            "workplace" => workplace(answer, label),
            _ => name_of(answer, name, label),
        };
        if !how.is_empty() {
            let is = answer.value(name);
            found.push((how, format!("{name} {how} (is {is:?}, should be {label:?})")));
        }
    }
    let silent = found.iter().any(|(how, _)| *how != "said");
    let verdict = match found.is_empty() {
        true => Verdict::Right,
        false if silent => Verdict::Silent,
        false => Verdict::NotRight,
    };
    (verdict, found.into_iter().map(|(_, why)| why).collect::<Vec<_>>().join("; "))
}

fn name_of(answer: &Answer, name: &str, label: &str) -> &'static str {
    let value = answer.value(name);
    let whole = fold(label) == value;
    let part_fits = |part: &str| match part.strip_prefix("NEW:") {
        _ if part == "-" => answer.is_open(name),
        Some(new) => value.contains(&fold(new)) || answer.says(new),
        None => !value.is_empty() && fold(part) == value,
    };
    match whole || label.split('/').map(str::trim).any(part_fits) {
        true => "",
        false if value.is_empty() || answer.is_default(name) => "dropped",
        false => "wrong",
    }
}

fn employer(answer: &Answer, label: &str) -> &'static str {
    let (value, parts) = (answer.value("employer"), label.split('/').map(fold));
    let parts: Vec<String> = parts.collect();
    let fits = |part: &String| value.contains(part) || part.contains(value);
    match value.is_empty() {
        false if parts.iter().any(fits) => "",
        false => "wrong",
        true if parts.iter().any(|part| answer.value("skills").contains(part)) => "wrong",
        true if parts.iter().any(|part| answer.says(part)) => "said",
        true => "dropped",
    }
}

fn numbers(text: &str) -> Vec<f64> {
    let text: String =
        text.chars().map(|c| if c.is_ascii_digit() || c == '.' { c } else { ' ' }).collect();
    text.split_whitespace().filter_map(|number| number.parse().ok()).collect()
}

fn years(answer: &Answer, label: &str) -> &'static str {
    let got = numbers(answer.value("years"));
    let fits = |part: &str| {
        let want = numbers(part);
        (part == "-" && answer.is_open("years"))
            || (!got.is_empty()
                && got.first() == want.first()
                && (part.ends_with('+') || got.last() == want.last()))
    };
    match label.split('/').any(fits) {
        true => "",
        false if !got.is_empty() => "wrong",
        false if answer.says(label) => "said",
        false => "dropped",
    }
}

fn skills(answer: &Answer, label: &str) -> &'static str {
    let mut rest: Vec<String> = Vec::new();
    // Names of skills may hold commas of their own, in brackets.
    let mut depth = 0;
    let mut one = String::new();
    for c in answer.value("skills").chars() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                rest.push(one.trim().to_owned());
                one.clear();
                continue;
            }
            _ => {}
        }
        one.push(c);
    }
    rest.push(one.trim().to_owned());
    rest.retain(|skill| !skill.is_empty());
    let mut missing = Vec::new();
    for skill in label.split('|') {
        let (optional, skill) = (skill.starts_with('?'), skill.trim_start_matches('?'));
        let alternatives: Vec<String> = std::iter::once(skill)
            .chain(skill.split('/'))
            .map(|part| fold(part.trim_start_matches("NEW:")))
            .collect();
        let place = rest.iter().position(|known| alternatives.contains(known));
        let is_new = skill.starts_with("NEW:") && answer.says(skill.trim_start_matches("NEW:"));
        match place {
            Some(place) => {
                rest.remove(place);
            }
            None if optional || is_new => {}
            None => missing.push(skill.to_owned()),
        }
    }
    match missing.is_empty() {
        _ if !rest.is_empty() => "wrong",
        true => "",
        false if missing.iter().all(|skill| answer.says(skill)) => "said",
        false => "dropped",
    }
}

fn period(answer: &Answer, label: &str) -> &'static str {
    let hourly = answer.value("component") == "hourly rate";
    let usual = if hourly { "hour" } else { "year" };
    let value = answer.value("period");
    let fits = |part: &str| part == "-" || part == value || (value.is_empty() && part == usual);
    if label.split('/').any(fits) { "" } else { "dropped" }
}

fn amount(answer: &Answer, label: &str) -> &'static str {
    let got = numbers(answer.value("amount"));
    if got.is_empty() {
        return "dropped";
    }
    let low = |part: &str| numbers(part.split('-').next().unwrap_or_default()).first().copied();
    let fits =
        |part: &str| low(part).is_some_and(|low| got.iter().any(|n| (n - low).abs() <= 0.01 * low));
    if label.split('/').any(fits) { "" } else { "wrong" }
}

fn workplace(answer: &Answer, label: &str) -> &'static str {
    let value = answer.value("workplace");
    let fits = |part: &str| part == "-" || value.contains(part);
    match label.split('/').any(fits) {
        true => "",
        false if !value.is_empty() => "wrong",
        false => "dropped",
    }
}
