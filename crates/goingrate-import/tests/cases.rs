//! Faults that were found in tables of other people, each with its right answer: a mapping, a table, and
//! what becomes of it.

mod microdata;

use std::io::Cursor;

use goingrate_evidence::{Record, SourceId};
use goingrate_import::table::Opened;
use goingrate_import::{MappedTable, Reason, Records, Remark, RollUp, RolledUp, Source};
use goingrate_units::{Component, Period};
use microdata::World;

const CARD: &str = r#"
[card]
slug = "invented"
title = "Invented rows"
publisher = "Nobody"
kind = "survey"
reference = false
as_of = "2025-06"
period = "2025"
currency = "EUR"
basis = "gross"
licence = "own"
"#;

/// A mapping without its card, of a table of these headings.
struct Case<'t> {
    world: &'t World,
    mapping: String,
    table: &'t str,
}

impl<'t> Case<'t> {
    fn new(world: &'t World, mapping: &str, table: &'t str) -> Case<'t> {
        Case { world, mapping: format!("{CARD}{mapping}"), table }
    }

    fn source(&self) -> MappedTable {
        MappedTable::read("m.toml", &self.mapping, &self.world.context())
            .unwrap_or_else(|error| panic!("{error}\n{}", self.mapping))
    }

    /// Why the mapping or the table is refused.
    fn refused(&self) -> String {
        match MappedTable::read("m.toml", &self.mapping, &self.world.context()) {
            Err(error) => error.to_string(),
            Ok(source) => {
                let opened = Opened::new(Cursor::new(self.table.as_bytes().to_vec())).unwrap();
                let mut sink = Records::default();
                let read = source.read(opened, &self.world.context(), &mut sink);
                read.expect_err(&self.mapping).to_string()
            }
        }
    }

    fn rows(&self) -> Records {
        let mut sink = Records::default();
        let opened = Opened::new(Cursor::new(self.table.as_bytes().to_vec())).unwrap();
        self.source().read(opened, &self.world.context(), &mut sink).unwrap();
        sink
    }

    fn cells(&self) -> RolledUp {
        let mut sink = RollUp::new();
        let opened = Opened::new(Cursor::new(self.table.as_bytes().to_vec())).unwrap();
        self.source().read(opened, &self.world.context(), &mut sink).unwrap();
        let read = sink.finish(SourceId(0));
        assert_eq!(read.counts.read, read.counts.used + read.counts.set_aside());
        read
    }

    fn remark(&self, remark: Remark) -> u64 {
        self.cells().counts.remarks.get(&remark).copied().unwrap_or(0)
    }
}

fn amounts(rows: &Records) -> Vec<f64> {
    rows.records.iter().map(|record| record.amount).collect()
}

/// Lines that are set aside, with why.
fn aside(rows: &Records) -> Vec<(u64, Reason)> {
    rows.aside.iter().map(|(line, rejection)| (*line, rejection.reason)).collect()
}

fn places<'w>(world: &'w World, rows: &Records) -> Vec<&'w str> {
    let place = |record: &Record| world.taxonomy.place(record.key.place).slug.as_str();
    rows.records.iter().map(place).collect()
}

/// Job, Country and Pay, and what else a test adds.
const PLAIN: &str = r#"
[table]
headings = ["Job", "Pay"]
[columns]
title = "Job"
country = "Country"
[fixed]
period = "year"
[[pay]]
component = "base_salary"
amount = "Pay"
"#;

#[test]
fn a_town_lies_in_the_country_of_its_row() {
    let world = World::open();
    let mapping = PLAIN.replace("[fixed]", "place = \"Town\"\n[fixed]");
    let table = "Job,Town,Country,Pay\n\
                 Backend Developer,Armenia,Colombia,30000\n\
                 Backend Developer,Dublin,United States,95000\n\
                 Backend Developer,Troy,United States,90000\n\
                 Backend Developer,Turku,Finland,60000\n\
                 Backend Developer,Vancouver,Canada,70000\n\
                 Backend Developer,,Canada,70000\n\
                 Backend Developer,\"Vancouver, WA\",United States,90000\n\
                 Backend Developer,\"Berlin, Germany\",Germany,70000\n\
                 Backend Developer,New York,US,90000\n\
                 Backend Developer,Washington,US,90000\n\
                 Backend Developer,WA,US,90000\n\
                 Backend Developer,\"Nowhere, Washington\",US,90000\n";
    let case = Case::new(&world, &mapping, table);
    let rows = case.rows();
    assert_eq!(aside(&rows), []);
    let expected = [
        "co",
        "us",
        "us-10580",
        "fi",
        "ca-lower-mainland",
        "ca",
        "us-38900",
        "de-berlin",
        "us-35620",
        "us",
        "us-wa",
        "us-wa",
    ];
    assert_eq!(places(&world, &rows), expected);
    // Armenia, Dublin, Turku, Washington and Nowhere are not known there.
    assert_eq!(case.remark(Remark::CoarserPlace), 5);
}

#[test]
fn a_country_that_is_not_known_does_not_let_its_town_go_elsewhere() {
    let world = World::open();
    let mapping = PLAIN.replace("[fixed]", "place = \"Town\"\n[fixed]");
    let table = "Job,Town,Country,Pay\nBackend Developer,Dublin,Untied Stats,95000\n";
    let rows = Case::new(&world, &mapping, table).rows();
    assert_eq!(aside(&rows), [(2, Reason::UnknownPlace)]);
    assert_eq!(rows.aside[0].1.value, "Untied Stats");
}

#[test]
fn one_text_bounds_its_town_by_its_country_too() {
    let world = World::open();
    let mapping = PLAIN.replace("country = \"Country\"", "place = \"Country\"");
    let table = "Job,Country,Pay\n\
                 Backend Developer,\"Vancouver, Canada\",70000\n\
                 Backend Developer,\"Turku, Finland\",60000\n\
                 Backend Developer,\"Seattle, WA\",90000\n\
                 Backend Developer,\"Atlanta, Georgia\",90000\n\
                 Backend Developer,\"Korea, South\",60000\n\
                 Backend Developer,DE,60000\n";
    let case = Case::new(&world, &mapping, table);
    let found = ["ca-lower-mainland", "fi", "us-42660", "us-12060", "kr", "de"];
    assert_eq!(places(&world, &case.rows()), found);
    assert_eq!(case.remark(Remark::CoarserPlace), 1);
}

const DOTS: &str = "Job;Country;Pay;Praemie\n\
                    Backend Developer;Germany;71.500;4.000\n\
                    Backend Developer;Germany;71.500,00;4.000,00\n\
                    Backend Developer;Germany;71500,00;4000\n\
                    Backend Developer;Germany;71,500.00;4,000.00\n\
                    Backend Developer;Germany;71 500;4 000\n";

fn with_bonus(plain: &str) -> String {
    format!("{plain}[[pay]]\ncomponent = \"bonus\"\namount = \"Praemie\"\n")
}

#[test]
fn thousands_with_a_point_are_never_thousandths() {
    let world = World::open();
    let case = Case::new(&world, &with_bonus(PLAIN), DOTS);
    let rows = case.rows();
    // The table writes both ways, so that its first row can be read in two.
    assert_eq!(aside(&rows), [(2, Reason::AmbiguousPay)]);
    assert_eq!(amounts(&rows), [71_500.0, 4_000.0].repeat(4));
    // Whoever knows says it.
    let stated = with_bonus(PLAIN).replace("[columns]", "decimal = \",\"\n[columns]");
    let rows = Case::new(&world, &stated, DOTS).rows();
    assert_eq!((aside(&rows), amounts(&rows)), (vec![], [71_500.0, 4_000.0].repeat(5)));
    let wrong = with_bonus(PLAIN).replace("[columns]", "decimal = \";\"\n[columns]");
    assert!(Case::new(&world, &wrong, DOTS).refused().contains("table.decimal"));
}

#[test]
fn a_table_and_a_row_show_how_they_write() {
    let world = World::open();
    let table = "Job;Country;Pay;Praemie\n\
                 Backend Developer;Germany;71.500;4.000\n\
                 Backend Developer;Germany;68.250,50;2.000\n";
    let rows = Case::new(&world, &with_bonus(PLAIN), table).rows();
    assert_eq!(aside(&rows), []);
    assert_eq!(amounts(&rows), [71_500.0, 4_000.0, 68_250.5, 2_000.0]);
    // A table that is written with points: only its thousands are clear.
    let table = "Job;Country;Pay;Praemie\n\
                 Backend Developer;Germany;71,500.00;\n\
                 Backend Developer;Germany;71500;4.000\n\
                 Backend Developer;Germany;71.500,00;4.000\n";
    let case = Case::new(&world, &with_bonus(PLAIN), table);
    assert_eq!(amounts(&case.rows()), [71_500.0, 71_500.0, 71_500.0, 4_000.0]);
    assert_eq!(case.remark(Remark::AmbiguousComponent), 1);
}

#[test]
fn a_count_that_can_be_read_in_two_ways_is_left_open() {
    let world = World::open();
    let mapping = PLAIN
        .replace("title = \"Job\"", "title = \"Job\"\ncount = \"People\"")
        .replace("amount = \"Pay\"", "percentiles = { \"Pay\" = 50 }");
    let table = "Job;Country;Pay;People\nBackend Developer;Germany;71500;1.200\n";
    let case = Case::new(&world, &mapping, table);
    assert_eq!(case.cells().published[0].count, None);
    assert_eq!(case.remark(Remark::ImpossibleCount), 1);
}

#[test]
fn headings_are_copied_as_they_stand() {
    let world = World::open();
    let mapping = PLAIN
        .replace("amount = \"Pay\"", "amount = \"Pay \"")
        .replace("title = \"Job\"", "title = \"Job\"\nyears = \"Years  of\\n experience \"")
        .replace("[columns]", "not_content = [\"Row \"]\nmissing = [\" - \"]\n[columns]");
    let table = "Job,Country,Pay ,Years of  experience ,Row \n\
                 Backend Developer,Germany,70000,4,1\n\
                 Backend Developer,Germany,70000,4,2\n\
                 Backend Developer,Germany,70000,-,3\n";
    let case = Case::new(&world, &mapping, table);
    let rows = case.rows();
    assert_eq!(amounts(&rows), [70_000.0; 3]);
    let years = |at: usize| rows.records[at].key.years.map(|band| band.low);
    assert_eq!([years(0), years(1), years(2)], [Some(4), Some(4), None]);
    assert_eq!(case.cells().counts.duplicates, 1);
}

#[test]
fn money_without_an_exchange_rate_is_held_against_what_it_buys() {
    let world = World::open();
    let mapping = PLAIN.replace("[fixed]", "currency = \"Money\"\n[fixed]");
    let table = "Job,Country,Money,Pay\n\
                 Backend Developer,Colombia,COP,36\n\
                 Backend Developer,Colombia,COP,5000000\n\
                 Backend Developer,Colombia,COP,60000000\n\
                 Backend Developer,Vietnam,VND,300\n\
                 Backend Developer,Nigeria,NGN,7\n\
                 Backend Developer,Germany,EUR,36\n\
                 Backend Developer,Germany,COP,36\n\
                 Backend Developer,Nigeria,NGN,9000000\n";
    let rows = Case::new(&world, &mapping, table).rows();
    assert_eq!(amounts(&rows), [60_000_000.0, 9_000_000.0]);
    let reasons: Vec<Reason> = aside(&rows).into_iter().map(|(_, reason)| reason).collect();
    let impossible = Reason::ImpossiblePay;
    let (monthly, hourly) = (Reason::LikelyMonthly, Reason::LikelyHourly);
    let expected = [impossible, monthly, impossible, impossible, hourly, impossible];
    assert_eq!(reasons, expected);
}

const PARTS: &str = r#"
[table]
headings = ["Who", "Job"]
[columns]
title = "Job"
country = "Land"
engagement = "Who"
[fixed]
period = "month"
[values.engagement]
"Employee" = "employee"
"Own firm" = "freelance"
[[pay]]
component = "base_salary"
amount = "A month"
[[pay]]
component = "bonus"
amount = "Bonus of the year"
[[pay]]
component = "hourly_rate"
amount = "An hour"
"#;

const PARTS_TABLE: &str = "Who\tJob\tLand\tA month\tAn hour\tBonus of the year\n\
                           Employee\tBackend Developer\tFinland\t5100\t\t4000\n\
                           Own firm\tBackend Developer\tFinland\t\t90\t\n";

#[test]
fn a_part_of_pay_may_have_its_own_period() {
    let world = World::open();
    let refused = Case::new(&world, PARTS, PARTS_TABLE).refused();
    for says in ["pay.period", "hourly_rate", "is of an hour", "period = \"hour\""] {
        assert!(refused.contains(says), "{says}: {refused}");
    }
    let own = PARTS
        .replace("amount = \"Bonus", "period = \"year\"\namount = \"Bonus")
        .replace("amount = \"An hour", "period = \"hour\"\namount = \"An hour");
    let rows = Case::new(&world, &own, PARTS_TABLE).rows();
    let read = |record: &Record| (record.key.component, record.key.period, record.amount);
    let expected = [
        (Component::BaseSalary, Period::Month, 5_100.0),
        (Component::Bonus, Period::Year, 4_000.0),
        (Component::HourlyRate, Period::Hour, 90.0),
    ];
    assert_eq!(rows.records.iter().map(read).collect::<Vec<_>>(), expected);
    let unknown = own.replace("period = \"hour\"", "period = \"huor\"");
    let refused = Case::new(&world, &unknown, PARTS_TABLE).refused();
    assert!(refused.contains("nearest: hour"), "{refused}");
}

#[test]
fn an_hourly_rate_of_a_row_that_says_month_is_refused_in_that_row() {
    let world = World::open();
    let mapping = PLAIN
        .replace("base_salary", "hourly_rate")
        .replace("[fixed]", "period = \"Per\"\n[fixed]")
        .replace("period = \"year\"", "");
    let table = "Job,Country,Pay,Per\n\
                 Backend Developer,Germany,90,hour\n\
                 Backend Developer,Germany,9000,month\n";
    let rows = Case::new(&world, &mapping, table).rows();
    assert_eq!(amounts(&rows), [90.0]);
    assert_eq!(aside(&rows), [(3, Reason::UnknownPeriod)]);
}

#[test]
fn a_word_that_is_a_number_is_refused_by_its_key() {
    let world = World::open();
    let check = |added: &str, says: &[&str]| {
        let mapping = PLAIN.replace("[fixed]", "years = \"Pay\"\n[fixed]");
        let refused =
            Case::new(&world, &format!("{mapping}{added}"), "Job,Country,Pay\n").refused();
        for part in says {
            assert!(refused.contains(part), "{part}: {refused}");
        }
    };
    let key = "values.years.\"Under a year\"";
    check("[values.years]\n\"Under a year\" = 0\n", &[key, "write a text: \"0\""]);
    check("[values.years]\n\"Under a year\" = [0, 1]\n", &[key, "write a list of texts"]);
    check("[values.years]\n\"Under a year\" = true\n", &[key, "write a text: \"true\""]);
    let fixed = PLAIN.replace("[fixed]", "[fixed]\nyears = 5");
    let refused = Case::new(&world, &fixed, "Job,Country,Pay\n").refused();
    assert!(
        refused.contains("fixed.years") && refused.contains("write a text: \"5\""),
        "{refused}"
    );
}

#[test]
fn the_words_of_years_are_used() {
    let world = World::open();
    let mapping = PLAIN.replace(
        "[fixed]",
        "years = \"Experience\"\ntenure = \"Here\"\nyears_coding = \"Code\"\n[fixed]",
    ) + "[values.years]\n\"3 to 5 years\" = \"4\"\n\"Under a year\" = \"0\"\n\
           [values.tenure]\n\"Under a year\" = \"0\"\n[values.years_coding]\n\"since school\" = \"12\"\n";
    let table = "Job,Country,Pay,Experience,Here,Code\n\
                 Backend Developer,Germany,70000,3 to 5 years,Under a year,since school\n\
                 Backend Developer,Germany,52000,Under a year,Under a year,\n\
                 Backend Developer,Germany,68000,4,1,\n";
    let case = Case::new(&world, &mapping, table);
    let rows = case.rows();
    let years: Vec<_> = rows.records.iter().map(|r| r.key.years.map(|b| (b.low, b.high))).collect();
    let here: Vec<_> = rows.records.iter().map(|r| r.key.tenure.map(|b| (b.low, b.high))).collect();
    assert_eq!(years, [Some((4, 4)), Some((0, 0)), Some((4, 4))]);
    assert_eq!(here, [Some((0, 0)), Some((0, 0)), Some((1, 1))]);
    assert_eq!(rows.records[0].key.years_coding.map(|band| band.low), Some(12));
    assert_eq!(case.cells().counts.remarks.len(), 0);
}

#[test]
fn a_place_may_stand_in_two_columns() {
    let world = World::open();
    let mapping = PLAIN
        .replace("country = \"Country\"", "place = [\"Town\", \"State\"]\ncountry = \"Country\"");
    let table = "Job,Town,State,Country,Pay\n\
                 Backend Developer,Portland,ME,USA,90000\n\
                 Backend Developer,Portland,Oregon,USA,90000\n\
                 Backend Developer,,Texas,USA,90000\n\
                 Backend Developer,Munich,Bavaria,Germany,70000\n\
                 Backend Developer,Toronto,Ontario,Canada,70000\n\
                 Backend Developer,Seattle,,,90000\n";
    let case = Case::new(&world, &mapping, table);
    let found = ["us-38860", "us-38900", "us-tx", "de-munich", "ca-toronto", "us-42660"];
    assert_eq!(places(&world, &case.rows()), found);
    assert_eq!(case.remark(Remark::CoarserPlace), 0);
}

#[test]
fn rows_are_left_out_by_a_value() {
    let world = World::open();
    let table = "Job,Country,Pay,Status,Wave\n\
                 Backend Developer,Germany,70000,Full-time,2024\n\
                 Backend Developer,Germany,30000,Part-time,2024\n\
                 Backend Developer,Germany,60000,full-time ,2019\n\
                 Backend Developer,Germany,50000,,2024\n";
    let chosen = "[[leave_out]]\ncolumn = \"Status\"\nvalues = [\"part-time\", \"\"]\n\
                  [[keep_only]]\ncolumn = 5\nvalues = [\"2024\"]\n";
    let rows = Case::new(&world, &format!("{PLAIN}{chosen}"), table).rows();
    assert_eq!(amounts(&rows), [70_000.0]);
    let left_out = Reason::LeftOut;
    assert_eq!(aside(&rows), [(3, left_out), (4, left_out), (5, left_out)]);
    assert_eq!(
        (rows.aside[0].1.field.as_str(), rows.aside[0].1.value.as_str()),
        ("Status", "Part-time")
    );
    let wrong = format!("{PLAIN}[[leave_out]]\ncolumn = \"State\"\nvalues = [\"x\"]\n");
    assert!(Case::new(&world, &wrong, table).refused().contains("no column State"));
}

#[test]
fn dates_stand_in_many_orders() {
    let world = World::open();
    let mapping = PLAIN.replace("[fixed]", "as_of = \"When\"\n[fixed]");
    let table = "Job,Country,Pay,When\n\
                 Backend Developer,Germany,70000,4/27/2021 11:02:10\n\
                 Backend Developer,Germany,70000,27.04.2022\n\
                 Backend Developer,Germany,70000,May 2023\n\
                 Backend Developer,Germany,70000,4/5/2021\n";
    let rows = Case::new(&world, &mapping, table).rows();
    let years: Vec<i16> = rows.records.iter().map(|record| record.key.year).collect();
    assert_eq!((years, aside(&rows)), (vec![2021, 2022, 2023], vec![(5, Reason::BadDate)]));
    let stated = mapping.replace("[columns]", "dates = \"month-first\"\n[columns]");
    let rows = Case::new(&world, &stated, table).rows();
    assert_eq!(aside(&rows), [(3, Reason::BadDate)]);
    let wrong = mapping.replace("[columns]", "dates = \"us\"\n[columns]");
    assert!(Case::new(&world, &wrong, table).refused().contains("table.dates"));
}

#[test]
fn a_range_may_stand_in_one_column() {
    let world = World::open();
    let mapping = PLAIN.replace("amount = \"Pay\"", "range = \"Pay\"");
    let table = "Job;Country;Pay\n\
                 Backend Developer;Germany;25,000 - 29,999\n\
                 Backend Developer;Germany;\u{20ac}50k\u{2013}\u{20ac}75k\n\
                 Backend Developer;Germany;150-200k\n\
                 Backend Developer;Germany;30.000,00 to 40.000,00\n\
                 Backend Developer;Germany;over 200,000\n\
                 Backend Developer;Germany;under 25,000\n\
                 Backend Developer;Germany;45000\n\
                 Backend Developer;Germany;90,000+\n\
                 Backend Developer;Germany;60000 - 50000\n\
                 Backend Developer;Germany;prefer not to say\n";
    let case = Case::new(&world, &mapping, table);
    let rows = case.rows();
    let read: Vec<(f64, &str)> =
        rows.records.iter().map(|record| (record.amount, record.key.stated.slug())).collect();
    let (low, high) = ("range_low", "range_high");
    let expected = [
        (25_000.0, low),
        (29_999.0, high),
        (50_000.0, low),
        (75_000.0, high),
        (150_000.0, low),
        (200_000.0, high),
        (30_000.0, low),
        (40_000.0, high),
        (200_000.0, low),
        (25_000.0, high),
        (45_000.0, "pay"),
        (90_000.0, low),
    ];
    assert_eq!(read, expected);
    assert_eq!(aside(&rows), [(10, Reason::BadRange), (11, Reason::ImpossiblePay)]);
}

#[test]
fn a_cell_may_name_its_money_and_its_period() {
    let world = World::open();
    let table = "Job;Country;Pay\n\
                 Backend Developer;Germany;\u{a3}65k\n\
                 Backend Developer;Germany;70.000,00 EUR\n\
                 Backend Developer;Germany;$70,000\n\
                 Backend Developer;Germany;80.000,-\n\
                 Backend Developer;Germany;45 EUR/hr\n\
                 Backend Developer;Germany;70000 + bonus\n\
                 Backend Developer;Germany;-70000\n";
    let rows = Case::new(&world, PLAIN, table).rows();
    let read = |record: &Record| {
        (record.amount, record.key.currency.to_string(), record.key.period.slug().to_owned())
    };
    let said = |amount: f64, currency: &str, period: &str| {
        (amount, currency.to_owned(), period.to_owned())
    };
    let expected = [
        said(65_000.0, "GBP", "year"),
        said(70_000.0, "EUR", "year"),
        // The sign of many dollars names none of them.
        said(70_000.0, "EUR", "year"),
        said(80_000.0, "EUR", "year"),
        said(45.0, "EUR", "hour"),
    ];
    assert_eq!(rows.records.iter().map(read).collect::<Vec<_>>(), expected);
    assert_eq!(aside(&rows), [(7, Reason::ImpossiblePay), (8, Reason::ImpossiblePay)]);
    // What the row states itself, a cell cannot deny.
    let mapping = PLAIN.replace("[fixed]", "currency = \"Money\"\n[fixed]");
    let table = "Job;Country;Pay;Money\nBackend Developer;Germany;\u{a3}65k;EUR\n";
    let rows = Case::new(&world, &mapping, table).rows();
    assert_eq!(aside(&rows), [(2, Reason::UnknownCurrency)]);
}

#[test]
fn years_stand_in_bands() {
    let world = World::open();
    let mapping = PLAIN.replace("[fixed]", "years = \"Experience\"\n[fixed]");
    let table = "Job,Country,Pay,Experience\n\
                 Backend Developer,Germany,70000,3 to 5 years\n\
                 Backend Developer,Germany,70000,10+\n\
                 Backend Developer,Germany,70000,1 year or so\n";
    let case = Case::new(&world, &mapping, table);
    let years: Vec<_> =
        case.rows().records.iter().map(|r| r.key.years.map(|b| (b.low, b.high))).collect();
    assert_eq!(years, [Some((3, 5)), Some((10, 15)), None]);
    assert_eq!(case.remark(Remark::ImpossibleYears), 1);
}

#[test]
fn pay_of_fewer_hours_is_told_for_full_time_work() {
    let world = World::open();
    let mapping = PLAIN.replace("[fixed]", "hours = \"Hours\"\n[fixed]");
    let table = "Job,Country,Pay,Hours\n\
                 Backend Developer,Germany,35000,20\n\
                 Backend Developer,Germany,70000,40\n\
                 Backend Developer,Germany,80000,50\n\
                 Backend Developer,Germany,70000,\n\
                 Backend Developer,Germany,70000,many\n";
    assert!(Case::new(&world, &mapping, table).refused().contains("full_time = 40"));
    let stated = mapping.replace("[columns]", "full_time = 40\n[columns]");
    let case = Case::new(&world, &stated, table);
    assert_eq!(amounts(&case.rows()), [70_000.0, 70_000.0, 80_000.0, 70_000.0, 70_000.0]);
    assert_eq!(case.remark(Remark::PartTimePay), 1);
    assert_eq!(case.remark(Remark::UnknownDetail), 1);
    // An hour is an hour.
    let hourly = stated.replace("period = \"year\"", "period = \"hour\"");
    let table = "Job,Country,Pay,Hours\nBackend Developer,Germany,35,20\n";
    assert_eq!(amounts(&Case::new(&world, &hourly, table).rows()), [35.0]);
}

#[test]
fn columns_have_numbers_and_tables_no_headings() {
    let world = World::open();
    let table = "Backend Developer,Germany,70000,4\nData Engineer,France,60000,\n";
    let mapping = PLAIN
        .replace("headings = [\"Job\", \"Pay\"]", "heading_lines = 0")
        .replace("\"Job\"", "1")
        .replace("\"Country\"", "2")
        .replace("\"Pay\"", "3");
    let rows = Case::new(&world, &mapping, table).rows();
    assert_eq!((amounts(&rows), aside(&rows)), (vec![70_000.0, 60_000.0], vec![]));
    let beyond = mapping.replace("amount = 3", "amount = 9");
    assert!(Case::new(&world, &beyond, table).refused().contains("number 9"));
    let none = mapping.replace("amount = 3", "amount = 0");
    assert!(Case::new(&world, &none, table).refused().contains("a number from 1"));
    // Of two columns of one heading the number says which.
    let twice = "Job,Country,Pay,Pay\nBackend Developer,Germany,70000,80000\n";
    let refused = Case::new(&world, PLAIN, twice).refused();
    assert!(
        refused.contains("2 columns have the heading Pay") && refused.contains("3, 4"),
        "{refused}"
    );
    let second = PLAIN.replace("amount = \"Pay\"", "amount = 4");
    assert_eq!(amounts(&Case::new(&world, &second, twice).rows()), [80_000.0]);
}

#[test]
fn headings_may_take_two_lines() {
    let world = World::open();
    let table = "Survey of 2025,,,,\n\
                 ,,Salary,,Bonus\n\
                 Job,Country,From,To,From\n\
                 Backend Developer,Germany,60000,80000,5000\n";
    let mapping = PLAIN
        .replace(
            "headings = [\"Job\", \"Pay\"]",
            "headings = [\"Salary\", \"Job\"]\nheading_lines = 2",
        )
        .replace("amount = \"Pay\"", "low = \"Salary / From\"\nhigh = \"To\"")
        + "[[pay]]\ncomponent = \"bonus\"\namount = \"Bonus / From\"\n";
    let case = Case::new(&world, &mapping, table);
    assert!(
        case.source()
            .recognises(&Opened::new(Cursor::new(table.as_bytes().to_vec())).unwrap().head)
    );
    assert_eq!(amounts(&case.rows()), [60_000.0, 80_000.0, 5_000.0]);
    assert_eq!(case.rows().aside, []);
    let unclear = mapping.replace("Bonus / From", "From");
    assert!(
        Case::new(&world, &unclear, table).refused().contains("2 columns have the heading From")
    );
    let one_line = mapping.replace("[\"Salary\", \"Job\"]", "[\"Job\", \"To\"]");
    let refused = Case::new(&world, &one_line, table).refused();
    assert!(refused.contains("on each of 2 lines"), "{refused}");
}

#[test]
fn no_text_makes_a_mapped_table_panic() {
    let world = World::open();
    let mapping = PLAIN.replace("amount = \"Pay\"", "range = \"Pay\"").replace(
        "[fixed]",
        "years = \"Pay\"\nas_of = \"Country\"\nplace = [\"Job\", \"Pay\"]\n[fixed]",
    );
    let odd = [
        "",
        "-",
        "\u{2013}",
        ".",
        ",",
        "1.",
        ".5",
        "1,",
        "\u{a0}",
        "\u{20ac}",
        "1\u{20ac}1",
        "9e999",
        "\u{0}",
        "to",
        " to ",
        "1 to",
        "to 1",
        "\u{1d7d9}",
        "1\u{2009}",
        "<",
        "+",
        "k",
        "1k1",
        "--1",
        "1-",
    ];
    let rows: String = odd.iter().map(|text| format!("{text};{text};{text}\n")).collect();
    let table = format!("Job;Country;Pay\n{rows}");
    Case::new(&world, &mapping, &table).cells();
}
