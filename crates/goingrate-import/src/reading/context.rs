//! What every source needs beside the file itself.

use goingrate_units::{Date, ExchangeRates, Taxonomy};

use crate::words::{Details, Plausible, Titles};

/// What a file is read with.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The words.
    pub taxonomy: &'a Taxonomy,
    /// How titles and levels are read.
    pub titles: &'a Titles,
    /// How education and the like are read.
    pub details: &'a Details,
    /// What pay can be.
    pub plausible: &'a Plausible,
    /// Exchange rates, for what pay can be; never to convert a record.
    pub rates: &'a ExchangeRates,
    /// When the pay held, for a file that does not say; given by whoever imports it.
    pub as_of: Option<Date>,
    /// The last day that pay can be of, where it is known what day it is: rows of later days are set
    /// aside.
    pub latest: Option<Date>,
    /// Whether rows whose period is doubtful (a month's pay given as a year's) are used all the
    /// same: for the scoreboard, whose rivals see them too.
    pub keep_doubtful: bool,
}
