//! A chunk of an offer to items: words of the lists, figures, and words that are not known.

use goingrate_units::parse::{self, Amount};
use goingrate_units::{Date, Taxonomy};

use super::terms::{Link, Meaning, Term, Terms, Unit};

/// No amount has more words than this.
const LONGEST_AMOUNT: usize = 5;
/// Ordinals that count salaries of a year: "13th month".
const SALARIES: std::ops::RangeInclusive<f64> = 12.0..=18.0;

/// An item of a chunk.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    /// What it is.
    pub kind: Kind,
    /// The word of the chunk that it begins with.
    pub word: usize,
    /// As it was written.
    pub text: String,
}

/// What an item is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Head(Term, String),
    Every(u32),
    YearOfJob(u32),
    Link(Link),
    Passed,
    Figure(Figure),
    /// A word that is not known here.
    Word,
}

/// A figure.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Figure {
    /// An amount that says that it is money.
    Money(Amount),
    /// A number without anything.
    Number(f64),
    /// A share, 0.15 of "15%".
    Part(f64),
    Length(f64, Unit),
    Day(Date),
    /// "5/15/40/40".
    Parts(Vec<f64>),
}

impl Item {
    pub fn figure(&self) -> Option<&Figure> {
        match &self.kind {
            Kind::Figure(figure) => Some(figure),
            _ => None,
        }
    }

    pub fn head(&self) -> Option<(Term, &str)> {
        match &self.kind {
            Kind::Head(term, name) => Some((*term, name)),
            _ => None,
        }
    }
}

/// A word of a chunk, or a part of it.
struct Token {
    raw: String,
    plain: String,
    word: usize,
}

/// A word for comparing: small letters, no signs around it, blanks for hyphens between letters.
pub(super) fn plain(word: &str) -> String {
    let lower = word.to_lowercase();
    let trimmed = lower
        .trim_matches(|c: char| matches!(c, ':' | '.' | ',' | '"' | '“' | '”' | '!' | '?' | '*'));
    if trimmed.bytes().any(|b| b.is_ascii_digit()) {
        return trimmed.to_owned();
    }
    trimmed.replace('-', " ").trim().to_owned()
}

/// The items of a chunk, in its order.
pub(super) fn items(text: &str, terms: &Terms, taxonomy: &Taxonomy) -> Vec<Item> {
    let tokens = tokens(text, terms);
    let plain: Vec<&str> = tokens.iter().map(|token| token.plain.as_str()).collect();
    let reader = Reader { tokens: &tokens, plain: &plain, terms, taxonomy };
    let (mut items, mut at) = (Vec::new(), 0);
    while at < tokens.len() {
        let (taken, kind) = reader.item(at);
        let text: Vec<&str> = tokens[at..at + taken].iter().map(|t| t.raw.as_str()).collect();
        items.push(Item { kind, word: tokens[at].word, text: text.join(" ") });
        at += taken;
    }
    items
}

fn tokens(text: &str, terms: &Terms) -> Vec<Token> {
    let mut tokens = Vec::new();
    let words: Vec<&str> = text.split_whitespace().collect();
    for (word, written) in words.iter().enumerate() {
        // "800k/4 years" has its unit in the next word.
        let unit = words.get(word + 1).and_then(|next| terms.unit(&plain(next)));
        for raw in apart(written, unit.is_some(), terms) {
            let plain = plain(&raw);
            // "sign-on" is two words of the lists.
            match plain.contains(' ') {
                true => tokens.extend(plain.split_whitespace().map(|part| Token {
                    raw: part.to_owned(),
                    plain: part.to_owned(),
                    word,
                })),
                false => tokens.push(Token { raw, plain, word }),
            }
        }
    }
    tokens.retain(|token| !token.plain.is_empty());
    tokens
}

/// "400k/4y" is "400k over 4y" and "RSU/yr" is "RSU every year"; "4-year" is "4 year"; "base:190k" and "@160" are two words.
fn apart(written: &str, before_unit: bool, terms: &Terms) -> Vec<String> {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut rest = written;
    let mut parts = Vec::new();
    if let Some(after) = rest.strip_prefix('@').filter(|after| !after.is_empty()) {
        parts.push("@".to_owned());
        rest = after;
    }
    for (at, c) in rest.char_indices() {
        let (before, after) = (&rest[..at], &rest[at + c.len_utf8()..]);
        let (left, right) = (before.chars().last(), after.chars().next());
        let cut = match c {
            ':' | '=' => {
                !(before.is_empty() || after.is_empty() || is_digit(left) && is_digit(right))
            }
            '-' => is_digit(left) && right.is_some_and(char::is_alphabetic),
            '/' if is_rate(before, after, terms) => true,
            '/' => {
                let is_length = length(after, terms).is_some()
                    || (before_unit && after.chars().all(|c| c.is_ascii_digit()));
                before.chars().any(|c| c.is_ascii_digit()) && is_length && !after.is_empty()
            }
            _ => false,
        };
        if cut {
            parts.push(before.to_owned());
            if c == '/' && is_rate(before, after, terms) {
                let unit = if is_unit(after, Unit::Year, terms) { "year" } else { "month" };
                parts.extend(["every", unit].map(str::to_owned));
                return parts;
            }
            parts.extend((c == '/').then(|| "over".to_owned()));
            parts.extend(apart(after, before_unit, terms));
            return parts;
        }
    }
    parts.push(rest.to_owned());
    parts
}

/// Whether a word is a letter with a short number after it, as codes of levels are: "E5" is no euro.
fn is_code(word: &str) -> bool {
    let digits = word.strip_prefix(|c: char| c.is_ascii_alphabetic()).unwrap_or_default();
    (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a word of an offer has its period behind a slash: "RSU/yr".
fn is_rate(before: &str, after: &str, terms: &Terms) -> bool {
    let is_period = is_unit(after, Unit::Year, terms) || is_unit(after, Unit::Month, terms);
    is_period && matches!(terms.phrase(&[&plain(before)]), Some((1, Meaning::Term(..))))
}

fn is_unit(word: &str, unit: Unit, terms: &Terms) -> bool {
    terms.unit(&plain(word)) == Some(unit)
}

/// A number of at most nine digits without anything: "40,000", "2.1".
fn number(text: &str) -> Option<f64> {
    let digits = text.starts_with(|c: char| c.is_ascii_digit());
    let plain =
        text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '’' | '_'));
    let fraction = text.split_once('.').filter(|(whole, fraction)| {
        // "0.125" and "12.345" of a price have a fraction; "40.000" has not.
        fraction.bytes().all(|b| b.is_ascii_digit()) && (*whole == "0" || fraction.len() != 3)
    });
    match (digits && plain, fraction) {
        (true, Some(_)) => text.parse().ok(),
        (true, None) => grouped(text),
        _ => None,
    }
}

fn grouped(text: &str) -> Option<f64> {
    let groups: Vec<&str> = text.split([',', '.', '\'', '’', '_']).collect();
    let last = groups.last()?;
    if groups.len() == 2 && last.len() != 3 {
        return format!("{}.{last}", groups[0]).parse().ok();
    }
    let fits = groups.len() == 1
        || (last.len() == 3 && groups[1..].iter().all(|g| matches!(g.len(), 2 | 3)));
    fits.then(|| groups.concat().parse().ok()).flatten()
}

/// A length of time in one word: "4y", "12mo".
fn length(text: &str, terms: &Terms) -> Option<Figure> {
    let digits = text.find(|c: char| !(c.is_ascii_digit() || c == '.'))?;
    let (digits, unit) = text.split_at(digits);
    Some(Figure::Length(digits.parse().ok()?, terms.unit(&unit.to_lowercase())?))
}

struct Reader<'t> {
    tokens: &'t [Token],
    plain: &'t [&'t str],
    terms: &'t Terms,
    taxonomy: &'t Taxonomy,
}

impl Reader<'_> {
    /// The item that begins at a token, and how many tokens it takes.
    fn item(&self, at: usize) -> (usize, Kind) {
        if let Some((taken, meaning)) = self.terms.phrase(&self.plain[at..]) {
            return (taken, kind(meaning));
        }
        match self.figure(at) {
            Some((taken, figure)) => (taken, Kind::Figure(figure)),
            None => (1, Kind::Word),
        }
    }

    fn figure(&self, at: usize) -> Option<(usize, Figure)> {
        let text = self.plain[at];
        let next = self.plain.get(at + 1).copied().unwrap_or_default();
        if let Some(figure) = day(text).or_else(|| parts(text)).or_else(|| length(text, self.terms))
        {
            return Some((1, figure));
        }
        if let Some(part) = text.strip_suffix('%').and_then(number) {
            return Some((1, Figure::Part(part / 100.0)));
        }
        if let Some(number) = number(text).or_else(|| self.terms.number(text)) {
            let is_percent =
                matches!(self.terms.phrase(&[next]), Some((_, Meaning::Link(Link::Percent))));
            if next == "%" || is_percent {
                return Some((2, Figure::Part(number / 100.0)));
            }
            if let Some(unit) = self.terms.unit(next).filter(|_| !self.is_year_of_job(at + 1)) {
                return Some((2, Figure::Length(number, unit)));
            }
        }
        self.amount(at).or_else(|| Some((1, Figure::Number(ordinal(text)?))))
    }

    fn is_year_of_job(&self, at: usize) -> bool {
        matches!(self.terms.phrase(&self.plain[at..]), Some((_, Meaning::YearOfJob(_))))
    }

    /// The longest amount that begins at a token.
    fn amount(&self, at: usize) -> Option<(usize, Figure)> {
        let has_digit = |text: &&str| text.bytes().any(|b| b.is_ascii_digit());
        self.plain[at..].iter().take(2).find(|text| has_digit(text))?;
        let most = (1..=LONGEST_AMOUNT.min(self.plain.len() - at))
            .take_while(|&count| count == 1 || !self.ends_amount(at + count - 1))
            .last()?;
        (1..=most).rev().find_map(|count| {
            let words: Vec<&str> =
                self.tokens[at..at + count].iter().map(|t| t.raw.as_str()).collect();
            Some((count, self.money(&words)?))
        })
    }

    /// Whether a word belongs to no amount that stands before it.
    fn ends_amount(&self, at: usize) -> bool {
        let Some((taken, meaning)) = self.terms.phrase(&self.plain[at..]) else { return false };
        match meaning {
            Meaning::Term(..) | Meaning::YearOfJob(_) | Meaning::Link(_) => true,
            // "300k, monthly vesting" is no amount of a month.
            Meaning::Every(_) => {
                let next = self.plain.get(at + taken..).unwrap_or_default();
                let next = self.terms.phrase(next);
                matches!(next, Some((_, Meaning::Term(Term::Vesting | Term::Cliff, _))))
            }
            Meaning::PassedOver => false,
        }
    }

    fn money(&self, words: &[&str]) -> Option<Figure> {
        let text = words.join(" ");
        if is_code(words[0]) {
            return None;
        }
        if let [only] = words
            && let Some(number) = number(only)
        {
            return Some(Figure::Number(number));
        }
        if let Some((text, multiple)) = self.multiple(&text) {
            let amount = parse::amount(text, self.taxonomy).ok()?;
            let value = amount.value * multiple;
            return (value < 1e15).then_some(Figure::Money(Amount { value, ..amount }));
        }
        parse::amount(&text, self.taxonomy).ok().map(Figure::Money)
    }

    /// A text without the multiple at its end that no pay has: "$1.2bn".
    fn multiple<'w>(&self, text: &'w str) -> Option<(&'w str, f64)> {
        let digits = text.rfind(|c: char| c.is_ascii_digit())? + 1;
        let multiple = self.terms.multiple(text[digits..].trim().to_lowercase().as_str())?;
        Some((&text[..digits], multiple))
    }
}

fn kind(meaning: &Meaning) -> Kind {
    match meaning {
        Meaning::Term(term, name) => Kind::Head(*term, name.clone()),
        Meaning::Every(months) => Kind::Every(*months),
        Meaning::YearOfJob(year) => Kind::YearOfJob(*year),
        Meaning::Link(link) => Kind::Link(*link),
        Meaning::PassedOver => Kind::Passed,
    }
}

fn day(text: &str) -> Option<Figure> {
    let is_day = matches!(text.len(), 7 | 10) && text.as_bytes().get(4) == Some(&b'-');
    is_day.then(|| text.parse().ok()).flatten().map(Figure::Day)
}

/// "5/15/40/40" and "5%/15%/40%/40%"; two with a hyphen are a range.
fn parts(text: &str) -> Option<Figure> {
    let sign = ['/', '-'].into_iter().find(|&sign| text.contains(sign))?;
    let parts = text.split(sign).map(|part| number(part.trim_end_matches('%')));
    let parts: Vec<f64> = parts.collect::<Option<_>>()?;
    (parts.len() > 2 || (sign == '/' && parts.len() == 2)).then_some(Figure::Parts(parts))
}

/// "13th", "13e".
fn ordinal(text: &str) -> Option<f64> {
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let (digits, ending) = text.split_at(digits);
    let number = digits.parse().ok().filter(|number| SALARIES.contains(number))?;
    (ending.chars().count() <= 3 && !ending.contains('%')).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data;

    fn check(text: &str, expected: &str) {
        let taxonomy = Taxonomy::read(&data::TAXONOMY).unwrap();
        let items = items(text, Terms::carried().unwrap(), &taxonomy);
        let told: Vec<String> = items.iter().map(told).collect();
        assert_eq!(told.join(" "), expected, "{text}");
    }

    fn told(item: &Item) -> String {
        match &item.kind {
            Kind::Head(term, _) => format!("{term:?}"),
            Kind::Figure(Figure::Money(amount)) => format!("{}$", amount.value),
            Kind::Figure(Figure::Number(number)) => format!("{number}"),
            Kind::Figure(Figure::Part(part)) => format!("{}%", (part * 1e6).round() / 1e4),
            Kind::Figure(Figure::Length(length, unit)) => format!("{length}{unit:?}"),
            Kind::Figure(Figure::Day(day)) => day.to_string(),
            Kind::Figure(Figure::Parts(parts)) => format!("{parts:?}"),
            Kind::Every(months) => format!("every{months}"),
            Kind::YearOfJob(year) => format!("in{year}"),
            Kind::Link(link) => format!("{link:?}").to_lowercase(),
            Kind::Passed => "-".to_owned(),
            Kind::Word => item.text.clone(),
        }
    }

    #[test]
    fn figures_and_words_are_told_apart() {
        check("RSU 300k over 4y", "Rsu 300000$ over 4Year");
        check("stock 400k/4y 5/15/40/40", "Equity 400000$ over 4Year [5.0, 15.0, 40.0, 40.0]");
        check("1,200 RSUs at $160", "1200 Rsu at 160$");
        check(
            "options 40000 strike 2.1 of 60m shares",
            "Options 40000 Strike 2.1 of 60000000$ Shares",
        );
        check("last round $1.2bn", "Valuation 1200000000$");
        check("signing bonus 25k year 1", "Once 25000$ in1");
        check("13. Monatslohn", "13 MonthSalaries");
        check("401k match 6k", "Benefit 6000$");
        check("25 days leave", "25Day Leave");
        check("monthly vesting", "every1 Vesting");
        check("variable 10 %", "Bonus 10%");
        check("fixed 42 lakh", "Base 4200000$");
        check("0.05% of 80m shares", "0.05% of 80000000$ Shares");
        check("4-year vest 1-year cliff", "4Year Vesting 1Year Cliff");
        check("start 2027-01-15", "Start 2027-01-15");
        check("refreshers 60k a year", "Refresher 60000$");
        check("strike -2", "Strike -2");
        check("40k RSU/yr", "40000$ Rsu every12");
    }
}
