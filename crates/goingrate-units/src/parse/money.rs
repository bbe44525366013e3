//! Amounts of money inside a running text: "offer: 65k EUR, Dublin", "$120 – $150/hr", "22k netto B2B".
//! They are found before the text is cut into words, because their commas and dashes are their own.

use std::ops::Range;

use super::amount::{self, Amount, AmountRange};
use crate::taxonomy::MoneyWords;
use crate::{Currency, Period};

/// The least that a bare number must be to be an amount: below it stand years, versions and counts.
const LEAST_BARE: f64 = 10_000.0;

/// A bare number is an amount where it is a multiple of this: a postal code hardly ever is.
const ROUND: f64 = 500.0;

/// How many words may stand between an amount and its period.
const MOST_BESIDE: usize = 3;

/// An amount in a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    /// The bytes of the text that it covers.
    pub span: Range<usize>,
    /// The amount; of a single one, both ends.
    pub range: AmountRange,
    /// Whether it is said to be after tax.
    pub after_tax: bool,
}

/// Every amount of a text, in its order.
pub(super) fn find(text: &str, words: &MoneyWords) -> Vec<Found> {
    // Most questions name no figure at all.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let atoms = atoms(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < atoms.len() {
        match money(&atoms, at, words) {
            Some((taken, money)) => {
                let span = atoms[at].span.start..atoms[at + taken - 1].span.end;
                let beside = &atoms[at..atoms.len().min(at + taken + 1)];
                let after_tax = beside.iter().any(|atom| words.after_tax.contains(&atom.text));
                found.push(Found { span, range: money, after_tax });
                at += taken;
            }
            None => at += 1,
        }
    }
    found
}

/// The sign that stands in a text where an amount was found, with the amount's number after it.
pub(crate) const MARK: char = '\u{e000}';

/// The text with a mark in the place of each amount, so that it is one word.
pub(super) fn marked(text: &str, amounts: &[Found]) -> String {
    let plain = |part: &str| part.replace(MARK, " ");
    let (mut marked, mut from) = (String::with_capacity(text.len()), 0);
    for (number, amount) in amounts.iter().enumerate() {
        marked += &plain(&text[from..amount.span.start]);
        marked += &format!(" {MARK}{number} ");
        from = amount.span.end;
    }
    marked + &plain(&text[from..])
}

/// The number of the amount that a word marks.
pub(super) fn mark(word: &str) -> Option<usize> {
    word.strip_prefix(MARK)?.parse().ok()
}

/// A piece of a text.
#[derive(Debug)]
struct Atom {
    kind: AtomKind,
    /// In small letters.
    text: String,
    span: Range<usize>,
    /// Whether no blank stands before it.
    glued: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum AtomKind {
    Number,
    Word,
    Slash,
    Dash,
    Other,
}

fn atoms(text: &str) -> Vec<Atom> {
    let mut atoms: Vec<Atom> = Vec::new();
    let mut at = 0;
    let mut glued = false;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() {
            (at, glued) = (at + c.len_utf8(), false);
            continue;
        }
        let (kind, length) = atom(&text[at..], c);
        let span = at..at + length;
        atoms.push(Atom { kind, text: text[span.clone()].to_lowercase(), span, glued });
        (at, glued) = (at + length, true);
    }
    atoms
}

fn atom(rest: &str, c: char) -> (AtomKind, usize) {
    match c {
        c if c.is_ascii_digit() => (AtomKind::Number, number_length(rest)),
        c if c.is_alphabetic() => (AtomKind::Word, word_length(rest)),
        '/' => (AtomKind::Slash, 1),
        '-' | '–' | '—' | '~' | '−' => (AtomKind::Dash, c.len_utf8()),
        c => (AtomKind::Other, c.len_utf8()),
    }
}

/// Digits with separators between them; groups of three after blanks belong to them ("20 000").
fn number_length(rest: &str) -> usize {
    let digits =
        |from: usize| rest[from..].find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len() - from);
    let mut length = digits(0);
    let blank_groups = length <= 3;
    while let Some(c) = rest[length..].chars().next() {
        let next = digits(length + c.len_utf8());
        let goes_on = match c {
            ',' | '.' | '_' | '\'' | '’' => next > 0,
            ' ' | '\u{a0}' | '\u{202f}' => blank_groups && next == 3,
            _ => false,
        };
        if !goes_on {
            break;
        }
        length += c.len_utf8() + next;
    }
    length
}

/// Letters, with dots between them ("т.руб") and a sign of money right after them ("R$", "US$").
fn word_length(rest: &str) -> usize {
    let mut length = 0;
    let mut chars = rest.chars().peekable();
    while let Some(c) = chars.next() {
        let inner = c == '.' && chars.peek().is_some_and(|next| next.is_alphabetic());
        if !(c.is_alphabetic() || inner || is_mark(c)) {
            return length + if c == '$' && length <= 3 { 1 } else { 0 };
        }
        length += c.len_utf8();
    }
    length
}

/// Whether a character is a mark on the letter before it, as some systems write "triệu".
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// One end of a range while it is read.
#[derive(Clone, Copy, Debug, Default)]
struct End {
    value: f64,
    multiple: Option<f64>,
    currency: Option<Currency>,
    period: Option<Period>,
    /// Whether the currency is a sign that several countries share.
    shared_sign: bool,
    /// Whether it is written with separators of thousands.
    grouped: bool,
}

/// The amount or range that starts at an atom, and how many atoms it takes.
fn money(atoms: &[Atom], at: usize, words: &MoneyWords) -> Option<(usize, AmountRange)> {
    let (mut taken, mut low) = end(atoms, at, words)?;
    let mut high = low;
    if let Some((more, second)) = second_end(atoms, at + taken, words) {
        taken += more;
        high = second;
        if low.currency.is_none() {
            (low.currency, low.shared_sign) = (high.currency, high.shared_sign);
        } else if high.currency.is_none() {
            (high.currency, high.shared_sign) = (low.currency, low.shared_sign);
        }
    }
    let after = period_after(atoms, at + taken, words);
    if let Some((more, period)) = after {
        taken += more;
        (low.period, high.period) = (Some(period), Some(period));
    }
    let period = low.period.or(high.period);
    (low.period, high.period) = (period, period);
    (low.value, high.value) =
        amount::shared_multiple((low.value, low.multiple), (high.value, high.multiple));
    // "10+" counts years, "20%" is a share; "150k + bonus" is an amount.
    let years = atoms
        .get(at + taken)
        .is_some_and(|next| next.glued && (next.text == "+" || next.text == "%"));
    let fits = (after.is_some() || is_money(low, high))
        && low.currency == high.currency
        && low.value <= high.value;
    if !fits || years || low.value <= 0.0 || high.value >= amount::LARGEST {
        return None;
    }
    let shown = |end: End| Amount {
        value: end.value,
        currency: end.currency,
        period,
        shared_sign: end.shared_sign,
    };
    Some((taken, AmountRange { low: shown(low), high: shown(high) }))
}

/// Whether something says that a figure is money.
fn is_money(low: End, high: End) -> bool {
    // "2k" alone is too little: it is a name ("2K Games") or a count.
    let says =
        |end: End| end.currency.is_some() || (end.multiple.is_some() && end.value >= LEAST_BARE);
    let bare = |end: End| end.value >= LEAST_BARE && (end.grouped || end.value % ROUND == 0.0);
    says(low) || says(high) || bare(low)
}

/// A figure with its currency and multiple: "$180k", "usd 180 000", "25 lpa".
fn end(atoms: &[Atom], at: usize, words: &MoneyWords) -> Option<(usize, End)> {
    let is_number = |at: usize| atoms.get(at).is_some_and(|atom| atom.kind == AtomKind::Number);
    if !is_number(at) && !is_number(at + 1) {
        return None;
    }
    let before = sign(atoms, at, words);
    let mut taken = usize::from(before.is_some());
    let figure = atoms.get(at + taken).filter(|atom| atom.kind == AtomKind::Number)?;
    let inside_word = at > 0
        && atoms[at].glued
        && matches!(atoms[at - 1].kind, AtomKind::Word | AtomKind::Number);
    if inside_word {
        return None;
    }
    let grouped = figure.text.contains([',', ' ', '\'', '\u{a0}', '.']);
    let shared_sign = before.is_some() && words.is_shared(&atoms[at].text);
    let mut end = End { currency: before, grouped, shared_sign, ..End::default() };
    taken += 1;
    let mut after = at + taken;
    while let Some(more) = end.take(atoms, after, words) {
        after += more;
    }
    let text = match end.multiple {
        // "1.250k" has a fraction, because it is counted in thousands already.
        Some(_) if figure.text.matches(['.', ',']).count() == 1 => figure.text.replace(',', "."),
        _ => String::new(),
    };
    let value = match text.is_empty() {
        true => amount::number(&figure.text).ok()?,
        false => text.parse().ok()?,
    };
    end.value = value * end.multiple.unwrap_or(1.0);
    (!is_retirement_plan(&figure.text, end.multiple)).then_some((after - at, end))
}

/// "401k" is a plan of pensions in the United States.
fn is_retirement_plan(figure: &str, multiple: Option<f64>) -> bool {
    figure == "401" && multiple == Some(1e3)
}

fn sign(atoms: &[Atom], at: usize, words: &MoneyWords) -> Option<Currency> {
    let atom = atoms.get(at)?;
    let is_word = matches!(atom.kind, AtomKind::Word | AtomKind::Other);
    // One letter ("e") is a currency only right after a figure.
    let long = atom.kind == AtomKind::Other || atom.text.chars().count() > 1;
    (is_word && long).then(|| amount::currency(&atom.text, words)).flatten()
}

impl End {
    /// Takes a multiple or a currency after the figure; how many atoms.
    fn take(&mut self, atoms: &[Atom], at: usize, words: &MoneyWords) -> Option<usize> {
        let atom = atoms.get(at)?;
        if !matches!(atom.kind, AtomKind::Word | AtomKind::Other) {
            return None;
        }
        let short = atom.text.chars().count() == 1 && atom.kind == AtomKind::Word;
        // One letter says something only in the figure's own word, or before its period: "85 e/h".
        let leads = atoms.get(at + 1).is_some_and(|next| {
            let sign = next.glued && next.kind == AtomKind::Other;
            next.kind == AtomKind::Slash || (sign && amount::currency(&next.text, words).is_some())
        });
        if short && !(atom.glued || leads) {
            return None;
        }
        if let (None, Some(&multiple)) = (self.multiple, words.multiple.get(&atom.text)) {
            let next_glued =
                atoms.get(at + 1).is_some_and(|n| n.glued && n.kind == AtomKind::Number);
            if next_glued {
                return None;
            }
            self.multiple = Some(multiple);
            self.currency =
                self.currency.or_else(|| words.currency_of.get(&atom.text)?.parse().ok());
            self.period = words.period_of.get(&atom.text).and_then(|slug| Period::from_slug(slug));
            let dot = atoms.get(at + 1).is_some_and(|dot| dot.text == "." && dot.glued);
            return Some(1 + usize::from(dot));
        }
        // "8 millones de pesos".
        let joined = matches!(atom.text.as_str(), "de" | "di" | "of") && self.multiple.is_some();
        if joined && self.currency.is_none() {
            let next = atoms.get(at + 1)?;
            self.currency = Some(amount::currency(&next.text, words)?);
            self.shared_sign = words.is_shared(&next.text);
            return Some(2);
        }
        let currency = amount::currency(&atom.text, words);
        if let Some(currency) = currency {
            // A sign right before the next figure is that figure's: "$60 $120".
            let leads = atoms.get(at + 1).is_some_and(|n| n.kind == AtomKind::Number && n.glued);
            if leads || self.currency.is_some_and(|own| own != currency) {
                return None;
            }
            // "$180,000 USD" says whose dollar it is.
            self.shared_sign = words.is_shared(&atom.text) && self.currency.is_none();
            self.currency = Some(currency);
            return Some(1);
        }
        self.take_glued(&atom.text, words).then_some(1)
    }

    /// "k€" and "kusd": a multiple and a currency in one.
    fn take_glued(&mut self, text: &str, words: &MoneyWords) -> bool {
        let split = words.multiple.iter().find_map(|(multiple, &value)| {
            let rest = text.strip_prefix(multiple.as_str()).filter(|rest| !rest.is_empty())?;
            amount::currency(rest, words).map(|currency| (value, currency))
        });
        let fits = |own: Option<Currency>, currency| own.is_none_or(|own| own == currency);
        match split {
            Some((multiple, currency))
                if self.multiple.is_none() && fits(self.currency, currency) =>
            {
                (self.multiple, self.currency) = (Some(multiple), Some(currency));
                true
            }
            _ => false,
        }
    }
}

/// The second end of a range, after a dash or "to".
fn second_end(atoms: &[Atom], at: usize, words: &MoneyWords) -> Option<(usize, End)> {
    let between = atoms.get(at)?;
    let slash = between.kind == AtomKind::Slash;
    let joins = between.kind == AtomKind::Dash || slash || words.to.contains(&between.text);
    let (taken, second) = joins.then(|| end(atoms, at + 1, words)).flatten()?;
    // "55/65K€" is a range, "24/7" is none.
    let is_money = second.currency.is_some() || second.multiple.is_some();
    (!slash || is_money).then_some((taken + 1, second))
}

/// "/hr", "/mês", "p/m", "e/kk", "a day", "brutto im Monat", "pd" after an amount: how many atoms it
/// takes, and the period.
fn period_after(atoms: &[Atom], at: usize, words: &MoneyWords) -> Option<(usize, Period)> {
    let text = |place: usize| atoms.get(place).map_or("", |atom| atom.text.as_str());
    let slash = |place: usize| atoms.get(place).is_some_and(|atom| atom.kind == AtomKind::Slash);
    let beside = |place: usize| {
        let mut known = words.beside.iter().chain(&words.after_tax);
        known.any(|word| word == text(place))
    };
    let skipped = (0..MOST_BESIDE).take_while(|&step| beside(at + step)).count();
    let from = at + skipped;
    if slash(from + 1) {
        let whole = format!("{}/{}", text(from), text(from + 2));
        if let Some(period) = amount::period(&whole, words) {
            return Some((skipped + 3, period));
        }
    }
    if slash(from) {
        return amount::period(text(from + 1), words).map(|period| (skipped + 2, period));
    }
    let word = atoms.get(from).filter(|atom| atom.kind == AtomKind::Word)?;
    // Without a word that leads to it, only an abbreviation stands here: "£350pd", "4200 pcm".
    let long = word.text.chars().count() > 1;
    let fits =
        (skipped > 0 && long) || (word.text.starts_with('p') && (2..=3).contains(&word.text.len()));
    fits.then(|| amount::period(&word.text, words)).flatten().map(|period| (skipped + 1, period))
}
