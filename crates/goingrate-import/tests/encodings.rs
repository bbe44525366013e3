//! Text in other encodings than UTF-8: what is guessed is read right, and told.

mod microdata;

use std::io::Cursor;

use encoding_rs::Encoding;
use goingrate_evidence::SourceId;
use goingrate_import::sources::recognise;
use goingrate_import::table::Opened;
use goingrate_import::table::append_columns::{Added, Cell, Kind, Wide, Written};
use goingrate_import::{MappedTable, RollUp, RolledUp, Source};
use goingrate_units::Problem;
use microdata::World;

/// A survey whose headings are those of no known wave.
const SURVEY: &str = "Ваша должность;Зарплата в месяц;Город проживания\n\
                      Senior Software Engineer;4000;Киев\n\
                      QA Engineer;1500;Харьков\n";

const MAPPING: &str = r#"
    [card]
    slug = "survey"
    title = "A survey"
    publisher = "Invented"
    kind = "survey"
    reference = false
    as_of = "2021-06"
    period = "June 2021"
    currency = "USD"
    basis = "net"
    licence = "none"

    [table]
    headings = ["Ваша должность", "Зарплата в месяц"]

    [columns]
    title = "Ваша должность"
    skills = "Город проживания"

    [fixed]
    place = "ua"
    period = "month"

    [[pay]]
    component = "base_salary"
    amount = "Зарплата в месяц"
"#;

fn encoded(label: &str, text: &str) -> Vec<u8> {
    Encoding::for_label(label.as_bytes()).unwrap().encode(text).0.into_owned()
}

fn utf_16(text: &str) -> Vec<u8> {
    let bytes = text.encode_utf16().flat_map(u16::to_le_bytes);
    [0xff, 0xfe].into_iter().chain(bytes).collect()
}

fn opened(bytes: &[u8]) -> Opened {
    Opened::new(Cursor::new(bytes.to_vec())).unwrap()
}

fn read(world: &World, mapping: &str, bytes: &[u8]) -> RolledUp {
    let source = MappedTable::read("survey.toml", mapping, &world.context()).unwrap();
    let file = opened(bytes);
    assert!(source.recognises(&file.head), "{:?}", file.head.headings());
    let mut sink = RollUp::new();
    source.read(file, &world.context(), &mut sink).unwrap();
    sink.finish(SourceId(0))
}

/// Once, such a survey was read as Latin letters ("Âàøà äîëæíîñòü"), which nobody can map.
#[test]
fn a_survey_that_is_not_recognised_names_its_headings_in_its_letters() {
    for bytes in [encoded("windows-1251", SURVEY), utf_16(SURVEY), SURVEY.as_bytes().to_vec()] {
        let error = recognise(&opened(&bytes).head).err().unwrap();
        let problem = Problem::from(error);
        assert!(problem.what.contains("Ваша должность, Зарплата в месяц"), "{problem}");
        assert!(problem.nearest.iter().any(|slug| slug == "dou"));
    }
}

#[test]
fn a_mapped_table_is_read_in_whatever_encoding_it_is() {
    let world = World::open();
    let check = |bytes: &[u8], guessed: Option<&str>| {
        let read = read(&world, MAPPING, bytes);
        assert_eq!((read.counts.read, read.counts.used), (2, 2), "{guessed:?}");
        assert_eq!(read.counts.guessed_encoding.as_deref(), guessed);
    };
    check(SURVEY.as_bytes(), None);
    check(&[b"\xef\xbb\xbf", SURVEY.as_bytes()].concat(), None);
    check(&encoded("windows-1251", SURVEY), Some("windows-1251"));
    check(&encoded("koi8-r", SURVEY), Some("KOI8-U"));
    check(&utf_16(SURVEY), None);
}

#[test]
fn a_stated_encoding_is_no_guess() {
    let world = World::open();
    let mapping = MAPPING.replace("[columns]", "fallback = \"windows-1251\"\n[columns]");
    let read = read(&world, &mapping, &encoded("windows-1251", SURVEY));
    assert_eq!((read.counts.used, read.counts.guessed_encoding), (2, None));
}

#[test]
fn columns_are_appended_to_a_table_in_another_encoding() {
    let check = |bytes: &[u8], guessed: Option<&str>, expected: &str| {
        let wide = Wide::open(opened(bytes)).unwrap();
        assert_eq!(wide.guessed_encoding(), guessed);
        let added = [Added { name: "n".to_owned(), kind: Kind::Number }];
        let mut out = Vec::new();
        let answer = |_: &[_], cells: &mut [Cell]| cells.fill(Cell::Number(1.0));
        wide.append_columns(&[], &added, (Written::Csv, &mut out), answer).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    };
    let french = "métier,ville\ndéveloppeur,Besançon\n";
    let expected = "métier,ville,n\ndéveloppeur,Besançon,1\n";
    check(french.as_bytes(), None, expected);
    check(&encoded("latin1", french), Some("windows-1252"), expected);
    check(&utf_16(french), None, expected);
}
