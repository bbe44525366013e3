//! The parts of pay.

/// Which part of pay a figure speaks of.
///
/// Percentiles of the parts do not add up to the percentiles of the total.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Component {
    /// Yearly base salary, before bonus and equity.
    BaseSalary,
    /// Cash bonus of a year, among those who get one.
    Bonus,
    /// Equity that vests in a year, among those who get any.
    Equity,
    /// One-off sign-on payment.
    SignOn,
    /// Base, bonus and equity of a year together.
    TotalCompensation,
    /// The price of an hour of work.
    HourlyRate,
}

impl Component {
    /// Every component, in the order in which they are listed.
    pub const ALL: [Component; 6] = [
        Component::BaseSalary,
        Component::Bonus,
        Component::Equity,
        Component::SignOn,
        Component::TotalCompensation,
        Component::HourlyRate,
    ];

    /// The word used in data files, flags and JSON.
    pub fn slug(self) -> &'static str {
        match self {
            Component::BaseSalary => "base_salary",
            Component::Bonus => "bonus",
            Component::Equity => "equity",
            Component::SignOn => "sign_on",
            Component::TotalCompensation => "total_compensation",
            Component::HourlyRate => "hourly_rate",
        }
    }

    /// What people call it, in the middle of a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Component::BaseSalary => "base salary",
            Component::Bonus => "bonus",
            Component::Equity => "equity",
            Component::SignOn => "sign-on",
            Component::TotalCompensation => "total compensation",
            Component::HourlyRate => "hourly rate",
        }
    }

    /// The component of a [`slug`](Self::slug); `None` for any other word.
    pub fn from_slug(slug: &str) -> Option<Component> {
        Component::ALL.into_iter().find(|c| c.slug() == slug)
    }
}
