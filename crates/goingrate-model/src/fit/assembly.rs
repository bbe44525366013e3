//! Rows with their linear system, under way: written into it at any effects.

use std::collections::BTreeMap;

use goingrate_evidence::Evidence;
use goingrate_mixed::{Group as VarianceGroup, GroupId, Line, Piece, PieceId, Solution, System};
use rayon::prelude::*;

use crate::ModelError;
use crate::book::Book;
use crate::distribution::mixture::Columns;
use crate::priors::{ErrorPrior, Priors};
use crate::rows::cells::state::CellObservation;
use crate::rows::{self, Figure, Group, LinearLine, Rows, WarmStart};

/// Rows with their system, under way.
pub(crate) struct Assembly {
    pub rows: Rows,
    pub system: System,
    pub groups: BTreeMap<Group, GroupId>,
    pub theta: Vec<f64>,
    /// What every row's lines found at the last linearisation, where the next one starts.
    warm_start: Vec<Vec<WarmStart>>,
    /// For every line of the system, where each entry of a gradient belongs among its columns.
    slots: Vec<Vec<u32>>,
    /// For every line of the system, the derivatives that it leaves out.
    pub left_out: Vec<Columns>,
    /// The posterior variance of every cell's centre.
    pub centre_variances: Vec<f64>,
    /// … and of the log of its spread.
    pub spread_variances: Vec<f64>,
}

impl Assembly {
    pub(crate) fn new(
        rows: Rows,
        priors: &Priors,
        theta: Vec<f64>,
        evidence: &Evidence,
    ) -> Result<Assembly, ModelError> {
        let mut system = System::new(rows.effects.len());
        let mut groups = BTreeMap::new();
        let lines: Vec<Vec<LinearLine>> = {
            let at = rows.at(&theta);
            rows.rows.par_iter().map(|row| rows.linearise(row, &at, &[])).collect()
        };
        let mut slots = Vec::new();
        for (row, lines) in rows.rows.iter().zip(&lines) {
            let group = match groups.get(&row.group) {
                Some(&group) => group,
                None => {
                    let group = system.add_group(variance_group(row.group, priors, evidence))?;
                    groups.insert(row.group, group);
                    group
                }
            };
            system.push(piece(group, &row.sampling, lines, &theta, &mut slots))?;
        }
        let warm_start =
            lines.iter().map(|lines| lines.iter().map(|l| l.warm_start).collect()).collect();
        let left_out = lines.into_iter().flatten().map(|l| l.predicted.left_out).collect();
        let unknown = vec![0.0; rows.cells.figures.len()];
        let mut assembly = Assembly {
            rows,
            system,
            groups,
            theta,
            warm_start,
            slots,
            left_out,
            centre_variances: unknown.clone(),
            spread_variances: unknown,
        };
        assembly.refresh_cells()?;
        Ok(assembly)
    }

    /// Sets the variances, robust weights and uncertainties of centres of an earlier fit.
    ///
    /// # Errors
    /// When they are not as many as the system has.
    pub(crate) fn restore(&mut self, book: &Book) -> Result<(), ModelError> {
        let (variances, weights) = (&book.variances, &book.weights);
        if book.centre_variances.len() != self.centre_variances.len()
            || variances.len() != self.system.groups().len()
            || weights.len() != self.system.line_count()
        {
            return Err(ModelError::Book(
                "its variances are not those of the evidence; fit it anew".to_owned(),
            ));
        }
        for (index, &variance) in variances.iter().enumerate() {
            self.system.set_variance(GroupId(index), variance)?;
        }
        for index in 0..self.system.piece_count() {
            let piece = PieceId(index);
            for (at, line) in self.system.lines(piece).enumerate() {
                self.system.set_robust(piece, at, f64::from(weights[line]))?;
            }
        }
        let variances = book.centre_variances.iter().map(|&v| f64::from(v));
        self.centre_variances = variances.collect();
        self.refresh_cells()
    }

    /// The rows and the system.
    pub(crate) fn into_parts(self) -> (Rows, System) {
        (self.rows, self.system)
    }

    /// Writes the rows at the current effects into the system.
    pub(crate) fn relinearise(&mut self) -> Result<(), ModelError> {
        let (rows, theta) = (&self.rows, &self.theta);
        let at = rows.at(theta);
        let moving = |row: &rows::Row| {
            let figure = &row.lines[0].0;
            !matches!(figure, Figure::Form(_) | Figure::CellCentre(_) | Figure::CellSpread(_))
        };
        let lines: Vec<Option<Vec<LinearLine>>> = rows
            .rows
            .par_iter()
            .zip(&self.warm_start)
            .map(|(row, warm_start)| moving(row).then(|| rows.linearise(row, &at, warm_start)))
            .collect();
        for (index, lines) in lines.into_iter().enumerate() {
            let Some(lines) = lines else { continue };
            let piece = PieceId(index);
            for (line, at) in lines.iter().zip(self.system.lines(piece)) {
                let (columns, slots) = (self.system.line(at).0, &self.slots[at]);
                let gradient = &line.predicted.gradient;
                let fits =
                    |(&(column, _), &slot): (&(u32, f64), &u32)| columns[slot as usize] == column;
                if gradient.len() != slots.len() || !gradient.iter().zip(slots).all(fits) {
                    return Err(ModelError::Pattern { row: index });
                }
                let coefficients = self.system.coefficients_mut(at);
                coefficients.fill(0.0);
                for (&(_, value), &slot) in gradient.iter().zip(slots) {
                    coefficients[slot as usize] += value;
                }
            }
            let values: Vec<f64> = lines.iter().map(|line| working(line, theta)).collect();
            self.warm_start[index] = lines.iter().map(|line| line.warm_start).collect();
            self.system.values_mut(piece).copy_from_slice(&values);
            for (line, at) in lines.into_iter().zip(self.system.lines(piece)) {
                self.left_out[at] = line.predicted.left_out;
            }
        }
        self.refresh_cells()
    }

    /// Writes what cells say at the current effects into the system.
    pub(crate) fn refresh_cells(&mut self) -> Result<(), ModelError> {
        let (cells, theta, variances) = (&self.rows.cells, &self.theta, &self.centre_variances);
        let around = cells.around(theta);
        let observed: Vec<[CellObservation; 2]> = cells
            .figures
            .par_iter()
            .zip(variances)
            .map(|(figure, &variance)| figure.says(&around, theta, variance))
            .collect();
        for (index, (observed, figure)) in observed.into_iter().zip(&cells.figures).enumerate() {
            for (row, observed) in observed.into_iter().enumerate() {
                let piece = PieceId(cells.first_row + 2 * index + row);
                self.system.values_mut(piece)[0] = observed.value;
                self.system.set_sampling(piece, &[observed.variance])?;
            }
            if !figure.teaches_ladder() {
                continue;
            }
            let line = self.system.lines(PieceId(cells.first_row + 2 * index)).start;
            let slots = &self.slots[line][figure.location.len()..];
            let coefficients = self.system.coefficients_mut(line);
            slots.iter().for_each(|&slot| coefficients[slot as usize] = 0.0);
            for (&slot, (_, value)) in slots.iter().zip(figure.ladder_gradient(&around, theta)) {
                coefficients[slot as usize] += value;
            }
        }
        Ok(())
    }

    /// How uncertain the centres and spreads of cells are.
    pub(crate) fn measure_cells(&mut self, solution: &Solution) -> Result<(), ModelError> {
        let cells = &self.rows.cells;
        let pieces = cells.first_row..cells.first_row + 2 * cells.figures.len();
        let variances = solution.fitted_variances(&self.system, pieces)?;
        self.centre_variances = variances.iter().step_by(2).copied().collect();
        self.spread_variances = variances.iter().skip(1).step_by(2).copied().collect();
        Ok(())
    }
}

/// What a linear line says about `a'θ`: what is said, less what the linearisation leaves out.
fn working(line: &LinearLine, theta: &[f64]) -> f64 {
    let linear: f64 = line.predicted.gradient.iter().map(|&(c, v)| v * theta[c as usize]).sum();
    line.observed - line.predicted.value + linear
}

/// The piece of a row, its columns sorted and distinct; appends each line's slots.
fn piece(
    group: GroupId,
    sampling: &[f64],
    lines: &[LinearLine],
    theta: &[f64],
    slots: &mut Vec<Vec<u32>>,
) -> Piece {
    let compressed = |line: &LinearLine| {
        let gradient = &line.predicted.gradient;
        let mut columns: Vec<u32> = gradient.iter().map(|g| g.0).collect();
        columns.sort_unstable();
        columns.dedup();
        let slot = |g: &(u32, f64)| columns.partition_point(|&c| c < g.0) as u32;
        slots.push(gradient.iter().map(slot).collect());
        let mut coefficients = vec![0.0; columns.len()];
        gradient.iter().for_each(|g| coefficients[slot(g) as usize] += g.1);
        Line { columns, coefficients }
    };
    Piece {
        group,
        lines: lines.iter().map(compressed).collect(),
        values: lines.iter().map(|line| working(line, theta)).collect(),
        sampling: sampling.to_vec(),
    }
}

/// The variance group of the solver for a group of rows.
pub(crate) fn variance_group(group: Group, priors: &Priors, evidence: &Evidence) -> VarianceGroup {
    let source = |index: usize| evidence.cards.get(index).map_or("?", |card| card.slug.as_str());
    let data = |name: String, prior: ErrorPrior| {
        let variance = prior.sd * prior.sd;
        let start = prior.start.unwrap_or(prior.sd);
        let group = VarianceGroup::data(&name, start * start);
        if prior.degrees > 0.0 { group.with_prior(prior.degrees, variance) } else { group }
    };
    match group {
        Group::Claims(of) => data(format!("claims of {}", source(of)), priors.claims),
        Group::OfficialArea => data("official, areas".to_owned(), priors.official_area),
        Group::OfficialNation => data("official, nation".to_owned(), priors.official_nation).held(),
        Group::OfficialIndustry => {
            data("official, industries".to_owned(), priors.official_industry)
        }
        Group::OfficialAbroad => data("official, abroad".to_owned(), priors.official_abroad),
        // A table of percentiles is told as loosely as a report's figures until it shows how far off
        // it is.
        Group::SummaryQuantiles(of) => {
            data(format!("percentiles of {}", source(of)), priors.claims)
        }
        Group::Series(of) => data(format!("series of {}", source(of)), priors.series),
        Group::Cells => VarianceGroup::data("cells of microdata", 0.0).held(),
        Group::Given => VarianceGroup::effects("given", 0.0).held(),
        Group::Block(block) => {
            let prior =
                priors.block(block).expect("every pooled block has a prior: Priors::read checks");
            let variance = prior.sd * prior.sd;
            let start = prior.start.unwrap_or(prior.sd);
            let group = VarianceGroup::effects(block.slug(), start * start);
            match (prior.held, prior.degrees > 0.0) {
                (true, _) => group.held(),
                (false, true) => group.with_prior(prior.degrees, variance),
                (false, false) => group,
            }
        }
    }
}
