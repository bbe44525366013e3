//! What people type of a project, as words that can be compared: small letters, no hyphens, no plural.

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// For comparing.
    pub stem: String,
    /// As it was written.
    pub written: String,
    /// Whether a comma or the like stands before it.
    pub begins: bool,
}

/// The words of a text.
pub fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut begins = true;
    for piece in text.split_whitespace() {
        let ends = piece.ends_with([',', ';', '.', ':', ')']) || piece == "+" || piece == "&";
        begins |= piece.starts_with(['(', '-', '•', '*', '+', '&']);
        // The sign of a number below zero is kept; elsewhere a hyphen parts words.
        let (sign, piece) = match piece.strip_prefix('-') {
            Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => ("-", rest),
            _ => ("", piece),
        };
        for (place, part) in piece
            .split(['-', '_', '/', '(', ')', ';', ':', '+', '&', '"', '!', '?', '*', '•'])
            .enumerate()
        {
            let in_number = |part: &str| part.bytes().any(|b| b.is_ascii_digit());
            let parts: Vec<&str> =
                if in_number(part) { vec![part] } else { part.split(',').collect() };
            for (at, part) in parts.into_iter().enumerate() {
                let written =
                    part.trim_matches(|c: char| matches!(c, ',' | '.' | '\'' | '’' | '`'));
                if !written.is_empty() {
                    let begins_here = begins || at > 0;
                    let sign = if place == 0 && at == 0 { sign } else { "" };
                    let written = format!("{sign}{written}");
                    let stem = stem(&written.to_lowercase());
                    found.push(Word { stem, written, begins: begins_here });
                    begins = false;
                }
            }
        }
        begins |= ends;
    }
    found
}

/// The stems of a phrase of a list.
pub fn phrase(text: &str) -> Vec<String> {
    words(text).into_iter().map(|word| word.stem).collect()
}

/// A word without its plural.
fn stem(word: &str) -> String {
    let word = word.trim_end_matches("'s").trim_end_matches("’s");
    match word {
        w if w.len() > 4 && w.ends_with("ies") => format!("{}y", &w[..w.len() - 3]),
        w if w.len() > 3 && w.ends_with('s') && !w.ends_with("ss") => w[..w.len() - 1].to_owned(),
        w => w.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(phrase(text), expected, "{text}");
    }

    #[test]
    fn words_are_compared_without_their_form() {
        check(
            "Multi-tenant SaaS,payments (Stripe)",
            &["multi", "tenant", "saa", "payment", "stripe"],
        );
        check("CI/CD; third-party integrations", &["ci", "cd", "third", "party", "integration"]);
        check("budget $60,000", &["budget", "$60,000"]);
        check("entities access", &["entity", "access"]);
    }

    #[test]
    fn commas_begin_anew() {
        let begins: Vec<bool> = words("chat, simple search").iter().map(|w| w.begins).collect();
        assert_eq!(begins, [true, true, false]);
    }
}
