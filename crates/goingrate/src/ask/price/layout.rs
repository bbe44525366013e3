//! Which column of a table says what, and which columns are added to it.

use goingrate_import::Headings;
use goingrate_import::table::append_columns::{Added, Kind};
use goingrate_import::table::excerpt;
use goingrate_units::parse::Field;
use goingrate_units::{Currency, PERCENTILES, Period, Problem, ProblemKind};

use super::headings::{Understood, Use};
use crate::data;

/// A column that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Column {
    at: usize,
    heading: Understood,
}

/// The column of salaries.
#[derive(Clone, Copy, Debug)]
pub(super) struct SalaryColumn {
    pub at: usize,
    /// The period that its heading names.
    pub period: Option<Period>,
    /// The currency that its heading names.
    pub currency: Option<Currency>,
}

/// Which column says what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    columns: Vec<Column>,
    headings: Vec<String>,
}

impl Layout {
    /// Finds the columns by their headings: by the names of the program, or as HR systems, job boards and
    /// surveys write them (`data/taxonomy/headings.toml`).
    ///
    /// # Errors
    /// When none says what is priced, two say the same, or one has the name of an added column.
    pub fn of(headings: &[String]) -> Result<Layout, Problem> {
        let known = Headings::read(data::HEADINGS)?;
        let mut layout = Layout { columns: Vec::new(), headings: headings.to_vec() };
        for (at, heading) in headings.iter().enumerate() {
            if all_added().iter().any(|added| added.name == *heading) {
                return Err(Problem::new(format!("the table has a column {heading:?} already"))
                    .hint("rename it or leave it out: it would be there twice"));
            }
            if let Some(heading) = Understood::of(heading, &known) {
                layout.add(Column { at, heading })?;
            }
        }
        let says = |field| layout.at(Use::Field(field)).is_some();
        if !says(Field::Question) && !says(Field::Role) {
            let has = excerpt(headings);
            let what =
                format!("no column says what is priced: it needs question or role; it has {has}");
            return Err(Problem::new(what)
                .kind(ProblemKind::Missing)
                .hint("name a column role (and level, place, skills, …), or question"));
        }
        Ok(layout)
    }

    /// Adds a column. Beside a heading that says it outright, one that says it loosely is passed through
    /// ("Job title" beside "Manager's job title").
    fn add(&mut self, column: Column) -> Result<(), Problem> {
        let Some(before) = self.columns.iter_mut().find(|c| c.heading.used == column.heading.used)
        else {
            self.columns.push(column);
            return Ok(());
        };
        match (before.heading.loosely, column.heading.loosely) {
            (true, false) => *before = column,
            (false, true) => {}
            _ => {
                let names = [before.at, column.at].map(|at| &self.headings[at]);
                let field = column.heading.used.name();
                let what =
                    format!("the columns {:?} and {:?} both say the {field}", names[0], names[1]);
                return Err(Problem::new(what)
                    .hint("rename one of them; other headings are passed through"));
            }
        }
        Ok(())
    }

    /// The columns that are always added, and where the salaries stand if there is a column of
    /// them.
    pub fn added(&self) -> Vec<Added> {
        if self.salary().is_some() { all_added() } else { added() }
    }

    /// The positions of the columns that are read.
    pub fn wanted(&self) -> Vec<usize> {
        self.columns.iter().map(|column| column.at).collect()
    }

    /// The headings of the columns that are read, and of those that are only passed through.
    pub fn read_and_passed(&self) -> (Vec<&str>, Vec<&str>) {
        let (mut read, mut passed) = (Vec::new(), Vec::new());
        for (at, name) in self.headings.iter().enumerate() {
            let is_read = self.columns.iter().any(|column| column.at == at);
            if is_read { &mut read } else { &mut passed }.push(name.as_str());
        }
        (read, passed)
    }

    /// The columns whose headings are understood by words within them, each with the field that it is
    /// read as.
    pub fn loosely_read(&self) -> impl Iterator<Item = (&str, &'static str)> {
        let loose = self.columns.iter().filter(|column| column.heading.loosely);
        loose.map(|column| (self.headings[column.at].as_str(), column.heading.used.name()))
    }

    /// Whether a column says where the work is, a column of whole questions for one.
    pub fn may_say_place(&self) -> bool {
        self.says_place() || self.at(Use::Field(Field::Question)).is_some()
    }

    /// Whether a column of places, states or countries is there.
    pub(super) fn says_place(&self) -> bool {
        let uses = [Use::Field(Field::Place), Use::State, Use::Country];
        uses.into_iter().any(|used| self.at(used).is_some())
    }

    /// What each column that is read is for, with its position.
    pub(super) fn columns(&self) -> impl Iterator<Item = (Use, usize)> {
        self.columns.iter().map(|column| (column.heading.used, column.at))
    }

    /// The position of the column of a use.
    pub(super) fn at(&self, used: Use) -> Option<usize> {
        self.columns().find(|(of, _)| *of == used).map(|(_, at)| at)
    }

    /// How many columns the table has.
    pub(super) fn width(&self) -> usize {
        self.headings.len()
    }

    pub(super) fn salary(&self) -> Option<SalaryColumn> {
        let column = self.columns.iter().find(|column| column.heading.used == Use::Salary)?;
        let Understood { period, currency, .. } = column.heading;
        Some(SalaryColumn { at: column.at, period, currency })
    }
}

/// In what the percentiles are.
pub(super) const TERMS: [&str; 3] = ["pay_currency", "pay_period", "pay_as_of"];

/// What a column of salaries adds: the share of the market below the salary in percent, and the ends of
/// its 80 % interval.
const STANDING: [&str; 3] = ["percentile", "percentile_low", "percentile_high"];

/// What is always added at the end: what the row was read as, and what is told of it.
const LAST: [&str; 2] = ["read_as", "complaint"];

/// Every column that may be added: where a salary stands comes before what the row was read as.
fn all_added() -> Vec<Added> {
    let mut all = added();
    let standing = STANDING.map(|name| Added { name: name.to_owned(), kind: Kind::Number });
    let at = all.len() - LAST.len();
    all.splice(at..at, standing);
    all
}

/// The columns that are always added: each percentile with the ends of its 80 % interval, then in what
/// they are, what the row was read as, and the complaint.
fn added() -> Vec<Added> {
    let percentile = |p: f64| {
        let name = format!("p{:.0}", 100.0 * p);
        [name.clone(), format!("{name}_low"), format!("{name}_high")]
    };
    let numbers = PERCENTILES.into_iter().flat_map(percentile);
    let texts = TERMS.into_iter().chain(LAST).map(str::to_owned);
    let number = numbers.map(|name| Added { name, kind: Kind::Number });
    number.chain(texts.map(|name| Added { name, kind: Kind::Text })).collect()
}
