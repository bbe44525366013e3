//! A hiring kit as text: the page of `document`, set for a terminal.

use crate::document;
use crate::style::Style;
use crate::views::kit::KitView;

/// The kit.
pub fn kit(view: &KitView, style: &Style) -> String {
    document::terminal(&document::kit(view), style)
}
