//! What sources state about a person or post beside the profile: education, headcount of the
//! employer, where the work is done, what sort of figure the pay is.

/// Defines an enum whose variants have a word in data files, and the list of them.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $slug:literal,)* }) => {
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
        }
    };
}

words!(
    /// The highest education that is finished, or begun where it says so.
    Education {
        /// Primary school.
        Primary = "primary",
        /// Secondary school.
        Secondary = "secondary",
        /// College or university without a degree.
        SomeCollege = "some_college",
        /// A degree of two years, or a vocational one.
        Associate = "associate",
        /// A bachelor's degree.
        Bachelor = "bachelor",
        /// A master's degree.
        Master = "master",
        /// A professional degree (law, medicine) or a doctorate.
        Doctorate = "doctorate",
        /// Anything else that was stated.
        Other = "other",
    }
);

words!(
    /// Where the work is done.
    Remote {
        /// At the employer's.
        OnSite = "on_site",
        /// Some of each.
        Hybrid = "hybrid",
        /// At home, or anywhere.
        Remote = "remote",
    }
);

words!(
    /// What sort of figure a record's amount is.
    Stated {
        /// Pay itself: what is paid, was offered or is agreed.
        Pay = "pay",
        /// The low end of a posted range; its high end is a record of its own.
        RangeLow = "range_low",
        /// The high end of a posted range.
        RangeHigh = "range_high",
        /// The most that may be charged under a contract: a ceiling, not pay.
        Ceiling = "ceiling",
        /// A figure computed by a formula from other evidence: never evidence of its own.
        Computed = "computed",
    }
);

/// Headcount of an employer, from `low` to `high`; no `high` is an open end.
///
/// Unit: people, 1 or more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Headcount {
    /// At least this many.
    pub low: u32,
    /// At most this many; `None` where there is no upper end.
    pub high: Option<u32>,
}

impl Headcount {
    /// A band; `None` if it is empty or starts below 1.
    pub fn new(low: u32, high: Option<u32>) -> Option<Headcount> {
        (low >= 1 && high.is_none_or(|high| high >= low)).then_some(Headcount { low, high })
    }
}
