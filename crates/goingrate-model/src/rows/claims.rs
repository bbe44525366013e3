//! Claims to rows: what a printed figure says about which distribution, how loosely.

use goingrate_evidence::{
    Card, Claim, Contrast, ContrastKind, PayFigure, SourceId, Statement, Statistic, Subject,
};
use goingrate_units::{Currency, Engagement, PlaceId, Taxonomy};

use crate::ModelError;
use crate::design::{Design, Estimand, Levels};
use crate::distribution::normal;
use crate::rows::builder::Builder;
use crate::rows::origin::{Group, Origin};
use crate::rows::row::{Figure, Row, Value};

/// Adds the rows of every claim that is evidence.
pub(super) fn add(builder: &mut Builder) -> Result<(), ModelError> {
    for index in 0..builder.evidence.claims.len() {
        let claim = &builder.evidence.claims[index];
        match &claim.statement {
            Statement::Pay(figure) => add_pay(builder, index, claim, figure)?,
            Statement::Contrast(contrast) => add_contrast(builder, index, claim, contrast)?,
            Statement::Ordinal(_) | Statement::Planner(_) => {}
        }
    }
    Ok(())
}

/// Whose pay a claim speaks of, with the source's own terms.
pub(crate) fn claim_question(claim: &Claim, card: &Card, design: &Design) -> Estimand {
    subject_question(&claim.subject, claim, card, design)
}

/// Whose pay a subject of a claim is, with the source's own terms.
pub(crate) fn subject_question(
    subject: &Subject,
    claim: &Claim,
    card: &Card,
    design: &Design,
) -> Estimand {
    Estimand {
        role: subject.role,
        levels: levels(subject, card, design.taxonomy),
        place: subject.place.or(card.no_place).unwrap_or(design.taxonomy.default_place),
        skills: subject.skills.clone(),
        unspoken: Vec::new(),
        any_skill: true,
        industries: subject.industries.clone(),
        tier: subject.tier,
        employer: subject.employer,
        reach: design.reach(&card.reaches),
        kinds_as_told: subject.tier.is_none()
            && subject.employer.is_none()
            && card.reaches.is_empty(),
        years: None,
        engagements: engagements(subject, card),
        component: subject.component,
        year: claim.as_of.decimal_year(),
        source: (!card.reference).then_some(claim.source.0),
        shared_error: shared_error(claim.source, card),
        average: false,
    }
}

/// How far a reference may be off by its card.
pub(super) fn shared_error(source: SourceId, card: &Card) -> Option<(usize, f64)> {
    (card.reference && card.shared_error > 0.0).then_some((source.0, card.shared_error))
}

fn levels(subject: &Subject, card: &Card, taxonomy: &Taxonomy) -> Levels {
    let rung = subject.rung.map(|rung| taxonomy.rung(rung).levels.as_slice());
    match (subject.level, subject.years) {
        _ if rung.is_some_and(|shares| shares.len() > 1) => {
            Levels::Mixture(rung.unwrap_or_default().to_vec())
        }
        (Some(level), _) => Levels::Given(level),
        (None, Some(years)) => Levels::Years(years),
        (None, None) => no_level(card),
    }
}

/// What a source means that states no level: what its card says, else the book's shares.
pub(super) fn no_level(card: &Card) -> Levels {
    if card.no_level.is_empty() { Levels::Open } else { Levels::Mixture(card.no_level.clone()) }
}

fn engagements(subject: &Subject, card: &Card) -> Vec<(Engagement, f64)> {
    match subject.engagement {
        Some(engagement) => vec![(engagement, 1.0)],
        None if card.any_engagement.is_empty() => vec![(Engagement::Employee, 1.0)],
        None => card.any_engagement.clone(),
    }
}

fn add_pay(
    builder: &mut Builder,
    index: usize,
    claim: &Claim,
    figure: &PayFigure,
) -> Result<(), ModelError> {
    let card = builder.evidence.card(claim.source);
    let question = subject_question(&claim.subject, claim, card, &builder.design);
    let shift =
        builder.scale.shift(figure.currency, currency(builder, question.place), claim.as_of)?;
    let mixture = builder.design.mixture(&question, &mut builder.collector);
    let of = builder.keep(mixture);
    let ln_yearly = |amount: f64| (amount * figure.period.a_year()).ln() + shift;
    let lines = figure
        .readings
        .iter()
        .map(|reading| {
            let what = match reading.statistic {
                Statistic::Quantile(p) => Figure::Quantile(of, p),
                Statistic::Mean => Figure::Mean(of),
                Statistic::Gap => Figure::Gap(of),
            };
            (what, Value::Known(ln_yearly(reading.amount)))
        })
        .collect();
    let sds: Vec<f64> = figure.readings.iter().map(|r| r.sd).collect();
    push(builder, index, claim, lines, &sds);
    Ok(())
}

fn add_contrast(
    builder: &mut Builder,
    index: usize,
    claim: &Claim,
    contrast: &Contrast,
) -> Result<(), ModelError> {
    let card = builder.evidence.card(claim.source);
    let of = subject_question(&claim.subject, claim, card, &builder.design);
    let against = subject_question(&contrast.against, claim, card, &builder.design);
    let value = match contrast.kind {
        ContrastKind::Relative => {
            Value::Known(0.5 * (contrast.low.ln_1p() + contrast.high.ln_1p()))
        }
        ContrastKind::Ratio => Value::Known(0.5 * (contrast.low.ln() + contrast.high.ln())),
        ContrastKind::Absolute(stated) => {
            let shift =
                builder.scale.shift(stated, currency(builder, against.place), claim.as_of)?;
            Value::Premium(contrast.low * shift.exp(), contrast.high * shift.exp())
        }
    };
    let sd = contrast.sd.hypot(half_width(contrast));
    let mixture = builder.design.mixture(&of, &mut builder.collector);
    let of = builder.keep(mixture);
    let mixture = builder.design.mixture(&against, &mut builder.collector);
    let against = builder.keep(mixture);
    push(builder, index, claim, vec![(Figure::Contrast(of, against, 0.5), value)], &[sd]);
    Ok(())
}

/// A range of a contrast is read as its P20 to P80: the sd that this implies, in logs. A range of
/// money is small against pay, so its relative width stands in for its log width.
fn half_width(contrast: &Contrast) -> f64 {
    let width = match contrast.kind {
        ContrastKind::Relative => contrast.high.ln_1p() - contrast.low.ln_1p(),
        ContrastKind::Ratio => contrast.high.ln() - contrast.low.ln(),
        ContrastKind::Absolute(_) => 0.0,
    };
    width / (2.0 * normal::quantile(0.8))
}

fn push(
    builder: &mut Builder,
    index: usize,
    claim: &Claim,
    lines: Vec<(Figure, Value)>,
    sds: &[f64],
) {
    let k = sds.len();
    let mut sampling = vec![0.0; k * k];
    for (i, sd) in sds.iter().enumerate() {
        sampling[i * k + i] = sd * sd;
    }
    let group = Group::Claims(claim.source.0);
    builder.rows.push(Row { origin: Origin::Claim(index), group, lines, sampling });
}

fn currency(builder: &Builder, place: PlaceId) -> Currency {
    builder.design.taxonomy.place(place).currency
}
