//! What a project costs and how long it takes, as outcomes; what fits into the limits; what drives the risk.

mod asked;
mod form;
mod outcomes;
mod scope;
mod team;
mod toml;
mod words;

use goingrate::ask::NEW_PLAN;
use goingrate::plan::project::Catalogue;
use goingrate::planning::catalogue;
use goingrate::units::{Date, Problem};
use goingrate_view::money;
use goingrate_view::questions::{Ask, Asking};
use goingrate_view::views::project::ProjectView;
use goingrate_view::words as plain;
use maud::{Markup, html};

use super::planned::{self, assumed, how_sure, in_100, plan};
use crate::parts::shell::Section;
use crate::parts::{Figures, problem, section};
use crate::words::tight;
use crate::{Input, Page};
use form::{FORM, form};
use words::{about, months};

const HERE: &str = "/project";
const HEADING: &str = "What does a project cost?";

/// The page.
pub fn page(asking: &Asking, input: &Input) -> Result<Page, Problem> {
    let catalogue = catalogue()?;
    if !asked::is_asked(input) {
        return Ok(empty(input, &catalogue));
    }
    let view = asked::request(input, &catalogue).and_then(|request| request.ask(asking));
    Ok(match view {
        Ok(view) => answered(&view, input, &catalogue),
        Err(problem) => refused(&problem, input, &catalogue),
    })
}

/// What the page says before anything is asked.
fn empty(input: &Input, catalogue: &Catalogue) -> Page {
    let about = "Features, a team and today’s prices, as what may happen: what such projects cost, how long they take, and what fits into your limits.";
    let main = html! {
        div.two.hire {
            div.answer { h1.as-h2 { (HEADING) } p.then { (about) } }
            (form(input, catalogue, None, None))
            div { (examples(catalogue)) (section("take", "Bring a plan", plan::down_and_up_empty(HERE, NEW_PLAN))) }
        }
    };
    Page::new(Section::Project, HEADING, main).about(about)
}

fn examples(catalogue: &Catalogue) -> Markup {
    let tries: &[(&str, &str)] = &[
        (
            "/project?q=MVP%2C+booking%2C+payments&team=2+senior%2C+1+mid%2C+Ukraine%2C+agency&budget=60k",
            "An MVP with booking and payments, by an agency in Ukraine, for 60,000",
        ),
        (
            "/project?q=simple+API%2C+4+entities%2C+no+login&team=1+senior%2C+Poland%2C+freelance",
            "A simple API by one freelancer in Poland",
        ),
        ("/project?q=SaaS%2C+multi-tenant%2C+payments&by=8+months", "A SaaS platform in 8 months"),
    ];
    let body = html! {
        ul.plain { @for (to, words) in tries { li { a href=(to) { (words) } } } }
        h3.table-title { "Kinds of projects" }
        ul.ways-on {
            @for kind in &catalogue.kinds {
                li { a href=(crate::parts::href(HERE, &[("q", &kind.title)])) { (kind.title) } span { (kind.what) } }
            }
        }
    };
    section("tries", "For example", body)
}

/// A question that could not be answered: what is wrong, and the form as it was filled in.
fn refused(told: &Problem, input: &Input, catalogue: &Catalogue) -> Page {
    let field = asked::field_of(told);
    let main = html! {
        div.two.hire {
            div { h1 { (HEADING) } (planned::told(told, input, field)) }
            (form(input, catalogue, None, Some(told)))
            div {
                @if !input.one("plan").is_empty() { (section("take", "Your plan", plan::down_and_up(input, HERE, ""))) }
            }
        }
    };
    Page::new(Section::Project, format!("Error: {}", problem::sentence(told)), main).status(422)
}

fn answered(view: &ProjectView, input: &Input, catalogue: &Catalogue) -> Page {
    let mut figures = Figures::new(input, crate::words::day(view.as_of));
    let (heading, then) = (heading(view), then(view));
    let form_of = (!input.is_posted()).then_some(FORM);
    let main = html! {
        div.two.hire {
            div {
                div.answer {
                    p.what { (view.title) }
                    h1 { (heading) }
                    p.then { (then) }
                    (sure(view))
                    (planned::misread(&view.remarks))
                }
            }
            (form(input, catalogue, Some(view), None))
            div {
                (outcomes::cost(view, &mut figures))
                (outcomes::time(view, &mut figures))
                (scope::scope(view, &mut figures))
                (scope::risk(view))
                (team::team(view, &mut figures))
                (team::levers(view, &mut figures))
                (year_after(view))
                (assumptions(view, form_of, input, &mut figures))
                (section("take", "Take it along", plan::down_and_up(input, HERE, NEW_PLAN)))
            }
        }
    };
    let plan = plan::download(input, &toml::plan(view, input, catalogue));
    let files = figures.files().into_iter().chain(plan).collect();
    Page::new(Section::Project, format!("{heading}: {}", view.title), main)
        .about(format!("{heading}. {then}"))
        .downloads(files)
}

fn heading(view: &ProjectView) -> String {
    let time = months(view.months.p50);
    match view.cost.p50 > 0.0 {
        true => format!("About {}, in {time}", about(view.cost.p50, view.currency)),
        false => format!("About {time}, and nobody is paid"),
    }
}

/// Between what most such projects end, and how the limits hold.
fn then(view: &ProjectView) -> String {
    let day = |at: usize| view.end.get(at).and_then(|day| day.parse::<Date>().ok());
    let ends = day(0)
        .zip(day(2))
        .map(|(first, last)| format!(" ({} to {})", first.month_in_words(), last.month_in_words()));
    let money = match view.cost.p50 > 0.0 {
        true => format!(
            "end between {} and {}, after",
            about(view.cost.p10, view.currency),
            about(view.cost.p90, view.currency)
        ),
        false => "end after".to_owned(),
    };
    let mut all = vec![format!(
        "8 in 10 such projects {money} {} to {}{}.",
        months(view.months.p10),
        months(view.months.p90),
        ends.unwrap_or_default()
    )];
    all.extend(view.budget.as_ref().map(|limit| {
        format!(
            "With {} in hand, {} would need more.",
            money::named(limit.limit, view.currency),
            in_100(limit.over)
        )
    }));
    all.extend(view.by.as_ref().map(|limit| {
        plain::capitalised(&format!("{} would not be done in time.", in_100(limit.over)))
    }));
    if let (Some(both), true) = (view.within_both, view.budget.is_some() && view.by.is_some()) {
        all.push(plain::capitalised(&format!("{} would stay within both.", in_100(both))));
    }
    all.join(" ")
}

fn sure(view: &ProjectView) -> Markup {
    let half = planned::half_width(view.cost.p10, view.cost.p90);
    let half = if view.cost.p50 > 0.0 {
        half
    } else {
        planned::half_width(view.months.p10, view.months.p90)
    };
    let told = html! {
        "Projects differ much from their estimates, and the days of features are our own estimates. "
        a href="#risk" { "What drives the risk" }
    };
    how_sure(half, &told)
}

fn year_after(view: &ProjectView) -> Markup {
    let year = &view.year_after;
    let currency = view.currency;
    let body = html! {
        p {
            "About " (about(year.both.p50, currency)) " (" (about(year.both.p10, currency)) " to " (about(year.both.p90, currency)) "): "
            (about(year.maintenance.p50, currency)) " for upkeep, " (about(year.hosting.p50, currency)) " for hosting and services."
        }
    };
    section("year-after", "The year after", body)
}

fn assumptions(
    view: &ProjectView,
    form: Option<&str>,
    input: &Input,
    figures: &mut Figures,
) -> Markup {
    let all: Vec<_> = view.assumptions.iter().collect();
    let usual = view.features.iter().filter(|feature| feature.why == "usual").count();
    let body = html! {
        p.sub {
            "Rates are from the book. For the rest stand " (assumed::count(&view.assumptions)) "."
            @if form.is_some() { " Write a value of yours (10%, or 1.1..1.4 for a range) and work it out again." }
        }
        (figures.table(&assumed::table("assumed-all", &all, form, input)))
        @if let Some(form) = form { p.more { button.btn.plain form=(form) { "Work it out with these" } } }
        (assumed::file(&view.assumptions, input, figures))
        ul.plain {
            @if usual > 0 { li { (plain::count(usual, "feature")) " are there because a project of this kind usually has them." } }
            @if view.team_assumed { li { "The team is the usual one of the kind." } }
            li {
                "The first day is " (crate::words::day(view.start)) "; prices are those of "
                @if view.start == view.as_of { "that day." } @else { (crate::words::day(view.as_of)) "." }
            }
            li { "Each range holds " (plain::thousands(view.draws as f64)) " outcomes." }
            @for remark in &view.remarks { li { (tight(remark)) } }
        }
    };
    section("assumed", "What we assumed", body)
}
