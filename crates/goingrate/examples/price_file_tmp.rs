//! Temporary: prices a file.
#![allow(missing_docs, clippy::disallowed_methods, clippy::print_stderr)]
use goingrate::GoingRate;
use goingrate::ask::price::{Layout, RowCounts, Usual, WorkerPool};
use goingrate::evidence::table::Opened;
use goingrate::evidence::table::append_columns::{Wide, Written};
use goingrate::units::parse::Unreadable;

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let started = std::time::Instant::now();
    let threads: usize = args.get(3).map_or(2, |t| t.parse().unwrap());
    let wide = Opened::new(std::fs::File::open(&args[1]).unwrap()).and_then(Wide::open).unwrap();
    let layout = Layout::of(wide.headings()).unwrap();
    let going_rate = GoingRate::open().unwrap();
    let usual = Usual {
        as_of: "2026-11-30".parse().unwrap(),
        per: None,
        currency: None,
        unreadable: Unreadable::LeftOut,
    };
    let mut pool = WorkerPool::new(threads, &layout, &going_rate, usual);
    let opened = started.elapsed();
    let added = layout.added();
    let out = std::fs::File::create(&args[2]).unwrap();
    let written = if args[2].ends_with(".csv") { Written::Csv } else { Written::Parquet };
    let mut counts = RowCounts::default();
    let mut pricing = std::time::Duration::ZERO;
    wide.append_columns(&layout.wanted(), &added, (written, out), |lines, cells| {
        let began = std::time::Instant::now();
        let told = pool.price(lines, cells, added.len());
        counts.count(lines.len() as u64, &told);
        pricing += began.elapsed();
    })
    .unwrap();
    eprintln!(
        "{} rows, {} priced, open {:?}, pricing {:?}, all {:?}",
        counts.rows,
        counts.priced,
        opened,
        pricing,
        started.elapsed()
    );
}
