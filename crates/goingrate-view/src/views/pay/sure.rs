//! How sure an estimate is, what the doubt is made of, and who disagrees: as values and as the
//! sentences that every face shows.

use goingrate_model::{Disagreement, Estimate, ProfilePart, Sureness, Uncertain, VarianceShare};
use schemars::JsonSchema;
use serde::Serialize;

use crate::figure::round;
use crate::views::Context;
use crate::{Change, names, sentences, words};

/// How sure the market's median is, and why.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct SureView {
    /// The word: well known, fairly well known, roughly known, a rough guess, hardly known.
    pub word: String,
    /// Half the width of the median's 80 % interval, as a share.
    pub half_width: f64,
    /// What the doubt is made of, largest first.
    pub doubts: Vec<DoubtView>,
    /// Jobs that official statistics count there.
    pub jobs: Option<f64>,
    /// All of it in a sentence.
    pub sentence: String,
}

/// A part of the profile and its share of the doubt.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct DoubtView {
    /// The part.
    pub part: String,
    /// What the profile says of it; `null` where it is left open.
    pub value: Option<String>,
    /// Half-width of the 80 % interval that it alone would bring.
    pub half_width: f64,
    /// Its share of the variance; shares add up to one and may be negative.
    pub share: f64,
    /// What it does to the median, with the interval of that.
    pub effect: Option<Change>,
    /// The sources that speak of it.
    pub sources: Vec<String>,
}

impl SureView {
    /// From an estimate.
    pub fn new(estimate: &Estimate, context: &Context) -> SureView {
        let half = estimate.percentiles[2].half_width();
        let doubts: Vec<DoubtView> =
            estimate.variance_shares.iter().map(|d| doubt_view(d, estimate, context)).collect();
        SureView {
            word: Sureness::of(half).word().to_owned(),
            half_width: round(half, 4),
            sentence: sentence(estimate, context, half),
            doubts,
            jobs: estimate.jobs,
        }
    }
}

fn doubt_view(doubt: &VarianceShare, estimate: &Estimate, context: &Context) -> DoubtView {
    DoubtView {
        part: doubt.part.word().to_owned(),
        value: names::part_of(&estimate.profile, doubt.part, context.taxonomy),
        half_width: round(half_width(doubt), 4),
        share: round(doubt.share, 4),
        effect: doubt.effect.map(Change::of),
        sources: doubt.sources.iter().map(|&s| context.source(s).slug).collect(),
    }
}

fn half_width(doubt: &VarianceShare) -> f64 {
    Uncertain { ln: 0.0, sd: doubt.sd }.half_width()
}

/// "fairly well known, to within ±6 %. The place is well known (official statistics, 92,770 jobs); the
/// level (±5 %) rests on three reports; …".
fn sentence(estimate: &Estimate, context: &Context, half: f64) -> String {
    let mut clauses: Vec<String> = firm_place(estimate, context).into_iter().collect();
    clauses.extend(weighty(&estimate.variance_shares).map(|d| clause(d, estimate, context)));
    let word = Sureness::of(half).word();
    let head = match Sureness::of(half) {
        Sureness::Open => word.to_owned(),
        _ => format!("{word}, to within {} (8 times in 10)", words::half_width(half)),
    };
    match clauses.is_empty() {
        true => format!("{head}."),
        false => format!("{head}. {}.", words::capitalised(&clauses.join("; "))),
    }
}

/// The doubts that together make most of the variance; at most three.
fn weighty(doubts: &[VarianceShare]) -> impl Iterator<Item = &VarianceShare> {
    let mut told = 0.0;
    doubts.iter().take(3).take_while(move |doubt| {
        let worth_telling = told < 0.85 && doubt.share > 0.05;
        told += doubt.share;
        worth_telling
    })
}

/// The place, where official statistics make it firm and it is not told as a doubt.
fn firm_place(estimate: &Estimate, context: &Context) -> Option<String> {
    let told = weighty(&estimate.variance_shares).any(|d| d.part == ProfilePart::Place);
    let place = estimate.variance_shares.iter().find(|d| d.part == ProfilePart::Place);
    let firm = place.is_none_or(|d| Sureness::of(half_width(d)) == Sureness::Firm);
    let official = place.is_none_or(|d| d.sources.iter().any(|&s| context.source(s).official));
    let jobs = estimate.jobs.filter(|_| firm && official && !told)?;
    Some(format!("the place is well known (official statistics, {} jobs)", words::thousands(jobs)))
}

fn clause(doubt: &VarianceShare, estimate: &Estimate, context: &Context) -> String {
    let rests = resting_on(doubt, estimate, context);
    let is_premium =
        matches!(doubt.part, ProfilePart::Skill | ProfilePart::Industry | ProfilePart::Tier);
    let name = names::part_of(&estimate.profile, doubt.part, context.taxonomy);
    match (doubt.effect.filter(|_| is_premium), name) {
        (Some(effect), Some(name)) => {
            format!("{name} {} and {rests}", sentences::effect(&Change::of(effect)))
        }
        _ => {
            let half = half_width(doubt);
            let width = match Sureness::of(half) {
                Sureness::Open => "hardly known".to_owned(),
                _ => words::half_width(half),
            };
            let open = names::part_of(&estimate.profile, doubt.part, context.taxonomy).is_none();
            format!("{} ({width}) {rests}", words::part(doubt.part, open))
        }
    }
}

/// "rests on three reports", "rests on Salary guide 2026 alone", "has no evidence of its own".
fn resting_on(doubt: &VarianceShare, estimate: &Estimate, context: &Context) -> String {
    let labels: Vec<_> = doubt.sources.iter().map(|&s| context.source(s)).collect();
    let titles: Vec<&str> = labels.iter().map(|l| l.title.as_str()).collect();
    let reports = labels.iter().filter(|l| !l.official).count();
    let jobs = estimate.jobs.filter(|_| doubt.part == ProfilePart::Place);
    let jobs = jobs.map_or(String::new(), |n| format!(" ({} jobs)", words::thousands(n)));
    match (titles.as_slice(), reports) {
        ([], _) => "has no evidence of its own".to_owned(),
        ([_], 0) => format!("rests on official statistics{jobs}"),
        ([only], _) => format!("rests on {only} alone"),
        (_, 0) => format!("rests on official statistics{jobs}"),
        ([_, _], 2) => format!("rests on {}", words::list(&titles)),
        (all, n) if n == all.len() => format!("rests on {n} reports"),
        (_, n) => format!("rests on official statistics{jobs} and {}", words::count(n, "report")),
    }
}

/// A source that disagrees with the rest.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct DisagreementView {
    /// The source.
    pub source: String,
    /// Its title.
    pub title: String,
    /// How far it reads above the rest.
    pub offset: Change,
    /// The level that this is about.
    pub level: Option<String>,
    /// In a sentence.
    pub sentence: String,
}

/// Who disagrees beyond the noise, most certain first.
pub fn disagreements(found: &[Disagreement], context: &Context) -> Vec<DisagreementView> {
    let beyond_noise = |d: &&Disagreement| d.offset.ln.abs() > 1.28 * d.offset.sd;
    found.iter().filter(beyond_noise).map(|d| disagreement(d, context)).collect()
}

fn disagreement(found: &Disagreement, context: &Context) -> DisagreementView {
    let label = context.source(found.source);
    let offset = Change::of(found.offset);
    let level = found.level.map(|id| context.taxonomy.level(id).name.to_lowercase());
    let side = if offset.share < 0.0 { "less" } else { "more" };
    let of = level.as_ref().map(|l| format!(" at {} level", l.trim_end_matches("-level")));
    let of = of.unwrap_or_default();
    let sentence = format!(
        "“{}” says {} {side}{of} than the other evidence",
        label.title,
        words::percent(offset.share),
    );
    DisagreementView { source: label.slug, title: label.title, offset, level, sentence }
}
