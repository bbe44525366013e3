//! The pages that ask, answer and compare: what they say is what the views say, what is wrong is told, and
//! nobody's own pay reaches an address.

use std::sync::LazyLock;

use goingrate::GoingRate;
use goingrate::ask::ProfileText;
use goingrate::request::{ByWord, CompareRequest, PayRequest, RankRequest};
use goingrate_pages::{Page, pages, words};
use goingrate_view::questions::{Ask, Asking};
use goingrate_view::views::pay::PayView;

static OPENED: LazyLock<GoingRate> = LazyLock::new(|| GoingRate::open().expect("the carried data"));

fn asking() -> Asking<'static> {
    Asking::new(&OPENED, "2026-11-30".parse().expect("a day"))
}

fn page(address: &str) -> (Page, String) {
    let (page, _) = pages::at(&asking(), address);
    let html = page.html(&asking());
    (page, html)
}

fn pay(text: &str) -> PayView {
    PayRequest { profile: ProfileText::new(text), ..PayRequest::default() }
        .ask(&asking())
        .expect("an answer")
}

/// What stands between the first `from` after `start` and the next `to`.
fn between<'h>(html: &'h str, start: &str, from: &str, to: &str) -> &'h str {
    let rest = html.split_once(start).unwrap_or_else(|| panic!("no {start}")).1;
    let rest = rest.split_once(from).expect("its begin").1;
    rest.split_once(to).expect("its end").0
}

fn headings(html: &str) -> usize {
    html.matches("<h1").count()
}

#[test]
fn the_answer_is_the_first_line_and_the_views_own() {
    let view = pay("senior backend, Seattle, Rust");
    let (page, html) = page("/pay?q=senior+backend,+Seattle,+Rust");
    assert_eq!((page.status, headings(&html)), (200, 1));
    let heading = between(&html, "<div class=\"answer\">", "<h1>", "</h1>");
    assert_eq!(heading, format!("About {} a year", words::about(view.median())));
    let (low, high) = view.median().ends();
    assert!(html.contains(&format!("the middle lies between {low} and {high}")), "{heading}");
    assert!(html.contains(&goingrate_view::words::capitalised(&view.sure.word)));
    for one in &view.percentiles {
        let exact = goingrate_view::money::exact(one.pay.amount, one.pay.currency);
        assert!(html.contains(&exact), "{exact}");
    }
    for one in &view.disagreements {
        assert!(html.contains(&format!("/evidence/{}", one.source)), "{}", one.source);
    }
    assert_eq!(html.matches("<script").count(), 1, "no script but the file");
    assert!(!html.contains(" style="));
}

#[test]
fn the_ladder_is_the_ranking_of_levels() {
    let request = RankRequest {
        profile: ProfileText::new("senior backend, Austin"),
        by: ByWord::Level,
        ..RankRequest::default()
    };
    let ladder = request.ask(&asking()).expect("a ladder");
    let (_, html) = page("/pay?q=senior+backend,+Austin");
    let table = between(&html, "id=\"ladder-table\"", "<tbody", "</tbody>");
    for level in &ladder.entries {
        assert!(
            table.contains(&level.name) && table.contains(&level.median.short()),
            "{}",
            level.name
        );
    }
}

#[test]
fn other_periods_tell_the_same_pay() {
    let (_, html) = page("/pay?q=senior+backend,+Seattle&per=month");
    assert!(between(&html, "<div class=\"answer\">", "<h1>", "</h1>").ends_with(" a month"));
    let current = between(&html, "aria-label=\"Show pay by\"", "aria-current=\"true\">", "<");
    assert_eq!(current, "Month");
    let (page, html) = page("/pay?q=senior+backend&per=fortnight");
    assert_eq!(page.status, 422);
    assert!(html.contains("“fortnight” is no period"), "{html}");
}

#[test]
fn after_tax_is_told_of_the_views_percentiles() {
    let request = PayRequest {
        profile: ProfileText::new("senior backend, Seattle"),
        net: true,
        ..PayRequest::default()
    };
    let view = request.ask(&asking()).expect("an answer");
    let middle = &view.after_tax.expect("tax").percentiles[2].pay;
    let (_, html) = page("/pay?q=senior+backend,+Seattle&net=true");
    let heading = between(&html, "<div class=\"answer\">", "<h1>", "</h1>");
    assert_eq!(heading, format!("About {} a year after tax", words::about(middle)));
}

#[test]
fn own_pay_stays_out_of_every_address() {
    let secret = "187654";
    let (page, html) = page(&format!("POST /pay?q=senior+backend,+Seattle&mine={secret}"));
    assert_eq!(page.status, 200);
    assert!(html.contains("You: $187,654"), "the marker");
    assert!(html.contains(" in 100"));
    for part in html.split("href=\"").skip(1) {
        let to = part.split('"').next().unwrap_or_default();
        assert!(!to.contains(secret) && !to.contains("mine"), "{to}");
    }
    for part in html.split("action=\"").skip(1) {
        assert!(!part.split('"').next().unwrap_or_default().contains(secret));
    }
    // An address is no place for it: there it is not read.
    let (_, html) = self::page(&format!("/pay?q=senior+backend,+Seattle&mine={secret}"));
    assert!(!html.contains(secret) && !html.contains("You: "));
    assert!(html.contains("Your own pay stood in the address"), "and that is told");
}

#[test]
fn own_pay_that_is_no_amount_is_told_at_its_field() {
    let (page, html) = page("POST /pay?q=senior+backend,+Seattle&mine=plenty");
    assert_eq!(page.status, 422);
    assert!(page.title.starts_with("Error: "));
    assert!(html.contains("id=\"mine-wrong\"") && html.contains("aria-invalid=\"true\""));
    assert!(html.contains("value=\"plenty\""), "what was typed is kept");
    assert!(html.contains("About $"), "the rest is answered");
}

#[test]
fn a_word_that_is_not_known_is_told_with_a_way_on() {
    let (page, html) = page("/pay?q=senior+backend,+qqxyzzy");
    assert!(page.status == 422 || html.contains("qqxyzzy"), "nothing is dropped in silence");
    let (page, html) = self::page("/pay?q=qqxyzzy");
    assert_eq!((page.status, headings(&html)), (422, 1), "{html}");
    assert!(page.title.starts_with("Error: ") && html.contains("role=\"alert\""));
    assert!(html.contains("value=\"qqxyzzy\""), "what was typed is kept");
}

#[test]
fn whatever_is_typed_makes_a_page() {
    let long = "senior ".repeat(300);
    let odd =
        ["", "%00", "1e308", "-5", "<script>alert(1)</script>", "🙂", ",,,,", "\"", long.as_str()];
    for text in odd {
        for address in [
            format!("/pay?q={text}"),
            format!("/pay?q=senior+backend&at_prices_of={text}"),
            format!("/pay?q=senior+backend&currency={text}"),
            format!("POST /pay?q=senior+backend,+Berlin&mine={text}"),
            format!("/compare?q=senior+backend,+Berlin&vs={text}"),
            format!("/compare?q={text}&vs=Austin"),
        ] {
            let (page, html) = page(&address);
            assert!(page.status == 200 || page.status == 422, "{address}: {}", page.status);
            assert_eq!(headings(&html), 1, "{address}");
            assert!(!html.contains("<script>alert"), "{address}");
        }
    }
}

#[test]
fn places_without_law_or_rate_are_answered_with_a_line_on_what_is_missing() {
    let mut missing = 0;
    for place in ["Lagos", "Argentina", "Latin America", "Ukraine", "Vietnam", "the world"] {
        let (page, html) = page(&format!("/pay?q=backend,+{place}"));
        assert_eq!((page.status, headings(&html)), (200, 1), "{place}: {}", page.title);
        missing += usize::from(html.contains("We have no rule of tax"));
    }
    assert!(missing > 0, "of some place there is no law");
}

#[test]
fn a_guess_leads_with_its_range() {
    let view = pay("junior frontend, Warsaw");
    assert!(view.median().half_width > 0.16, "a guess: {}", view.median().half_width);
    let (_, html) = page("/pay?q=junior+frontend,+Warsaw");
    let (low, high) = view.median().ends();
    let heading = between(&html, "<div class=\"answer\">", "<h1>", "</h1>");
    assert_eq!(heading, format!("Somewhere between {low} and {high} a year"));
}

#[test]
fn freelance_work_is_told_by_the_hour() {
    let (_, html) = page("/pay?q=senior+backend+freelance,+Germany");
    let heading = between(&html, "<div class=\"answer\">", "<h1>", "</h1>");
    assert!(heading.contains('€') && heading.ends_with("an hour"), "{heading}");
    let periods = between(&html, "aria-label=\"Show pay by\"", ">", "</nav>");
    assert!(periods.contains("Day") && !periods.contains("Year"), "{periods}");
}

#[test]
fn chips_ask_without_what_they_say() {
    let (_, html) = page("/pay?q=senior+backend,+Seattle,+Rust");
    let chips = between(&html, "class=\"read\"", ">", "</p>");
    let without_rust = "/pay?q=Backend+developer%2C+Senior%2C+Seattle-Tacoma-Bellevue%2C+WA\"";
    assert!(chips.contains(without_rust), "{chips}");
    assert!(chips.contains("chip took"), "what was taken is said");
    for part in html.split("href=\"/pay?").skip(1).take(30) {
        let to = part.split('"').next().unwrap_or_default().replace("&amp;", "&");
        let (page, _) = page(&format!("/pay?{to}"));
        assert_eq!(page.status, 200, "{to}");
    }
}

#[test]
fn a_comparison_names_no_winner_that_its_interval_does_not_bear_out() {
    let others = ["Austin", "San Francisco", "New York"];
    let request = CompareRequest {
        profile: ProfileText::new("senior backend, Seattle, Rust"),
        vs: others.map(str::to_owned).to_vec(),
        ..CompareRequest::default()
    };
    let view = request.ask(&asking()).expect("a comparison");
    let (page, html) =
        page("/compare?q=senior+backend,+Seattle,+Rust&vs=Austin&vs=San+Francisco&vs=New+York");
    assert_eq!((page.status, headings(&html)), (200, 1));
    let heading = between(&html, "<h1", ">", "</h1>");
    for (other, versus) in others.iter().zip(&view.versus) {
        let holds_zero = versus.change.low <= 0.0 && versus.change.high >= 0.0;
        let clause =
            heading.split("; ").find(|clause| clause.contains(other)).expect("each is named");
        assert_eq!(clause.contains("too close to call"), holds_zero, "{clause}");
        assert!(html.contains(&versus.p50.short()), "{other}");
        assert!(html.contains(&words::change(versus.change.share)), "{other}");
    }
}

#[test]
fn jobs_in_other_money_are_compared_in_that_of_the_first() {
    let (page, html) = page("/compare?q=senior+backend,+Seattle&vs=Berlin");
    assert_eq!(page.status, 200);
    let table = between(&html, "id=\"side-by-side\"", "<tbody", "</tbody>");
    assert!(table.contains('$') && !table.contains('€'), "{table}");
    let alone =
        html.split("href=\"/pay?").skip(1).map(|part| part.split('"').next().unwrap_or_default());
    for to in alone {
        let (page, _) = self::page(&format!("/pay?{}", to.replace("&amp;", "&")));
        assert_eq!(page.status, 200, "{to}");
    }
}

#[test]
fn a_comparison_that_cannot_be_made_keeps_what_was_typed() {
    let (page, html) = page("/compare?q=senior+backend,+Seattle&vs=qqxyzzy");
    assert_eq!(page.status, 422);
    assert!(
        html.contains("value=\"qqxyzzy\"") && html.contains("value=\"senior backend, Seattle\"")
    );
    let (page, _) = self::page("/compare?q=senior+backend&vs=a&vs=b&vs=c&vs=d");
    assert_eq!(page.status, 422);
}

#[test]
fn the_first_page_answers_examples_of_different_sureness() {
    let (page, html) = page("/");
    assert_eq!((page.status, headings(&html)), (200, 1));
    let examples: Vec<&str> = html.split("<span class=\"q\">").skip(1).collect();
    let question = |part: &&str| part.split('<').next().unwrap_or_default().to_owned();
    let words: Vec<String> =
        examples.iter().map(question).map(|question| pay(&question).sure.word).collect();
    assert_eq!(words.len(), 3, "{words:?}");
    assert!(words[0] != words[1] && words[1] != words[2] && words[0] != words[2], "{words:?}");
    // Doors lead to pages that there are.
    let doors = between(&html, "class=\"doors\"", ">", "</ul>");
    for part in doors.split("href=\"").skip(1) {
        let to = part.split('"').next().unwrap_or_default();
        assert!(to == "/docs" || pages::exists(to), "{to}");
    }
}

#[test]
fn what_lies_near_leads_to_answers() {
    let (page, html) = page("/pay/near?q=senior+backend+freelance,+Germany");
    assert_eq!((page.status, headings(&html)), (200, 1));
    let links: Vec<&str> = html.split("href=\"/pay?").skip(1).collect();
    assert!(links.len() > 15, "{}", links.len());
    for part in links {
        let to = part.split('"').next().unwrap_or_default().replace("&amp;", "&");
        let (page, _) = self::page(&format!("/pay?{to}"));
        assert_eq!(page.status, 200, "{to}");
    }
}

#[test]
fn figures_can_be_taken_along() {
    let (page, input) = pages::at(&asking(), "/pay?q=senior+backend,+Austin&file=figures.csv");
    let file = page.file(&input).expect("the table");
    let middle = pay("senior backend, Austin").median().amount;
    assert!(file.text.contains(&format!("{middle}")), "{}", file.text);
    let (page, input) = pages::at(&asking(), "/pay?q=senior+backend,+Austin&file=people.svg");
    assert!(page.file(&input).expect("the picture").text.starts_with("<svg"));
}
