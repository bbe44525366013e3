//! Which claims are shown: those with some words, of a verdict, a page of them at a time. All of it stands in
//! the address.

use goingrate::units::{Problem, ProblemKind};
use goingrate_view::words::thousands;
use maud::{Markup, html};

use super::judged::{Claim, Figure};
use super::verdict::{ALL, Tally, Verdict};
use crate::Input;
use crate::parts::problem::sentence;
use crate::parts::{Choice, Field};

/// Claims on a page.
const PAGE: usize = 40;

/// Letters of a word to look for, at most.
const LONGEST: usize = 200;

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    words: Vec<String>,
    verdict: Option<Verdict>,
    from: usize,
}

/// A page of the claims that fit.
#[derive(Clone, Debug)]
pub struct Found<'c> {
    /// Those of this page.
    pub claims: Vec<&'c Claim>,
    /// How many fit in all.
    pub all: usize,
    from: usize,
}

impl Filter {
    /// What an address asks for.
    ///
    /// # Errors
    /// When the verdict is none, the words are too long, or the page is no number.
    pub fn read(input: &Input) -> Result<Filter, Problem> {
        let typed = input.one("word");
        if typed.chars().count() > LONGEST {
            let what = format!("is longer than {LONGEST} letters");
            let start: String = typed.chars().take(20).collect();
            return Err(Problem::of("word", &format!("{start}…"), what));
        }
        let words = typed.split_whitespace().map(str::to_lowercase).collect();
        let verdict = match input.one("verdict") {
            "" => None,
            name => match Verdict::asked(name) {
                Verdict::None => return Err(no_verdict(name)),
                verdict => Some(verdict),
            },
        };
        let from = match input.one("from") {
            "" => 0,
            from => {
                from.parse().map_err(|_| Problem::of("from", from, "is no number of a claim"))?
            }
        };
        Ok(Filter { words, verdict, from })
    }

    /// Whether anything is asked for.
    pub fn is_open(&self) -> bool {
        self.words.is_empty() && self.verdict.is_none()
    }

    /// The claims that fit; `about` says what else is known of a claim, its source's name for instance.
    pub fn of<'c>(
        &self,
        claims: impl Iterator<Item = &'c Claim>,
        about: impl Fn(&Claim) -> String,
    ) -> Found<'c> {
        let fits = |claim: &&Claim| {
            let verdict = self.verdict.is_none_or(|verdict| claim.verdict == verdict);
            verdict && (self.words.is_empty() || self.has_words(claim, &about(claim)))
        };
        let all: Vec<&Claim> = claims.filter(fits).collect();
        let page = all.iter().skip(self.from).take(PAGE).copied().collect();
        Found { claims: page, all: all.len(), from: self.from }
    }

    fn has_words(&self, claim: &Claim, about: &str) -> bool {
        let text = format!("{} {} {} {about}", claim.words, claim.section, claim.id).to_lowercase();
        self.words.iter().all(|word| text.contains(word.as_str()) || has_amount(claim, word))
    }
}

/// Whether a word is an amount that the claim says: "89,766", "$89.8k", "$20" and "+19%" are found as well as
/// 89766.
fn has_amount(claim: &Claim, word: &str) -> bool {
    let plain = |text: &str| -> String {
        text.chars().filter(|sign| sign.is_alphanumeric() || *sign == '.').collect()
    };
    let asked = plain(word);
    if !asked.starts_with(|sign: char| sign.is_ascii_digit()) {
        return false;
    }
    let number = match asked.strip_suffix('k') {
        Some(thousands) => thousands.parse::<f64>().map(|number| number * 1000.0),
        None => asked.parse(),
    };
    let Ok(number) = number else { return false };
    // What was rounded to its last digit is still found.
    let digits = asked.split_once('.').map_or(0, |(_, behind)| behind.trim_end_matches('k').len());
    let step = if asked.ends_with('k') { 1000.0 } else { 1.0 } / 10f64.powi(digits as i32);
    claim.figures.iter().any(|figure| {
        let scale = if figure.unit == "share" { 100.0 } else { 1.0 };
        figure.says.is_some_and(|ends| {
            ends.iter().any(|end| ((end * scale).abs() - number).abs() <= step / 2.0)
        })
    })
}

fn no_verdict(name: &str) -> Problem {
    let names = ALL.iter().map(|verdict| verdict.words().to_lowercase());
    let start: String = name.chars().take(40).collect();
    Problem::of("verdict", &start, "is no verdict")
        .kind(ProblemKind::Unknown)
        .nearest(names.collect())
}

/// The form. `tally` is of the claims without a filter, `wrong` what could not be read, and `anchor` the
/// part of the page in which the claims stand.
pub fn form(input: &Input, tally: Tally, wrong: Option<&Problem>, anchor: &str) -> Markup {
    let counted = |verdict: Verdict| {
        let n = thousands(tally.of_verdict(verdict) as f64);
        (verdict.name(), format!("{}, {n}", verdict.words()))
    };
    let entries: Vec<(&str, String)> =
        std::iter::once(("", format!("All {}", thousands(tally.all() as f64))))
            .chain(ALL.into_iter().filter(|one| tally.of_verdict(*one) > 0).map(counted))
            .collect();
    let entries: Vec<(&str, &str)> =
        entries.iter().map(|(value, words)| (*value, words.as_str())).collect();
    let told = wrong.filter(|problem| problem.field_name() == "word").map(sentence);
    let word = Field {
        wrong: told.as_deref(),
        name: "word",
        label: "Find a claim",
        value: input.one("word"),
        example: "Boston, junior, 89,766",
        ..Field::default()
    };
    let verdict = Choice {
        name: "verdict",
        label: "Verdict",
        value: match Verdict::asked(input.one("verdict")) {
            Verdict::None => "",
            verdict => verdict.name(),
        },
        entries: &entries,
        hint: "",
    };
    html! {
        form.ev-filter action=(format!("{}#{anchor}", input.path())) role="search" aria-label="Claims" {
            (word.html()) (verdict.html())
            button.btn.plain { "Show" }
        }
    }
}

impl Found<'_> {
    /// Whether costs or durations are among those of this page.
    pub fn is_planned(&self) -> bool {
        self.claims.iter().flat_map(|claim| &claim.figures).any(Figure::is_planned)
    }

    /// Which of them are shown, with ways to the others.
    pub fn ways(&self, input: &Input) -> Markup {
        let count = |n: usize| thousands(n as f64);
        let to = |from: usize| match from {
            0 => input.with(&[("from", "")]),
            from => input.with(&[("from", &from.to_string())]),
        };
        let last = self.from.saturating_add(self.claims.len());
        html! {
            @if self.claims.is_empty() {
                p.note role="status" { "No claim fits. All words have to be in it, or its amount. " a href=(input.path()) { "Show all claims" } }
            } @else if self.all > self.claims.len() {
                p.more {
                    span.quiet { "Claims " (count(self.from + 1)) " to " (count(last)) " of " (count(self.all)) ". " }
                    @if self.from > 0 { a href=(to(self.from.saturating_sub(PAGE))) rel="prev" { "Those before" } }
                    @if last < self.all { a href=(to(last)) rel="next" { "Those after" } }
                }
            }
        }
    }
}
