//! What an hour of freelance, agency or team work is charged, and the salary that it equals, and back.

mod form;
mod salary;
mod ways;

use goingrate::ask::{ProfileText, Text};
use goingrate::model::Sureness;
use goingrate::request::{PayRequest, PeriodWord, RateRequest, ShownRequest};
use goingrate::units::{Problem, ProblemKind};
use goingrate_view::Amount;
use goingrate_view::questions::{Ask, Asking};
use goingrate_view::views::pay::PayView;
use goingrate_view::views::pay::understood::Origin;
use goingrate_view::views::rate::RateView;
use goingrate_view::{money, words as plain};
use maud::{Markup, html};

use crate::parts::meter::meter;
use crate::parts::problem::sentence;
use crate::parts::shell::Section;
use crate::parts::switch::switch;
use crate::parts::{Figures, ask_box, href, problem_summary, section};
use crate::words::{about, tight};
use crate::{Input, Page, words};

/// What the page is, for search engines.
const ABOUT: &str = "What an hour of freelance, agency or team work is charged, how sure that is, and the salary that it equals.";
const TITLE: &str = "What does an hour cost?";

/// The periods that amounts are told for.
const PERIODS: [(&str, &str, PeriodWord); 4] = [
    ("Hour", "hour", PeriodWord::Hour),
    ("Day", "day", PeriodWord::Day),
    ("Month", "month", PeriodWord::Month),
    ("Year", "year", PeriodWord::Year),
];

/// Why no salary of the market is held against work whose words say who does it.
const NAMED: &str = "Your words say who does the work (a freelancer, an agency or a team), so there are no employees to compare with. Leave that word out, or give a salary in the form.";

/// What was answered.
struct Answered {
    view: RateView,
    /// Why there is no salary to hold against it, where nobody asked for one.
    no_salary: Option<String>,
    /// Whether the salary is the market's own, as none was given.
    of_market: bool,
}

/// The page.
pub fn page(asking: &Asking, input: &Input) -> Result<Page, Problem> {
    if input.one("q").is_empty() {
        let main = html! {
            h1 { (TITLE) }
            p.sub.lead { "What freelancers, agencies and teams charge for the work that you describe, and the salary that it equals." }
            (ask_box("/rate", "", true))
        };
        return Ok(Page::new(Section::Pay, TITLE, main).about(ABOUT));
    }
    Ok(match answered(asking, input) {
        Ok(answered) => answer(asking, input, &answered),
        Err(problem) => wrong(input, &problem),
    })
}

fn wrong(input: &Input, problem: &Problem) -> Page {
    let field = form::field_of(problem);
    let main = html! {
        h1 { (TITLE) }
        (problem_summary(problem, input, &field))
        (form::form(input, Some(problem)))
    };
    Page::new(Section::Pay, "Error: the rate", main).about(ABOUT).status(422)
}

/// The request that the fields say.
fn request(input: &Input) -> Result<RateRequest, Problem> {
    let text = |name: &str| Some(input.one(name).to_owned()).filter(|text| !text.is_empty());
    let engagement = text("engagement");
    let split = |text: &str| text.split(',').map(|one| one.trim().to_owned()).collect::<Vec<_>>();
    let assume = input.all("assume").flat_map(split).filter(|one| !one.is_empty());
    Ok(RateRequest {
        profile: ProfileText { engagement, ..ProfileText::new(input.one("q")) },
        shown: ShownRequest {
            per: period(input.one("per"))?.into_iter().collect(),
            currency: text("currency"),
        },
        same_as: text("same_as").map(Text::from),
        billable_hours: text("billable_hours").map(Text::from),
        assume: assume.collect(),
        regime: text("regime"),
        why: None,
    })
}

fn period(word: &str) -> Result<Option<PeriodWord>, Problem> {
    if word.is_empty() {
        return Ok(None);
    }
    let found = PERIODS.iter().find(|(_, known, _)| *known == word).map(|(.., period)| *period);
    found.map(Some).ok_or_else(|| {
        Problem::of("per", word, "is no time that a rate is told for")
            .kind(ProblemKind::Unknown)
            .hint("write hour, day, month or year")
    })
}

/// Asks. Where no salary is given, the middle of employees in the same work is held against the rate; where
/// that cannot be, the rate stands alone.
fn answered(asking: &Asking, input: &Input) -> Result<Answered, Problem> {
    let mut request = request(input)?;
    let alone = RateRequest {
        same_as: None,
        billable_hours: None,
        assume: Vec::new(),
        regime: None,
        ..request.clone()
    };
    if request.same_as.is_some() {
        return match request.ask(asking) {
            Ok(view) => Ok(Answered { view, no_salary: None, of_market: false }),
            // The salary can be read, but there is no law to turn it by: the rate can be told all the same.
            Err(problem) if problem.what.starts_with("no tax rules") => {
                let no_salary = Some(format!("{}.", sentence(&problem)));
                Ok(Answered { view: alone.ask(asking)?, no_salary, of_market: false })
            }
            Err(problem) => Err(problem),
        };
    }
    match market_salary(asking, &request) {
        Ok(salary) => request.same_as = Some(salary),
        Err(problem) => {
            let no_salary = Some(match problem.kind {
                ProblemKind::Contradiction => NAMED.to_owned(),
                _ => format!("{}.", sentence(&problem)),
            });
            return Ok(Answered { view: alone.ask(asking)?, no_salary, of_market: false });
        }
    }
    match request.ask(asking) {
        Ok(view) => Ok(Answered { view, no_salary: None, of_market: true }),
        Err(problem) => match (form::is_of_market(&problem), alone.ask(asking)) {
            (true, Ok(view)) => {
                let why = format!("{}.", sentence(&problem));
                Ok(Answered { view, no_salary: Some(why), of_market: false })
            }
            _ => Err(problem),
        },
    }
}

/// The middle of what employees in the same work earn, in whole units of its money.
fn market_salary(asking: &Asking, request: &RateRequest) -> Result<Text, Problem> {
    let profile =
        ProfileText { engagement: Some("employee".to_owned()), ..request.profile.clone() };
    let view = PayRequest { profile, ..PayRequest::default() }.ask(asking)?;
    let middle = view.median();
    Ok(Text::from(format!("{:.0} {} a year", middle.amount, middle.currency)))
}

fn answer(asking: &Asking, input: &Input, answered: &Answered) -> Page {
    let mut figures = Figures::new(input, words::day(asking.today));
    let view = &answered.view;
    let question = input.one("q");
    let main = html! {
        div.two.hire {
            (headline(view, input))
            (form::form(input, None))
            div {
                (section("by-way", "Freelance, agency, team", ways::ways(asking, input, view, &mut figures)))
                (section("salary", "As a salary", salary::salary(answered, &mut figures)))
                @if !view.market.disagreements.is_empty() {
                    (section("disagree", "Who disagrees", disagree(&view.market)))
                }
                (section("took", "What we took for granted", taken(view)))
                p.more {
                    a href=(href("/pay", &[("q", question)])) { "What the work pays" }
                    a href=(href("/hire", &[("q", question)])) { "What a hire costs in all" }
                    a href="/net" { "From gross to net" }
                }
            }
        }
    };
    let about = tight(&view.market.answer);
    let title = format!("An hour: {}", view.market.headline);
    Page::new(Section::Pay, title, main).about(about).downloads(figures.files())
}

fn headline(view: &RateView, input: &Input) -> Markup {
    let market = &view.market;
    let per = input.one("per");
    // A rate is told for an hour or a day: how many of them make a month depends on who charges it.
    let told = PERIODS.into_iter().filter(|(_, word, _)| ["hour", "day"].contains(word));
    let entry = |(name, word, _)| {
        let here = per == word || (per.is_empty() && word == "hour");
        (name, input.with(&[("per", if word == "hour" { "" } else { word })]), here)
    };
    let entries: Vec<(&str, String, bool)> = told.map(entry).collect();
    html! {
        div.answer {
            p.what { (market.headline) }
            h1 { (title(market.median())) }
            p.then { (then(market)) }
            p.sure {
                (meter(market.sure.half_width))
                span { b { "How sure: " (market.sure.word) "." } " " (because(&market.sure.sentence)) }
            }
            div.more { (switch("Told for", &entries)) }
        }
    }
}

/// The answer without the figure that the headline has.
fn then(market: &PayView) -> String {
    let answer = tight(&market.answer);
    match answer.split_once(" for ") {
        Some((figure, rest)) if figure.starts_with("About") => format!("For {rest}"),
        _ => answer,
    }
}

/// What the sentence on sureness says after its own word.
fn because(told: &str) -> String {
    let rest = told.split_once(". ").map_or(told, |(_, rest)| rest);
    plain::capitalised(&tight(rest))
}

/// A guess leads with its range.
fn title(median: &Amount) -> String {
    let per = plain::per(median.per);
    if !matches!(Sureness::of(median.half_width), Sureness::Guess | Sureness::Open) {
        return format!("About {} {per}", about(median));
    }
    let (low, high) = (median.low, median.high);
    let end = |amount: f64| money::about(amount, median.currency);
    format!("Somewhere between {} and {} {per}", end(low), end(high))
}

/// Who says otherwise, each with the way to its claims.
fn disagree(market: &PayView) -> Markup {
    html! {
        ul.said {
            @for one in &market.disagreements {
                li { (tight(&one.sentence)) ". " a href={ "/evidence/" (one.source) } aria-label={ "Look it up: " (one.title) } { "Look it up" } }
            }
        }
    }
}

/// What the question left open, and what has to be known.
fn taken(view: &RateView) -> Markup {
    let market = &view.market;
    let inferred = market.understood.iter().filter(|field| field.origin == Origin::Inferred);
    html! {
        ul.said {
            @for field in inferred {
                li {
                    (named(&field.field)) ": " (crate::words::dated(&field.value))
                    @if let Some(reason) = &field.reason { span.quiet { " (" (tight(reason)) ")" } }
                }
            }
            @for remark in market.reading_remarks.iter().chain(&market.remarks) { li { (tight(remark)) } }
        }
    }
}

/// A field of a question in a reader's words.
fn named(field: &str) -> String {
    match field {
        "engagement" => "Who does it".to_owned(),
        "component" => "What is told".to_owned(),
        "as_of" => "Prices of".to_owned(),
        other => plain::capitalised(&other.replace('_', " ")),
    }
}
