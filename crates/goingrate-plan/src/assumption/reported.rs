//! What others say of an assumption: figures that are shown beside the value that is taken, and not taken.

use goingrate_units::Problem;
use serde::Deserialize;

use super::{Assumption, Status};
use crate::Source;

/// A figure that somebody reports, or a range of figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Reported {
    /// What it is a figure of, as a reader would say it: `raise on promotion, professionals, United States,
    /// 2015, average`.
    pub said: String,
    /// The figure, or the lower end of the range, in the unit of the assumption.
    pub low: f64,
    /// The upper end; the same as `low` where one figure is reported.
    pub high: f64,
    /// What it is said of: a level, a kind; all if `None`.
    pub of: Option<String>,
    /// How far it may be trusted.
    pub status: Status,
    /// Who reports it.
    pub source: Source,
}

/// A figure as a file has it: `typical` alone, or `low` and `high`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawReported {
    said: String,
    typical: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    of: Option<String>,
    status: String,
    source: String,
}

impl RawReported {
    /// The figure of an assumption; the field, its value and what is wrong otherwise.
    pub(super) fn read(
        self,
        assumption: &Assumption,
    ) -> Result<Reported, (&'static str, String, String)> {
        let (low, high) = match (self.typical, self.low, self.high) {
            (Some(typical), None, None) => (typical, typical),
            (None, Some(low), Some(high)) => (low, high),
            _ => return Err(("reported", self.said, "has either typical, or low and high".into())),
        };
        let written = format!("{low}, {high}");
        if !(low <= high && assumption.allows(low) && assumption.allows(high)) {
            let what = format!("each has to be {}, the lower one first", assumption.range());
            return Err(("reported", written, what));
        }
        let status = Status::of_file(&self.status).map_err(|what| ("status", self.status, what))?;
        let Some(source) = assumption.sources.get(&self.source).cloned() else {
            return Err(("source", self.source, "is no [source] of this file".into()));
        };
        Ok(Reported { said: self.said, low, high, of: self.of, status, source })
    }
}

impl super::Assumptions {
    /// What others report of an assumption for one of these kinds, and of all kinds, in the order of the
    /// file.
    ///
    /// # Errors
    /// When there is no such assumption; field `assume`.
    pub fn reported(&self, name: &str, of: &[&str]) -> Result<Vec<&Reported>, Problem> {
        let assumption = self.known.get(name).ok_or_else(|| {
            Problem::of("assume", name, "is no assumption").hint("data/planning has all of them")
        })?;
        let fits = |reported: &&Reported| reported.of.as_deref().is_none_or(|is| of.contains(&is));
        Ok(assumption.reported.iter().filter(fits).collect())
    }
}
