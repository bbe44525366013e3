//! Levels and ladders of the market: which levels a question speaks of, with which weights, and the
//! steps that lead to them.

use goingrate_units::{Ladder, LevelId, RoleId, Years};

use crate::block::Block;
use crate::design::{Design, Estimand, Levels, Resolver};
use crate::distribution::mixture::{Columns, LadderForm, Rung, Weight};
use crate::effects::Effect;
use crate::priors::LadderPrior;

impl Design<'_> {
    /// The levels that a question speaks of, with their weights and steps.
    pub(crate) fn rungs(&self, question: &Estimand, resolver: &mut impl Resolver) -> Vec<Rung> {
        let weights = match &question.levels {
            Levels::Given(level) => vec![(*level, Weight::Fixed(1.0))],
            Levels::Mixture(shares) => {
                shares.iter().map(|&(level, share)| (level, Weight::Fixed(share))).collect()
            }
            Levels::Open => self.open_levels(question.role),
            Levels::Years(years) => self.levels_of_years(question.role, *years),
        };
        let ladder = self.taxonomy.role(question.role).ladder;
        // A source that has a curve of years needs no offsets of levels as well: through a mixture of
        // levels, which they bend, the search for them goes in circles.
        let has_curve = self.microdata && matches!(question.levels, Levels::Years(_));
        let source = question.source.filter(|_| !has_curve);
        weights
            .into_iter()
            .map(|(level, weight)| {
                let mut rung = self.rung(ladder, level, weight, source, resolver);
                let mut terms = Vec::new();
                if matches!(question.levels, Levels::Given(_) | Levels::Mixture(_)) {
                    self.country_level(question.place, level, 1.0, &mut terms);
                }
                rung.location.extend(terms.iter().map(|t| (resolver.column(t.0), t.1)));
                rung
            })
            .collect()
    }

    /// The levels of a role's ladder with the book's shares.
    fn open_levels(&self, role: RoleId) -> Vec<(LevelId, Weight)> {
        let levels = self.levels_on(self.taxonomy.role(role).ladder);
        levels.enumerate().map(|(at, level)| (level, Weight::Share(at))).collect()
    }

    /// The levels of a ladder that have a prior, lowest first.
    pub(crate) fn levels_on(&self, ladder: Ladder) -> impl Iterator<Item = LevelId> + '_ {
        let prior = self.ladder(ladder);
        let all = self.taxonomy.levels.iter().enumerate();
        all.filter(|(_, level)| prior.levels.contains_key(&level.slug))
            .map(|(i, _)| LevelId::from_index(i))
    }

    /// A whole ladder: the logit of every level's share against the reference level, and its steps.
    pub(crate) fn ladder_form(&self, ladder: Ladder, resolver: &mut impl Resolver) -> LadderForm {
        let prior = self.ladder(ladder);
        let reference = &prior.levels[&prior.reference];
        let mut form = LadderForm::default();
        for level in self.levels_on(ladder) {
            let slug = &self.taxonomy.level(level).slug;
            let known = (prior.levels[slug].share / reference.share).ln();
            let mut logit = Columns::new();
            if *slug != prior.reference {
                logit.push((resolver.column(Effect::of(Block::Share, level.index())), 1.0));
            }
            form.levels.push((known, logit, self.steps(level, resolver)));
        }
        form
    }

    /// The levels that somebody with these years may have: prior shares times how well the years
    /// lie in the level's usual range, with soft ends. Some stay at a level beyond its usual years.
    pub fn levels_of_years(&self, role: RoleId, years: Years) -> Vec<(LevelId, Weight)> {
        let prior = self.ladder(self.taxonomy.role(role).ladder);
        let softness = self.priors.years_softness;
        let at = 0.5 * (years.low + years.high);
        let edge = |x: f64| 1.0 / (1.0 + (-x / softness).exp());
        let mut weights = Vec::new();
        for (index, level) in self.taxonomy.levels.iter().enumerate() {
            let Some(own) = prior.levels.get(&level.slug) else { continue };
            let within = edge(level.years.high - at);
            let member = edge(at - level.years.low) * (within + own.stays * (1.0 - within));
            weights.push((LevelId::from_index(index), Weight::Fixed(own.share * member)));
        }
        weights
    }

    /// The same as shares that add up to one.
    pub(crate) fn level_shares_of_years(&self, role: RoleId, years: f64) -> Vec<(LevelId, f64)> {
        let weights = self.levels_of_years(role, Years { low: years, high: years });
        let fixed = weights.into_iter().filter_map(|(level, weight)| match weight {
            Weight::Fixed(weight) => Some((level, weight)),
            Weight::Share(_) => None,
        });
        let fixed: Vec<(LevelId, f64)> = fixed.collect();
        let total: f64 = fixed.iter().map(|f| f.1).sum();
        fixed.into_iter().map(|(level, weight)| (level, weight / total)).collect()
    }

    /// The prior of a ladder.
    pub fn ladder(&self, ladder: Ladder) -> &LadderPrior {
        match ladder {
            Ladder::Individual => &self.priors.individual,
            Ladder::Management => &self.priors.management,
        }
    }

    fn rung(
        &self,
        role_ladder: Ladder,
        level: LevelId,
        weight: Weight,
        source: Option<usize>,
        resolver: &mut impl Resolver,
    ) -> Rung {
        let entry = self.taxonomy.level(level);
        let mut location = Columns::new();
        let mut steps = self.steps(level, resolver);
        steps.extend(self.across(entry.ladder, role_ladder, resolver));
        if let Some(source) = source {
            let effect = Effect::crossed(Block::SourceLevel, source, level.index());
            location.push((resolver.column(effect), 1.0));
        }
        let ladder = usize::from(entry.ladder != role_ladder);
        Rung { weight, steps, location, ladder }
    }

    /// The step from a role's own ladder to the other one, from the mean of all people to the mean of
    /// all; none on its own. It is stretched as the ladders are: where senior engineers earn three times
    /// what juniors do, their leads do not earn a fifth more than they.
    pub(crate) fn across(
        &self,
        ladder: Ladder,
        role_ladder: Ladder,
        resolver: &mut impl Resolver,
    ) -> Option<(u32, f64, f64)> {
        let sign = if ladder == Ladder::Management { 1.0 } else { -1.0 };
        let column = || resolver.column(Effect::only(Block::LadderBase));
        (ladder != role_ladder).then(column).map(|c| (c, sign, self.priors.management.above))
    }

    /// The steps between a ladder's reference level and a level.
    pub(crate) fn steps(
        &self,
        level: LevelId,
        resolver: &mut impl Resolver,
    ) -> Vec<(u32, f64, f64)> {
        let entry = self.taxonomy.level(level);
        let prior = self.ladder(entry.ladder);
        let rank_of =
            |slug: &str| self.taxonomy.level_of(slug).map_or(0, |l| self.taxonomy.level(l).rank);
        let reference = rank_of(&prior.reference);
        let (sign, ranks) = if entry.rank >= reference {
            (1.0, reference + 1..entry.rank + 1)
        } else {
            (-1.0, entry.rank + 1..reference + 1)
        };
        let on_ladder = |rank: usize| {
            self.taxonomy.levels.iter().position(|l| l.ladder == entry.ladder && l.rank == rank)
        };
        let mut steps = Vec::new();
        for index in ranks.filter_map(on_ladder) {
            let size = self.priors.level(&self.taxonomy.levels[index].slug).map_or(0.0, |l| l.step);
            steps.push((resolver.column(Effect::of(Block::Step, index)), sign, size));
        }
        steps
    }
}
