//! Who files, and for which year.

use clap::{Args, ValueEnum};
use goingrate::request;

/// Who files, and for which year.
#[derive(Args, Clone, Debug, Default)]
pub struct Who {
    /// Who files: one person, a couple with one income, or a head of household.
    #[arg(long, value_enum, default_value_t, help_heading = "Who")]
    pub filing: FilingWord,
    /// The tax year; the latest one with rules if not given.
    #[arg(long, help_heading = "Who", allow_hyphen_values = true)]
    pub year: Option<i16>,
}

/// A way of filing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum FilingWord {
    /// One person without dependants.
    #[default]
    Single,
    /// A married couple with one income.
    Joint,
    /// A head of household (United States).
    Head,
}

impl From<FilingWord> for request::FilingWord {
    fn from(word: FilingWord) -> request::FilingWord {
        match word {
            FilingWord::Single => request::FilingWord::Single,
            FilingWord::Joint => request::FilingWord::Joint,
            FilingWord::Head => request::FilingWord::Head,
        }
    }
}
