//! What carries an answer: the way from the national figure, the sources' shares, the heaviest
//! pieces of evidence, and what would narrow it most.

use goingrate::ask::{Explanation, PayUnit};
use goingrate_model::{Narrowing, PieceWeight, SourceShare, WaterfallStep};
use serde::Serialize;

use crate::Amount;
use crate::figure::round;
use crate::views::Context;

/// How many pieces are shown.
const PIECES: usize = 10;

/// What carries an answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WhyView {
    /// From the national figure to the profile.
    pub waterfall: Vec<StepView>,
    /// Each source's part, largest share of the doubt first.
    pub sources: Vec<SourceShareView>,
    /// Share of the doubt that is structure: what pooling lets stand.
    pub structure: f64,
    /// The heaviest pieces of evidence.
    pub pieces: Vec<PieceView>,
    /// How many pieces have a weight at all.
    pub piece_count: usize,
    /// What would narrow the answer most.
    pub would_narrow: Vec<NarrowingView>,
}

/// A step of the waterfall.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StepView {
    /// The part that it fills in.
    pub part: String,
    /// With what.
    pub name: String,
    /// P50 after it.
    pub median: Amount,
    /// The change of P50, as a share.
    pub change: f64,
}

/// A source's part.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SourceShareView {
    /// The source.
    pub source: String,
    /// Its title.
    pub title: String,
    /// Sum of the absolute weights of its figures.
    pub weight: f64,
    /// Share of the variance that its errors bring.
    pub doubt_share: f64,
    /// Figures with a weight.
    pub figures: usize,
}

/// A piece of evidence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PieceView {
    /// Its source.
    pub source: String,
    /// The source's title.
    pub title: String,
    /// Its section or area.
    pub section: String,
    /// What it says.
    pub says: String,
    /// When, as the source words it.
    pub date: String,
    /// Signed sum of its weights: how far the answer moves when it moves.
    pub weight: f64,
    /// Sum of their absolute values.
    pub heft: f64,
}

/// A kind of evidence that would narrow the answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NarrowingView {
    /// What it would be.
    pub what: String,
    /// Half-width of the 80 % interval now.
    pub from: f64,
    /// And with it.
    pub to: f64,
}

impl WhyView {
    /// From an answer taken apart.
    pub fn new(explanation: &Explanation, unit: &PayUnit, context: &Context) -> WhyView {
        let Explanation { waterfall, basis } = explanation;
        WhyView {
            waterfall: waterfall.iter().map(|s| step(s, unit)).collect(),
            sources: basis.sources.iter().map(|s| share(s, context)).collect(),
            structure: round(basis.structure, 4),
            pieces: basis.pieces.iter().take(PIECES).map(|p| piece(p, context)).collect(),
            piece_count: basis.piece_count,
            would_narrow: basis.would_narrow.iter().map(narrowing).collect(),
        }
    }
}

fn step(step: &WaterfallStep, unit: &PayUnit) -> StepView {
    StepView {
        part: step.part.word().to_owned(),
        name: step.name.clone(),
        median: Amount::of(step.median, unit),
        change: round(step.change.exp_m1(), 4),
    }
}

fn share(share: &SourceShare, context: &Context) -> SourceShareView {
    let label = context.source(share.source);
    SourceShareView {
        source: label.slug,
        title: label.title,
        weight: round(share.weight, 4),
        doubt_share: round(share.variance_share, 4),
        figures: share.lines,
    }
}

fn piece(piece: &PieceWeight, context: &Context) -> PieceView {
    let label = context.source(piece.source);
    PieceView {
        source: label.slug,
        title: label.title,
        section: piece.section.clone(),
        says: piece.says.clone(),
        date: piece.date.clone(),
        weight: round(piece.weight, 4),
        heft: round(piece.heft, 4),
    }
}

fn narrowing(n: &Narrowing) -> NarrowingView {
    NarrowingView { what: n.what.clone(), from: round(n.from, 4), to: round(n.to, 4) }
}
