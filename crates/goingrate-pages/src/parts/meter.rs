//! How sure a figure is, as steps beside its word.

use maud::{Markup, html};

/// Four steps, filled from the left: the narrower the interval, the more of them. The word follows it in the
/// text, so that it is hidden from screen readers. `half` is half the width of the 80 % interval, as a share.
pub fn meter(half: f64) -> Markup {
    // In whole percents, as it is told and as the word beside it is chosen.
    let half = (100.0 * half).round() / 100.0;
    let filled = match half {
        h if h <= 0.03 => 4,
        h if h <= 0.07 => 3,
        h if h <= 0.15 => 2,
        _ => 1,
    };
    html! {
        svg.meter viewBox="0 0 36 15" aria-hidden="true" {
            @for step in 0..4 {
                @let height = 3.2 + 3.23 * f64::from(step);
                rect class=(if step < filled { "m-on" } else { "m-off" }) x=(0.75 + 9.0 * f64::from(step))
                    y=(format!("{:.1}", 14.2 - height)) width="6.5" height=(format!("{height:.1}")) rx="1" {}
            }
        }
    }
}
