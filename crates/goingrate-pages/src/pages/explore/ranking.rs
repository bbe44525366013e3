//! Skills, industries, roles and employers about the plain answer.

use goingrate::ask::{Estimates, UnitChoice};
use goingrate::request::RankRequest;
use goingrate::units::Problem;
use goingrate_view::questions::Ask;
use goingrate_view::views::rank::RankView;
use goingrate_view::{Amount, person, words as plain};
use maud::html;

use super::entries::{Entry, List, Order};
use super::frame::{self, Said};
use super::question::Question;
use super::rows::Upright;
use super::way::Way;
use super::{rows, sentences, table};
use crate::parts::{Figures, section};
use crate::{Input, Page};

/// No ranking has more.
pub const ALL: usize = 1000;

/// The page of a way that ranks.
pub fn page(question: &Question, way: Way, input: &Input) -> Result<Page, Problem> {
    let view = ask(question, way)?;
    let mut list = List::new(entries(&view, question, way), Order::Middle, input);
    list.lead(question);
    let plain_answer = plain_answer(question, way, &view)?;
    let (one, many) = way.nouns();
    let than = than(question, way);
    let mut figures = Figures::new(input, crate::words::day(question.asking().today));
    let upright = Upright { amount: plain_answer.clone(), what: than.clone() };
    let rows = rows::figure(&list, many, Some(&upright), |entry| entry.name.clone());
    let body = html! {
        (rows::orders(&list, input))
        (figures.draw(rows))
        (section("all", &format!("All {} {many}", list.entries.len()), table::whole(&list, (one, many), None, &mut figures, input)))
    };
    let said = said(question, way, &list, (&plain_answer, &than));
    let page = frame::page(question, way, input, said, &body, &frame::remarks(&view));
    Ok(page.downloads(figures.files()))
}

/// The ranking, whole.
pub fn ask(question: &Question, way: Way) -> Result<RankView, Problem> {
    let by = way.ranked().unwrap_or_default();
    let shown = question.shown.clone();
    RankRequest { profile: question.profile_text(), shown, by, top: ALL }.ask(question.asking())
}

fn entries(view: &RankView, question: &Question, way: Way) -> Vec<Entry> {
    let with = |slug: &str| way.with(question.profile(), slug, question.taxonomy());
    view.entries.iter().map(|entry| Entry::ranked(entry, with(&entry.slug))).collect()
}

/// What entries stand about: the answer without what is ranked, or that of the role itself.
fn plain_answer(question: &Question, way: Way, view: &RankView) -> Result<Amount, Problem> {
    let currency = view.currency.parse().map_err(Problem::from)?;
    let unit = UnitChoice { currency: Some(currency), ..question.shown.unit()? };
    let mut estimates = Estimates::new(question.asking().going_rate);
    question.middle(&mut estimates, way.without(question.profile()), unit)
}

/// What the plain answer is.
fn than(question: &Question, way: Way) -> String {
    let t = question.taxonomy();
    match way {
        Way::Role => goingrate::units::without_capital(&t.role(question.profile().role).name),
        Way::Skill => "the answer without a skill".to_owned(),
        Way::Industry => "all industries together".to_owned(),
        _ => "the market as a whole".to_owned(),
    }
}

fn said(question: &Question, way: Way, list: &List, (plain_answer, than): (&Amount, &str)) -> Said {
    let (_, many) = way.nouns();
    let entries = &list.entries;
    let within = |entry: &Entry| within(entry, way);
    let headline = sentences::lowest_to_highest(entries, plain_answer, many, within);
    let on = entries.iter().filter(|entry| entry.on && way != Way::Role);
    let standing =
        on.map(|entry| sentences::standing(entry, entries.len(), many, |e| e.name.clone()));
    let against = sentences::against(entries, plain_answer, many, than);
    let then = standing.chain([against]).collect();
    Said { headline, then, what: format!("{}, by {}", whom_without(question, way), way.nouns().0) }
}

/// An entry in the middle of a sentence: "with PHP", "in banking".
fn within(entry: &Entry, way: Way) -> String {
    match way {
        Way::Skill => format!("with {}", entry.name),
        Way::Industry => format!("in {}", plain::lowered(&entry.name)),
        Way::Employer => format!("at {}", entry.name),
        _ => format!("for {}", plain::lowered(&entry.name)),
    }
}

/// Whose pay it is: "A senior backend developer in Seattle".
pub fn whom(question: &Question) -> String {
    plain::capitalised(&person::person(question.profile(), question.taxonomy()))
}

/// The same without what is ranked.
pub fn whom_without(question: &Question, way: Way) -> String {
    plain::capitalised(&person::person(&way.without(question.profile()), question.taxonomy()))
}
