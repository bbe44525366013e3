//! Rows of a table to prices: which column says what, a row to its percentiles with their intervals,
//! or to the complaint about it. No row is lost, and what is not used of one is told.

mod headings;
mod layout;
mod memory;
mod places;
mod pool;
mod read_as;
mod tally;

use std::collections::HashMap;
use std::sync::Arc;

use goingrate_import::table::Line;
use goingrate_import::table::append_columns::Cell;
use goingrate_model::{BatchEstimator, Uncertain};
use goingrate_units::parse::{Field, Phrasebook, ReadRow, Unreadable};
use goingrate_units::{
    Currency, Date, ExchangeRates, PERCENTILES, Period, Problem, ProblemKind, Profile, Quantiles,
    Taxonomy, place_in_words,
};

use self::headings::Use;
use self::layout::TERMS;
use self::memory::RowMemory;
use self::places::RowPlaces;
use self::read_as::ReadAs;
use super::unit::{check_period, usual_period};
use super::{PayUnit, read_amount};
use crate::GoingRate;

pub use layout::Layout;
pub use pool::WorkerPool;
pub use tally::RowCounts;

/// What stands for nothing in a cell, beside nothing.
const NOTHING: [&str; 4] = ["-", "n/a", "null", "none"];

/// What somebody is told of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// Why it has no price.
    Refused(Problem),
    /// What could not be read of it and was left out; it is priced without.
    LeftOut(Problem),
    /// Why its salary cannot be placed.
    Salary(Problem),
    /// How something of it was read.
    Remark(Problem),
}

impl Note {
    /// What is wrong, or was read in a way of its own.
    pub fn problem(&self) -> &Problem {
        match self {
            Note::Refused(problem)
            | Note::LeftOut(problem)
            | Note::Salary(problem)
            | Note::Remark(problem) => problem,
        }
    }
}

impl Note {
    /// Whether something was left out.
    pub fn is_left_out(&self) -> bool {
        matches!(self, Note::LeftOut(_))
    }

    /// Whether it only tells how something was read.
    pub fn is_remark(&self) -> bool {
        matches!(self, Note::Remark(_))
    }
}

impl std::fmt::Display for Note {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Note::LeftOut(problem) => write!(f, "left out: {problem}"),
            Note::Refused(problem) | Note::Salary(problem) | Note::Remark(problem) => {
                write!(f, "{problem}")
            }
        }
    }
}

/// A row of which something is to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldRow {
    /// Its line in the file; of Parquet, its position from 1.
    pub line: u64,
    /// What is told of it, at least one.
    pub notes: Vec<Note>,
    /// Whether it has a price.
    pub priced: bool,
}

impl ToldRow {
    /// What stands in the column of complaints.
    pub fn complaint(&self) -> String {
        let notes: Vec<String> = self.notes.iter().map(Note::to_string).collect();
        notes.join(" · ")
    }
}

/// What holds for rows that do not say it themselves.
#[derive(Clone, Copy, Debug)]
pub struct Usual {
    /// The day that is asked for.
    pub as_of: Date,
    /// The period; a year, or an hour for rates, if `None`.
    pub per: Option<Period>,
    /// The currency; the one that the place's pay is told in if `None`.
    pub currency: Option<Currency>,
    /// What is done with a cell that cannot be read and may be left out.
    pub unreadable: Unreadable,
}

/// In what prices are shown.
type Terms = (Currency, Currency, Period, Date);

/// The unit of terms, with their words.
type Shown = (PayUnit, [Arc<str>; 3]);

/// Terms that are remembered; a file with more different days forgets them.
const MOST_TERMS: usize = 1 << 12;

/// Prices rows; one for each thread.
pub struct RowEstimator<'a> {
    layout: &'a Layout,
    rates: &'a ExchangeRates,
    taxonomy: &'a Taxonomy,
    phrasebook: Phrasebook<'a>,
    places: RowPlaces<'a>,
    batch_estimator: BatchEstimator<'a>,
    usual: Usual,
    shown: HashMap<Terms, Shown>,
    read_as: ReadAs<'a>,
    memory: RowMemory,
}

impl<'a> RowEstimator<'a> {
    /// An estimator of the rows of a table.
    pub fn new(layout: &'a Layout, going_rate: &'a GoingRate, usual: Usual) -> RowEstimator<'a> {
        let taxonomy = &going_rate.taxonomy;
        RowEstimator {
            layout,
            rates: &going_rate.rates,
            taxonomy,
            phrasebook: Phrasebook::new(taxonomy, usual.as_of),
            places: RowPlaces::new(layout, taxonomy),
            batch_estimator: going_rate.batch_estimator(),
            usual,
            shown: HashMap::new(),
            read_as: ReadAs::new(taxonomy),
            memory: RowMemory::new(),
        }
    }

    /// Fills the [added](Layout::added) cells of a row; of one that cannot be priced only what it was
    /// read as, if it was, and the complaint. What is told of it is returned too.
    pub fn price(&mut self, line: &Line, cells: &mut [Cell]) -> Option<ToldRow> {
        if let Some(answer) = self.memory.answer(self.layout, line) {
            return answer.again(line, cells);
        }
        let told = self.answer(line, cells);
        self.memory.keep(cells, told.as_ref());
        told
    }

    /// The same for a row that is worked out.
    fn answer(&mut self, line: &Line, cells: &mut [Cell]) -> Option<ToldRow> {
        let mut notes = Vec::new();
        let priced = match self.try_price(line, cells, &mut notes) {
            Ok(()) => true,
            Err(problem) => {
                notes.insert(0, Note::Refused(problem));
                false
            }
        };
        if notes.is_empty() {
            return None;
        }
        let told = ToldRow { line: line.number(), notes, priced };
        if let Some(last) = cells.last_mut() {
            *last = Cell::Text(told.complaint().into());
        }
        Some(told)
    }

    /// Fills the cells of a price, and notes what is told beside it.
    fn try_price(
        &mut self,
        line: &Line,
        cells: &mut [Cell],
        notes: &mut Vec<Note>,
    ) -> Result<(), Problem> {
        let headings = self.layout.width();
        if let Some(beyond) = line.beyond(headings) {
            let reason = format!("a field beyond the {headings} headings; is a quote missing?");
            return Err(Problem::of("row", beyond, reason));
        }
        let profile = self.read(line, notes)?;
        let at = cells.len() - 2;
        cells[at] = Cell::Text(self.read_as.words(&profile));
        let (per, own) = self.asked(line)?;
        let currency = own.or(self.usual.currency);
        let estimator = self.batch_estimator.estimator();
        let (from, usual) = (estimator.money_of(profile.place), estimator.told_in(&profile));
        let terms = (from, currency.unwrap_or(usual), period(&profile, per)?, profile.as_of);
        let percentiles = self.batch_estimator.percentiles(&profile)?;
        let (unit, words) = self.shown(terms)?;
        fill(cells, &percentiles, unit, words);
        let placed = self.place_salary(line, &profile, (from, own, terms.2), cells);
        notes.extend(placed.err().map(Note::Salary));
        Ok(())
    }

    /// The profile of a row, with notes of what was left out and how the rest was read.
    fn read(&mut self, line: &Line, notes: &mut Vec<Note>) -> Result<Profile, Problem> {
        self.check_work(line)?;
        let place = self.places.of(line)?;
        let fields = self.layout.columns().filter_map(|(used, at)| match used {
            Use::Field(Field::Place) => None,
            Use::Field(field) => Some((field, stated(line.field(at)))),
            _ => None,
        });
        let fields = fields.chain([(Field::Place, place.text())]);
        let ReadRow { profile, left_out, remarks } =
            self.phrasebook.row(fields, self.usual.unreadable)?;
        // What to write instead is beside the point: the row has its price.
        notes.extend(left_out.into_iter().map(|cell| Note::LeftOut(cell.hint(""))));
        notes.extend(remarks.into_iter().chain(place.remark()).map(Note::Remark));
        let is_usual = profile.place == self.taxonomy.default_place;
        if place.text().is_empty() && is_usual && self.layout.says_place() {
            let what = format!("no place: priced for {}", self.usual_place());
            notes.push(Note::Remark(Problem::new(what).in_field("place")));
        }
        Ok(profile)
    }

    /// A row without a title is of nobody knows whom, and no backend developer.
    fn check_work(&self, line: &Line) -> Result<(), Problem> {
        let says = |field| self.layout.at(Use::Field(field)).map(|at| stated(line.field(at)));
        let reason = match (says(Field::Role), says(Field::Question)) {
            (Some(said), _) | (_, Some(said)) if has_word(said) => return Ok(()),
            (Some(said), _) => Problem::of("role", said.trim(), "no title"),
            (None, _) => Problem::of("question", "", "nothing is said"),
        };
        Err(reason.kind(ProblemKind::Missing))
    }

    fn usual_place(&self) -> String {
        place_in_words(&self.taxonomy.place(self.taxonomy.default_place).name)
    }

    /// Fills in where the salary of a row stands, if the table has a column of them and the row says one.
    /// An amount that names no currency is in that of its heading, or of the row, or else in the money of
    /// the row's place; one that names no period is for that of its heading or of the price.
    fn place_salary(
        &self,
        line: &Line,
        profile: &Profile,
        (from, own, per): (Currency, Option<Currency>, Period),
        cells: &mut [Cell],
    ) -> Result<(), Problem> {
        let Some(column) = self.layout.salary() else { return Ok(()) };
        let text = stated(line.field(column.at));
        if text.is_empty() {
            return Ok(());
        }
        let name = Use::Salary.name();
        let salary = read_amount(name, text, self.taxonomy)?;
        let local = self.taxonomy.place(profile.place).currency;
        let currency = salary.currency.or(column.currency).or(own).unwrap_or(local);
        let per = salary.period.or(column.period).unwrap_or(per);
        let unit = PayUnit::new(from, currency, per, profile.as_of, self.rates)
            .map_err(|problem| Problem::of(name, text, problem.what))?;
        let estimator = self.batch_estimator.estimator();
        let rank = estimator.stand(profile, unit.ln_yearly(salary.value))?;
        let free = &mut cells[3 * PERCENTILES.len() + TERMS.len()..];
        for (cell, share) in free.iter_mut().zip([rank.percentile, rank.low, rank.high]) {
            *cell = Cell::Number((1000.0 * share).round() / 10.0);
        }
        Ok(())
    }

    /// The period that a row asks for, and the currency that it names itself.
    fn asked(&self, line: &Line) -> Result<(Option<Period>, Option<Currency>), Problem> {
        let (mut per, mut currency) = (self.usual.per, None);
        for (used, at) in self.layout.columns() {
            let text = stated(line.field(at));
            match used {
                _ if text.is_empty() => {}
                Use::Period => per = Some(period_of(text)?),
                Use::Currency => {
                    let code = text.parse::<Currency>();
                    let reason = "is no currency code; write three letters such as USD or EUR";
                    currency = Some(code.map_err(|_| Problem::of("currency", text, reason))?);
                }
                Use::Field(_) | Use::State | Use::Country | Use::Salary => {}
            }
        }
        Ok((per, currency))
    }

    fn shown(&mut self, terms: Terms) -> Result<&Shown, Problem> {
        if self.shown.len() >= MOST_TERMS && !self.shown.contains_key(&terms) {
            self.shown.clear();
        }
        match self.shown.entry(terms) {
            std::collections::hash_map::Entry::Occupied(known) => Ok(known.into_mut()),
            std::collections::hash_map::Entry::Vacant(free) => {
                let (from, to, per, as_of) = terms;
                let unit = PayUnit::new(from, to, per, as_of, self.rates)?;
                let words = [to.code().into(), per.slug().into(), as_of.to_string().into()];
                Ok(free.insert((unit, words)))
            }
        }
    }
}

/// A cell, or nothing where it stands for nothing.
fn stated(text: &str) -> &str {
    if NOTHING.iter().any(|nothing| text.eq_ignore_ascii_case(nothing)) { "" } else { text }
}

/// "hour", "hourly", "year", "annual", …
fn period_of(text: &str) -> Result<Period, Problem> {
    let word = text.to_lowercase();
    let slug = match word.as_str() {
        "annual" | "annually" => "year",
        "daily" => "day",
        word => word.strip_suffix("ly").unwrap_or(word),
    };
    let reason = "is no period; write hour, day, week, month or year";
    Period::from_slug(slug).ok_or_else(|| Problem::of("period", text, reason))
}

/// The period of a price: an hour for a rate, or a year if nothing is said.
fn period(profile: &Profile, asked: Option<Period>) -> Result<Period, Problem> {
    let blame = |problem: Problem| Problem::of("period", problem.value_text(), &*problem.what);
    asked.map_or(Ok(usual_period(profile)), |per| check_period(profile, per).map_err(blame))
}

fn fill(
    cells: &mut [Cell],
    percentiles: &Quantiles<Uncertain>,
    unit: &PayUnit,
    words: &[Arc<str>; 3],
) {
    // Amounts of a year have no cents: nobody knows them.
    let whole = unit.per == Period::Year;
    let number = |amount: f64| Cell::Number(if whole { amount.round() } else { amount });
    let (numbers, texts) = cells.split_at_mut(3 * PERCENTILES.len());
    let factor = unit.amount(0.0);
    for (cells, figure) in numbers.chunks_mut(3).zip(percentiles) {
        let (low, high) = figure.interval();
        for (cell, amount) in cells.iter_mut().zip([figure.value(), low, high]) {
            *cell = number(amount * factor);
        }
    }
    for (cell, word) in texts.iter_mut().zip(words) {
        *cell = Cell::Text(word.clone());
    }
}

/// Whether a text has a word of two letters or more: a single one says nothing of anybody's work.
fn has_word(text: &str) -> bool {
    let letters = |word: &str| word.chars().filter(|c| c.is_alphanumeric()).count();
    text.split_whitespace().any(|word| letters(word) > 1)
}
