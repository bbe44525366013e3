//! What a middle leaves after tax in a place whose law is carried.

use goingrate::request::NetRequest;
use goingrate::units::{Component, Engagement, Period};
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
    let text = format!("{:.0} {}, {}", middle.amount, middle.currency, entry.slug);
    let request = NetRequest { text: text.into(), ..NetRequest::default() };
    let home = request.ask(question.asking()).ok()?.take_home;
    (home.currency == middle.currency).then_some(home.net)
}
