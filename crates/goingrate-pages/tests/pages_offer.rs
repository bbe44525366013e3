//! Offer, net and rate: what is shown is what the views say, what is wrong is told beside its field, and
//! nobody's own pay gets into an address.

use std::sync::LazyLock;

use goingrate::GoingRate;
use goingrate::ask::{ProfileText, Text};
use goingrate::request::{NetRequest, OfferRequest, PlanText, RateRequest};
use goingrate_pages::charts::rows::Ink;
use goingrate_pages::charts::years::{Column, Group, Layer, Years};
use goingrate_pages::{Input, Page, pages, words};
use goingrate_view::money;
use goingrate_view::questions::{Ask, Asking};
use goingrate_view::views::offer::OfferView;

static GOING_RATE: LazyLock<GoingRate> =
    LazyLock::new(|| GoingRate::open().expect("the carried data"));

fn asking() -> Asking<'static> {
    Asking::new(&GOING_RATE, "2026-11-30".parse().expect("a day"))
}

/// A page asked by address, or posted with fields.
fn get(address: &str) -> (Page, String) {
    let (page, _) = pages::at(&asking(), address);
    let html = page.html(&asking());
    (page, html)
}

fn post(path: &str, fields: &[(&str, &str)]) -> (Page, String) {
    let pairs = fields.iter().map(|(name, value)| (name.to_string(), value.to_string()));
    let page = pages::PAGES.iter().find(|page| page.path == path).expect("the page");
    let page = page.make(&asking(), &Input::new(path, Vec::new(), pairs).posted());
    let html = page.html(&asking());
    (page, html)
}

const TWO: &[(&str, &str)] = &[
    ("q", "senior backend, Google, Seattle"),
    ("base", "190,123"),
    ("bonus", "15%"),
    ("sign_on", "31,007"),
    ("shares", "300k"),
    ("listed", "yes"),
    ("vesting", "4y-quarter"),
    ("q2", "startup, remote"),
    ("base2", "165,321"),
    ("bonus2", "5%"),
    ("shares2", "250k"),
    ("listed2", "no"),
];

/// The same two offers as somebody writes them in a file.
const FILE: &str = r#"
[[offer]]
who = "senior backend, Google, Seattle"
base = "190,123"
bonus = "15%"
sign_on = "31,007"
[[offer.rsu]]
value = "300k"
listed = true
over = "4y"
every = "quarter"
cliff = "12mo"
[[offer]]
who = "startup, remote, Senior, Backend developer"
base = "165,321"
bonus = "5%"
[[offer.rsu]]
value = "250k"
listed = false
"#;

fn view(file: &str) -> OfferView {
    let offers = vec![PlanText::Toml(file.to_owned())];
    let request = OfferRequest { offers, negotiate: true, ..OfferRequest::default() };
    request.ask(&asking()).expect("the offers")
}

/// The values of all addresses of a page.
fn addresses(html: &str) -> Vec<&str> {
    let marks = ["href=\"", "action=\"", "src=\""];
    let of =
        |mark: &'static str| html.split(mark).skip(1).filter_map(|rest| rest.split('"').next());
    marks.into_iter().flat_map(of).collect()
}

#[test]
fn two_offers_show_what_the_view_says() {
    let (page, html) = post("/offer", TWO);
    let view = view(FILE);
    assert_eq!(page.status, 200);
    let worth = words::tight(&view.answer[0]);
    assert!(html.contains(&worth), "{worth}");
    for offer in &view.offers {
        let middle = money::about(offer.total.p50, view.currency);
        assert!(html.contains(&middle), "{middle} of {}", offer.letter);
        for year in &offer.years {
            let sum = money::about(year.before_tax.mean, view.currency);
            assert!(html.contains(&format!(">{sum}</text>")), "{sum}");
        }
    }
    for asks in &view.asks {
        assert!(!asks.asks.is_empty());
        for ask in &asks.asks {
            let expected = money::about(ask.expected, asks.currency);
            assert!(html.contains(&expected), "{expected}");
        }
    }
    let chance = (view.pairs[0].better.max(1.0 - view.pairs[0].better) * 100.0).round();
    assert!(html.contains(&format!("in {chance} of 100 cases</h1>")), "{chance}");
    assert!(html.contains("taken from A: Senior, Backend developer"));
}

#[test]
fn a_sure_difference_names_the_winner_and_an_open_one_does_not() {
    let two = |base2: &'static str| {
        [("q", "senior backend, Seattle"), ("base", "180k"), ("base2", base2)]
    };
    let (_, sure) = post("/offer", &two("240k"));
    assert!(sure.contains("<h1 class=\"as-h2\">B is worth "), "no winner");
    let (_, alike) = post("/offer", &two("180k"));
    assert!(!alike.contains("B is worth $"), "a winner of two alike");
    assert!(alike.contains("Too close to call") || alike.contains("of 100 cases</h1>"));
}

#[test]
fn one_offer_says_whether_its_base_is_fair() {
    let low = [("q", "senior backend, Seattle"), ("base", "90k")];
    let high = [("q", "senior backend, Seattle"), ("base", "450k")];
    assert!(post("/offer", &low).1.contains("A low base: above what"));
    assert!(post("/offer", &high).1.contains("A high base: above what"));
    let (_, html) = post("/offer", &low);
    assert!(html.contains("Put a second offer beside it"));
}

#[test]
fn no_own_pay_gets_into_an_address() {
    let (_, html) = post("/offer", TWO);
    let (_, net) =
        post("/net", &[("text", "148,321, Seattle"), ("bonus", "20,123"), ("vs", "Austin")]);
    for html in [&html, &net] {
        for address in addresses(html) {
            for secret in [
                "190",
                "165%2C321",
                "165,321",
                "31%2C007",
                "31,007",
                "300k",
                "250k",
                "148",
                "20%2C123",
            ] {
                let hashed = address.starts_with("/assets/") || address.starts_with("https://");
                assert!(hashed || !address.contains(secret), "{secret} in {address}");
            }
        }
        assert!(html.contains("method=\"post\""));
        assert!(!html.contains("?file="), "a download of own pay has an address");
    }
    // An address with somebody's pay is neither answered nor written into the page.
    for address in ["/offer?q=senior+backend+190k&base=180321", "/net?text=148321,+Seattle"] {
        let (page, html) = get(address);
        assert_eq!(page.status, 200);
        assert!(
            !html.contains("180321") && !html.contains("148321") && !html.contains("190k, "),
            "{address}"
        );
    }
}

#[test]
fn what_is_wrong_stands_at_its_field_with_what_was_typed() {
    let wrong = |fields: &[(&str, &str)], field: &str, told: &str| {
        let (page, html) = post("/offer", fields);
        assert_eq!(page.status, 422, "{fields:?}");
        assert!(page.title.starts_with("Error:"), "{}", page.title);
        assert!(html.contains(&format!("id=\"{field}-wrong\"")), "{field}: {fields:?}");
        assert!(html.contains(told), "{told}");
        for (_, value) in fields {
            assert!(html.contains(value), "{value} is lost");
        }
    };
    let work = ("q", "senior backend, Seattle");
    wrong(&[("base", "180k")], "q", "whose work");
    wrong(&[work], "base", "base salary");
    wrong(&[work, ("base", "lots")], "base", "lots");
    wrong(&[work, ("base", "180k"), ("q2", "Berlin")], "base2", "of B");
    wrong(&[work, ("base", "180k"), ("base2", "much")], "base2", "much");
    wrong(&[work, ("base", "180k"), ("bonus", "900%")], "bonus", "900%");
    wrong(&[work, ("base", "180k"), ("sign_on", "none at all")], "sign_on", "none at all");
    wrong(&[work, ("base", "180k"), ("base2", "1"), ("shares2", "xyz")], "shares2", "xyz");
    wrong(&[work, ("base", "180k"), ("years", "0")], "years", "0");
    wrong(&[("q", "senior xyzzyq, Qwertyville"), ("base", "180k")], "q", "xyzzyq");
    let hint = post("/offer", &[work, ("base", "180k"), ("bonus", "900%")]).1;
    assert!(!hint.contains("bonus = "), "a hint speaks of files to who wrote none");
}

#[test]
fn any_input_gives_a_page() {
    let long = "9".repeat(20_000);
    let odd = ["\u{0}", "<script>", "=\"x\" [[offer]]", "''' \"\"\"", "1e400", "-5", "NaN", &long];
    for value in odd {
        for field in
            ["q", "base", "shares", "bonus2", "vesting", "listed", "filing", "currency", "plan"]
        {
            let mut fields = vec![("q", "senior backend, Seattle"), ("base", "180k")];
            fields.retain(|(name, _)| *name != field);
            fields.push((field, value));
            let (page, html) = post("/offer", &fields);
            assert!(matches!(page.status, 200 | 422), "{field}");
            assert!(!html.contains("<script>"), "{field}: {value}");
        }
        for field in ["text", "bonus", "vs", "year", "filing", "regime", "saving"] {
            let mut fields = vec![("text", "148000, Seattle")];
            fields.retain(|(name, _)| *name != field);
            fields.push((field, value));
            assert!(matches!(post("/net", &fields).0.status, 200 | 422), "{field}");
        }
        for field in ["q", "same_as", "billable_hours", "assume", "per", "currency", "engagement"] {
            let mut fields = vec![("q", "senior backend, Seattle")];
            fields.retain(|(name, _)| *name != field);
            fields.push((field, value));
            let pairs = fields.iter().map(|(name, value)| (name.to_string(), value.to_string()));
            let page = pages::PAGES.iter().find(|page| page.path == "/rate").unwrap();
            let page = page.make(&asking(), &Input::new("/rate", Vec::new(), pairs));
            assert!(matches!(page.status, 200 | 422), "{field}");
        }
    }
}

#[test]
fn the_file_that_is_shown_gives_the_same_answer_back() {
    let awkward =
        [("q", "senior backend, Seattle"), ("base", "180k"), ("shares", "140k"), ("years", "3")];
    let (_, first) = post("/offer", &awkward);
    let file = textarea(&first, "plan");
    assert!(file.contains("[[offer]]") && file.contains("180k"), "{file}");
    let (page, second) = post("/offer", &[("plan", &file)]);
    assert_eq!(page.status, 200, "{file}");
    let answer = |html: &str| {
        html.split("class=\"then\">").nth(1).unwrap().split("</p>").next().unwrap().to_owned()
    };
    assert_eq!(answer(&first), answer(&second));
    let (page, html) = post("/offer", &[("plan", "who = \"senior backend\"\nbase = 1k\n")]);
    assert_eq!(page.status, 422);
    assert!(html.contains("id=\"plan-wrong\"") && html.contains("base = 1k"));
}

/// The text of a text area.
fn textarea(html: &str, id: &str) -> String {
    let from = html.split(&format!("id=\"{id}\"")).nth(1).expect("the text area");
    let text = from.split_once('>').unwrap().1.split("</textarea>").next().unwrap();
    text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

#[test]
fn a_place_without_law_or_exchange_rate_is_told_before_tax() {
    let (page, html) = post("/offer", &[("q", "senior backend, Lagos"), ("base", "30k USD")]);
    assert_eq!(page.status, 200);
    assert!(html.contains("before tax over") && html.contains("No rule of tax is carried"));
    let (page, html) = post("/net", &[("text", "30000 USD, Lagos")]);
    assert_eq!(page.status, 422);
    assert!(
        html.contains("We have no tax rules for Nigeria yet") && html.contains("30000 USD, Lagos")
    );
    let (page, html) = get("/rate?q=senior+backend,+Lagos");
    assert_eq!(page.status, 200);
    assert!(html.contains("<h1>Somewhere between $"), "a guess leads with its range");
    assert!(html.contains("No salary is held against it"));
}

#[test]
fn offers_of_two_currencies_stand_in_their_own_and_are_compared_in_one() {
    let fields =
        [("q", "senior backend, Berlin"), ("base", "95k"), ("q2", "Zurich"), ("base2", "140k")];
    let (page, html) = post("/offer", &fields);
    assert_eq!(page.status, 200);
    assert!(html.contains("id=\"base-market\"") && html.contains("id=\"base-market-2\""));
    assert!(html.contains("at the prices of Berlin") && html.contains("CHF"));
}

#[test]
fn net_shows_each_line_with_its_law() {
    let (page, html) =
        post("/net", &[("text", "148000, Seattle"), ("vs", "Austin"), ("all_states", "yes")]);
    assert_eq!(page.status, 200);
    let request = NetRequest {
        text: Text::from("148000, Seattle"),
        vs: vec!["Austin".into()],
        all_states: true,
        ..NetRequest::default()
    };
    let view = request.ask(&asking()).expect("the net");
    let of = &view.take_home;
    let about = |amount: f64| money::about(amount, of.currency);
    assert!(html.contains(&format!("{} is left of {}</h1>", about(of.net), about(of.gross))));
    for line in of.lines.iter().filter(|line| line.counts.is_some() && line.amount != 0.0) {
        let taken = money::exact(-line.amount.round(), of.currency);
        assert!(html.contains(&taken), "{taken} of {}", line.what);
        assert!(html.contains(&line.rules[0].url), "no source of {}", line.what);
    }
    assert_eq!(view.states.len(), 51);
    assert!(view.states.iter().all(|state| html.contains(&state.place_name)));
    assert!(html.contains(&about(view.versus[0].net_in_first)));
}

#[test]
fn net_takes_freelance_work_and_refuses_an_employer_of_it() {
    let (page, html) = post("/net", &[("text", "95/h, Texas"), ("regime", "freelance")]);
    assert_eq!(page.status, 200);
    assert!(html.contains("Work as freelance") && html.contains("A year is"));
    let both = [("text", "95/h, Texas"), ("regime", "freelance"), ("employer", "yes")];
    assert_eq!(post("/net", &both).0.status, 422);
    assert_eq!(post("/net", &[("text", "70k, Berlin"), ("filing", "group")]).0.status, 422);
    assert_eq!(post("/net", &[("text", "148000")]).0.status, 422);
}

#[test]
fn rate_shows_all_ways_and_turns_the_middle_salary() {
    let (page, html) = get("/rate?q=senior+backend,+Seattle");
    assert_eq!(page.status, 200);
    let request = RateRequest {
        profile: ProfileText::new("senior backend, Seattle"),
        ..RateRequest::default()
    };
    let view = request.ask(&asking()).expect("the rate");
    assert!(
        html.contains(&format!("<h1>About {} an hour</h1>", words::about(view.market.median())))
    );
    for way in ["Freelancer", "Agency", "Dedicated team"] {
        assert!(html.contains(&format!(">{way}</text>")), "{way}");
    }
    assert!(html.contains("The middle salary of such employees, $"));
    let (_, csv) = {
        let (page, input) = pages::at(&asking(), "/rate?q=senior+backend,+Seattle&file=ways.csv");
        let file = page.file(&input).expect("the file").text.clone();
        (page, file)
    };
    assert_eq!(csv.lines().count(), 4, "{csv}");
    assert!(csv.contains(&view.market.median().amount.to_string()), "{csv}");
}

#[test]
fn rate_turns_what_is_given_and_keeps_to_the_way_that_is_said() {
    let (_, html) = get("/rate?q=senior+backend,+Berlin&same_as=95/h&billable_hours=1200");
    assert!(html.contains("€95 an hour is worth €") && html.contains("at 1,200 hours"));
    let (_, html) = get("/rate?q=senior+backend,+agency,+Seattle");
    assert!(html.contains("says who does it") && !html.contains(">Dedicated team</text>"));
    assert_eq!(get("/rate?q=senior+backend&billable_hours=9000").0.status, 422);
    assert_eq!(get("/rate?q=senior+backend&per=decade").0.status, 422);
    let (page, html) = get("/rate?q=senior+backend&same_as=lots");
    assert_eq!(page.status, 422);
    assert!(html.contains("id=\"same_as-wrong\""));
}

#[test]
fn pages_are_light_and_well_formed() {
    let all = [
        post("/offer", TWO),
        post("/net", &[("text", "148000, Seattle")]),
        get("/rate?q=senior+backend"),
        get("/offer"),
        get("/net"),
        get("/rate"),
    ];
    for (page, html) in all {
        assert!(html.len() < 80_000, "{}: {} bytes", page.title, html.len());
        assert_eq!(html.matches("<h1").count(), 1, "{}", page.title);
        assert!(!html.contains(" style=") && !html.contains("<style"), "{}", page.title);
        assert!(!html.contains(" %"), "{}: a space before %", page.title);
        let ids: Vec<&str> =
            html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let mut once = ids.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(ids.len(), once.len(), "{}: {ids:?}", page.title);
    }
}

fn sample(name: &str, years: usize, shown: &str) -> Group {
    let layer = |amount, ink| Layer { amount, ink };
    let column = |at: usize| Column {
        layers: vec![
            layer(180e3, Ink::Money),
            layer(20e3, Ink::Part),
            layer(if at == 0 { 30e3 } else { 0.0 }, Ink::Pale),
            layer(50e3, Ink::Hatched),
            layer(if at == 0 { -40e3 } else { 0.0 }, Ink::Pale),
        ],
        shown: shown.to_owned(),
    };
    Group { name: name.to_owned(), columns: (0..years).map(column).collect() }
}

fn inks() -> Vec<(Ink, String)> {
    let words = [
        "base salary",
        "bonus and benefits",
        "below the line: left behind and costs",
        "shares and private shares or options",
    ];
    words.map(|words| (Ink::Part, words.to_owned())).to_vec()
}

fn no_overlap(years: &Years) {
    let picture = years.picture("pay by year");
    for drawing in [&picture.wide, &picture.narrow] {
        for (at, label) in drawing.labels.iter().enumerate() {
            let [left, top, right, bottom] = label.bounds;
            assert!(left >= -0.5 && right <= drawing.width + 0.5, "{label:?}");
            assert!(top >= -0.5 && bottom <= drawing.height + 0.5, "{label:?}");
            for other in &drawing.labels[at + 1..] {
                let [l, t, r, b] = other.bounds;
                let apart = right <= l || r <= left || bottom <= t || b <= top;
                assert!(apart, "{label:?} lies on {other:?}");
            }
        }
    }
}

#[test]
fn no_label_lies_on_another_or_outside() {
    for years in [1, 4, 9, 15, 30] {
        for shown in ["$263k", "₹1.05 crore", "−$12.5m"] {
            let a = sample("A: Harbor, Seattle", years, shown);
            let b = sample("B: a firm with a very long name in a far and foreign place", 4, shown);
            no_overlap(&Years { groups: vec![a.clone()], key: inks() });
            no_overlap(&Years { groups: vec![a.clone(), b.clone()], key: inks() });
            no_overlap(&Years { groups: vec![a, b.clone(), b], key: inks() });
        }
    }
    no_overlap(&Years::default());
}

#[test]
fn what_is_lost_hangs_below_and_makes_room() {
    let lost = |amount| {
        let layers =
            vec![Layer { amount: 100.0, ink: Ink::Money }, Layer { amount, ink: Ink::Pale }];
        let columns = vec![Column { layers, shown: "$60".into() }];
        let groups = vec![Group { name: "A".into(), columns }];
        Years { groups, key: Vec::new() }.picture("").wide.height
    };
    assert!(lost(-50.0) > lost(-10.0) && lost(-10.0) > lost(10.0));
}
