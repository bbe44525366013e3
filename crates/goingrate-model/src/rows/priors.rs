//! Priors to rows: every effect is drawn towards what its block expects of it.

use crate::block::{Axis, Block, PriorKind};
use crate::design::Resolver;
use crate::design::trend;
use crate::effects::Effect;
use crate::priors::LevelPrior;
use crate::rows::builder::Builder;
use crate::rows::origin::{Group, Origin};
use crate::rows::row::{Figure, Row, Value};

/// Adds the prior row of every effect that has one, and the trend's local linear law.
pub(super) fn add(builder: &mut Builder) {
    add_levels(builder);
    add_specialties(builder);
    add_trend(builder);
    for year in trend::whole_walks(builder.design.priors, &builder.collector.effects) {
        builder.collector.column(year);
    }
    for effect in builder.collector.effects.clone() {
        let column = builder.collector.column(effect);
        match effect.block.prior_kind() {
            PriorKind::Flat | PriorKind::Trend => {}
            PriorKind::Own => given(builder, effect, column, own_sd(builder, effect)),
            PriorKind::Pooled | PriorKind::Heavy => match specialty_sd(builder, effect) {
                Some(sd) => given(builder, effect, column, sd),
                None => pooled(builder, effect, column),
            },
            PriorKind::Walk => {
                let before = trend::before(effect).map(|e| (builder.collector.column(e), -1.0));
                let step = std::iter::once((column, 1.0)).chain(before).collect();
                builder.draw_to_zero(effect.block, step);
            }
            // A curve is smooth (cells/rows.rs); alone it is held by its first knot only loosely.
            PriorKind::Curve => builder.draw_to_zero(effect.block, vec![(column, CURVE)]),
        }
    }
}

/// Drawn towards the mean of its block, as firmly as the block says.
fn pooled(builder: &mut Builder, effect: Effect, column: u32) {
    let mean = builder.design.priors.block(effect.block).map_or(0.0, |prior| prior.mean);
    builder.draw(effect.block, vec![(column, 1.0)], mean);
}

/// The sd of a specialty that has one of its own.
fn specialty_sd(builder: &Builder, effect: Effect) -> Option<f64> {
    if effect.block != Block::Specialty {
        return None;
    }
    let role = &builder.design.taxonomy.roles[effect.of as usize];
    builder.design.priors.specialties.get(&role.slug).copied()
}

/// How firmly the knots of a curve are drawn to zero, against how firmly to each other.
const CURVE: f64 = 0.3;

/// The sd of the prior of a level's step or share.
fn own_sd(builder: &Builder, effect: Effect) -> f64 {
    let slug = &builder.design.taxonomy.levels[effect.of as usize].slug;
    let of = |level: &LevelPrior| match effect.block {
        Block::Share => level.share_sd,
        _ => level.step_sd,
    };
    builder.design.priors.level(slug).map_or(1.0, of)
}

/// A prior around zero with its own sd.
fn given(builder: &mut Builder, effect: Effect, column: u32, sd: f64) {
    builder.rows.push(Row {
        origin: Origin::Prior(effect.block),
        group: Group::Given,
        lines: vec![(Figure::Form(vec![(column, 1.0)]), Value::Known(0.0))],
        sampling: vec![sd * sd],
    });
}

/// Every level has a step and a share, whether or not evidence speaks of it.
fn add_levels(builder: &mut Builder) {
    for (index, level) in builder.design.taxonomy.levels.iter().enumerate() {
        let Some(prior) = builder.design.priors.level(&level.slug) else { continue };
        if prior.step > 0.0 {
            builder.collector.column(Effect::of(Block::Step, index));
        }
        let ladder = builder.design.ladder(level.ladder);
        if ladder.reference != level.slug {
            builder.collector.column(Effect::of(Block::Share, index));
        }
    }
    for block in crate::block::BLOCKS {
        let single = matches!(block.axis(), Axis::Slope | Axis::Tail)
            || matches!(block, Block::Skew | Block::LadderBase);
        if single {
            builder.collector.column(Effect::only(*block));
        }
    }
}

/// Specialties with an sd of their own have a column whether or not evidence speaks of them: a
/// question would otherwise take the sd of the block.
fn add_specialties(builder: &mut Builder) {
    for slug in builder.design.priors.specialties.keys() {
        if let Some(role) = builder.design.taxonomy.role_of(slug) {
            builder.collector.column(Effect::of(Block::Specialty, role.index()));
        }
    }
}

/// A local linear trend: the level moves by the growth of its knot, growth stays what it was, each
/// with an error; the level is zero at the reference knot.
fn add_trend(builder: &mut Builder) {
    let knots = builder.design.priors.knots;
    let level = |k: usize| (k != knots.reference).then(|| Effect::of(Block::TrendLevel, k));
    let growth = |k: usize| Effect::of(Block::TrendGrowth, k);
    for k in 0..knots.count - 1 {
        let step = [(level(k + 1), 1.0), (level(k), -1.0), (Some(growth(k)), -1.0)];
        trend_row(builder, Block::TrendLevel, &step);
        trend_row(
            builder,
            Block::TrendGrowth,
            &[(Some(growth(k + 1)), 1.0), (Some(growth(k)), -1.0)],
        );
    }
    let column = builder.collector.column(growth(0));
    given(builder, growth(0), column, knots.first_growth_sd);
}

fn trend_row(builder: &mut Builder, block: Block, form: &[(Option<Effect>, f64)]) {
    let known = |&(effect, w): &(Option<Effect>, f64)| Some((builder.collector.column(effect?), w));
    let form = form.iter().filter_map(known).collect();
    builder.draw_to_zero(block, form);
}
