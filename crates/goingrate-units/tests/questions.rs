//! Free text to profiles: what is understood, what is refused, and that nothing panics.

mod carried;

use carried::carried;
use goingrate_units::parse::{self, Status};
use goingrate_units::{Date, Problem, describe};

fn today() -> Date {
    Date::new(2026, 11, 22).unwrap()
}

/// The description of what was understood, with the fields that were inferred other than the usual
/// ones, or the error.
fn understood(input: &str) -> String {
    match parse::profile(input, carried(), today()) {
        Ok(understood) => describe(&understood.profile, carried()),
        Err(error) => format!("error: {error}"),
    }
}

/// The question is understood as `expected`, the usual end left away; or refused with an error that
/// holds `expected`, if that starts with `error: `.
#[track_caller]
fn check(input: &str, expected: &str) {
    let found = understood(input);
    match expected.strip_prefix("error: ") {
        Some(part) => {
            assert!(found.starts_with("error: ") && found.contains(part), "{input:?}: {found}");
        }
        None => {
            let short = found.strip_suffix(" · employee · base salary · Nov 2026");
            assert_eq!(short.unwrap_or(&found), expected, "{input:?}");
        }
    }
}

const SEATTLE: &str = "Seattle-Tacoma-Bellevue, WA";

#[test]
fn questions_are_understood() {
    check("senior backend, Seattle, Rust", &format!("Senior backend developer · {SEATTLE} · Rust"));
    check("Senior Back-End Developer @ Seattle", &format!("Senior backend developer · {SEATTLE}"));
    for (input, expected) in UNDERSTOOD {
        check(input, expected);
    }
}

const UNDERSTOOD: &[(&str, &str)] = &[
    (
        "sr rust backend engineer in Austin TX 8 years fintech",
        "Senior backend developer · 8 years · Austin-Round Rock-San Marcos, TX · Rust · Fintech",
    ),
    (
        "Senior Backend Developer (Go) - NYC, freelance",
        "Senior backend developer · New York-Newark-Jersey City, NY-NJ · Go · freelance · hourly rate · Nov 2026",
    ),
    (
        "backend L5 SF total comp",
        "Senior backend developer · San Francisco-Oakland-Fremont, CA · employee · total compensation · Nov 2026",
    ),
    ("3-5 years backend Poland", "Backend developer · 3 to 5 years · Poland"),
    ("full stack mid-level remote", "Mid-level full-stack developer · Remote (United States)"),
    (
        "junior, Berlin, per hour",
        "Junior backend developer · Berlin · freelance · hourly rate · Nov 2026",
    ),
    ("backend", "Backend developer · United States"),
    ("developer", "Software developers · United States"),
    ("senior software engineer", "Senior software developers · United States"),
    ("SDE II, Seattle", "Mid-level software developers · Seattle-Tacoma-Bellevue, WA"),
    ("SWE 2 bay area", "Mid-level software developers · San Francisco Bay Area"),
    (
        "software engineer III, Chicago",
        "Senior software developers · Chicago-Naperville-Elgin, IL-IN",
    ),
    ("backend software engineer, London", "Backend developer · London"),
    ("senior backend, Toronto", "Senior backend developer · Toronto, ON"),
    ("senior backend, Bangalore", "Senior backend developer · Karnataka"),
    ("senior backend, Stockholm", "Senior backend developer · Sweden"),
    ("staff, Silicon Valley", "Staff backend developer · San Jose-Sunnyvale-Santa Clara, CA"),
    ("principal platform engineer", "Principal platform engineer · United States"),
    ("QA, Toronto", "QA engineer · Toronto, ON"),
    ("senior qa engineer", "Senior QA engineer · United States"),
    (
        "mid devops engineer, Denver / Colorado",
        "Mid-level DevOps engineer · Denver-Aurora-Centennial, CO",
    ),
    ("SRE in Dublin", "Site reliability engineer · Ireland"),
    ("engineering manager", "Engineering manager · United States"),
    ("senior engineering manager, SF", "Engineering manager · San Francisco-Oakland-Fremont, CA"),
    ("director of engineering", "Director (engineering manager) · United States"),
    (
        "VP of Engineering, Boston",
        "Vice president (engineering manager) · Boston-Cambridge-Newton, MA-NH",
    ),
    ("director, backend", "Director backend developer · United States"),
    ("tech lead backend", "Lead backend developer · United States"),
    ("backend, Portland, OR", "Backend developer · Portland-Vancouver-Hillsboro, OR-WA"),
    ("backend Portland Oregon", "Backend developer · Portland-Vancouver-Hillsboro, OR-WA"),
    ("backend, Portland ME", "Backend developer · Portland-South Portland, ME"),
    ("backend, Columbus Ohio", "Backend developer · Columbus, OH"),
    ("backend, Columbus, Georgia", "Backend developer · Columbus, GA-AL"),
    ("backend, Atlanta, Georgia", "Backend developer · Atlanta-Sandy Springs-Roswell, GA"),
    ("backend, Georgia, United States", "Backend developer · Georgia"),
    ("backend, Kansas City", "Backend developer · Kansas City, MO-KS"),
    ("backend, Kansas City, Kansas", "Backend developer · Kansas City, MO-KS"),
    ("backend, New Orleans, LA", "Backend developer · New Orleans-Metairie, LA"),
    ("backend, LA", "Backend developer · Los Angeles-Long Beach-Anaheim, CA"),
    ("backend, Washington DC", "Backend developer · Washington-Arlington-Alexandria, DC-VA-MD-WV"),
    ("backend, Washington, DC", "Backend developer · Washington-Arlington-Alexandria, DC-VA-MD-WV"),
    ("backend, Washington State", "Backend developer · Washington"),
    ("backend, WA", "Backend developer · Washington"),
    ("backend, TX, Kubernetes", "Backend developer · Texas · Kubernetes"),
    ("backend, New York", "Backend developer · New York-Newark-Jersey City, NY-NJ"),
    ("backend, New York, NY", "Backend developer · New York-Newark-Jersey City, NY-NJ"),
    ("backend, New York Metro", "Backend developer · New York-Newark-Jersey City, NY-NJ"),
    ("backend, NY state", "Backend developer · New York State"),
    ("backend, Remote (US national)", "Backend developer · Remote (United States)"),
    ("backend, San Francisco Bay Area", "Backend developer · San Francisco Bay Area"),
    ("backend, Winston-Salem", "Backend developer · Winston-Salem, NC"),
    ("backend, Coeur d'Alene", "Backend developer · Coeur d'Alene, ID"),
    ("backend, St. Louis", "Backend developer · St. Louis, MO-IL"),
    (
        "backend, Eastern Europe, outsourced",
        "Backend developer · Eastern Europe · dedicated team · hourly rate · Nov 2026",
    ),
    (
        "backend, Poland, B2B contract",
        "Backend developer · Poland · freelance · hourly rate · Nov 2026",
    ),
    ("backend, us-42660", "Backend developer · Seattle-Tacoma-Bellevue, WA"),
    ("15-1252, us-wa", "Software developers · Washington"),
    ("backend, C++ and C#", "Backend developer · United States · C++, C#"),
    ("backend, go", "Backend developer · United States · Go"),
    ("backend node.js / TypeScript", "Backend developer · United States · Node.js, TypeScript"),
    (
        "backend, .NET, Postgres, k8s",
        "Backend developer · United States · .NET, PostgreSQL, Kubernetes",
    ),
    (
        "backend, ai services (llm apis, vector stores, retrieval)",
        "Backend developer · United States · AI services (LLM APIs, vector stores, retrieval)",
    ),
    (
        "python developer with 10+ years of experience at a startup",
        "Software developers · 10 to 15 years · United States · Python · Start-up",
    ),
    ("backend 3 to 5 years", "Backend developer · 3 to 5 years · United States"),
    ("backend 7yoe healthcare IT", "Backend developer · 7 years · United States · Healthcare IT"),
    (
        "backend, finance, total comp, 2025-06",
        "Backend developer · United States · Finance and insurance · employee · total compensation · Jun 2025",
    ),
    (
        "backend, as of Nov 2025",
        "Backend developer · United States · employee · base salary · Nov 2025",
    ),
    ("mobile developer, Mobile, AL", "Mobile developer · Mobile, AL"),
    ("mobile developer in Mobile Alabama", "Mobile developer · Mobile, AL"),
    (
        "ml engineer, FAANG",
        "Machine learning engineer · United States · Top-tier technology company",
    ),
    (
        "hourly rate for an employee backend",
        "Backend developer · United States · employee · hourly rate · Nov 2026",
    ),
    ("agency backend India", "Backend developer · India · agency · hourly rate · Nov 2026"),
    (
        "backend, Seattle, Seattle, Rust, rust",
        "Backend developer · Seattle-Tacoma-Bellevue, WA · Rust",
    ),
    ("senior L5 backend", "Senior backend developer · United States"),
    ("IC4 backend", "Staff backend developer · United States"),
    ("backend, Kyiv", "Backend developer · Ukraine"),
    ("backend, Türkiye", "Backend developer · Türkiye"),
    ("backend developer, TN", "Backend developer · Tennessee"),
    ("senior backend, Seatle", "Senior backend developer · Seattle-Tacoma-Bellevue, WA"),
    ("senior bakend", "Senior backend developer · United States"),
    ("backend, Kubernets", "Backend developer · United States · Kubernetes"),
    ("ful stack developer", "Full-stack developer · United States"),
    ("backend, Portland", "Backend developer · Portland-Vancouver-Hillsboro, OR-WA"),
    ("backend, Vancouver", "Backend developer · Lower Mainland, BC"),
    ("backend, Vancouver, WA", "Backend developer · Portland-Vancouver-Hillsboro, OR-WA"),
    ("backend, Rockville, MD", "Backend developer · Maryland"),
    ("backend, Dublin, OH", "Backend developer · Ohio"),
    ("backend, Hamilton, ON", "Backend developer · Hamilton--Niagara Peninsula, ON"),
    ("backend, Sydney, NSW", "Backend developer · Australia"),
    ("backend, Bern, BE, Switzerland", "Backend developer · Switzerland"),
    ("backend, Xyzville, Ohio", "Backend developer · Ohio"),
    ("VP Software Engineer", "Vice president software developers · United States"),
    ("senior IT manager", "Manager computer and information systems managers · United States"),
    ("senior L4 backend", "Senior backend developer · United States"),
    ("Senior Software Engineer II", "Senior software developers · United States"),
    ("Backend-Entwickler (m/w/d), München", "Backend developer · Munich"),
    ("Ile zarabia programista Java w Krakowie?", "Software developers · Poland · Java"),
    ("зарплата разработчика на Python в Москве", "Software developers · Russia · Python"),
];

const REFUSED: &[(&str, &str)] = &[
    ("senior backend in Seattttle", "unknown word \"Seattttle\" in the question; nearest known"),
    ("backend, Xyzzyville", "unknown word \"Xyzzyville\""),
    ("backend, Springfield", "can mean 5 places"),
    ("backend, Georgia", "write \"State Of Georgia\""),
    ("backend, CA", "can mean 2 places"),
    ("backend, portland or seattle", "two places"),
    ("backend, Seattle, Austin", "two places"),
    ("backend, Seattle, OR", "two places"),
    ("backend, frontend", "says \"backend\" and \"frontend\", but a question has one role"),
    ("junior senior backend", "one level"),
    ("senior L2 or junior L7 backend", "one level"),
    ("truck driver, Ohio", "is work that is not priced here"),
    ("how much tax do I pay on 150k in California", "is no question of what the market pays"),
    ("how much does it cost to live in Berlin", "no work is named"),
    ("backend, HN", "can mean Honduras"),
    ("junior, 12 years", "contradicts the level junior"),
    ("staff, 1 year", "contradicts the level staff"),
    ("backend, -3 years", "cannot be negative"),
    ("backend, 99 years", "more than 60 years"),
    ("backend, 5-3 years", "above the second"),
    ("backend, 1e999 years", "unknown word"),
    ("junior IT manager", "is no level of a"),
    ("freelance backend, base salary", "is paid by the hour"),
    ("backend, finance, education", "one industry"),
    ("freelance agency", "one engagement"),
    ("", "nothing is said"),
    (" , ;", "nothing is said"),
    ("backend, 17", "unknown word \"17\""),
    ("xyzzyqq", "nothing known is near it"),
];

#[test]
fn questions_are_refused() {
    for (input, expected) in REFUSED.iter() {
        check(input, &format!("error: {expected}"));
    }
}

#[test]
fn status_of_each_field() {
    let status = |input: &str, name: &str| {
        let understood = parse::profile(input, carried(), today()).unwrap();
        understood.fields.into_iter().find(|f| f.name == name).unwrap().status
    };
    let inferred = |status: Status, part: &str| match status {
        Status::Inferred(reason) => assert!(reason.contains(part), "{reason}"),
        other => panic!("{other:?}"),
    };
    assert_eq!(status("senior backend, Seattle", "level"), Status::Given);
    assert_eq!(status("backend", "level"), Status::LeftOpen);
    assert_eq!(status("backend", "industry"), Status::LeftOpen);
    inferred(status("backend", "place"), "no place is named");
    inferred(status("Seattle", "role"), "no role is named");
    inferred(status("backend L5", "level"), "codes differ");
    inferred(status("SDE III", "level"), "codes differ");
    inferred(status("director", "role"), "the level director says it");
    assert_eq!(status("backend, London", "place"), Status::Given);
    inferred(status("backend, Stockholm", "place"), "Stockholm is taken as Sweden");
    inferred(status("backend, Bangalore", "place"), "Bangalore is taken as Karnataka");
    inferred(status("backend, 10+ years", "years"), "10 or more");
    inferred(status("backend", "engagement"), "nothing else");
    inferred(status("freelance backend", "component"), "usual for freelance");
    inferred(status("backend", "as_of"), "today");
}

/// Every candidate of every ambiguous word can be written as the error says.
#[test]
fn ambiguities_can_be_resolved() {
    let words: toml::Table = carried::FILES.places.parse().unwrap();
    for word in words["ambiguous"].as_array().unwrap() {
        let word = word.as_str().unwrap();
        if words["likelier"].get(word).is_some() {
            continue;
        }
        let error = parse::place(word, carried()).unwrap_err();
        assert!(error.nearest.len() >= 2, "{word}: {error}");
        for candidate in &error.nearest {
            let (name, writing) = candidate.split_once(" (write ").unwrap();
            let writing = writing.trim_end_matches(')').trim_matches('"');
            match parse::place(writing, carried()) {
                Ok(place) => assert_eq!(carried().place(place).name, name, "{word}: {writing}"),
                Err(error) => panic!("{word}: {writing}: {error}"),
            }
        }
    }
}

#[test]
fn single_fields() {
    let t = carried();
    let slug = |found: Result<_, Problem>| t.place(found.unwrap()).slug.clone();
    for (text, expected) in [
        ("United States", "us"),
        ("UK", "gb"),
        ("Holland", "nl"),
        ("us-42660", "us-42660"),
        ("San Francisco", "us-41860"),
        ("Chicago", "us-16980"),
        ("Boston", "us-14460"),
        ("Orlando", "us-36740"),
        ("New York Metro", "us-35620"),
        ("Austin", "us-12420"),
        ("Denver / Colorado", "us-19740"),
        ("Remote (US national)", "us-remote"),
        ("Twin Cities", "us-33460"),
        ("tx", "us-tx"),
        ("PL", "pl"),
        ("Latin America", "latin-america"),
    ] {
        assert_eq!(slug(parse::place(text, t)), expected, "{text}");
    }
    assert!(parse::place("CA", t).is_err());
    assert!(parse::place("Rust", t).unwrap_err().to_string().contains("is a skill, not a place"));
    assert!(parse::place("Seatle", t).unwrap_err().to_string().contains("Seattle (place)"));
    assert_eq!(t.role(parse::role("engineering manager", t).unwrap()).slug, "engineering-manager");
    assert_eq!(
        t.role(parse::role("full-stack developer", t).unwrap()).slug,
        "full-stack-developer"
    );
    assert_eq!(t.role(parse::role("developer", t).unwrap()).slug, "15-1252");
    assert_eq!(t.level(parse::level("entry", t).unwrap()).slug, "junior");
    assert_eq!(t.level(parse::level("L6", t).unwrap()).slug, "staff");
    assert_eq!(t.industry(parse::industry("media", t).unwrap()).slug, "media");
    assert_eq!(t.tier(parse::tier("AI-native companies", t).unwrap()).slug, "ai-native");
    assert_eq!(parse::engagement("outsourced", t).unwrap().slug(), "dedicated_team");
    assert_eq!(parse::component("total comp", t).unwrap().slug(), "total_compensation");
    for (text, low, high) in
        [("5", 5.0, 5.0), ("3-5", 3.0, 5.0), ("<1", 0.0, 1.0), ("20+", 20.0, 25.0)]
    {
        let years = parse::years(text, t).unwrap();
        assert_eq!((years.low, years.high), (low, high), "{text}");
    }
    assert!(parse::years("-1", t).is_err() && parse::years("many", t).is_err());
}

/// Every skill, industry and role word of the reports' claims is known.
#[test]
fn words_of_the_reports() {
    let t = carried();
    for word in [
        "javascript",
        "python",
        "java",
        "php",
        "nodejs",
        "go",
        "rust",
        "django",
        "flask",
        "fastapi",
        "containers or cloud services",
        "ai services (llm apis, vector stores, retrieval)",
        "llm apis",
        "vector stores",
        "retrieval",
        "containers",
        "cloud services",
        "ai services experience",
    ] {
        parse::skill(word, t).unwrap_or_else(|error| panic!("{error}"));
    }
    for word in [
        "technology",
        "banking",
        "logistics",
        "healthcare IT",
        "education",
        "healthcare",
        "consulting",
        "media",
        "marketing",
        "finance",
    ] {
        parse::industry(word, t).unwrap_or_else(|error| panic!("{error}"));
    }
    for word in ["startup", "small and medium business", "enterprise", "top companies"] {
        parse::tier(word, t).unwrap_or_else(|error| panic!("{error}"));
    }
    for word in ["entry", "mid", "senior", "staff", "lead", "director", "vp engineering"] {
        parse::level(word, t).unwrap_or_else(|error| panic!("{error}"));
    }
}

/// Random mixtures of words, signs and bytes are answered, never a panic.
#[test]
fn nothing_panics() {
    const PARTS: [&str; 64] = [
        "€70.000",
        "25 LPA",
        "т.р.",
        "p/m",
        "120'000",
        "\u{e000}1",
        "\u{e000}99",
        "ﷺ",
        "エンジニア",
        "Krakowie",
        "d'un",
        "k8s+terrafrom",
        "Sp",
        "RS",
        "WA",
        "in",
        "at",
        "24/7",
        "55/65K€",
        "~6y",
        "2х",
        "32-40 uur per week",
        "seattttle",
        "l'",
        "senior",
        "backend",
        "Seattle",
        ",",
        "-",
        "3",
        "5 years",
        "+",
        "<1",
        "y",
        "$",
        "k",
        "1e9",
        "é",
        "ß",
        "İ",
        "日本",
        "\u{0}",
        "\u{200b}",
        "(",
        ")",
        "/",
        "L5",
        "II",
        "OR",
        "Portland",
        ".",
        "..",
        "'",
        "’",
        "–",
        "2026",
        "-13",
        "Nov",
        "99999999999999999999",
        "to",
        "of",
        "\n",
        "🦀",
        "_",
    ];
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 33) as usize % below
    };
    for _ in 0..400 {
        let mut text = String::new();
        for _ in 0..next(8) {
            text += PARTS[next(PARTS.len())];
            text += ["", " "][next(2)];
        }
        let _ = parse::profile(&text, carried(), today());
        let _ = parse::place(&text, carried());
        let _ = parse::role(&text, carried());
        let _ = parse::years(&text, carried());
        let _ = parse::amount(&text, carried());
        let _ = parse::range(&text, carried());
    }
    let long = "backend ".repeat(100_000);
    assert!(parse::profile(&long, carried(), today()).is_err());
}
