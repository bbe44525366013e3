//! Tables read by a mapping: rows of people, percentiles by job and level, and mappings that are none.

mod microdata;

use std::fs;
use std::io::Cursor;
use std::path::Path;

use goingrate_evidence::sources::{MappedTable, Source};
use goingrate_evidence::table::Opened;
use goingrate_evidence::{RollUp, SourceId};
use microdata::{World, golden};

#[test]
fn a_mapped_table_is_read_as_written_down() {
    let world = World::open();
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples");
    for name in ["mapped-rows", "mapped-percentiles"] {
        let mapping = fs::read_to_string(samples.join(format!("{name}.toml"))).unwrap();
        let source = MappedTable::read("mapping.toml", &mapping).unwrap();
        let sample = samples.join(format!("{name}.csv"));
        let opened = Opened::new(Cursor::new(fs::read(&sample).unwrap())).unwrap();
        assert!(source.recognises(&opened.head));
        let mut sink = RollUp::new();
        source.read(opened, &world.context(), &mut sink).unwrap();
        let read = sink.finish(SourceId(0));
        assert_eq!(read.counts.read, read.counts.used + read.counts.set_aside());
        golden(&sample, &world.written(&read));
    }
}

#[test]
fn a_mapping_that_is_none_says_why() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples");
    let good = fs::read_to_string(samples.join("mapped-rows.toml")).unwrap();
    let check = |from: &str, to: &str, says: &str| {
        let error = MappedTable::read("m.toml", &good.replace(from, to)).unwrap_err().to_string();
        assert!(error.contains(says), "{to}: {error}");
    };
    check("title = \"Job\"", "titel = \"Job\"", "no such field");
    check("\"base_salary\"", "\"wages\"", "no such component");
    check("amount = \"Base\"", "", "it names no column");
    check("[card]", "[cart]", "card");
    check("basis = \"gross\"", "basis = \"mixed\"", "not one of gross, net");
}
