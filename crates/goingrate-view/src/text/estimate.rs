//! The market's percentiles in short, as text.

use super::page::Page;
use super::pay::{percentiles, read_as};
use crate::style::{Paint, Style};
use crate::views::estimate::EstimateView;

/// The answer, the percentiles, and what has to be known of them.
pub fn estimate(view: &EstimateView, style: &Style) -> String {
    let mut page = Page::new(style);
    page.painted(&view.answer, Paint::Bold);
    for remark in &view.reading_remarks {
        page.painted(remark, Paint::Open);
    }
    page.gap();
    percentiles::plain(&mut page, &view.percentiles, &view.by_period);
    page.gap();
    page.labelled("How sure", &view.sure.sentence);
    for remark in &view.remarks {
        page.labelled("Note", remark);
    }
    page.labelled("Read as", &read_as(&view.understood));
    let basis = &view.basis;
    page.labelled("Basis", &format!("{} sources; evidence {}.", basis.sources, basis.evidence));
    page.finish()
}
