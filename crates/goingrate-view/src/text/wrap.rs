//! A text cut into lines that fit.

use crate::style::columns;

/// Cuts a text into lines of at most `width` columns, at spaces; a percent sign stays with its
/// number, a word that is longer than a line is cut after hyphens or has a line to itself, and every
/// line is indented as the text is.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let indent = text.len() - text.trim_start_matches(' ').len();
    let width = width.saturating_sub(indent);
    let mut lines = vec![String::new()];
    for word in words(text).iter().flat_map(|word| cut(word, width)) {
        let line = lines.last_mut().expect("there is always a line");
        let joined = columns(line) + usize::from(!line.is_empty()) + columns(&word);
        match (line.is_empty(), joined <= width) {
            (true, _) => line.push_str(&word),
            (false, true) => {
                line.push(' ');
                line.push_str(&word);
            }
            (false, false) => lines.push(word),
        }
    }
    lines.iter_mut().for_each(|line| line.insert_str(0, &" ".repeat(indent)));
    lines
}

/// A word that is longer than a line, cut after its hyphens into as few pieces as fit a line each:
/// "Jose-Sunnyvale-" and "Santa". A flag is not cut.
fn cut(word: &str, width: usize) -> Vec<String> {
    if columns(word) <= width || word.starts_with('-') {
        return vec![word.to_owned()];
    }
    let mut pieces: Vec<String> = Vec::new();
    for part in word.split_inclusive('-') {
        match pieces.last_mut() {
            Some(last) if columns(last) + columns(part) <= width => last.push_str(part),
            _ => pieces.push(part.to_owned()),
        }
    }
    pieces
}

/// The words of a text; "6 %" is one.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match words.last_mut() {
            Some(last) if word.starts_with('%') => {
                last.push(' ');
                last.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapping() {
        let check = |text: &str, width: usize, expected: &[&str]| {
            assert_eq!(wrap(text, width), expected);
        };
        check("one two three", 7, &["one two", "three"]);
        check("it adds 6 % to pay", 10, &["it adds", "6 % to pay"]);
        check("incomprehensibilities are", 5, &["incomprehensibilities", "are"]);
        check(
            "San Jose-Sunnyvale-Santa Clara, CA",
            19,
            &["San Jose-Sunnyvale-", "Santa Clara, CA"],
        );
        check("ask --at-prices-of", 6, &["ask", "--at-prices-of"]);
        check("", 5, &[""]);
        check("  two words", 7, &["  two", "  words"]);
    }
}
