//! The distribution that ready-made percentiles are percentiles of, with the source's own terms.

use goingrate_evidence::{Card, CellKey, SourceId};
use goingrate_units::{LevelId, RoleId, Years};

use crate::block::{Axis, Block};
use crate::design::{Design, Estimand, Levels, Resolver, knots};
use crate::distribution::mixture::{Columns, Mixture};
use crate::effects::Effect;
use crate::rows::builder::Builder;
use crate::rows::cells::SourceMeasure;
use crate::rows::cells::form::moment;
use crate::rows::cells::hashes::whole;
use crate::rows::cells::measure_terms::{shared_spread, shared_terms};
use crate::rows::claims::no_level;

/// The distribution that a row speaks of: where its role is not certain, the mixture of what it may be.
pub(super) fn mixture(
    builder: &mut Builder,
    index: usize,
    first: (RoleId, u8),
    figures: usize,
) -> Mixture {
    let key = &builder.evidence.published[index].1.key;
    let mut mixture = of_role(builder, index, first, figures);
    // Levels and ladders are the same for all roles of one ladder: only the nodes differ.
    for &other in key.role.all().iter().filter(|other| **other != first) {
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
    let question =
        question((*source, builder.evidence.card(*source)), &published.key, role, &builder.design);
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
fn question(
    (source, card): (SourceId, &Card),
    key: &CellKey,
    role: RoleId,
    design: &Design,
) -> Estimand {
    Estimand {
        reach: design.reach(&card.reaches),
        kinds_as_told: key.tier.is_none() && card.reaches.is_empty(),
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
    // With one figure the error of the line is that of the row.
    if figures > 1 {
        terms.push(Effect::named(Block::MeasureCell, whole(measure, key, design.taxonomy)));
    }
    let mut add = |effect: Effect, _| {
        if !card.reference || effect.block.axis() != Axis::Source {
            terms.push(effect);
        }
    };
    shared_terms(design, (measure, key), &[(role.index(), 1.0)], &mut add);
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
    let levels: &[(LevelId, f64)] = match key.level.all() {
        [(level, _)] => &[(*level, 1.0)],
        _ => &[],
    };
    let mut effects = Vec::new();
    let mut add = |effect: Effect, _| effects.push(effect);
    let roles = [(role.index(), 1.0)];
    shared_spread(&builder.design, (measure, key), &roles, levels, &mut add);
    effects
}
