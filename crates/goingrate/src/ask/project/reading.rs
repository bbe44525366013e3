//! What somebody types of a project, as a kind and features: "SaaS, multi-tenant, payments, simple admin,
//! 3 integrations, no search". The longest known words go first; what is not known is told with what is
//! near, never dropped in silence.

use std::collections::BTreeMap;

use goingrate_plan::project::{Catalogue, Complexity};
use goingrate_units::parse::{self, Amount};
use goingrate_units::{Problem, ProblemKind, Taxonomy};

use super::calendar::is_period;
use super::words::{Word, phrase, words};

/// No project is written in more characters.
const LONGEST: usize = 5_000;
/// A feature is built no more often than this.
const MOST_TIMES: u32 = 200;
/// What to write.
const HINT: &str = "write, for example: MVP, payments, admin pages, 2 integrations";

/// Words before a time until the end.
const TIME: [&str; 4] = ["in", "within", "under", "by"];
/// The word that ends what "not" reaches over.
const BUT: &str = "but";
/// What people are called behind their number.
const PEOPLE: [&str; 10] = [
    "developer",
    "engineer",
    "programmer",
    "freelancer",
    "people",
    "person",
    "designer",
    "tester",
    "senior",
    "junior",
];

/// A feature that is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidPart {
    /// Its word.
    pub feature: String,
    /// How much there is to it, where that is said.
    pub complexity: Option<Complexity>,
    /// How often, where that is said.
    pub count: Option<u32>,
    /// Whether it is not to be built.
    pub without: bool,
}

/// What a text says of a project.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SaidProject {
    /// The word of the kind.
    pub kind: Option<String>,
    /// Features, in the order of the text.
    pub parts: Vec<SaidPart>,
    /// Whether nothing else is to be built.
    pub only: bool,
    /// A budget.
    pub budget: Option<Amount>,
    /// How long it may take: "4 months".
    pub by: Option<String>,
    /// What was not understood, or not used, as sentences.
    pub remarks: Vec<String>,
}

/// What a phrase of the lists means.
#[derive(Clone, Debug, PartialEq)]
enum Meaning {
    Kind(String),
    Feature(String),
    Complexity(Complexity),
    Without,
    Only,
    Budget,
    PassedOver,
}

/// Reads a text.
///
/// # Errors
/// When nothing of it is understood, or it is far too long; the field is `text`.
pub fn read_project(
    text: &str,
    catalogue: &Catalogue,
    taxonomy: &Taxonomy,
) -> Result<SaidProject, Problem> {
    if text.chars().count() > LONGEST {
        return Err(Problem::of("text", text, "is longer than 5,000 characters").hint(HINT));
    }
    let words = words(text);
    let mut reader = Reader {
        phrases: phrases(catalogue),
        catalogue,
        taxonomy,
        said: SaidProject::default(),
        now: Modifiers::default(),
        unknown: Vec::new(),
        elsewhere: Vec::new(),
    };
    let mut at = 0;
    while at < words.len() {
        let before = at.checked_sub(1).map(|before| &words[before]);
        at += reader.take_time(before, &words[at..]).unwrap_or_else(|| reader.take(&words[at..]));
    }
    reader.finish(text)
}

/// What the words before a feature say of it.
#[derive(Clone, Copy, Debug, Default)]
struct Modifiers {
    complexity: Option<Complexity>,
    count: Option<u32>,
    without: bool,
    budget: bool,
}

struct Reader<'a> {
    phrases: BTreeMap<Vec<String>, Meaning>,
    catalogue: &'a Catalogue,
    taxonomy: &'a Taxonomy,
    said: SaidProject,
    now: Modifiers,
    unknown: Vec<String>,
    elsewhere: Vec<String>,
}

/// Every phrase of the lists with what it means; words of features go before words that say nothing.
fn phrases(catalogue: &Catalogue) -> BTreeMap<Vec<String>, Meaning> {
    let mut phrases = BTreeMap::new();
    let words = &catalogue.words;
    let around = [
        (&words.passed_over, Meaning::PassedOver),
        (&words.budget, Meaning::Budget),
        (&words.only, Meaning::Only),
        (&words.without, Meaning::Without),
        (&words.simple, Meaning::Complexity(Complexity::Simple)),
        (&words.usual, Meaning::Complexity(Complexity::Usual)),
        (&words.demanding, Meaning::Complexity(Complexity::Demanding)),
    ];
    for (list, meaning) in around {
        phrases.extend(list.iter().map(|word| (phrase(word), meaning.clone())));
    }
    for kind in &catalogue.kinds {
        let words = kind.words.iter().chain([&kind.name]);
        phrases.extend(words.map(|word| (phrase(word), Meaning::Kind(kind.name.clone()))));
    }
    for feature in &catalogue.features {
        let words = feature.words.iter().chain([&feature.name]);
        phrases.extend(words.map(|word| (phrase(word), Meaning::Feature(feature.name.clone()))));
    }
    phrases
}

impl Reader<'_> {
    /// Takes a time until the end: "in 4 months", or "4 months" alone between commas.
    fn take_time(&mut self, before: Option<&Word>, words: &[Word]) -> Option<usize> {
        let [number, unit, rest @ ..] = words else { return None };
        let named = number.written.parse::<f64>().is_ok() && is_period(&unit.stem);
        let after = before.is_some_and(|word| TIME.contains(&word.stem.as_str()));
        let alone = number.begins && rest.first().is_none_or(|word| word.begins);
        let first = self.said.by.is_none() && !unit.begins && (after || alone);
        if !(named && first) {
            return None;
        }
        self.said.by = Some(format!("{} {}", number.written, unit.written));
        self.now.budget = false;
        Some(2)
    }

    /// Takes the longest known phrase at the beginning of some words; gives how many words it took.
    fn take(&mut self, words: &[Word]) -> usize {
        if words[0].begins {
            // "without" reaches over "and" and "or", but not over a comma; an amount's word neither.
            self.now = Modifiers::default();
        }
        if words[0].stem == BUT {
            self.now = Modifiers::default();
            return 1;
        }
        let inside = words.iter().skip(1).take_while(|word| !word.begins).count() + 1;
        for length in (1..=inside.min(5)).rev() {
            let stems: Vec<String> = words[..length].iter().map(|w| w.stem.clone()).collect();
            if let Some(meaning) = self.phrases.get(&stems).cloned() {
                self.mean(meaning);
                return length;
            }
        }
        self.take_unknown(&words[0], &words[1..inside])
    }

    fn mean(&mut self, meaning: Meaning) {
        match meaning {
            Meaning::Feature(name) => self.feature(name),
            Meaning::Kind(name) if self.now.without => self.no_kind(&name),
            Meaning::Kind(name) => self.kind(name),
            Meaning::Complexity(complexity) => self.now.complexity = Some(complexity),
            Meaning::Without => self.now.without = true,
            Meaning::Only => self.said.only = true,
            Meaning::Budget => self.now.budget = true,
            Meaning::PassedOver => {}
        }
    }

    fn feature(&mut self, feature: String) {
        let Modifiers { complexity, mut count, without, .. } = self.now;
        let known = self.catalogue.feature(&feature);
        if let (Some(number), Some(known)) = (count, known.filter(|known| !known.repeats)) {
            let remark = format!("The number {number} before {} is not used.", known.title);
            self.said.remarks.push(remark);
            count = None;
        }
        (self.now.complexity, self.now.count) = (None, None);
        match self.said.parts.iter_mut().find(|part| part.feature == feature) {
            Some(part) => {
                part.complexity = part.complexity.max(complexity);
                part.count = part.count.or(count);
            }
            None => self.said.parts.push(SaidPart { feature, complexity, count, without }),
        }
    }

    /// A kind that the text says it is not.
    fn no_kind(&mut self, name: &str) {
        let title = self.catalogue.kind(name).map_or(name, |kind| kind.title.as_str());
        let remark = format!("{title} is not taken as the kind, because the text says it is none.");
        self.said.remarks.push(remark);
    }

    /// Of two kinds the one that the list has first is taken: the smaller.
    fn kind(&mut self, name: String) {
        self.now.complexity = None;
        let place = |name: &str| self.catalogue.kinds.iter().position(|kind| kind.name == name);
        let title = |name: &str| self.catalogue.kind(name).map_or("", |kind| kind.title.as_str());
        let remark = match &self.said.kind {
            Some(known) if *known != name => {
                let (first, second) =
                    if place(known) <= place(&name) { (known, &name) } else { (&name, known) };
                let (first, second) = (title(first), title(second));
                Some(format!("{first} and {second} are two kinds of projects; taken as: {first}."))
            }
            _ => None,
        };
        self.said.remarks.extend(remark);
        let smaller = |known: &String| place(known) <= place(&name);
        if !self.said.kind.as_ref().is_some_and(smaller) {
            self.said.kind = Some(name);
        }
    }

    /// A number, a budget, or a word of another list.
    fn take_unknown(&mut self, word: &Word, after: &[Word]) -> usize {
        let next = after.first();
        if let Some(length) = self.take_people(word, next) {
            return length;
        }
        if word.written.bytes().any(|b| b.is_ascii_digit())
            && let Some(length) = self.take_amount(word, after)
        {
            return length;
        }
        if let Ok(count) = word.stem.parse::<u32>() {
            match next.is_some() && !self.now.budget && (1..=MOST_TIMES).contains(&count) {
                true => self.now.count = Some(count),
                false if self.now.budget => self.budget(word),
                false => self.unknown.push(word.written.clone()),
            }
            return 1;
        }
        let two = next.map(|next| format!("{} {}", word.written, next.written));
        if let Some(two) = two.filter(|two| self.is_elsewhere(two)) {
            self.elsewhere.push(two);
            return 2;
        }
        if self.is_elsewhere(&word.written) {
            self.elsewhere.push(word.written.clone());
            return 1;
        }
        if let Some(meant) = self.slip(&word.stem) {
            let remark = format!("“{}” is read as {meant}.", word.written);
            self.said.remarks.push(remark);
            let meaning = self.phrases.get(&phrase(&meant)).cloned();
            meaning.into_iter().for_each(|meaning| self.mean(meaning));
            return 1;
        }
        self.unknown.push(word.written.clone());
        1
    }

    /// "2 developers": how many people there are is of the team.
    fn take_people(&mut self, word: &Word, next: Option<&Word>) -> Option<usize> {
        let next = next.filter(|next| PEOPLE.contains(&next.stem.as_str()))?;
        word.stem.parse::<f64>().ok()?;
        self.elsewhere.push(format!("{} {}", word.written, next.written));
        Some(2)
    }

    /// An amount with a currency, with a multiple ("60k"), or beside a word of budgets. One of a period
    /// ("60k a month") is not what the whole may cost.
    fn take_amount(&mut self, word: &Word, after: &[Word]) -> Option<usize> {
        for length in 1..=after.len().min(2) {
            let words: Vec<&str> =
                after[..length].iter().map(|word| word.written.as_str()).collect();
            let joined = format!("{} {}", word.written, words.join(" "));
            let slashed = format!("{}/{}", word.written, words.join(" "));
            let read = |text: &str| parse::amount(text, self.taxonomy).ok();
            let of_period = [&joined, &slashed].into_iter().filter_map(|text| read(text));
            if of_period.into_iter().any(|amount| amount.period.is_some()) {
                let what = "is an amount for a period and not used: say what the whole may cost";
                self.said.remarks.push(format!("“{joined}” {what}."));
                return Some(1 + length);
            }
            // "60000 USD"; a small number before such letters counts what follows.
            let whole = read(&joined).filter(|amount| amount.currency.is_some());
            if let Some(amount) = whole.filter(|amount| amount.value > f64::from(MOST_TIMES)) {
                self.take_budget(amount, &joined);
                return Some(1 + length);
            }
        }
        let amount = parse::amount(&word.written, self.taxonomy).ok()?;
        let multiple = word.written.chars().any(char::is_alphabetic);
        let is_budget = amount.currency.is_some() || multiple || self.now.budget;
        if !is_budget || amount.period.is_some() {
            return None;
        }
        self.budget(word);
        Some(1)
    }

    fn take_budget(&mut self, amount: Amount, written: &str) {
        match self.said.budget.is_none() && amount.value > 0.0 {
            true => self.said.budget = Some(amount),
            false => self.unknown.push(written.to_owned()),
        }
    }

    fn budget(&mut self, word: &Word) {
        match parse::amount(&word.written, self.taxonomy) {
            Ok(amount) => self.take_budget(amount, &word.written),
            Err(_) => self.unknown.push(word.written.clone()),
        }
    }

    /// The known word of which another one is a slip: one letter off, or two of a long word.
    fn slip(&self, stem: &str) -> Option<String> {
        let allowed = match stem.chars().count() {
            0..=4 => return None,
            5..=8 => 1,
            _ => 2,
        };
        let close = |known: &String| {
            let [known] = &phrase(known)[..] else { return false };
            known.chars().next() == stem.chars().next() && distance(known, stem) <= allowed
        };
        self.near(stem).into_iter().find(close)
    }

    /// Whether a word is one of teams: a place, a level, a skill, an industry.
    fn is_elsewhere(&self, written: &str) -> bool {
        let t = self.taxonomy;
        let named = t.place_named(written).is_some() || t.skill_named(written).is_some();
        named
            || t.role_named(written).is_some()
            || t.industry_named(written).is_some()
            || parse::level(written, t).is_ok()
    }

    fn finish(mut self, text: &str) -> Result<SaidProject, Problem> {
        let nothing = self.said.kind.is_none() && !self.said.parts.iter().any(|part| !part.without);
        if nothing {
            let unknown = self.unknown.first().map_or(text.trim(), String::as_str);
            let what = match text.trim().is_empty() {
                true => "nothing is said of what is to be built",
                false => "names no feature and no kind of project that we know",
            };
            let problem = Problem::of("text", text.trim(), what).kind(ProblemKind::Unknown);
            return Err(problem.nearest(self.near(unknown)).hint(HINT));
        }
        let told: Vec<String> = self.unknown.iter().map(|word| self.told(word)).collect();
        if !told.is_empty() {
            self.said.remarks.push(format!("Not known and not used: {}.", told.join(", ")));
        }
        if !self.elsewhere.is_empty() {
            let words = self.elsewhere.join(", ");
            let what = "Places, people, levels, skills and industries belong to the team: write them there, \
                        for example 2 senior, Berlin.";
            self.said.remarks.push(format!("Not used here: {words}. {what}"));
        }
        Ok(self.said)
    }

    fn told(&self, word: &str) -> String {
        let far = word.chars().count() / 3;
        match self.near(word).into_iter().find(|near| distance(near, &word.to_lowercase()) <= far) {
            Some(near) => format!("“{word}” (did you mean {near}?)"),
            None => format!("“{word}”"),
        }
    }

    /// The known words that are nearest.
    fn near(&self, word: &str) -> Vec<String> {
        let kinds = self.catalogue.kinds.iter().flat_map(|kind| &kind.words);
        let features = self.catalogue.features.iter().flat_map(|feature| &feature.words);
        let known = features.chain(kinds).map(String::as_str);
        parse::alike(word, known).into_iter().map(str::to_owned).collect()
    }
}

/// Letters to put in, take out or replace between two words (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = at + 1;
        for (column, against) in other.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != *against);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use goingrate_units::Taxonomy;

    use super::*;

    fn read(text: &str) -> Result<SaidProject, Problem> {
        let taxonomy = Taxonomy::read(&crate::data::TAXONOMY).expect("the carried words");
        let catalogue = crate::planning::catalogue().expect("the carried features");
        read_project(text, &catalogue, &taxonomy)
    }

    /// A text, and what is understood: the kind, then features as `name:complexity*count`, `!` before one
    /// that is not built.
    fn check(text: &str, expected: &str) {
        let said = read(text).expect(text);
        let part = |part: &SaidPart| {
            let not = if part.without { "!" } else { "" };
            let complexity = part.complexity.map(|c| format!(":{}", c.slug())).unwrap_or_default();
            let count = part.count.map(|n| format!("*{n}")).unwrap_or_default();
            format!("{not}{}{complexity}{count}", part.feature)
        };
        let only = said.only.then(|| "only".to_owned());
        let words = said.kind.clone().into_iter().chain(only).chain(said.parts.iter().map(part));
        assert_eq!(words.collect::<Vec<_>>().join(" "), expected, "{text}: {said:?}");
    }

    #[test]
    fn kinds_and_features_are_understood() {
        check("SaaS, multi-tenant, payments, admin dashboard", "saas multi-tenancy payments admin");
        check("Simple API with JWT auth", "api authentication");
        check("simple login, complex search", "authentication:simple search:demanding");
        check(
            "an MVP without payments or chat, 3 integrations",
            "mvp !payments !chat integration*3",
        );
        check("just a REST API and 12 tables", "only rest-api crud*12");
        check("paymets, authentification", "payments authentication");
        check("CI/CD, third-party integrations; UI/UX", "deployment integration design");
        check("Enterprise SaaS with SSO", "saas single-sign-on");
    }

    /// A text with what is told of it.
    fn check_told(text: &str, expected: &str) {
        let told = read(text).expect(text).remarks.join(" ");
        assert!(told.contains(expected), "{text}: {told}");
    }

    #[test]
    fn what_is_not_used_is_told() {
        check_told("payments, quux", "Not known and not used: “quux”");
        check_told("paymets", "“paymets” is read as payment.");
        check_told("payments in Poland with Rust", "Not used here: Poland, Rust.");
        check_told("5 logins", "The number 5 before Sign-in and accounts is not used.");
        check_told("SaaS MVP", "MVP and SaaS platform are two kinds");
        check_told("not a SaaS, login", "SaaS platform is not taken as the kind");
        check_told("simple API, 4.5 entities", "Not known and not used: “4.5”");
        check_told("simple API, -4 entities", "Not known and not used: “-4”");
        check_told("MVP in Berlin with 2 developers", "Not used here: Berlin, 2 developers.");
        check_told("MVP for 60k a month", "“60k a month” is an amount for a period");
        check_told("MVP, 60k/mo", "is an amount for a period");
    }

    #[test]
    fn a_time_may_stand_in_the_text() {
        let by = |text| read(text).expect(text).by;
        assert_eq!(by("MVP for $60k in 4 months").as_deref(), Some("4 months"));
        assert_eq!(by("MVP, 12 weeks").as_deref(), Some("12 weeks"));
        assert_eq!(by("MVP, 30 day trial, login"), None);
    }

    #[test]
    fn a_kind_that_it_is_not_is_not_the_kind() {
        check("not a SaaS, login", "authentication");
        check("not a SaaS but a marketplace with payments", "marketplace payments");
        assert!(read("not a SaaS").is_err());
    }

    #[test]
    fn a_budget_may_stand_in_the_text() {
        let budget = |text| read(text).expect(text).budget.map(|amount| amount.value);
        assert_eq!(budget("MVP under $60k"), Some(60_000.0));
        assert_eq!(budget("MVP, budget 45,000"), Some(45_000.0));
        assert_eq!(budget("MVP for 60000 USD"), Some(60_000.0));
        for text in ["MVP, 12 tables", "simple API, 4.5 entities", "MVP, -4 tables", "MVP, 60k/mo"]
        {
            assert_eq!(budget(text), None, "{text}");
        }
    }

    #[test]
    fn nothing_understood_is_a_problem() {
        for text in ["", "   ", "hello there", "senior backend, Poland", "!!!"] {
            let problem = read(text).expect_err(text);
            assert_eq!(problem.field_name(), "text");
            assert!(problem.hint.is_some(), "{problem}");
        }
        assert!(read(&"payments ".repeat(1_000)).is_err());
    }
}
