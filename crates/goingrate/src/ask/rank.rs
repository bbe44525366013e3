//! Places, levels, skills, industries or roles in the order of what they pay.

use goingrate_model::{By, Estimator, Ranked, Uncertain};
use goingrate_units::parse::Understood;
use goingrate_units::{Currency, Ladder, LevelId, Period, Problem, Profile, Quantiles, Taxonomy};

use super::pay::other_units;
use super::{PayUnit, UnitChoice};
use crate::GoingRate;

/// What is ranked, for whom.
#[derive(Clone, Debug)]
pub struct RankQuestion {
    /// The profile, whose field that is ranked is left out.
    pub asked: Understood,
    /// What is ranked.
    pub by: By,
    /// In which currency and for which period; all entries in the money of the place that is asked
    /// about unless another is asked for, so that they compare.
    pub unit: UnitChoice,
    /// Further periods in which medians are told, side by side with the first.
    pub periods: Vec<Period>,
    /// How many entries to give; those that the question names are given wherever they stand.
    pub top: usize,
}

/// A ranking, best paid first; levels in the order of their ladder.
#[derive(Clone, Debug)]
pub struct RankAnswer {
    /// The profile.
    pub profile: Profile,
    /// What is ranked.
    pub by: By,
    /// The entries that are given, with their rank from 1 and whether the question names them.
    pub entries: Vec<RankedEntry>,
    /// How many entries there are in all.
    pub total: usize,
    /// What the question names and no evidence speaks of, so that it has no rank: its names.
    pub without_evidence: Vec<String>,
    /// The unit of the medians.
    pub unit: PayUnit,
    /// The same for further periods that are asked for.
    pub beside: Vec<PayUnit>,
    /// What the reader has to know.
    pub remarks: Vec<String>,
}

/// An entry of a ranking.
#[derive(Clone, Debug, PartialEq)]
pub struct RankedEntry {
    /// Its rank, from 1.
    pub rank: usize,
    /// The entry, its median a year in US dollars.
    pub entry: Ranked,
    /// Whether the question itself names it.
    pub asked: bool,
    /// P10, P25, P50, P75 and P90 a year in US dollars; of levels only.
    pub percentiles: Option<Quantiles<Uncertain>>,
}

/// Ranks.
///
/// # Errors
/// When the book cannot answer for the profile, or the currency has no exchange rate.
pub fn rank(going_rate: &GoingRate, question: &RankQuestion) -> Result<RankAnswer, Problem> {
    let profile = &question.asked.profile;
    let estimator = going_rate.estimator();
    let mut entries = estimator.rank(profile, question.by)?;
    entries.sort_by(|a, b| b.median.ln.total_cmp(&a.median.ln));
    let named = named(&going_rate.taxonomy, profile, question.by);
    let is_listed = |slug: &String| entries.iter().any(|entry| entry.slug == *slug);
    // What is ranked of these is what evidence speaks of; of places and roles it is less than all.
    let of_evidence = matches!(question.by, By::Skill | By::Industry | By::Employer);
    let unlisted = named.iter().filter(|(slug, _)| of_evidence && !is_listed(slug));
    let without_evidence = unlisted.map(|(_, name)| name.clone()).collect();
    let total = entries.len();
    let ranked = entries.into_iter().enumerate().map(|(at, entry)| RankedEntry {
        rank: at + 1,
        asked: named.iter().any(|(slug, _)| *slug == entry.slug),
        entry,
        percentiles: None,
    });
    let mut shown: Vec<RankedEntry> =
        ranked.filter(|entry| entry.rank <= question.top || entry.asked).collect();
    if question.by == By::Level {
        ladder(&mut shown, &estimator, profile, &going_rate.taxonomy)?;
    }
    // The model ranks in US dollars.
    let monies = (Currency::USD, estimator.told_in(profile));
    let unit = question.unit.unit(profile, monies, &going_rate.rates)?;
    Ok(RankAnswer {
        profile: profile.clone(),
        by: question.by,
        entries: shown,
        total,
        without_evidence,
        unit,
        beside: other_units(profile, unit, &question.periods)?,
        remarks: estimator.estimate(profile)?.remarks,
    })
}

/// Sets levels in the order of the ladder, the role's own ladder first, each with its percentiles.
fn ladder(
    entries: &mut [RankedEntry],
    estimator: &Estimator,
    profile: &Profile,
    taxonomy: &Taxonomy,
) -> Result<(), Problem> {
    let own = taxonomy.role(profile.role).ladder;
    let level = |slug: &str| taxonomy.levels.iter().position(|level| level.slug == slug);
    let place = |slug: &str| -> Option<(bool, Ladder, usize)> {
        let level = &taxonomy.levels[level(slug)?];
        Some((level.ladder != own, level.ladder, level.rank))
    };
    entries.sort_by_key(|entry| place(&entry.entry.slug));
    for RankedEntry { entry, percentiles, .. } in entries {
        let level = level(&entry.slug).map(LevelId::from_index);
        let found = estimator.percentiles(&Profile { level, years: None, ..profile.clone() })?;
        // From the money of the place to that of the ranking.
        let shift = entry.median.ln - found[2].ln;
        *percentiles = Some(found.map(|figure| Uncertain { ln: figure.ln + shift, ..figure }));
    }
    Ok(())
}

/// The words and names of the entries that the question itself names.
fn named(t: &Taxonomy, profile: &Profile, by: By) -> Vec<(String, String)> {
    let both = |slug: &String, name: &String| (slug.clone(), name.clone());
    match by {
        By::Place => {
            let place = t.place(profile.place);
            vec![both(&place.slug, &place.name)]
        }
        By::Level => {
            let levels = profile.level.iter().map(|&id| t.level(id));
            levels.map(|level| both(&level.slug, &level.name)).collect()
        }
        By::Skill => {
            let skills = profile.skills.iter().map(|&id| t.skill(id));
            skills.map(|skill| both(&skill.slug, &skill.name)).collect()
        }
        By::Industry => {
            let industries = profile.industry.iter().map(|&id| t.industry(id));
            industries.map(|of| both(&of.slug, &of.everyday)).collect()
        }
        By::Role => {
            let role = t.role(profile.role);
            vec![both(&role.slug, &role.name)]
        }
        By::Employer => {
            let employers = profile.employer.iter().map(|&id| t.employer(id));
            employers.map(|of| both(&of.slug, &of.name)).collect()
        }
    }
}
