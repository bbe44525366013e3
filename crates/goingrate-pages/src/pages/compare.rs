//! Up to four jobs side by side: their pay on one axis, the differences with intervals of their own, and what
//! is left after tax at the first one's prices.

mod jobs;
mod shown;

use goingrate::units::Problem;
use goingrate_view::questions::Asking;
use maud::{Markup, html};

use self::jobs::Jobs;
use super::answer::Asked;
use crate::parts::shell::Section;
use crate::parts::{Field, Figures, href, problem_summary, section};
use crate::words::{day, tight};
use crate::{Input, Page};

/// Comparisons to begin with.
const EXAMPLES: [(&str, &str); 3] = [
    ("senior backend, Seattle", "Austin"),
    ("backend, Germany", "Switzerland"),
    ("senior data engineer", "staff"),
];

/// Jobs beside the first.
const MOST: usize = 3;

/// The page.
///
/// # Errors
/// Never: what cannot be read is told on the page itself.
pub fn page(asking: &Asking, input: &Input) -> Result<Page, Problem> {
    if input.fields().next().is_none() {
        return Ok(empty(input));
    }
    let others: Vec<&str> = input.all("vs").collect();
    let found = if others.len() > MOST {
        Err(Problem::of("vs", "", "names more than three jobs beside the first")
            .hint("compare them in two goes"))
    } else {
        Asked::new(asking, input)
            .and_then(|asked| Jobs::ask(asking, &asked, &others).map(|jobs| (asked, jobs)))
    };
    let (asked, jobs) = match found {
        Ok(found) => found,
        Err(problem) => return Ok(wrong(&problem, input)),
    };
    let mut figures = Figures::new(input, day(asking.today));
    let title = shown::headline(&jobs);
    let main = html! {
        (form(input, None))
        @for note in &jobs.notes { p.note.remark { (tight(note)) } }
        div.answer {
            h1.as-h2 { (title) }
            p.then { (shown::after_tax(&jobs)) }
        }
        div.column { (shown::pictures(&asked, &jobs, &mut figures)) }
        (section("side", "Side by side", shown::table(&asked, &jobs, &mut figures)))
    };
    let page = Page::new(Section::Pay, format!("Compare: {title}"), main).about(title);
    Ok(page.downloads(figures.files()))
}

fn empty(input: &Input) -> Page {
    let main = html! {
        h1 { "Which pays more?" }
        p.sub { "Describe a job, and one to three others. The others need only say what differs: “Austin”, “staff”, “freelance”." }
        (form(input, None))
        p.more {
            span { "For example" }
            @for (q, vs) in EXAMPLES { a href=(href("/compare", &[("q", q), ("vs", vs)])) { (q) " or " (vs) } }
        }
    };
    Page::new(Section::Pay, "Compare jobs", main)
}

fn wrong(problem: &Problem, input: &Input) -> Page {
    let field = if problem.field.as_deref() == Some("vs") { "vs" } else { "q" };
    // A salary beside the price of an hour: both can be told by the hour, which is a link away.
    let by_hour = problem.field.as_deref() == Some("per") && input.one("per").is_empty();
    let apart = by_hour.then(|| {
        let what = "One is a salary and the other the price of an hour";
        Problem::new(what)
            .hint("leave, idle time and benefits differ, so that the two are not alike")
    });
    let problem = apart.as_ref().unwrap_or(problem);
    let told = crate::parts::problem::sentence(problem);
    let main = html! {
        h1 { "This cannot be compared" }
        div.answer {
        (problem_summary(problem, input, field))
        @if by_hour {
            p.more {
                a href=(input.with(&[("per", "hour")])) { "Compare both by the hour" }
                a href=(href("/rate", &[("q", input.one("q"))])) { "Which rate is worth a salary?" }
            }
        }
        }
        (form(input, Some((field, &told))))
    };
    Page::new(Section::Pay, format!("Error: {told}"), main).status(422)
}

/// The four boxes. A problem stands above the box that holds the word it is about.
fn form(input: &Input, wrong: Option<(&str, &str)>) -> Markup {
    let of = |field: &str| wrong.filter(|(wrong, _)| *wrong == field).map(|(_, told)| told);
    let others: Vec<&str> = input.all("vs").collect();
    let first = Field {
        name: "q",
        label: "First",
        value: input.one("q"),
        example: "senior backend, Seattle",
        wrong: of("q"),
        ..Field::default()
    };
    html! {
        form.slots action="/compare" {
            (first.html())
            @for at in 0..MOST {
                @let (id, value) = (format!("vs{at}"), others.get(at).copied().unwrap_or_default());
                @let told = of("vs").filter(|told| !value.is_empty() && told.contains(value) || at == 0);
                div.field.bad[told.is_some()] {
                    label for=(id) { "Beside it, " (at + 1) }
                    @if let Some(told) = told { p.err-msg id={ (id) "-wrong" } { "Error: " (told) } }
                    input id=(id) name="vs" value=(value) autocomplete="off" maxlength="500"
                        placeholder=(["Austin", "staff", "Berlin"][at])
                        aria-invalid=[told.map(|_| "true")] aria-describedby=[told.map(|_| format!("{id}-wrong"))];
                }
            }
            button.btn { "Compare" }
        }
    }
}
