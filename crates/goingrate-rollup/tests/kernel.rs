//! The kernel against a count that is made row by row, on files of every sort that it reads.

mod archive;

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use goingrate_import::table::Input;
use goingrate_rollup::archive::{Archive, Part};
use goingrate_rollup::kernel::{self, Counted, Group, Question, ScratchFile, Take, of_bin};
use parquet::basic::Encoding;
use parquet::file::properties::WriterVersion;

use archive::{Files, Invented, Layout};

/// Groups of a grouping: words, then bucket or fault, to rows.
type Counts = BTreeMap<(Vec<String>, Result<i32, String>), u64>;

struct Collect<'c> {
    counted: &'c Counted,
    dimensions: Vec<usize>,
    counts: Counts,
}

impl Take for Collect<'_> {
    fn take(&mut self, group: Group<'_>) {
        let word = |(place, dimension): (&u32, &usize)| {
            self.counted.words(*dimension)[*place as usize].to_string()
        };
        let words: Vec<String> = group.words.iter().zip(&self.dimensions).map(word).collect();
        for (bin, rows) in group.bins {
            let amount = of_bin(*bin).map_err(|fault| fault.word().to_owned());
            *self.counts.entry((words.clone(), amount)).or_default() += rows;
        }
    }
}

fn scratch() -> std::io::Result<Box<dyn ScratchFile>> {
    Ok(Box::new(Cursor::new(Vec::new())))
}

fn counted(question: &Question, files: &Files) -> Counted {
    let parts: Vec<usize> = (0..files.parts.len()).collect();
    kernel::run(question, files, &parts, &(), &scratch).unwrap()
}

/// The counts of each grouping.
fn counts(question: &Question, counted: &Counted) -> Vec<Counts> {
    let taker = |grouping: usize| Collect {
        counted,
        dimensions: question.groupings[grouping].clone(),
        counts: Counts::new(),
    };
    let mut all = vec![Counts::new(); question.groupings.len()];
    for (grouping, taker) in counted.each(taker).unwrap() {
        for (key, rows) in taker.counts {
            *all[grouping].entry(key).or_default() += rows;
        }
    }
    all
}

/// Says where counts differ, which are too many to be shown.
fn check(found: &[Counts], expected: &[Counts], what: &str) {
    for (grouping, (found, expected)) in found.iter().zip(expected).enumerate() {
        let keys = found.keys().chain(expected.keys());
        let other = keys.filter(|key| found.get(*key) != expected.get(*key));
        let shown: Vec<String> = other
            .take(8)
            .map(|key| format!("{key:?}: {:?} for {:?}", found.get(key), expected.get(key)))
            .collect();
        assert!(shown.is_empty(), "{what}, grouping {grouping}: {}", shown.join("\n"));
    }
    assert_eq!(found.len(), expected.len());
}

fn expected(question: &Question, rows: &[Invented]) -> Vec<Counts> {
    let one = |by: &Vec<usize>| {
        let mut counts = Counts::new();
        for row in rows {
            let word = |at: &usize| {
                let heading = &question.columns.dimensions[*at].heading;
                row.word(heading).unwrap_or_default()
            };
            let words = by.iter().map(word).collect();
            *counts.entry((words, row.amount())).or_default() += 1;
        }
        counts
    };
    question.groupings.iter().map(one).collect()
}

fn question(groupings: &[&[&str]], memory: usize) -> Question {
    let of = |by: &&[&str]| by.iter().map(|heading| (*heading).to_owned()).collect();
    let groupings: Vec<Vec<String>> = groupings.iter().map(of).collect();
    Question::by(&groupings, "pay", memory)
}

const MUCH: usize = 1 << 30;

const SETS: &[&[&str]] =
    &[&["role", "level", "place"], &["role", "day"], &["role", "level"], &["role"], &[]];

#[test]
fn files_of_every_sort_give_the_same_counts() {
    let rows = Invented::rows(60_000);
    let question = question(SETS, MUCH);
    let expected = expected(&question, &rows);
    let layouts = [
        Layout::default(),
        Layout { version: WriterVersion::PARQUET_2_0, ..Layout::default() },
        Layout { dictionary: false, ..Layout::default() },
        Layout { dictionary_bytes: 200, page_rows: 700, ..Layout::default() },
        Layout { text: Encoding::DELTA_BYTE_ARRAY, dictionary: false, ..Layout::default() },
        Layout { text: Encoding::DELTA_LENGTH_BYTE_ARRAY, dictionary: false, ..Layout::default() },
        Layout { pay: Encoding::BYTE_STREAM_SPLIT, ..Layout::default() },
        Layout { pay_in_dictionary: true, ..Layout::default() },
        Layout { single: true, ..Layout::default() },
        Layout { row_group: 1_000, ..Layout::default() },
    ];
    for layout in layouts {
        let files = Files::parquet(&rows, 3, &layout);
        let counted = counted(&question, &files);
        assert_eq!((counted.scanned, counted.damaged.len()), (60_000, 0), "{layout:?}");
        let expected = expected_of(&layout, &question, &rows, &expected);
        check(&counts(&question, &counted), &expected, &format!("{layout:?}"));
    }
    let counted = counted(&question, &Files::csv(&rows, 2));
    check(&counts(&question, &counted), &expected_of_texts(&question, &rows), "CSV");
}

/// `NaN` and `inf` as texts are no numbers, where as floats they are impossible ones.
fn expected_of_texts(question: &Question, rows: &[Invented]) -> Vec<Counts> {
    let is_text = |row: &&Invented| row.pay.is_some_and(|pay| !pay.is_finite());
    let numbers: Vec<Invented> = rows.iter().filter(|row| !is_text(row)).cloned().collect();
    let texts: Vec<Invented> = rows.iter().filter(is_text).cloned().collect();
    let mut all = expected(question, &numbers);
    for (all, texts) in all.iter_mut().zip(expected(question, &texts)) {
        for ((words, _), rows) in texts {
            *all.entry((words, Err("unreadable".to_owned()))).or_default() += rows;
        }
    }
    all
}

/// Floats of 32 bits round an amount before its bucket is found.
fn expected_of(
    layout: &Layout,
    question: &Question,
    rows: &[Invented],
    whole: &[Counts],
) -> Vec<Counts> {
    match layout.single {
        false => whole.to_vec(),
        true => {
            let single: Vec<Invented> = rows.iter().map(Invented::single).collect();
            expected(question, &single)
        }
    }
}

#[test]
fn counts_that_do_not_fit_into_memory_are_the_same() {
    let rows = Invented::rows(120_000);
    // Few groups, so that some thousands of keys of one partition come together and are counted.
    let question = question(&[&["level"], &["role"], &[]], 1_000);
    let files = Files::parquet(&rows, 6, &Layout { row_group: 2_000, ..Layout::default() });
    let written = Mutex::new(0);
    let scratch = || {
        *written.lock().unwrap() += 1;
        scratch()
    };
    let parts: Vec<usize> = (0..files.parts.len()).collect();
    let counted = kernel::run(&question, &files, &parts, &(), &scratch).unwrap();
    assert!(*written.lock().unwrap() > 1, "nothing was written to disk");
    check(&counts(&question, &counted), &expected(&question, &rows), "");
}

/// One thread set tables aside while the other summed their bytes, and each waited for the other for ever.
#[test]
fn threads_that_spare_memory_do_not_wait_for_each_other() {
    let (done, ended) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let rows = Invented::rows(20_000);
        let question = question(&[&["level"], &["role"], &[]], 1);
        let files = Files::parquet(&rows, 2, &Layout { row_group: 20, ..Layout::default() });
        let expected = expected(&question, &rows);
        for _ in 0..5 {
            let counted = counted(&question, &files);
            check(&counts(&question, &counted), &expected, "");
        }
        done.send(())
    });
    let limit = std::time::Duration::from_secs(300);
    assert_eq!(ended.recv_timeout(limit), Ok(()), "threads wait for each other, or counts differ");
}

#[test]
fn wide_groups_have_keys_of_their_own() {
    let rows = Invented::rows(40_000);
    let all = ["role", "level", "place", "day", "id", "id2"];
    let question = question(&[&all], MUCH);
    let files = Files::parquet(&rows, 4, &Layout { row_group: 1_500, ..Layout::default() });
    let counted = counted(&question, &files);
    check(&counts(&question, &counted), &expected(&question, &rows), "");
}

#[test]
fn a_damaged_row_group_is_named_and_nothing_of_it_is_counted() {
    let rows = Invented::rows(30_000);
    let question = question(SETS, MUCH);
    let layout = Layout { row_group: 5_000, page_rows: 500, ..Layout::default() };
    let mut files = Files::parquet(&rows, 3, &layout);
    files.damage_last_page_of_pay(1, 1);
    let counted = counted(&question, &files);
    let [damaged] = counted.damaged.as_slice() else { panic!("{:?}", counted.damaged) };
    assert_eq!((damaged.part.as_str(), damaged.row_group), ("part-1", Some(2)));
    assert_eq!((damaged.rows, counted.scanned), (Some(5_000), 25_000));
    let good: Vec<Invented> = [&rows[..15_000], &rows[20_000..]].concat();
    check(&counts(&question, &counted), &expected(&question, &good), "");
}

/// An input that panics at one of its reads, as a reader with a fault would.
struct Faulty {
    bytes: Cursor<Vec<u8>>,
    reads: Arc<AtomicUsize>,
}

impl Read for Faulty {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        assert_ne!(self.reads.fetch_add(1, Ordering::Relaxed), 60, "a fault of the reader");
        self.bytes.read(buffer)
    }
}

impl Seek for Faulty {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.bytes.seek(to)
    }
}

/// Files whose second one is read with a fault.
struct FaultyFiles {
    files: Files,
    reads: Arc<AtomicUsize>,
}

impl Archive for FaultyFiles {
    fn parts(&self) -> &[Part] {
        self.files.parts()
    }

    fn open(&self, part: usize) -> io::Result<Box<dyn Input>> {
        let bytes = Cursor::new(self.files.parts[part].1.clone());
        match part {
            1 => Ok(Box::new(Faulty { bytes, reads: Arc::clone(&self.reads) })),
            _ => Ok(Box::new(bytes)),
        }
    }
}

#[test]
fn a_fault_of_the_reader_loses_its_row_group_alone() {
    let rows = Invented::rows(60_000);
    let question = question(SETS, MUCH);
    let layout = Layout { row_group: 10_000, page_rows: 500, ..Layout::default() };
    let files = Files::parquet(&rows, 3, &layout);
    let faulty = FaultyFiles { files, reads: Arc::default() };
    let counted = kernel::run(&question, &faulty, &[0, 1, 2], &(), &scratch).unwrap();
    let [damaged] = counted.damaged.as_slice() else { panic!("{:?}", counted.damaged) };
    let group = damaged.row_group.unwrap();
    assert_eq!((damaged.part.as_str(), counted.scanned), ("part-1", 50_000));
    let lost = 20_000 + (group - 1) * 10_000;
    let good: Vec<Invented> = [&rows[..lost], &rows[lost + 10_000..]].concat();
    check(&counts(&question, &counted), &expected(&question, &good), "a fault");
}

#[test]
fn a_part_that_is_no_table_is_named_and_the_rest_goes_on() {
    let rows = Invented::rows(10_000);
    let question = question(SETS, MUCH);
    let mut files = Files::parquet(&rows, 4, &Layout::default());
    files.parts[2].1.truncate(1_000);
    files.parts[3].1 = b"role,pay\nx,1\n".to_vec();
    let counted = counted(&question, &files);
    let named: Vec<&str> = counted.damaged.iter().map(|part| part.part.as_str()).collect();
    assert_eq!(named, ["part-2", "part-3"]);
    assert!(counted.damaged[1].reason.contains("there is no column"), "{:?}", counted.damaged);
    check(&counts(&question, &counted), &expected(&question, &rows[..5_000]), "");
}

#[test]
fn bytes_of_any_kind_are_no_panic() {
    let rows = Invented::rows(3_000);
    let question = question(SETS, MUCH);
    let whole = Files::parquet(&rows, 1, &Layout { row_group: 1_000, ..Layout::default() });
    for seed in 0..300usize {
        let mut files = whole.clone();
        let bytes = &mut files.parts[0].1;
        let length = bytes.len();
        for step in 0..4 {
            let at = (seed * 7919 + step * 104_729 + 4) % length;
            bytes[at] ^= (seed as u8).wrapping_mul(31) | 1;
        }
        let result = kernel::run(&question, &files, &[0], &(), &scratch);
        if let Ok(counted) = result {
            let sums: Vec<u64> =
                counts(&question, &counted).iter().map(|of| of.values().sum()).collect();
            assert!(sums.iter().all(|sum| *sum == counted.scanned), "{sums:?}");
        }
    }
}
