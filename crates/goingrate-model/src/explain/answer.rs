//! What taking an answer apart gives: its basis in the evidence, and verdicts on claims.

use goingrate_evidence::SourceId;

use crate::query::Uncertain;
use crate::rows::Origin;

/// What carries an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Basis {
    /// The figure that is taken apart: the linearised P50, in logs.
    pub value: f64,
    /// Its posterior variance.
    pub variance: f64,
    /// Shares of the variance by source, largest first.
    pub sources: Vec<SourceShare>,
    /// Share of the variance that is structure: what pooling lets stand.
    pub structure: f64,
    /// The heaviest pieces of evidence.
    pub pieces: Vec<PieceWeight>,
    /// How many pieces have a weight at all.
    pub piece_count: usize,
    /// What would narrow the answer most: kinds of evidence, the best first.
    pub would_narrow: Vec<Narrowing>,
}

/// A source's part of a basis.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceShare {
    /// The source.
    pub source: SourceId,
    /// Sum of the absolute weights of its lines.
    pub weight: f64,
    /// The part of that weight whose lines speak of the country that is asked about.
    pub near: f64,
    /// Share of the posterior variance that its errors bring.
    pub variance_share: f64,
    /// Lines with a weight.
    pub lines: usize,
}

/// How near to the place that is asked about the place is that a piece of evidence speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    /// It is the place, or lies in it.
    Place,
    /// It lies in the same country, or is the country.
    Country,
    /// It is another country, or the piece names no place.
    Elsewhere,
}

/// A piece's part of a basis.
#[derive(Clone, Debug, PartialEq)]
pub struct PieceWeight {
    /// Which evidence.
    pub origin: Origin,
    /// Its source.
    pub source: SourceId,
    /// Its section or area, in words.
    pub section: String,
    /// What it says, in words.
    pub says: String,
    /// When, as the source words it.
    pub date: String,
    /// Signed sum of its lines' weights.
    pub weight: f64,
    /// Sum of the absolute weights of its lines: the order of the list.
    pub heft: f64,
    /// How near the place is that it speaks of.
    pub nearness: Nearness,
}

/// A kind of evidence that would narrow an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Narrowing {
    /// What it would be, in words.
    pub what: String,
    /// Half-width of the 80 % interval now and with it, as shares.
    pub from: f64,
    /// With it.
    pub to: f64,
}

/// What the book says of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Judgement {
    /// The book says the same.
    Supported,
    /// The book says otherwise.
    Contradicted,
    /// The book cannot tell.
    Undecided,
    /// No verdict: a figure for a planner.
    ForPlanner,
}

/// The verdict on a claim: against the book fitted without the claim's source.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// The claim, by its position in the evidence.
    pub claim: usize,
    /// The judgement: the worst of its figures.
    pub judgement: Judgement,
    /// Each printed figure against the book; for an ordinal claim each comparison.
    pub figures: Vec<FigureVerdict>,
}

/// The verdict on one figure of a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureVerdict {
    /// What the figure is ("P50", "range low", "+38 %", "above python").
    pub what: String,
    /// What is said, on the log scale; `None` for words.
    pub says: Option<f64>,
    /// What the book says, on the same scale.
    pub book: Uncertain,
    /// The difference, in logs.
    pub difference: f64,
    /// The difference in standard errors.
    pub errors: f64,
    /// The judgement.
    pub judgement: Judgement,
    /// Whether `says` and `book` are log ratios rather than log pay a year.
    pub is_ratio: bool,
}
