//! Invented imports, and the store that they went into.

use std::collections::BTreeMap;

use goingrate::evidence::sources::{Reason, Rejection, Remark};
use goingrate::evidence::store::{Import, Stored};
use goingrate::evidence::{
    Basis, Cell, CellKey, ContentHash, Counts, Histogram, Money, RolledUp, Shares, SourceId,
};
use goingrate::rules::{OfficialPrices, PriceRow, PriceScale};
use goingrate::units::{Component, Currency, Period, Problem, ReferenceRates};
use goingrate_view::views::evidence_import::{
    FailedView, FileView, ImportView, ImportsView, StoreView, StoredTableView,
};

use crate::evidence::invented;
use crate::world::{World, today};

fn cell(world: &World) -> Cell {
    let profile = world.understood("senior backend, Seattle").profile;
    let money = Money {
        component: Component::BaseSalary,
        basis: Basis::Gross,
        currency: Currency::USD,
        period: Period::Year,
    };
    let mut histogram = Histogram::default();
    for amount in [140e3, 150e3, 161e3] {
        histogram.add(amount).expect("it is an amount");
    }
    let key = CellKey::new(Shares::certain(profile.role), profile.place, money, 2025);
    Cell { source: SourceId(0), key, histogram }
}

fn rolled_up(world: &World) -> RolledUp {
    let titles = [("Wizard", 7), ("Chief Happiness Officer", 2)];
    let titles = titles.map(|(title, rows)| (title.to_owned(), rows));
    let first = Rejection::new(Reason::UnmappedTitle, "title", "Wizard");
    let counts = Counts {
        read: 1_012,
        used: 1_001,
        aside: BTreeMap::from([(Reason::MissingPay, 2), (Reason::UnmappedTitle, 9)]),
        records: 1_500,
        duplicates: 3,
        guessed_encoding: Some("windows-1251".to_owned()),
        remarks: BTreeMap::from([(Remark::CoarserPlace, 12)]),
        unknown: BTreeMap::from([(Reason::UnmappedTitle, BTreeMap::from(titles))]),
        examples: BTreeMap::from([(Reason::UnmappedTitle, vec![(17, first)])]),
    };
    RolledUp { cells: vec![cell(world)], published: Vec::new(), counts }
}

fn entry(world: &World) -> Import {
    let hash = ContentHash(0x00c0_ffee);
    Import::of("offers.csv", 81_022, hash, "offers", today()).counted(&rolled_up(world))
}

fn prices() -> OfficialPrices {
    let row = |key: &str, figure: &str| PriceRow {
        key: key.to_owned(),
        year: 2024,
        figure: figure.to_owned(),
    };
    OfficialPrices {
        scale: PriceScale::National,
        title: "An office, what money buys",
        rows: vec![row("de", "0.7"), row("pl", "1.9")],
        left_out: BTreeMap::from([("years without a figure", 4)]),
    }
}

fn rates() -> ReferenceRates {
    let month = |code: &str, month: &str| (code.to_owned(), month.to_owned());
    ReferenceRates {
        rows: BTreeMap::from([
            (month("EUR", "2026-09"), "0.81".to_owned()),
            (month("EUR", "2026-10"), "0.8".to_owned()),
        ]),
        left_out: BTreeMap::from([(month("EUR", "2026-11"), 6)]),
    }
}

/// Files of every kind, and one that cannot be read.
pub fn imports(world: &World, dry_run: bool) -> ImportsView {
    let outcome = if dry_run { "not written" } else { "added" };
    let read = |view| FileView::Read(Box::new(view));
    let why = Problem::of("FILE", "notes.xlsx", "no source recognises it")
        .nearest(vec!["offers".to_owned(), "tables".to_owned()])
        .hint("name the source, or give a mapping");
    ImportsView {
        store: (!dry_run).then(|| "pay".to_owned()),
        dry_run,
        files: vec![
            read(ImportView::new(&entry(world), "Offers", outcome, &rolled_up(world))),
            read(ImportView::already("again.csv", &entry(world))),
            read(ImportView::prices("ppp.csv", 812, &prices(), outcome)),
            read(ImportView::rates("rates.csv", 4_096, &rates(), outcome)),
            FileView::Failed(FailedView::new("notes.xlsx", why)),
        ],
        next: Some("Look at it.".to_owned()),
    }
}

/// What the store holds.
pub fn store(world: &World) -> StoreView {
    let complaint = Problem::in_file("cells.parquet", Some(3), "role", "wizard", "is no role now");
    let stored = Stored {
        cards: invented(world).cards[..1].to_vec(),
        cells: vec![cell(world)],
        published: Vec::new(),
        complaints: vec![complaint],
    };
    let tables = vec![
        StoredTableView::prices("prices/ppp.csv", &prices()),
        StoredTableView::rates("prices/rates.csv", &rates()),
    ];
    StoreView::new("pay".to_owned(), &[entry(world)], &stored, tables)
}
