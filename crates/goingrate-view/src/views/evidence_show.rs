//! One source with its card and claims, or one claim with everything about it.

use goingrate_evidence::{Claim, Evidence, PayFigure, SourceId, Statement};
use goingrate_units::Taxonomy;
use schemars::JsonSchema;
use serde::Serialize;

use super::evidence_list::SourceView;
use crate::{names, words};

/// A source.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ShowSourceView {
    /// What the list says of it.
    #[serde(flatten)]
    pub source: SourceView,
    /// When its figures hold.
    pub as_of: String,
    /// Whether it is a reference, without an offset of its own.
    pub reference: bool,
    /// Where it can be read.
    pub url: Option<String>,
    /// What "no place" means in it.
    pub no_place: Option<String>,
    /// What "no level" means in it; empty for the book's own mix.
    pub no_level: Vec<ShareView>,
    /// What "any engagement" means in it.
    pub any_engagement: Vec<ShareView>,
    /// Known biases.
    pub biases: Vec<String>,
    /// Its claims by section, in its own order.
    pub sections: Vec<SectionView>,
}

/// A part of a mixture.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ShareView {
    /// Of what.
    pub name: String,
    /// How much; shares add up to one.
    pub share: f64,
}

/// A section of a source.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct SectionView {
    /// Its heading.
    pub section: String,
    /// Its claims.
    pub claims: Vec<ClaimLine>,
}

/// A claim in a line.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ClaimLine {
    /// Its id.
    pub id: String,
    /// Whose pay it speaks of.
    pub subject: String,
    /// What it says.
    pub says: String,
}

impl ShowSourceView {
    /// A source of the evidence.
    pub fn new(evidence: &Evidence, id: SourceId, t: &Taxonomy) -> ShowSourceView {
        let card = evidence.card(id);
        let share = |name: String, share: f64| ShareView { name, share };
        let levels = card.no_level.iter().map(|(l, s)| share(t.level(*l).name.clone(), *s));
        let engaged = card.any_engagement.iter().map(|(e, s)| share(e.name().to_owned(), *s));
        ShowSourceView {
            source: SourceView::new(evidence, id),
            as_of: card.as_of.to_string(),
            reference: card.reference,
            url: card.url.clone(),
            no_place: card.no_place.map(|p| t.place(p).name.clone()),
            no_level: levels.collect(),
            any_engagement: engaged.collect(),
            biases: card.biases.clone(),
            sections: sections(evidence, id, t),
        }
    }
}

fn sections(evidence: &Evidence, id: SourceId, t: &Taxonomy) -> Vec<SectionView> {
    let mut sections: Vec<SectionView> = Vec::new();
    for claim in evidence.claims.iter().filter(|c| c.source == id) {
        let line = ClaimLine {
            id: claim.id.clone(),
            subject: names::subject(&claim.subject, t),
            says: names::statement(&claim.statement, &claim.subject, t),
        };
        match sections.iter_mut().find(|s| s.section == claim.section) {
            Some(section) => section.claims.push(line),
            None => {
                let section = claim.section.clone();
                sections.push(SectionView { section, claims: vec![line] });
            }
        }
    }
    sections
}

/// A claim.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ShowClaimView {
    /// Its id.
    pub id: String,
    /// Its source's title.
    pub source: String,
    /// The section.
    pub section: String,
    /// When it holds.
    pub as_of: String,
    /// Whose pay it speaks of.
    pub subject: String,
    /// What it says.
    pub says: String,
    /// How each amount is read.
    pub readings: Vec<ReadingView>,
    /// The figures as they were printed.
    pub figures: Vec<FigureView>,
    /// Where else the same figures are printed.
    pub also_in: Vec<String>,
    /// A remark.
    pub note: Option<String>,
}

/// How an amount is read.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ReadingView {
    /// As which statistic.
    pub statistic: String,
    /// The amount.
    pub amount: f64,
    /// Its currency.
    pub currency: String,
    /// Its period.
    pub per: String,
    /// Looseness of the reading: sd in logs.
    pub sd: f64,
}

/// A printed figure.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct FigureView {
    /// Its stable number.
    pub id: u32,
    /// The field of the claim.
    pub field: String,
    /// As printed.
    pub value: String,
}

impl ShowClaimView {
    /// A claim of the evidence.
    pub fn new(evidence: &Evidence, claim: &Claim, t: &Taxonomy) -> ShowClaimView {
        let printed = |f: &goingrate_evidence::Figure| FigureView {
            id: f.id,
            field: f.field.clone(),
            value: f.value.clone(),
        };
        let also = |c: &goingrate_evidence::Citation| {
            format!("{}, {}", evidence.card(c.source).title, c.section)
        };
        ShowClaimView {
            id: claim.id.clone(),
            source: evidence.card(claim.source).title.clone(),
            section: claim.section.clone(),
            as_of: claim.as_of.to_string(),
            subject: names::subject(&claim.subject, t),
            says: names::statement(&claim.statement, &claim.subject, t),
            readings: readings(&claim.statement),
            figures: claim.figures.iter().map(printed).collect(),
            also_in: claim.also_in.iter().map(also).collect(),
            note: claim.note.clone(),
        }
    }
}

fn readings(statement: &Statement) -> Vec<ReadingView> {
    let Statement::Pay(PayFigure { currency, period, readings }) = statement else {
        return Vec::new();
    };
    let view = |r: &goingrate_evidence::Reading| ReadingView {
        statistic: names::statistic(r.statistic),
        amount: r.amount,
        currency: currency.to_string(),
        per: period.slug().to_owned(),
        sd: r.sd,
    };
    readings.iter().map(view).collect()
}

/// "3 claims and 9 figures", "17,462 records and 17,322 cells".
pub fn extent(source: &SourceView) -> String {
    let counts = [
        (usize::try_from(source.records).unwrap_or(usize::MAX), "record"),
        (source.claims, "claim"),
        (source.figures, "figure"),
        (source.cells, "cell"),
        (source.points, "point"),
        (source.summaries, "percentile row"),
    ];
    let said: Vec<String> =
        counts.iter().filter(|(n, _)| *n > 0).map(|(n, noun)| words::count(*n, noun)).collect();
    words::list(&said)
}
