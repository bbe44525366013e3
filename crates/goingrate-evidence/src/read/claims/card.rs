//! `[card]` and `[usual]`: who says it, and what a claim means where it leaves something out.

use goingrate_units::{Engagement, LevelId, Period, PlaceId, Problem};

use super::page::{Entry, Page};
use super::raw::RawUsual;
use super::readings::{of_card, positive, sourced};
use super::words::{ANY, Words, engagement_of};
use crate::read::card::{CardText, Held, Meaning, said};
use crate::read::fault::Fault;
use crate::{Card, Readings, SourceId, SourceKind};

/// The word for the book's own shares of levels.
const BOOK: &str = "book";

/// What amounts may hold beyond base pay.
const HELD: [&str; 3] = ["bonus", "pension", "allowances"];

/// How far shares may miss one, which is how far adding them up in binary can miss it.
const ROUNDING: f64 = 1e-9;

/// What is known of a report before its claims are read.
pub(super) struct Report {
    pub source: SourceId,
    pub card: Card,
    /// What the card says beyond what all cards say.
    pub own: CardText,
    pub usual: RawUsual,
    /// Whether the card says what "no level" means; the card's empty shares mean the book's own.
    pub says_no_level: bool,
}

impl Report {
    /// The report of a page, if its card and `[usual]` can be read.
    pub fn read(
        page: &Page<'_>,
        source: SourceId,
        readings: &Readings,
        words: Words<'_>,
    ) -> Result<Report, Problem> {
        let missing = || page.missing("card", "a file of claims opens with its [card]");
        let entry = page.entry("card").ok_or_else(missing)?;
        let (card, own) =
            card(page.slug(), entry, readings, words).map_err(|fault| entry.complain(fault))?;
        let usual = match page.entry("usual") {
            Some(usual) => usual.read().map_err(|fault| usual.complain(fault))?,
            None => RawUsual::default(),
        };
        let says_no_level = own.no_level.is_some() || usual.level.as_deref() == Some(ANY);
        Ok(Report { source, card, own, usual, says_no_level })
    }

    /// By what its amounts are divided to be base pay; `bonus` is whether they hold bonuses.
    pub fn holds(&self, bonus: bool) -> f64 {
        1.0 + self.held(bonus).map(|held| held.share).sum::<f64>()
    }

    /// How loosely its amounts are base pay of those of whom it speaks: sd in logs.
    pub fn loose(&self, bonus: bool) -> f64 {
        let own = self.own.loose.as_ref().map_or(0.0, |loose| loose.sd);
        self.held(bonus).fold(own, |sd, held| sd.hypot(held.sd))
    }

    /// How many monthly amounts make a year.
    pub fn pays(&self, said: Option<f64>) -> f64 {
        said.or(self.own.pays).unwrap_or(Period::Month.a_year())
    }

    fn held(&self, bonus: bool) -> impl Iterator<Item = &Held> {
        let counts = move |(word, _): &(&String, &Held)| bonus || *word != "bonus";
        self.own.holds.iter().filter(counts).map(|(_, held)| held)
    }

    /// Whether its claims of pay are cells of an office's statistics.
    pub fn is_statistics(&self) -> bool {
        self.card.kind == SourceKind::Official
    }
}

fn card(
    slug: &str,
    entry: Entry<'_>,
    readings: &Readings,
    words: Words<'_>,
) -> Result<(Card, CardText), Fault> {
    let text: CardText = entry.read()?;
    let mut card = text.card(slug)?;
    card.readings = of_card(readings, entry.part("readings"))?;
    bring_to_base_pay(&mut card, &text)?;
    mean_what_is_left_out(&mut card, &text, words)?;
    Ok((card, text))
}

/// Checks what the card says of amounts that are no base pay of a year, or loose; each joins the known
/// biases with its reason, so that it is shown.
fn bring_to_base_pay(card: &mut Card, raw: &CardText) -> Result<(), Fault> {
    for (word, held) in &raw.holds {
        held_is_sound(word, held).map_err(|fault| fault.inside(word).inside("holds"))?;
        let (share, sd) = (percent(held.share), percent(held.sd));
        let because = &held.because;
        card.biases.push(format!(
            "Holds {word}, {share} % of base pay, which is taken off (±{sd} %). {because}"
        ));
    }
    if let Some(loose) = &raw.loose {
        let sound = sourced(&loose.status, &loose.because).and_then(|()| positive("sd", loose.sd));
        let sd = percent(sound.map_err(|fault| fault.inside("loose"))?);
        card.biases.push(format!("Every amount is read with ±{sd} % more. {}", loose.because));
    }
    if let Some(pays) = raw.pays {
        card.biases
            .push(format!("A year is {pays} of its months' pay unless a claim says otherwise."));
    }
    Ok(())
}

fn held_is_sound(word: &str, held: &Held) -> Result<(), Fault> {
    if !HELD.contains(&word) {
        return Err(Fault::at("", format!("what amounts hold is one of {}", HELD.join(", "))));
    }
    sourced(&held.status, &held.because)?;
    positive("sd", held.sd)?;
    match held.share.is_finite() && (0.0..1.0).contains(&held.share) {
        true => Ok(()),
        false => Err(Fault::at("share", "a share of base pay, at least 0 and below 1")),
    }
}

/// A share in percent, to a tenth.
fn percent(share: f64) -> f64 {
    (share * 1000.0).round() / 10.0
}

/// Fills in the card's mixtures; the reason of each joins the known biases, so that it is shown.
fn mean_what_is_left_out(card: &mut Card, raw: &CardText, words: Words<'_>) -> Result<(), Fault> {
    if let Some(raw) = &raw.no_place {
        let place = no_place(raw, words).map_err(|fault| fault.inside("no_place"))?;
        let name = &words.0.place(place).name;
        card.no_place = Some(place);
        card.biases.push(format!("No place is read as {name}. {}", raw.because));
    }
    if let Some(raw) = &raw.no_level {
        card.no_level = no_level(raw, words).map_err(|fault| fault.inside("no_level"))?;
        let mixed = "No level is read as a mixture of levels";
        card.biases.push(format!("{mixed} ({}). {}", raw.means, raw.because));
    }
    if let Some(raw) = &raw.any_engagement {
        let shares = any_engagement(raw).map_err(|fault| fault.inside("any_engagement"))?;
        card.any_engagement = shares;
        let mixed = "Any engagement is read as a mixture";
        card.biases.push(format!("{mixed} ({}). {}", raw.means, raw.because));
    }
    Ok(())
}

fn no_place(raw: &Meaning, words: Words<'_>) -> Result<PlaceId, Fault> {
    because(raw)?;
    let word = raw.means.as_str().ok_or_else(|| Fault::at("means", "write the word of a place"))?;
    words.place(word).map_err(at_means)
}

fn no_level(raw: &Meaning, words: Words<'_>) -> Result<Vec<(LevelId, f64)>, Fault> {
    because(raw)?;
    match raw.means.as_str() {
        Some(BOOK) => Ok(Vec::new()),
        _ => shares(raw, |word| words.level(word)),
    }
}

fn any_engagement(raw: &Meaning) -> Result<Vec<(Engagement, f64)>, Fault> {
    because(raw)?;
    shares(raw, engagement_of)
}

fn because(raw: &Meaning) -> Result<(), Fault> {
    said("because", &raw.because).map(drop)
}

fn shares<T>(
    raw: &Meaning,
    find: impl Fn(&str) -> Result<T, Fault>,
) -> Result<Vec<(T, f64)>, Fault> {
    let wanted = "write shares that add up to one, as { word = 0.5, … }";
    let table = raw.means.as_table().ok_or_else(|| Fault::at("means", wanted))?;
    sourced(raw.status.as_deref().unwrap_or_default(), &raw.because)?;
    let mut shares = Vec::new();
    for (word, share) in table {
        let share = number(share).filter(|share| (0.0..=1.0).contains(share));
        let share = share.ok_or_else(|| Fault::at(format!("means.{word}"), wanted))?;
        shares.push((find(word).map_err(at_means)?, share));
    }
    let sum: f64 = shares.iter().map(|(_, share)| share).sum();
    if (sum - 1.0).abs() > ROUNDING {
        return Err(Fault::at("means", format!("the shares add up to {sum}; {wanted}")));
    }
    Ok(shares)
}

fn at_means(fault: Fault) -> Fault {
    Fault { field: "means".to_owned(), ..fault }
}

fn number(value: &toml::Value) -> Option<f64> {
    value.as_float().or_else(|| value.as_integer().map(|whole| whole as f64))
}
