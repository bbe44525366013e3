//! Words and figures as people read them: percentages, intervals, dates, lists. Every sentence of
//! every face takes its wording from here and from `sentences.rs`, so that it is the same everywhere.

use goingrate_model::ProfilePart;
use goingrate_units::Period;

/// A share as a percentage: `0.062` is "6 %", `0.0062` is "0.6 %".
pub fn percent(share: f64) -> String {
    format!("{} %", percent_digits(share.abs()))
}

/// A share with its sign: "+6 %", "−3 %", "0 %".
pub fn signed_percent(share: f64) -> String {
    format!("{} %", signed_digits(share))
}

/// Half the width of an interval: "±7 %".
pub fn half_width(share: f64) -> String {
    format!("±{} %", percent_digits(share))
}

pub(crate) fn signed_digits(share: f64) -> String {
    let digits = percent_digits(share.abs());
    match share {
        _ if digits == "0" => digits,
        s if s < 0.0 => format!("−{digits}"),
        _ => format!("+{digits}"),
    }
}

/// Whole percents, one decimal below one percent.
fn percent_digits(share: f64) -> String {
    let percent = share * 100.0;
    let rounded = if percent < 0.95 { format!("{percent:.1}") } else { format!("{percent:.0}") };
    if rounded == "0.0" { "0".to_owned() } else { rounded }
}

/// A probability: never "0 %" or "100 %".
pub fn probability(p: f64) -> String {
    match p {
        p if p < 0.005 => "under 1 %".to_owned(),
        p if p > 0.995 => "over 99 %".to_owned(),
        p => percent(p),
    }
}

/// "a, b and c".
pub fn list<S: AsRef<str>>(items: &[S]) -> String {
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    match items.split_last() {
        None => String::new(),
        Some((only, [])) => (*only).to_owned(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

/// A count with its noun: "1 claim", "3 claims".
pub fn count(n: usize, noun: &str) -> String {
    let ending = if n == 1 { "" } else { "s" };
    format!("{} {noun}{ending}", thousands(n as f64))
}

/// A whole number with commas: "92,770".
pub fn thousands(value: f64) -> String {
    let digits = format!("{:.0}", value.abs());
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if value < 0.0 && text != "0" { format!("−{text}") } else { text }
}

/// A text whose amounts of five digits and more are whole, with commas: "p50 6083333.3 COP" becomes
/// "p50 6,083,333 COP". Years stay as they are.
pub fn with_commas(text: &str) -> String {
    let word = |word: &str| match word.trim_end_matches([',', ';']).parse::<f64>() {
        Ok(number) if number.is_finite() && number >= 1e4 => {
            let ending = &word[word.trim_end_matches([',', ';']).len()..];
            format!("{}{ending}", thousands(number))
        }
        _ => word.to_owned(),
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// A text in which the 50th percentile is called what people call it: "P50 135980" becomes "median
/// 135980".
pub fn with_median(text: &str) -> String {
    let is_inside = |c: char| c.is_alphanumeric();
    let mut said = String::new();
    let mut rest = text;
    let next = |rest: &str| rest.find("P50").into_iter().chain(rest.find("p50")).min();
    while let Some(at) = next(rest) {
        let (before, after) = (&rest[..at], &rest[at + 3..]);
        let whole = !before.ends_with(is_inside) && !after.starts_with(is_inside);
        said.push_str(before);
        said.push_str(if whole { "median" } else { &rest[at..at + 3] });
        rest = after;
    }
    said + rest
}

/// A number without needless decimals: "5", "2.5".
pub fn plain_number(value: f64) -> String {
    if value == value.round() { format!("{value:.0}") } else { format!("{value}") }
}

/// The month of a decimal year: `2019.37` is "May 2019".
pub fn month_of_year(year: f64) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = ((year - year.floor()) * 12.0) as usize;
    format!("{} {:.0}", MONTHS[month.min(11)], year.floor())
}

/// "an hour", "a year".
pub fn per(period: Period) -> &'static str {
    match period {
        Period::Hour => "an hour",
        Period::Day => "a day",
        Period::Week => "a week",
        Period::Month => "a month",
        Period::Year => "a year",
    }
}

/// What a part of the profile is called in a sentence about doubt; `open` where the profile leaves
/// it open, so that the market's own mix stands for it.
pub fn part(part: ProfilePart, open: bool) -> &'static str {
    match (part, open) {
        (ProfilePart::Role, _) => "the role",
        (ProfilePart::Level, false) => "the level",
        (ProfilePart::Level, true) => "the mix of levels",
        (ProfilePart::Place, _) => "the place",
        (ProfilePart::Skill, false) => "the skill",
        (ProfilePart::Skill, true) => "the mix of skills",
        (ProfilePart::Industry, false) => "the industry",
        (ProfilePart::Industry, true) => "the mix of industries",
        (ProfilePart::Tier, false) => "the kind of employer",
        (ProfilePart::Tier, true) => "the mix of kinds of employers",
        (ProfilePart::Employer, _) => "the employer",
        (ProfilePart::Engagement, _) => "the kind of contract",
        (ProfilePart::Component, _) => "the part of pay",
        (ProfilePart::Date, _) => "the change of pay over time",
        (ProfilePart::Spread, _) => "how far pay differs between people",
    }
}

/// The text with its first letter in upper case.
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    let first: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
    first + chars.as_str()
}

/// The text with its first letter in lower case, unless its first word is an acronym ("QA").
pub fn lowered(text: &str) -> String {
    let mut chars = text.chars();
    let (first, rest) = (chars.next(), chars.as_str());
    if rest.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || c == '.') {
        return text.to_owned();
    }
    first.into_iter().flat_map(char::to_lowercase).collect::<String>() + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_in_a_text_take_commas_and_years_do_not() {
        let check = |text: &str, expected: &str| assert_eq!(with_commas(text), expected);
        check("p10 3550000 COP a month, p25 6450000.4", "p10 3,550,000 COP a month, p25 6,450,000");
        check(
            "2025: P50 135980, P75 160000; mean 9500",
            "2025: P50 135,980, P75 160,000; mean 9500",
        );
        check("80,000 to 1e400 NaN inf", "80,000 to 1e400 NaN inf");
        check("", "");
    }

    #[test]
    fn the_middle_is_called_median() {
        let check = |text: &str, expected: &str| assert_eq!(with_median(text), expected);
        check("Senior: P25 150000, P50 185000", "Senior: P25 150000, median 185000");
        check("p50 20, RP500 and P50", "median 20, RP500 and median");
        check("", "");
    }

    #[test]
    fn percentages() {
        let check = |share: f64, plain: &str, signed: &str| {
            assert_eq!((percent(share).as_str(), signed_percent(share).as_str()), (plain, signed));
        };
        check(0.062, "6 %", "+6 %");
        check(-0.29, "29 %", "−29 %");
        check(0.0062, "0.6 %", "+0.6 %");
        check(-0.0002, "0 %", "0 %");
        check(0.0099, "1 %", "+1 %");
        check(1.5, "150 %", "+150 %");
    }

    #[test]
    fn numbers_and_lists() {
        assert_eq!(thousands(92_770.0), "92,770");
        assert_eq!(thousands(-1_234_567.0), "−1,234,567");
        assert_eq!(thousands(12.0), "12");
        assert_eq!(list(&["a"]), "a");
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(list::<&str>(&[]), "");
        assert_eq!(month_of_year(2019.3712), "May 2019");
        assert_eq!(count(1, "claim"), "1 claim");
        assert_eq!(count(2_000, "claim"), "2,000 claims");
    }

    #[test]
    fn acronyms_keep_their_capitals() {
        let check = |text: &str, expected: &str| assert_eq!(lowered(text), expected);
        check("Backend developer", "backend developer");
        check("QA engineer", "QA engineer");
        check("", "");
        check(".NET developer", ".NET developer");
        assert_eq!(capitalised("the place"), "The place");
    }
}
