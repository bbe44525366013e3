//! The pages of the evidence: sources, claims, verdicts, how it works and how well it foresees.

use std::sync::LazyLock;

use goingrate::GoingRate;
use goingrate::request::{SourceRequest, SourcesRequest, VerdictsRequest};
use goingrate_pages::pages::evidence::{self, Judged, Verdict};
use goingrate_pages::{Page, pages};
use goingrate_view::questions::{Ask, Asking};

static OPEN: LazyLock<GoingRate> = LazyLock::new(|| GoingRate::open().expect("the carried data"));

fn asking() -> Asking<'static> {
    Asking::new(&OPEN, "2026-11-30".parse().expect("a day"))
}

fn at(address: &str) -> Page {
    pages::at(&asking(), address).0
}

fn html(address: &str) -> String {
    at(address).html(&asking())
}

fn file(address: &str) -> String {
    let (page, input) = pages::at(&asking(), address);
    page.file(&input).unwrap_or_else(|| panic!("{address} has a file")).text.clone()
}

fn judged() -> &'static Judged {
    Judged::known(&asking()).expect("the carried verdicts are those of the carried book")
}

#[test]
fn the_overview_counts_every_claim_and_lists_every_source() {
    let page = html("/evidence");
    let of = |verdict| judged().claims.iter().filter(|claim| claim.verdict == verdict).count();
    let (holds, fails) = (of(Verdict::Holds), of(Verdict::Fails));
    assert!(page.contains(&format!("{holds} hold and {fails} do not</h1>")), "the heading");
    let sources = SourcesRequest::default().ask(&asking()).expect("sources").sources;
    assert!(page.contains(&format!("All {} sources", sources.len())));
    for source in &sources {
        assert!(page.contains(&format!("href=\"/evidence/{}\"", source.slug)), "{}", source.slug);
    }
}

#[test]
fn the_carried_verdicts_are_those_of_the_view() {
    // One source is judged anew, which takes seconds; all of them would take a minute.
    let source = "salary-report-2024";
    let request = VerdictsRequest { source: Some(source.to_owned()), only: None };
    let view = request.ask(&asking()).expect("verdicts");
    let now = Judged::from_view(&view, String::new(), String::new());
    let carried: Vec<_> = judged().of_source(source).collect();
    assert_eq!(carried.len(), now.claims.len());
    for (carried, now) in carried.into_iter().zip(&now.claims) {
        assert_eq!(
            (&carried.id, carried.verdict),
            (&now.id, now.verdict),
            "run the example verdicts"
        );
        for (carried, now) in carried.figures.iter().zip(&now.figures) {
            let [a, b] = [carried, now].map(|figure| figure.other.expect("a figure")[1]);
            assert!((a - b).abs() <= 1e-3 * b.abs().max(1.0), "{a} {b}: run the example verdicts");
        }
    }
}

#[test]
fn a_file_of_verdicts_is_read_as_it_was_written() {
    let again = Judged::read(&judged().written());
    assert_eq!(&again, judged());
    assert!(judged().claims.len() > 500);
}

#[test]
fn every_claim_of_a_source_stands_on_its_page_with_its_figures() {
    let page = html("/evidence/salary-report-2024");
    let request = SourceRequest { source: "salary-report-2024".to_owned() };
    let view = request.ask(&asking()).expect("a source");
    for claim in view.sections.iter().flat_map(|section| &section.claims) {
        assert!(page.contains(&format!("href=\"/evidence/{}\"", claim.id)), "{}", claim.id);
    }
    for bias in &view.biases {
        let start: String =
            bias.chars().take_while(|letter| letter.is_alphabetic() || *letter == ' ').collect();
        assert!(page.contains(&start), "{bias}");
    }
    let csv = file("/evidence/salary-report-2024?file=claims.csv");
    let claim = judged().claim("salary-report-2024/us-mean").expect("a claim");
    let other = claim.figures[0].other.expect("a figure")[1];
    assert!(csv.contains(&other.to_string()), "{csv}");
}

#[test]
fn a_claim_says_both_figures_and_the_verdict() {
    let page = html("/evidence/salary-report-2024/us-mean");
    let claim = judged().claim("salary-report-2024/us-mean").expect("a claim");
    let figure = &claim.figures[0];
    let (said, other) = (figure.said().expect("says"), figure.middle().expect("other"));
    assert!(page.contains(&format!("It says {said}; the other evidence says {other}")));
    assert!(page.contains("The claim does not hold."));
    assert!(page.contains("Day it is taken for"));
}

#[test]
fn costs_are_held_against_a_planner_not_against_evidence() {
    let page = html("/evidence/cost-to-hire-2026/simple-api-cost");
    assert!(page.contains("our planner says"));
    assert!(!page.contains("The other evidence, without this source, is known to"));
}

#[test]
fn words_and_verdicts_choose_claims_and_stay_in_the_address() {
    let page = html("/evidence?word=BOSTON&verdict=contradicted");
    assert!(page.contains("salary-report-2024/boston-against-national"));
    assert!(!page.contains("salary-report-2024/us-mean"));
    assert!(page.contains("value=\"BOSTON\"") && page.contains("value=\"contradicted\" selected"));
    let none = html("/evidence?word=zzzz");
    assert!(none.contains("No claim fits."));
}

#[test]
fn a_long_source_comes_a_page_at_a_time_and_every_claim_once() {
    let source = "lca-employers-2025";
    let all: Vec<&str> = judged().of_source(source).map(|claim| claim.id.as_str()).collect();
    let mut seen: Vec<&&str> = Vec::new();
    for from in (0..all.len()).step_by(40) {
        let page = html(&format!("/evidence/{source}?from={from}"));
        seen.extend(all.iter().filter(|id| page.contains(&format!("href=\"/evidence/{id}\""))));
    }
    assert_eq!(seen.len(), all.len());
    assert!(html(&format!("/evidence/{source}?from=999999")).contains("No claim fits."));
}

#[test]
fn what_there_is_not_leads_to_what_is_alike() {
    let page = at("/evidence/salary-gide-2026");
    assert_eq!(page.status, 404);
    assert!(page.html(&asking()).contains("href=\"/evidence/salary-guide-2026\""));
    let page = at("/evidence/salary-guide-2026/no-such-claim");
    assert_eq!(page.status, 404);
    assert!(page.html(&asking()).contains("href=\"/evidence/salary-guide-2026/senior-base\""));
    assert_eq!(at("/evidence/%00/<script>").status, 404);
    assert!(!html("/evidence/<script>alert(1)").contains("<script>alert"));
}

#[test]
fn nonsense_is_told_and_kept() {
    for (address, kept) in [
        ("/evidence?verdict=nonsense&word=Boston", "value=\"Boston\""),
        ("/evidence/salary-report-2024?from=-1", "is no number of a claim"),
        ("/evidence/salary-report-2024?verdict=maybe", "is no verdict"),
    ] {
        let page = at(address);
        assert_eq!(page.status, 422, "{address}");
        assert!(page.title.starts_with("Error:"), "{address}");
        assert!(page.html(&asking()).contains(kept), "{address}");
    }
    let long = format!("/evidence?word={}", "x".repeat(5000));
    assert_eq!(at(&long).status, 422);
}

#[test]
fn sources_without_claims_say_what_they_are() {
    let page = html("/evidence/oews-2025");
    assert!(page.contains("It is a reference"));
    assert!(!page.contains("Claim by claim"));
    assert!(html("/evidence/stackoverflow").contains("What to know before you use it"));
}

#[test]
fn the_scoreboard_is_that_of_the_file_with_what_was_missed() {
    let page = html("/evidence/scoreboard");
    assert!(page.contains("3 of 18 floors met"), "the summary of the file");
    assert!(page.contains("In 19 of 23 measurements the range for 8 in 10"));
    assert!(page.matches("missed</span>").count() > 20);
    assert!(page.contains("As of 29 Nov 2026") && page.contains("As of May 2025"));
    assert!(!page.contains("P50") && !page.contains("**"), "plain words");
    let svg = file("/evidence/scoreboard?file=fell.svg");
    assert!(svg.matches("<rect").count() > 100 && !svg.contains("NaN"));
}

#[test]
fn every_page_has_one_heading_and_no_inline_style_and_is_light() {
    let sources = SourcesRequest::default().ask(&asking()).expect("sources").sources;
    let of_sources = sources.iter().map(|source| format!("/evidence/{}", source.slug));
    let of_claims =
        judged().claims.iter().step_by(7).map(|claim| format!("/evidence/{}", claim.id));
    let others = ["/evidence", "/evidence/method", "/evidence/scoreboard"].map(str::to_owned);
    for address in of_sources.chain(of_claims).chain(others) {
        let page = at(&address);
        assert_eq!(page.status, 200, "{address}");
        let html = page.html(&asking());
        assert_eq!(html.matches("<h1").count(), 1, "{address}");
        assert!(!html.contains(" style=") && !html.contains("NaN"), "{address}");
        let mut ids: Vec<&str> =
            html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "{address}: two elements of one name");
        assert!(html.len() < 130_000, "{address}: {}", html.len());
    }
}

#[test]
fn no_picture_of_a_claim_leaves_its_frame_or_has_words_over_words() {
    let mut drawn = 0;
    for claim in &judged().claims {
        let Some(picture) = evidence::picture(claim) else { continue };
        drawn += 1;
        for drawing in [&picture.wide, &picture.narrow] {
            for (at, one) in drawing.labels.iter().enumerate() {
                let [left, top, right, bottom] = one.bounds;
                let inside = left >= -1.0
                    && top >= 0.0
                    && right <= drawing.width + 1.0
                    && bottom <= drawing.height;
                assert!(inside, "{}: {one:?} of {}", claim.id, drawing.width);
                for other in &drawing.labels[at + 1..] {
                    let [l, t, r, b] = other.bounds;
                    let apart = right <= l || r <= left || bottom <= t || b <= top;
                    assert!(apart, "{}: {one:?} and {other:?}", claim.id);
                }
            }
        }
    }
    assert!(drawn > 500, "{drawn}");
}

#[test]
fn all_claims_are_given_as_a_file() {
    let csv = file("/evidence?file=all-claims.csv");
    assert!(csv.starts_with("claim,section,words,verdict"));
    assert_eq!(csv, judged().rows());
}

#[test]
fn a_word_that_is_too_long_is_told_above_its_field() {
    let page = html(&format!("/evidence?word={}", "x".repeat(300)));
    assert!(page.contains("id=\"word-wrong\"") && page.contains("aria-invalid=\"true\""));
}
