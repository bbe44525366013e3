//! The fact-check: every claim against the book as it would be without the claim's source, at the
//! final weights and linearisation.

use goingrate_evidence::{
    Claim, Comparison, Contrast, ContrastKind, Ordinal, PayFigure, SourceId, Statement, Statistic,
    Subject,
};

use crate::design::Estimand;
use crate::distribution::mixture::{Linearised, compress};
use crate::explain::analysis::Analysis;
use crate::explain::answer::{FigureVerdict, Judgement, Verdict};
use crate::explain::removal::Without;
use crate::query::Uncertain;
use crate::query::evaluation::Evaluation;
use crate::rows::{self, Figure, claim_question, source_of, subject_question};

/// Differences below this are no contradiction, whatever their standard error; and no support
/// comes from a difference, or a book, that is further off (method.md, section 5).
const MATERIAL: f64 = 0.05;
/// Standard errors beyond which a claim is contradicted …
const CONTRADICTED: f64 = 1.96;
/// … and within which it is supported.
const SUPPORTED: f64 = 1.28;

impl Analysis<'_> {
    /// The verdict on every claim, in the order of the evidence.
    pub fn verdicts(&self) -> Vec<Verdict> {
        self.verdicts_of(None)
    }

    /// The verdict on every claim of a source, or of all, in the order of the evidence. Only sources whose
    /// claims are judged are taken out of the book, which is what takes the time.
    pub fn verdicts_of(&self, source: Option<SourceId>) -> Vec<Verdict> {
        let mut without: Vec<Option<Without>> = Vec::new();
        without.resize_with(self.evidence.cards.len(), || None);
        let mut verdicts = Vec::new();
        let claims = self.evidence.claims.iter().enumerate();
        let asked = claims.filter(|(_, claim)| source.is_none_or(|of| of == claim.source));
        for (index, claim) in asked {
            let removed =
                without[claim.source.0].get_or_insert_with(|| self.without_source(claim.source.0));
            let figures = self.judge(claim, removed);
            verdicts.push(Verdict { claim: index, judgement: overall(claim, &figures), figures });
        }
        verdicts
    }

    fn judge(&self, claim: &Claim, without: &Without) -> Vec<FigureVerdict> {
        match &claim.statement {
            Statement::Pay(figure) => self.judge_pay(claim, figure, without),
            Statement::Contrast(contrast) => self.judge_contrast(claim, contrast, without),
            Statement::Ordinal(ordinal) => self.judge_ordinal(claim, ordinal, without),
            Statement::Planner(_) => Vec::new(),
        }
    }

    /// Prepares taking out a source.
    fn without_source(&self, source: usize) -> Without {
        self.without(|origin| source_of(origin, self.evidence).is_some_and(|s| s.0 == source))
    }

    /// A distribution without the source's own terms.
    fn evaluation(&self, mut question: Estimand) -> Option<Evaluation<'_>> {
        question.source = None;
        Evaluation::new(self.book, &self.design, &question).ok()
    }

    fn judge_pay(
        &self,
        claim: &Claim,
        figure: &PayFigure,
        without: &Without,
    ) -> Vec<FigureVerdict> {
        let card = self.evidence.card(claim.source);
        let Some(evaluation) = self.evaluation(claim_question(claim, card, &self.design)) else {
            return Vec::new();
        };
        let row =
            self.rows.rows.iter().find(|r| r.origin == rows::Origin::Claim(self.index_of(claim)));
        let Some(row) = row else { return Vec::new() };
        let distribution = evaluation.distribution();
        let judged = figure.readings.iter().zip(&row.lines).map(|(reading, (_, value))| {
            let book = match reading.statistic {
                Statistic::Quantile(p) => distribution.linearised_quantile(p),
                Statistic::Mean => distribution.linearised_mean(),
                Statistic::Gap => rows::gap(
                    distribution.linearised_quantile(0.95),
                    distribution.linearised_quantile(0.05),
                ),
            };
            let book = self.figure_without(&[&evaluation], &book.whole(), without);
            let says = value.against(0.0);
            let stated = (reading.amount * figure.period.a_year()).ln();
            // Shown in the claim's own money: what is added to reach the model's scale comes off.
            let shown = Uncertain { ln: book.ln + stated - says, sd: book.sd };
            verdict(words_of(reading.statistic), Some(stated), shown, reading.sd, false)
        });
        judged.collect()
    }

    fn judge_contrast(
        &self,
        claim: &Claim,
        contrast: &Contrast,
        without: &Without,
    ) -> Vec<FigureVerdict> {
        let row =
            self.rows.rows.iter().find(|r| r.origin == rows::Origin::Claim(self.index_of(claim)));
        let Some((row, (Figure::Contrast(..), value))) = row.map(|r| (r, &r.lines[0])) else {
            return Vec::new();
        };
        let sd = row.sampling[0].sqrt();
        let Some((evaluation, figure, base)) =
            self.difference(claim, &claim.subject, &contrast.against)
        else {
            return Vec::new();
        };
        let book = self.figure_without(&[&evaluation], &figure, without);
        let says = value.against(base);
        let words = match contrast.kind {
            ContrastKind::Absolute(_) => "premium in money, as a share of pay",
            ContrastKind::Relative => "difference",
            ContrastKind::Ratio => "multiple",
        };
        vec![verdict(words.to_owned(), Some(says), book, sd, true)]
    }

    /// The log ratio of the medians of two subjects, with the log median of the second.
    fn difference(
        &self,
        claim: &Claim,
        of: &Subject,
        against: &Subject,
    ) -> Option<(Evaluation<'_>, Linearised, f64)> {
        let card = self.evidence.card(claim.source);
        let evaluation = self.evaluation(subject_question(of, claim, card, &self.design))?;
        let other = self.evaluation(subject_question(against, claim, card, &self.design))?;
        let upper = evaluation.distribution().linearised_quantile(0.5).whole();
        let lower = other.distribution().linearised_quantile(0.5).whole();
        let mut gradient = upper.gradient;
        let known = self.book.effects.len() as u32;
        // Effects that no evidence speaks of cancel or are new; either way they are the other's.
        gradient.extend(lower.gradient.iter().filter(|c| c.0 < known).map(|&(c, v)| (c, -v)));
        compress(&mut gradient);
        Some((evaluation, Linearised::new(upper.value - lower.value, gradient), lower.value))
    }

    fn judge_ordinal(
        &self,
        claim: &Claim,
        ordinal: &Ordinal,
        without: &Without,
    ) -> Vec<FigureVerdict> {
        let mut judged = Vec::new();
        for comparison in &ordinal.comparisons {
            let (others, word) = match comparison {
                Comparison::Above(others) => (others, "above"),
                Comparison::Below(others) => (others, "below"),
                Comparison::About(others, _) => (others, "about"),
            };
            for other in others {
                let Some((evaluation, figure, _)) = self.difference(claim, &claim.subject, other)
                else {
                    continue;
                };
                let book = self.figure_without(&[&evaluation], &figure, without);
                judged.push(self.judge_order(comparison, word, other, book));
            }
        }
        judged
    }

    fn judge_order(
        &self,
        comparison: &Comparison,
        word: &str,
        other: &Subject,
        book: Uncertain,
    ) -> FigureVerdict {
        let sd = book.sd.max(1e-9);
        let judgement = match comparison {
            Comparison::Above(_) => ordered(book.ln, sd),
            Comparison::Below(_) => ordered(-book.ln, sd),
            Comparison::About(_, within) => about(book.ln, sd, *within),
        };
        FigureVerdict {
            what: format!("{word} {}", self.name_of(other)),
            says: None,
            book,
            difference: book.ln,
            errors: book.ln / sd,
            judgement,
            is_ratio: true,
        }
    }

    /// What tells a subject of a comparison apart.
    fn name_of(&self, subject: &Subject) -> String {
        let taxonomy = self.design.taxonomy;
        let skills = subject.skills.iter().map(|&s| taxonomy.skill(s).name.clone());
        let industries = subject.industries.iter().map(|&i| taxonomy.industry(i).everyday.clone());
        let names: Vec<String> = skills.chain(industries).collect();
        if names.is_empty() {
            format!("{} at large", taxonomy.role(subject.role).name)
        } else {
            names.join(" or ")
        }
    }

    fn index_of(&self, claim: &Claim) -> usize {
        self.evidence.claims.iter().position(|c| c.id == claim.id).unwrap_or(usize::MAX)
    }
}

/// A figure against the book.
fn verdict(
    what: String,
    says: Option<f64>,
    book: Uncertain,
    reading_sd: f64,
    is_ratio: bool,
) -> FigureVerdict {
    let difference = says.unwrap_or(book.ln) - book.ln;
    let se = book.sd.hypot(reading_sd);
    let errors = difference / se;
    let judgement = if errors.abs() > CONTRADICTED && difference.abs() > MATERIAL {
        Judgement::Contradicted
    } else if errors.abs() <= SUPPORTED && difference.abs() <= MATERIAL && book.sd <= MATERIAL {
        Judgement::Supported
    } else {
        Judgement::Undecided
    };
    FigureVerdict { what, says, book, difference, errors, judgement, is_ratio }
}

/// The judgement on "above": the difference is what should be positive.
fn ordered(difference: f64, sd: f64) -> Judgement {
    if difference / sd >= SUPPORTED {
        Judgement::Supported
    } else if difference / sd <= -CONTRADICTED && difference < -MATERIAL {
        Judgement::Contradicted
    } else {
        Judgement::Undecided
    }
}

/// The judgement on "about the same": the difference should lie within a width.
fn about(difference: f64, sd: f64, within: f64) -> Judgement {
    if difference.abs() + SUPPORTED * sd <= within {
        Judgement::Supported
    } else if difference.abs() - CONTRADICTED * sd > within {
        Judgement::Contradicted
    } else {
        Judgement::Undecided
    }
}

/// The worst of a claim's figures.
fn overall(claim: &Claim, figures: &[FigureVerdict]) -> Judgement {
    if matches!(claim.statement, Statement::Planner(_)) {
        return Judgement::ForPlanner;
    }
    let has = |judgement| figures.iter().any(|f| f.judgement == judgement);
    if has(Judgement::Contradicted) {
        Judgement::Contradicted
    } else if figures.is_empty() || has(Judgement::Undecided) {
        Judgement::Undecided
    } else {
        Judgement::Supported
    }
}

fn words_of(statistic: Statistic) -> String {
    match statistic {
        Statistic::Quantile(p) => format!("P{:.0}", 100.0 * p),
        Statistic::Mean => "mean".to_owned(),
        Statistic::Gap => "P95 less P5".to_owned(),
    }
}
