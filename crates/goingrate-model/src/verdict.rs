//! The fact-check: every claim against the book as it would be without the claim's source, at the
//! final weights and linearisation.
//!
//! With `A` the lines of the source, `C` their covariance and `r` their residuals, taking them out
//! changes a figure `a'θ` by `−aΣA'(C − AΣA')⁻¹ r` and its variance by `+aΣA'(C − AΣA')⁻¹AΣa`.

use goingrate_evidence::{
    Claim, Comparison, Contrast, ContrastKind, Ordinal, PayFigure, Statement, Statistic, Subject,
};
use goingrate_mixed::PieceId;

use crate::analysis::Analysis;
use crate::answer::{FigureVerdict, Judgement, Uncertain, Verdict};
use crate::book::source_of;
use crate::estimate::Asked;
use crate::functional::{Columns, Linearised, compress};
use crate::market::Question;
use crate::rows::{self, Figure, claim_question, subject_question};

/// Differences below this are no contradiction, whatever their standard error; and no support
/// comes from a difference, or a book, that is further off (method.md, section 5).
const MATERIAL: f64 = 0.05;
/// Standard errors beyond which a claim is contradicted …
const CONTRADICTED: f64 = 1.96;
/// … and within which it is supported.
const SUPPORTED: f64 = 1.28;

/// The lines of one source, ready to be taken out.
struct Without {
    lines: Vec<Columns>,
    /// `(C − AΣA')⁻¹`, row by row.
    inverse: Vec<f64>,
    /// `(C − AΣA')⁻¹ r`.
    pull: Vec<f64>,
}

impl Analysis<'_> {
    /// The verdict on every claim, in the order of the evidence.
    pub fn verdicts(&self) -> Vec<Verdict> {
        let mut without: Vec<Option<Without>> = Vec::new();
        without.resize_with(self.evidence.cards.len(), || None);
        let mut verdicts = Vec::with_capacity(self.evidence.claims.len());
        for (index, claim) in self.evidence.claims.iter().enumerate() {
            let removed =
                without[claim.source.0].get_or_insert_with(|| self.without(claim.source.0));
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
    fn without(&self, source: usize) -> Without {
        let of_source = |row: &usize| {
            source_of(self.rows.rows[*row].origin, self.evidence).is_some_and(|s| s.0 == source)
        };
        let rows: Vec<usize> = (0..self.rows.rows.len()).filter(of_source).collect();
        let mut lines: Vec<Columns> = Vec::new();
        let mut residuals = Vec::new();
        let mut blocks = Vec::new();
        for &row in &rows {
            let piece = PieceId(row);
            blocks.push((lines.len(), piece));
            for line in self.system.lines(piece) {
                let (columns, coefficients) = self.system.line(line);
                lines.push(columns.iter().copied().zip(coefficients.iter().copied()).collect());
                residuals.push(self.solution.residuals[line]);
            }
        }
        let m = lines.len();
        let solved = self.solution.factor.covariance(&lines);
        let mut matrix = solved.unwrap_or_else(|_| vec![0.0; m * m]);
        matrix.iter_mut().for_each(|v| *v = -*v);
        for (start, piece) in blocks {
            self.add_errors(&mut matrix, m, start, piece);
        }
        let inverse = invert(matrix, m);
        let pull =
            (0..m).map(|i| (0..m).map(|j| inverse[i * m + j] * residuals[j]).sum()).collect();
        Without { lines, inverse, pull }
    }

    /// Adds a piece's error covariance to a block of a matrix.
    pub(crate) fn add_errors(&self, matrix: &mut [f64], m: usize, start: usize, piece: PieceId) {
        let sampling = self.system.sampling(piece);
        let own = self.system.group(self.system.group_of(piece)).variance;
        let robust = self.system.robust(piece);
        for i in 0..robust.len() {
            matrix[(start + i) * m + start + i] += own / robust[i];
            for j in 0..robust.len() {
                matrix[(start + i) * m + start + j] +=
                    sampling.get(i * robust.len() + j).copied().unwrap_or(0.0);
            }
        }
    }

    /// A figure as the book has it without a source.
    fn figure_without(
        &self,
        asked: &[&Asked],
        figure: &Linearised,
        without: &Without,
    ) -> Uncertain {
        let unseen = asked.first().map_or(&[][..], |a| &a.unseen);
        let m = without.lines.len();
        // One solve gives Σa, and with it the covariance with every line at once.
        let solved = self.solve(&figure.gradient);
        let dot = |row: &Columns| row.iter().map(|&(c, v)| v * solved[c as usize]).sum::<f64>();
        let known: Columns =
            figure.gradient.iter().copied().filter(|c| (c.0 as usize) < solved.len()).collect();
        let mut own = [dot(&known)];
        crate::estimate::add_unseen(
            self.book,
            unseen,
            std::slice::from_ref(&figure.gradient),
            &mut own,
        );
        let cross: Vec<f64> = without.lines.iter().map(dot).collect();
        let moved: f64 = cross.iter().zip(&without.pull).map(|(c, p)| c * p).sum();
        let mut widened = 0.0;
        for i in 0..m {
            for j in 0..m {
                widened += cross[i] * without.inverse[i * m + j] * cross[j];
            }
        }
        Uncertain { ln: figure.value - moved, sd: (own[0] + widened).max(0.0).sqrt() }
    }

    /// `Σa` in full precision, over the effects that the book knows: taking evidence out subtracts
    /// numbers that are nearly equal.
    fn solve(&self, gradient: &Columns) -> Vec<f64> {
        let mut dense = vec![0.0; self.book.effects.len()];
        for &(column, value) in gradient {
            if let Some(slot) = dense.get_mut(column as usize) {
                *slot += value;
            }
        }
        self.solution.factor.solve(&dense).unwrap_or(dense)
    }

    /// A distribution without the source's own terms.
    fn asked(&self, mut question: Question) -> Option<Asked<'_>> {
        question.source = None;
        Asked::new(self.book, &self.market, &question).ok()
    }

    fn judge_pay(
        &self,
        claim: &Claim,
        figure: &PayFigure,
        without: &Without,
    ) -> Vec<FigureVerdict> {
        let card = self.evidence.card(claim.source);
        let Some(asked) = self.asked(claim_question(claim, card, &self.market)) else {
            return Vec::new();
        };
        let row =
            self.rows.rows.iter().find(|r| r.origin == rows::Origin::Claim(self.index_of(claim)));
        let Some(row) = row else { return Vec::new() };
        let distribution = asked.distribution();
        let judged = figure.readings.iter().zip(&row.lines).map(|(reading, (_, value))| {
            let book = match reading.statistic {
                Statistic::Quantile(p) => distribution.linearised_quantile(p),
                Statistic::Mean => distribution.linearised_mean(),
                Statistic::Gap => rows::gap(
                    distribution.linearised_quantile(0.95),
                    distribution.linearised_quantile(0.05),
                ),
            };
            let book = self.figure_without(&[&asked], &book.compress(), without);
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
        let Some((asked, figure, base)) = self.difference(claim, &claim.subject, &contrast.against)
        else {
            return Vec::new();
        };
        let book = self.figure_without(&[&asked], &figure, without);
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
    ) -> Option<(Asked<'_>, Linearised, f64)> {
        let card = self.evidence.card(claim.source);
        let asked = self.asked(subject_question(of, claim, card, &self.market))?;
        let other = self.asked(subject_question(against, claim, card, &self.market))?;
        let upper = asked.distribution().linearised_quantile(0.5);
        let lower = other.distribution().linearised_quantile(0.5);
        let mut gradient = upper.gradient;
        let known = self.book.effects.len() as u32;
        // Effects that no evidence speaks of cancel or are new; either way they are the other's.
        gradient.extend(lower.gradient.iter().filter(|c| c.0 < known).map(|&(c, v)| (c, -v)));
        compress(&mut gradient);
        Some((asked, Linearised { value: upper.value - lower.value, gradient }, lower.value))
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
                let Some((asked, figure, _)) = self.difference(claim, &claim.subject, other) else {
                    continue;
                };
                let book = self.figure_without(&[&asked], &figure, without);
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
        let taxonomy = self.market.taxonomy;
        let skills = subject.skills.iter().map(|&s| taxonomy.skill(s).name.clone());
        let industries = subject.industries.iter().map(|&i| taxonomy.industry(i).name.clone());
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

/// `x'A⁻¹x` of a small symmetric matrix.
pub(crate) fn quadratic_of_inverse(a: Vec<f64>, m: usize, x: &[f64]) -> f64 {
    let inverse = invert(a, m);
    (0..m * m).map(|at| x[at / m] * inverse[at] * x[at % m]).sum()
}

/// Inverse of a small symmetric matrix by Gauss-Jordan elimination with pivoting; rows that cannot
/// be told apart are left at zero, so that they change nothing.
fn invert(mut a: Vec<f64>, m: usize) -> Vec<f64> {
    let mut inverse = vec![0.0; m * m];
    (0..m).for_each(|i| inverse[i * m + i] = 1.0);
    for column in 0..m {
        let largest =
            |i: &usize, j: &usize| a[i * m + column].abs().total_cmp(&a[j * m + column].abs());
        let Some(pivot) = (column..m).max_by(largest) else { continue };
        let scale = a[pivot * m + column];
        if scale.abs() < 1e-14 {
            continue;
        }
        for k in 0..m {
            a.swap(column * m + k, pivot * m + k);
            inverse.swap(column * m + k, pivot * m + k);
        }
        for k in 0..m {
            a[column * m + k] /= scale;
            inverse[column * m + k] /= scale;
        }
        for row in (0..m).filter(|&r| r != column) {
            let factor = a[row * m + column];
            for k in 0..m {
                a[row * m + k] -= factor * a[column * m + k];
                inverse[row * m + k] -= factor * inverse[column * m + k];
            }
        }
    }
    inverse
}
