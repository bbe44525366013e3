//! Numbers as tables write them, with either mark before the fraction: `120,000.00`, `120.000,00`.
//! What can be a fraction or thousands ("71.500") is no number until somebody says which.

/// Which mark parts the fraction from the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decimal {
    /// `71,500.00`.
    Point,
    /// `71.500,00`.
    Comma,
}

/// How sure it is which mark parts the fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Habit {
    /// The file or somebody who knows it says so: three digits behind that mark are a fraction.
    Stated(Decimal),
    /// Other numbers beside it are written so. That tells what the other mark is (thousands), but
    /// not that somebody writes thousandths of money.
    Seen(Decimal),
    /// Nothing is known.
    Open,
}

/// Why a text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoNumber {
    /// It can be a fraction or thousands.
    Ambiguous,
    /// It is none.
    Unreadable,
}

/// The number of a text of digits, marks and blanks.
///
/// # Errors
/// When it is none, or its only mark can be read in two ways.
pub fn read(text: &str, habit: Habit) -> Result<f64, NoNumber> {
    let bare: String = text.chars().filter(|c| !is_blank(*c)).collect();
    let digits = bare.trim_start_matches('-');
    if digits.is_empty() || !digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',')) {
        return scientific(&bare);
    }
    let plain = |decimal: Option<Decimal>| {
        without_thousands(&bare, decimal).parse().map_err(|_| NoNumber::Unreadable)
    };
    match decimal_of(digits, habit)? {
        Some(Decimal::Point) if are_groups(digits, '.', ',') => plain(Some(Decimal::Point)),
        Some(Decimal::Comma) if are_groups(digits, ',', '.') => plain(Some(Decimal::Comma)),
        None if are_groups(digits, ' ', ',') || are_groups(digits, ' ', '.') => plain(None),
        _ => Err(NoNumber::Unreadable),
    }
}

/// What stands between digits and says nothing, and signs of money, which stand before them.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’' | '_' | '$' | '€' | '£')
}

/// `1.5e5`, which programs write.
fn scientific(text: &str) -> Result<f64, NoNumber> {
    let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
    number.ok_or(NoNumber::Unreadable)
}

/// The mark before the fraction; `None` where there is no fraction.
fn decimal_of(digits: &str, habit: Habit) -> Result<Option<Decimal>, NoNumber> {
    if let Some(decimal) = definite(digits) {
        return Ok(Some(decimal));
    }
    let Some(at) = digits.find(['.', ',']) else { return Ok(None) };
    let mark = if digits[at..].starts_with('.') { Decimal::Point } else { Decimal::Comma };
    if digits.rfind(['.', ',']) != Some(at) {
        // The same mark several times parts thousands.
        return Ok(None);
    }
    match habit {
        Habit::Stated(decimal) => Ok((decimal == mark).then_some(mark)),
        // Nobody writes thousandths of money with a comma. A point parts thousands for many; but a
        // table that a program wrote may have a fraction of three digits behind one.
        _ if mark == Decimal::Comma || habit == Habit::Seen(Decimal::Comma) => Ok(None),
        _ => Err(NoNumber::Ambiguous),
    }
}

/// The mark before the fraction, where the number itself leaves no doubt: both marks are there, or
/// what is behind the only one cannot be thousands.
pub fn definite(digits: &str) -> Option<Decimal> {
    let last = digits.rfind(['.', ','])?;
    let mark = if digits[last..].starts_with('.') { Decimal::Point } else { Decimal::Comma };
    let both = digits.contains('.') && digits.contains(',');
    let once = digits.find(['.', ',']) == Some(last);
    let (whole, behind) = (&digits[..last], digits.len() - last - 1);
    let may_be_thousands = behind == 3 && (1..=3).contains(&whole.len()) && whole != "0";
    (both || (once && !may_be_thousands)).then_some(mark)
}

/// The text of a number that a file keeps as a number: its point parts a fraction, also where three
/// digits stand behind it ("38.125").
pub(crate) fn of_number(text: String) -> String {
    match text.contains('.') && definite(text.trim_start_matches('-')).is_none() {
        true => text + "0",
        false => text,
    }
}

/// The mark before the fraction by which a text is written, where it shows: its fraction, or its
/// thousands.
pub fn shown(text: &str) -> Option<Decimal> {
    let digits: String =
        text.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
    let digits = digits.trim_matches(['.', ',']);
    let several = |mark: char| digits.matches(mark).count() > 1;
    definite(digits).or(match (several('.'), several(',')) {
        (true, false) => Some(Decimal::Comma),
        (false, true) => Some(Decimal::Point),
        _ => None,
    })
}

/// Whether the whole part is in groups of thousands, or in one; Indian groups of two come before the
/// last of three. Behind the mark of the fraction there are digits alone.
fn are_groups(digits: &str, decimal: char, thousands: char) -> bool {
    let (whole, fraction) = digits.split_once(decimal).unwrap_or((digits, ""));
    let groups: Vec<&str> = whole.split(thousands).collect();
    let fits = match groups.as_slice() {
        [_] => true,
        [first, middle @ .., last] => {
            (1..=3).contains(&first.len())
                && last.len() == 3
                && middle.iter().all(|group| matches!(group.len(), 2 | 3))
        }
        [] => false,
    };
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    fits && is_digits(fraction) && groups.iter().all(|group| is_digits(group))
}

fn without_thousands(bare: &str, decimal: Option<Decimal>) -> String {
    match decimal {
        Some(Decimal::Point) => bare.replace(',', ""),
        Some(Decimal::Comma) => bare.replace('.', "").replace(',', "."),
        None => bare.replace(['.', ','], ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn either_mark_may_part_the_fraction() {
        let check = |text: &str, expected: Option<f64>| {
            for habit in [Habit::Open, Habit::Seen(Decimal::Comma), Habit::Stated(Decimal::Point)] {
                assert_eq!(read(text, habit).ok(), expected, "{text} {habit:?}");
            }
        };
        check("71.500,00", Some(71_500.0));
        check("71,500.00", Some(71_500.0));
        check("71500,00", Some(71_500.0));
        check("71500.5", Some(71_500.5));
        check("71 500", Some(71_500.0));
        check("71'500", Some(71_500.0));
        check("1.234.567", Some(1_234_567.0));
        check("7,00,000", Some(700_000.0));
        check("12,5", Some(12.5));
        check("0.125", Some(0.125));
        check("-4.5", Some(-4.5));
        check("1.5e5", Some(150_000.0));
        check("1234.567", Some(1_234.567));
        for junk in
            ["", "-", "1.2.3", "1,2.3,4", "12.34,56.78", "1,,000", "abc", "nan", "inf", "1e999"]
        {
            check(junk, None);
        }
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_no_number_until_somebody_says() {
        use Decimal::{Comma, Point};
        let point = |habit: Habit| read("71.500", habit);
        assert_eq!(point(Habit::Open), Err(NoNumber::Ambiguous));
        assert_eq!(point(Habit::Seen(Comma)), Ok(71_500.0));
        assert_eq!(point(Habit::Seen(Point)), Err(NoNumber::Ambiguous));
        assert_eq!(point(Habit::Stated(Comma)), Ok(71_500.0));
        assert_eq!(point(Habit::Stated(Point)), Ok(71.5));
        let comma = |habit: Habit| read("71,500", habit);
        assert_eq!(comma(Habit::Open), Ok(71_500.0));
        assert_eq!(comma(Habit::Seen(Point)), Ok(71_500.0));
        assert_eq!(comma(Habit::Seen(Comma)), Ok(71_500.0));
        assert_eq!(comma(Habit::Stated(Comma)), Ok(71.5));
    }

    #[test]
    fn numbers_that_a_file_keeps_as_numbers_are_clear() {
        for (number, clear) in
            [("38.125", "38.1250"), ("1234.125", "1234.125"), ("38.5", "38.5"), ("38", "38")]
        {
            assert_eq!(of_number(number.to_owned()), clear);
            assert_eq!(read(clear, Habit::Open), Ok(number.parse().unwrap()));
        }
    }

    #[test]
    fn a_number_shows_how_its_writer_writes() {
        let check =
            |text: &str, expected: Option<Decimal>| assert_eq!(shown(text), expected, "{text}");
        check("71.500,00 €", Some(Decimal::Comma));
        check("1.234.567", Some(Decimal::Comma));
        check("$1,234,567", Some(Decimal::Point));
        check("71500.50", Some(Decimal::Point));
        check("71.500", None);
        check("71,500", None);
        check("71500", None);
    }
}
