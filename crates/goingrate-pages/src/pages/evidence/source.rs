//! One source: its card, what is known to be wrong with it, and its claims with the verdicts on them.

use goingrate::request::SourceRequest;
use goingrate::units::Problem;
use goingrate_view::questions::{Ask, Asking};
use goingrate_view::views::evidence_show::{SectionView, ShareView, ShowSourceView, extent};
use goingrate_view::words::{self as plain, thousands, with_commas, with_median};
use maud::{Markup, html};

use super::filter::{self, Filter};
use super::judged::{Claim, Judged};
use super::missing::missing;
use super::overview::{publisher, told_day};
use super::table::{href_of, marks, rules, table};
use super::verdict::Tally;
use crate::parts::shell::Section;
use crate::parts::{Figure, Figures, facts, problem_summary, section};
use crate::words::{day, percent, tight};
use crate::{Input, Page};

/// The page, with the verdicts that are at hand.
pub fn page(asking: &Asking, input: &Input) -> Result<Page, Problem> {
    make(asking, input, false)
}

/// The page, with verdicts that are worked out for it if need be.
pub fn verdicts(asking: &Asking, input: &Input) -> Result<Page, Problem> {
    make(asking, input, true)
}

fn make(asking: &Asking, input: &Input, wait: bool) -> Result<Page, Problem> {
    let slug = input.part(0);
    let request = SourceRequest { source: slug.to_owned() };
    let view = match request.ask(asking) {
        Ok(view) => view,
        Err(problem) => return missing(problem),
    };
    let judged = Judged::of(asking, slug, wait)?;
    let judged = judged.as_deref();
    let filter = Filter::read(input);
    let mut figures = Figures::new(input, day(asking.today));
    let main = html! {
        @if let Err(problem) = &filter { (problem_summary(problem, input, problem.field_name())) }
        p.crumb { a href="/evidence" { "Evidence" } }
        h1 { (view.source.title) }
        p.sub { (publisher(&view.source.publisher)) " · speaks of " (view.source.period) }
        (verdict(&view, judged, slug, &mut figures))
        (card(&view))
        (biases(&view))
        (claims(&view, judged, &filter, input, &mut figures))
    };
    let title = match &filter {
        Ok(_) => view.source.title.clone(),
        Err(_) => format!("Error: claims of {}", view.source.title),
    };
    let about =
        format!("What {} says of pay, and whether the other evidence agrees.", view.source.title);
    let status = if filter.is_ok() { 200 } else { 422 };
    let page = Page::new(Section::Evidence, title, main).about(about).status(status);
    Ok(page.downloads(figures.files()))
}

/// Which of its claims hold; or, of a source without claims, what it is to the estimates.
fn verdict(
    view: &ShowSourceView,
    judged: Option<&Judged>,
    slug: &str,
    figures: &mut Figures,
) -> Markup {
    let Some(judged) = judged.filter(|_| view.source.claims > 0) else {
        return html! {
            p.then { (without_verdicts(view)) }
            @if view.source.claims > 0 {
                p.more { a href=(format!("/evidence/{slug}/verdicts")) { "Judge its claims" } span.quiet { "This takes some seconds." } }
            }
        };
    };
    let tally = Tally::of(judged.of_source(slug).map(|claim| claim.verdict));
    if tally.all() == 0 {
        return html! { p.then { "None of its claims could be held against other evidence." } };
    }
    let said = match tally.all() {
        1 => format!("Its one claim {}.", alone(tally)),
        all => format!("Of its {} claims, {}.", thousands(all as f64), tally.sentence()),
    };
    let bar = Figure {
        id: "verdicts",
        title: "Its claims, checked against all other evidence".into(),
        about: format!("By number of claims; judged on {}.", told_day(&judged.day)),
        picture: tally.stack().picture(said.clone()),
        key: Vec::new(),
        table: None,
        sources: None,
    };
    html! {
        p.then { (said) }
        @if tally.all() > 1 { div.ev { (figures.draw(bar)) } }
    }
}

/// The verdict on the only claim, as it stands in a sentence.
fn alone(tally: Tally) -> &'static str {
    match tally {
        Tally { holds: 1, .. } => "holds",
        Tally { fails: 1, .. } => "does not hold",
        _ => "cannot be told",
    }
}

fn without_verdicts(view: &ShowSourceView) -> String {
    let source = &view.source;
    let carried = extent(source);
    match (view.reference, carried.is_empty(), source.claims > 0) {
        (_, _, true) => format!("It makes {}.", plain::count(source.claims, "claim")),
        (_, true, _) => "We carry its card alone: none of its figures can be used.".to_owned(),
        (true, ..) => format!("It is a reference: the estimates take its {carried} as they are."),
        (false, ..) => format!(
            "It makes no claims of its own; we carry its {carried}. How far it differs from the market is estimated and taken out."
        ),
    }
}

/// What is known of it.
fn card(view: &ShowSourceView) -> Markup {
    let source = &view.source;
    let pair = |name: &str, value: String| (html! { (name) }, html! { (value) });
    let kind = match source.kind.as_str() {
        "official" => "official statistics",
        "postings" => "advertisements, offers or filings",
        other => other,
    };
    let kind = if view.reference { format!("{kind}, a reference") } else { kind.to_owned() };
    let basis = if source.basis == "net" { "after tax" } else { "before tax" };
    let mut pairs = vec![
        pair("Kind", kind),
        pair("As of", told_day(&view.as_of)),
        pair("Pay", format!("{basis}, {}", source.currency)),
        pair("We carry", or_nothing(extent(source))),
    ];
    pairs.push(original(view));
    pairs.push(pair("Licence", source.licence.clone()));
    pairs
        .extend(view.no_place.as_ref().map(|place| pair("Where no place is named", place.clone())));
    pairs.extend(shares("Where no level is named", &view.no_level));
    pairs.extend(shares("Where no contract is named", &view.any_engagement));
    let (first, second) = pairs.split_at(pairs.len().div_ceil(2));
    let body = html! { div.ev-card { (facts(first)) (facts(second)) } };
    section("card", "What it is", body)
}

/// Where the original can be read.
pub fn original(view: &ShowSourceView) -> (Markup, Markup) {
    let read = match &view.url {
        Some(url) => html! { a href=(url) rel="external nofollow" { (host(url)) } },
        None => html! { "no address is known" },
    };
    (html! { "The original" }, read)
}

fn or_nothing(text: String) -> String {
    if text.is_empty() { "nothing but this card".to_owned() } else { text }
}

fn shares(name: &str, shares: &[ShareView]) -> Option<(Markup, Markup)> {
    let said: Vec<String> =
        shares.iter().map(|share| format!("{} {}", percent(share.share), share.name)).collect();
    (!said.is_empty()).then(|| (html! { (name) }, html! { (plain::list(&said)) }))
}

/// The host of an address, which is what a reader knows a source by.
pub fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split('/').next().unwrap_or(rest).trim_start_matches("www.")
}

fn biases(view: &ShowSourceView) -> Markup {
    if view.biases.is_empty() {
        return html! {};
    }
    let body = html! { ul.points { @for bias in &view.biases { li { (plainer(bias)) } } } };
    section("biases", "What to know before you use it", body)
}

/// What a card says of itself, without the words of its file.
fn plainer(bias: &str) -> String {
    let told = tight(bias).replace(
        "No level is read as a mixture of levels (\"book\").",
        "Where no level is named, all levels are meant, with the number of people at each.",
    );
    match told.strip_prefix("No place is read as ") {
        Some(rest) => format!("Where no place is named, it speaks of {rest}"),
        None => told,
    }
}

fn claims(
    view: &ShowSourceView,
    judged: Option<&Judged>,
    filter: &Result<Filter, Problem>,
    input: &Input,
    figures: &mut Figures,
) -> Markup {
    if view.source.claims == 0 {
        return html! {};
    }
    let slug = view.source.slug.as_str();
    let Some(judged) = judged else {
        return section("claims-of", "What it says", lines(&view.sections));
    };
    let none = Filter::default();
    let tally = Tally::of(judged.of_source(slug).map(|claim| claim.verdict));
    let found = filter.as_ref().unwrap_or(&none).of(judged.of_source(slug), |_| String::new());
    let head = |claim: &Claim| plain::capitalised(&claim.section);
    let body = html! {
        @if tally.all() > 5 { (filter::form(input, tally, filter.as_ref().err(), "claims-of")) }
        @if !found.claims.is_empty() {
            div.wide-t { (figures.table(&table("its claims", &found.claims, head))) }
        }
        (found.ways(input))
        @if !found.claims.is_empty() { (marks()) (rules(found.is_planned())) }
    };
    section("claims-of", "Claim by claim", body)
}

/// Claims without verdicts.
fn lines(sections: &[SectionView]) -> Markup {
    html! {
        @for section in sections {
            h3 { (plain::capitalised(&section.section)) }
            ul.points {
                @for claim in &section.claims {
                    li { a href=(href_of(&claim.id)) { (claim.subject) } ": " (tight(&with_commas(&with_median(&claim.says)))) }
                }
            }
        }
    }
}
