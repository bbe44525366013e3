//! Judges every claim by the carried book and writes the verdicts that the pages of the evidence show:
//! `verdicts crates/goingrate-pages/data/verdicts.csv 2026-11-30`. It takes about a minute, and is run again
//! whenever the carried book or what claims are held against has changed.

use goingrate::GoingRate;
use goingrate::request::VerdictsRequest;
use goingrate_pages::pages::evidence::Judged;
use goingrate_view::questions::{Ask, Asking};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().expect("a file");
    let today = arguments.next().expect("a day").parse().expect("a day");
    let going_rate = GoingRate::open().expect("the carried data");
    let asking = Asking::new(&going_rate, today);
    let view = VerdictsRequest::default().ask(&asking).expect("verdicts");
    let hash = going_rate.book.evidence_hash().to_string();
    let judged = Judged::from_view(&view, hash, today.to_string());
    std::fs::write(file, judged.written()).expect("the file");
}
