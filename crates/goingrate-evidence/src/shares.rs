//! What something may be, with the probability of each: a title that is a senior's in 80 of 100.

use std::collections::BTreeMap;
use std::sync::Arc;

/// The alternatives and their probabilities, in whole percent that add up to 100; empty where
/// nothing is known. Cheap to copy.
///
/// ```
/// use goingrate_evidence::Shares;
/// let level = Shares::of([("senior", 80), ("staff", 20)])?;
/// assert_eq!(level.likeliest(), Some(("senior", 80)));
/// assert!(Shares::of([("senior", 80)]).is_err());
/// assert!(Shares::<u8>::unknown().is_unknown());
/// # Ok::<(), goingrate_evidence::SharesError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shares<T>(Arc<[(T, u8)]>);

/// Probabilities that are none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SharesError {
    /// They do not add up.
    #[error("the shares add up to {0} %; write whole percents that add up to 100")]
    Sum(u32),
    /// An alternative is there twice, or has no share.
    #[error("each alternative must be there once, with a share of at least 1 %")]
    Twice,
}

impl<T: Copy + Ord> Shares<T> {
    /// Nothing is known.
    pub fn unknown() -> Shares<T> {
        Shares(Arc::from([]))
    }

    /// It is this.
    pub fn certain(value: T) -> Shares<T> {
        Shares(Arc::from([(value, 100)]))
    }

    /// It is one of these, in whole percent.
    ///
    /// # Errors
    /// When the percents do not add up to 100, one is zero, or an alternative is there twice.
    pub fn of(shares: impl IntoIterator<Item = (T, u8)>) -> Result<Shares<T>, SharesError> {
        let mut shares: Vec<(T, u8)> = shares.into_iter().collect();
        shares.sort_unstable_by_key(|share| share.0);
        let twice = shares.windows(2).any(|pair| pair[0].0 == pair[1].0);
        if twice || shares.iter().any(|share| share.1 == 0) {
            return Err(SharesError::Twice);
        }
        match shares.iter().map(|share| u32::from(share.1)).sum() {
            100 => Ok(Shares(shares.into())),
            other => Err(SharesError::Sum(other)),
        }
    }

    /// A mixture of several in equal parts, to whole percents; `None` of nothing.
    pub fn evenly(parts: &[Shares<T>]) -> Option<Shares<T>> {
        if let [one] = parts {
            return Some(one.clone());
        }
        let mut sums: BTreeMap<T, u32> = BTreeMap::new();
        for (value, percent) in parts.iter().flat_map(Shares::all) {
            *sums.entry(*value).or_default() += u32::from(*percent);
        }
        let of: u32 = sums.values().sum();
        let mut shares: Vec<(T, u8)> = Vec::with_capacity(sums.len());
        let (mut past, mut given) = (0, 0);
        for (value, sum) in sums {
            // Cumulative rounding, so that the percents add up.
            past += sum;
            let until = (past * 100 + of / 2) / of;
            shares.push((value, (until - given) as u8));
            given = until;
        }
        shares.retain(|share| share.1 > 0);
        (!shares.is_empty()).then(|| Shares(shares.into()))
    }

    /// The alternatives in the order of their values, with their percents.
    pub fn all(&self) -> &[(T, u8)] {
        &self.0
    }

    /// The likeliest alternative with its percent, the first of equals; `None` if nothing is known.
    pub fn likeliest(&self) -> Option<(T, u8)> {
        self.0.iter().copied().reduce(|best, next| if next.1 > best.1 { next } else { best })
    }

    /// Whether nothing is known.
    pub fn is_unknown(&self) -> bool {
        self.0.is_empty()
    }
}

/// Shares as they are written in data: `["senior 80", "staff 20"]`, or `["senior"]` for certain.
///
/// # Errors
/// When a slug is unknown, or the percents do not add up to 100.
pub fn shares_of<I: Copy + Ord>(
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
