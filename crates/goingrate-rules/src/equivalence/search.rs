//! The least amount at which a condition holds, to well below a cent. Amounts are tried on a grid
//! that is the same for every question, so that there and back lead to the same place even where
//! the law has steps.

/// How many times a salary its billings may be, and the other way round.
pub const BILLINGS_A_SALARY: f64 = 64.0;

/// The ratio of neighbours on the grid.
const RATIO: f64 = 1.02;

/// How far below an amount more could have been kept: no step of a law is deeper.
const REACH: i32 = 16;

/// How exact an answer is, in units of the currency, as a part of itself.
const EXACT: f64 = 1e-12;

/// The least amount of a range at which a condition holds; `None` where it never does.
pub fn least((from, to): (f64, f64), holds: impl Fn(f64) -> bool) -> Option<f64> {
    let first = exponent(from);
    let last = exponent(to) + 1;
    let at = (first..=last).find(|at| holds(RATIO.powi(*at)))?;
    let (mut below, mut above) = (RATIO.powi(at - 1), RATIO.powi(at));
    while above - below > EXACT * above.max(1.0) {
        let middle = 0.5 * (below + above);
        if middle <= below || middle >= above {
            break;
        }
        if holds(middle) { above = middle } else { below = middle }
    }
    Some(above)
}

/// The amounts of the grid somewhat below an amount.
pub fn up_to(amount: f64) -> impl Iterator<Item = f64> {
    let last = exponent(amount);
    (last - REACH..=last).map(|at| RATIO.powi(at)).filter(move |below| *below < amount)
}

fn exponent(amount: f64) -> i32 {
    (amount.max(1.0).ln() / RATIO.ln()).floor() as i32
}

#[cfg(test)]
mod tests {
    use super::{least, up_to};

    #[test]
    fn the_first_crossing_is_found() {
        let found = least((1.0, 1e6), |x| x >= 1234.56).unwrap();
        assert!((found - 1234.56).abs() < 1e-8, "{found}");
        assert_eq!(least((1.0, 1e3), |_| false), None);
    }

    #[test]
    fn the_grid_lies_below() {
        assert!(up_to(100.0).all(|below| below < 100.0 && below > 70.0));
    }
}
