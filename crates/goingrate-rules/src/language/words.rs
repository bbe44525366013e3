//! The words that data and questions share: sides, ways of filing, what a line counts as, status.
//! Each is a closed list with its word; a word that is not in its list is an error that names them.

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$of])* $variant),+ }

        impl $name {
            /// Every one, in the order of the list.
            pub const ALL: &[$name] = &[$($name::$variant),+];

            /// The word in data files, flags and JSON.
            pub fn slug(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            /// The one with this word; `None` for any other word.
            ///
            /// ```
            /// use goingrate_rules::Filing;
            /// assert_eq!(Filing::from_slug("joint"), Some(Filing::Joint));
            /// assert_eq!(Filing::from_slug("maried"), None);
            /// ```
            pub fn from_slug(word: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|one| one.slug() == word)
            }

            /// The words of the list, for a hint.
            pub fn known() -> String {
                $name::ALL.iter().map(|one| one.slug()).collect::<Vec<_>>().join(", ")
            }
        }
    };
}

words! {
    /// Who files, and for how many people.
    Filing {
        /// One person without dependants.
        Single = "single",
        /// A married couple with one income, assessed together where the law allows it.
        Joint = "joint",
        /// A head of household (United States): unmarried, with a dependant.
        Head = "head",
    }
}

words! {
    /// Whose money a part of the rules speaks of.
    Side {
        /// Who earns: from gross to net.
        Worker = "worker",
        /// Who pays the salary: from salary to cost.
        Employer = "employer",
    }
}

words! {
    /// What becomes of a line's amount.
    Counts {
        /// Taken from the worker as tax.
        Tax = "tax",
        /// Taken from the worker, or paid by the employer, as a statutory contribution.
        Contribution = "contribution",
        /// Set aside by the worker; still the worker's own.
        Saving = "saving",
        /// Paid by the employer on top of the salary by custom; an assumption.
        Benefit = "benefit",
        /// A part of the salary itself, shown beside it: paid leave.
        Inside = "inside",
    }
}

words! {
    /// How sure a value is.
    Status {
        /// Enacted and published for its period.
        Law = "law",
        /// Official statistics.
        Official = "official",
        /// Ours, from law that is in force and an index that is not yet published, or from practice.
        Estimate = "estimate",
        /// Somebody's forecast.
        Forecast = "forecast",
    }
}

words! {
    /// Something that the comparison of a salary with a rate has to assume.
    AssumptionName {
        /// Working days of paid leave that an employee has, and a self-employed person takes.
        PaidLeave = "paid-leave",
        /// Public holidays that fall on working days.
        PublicHolidays = "public-holidays",
        /// Working days lost to sickness.
        SickDays = "sick-days",
        /// Working hours of a day.
        HoursADay = "hours-a-day",
        /// The part of the working hours of the self-employed that a client pays for.
        BillableShare = "billable-share",
        /// Money for later that the employer puts aside, beside the state's pension.
        Pension = "pension",
        /// How much of what an employee's pay brings into the state's pension counts as worth.
        StatePension = "state-pension",
        /// Insurance that the employer pays: health, life, disability.
        Insurance = "insurance",
        /// Cover of pay during long sickness.
        SickPay = "sick-pay",
        /// Professional indemnity insurance.
        Indemnity = "indemnity",
        /// Accountant, equipment, software, travel.
        BusinessCosts = "business-costs",
    }
}

words! {
    /// What the law of the self-employed is charged on.
    ChargedOn {
        /// What is left of the billings after business costs.
        Profit = "profit",
        /// The billings; costs do not lower the tax.
        Receipts = "receipts",
    }
}
