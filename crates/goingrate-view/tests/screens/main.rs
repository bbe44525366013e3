//! Every screen as a program reads it (JSON) and as a person sees it (text), from invented answers,
//! held against the files of `tests/snapshots`. The carried book changes at every fit; these do not.
//!
//! A screen that differs fails, and leaves the new one beside the old as `.snap.new`. Where the new
//! one is what was meant: `cargo insta review`, or `INSTA_UPDATE=always cargo test -p goingrate-view`,
//! and look at what git says.

mod career;
mod evidence;
mod hire;
mod kit;
mod law;
mod offer;
mod pay;
mod project;
#[cfg(feature = "parquet")]
mod store;
mod sure;
mod world;

use std::panic::{AssertUnwindSafe, catch_unwind};

use goingrate_view::{Style, columns, text};
use serde::Serialize;
use world::World;

/// A view, ready to be shown.
struct Screen {
    json: String,
    text: Box<dyn Fn(&Style) -> String>,
}

/// A view with its renderer.
fn screen<V: Serialize + 'static>(view: V, text: fn(&V, &Style) -> String) -> Screen {
    let json = serde_json::to_string_pretty(&view).expect("a view serialises");
    Screen { json, text: Box::new(move |style| text(&view, style)) }
}

/// What makes a screen of an invented world.
type Make = fn(&World) -> Screen;

/// Every screen by its name.
const SCREENS: [(&str, Make); 45] = [
    ("pay", |w| screen(pay::view(w, &pay::plain(w)), text::pay)),
    ("pay-offer-range", |w| screen(pay::view(w, &pay::with_offer_and_range(w)), text::pay)),
    ("pay-after-tax", |w| screen(pay::view(w, &pay::after_tax_at_prices(w)), text::pay)),
    ("pay-remarks", |w| screen(pay::view(w, &pay::with_remarks(w)), text::pay)),
    ("pay-trend", |w| screen(pay::view(w, &pay::with_trend(w)), text::pay)),
    ("pay-versus", |w| screen(pay::view(w, &pay::with_versus(w)), text::pay)),
    ("pay-why", |w| screen(pay::view(w, &pay::with_why(w)), text::pay)),
    ("pay-why-all", |w| screen(pay::all_of(pay::view(w, &pay::with_why(w))), text::pay)),
    ("pay-periods", |w| screen(pay::view(w, &pay::by_period(w)), text::pay)),
    ("pay-hardly-known", |w| screen(pay::view(w, &pay::hardly_known(w)), text::pay)),
    ("pay-kinds", |w| screen(pay::view(w, &pay::with_kinds(w)), text::pay)),
    ("pay-one-kind", |w| screen(pay::view(w, &pay::one_kind(w)), text::pay)),
    ("pay-region", |w| screen(pay::view(w, &pay::region(w)), text::pay)),
    ("pay-converted", |w| screen(pay::view(w, &pay::converted(w)), text::pay)),
    ("pay-no-rate", |w| screen(pay::view(w, &pay::without_rate(w)), text::pay)),
    ("rank", |w| screen(pay::ranking(w), text::rank)),
    ("rank-same-jobs", |w| screen(pay::ranking_of_roles(w), text::rank)),
    ("rank-skills", |w| screen(pay::ranking_of_skills(w), text::rank)),
    ("ladder", |w| screen(pay::ladder(w), text::rank)),
    ("rate", |w| screen(pay::rate(w, None), text::rate)),
    ("rate-same-as", |w| screen(pay::rate(w, Some(law::same_as(w))), text::rate)),
    ("net", |w| screen(law::net(w), text::net)),
    ("net-employer", |w| screen(law::with_employer(w), text::net)),
    ("net-versus", |w| screen(law::beside_berlin(w), text::net)),
    ("net-states", |w| screen(law::in_toronto(w), text::net)),
    ("kit", |w| screen(kit::view(w), text::kit)),
    ("project", |w| screen(project::plain(w), text::project)),
    ("project-limits", |w| screen(project::limited(w), text::project)),
    ("project-nothing-fits", |w| screen(project::hopeless(w), text::project)),
    ("offer", |w| screen(offer::plain(w), |v, s| text::offer(v, s, text::OfferShown::default()))),
    ("offer-alone", |w| {
        screen(offer::alone(w), |v, s| text::offer(v, s, text::OfferShown { assumptions: true }))
    }),
    ("offer-asks", |w| {
        screen(offer::with_asks(w), |v, s| text::offer(v, s, text::OfferShown::default()))
    }),
    ("evidence-list", |w| screen(evidence::list(w), text::sources)),
    ("evidence-source", |w| screen(evidence::source(w), text::source)),
    ("evidence-claim", |w| screen(evidence::claim(w), text::claim)),
    ("check", |w| screen(evidence::check(w, None), text::check)),
    ("check-none", |w| screen(evidence::check(w, Some(evidence::RARE)), text::check)),
    ("hire", |w| screen(hire::hire(w), |v, s| text::hire(v, s, text::HireShown::default()))),
    ("hire-why", |w| screen(hire::hire(w), |v, s| text::hire(v, s, text::HireShown::ALL))),
    ("hire-by-place", |w| screen(hire::by_place(w), text::hire_by_place)),
    ("hire-budget", |w| screen(hire::budget(w), text::hire_within_budget)),
    ("career", |w| screen(career::career(w), |v, s| text::career(v, s, false))),
    ("career-all", |w| screen(career::career(w), |v, s| text::career(v, s, true))),
    ("fit", |_| screen(evidence::fit(), text::fit)),
    ("score", |_| screen(evidence::score(), text::score)),
];

/// Screens of the evidence store.
#[cfg(feature = "parquet")]
const STORE: &[(&str, Make)] = &[
    ("imports", |w| screen(store::imports(w, false), text::imports)),
    ("imports-dry-run", |w| screen(store::imports(w, true), text::imports)),
    ("store", |w| screen(store::store(w), text::store)),
];
#[cfg(not(feature = "parquet"))]
const STORE: &[(&str, Make)] = &[];

/// How every screen is set.
const USUAL: [(&str, Style); 1] = [("80", PLAIN)];
/// How the main screens are set: narrow, in colour and in ASCII too.
const MAIN: [(&str, Style); 5] = [
    ("80", PLAIN),
    ("40", Style { width: 40, ..PLAIN }),
    ("60", Style { width: 60, ..PLAIN }),
    ("colour", Style { colour: true, ..PLAIN }),
    ("ascii", Style { unicode: false, ..PLAIN }),
];
const PLAIN: Style = Style::plain(80);
/// The screens that are set in all ways.
const MAIN_SCREENS: [&str; 12] = [
    "career",
    "hire",
    "pay",
    "pay-offer-range",
    "pay-why",
    "pay-hardly-known",
    "pay-periods",
    "rank",
    "rank-skills",
    "ladder",
    "check",
    "project-limits",
];

#[test]
fn every_screen_is_what_it_was() {
    let world = World::invent();
    let mut differing = Vec::new();
    for (name, make) in SCREENS.iter().chain(STORE) {
        let screen = make(&world);
        let mut hold = |name: String, found: &str| {
            // All of them are looked at, so that one run shows every difference.
            let held = catch_unwind(AssertUnwindSafe(|| hold_against_file(&name, found)));
            differing.extend(held.is_err().then_some(name));
        };
        hold(format!("{name}.json"), &screen.json);
        let styles: &[(&str, Style)] = if MAIN_SCREENS.contains(name) { &MAIN } else { &USUAL };
        for (how, style) in styles {
            let text = (screen.text)(style);
            assert!(style.unicode || text.is_ascii(), "{name}: {text}");
            hold(format!("{name}.{how}"), &text.replace('\x1b', "␛"));
        }
    }
    assert!(differing.is_empty(), "these differ: {differing:#?}");
}

#[test]
fn forty_columns_are_forty_columns() {
    let world = World::invent();
    let mut wider = String::new();
    for (name, make) in SCREENS.iter().chain(STORE) {
        let screen = make(&world);
        for style in
            [Style::plain(40), Style::plain(60), Style { colour: true, ..Style::plain(47) }]
        {
            let text = (screen.text)(&style);
            let over = text.lines().filter(|line| columns_without_paint(line) > style.width);
            over.for_each(|line| wider += &format!("{name} at {}: {line}\n", style.width));
        }
    }
    assert!(wider.is_empty(), "{wider}");
}

/// Columns of a line, whose paint takes none.
fn columns_without_paint(line: &str) -> usize {
    let mut parts = line.split('\x1b');
    let plain = parts.next().map_or(0, columns);
    plain
        + parts.map(|part| part.split_once('m').map_or(0, |(_, text)| columns(text))).sum::<usize>()
}

/// Against the file of that name; ends are kept, for a blank at the end of a line is a fault too.
fn hold_against_file(name: &str, found: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, found));
}
