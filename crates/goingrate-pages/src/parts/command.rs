//! The question of a page as a command, for those who want to go on in a terminal or a script.

use maud::{Markup, html};

/// The command: its name, the text that it is asked, and its options with their values.
///
/// ```
/// use goingrate_pages::parts::command_line;
///
/// let ways = vec!["staff".to_owned(), "at Moe's".to_owned()];
/// let command = command_line("career", "mid backend", &[("way", ways)]);
/// assert_eq!(command, r"goingrate career 'mid backend' --way staff --way 'at Moe'\''s'");
/// ```
pub fn command_line(name: &str, text: &str, options: &[(&str, Vec<String>)]) -> String {
    let mut words = vec!["goingrate".to_owned(), name.to_owned(), quoted(text)];
    for (option, values) in options {
        for value in values {
            // A value that begins with a dash would be read as an option of its own.
            match value.starts_with('-') {
                true => words.push(format!("--{option}={}", quoted(value))),
                false => words.extend([format!("--{option}"), quoted(value)]),
            }
        }
    }
    words.join(" ")
}

/// A word as a shell reads it back.
fn quoted(word: &str) -> String {
    let plain = |sign: char| sign.is_ascii_alphanumeric() || "-_=.,:/+%".contains(sign);
    match !word.is_empty() && word.chars().all(plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', r"'\''")),
    }
}

/// A line of a page that gives the command.
pub fn command(line: &str) -> Markup {
    html! { p.note.command-line { "On the command line: " code.command { (line) } } }
}
