//! The pages over HTTP: what they may load, what is kept and what never is, and that no input breaks one.
#![allow(missing_docs)]

mod common;

use std::sync::LazyLock;

use common::{Answer, Request, Running, encoded};
use goingrate_pages::pages::PAGES;

static SERVER: LazyLock<Running> = LazyLock::new(|| Running::start(&[("rate", "0")]));

fn html(path: &str) -> Answer {
    SERVER.ask(&Request::new("GET", path).with("accept", "text/html"))
}

/// The addresses of a page's links and of what it loads.
fn addresses(page: &str, attribute: &str) -> Vec<String> {
    let beginning = format!("{attribute}=\"");
    let parts = page.split(&beginning).skip(1);
    parts.filter_map(|part| Some(part.split_once('"')?.0.replace("&amp;", "&"))).collect()
}

#[test]
fn a_page_loads_its_own_files_alone_and_they_are_kept_for_a_year() {
    let page = html("/");
    assert_eq!(page.status, 200, "{}", page.head);
    let policy = page.header("content-security-policy").expect("a policy");
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    let text = page.text();
    assert!(!text.contains("<style") && !text.contains(" style=\""), "style inline");
    let scripts = addresses(&text, "src");
    assert_eq!(scripts.len(), 1, "{scripts:?}");
    let loaded = addresses(&text, "href").into_iter().chain(scripts);
    let assets: Vec<String> = loaded.filter(|to| to.starts_with("/assets/")).collect();
    assert!(assets.len() >= 3, "{assets:?}");
    for path in assets.iter().filter(|path| !path.ends_with(".txt")) {
        let asset = SERVER.get(path);
        assert_eq!(asset.status, 200, "{path}");
        assert!(asset.header("cache-control").expect("a time").contains("immutable"), "{path}");
    }
    assert!(!text.contains("http://") && !text.contains("src=\"http"), "something from elsewhere");
}

#[test]
fn a_page_is_kept_and_known_again() {
    let path = "/pay?q=senior+backend%2C+Seattle";
    let first = html(path);
    let tag = first.header("etag").expect("a tag").to_owned();
    assert_eq!(html(path).body, first.body);
    let again = SERVER.ask(&Request::new("GET", path).with("if-none-match", &tag));
    assert_eq!((again.status, again.body.len()), (304, 0));
    let other = html("/pay?q=senior+backend%2C+Austin");
    assert_ne!(other.header("etag"), Some(tag.as_str()));
    assert_eq!(SERVER.ask(&Request::new("HEAD", path)).status, 200);
}

#[test]
fn what_is_not_known_is_told_and_what_is_wrong_is_not_kept() {
    let page = html("/pay?q=qwertz");
    assert_eq!(page.status, 422);
    assert_eq!(page.header("cache-control"), Some("no-store"));
    let text = page.text();
    assert!(text.contains("role=\"alert\"") && text.contains("qwertz"), "{text}");
    assert!(text.contains("<title>Error:"), "the title says it");
}

/// Forms in which people say what they are paid.
const OWN_PAY: [(&str, &str); 4] = [
    ("/pay", "q=senior+backend%2C+Seattle&mine=183947"),
    ("/career", "q=senior+backend%2C+Seattle&pay=183947"),
    ("/offer", "q=senior+backend%2C+Seattle&base=183947"),
    ("/net", "text=183947%2C+Seattle"),
];

#[test]
fn what_is_sent_as_a_form_leaves_no_trace() {
    let media = "application/x-www-form-urlencoded";
    for (path, body) in OWN_PAY {
        let sent = SERVER.post(path, media, body);
        assert_eq!(sent.status, 200, "{path}: {}", sent.head);
        let addresses = [addresses(&sent.text(), "href"), addresses(&sent.text(), "action")];
        for to in addresses.concat() {
            assert!(!to.contains("183947") && !to.contains("183%2C947"), "{path}: {to}");
        }
    }
    for page in PAGES.iter().filter(|page| page.form) {
        let sent = SERVER.post(page.path, media, "q=senior+backend%2C+Seattle");
        assert_eq!(sent.header("cache-control"), Some("no-store"), "{}", page.path);
        assert!(sent.header("etag").is_none() && sent.status < 500, "{}", page.path);
    }
}

#[test]
fn forms_are_read_in_both_ways_and_refused_otherwise() {
    let whole = "--x\r\ncontent-disposition: form-data; name=\"q\"\r\n\r\nsenior backend, Austin\r\n--x--\r\n";
    let sent = SERVER.post("/pay", "multipart/form-data; boundary=x", whole);
    assert_eq!(sent.status, 200, "{}", sent.text());
    assert!(sent.text().contains("Austin"));
    assert_eq!(SERVER.post("/pay", "multipart/form-data; boundary=y", whole).status, 400);
    assert_eq!(SERVER.post("/pay", "multipart/form-data", whole).status, 400);
    assert_eq!(SERVER.post("/pay", "application/json", "{}").status, 415);
    assert_eq!(SERVER.post("/", "application/x-www-form-urlencoded", "q=1").status, 405);
    let large = "q=".to_owned() + &"a".repeat(3_000_000);
    assert_eq!(SERVER.post("/pay", "application/x-www-form-urlencoded", &large).status, 413);
}

#[test]
fn nothing_here_is_a_page_to_readers_and_a_problem_to_programs() {
    let page = html("/nowhere");
    assert_eq!((page.status, page.header("content-type")), (404, Some("text/html; charset=utf-8")));
    let problem = SERVER.ask(&Request::new("GET", "/nowhere").with("accept", "application/json"));
    assert_eq!(
        (problem.status, problem.header("content-type")),
        (404, Some("application/problem+json"))
    );
    let options = SERVER.ask(&Request::new("OPTIONS", "/pay"));
    assert_eq!((options.status, options.header("allow")), (204, Some("GET, HEAD, POST, OPTIONS")));
}

#[test]
fn suggestions_complete_what_is_being_typed() {
    let words = |typed: &str| -> Vec<String> {
        let found = SERVER.get(&format!("/suggest?q={}", encoded(typed))).json();
        let found = found.as_array().expect("a list").iter();
        found.map(|one| one["text"].as_str().expect("a text").to_owned()).collect()
    };
    assert!(words("senior back").iter().any(|text| text == "senior Backend developer"));
    assert!(words("senior backend, San Fr")[0].starts_with("senior backend, San Francisco"));
    assert!(words("senior ").is_empty() && words("").is_empty() && words("qqqq").is_empty());
    assert!(words("a").is_empty(), "one letter says nothing");
}

#[test]
fn the_reference_and_problems_are_pages_too() {
    for path in ["/docs", "/problems/unknown"] {
        let page = html(path);
        assert_eq!(page.status, 200, "{path}");
        assert!(page.text().contains("<main") && !page.text().contains("<style"), "{path}");
    }
}

/// Names of fields that pages have, and values of questions and nonsense.
const FIELDS: &[&str] = &[
    "q", "vs", "per", "net", "by", "page", "order", "file", "mine", "plan", "draws", "word",
    "verdict", "base",
];
const VALUES: &[&str] = &[
    "senior backend, Seattle",
    "junior",
    "Berlin",
    "Mexico",
    "freelance",
    "🦀",
    "<script>",
    "\"'>",
    "180k",
    "-1",
    "0",
    "1e309",
    "NaN",
    "99999999999999999999",
    "2026-13-45",
    "place",
    "hour",
    "yes",
    "%",
    "levels.csv",
    "[a]\nb = 1",
    "us-41940",
    "salary-guide-2026",
    "backend-developer",
    "..",
    "a\u{0}b",
];

/// A generator of numbers that is the same in every run (a linear congruential one, after Knuth).
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % most
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

#[test]
fn no_input_breaks_a_page() {
    let mut random = Random(20);
    for _ in 0..400 {
        let page = &PAGES[random.below(PAGES.len())];
        // A slow page is asked less often.
        if page.slow && random.below(8) > 0 {
            continue;
        }
        let parts = page.path.split('/').map(|part| match part.starts_with('{') {
            true => encoded(random.of(VALUES)),
            false => part.to_owned(),
        });
        let path = parts.collect::<Vec<_>>().join("/");
        let pairs = (0..random.below(5)).map(|_| {
            let (field, value) = (random.of(FIELDS), random.of(VALUES));
            format!("{field}={}", encoded(value))
        });
        let query = pairs.collect::<Vec<_>>().join("&");
        let answer = match page.form && random.below(2) == 0 {
            true => SERVER.post(&path, "application/x-www-form-urlencoded", &query),
            false => SERVER.get(&format!("{path}?{query}")),
        };
        assert!((200..500).contains(&answer.status), "{path}?{query}: {}", answer.head);
        assert!(!answer.text().contains("<script>"), "{path}?{query} writes what it was given");
    }
}
