//! How it works: the method in twelve short paragraphs. The whole of it, with its mathematics, stands in
//! `docs/METHOD.md`; what is said here must stay true of it.

use goingrate::units::Problem;
use goingrate_view::questions::Asking;
use maud::html;

use crate::parts::shell::Section;
use crate::{Input, Page};

/// Where the whole method can be read.
const WHOLE: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/docs/METHOD.md");

/// The paragraphs: what each is about, and what it says.
const STEPS: [(&str, &str); 12] = [
    (
        "What is estimated",
        "How pay differs among all people who match what you describe, at a given day: what the one in the \
         middle earns, and what the lowest and highest tenths and quarters begin and end at. What you leave \
         open, the level for instance, is averaged over, with the number of people at each.",
    ),
    (
        "Whose pay it is",
        "The market is what employers in a place pay people who do this work for a living. All kinds of \
         employers are in it, with the number of people who work for each: local firms, firms that sell \
         services abroad, centres of foreign firms, and employers abroad. Name a kind, and only its people \
         count. Freelancers are kept apart, because their rate also pays for leave, insurance and idle time.",
    ),
    (
        "What counts as evidence",
        "Whatever was published or recorded about pay and can be used: official statistics, reports, surveys, \
         advertisements, and records without names. Each source has a card with its publisher, its period, \
         its licence and what is known to be wrong with it. A figure that two reports print counts once.",
    ),
    (
        "How loose words are read",
        "By fixed rules that anybody can look up. An average is the mean; “X to Y” leaves a fifth of people \
         below and a fifth above; “up to” is what 5 in 100 exceed. The looser the words, the less they weigh.",
    ),
    (
        "One model for everything",
        "All evidence is weighed at once. Pay is put together from parts: occupation, country, region, level, \
         years, industry, skills, kind of employer and others. Each published figure is a statement about a \
         sum of such parts, and the model finds the parts that fit all statements best.",
    ),
    (
        "Where there is little evidence",
        "A part about which much is known follows its evidence. One about which little is known stays near \
         its group: a specialty near its occupation, a skill near its family, a country near what its income \
         and its neighbours suggest. So there is an answer where nobody has published one, and it says that \
         it is less sure.",
    ),
    (
        "What a source adds of its own",
        "Official statistics are the reference. Any other source may read high or low, as a whole, by level \
         or by country. How far it does is estimated and taken out: it is part of what the source says, and \
         never part of an answer. A single wrong figure has limited influence, because the model expects some.",
    ),
    (
        "Levels",
        "The levels form a ladder on which every step goes up, so that a senior is never estimated below a \
         mid-level. How high the steps are differs by country and by occupation. Figures that do not tell \
         levels apart do not change the differences between them.",
    ),
    (
        "Countries and kinds of employers",
        "A country is made of its areas, where these are known, and outside the United States of kinds of \
         employers. How many people work for each kind, and how their pay differs, is our own estimate for \
         nine countries; for the others it follows their income. The intervals do not contain that these are \
         estimates.",
    ),
    (
        "Time and money",
        "Pay is estimated in the currency of the place; amounts in another are converted at the rate of their \
         own day. A common trend runs from year to year, and abroad pay also moves with prices. After the last \
         year of evidence an answer is a forecast and says so; more than three years after it, there is none.",
    ),
    (
        "How sure it is",
        "Two widths are never mixed. One is how pay differs between people. The other is how well the evidence \
         fixes a figure: we are 80% sure that the figure lies within it. It comes from all evidence together, \
         so what two answers share cancels when they are compared. An error that many reports share is not \
         seen: such reports support each other.",
    ),
    (
        "How we check it",
        "Each claim is judged against an estimate made without its source. Evidence is invented from a known \
         truth, and the model has to find the truth again. The pay of people whom it has not seen is foreseen \
         and compared. And the same evidence gives the same figures, to the last bit, on any number of threads.",
    ),
];

/// The page.
pub fn page(asking: &Asking, _input: &Input) -> Result<Page, Problem> {
    let sources = asking.going_rate.sources().len();
    let heading = format!("How it works: {sources} sources, weighed at once");
    let main = html! {
        p.crumb { a href="/evidence" { "Evidence" } }
        h1 { (heading) }
        p.then { "The method in twelve paragraphs, without mathematics." }
        p.more {
            a href=(WHOLE) { "The whole method, with its mathematics" }
            a href="/evidence/scoreboard" { "How well it foresees" }
        }
        ol.steps {
            @for (about, says) in STEPS { li { h2 { (about) } p { (says) } } }
        }
    };
    let page = Page::new(Section::Evidence, "How it works", main);
    Ok(page.about("How Going Rate estimates pay, in twelve short paragraphs."))
}
