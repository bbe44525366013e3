//! What carries an answer: the way from the national figure, the sources' shares, the heaviest
//! pieces of evidence, and what would narrow it most.

use goingrate::ask::{Explanation, PayAnswer, PayUnit};
use goingrate_model::{Narrowing, Nearness, PieceWeight, SourceShare, WaterfallStep};
use goingrate_units::{PlaceId, PlaceKind, Taxonomy};
use schemars::JsonSchema;
use serde::Serialize;

use crate::figure::round;
use crate::person::place_name;
use crate::views::Context;
use crate::{Amount, words};

/// How many pieces are shown.
const PIECES: usize = 10;

/// What carries an answer.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct WhyView {
    /// The place that is asked about and its country, in words: "Berlin and Germany".
    pub near: String,
    /// Whether the text tells everything, and not one screen of it.
    #[serde(skip)]
    pub whole: bool,
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
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct StepView {
    /// The part that it fills in.
    pub part: String,
    /// With what.
    pub name: String,
    /// The median after it.
    pub median: Amount,
    /// The change of the median, as a share.
    pub change: f64,
    /// The change of the median, in its currency and period.
    pub adds: f64,
}

/// A source's part.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct SourceShareView {
    /// The source.
    pub source: String,
    /// Its title.
    pub title: String,
    /// Sum of the absolute weights of its figures.
    pub weight: f64,
    /// The part of that weight that is of figures about the country that is asked about.
    pub near: f64,
    /// Share of the variance that its errors bring.
    pub doubt_share: f64,
    /// Figures with a weight.
    pub figures: usize,
}

/// A piece of evidence.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
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
    /// Whether it speaks of the place that is asked about (`place`), of its country (`country`), or of
    /// another one (`elsewhere`).
    pub nearness: &'static str,
}

/// A kind of evidence that would narrow the answer.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
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
    pub fn new(explanation: &Explanation, answer: &PayAnswer, context: &Context) -> WhyView {
        let Explanation { waterfall, basis } = explanation;
        WhyView {
            near: near(answer.asked.profile.place, context.taxonomy),
            whole: false,
            waterfall: steps(waterfall, &answer.unit),
            sources: basis.sources.iter().map(|s| share(s, context)).collect(),
            structure: round(basis.structure, 4),
            pieces: basis.pieces.iter().take(PIECES).map(|p| piece(p, context)).collect(),
            piece_count: basis.piece_count,
            would_narrow: basis.would_narrow.iter().map(narrowing).collect(),
        }
    }
}

/// "Berlin and Germany"; a country alone.
fn near(place: PlaceId, t: &Taxonomy) -> String {
    let above = std::iter::successors(Some(place), |&of| t.place(of).parent);
    let country = above.map(|of| t.place(of)).find(|of| of.kind == PlaceKind::Country);
    let place = t.place(place);
    let country = country.filter(|country| country.slug != place.slug);
    let names: Vec<String> = std::iter::once(place).chain(country).map(place_name).collect();
    words::list(&names)
}

fn steps(waterfall: &[WaterfallStep], unit: &PayUnit) -> Vec<StepView> {
    let mut before: Option<f64> = None;
    let step = |step: &WaterfallStep| {
        let median = Amount::of(step.median, unit);
        let adds = round(before.map_or(0.0, |before| median.amount - before), 2);
        before = Some(median.amount);
        StepView {
            part: step.part.word().to_owned(),
            name: step.name.clone(),
            change: round(step.change.exp_m1(), 4),
            median,
            adds,
        }
    };
    waterfall.iter().map(step).collect()
}

fn nearness(nearness: Nearness) -> &'static str {
    match nearness {
        Nearness::Place => "place",
        Nearness::Country => "country",
        Nearness::Elsewhere => "elsewhere",
    }
}

fn share(share: &SourceShare, context: &Context) -> SourceShareView {
    let label = context.source(share.source);
    SourceShareView {
        source: label.slug,
        title: label.title,
        weight: round(share.weight, 4),
        near: round(share.near, 4),
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
        nearness: nearness(piece.nearness),
    }
}

fn narrowing(n: &Narrowing) -> NarrowingView {
    NarrowingView { what: n.what.clone(), from: round(n.from, 4), to: round(n.to, 4) }
}
