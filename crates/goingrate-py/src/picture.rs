//! What the picture of a market is drawn from: the marks of its axis and how high the market stands along it.

use goingrate_view::Axis;
use goingrate_view::density::Curve;
use pyo3::prelude::*;

/// More columns than this are no picture.
const WIDEST: usize = 2000;

/// The marks of an axis from `low` to `high`, and the density of a curve at `width` columns of it, the highest
/// being 1. The curve is P1 to P99 as amounts, rising. Without a curve there is no density.
#[pyfunction]
pub fn density(
    curve: Vec<f64>,
    low: f64,
    high: f64,
    width: usize,
    ticks: usize,
) -> (Vec<f64>, Vec<f64>) {
    let finite = low.is_finite() && high.is_finite() && curve.iter().all(|a| a.is_finite());
    if !finite {
        return (Vec::new(), Vec::new());
    }
    let axis = Axis::covering(low, high, ticks.min(WIDEST));
    let heights = Curve::new(&curve).map(|curve| curve.heights(&axis, width.min(WIDEST)));
    let heights = heights.unwrap_or_default();
    (axis.ticks, heights)
}
