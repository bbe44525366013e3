//! Tables read by a mapping: rows of people, percentiles by job and level, and mappings that are none.

mod microdata;

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use goingrate_evidence::SourceId;
use goingrate_import::table::Opened;
use goingrate_import::{
    Context, MAPPED_FIELDS, MappedTable, Reason, Records, Remark, RollUp, RolledUp, Source,
};
use microdata::{World, golden};

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples")
}

/// The file of a mapping, read to its cells.
fn read(mapping: &str, table: &[u8], world: &World) -> RolledUp {
    let source = MappedTable::read("mapping.toml", mapping, &world.context()).unwrap();
    let opened = Opened::new(Cursor::new(table.to_vec())).unwrap();
    assert!(source.recognises(&opened.head));
    let mut sink = RollUp::new();
    source.read(opened, &world.context(), &mut sink).unwrap();
    let read = sink.finish(SourceId(0));
    assert_eq!(read.counts.read, read.counts.used + read.counts.set_aside());
    read
}

#[test]
fn a_mapped_table_is_read_as_written_down() {
    let world = World::open();
    for name in ["mapped-rows", "mapped-percentiles"] {
        let mapping = fs::read_to_string(samples().join(format!("{name}.toml"))).unwrap();
        let sample = samples().join(format!("{name}.csv"));
        let read = read(&mapping, &fs::read(&sample).unwrap(), &world);
        golden(&sample, &world.written(&read));
    }
}

/// What is wrong with the sample of rows where a part of it is another.
fn refused(world: &World, from: &str, to: &str) -> String {
    let good = fs::read_to_string(samples().join("mapped-rows.toml")).unwrap();
    assert!(good.contains(from), "{from}");
    let read = MappedTable::read("m.toml", &good.replacen(from, to, 1), &world.context());
    read.expect_err(to).to_string()
}

#[test]
fn a_mapping_that_is_none_says_why() {
    let world = World::open();
    let check = |from: &str, to: &str, says: &str| {
        let error = refused(&world, from, to);
        assert!(error.contains(says), "{to}: {error}");
        assert!(error.starts_with("m.toml:") && !error.contains(".toml.toml"), "{error}");
    };
    check("title = \"Job\"", "titel = \"Job\"", "no such field; nearest: title");
    check("\"base_salary\"", "\"base-wages\"", "there are base_salary, bonus, equity");
    check("amount = \"Base\"", "", "it names no column");
    check("[card]", "[cart]", "nearest: card");
    check("basis = \"gross\"", "basis = \"mixed\"", "not one of gross, net");
    check("missing = [\"-\"]", "fallback = \"klingon\"", "no such encoding");
}

#[test]
fn keys_that_are_none_are_told_with_the_nearest() {
    let world = World::open();
    let check = |from: &str, to: &str, key: &str, near: &str| {
        let error = refused(&world, from, to);
        assert!(error.contains(key) && error.contains(&format!("nearest: {near}")), "{error}");
    };
    check("[values.level]", "[value.level]", "value", "values");
    check("[columns]", "[colums]", "colums", "columns");
    check("headings =", "heading =", "heading", "headings");
    check("licence =", "license =", "license", "licence");
    check("amount = \"Base\"", "amont = \"Base\"", "amont", "amount");
    check("[values.place]", "[values.plaice]", "plaice", "place");
}

#[test]
fn words_that_are_none_are_told_with_the_nearest() {
    let world = World::open();
    let check = |from: &str, to: &str, says: &[&str]| {
        let error = refused(&world, from, to);
        for part in says {
            assert!(error.contains(part), "{part}: {error}");
        }
    };
    check("\"junior\"", "\"seniorr\"", &["values.level.\"A\"", "seniorr", "senior (level)"]);
    check("\"senior 40\"", "\"seniorr 40\"", &["\"seniorr\"", "senior (level)"]);
    check("\"senior 40\"", "\"senior 70\"", &["values.level.\"B\"", "mid 60, senior 70"]);
    check("\"embedded-developer\"", "\"embeded-develper\"", &["values.title", "developer"]);
    check("\"us-42660\"", "\"us-99999\"", &["values.place", "us-99999"]);
    check("\"aerospace\"", "\"aerospaze\"", &["fixed.industry", "aerospace"]);
    check("\"year\"", "\"yaer\"", &["fixed.period", "nearest: year", "hour, day"]);
}

#[test]
fn slugs_that_could_name_another_file_or_source_are_refused() {
    let world = World::open();
    for slug in ["../../pwn", "/etc/pwn", "", "Acme", "acme hris", "a.b", &"a".repeat(65)] {
        let error = refused(&world, "\"acme-hris\"", &format!("{slug:?}"));
        assert!(error.contains("card.slug") && error.contains("small letters"), "{error}");
    }
    let error = refused(&world, "\"acme-hris\"", "\"levels-fyi\"");
    assert!(error.contains("card.slug") && error.contains("my-levels-fyi"), "{error}");
    refused(&world, "period = \"January 2026\"", "perod = \"January 2026\"");
}

#[test]
fn counts_that_cannot_be_are_told() {
    let world = World::open();
    let mapping = fs::read_to_string(samples().join("mapped-percentiles.toml")).unwrap();
    let rows: String = ["-4", "0", "<5", "1,200", ""]
        .iter()
        .map(|count| format!("Software Engineer;Senior;100000;120000;150000;121000;;;{count}\n"))
        .collect();
    let table = format!("Job family;Level;P25;P50;P75;Average;TC from;TC to;Incumbents\n{rows}");
    let read = read(&mapping, table.as_bytes(), &world);
    assert_eq!(read.counts.remarks.get(&Remark::ImpossibleCount), Some(&3));
    let counts: Vec<Option<u64>> = read.published.iter().map(|p| p.count).collect();
    assert_eq!(counts.iter().flatten().collect::<Vec<_>>(), [&1200], "{counts:?}");
}

#[test]
fn pay_of_a_day_that_is_yet_to_come_is_set_aside() {
    let world = World::open();
    let mapping = fs::read_to_string(samples().join("mapped-rows.toml")).unwrap();
    let mapping = mapping.replace("[fixed]", "[fixed]\nas_of = \"2036-06\"");
    let latest = Some("2027-11-22".parse().unwrap());
    let context = Context { latest, ..world.context() };
    let source = MappedTable::read("m.toml", &mapping, &context).unwrap();
    let bytes = fs::read(samples().join("mapped-rows.csv")).unwrap();
    let mut records = Records::default();
    source.read(Opened::new(Cursor::new(bytes)).unwrap(), &context, &mut records).unwrap();
    assert_eq!(records.records, []);
    let future = records.aside.iter().find(|(_, aside)| aside.reason == Reason::FutureDate);
    assert_eq!(future.map(|(_, aside)| aside.value.as_str()), Some("2036-06-16"));
}

/// The documentation's examples: each mapping with the table that stands before it.
#[test]
fn the_documented_mappings_read_the_documented_tables() {
    let world = World::open();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/MAPPING.md");
    let text = fs::read_to_string(path).unwrap();
    let blocks = |kind: &str| -> Vec<String> {
        let fence = format!("```{kind}\n");
        let after = text.split(&fence).skip(1);
        after.map(|part| part.split("```").next().unwrap_or_default().to_owned()).collect()
    };
    let (tables, mappings) = (blocks("csv"), blocks("toml"));
    assert_eq!((tables.len(), mappings.len()), (2, 2));
    for (table, mapping) in tables.iter().zip(&mappings) {
        let read = read(mapping, table.as_bytes(), &world);
        assert_eq!(read.counts.set_aside(), 0, "{}", World::summary(&read));
        assert_eq!(read.counts.remarks.len(), 0, "{}", World::summary(&read));
        assert!(read.counts.used > 1);
    }
    for field in MAPPED_FIELDS {
        assert!(text.contains(&format!("`{field}`")), "{field} is not written down");
    }
}
