//! Places: a map of states or of the world, large metros, and every area that statistics count.

mod kind;
mod map;
mod tax;

use goingrate::ask::{Estimates, UnitChoice};
use goingrate::units::{PlaceId, Problem, Profile};
use goingrate_view::{Amount, person, words as plain};
use maud::{Markup, html};

use self::kind::Kind;
use super::entries::{Entry, List};
use super::frame::{self, Said};
use super::question::Question;
use super::rows::Upright;
use super::way::Way;
use super::{ranking, rows, sentences, table};
use crate::parts::switch::switch;
use crate::parts::{Figures, section};
use crate::{Input, Page};

/// The page.
pub fn page(question: &Question, input: &Input) -> Result<Page, Problem> {
    let (kind, note) = Kind::of(input.one("in"), question);
    let mut estimates = Estimates::new(question.asking().going_rate);
    let (entries, mut remarks) = match kind {
        Kind::States => (states(question, &mut estimates)?, Vec::new()),
        _ => ranked(question, kind)?,
    };
    let mut list = List::new(entries, kind.order(), input);
    list.notes.splice(0..0, note);
    if kind.has_map(question) {
        for entry in &mut list.entries {
            entry.lead(question);
        }
    }
    list.lead(question);
    let whole = whole(question, kind, &mut estimates, &list);
    remarks.extend(kind.rule().map(str::to_owned));
    let body = body(question, (kind, &list, whole.as_ref()), input);
    let said = said(question, kind, &list);
    let (body, figures) = body;
    let page = frame::page(question, Way::Place, input, said, &body, &remarks);
    Ok(page.downloads(figures.files()))
}

fn body<'i>(
    question: &Question,
    (kind, list, whole): (Kind, &List, Option<&Upright>),
    input: &'i Input,
) -> (Markup, Figures<'i>) {
    let mut figures = Figures::new(input, crate::words::day(question.asking().today));
    let (one, many) = kind.nouns(question);
    let after_tax = |entry: &Entry| tax::after(entry, question);
    let taxed = tax::can_be(question);
    let net: table::AfterTax = if taxed { Some(&after_tax) } else { None };
    let body = html! {
        (switches(kind, question, input))
        @if kind.has_map(question) { (map::draw(kind, list, question, &mut figures)) }
        (section("ranks", &format!("{} in order", plain::capitalised(many)), html! {
            (rows::orders(list, input))
            (figures.draw(rows::figure(list, many, whole, |entry| short(entry, question))))
        }))
        (section("all", &format!("All {} {many}", list.entries.len()), table::whole(list, (one, many), net, &mut figures, input)))
    };
    (body, figures)
}

/// Which places are shown, as links.
fn switches(kind: Kind, question: &Question, input: &Input) -> Markup {
    let all = Kind::all(question);
    let reset = [("page", ""), ("find", ""), ("file", "")];
    let entries: Vec<(&str, String, bool)> = all
        .into_iter()
        .map(|of| {
            let fields: Vec<(&str, &str)> = reset.into_iter().chain([("in", of.word())]).collect();
            (of.name(question), input.with(&fields), of == kind)
        })
        .collect();
    html! { div.switches { (switch("Which places", &entries)) } }
}

/// The states of the country of the question, or what it has in their place.
fn states(question: &Question, estimates: &mut Estimates) -> Result<Vec<Entry>, Problem> {
    let t = question.taxonomy();
    let mut found = Vec::new();
    let mut unit = question.shown.unit()?;
    for id in kind::states_of(question.country(), t) {
        let place = t.place(id);
        let profile = Profile { place: id, ..question.profile().clone() };
        let middle = question.middle(estimates, profile.clone(), unit)?;
        // All are told in one currency, so that they compare.
        unit = UnitChoice { currency: Some(middle.currency), ..unit };
        let on = question.says("place") && t.contains(id, question.profile().place);
        found.push(Entry { on, ..Entry::of(&place.name, &place.slug, middle, profile) });
    }
    Ok(found)
}

/// Areas or countries of the ranking, with what it has to say.
fn ranked(question: &Question, kind: Kind) -> Result<(Vec<Entry>, Vec<String>), Problem> {
    let view = ranking::ask(question, Way::Place)?;
    let t = question.taxonomy();
    let asked = question.profile().place;
    let says = question.says("place");
    let mut found: Vec<(PlaceId, Entry)> = Vec::new();
    for ranked in &view.entries {
        let Some(id) = t.place_of(&ranked.slug) else { continue };
        if !kind.holds(t.place(id).kind) {
            continue;
        }
        let profile = Profile { place: id, ..question.profile().clone() };
        let inside = t.contains(id, asked) || t.place(asked).members.contains(&id);
        found.push((id, Entry { on: says && inside, ..Entry::ranked(ranked, Some(profile)) }));
    }
    Ok((kind.large(found), frame::remarks(&view)))
}

/// The middle of the country as a whole, which the rows stand about.
fn whole(
    question: &Question,
    kind: Kind,
    estimates: &mut Estimates,
    list: &List,
) -> Option<Upright> {
    let t = question.taxonomy();
    let country = kind.country(question);
    let currency = list.entries.first()?.middle.currency;
    let unit = UnitChoice { currency: Some(currency), ..question.shown.unit().ok()? };
    let profile = Profile { place: country, ..question.profile().clone() };
    let amount: Amount = question.middle(estimates, profile, unit).ok()?;
    let what = person::place_name(t.place(country));
    let what = if kind == Kind::World { what } else { format!("{what} as a whole") };
    Some(Upright { amount, what })
}

/// What a row calls a place: "Seattle, WA", not the whole title of the area.
fn short(entry: &Entry, question: &Question) -> String {
    let called = called(entry, question);
    called.strip_prefix("the ").map_or(called.clone(), plain::capitalised)
}

/// What a sentence calls a place: "Seattle, WA", "the Netherlands".
fn called(entry: &Entry, question: &Question) -> String {
    let t = question.taxonomy();
    let Some(id) = t.place_of(&entry.slug) else { return entry.name.clone() };
    let place = t.place(id);
    let short = person::place_name(place);
    match (super::question::is_area(place.kind), place.name.rsplit_once(", ")) {
        (true, Some((_, state))) if !short.contains(',') => {
            format!("{short}, {}", state.split('-').next().unwrap_or(state))
        }
        _ => short,
    }
}

/// Whose pay it is; of the world without the country.
fn whom(question: &Question, kind: Kind) -> String {
    let place = match kind {
        Kind::World => question.taxonomy().place_of("world").unwrap_or(question.profile().place),
        Kind::States => question.country(),
        Kind::Metros | Kind::Areas => question.taxonomy().default_place,
    };
    let profile = Profile { place, ..question.profile().clone() };
    plain::capitalised(&person::person(&profile, question.taxonomy()))
}

fn said(question: &Question, kind: Kind, list: &List) -> Said {
    let called = |entry: &Entry| called(entry, question);
    let (one, many) = kind.nouns(question);
    let entries = &list.entries;
    let mut then: Vec<String> = entries
        .iter()
        .filter(|entry| entry.on)
        .take(2)
        .map(|entry| sentences::standing(entry, entries.len(), many, called))
        .collect();
    then.extend(sentences::at_the_top(entries, (one, many), called));
    let whom = whom(question, kind);
    let headline = sentences::from_to(entries, called);
    Said { headline, then, what: format!("{whom}, by {one}") }
}
