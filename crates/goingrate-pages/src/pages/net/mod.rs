//! What is left of pay after tax, line by line, each with its law. What is typed is somebody's own pay: it comes
//! as a form, stands in no address, and nothing of it is kept.

mod beside;
mod form;
mod lines;

use goingrate::ask::Text;
use goingrate::request::{FilingWord, NetRequest};
use goingrate::units::{Problem, ProblemKind};
use goingrate_view::questions::{Ask, Asking};
use goingrate_view::views::net::NetView;
use goingrate_view::{money, words as plain};
use maud::{Markup, html};

use crate::parts::shell::Section;
use crate::parts::{Figures, problem_summary, section};
use crate::words::{percent, tight};
use crate::{Input, Page, words};

/// What the page is, for search engines.
const ABOUT: &str = "What is left of a salary or a rate after tax and contributions, line by line, each with its law; beside \
     other places, and in every state.";

const TITLE: &str = "What is left after tax?";

/// The page.
pub fn page(asking: &Asking, input: &Input) -> Result<Page, Problem> {
    if !input.is_posted() {
        return Ok(empty(input));
    }
    Ok(match request(input).and_then(|request| request.ask(asking)) {
        Ok(view) => answer(asking, input, &view),
        Err(problem) => wrong(input, &problem),
    })
}

/// The request that the fields say.
fn request(input: &Input) -> Result<NetRequest, Problem> {
    let text = |name: &str| Some(input.one(name)).filter(|text| !text.is_empty());
    let amount = |name: &str| text(name).map(Text::from);
    if input.one("text").is_empty() {
        return Err(Problem::of("text", "", "say what is earned, and where")
            .kind(ProblemKind::Missing)
            .hint("write 148000, Seattle"));
    }
    let regime = text("regime");
    Ok(NetRequest {
        text: Text::from(input.one("text")),
        filing: filing(input.one("filing"))?,
        year: text("year").map(year).transpose()?,
        bonus: amount("bonus"),
        saving: amount("saving"),
        freelance: regime == Some("freelance"),
        regime: regime.filter(|word| *word != "freelance").map(str::to_owned),
        employer: text("employer").is_some(),
        vs: input.all("vs").map(str::to_owned).collect(),
        all_states: text("all_states").is_some(),
        why: true,
    })
}

fn filing(word: &str) -> Result<FilingWord, Problem> {
    match word {
        "" | "single" => Ok(FilingWord::Single),
        "joint" => Ok(FilingWord::Joint),
        "head" => Ok(FilingWord::Head),
        other => Err(Problem::of("filing", other, "is no way to file taxes")
            .kind(ProblemKind::Unknown)
            .hint("write single, joint or head")),
    }
}

fn year(text: &str) -> Result<i16, Problem> {
    text.parse().map_err(|_| Problem::of("year", text, "is no year").hint("write 2026"))
}

/// The form alone. An address may say the place at most, and never what is earned there.
fn empty(input: &Input) -> Page {
    let place = Some(input.one("text")).filter(|text| !text.bytes().any(|b| b.is_ascii_digit()));
    let kept = place.map(|text| ("text".to_owned(), text.to_owned()));
    let input = Input::new(input.path(), Vec::new(), kept);
    let main = html! {
        h1 { (TITLE) }
        p.sub.lead { "From pay before tax to what reaches your account: every line with its law, in the countries whose rules we carry." }
        (form::form(&input, None))
    };
    Page::new(Section::Pay, TITLE, main).about(ABOUT)
}

fn wrong(input: &Input, problem: &Problem) -> Page {
    let field = form::field_of(problem);
    let main = html! {
        h1 { (TITLE) }
        (problem_summary(problem, input, &field))
        (form::form(input, Some(problem)))
    };
    Page::new(Section::Pay, "Error: pay and place", main).about(ABOUT).status(422)
}

fn answer(asking: &Asking, input: &Input, view: &NetView) -> Page {
    let mut figures = Figures::new(input, words::day(asking.today));
    let main = html! {
        div.two.hire {
            (headline(view))
            (form::form(input, None))
            div {
                (section("kept", "What is kept, and what is taken", lines::kept(view, &mut figures)))
                (section("lines", "Line by line", lines::lines(view, &mut figures)))
                @if !view.versus.is_empty() {
                    (section("beside", "Beside it", beside::versus(view, &mut figures)))
                }
                @if !view.states.is_empty() {
                    (section("states", "In every state", beside::states(view, &mut figures)))
                }
                @if let Some(employer) = &view.employer {
                    (section("employer", "What it costs the employer", beside::employer(employer, &mut figures)))
                }
                (section("took", "What we took for granted", taken(view)))
            }
        }
    };
    Page::new(Section::Pay, "What is left after tax", main).about(ABOUT)
}

fn headline(view: &NetView) -> Markup {
    let of = &view.take_home;
    let about = |amount: f64| money::about(amount, of.currency);
    html! {
        div.answer {
            p.what { (view.headline) }
            h1.as-h2 { (about(of.net)) " is left of " (about(of.gross)) }
            p.then {
                "That is " (about(of.net_a_month)) " a month. Taxes take " (about(of.taxes)) " and contributions "
                (about(of.contributions)) " a year: " (percent(of.average_rate)) " of it all, and "
                (percent(of.marginal_rate)) " of what you would earn beyond it."
                @if of.saving > 0.0 { " " (about(of.saving)) " is set aside and stays yours." }
            }
            p.note { "Worked out from the law: a figure without an interval. " (status(view)) }
        }
    }
}

/// How firm the rules are: the least sure of those that take something.
fn status(view: &NetView) -> String {
    let year = view.take_home.year;
    let taken =
        view.take_home.lines.iter().filter(|line| line.counts.is_some() && line.amount != 0.0);
    let has = |word: &str| taken.clone().any(|line| line.status.as_deref() == Some(word));
    match () {
        () if has("forecast") => format!("Part of it is a forecast of the law of {year}."),
        () if has("estimate") => format!(
            "Part of it rests on our estimate of the rules of {year}; the lines below say which."
        ),
        () => format!("All lines are law or official figures of {year}."),
    }
}

/// Every default in words, how far the rules go, and what they leave out.
fn taken(view: &NetView) -> Markup {
    let of = &view.take_home;
    let who = match of.filing.as_str() {
        "joint" => "A married couple with one income files.",
        "head" => "A head of household files.",
        _ => "One person without dependants files.",
    };
    let coverage = &view.coverage;
    let years: Vec<String> = coverage.verified_for.iter().map(i16::to_string).collect();
    html! {
        ul.said {
            li { (who) " Work as " (of.regime.replace('-', " ")) ", rules of " (of.place_name) ", " (of.year) "." }
            @for remark in &view.remarks { li { (tight(remark)) } }
            @if !coverage.country.is_empty() {
                li {
                    "Covered in " (coverage.country) ": " (tight(&coverage.status)) "."
                    @if !years.is_empty() { " Checked for " (plain::list(&years)) " against " (tight(&coverage.verified_by)) "." }
                }
            }
        }
        @if !view.leaves_out.is_empty() {
            details.fold {
                summary { "What is left out" }
                ul.said { @for one in &view.leaves_out { li { (tight(one)) } } }
            }
        }
    }
}
