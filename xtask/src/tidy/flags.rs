//! Only the command line speaks of its flags (ARCHITECTURE.md, invariant 10): no text of a crate
//! below it holds one. Comments and tests may.

use super::Source;

/// The crates that know flags: the command line, and the reference of the API, which shows commands of curl.
const FACES: [&str; 3] = ["crates/goingrate-cli", "crates/goingrate-web", "xtask"];

/// Lines of code whose texts name a flag.
pub fn broken(sources: &[Source]) -> Vec<String> {
    let below = |source: &&Source| {
        let in_code = source.path.components().any(|part| part.as_os_str() == "src");
        in_code && !FACES.iter().any(|face| source.path.starts_with(face))
    };
    sources.iter().filter(below).flat_map(in_source).collect()
}

fn in_source(source: &Source) -> Vec<String> {
    let named = super::sizes::own_lines(&source.text).enumerate().filter(|(_, line)| names(line));
    named.map(|(at, _)| format!("{}:{}: names a flag", source.path.display(), at + 1)).collect()
}

/// Whether a text of a line holds a flag: two hyphens before a letter.
fn names(line: &str) -> bool {
    let code = if line.trim_start().starts_with("//") { "" } else { line };
    let texts = code.split('"').skip(1).step_by(2);
    texts
        .flat_map(|text| text.split("--").skip(1))
        .any(|rest| rest.starts_with(|first: char| first.is_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn flags_stand_in_texts_only() {
        let check = |line: &str, expected: bool| assert_eq!(names(line), expected, "{line}");
        check(r#"hint("compare with --vs")"#, true);
        check(r#"hint("a -- b")"#, false);
        check("/// `--vs` in a comment", false);
        check("let less = a --b;", false);
    }
}
