//! The pages that look around: places, levels, skills, industries, roles, employers, rates and years.

use std::sync::LazyLock;

use goingrate::GoingRate;
use goingrate::ask::ProfileText;
use goingrate::request::{ByWord, PayRequest, RankRequest};
use goingrate_pages::{Page, pages};
use goingrate_view::questions::{Ask, Asking};
use goingrate_view::views::rank::RankView;

static OPEN: LazyLock<GoingRate> = LazyLock::new(|| GoingRate::open().expect("the carried data"));

const WAYS: [&str; 8] =
    ["place", "level", "skill", "industry", "role", "employer", "rates", "trend"];

fn asking() -> Asking<'static> {
    Asking::new(&OPEN, "2026-11-30".parse().expect("a day"))
}

/// A page and its HTML.
fn get(address: &str) -> (Page, String) {
    let asking = asking();
    let (page, _) = pages::at(&asking, address);
    let html = page.html(&asking);
    (page, html)
}

/// A file of a page.
fn file(address: &str) -> String {
    let (page, input) = pages::at(&asking(), address);
    page.file(&input).unwrap_or_else(|| panic!("no file at {address}")).text.clone()
}

fn rank(text: &str, by: ByWord) -> RankView {
    let profile = ProfileText::new(text);
    RankRequest { profile, by, top: 1000, ..RankRequest::default() }
        .ask(&asking())
        .expect("a ranking")
}

/// All addresses that links of a page lead to.
fn links(html: &str) -> Vec<String> {
    let parts = html.split("href=\"").skip(1);
    parts.map(|part| part.split('"').next().unwrap_or_default().replace("&amp;", "&")).collect()
}

/// The questions that links of a page ask.
fn questions(html: &str) -> Vec<String> {
    let queries =
        links(html).into_iter().filter_map(|to| Some(to.strip_prefix("/pay?")?.to_owned()));
    let text = |query: String| {
        form_urlencoded_pairs(&query)
            .into_iter()
            .find(|(name, _)| name == "q")
            .map(|(_, value)| value)
    };
    queries.filter_map(text).collect()
}

fn form_urlencoded_pairs(query: &str) -> Vec<(String, String)> {
    let decoded = |part: &str| {
        let mut bytes = Vec::new();
        let mut rest = part.bytes();
        while let Some(byte) = rest.next() {
            match byte {
                b'+' => bytes.push(b' '),
                b'%' => {
                    let two: String = rest.by_ref().take(2).map(char::from).collect();
                    bytes.push(u8::from_str_radix(&two, 16).expect("two digits"));
                }
                other => bytes.push(other),
            }
        }
        String::from_utf8(bytes).expect("UTF-8")
    };
    let pair =
        |pair: &str| pair.split_once('=').map(|(name, value)| (decoded(name), decoded(value)));
    query.split('&').filter_map(pair).collect()
}

#[test]
fn every_way_answers_with_one_heading_and_no_script_of_its_own() {
    for way in WAYS {
        let (page, html) = get(&format!("/explore/{way}?q=senior+backend,+Seattle"));
        assert_eq!(page.status, 200, "{way}: {}", page.title);
        assert_eq!(html.matches("<h1").count(), 1, "{way}");
        assert!(!html.contains(" style=") && !html.contains("onclick"), "{way}");
        assert!(html.contains("aria-current=\"page\""), "{way}");
        assert!(html.contains("<h2"), "{way}");
    }
    let (page, html) = get("/explore?q=senior+backend");
    assert_eq!(page.status, 200);
    for way in WAYS {
        assert!(html.contains(&format!("/explore/{way}?q=senior+backend")), "{way}");
    }
}

#[test]
fn a_ranking_has_the_figures_of_its_view() {
    let view = rank("senior backend, Seattle", ByWord::Skill);
    let (_, html) = get("/explore/skill?q=senior+backend,+Seattle");
    for entry in view.entries.iter().take(20) {
        assert!(html.contains(&entry.median.short()), "{}", entry.name);
    }
    let csv = file("/explore/skill?q=senior+backend,+Seattle&file=skills.csv");
    assert_eq!(csv.lines().count(), view.total + 1, "a file has all, not a page");
    for entry in &view.entries {
        let amounts =
            format!(",{},{},{}", entry.median.amount, entry.median.low, entry.median.high);
        assert!(csv.contains(&amounts), "{} {amounts}", entry.name);
    }
}

#[test]
fn states_have_the_figures_of_the_question_itself() {
    let csv = file("/explore/place?q=senior+backend&file=states.csv");
    for state in ["Texas", "State of Georgia", "Puerto Rico"] {
        let profile = ProfileText::new(format!("senior backend, {state}"));
        let view = PayRequest { profile, ..PayRequest::default() }.ask(&asking()).expect("pay");
        let median = view.median();
        let amounts = format!(",{},{},{}", median.amount, median.low, median.high);
        assert!(csv.contains(&amounts), "{state} {amounts}\n{csv}");
    }
    let (_, html) = get("/explore/place?q=senior+backend");
    assert!(html.contains("role=\"group\""), "a map of links is no image");
    assert!(html.contains(">TX</text>") && html.contains("Not on the map"));
}

#[test]
fn links_ask_for_what_they_name() {
    let taxonomy = &OPEN.taxonomy;
    let today = asking().today;
    for way in [
        "place?in=world&",
        "place?",
        "skill?",
        "industry?",
        "role?",
        "employer?",
        "level?",
        "rates?",
    ] {
        let (_, html) = get(&format!("/explore/{way}q=senior+backend,+Rust,+Seattle"));
        let asked = questions(&html);
        assert!(asked.len() > 9, "{way}: {}", asked.len());
        for text in &asked {
            let read = ProfileText::new(text).read(taxonomy, today);
            let read = read.unwrap_or_else(|problem| panic!("{text}: {problem:?}"));
            assert!(read.remarks.is_empty(), "{text}: {:?}", read.remarks);
        }
    }
    // Of the two Georgias each link means its own.
    let (_, html) = get("/explore/place?q=senior+backend&in=world");
    let georgia = questions(&html).into_iter().find(|text| text.to_lowercase().contains("georgia"));
    let read = ProfileText::new(georgia.expect("a link")).read(taxonomy, today).expect("a profile");
    assert_eq!(taxonomy.place(read.profile.place).slug, "ge");
}

#[test]
fn nobody_s_own_pay_is_in_a_link() {
    for way in WAYS {
        // Some amounts are understood and some are not: neither may wander.
        for (typed, told) in [("$187,650", "has no use here"), ("187650", "not used")] {
            let (page, html) = get(&format!("/explore/{way}?q=senior+backend,+Austin,+{typed}"));
            assert_eq!(page.status, 200, "{way}");
            let leaks: Vec<String> =
                links(&html).into_iter().filter(|to| to.contains("187")).collect();
            assert!(leaks.is_empty(), "{way}: {leaks:?}");
            let hidden = html
                .split("type=\"hidden\"")
                .skip(1)
                .filter(|rest| rest.split('>').next().is_some_and(|field| field.contains("187")));
            assert_eq!(hidden.count(), 0, "{way}");
            assert!(html.contains(told), "{way}");
        }
    }
}

#[test]
fn what_cannot_be_read_is_told_and_what_was_typed_is_kept() {
    for way in WAYS {
        let (page, html) = get(&format!("/explore/{way}?q=senior+xqzzt+flumph"));
        let told = page.status == 422 || html.contains("xqzzt");
        assert!(told && html.contains("value=\"senior xqzzt flumph\""), "{way}: {}", page.status);
    }
    let (page, html) = get("/explore/skill?q=backend&currency=doubloon");
    assert_eq!(page.status, 422);
    assert!(page.title.starts_with("Error:") && html.contains("role=\"alert\""), "{}", page.title);
    let (page, _) = get("/explore/skill?q=backend&per=fortnight");
    assert_eq!(page.status, 422);
    let (page, html) = get("/explore/nonsense");
    assert_eq!(page.status, 404);
    assert!(html.contains("/explore/place"));
}

#[test]
fn any_input_gives_a_page() {
    let long = "backend+".repeat(3000);
    for address in [
        "/explore/place".to_owned(),
        "/explore/place?in=moon&order=sideways&page=-3&q=backend".to_owned(),
        "/explore/place?q=backend&page=99999999999999999999".to_owned(),
        "/explore/skill?q=%00%FF%22%3Cscript%3E".to_owned(),
        "/explore/rates?q=backend&also=atlantis".to_owned(),
        "/explore/level?q=intern,+0+years".to_owned(),
        format!("/explore/role?q={long}"),
    ] {
        let (page, html) = get(&address);
        assert!([200, 422].contains(&page.status), "{address:.60}: {}", page.status);
        assert!(!html.contains("<script>"), "{address:.60}");
    }
}

#[test]
fn nonsense_in_an_address_is_said_and_not_dropped() {
    let (_, html) = get("/explore/place?q=backend&in=moon&order=sideways&page=77");
    for word in ["moon", "sideways", "77"] {
        assert!(html.contains(&format!("“{word}”")), "{word}");
    }
    let (_, html) = get("/explore/place");
    assert!(html.contains("Nothing was asked"), "a default that is taken is said");
}

#[test]
fn orders_pages_and_filters() {
    let csv = |order: &str| {
        file(&format!("/explore/industry?q=senior+backend&order={order}&file=industries.csv"))
    };
    let column = |csv: &str, at: usize| -> Vec<f64> {
        let mut reader = csv_rows(csv);
        reader.remove(0);
        reader.iter().map(|row| row[at].parse().expect("a number")).collect()
    };
    let falling = |amounts: Vec<f64>| amounts.windows(2).all(|two| two[0] >= two[1]);
    assert!(falling(column(&csv("middle"), 2)));
    assert!(falling(column(&csv("careful"), 3)));
    assert!(!falling(column(&csv("careful"), 2)), "the two orders differ");
    let names: Vec<String> =
        csv_rows(&csv("name")).into_iter().skip(1).map(|row| row[0].to_lowercase()).collect();
    assert!(names.is_sorted());

    let (_, first) = get("/explore/place?q=senior+backend&in=areas");
    let (_, second) = get("/explore/place?q=senior+backend&in=areas&page=2");
    assert!(first.contains("1 to 50 of") && second.contains("51 to 100 of"));
    assert!(first.contains("rel=\"next\"") && !first.contains("rel=\"prev\""));
    assert!(second.contains("rel=\"prev\""));
    let (_, found) = get("/explore/place?q=senior+backend&in=areas&find=seattle");
    assert!(found.contains("1 to 1 of 1 that match “seattle”"), "{}", found.len());
    let (_, none) = get("/explore/place?q=senior+backend&in=areas&find=zzz");
    assert!(none.contains("No area has “zzz” in its name"));
}

/// The rows of a file; fields in quotes may have commas.
fn csv_rows(text: &str) -> Vec<Vec<String>> {
    let row = |line: &str| {
        let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
        for letter in line.chars() {
            match letter {
                '"' => quoted = !quoted,
                ',' if !quoted => cells.push(std::mem::take(&mut cell)),
                other => cell.push(other),
            }
        }
        cells.push(cell);
        cells
    };
    text.lines().map(row).collect()
}

#[test]
fn what_the_question_names_is_marked() {
    let (_, html) = get("/explore/place?q=senior+backend,+Seattle");
    assert!(html.contains("tile-on"), "the state of Seattle");
    assert!(html.contains("Washington has the "), "its standing is said");
    let (_, html) = get("/explore/place?q=senior+backend");
    assert!(!html.contains("tile-on"), "a default is no question");
    let (_, html) = get("/explore/skill?q=senior+backend,+COBOL");
    assert!(html.contains("<tr class=\"on\"") || html.contains("COBOL has the "));
}

#[test]
fn other_countries_have_their_own_money_and_the_world_first() {
    let (page, html) = get("/explore/place?q=data+engineer,+Berlin");
    assert_eq!(page.status, 200);
    assert!(html.contains("€") && html.contains("tile-on"), "Germany is marked");
    let (_, html) = get("/explore/place?q=data+engineer,+Toronto&in=states");
    assert!(html.contains("Within the country") && html.contains("CAD"));
    let (_, html) = get("/explore/skill?q=senior+backend,+Poland&per=month");
    assert!(html.contains("PLN") && html.contains("a month"));
    let (_, html) = get("/explore/skill?q=senior+backend&currency=EUR");
    assert!(html.contains("€") && !html.contains("$1"));
    assert!(html.contains("currency=EUR"), "links keep the currency");
}

#[test]
fn a_country_without_named_employers_is_told_so() {
    let (page, html) = get("/explore/employer?q=data+engineer,+Berlin");
    assert_eq!(page.status, 422);
    assert!(html.contains("No evidence names an employer in "), "{}", page.title);
}

#[test]
fn freelance_work_is_ranked_by_the_hour_and_not_taxed_as_a_salary() {
    let (page, html) = get("/explore/place?q=freelance+senior+backend&in=world");
    assert_eq!(page.status, 200);
    assert!(html.contains("an hour") && !html.contains("after tax"));
    let (_, salaried) = get("/explore/place?q=senior+backend");
    assert!(salaried.contains("after tax"));
}

#[test]
fn taxes_are_those_of_the_place_and_not_of_its_letters() {
    // "va" is Vatican City in data and Virginia to a reader.
    let csv = file("/explore/place?q=senior+backend&in=world&file=countries.csv");
    assert!(csv.contains("Vatican City") && !csv.contains("after tax"), "{:.200}", csv);
}

#[test]
fn rates_print_guesses_lighter_and_take_further_places() {
    let (_, html) = get("/explore/rates?q=backend&also=Poland");
    assert!(html.contains(">Poland<") && html.contains("Eastern Europe"));
    assert!(html.contains("class=\"h1 g\"") || html.contains(" g\">"), "guesses are there");
    let csv = file("/explore/rates?q=backend&also=Poland&file=rates.csv");
    let rows = csv_rows(&csv);
    assert_eq!(rows.len(), 1 + 9 * 10, "nine rates of ten places");
    for row in rows.iter().skip(1) {
        let [low, middle, high] = [4, 3, 5].map(|at| row[at].parse::<f64>().expect("a number"));
        assert!(low < middle && middle < high, "{row:?}");
    }
}

#[test]
fn years_are_those_of_the_view() {
    let profile = ProfileText::new("senior backend");
    let view = PayRequest { profile, trend: true, ..PayRequest::default() }.ask(&asking());
    let trend = view.expect("pay").trend.expect("a trend");
    let csv = file("/explore/trend?q=senior+backend&file=years.csv");
    assert_eq!(csv.lines().count(), trend.points.len() + 1);
    for point in &trend.points {
        assert!(csv.contains(&point.median.amount.to_string()), "{}", point.year);
    }
    assert!(csv.contains("forecast") && csv.contains("evidence"));
    let (_, html) = get("/explore/trend?q=senior+backend");
    assert!(html.contains("prices rose as well"));
}

#[test]
fn headlines_name_no_winner_where_intervals_overlap() {
    for way in ["place?in=world&", "place?in=metros&", "skill?", "role?"] {
        let (page, html) = get(&format!("/explore/{way}q=senior+backend"));
        let heading = html.split("<h1").nth(1).and_then(|rest| rest.split("</h1>").next());
        let heading = heading.expect("a heading");
        assert!(!heading.contains("most") && !heading.contains("best"), "{heading}");
        assert!(heading.contains('$'), "a figure: {heading} {}", page.title);
    }
    let view = rank("senior backend", ByWord::Skill);
    let lowest_high =
        view.entries.iter().map(|entry| entry.median.high).fold(f64::INFINITY, f64::min);
    let highest_low = view.entries.iter().map(|entry| entry.median.low).fold(0.0, f64::max);
    let (_, html) = get("/explore/skill?q=senior+backend");
    assert_eq!(html.contains("too close to call</h1>"), lowest_high >= highest_low);
}
