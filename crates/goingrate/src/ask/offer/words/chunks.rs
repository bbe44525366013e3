//! A text of an offer to its chunks: what stands between commas, lines, brackets, and "and" where it joins two
//! amounts.

use super::terms::{Meaning, Terms};

/// A piece of an offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chunk {
    /// As it was written.
    pub text: String,
    /// Whether "and" or "plus" joins it to the one before.
    pub joined: bool,
    /// Whether it stood in brackets.
    pub bracketed: bool,
}

/// The chunks of a text, without empty ones.
pub(super) fn chunks(text: &str, terms: &Terms) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    for part in at_signs(text) {
        for (at, text) in at_joints(&part.text, terms).into_iter().enumerate() {
            chunks.push(Chunk { text, joined: part.joined || at > 0, ..part });
        }
    }
    chunks
}

/// Parts between signs.
fn at_signs(text: &str) -> Vec<Chunk> {
    let chars: Vec<char> = text.chars().collect();
    let at = |place: usize| chars.get(place).copied().unwrap_or(' ');
    let mut parts = Vec::new();
    let mut inside = false;
    let mut part = Chunk { text: String::new(), joined: false, bracketed: inside };
    for (place, &c) in chars.iter().enumerate() {
        let before = place.checked_sub(1).map_or(' ', at);
        let follows = chars[place + 1..].iter().find(|c| !c.is_whitespace()).copied();
        if !ends_part(before, c, at(place + 1), follows.unwrap_or(' ')) {
            part.text.push(c);
            continue;
        }
        inside = (inside || matches!(c, '(' | '[')) && !matches!(c, ')' | ']');
        let next = Chunk { text: String::new(), joined: matches!(c, '+' | '&'), bracketed: inside };
        parts.push(std::mem::replace(&mut part, next));
    }
    parts.push(part);
    for part in &mut parts {
        let trimmed = part.text.trim().trim_start_matches(['*', '-', '–']).trim();
        part.text = trimmed.to_owned();
    }
    parts.retain(|part| !part.text.is_empty());
    parts
}

/// Whether a sign ends a part: what stands right before and after it, and the next letter or figure.
fn ends_part(before: char, c: char, after: char, follows: char) -> bool {
    let alone = before.is_whitespace() && after.is_whitespace();
    match c {
        ';' | '\n' | '\r' | '|' | '•' | '·' | '(' | ')' | '[' | ']' => true,
        ',' => !(before.is_ascii_digit() && after.is_ascii_digit()),
        // "C++" and "10+ years" are none.
        '+' | '&' => alone || (before.is_alphanumeric() && after.is_ascii_digit()),
        // Between two amounts it is a range.
        '-' | '–' | '—' => alone && follows.is_alphabetic(),
        _ => false,
    }
}

/// Cuts at "and" where an amount or a part of an offer follows.
fn at_joints(text: &str, terms: &Terms) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let mut from = 0;
    let mut parts = Vec::new();
    for at in 1..words.len().saturating_sub(1) {
        let follows = &words[at + 1..];
        if at > from && terms.joins(&lower[at]) && begins_part(follows, terms) {
            parts.push(words[from..at].join(" "));
            from = at + 1;
        }
    }
    parts.push(words[from..].join(" "));
    parts
}

/// Whether words begin with an amount, or with a part of an offer.
fn begins_part(words: &[&str], terms: &Terms) -> bool {
    let first = words[0].trim_start_matches(|c: char| !c.is_alphanumeric());
    if first.starts_with(|c: char| c.is_ascii_digit()) {
        return true;
    }
    let lower: Vec<String> = words.iter().take(6).map(|word| super::items::plain(word)).collect();
    let lower: Vec<&str> = lower.iter().flat_map(|word| word.split(' ')).collect();
    let phrase = terms.phrase(&lower);
    matches!(phrase, Some((_, Meaning::Term(term, _))) if term.begins() && !term.needs_figure())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let chunks = chunks(text, Terms::carried().unwrap());
        let told: Vec<String> = chunks
            .iter()
            .map(|c| format!("{}{}", if c.joined { "+" } else { "" }, c.text))
            .collect();
        assert_eq!(told, expected, "{text}");
    }

    #[test]
    fn a_text_is_cut_where_a_part_ends() {
        check(
            "senior backend, base $190,000; bonus 15%",
            &["senior backend", "base $190,000", "bonus 15%"],
        );
        check("1,200 RSUs at $160\nbonus 10%", &["1,200 RSUs at $160", "bonus 10%"]);
        check(
            "signing bonus 25k year 1 and 15k year 2",
            &["signing bonus 25k year 1", "+15k year 2"],
        );
        check(
            "research and development, C++, 10+ years",
            &["research and development", "C++", "10+ years"],
        );
        check("190k + 15% bonus plus RSU 300k", &["190k", "+15% bonus", "+RSU 300k"]);
        check("$500k equity (1 year cliff)", &["$500k equity", "1 year cliff"]);
        check("Senior Backend – base 1,5 lakh", &["Senior Backend", "base 1,5 lakh"]);
        check(" , ;; ", &[]);
    }
}
