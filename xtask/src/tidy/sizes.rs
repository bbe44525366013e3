//! Sizes of files and functions, against what the house aims at (docs/STYLE.md). These are warnings:
//! a table may be long, and people decide.

use std::error::Error;
use std::fs;
use std::path::Path;

use super::Source;

/// A file longer than this, tests aside, is looked at hard.
const LONG_FILE: usize = 450;
/// A function longer than this says in a comment why.
const LONG_FUNCTION: usize = 60;
/// The map of the house stays readable in one sitting.
const LONG_MAP: usize = 250;
/// A `main.rs` hands over at once.
const LONG_MAIN: usize = 150;

/// Warnings, and the middle and the ninth decile of both sizes.
pub fn report(root: &Path, sources: &[Source]) -> Result<String, Box<dyn Error>> {
    let mut said = String::new();
    let (mut files, mut functions) = (Vec::new(), Vec::new());
    for source in sources.iter().filter(|s| s.path.components().any(|c| c.as_os_str() == "src")) {
        let path = source.path.display();
        let lines = own_lines(&source.text).count();
        let limit = if source.path.ends_with("main.rs") { LONG_MAIN } else { LONG_FILE };
        if lines > limit {
            said += &format!("warning: {path}: {lines} lines without its tests, over {limit}\n");
        }
        files.push(lines);
        for (name, length) in lengths(&source.text) {
            if length > LONG_FUNCTION {
                said += &format!("warning: {path}: fn {name} has {length} lines\n");
            }
            functions.push(length);
        }
    }
    let map = fs::read_to_string(root.join("ARCHITECTURE.md"))?.lines().count();
    if map > LONG_MAP {
        said += &format!("warning: ARCHITECTURE.md: {map} lines, over {LONG_MAP}\n");
    }
    said += &format!("files: {}\nfunctions: {}\n", deciles(files), deciles(functions));
    Ok(said)
}

/// The lines of a file before its tests.
pub fn own_lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().take_while(|line| *line != "#[cfg(test)]")
}

/// The functions of formatted code with their lengths in lines, signature and end included.
fn lengths(text: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = own_lines(text).collect();
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let Some(name) = function_name(line) else { continue };
        let indent = line.len() - line.trim_start().len();
        let closes = |l: &&str| {
            l.len() > indent && l.starts_with(&" ".repeat(indent)) && l[indent..].starts_with('}')
        };
        let one_line = line.trim_end().ends_with(['}', ';']);
        let length = if one_line { Some(0) } else { lines[start..].iter().position(closes) };
        found.extend(length.map(|length| (name.to_owned(), length + 1)));
    }
    found
}

/// The name of the function that a line begins.
fn function_name(line: &str) -> Option<&str> {
    let mut rest = line.trim_start();
    for word in ["pub ", "pub(crate) ", "pub(super) ", "const "] {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    let rest = rest.strip_prefix("fn ")?;
    rest.split(['(', '<']).next()
}

/// Median and ninth decile, in words.
fn deciles(mut sizes: Vec<usize>) -> String {
    sizes.sort_unstable();
    let at = |share: f64| {
        let place = share * sizes.len().saturating_sub(1) as f64;
        sizes.get(place.round() as usize).copied().unwrap_or(0)
    };
    format!("{}, median {} lines, p90 {}", sizes.len(), at(0.5), at(0.9))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_measured_to_their_brace() {
        let text = "pub fn one() {\n    if x {\n    }\n}\n\nfn two<T>(x: T) -> T { x }\n#[cfg(test)]\nfn no() {\n}\n";
        assert_eq!(lengths(text), [("one".to_owned(), 4), ("two".to_owned(), 1)]);
    }
}
