//! A team's own past from a table: the columns `estimated` and `actual`, one project a row, in any unit of
//! work. Rows that say nothing are told, and the others are read.

use goingrate_plan::project::Past;
use goingrate_units::{Problem, ProblemKind};

/// No table has more rows.
const MOST_ROWS: usize = 100_000;
/// Headings of what was estimated.
const ESTIMATED: [&str; 6] =
    ["estimated", "estimate", "estimated_effort", "planned", "plan", "budget"];
/// Headings of what was needed.
const ACTUAL: [&str; 5] = ["actual", "actuals", "actual_effort", "spent", "real"];
/// No project needed so many times its estimate, or so small a part of it.
const MOST_TIMES: f64 = 1_000.0;
/// No estimate is above this, in whatever unit.
const MOST: f64 = 1e9;
/// What to write.
const HINT: &str = "its first line names the columns: estimated,actual";

/// The projects of a table, and what is wrong with its other rows.
///
/// # Errors
/// When it has no such columns, no row that can be read, or figures that no project has; field `history`.
///
/// ```
/// use goingrate::ask::read_past;
/// let (past, wrong) = read_past("past.csv", "estimated,actual\n100,130\n50,0\n")?;
/// assert_eq!((past.len(), wrong.len()), (1, 1));
/// # Ok::<(), goingrate::units::Problem>(())
/// ```
pub fn read_past(name: &str, text: &str) -> Result<(Vec<Past>, Vec<Problem>), Problem> {
    let refuse =
        |what: &str| Problem::of("history", name, what).kind(ProblemKind::Unreadable).hint(HINT);
    let text = text.trim_start_matches('\u{feff}');
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let (_, head) = lines.next().ok_or_else(|| refuse("is empty"))?;
    let mark = [';', '\t', ','].into_iter().find(|mark| head.contains(*mark));
    let mark = mark.ok_or_else(|| refuse("has one column only"))?;
    let column = |known: &[&str]| {
        let is =
            |cell: &str| known.contains(&cell.trim().trim_matches('"').to_lowercase().as_str());
        head.split(mark).position(is)
    };
    let estimated = column(&ESTIMATED).ok_or_else(|| refuse("has no column for estimates"))?;
    let actual = column(&ACTUAL).ok_or_else(|| refuse("has no column for what was needed"))?;
    let (mut past, mut wrong) = (Vec::new(), Vec::new());
    for (at, line) in lines.take(MOST_ROWS) {
        let cells: Vec<&str> = line.split(mark).map(|cell| cell.trim().trim_matches('"')).collect();
        let read = |column: usize| cells.get(column).and_then(|cell| cell.parse::<f64>().ok());
        let number = |column: usize| read(column).filter(|number| *number > 0.0);
        if let Some(what) = beyond(read(estimated), read(actual)) {
            let problem = Problem::in_file(name, Some(at as u64 + 1), "history", line, what);
            return Err(problem.hint("correct the row, or take it out"));
        }
        match (number(estimated), number(actual)) {
            (Some(estimated), Some(actual)) => past.push(Past { estimated, actual }),
            _ => {
                let what = "estimate and actual have to be numbers above zero";
                wrong.push(Problem::in_file(name, Some(at as u64 + 1), "history", line, what));
            }
        }
    }
    if past.is_empty() {
        return Err(refuse("has no row with an estimate and an actual above zero"));
    }
    Ok((past, wrong))
}

/// What is wrong with figures that no project has.
fn beyond(estimated: Option<f64>, actual: Option<f64>) -> Option<&'static str> {
    let mut both = estimated.into_iter().chain(actual);
    if both.any(|number| !number.is_finite() || number > MOST) {
        return Some("estimate and actual have to be numbers up to 1,000,000,000");
    }
    let ratio = actual? / estimated?;
    let above = estimated? > 0.0 && actual? > 0.0;
    let odd = above && !(1.0 / MOST_TIMES..=MOST_TIMES).contains(&ratio);
    odd.then_some("what was needed lies more than 1,000 times above or below the estimate")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_that_no_project_has_are_refused_with_their_line() {
        for row in ["1,1e300", "5,inf", "nan,3", "1,2000", "5000,1", "1e-320,1"] {
            let text = format!("estimated,actual\n10,12\n{row}\n");
            let problem = read_past("past.csv", &text).expect_err(row);
            assert_eq!(problem.field_name(), "history");
            assert!(problem.to_string().contains("past.csv:3"), "{problem}");
        }
    }
}
