//! What a ranking says in a sentence. Two entries whose intervals overlap are never called different.

use goingrate_view::{Amount, words as plain};

use super::entries::Entry;
use crate::words::{about, doubt, range};

/// An amount in a sentence: "$196k", or its two ends where it is hardly known.
pub fn figure(amount: &Amount) -> String {
    match amount.is_hardly_known() {
        true => format!("somewhere in {}", range(amount.low, amount.high, amount.currency)),
        false => format!("about {}", about(amount)),
    }
}

/// "about $196k ±13%", "somewhere in $17k–$87k".
pub fn with_doubt(amount: &Amount) -> String {
    match amount.is_hardly_known() {
        true => figure(amount),
        false => format!("about {} ({})", about(amount), doubt(amount)),
    }
}

/// "1st", "22nd", "13th".
pub fn ordinal(rank: usize) -> String {
    let ending = match (rank % 100, rank % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{rank}{ending}")
}

/// The two ends of a ranking: whose lower end is the highest, and whose upper end is the lowest.
pub fn ends(entries: &[Entry]) -> Option<(&Entry, &Entry)> {
    let most = entries.iter().max_by(|a, b| a.middle.low.total_cmp(&b.middle.low))?;
    let least = entries.iter().min_by(|a, b| a.middle.high.total_cmp(&b.middle.high))?;
    Some((least, most))
}

/// The headline of places: from where to where pay surely goes.
pub fn from_to(entries: &[Entry], called: impl Fn(&Entry) -> String) -> String {
    let Some((least, most)) = ends(entries) else {
        return "There is no place to rank".to_owned();
    };
    let per = plain::per(most.middle.per);
    if least.middle.high >= most.middle.low {
        return format!(
            "{} {per}, and too close to call where it is more",
            capital(&figure(&most.middle))
        );
    }
    format!(
        "From {} {per} in {} to {} in {}",
        figure(&least.middle),
        called(least),
        figure(&most.middle),
        called(most),
    )
}

/// How many others could be as high as the surest at the top.
pub fn at_the_top(
    entries: &[Entry],
    (one, many): (&str, &str),
    called: impl Fn(&Entry) -> String,
) -> Option<String> {
    let (_, most) = ends(entries)?;
    let rivals = entries.iter().filter(|e| e.slug != most.slug && e.middle.high >= most.middle.low);
    let name = capital(&called(most));
    Some(match rivals.count() {
        0 => format!("{name} pays more than any other {one}."),
        1 => format!("One more {one} could pay as much as {name}: their intervals overlap."),
        n => format!(
            "{n} more {many} could pay as much as {}: their intervals overlap.",
            called(most)
        ),
    })
}

/// Where what the question names stands.
pub fn standing(entry: &Entry, of: usize, many: &str, called: impl Fn(&Entry) -> String) -> String {
    format!(
        "{} has the {} highest middle of {of} {many}: {}.",
        capital(&called(entry)),
        ordinal(entry.rank),
        with_doubt(&entry.middle),
    )
}

/// The headline of what stands about a plain answer: from where to where pay surely goes.
pub fn lowest_to_highest(
    entries: &[Entry],
    plain_answer: &Amount,
    many: &str,
    within: impl Fn(&Entry) -> String,
) -> String {
    let per = plain::per(plain_answer.per);
    match ends(entries) {
        Some((least, most)) if least.middle.high < most.middle.low => format!(
            "From {} {per} {} to {} {}",
            figure(&least.middle),
            within(least),
            figure(&most.middle),
            within(most),
        ),
        _ => format!(
            "{} {per}; which of {} {many} pays more is too close to call",
            capital(&figure(plain_answer)),
            entries.len(),
        ),
    }
}

/// How many clearly pay more than the plain answer, and how many less: those whose interval lies outside of
/// its own.
pub fn against(entries: &[Entry], plain_answer: &Amount, many: &str, than: &str) -> String {
    let more = entries.iter().filter(|e| e.middle.low > plain_answer.high).count();
    let less = entries.iter().filter(|e| e.middle.high < plain_answer.low).count();
    let all = entries.len();
    let beside = format!("Beside {than}, {}", figure(plain_answer));
    let rest = if more + less < all { "; the rest is too close to call" } else { "" };
    match (more, less) {
        (0, 0) => format!(
            "{beside}, none of {all} {many} is clearly higher or lower: all are too close to call."
        ),
        (0, less) => format!(
            "{beside}, {less} of {all} {many} {} clearly lower and none clearly higher{rest}.",
            are(less)
        ),
        (more, 0) => format!(
            "{beside}, {more} of {all} {many} {} clearly higher and none clearly lower{rest}.",
            are(more)
        ),
        (more, less) => format!(
            "{beside}, {more} of {all} {many} {} clearly higher and {less} clearly lower{rest}.",
            are(more)
        ),
    }
}

fn are(n: usize) -> &'static str {
    if n == 1 { "is" } else { "are" }
}

fn capital(text: &str) -> String {
    plain::capitalised(text)
}

#[cfg(test)]
mod tests {
    use super::ordinal;

    #[test]
    fn ranks_in_words() {
        let all = [1, 2, 3, 4, 11, 12, 13, 21, 112, 123].map(ordinal);
        assert_eq!(
            all,
            ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th", "123rd"]
        );
    }
}
