//! Every source of `SOURCES` against its invented sample and the golden output beside it; and, where
//! the shared data are there, against the real files. `GOLDEN=write` writes the golden files anew.

mod microdata;

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use goingrate_evidence::SourceId;
use goingrate_import::sources::{SOURCES, recognise};
use goingrate_import::table::Opened;
use goingrate_import::{RollUp, RolledUp, Source};
use microdata::{World, golden};

/// The samples of a source: `<slug>.csv`, `<slug>-2021.csv`, …
fn samples(source: &dyn Source) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let own = |path: &PathBuf| {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let year = name.strip_prefix(source.slug()).map(|rest| rest.trim_start_matches('-'));
        let golden = path.extension().is_some_and(|ending| ending == "golden");
        !golden && year.is_some_and(|year| year.chars().all(|c| c.is_ascii_digit() || c == '.'))
    };
    let mut own: Vec<PathBuf> = entries.filter(own).collect();
    own.sort();
    own
}

fn rolled_up(world: &World, source: &dyn Source, bytes: Vec<u8>) -> RolledUp {
    let mut sink = RollUp::new();
    let opened = Opened::new(Cursor::new(bytes)).unwrap();
    source.read(opened, &world.context(), &mut sink).unwrap();
    sink.finish(SourceId(0))
}

#[test]
fn every_source_reads_its_samples_as_written_down() {
    let world = World::open();
    for source in SOURCES.iter().filter(|source| source.slug() != "mapped-table") {
        let samples = samples(*source);
        assert!(!samples.is_empty(), "{} has no sample", source.slug());
        for sample in samples {
            let read = rolled_up(&world, *source, fs::read(&sample).unwrap());
            let counts = &read.counts;
            assert_eq!(counts.read, counts.used + counts.set_aside(), "{}", sample.display());
            golden(&sample, &world.written(&read));
        }
    }
}

#[test]
fn a_sample_is_recognised_by_its_own_source_alone() {
    for source in SOURCES {
        for sample in samples(*source) {
            let opened = Opened::new(Cursor::new(fs::read(&sample).unwrap())).unwrap();
            let by: Vec<&str> = SOURCES
                .iter()
                .filter(|source| source.recognises(&opened.head))
                .map(|source| source.slug())
                .collect();
            assert_eq!(by, [source.slug()], "{}", sample.display());
        }
    }
}

#[test]
fn every_source_has_a_card_of_its_own_name() {
    let world = World::open();
    for source in SOURCES {
        let card = source.card(&world.taxonomy).unwrap();
        assert_eq!(card.slug, source.slug());
        assert!(!card.biases.is_empty() && !card.licence.is_empty(), "{}", card.slug);
    }
}

#[test]
fn a_file_of_no_source_is_an_error_that_names_its_headings() {
    let opened = Opened::new(Cursor::new(b"fruit,price\napple,1\n".to_vec())).unwrap();
    let error = recognise(&opened.head).err().unwrap().to_string();
    assert!(error.contains("fruit, price"), "{error}");
}

#[test]
fn no_bytes_make_a_source_panic() {
    let world = World::open();
    let inputs: [&[u8]; 8] = [
        b"",
        b"\xef\xbb\xbf",
        b"\xff\xfea\0",
        b"PK\x03\x04 no workbook",
        b"PAR1 no parquet",
        b"\"",
        b",,,\n,,,\n",
        b"\xe9\r\xe9,\"\r\n",
    ];
    for bytes in inputs {
        let Ok(opened) = Opened::new(Cursor::new(bytes.to_vec())) else { continue };
        assert!(recognise(&opened.head).is_err());
        for source in SOURCES {
            let opened = Opened::new(Cursor::new(bytes.to_vec())).unwrap();
            let mut sink = RollUp::new();
            assert!(source.read(opened, &world.context(), &mut sink).is_err());
        }
    }
}

/// The real files: read as they stand, counts add up, and little is unmapped. Prints what it saw.
#[test]
fn the_real_files_add_up() {
    let Some(data) = microdata::shared() else {
        eprintln!("skipped: GOINGRATE_TEST_DATA does not name a folder of data");
        return;
    };
    let world = World::open();
    for (folder, slug, least) in microdata::REAL {
        let Ok(entries) = fs::read_dir(data.join(folder)) else {
            eprintln!("skipped: no {folder}");
            continue;
        };
        let mut recognised = 0;
        for path in entries.map(|entry| entry.unwrap().path()) {
            let file = fs::File::open(&path).unwrap();
            let opened = Opened::new(file).unwrap();
            // Beside the disclosure stand summaries by employer and title, which are no source.
            let Ok(source) = recognise(&opened.head) else {
                eprintln!("skipped: no source reads {}", path.display());
                continue;
            };
            recognised += 1;
            assert_eq!(source.slug(), *slug, "{}", path.display());
            let mut sink = RollUp::new();
            let start = std::time::Instant::now();
            source.read(opened, &world.context(), &mut sink).unwrap();
            let read = sink.finish(SourceId(0));
            let took = start.elapsed();
            let counts = &read.counts;
            eprintln!("{} in {took:?}\n{}", path.display(), World::summary(&read));
            assert_eq!(counts.read, counts.used + counts.set_aside());
            assert!(counts.used as f64 >= least * counts.read as f64, "{}", path.display());
        }
        assert!(recognised > 0, "no file of {folder} is recognised");
    }
}
