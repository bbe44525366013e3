//! Shares as data files write them: "senior 80", "staff 20".

use goingrate_evidence::Shares;

/// Shares as they are written in data: `["senior 80", "staff 20"]`, or `["senior"]` for certain.
///
/// # Errors
/// When a slug is unknown, or the percents do not add up to 100.
pub(crate) fn shares_of<I: Copy + Ord>(
    texts: &[String],
    id: impl Fn(&str) -> Option<I>,
) -> Result<Shares<I>, String> {
    let share = |text: &String| {
        let (slug, percent) = text.split_once(' ').unwrap_or((text, "100"));
        let percent: u8 = percent.trim().parse().map_err(|_| format!("{text:?}: no percent"))?;
        let id = id(slug).ok_or_else(|| format!("{slug:?} is not in the taxonomy"))?;
        Ok((id, percent))
    };
    let shares: Result<Vec<(I, u8)>, String> = texts.iter().map(share).collect();
    Shares::of(shares?).map_err(|error| error.to_string())
}
