//! The carried reports: every printed figure exactly once, with the right report, key and value;
//! and every complaint that a file of claims can get. `figures.csv` is the list of figures that
//! the engine starts from (number, report, statistic, value).

mod carried;

use std::collections::{BTreeMap, BTreeSet};

use goingrate_evidence::read::{ClaimFile, ClaimFiles};
use goingrate_evidence::{Card, Claim, Comparison, Figure, Statement, read};
use goingrate_units::{LevelId, Problem};

use carried::{OCCUPATIONS, READINGS, sources, taxonomy};

const FIGURES: &str = include_str!("figures.csv");

/// A number of cards before ours, to see that ours are counted on from there.
const FIRST: usize = 3;

/// The key of a claim for the word that `figures.csv` has for it.
const KEYS: [(&str, &[&str]); 16] = [
    ("low", &["low", "from"]),
    ("high", &["high"]),
    ("ceiling", &["top"]),
    ("typical", &["typical"]),
    ("example", &["example"]),
    ("mean", &["mean"]),
    ("spread", &["gap"]),
    ("p25", &["p25"]),
    ("p50", &["p50"]),
    ("p75", &["p75"]),
    ("p90", &["p90"]),
    ("relative_to_national", &["difference"]),
    ("ratio_to_entry", &["difference"]),
    ("rank", &["rank"]),
    ("ordinal", &["words"]),
    ("magnitude", &["words"]),
];

fn carried() -> (Vec<Card>, Vec<Claim>, Vec<Problem>) {
    claims_of(&reports(), READINGS, FIRST)
}

/// The carried reports that `figures.csv` lists figures of.
fn reports() -> Vec<(&'static str, &'static str)> {
    let listed = |name: &str| {
        let slug = name.rsplit('/').next().and_then(|name| name.strip_suffix(".toml"));
        slug.is_some_and(|slug| FIGURES.contains(&format!(",{slug},")))
    };
    let sources = sources().into_iter().filter(|file| listed(file.name));
    sources.map(|file| (file.name, file.text)).collect()
}

/// Cards, claims and complaints of files without tables.
fn claims_of(
    files: &[(&str, &str)],
    readings: (&str, &str),
    first: usize,
) -> (Vec<Card>, Vec<Claim>, Vec<Problem>) {
    let file = |&(name, text)| ClaimFile { name, text, table: None };
    let sources: Vec<ClaimFile<'_>> = files.iter().map(file).collect();
    let files = ClaimFiles { sources: &sources, readings, occupations: OCCUPATIONS };
    let read = read::claims(&files, first, &taxonomy());
    let unfitted = read.unfitted.into_iter().map(|unfitted| unfitted.claim);
    (read.cards, read.claims.into_iter().chain(unfitted).collect(), read.complaints)
}

/// A printed figure with the report that it stands in.
fn figures<'a>(cards: &'a [Card], claims: &'a [Claim]) -> Vec<(&'a str, &'a Figure)> {
    let slug = |source: goingrate_evidence::SourceId| cards[source.0 - FIRST].slug.as_str();
    let own = claims.iter().flat_map(|c| c.figures.iter().map(move |f| (slug(c.source), f)));
    let cited = claims.iter().flat_map(|c| &c.also_in);
    let cited = cited.flat_map(|c| c.figures.iter().map(move |f| (slug(c.source), f)));
    own.chain(cited).collect()
}

#[test]
fn carried_files_have_no_complaints() {
    let (cards, claims, complaints) = carried();
    let lines: Vec<String> = complaints.iter().map(ToString::to_string).collect();
    assert_eq!(lines, Vec::<String>::new());
    assert_eq!(cards.len(), reports().len());
    let written =
        reports().iter().map(|(_, text)| text.matches("\n[[claim]]").count()).sum::<usize>();
    assert_eq!(claims.len(), written);
}

#[test]
fn every_printed_figure_is_carried_once_in_its_report_and_key() {
    let (cards, claims, _) = carried();
    let carried = figures(&cards, &claims);
    let mut numbers = BTreeSet::new();
    let mut by_number: BTreeMap<u32, (&str, &Figure)> = BTreeMap::new();
    for (source, figure) in carried {
        assert!(numbers.insert(figure.id), "figure {} is carried twice", figure.id);
        by_number.insert(figure.id, (source, figure));
    }
    let mut rows = csv::Reader::from_reader(FIGURES.as_bytes());
    let rows: Vec<(u32, String, String, String)> =
        rows.deserialize().map(|row| row.expect("the fixture is well formed")).collect();
    let listed = rows.iter().map(|row| row.0);
    assert!(listed.eq((1..).take(rows.len())), "the numbers have no gap");
    for (number, source, statistic, value) in rows {
        let (by, figure) = by_number.remove(&number).unwrap_or_else(|| panic!("{number} missing"));
        // A figure in another currency than the card's is printed with its unit.
        let as_listed = figure.value == value || figure.value.starts_with(&format!("{value} "));
        assert!(by == source && as_listed, "figure {number}: {by} {}", figure.value);
        let keys = KEYS.iter().find(|(word, _)| *word == statistic).map_or(&["words"][..], |k| k.1);
        assert!(keys.contains(&figure.field.as_str()), "figure {number}: {}", figure.field);
    }
    assert_eq!(by_number.len(), 0, "carried, but not in the fixture");
}

#[test]
#[expect(clippy::print_stderr, reason = "a test that is skipped must say so")]
fn fixture_equals_the_shared_evidence() {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared").to_owned();
    let shared = std::env::var("GOINGRATE_TEST_DATA").unwrap_or(beside);
    let Ok(text) = std::fs::read_to_string(format!("{shared}/evidence/claims.csv")) else {
        eprintln!("SKIPPED fixture_equals_the_shared_evidence: no {shared}/evidence/claims.csv");
        return;
    };
    let columns = ["claim_id", "source", "statistic", "value"];
    let mut original = csv::Reader::from_reader(text.as_bytes());
    let headers = original.headers().expect("claims.csv has a header").clone();
    let at = columns.map(|c| headers.iter().position(|h| h == c).expect("the column is there"));
    let mut fixture = csv::Reader::from_reader(FIGURES.as_bytes());
    let row = |r: &csv::StringRecord, at: [usize; 4]| at.map(|i| r[i].to_owned());
    let original: Vec<_> = original.records().map(|r| row(&r.expect("a row"), at)).collect();
    let ours: Vec<_> = fixture.records().map(|r| row(&r.expect("a row"), [0, 1, 2, 3])).collect();
    assert_eq!(ours, original);
}

#[test]
fn fifty_five_figures_are_for_planners() {
    let (_, claims, _) = carried();
    let planners = claims.iter().filter(|c| matches!(c.statement, Statement::Planner(_)));
    assert_eq!(planners.map(|c| c.figures.len()).sum::<usize>(), 55);
}

#[test]
fn eighteen_figures_are_second_citations() {
    let (cards, claims, _) = carried();
    let cited: Vec<_> = claims.iter().flat_map(|c| c.also_in.iter().map(move |a| (c, a))).collect();
    assert_eq!(cited.iter().map(|(_, a)| a.figures.len()).sum::<usize>(), 18);
    for (claim, again) in cited {
        assert_eq!(cards[claim.source.0 - FIRST].slug, "hourly-rate-report");
        assert_eq!(cards[again.source.0 - FIRST].slug, "salary-report-2024");
        let values =
            |figures: &[Figure]| figures.iter().map(|f| f.value.clone()).collect::<Vec<_>>();
        assert_eq!(values(&claim.figures), values(&again.figures));
    }
}

#[test]
fn two_sections_that_differ_stay_two_claims() {
    let (_, claims, _) = carried();
    let by = |number| claims.iter().find(|c| c.figures.iter().any(|f| f.id == number));
    let (one, other) = (by(163).expect("carried"), by(167).expect("carried"));
    assert_ne!(one.id, other.id);
    assert_eq!(one.subject, other.subject);
}

/// A claim's statement in short, for the readings that are easy to get wrong.
fn told(id: &str) -> String {
    let (_, claims, _) = carried();
    let claim = claims.iter().find(|c| c.id == id).unwrap_or_else(|| panic!("no claim {id}"));
    match &claim.statement {
        Statement::Pay(pay) => {
            let told = |r: &goingrate_evidence::Reading| format!("{:?} {}", r.statistic, r.amount);
            let readings: Vec<_> = pay.readings.iter().map(told).collect();
            format!("{} a {}: {}", pay.currency, pay.period.slug(), readings.join(", "))
        }
        Statement::Contrast(c) => format!("{:?} {} to {}", c.kind, c.low, c.high),
        Statement::Ordinal(o) => {
            let told = |c: &Comparison| match c {
                Comparison::Above(others) => format!("above {}", others.len()),
                Comparison::Below(others) => format!("below {}", others.len()),
                Comparison::About(others, within) => format!("about {} ± {within}", others.len()),
            };
            format!(
                "{}: {}",
                o.words,
                o.comparisons.iter().map(told).collect::<Vec<_>>().join(", ")
            )
        }
        Statement::Planner(p) => format!("{} {:?} to {:?} {}", p.planner, p.low, p.high, p.unit),
    }
}

#[test]
fn words_are_read_as_the_cards_say() {
    let cases = [
        ("salary-outlook-2023/us-range", "USD a year: Quantile(0.2) 70000, Quantile(0.8) 170000"),
        ("salary-outlook-2023/us-top", "USD a year: Quantile(0.95) 200000"),
        ("salary-outlook-2023/france-from", "USD a year: Quantile(0.2) 50000"),
        ("salary-outlook-2023/us-hourly", "USD a hour: Quantile(0.5) 60"),
        ("hourly-rate-report/us-gap", "USD a year: Gap 100000"),
        ("salary-report-2024/india-mean", "INR a year: Mean 700000"),
        ("salary-report-2024/orlando-against-national", "Relative -0.29 to -0.29"),
        ("salary-report-2024/lead-against-entry", "Ratio 2 to 2"),
        ("salary-report-2024/python-rank", "rank 2: above 2, below 1, about 1 ± 0.02"),
        ("salary-report-2024/healthcare-industry", "decent: "),
        ("salary-guide-2026/senior-ai-services", "Absolute(USD) 15000 to 30000"),
        ("salary-guide-2026/junior-to-mid", "Relative 0.28 to 0.42"),
        ("salary-guide-2026/to-solutions-architect", "similar base: about 1 ± 0.05"),
        ("cost-to-hire-2026/simple-api-time", "project Some(3.0) to Some(6.0) weeks"),
    ];
    for (id, expected) in cases {
        assert_eq!(told(id), expected, "{id}");
    }
}

#[test]
fn years_until_a_raise_are_not_years_of_experience() {
    let (_, claims, _) = carried();
    let raise = claims.iter().find(|c| c.id == "salary-guide-2026/senior-to-staff");
    let raise = raise.expect("carried");
    let Statement::Contrast(contrast) = &raise.statement else { panic!("{raise:?}") };
    assert_eq!(contrast.after_years.map(|years| (years.low, years.high)), Some((3.0, 6.0)));
    assert_eq!((raise.subject.years, contrast.against.years), (None, None));
    let level = |subject: &goingrate_evidence::Subject| subject.level.map(LevelId::index);
    assert!(level(&raise.subject) > level(&contrast.against));
}

#[test]
fn claims_without_their_own_date_have_their_cards() {
    let (cards, claims, _) = carried();
    for claim in &claims {
        let card = &cards[claim.source.0 - FIRST];
        let own = claim.id == "hourly-rate-report/us-gap";
        assert_eq!(claim.as_of == card.as_of, !own, "{}", claim.id);
    }
}

#[test]
fn a_cards_own_readings_stand_before_the_defaults() {
    let (cards, _, _) = carried();
    let sd = |slug: &str| cards.iter().find(|c| c.slug == slug).expect("carried").readings.low.1;
    assert!(sd("cost-to-hire-2026") > sd("salary-guide-2026"));
}

/// A card on lines 1 to 20; claims follow from line 21.
const CARD: &str = r#"[card]
title = "A report"
kind = "report"
publisher = "somebody"
licence = "free"
period = "2026"
as_of = "2026"
currency = "USD"
basis = "gross"
biases = []
[card.no_place]
means = "us"
because = "It speaks of the United States."
[card.no_level]
means = "book"
because = "It names none."
[usual]
role = "backend-developer"
component = "base_salary"
engagement = "employee"
"#;

/// The complaints of one file of claims.
fn complaints_of(text: &str) -> Vec<String> {
    let (_, _, complaints) = claims_of(&[("a/r.toml", text)], READINGS, 0);
    complaints.iter().map(ToString::to_string).collect()
}

/// Checks that a claim gets exactly one complaint, with this line, key, value and (start of the)
/// reason, and that the claims after it are read all the same.
fn check(claim: &str, expected: &str) {
    assert_eq!(mismatch(claim, expected), None);
}

fn mismatch(claim: &str, expected: &str) -> Option<String> {
    let good = |id| {
        format!("[[claim]]\nid = \"{id}\"\nsection = \"s\"\npay = {{ mean = 9, per = \"year\" }}\n")
    };
    let text = format!("{CARD}[[claim]]\n{claim}\n{}{}", good("last"), good("very-last"));
    let (_, claims, complaints) = claims_of(&[("a/r.toml", &text)], READINGS, 0);
    let lines: Vec<String> = complaints.iter().map(ToString::to_string).collect();
    let start = format!("a/r.toml:{expected}");
    let as_expected = lines.len() == 1 && lines[0].starts_with(&start) && claims.len() == 2;
    (!as_expected).then(|| format!("expected {start}\n  found    {}", lines.join("\n           ")))
}

#[test]
fn every_slip_of_a_claim_is_one_complaint() {
    let id = "id = \"x\"\nsection = \"s\"\n";
    let cases = [
        // Keys.
        ("palce = \"us\"", r#"24: palce = "us": unknown field `palce`"#),
        ("pay = { p51 = 1, per = \"year\" }", r#"24: pay.p51 = "1": unknown field `p51`"#),
        ("against = {}\npay = { mean = 1, per = \"year\" }", r#"24: against = "{}": goes with"#),
        ("pay = { mean = \"1\", per = \"year\" }", r#"24: pay.mean = "1": invalid type"#),
        ("plan = { for = \"project\", measure = \"m\", low = 1 }", "24: plan.unit = \"\": missing"),
        (
            "pay = { mean = 1, per = \"year\", pays = 14 }",
            r#"24: pay.pays = "14": how many months"#,
        ),
        ("note = \"nothing said\"", "21: claim = \"\": a claim says one thing"),
        (
            "pay = { mean = 1, per = \"year\" }\norder.rank = 1",
            "21: claim = \"\": a claim says one thing",
        ),
        // Words.
        ("place = \"us-waa\"", r#"24: place = "us-waa": unknown word; the nearest known is us-wa"#),
        ("role = \"backend\"", r#"24: role = "backend": unknown word; the nearest known is"#),
        (
            "level = \"seniour\"",
            r#"24: level = "seniour": unknown word; the nearest known is senior"#,
        ),
        (
            "skills = [\"go\", \"rusty\"]",
            r#"24: skills = "rusty": unknown word; the nearest known is rust"#,
        ),
        (
            "industries = [\"finances\"]",
            r#"24: industries = "finances": unknown word; the nearest"#,
        ),
        (
            "tier = \"startups\"",
            r#"24: tier = "startups": unknown word; the nearest known is startup"#,
        ),
        ("engagement = \"outsourced\"", r#"24: engagement = "outsourced": unknown word"#),
        ("component = \"salary\"", r#"24: component = "salary": unknown word"#),
        ("years = [5, 2]", r#"24: years = "[5, 2]": write [low, high]"#),
        ("years = [0, nan]", r#"24: years = "[0, nan]": write [low, high]"#),
        // What is left out and means nothing.
        (
            "engagement = \"any\"\npay = { mean = 1, per = \"year\" }",
            r#"24: engagement = "any": not said"#,
        ),
        // Amounts.
        ("pay = { mean = 1 }", "24: pay.per = \"\": say for which period"),
        (
            "pay = { mean = 1, per = \"yeer\" }",
            r#"24: pay.per = "yeer": unknown word; the nearest known is year"#,
        ),
        ("pay = { mean = 1, per = \"year\", currency = \"$\" }", r#"24: pay.currency = "$":"#),
        ("pay = { per = \"year\" }", r#"24: pay = "{ per = \"year\" }": no amount"#),
        ("pay = { mean = nan, per = \"year\" }", r#"24: pay.mean = "nan": pay must be"#),
        ("pay = { mean = inf, per = \"year\" }", r#"24: pay.mean = "inf": pay must be"#),
        ("pay = { mean = -5, per = \"year\" }", r#"24: pay.mean = "-5": pay must be"#),
        ("pay = { mean = 0, per = \"year\" }", r#"24: pay.mean = "0": pay must be"#),
        ("pay = { low = 5, per = \"year\" }", r#"24: pay.low = "5": a low end without"#),
        ("pay = { high = 5, per = \"year\" }", r#"24: pay.high = "5": a high end without"#),
        (
            "pay = { low = 6, high = 5, per = \"year\" }",
            r#"24: pay.high = "5": high = 5 lies below low = 6"#,
        ),
        (
            "pay = { low = 1, high = 5, top = 4, per = \"year\" }",
            r#"24: pay.top = "4": top = 4 lies below high = 5"#,
        ),
        (
            "pay = { p25 = 3, p50 = 2, p75 = 9, per = \"year\" }",
            r#"24: pay.p50 = "2": p50 = 2 lies below p25 = 3"#,
        ),
        // Differences.
        ("difference = { percent = 5 }", "21: against = \"\": a difference needs"),
        ("difference = {}\nagainst = {}", r#"24: difference = "{}": say one of"#),
        (
            "difference = { percent = 5, times = 2 }\nagainst = {}",
            r#"24: difference = "{ percent = 5, times = 2 }": say one"#,
        ),
        (
            "difference = { percent = [9, 5] }\nagainst = {}",
            r#"24: difference.percent = "[9, 5]": low = 9"#,
        ),
        (
            "difference = { percent = [9] }\nagainst = {}",
            r#"24: difference.percent = "[9]": write one number"#,
        ),
        (
            "difference = { percent = nan }\nagainst = {}",
            r#"24: difference.percent = "nan": write a finite"#,
        ),
        (
            "difference = { percent = -100 }\nagainst = {}",
            r#"24: difference.percent = "-100": nobody"#,
        ),
        ("difference = { times = 0 }\nagainst = {}", r#"24: difference.times = "0": a multiple"#),
        (
            "difference = { money = 5 }\nagainst = {}",
            "24: difference.per = \"\": say for which period",
        ),
        (
            "difference = { times = 2, per = \"year\" }\nagainst = {}",
            r#"24: difference.per = "year": only money"#,
        ),
        (
            "difference = { percent = 5, after_years = [3, 2] }\nagainst = {}",
            r#"24: difference.after_years = "[3, 2]""#,
        ),
        (
            "difference = { percent = 5 }\nagainst = { place = \"uz-x\" }",
            r#"25: against.place = "uz-x": unknown word"#,
        ),
        (
            "difference = { percent = 5 }\nagainst = { plaice = \"us\" }",
            r#"25: against.plaice = "us": unknown field"#,
        ),
        // Orders.
        ("order.above = []", r#"24: order = "order": say either words or a rank"#),
        ("order.rank = 1\norder.about = [{}]", "24: order.within = \"\": about goes with within"),
        (
            "order.rank = 1\norder.within = 0.1",
            "25: order.within = \"0.1\": about goes with within",
        ),
        (
            "order.rank = 1\norder.below = [{ skills = [\"gone\"] }]",
            r#"25: order.below.skills = "gone": unknown"#,
        ),
        // Planners.
        (
            "plan = { for = \"lunch\", measure = \"m\", unit = \"u\", low = 1 }",
            r#"24: plan.for = "lunch": write one of"#,
        ),
        ("plan = { for = \"hire\", measure = \"m\", unit = \"u\" }", "24: plan = "),
        (
            "plan = { for = \"hire\", measure = \"m\", unit = \"\", low = 1 }",
            r#"24: plan.unit = "": must not be empty"#,
        ),
        (
            "plan = { for = \"hire\", measure = \"m\", unit = \"u\", low = 2, high = 1 }",
            r#"24: plan.low = "2": low = 2 lies above"#,
        ),
        (
            "plan = { for = \"hire\", measure = \"m\", unit = \"u\", low = -1 }",
            r#"24: plan.low = "-1": a cost"#,
        ),
        (
            "plan = { for = \"hire\", measure = \"m\", unit = \"u\", low = nan }",
            r#"24: plan.low = "nan": write a finite"#,
        ),
        // Dates and figures.
        (
            "as_of = \"last year\"\npay = { mean = 1, per = \"year\" }",
            r#"24: as_of = "last year": cannot read"#,
        ),
        (
            "pay = { low = 1, high = 2, per = \"year\" }\nfigures = { low = 1 }",
            "25: figures = \"{ low = 1 }\": high has no number",
        ),
        (
            "pay = { mean = 1, per = \"year\" }\nfigures = { mean = 1, low = 2 }",
            "25: figures.low = \"2\": no such figure",
        ),
        (
            "pay = { low = 1, high = 2, per = \"year\" }\nfigures = { low = 1, high = 1 }",
            "25: figures.low = \"1\": figure 1 is carried by r/x",
        ),
    ];
    let wrong = |(claim, expected)| mismatch(&format!("{id}{claim}"), expected);
    let wrong: Vec<String> = cases.into_iter().filter_map(wrong).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_claim_needs_an_id_and_a_section_of_its_own() {
    let pay = "pay = { mean = 1, per = \"year\" }";
    check(&format!("section = \"s\"\n{pay}"), "21: id = \"\": missing field");
    check(&format!("id = \"x\"\n{pay}"), "21: section = \"\": missing field");
    check(
        &format!("id = \"x\"\nsection = \" \"\n{pay}"),
        r#"23: section = " ": must not be empty"#,
    );
    check(&format!("id = \"X y\"\nsection = \"s\"\n{pay}"), r#"22: id = "X y": write lower-case"#);
    let twice = format!("{CARD}{0}{0}", format!("[[claim]]\nid = \"x\"\nsection = \"s\"\n{pay}\n"));
    assert_eq!(
        complaints_of(&twice),
        [r#"a/r.toml:26: id = "x": another claim of this file has this id"#]
    );
}

#[test]
fn figures_are_carried_once_over_all_files() {
    let claim = "[[claim]]\nid = \"x\"\nsection = \"s\"\npay = { mean = 1, per = \"year\" }\nfigures.mean = 7\n";
    let text = format!("{CARD}{claim}");
    let files = [("a/r.toml", text.as_str()), ("a/s.toml", text.as_str())];
    let (cards, claims, complaints) = claims_of(&files, READINGS, 0);
    assert_eq!((cards.len(), claims.len()), (2, 1));
    let line = r#"a/s.toml:25: figures.mean = "7": figure 7 is carried by r/x already"#;
    assert_eq!(complaints[0].to_string(), line);
}

#[test]
fn every_slip_of_a_card_is_a_complaint_and_counts_the_claims_that_go_with_it() {
    let cases = [
        ("currency = \"USD\"\n", "", "1: currency = \"\": missing field `currency`"),
        ("currency = \"USD\"", "currency = \"dollars\"", r#"8: currency = "dollars":"#),
        ("as_of = \"2026\"\n", "", "1: as_of = \"\": missing field `as_of`"),
        ("as_of = \"2026\"", "as_of = \"soon\"", r#"7: as_of = "soon": cannot read"#),
        (
            "kind = \"report\"",
            "kind = \"reprot\"",
            r#"3: kind = "reprot": not one of official, report, survey, postings"#,
        ),
        (
            "basis = \"gross\"",
            "basis = \"brutto\"",
            r#"9: basis = "brutto": not one of gross, net"#,
        ),
        ("licence = \"free\"", "licence = \"\"", r#"5: licence = "": must not be empty"#),
        ("licence", "license", r#"5: license = "free": unknown field"#),
        ("means = \"us\"", "means = \"uss\"", r#"12: no_place.means = "uss": unknown word"#),
        (
            "means = \"book\"",
            "means = { junior = 0.5 }",
            r#"14: no_level.status = "": write one of"#,
        ),
        (
            "means = \"book\"",
            "status = \"our-estimate\"\nmeans = { junior = 0.5 }",
            "16: no_level.means = \"{ junior = 0.5 }\": the shares add up to 0.5",
        ),
        (
            "means = \"book\"",
            "status = \"our-estimate\"\nmeans = { junio = 1 }",
            r#"16: no_level.means = "junio": unknown word"#,
        ),
        (
            "[usual]",
            "[card.readings.low]\nquantile = 2\nsd = 1\nstatus = \"our-estimate\"\nbecause = \"b\"\n[usual]",
            r#"18: readings.low.quantile = "2": a quantile lies"#,
        ),
        (
            "[usual]",
            "[card.readings.low]\nquantile = 0.2\nsd = 0\nstatus = \"our-estimate\"\nbecause = \"b\"\n[usual]",
            r#"19: readings.low.sd = "0": a looseness"#,
        ),
        (
            "[usual]",
            "[card.readings.hgh]\nsd = 0.1\nstatus = \"our-estimate\"\nbecause = \"b\"\n[usual]",
            "17: readings.hgh = \"hgh\": no word that is read",
        ),
        (
            "[usual]",
            "[card.holds.penson]\nshare = 0.1\nsd = 0.1\nstatus = \"stated\"\nbecause = \"b\"\n[usual]",
            r#"17: holds.penson"#,
        ),
        (
            "[usual]",
            "[card.holds.pension]\nshare = 1.1\nsd = 0.1\nstatus = \"stated\"\nbecause = \"b\"\n[usual]",
            r#"18: holds.pension.share = "1.1": a share of base pay"#,
        ),
        (
            "[usual]",
            "[card.holds.pension]\nshare = 0.1\nsd = 0.1\nstatus = \"stated\"\nbecause = \"\"\n[usual]",
            r#"21: holds.pension.because"#,
        ),
        (
            "[usual]",
            "[card.loose]\nsd = 0\nstatus = \"our-estimate\"\nbecause = \"b\"\n[usual]",
            r#"18: loose.sd"#,
        ),
        ("biases = []", "biases = []\npays = 0", r#"11: pays"#),
        ("role = ", "rule = ", r#"18: rule = "backend-developer": unknown field `rule`"#),
    ];
    let claim = "[[claim]]\nid = \"x\"\nsection = \"s\"\npay = { mean = 1, per = \"year\" }\n";
    for (good, bad, expected) in cases {
        let text = format!("{}{claim}", CARD.replacen(good, bad, 1));
        let lines = complaints_of(&text);
        assert_eq!(lines.len(), 2, "{bad}: {lines:?}");
        assert!(lines[0].starts_with(&format!("a/r.toml:{expected}")), "{bad}\n{}", lines[0]);
        assert!(lines[1].contains("1 claims and repeats not read"), "{}", lines[1]);
    }
}

#[test]
fn what_a_claim_leaves_out_must_mean_something() {
    let claim = "[[claim]]\nid = \"x\"\nsection = \"s\"\npay = { mean = 1, per = \"year\" }\n";
    let without = |from: &str, to: &str| {
        let (start, end) = (CARD.find(from).expect("there"), CARD.find(to).expect("there"));
        complaints_of(&format!("{}{}{claim}", &CARD[..start], &CARD[end..]))
    };
    let unsaid = "not said, and the [card] does not say what that means in this report";
    assert_eq!(
        without("[card.no_place]", "[card.no_level]"),
        [format!("a/r.toml:18: place = \"\": {unsaid}")]
    );
    assert_eq!(
        without("[card.no_level]", "[usual]"),
        [format!("a/r.toml:18: level = \"\": {unsaid}")]
    );
    let lines =
        complaints_of(&format!("{}{claim}", CARD.replace("engagement = \"employee\"\n", "")));
    assert_eq!(
        lines,
        ["a/r.toml:20: engagement = \"\": not said, and [usual] does not say it either"]
    );
}

#[test]
fn a_file_that_cannot_be_read_leaves_the_others_alone() {
    let good = format!(
        "{CARD}[[claim]]\nid = \"x\"\nsection = \"s\"\npay = {{ mean = 1, per = \"year\" }}\n"
    );
    let files =
        [("a/broken.toml", "[card\ntitle"), ("a/no-card.toml", "[[claim]]\n"), ("a/r.toml", &good)];
    let (cards, claims, complaints) = claims_of(&files, READINGS, FIRST);
    assert_eq!((cards.len(), claims.len()), (1, 1));
    assert_eq!(claims[0].source.0, FIRST);
    assert_eq!(complaints.len(), 3, "{complaints:?}");
    assert_eq!((complaints[0].file(), complaints[0].line()), ("a/broken.toml", Some(1)));
    assert_eq!(complaints[1].what, "a file of claims opens with its [card]");
}

#[test]
fn unknown_tables_and_bad_repeats_are_complaints() {
    let claim = "[[claim]]\nid = \"x\"\nsection = \"s\"\npay = { mean = 1, per = \"year\" }\nfigures.mean = 1\n";
    let of = |text: &str| complaints_of(&format!("{CARD}{claim}{text}"));
    let repeat =
        |of: &str| format!("[[repeat]]\nof = \"{of}\"\nsection = \"s\"\nfigures.mean = 2\n");
    assert_eq!(
        of("[[clam]]\n"),
        [
            r#"a/r.toml:26: clam = "[[clam]]": unknown key; known here are card, usual, claim, repeat"#
        ]
    );
    assert_eq!(
        of(&repeat("r/y")),
        [r#"a/r.toml:27: of = "r/y": unknown word; the nearest known is r/x"#]
    );
    assert_eq!(of(&repeat("r/x")), [r#"a/r.toml:27: of = "r/x": a report does not repeat itself"#]);
}

#[test]
fn without_default_readings_nothing_is_read_and_it_is_said() {
    let broken = READINGS.1.replace("[gap]", "[gaap]");
    let (_, claims, complaints) = claims_of(&reports(), ("readings.toml", &broken), 0);
    assert_eq!(claims.len(), 0);
    let reasons: Vec<_> = complaints.iter().map(|c| c.what.as_str()).collect();
    assert!(reasons[0].starts_with("unknown key; known here are stated, mean, low"), "{reasons:?}");
    assert_eq!(reasons[1], "every word needs a default reading");
    assert!(reasons[2].ends_with("claims not read: the default readings are not usable"));
    assert_eq!(complaints.len(), 2 + reports().len());
}

#[test]
fn the_examples_of_the_readme_are_read() {
    let readme = include_str!("../../../data/claims/README.md");
    let example = readme.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next());
    let text = format!("{CARD}{}", example.expect("the README has an example"));
    assert_eq!(complaints_of(&text), Vec::<String>::new());
}
