//! The pages of a career and of a hiring kit: what they say, what they refuse, and what they keep to themselves.
#![allow(missing_docs)]

use std::collections::HashSet;
use std::sync::LazyLock;

use goingrate::GoingRate;
use goingrate::ask::ProfileText;
use goingrate::request::{CareerRequest, KitRequest};
use goingrate_pages::charts::Picture;
use goingrate_pages::charts::band::Band;
use goingrate_pages::charts::fan::{Fan, Way};
use goingrate_pages::parts::said;
use goingrate_pages::{Input, Page, pages};
use goingrate_view::document::{Block, Document, kit as document_of, markdown};
use goingrate_view::money;
use goingrate_view::questions::{Ask, Asking};
use goingrate_view::views::career::CareerView;

static OPENED: LazyLock<GoingRate> = LazyLock::new(|| GoingRate::open().expect("the carried data"));

fn asking() -> Asking<'static> {
    Asking::new(&OPENED, "2026-11-30".parse().expect("a day"))
}

fn get(address: &str) -> (Page, Input) {
    pages::at(&asking(), address)
}

/// The status and the HTML.
fn html(address: &str) -> (u16, String) {
    let page = get(address).0;
    (page.status, page.html(&asking()))
}

fn career(text: &str, ways: &[&str]) -> CareerView {
    let way = ways.iter().map(|way| (*way).to_owned()).collect();
    let request =
        CareerRequest { profile: ProfileText::new(text), way, ..CareerRequest::default() };
    request.ask(&asking()).expect("an answer")
}

/// The values of an attribute.
fn values<'h>(html: &'h str, attribute: &str) -> Vec<&'h str> {
    let begins = format!(" {attribute}=\"");
    html.split(&begins).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// What every page has to keep to.
fn is_sound(html: &str) {
    assert_eq!(html.matches("<h1").count(), 1, "one h1");
    for word in ["NaN", "inf%", "undefined", " style=\"", "onclick"] {
        assert!(!html.contains(word), "{word} is on the page");
    }
    let mut known = HashSet::new();
    for id in values(html, "id") {
        assert!(known.insert(id), "two elements are called {id}");
    }
    for to in values(html, "href").into_iter().filter_map(|to| to.strip_prefix('#')) {
        assert!(known.contains(to), "a link leads to #{to}, which is not there");
    }
    for of in values(html, "for") {
        assert!(known.contains(of), "a label is for {of}, which is not there");
    }
}

#[test]
fn a_career_shows_the_figures_of_its_view() {
    let ways = ["Switzerland", "freelance"];
    let view = career("senior backend, Berlin", &ways);
    let (status, html) = html("/career?q=senior+backend,+Berlin&way=Switzerland;+freelance");
    assert_eq!(status, 200);
    is_sound(&html);
    for way in &view.ways {
        let total = money::about(way.total.p50, view.currency);
        assert!(html.contains(&total), "{}: {total} is missing", way.name);
        let at_the_end = money::about(way.pay[15].p50, view.currency);
        assert!(html.contains(&at_the_end), "{}: {at_the_end} is missing", way.name);
    }
    let must = view.ways[1].must_pay.as_ref().expect("a move has a pay");
    assert!(html.contains(&money::about(must.amount, view.currency)));
    assert!(html.contains(&format!("{:.0} of 100", view.ways[1].beats * 100.0)));
    assert!(html.contains(r"--way Switzerland --way freelance"), "the command");
}

#[test]
fn only_what_is_nearly_sure_is_called_better() {
    // Of the usual ways from Seattle none is better in nine cases of ten; Switzerland is, from Berlin.
    let sure = career("senior backend, Berlin", &["Switzerland"]);
    assert!(sure.ways[1].more.p10 > 0.0, "the data have changed: choose another sure way");
    let said = heading(&html("/career?q=senior+backend,+Berlin&way=Switzerland").1);
    assert!(said.contains("brings about") && said.contains("more than staying"), "{said}");
    let open = career("senior backend", &["Rust"]);
    assert!(open.ways[1].more.p10 < 0.0, "the data have changed: choose another open way");
    let said = heading(&html("/career?q=senior+backend&way=Rust").1);
    assert!(said.contains("of 100") && !said.contains("brings"), "{said}");
}

/// The largest words of a page.
fn heading(html: &str) -> String {
    let begun = html.split_once("<h1").and_then(|(_, rest)| rest.split_once('>'));
    begun.and_then(|(_, rest)| rest.split_once("</h1>")).expect("a heading").0.to_owned()
}

#[test]
fn own_pay_is_in_no_link() {
    let (page, input) = get("POST /career?q=senior+backend,+Berlin&pay=73210&way=Rust");
    let html = page.html(&asking());
    assert_eq!(page.status, 200);
    is_sound(&html);
    assert!(input.is_posted() && html.contains("value=\"73210\""), "the form keeps it");
    for attribute in ["href", "action"] {
        for to in values(&html, attribute) {
            assert!(!to.contains("73210") && !to.contains("pay="), "{to}");
            assert!(
                !to.contains("file="),
                "{to}: a file of the page would be asked for by address"
            );
        }
    }
    assert!(!page.title.contains('€'), "a title is kept in the history: {}", page.title);
    assert!(html.contains("you now, €73.2k"), "the picture shows where they stand");
    assert!(!html.contains("--pay"), "the command is for passing on");
}

#[test]
fn own_pay_within_the_text_is_in_no_link_either() {
    let (_, html) = html("POST /career?q=senior+backend,+Berlin,+73210+EUR&way=Rust");
    assert!(html.contains("taken as what is earned now"), "the text is read as own pay");
    for to in values(&html, "href") {
        assert!(!to.contains("73210"), "{to}");
    }
}

#[test]
fn own_pay_in_an_address_is_left_out_and_told() {
    let with = html("/career?q=senior+backend,+Berlin&way=Rust&pay=200k");
    let without = html("/career?q=senior+backend,+Berlin&way=Rust");
    assert!(
        with.1.contains("Your pay was left out") && !without.1.contains("Your pay was left out")
    );
    assert!(!with.1.contains("200k") && !with.1.contains("€200"), "it is not used");
    assert!(with.1.contains("file=ways.csv") && without.1.contains("file=ways.csv"));
    let only = html("/career?pay=200k");
    assert!(only.1.contains("Your pay was left out") && !only.1.contains("200k"));
    let wrong = html("/career?q=senior+backend&way=xyzzyx&pay=200k");
    assert!(wrong.0 == 422 && wrong.1.contains("Your pay was left out"));
}

#[test]
fn a_form_without_own_pay_has_a_link_that_carries_all_of_it() {
    let (_, html) = html("POST /career?q=mid+backend,+Austin&way=Rust&horizon=5&goal=250k");
    let link = "/career?q=mid+backend%2C+Austin&amp;way=Rust&amp;horizon=5&amp;goal=250k";
    assert!(values(&html, "href").contains(&link), "{link} is missing");
    is_sound(&html);
    assert!(html.contains("When $250k is reached"));
    assert!(html.contains("over 5 years"));
}

#[test]
fn what_cannot_be_read_is_told_at_its_field_and_kept() {
    for (fields, field, kept) in [
        ("q=senior+backend&way=xyzzyx", "way", "xyzzyx"),
        ("q=senior+backend&horizon=soon", "horizon", "soon"),
        ("q=senior+backend&horizon=99", "horizon", "99"),
        ("q=senior+backend&horizon=-1", "horizon", "-1"),
        ("q=senior+backend&horizon=99999999999", "horizon", "99999999999"),
        ("q=senior+backend&goal=-5", "goal", "-5"),
        ("q=senior+backend&goal=nonsense", "goal", "nonsense"),
        ("q=senior+backend&discount=4000%25", "discount", "4000%"),
        ("q=senior+backend&currency=XXX", "currency", "XXX"),
        ("q=senior+backend&assume=foo%3D1", "assume", "foo=1"),
        ("q=freelance+backend", "q", "freelance backend"),
        ("q=zzzz+qqqq", "q", "zzzz qqqq"),
        ("way=Rust", "q", "Rust"),
    ] {
        let (status, html) = html(&format!("POST /career?{fields}"));
        assert_eq!(status, 422, "{fields}");
        is_sound(&html);
        assert!(html.contains("<title>Error: "), "{fields}");
        assert!(html.contains("role=\"alert\""), "{fields}");
        assert!(html.contains(&format!("id=\"{field}-wrong\"")), "{fields}: not told at {field}");
        assert!(html.contains(&format!("value=\"{kept}\"")), "{fields}: {kept} is not kept");
    }
    let (status, html) = html("POST /career?q=senior+backend&pay=lots");
    assert!(status == 422 && html.contains("id=\"pay-wrong\"") && html.contains("value=\"lots\""));
}

#[test]
fn any_text_gives_a_page() {
    let long = "a".repeat(20_000);
    for text in ["<script>alert(1)</script>", "%00", "💰💰", "'; drop", &long, ",,,,", "%FF"] {
        for page in ["/career", "/kit"] {
            let (status, html) = html(&format!("{page}?q={text}"));
            assert!([200, 422].contains(&status), "{page}: {status}");
            assert!(!html.contains("<script>alert"), "a text became a tag");
            is_sound(&html);
        }
    }
}

#[test]
fn places_without_law_or_prices_are_told() {
    let view = career("junior qa, Lagos", &["Rust", "Berlin"]);
    assert!(!view.after_tax, "the data have changed: choose a place without rules of tax");
    let (status, html) = html("/career?q=junior+qa,+Lagos&way=Rust;Berlin");
    assert_eq!(status, 200);
    is_sound(&html);
    assert!(html.contains("is left before tax") && !html.contains("Left after tax"));
    let pounds = self::html("/career?q=senior+backend,+Berlin&way=Rust&currency=gbp").1;
    assert!(pounds.contains("in GBP of today") && pounds.contains('£'));
}

#[test]
fn the_first_pages_ask_and_answer_nothing() {
    for (address, examples) in [("/career", "/career?q="), ("/kit", "/kit?q=")] {
        let (status, html) = html(address);
        assert_eq!(status, 200);
        is_sound(&html);
        assert!(html.contains("name=\"q\"") && !html.contains("role=\"alert\""));
        let links: Vec<&str> =
            values(&html, "href").into_iter().filter(|to| to.starts_with(examples)).collect();
        assert!(links.len() >= 3, "{links:?}");
        for link in links {
            assert_eq!(get(&link.replace("&amp;", "&")).0.status, 200, "{link}");
        }
    }
    assert!(html("/career").1.contains("method=\"post\""), "own pay is posted");
}

#[test]
fn files_are_of_the_figures() {
    let file = |address: &str| {
        let (page, input) = get(address);
        page.file(&input).cloned().unwrap_or_else(|| panic!("{address}: no file"))
    };
    let ways = file("/career?q=senior+backend,+Berlin&way=Rust&file=ways.csv");
    let view = career("senior backend, Berlin", &["Rust"]);
    assert!(ways.text.contains(&view.ways[1].more.p50.to_string()), "{}", ways.text);
    let svg = file("/career?q=senior+backend,+Berlin&way=Rust&file=years.svg");
    assert!(svg.text.starts_with("<svg") && svg.text.contains("Learning Rust"));
    let kit = file("/kit?q=senior+backend,+Python,+Berlin&file=kit.md");
    assert_eq!(kit.media, "text/markdown; charset=utf-8");
    assert_eq!(kit.text, markdown(&kit_document("senior backend, Python, Berlin")));
    let range = file("/kit?q=senior+backend,+Python,+Berlin&file=range.csv");
    assert!(range.text.contains("Low end of the advert"), "{}", range.text);
}

fn kit_document(text: &str) -> Document {
    let request = KitRequest { profile: ProfileText::new(text), ..KitRequest::default() };
    document_of(&request.ask(&asking()).expect("a kit"))
}

#[test]
fn a_kit_has_every_block_of_its_document() {
    let text = "senior backend, Python, Berlin";
    let (status, html) = html("/kit?q=senior+backend,+Python,+Berlin");
    assert_eq!(status, 200);
    is_sound(&html);
    let plain = text_of(&html);
    let holds = |said: &str| {
        // Links and code change what stands around them: the words before the first are enough.
        let said = said.split(['`', '(']).next().unwrap_or(said).replace(" %", "%");
        assert!(plain.contains(said.trim()), "“{said}” is missing");
    };
    for block in &kit_document(text).blocks {
        match block {
            Block::Answer(_) => {}
            Block::Section(said) | Block::Heading(said) | Block::Paragraph(said) => holds(said),
            Block::Note(said) | Block::Caution(said) => holds(said),
            Block::Bullets(items) | Block::Checks(items) => items.iter().for_each(|one| holds(one)),
            Block::Item { head, parts } => {
                holds(head);
                parts.iter().for_each(|(_, said)| holds(said));
            }
            Block::Table(grid) => grid.rows.iter().flatten().for_each(|cell| holds(cell)),
        }
    }
    let view = KitRequest { profile: ProfileText::new(text), ..KitRequest::default() };
    let pay = view.ask(&asking()).expect("a kit").pay;
    let [low, high] = [pay.low, pay.high].map(|amount| money::exact(amount, pay.currency));
    assert!(plain.contains(&format!("Publish {low} to {high} a year")));
    assert_eq!(html.matches("goingrate kit ").count(), 1, "the command, once");
    assert!(html.contains("id=\"range\"") && html.contains("id=\"mistakes\""), "the pictures");
}

/// The text of a page without its tags.
fn text_of(html: &str) -> String {
    let pieces = html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
    let text: String = pieces.collect();
    text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"")
}

#[test]
fn a_kit_tells_what_it_cannot_read() {
    for (fields, field) in [
        ("q=freelance+backend,+Berlin", "q"),
        ("q=sales+manager", "q"),
        ("q=senior+backend&currency=XXX", "currency"),
        ("q=senior+backend&assume=foo%3D1", "assume"),
        ("per=month", "q"),
    ] {
        let (status, html) = html(&format!("/kit?{fields}"));
        assert_eq!(status, 422, "{fields}");
        is_sound(&html);
        assert!(html.contains(&format!("id=\"{field}-wrong\"")), "{fields}: not told at {field}");
    }
    let (status, html) = html("/kit?q=senior+backend&per=decade");
    assert!(status == 422 && html.contains("“decade” is no period"), "{status}");
}

#[test]
fn a_kit_is_shown_for_another_period_and_currency() {
    let (status, html) = html("/kit?q=senior+backend,+Mumbai,+COBOL&per=month&currency=eur");
    assert_eq!(status, 200);
    is_sound(&html);
    assert!(html.contains("a month</h1>") && html.contains("Publish €"));
    assert!(html.contains("We have no questions on COBOL"), "what is missing is told");
    assert!(html.contains("--per month --currency eur"));
}

#[test]
fn pages_are_light() {
    // Compressed they are a sixth of that; the budget is 20 KB.
    for address in ["/career?q=senior+backend,+Berlin", "/kit?q=senior+backend,+Python,+Go,+Kafka"]
    {
        let bytes = html(address).1.len();
        assert!(bytes < 110_000, "{address}: {bytes} bytes");
    }
}

/// Both widths hold all of their texts, and no two texts of one cover each other.
fn holds_its_labels(picture: &Picture) {
    for drawing in [&picture.wide, &picture.narrow] {
        assert!(!drawing.marks.contains("NaN") && !drawing.marks.contains(" style="));
        for (at, label) in drawing.labels.iter().enumerate() {
            let [left, top, right, bottom] = label.bounds;
            let inside = left >= -1.0 && right <= drawing.width + 1.0 && top >= -1.0;
            assert!(inside && bottom <= drawing.height + 1.0, "{label:?} leaves the frame");
            for other in &drawing.labels[at + 1..] {
                let [l, t, r, b] = other.bounds;
                let apart = right <= l || r <= left || bottom <= t || b <= top;
                assert!(apart, "{label:?} lies over {other:?}");
            }
        }
    }
}

fn way(name: &str, from: f64, to: f64) -> Way {
    let middle = |year: usize| from + (to - from) * year as f64 / 15.0;
    let years = (0..=15).map(|year| {
        let doubt = 0.02 * year as f64;
        [middle(year) * (1.0 - doubt), middle(year), middle(year) * (1.0 + doubt)]
    });
    Way { name: name.into(), years: years.collect(), at_the_end: "$221k ($146k–$330k)".into() }
}

fn fan(ends: [f64; 3]) -> Fan {
    let names = ["Staying", "Joining a top-tier technology company", "Going into management"];
    let ways = names.iter().zip(ends).map(|(name, end)| way(name, 162e3, end)).collect();
    Fan {
        ways,
        you: Some((162e3, "you now, $162k".into())),
        goal: Some((250e3, "your goal, $250k".into())),
        tick: Box::new(|amount| format!("${:.0}k", amount / 1e3)),
    }
}

#[test]
fn labels_of_ways_neither_overlap_nor_leave_the_frame() {
    holds_its_labels(&fan([176e3, 221e3, 197e3]).picture("pay"));
    holds_its_labels(&fan([200e3, 201e3, 199e3]).picture("pay"));
    holds_its_labels(&fan([300e3, 301e3, 302e3]).picture("pay"));
    holds_its_labels(&fan([20e3, 21e3, 22e3]).picture("pay"));
}

#[test]
fn three_ways_are_drawn_and_no_fourth() {
    let mut fan = fan([176e3, 221e3, 197e3]);
    fan.ways.push(way("Founding a company", 162e3, 90e3));
    let picture = fan.picture("pay");
    assert_eq!(picture.wide.marks.matches("class=\"ln ").count(), 3);
    assert!(!picture.wide.marks.contains("Founding"));
}

#[test]
fn nothing_to_draw_is_no_picture_and_no_panic() {
    let empty = Fan { ways: Vec::new(), you: None, goal: None, tick: Box::new(|_| "".into()) };
    assert_eq!(empty.picture("pay").wide.height, 1.0);
    let flat = Way { years: vec![[1.0; 3]; 3], ..way("Staying", 1.0, 1.0) };
    assert_eq!(Fan { ways: vec![flat], ..empty }.picture("pay").wide.height, 1.0);
}

fn band(market: [f64; 5], ends: [f64; 2]) -> Picture {
    let amount = Box::new(|amount: f64| format!("${:.1}k", amount / 1e3));
    let band = Band { ends, said: "publish $140,000 to $185,000".into(), market, amount };
    let picture = band.picture("a range");
    holds_its_labels(&picture);
    picture
}

#[test]
fn labels_of_ranges_neither_overlap_nor_leave_the_frame() {
    let usual = band([104e3, 129e3, 162e3, 201e3, 243e3], [140e3, 185e3]);
    let has = |text: &str| usual.wide.labels.iter().any(|label| label.text == text);
    assert!(has("the middle") && has("1 in 10 earns less") && has("a quarter more"));
    band([7e3, 11e3, 18e3, 29e3, 42e3], [15e3, 21e3]);
    band([99e3, 99.5e3, 100e3, 100.5e3, 101e3], [90e3, 150e3]);
    band([0.0; 5], [0.0, 0.0]);
}

#[test]
fn texts_have_code_and_links_and_no_tags() {
    let check = |text: &str, html: &str| assert_eq!(said(text).into_string(), html);
    check("a `b<c>` d", "a <code>b&lt;c&gt;</code> d");
    check("a ` b & c", "a ` b &amp; c");
    check("13 % of <b>", "13% of &lt;b&gt;");
    check(
        "Law (https://www.example.org/a?b, read 2026) x",
        "Law (<a href=\"https://www.example.org/a?b\" rel=\"noreferrer\">example.org</a>, read 2026) x",
    );
}
