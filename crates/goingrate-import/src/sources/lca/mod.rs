//! Labour condition applications (H-1B) of the United States: the disclosure files of the
//! Department of Labor, one filing a row, and summaries of them by occupation, title and employer, which
//! give the number of filings and their percentiles (a P99 is one employer's word, not a level of pay).

mod filings;
mod summaries;

use std::collections::BTreeMap;

use goingrate_evidence::{Basis, Money};
use goingrate_units::{Component, Currency, Period, RoleId};
use serde::Deserialize;

use self::filings::Filings;
use self::summaries::Summaries;
use crate::error::SourceError;
use crate::reading::own_data::own_data;
use crate::reading::{Context, Source};
use crate::rejection::{Reason, Rejection};
use crate::row::Sink;
use crate::table::{self, Column, Head, Layout, Opened};

/// The source.
pub struct Lca;

const SLUG: &str = "lca";

const DISCLOSURE: &[&str] = &["CASE_STATUS", "JOB_TITLE", "SOC_CODE"];
/// The headings of each of the summaries: by occupation, title and employer.
const SUMMARIES: [&[&str]; 3] = [
    &["cbsa", "soc", "n_filings", "median"],
    &["title", "key", "family", "area", "filings", "p50"],
    &["employer", "slug", "category", "soc", "area", "filings", "p50"],
];

#[derive(Deserialize)]
struct Data {
    summary_as_of: String,
    quartiles_from: u64,
    staffing: Option<String>,
    /// Employers of a tier, by the names of the summaries.
    #[serde(default)]
    employers: BTreeMap<String, Vec<String>>,
    certified: Vec<String>,
    unit: BTreeMap<String, Unit>,
}

/// A unit of pay: the period, and how many of it the amount is for.
#[derive(Clone, Deserialize)]
struct Unit {
    period: String,
    #[serde(default = "one")]
    times: f64,
}

fn one() -> f64 {
    1.0
}

impl Source for Lca {
    fn slug(&self) -> &str {
        SLUG
    }

    fn data(&self) -> &str {
        include_str!("../../../../../data/sources/lca.toml")
    }

    fn recognises(&self, head: &Head) -> bool {
        head.has(DISCLOSURE) || SUMMARIES.iter().any(|headings| head.has(headings))
    }

    fn read(
        &self,
        opened: Opened,
        context: &Context<'_>,
        sink: &mut dyn Sink,
    ) -> Result<(), SourceError> {
        let data: Data = own_data(SLUG, self.data())?;
        if let Some(headings) = SUMMARIES.into_iter().find(|headings| opened.head.has(headings)) {
            return table::read(opened, &Layout::of(headings), sink, |columns| {
                let mut reader = Summaries::new(&data, columns, *context)?;
                Ok(Box::new(move |line, row| reader.row(line, row)))
            });
        }
        let layout = Layout { not_content: &["CASE_NUMBER"], ..Layout::of(DISCLOSURE) };
        table::read(opened, &layout, sink, |columns| {
            let mut reader = Filings::new(&data, columns, *context)?;
            Ok(Box::new(move |line, row| reader.row(line, row)))
        })
    }
}

fn offered(currency: Currency, period: Period) -> Money {
    Money { component: Component::BaseSalary, basis: Basis::Gross, currency, period }
}

/// The role of an occupation's code: `15-1252`, or `15-1252.00`.
fn occupation(context: Context<'_>, code: &str, column: &Column) -> Result<RoleId, Rejection> {
    let of = |reason| Rejection::new(reason, &column.name, code);
    if code.is_empty() {
        return Err(of(Reason::MissingTitle));
    }
    let six = code.split('.').next().unwrap_or_default();
    context.taxonomy.role_by_soc(six).ok_or_else(|| of(Reason::OtherWork))
}
