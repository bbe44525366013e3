//! The first page: the box, three questions answered, two sources that contradict each other, and ways in to
//! everything else.

mod doors;
mod grammar;

use goingrate::ask::ProfileText;
use goingrate::request::PayRequest;
use goingrate::units::Problem;
use goingrate_view::questions::{Ask, Asking};
use goingrate_view::views::pay::PayView;
use goingrate_view::views::pay::sure::DisagreementView;
use goingrate_view::words as plain;
use maud::{Markup, html};

use super::answer::{headline, shortened};
use super::evidence::{self, Tally};
use crate::charts::density::Density;
use crate::charts::rows::{Row, Rows};
use crate::parts::meter::meter;
use crate::parts::shell::Section;
use crate::parts::{ask_box, href, section};
use crate::words;
use crate::{Input, Page};

/// Questions of which three are shown: the first of each sureness. What they answer is the book's.
const QUESTIONS: [&str; 6] = [
    "senior backend, Seattle, Rust",
    "senior backend freelance, Germany",
    "data engineer, Austin",
    "junior frontend, Warsaw",
    "machine learning engineer, Singapore",
    "devops, Lagos",
];

/// An example: its question and the answer.
struct Example {
    question: &'static str,
    view: PayView,
}

/// The page.
///
/// # Errors
/// Never: an example that has no answer is left out.
pub fn page(asking: &Asking, _input: &Input) -> Result<Page, Problem> {
    let examples = examples(asking);
    let contradiction = {
        let claims = evidence::tally(asking);
        examples.iter().find_map(|example| contradiction(example, claims))
    };
    let main = html! {
        div.hero {
            div {
                h1 { "What does the work\u{a0}pay?" }
                p.say {
                    "Describe a job in your own words. You get what the market pays for it, how sure that is, and who says so."
                }
                (ask_box("/pay", "", true))
                p.tries id="how" { "Role, level, place, skills, industry, in any order." }
            }
            (grammar::picture())
        }
        @if !examples.is_empty() {
            (section("examples", &answered(examples.len()), html! { ul.trio { @for one in &examples { li { (card(one)) } } } }))
        }
        @if let Some(contradiction) = contradiction { (contradiction) }
        (section("doors", "What brings you here?", doors::doors()))
    };
    let about = "What work pays: every published figure and official statistic in one estimate, with how sure it is.";
    Ok(Page::new(Section::Elsewhere, "What does the work pay?", main).about(about))
}

fn answered(questions: usize) -> String {
    match questions {
        1 => "A question, answered".to_owned(),
        2 => "Two questions, answered".to_owned(),
        _ => "Three questions, answered".to_owned(),
    }
}

/// Three answers of different sureness: the first question of each.
fn examples(asking: &Asking) -> Vec<Example> {
    let mut found: Vec<Example> = Vec::new();
    for question in QUESTIONS {
        let request = PayRequest { profile: ProfileText::new(question), ..PayRequest::default() };
        let Ok(view) = request.ask(asking) else { continue };
        if found.iter().all(|one| one.view.sure.word != view.sure.word) {
            found.push(Example { question, view });
        }
        if found.len() == 3 {
            break;
        }
    }
    found
}

fn card(example: &Example) -> Markup {
    let Example { question, view } = example;
    let median = view.median();
    let density = Density { curve: &view.curve, percentiles: &view.percentiles, you: None };
    let half = match view.percentiles.as_slice() {
        [_, p25, _, p75, _] => {
            format!("Half of people get {} to {}", p25.pay.short(), p75.pay.short())
        }
        _ => String::new(),
    };
    html! {
        a href=(href("/pay", &[("q", question)])) {
            span.q { (question) }
            span.a { (headline::middle(median)) " " (plain::per(median.per)) }
            span.h { (half) }
            (density.mini())
            span.sure {
                (meter(view.sure.half_width))
                span { (plain::capitalised(&view.sure.word)) @if !median.is_hardly_known() { ", " (words::half_width(view.sure.half_width)) } }
            }
        }
    }
}

/// The source that reads lowest and the one that reads highest against all the evidence together, of an
/// example that has both.
fn contradiction(example: &Example, claims: Option<Tally>) -> Option<Markup> {
    let all = &example.view.disagreements;
    let share = |one: &&DisagreementView| one.offset.share;
    let lowest = all
        .iter()
        .filter(|one| one.offset.high < 0.0)
        .min_by(|a, b| share(a).total_cmp(&share(b)))?;
    let highest = all
        .iter()
        .filter(|one| one.offset.low > 0.0)
        .max_by(|a, b| share(a).total_cmp(&share(b)))?;
    let row = |one: &DisagreementView| Row {
        name: shortened(&one.title, 24),
        value: words::change(one.offset.share),
        middle: Some(one.offset.share),
        interval: Some([one.offset.low, one.offset.high]),
        ..Row::default()
    };
    let median = example.view.median();
    let from = |amount: f64| amount / median.amount - 1.0;
    let together = Row {
        name: "All evidence together".into(),
        value: words::half_width(median.half_width),
        middle: Some(0.0),
        interval: Some([from(median.low), from(median.high)]),
        ..Row::default()
    };
    let rows = vec![row(lowest), together.marked(true), row(highest)];
    let label = format!(
        "“{}” reads {} and “{}” {} against all the evidence together.",
        lowest.title,
        words::change(lowest.offset.share),
        highest.title,
        words::change(highest.offset.share),
    );
    let rows = Rows {
        upright: Some(0.0),
        label: 190.0,
        value: 60.0,
        ..Rows::holding(rows, words::change)
    };
    let picture = rows.picture(label);
    Some(html! {
        section.claimline aria-labelledby="differ" {
            div {
                h2 id="differ" { "Every figure says how sure it is, and who says so" }
                p.sub {
                    "Pay reports contradict each other, and none says how wrong it may be. We keep each published figure as a claim and weigh it against official statistics and all the others. What does not hold is there for you to see: "
                    a href="/evidence" {
                        @match claims {
                            Some(tally) => {
                                (plain::thousands(tally.fails as f64)) " of the " (plain::thousands(tally.all() as f64)) " claims"
                            },
                            None => "all claims",
                        }
                    } " that we checked."
                }
            }
            figure.fig {
                figcaption {
                    b { "Two reports of the same work" }
                    span { "How far each reads from the middle: " (example.question) }
                }
                (picture.half())
            }
        }
    })
}
