//! A problem in a file with its line, and a caret under what is wrong, as compilers show it.

use std::fs::File;
use std::io::{BufRead, BufReader};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use goingrate::units::{FilePosition, Problem};

/// A longer line is no line that a person wrote.
const LONGEST_LINE: usize = 400;

/// The line with its caret; `None` where the file is not at hand or the line does not show the fault.
pub fn of(problem: &Problem) -> Option<String> {
    let FilePosition { file, line: Some(line) } = problem.position.as_ref()? else { return None };
    let text = line_of(file, *line)?;
    let at = place(&text, problem)?;
    let annotation = AnnotationKind::Primary.span(at).label(problem.what.as_str());
    let snippet =
        Snippet::source(text.as_str()).path(file).line_start(*line as usize).annotation(annotation);
    let report = [Level::ERROR.primary_title(title(problem)).element(snippet)];
    Some(Renderer::styled().render(&report) + "\n")
}

/// "pay.p50 = "lots"".
fn title(problem: &Problem) -> String {
    format!("{} = {:?}", problem.field_name(), problem.value_text())
}

/// Where the value stands in a line, or else the last word of the field.
fn place(text: &str, problem: &Problem) -> Option<std::ops::Range<usize>> {
    let key = problem.field_name().rsplit('.').next().unwrap_or_default();
    let found = |part: &str| {
        let at = (!part.is_empty()).then(|| text.find(part)).flatten()?;
        Some(at..at + part.len())
    };
    found(problem.value_text()).or_else(|| found(key))
}

/// A line of a file, counted from 1.
fn line_of(file: &str, line: u64) -> Option<String> {
    let mut lines = BufReader::new(File::open(file).ok()?).lines();
    let text = lines.nth(line.checked_sub(1)? as usize)?.ok()?;
    (text.len() <= LONGEST_LINE).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, field: &str, value: &str, expected: Option<&str>) {
        let problem = Problem::in_file("f.toml", Some(1), field, value, "is wrong");
        assert_eq!(place(text, &problem).map(|at| &text[at]), expected, "{text}");
    }

    #[test]
    fn a_caret_stands_under_the_value_or_the_key() {
        check("pay = { p50 = \"lots\" }", "pay.p50", "lots", Some("lots"));
        check("pay = { p50 = 1_0 }", "pay.p50", "", Some("p50"));
        check("[card]", "slug", "", None);
    }
}
