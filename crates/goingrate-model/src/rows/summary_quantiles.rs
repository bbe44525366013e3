//! Ready-made percentiles of a store to rows: a vendor's table by job and level, a summary of offers by
//! area. Each says percentiles of the distribution that its key asks for, as a claim does, but with the
//! sampling error of the people behind it and with terms of its source for whatever the source sees
//! differently. What is no pay of whole people, or repeats other evidence, is counted and not fitted.

use std::collections::BTreeMap;

use goingrate_evidence::{Basis, Card, CellKey, SourceId, Stated, SummaryQuantiles};
use goingrate_units::{Component, PlaceId, RoleId, Years};
use rustc_hash::FxHashSet;

use crate::block::Block;
use crate::design::{Estimand, Levels, Resolver};
use crate::distribution::mixture::{Columns, Mixture};
use crate::effects::Effect;
use crate::rows::cells::SourceMeasure;
use crate::rows::cells::form::{in_money_without_a_rate, moment};
use crate::rows::cells::hashes::{hashed, whole};
use crate::rows::cells::knots;
use crate::rows::cells::rows::shift_of;
use crate::rows::claims::no_level;
use crate::rows::{Builder, Figure, Group, Origin, Row, Value, sampling};

/// Why a row of ready-made percentiles is not fitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeftOut {
    /// A formula made it out of other evidence.
    Computed,
    /// It is of ends of ranges, or of what may be charged at most.
    NotPay,
    /// It is of bonus, equity or a sign-on payment by itself: the positive part of a mixture with zero.
    PartOfPay,
    /// It is after tax.
    AfterTax,
    /// It is of a reference, in a country whose official statistics are evidence already.
    OfficialAlready,
    /// Records of the same source, part of pay and year are evidence.
    RecordsAlready,
    /// The same row of the same source came in another file.
    Repeated,
    /// Its role is not known, or is one of several on different ladders.
    UnclearRole,
    /// Its currency has no exchange rate at its date.
    NoExchangeRate,
    /// It has no percentile near enough to the middle (P5 to P95; of one level in several areas P25 to
    /// P75) and no mean.
    NothingWithin,
}

impl LeftOut {
    /// The reason in words, after "not fitted:".
    pub fn words(self) -> &'static str {
        match self {
            LeftOut::Computed => "computed by a formula from other evidence",
            LeftOut::NotPay => "ends of ranges or ceilings, not pay",
            LeftOut::PartOfPay => "bonus, equity or sign-on by itself",
            LeftOut::AfterTax => "after tax",
            LeftOut::OfficialAlready => {
                "of a reference, where official statistics are evidence already: the same survey, or \
                 years of it that share its sample"
            }
            LeftOut::RecordsAlready => "records of the same source and year are fitted",
            LeftOut::Repeated => "the same row came in another file",
            LeftOut::UnclearRole => "the role is not known, or one of several on different ladders",
            LeftOut::NoExchangeRate => "no exchange rate at their date",
            LeftOut::NothingWithin => {
                "no mean and no percentile from P5 to P95 (of one level in several areas, P25 to P75)"
            }
        }
    }
}

/// What became of the ready-made percentiles of one source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SummaryRows {
    /// The source's position among the cards.
    pub source: usize,
    /// Its slug.
    pub slug: String,
    /// Rows that are fitted.
    pub rows: usize,
    /// Their figures that are fitted: lines of the system.
    pub figures: usize,
    /// Their figures that are not: outer percentiles, lower bounds, means beside percentiles.
    pub figures_left_out: usize,
    /// Rows that are not fitted, by reason.
    pub left_out: BTreeMap<LeftOut, usize>,
}

/// Percentiles outside are not fitted: the shape was never held against tails, and the largest amount of
/// a few people is no level of pay. Claims reach as far.
const WITHIN: (f64, f64) = (0.05, 0.95);

/// How far from the middle the one percentile may be that speaks for people of one level in several
/// areas.
const MIDDLE: (f64, f64) = (0.25, 0.75);

/// How many people a row rests on that does not say so: what a table that hides its numbers must have at
/// the least to be worth a row; our estimate, on the cautious side.
const UNSTATED_PEOPLE: f64 = 10.0;

/// Adds the rows of all ready-made percentiles that are evidence of their own.
pub(super) fn add(builder: &mut Builder) -> Vec<SummaryRows> {
    let mut sources: BTreeMap<usize, SummaryRows> = BTreeMap::new();
    let known = Known::of(builder);
    let mut seen = FxHashSet::default();
    for (index, (source, published)) in builder.evidence.published.iter().enumerate() {
        let of = sources.entry(source.0).or_insert_with(|| SummaryRows {
            source: source.0,
            slug: builder.evidence.card(*source).slug.clone(),
            ..SummaryRows::default()
        });
        let again = !seen.insert((source, published.row, &published.key));
        let left_out = known.left_out(*source, published, builder);
        let made = match left_out.or(again.then_some(LeftOut::Repeated)) {
            Some(reason) => Err(reason),
            None => said(published, builder),
        };
        match made {
            Ok(said) => {
                of.rows += 1;
                of.figures += said.figures.len();
                of.figures_left_out += stated(published) - said.figures.len();
                add_row(builder, index, said);
            }
            Err(reason) => *of.left_out.entry(reason).or_default() += 1,
        }
    }
    sources.into_values().collect()
}

/// How many figures a row states.
fn stated(published: &SummaryQuantiles) -> usize {
    let mean = usize::from(published.mean.is_some());
    published.quantiles.len() + published.at_least.len() + mean
}

/// What other evidence has that ready-made percentiles may repeat.
struct Known {
    /// Countries with official cells.
    official: FxHashSet<PlaceId>,
    /// Source, part of pay, basis and year of records.
    records: FxHashSet<(SourceId, Component, Basis, i16)>,
}

impl Known {
    fn of(builder: &Builder) -> Known {
        let Builder { evidence, design, .. } = builder;
        let records = evidence.cells.iter();
        Known {
            official: evidence.official.iter().map(|c| design.country(c.place)).collect(),
            records: records.map(|c| kind(c.source, &c.key)).collect(),
        }
    }

    /// Why a row is not evidence of its own, if it is not.
    fn left_out(
        &self,
        source: SourceId,
        published: &SummaryQuantiles,
        builder: &Builder,
    ) -> Option<LeftOut> {
        let (key, card) = (&published.key, builder.evidence.card(source));
        let is_official = || self.official.contains(&builder.design.country(key.place));
        match key.stated {
            Stated::Computed => return Some(LeftOut::Computed),
            Stated::Pay => {}
            Stated::RangeLow | Stated::RangeHigh | Stated::Ceiling => return Some(LeftOut::NotPay),
        }
        if !SourceMeasure::of(&card.slug, key).is_fitted() {
            return Some(LeftOut::PartOfPay);
        }
        if key.basis == Basis::Net {
            return Some(LeftOut::AfterTax);
        }
        if card.reference && is_official() {
            return Some(LeftOut::OfficialAlready);
        }
        self.records.contains(&kind(source, key)).then_some(LeftOut::RecordsAlready)
    }
}

/// Source, part of pay, basis and year of a key.
fn kind(source: SourceId, key: &CellKey) -> (SourceId, Component, Basis, i16) {
    (source, key.component, key.basis, key.year)
}

/// What a row says: figures on the model's scale with their sampling covariance.
struct Said {
    /// The first of the roles that it may be about, with its probability in percent.
    role: (RoleId, u8),
    /// Probability, none for the mean, and log pay.
    figures: Vec<(Option<f64>, f64)>,
    sampling: Vec<f64>,
}

/// What a row says on the model's scale, or why it says nothing.
fn said(published: &SummaryQuantiles, builder: &Builder) -> Result<Said, LeftOut> {
    let key = &published.key;
    let role = first_role(key, builder).ok_or(LeftOut::UnclearRole)?;
    let shift = shift_of(key, builder.design.taxonomy, builder.scale);
    let shift = shift.ok_or(LeftOut::NoExchangeRate)?;
    let several = spans_areas(published, role.0, builder);
    let fitted = fitted(&published.quantiles, several && !key.level.is_unknown());
    let quantiles: Vec<(f64, f64)> =
        fitted.iter().map(|&(p, amount)| (p, amount.ln() + shift)).collect();
    let people = people(published, &quantiles);
    if !quantiles.is_empty() {
        let sampling = sampling::covariances(&quantiles, people);
        let figures = quantiles.into_iter().map(|(p, y)| (Some(p), y)).collect();
        return Ok(Said { role, figures, sampling });
    }
    // A mean leans on the tails, so it speaks only where no percentile does.
    let mean = published.mean.ok_or(LeftOut::NothingWithin)?;
    let error = sampling::error_of_mean(&quantiles, people);
    Ok(Said { role, figures: vec![(None, mean.ln() + shift)], sampling: vec![error * error] })
}

/// Whether a row is about several areas whose pay differs.
fn spans_areas(published: &SummaryQuantiles, role: RoleId, builder: &Builder) -> bool {
    let key = &published.key;
    builder.design.sites(&Estimand::employees(role, key.place, moment(key))).len() > 1
}

/// The percentiles of a row that are fitted. Of people of one level in several areas only the middle
/// one: how wide they are rests on where a vendor's clients are, which nobody states, and no term of
/// the source can make the areas more alike. Invented tables whose national rows were as much narrower
/// than ours as their areas stretched the ladder (docs/LIMITS.md).
fn fitted(quantiles: &[(f64, f64)], middle: bool) -> Vec<(f64, f64)> {
    let (low, high) = if middle { MIDDLE } else { WITHIN };
    let within = quantiles.iter().copied().filter(|q| (low..=high).contains(&q.0));
    if !middle {
        return within.collect();
    }
    let off = |q: &(f64, f64)| (q.0 - 0.5).abs();
    within.min_by(|a, b| off(a).total_cmp(&off(b))).into_iter().collect()
}

/// How many people a row rests on: what the error of its mean says, else what it states.
fn people(published: &SummaryQuantiles, quantiles: &[(f64, f64)]) -> f64 {
    let by_error = published.mean_error.map(|rse| sampling::people(quantiles, rse));
    let stated = published.count.map(|count| (count as f64).max(1.0));
    by_error.or(stated).unwrap_or(UNSTATED_PEOPLE)
}

/// The first of the roles that a key may be about, where all of them are on one ladder.
fn first_role(key: &CellKey, builder: &Builder) -> Option<(RoleId, u8)> {
    let ladder = |role: &(RoleId, u8)| builder.design.taxonomy.role(role.0).ladder;
    let first = key.role.all().first()?;
    key.role.all().iter().all(|other| ladder(other) == ladder(first)).then_some(*first)
}

fn add_row(builder: &mut Builder, index: usize, said: Said) {
    let mixture = mixture(builder, index, &said);
    let of = builder.keep(mixture);
    let line = |(p, y): (Option<f64>, f64)| {
        let figure = p.map_or(Figure::Mean(of), |p| Figure::Quantile(of, p));
        (figure, Value::Known(y))
    };
    builder.rows.push(Row {
        origin: Origin::SummaryQuantiles(index),
        group: Group::SummaryQuantiles(builder.evidence.published[index].0.0),
        lines: said.figures.into_iter().map(line).collect(),
        sampling: said.sampling,
    });
}

/// The distribution that a row speaks of: where its role is not certain, the mixture of what it may be.
fn mixture(builder: &mut Builder, index: usize, said: &Said) -> Mixture {
    let key = &builder.evidence.published[index].1.key;
    let figures = said.figures.len();
    let mut mixture = of_role(builder, index, said.role, figures);
    // Levels and ladders are the same for all roles of one ladder: only the nodes differ.
    for &other in key.role.all().iter().filter(|other| **other != said.role) {
        mixture.components.extend(of_role(builder, index, other, figures).components);
    }
    // A doubtful reading of a level makes a mixture that is wider than the people meant are: like who
    // says nothing of levels, it cannot teach the ladder.
    mixture.open |= key.level.all().len() > 1;
    mixture
}

/// The distribution of one role that a row may speak of, its nodes weighed with the role's probability,
/// with the source's terms.
fn of_role(
    builder: &mut Builder,
    index: usize,
    (role, percent): (RoleId, u8),
    figures: usize,
) -> Mixture {
    let (source, published) = &builder.evidence.published[index];
    let question = question(*source, builder.evidence.card(*source), &published.key, role);
    let mut mixture = builder.design.mixture(&question, &mut builder.collector);
    let own = own_terms(builder, *source, &published.key, role, figures);
    let spread = own_spread(builder, *source, &published.key, role, figures);
    let [own, spread] = [own, spread].map(|effects| -> Columns {
        effects.into_iter().map(|effect| (builder.collector.column(effect), 1.0)).collect()
    });
    for node in &mut mixture.components {
        node.weight *= f64::from(percent) / 100.0;
        node.location.extend(&own);
        node.spread.extend(&spread);
    }
    let one_level = published.key.level.all().len() == 1;
    // Who states no level has no offsets by level, and one figure says nothing of a spread: thousands of
    // medians would fit them to whatever the shape leaves over, and never settle.
    let silent = |column: u32| match builder.collector.effect(column).block {
        Block::SourceLevel => !one_level,
        Block::SourceSpread => figures == 1,
        _ => false,
    };
    mixture.components.iter_mut().for_each(|node| node.spread.retain(|term| !silent(term.0)));
    mixture.rungs.iter_mut().for_each(|rung| rung.location.retain(|term| !silent(term.0)));
    mixture
}

/// Whose pay a row speaks of.
fn question(source: SourceId, card: &Card, key: &CellKey, role: RoleId) -> Estimand {
    Estimand {
        levels: levels(key, card),
        skills: key.skills.clone(),
        industries: key.industry.into_iter().collect(),
        tier: key.tier,
        engagements: vec![(key.engagement, 1.0)],
        component: key.component,
        source: (!card.reference).then_some(source.0),
        ..Estimand::employees(role, key.place, moment(key))
    }
}

fn levels(key: &CellKey, card: &Card) -> Levels {
    let share = |percent: u8| f64::from(percent) / 100.0;
    match (key.level.all(), key.years) {
        ([(level, _)], _) => Levels::Given(*level),
        ([], Some(years)) => {
            let middle = knots::middle(years);
            Levels::Years(Years { low: middle, high: middle })
        }
        ([], None) => no_level(card),
        (several, _) => Levels::Mixture(several.iter().map(|&(l, p)| (l, share(p))).collect()),
    }
}

/// What the source sees differently, beside what every source has (its offset, also by country and by
/// level): an occupation, a place, people of one sort, and a row as a whole. Without these the percentiles
/// of one job at many levels would all be news of the job.
fn own_terms(
    builder: &Builder,
    source: SourceId,
    key: &CellKey,
    role: RoleId,
    figures: usize,
) -> Vec<Effect> {
    let (design, card) = (&builder.design, builder.evidence.card(source));
    let measure = SourceMeasure::of(&card.slug, key).id();
    let mut terms = Vec::new();
    let mut add = |effect: Effect| terms.push(effect);
    if in_money_without_a_rate(key, design) {
        add(Effect::of(Block::CountryMoney, design.country(key.place).index()));
    }
    // With one figure the error of the line is that of the row.
    if figures > 1 {
        add(Effect::named(Block::MeasureCell, whole(measure, key, design.taxonomy)));
    }
    if card.reference {
        return terms;
    }
    add(Effect::crossed(Block::MeasureRole, measure, role.index()));
    if key.place != design.country(key.place) {
        add(Effect::crossed(Block::MeasurePlace, measure, key.place.index()));
    }
    if let Some(education) = key.education {
        add(Effect::crossed(Block::MeasureEducation, measure, education as usize));
    }
    if let Some(headcount) = key.headcount {
        add(Effect::crossed(Block::MeasureHeadcount, measure, knots::headcount(headcount)));
    }
    if let Some(workplace) = key.remote {
        add(Effect::crossed(Block::MeasureWorkplace, measure, workplace as usize));
    }
    if let Some(employer) = key.employer.as_deref() {
        add(Effect::named(Block::MeasureEmployer, hashed(measure, &[employer])));
    }
    terms
}

/// How the source's people of a row are spread, beside `source:spread`: a vendor's clients are alike, and
/// its levels finer than ours, so its rows are narrower than the market.
fn own_spread(
    builder: &Builder,
    source: SourceId,
    key: &CellKey,
    role: RoleId,
    figures: usize,
) -> Vec<Effect> {
    let card = builder.evidence.card(source);
    if card.reference || figures == 1 {
        return Vec::new();
    }
    let measure = SourceMeasure::of(&card.slug, key).id();
    let country = builder.design.country(key.place).index();
    let mut effects = vec![
        Effect::of(Block::MeasureSpread, measure),
        Effect::crossed(Block::MeasureSpreadCountry, measure, country),
        Effect::crossed(Block::MeasureSpreadRole, measure, role.index()),
    ];
    if let [(level, _)] = key.level.all() {
        effects.push(Effect::crossed(Block::MeasureSpreadLevel, measure, level.index()));
    }
    effects
}

#[cfg(test)]
mod tests {
    use goingrate_evidence::{Evidence, Money, RowHash, Shares, read};
    use goingrate_units::{Currency, ExchangeRates, LevelId, Period, Taxonomy, TaxonomyFiles};

    use super::*;
    use crate::fit::surroundings;
    use crate::priors::Priors;
    use crate::rows::{NOWHERE, Rows, Scale, build};

    const FILES: TaxonomyFiles = TaxonomyFiles {
        roles: include_str!("../../../../data/taxonomy/roles.toml"),
        levels: include_str!("../../../../data/taxonomy/levels.toml"),
        places: include_str!("../../../../data/taxonomy/places.toml"),
        areas: include_str!("../../../../data/taxonomy/areas.csv"),
        skills: include_str!("../../../../data/taxonomy/skills.toml"),
        industries: include_str!("../../../../data/taxonomy/industries.toml"),
        tiers: include_str!("../../../../data/taxonomy/tiers.toml"),
        words: include_str!("../../../../data/taxonomy/words.toml"),
    };
    const PRIORS: &str = include_str!("../../../../data/model/priors.toml");
    const RATES: &str = include_str!("../../../../data/rules/currency.csv");

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
        SummaryQuantiles {
            quantiles,
            count: Some(40),
            row: RowHash(row),
            ..SummaryQuantiles::new(key)
        }
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
        let lines = rows.linearise(&rows.rows[0], &rows.at(&theta), &[NOWHERE]);
        let columns = lines.iter().flat_map(|line| &line.book.gradient);
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
        let own =
            [Block::SourceOffset, Block::SourceCountry, Block::SourceSpread, Block::MeasureRole];
        for (reference, expected) in [(false, true), (true, false)] {
            let rows = rows_of(t, reference, vec![published(t, 1)]);
            for block in own {
                assert_eq!(speaks_of(&rows, block), expected, "{block:?}");
            }
            assert!(speaks_of(&rows, Block::MeasureCell));
        }
        let median = rows_of(t, false, vec![with(t, 1, |p| p.quantiles = vec![(0.5, 130e3)])]);
        assert!(
            !speaks_of(&median, Block::MeasureCell) && !speaks_of(&median, Block::SourceSpread)
        );
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
}
