//! The basis of an answer: which evidence carries it, with what weight (docs/METHOD.md, "Basis").
//!
//! At the final weights and linearisation, `a'θ = Σ w_e (y_e − o_e)` over all rows, priors
//! included, with `w = M A Σ a`; and `a'Σa = Σ w_e'C_e w_e`, every piece at least zero. The share of
//! the priors is what pooling lets stand: structure.

use goingrate_evidence::{SourceId, Statement};
use goingrate_mixed::PieceId;
use goingrate_units::{PlaceId, Profile, place_in_words, without_capital};

use crate::ModelError;
use crate::block::ProfilePart;
use crate::distribution::mixture::{Columns, Linearised};
use crate::distribution::normal::Z80;
use crate::explain::analysis::Analysis;
use crate::explain::answer::{Basis, Narrowing, Nearness, PieceWeight, SourceShare};
use crate::query::evaluation::Evaluation;
use crate::query::question::question;
use crate::rows::{Origin, SeriesStep, Value, source_of};

/// How many pieces of evidence a basis names.
const NAMED: usize = 10;

/// How many of them are at least of the country that is asked about, if there are as many.
const NAMED_NEAR: usize = 6;

/// Sd of the evidence that is imagined when asking what would narrow an answer.
const IMAGINED_SD: f64 = 0.05;

/// A row's part in a figure.
pub(crate) struct RowWeight {
    pub row: usize,
    /// Signed sum of its lines' weights.
    pub signed: f64,
    /// Sum of their absolute values.
    pub heft: f64,
    /// `w'Cw`: what its errors add to the variance.
    pub variance: f64,
}

/// Cells of fewer records are never told of one by one.
const SMALL: u64 = 5;

impl Analysis<'_> {
    /// The basis of a profile's P50.
    ///
    /// # Errors
    /// As [`Estimator::estimate`](crate::Estimator::estimate).
    pub fn basis(&self, profile: &Profile) -> Result<Basis, ModelError> {
        let evaluation = Evaluation::new(
            self.book,
            &self.design,
            &question(profile, self.book, self.design.taxonomy, profile.as_of.decimal_year()),
        )?;
        let figure = evaluation.distribution().linearised_quantile(0.5).whole();
        let variance = evaluation.covariance(std::slice::from_ref(&figure.gradient))[0];
        let weights = self.row_weights(&figure.gradient)?;
        let evidence: Vec<&RowWeight> = weights
            .iter()
            .filter(|w| source_of(self.rows.rows[w.row].origin, self.evidence).is_some())
            .collect();
        let explained: f64 = evidence.iter().map(|w| w.variance).sum();
        Ok(Basis {
            value: figure.value,
            variance,
            sources: self.source_shares(&evidence, profile.place, variance),
            structure: 1.0 - explained / variance,
            pieces: self.heaviest(&evidence, profile.place),
            piece_count: evidence.iter().filter(|w| w.heft > 1e-6).count(),
            would_narrow: self.would_narrow(&evaluation, &figure, profile),
        })
    }

    /// The weight of every row in the figure with this gradient.
    ///
    /// # Errors
    /// When the gradient does not fit the system.
    pub(crate) fn row_weights(&self, gradient: &Columns) -> Result<Vec<RowWeight>, ModelError> {
        let mut known = self.book.influence.settled(gradient);
        known.retain(|c| (c.0 as usize) < self.book.effects.len());
        let weights = self.solution.line_weights(&self.system, &known)?;
        let row = |row: usize| {
            let lines = self.system.lines(PieceId(row));
            let own = &weights[lines];
            let signed = own.iter().sum();
            let heft = own.iter().map(|w| w.abs()).sum();
            RowWeight { row, signed, heft, variance: self.error_variance(row, own) }
        };
        Ok((0..self.rows.rows.len()).map(row).collect())
    }

    /// `w'Cw` of a row, C its sampling covariance and its group's variance over the weights.
    pub(crate) fn error_variance(&self, row: usize, weights: &[f64]) -> f64 {
        let piece = PieceId(row);
        let k = weights.len();
        let sampling = self.system.sampling(piece);
        let own = self.system.group(self.system.group_of(piece)).variance;
        let mut sum = 0.0;
        for i in 0..k {
            sum += own / self.system.robust(piece)[i] * weights[i] * weights[i];
            for j in 0..k {
                sum += sampling.get(i * k + j).copied().unwrap_or(0.0) * weights[i] * weights[j];
            }
        }
        sum
    }

    fn source_shares(
        &self,
        rows: &[&RowWeight],
        asked: PlaceId,
        variance: f64,
    ) -> Vec<SourceShare> {
        let mut shares: Vec<SourceShare> = Vec::new();
        for weight in rows {
            let Some(source) = source_of(self.rows.rows[weight.row].origin, self.evidence) else {
                continue;
            };
            let at = shares.iter().position(|s| s.source == source).unwrap_or_else(|| {
                shares.push(SourceShare {
                    source,
                    weight: 0.0,
                    near: 0.0,
                    variance_share: 0.0,
                    lines: 0,
                });
                shares.len() - 1
            });
            if self.nearness(weight.row, asked) != Nearness::Elsewhere {
                shares[at].near += weight.heft;
            }
            shares[at].weight += weight.heft;
            shares[at].variance_share += weight.variance / variance;
            shares[at].lines += self.system.lines(PieceId(weight.row)).len();
        }
        shares.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        shares
    }

    /// The heaviest pieces: those that speak of the country that is asked about first, for a reader who
    /// asks about Berlin looks for Berlin, and then the heaviest of the others, whose weight comes from
    /// what the book has learnt of all countries together.
    fn heaviest(&self, rows: &[&RowWeight], asked: PlaceId) -> Vec<PieceWeight> {
        let mut order: Vec<(&RowWeight, Nearness)> =
            rows.iter().map(|weight| (*weight, self.nearness(weight.row, asked))).collect();
        order.sort_by(|a, b| b.0.heft.total_cmp(&a.0.heft));
        let is_near = |near: &Nearness| *near != Nearness::Elsewhere;
        let (mut near, mut others): (Vec<_>, Vec<_>) =
            order.into_iter().partition(|(weight, near)| is_near(near) && weight.heft > 0.0);
        others.truncate(NAMED - near.len().min(NAMED_NEAR));
        near.truncate(NAMED - others.len());
        near.sort_by_key(|(_, near)| *near);
        let pieces = near.into_iter().chain(others);
        pieces.filter_map(|(weight, near)| self.piece(weight, near)).collect()
    }

    /// How near to a place the place is that a row speaks of.
    fn nearness(&self, row: usize, asked: PlaceId) -> Nearness {
        let Some(place) = self.place_of(self.rows.rows[row].origin) else {
            return Nearness::Elsewhere;
        };
        let above = |&of: &PlaceId| self.design.taxonomy.place(of).parent;
        let is_inside = std::iter::successors(Some(place), above).any(|of| of == asked);
        match self.design.country(place) == self.design.country(asked) {
            _ if is_inside => Nearness::Place,
            true => Nearness::Country,
            false => Nearness::Elsewhere,
        }
    }

    /// The place that a piece of evidence speaks of, where it names one.
    fn place_of(&self, origin: Origin) -> Option<PlaceId> {
        match origin {
            Origin::Claim(index) => self.evidence.claims[index].subject.place,
            Origin::Official(index) => Some(self.evidence.official[index].place),
            Origin::Series(source, _) => {
                self.evidence.series.iter().find(|at| at.source.0 == source).map(|at| at.place)
            }
            Origin::Cell(index) => Some(self.evidence.cells[index].key.place),
            Origin::SummaryQuantiles(index) => Some(self.evidence.published[index].1.key.place),
            Origin::Prior(_) => None,
        }
    }

    fn piece(&self, weight: &RowWeight, nearness: Nearness) -> Option<PieceWeight> {
        let origin = self.rows.rows[weight.row].origin;
        let source = source_of(origin, self.evidence)?;
        let (section, says) = self.words(weight.row);
        Some(PieceWeight {
            origin,
            source,
            section,
            says,
            date: self.date(origin, source),
            weight: weight.signed,
            heft: weight.heft,
            nearness,
        })
    }

    fn date(&self, origin: Origin, source: SourceId) -> String {
        match origin {
            Origin::Claim(index) => self.evidence.claims[index].as_of.year().to_string(),
            Origin::SummaryQuantiles(index) => {
                self.evidence.published[index].1.key.year.to_string()
            }
            _ => self.evidence.card(source).period.clone(),
        }
    }

    /// Where a piece stands and what it says, in words.
    fn words(&self, row: usize) -> (String, String) {
        let taxonomy = self.design.taxonomy;
        match self.rows.rows[row].origin {
            Origin::Claim(index) => {
                let claim = &self.evidence.claims[index];
                let figures: Vec<String> =
                    claim.figures.iter().map(|f| format!("{} {}", f.field, f.value)).collect();
                let kind = if matches!(claim.statement, Statement::Contrast(_)) {
                    "difference: "
                } else {
                    ""
                };
                (claim.section.clone(), format!("{kind}{}", figures.join(", ")))
            }
            Origin::Official(index) => {
                let cell = &self.evidence.official[index];
                let mut section = format!(
                    "{}, {}",
                    taxonomy.role(cell.role).name,
                    taxonomy.place(cell.place).name
                );
                if let Some(industry) = cell.industry {
                    section.push_str(&format!(", {}", taxonomy.industry(industry).everyday));
                }
                let median =
                    cell.quantiles[2].map_or("percentiles".to_owned(), |m| format!("P50 {m:.0}"));
                (section, median)
            }
            Origin::Series(_, step) => (self.words_of_step(step), self.growth(row)),
            Origin::Cell(index) => self.words_of_cell(index),
            Origin::SummaryQuantiles(index) => self.words_of_published(index),
            Origin::Prior(block) => (block.slug().to_owned(), "prior".to_owned()),
        }
    }

    /// What a cell is about; a small one only as a part of its source, so that nobody is told of.
    fn words_of_cell(&self, index: usize) -> (String, String) {
        let (taxonomy, cell) = (self.design.taxonomy, &self.evidence.cells[index]);
        let count = cell.histogram.count();
        let Some((role, _)) = cell.key.role.likeliest().filter(|_| count >= SMALL) else {
            return ("cells of few records".to_owned(), "microdata".to_owned());
        };
        let place = &taxonomy.place(cell.key.place).name;
        let median = cell.histogram.quantile(0.5).unwrap_or(f64::NAN);
        let section = format!("{}, {place}, {}", taxonomy.role(role).name, cell.key.year);
        (section, format!("{count} records, P50 {median:.0} {}", cell.key.currency.code()))
    }

    /// What ready-made percentiles are about, and what they say.
    fn words_of_published(&self, index: usize) -> (String, String) {
        let (taxonomy, published) = (self.design.taxonomy, &self.evidence.published[index].1);
        let key = &published.key;
        let role = key.role.likeliest().map(|(role, _)| taxonomy.role(role).name.as_str());
        let level = key.level.likeliest().map(|(level, _)| taxonomy.level(level).name.as_str());
        let place = taxonomy.place(key.place).name.as_str();
        let section: Vec<&str> = [level, role, Some(place)].into_iter().flatten().collect();
        let figure = |(p, amount): &(f64, f64)| format!("P{:.0} {amount:.0}", 100.0 * p);
        let median =
            published.quantiles.iter().find(|q| q.0 == 0.5).or(published.quantiles.first());
        let says = median.map(figure).or(published.mean.map(|mean| format!("mean {mean:.0}")));
        let mut says = format!("{} {}", says.unwrap_or_default(), key.currency.code());
        if let Some(count) = published.count {
            says.push_str(&format!(" of {count}"));
        }
        (section.join(", "), says)
    }

    /// Which year of which series a step is.
    fn words_of_step(&self, step: SeriesStep) -> String {
        let to = step.to as f64 / 1000.0;
        let years = format!("{:.0} to {:.0}", (to - 1.0).floor(), to.floor());
        match step.role {
            Some(role) => {
                let place = if step.areas { "areas" } else { "nation" };
                format!("{}, {place}, {years}", self.design.taxonomy.role(role).name)
            }
            None => years,
        }
    }

    /// What a step says.
    fn growth(&self, row: usize) -> String {
        match self.rows.rows[row].lines[0].1 {
            Value::Known(ln) => format!("{:+.1} % a year", 100.0 * ln.exp_m1()),
            Value::Premium(..) => "growth".to_owned(),
        }
    }

    /// Imagines one more piece of evidence on each part of the profile, good to ± 5 %, and keeps
    /// those that would narrow the answer.
    fn would_narrow(
        &self,
        evaluation: &Evaluation,
        figure: &Linearised,
        profile: &Profile,
    ) -> Vec<Narrowing> {
        let parts = evaluation.parts(figure);
        let mut gradients = vec![figure.gradient.clone()];
        gradients.extend(parts.iter().map(|p| p.1.clone()));
        let covariance = evaluation.covariance(&gradients);
        let (m, now) = (gradients.len(), covariance[0]);
        let half_width = |variance: f64| (Z80 * variance.max(0.0).sqrt()).exp_m1();
        let narrowing = |(i, (part, _)): (usize, &(ProfilePart, Columns))| {
            let (with, own) = (covariance[i + 1], covariance[(i + 1) * (m + 1)]);
            let left = now - with * with / (own + IMAGINED_SD * IMAGINED_SD);
            Narrowing {
                what: self.imagined(*part, profile),
                from: half_width(now),
                to: half_width(left),
            }
        };
        let mut all: Vec<Narrowing> = parts.iter().enumerate().map(narrowing).collect();
        all.sort_by(|a, b| a.to.total_cmp(&b.to));
        all.retain(|n| n.to < 0.98 * n.from);
        all.truncate(3);
        all
    }

    fn imagined(&self, part: ProfilePart, profile: &Profile) -> String {
        let taxonomy = self.design.taxonomy;
        let role = without_capital(&taxonomy.role(profile.role).name);
        match part {
            ProfilePart::Level => format!("a source that tells pay by level of {role}"),
            ProfilePart::Role => {
                format!("a source that compares {role} with its official occupation")
            }
            ProfilePart::Place => {
                format!(
                    "more figures of pay in {}",
                    place_in_words(&taxonomy.place(profile.place).name)
                )
            }
            ProfilePart::Skill => "a second source on these skills".to_owned(),
            ProfilePart::Spread => {
                "single salaries: they tell how far pay differs between people".to_owned()
            }
            ProfilePart::Date => "a newer official figure".to_owned(),
            part => format!("a second source on the {}", part.word()),
        }
    }
}
