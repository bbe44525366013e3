//! Counts of groups to percentiles: what a roll-up answers where nobody asks for cells.

use goingrate_evidence::Histogram;

use crate::kernel::{Counted, Group, Question, TableError, Take, of_bin};

/// How far a percentile may be from that of the amounts themselves, as a share of it: half a bucket.
pub const WITHIN: f64 = 1.0 / 256.0;

/// The percentiles of one group.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupPercentiles {
    /// The place of each dimension's word, in the order of the grouping.
    pub words: Vec<u32>,
    /// Amounts that were counted.
    pub count: u64,
    /// Rows without an amount, by fault, in the order of [`Fault::ALL`](crate::kernel::Fault::ALL).
    pub faults: [u64; 3],
    /// The percentiles, in the order in which they were asked for; none where nothing was counted.
    pub percentiles: Vec<Option<f64>>,
}

/// All groups of one grouping, in the order of their words.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupingPercentiles {
    /// The grouping, by its position in the question.
    pub grouping: usize,
    /// Its groups.
    pub groups: Vec<GroupPercentiles>,
}

struct Taker<'p> {
    probabilities: &'p [f64],
    groups: Vec<GroupPercentiles>,
}

impl Take for Taker<'_> {
    fn take(&mut self, group: Group<'_>) {
        self.groups.push(of_group(group, self.probabilities));
    }
}

/// The percentiles of every group of a roll-up, by probabilities from 0 to 1. Each is the middle of the
/// bucket of the amount with rank ⌈p·n⌉, within [`WITHIN`] of it.
///
/// # Errors
/// When counts on disk cannot be read back.
pub fn percentiles(
    question: &Question,
    counted: &Counted,
    probabilities: &[f64],
) -> Result<Vec<GroupingPercentiles>, TableError> {
    let takers = counted.each(|_| Taker { probabilities, groups: Vec::new() })?;
    let none = |grouping| GroupingPercentiles { grouping, groups: Vec::new() };
    let mut all: Vec<GroupingPercentiles> = (0..question.groupings.len()).map(none).collect();
    for (grouping, taker) in takers {
        if let Some(of) = all.get_mut(grouping) {
            of.groups.extend(taker.groups);
        }
    }
    all.iter_mut().for_each(|of| of.groups.sort_unstable_by(|a, b| a.words.cmp(&b.words)));
    Ok(all)
}

fn of_group(group: Group<'_>, probabilities: &[f64]) -> GroupPercentiles {
    let first = group.bins.partition_point(|(bin, _)| of_bin(*bin).is_err());
    let (faulty, counted) = group.bins.split_at(first);
    let mut faults = [0; 3];
    for (bin, count) in faulty {
        if let Err(fault) = of_bin(*bin) {
            faults[fault as usize] += count;
        }
    }
    let count: u64 = counted.iter().map(|(_, count)| count).sum();
    let percentile = |p: &f64| quantile(counted, count, *p);
    GroupPercentiles {
        words: group.words.to_vec(),
        count,
        faults,
        percentiles: probabilities.iter().map(percentile).collect(),
    }
}

/// As [`Histogram::quantile`], of bins as they were counted.
fn quantile(bins: &[(u32, u64)], count: u64, p: f64) -> Option<f64> {
    let rank = ((p * count as f64).ceil() as u64).max(1);
    let mut below = 0;
    let reached = bins.iter().find(|(_, count)| {
        below += count;
        below >= rank
    });
    let (bin, _) = reached.or(bins.last())?;
    of_bin(*bin).ok().map(Histogram::middle)
}
