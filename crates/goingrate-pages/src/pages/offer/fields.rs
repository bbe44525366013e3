//! The fields of two offers, and the plan that they say: what the command line reads from a file.

use goingrate::ask::{ProfileText, is_given};
use goingrate::request::{OfferRequest, PlanText};
use goingrate::units::parse::Understood;
use goingrate::units::{Problem, ProblemKind};
use goingrate_view::questions::Asking;
use serde_json::{Map, Value, json};

use crate::Input;

/// When shares vest, as the form offers it.
pub struct Vesting {
    /// The value that is sent.
    pub word: &'static str,
    /// The same for people.
    pub what: &'static str,
    /// Per cent of each year; empty for equal parts.
    years: &'static [f64],
    /// Over how long, where the parts are equal.
    over: &'static str,
    every: &'static str,
    cliff: &'static str,
}

/// What the form offers. A file says anything else.
pub const VESTINGS: &[Vesting] = &[
    vesting(
        "4y-quarter",
        "4 equal years, each quarter after the first year",
        ("4y", "quarter", "12mo"),
        &[],
    ),
    vesting(
        "4y-month",
        "4 equal years, each month after the first year",
        ("4y", "month", "12mo"),
        &[],
    ),
    vesting("4y-year", "4 equal years, once a year", ("4y", "year", "12mo"), &[]),
    vesting("3y-year", "3 equal years, once a year", ("3y", "year", "12mo"), &[]),
    vesting(
        "late",
        "5, 15, 40 and 40%, twice a year",
        ("", "half-year", "12mo"),
        &[5.0, 15.0, 40.0, 40.0],
    ),
    vesting(
        "early",
        "40, 30, 20 and 10%, each quarter",
        ("", "quarter", ""),
        &[40.0, 30.0, 20.0, 10.0],
    ),
];

const fn vesting(
    word: &'static str,
    what: &'static str,
    (over, every, cliff): (&'static str, &'static str, &'static str),
    years: &'static [f64],
) -> Vesting {
    Vesting { word, what, years, over, every, cliff }
}

/// What a form says: the plan of its offers, and what was taken for the second one from the first.
pub struct Said {
    /// The request.
    pub request: OfferRequest,
    /// The words of each offer's work and place; empty where a file says them.
    pub who: Vec<String>,
    /// What was taken from the first offer for the second, in words.
    pub taken: Option<String>,
}

/// Reads a form: a file's text if there is one, else the fields.
///
/// # Errors
/// When a field says what no offer can.
pub fn said(asking: &Asking, input: &Input) -> Result<Said, Problem> {
    let file = input.one("plan");
    if !file.is_empty() {
        let offers = vec![PlanText::Toml(file.to_owned())];
        let request = OfferRequest { offers, negotiate: true, ..OfferRequest::default() };
        return Ok(Said { request, who: Vec::new(), taken: None });
    }
    demand(
        input,
        "q",
        "say whose work the offer is for",
        "a role and a place: senior backend, Seattle",
    )?;
    demand(input, "base", "say what the base salary is", "an amount of a year before tax: 190k")?;
    if is_second(input) {
        demand(
            input,
            "base2",
            "say what the base salary of B is",
            "an amount of a year before tax: 190k",
        )?;
    }
    let who = input.one("q").to_owned();
    let first = offer(input, "", &who)?;
    let mut said = Said { request: OfferRequest::default(), who: vec![who], taken: None };
    let mut offers = vec![first];
    if is_second(input) {
        let (who, taken) = second_who(asking, input);
        offers.push(offer(input, "2", &who)?);
        (said.taken, said.who) = (taken, vec![input.one("q").to_owned(), who]);
    }
    let keys = file_keys(input, offers)?;
    said.request = OfferRequest { offers: vec![keys], negotiate: true, ..said.request };
    said.request.planned.currency = some(input.one("currency"));
    Ok(said)
}

/// A field that an offer cannot do without.
fn demand(input: &Input, name: &str, what: &str, hint: &str) -> Result<(), Problem> {
    match input.one(name).is_empty() {
        true => Err(Problem::of(name, "", what).kind(ProblemKind::Missing).hint(hint)),
        false => Ok(()),
    }
}

/// A problem as somebody reads it who filled in a form and wrote no file: `write base = "190k"` is
/// "write 190k".
pub fn of_form(problem: Problem) -> Problem {
    let told = problem.hint.as_deref().and_then(|hint| hint.strip_prefix("write "));
    let value =
        told.and_then(|told| told.split_once(" = ")).map(|(_, value)| value.replace('"', ""));
    let field = field_of(&problem);
    match value {
        Some(value) => problem.in_field(&field).hint(format!("write {value}")),
        None => problem.in_field(&field),
    }
}

/// Whether anything is said of a second offer.
pub fn is_second(input: &Input) -> bool {
    ["q2", "base2", "bonus2", "sign_on2", "shares2"].iter().any(|name| !input.one(name).is_empty())
}

/// The keys of one offer. What is left out stays out, so that the program takes what it takes of a file.
fn offer(input: &Input, suffix: &str, who: &str) -> Result<Value, Problem> {
    let mut keys = Map::new();
    let mut put = |key: &str, value: &str| {
        if !value.is_empty() {
            keys.insert(key.to_owned(), json!(value));
        }
    };
    let of = |name: &str| input.one(&format!("{name}{suffix}"));
    put("who", who);
    put("base", of("base"));
    put("bonus", of("bonus"));
    put("sign_on", of("sign_on"));
    if let Some(grant) = grant(input, suffix)? {
        keys.insert("rsu".to_owned(), json!([grant]));
    }
    Ok(Value::Object(keys))
}

/// The shares, if there are any.
fn grant(input: &Input, suffix: &str) -> Result<Option<Value>, Problem> {
    let of = |name: &str| format!("{name}{suffix}");
    let (value, vesting) = (input.one(&of("shares")), input.one(&of("vesting")));
    if value.is_empty() {
        return Ok(None);
    }
    let mut grant = Map::from_iter([("value".to_owned(), json!(value))]);
    match input.one(&of("listed")) {
        "yes" => drop(grant.insert("listed".to_owned(), json!(true))),
        "no" => drop(grant.insert("listed".to_owned(), json!(false))),
        _ => {}
    }
    if !vesting.is_empty() {
        let known = VESTINGS.iter().find(|one| one.word == vesting);
        let known = known.ok_or_else(|| {
            Problem::of(&of("vesting"), vesting, "is no way of vesting that the form offers")
                .kind(ProblemKind::Unknown)
                .hint("choose one of the list, or write a file")
        })?;
        grant.extend(known.keys());
    }
    Ok(Some(Value::Object(grant)))
}

impl Vesting {
    fn keys(&self) -> impl Iterator<Item = (String, Value)> {
        let words = [("over", self.over), ("every", self.every), ("cliff", self.cliff)];
        let words = words.into_iter().filter(|(_, word)| !word.is_empty());
        let words = words.map(|(key, word)| (key.to_owned(), json!(word)));
        let years = (!self.years.is_empty()).then(|| ("years".to_owned(), json!(self.years)));
        words.chain(years)
    }
}

/// The offers as one file, with what holds for both.
fn file_keys(input: &Input, offers: Vec<Value>) -> Result<PlanText, Problem> {
    let mut keys = Map::from_iter([("offer".to_owned(), Value::Array(offers))]);
    for name in ["years", "filing", "at_prices_of"] {
        if let Some(value) = some(input.one(name)) {
            keys.insert(name.to_owned(), json!(value));
        }
    }
    let read = serde_json::from_value(Value::Object(keys));
    read.map_err(|error| Problem::new(error.to_string()).kind(ProblemKind::Internal))
}

/// The work and the place of the second offer; what it does not say is that of the first.
fn second_who(asking: &Asking, input: &Input) -> (String, Option<String>) {
    let (first, own) = (input.one("q"), input.one("q2"));
    if own.is_empty() {
        return (first.to_owned(), Some("work and place".to_owned()));
    }
    let read = |text: &str| ProfileText::new(text).read(&asking.going_rate.taxonomy, asking.today);
    let Ok(first) = read(first) else { return (own.to_owned(), None) };
    let of_first = |name: &str| value_of(&first, name).filter(|_| is_given(&first, name));
    // A firm or a town alone is no question; beside a role it is.
    let role = value_of(&first, "role").unwrap_or_default();
    let said = read(own).ok();
    let names_role = said.as_ref().is_some_and(|said| is_given(said, "role"));
    let said = said.or_else(|| read(&format!("{own}, {role}")).ok());
    let Some(said) = said else { return (own.to_owned(), None) };
    let says = |name: &str| is_given(&said, name);
    let lacks_level = !says("level") && !says("years");
    let mut taken: Vec<String> = Vec::new();
    if lacks_level {
        let years = || of_first("years").map(|years| format!("{years} years"));
        taken.extend(of_first("level").or_else(years));
    }
    if !names_role {
        taken.extend((!role.is_empty()).then_some(role));
    }
    if !says("place") && said.profile.place == asking.going_rate.taxonomy.default_place {
        taken.extend(of_first("place"));
    }
    let told = (!taken.is_empty()).then(|| taken.join(", "));
    let all: Vec<String> = std::iter::once(own.to_owned()).chain(taken).collect();
    (all.join(", "), told)
}

fn value_of(understood: &Understood, name: &str) -> Option<String> {
    let field = understood.fields.iter().find(|field| field.name == name)?;
    some(&field.value)
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// The field of the form that a problem is about: `offer[2].rsu[1].value` is `shares2`.
pub fn field_of(problem: &Problem) -> String {
    let field = problem.field_name();
    let (suffix, key) = match field.strip_prefix("offer[2].") {
        Some(key) => ("2", key),
        None => ("", field.strip_prefix("offer[1].").unwrap_or(field)),
    };
    let name = match key.strip_prefix("rsu[1].") {
        Some("value") => "shares",
        Some("listed") => "listed",
        Some(_) => "vesting",
        None => key,
    };
    let of_form = ["base", "bonus", "sign_on", "shares", "listed", "vesting"];
    match name {
        "who" => format!("q{suffix}"),
        name if of_form.contains(&name) => format!("{name}{suffix}"),
        name => name.to_owned(),
    }
}
