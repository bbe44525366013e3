//! The evidence store: what goes in comes out, adding adds exactly, twice is once.
#![cfg(feature = "parquet")]

mod microdata;

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use goingrate_evidence::{ContentHash, SourceId};
use goingrate_import::sources::source_of;
use goingrate_import::store::{Added, Import, Store, StoreError};
use goingrate_import::table::Opened;
use goingrate_import::{RollUp, RolledUp, Source, merged};
use microdata::World;

fn sample(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples").join(name);
    fs::read(path).unwrap()
}

fn read(world: &World, source: &dyn Source, bytes: &[u8]) -> RolledUp {
    let mut sink = RollUp::new();
    let opened = Opened::new(Cursor::new(bytes.to_vec())).unwrap();
    source.read(opened, &world.context(), &mut sink).unwrap();
    sink.finish(SourceId(0))
}

/// A fresh folder of its own name.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    folder
}

fn add(world: &World, store: &Store, slug: &str, bytes: &[u8]) -> (Added, RolledUp) {
    let source = source_of(slug).unwrap();
    let rolled_up = read(world, source, bytes);
    let (hash, length) = ContentHash::of_stream(bytes).unwrap();
    let entry = Import::of("a.csv", length, hash, slug, "2026-11-22".parse().unwrap());
    let entry = entry.counted(&rolled_up);
    let added = store.add(&entry, source.data(), &rolled_up, &world.taxonomy).unwrap();
    (added, rolled_up)
}

#[test]
fn what_goes_in_comes_out() {
    let world = World::open();
    let store = Store::at(folder("out"));
    let mut expected = 0;
    for (slug, file) in [
        ("ai-jobs", "ai-jobs.csv"),
        ("levels-fyi", "levels-fyi.csv"),
        ("stackoverflow", "stackoverflow-2022.csv"),
    ] {
        let (added, rolled_up) = add(&world, &store, slug, &sample(file));
        assert_eq!(added, Added::New);
        let stored = store.read(&world.taxonomy).unwrap();
        let at = stored.cards.iter().position(|card| card.slug == slug).unwrap();
        let own: Vec<_> = stored.cells.iter().filter(|cell| cell.source.0 == at).collect();
        assert_eq!(stored.complaints, []);
        assert_eq!(own.len(), rolled_up.cells.len());
        for (stored, made) in own.iter().zip(&rolled_up.cells) {
            assert_eq!((&stored.key, &stored.histogram), (&made.key, &made.histogram));
        }
        expected += rolled_up.cells.len();
    }
    assert_eq!(store.read(&world.taxonomy).unwrap().cells.len(), expected);
}

#[test]
fn a_file_counts_once_and_two_files_add_exactly() {
    let world = World::open();
    let store = Store::at(folder("twice"));
    let first = sample("ai-jobs.csv");
    let (_, once) = add(&world, &store, "ai-jobs", &first);
    let before = store.read(&world.taxonomy).unwrap();
    assert!(matches!(add(&world, &store, "ai-jobs", &first).0, Added::Already(_)));
    assert_eq!(store.read(&world.taxonomy).unwrap(), before);
    let mut second = first.clone();
    second.extend_from_slice(b"2024,MI,FT,Data Engineer,99000,USD,99000,US,0,US,M\n");
    let (added, more) = add(&world, &store, "ai-jobs", &second);
    assert_eq!(added, Added::New);
    let both = store.read(&world.taxonomy).unwrap();
    assert_eq!(both.cells, merged(once.cells.into_iter().chain(more.cells)));
    let imports = store.imports().unwrap();
    let sum: u64 = both.cells.iter().map(|cell| cell.histogram.count()).sum();
    assert_eq!(sum, imports.iter().map(|import| import.records).sum());
}

#[test]
fn the_same_evidence_is_the_same_bytes() {
    let world = World::open();
    let files = |name: &str| {
        let store = Store::at(folder(name));
        add(&world, &store, "levels-fyi", &sample("levels-fyi.csv"));
        let cells = fs::read_dir(store.folder().join("cells")).unwrap();
        cells.map(|entry| fs::read(entry.unwrap().path()).unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(files("bytes-a"), files("bytes-b"));
}

#[test]
fn a_damaged_store_says_which_file() {
    let world = World::open();
    let store = Store::at(folder("damaged"));
    assert!(matches!(store.read(&world.taxonomy), Err(StoreError::None(_))));
    add(&world, &store, "ai-jobs", &sample("ai-jobs.csv"));
    let file = fs::read_dir(store.folder().join("cells")).unwrap().next().unwrap().unwrap().path();
    let bytes = fs::read(&file).unwrap();
    for cut in [0, 4, bytes.len() / 2, bytes.len() - 1] {
        fs::write(&file, &bytes[..cut]).unwrap();
        let error = store.read(&world.taxonomy).unwrap_err().to_string();
        assert!(error.contains("parquet is damaged"), "{error}");
    }
    fs::write(store.folder().join("imports.toml"), "import = 3").unwrap();
    assert!(matches!(store.imports(), Err(StoreError::Damaged { .. })));
}

#[test]
fn a_cut_off_import_is_not_there() {
    let world = World::open();
    let store = Store::at(folder("cut-off"));
    add(&world, &store, "ai-jobs", &sample("ai-jobs.csv"));
    let cells = store.folder().join("cells");
    fs::write(cells.join("00000000000000000000000000000000.parquet"), b"half").unwrap();
    assert!(store.read(&world.taxonomy).is_ok());
}

#[test]
fn a_source_never_leads_out_of_the_store() {
    let world = World::open();
    let store = Store::at(folder("within/store"));
    let bytes = sample("ai-jobs.csv");
    add(&world, &store, "ai-jobs", &bytes);
    let source = source_of("ai-jobs").unwrap();
    let rolled_up = read(&world, source, &bytes);
    let today = "2026-11-22".parse().unwrap();
    let entry = Import::of("b.csv", 1, ContentHash(7), "../../pwn", today);
    let refused = store.add(&entry, source.data(), &rolled_up, &world.taxonomy);
    assert!(matches!(refused, Err(StoreError::BadSlug(_))), "{refused:?}");
    assert!(!store.folder().join("../pwn.toml").exists());
    // Nor where somebody else has written its log.
    let log = store.folder().join("imports.toml");
    let text = fs::read_to_string(&log).unwrap().replace("\"ai-jobs\"", "\"../../pwn\"");
    fs::write(&log, text).unwrap();
    let error = store.read(&world.taxonomy).unwrap_err().to_string();
    assert!(error.contains("damaged") && error.contains("../../pwn"), "{error}");
}
