//! Sums of two parts of the data as one: effects by their keys, groups by their names.

use crate::error::MixedError;
use crate::information::Information;
use crate::information::prior_rows::PriorRows;
use crate::information::sums::{Sign, Sums, joined};
use crate::information::sums_error;

impl Information {
    /// Both parts together, as if their lines had been summed in one system. Where a group's variance
    /// stands, and the weights of prior rows that both have, are those of `self`.
    ///
    /// # Errors
    /// Groups of the same name that are held, have priors or sampling covariances in one part only, or
    /// whose rows are data in one part and prior rows in the other; a group with sampling covariances
    /// whose parts were summed at different variances; and prior rows with different means.
    pub fn plus(&self, other: &Information) -> Result<Information, MixedError> {
        self.with(other, Sign::Plus)
    }

    /// What is left without a part that was added before. An effect that no line touches any more
    /// is gone if it has no prior row, and else what its prior says; the criterion is that without it.
    ///
    /// # Errors
    /// As [`plus`](Self::plus), different variances of a group with sampling covariances among them, and
    /// where `other` has a group, an effect or more lines than `self` has. Taking away what is no part
    /// of `self` is noticed only where such counts do not fit, or later, where solving finds squares of
    /// residuals that are clearly below 0.
    pub fn minus(&self, other: &Information) -> Result<Information, MixedError> {
        self.with(other, Sign::Minus)
    }

    fn with(&self, other: &Information, sign: Sign) -> Result<Information, MixedError> {
        check_kinds(&self.data, &other.priors)?;
        check_kinds(&other.data, &self.priors)?;
        let (keys, own, theirs) = merged(&self.keys, &other.keys);
        let data: Vec<Sums> = self.data.iter().map(|sums| sums.renumbered(&own)).collect();
        let others: Vec<Sums> = other.data.iter().map(|sums| sums.renumbered(&theirs)).collect();
        let mut data = grouped(data, others, sign)?;
        data.retain(|sums| sums.lines > 0);
        let priors = self.priors.iter().map(|rows| rows.renumbered(&own)).collect();
        let others = other.priors.iter().map(|rows| rows.renumbered(&theirs)).collect();
        let priors = match sign {
            Sign::Plus => grouped(priors, others, sign)?,
            Sign::Minus => priors,
        };
        Ok(Information { keys, data, priors }.without_idle_keys())
    }

    /// Leaves out keys that neither a line nor a prior row touches.
    fn without_idle_keys(self) -> Information {
        let mut touched = vec![false; self.keys.len()];
        let rights = self.data.iter().flat_map(|sums| &sums.right);
        rights.for_each(|right| touched[right.row as usize] = true);
        let terms = self.priors.iter().flat_map(|p| &p.rows).flat_map(|row| &row.terms);
        terms.for_each(|(row, _)| touched[*row as usize] = true);
        if touched.iter().all(|t| *t) {
            return self;
        }
        let (mut to, mut keys) = (vec![0; touched.len()], Vec::new());
        for ((key, touched), to) in self.keys.into_iter().zip(touched).zip(&mut to) {
            *to = keys.len() as u32;
            keys.extend(touched.then_some(key));
        }
        Information {
            keys,
            data: self.data.iter().map(|sums| sums.renumbered(&to)).collect(),
            priors: self.priors.iter().map(|rows| rows.renumbered(&to)).collect(),
        }
    }
}

/// Something of one variance group.
trait Grouped: Clone {
    fn name(&self) -> &str;
    fn together(&self, other: &Self, sign: Sign) -> Result<Self, MixedError>;
}

impl Grouped for Sums {
    fn name(&self) -> &str {
        &self.group.name
    }

    fn together(&self, other: &Sums, sign: Sign) -> Result<Sums, MixedError> {
        self.with(other, sign)
    }
}

impl Grouped for PriorRows {
    fn name(&self) -> &str {
        &self.group.name
    }

    fn together(&self, other: &PriorRows, _: Sign) -> Result<PriorRows, MixedError> {
        self.with(other)
    }
}

/// A group has either lines of data or prior rows.
fn check_kinds(data: &[Sums], priors: &[PriorRows]) -> Result<(), MixedError> {
    match name_of_both(data, priors) {
        Some(name) => Err(sums_error(
            name,
            "its rows are data in one part and prior rows in the other (hint: give one of them another name)",
        )),
        None => Ok(()),
    }
}

/// A name that stands among groups of data and among groups of prior rows, which are sorted by name.
pub(super) fn name_of_both<'a>(data: &'a [Sums], priors: &[PriorRows]) -> Option<&'a str> {
    let stands_in_both =
        |name: &&str| priors.binary_search_by(|rows| rows.group.name.as_str().cmp(name)).is_ok();
    data.iter().map(|sums| sums.group.name.as_str()).find(stands_in_both)
}

/// Groups of both parts by name.
fn grouped<T: Grouped>(mut own: Vec<T>, theirs: Vec<T>, sign: Sign) -> Result<Vec<T>, MixedError> {
    for other in theirs {
        match own.binary_search_by(|group| group.name().cmp(other.name())) {
            Ok(at) => own[at] = own[at].together(&other, sign)?,
            Err(_) if sign == Sign::Minus => {
                return Err(sums_error(
                    other.name(),
                    "what is taken away has a group that they lack",
                ));
            }
            Err(at) => own.insert(at, other),
        }
    }
    Ok(own)
}

/// The keys of both, ascending, and where the keys of each stand among them.
fn merged(a: &[String], b: &[String]) -> (Vec<String>, Vec<u32>, Vec<u32>) {
    let both = |key: &String, _: &String| Some(key.clone());
    let keys = joined(a, b, String::cmp, both, Sign::Plus).unwrap_or_default();
    let places = |own: &[String]| {
        let mut at = 0;
        let place = |key: &String| {
            at += keys[at..].iter().position(|k| k == key).unwrap_or(0);
            at as u32
        };
        own.iter().map(place).collect::<Vec<u32>>()
    };
    let (own, theirs) = (places(a), places(b));
    (keys, own, theirs)
}
