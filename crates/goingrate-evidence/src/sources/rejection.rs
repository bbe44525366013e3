//! Why a row was not used, or not wholly: a closed list, so that reports add up by reason.

use crate::attributes::words;
use crate::table::{Column, Line};

words!(
    /// Why a row is set aside.
    Reason {
        /// No amount, or zero where the source means none by it.
        MissingPay = "missing_pay",
        /// An amount that cannot be pay for its period: 12 a year, 1e16 a year.
        ImpossiblePay = "impossible_pay",
        /// A yearly amount that is far below what the place's law allows, while twelve times it is
        /// not: probably a month's pay.
        LikelyMonthly = "likely_monthly",
        /// An amount far above what anybody has for the period, while a twelfth of it is not.
        LikelyYearly = "likely_yearly",
        /// A yearly amount that could only be an hour's.
        LikelyHourly = "likely_hourly",
        /// No currency, or none that there is.
        UnknownCurrency = "unknown_currency",
        /// No period, or none that there is.
        UnknownPeriod = "unknown_period",
        /// No place, or none that the taxonomy knows.
        UnknownPlace = "unknown_place",
        /// No title.
        MissingTitle = "missing_title",
        /// A title that no pattern of `titles.toml` reads.
        UnmappedTitle = "unmapped_title",
        /// A title of work that is not priced here (sales, recruiting).
        OtherWork = "other_work",
        /// Nobody who works for pay: students, retired, unemployed.
        NotEmployed = "not_employed",
        /// Part-time work, whose pay is not one of full-time work.
        PartTime = "part_time",
        /// A date that is none.
        BadDate = "bad_date",
        /// A date that is yet to come by more than a year.
        FutureDate = "future_date",
        /// A range whose ends are not in order.
        BadRange = "bad_range",
        /// A subtotal or another row that is no observation.
        Total = "total",
        /// A figure that another row of the file states too, or one that is not of pay.
        OtherFigure = "other_figure",
        /// A posting that an earlier row of the file is of too, for another city.
        RepeatedPosting = "repeated_posting",
        /// An industry that the taxonomy does not list.
        UnknownIndustry = "unknown_industry",
        /// An offer or filing that was denied or withdrawn.
        NotInForce = "not_in_force",
        /// A row that cannot be read at all: too few fields, a value of another kind.
        Unreadable = "unreadable",
    }
);

words!(
    /// What is worth telling of a row that is used.
    Remark {
        /// One of its components is missing; the others are used.
        MissingComponent = "missing_component",
        /// One of its components cannot be; the others are used.
        ImpossibleComponent = "impossible_component",
        /// Years that cannot be are left open.
        ImpossibleYears = "impossible_years",
        /// A city that the taxonomy does not know is read as its state or country.
        CoarserPlace = "coarser_place",
        /// A skill that the taxonomy does not know is counted, not named.
        UnknownSkill = "unknown_skill",
        /// An industry, headcount or education that is not understood is left open.
        UnknownDetail = "unknown_detail",
        /// A level that no pattern reads is kept in its own words only.
        UnknownLevel = "unknown_level",
        /// A count of people that is no number above zero is left open.
        ImpossibleCount = "impossible_count",
        /// The file does not say when; the date of the source's card stands for it.
        AssumedDate = "assumed_date",
    }
);

impl Reason {
    /// Whether the value is a word that is not known, so that values are worth counting.
    pub fn is_unknown_word(self) -> bool {
        use Reason::{OtherWork, UnknownCurrency, UnknownPeriod, UnknownPlace, UnmappedTitle};
        matches!(self, UnmappedTitle | OtherWork | UnknownPlace | UnknownCurrency | UnknownPeriod)
    }

    /// The reason in a sentence of a report.
    pub fn words(self) -> &'static str {
        match self {
            Reason::MissingPay => "no pay stated",
            Reason::ImpossiblePay => "pay that cannot be",
            Reason::LikelyMonthly => "probably a month's pay given as a year's",
            Reason::LikelyYearly => "probably a year's pay given as a month's",
            Reason::LikelyHourly => "probably an hour's pay given as a year's",
            Reason::UnknownCurrency => "no known currency",
            Reason::UnknownPeriod => "no known period",
            Reason::UnknownPlace => "no known place",
            Reason::MissingTitle => "no title",
            Reason::UnmappedTitle => "a title that no pattern reads",
            Reason::OtherWork => "work that is not priced here",
            Reason::NotEmployed => "not employed",
            Reason::PartTime => "part-time",
            Reason::BadDate => "no readable date",
            Reason::FutureDate => "a date more than a year ahead",
            Reason::BadRange => "a range whose ends are not in order",
            Reason::Total => "a total, not an observation",
            Reason::OtherFigure => "a figure that is stated elsewhere, or not of pay",
            Reason::RepeatedPosting => "the same posting again, for another city",
            Reason::UnknownIndustry => "an industry that is not listed",
            Reason::NotInForce => "denied or withdrawn",
            Reason::Unreadable => "unreadable",
        }
    }
}

impl Remark {
    /// The remark in a sentence of a report.
    pub fn words(self) -> &'static str {
        match self {
            Remark::MissingComponent => "a component is missing",
            Remark::ImpossibleComponent => "a component that cannot be is left out",
            Remark::ImpossibleYears => "years that cannot be are left open",
            Remark::CoarserPlace => "an unknown city is read as its state or country",
            Remark::UnknownSkill => "an unknown skill is counted, not named",
            Remark::UnknownDetail => "a detail that is not understood is left open",
            Remark::UnknownLevel => "a level is kept in its own words only",
            Remark::ImpossibleCount => "a count of people that cannot be is left open",
            Remark::AssumedDate => "the date is that of the source's card",
        }
    }
}

/// A row that is set aside: why, and the value that is to blame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    /// Why.
    pub reason: Reason,
    /// The column.
    pub field: String,
    /// Its value, as written.
    pub value: String,
}

impl Rejection {
    /// A row set aside because of the value of a column.
    pub fn new(reason: Reason, field: &str, value: &str) -> Rejection {
        Rejection { reason, field: field.to_owned(), value: value.to_owned() }
    }

    /// A line set aside because of what it has in a column.
    pub fn of(reason: Reason, line: &Line, column: &Column) -> Rejection {
        Rejection::new(reason, &column.name, line.get(column))
    }
}
