//! Series to rows: each step from one point to the next says how far the market moved.
//!
//! Steps of one kind and span (all metropolitan medians of an occupation from one May to the next)
//! have the same design, so their mean, with its own sampling variance, says all that they say.
//! Points at a top code are lower bounds, and a step with one is left out.

use std::collections::BTreeMap;

use goingrate_evidence::{Bound, OfficialCell, SeriesKind, SeriesPoint};
use goingrate_units::{PlaceId, RoleId};

use crate::block::Block;
use crate::design::Resolver;
use crate::design::employment::is_area;
use crate::distribution::mixture::compress;
use crate::effects::Effect;
use crate::rows::builder::Builder;
use crate::rows::origin::{Group, Origin, SeriesStep};
use crate::rows::row::{Figure, Row, Value};

/// A point of a series, brought to what the steps need: exact points only.
struct Point {
    year: f64,
    ln_value: f64,
}

/// Steps of the same design: source, whether of areas, occupation, and the two moments in
/// thousandths of a year.
type Key = (usize, bool, Option<RoleId>, i64, i64);

/// Adds the rows of every series.
pub(super) fn add(builder: &mut Builder) {
    let mut steps: BTreeMap<Key, Vec<f64>> = BTreeMap::new();
    for ((source, role, place), points) in series(builder) {
        let area = is_area(builder.design.taxonomy.place(place).kind);
        for pair in points.windows(2) {
            let key = (source, area, role, thousandths(pair[0].year), thousandths(pair[1].year));
            steps.entry(key).or_default().push(pair[1].ln_value - pair[0].ln_value);
        }
    }
    for (key, steps) in &steps {
        add_step(builder, key, steps);
    }
}

fn thousandths(year: f64) -> i64 {
    (year * 1000.0).round() as i64
}

/// Points by source, occupation and place, in order of time. The official cells of today continue
/// the medians of their own occupation and place.
fn series(builder: &Builder) -> BTreeMap<(usize, Option<RoleId>, PlaceId), Vec<Point>> {
    let mut series: BTreeMap<_, Vec<Point>> = BTreeMap::new();
    for point in &builder.evidence.series {
        if let Some(exact) = exact(point) {
            series.entry((point.source.0, point.role, point.place)).or_default().push(exact);
        }
    }
    continue_with_cells(builder, &mut series);
    for points in series.values_mut() {
        points.sort_by(|a, b| a.year.total_cmp(&b.year));
    }
    series
}

fn exact(point: &SeriesPoint) -> Option<Point> {
    match point.value {
        Bound::Exactly(value) if value > 0.0 => {
            Some(Point { year: point.at.decimal_year(), ln_value: value.ln() })
        }
        _ => None,
    }
}

fn continue_with_cells(
    builder: &Builder,
    series: &mut BTreeMap<(usize, Option<RoleId>, PlaceId), Vec<Point>>,
) {
    let medians = builder.evidence.series.iter().filter(|p| p.kind == SeriesKind::Median);
    let sources: std::collections::BTreeSet<usize> = medians.map(|p| p.source.0).collect();
    let cells = builder.evidence.official.iter().filter(|c| c.industry.is_none());
    for cell in cells {
        for &source in &sources {
            let key = (source, Some(cell.role), cell.place);
            if let (Some(points), Some(point)) = (series.get_mut(&key), median(builder, cell)) {
                points.push(point);
            }
        }
    }
}

fn median(builder: &Builder, cell: &OfficialCell) -> Option<Point> {
    let year = builder.evidence.card(cell.source).as_of.decimal_year();
    Some(Point { year, ln_value: cell.quantiles[2]?.ln() })
}

/// One row: the mean step, as the difference of the market's level at the two moments.
fn add_step(builder: &mut Builder, key: &Key, steps: &[f64]) {
    let &(source, area, role, from, to) = key;
    let step = SeriesStep { role, areas: area, to };
    let (from, to) = (from as f64 / 1000.0, to as f64 / 1000.0);
    // Steps over a gap in the series would count its years once, so only plain years are used.
    if (to - from - 1.0).abs() > 0.01 || (area && steps.len() < 2) {
        return;
    }
    let n = steps.len() as f64;
    let mean = steps.iter().sum::<f64>() / n;
    let spread: f64 = steps.iter().map(|s| (s - mean).powi(2)).sum();
    let sampling = if steps.len() > 1 { spread / (n * (n - 1.0)) } else { 0.0 };
    let mut form: Vec<(Effect, f64)> = builder.design.trend_weights(to);
    form.extend(builder.design.trend_weights(from).into_iter().map(|(e, w)| (e, -w)));
    if role.is_none() {
        form.push((Effect::of(Block::SourceGrowth, source), to - from));
    }
    let mut columns = form.into_iter().map(|(e, w)| (builder.collector.column(e), w)).collect();
    compress(&mut columns);
    builder.rows.push(Row {
        origin: Origin::Series(source, step),
        group: Group::Series(source),
        lines: vec![(Figure::Form(columns), Value::Known(mean))],
        sampling: vec![sampling],
    });
}
