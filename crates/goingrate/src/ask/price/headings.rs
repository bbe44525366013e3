//! What a heading says: the names of the program first, then the list of headings that tables of other
//! people have.

use goingrate_import::{HeadingMatch, Headings, Meaning};
use goingrate_units::parse::Field;
use goingrate_units::{Currency, Period};

/// What a column of the table is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// A field of the profile.
    Field(Field),
    /// A state or province, beside a place.
    State,
    /// A country, beside a place.
    Country,
    /// The period that the prices are for.
    Period,
    /// The currency that the prices are in.
    Currency,
    /// What a person is paid or offered.
    Salary,
}

/// A heading that is understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Understood {
    pub used: Use,
    /// Whether words within a longer heading say it, so that somebody should be told.
    pub loosely: bool,
    /// The period that a heading of salaries names ("Monthly salary").
    pub period: Option<Period>,
    /// The currency that a heading of salaries names ("Salary (USD)").
    pub currency: Option<Currency>,
}

/// Names of columns that were always read and that no table of other people has.
const OWN: [(&str, Use); 6] = [
    ("employer_tier", Use::Field(Field::Tier)),
    ("part_of_pay", Use::Field(Field::Component)),
    ("period", Use::Period),
    ("currency", Use::Currency),
    ("salary", Use::Salary),
    ("offer", Use::Salary),
];

impl Use {
    pub fn name(self) -> &'static str {
        match self {
            Use::Field(field) => field.name(),
            Use::State => "state",
            Use::Country => "country",
            Use::Period => "period",
            Use::Currency => "currency",
            Use::Salary => "salary",
        }
    }

    /// Whether the shape of a distribution hangs on it; the others only move it, or say how it is shown.
    pub fn shapes(self) -> bool {
        let moves = matches!(self, Use::Field(Field::Skills | Field::Employer | Field::AsOf));
        !moves && !matches!(self, Use::Period | Use::Currency | Use::Salary)
    }

    /// Whether it says where the work is.
    pub fn places(self) -> bool {
        matches!(self, Use::Field(Field::Place | Field::Question) | Use::State | Use::Country)
    }

    /// The use of a column by the name of the program.
    fn named(heading: &str) -> Option<Use> {
        let word = heading.trim().to_lowercase().replace([' ', '-'], "_");
        let field = Field::ALL.into_iter().find(|field| field.name() == word).map(Use::Field);
        field.or_else(|| OWN.iter().find(|(name, _)| *name == word).map(|(_, used)| *used))
    }

    /// The use of a field of the list of headings; the others are passed through.
    fn of_field(name: &str) -> Option<Use> {
        Some(match name {
            "title" => Use::Field(Field::Role),
            "level" => Use::Field(Field::Level),
            "years" => Use::Field(Field::Years),
            "city" => Use::Field(Field::Place),
            "state" => Use::State,
            "country" => Use::Country,
            "skills" => Use::Field(Field::Skills),
            "industry" => Use::Field(Field::Industry),
            "employer" => Use::Field(Field::Employer),
            "engagement" => Use::Field(Field::Engagement),
            "as_of" => Use::Field(Field::AsOf),
            "currency" => Use::Currency,
            "period" => Use::Period,
            _ => return None,
        })
    }

    /// Whether it is read only where the whole heading says it: "Date of birth" and "Start date" are not
    /// the day that prices are asked for.
    fn needs_whole(self) -> bool {
        matches!(self, Use::Field(Field::AsOf) | Use::Period | Use::Currency)
    }
}

impl Understood {
    /// What a heading says, if anything that is read.
    pub fn of(heading: &str, known: &Headings) -> Option<Understood> {
        let plain = |used| Understood { used, loosely: false, period: None, currency: None };
        if let Some(used) = Use::named(heading) {
            return Some(plain(used));
        }
        let (meaning, worth) = known.meaning(heading)?;
        let matched = HeadingMatch::of(worth);
        let loosely = matched == HeadingMatch::Part;
        match meaning {
            Meaning::Field(name) => {
                let used = Use::of_field(&name)?;
                // "Contract end" is the day on which it ends, and no kind of contract.
                let is_end = matched == HeadingMatch::WithoutEnds;
                let refused = is_end || (used.needs_whole() && matched != HeadingMatch::Whole);
                (!refused).then_some(Understood { loosely, ..plain(used) })
            }
            Meaning::Pay(name) => {
                let is_one = known.end(heading).is_none() && known.basis(heading) != Some("net");
                let period = known.period(heading).and_then(Period::from_slug);
                let currency = known.currency(heading);
                let salary = Understood { loosely, period, currency, ..plain(Use::Salary) };
                (name == "base_salary" && is_one).then_some(salary)
            }
        }
    }
}
