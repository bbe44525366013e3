//! The pages of a hire and of a project: that their figures are those of the views, that nothing that was
//! typed is lost or leaks, and that any input gives a page.

use std::sync::LazyLock;

use goingrate::GoingRate;
use goingrate::ask::{ProfileText, Text};
use goingrate::request::{HirePlacesRequest, HireRequest, PlannedRequest, ProjectRequest};
use goingrate_pages::charts::outcome::{Limit, Outcome};
use goingrate_pages::charts::spending::{Course, Crossing, Spending};
use goingrate_pages::charts::tornado::{Swing, Tornado};
use goingrate_pages::charts::{Drawing, Picture};
use goingrate_pages::parts::href;
use goingrate_pages::{Input, Page, pages};
use goingrate_view::money;
use goingrate_view::questions::{Ask, Asking};
use goingrate_view::views::hire::HireView;
use goingrate_view::views::project::ProjectView;

static GOING_RATE: LazyLock<GoingRate> = LazyLock::new(|| GoingRate::open().expect("the data"));

fn asking() -> Asking<'static> {
    Asking::new(&GOING_RATE, "2026-11-30".parse().expect("a day"))
}

fn at(address: &str) -> (Page, Input) {
    pages::at(&asking(), address)
}

fn html(address: &str) -> (u16, String) {
    let (page, _) = at(address);
    (page.status, page.html(&asking()))
}

fn file(address: &str) -> String {
    let (page, input) = at(address);
    page.file(&input).unwrap_or_else(|| panic!("no file at {address}")).text.clone()
}

fn posted(path: &str, fields: &[(&str, &str)]) -> String {
    format!("POST {}", href(path, fields))
}

const HIRE: &str = "/hire?q=senior+backend%2C+Berlin&for=18mo";
const PROJECT: &str = "/project?q=MVP%2C+booking%2C+payments&team=2+senior%2C+1+mid%2C+Ukraine%2C+agency&budget=60k&by=4+months";

fn hire_request(text: &str, months: &str) -> HireRequest {
    HireRequest {
        profile: ProfileText::new(text),
        months: Some(Text::from(months)),
        planned: PlannedRequest { draws: Some(20_000), ..PlannedRequest::default() },
        ..HireRequest::default()
    }
}

fn hire_view() -> &'static HireView {
    static VIEW: LazyLock<HireView> = LazyLock::new(|| {
        hire_request("senior backend, Berlin", "18mo").ask(&asking()).expect("an answer")
    });
    &VIEW
}

fn project_view() -> ProjectView {
    let request = ProjectRequest {
        text: "MVP, booking, payments".into(),
        team: Some("2 senior, 1 mid, Ukraine, agency".into()),
        budget: Some(Text::from("60k")),
        by: Some("4 months".into()),
        ..ProjectRequest::default()
    };
    request.ask(&asking()).expect("an answer")
}

#[test]
fn figures_of_a_hire_are_those_of_the_view() {
    let (status, html) = html(HIRE);
    assert_eq!(status, 200);
    let view = hire_view();
    for way in &view.ways {
        for amount in [way.month.p50, way.total.p50, way.hour.p50, way.hour.p90] {
            let shown = money::about(amount, view.currency);
            assert!(html.contains(&shown), "{} lacks {shown}", way.name);
        }
    }
    for step in &view.ways[0].waterfall {
        let shown = money::about(step.amount, view.currency);
        assert!(html.contains(&shown), "{} {shown}", step.what);
    }
    for swing in view.ways[0].tornado.iter().take(8) {
        let shown = money::about(swing.at_high, view.currency);
        assert!(html.contains(&shown), "{} {shown}", swing.what);
    }
    let year = money::about(view.ways[0].spent[12].p50, view.currency);
    let table = file(&format!("{HIRE}&file=spent.csv"));
    assert!(table.contains(&view.ways[0].spent[12].p50.to_string()), "{year} in {table}");
    assert_eq!(html.matches("<h1").count(), 1);
    for remark in &view.remarks {
        let told = goingrate_pages::words::tight(remark)
            .replace("found by own search", "found by the firm’s own search");
        assert!(html.contains(&told), "{remark}");
    }
}

#[test]
fn no_way_is_called_cheaper_where_the_difference_holds_zero() {
    let open = hire_view().pairs.iter().filter(|pair| pair.one == 0);
    assert!(open.clone().all(|pair| pair.more.p10 < 0.0 && pair.more.p90 > 0.0), "choose another");
    let (_, told) = html(HIRE);
    assert!(told.contains("Too close to call"));
    let (_, clear) = html("/hire?q=senior+backend%2C+San+Francisco&vs=India%2C+agency");
    assert!(
        clear.contains("The agency in India costs less than the employee in San Francisco"),
        "{clear}"
    );
    let (_, dear) = html("/hire?q=senior+backend%2C+India%2C+agency&vs=San+Francisco%2C+employee");
    assert!(dear.contains("The employee in San Francisco costs more than the agency in India"));
}

#[test]
fn a_plan_comes_back_with_the_same_figures() {
    let address = "/hire?q=senior+backend%2C+Rust%2C+Berlin&vs=Poland%2C+agency&for=2y&share=50%25&pay=95000&ends=yes&assume=bonus%3D10%25&set-attrition%3Aemployee=20%25";
    let plan = file(&format!("{address}&file=plan.toml"));
    for line in [
        "months = 24",
        "ends = true",
        "share = \"50%\"",
        "pay = \"95000\"",
        "\"bonus\" = \"10%\"",
        "\"attrition:employee\" = \"20%\"",
    ] {
        assert!(plan.contains(line), "{line} is not in {plan}");
    }
    let (status, page) = html(address);
    let (again, back) = html(&posted("/hire", &[("plan", &plan)]));
    assert_eq!((status, again), (200, 200), "{back}");
    let figures = |html: &str| {
        let from = html.find("id=\"ways\"").expect("the ways");
        html[from..].chars().take(6000).filter(|letter| letter.is_ascii_digit()).collect::<String>()
    };
    let table = |html: &str| {
        let from = html.find("<table id=\"ways\"").expect("the table");
        let to = html[from..].find("</table>").expect("its end");
        html[from..from + to].to_owned()
    };
    assert_eq!(table(&page), table(&back));
    assert!(!figures(&page).is_empty());
}

#[test]
fn a_plan_that_was_sent_is_in_no_address() {
    let plan = "months = 7\n[[way]]\nname = \"the Zebra team\"\n[[way.people]]\nwho = \"senior backend, Berlin\"\npay = \"91234\"\n";
    let (status, page) = html(&posted("/hire", &[("plan", plan)]));
    assert_eq!(status, 200, "{page}");
    assert!(page.contains("91234") && page.contains("The Zebra team"));
    for part in page.split("href=\"").skip(1) {
        let to = part.split('"').next().expect("an address");
        assert!(!["91234", "Zebra", "plan=", "file="].iter().any(|word| to.contains(word)), "{to}");
    }
    assert!(!page.contains("name=\"set-"), "fields of another form");
    let (status, page) = html(&posted(
        "/project",
        &[(
            "plan",
            "project = \"MVP, Zebra\"\nteam = \"1 senior, Poland\"\nbudget = \"91234 USD\"\n",
        )],
    ));
    assert!(page.contains("91234"), "{status}");
    for part in page.split("href=\"").skip(1) {
        let to = part.split('"').next().expect("an address");
        assert!(!to.contains("91234") && !to.contains("plan="), "{to}");
    }
}

#[test]
fn what_cannot_be_read_is_told_and_kept() {
    let long = "x".repeat(20_000);
    let long = format!("/hire?q={long}");
    let cases = [
        ("/hire?q=qwertzuiop", "qwertzuiop"),
        ("/hire?q=senior+backend&for=soon", "soon"),
        ("/hire?q=senior+backend&for=-3", "-3"),
        ("/hire?q=senior+backend&share=300%25", "300%"),
        ("/hire?q=senior+backend&pay=plenty", "plenty"),
        ("/hire?q=senior+backend&home=Atlantis", "Atlantis"),
        ("/hire?q=senior+backend&vs=Atlantis", "Atlantis"),
        ("/hire?q=senior+backend&recruiting=magic", "magic"),
        ("/hire?q=senior+backend&currency=XYZW", "XYZW"),
        ("/hire?q=senior+backend&assume=luck%3D3", "luck"),
        ("/hire?q=senior+backend&set-attrition=lots", "lots"),
        ("/hire?q=senior+backend&draws=9999999999", "9999999999"),
        ("/hire?q=senior+backend&draws=NaN", "NaN"),
        ("/hire?q=senior+backend&draws=3", "3"),
        (&long, "xxxx"),
        ("/hire/budget?q=senior+backend&budget=plenty", "plenty"),
        ("/hire/places?q=qwertzuiop", "qwertzuiop"),
        ("/hire/savings?q=qwertzuiop", "qwertzuiop"),
        ("/project?q=zebra", "zebra"),
        ("/project?q=MVP&team=3+wizards", "wizards"),
        ("/project?q=MVP&budget=plenty", "plenty"),
        ("/project?q=MVP&by=yesterday", "yesterday"),
        ("/project?q=MVP&confidence=200%25", "200%"),
        ("/project?q=MVP&past=a%2Fb", "a/b"),
        ("/project?q=MVP&start=never", "never"),
        ("/project?q=MVP&draws=1e9", "1e9"),
    ];
    for (address, typed) in cases {
        let (page, _) = at(address);
        let html = page.html(&asking());
        let short: String = address.chars().take(80).collect();
        assert_eq!(page.status, 422, "{short}");
        assert!(page.title.starts_with("Error: "), "{short}: {}", page.title);
        assert!(html.contains("role=\"alert\""), "{short}");
        assert!(html.contains(typed), "{short} loses {typed}");
        assert_eq!(html.matches("<h1").count(), 1, "{short}");
    }
    let (status, html) = html(&posted("/hire", &[("plan", "months = 3\nwhy = 4\n")]));
    assert_eq!(status, 422);
    assert!(html.contains("why = 4"), "the plan is kept");
}

#[test]
fn a_word_that_was_not_used_is_told_beside_the_answer() {
    let (status, html) = html("/hire?q=senior+backend+qwertzuiop%2C+Berlin");
    assert_eq!(status, 200);
    let sections = html.find("<section").expect("sections");
    assert!(html[..sections].contains("Not known and not used: “qwertzuiop”."), "{html}");
}

#[test]
fn any_question_gives_a_page() {
    let cases = [
        "/hire",
        "/hire?q=",
        "/project",
        "/project?by=3",
        "/hire/places",
        "/hire/budget?q=senior+backend",
        "/hire?q=senior+backend%2C+Nigeria",
        "/hire?q=senior+backend%2C+Berlin&currency=JPY&for=1mo",
        "/hire?q=freelance+junior+frontend%2C+India&for=10y",
        "/hire?q=2+senior+backend%2C+1+mid%2C+Poland",
        "/hire?q=senior+backend%2C+Berlin&vs=Poland&vs=India&vs=Austin&vs=Brazil&vs=agency",
        "/hire?q=senior+backend%2C+Tehran",
        "/project?q=simple+API&team=1+founder",
        "/project?q=simple+API&budget=1&by=2099-01-01",
        "/project?q=enterprise+system&currency=INR&past=30%2F45%2C12%2F14",
    ];
    for address in cases {
        let (status, html) = html(address);
        assert!(status == 200 || status == 422, "{address}: {status}");
        assert_eq!(html.matches("<h1").count(), 1, "{address}");
        assert!(!html.contains("NaN") && !html.contains(">inf"), "{address}");
        assert!(html.len() < 130_000, "{address}: {} bytes", html.len());
        assert!(!html.contains("style=\""), "{address}");
    }
}

#[test]
fn what_is_assumed_otherwise_reaches_the_answer() {
    let hour = |address: &str| file(&format!("{address}&file=ways.csv"));
    let plain = hour("/hire?q=senior+backend%2C+Berlin");
    let field = "/hire?q=senior+backend%2C+Berlin&set-productive-share%3Aemployee=50%25";
    let written = "/hire?q=senior+backend%2C+Berlin&assume=productive-share%3Aemployee%3D50%25";
    assert_ne!(plain, hour(field));
    assert_eq!(hour(field), hour(written));
    let (_, html) = html(field);
    assert!(html.contains("class=\"tag yours\"") && html.contains("value=\"50%\""));
}

#[test]
fn places_are_those_of_the_view() {
    let view = HirePlacesRequest { hire: hire_request("senior backend, Berlin", "12mo") };
    let view = view.ask(&asking()).expect("an answer");
    let table = file("/hire/places?q=senior+backend%2C+Berlin&file=places-table.csv");
    assert_eq!(table.lines().count(), view.destinations.len() + 1);
    for one in &view.destinations {
        assert!(table.contains(&one.hour.p50.to_string()), "{}", one.place);
    }
}

#[test]
fn a_budget_tells_what_fits() {
    let (status, html) = html("/hire/budget?q=senior+backend%2C+Berlin&budget=250k");
    assert_eq!(status, 200);
    assert!(html.contains("in 8 of 10 outcomes") && html.contains("€250k"), "{html}");
}

#[test]
fn savings_are_those_of_the_view() {
    let (status, html) = html("/hire/savings?q=senior+backend%2C+Berlin&for=18mo");
    assert_eq!(status, 200);
    let view = hire_view();
    assert!(!view.levers.is_empty());
    for lever in &view.levers {
        let saved = money::about(lever.saved_a_month.p50, view.currency);
        assert!(html.contains(&saved) && html.contains(&lever.but), "{}", lever.what);
    }
}

#[test]
fn figures_of_a_project_are_those_of_the_view() {
    let (status, html) = html(PROJECT);
    let view = project_view();
    assert_eq!(status, 200);
    for feature in &view.features {
        assert!(html.contains(&feature.title), "{}", feature.title);
    }
    for member in &view.team {
        assert!(html.contains(&money::about(member.hour.p50, view.currency)), "{}", member.title);
    }
    // The page rounds what a lever changes; the file has it as it is.
    let levers = file(&format!("{PROJECT}&file=levers-table.csv"));
    for lever in &view.levers {
        assert!(levers.contains(&lever.cost.to_string()), "{} in {levers}", lever.what);
    }
    let table = file(&format!("{PROJECT}&file=cost-outcomes.csv"));
    for tenth in [view.cost.p10, view.cost.p50, view.cost.p90] {
        assert!(table.contains(&tenth.to_string()), "{tenth} in {table}");
    }
    let over = view.budget.as_ref().expect("a budget").over;
    assert!(
        html.contains(&format!("{:.0} in 100 such projects cost more than $60k", over * 100.0))
    );
}

#[test]
fn a_tick_adds_a_feature_and_one_taken_away_leaves_it_out() {
    let base = "/project?q=MVP+with+Payments%2C+search&of=payments+search&feature=search";
    let (status, without) = html(base);
    assert_eq!(status, 200);
    let table = file(&format!("{base}&file=features.csv"));
    assert!(!table.contains("Payments") && table.contains("Search and filters"), "{table}");
    assert!(without.contains("value=\"payments\""), "it can be ticked again");
    let more = "/project?q=MVP&of=setup&feature=setup&feature=payments";
    assert!(file(&format!("{more}&file=features.csv")).contains("Payments"));
}

#[test]
fn a_plan_of_a_project_comes_back_with_the_same_figures() {
    let plan = file(&format!("{PROJECT}&file=plan.toml"));
    let (status, back) = html(&posted("/project", &[("plan", &plan)]));
    assert_eq!(status, 200, "{plan}");
    let answer = |html: &str| {
        let from = html.find("<h1>").expect("the answer");
        let to = html[from..].find("class=\"sure\"").expect("its end");
        html[from..from + to].to_owned()
    };
    assert_eq!(answer(&html(PROJECT).1), answer(&back));
}

/// Nothing lies outside of the frame, and no two texts overlap.
fn check(picture: &Picture) {
    for drawing in [&picture.wide, &picture.narrow] {
        let Drawing { width, height, labels, .. } = drawing;
        for label in labels {
            let [left, top, right, bottom] = label.bounds;
            let inside =
                left >= -1.0 && top >= -1.0 && right <= width + 1.0 && bottom <= height + 1.0;
            assert!(inside, "{:?} of {width} × {height}", label);
        }
        for (at, one) in labels.iter().enumerate() {
            for other in &labels[at + 1..] {
                let ([l, t, r, b], [left, top, right, bottom]) = (one.bounds, other.bounds);
                let apart =
                    r <= left + 0.5 || right <= l + 0.5 || b <= top + 0.5 || bottom <= t + 0.5;
                assert!(apart, "{one:?} and {other:?}");
            }
        }
        assert!(!drawing.marks.contains("style=") && !drawing.marks.contains("NaN"));
    }
}

fn dollars(amount: f64) -> String {
    money::about(amount, "USD".parse().expect("a currency"))
}

#[test]
fn courses_are_named_without_overlap() {
    for (months, factor) in [(1usize, 1.0), (18, 1.01), (60, 3.0), (120, 40.0)] {
        let course = |name: &str, month: f64| Course {
            name: name.to_owned(),
            range: "$1.2m–$14.1m".to_owned(),
            spent: (0..=months)
                .map(|m| [0.8, 1.0, 1.3].map(|part| part * month * m as f64))
                .collect(),
        };
        let courses = vec![
            course("Employee in San Francisco", 20_000.0),
            course("Dedicated team in the Dominican Republic", 20_000.0 * factor),
            course("Freelancer", 20_000.0 / factor),
            course("A fourth, which is left out", 1.0),
        ];
        let crossing = Crossing {
            months: [0.4, months as f64 * 0.9, 90.0],
            words: "The freelancer level with the employee by month 16".to_owned(),
            sub: "2 to 90, in 65 in 100 outcomes".to_owned(),
        };
        let spending = Spending { courses, crossing: Some(crossing), tick: Box::new(dollars) };
        let picture = spending.picture("label");
        assert!(!picture.wide.marks.contains("fourth"));
        check(&picture);
    }
}

#[test]
fn swings_keep_their_figures_in_the_frame() {
    for (low, high) in [(90.0, 150.0), (121.0, 137.0), (100.0, 120.9), (1.0, 1_000_000.0)] {
        let swing = |name: &str| Swing {
            name: name.to_owned(),
            range: "20 to 30 working days a year".to_owned(),
            low,
            high,
        };
        let tornado = Tornado {
            swings: vec![
                swing("What the person found asks for"),
                swing("Share of the hours worked that go into"),
            ],
            plain: 121.0,
            shown: "$121 with everything in its middle".to_owned(),
            tick: Box::new(dollars),
        };
        check(&tornado.picture("label"));
    }
}

#[test]
fn outcomes_name_their_limit_in_the_frame() {
    let curve: Vec<f64> = (1..100).map(|p| 64_000.0 * (f64::from(p) / 50.0 - 1.0).exp()).collect();
    for limit in [None, Some(1.0), Some(30_000.0), Some(60_000.0), Some(140_000.0), Some(9e6)] {
        let limit = limit.map(|at| Limit {
            at,
            shown: "your 30 Mar 2027".to_owned(),
            beyond: "more than 99 in 100 cost more".to_owned(),
        });
        let outcome = Outcome {
            curve: &curve,
            three: [curve[9], curve[49], curve[89]],
            limit,
            tick: Box::new(dollars),
        };
        let picture = outcome.picture("label");
        assert!(picture.wide.marks.contains("hatched"));
        check(&picture);
    }
    let same = Outcome { curve: &[3.0; 99], three: [3.0; 3], limit: None, tick: Box::new(dollars) };
    check(&same.picture("label"));
}
