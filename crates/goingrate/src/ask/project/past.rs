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
/// What to write.
const HINT: &str = "its first line names the columns: estimated,actual";

/// The projects of a table, and what is wrong with its other rows.
///
/// # Errors
/// When it has no such columns, or no row that can be read; field `history`.
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
        let number = |column: usize| {
            let number = cells.get(column).and_then(|cell| cell.parse::<f64>().ok());
            number.filter(|number| number.is_finite() && *number > 0.0)
        };
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
