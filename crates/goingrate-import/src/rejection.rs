//! Why a row was not used, or not wholly: a closed list, so that reports add up by reason.

/// Defines an enum of which every variant has a word, for data files and JSON, and a sentence, for
/// reports; and the list of them.
macro_rules! list {
    ($(#[$doc:meta])* $name:ident {
        $($(#[$variant_doc:meta])* $variant:ident = $slug:literal, $words:literal;)*
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
        }

        impl $name {
            /// Every one, in the order in which they are listed.
            pub const ALL: &[$name] = &[$($name::$variant),*];

            /// The word used in data files and JSON.
            pub fn slug(self) -> &'static str {
                match self {
                    $($name::$variant => $slug,)*
                }
            }

            /// The one of a [`slug`](Self::slug); `None` for any other word.
            pub fn from_slug(slug: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|one| one.slug() == slug)
            }

            /// The same in a sentence of a report.
            pub fn words(self) -> &'static str {
                match self {
                    $($name::$variant => $words,)*
                }
            }
        }
    };
}

list!(
    /// Why a row is set aside.
    Reason {
        /// No amount, or zero where the source means none by it.
        MissingPay = "missing_pay", "no pay stated";
        /// An amount with a single mark that can part a fraction or thousands: `71.500`.
        AmbiguousPay = "ambiguous_pay", "an amount that can be a fraction or thousands";
        /// An amount that cannot be pay for its period: 12 a year, 1e16 a year.
        ImpossiblePay = "impossible_pay", "pay that cannot be";
        /// A yearly amount that is far below what the place's law allows, while twelve times it is
        /// not: probably a month's pay.
        LikelyMonthly = "likely_monthly", "probably a month's pay given as a year's";
        /// An amount far above what anybody has for the period, while a twelfth of it is not.
        LikelyYearly = "likely_yearly", "probably a year's pay given as a month's";
        /// A yearly amount that could only be an hour's.
        LikelyHourly = "likely_hourly", "probably an hour's pay given as a year's";
        /// No currency, or none that there is.
        UnknownCurrency = "unknown_currency", "no known currency";
        /// No period, or none that there is.
        UnknownPeriod = "unknown_period", "no known period";
        /// No place, or none that the taxonomy knows.
        UnknownPlace = "unknown_place", "no known place";
        /// No title.
        MissingTitle = "missing_title", "no title";
        /// A title that no pattern of `titles.toml` reads.
        UnmappedTitle = "unmapped_title", "a title that no pattern reads";
        /// A title of work that is not priced here (sales, recruiting).
        OtherWork = "other_work", "work that is not priced here";
        /// Nobody who works for pay: students, retired, unemployed.
        NotEmployed = "not_employed", "not employed";
        /// Part-time work, whose pay is not one of full-time work.
        PartTime = "part_time", "part-time";
        /// A date that is none.
        BadDate = "bad_date", "no readable date";
        /// A date that is yet to come by more than a year.
        FutureDate = "future_date", "a date more than a year ahead";
        /// A range whose ends are not in order.
        BadRange = "bad_range", "a range whose ends are not in order";
        /// A subtotal or another row that is no observation.
        Total = "total", "a total, not an observation";
        /// A figure that another row of the file states too, or one that is not of pay.
        OtherFigure = "other_figure", "a figure that is stated elsewhere, or not of pay";
        /// A posting that an earlier row of the file is of too, for another city.
        RepeatedPosting = "repeated_posting", "the same posting again, for another city";
        /// An industry that the taxonomy does not list.
        UnknownIndustry = "unknown_industry", "an industry that is not listed";
        /// An offer or filing that was denied or withdrawn.
        NotInForce = "not_in_force", "denied or withdrawn";
        /// A row that the mapping leaves out by a value of it.
        LeftOut = "left_out", "left out by a value, as the mapping says";
        /// A row that cannot be read at all: too few fields, a value of another kind.
        Unreadable = "unreadable", "unreadable";
    }
);

list!(
    /// What is worth telling of a row that is used.
    Remark {
        /// One of its components is missing; the others are used.
        MissingComponent = "missing_component", "a component is missing";
        /// One of its components cannot be; the others are used.
        ImpossibleComponent = "impossible_component", "a component that cannot be is left out";
        /// One of its components can be a fraction or thousands; the others are used.
        AmbiguousComponent = "ambiguous_component",
            "a component that can be a fraction or thousands is left out";
        /// Its pay is of fewer hours than full-time work, and is told for full-time work.
        PartTimePay = "part_time_pay", "pay of part-time work is told for full-time work";
        /// Years that cannot be are left open.
        ImpossibleYears = "impossible_years", "years that cannot be are left open";
        /// A city that the taxonomy does not know is read as its state or country.
        CoarserPlace = "coarser_place", "an unknown city is read as its state or country";
        /// A skill that the taxonomy does not know is counted, not named.
        UnknownSkill = "unknown_skill", "an unknown skill is counted, not named";
        /// An industry, headcount or education that is not understood is left open.
        UnknownDetail = "unknown_detail", "a detail that is not understood is left open";
        /// A level that no pattern reads is kept in its own words only.
        UnknownLevel = "unknown_level", "a level is kept in its own words only";
        /// A count of people that is no number above zero is left open.
        ImpossibleCount = "impossible_count", "a count of people that cannot be is left open";
        /// The file does not say when; the date of the source's card stands for it.
        AssumedDate = "assumed_date", "the date is that of the source's card";
    }
);

impl Reason {
    /// Whether the value is a word that is not known, so that values are worth counting.
    pub fn is_unknown_word(self) -> bool {
        use Reason::{OtherWork, UnknownCurrency, UnknownPeriod, UnknownPlace, UnmappedTitle};
        matches!(self, UnmappedTitle | OtherWork | UnknownPlace | UnknownCurrency | UnknownPeriod)
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
}
