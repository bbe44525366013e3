//! Mappings that are proposed for tables by their headings: they are read as they stand, once what
//! nobody can guess is filled in, and they say what was guessed.

mod microdata;

use std::fs;
use std::io::Cursor;
use std::path::Path;

use goingrate_evidence::Record;
use goingrate_import::table::Opened;
use goingrate_import::{Headings, MappedTable, Proposing, Records, Source, propose};
use goingrate_units::Problem;
use microdata::World;

fn headings() -> Headings {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/taxonomy/headings.toml");
    Headings::read(&fs::read_to_string(path).unwrap()).unwrap()
}

fn proposed(world: &World, table: &str) -> Result<String, Problem> {
    let (headings, context) = (headings(), world.context());
    let today = "2026-11-29".parse().unwrap();
    let with = Proposing { file: "pay list.csv", headings: &headings, context: &context, today };
    propose(Opened::new(Cursor::new(table.as_bytes().to_vec())).unwrap(), &with)
}

/// The rows of a table by its proposed mapping.
fn read(world: &World, mapping: &str, table: &str) -> Records {
    let source = MappedTable::read("m.toml", mapping, &world.context())
        .unwrap_or_else(|error| panic!("{error}\n{mapping}"));
    let mut rows = Records::default();
    let opened = Opened::new(Cursor::new(table.as_bytes().to_vec())).unwrap();
    source.read(opened, &world.context(), &mut rows).unwrap();
    rows
}

fn says(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part}:\n{text}");
    }
}

#[test]
fn an_ordinary_table_imports_by_its_proposal() {
    let world = World::open();
    let table = "Job Title,Salary,Location\n\
                 Backend Developer,\"$120,000\",\"Seattle, WA\"\n\
                 Data Engineer,\"$130,000\",\"Austin, TX\"\n\
                 Astrologer,\"$90,000\",\"Seattle, WA\"\n";
    let mapping = proposed(&world, table).unwrap();
    says(
        &mapping,
        &[
            "slug = \"my-pay-list\"",
            "currency = \"USD\"  # CONFIRM",
            "licence = \"unknown\"  # CONFIRM",
            "basis = \"gross\"  # CONFIRM",
            "period = \"year\"  # CONFIRM",
            "2 of 3 rows are understood; not: Astrologer (1)",
            "# \"Astrologer\" = \"\"",
            "place = \"Location\"  # all of 3 rows are understood",
        ],
    );
    let rows = read(&world, &mapping, table);
    let amounts: Vec<f64> = rows.records.iter().map(|record| record.amount).collect();
    assert_eq!((amounts, rows.aside.len()), (vec![120_000.0, 130_000.0], 1));
}

#[test]
fn an_export_of_an_hr_system_imports_by_its_proposal() {
    let world = World::open();
    let table = "EMPLOYEE ID;POSITION TITLE;GRADE;CITY;STATE;COUNTRY;CONTRACT TYPE;ANNUAL BASE SALARY;\
                 TARGET BONUS;CURRENCY;YEARS OF EXPERIENCE;HIRE DATE\n\
                 1;Backend Developer;Senior;Munich;Bavaria;Germany;Full-time;71.500;4.000;EUR;3-5;2020-01-01\n\
                 2;Data Engineer;X9;Berlin;;Germany;Part-time;40.000;1.000;EUR;10+;2020-01-01\n\
                 3;QA Engineer;Junior;Paris;;France;B2B Contract;52.000;n/a;EUR;1;2020-01-01\n";
    let mapping = proposed(&world, table).unwrap();
    says(
        &mapping,
        &[
            "decimal = \",\"  # CONFIRM",
            "missing = [\"n/a\"]",
            "place = [\"CITY\", \"STATE\"]",
            "country = \"COUNTRY\"",
            "level = \"GRADE\"",
            "# \"X9\" = \"\"  # 1 rows",
            "\"B2B Contract\" = \"freelance\"",
            "[[leave_out]]",
            "values = [\"Part-time\"]",
            "component = \"bonus\"",
            "Columns that are not used: EMPLOYEE ID; HIRE DATE.",
            "the heading ANNUAL BASE SALARY says so",
        ],
    );
    let rows = read(&world, &mapping, table);
    let of = |record: &Record| {
        let place = world.taxonomy.place(record.key.place).slug.clone();
        (place, record.key.component.slug(), record.amount)
    };
    let expected = [
        ("de-munich".to_owned(), "base_salary", 71_500.0),
        ("de-munich".to_owned(), "bonus", 4_000.0),
        ("fr-paris".to_owned(), "base_salary", 52_000.0),
    ];
    assert_eq!(rows.records.iter().map(of).collect::<Vec<_>>(), expected);
    let years = rows.records[0].key.years.map(|band| (band.low, band.high));
    assert_eq!(years, Some((3, 5)));
    assert_eq!(rows.aside.len(), 1);
}

#[test]
fn a_survey_with_questions_for_headings_imports_by_its_proposal() {
    let world = World::open();
    let table = "Timestamp,How old are you?,What industry do you work in?,Job title,\
                 \"If your job title needs additional context, please clarify here:\",\
                 \"What is your annual salary? (You'll indicate the currency in a later question.)\",\
                 \"How much additional monetary compensation do you get, if any?\",\
                 Please indicate the currency,What country do you work in?,\
                 \"If you're in the U.S., what state do you work in?\",What city do you work in?,\
                 How many years of professional work experience do you have overall?,What is your gender?\n\
                 4/27/2021 11:02:10,25-34,Computing,Software Engineer,,\"95,000\",0,USD,United States,Washington,Seattle,5-7 years,Woman\n\
                 4/28/2021 11:02:10,25-34,Computing,Data Scientist,,54600,4000,GBP,United Kingdom,,London,8 - 10 years,Man\n\
                 4/30/2021 11:02:10,25-34,Computing,Software Developer,,88000,,CAD,Canada,,Toronto,11 - 20 years,Man\n";
    let mapping = proposed(&world, table).unwrap();
    says(
        &mapping,
        &["dates = \"month-first\"", "title = \"Job title\"", "years = \"How many years", "gender"],
    );
    let rows = read(&world, &mapping, table);
    assert_eq!(rows.aside, []);
    let of = |record: &Record| {
        let key = &record.key;
        (
            world.taxonomy.place(key.place).slug.clone(),
            key.currency.to_string(),
            key.year,
            record.amount,
        )
    };
    let base: Vec<_> =
        rows.records.iter().filter(|r| r.key.component.slug() == "base_salary").map(of).collect();
    let said = |place: &str, currency: &str, amount: f64| {
        (place.to_owned(), currency.to_owned(), 2021, amount)
    };
    let expected = [
        said("us-42660", "USD", 95_000.0),
        said("gb-london", "GBP", 54_600.0),
        said("ca-toronto", "CAD", 88_000.0),
    ];
    assert_eq!(base, expected);
}

#[test]
fn ranges_hours_and_months_are_seen() {
    let world = World::open();
    let table = "job_title,salary_range,country\nBackend Developer,\"60,000 - 80,000\",Germany\n\
                 Data Engineer,\"70,000 - 90,000\",Germany\n";
    let mapping = proposed(&world, table).unwrap();
    says(&mapping, &["range = \"salary_range\"", "currency = \"EUR\""]);
    assert_eq!(read(&world, &mapping, table).records.len(), 4);
    let table = "Role,Min Salary,Max Salary,Country\nBackend Developer,60000,80000,Germany\n";
    says(&proposed(&world, table).unwrap(), &["low = \"Min Salary\"", "high = \"Max Salary\""]);
    let table = "Role,Pay,Country\nBackend Developer,5100,Germany\nData Engineer,6200,Germany\n";
    says(&proposed(&world, table).unwrap(), &["period = \"month\"  # CONFIRM"]);
    let table = "Role,Hourly Rate,Country\nBackend Developer,51,Germany\n";
    let mapping = proposed(&world, table).unwrap();
    assert_eq!(read(&world, &mapping, table).records[0].key.period.slug(), "hour");
    let table = "Role,Salary,Salary,Country\nBackend Developer,51000,51000,Germany\n";
    let mapping = proposed(&world, table).unwrap();
    says(&mapping, &["amount = 2"]);
    assert_eq!(read(&world, &mapping, table).records.len(), 1);
}

#[test]
fn headings_in_one_word_are_known_and_values_may_deny_a_heading() {
    let world = World::open();
    let table = "JobTitle,basesalary,estado,YearsOfExperience,timestamp\n\
                 Backend Developer,120000,Completo,3,6/17/2017 11:33:27\n\
                 Data Engineer,130000,En curso,4,6/7/2017 11:33:27\n";
    let mapping = proposed(&world, table).unwrap();
    says(
        &mapping,
        &[
            "title = \"JobTitle\"",
            "amount = \"basesalary\"",
            "years = \"YearsOfExperience\"",
            "dates = \"month-first\"",
            "estado is called as a state is, but 0 of 2 rows are understood",
            "country = \"CONFIRM\"",
        ],
    );
    let filled = mapping.replace("country = \"CONFIRM\"", "country = \"Argentina\"");
    assert_eq!(read(&world, &filled, table).records.len(), 2);
}

#[test]
fn the_country_of_towns_that_are_not_known_is_offered() {
    let world = World::open();
    let table =
        "Role,Gehalt,Ort\nBackend Developer,71500,Berlin\nData Engineer,68000,Kleinkleckersdorf\n";
    let mapping = proposed(&world, table).unwrap();
    says(&mapping, &["# country = \"de\"", "if all rows are of Germany"]);
    assert_eq!(read(&world, &mapping, table).records.len(), 1);
    let said = mapping.replace("# country = ", "country = ");
    assert_eq!(read(&world, &said, table).records.len(), 2);
}

#[test]
fn what_nobody_can_guess_is_refused_until_it_is_filled_in() {
    let world = World::open();
    let table = "Job Title,Salary\nBackend Developer,70000\n";
    let mapping = proposed(&world, table).unwrap();
    says(&mapping, &["country = \"CONFIRM\"", "write the country of all rows"]);
    let refused = MappedTable::read("m.toml", &mapping, &world.context()).unwrap_err().to_string();
    assert!(refused.contains("fixed.country") && refused.contains("CONFIRM"), "{refused}");
    let filled = mapping.replace("country = \"CONFIRM\"", "country = \"DE\"");
    assert_eq!(read(&world, &filled, table).records.len(), 1);
}

#[test]
fn a_table_that_cannot_be_proposed_says_what_is_missing() {
    let world = World::open();
    let check = |table: &str, parts: &[&str], not: &str| {
        let refused = proposed(&world, table).unwrap_err().to_string();
        says(&refused, parts);
        assert!(not.is_empty() || !refused.contains(not), "{refused}");
    };
    check("fruit,price\napple,1\n", &["the job title", "the pay", "fruit, price"], "");
    check("Job Title,City\nCook,Rome\n", &["the pay", "Job Title, City"], "the job title");
    check("Salary,City\n1,Rome\n", &["the job title", "Salary, City"], "the pay");
}

#[test]
fn no_table_makes_a_proposal_panic_or_one_that_cannot_be_read() {
    let world = World::open();
    let odd = [
        "\"a\"\"b\"",
        "\\",
        "\u{0}",
        "# no",
        "\u{1b}[2J",
        "=",
        "\"two\nlines\"",
        "'''",
        "\u{2028}",
    ];
    for text in odd {
        let table = format!(
            "Job Title,Salary {text},Country,Currency,Contract Type,{text}\n{text},{text},{text},{text},{text},{text}\n"
        );
        let Ok(mapping) = proposed(&world, &table) else { continue };
        let read = mapping.parse::<toml::Table>();
        assert!(read.is_ok(), "{read:?}\n{mapping}");
    }
}
