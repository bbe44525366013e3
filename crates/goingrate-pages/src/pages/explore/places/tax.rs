//! What a middle leaves after tax in a place whose law is carried.

use goingrate::request::NetRequest;
use goingrate::units::{Component, Engagement, Period, Taxonomy, parse};
use goingrate_view::questions::Ask;

use crate::pages::explore::entries::Entry;
use crate::pages::explore::question::Question;

/// Whether what is ranked is a salary of a year, of which taxes are told.
pub fn can_be(question: &Question) -> bool {
    let profile = question.profile();
    let per = question.shown.per.first().map_or(Period::Year, |&per| per.into());
    profile.engagement == Engagement::Employee
        && profile.component == Component::BaseSalary
        && per == Period::Year
}

/// What is left of the middle for one person without dependants; nothing where no law is carried or it is in
/// another money.
pub fn after(entry: &Entry, question: &Question) -> Option<f64> {
    let middle = &entry.middle;
    let place = in_words(entry, question.taxonomy())?;
    let text = format!("{:.0} {}, {place}", middle.amount, middle.currency);
    let request = NetRequest { text: text.into(), ..NetRequest::default() };
    let home = request.ask(question.asking()).ok()?.take_home;
    (home.currency == middle.currency).then_some(home.net)
}

/// A place in words that are read as it: "va" is Virginia to a reader, and Vatican City to data.
fn in_words<'t>(entry: &'t Entry, t: &'t Taxonomy) -> Option<&'t str> {
    let id = t.place_of(&entry.slug)?;
    let place = t.place(id);
    let ways = [&place.name, &place.slug].into_iter().chain(&place.synonyms);
    let mut same = ways.filter(|way| parse::place(way, t).is_ok_and(|read| read == id));
    same.next().map(String::as_str)
}
