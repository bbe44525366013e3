//! Days as tables write them, with or without a time behind: `2024-05-17`, `17.05.2024`, `5/17/2024
//! 11:02:10`, `17 May 2024`, `May 2024`.

use goingrate_units::Date;

use crate::reading::answers::{Order, day};

/// The months by the three letters that their English names begin with.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The order that a mapping's word means.
pub(super) fn order(word: &str) -> Option<Order> {
    match word {
        "day-first" => Some(Order::DayFirst),
        "month-first" => Some(Order::MonthFirst),
        _ => None,
    }
}

/// The date of a text. Where the order is not stated, a date that is another one in the other order is
/// none.
pub(super) fn date(text: &str, stated: Option<Order>) -> Option<Date> {
    let text = text.trim();
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    if text.chars().any(char::is_alphabetic)
        && let Some(date) = with_name(text)
    {
        return Some(date);
    }
    if let Some(order) = stated {
        return day(text, order);
    }
    match (day(text, Order::DayFirst), day(text, Order::MonthFirst)) {
        (Some(a), Some(b)) => (a == b).then_some(a),
        (a, b) => a.or(b),
    }
}

/// A date with the name of its month; the first of a month that states no day.
fn with_name(text: &str) -> Option<Date> {
    let parts = text.split([' ', ',', '-', '/', '.']).filter(|part| !part.is_empty());
    let (mut month, mut figures) = (None, Vec::new());
    for part in parts.take(3) {
        let name: String = part.to_lowercase().chars().take(3).collect();
        match MONTHS.iter().position(|month| *month == name) {
            Some(at) if month.is_none() => month = Some(at as i8 + 1),
            Some(_) => return None,
            // Behind the figures of a month and a year stands a time.
            None => figures.extend(part.parse::<i16>().ok().map(|figure| (part.len(), figure))),
        }
    }
    let (month, year) = (month?, figures.iter().find(|(digits, _)| *digits == 4)?.1);
    let day = figures.iter().find(|(digits, figure)| *digits <= 2 && *figure > 0);
    let day = day.map_or(1, |(_, day)| i8::try_from(*day).unwrap_or_default());
    match figures.len() {
        1 => format!("{year:04}-{month:02}").parse().ok(),
        _ => Date::new(year, month, day).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_every_order_that_leaves_no_doubt() {
        let check = |text: &str, stated: Option<Order>, expected: Option<&str>| {
            let expected = expected.map(|text| text.parse::<Date>().unwrap());
            assert_eq!(date(text, stated), expected, "{text}");
        };
        check("2024-05-17", None, Some("2024-05-17"));
        check("2024-05-17 11:02:10", None, Some("2024-05-17"));
        check("2024/05/17", None, Some("2024-05-17"));
        check("2024-05", None, Some("2024-05"));
        check("17.05.2024", None, Some("2024-05-17"));
        check("5/17/2024 11:02:10", None, Some("2024-05-17"));
        check("4/5/2024", None, None);
        check("4/4/2024", None, Some("2024-04-04"));
        check("4/5/2024", Some(Order::DayFirst), Some("2024-05-04"));
        check("4/5/2024", Some(Order::MonthFirst), Some("2024-04-05"));
        check("17 May 2024", None, Some("2024-05-17"));
        check("May 17, 2024", None, Some("2024-05-17"));
        check("May 2024", None, Some("2024-05"));
        check("17-Sept-2024", None, Some("2024-09-17"));
        for none in ["", "soon", "32.01.2024", "May", "May May 2024", "99/99/9999"] {
            check(none, None, None);
        }
    }
}
