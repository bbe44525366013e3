//! Rows of a table to prices: which column says what, a row to its percentiles with their intervals,
//! or to the complaint about it. No row is lost.

use std::collections::HashMap;
use std::sync::Arc;

use goingrate_import::table::append_columns::{Added, Cell, Kind};
use goingrate_import::table::{Line, excerpt};
use goingrate_model::{BatchEstimator, Uncertain};
use goingrate_units::parse::{Field, Phrasebook};
use goingrate_units::{
    Currency, Date, ExchangeRates, PERCENTILES, Period, Problem, ProblemKind, Profile, Quantiles,
    Taxonomy,
};

use super::unit::{check_period, usual_period};
use super::{PayUnit, read_amount};
use crate::GoingRate;

/// What a column of the table is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    /// A field of the profile.
    Field(Field),
    /// The period that the prices are for.
    Period,
    /// The currency that the prices are in.
    Currency,
    /// What a person is paid or offered.
    Salary,
}

/// Other headings of a column than its name, in small letters with `_` for blanks.
const SYNONYMS: [(&str, Field); 11] = [
    ("title", Field::Role),
    ("job_title", Field::Role),
    ("seniority", Field::Level),
    ("experience", Field::Years),
    ("years_of_experience", Field::Years),
    ("location", Field::Place),
    ("skill", Field::Skills),
    ("employer_tier", Field::Tier),
    ("company", Field::Employer),
    ("part_of_pay", Field::Component),
    ("date", Field::AsOf),
];

/// What stands for nothing in a cell, beside nothing.
const NOTHING: [&str; 4] = ["-", "n/a", "null", "none"];

impl Use {
    fn of(heading: &str) -> Option<Use> {
        let word = heading.trim().to_lowercase().replace([' ', '-'], "_");
        let named = Field::ALL.into_iter().find(|field| field.name() == word);
        let synonym = || SYNONYMS.iter().find(|(name, _)| *name == word).map(|(_, field)| *field);
        match word.as_str() {
            "period" => Some(Use::Period),
            "currency" => Some(Use::Currency),
            "salary" | "offer" => Some(Use::Salary),
            _ => named.or_else(synonym).map(Use::Field),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Use::Field(field) => field.name(),
            Use::Period => "period",
            Use::Currency => "currency",
            Use::Salary => "salary",
        }
    }
}

/// Which column says what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    columns: Vec<(Use, usize)>,
    headings: Vec<String>,
}

impl Layout {
    /// Finds the columns by their headings.
    ///
    /// # Errors
    /// When none says what is priced, two say the same, or one has the name of an added column.
    pub fn of(headings: &[String]) -> Result<Layout, Problem> {
        let mut columns: Vec<(Use, usize)> = Vec::new();
        for (at, heading) in headings.iter().enumerate() {
            if all_added().iter().any(|added| added.name == *heading) {
                return Err(Problem::new(format!("the table has a column {heading:?} already"))
                    .hint("rename it or leave it out: it would be there twice"));
            }
            let Some(used) = Use::of(heading) else { continue };
            if let Some(&(_, before)) = columns.iter().find(|column| column.0 == used) {
                let (first, field) = (&headings[before], used.name());
                let what = format!("the columns {first:?} and {heading:?} both say the {field}");
                return Err(Problem::new(what)
                    .hint("rename one of them; other headings are passed through"));
            }
            columns.push((used, at));
        }
        let says = |field| columns.iter().any(|column| column.0 == Use::Field(field));
        if !says(Field::Question) && !says(Field::Role) {
            let has = excerpt(headings);
            let what =
                format!("no column says what is priced: it needs question or role; it has {has}");
            return Err(Problem::new(what)
                .kind(ProblemKind::Missing)
                .hint("name a column role (and level, place, skills, …), or question"));
        }
        Ok(Layout { columns, headings: headings.to_vec() })
    }

    /// The columns that are added to such a table: the [percentiles](added), and where the salaries stand
    /// if there is a column of them.
    pub fn added(&self) -> Vec<Added> {
        if self.salary().is_some() { all_added() } else { added() }
    }

    /// The position of the column of salaries.
    fn salary(&self) -> Option<usize> {
        self.columns.iter().find(|column| column.0 == Use::Salary).map(|column| column.1)
    }

    /// The positions of the columns that are read.
    pub fn wanted(&self) -> Vec<usize> {
        self.columns.iter().map(|column| column.1).collect()
    }

    /// The headings of the columns that are read, and of those that are only passed through.
    pub fn read_and_passed(&self) -> (Vec<&str>, Vec<&str>) {
        let (mut read, mut passed) = (Vec::new(), Vec::new());
        for (at, name) in self.headings.iter().enumerate() {
            let is_read = self.columns.iter().any(|column| column.1 == at);
            if is_read { &mut read } else { &mut passed }.push(name.as_str());
        }
        (read, passed)
    }
}

/// In what the percentiles are.
const TERMS: [&str; 3] = ["pay_currency", "pay_period", "pay_as_of"];

/// What a column of salaries adds: the share of the market below the salary in percent, and the ends of
/// its 80 % interval.
const STANDING: [&str; 3] = ["percentile", "percentile_low", "percentile_high"];

/// Every column that may be added: where a salary stands comes before the complaint.
fn all_added() -> Vec<Added> {
    let mut all = added();
    let standing = STANDING.map(|name| Added { name: name.to_owned(), kind: Kind::Number });
    all.splice(all.len() - 1..all.len() - 1, standing);
    all
}

/// The columns that are always added: each percentile with the ends of its 80 % interval, then in what
/// they are, then the complaint.
fn added() -> Vec<Added> {
    let percentile = |p: f64| {
        let name = format!("p{:.0}", 100.0 * p);
        [name.clone(), format!("{name}_low"), format!("{name}_high")]
    };
    let numbers = PERCENTILES.into_iter().flat_map(percentile);
    let texts = TERMS.into_iter().chain(["complaint"]).map(str::to_owned);
    let number = numbers.map(|name| Added { name, kind: Kind::Number });
    number.chain(texts.map(|name| Added { name, kind: Kind::Text })).collect()
}

/// What is wrong with a row: it has no price, or its salary cannot be placed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultyRow {
    /// Its line in the file; of Parquet, its position from 1.
    pub line: u64,
    /// What is wrong with it.
    pub problem: Problem,
    /// Whether it has a price all the same.
    pub priced: bool,
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
    batch_estimator: BatchEstimator<'a>,
    usual: Usual,
    shown: HashMap<Terms, Shown>,
}

impl<'a> RowEstimator<'a> {
    /// An estimator of the rows of a table.
    pub fn new(layout: &'a Layout, going_rate: &'a GoingRate, usual: Usual) -> RowEstimator<'a> {
        let phrasebook = Phrasebook::new(&going_rate.taxonomy, usual.as_of);
        let (rates, batch_estimator) = (&going_rate.rates, going_rate.batch_estimator());
        let taxonomy = &going_rate.taxonomy;
        let shown = HashMap::new();
        RowEstimator { layout, rates, taxonomy, phrasebook, batch_estimator, usual, shown }
    }

    /// Fills the [added](Layout::added) cells of a row; of one that cannot be priced only the complaint,
    /// which is returned too. A salary that cannot be placed is a complaint beside the price.
    pub fn price(&mut self, line: &Line, cells: &mut [Cell]) -> Option<FaultyRow> {
        let (problem, priced) = match self.try_price(line, cells) {
            Ok(None) => return None,
            Ok(Some(problem)) => (problem, true),
            Err(problem) => (problem, false),
        };
        if let Some(last) = cells.last_mut() {
            *last = Cell::Text(problem.to_string().into());
        }
        Some(FaultyRow { line: line.number(), problem, priced })
    }

    /// Fills the cells of a price, and gives what is wrong with the salary beside it.
    fn try_price(&mut self, line: &Line, cells: &mut [Cell]) -> Result<Option<Problem>, Problem> {
        let headings = self.layout.headings.len();
        if let Some(beyond) = line.beyond(headings) {
            let reason = format!("a field beyond the {headings} headings; is a quote missing?");
            return Err(Problem::of("row", beyond, reason));
        }
        let fields = self.layout.columns.iter().filter_map(|&(used, at)| match used {
            Use::Field(field) => Some((field, stated(line.field(at)))),
            _ => None,
        });
        let profile = self.phrasebook.profile(fields)?;
        let (per, currency) = self.asked(line)?;
        let estimator = self.batch_estimator.estimator();
        let (from, usual) = (estimator.money_of(profile.place), estimator.told_in(&profile));
        let terms = (from, currency.unwrap_or(usual), period(&profile, per)?, profile.as_of);
        let percentiles = self.batch_estimator.percentiles(&profile)?;
        let (unit, words) = self.shown(terms)?;
        fill(cells, &percentiles, unit, words);
        Ok(self.place_salary(line, &profile, (from, terms.2), cells).err())
    }

    /// Fills in where the salary of a row stands, if the table has a column of them and the row says one.
    /// An amount that names no currency is in the money of the row's place, and one that names no
    /// period is for that of the price.
    fn place_salary(
        &self,
        line: &Line,
        profile: &Profile,
        (from, per): (Currency, Period),
        cells: &mut [Cell],
    ) -> Result<(), Problem> {
        let Some(at) = self.layout.salary() else { return Ok(()) };
        let text = stated(line.field(at));
        if text.is_empty() {
            return Ok(());
        }
        let name = Use::Salary.name();
        let salary = read_amount(name, text, self.taxonomy)?;
        let own = self.taxonomy.place(profile.place).currency;
        let (currency, per) = (salary.currency.unwrap_or(own), salary.period.unwrap_or(per));
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

    /// The period and currency that a row asks for.
    fn asked(&self, line: &Line) -> Result<(Option<Period>, Option<Currency>), Problem> {
        let (mut per, mut currency) = (self.usual.per, self.usual.currency);
        for &(used, at) in &self.layout.columns {
            let text = stated(line.field(at));
            match used {
                _ if text.is_empty() => {}
                Use::Period => per = Some(period_of(text)?),
                Use::Currency => {
                    let code = text.parse::<Currency>();
                    let reason = "is no currency code; write three letters such as USD or EUR";
                    currency = Some(code.map_err(|_| Problem::of("currency", text, reason))?);
                }
                Use::Field(_) | Use::Salary => {}
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

/// Estimators of rows, one a thread, which share a batch out among them.
pub struct WorkerPool<'a> {
    workers: Vec<RowEstimator<'a>>,
}

impl<'a> WorkerPool<'a> {
    /// A pool of so many threads, at least one.
    pub fn new(
        threads: usize,
        layout: &'a Layout,
        going_rate: &'a GoingRate,
        usual: Usual,
    ) -> WorkerPool<'a> {
        let worker = |_| RowEstimator::new(layout, going_rate, usual);
        WorkerPool { workers: (0..threads.max(1)).map(worker).collect() }
    }

    /// Fills the [added](Layout::added) cells of a batch, so many a line; the rows with a fault are
    /// given back in their order. Each worker takes a stretch of the batch, so that the order is kept.
    pub fn price(&mut self, lines: &[Line], cells: &mut [Cell], width: usize) -> Vec<FaultyRow> {
        let each = lines.len().div_ceil(self.workers.len()).max(1);
        let stretches = lines.chunks(each).zip(cells.chunks_mut(each * width));
        if let [only] = self.workers.as_mut_slice() {
            return stretches
                .flat_map(|(lines, cells)| stretch(only, lines, cells, width))
                .collect();
        }
        std::thread::scope(|scope| {
            let start = |(worker, (lines, cells))| {
                scope.spawn(move || stretch(worker, lines, cells, width))
            };
            let started: Vec<_> = self.workers.iter_mut().zip(stretches).map(start).collect();
            let ended = started.into_iter().flat_map(|thread| match thread.join() {
                Ok(unpriced) => unpriced,
                Err(panic) => std::panic::resume_unwind(panic),
            });
            ended.collect()
        })
    }
}

/// Prices some lines.
fn stretch(
    worker: &mut RowEstimator<'_>,
    lines: &[Line],
    cells: &mut [Cell],
    width: usize,
) -> Vec<FaultyRow> {
    let rows = lines.iter().zip(cells.chunks_mut(width));
    rows.filter_map(|(line, cells)| worker.price(line, cells)).collect()
}
