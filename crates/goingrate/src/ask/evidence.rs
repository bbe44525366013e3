//! What evidence there is, what one source or claim says, and which claims hold.

use std::borrow::Cow;
use std::collections::BTreeMap;

use goingrate_evidence::{Claim, Evidence, SourceId};
use goingrate_model::{Judgement, Verdict};
use goingrate_units::{Date, Problem, ProblemKind, parse};

use super::planned::{self, Planned};
use crate::{GoingRate, OpenError};

/// The carried evidence.
#[derive(Clone, Copy, Debug)]
pub struct ListAnswer<'g> {
    /// The evidence.
    pub evidence: &'g Evidence,
    /// What could not be read of it.
    pub problems: &'g [Problem],
}

/// One source or one claim.
#[derive(Clone, Debug)]
pub enum Shown<'e> {
    /// A source.
    Source(SourceId),
    /// A claim.
    Claim(&'e Claim),
}

/// Which claims are judged, and which of them are given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckQuestion {
    /// Only this source's, by its word.
    pub source: Option<String>,
    /// The day that it is, for what the planners say; they are not asked if `None`.
    pub today: Option<Date>,
    /// Only those of this judgement; [`Judgement::ForPlanner`] are all figures for planners.
    pub only: Option<Judgement>,
}

/// Claims with the verdicts on them.
#[derive(Clone, Debug)]
pub struct CheckAnswer<'g> {
    /// The evidence that the claims stand in.
    pub evidence: Cow<'g, Evidence>,
    /// The verdicts on all claims of the source that is asked for, or of all sources.
    pub verdicts: Vec<Verdict>,
    /// Figures for planners beside what the planners say, by the position of their claim.
    pub planned: BTreeMap<usize, Planned>,
    /// Only claims of this source are given.
    pub source: Option<SourceId>,
    /// Only claims of this judgement are given.
    pub only: Option<Judgement>,
}

/// The carried evidence with all its sources. The first who asks reads it, which takes a second.
///
/// # Errors
/// When the carried data are damaged.
pub fn list(going_rate: &GoingRate) -> Result<ListAnswer<'_>, OpenError> {
    let (evidence, problems) = going_rate.carried_evidence()?;
    Ok(ListAnswer { evidence, problems })
}

/// A source by its word (`salary-guide-2026`), or a claim by its id or the end of it
/// (`salary-guide-2026/senior-base`, `senior-base`).
///
/// # Errors
/// When there is neither (field `source`).
pub fn show<'e>(evidence: &'e Evidence, what: &str) -> Result<Shown<'e>, Problem> {
    if let Some(source) = evidence.source_of(what) {
        return Ok(Shown::Source(source));
    }
    claim(evidence, what).map(Shown::Claim).ok_or_else(|| unknown(what, evidence))
}

/// A claim by its id, or by the end of one that no other claim has.
fn claim<'e>(evidence: &'e Evidence, id: &str) -> Option<&'e Claim> {
    let short = |claim: &&Claim| claim.id.split_once('/').is_some_and(|(_, rest)| rest == id);
    let exact = evidence.claims.iter().find(|c| c.id == id);
    let mut shorts = evidence.claims.iter().filter(short);
    exact.or_else(|| shorts.next().filter(|_| shorts.next().is_none()))
}

/// Judges every claim of a source, or of all, against the book fitted without its source.
///
/// # Errors
/// When there is no such source, or the evidence of the book is not at hand.
pub fn check<'g>(
    going_rate: &'g GoingRate,
    question: &CheckQuestion,
) -> Result<CheckAnswer<'g>, Problem> {
    let (evidence, hash) = going_rate.evidence_of_book()?;
    let source = question
        .source
        .as_deref()
        .map(|slug| evidence.source_of(slug).ok_or_else(|| unknown(slug, &evidence)));
    let source = source.transpose()?;
    let mut verdicts = match source {
        None => going_rate.verdicts()?.to_vec(),
        Some(_) => going_rate.analysis_of(&evidence, hash)?.verdicts_of(source),
    };
    let planned = match question.today {
        Some(today) => planned::planned(going_rate, &evidence, source, today)?,
        None => BTreeMap::new(),
    };
    for verdict in &mut verdicts {
        if let Some(planned) = planned.get(&verdict.claim) {
            verdict.judgement = planned.judgement;
        }
    }
    Ok(CheckAnswer { evidence, verdicts, planned, source, only: question.only })
}

/// An unknown source or claim, with what there is under that beginning, or the sources that are alike.
fn unknown(what: &str, evidence: &Evidence) -> Problem {
    let head = what.split('/').next().unwrap_or_default();
    let claims = evidence.claims.iter().map(|c| c.id.as_str());
    let near: Vec<String> = match evidence.source_of(head) {
        Some(_) => claims.filter(|id| id.starts_with(head)).take(8).map(str::to_owned).collect(),
        None => {
            let slugs = evidence.cards.iter().map(|card| card.slug.as_str());
            let near = parse::alike(&head.to_lowercase(), slugs);
            near.into_iter().map(str::to_owned).collect()
        }
    };
    Problem::of("source", what, "is no source and no claim")
        .kind(ProblemKind::Unknown)
        .hint("the list of evidence names the sources; showing a source names its claims")
        .nearest(near)
}
