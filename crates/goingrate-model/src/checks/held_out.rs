//! How well the book foresees what it has not seen: the median of every area with the area's own
//! official rows left out, at the final weights and linearisation, beside what a reader without a
//! model would take: the state's median, the rest of the state, the nation's median.

use goingrate_evidence::OfficialCell;
use goingrate_units::{PlaceId, PlaceKind, RoleId};

use crate::ModelError;
use crate::design::Estimand;
use crate::design::employment::is_area;
use crate::explain::analysis::Analysis;
use crate::query::Uncertain;
use crate::query::evaluation::Evaluation;
use crate::rows::Origin;

/// An area's median as foreseen without its own rows, all in logs of a year's pay.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HeldOutArea {
    /// The area.
    pub place: PlaceId,
    /// Published jobs of the occupation there.
    pub jobs: f64,
    /// The published median.
    pub published: f64,
    /// The book's median without the area's row of this occupation: a cell that is not released.
    pub without_cell: Uncertain,
    /// The book's median without the area's rows of any occupation: an area that is not released.
    pub without_area: Uncertain,
    /// The published median of the area's state, if there is one. The area is a part of it: where
    /// it is most of it, this is no forecast.
    pub state: Option<f64>,
    /// The mean log median of the state's other areas, weighted with jobs.
    pub state_others: Option<f64>,
    /// The published median of the nation.
    pub nation: Option<f64>,
}

impl Analysis<'_> {
    /// Every area with a published median of an occupation, largest first.
    ///
    /// # Errors
    /// As [`Estimator::estimate`](crate::Estimator::estimate).
    pub fn areas_held_out(&self, occupation: RoleId) -> Result<Vec<HeldOutArea>, ModelError> {
        let mut areas = Vec::new();
        for cell in self.cells(occupation) {
            let metro = is_area(self.design.taxonomy.place(cell.place).kind);
            let (true, Some(published)) = (metro, cell.quantiles[2]) else { continue };
            areas.push(HeldOutArea {
                place: cell.place,
                jobs: cell.employment.unwrap_or(0.0),
                published: published.ln(),
                without_cell: self
                    .foreseen(cell, |c| c.place == cell.place && c.role == cell.role)?,
                without_area: self.foreseen(cell, |c| c.place == cell.place)?,
                state: self.median_above(cell, PlaceKind::State),
                state_others: self.median_beside(cell),
                nation: self.median_above(cell, PlaceKind::Country),
            });
        }
        areas.sort_by(|a, b| b.jobs.total_cmp(&a.jobs));
        Ok(areas)
    }

    /// Official cells of an occupation, all industries together.
    fn cells(&self, occupation: RoleId) -> impl Iterator<Item = &OfficialCell> {
        self.evidence.official.iter().filter(move |c| {
            c.role == occupation && c.industry.is_none() && c.making.matched.is_none()
        })
    }

    /// The published median of the place of a kind that a cell's place lies in.
    fn median_above(&self, cell: &OfficialCell, kind: PlaceKind) -> Option<f64> {
        let above = self
            .design
            .place_path(cell.place)
            .find(|&place| self.design.taxonomy.place(place).kind == kind)?;
        self.cells(cell.role).find(|c| c.place == above)?.quantiles[2].map(f64::ln)
    }

    /// The mean log median of the other areas of a cell's state.
    fn median_beside(&self, cell: &OfficialCell) -> Option<f64> {
        let parent = |place: PlaceId| self.design.taxonomy.place(place).parent;
        let beside = self.cells(cell.role).filter(|c| {
            let area = is_area(self.design.taxonomy.place(c.place).kind);
            area && c.place != cell.place && parent(c.place) == parent(cell.place)
        });
        let weighted = beside.filter_map(|c| Some((c.quantiles[2]?.ln(), c.employment?)));
        let (sum, jobs) = weighted.fold((0.0, 0.0), |(sum, all), (ln, n)| (sum + n * ln, all + n));
        (jobs > 0.0).then_some(sum / jobs)
    }

    /// The median of a cell without the official rows of some cells.
    fn foreseen(
        &self,
        cell: &OfficialCell,
        left_out: impl Fn(&OfficialCell) -> bool,
    ) -> Result<Uncertain, ModelError> {
        let year = self.evidence.card(cell.source).as_of.decimal_year();
        let question = Estimand::employees(cell.role, cell.place, year);
        let evaluation = Evaluation::new(self.book, &self.design, &question)?;
        let figure = evaluation.distribution().linearised_quantile(0.5).whole();
        let gone = |origin: Origin| match origin {
            Origin::Official(index) => left_out(&self.evidence.official[index]),
            _ => false,
        };
        Ok(self.figure_without(&[&evaluation], &figure, &self.without(gone)))
    }
}
