//! Tables that are no evidence of pay and are kept beside it: price levels and exchange rates.

use std::path::Path;

use goingrate::units::Problem;
use goingrate_view::views::evidence_import::ImportView;

use crate::files::tables::{FOLDER, KeptTable};

/// A table of price levels or exchange rates: its figures go over those of `prices/` in the folder of
/// the evidence, for `--prices FILE` and `--rates FILE`. Without a folder nothing is written.
pub fn kept(path: &Path, bytes: u64, evidence: Option<&Path>) -> Result<ImportView, Problem> {
    let shown = path.display().to_string();
    let table = KeptTable::read(path)?;
    let outcome = match evidence {
        Some(evidence) if !table.is_empty() => table.keep(&evidence.join(FOLDER))?,
        _ => "not written",
    };
    Ok(match &table {
        KeptTable::PriceLevels(prices) => ImportView::prices(&shown, bytes, prices, outcome),
        KeptTable::Rates(rates) => ImportView::rates(&shown, bytes, rates, outcome),
    })
}
