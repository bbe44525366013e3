//! Years and sizes as a few numbers: piecewise linear between knots, and bands.

use goingrate_evidence::{Headcount, YearsBand};

/// Knots of completed years: close together where careers begin, far apart where they end.
const YEARS: [f64; 10] = [0.0, 1.0, 2.0, 4.0, 6.0, 9.0, 13.0, 18.0, 25.0, 35.0];

/// The middle of a band of years.
pub(crate) fn middle(band: YearsBand) -> f64 {
    0.5 * (f64::from(band.low) + f64::from(band.high))
}

/// The knots beside a number of years with their weights, which add up to one.
pub(crate) fn hats(years: f64) -> [(usize, f64); 2] {
    let years = years.clamp(YEARS[0], YEARS[YEARS.len() - 1]);
    let above = YEARS.partition_point(|&knot| knot <= years).clamp(1, YEARS.len() - 1);
    let (low, high) = (YEARS[above - 1], YEARS[above]);
    let within = (years - low) / (high - low);
    [(above - 1, 1.0 - within), (above, within)]
}

/// How many knots there are, and the distance from each to the next.
pub(crate) fn gaps() -> impl Iterator<Item = (usize, f64)> {
    YEARS.windows(2).enumerate().map(|(knot, pair)| (knot, pair[1] - pair[0]))
}

/// Two slopes: through the first ten years, and after them. Each runs over about one.
pub(crate) fn slopes(years: f64) -> [f64; 2] {
    [0.1 * (years.clamp(0.0, 10.0) - 5.0), 0.05 * (years.clamp(10.0, 30.0) - 10.0)]
}

/// One slope over a career, zero at nine years.
pub(crate) fn slope(years: f64) -> f64 {
    (1.0 + years.clamp(0.0, 40.0)).ln() - 10f64.ln()
}

/// The band of a headcount: 0 for one person, then a band for every factor of about five.
pub(crate) fn headcount(headcount: Headcount) -> usize {
    let low = f64::from(headcount.low.max(1));
    let high = headcount.high.map_or(2.0 * low, f64::from);
    let middle = (low * high).sqrt();
    [1.5, 12.0, 25.0, 75.0, 200.0, 700.0, 2_000.0, 7_000.0].iter().filter(|&&b| middle > b).count()
}

/// The band of a number of skills.
pub(crate) fn skill_count(count: u8) -> usize {
    match count {
        0..=7 => usize::from(count),
        8..=9 => 8,
        10..=12 => 9,
        13..=17 => 10,
        _ => 11,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hats_meet_the_years_and_add_up() {
        let check = |years: f64, first: (usize, f64), second: (usize, f64)| {
            let found = hats(years);
            assert_eq!((found[0].0, found[1].0), (first.0, second.0), "{years}");
            assert!((found[0].1 - first.1).abs() < 1e-12 && (found[1].1 - second.1).abs() < 1e-12);
        };
        check(0.0, (0, 1.0), (1, 0.0));
        check(3.0, (2, 0.5), (3, 0.5));
        check(35.0, (8, 0.0), (9, 1.0));
        check(60.0, (8, 0.0), (9, 1.0));
        check(-3.0, (0, 1.0), (1, 0.0));
    }

    #[test]
    fn bands_are_in_order() {
        let band = |low, high| headcount(Headcount::new(low, high).unwrap());
        let all = [band(1, Some(1)), band(2, Some(9)), band(20, Some(99)), band(100, Some(499))];
        assert!(all.is_sorted_by(|a, b| a < b), "{all:?}");
        assert!(band(1_000, Some(4_999)) < band(10_000, None));
        assert!((0..30).map(skill_count).is_sorted());
    }
}
