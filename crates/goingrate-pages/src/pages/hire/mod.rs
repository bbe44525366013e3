//! What a hire costs, in several ways; what it costs elsewhere; what an amount buys; and where money can be
//! saved. The three last search the world, and are pages of their own.

mod asked;
mod budget;
mod cost;
mod course;
mod form;
mod moves;
mod places;
mod savings;
mod toml;
mod ways;
mod words;

use goingrate::units::{Date, Problem};
use goingrate_view::money;
use goingrate_view::questions::Asking;
use goingrate_view::views::hire::{HireView, WayView};
use goingrate_view::words as plain;
use maud::{Markup, html};

pub use budget::page as budget;
pub use places::page as places;
pub use savings::page as savings;

use super::planned::{self, assumed, how_sure, plan};
use crate::parts::shell::Section;
use crate::parts::{Figures, problem, section};
use crate::words::tight;
use crate::{Input, Page};
use form::{Asks, FORM, form};

/// The address of the page.
const HERE: &str = "/hire";

/// What the form of this page asks.
const ASKS: Asks = Asks { to: HERE, beside: true, first: None };

/// What the parts of a page are made with.
struct Shown<'i> {
    figures: Figures<'i>,
    day: Date,
}

impl<'i> Shown<'i> {
    fn new(input: &'i Input, as_of: &str, asking: &Asking) -> Shown<'i> {
        let day = planned::day_of(as_of, asking);
        Shown { figures: Figures::new(input, crate::words::day(day)), day }
    }
}

/// The page.
pub fn page(asking: &Asking, input: &Input) -> Result<Page, Problem> {
    if !asked::is_asked(input) {
        return Ok(empty(input));
    }
    let view = asked::request(input).and_then(|request| asked::answer(&request, asking));
    Ok(match view {
        Ok(view) => answered(&view, asking, input),
        Err(problem) => refused(&problem, input),
    })
}

/// A page of a hire before anything is asked: what it answers, and the form.
fn start(input: &Input, asks: &Asks, heading: &str, about: &str) -> Page {
    let main = html! {
        div.two.hire {
            div.answer { h1.as-h2 { (heading) } p.then { (about) } }
            (form(input, asks, None))
            div { (examples()) }
        }
    };
    Page::new(Section::Hire, heading, main).about(about)
}

/// What the page says before anything is asked.
fn empty(input: &Input) -> Page {
    let main = html! {
        div.two.hire {
            div.answer {
                h1.as-h2 { "What does a hire cost?" }
                p.then { "An employee, a freelancer or an agency, here or elsewhere: all that comes on top of pay, for each hour that goes into the work." }
            }
            (form(input, &ASKS, None))
            div { (examples()) (section("take", "Bring a plan", plan::down_and_up_empty(HERE, goingrate::ask::hire::NEW_PLAN))) }
        }
    };
    let about = "What getting work done costs, all told: an employee, a freelancer, an agency, here or elsewhere.";
    Page::new(Section::Hire, "What does a hire cost?", main).about(about)
}

fn examples() -> Markup {
    let tries: &[(&str, &str)] = &[
        (
            "/hire?q=senior+backend%2C+Berlin&for=18mo",
            "A senior backend developer in Berlin for 18 months",
        ),
        (
            "/hire?q=senior+backend%2C+Python%2C+Austin&vs=Poland%2C+agency&for=2y",
            "The same work in Austin, or by an agency in Poland",
        ),
        ("/hire/places?q=senior+backend%2C+Berlin", "Where the same work costs least"),
        ("/hire/budget?q=senior+backend%2C+Berlin&budget=250k", "What 250,000 a year buys"),
    ];
    let body = html! {
        ul.plain { @for (to, words) in tries { li { a href=(to) { (words) } } } }
    };
    section("tries", "For example", body)
}

/// A question that could not be answered: what is wrong, and the form as it was filled in.
fn refused(told: &Problem, input: &Input) -> Page {
    refused_on(told, input, &ASKS, "What does a hire cost?")
}

/// The same on a page of another heading.
fn refused_on(told: &Problem, input: &Input, asks: &Asks, heading: &str) -> Page {
    let field = asked::field_of(told);
    let main = html! {
        div.two.hire {
            div { h1 { (heading) } (planned::told(told, input, field)) }
            (form(input, asks, Some(told)))
            div {
                @if field == "plan" { (section("take", "Your plan", plan::down_and_up(input, asks.to, ""))) }
            }
        }
    };
    Page::new(Section::Hire, format!("Error: {}", problem::sentence(told)), main).status(422)
}

fn answered(view: &HireView, asking: &Asking, input: &Input) -> Page {
    let Some(way) = view.ways.first() else { return empty(input) };
    let mut shown = Shown::new(input, &view.as_of, asking);
    let (heading, then) = (heading(view, way), then(view, way));
    let form_of = (!input.is_posted()).then_some(FORM);
    let main = html! {
        div.two.hire {
            div {
                div.answer {
                    p.what { (what(view, way)) }
                    h1 { (heading) }
                    p.then { (then) }
                    (sure(view, way))
                    (planned::misread(&view.remarks))
                }
            }
            (form(input, &ASKS, None))
            div {
                (ways::ways(view, &mut shown))
                (cost::cost(view, &mut shown))
                (course::course(view, &mut shown))
                (moves::moves(view, &mut shown))
                (more(view, input))
                (risks(view))
                (assumptions(view, form_of, input, &mut shown))
                (read_as(view))
                (section("take", "Take it along", plan::down_and_up(input, HERE, goingrate::ask::hire::NEW_PLAN)))
            }
        }
    };
    let plan = plan::download(input, &toml::plan(view, input));
    let files = shown.figures.files().into_iter().chain(plan).collect();
    Page::new(Section::Hire, format!("{heading}: {}", what(view, way)), main)
        .about(format!("{heading}. {then}"))
        .downloads(files)
}

/// Who it is about: "Senior backend developer · Berlin · employee · 18 months".
fn what(view: &HireView, way: &WayView) -> String {
    let who = match &way.people[..] {
        [one] => {
            let parts: Vec<&str> = one.read_as.split(" · ").collect();
            let kept = parts.len().saturating_sub(2);
            parts.get(..kept).unwrap_or_default().join(" · ")
        }
        _ => plain::capitalised(&way.name),
    };
    format!("{who} · {}", words::length(view.months))
}

/// The first year where more is asked, all of it where not.
fn heading(view: &HireView, way: &WayView) -> String {
    match way.spent.get(12).filter(|_| view.months > 12) {
        Some(year) => format!("{} in the first year", words::headline(*year, view.currency)),
        None => format!(
            "{} for {}",
            words::headline(way.total, view.currency),
            words::length(view.months)
        ),
    }
}

fn then(view: &HireView, way: &WayView) -> String {
    let currency = view.currency;
    let all = match view.months > 12 {
        true => format!(
            "Over all {} it is about {}. ",
            words::length(view.months),
            money::about(way.total.p50, currency)
        ),
        false => String::new(),
    };
    let hour = |(other, name): (&WayView, String)| {
        format!("{} for {}", money::about(other.hour.p50, currency), words::the(&name))
    };
    let named = view.ways.iter().zip(words::names(view));
    let others: Vec<String> = named.skip(1).take(3).map(hour).collect();
    let others = match others.is_empty() {
        true => String::new(),
        false => format!("; {}", plain::list(&others)),
    };
    format!(
        "{all}An hour that goes into the work costs about {}{others}.",
        money::about(way.hour.p50, currency)
    )
}

fn sure(view: &HireView, way: &WayView) -> Markup {
    let half = planned::half_width(way.total.p10, way.total.p90);
    let told = html! {
        "8 in 10 outcomes over " (words::length(view.months)) " lie between "
        (money::about(way.total.p10, view.currency)) " and " (money::about(way.total.p90, view.currency))
        ". What the person found asks for, what the market pays and what we had to assume are all in it. "
        a href="#assumed" { "What it rests on" }
    };
    how_sure(half, &told)
}

/// What takes longer: places, a budget, savings.
fn more(view: &HireView, input: &Input) -> Markup {
    if input.is_posted() {
        return Markup::default();
    }
    let to = |page: &str| plan::same_question(input, page, &[("vs", "")]);
    let body = html! {
        p { "Each of these works the same hire out in many other ways, and takes a few seconds." }
        ul.ways-on {
            li { a href=(to("/hire/savings")) { "Where you can save" } span { "Another place, level or contract: what it saves, how surely, and what it costs you otherwise." } }
            li { a href=(to("/hire/places")) { "Where the same work costs least" } span { "Every place that can be priced, by an hour of work, with hours shared with " (view.home) "." } }
            li { a href=(to("/hire/budget")) { "What a budget buys" } span { "People, months and places for an amount of yours." } }
        }
    };
    section("more", "Could it cost less?", body)
}

fn risks(view: &HireView) -> Markup {
    if view.risks.is_empty() {
        return Markup::default();
    }
    let body = html! { ul.plain { @for risk in &view.risks { li { (tight(risk)) } } } };
    section("risks", "What the law may make of it", body)
}

fn assumptions(view: &HireView, form: Option<&str>, input: &Input, shown: &mut Shown) -> Markup {
    let names = view.ways.iter().take(1).flat_map(|way| &way.tornado);
    let names = names.filter_map(|swing| Some((swing.name.as_deref()?, swing.range.as_str())));
    let mut heavy = assumed::found(&view.assumptions, names);
    heavy.truncate(MOST_ASSUMED);
    let own = view.assumptions.iter().filter(|assumed| assumed.status == "yours");
    let own: Vec<_> = own.filter(|one| !heavy.contains(one)).collect();
    heavy.extend(own);
    let body = html! {
        p.sub {
            "Pay is from the book. For the rest stand " (assumed::count(&view.assumptions))
            ". These move the figure most; the file has all."
            @if form.is_some() { " Write a value of yours (10%, or 2..4 for a range) and work it out again." }
        }
        (shown.figures.table(&assumed::table("assumed-most", &heavy, form, input)))
        @if let Some(form) = form { p.more { button.btn.plain form=(form) { "Work it out with these" } } }
        (assumed::file(&view.assumptions, input, &mut shown.figures))
    };
    section("assumed", "What we assumed", body)
}

/// Assumptions on the page, the heaviest first.
const MOST_ASSUMED: usize = 8;

/// How the words were read, what was taken, and what is not counted.
fn read_as(view: &HireView) -> Markup {
    let people = view.ways.iter().flat_map(|way| &way.people);
    let body = html! {
        ul.plain {
            @for one in people {
                li {
                    (one.read_as) "."
                    @if !one.assumed.is_empty() { " Taken, because it was not said: " (plain::list(&one.assumed)) "." }
                }
            }
            @for remark in &view.remarks { li { (tight(remark).replace("found by own search", "found by the firm’s own search")) } }
            li { "Each range holds " (plain::thousands(view.draws as f64)) " outcomes, drawn with seed " (view.seed) ": the same question gives the same answer." }
        }
    };
    section("read", "How it was read", body)
}
