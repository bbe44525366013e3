//! Which percentiles are fitted, which are counted, and what their rows speak of.

use goingrate_evidence::{Evidence, Money, RowHash, Shares, read};
use goingrate_units::{Currency, ExchangeRates, LevelId, Period, Taxonomy, TaxonomyFiles};

use goingrate_evidence::{Basis, CellKey, SourceId, Stated, SummaryQuantiles};
use goingrate_units::Component;

use super::*;
use crate::block::Block;
use crate::design::Scale;
use crate::fit::surroundings;
use crate::priors::Priors;
use crate::rows::linearise::COLD;
use crate::rows::{Rows, build};

const FILES: TaxonomyFiles = TaxonomyFiles {
    roles: include_str!("../../../../../data/taxonomy/roles.toml"),
    levels: include_str!("../../../../../data/taxonomy/levels.toml"),
    places: include_str!("../../../../../data/taxonomy/places.toml"),
    areas: include_str!("../../../../../data/taxonomy/areas.csv"),
    skills: include_str!("../../../../../data/taxonomy/skills.toml"),
    industries: include_str!("../../../../../data/taxonomy/industries.toml"),
    tiers: include_str!("../../../../../data/taxonomy/tiers.toml"),
    employers: include_str!("../../../../../data/taxonomy/employers.csv"),
    employer_levels: include_str!("../../../../../data/taxonomy/employer_levels.csv"),
    words: include_str!("../../../../../data/taxonomy/words.toml"),
    phrases: include_str!("../../../../../data/taxonomy/phrases.csv"),
    towns: include_str!("../../../../../data/taxonomy/towns.csv"),
};
const PRIORS: &str = include_str!("../../../../../data/model/priors.toml");
const RATES: &str = include_str!("../../../../../data/rules/currency.csv");

/// A reason, and what makes a row be left out for it.
type Case<'a> = (LeftOut, &'a dyn Fn(&mut SummaryQuantiles));

/// A source that is no reference.
const VENDOR: &str = r#"
[card]
slug = "vendor"
title = "A vendor"
publisher = "Nobody"
kind = "survey"
reference = false
as_of = "2025-06"
period = "2025"
currency = "USD"
basis = "gross"
licence = "none"
url = "https://example.org"
biases = ["It is invented."]
"#;

fn taxonomy() -> Taxonomy {
    Taxonomy::read(&FILES).unwrap()
}

/// P25, P50 and P75 of the base salary of an occupation in the United States in 2025.
fn published(t: &Taxonomy, row: u64) -> SummaryQuantiles {
    let money = Money {
        component: Component::BaseSalary,
        basis: Basis::Gross,
        currency: Currency::USD,
        period: Period::Year,
    };
    let role = Shares::certain(t.role_of("15-1252").unwrap());
    let key = CellKey::new(role, t.place_of("us").unwrap(), money, 2025);
    let quantiles = vec![(0.25, 100e3), (0.5, 130e3), (0.75, 160e3)];
    SummaryQuantiles { quantiles, count: Some(40), row: RowHash(row), ..SummaryQuantiles::new(key) }
}

/// The same with one thing changed.
fn with(t: &Taxonomy, row: u64, change: impl Fn(&mut SummaryQuantiles)) -> SummaryQuantiles {
    let mut published = published(t, row);
    change(&mut published);
    published
}

/// The rows of what one source publishes, a reference or not.
fn rows_of(t: &Taxonomy, reference: bool, all: Vec<SummaryQuantiles>) -> Rows {
    let priors = Priors::read(PRIORS).unwrap();
    let rates = ExchangeRates::read(RATES).unwrap();
    let mut card = read::source_card("vendor.toml", VENDOR).unwrap();
    card.reference = reference;
    let published = all.into_iter().map(|published| (SourceId(0), published)).collect();
    let evidence = Evidence { cards: vec![card], published, ..Evidence::default() };
    let around = surroundings(&evidence, t, &priors, &rates).unwrap();
    let scale = Scale {
        rates: &rates,
        reference: around.reference,
        prices: &around.prices,
        in_dollars: &around.in_dollars,
    };
    build(around.design(t, &priors), &evidence, scale).unwrap()
}

fn level(t: &Taxonomy, slug: &str) -> LevelId {
    t.level_of(slug).unwrap()
}

/// Whether the first row's lines move with any effect of a block.
fn speaks_of(rows: &Rows, block: Block) -> bool {
    let theta = vec![0.0; rows.effects.len()];
    let lines = rows.linearise(&rows.rows[0], &rows.at(&theta), &[COLD]);
    let columns = lines.iter().flat_map(|line| &line.predicted.gradient);
    columns.into_iter().any(|&(column, _)| rows.effects.at(column as usize).block == block)
}

#[test]
fn what_is_no_evidence_of_its_own_is_counted_with_its_reason() {
    let t = &taxonomy();
    let roles = [("15-1252", 60), ("11-3021", 40)];
    let roles = roles.map(|(slug, percent)| (t.role_of(slug).unwrap(), percent));
    let roles = Shares::of(roles).unwrap();
    let outer = vec![(0.01, 50e3), (0.99, 400e3)];
    let cases: [Case; 9] = [
        (LeftOut::Computed, &|p| p.key.stated = Stated::Computed),
        (LeftOut::NotPay, &|p| p.key.stated = Stated::Ceiling),
        (LeftOut::NotPay, &|p| p.key.stated = Stated::RangeLow),
        (LeftOut::PartOfPay, &|p| p.key.component = Component::Bonus),
        (LeftOut::AfterTax, &|p| p.key.basis = Basis::Net),
        (LeftOut::UnclearRole, &|p| p.key.role = Shares::unknown()),
        (LeftOut::UnclearRole, &|p| p.key.role = roles.clone()),
        (LeftOut::NoExchangeRate, &|p| p.key.currency = "XTS".parse().unwrap()),
        (LeftOut::NothingWithin, &|p| p.quantiles = outer.clone()),
    ];
    for (reason, change) in cases {
        let told = &rows_of(t, false, vec![with(t, 1, change)]).published[0];
        assert_eq!((told.rows, told.left_out.get(&reason)), (0, Some(&1)), "{told:?}");
    }
    let twice = &rows_of(t, false, vec![published(t, 1), published(t, 1)]).published[0];
    assert_eq!((twice.rows, twice.left_out[&LeftOut::Repeated]), (1, 1));
}

#[test]
fn tails_bounds_and_means_beside_percentiles_are_left_out_of_a_row() {
    let t = &taxonomy();
    let row = with(t, 1, |p| {
        p.quantiles.push((0.99, 400e3));
        p.at_least.push((0.95, 300e3));
        p.mean = Some(135e3);
    });
    let rows = rows_of(t, false, vec![row]);
    let told = &rows.published[0];
    assert_eq!((told.rows, told.figures, told.figures_left_out), (1, 3, 3));
    assert_eq!(rows.rows[0].lines.len(), 3);
    let alone = with(t, 1, |p| (p.quantiles, p.mean) = (Vec::new(), Some(135e3)));
    let rows = rows_of(t, false, vec![alone]);
    assert!(matches!(rows.rows[0].lines[..], [(Figure::Mean(_), _)]));
}

#[test]
fn of_people_of_one_level_in_several_areas_only_the_middle_speaks() {
    let five = [(0.1, 80e3), (0.25, 100e3), (0.45, 125e3), (0.75, 160e3), (0.9, 190e3)];
    assert_eq!(fitted(&five, false), five);
    assert_eq!(fitted(&five, true), [five[2]]);
    assert_eq!(fitted(&[five[0], five[4]], true), []);
}

#[test]
fn more_people_err_less_and_nobody_counted_errs_as_ten() {
    let t = &taxonomy();
    let variance = |count: Option<u64>| {
        let rows = rows_of(t, false, vec![with(t, 1, |p| p.count = count)]);
        rows.rows[0].sampling[4]
    };
    assert!((variance(Some(10)) / variance(Some(1000)) - 100.0).abs() < 1e-6);
    assert_eq!(variance(None), variance(Some(10)));
    let by_error = rows_of(t, false, vec![with(t, 1, |p| p.mean_error = Some(0.5))]);
    assert!(by_error.rows[0].sampling[4] > variance(Some(40)));
}

#[test]
fn only_who_states_a_level_teaches_the_ladder() {
    let t = &taxonomy();
    let (senior, staff) = (level(t, "senior"), level(t, "staff"));
    let teaches = |level: Shares<LevelId>| {
        let row = with(t, 1, |p| p.key.level = level.clone());
        speaks_of(&rows_of(t, false, vec![row]), Block::Step)
    };
    assert!(teaches(Shares::certain(senior)));
    assert!(!teaches(Shares::unknown()));
    assert!(!teaches(Shares::of([(senior, 50), (staff, 50)]).unwrap()));
}

#[test]
fn a_source_has_its_own_terms_unless_it_is_a_reference() {
    let t = &taxonomy();
    let own = [Block::SourceOffset, Block::SourceCountry, Block::SourceSpread, Block::MeasureRole];
    for (reference, expected) in [(false, true), (true, false)] {
        let rows = rows_of(t, reference, vec![published(t, 1)]);
        for block in own {
            assert_eq!(speaks_of(&rows, block), expected, "{block:?}");
        }
        assert!(speaks_of(&rows, Block::MeasureCell));
    }
    let median = rows_of(t, false, vec![with(t, 1, |p| p.quantiles = vec![(0.5, 130e3)])]);
    assert!(!speaks_of(&median, Block::MeasureCell) && !speaks_of(&median, Block::SourceSpread));
    let senior = Shares::certain(level(t, "senior"));
    let senior = rows_of(t, false, vec![with(t, 1, |p| p.key.level = senior.clone())]);
    assert!(!speaks_of(&median, Block::SourceLevel) && speaks_of(&senior, Block::SourceLevel));
}

#[test]
fn a_doubtful_role_is_the_mixture_of_what_it_may_be() {
    let t = &taxonomy();
    let roles = ["15-1252", "15-1253"].map(|slug| (t.role_of(slug).unwrap(), 50));
    let row = with(t, 1, |p| p.key.role = Shares::of(roles).unwrap());
    let rows = rows_of(t, false, vec![row]);
    let components = &rows.mixtures[0].components;
    assert_eq!(components.len(), 2);
    assert!((components.iter().map(|n| n.weight).sum::<f64>() - 1.0).abs() < 1e-12);
    assert_eq!((0..2).filter(|&n| components[n].location != components[0].location).count(), 1);
}
