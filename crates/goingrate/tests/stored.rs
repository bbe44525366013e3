//! What a person imports of a source that is carried too takes the place of what is carried: nobody
//! counts twice.
#![cfg(feature = "parquet")]

use goingrate::evidence::store::Stored;
use goingrate::evidence::{Card, Cell, CellKey, Evidence, SourceId, SummaryQuantiles};
use goingrate::units::Taxonomy;

struct World {
    taxonomy: Taxonomy,
    carried: Evidence,
}

impl World {
    fn open() -> World {
        let taxonomy = Taxonomy::read(&goingrate::data::TAXONOMY).unwrap();
        let carried = goingrate::evidence(&taxonomy).unwrap().0;
        World { taxonomy, carried }
    }

    fn card(&self, slug: &str) -> Card {
        self.carried.card(self.carried.source_of(slug).unwrap()).clone()
    }

    /// A carried key of a source.
    fn key(&self, slug: &str) -> CellKey {
        let source = self.carried.source_of(slug).unwrap();
        let cell = self.carried.cells.iter().find(|cell| cell.source == source);
        let summary = self.carried.published.iter().find(|p| p.0 == source);
        cell.map(|cell| cell.key.clone()).or(summary.map(|p| p.1.key.clone())).unwrap()
    }

    /// Cells and summaries of a source in the carried evidence with a store.
    fn beside(&self, slug: &str, cells: Vec<CellKey>, published: Vec<CellKey>) -> [usize; 2] {
        let cell = |key| {
            let mut cell = Cell::new(SourceId(0), key);
            cell.histogram = goingrate::evidence::Histogram::from_counts([(2115, 1)]).unwrap();
            cell
        };
        let summary = |key| {
            let quantiles = vec![(0.5, 100_000.0)];
            (SourceId(0), SummaryQuantiles { quantiles, ..SummaryQuantiles::new(key) })
        };
        let stored = Stored {
            cards: vec![self.card(slug)],
            cells: cells.into_iter().map(cell).collect(),
            published: published.into_iter().map(summary).collect(),
            complaints: Vec::new(),
        };
        let (evidence, hash) = goingrate::evidence_with(stored, &[], &self.taxonomy).unwrap();
        assert_ne!(hash, goingrate::evidence_hash());
        assert_eq!(evidence.complaints(), []);
        held(&evidence, slug)
    }
}

fn held(evidence: &Evidence, slug: &str) -> [usize; 2] {
    let source = evidence.source_of(slug).unwrap();
    let cells = evidence.cells.iter().filter(|cell| cell.source == source).count();
    [cells, evidence.published.iter().filter(|p| p.0 == source).count()]
}

#[test]
fn records_of_a_year_replace_those_carried_of_that_year() {
    let world = World::open();
    let [cells, _] = held(&world.carried, "stackoverflow");
    let key = world.key("stackoverflow");
    let other = CellKey { year: key.year - 1, ..key.clone() };
    assert_eq!(world.beside("stackoverflow", vec![key], vec![]), [1, 0]);
    assert_eq!(world.beside("stackoverflow", vec![other], vec![]), [cells + 1, 0]);

    let source = world.carried.source_of("ai-jobs").unwrap();
    let of_2024 = world.carried.cells.iter().filter(|c| c.source == source && c.key.year == 2024);
    let (of_2024, [all, _]) = (of_2024.count(), held(&world.carried, "ai-jobs"));
    let key = CellKey { year: 2024, ..world.key("ai-jobs") };
    assert!(0 < of_2024 && of_2024 < all);
    assert_eq!(world.beside("ai-jobs", vec![key], vec![]), [all - of_2024 + 1, 0]);
}

#[test]
fn a_summary_replaces_that_of_its_key_and_records_replace_the_summaries_of_their_year() {
    let world = World::open();
    let [_, all] = held(&world.carried, "lca");
    let key = world.key("lca");
    assert_eq!(world.beside("lca", vec![], vec![key.clone()]), [0, all]);
    let earlier = CellKey { year: key.year - 1, ..key.clone() };
    assert_eq!(world.beside("lca", vec![], vec![earlier]), [0, all + 1]);
    assert_eq!(world.beside("lca", vec![key], vec![]), [1, 0]);
}

#[test]
fn the_carried_microdata_can_be_read_and_can_be_left_out() {
    let world = World::open();
    let (evidence, complaints) = goingrate::evidence(&world.taxonomy).unwrap();
    assert_eq!(complaints, []);
    for slug in ["stackoverflow", "ai-jobs", "lca", "gsa-calc"] {
        let [cells, summaries] = held(&evidence, slug);
        assert!(cells + summaries > 500, "{slug}: {cells} cells, {summaries} summaries");
    }
    let (without, _) = goingrate::evidence_without_microdata(&world.taxonomy).unwrap();
    assert!(without.cells.is_empty() && without.published.is_empty());
    assert_eq!(without.claims, evidence.claims);
}
