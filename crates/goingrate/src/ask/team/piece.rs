//! A piece of a team's text: how many people it says, how much of their time, and what is left of it.

/// A piece between two commas.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// As it was written.
    pub written: String,
    /// How many people it says.
    pub count: Option<f64>,
    /// The part of their time that it says.
    pub share: Option<f64>,
    /// Whether it speaks of founders, who are not paid.
    pub founder: bool,
    /// What is left of it: a level, a role, a place, …
    pub rest: String,
}

/// Words of numbers.
const NUMBERS: [(&str, f64); 14] = [
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("twelve", 12.0),
    ("couple", 2.0),
    ("half", 0.5),
    ("quarter", 0.25),
];
/// What people are called who are not paid.
const FOUNDERS: [&str; 12] = [
    "founder",
    "founders",
    "cofounder",
    "cofounders",
    "co-founder",
    "co-founders",
    "myself",
    "me",
    "i",
    "ourselves",
    "owner",
    "owners",
];
/// Words that say that there are people, and nothing else of them.
const PEOPLE: [&str; 10] =
    ["people", "persons", "person", "members", "member", "folks", "of", "x", "us", "team"];
/// Words for a part of somebody's time.
const PART_TIME: [&str; 4] = ["part-time", "half-time", "parttime", "halftime"];

/// The pieces of a text, in their order.
pub fn pieces(text: &str) -> Vec<Piece> {
    let parts = text.split([',', ';', ':', '\n', '+', '&']);
    let parts = parts.flat_map(|part| split_at_word(part, "and"));
    let parts = parts.flat_map(|part| split_at_word(&part, "plus"));
    parts.map(|part| piece(&part)).filter(|piece| !piece.written.is_empty()).collect()
}

/// The parts of a text between a word.
fn split_at_word(text: &str, word: &str) -> Vec<String> {
    let mut parts = vec![Vec::new()];
    for token in text.split_whitespace() {
        match token.eq_ignore_ascii_case(word) {
            true => parts.push(Vec::new()),
            false => parts.last_mut().into_iter().for_each(|part: &mut Vec<&str>| part.push(token)),
        }
    }
    parts.into_iter().map(|part| part.join(" ")).collect()
}

fn piece(written: &str) -> Piece {
    let mut piece = Piece {
        written: written.trim().to_owned(),
        count: None,
        share: None,
        founder: false,
        rest: String::new(),
    };
    let mut rest: Vec<&str> = Vec::new();
    for token in written.split_whitespace() {
        if piece.counts(token, &rest) {
            rest.retain(|word| !word.eq_ignore_ascii_case("of"));
        } else if !piece.takes(token, rest.is_empty()) {
            // The one form that a profile has in the singular only.
            let plural = token.eq_ignore_ascii_case("employees");
            rest.push(if plural { "employee" } else { token });
        }
    }
    piece.rest = rest.join(" ");
    piece
}

impl Piece {
    /// Takes a number that stands behind what it counts: "a dedicated team of 8", "seniors x2".
    fn counts(&mut self, token: &str, before: &[&str]) -> bool {
        let after_of =
            before.len() > 1 && before.last().is_some_and(|w| w.eq_ignore_ascii_case("of"));
        let times = token.strip_prefix(['x', 'X', '×']).filter(|_| !before.is_empty());
        let found = match (after_of, times) {
            (true, _) => number(&token.to_lowercase()),
            (false, times) => times.and_then(number),
        };
        self.count = self.count.or(found);
        found.is_some()
    }

    /// Takes a token that says how many or how much; `first` where nothing else was said before it.
    fn takes(&mut self, token: &str, first: bool) -> bool {
        let word = token.to_lowercase();
        let word = word.trim_matches(['(', ')', '.']);
        if FOUNDERS.contains(&word) {
            self.founder = true;
            self.count = self.count.or(Some(1.0));
            return true;
        }
        if PART_TIME.contains(&word) {
            self.share = Some(0.5);
            return true;
        }
        if word == "full-time" || word == "fulltime" {
            return true;
        }
        if let Some(percent) = word.strip_suffix('%').and_then(|n| n.parse::<f64>().ok()) {
            self.share = Some(percent / 100.0);
            return true;
        }
        if !first {
            return PEOPLE.contains(&word) && self.count.is_some();
        }
        if ["a", "an", "my", "our", "the"].contains(&word)
            || (PEOPLE.contains(&word) && word != "us")
        {
            return true;
        }
        match number(word) {
            Some(number) => {
                self.count = Some(self.count.map_or(number, |before| before * number));
                true
            }
            None => PEOPLE.contains(&word) && self.count.is_some(),
        }
    }
}

/// "2", "2x", "0.5", "1/2", "two".
fn number(word: &str) -> Option<f64> {
    if let Some((_, number)) = NUMBERS.iter().find(|(known, _)| *known == word) {
        return Some(*number);
    }
    let digits = word.strip_suffix(['x', '×']).unwrap_or(word);
    if let Some((over, under)) = digits.split_once('/') {
        let (over, under) = (over.parse::<f64>().ok()?, under.parse::<f64>().ok()?);
        return (under > 0.0).then_some(over / under);
    }
    digits.parse::<f64>().ok().filter(|number| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(Option<f64>, Option<f64>, bool, &str)]) {
        let found = pieces(text);
        let found: Vec<_> =
            found.iter().map(|p| (p.count, p.share, p.founder, p.rest.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn counts_shares_and_founders_are_told_from_the_rest() {
        let line = |count, rest| (Some(count), None, false, rest);
        let shared = |rest| (None, None, false, rest);
        check(
            "2 senior, 1 mid, Poland",
            &[line(2.0, "senior"), line(1.0, "mid"), shared("Poland")],
        );
        check("2x seniors and a tester", &[line(2.0, "seniors"), shared("tester")]);
        check("half a tester", &[line(0.5, "tester")]);
        check("1/2 QA", &[line(0.5, "QA")]);
        check("team of five in India", &[line(5.0, "in India")]);
        check("5 people", &[line(5.0, "")]);
        check("dedicated team of 8 in Poland", &[line(8.0, "dedicated team in Poland")]);
        check("seniors x2", &[line(2.0, "seniors")]);
        check("2 employees", &[line(2.0, "employee")]);
        check("-1 senior", &[line(-1.0, "senior")]);
        check("one founder", &[(Some(1.0), None, true, "")]);
        check("1 senior part-time", &[(Some(1.0), Some(0.5), false, "senior")]);
        check("1 senior at 50%", &[(Some(1.0), Some(0.5), false, "senior at")]);
    }
}
