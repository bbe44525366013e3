//! Places, levels, skills, industries or roles in the order of what they pay.

use goingrate_model::{By, Ranked};
use goingrate_units::parse::Understood;
use goingrate_units::{Currency, Problem, Profile};

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
    /// How many entries to give; those that the question names are given wherever they stand.
    pub top: usize,
}

/// A ranking, best paid first.
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
    /// The unit of the medians.
    pub unit: PayUnit,
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
    let named = named(going_rate, profile, question.by);
    let total = entries.len();
    let ranked = entries.into_iter().enumerate().map(|(at, entry)| RankedEntry {
        rank: at + 1,
        asked: named.contains(&entry.slug),
        entry,
    });
    // The model ranks in US dollars.
    let monies = (Currency::USD, estimator.told_in(profile));
    Ok(RankAnswer {
        profile: profile.clone(),
        by: question.by,
        entries: ranked.filter(|entry| entry.rank <= question.top || entry.asked).collect(),
        total,
        unit: question.unit.unit(profile, monies, &going_rate.rates)?,
        remarks: estimator.estimate(profile)?.remarks,
    })
}

/// The words of the entries that the question itself names.
fn named(going_rate: &GoingRate, profile: &Profile, by: By) -> Vec<String> {
    let t = &going_rate.taxonomy;
    match by {
        By::Place => vec![t.place(profile.place).slug.clone()],
        By::Level => profile.level.iter().map(|&id| t.level(id).slug.clone()).collect(),
        By::Skill => profile.skills.iter().map(|&id| t.skill(id).slug.clone()).collect(),
        By::Industry => profile.industry.iter().map(|&id| t.industry(id).slug.clone()).collect(),
        By::Role => vec![t.role(profile.role).slug.clone()],
        By::Employer => profile.employer.iter().map(|&id| t.employer(id).slug.clone()).collect(),
    }
}
