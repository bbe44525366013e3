//! Carried tables of cells and summary quantiles: what is written is read back, and a row that cannot
//! be read is told with its line while the others are read.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use goingrate_evidence::read::{MicrodataFile, MicrodataRead, microdata};
use goingrate_evidence::{
    Basis, Cell, CellKey, Education, Evidence, Headcount, Histogram, Money, Remote, Shares,
    SourceId, Stated, SummaryQuantiles, YearsBand, write,
};
use goingrate_units::{Component, Engagement, Period, Problem, Taxonomy, TaxonomyFiles};

const SOURCE: &str = r#"
[card]
slug = "a-survey"
title = "A survey"
publisher = "Somebody"
kind = "survey"
as_of = "2020"
period = "2019 to 2021"
currency = "USD"
basis = "gross"
licence = "CC0 1.0"
biases = ["Those who answer are few."]
"#;

const EXTRACT: &str = r#"
period = "2021"
as_of = "2021-06"
remarks = ["Carried is one wave."]
"#;

fn taxonomy() -> Taxonomy {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/taxonomy");
    let file = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    Taxonomy::read(&TaxonomyFiles {
        roles: &file("roles.toml"),
        levels: &file("levels.toml"),
        places: &file("places.toml"),
        areas: &file("areas.csv"),
        skills: &file("skills.toml"),
        industries: &file("industries.toml"),
        tiers: &file("tiers.toml"),
        employers: &file("employers.csv"),
        employer_levels: &file("employer_levels.csv"),
        words: &file("words.toml"),
        phrases: &file("phrases.csv"),
        towns: &file("towns.csv"),
    })
    .unwrap()
}

fn read(table: &str, taxonomy: &Taxonomy) -> Result<MicrodataRead, Problem> {
    let file = MicrodataFile {
        source: ("sources/a-survey.toml", SOURCE),
        extract: ("microdata/a-survey/2021.toml", EXTRACT),
        table: ("microdata/a-survey/2021.csv.gz", table.as_bytes()),
    };
    microdata(&file, taxonomy)
}

/// A key with nothing but what must be stated, and one with everything.
fn keys(t: &Taxonomy) -> Vec<CellKey> {
    let money = Money {
        component: Component::BaseSalary,
        basis: Basis::Gross,
        currency: "EUR".parse().unwrap(),
        period: Period::Month,
    };
    let role = |slug: &str| t.role_of(slug).unwrap();
    let place = t.place_of("de").unwrap();
    let bare = CellKey::new(Shares::certain(role("data-engineer")), place, money, 2021);
    let [senior, staff] = ["senior", "staff"].map(|slug| t.level_of(slug).unwrap());
    let [rust, go] = ["rust", "go"].map(|slug| t.skill_of(slug).unwrap());
    let mut skills = vec![rust, go];
    skills.sort_unstable();
    let full = CellKey {
        level: Shares::of([(senior, 80), (staff, 20)]).unwrap(),
        title: Some(Arc::from("Engineer, \"data\"\nand more")),
        level_text: Some(Arc::from("L5")),
        years: Some(YearsBand { low: 3, high: 5 }),
        years_coding: Some(YearsBand { low: 8, high: 8 }),
        tenure: Some(YearsBand { low: 0, high: 1 }),
        skills,
        skill_count: Some(4),
        industry: t.industry_of("staffing"),
        employer: Some(Arc::from("acme, inc.")),
        tier: t.tier_of("startup"),
        headcount: Headcount::new(50, None),
        education: Some(Education::Master),
        remote: Some(Remote::Hybrid),
        engagement: Engagement::Freelance,
        stated: Stated::RangeLow,
        month: Some(6),
        ..bare.clone()
    };
    vec![bare, full]
}

#[test]
fn cells_are_read_back_as_they_were_written() {
    let taxonomy = taxonomy();
    let histogram = |counts: &[(i32, u64)]| Histogram::from_counts(counts.to_vec()).unwrap();
    let histograms = [histogram(&[(2115, 1), (2120, 3)]), histogram(&[(-1, 7)])];
    let cell = |(key, histogram)| Cell { source: SourceId(0), key, histogram };
    let cells: Vec<Cell> = keys(&taxonomy).into_iter().zip(histograms).map(cell).collect();
    let all: Vec<&Cell> = cells.iter().collect();
    let text = write::cells(&all, &taxonomy).unwrap();
    let back = read(&text, &taxonomy).unwrap();
    assert_eq!(back.complaints, []);
    assert_eq!((back.rows, &back.cells), (2, &cells));
    // Columns that nobody fills are left out.
    let bare = write::cells(&all[..1], &taxonomy).unwrap();
    assert!(!bare.contains("tenure") && bare.contains("2115:1 2120:3"), "{bare}");
    assert_eq!(read(&bare, &taxonomy).unwrap().cells, cells[..1]);
}

#[test]
fn summary_quantiles_are_read_back_as_they_were_written() {
    let taxonomy = taxonomy();
    let mut summaries: Vec<SummaryQuantiles> =
        keys(&taxonomy).into_iter().map(SummaryQuantiles::new).collect();
    summaries[0].quantiles = vec![(0.25, 4000.0), (0.5, 5000.5)];
    summaries[0].at_least = vec![(0.9, 9000.0)];
    summaries[1].mean = Some(6000.25);
    (summaries[1].mean_error, summaries[1].count_error) = (Some(0.01), Some(0.05));
    summaries[1].count = Some(312);
    let all: Vec<&SummaryQuantiles> = summaries.iter().collect();
    let text = write::summary_quantiles(&all, &taxonomy).unwrap();
    let back = read(&text, &taxonomy).unwrap();
    assert_eq!(back.complaints, []);
    // The hash of a row is that of its text.
    assert_ne!(back.published[0].row, back.published[1].row);
    for (back, written) in back.published.iter().zip(&summaries) {
        assert_eq!(*back, SummaryQuantiles { row: back.row, ..written.clone() });
    }
}

#[test]
fn rows_fail_and_the_others_are_read() {
    let taxonomy = taxonomy();
    let heading = "role,place,engagement,component,basis,stated,currency,period,year,years_low,\
                   years_high,month,buckets";
    let row = |place: &str, rest: &str| {
        format!("data-engineer 100,{place},employee,base_salary,gross,pay,USD,year,{rest}")
    };
    let check = |row: String, field: &str, value: &str| {
        let good = "15-1252 100,us,employee,base_salary,gross,pay,USD,year,2025,,,,2115:1";
        let read = read(&format!("{heading}\n{row}\n{good}\n"), &taxonomy).unwrap();
        assert_eq!((read.rows, read.cells.len(), read.complaints.len()), (2, 1, 1), "{row}");
        let told = &read.complaints[0];
        assert_eq!((told.line(), told.field_name(), told.value_text()), (Some(2), field, value));
        assert_eq!(told.file(), "microdata/a-survey/2021.csv.gz");
    };
    check(row("nowhere", "2025,,,,2115:1"), "place", "nowhere");
    check(row("", "2025,,,,2115:1"), "place", "");
    check(row("us", ",,,,2115:1"), "year", "");
    check(row("us", "late,,,,2115:1"), "year", "late");
    check(row("us", "99999,,,,2115:1"), "year", "99999");
    check(row("us", "2025,5,3,,2115:1"), "years_high", "3");
    check(row("us", "2025,5,,,2115:1"), "years_high", "");
    check(row("us", "2025,5,61,,2115:1"), "years_high", "61");
    check(row("us", "2025,,,13,2115:1"), "month", "13");
    check(row("us", "2025,,,,"), "buckets", "");
    check(row("us", "2025,,,,2115"), "buckets", "2115");
    check(row("us", "2025,,,,2115:0"), "buckets", "2115:0");
    check(row("us", "2025,,,,2115:1 2116:-1"), "buckets", "2116:-1");
    check(row("us", "2025,,,,999999:1"), "buckets", "999999:1");
    let twice = format!("{heading}\n{0}\n{0}\n", row("us", "2025,,,,2115:1"));
    let read = read(&twice, &taxonomy).unwrap();
    assert_eq!((read.cells.len(), read.complaints[0].line()), (1, Some(3)));
}

#[test]
fn a_table_that_is_none_is_an_error() {
    let taxonomy = taxonomy();
    let check = |table: &str, value: &str| {
        let told = read(table, &taxonomy).unwrap_err();
        assert_eq!((told.field_name(), told.value_text()), ("heading", value), "{table}");
    };
    check("role,place,salary,buckets\n", "salary");
    check("role,role,buckets\n", "role");
    check("role,place\n", "");
    check("role,buckets,quantiles\n", "buckets");
}

#[test]
fn the_card_says_what_is_carried_and_tables_of_a_source_share_it() {
    let taxonomy = taxonomy();
    let heading = "role,place,engagement,component,basis,stated,currency,period,year,buckets";
    let row = "data-engineer 100,us,employee,base_salary,gross,pay,USD,year,2025,2115:2";
    let first = read(&format!("{heading}\n{row}\n"), &taxonomy).unwrap();
    assert_eq!((first.card.period.as_str(), first.card.biases.len()), ("2021", 2));
    let mut second = first.clone();
    second.card.biases.push("Another table.".to_owned());
    let mut evidence = Evidence::default();
    evidence.add_microdata(first);
    evidence.add_microdata(second);
    assert_eq!((evidence.cards.len(), evidence.cells.len()), (1, 2));
    assert_eq!(evidence.cards[0].biases.len(), 3);
    assert_eq!(evidence.complaints(), []);
}
