//! Jobs that are compared: each with its pay, after tax and at the first one's prices.

use goingrate::ask::{self, PayQuestion, PricesOf, ProfileText, UnitChoice, beside};
use goingrate::rules::Filing;
use goingrate::units::{Currency, Problem, Profile};
use goingrate_view::names;
use goingrate_view::person::{person, place_name};
use goingrate_view::questions::Asking;
use goingrate_view::views::pay::PayView;
use goingrate_view::views::pay::versus::VersusView;
use goingrate_view::views::{Context, labels};

use crate::pages::answer::Asked;

/// Jobs side by side.
pub struct Jobs {
    /// What the first one pays, with the others' differences from it.
    pub first: Job,
    /// The others.
    pub others: Vec<(Job, VersusView)>,
    /// The place at whose prices all are told.
    pub place: String,
    /// What the reader has to know of how the words were read.
    pub notes: Vec<String>,
}

/// A job.
pub struct Job {
    /// What tells it from the others, in the middle of a sentence.
    pub name: String,
    /// What it pays.
    pub view: PayView,
}

impl Jobs {
    /// Asks for a job and others beside it.
    ///
    /// # Errors
    /// When one cannot be read or answered (field `vs` of the others).
    pub fn ask(asking: &Asking, asked: &Asked, others: &[&str]) -> Result<Jobs, Problem> {
        if others.is_empty() {
            return Err(Problem::of("vs", "", "Nothing to compare with is named")
                .hint("say what differs: Austin"));
        }
        let words = &asking.going_rate.taxonomy;
        let first = &asked.read.profile;
        let read =
            |text: &&str| beside(first, text, words).map_err(|problem| problem.in_field("vs"));
        let profiles: Vec<Profile> = others.iter().map(read).collect::<Result<_, _>>()?;
        let question = PayQuestion { versus: profiles.clone(), ..question(asked, first, None) };
        let view = pay(asking, question)?;
        let currency = view.median().currency;
        let name = first_name(first, &profiles, asking);
        let mut beside_it = Vec::new();
        for (profile, versus) in profiles.iter().zip(view.versus.clone()) {
            let of = pay(asking, self::question(asked, profile, Some(currency)));
            let of = of.map_err(|problem| problem.in_field("vs"))?;
            let job = Job { name: apart(profile, first, asking), view: of };
            beside_it.push((job, versus));
        }
        let place = place_name(words.place(first.place));
        let notes = notes(asking, asked, others);
        let first = Job { name, view };
        Ok(Jobs { first, others: beside_it, place, notes })
    }

    /// All of them, the first first.
    pub fn all(&self) -> impl Iterator<Item = &Job> {
        std::iter::once(&self.first).chain(self.others.iter().map(|(job, _)| job))
    }
}

/// How words were read that may surprise: what was misspelt, and what is not known and hence not used.
fn notes(asking: &Asking, asked: &Asked, others: &[&str]) -> Vec<String> {
    let words = &asking.going_rate.taxonomy;
    let read = |text: &&str| ProfileText::new(*text).read(words, asking.today).ok();
    let others = others.iter().filter_map(read).flat_map(|read| read.remarks);
    let mut notes: Vec<String> = Vec::new();
    for note in asked.read.remarks.iter().cloned().chain(others) {
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    notes
}

/// The question of a profile in the unit of the first.
fn question(asked: &Asked, profile: &Profile, currency: Option<Currency>) -> PayQuestion {
    let read =
        goingrate::units::parse::Understood { profile: profile.clone(), ..asked.read.clone() };
    let shown = asked.unit();
    let given = shown.currency.as_deref().and_then(|code| code.parse().ok());
    PayQuestion {
        unit: UnitChoice {
            per: shown.per.first().map(|&per| per.into()),
            currency: currency.or(given),
        },
        after_tax: Some(Filing::Single),
        at_prices_of: Some(PricesOf { place: asked.read.profile.place, over: Vec::new() }),
        ..PayQuestion::new(read)
    }
}

/// The answer with as much of tax and prices as is known: without the prices, then without the tax as well.
fn pay(asking: &Asking, question: PayQuestion) -> Result<PayView, Problem> {
    let ask = |question: &PayQuestion| ask::pay(asking.going_rate, question);
    let without_prices = PayQuestion { at_prices_of: None, ..question.clone() };
    let bare = PayQuestion { after_tax: None, ..without_prices.clone() };
    let answer = ask(&question).or_else(|_| ask(&without_prices)).or_else(|_| ask(&bare))?;
    let labels = labels(asking.going_rate);
    Ok(PayView::new(&answer, &Context::new(asking.going_rate, &labels)))
}

/// What tells the first from the others; all of it, where that is not one thing.
fn first_name(first: &Profile, others: &[Profile], asking: &Asking) -> String {
    let words = &asking.going_rate.taxonomy;
    let apart: Vec<String> = others.iter().map(|other| apart(first, other, asking)).collect();
    match apart.split_first() {
        Some((name, rest)) if !name.is_empty() && rest.iter().all(|other| other == name) => {
            name.clone()
        }
        _ => person(first, words),
    }
}

/// What tells a job from another: a place as people call it, where it is the place alone.
fn apart(profile: &Profile, from: &Profile, asking: &Asking) -> String {
    let words = &asking.going_rate.taxonomy;
    let elsewhere = Profile { place: profile.place, ..from.clone() };
    if elsewhere == *profile && profile.place != from.place {
        return place_name(words.place(profile.place));
    }
    match names::apart(profile, from, words) {
        name if name.is_empty() => "the same".to_owned(),
        name => name,
    }
}
