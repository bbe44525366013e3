//! Rows of a table say what a question in one text says.

mod carried;

use goingrate_units::parse::{self, Field, Phrasebook, Unreadable};
use goingrate_units::{Date, Taxonomy};

fn today() -> Date {
    "2026-11-22".parse().expect("a date")
}

fn check(phrasebook: &mut Phrasebook, taxonomy: &Taxonomy, cells: &[(Field, &str)], text: &str) {
    let row = phrasebook.profile(cells.iter().copied()).expect("a profile");
    let question = parse::profile(text, taxonomy, today()).expect("a profile").profile;
    assert_eq!(row, question, "{cells:?} against {text:?}");
}

#[test]
fn cells_say_together_what_a_text_says() {
    let taxonomy = carried::carried();
    let mut phrasebook = Phrasebook::new(taxonomy, today());
    use Field::{AsOf, Component, Engagement, Level, Place, Question, Role, Skills, Years};
    let cases: [(&[(Field, &str)], &str); 8] = [
        (&[(Role, "backend"), (Level, "senior")], "senior backend"),
        (&[(Role, " backend "), (Level, ""), (Years, "3-5")], "backend, 3-5 years"),
        (&[(Role, "Senior Backend Engineer"), (Place, "us-42660")], "senior backend, Seattle"),
        (&[(Role, "backend"), (Skills, "Rust | Python;SQL")], "backend, Rust, Python, SQL"),
        (&[(Role, "backend"), (Engagement, "freelance")], "freelance backend"),
        (&[(Role, "backend"), (Component, "total compensation")], "backend, total compensation"),
        (&[(Question, "senior backend, Rust"), (Place, "Austin")], "senior backend, Rust, Austin"),
        (&[(Role, "backend"), (AsOf, "2025-06-01T10:00:00")], "backend, 2025-06-01"),
    ];
    for (cells, text) in cases {
        check(&mut phrasebook, taxonomy, cells, text);
        check(&mut phrasebook, taxonomy, cells, text);
    }
}

#[test]
fn what_cannot_be_read_is_told_with_the_field_and_what_is_near() {
    let taxonomy = carried::carried();
    let mut phrasebook = Phrasebook::new(taxonomy, today());
    use Field::{AsOf, Level, Place, Role, Skills, Years};
    let long = "x".repeat(100_000);
    type Case<'c> = (&'c [(Field, &'c str)], &'c str, &'c str);
    let cases: [Case; 8] = [
        (&[(Role, "backend"), (Place, "Seatle")], "place", "Seattle"),
        (&[(Role, "flurbish")], "role", "unknown word"),
        (&[(Role, "senior backend"), (Level, "junior")], "level", "one level"),
        (&[(Role, "backend"), (Years, "many")], "years", "years of experience"),
        (&[(Role, "backend"), (Skills, "Rust;Seattle")], "skill", "not a skill"),
        (&[(Role, "backend"), (AsOf, "soon")], "as_of", "no date"),
        (&[(Role, ""), (Level, " ")], "question", "nothing is said"),
        (&[(Role, &long)], "role", "characters"),
    ];
    for (cells, field, fragment) in cases {
        for _ in 0..2 {
            let error = phrasebook.profile(cells.iter().copied()).expect_err("an error");
            assert_eq!(error.field_name(), field, "{error}");
            assert!(error.to_string().contains(fragment), "{error}");
        }
    }
}

#[test]
fn what_may_be_left_out_is_left_out_and_told() {
    let taxonomy = carried::carried();
    let mut phrasebook = Phrasebook::new(taxonomy, today());
    use Field::{AsOf, Employer, Engagement, Level, Place, Question, Role, Skills};
    let cells = [
        (Role, "backend"),
        (Level, "G seven"),
        (Skills, "Rust;Cobolt"),
        (Employer, "Nobody GmbH"),
        (Engagement, "Full-time"),
    ];
    for _ in 0..2 {
        let row = phrasebook.row(cells, Unreadable::LeftOut).expect("a profile");
        let question = parse::profile("backend, Rust", taxonomy, today()).expect("a profile");
        assert_eq!(row.profile, question.profile);
        let fields: Vec<&str> = row.left_out.iter().map(|problem| problem.field_name()).collect();
        assert_eq!(fields, ["skill", "employer", "level"]);
        let refused = phrasebook.row(cells, Unreadable::Refused).expect_err("an error");
        assert_eq!(refused.field_name(), "skill");
    }
    // Without the work, the place or the day the price would be that of something else.
    for (field, text) in
        [(Role, "flurbish"), (Place, "Seatle"), (AsOf, "soon"), (Question, "nurse")]
    {
        let row = phrasebook.row([(Role, "backend"), (field, text)], Unreadable::LeftOut);
        assert!(row.is_err(), "{text}: {row:?}");
    }
}

#[test]
fn how_a_cell_was_read_is_told() {
    let taxonomy = carried::carried();
    let mut phrasebook = Phrasebook::new(taxonomy, today());
    use Field::{Place, Role};
    let told = |cells: &[(Field, &str)], phrasebook: &mut Phrasebook| {
        let row = phrasebook.row(cells.iter().copied(), Unreadable::Refused).expect("a profile");
        row.remarks.iter().map(|remark| remark.to_string()).collect::<Vec<_>>().join("; ")
    };
    let town = told(&[(Role, "backend"), (Place, "Meadville, Pennsylvania")], &mut phrasebook);
    assert!(
        town.contains("Meadville is no place of the list: it is taken as Pennsylvania."),
        "{town}"
    );
    let aside = told(&[(Role, "Backend developer (English)")], &mut phrasebook);
    assert!(aside.contains("English is not used"), "{aside}");
    assert_eq!(told(&[(Role, "backend"), (Place, "Seattle")], &mut phrasebook), "");
}
