//! An information as bytes: a mark, keys, groups with their sums, prior rows, and a checksum of all of it.
//! Numbers are little-endian; floating-point numbers are kept bit for bit.

use crate::information::Information;
use crate::information::prior_rows::PriorRows;
use crate::information::sums::Sums;
use crate::system::Group;

/// How the bytes begin; the last one is the version of the format.
pub(super) const MARK: &[u8; 8] = b"GRSUMS\0\x01";

impl Information {
    /// The information as bytes, which [`from_bytes`](Self::from_bytes) reads. The same information
    /// has the same bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MARK.to_vec();
        count(&mut out, self.keys.len());
        self.keys.iter().for_each(|key| text(&mut out, key));
        count(&mut out, self.data.len());
        self.data.iter().for_each(|sums| write_sums(&mut out, sums));
        count(&mut out, self.priors.len());
        self.priors.iter().for_each(|rows| write_priors(&mut out, rows));
        let sum = crc32fast::hash(&out);
        out.extend(sum.to_le_bytes());
        out
    }
}

fn count(out: &mut Vec<u8>, count: usize) {
    out.extend((count as u64).to_le_bytes());
}

fn number(out: &mut Vec<u8>, value: f64) {
    out.extend(value.to_le_bytes());
}

fn text(out: &mut Vec<u8>, text: &str) {
    count(out, text.len());
    out.extend(text.as_bytes());
}

fn write_group(out: &mut Vec<u8>, group: &Group) {
    text(out, &group.name);
    number(out, group.variance);
    out.push(u8::from(group.held));
    out.push(u8::from(group.prior.is_some()));
    if let Some(prior) = &group.prior {
        number(out, prior.degrees);
        number(out, prior.variance);
    }
}

fn write_sums(out: &mut Vec<u8>, sums: &Sums) {
    write_group(out, &sums.group);
    out.push(u8::from(sums.at_present));
    out.extend(sums.lines.to_le_bytes());
    number(out, sums.log_det);
    number(out, sums.squares);
    count(out, sums.entries.len());
    for entry in &sums.entries {
        out.extend(entry.row.to_le_bytes());
        out.extend(entry.column.to_le_bytes());
        out.extend(entry.pieces.to_le_bytes());
        number(out, entry.sum);
    }
    count(out, sums.right.len());
    for right in &sums.right {
        out.extend(right.row.to_le_bytes());
        out.extend(right.pieces.to_le_bytes());
        number(out, right.sum);
    }
}

fn write_priors(out: &mut Vec<u8>, priors: &PriorRows) {
    write_group(out, &priors.group);
    count(out, priors.rows.len());
    for row in &priors.rows {
        number(out, row.mean);
        number(out, row.weight);
        count(out, row.terms.len());
        for (effect, coefficient) in &row.terms {
            out.extend(effect.to_le_bytes());
            number(out, *coefficient);
        }
    }
}
