//! How much of what carries an answer is told.

use clap::ValueEnum;
use goingrate::request::DetailWord;

/// How much of what carries an answer is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Why {
    /// One screen: what each part of the question adds, the heaviest sources, who disagrees.
    Short,
    /// Everything: every source, and the heaviest figures one by one.
    All,
}

impl From<Why> for DetailWord {
    fn from(why: Why) -> DetailWord {
        match why {
            Why::Short => DetailWord::Short,
            Why::All => DetailWord::All,
        }
    }
}
