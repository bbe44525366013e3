//! What a fit went through and came to, by variance group and by measure.

use crate::block::{Axis, Block};
use crate::distribution::mixture::Columns;
use crate::effects::Effect;
use crate::fit::Fit;
use crate::fit::fixed_point::FixedPoint;
use crate::rows::cells::SourceMeasure;
use crate::rows::{Figure, Group, Row, SummaryRows};

/// What a fit went through and came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnosis {
    /// Iterations made.
    pub iterations: usize,
    /// The furthest that the move of an effect moved pay in the last one, in logs.
    pub step: f64,
    /// REML criterion (−2 log restricted likelihood) of the linearised system at the end.
    pub criterion: f64,
    /// Effects.
    pub effects: usize,
    /// Lines of evidence.
    pub lines: usize,
    /// Pieces of evidence.
    pub pieces: usize,
    /// Every variance group: its name, members and sd at the end.
    pub groups: Vec<GroupDiagnosis>,
}

/// A variance group at the end of a fit.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupDiagnosis {
    /// Which group.
    pub group: Group,
    /// A word for it.
    pub name: String,
    /// Effects of the block, or lines of the source.
    pub members: usize,
    /// τ or ω at the end.
    pub sd: f64,
    /// Whether it was given and not estimated.
    pub held: bool,
}

/// What a measure of microdata came to.
#[derive(Clone, Debug, PartialEq)]
pub struct MeasureDiagnosis {
    /// Which measure.
    pub measure: SourceMeasure,
    /// Its cells.
    pub cells: usize,
    /// Records in them.
    pub records: f64,
    /// How far above the market it reads, in logs: its offset, before those of levels and countries.
    pub offset: f64,
    /// The median spread of its profiles, in logs.
    pub spread: f64,
    /// Share of its records that lie more than four spreads off: counted, hardly weighed.
    pub far: f64,
}

/// What the ready-made percentiles of one source came to.
#[derive(Clone, Debug, PartialEq)]
pub struct SummaryDiagnosis {
    /// What became of its rows.
    pub rows: SummaryRows,
    /// How far above the market its rows read on average, in logs: its own terms, those of levels aside.
    pub offset: f64,
    /// ω: how far its figures lie off beyond that and beyond their sampling error, in logs.
    pub error: f64,
}

/// Records further off than so many spreads are told of.
const FAR: f64 = 4.0;

impl Fit {
    /// What every measure came to.
    pub fn measures(&self) -> Vec<MeasureDiagnosis> {
        let (cells, theta) = (&self.rows.cells, &self.solution.theta);
        let around = cells.around(theta);
        let diagnosis = |(index, measure): (usize, &SourceMeasure)| {
            let (mut spreads, mut records, mut far) = (Vec::new(), 0.0, 0.0);
            for figure in cells.figures.iter().filter(|figure| figure.measure == index) {
                let at = figure.at(&around, theta);
                spreads.push(at.spread());
                for &(y, n) in &figure.buckets {
                    records += n;
                    far += if (y - at.centre).abs() > FAR * at.spread() { n } else { 0.0 };
                }
            }
            spreads.sort_unstable_by(f64::total_cmp);
            let offset = self.rows.effects.column(Effect::of(Block::Measure, measure.id()));
            MeasureDiagnosis {
                measure: measure.clone(),
                cells: spreads.len(),
                records,
                offset: offset.map_or(0.0, |column| theta[column]),
                spread: spreads.get(spreads.len() / 2).copied().unwrap_or(0.0),
                far: far / f64::max(records, 1.0),
            }
        };
        cells.measures.iter().enumerate().map(diagnosis).collect()
    }

    /// What the ready-made percentiles of every source came to.
    pub fn published(&self) -> Vec<SummaryDiagnosis> {
        let diagnosis = |rows: &SummaryRows| {
            let group = Group::SummaryQuantiles(rows.source);
            let error = self.diagnosis.groups.iter().find(|g| g.group == group);
            SummaryDiagnosis {
                rows: rows.clone(),
                offset: self.offset_of(group),
                error: error.map_or(0.0, |group| group.sd),
            }
        };
        self.rows.published.iter().map(diagnosis).collect()
    }

    /// The mean over a group's rows of what their source's own terms add to the location; zero without
    /// rows.
    fn offset_of(&self, group: Group) -> f64 {
        let block = |column: u32| self.rows.effects.at(column as usize).block;
        let is_own = |column: u32| block(column).axis() == Axis::Source;
        let own = |form: &Columns| -> f64 {
            let own = form.iter().filter(|term| is_own(term.0));
            own.map(|&(column, weight)| weight * self.solution.theta[column as usize]).sum()
        };
        let offset = |row: &Row| match row.lines.first() {
            Some((Figure::Quantile(of, _) | Figure::Mean(of), _)) => {
                let components = self.rows.mixtures[*of].components.iter();
                components.map(|node| node.weight * own(&node.location)).sum()
            }
            _ => 0.0,
        };
        let rows = self.rows.rows.iter().filter(|row| row.group == group);
        let (sum, count) = rows.fold((0.0, 0.0), |(sum, n), row| (sum + offset(row), n + 1.0));
        sum / f64::max(count, 1.0)
    }

    /// Cells that are not fitted, because their currency has no exchange rate at their date.
    pub fn cells_set_aside(&self) -> usize {
        self.rows.cells.set_aside
    }
}

impl FixedPoint {
    /// What a search came to.
    pub fn diagnosis(&self) -> Diagnosis {
        let FixedPoint { assembly, solution, iterations, step } = self;
        let evidence = || {
            assembly.rows.rows.iter().filter(|r| !matches!(r.group, Group::Block(_) | Group::Given))
        };
        let groups = assembly.groups.iter().map(|(&group, &id)| {
            let entry = assembly.system.group(id);
            let members =
                assembly.rows.rows.iter().filter(|r| r.group == group).map(|r| r.lines.len()).sum();
            GroupDiagnosis {
                group,
                name: entry.name.clone(),
                members,
                sd: entry.variance.sqrt(),
                held: entry.held,
            }
        });
        Diagnosis {
            iterations: *iterations,
            step: *step,
            criterion: solution.criterion,
            effects: assembly.rows.effects.len(),
            lines: evidence().map(|r| r.lines.len()).sum(),
            pieces: evidence().count(),
            groups: groups.collect(),
        }
    }
}
