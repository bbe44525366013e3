//! Bytes to an information. Nothing that a reader would trip over later is taken in: every number is
//! finite and in its range, every effect exists, and lists are in their order.

use crate::error::MixedError;
use crate::information::Information;
use crate::information::bytes::MARK;
use crate::information::merge::name_of_both;
use crate::information::prior_rows::{PriorRow, PriorRows};
use crate::information::sums::{Entry, Right, Sums, have_diagonal};
use crate::system::{Group, RowKind, VariancePrior, check_prior, check_variance};

impl Information {
    /// Reads what [`to_bytes`](Self::to_bytes) wrote.
    ///
    /// # Errors
    /// Bytes that are cut off, changed, of another format, or that say what no system would.
    pub fn from_bytes(bytes: &[u8]) -> Result<Information, MixedError> {
        let (body, sum) = bytes.split_last_chunk::<4>().unwrap_or((&[], &[0; 4]));
        let mut reader = Reader { bytes: body, at: 0, effects: 0 };
        let mark: [u8; 8] = reader.array()?;
        reader.check(mark[..7] == MARK[..7], "they do not begin as those of an information")?;
        reader.check(mark[7] == MARK[7], "they are of another version of the format")?;
        let same = crc32fast::hash(body) == u32::from_le_bytes(*sum);
        reader.check(same, "the checksum is another one, so that they were changed or cut off")?;
        let keys = reader.list(8, Reader::text)?;
        reader.check(keys.is_sorted_by(|a, b| a < b), "keys are not in ascending order")?;
        reader.effects = keys.len();
        let data = reader.list(8, Reader::sums)?;
        reader.check(
            data.is_sorted_by(|a, b| a.group.name < b.group.name),
            "groups are not in ascending order",
        )?;
        let priors = reader.list(8, Reader::priors)?;
        reader.check(
            priors.is_sorted_by(|a, b| a.group.name < b.group.name),
            "groups of effects are not in ascending order",
        )?;
        let apart = name_of_both(&data, &priors).is_none();
        reader.check(apart, "a group has both lines of data and prior rows")?;
        reader.check(reader.at == body.len(), "there is more than an information")?;
        Ok(Information { keys, data, priors })
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Number of keys: every effect is below it.
    effects: usize,
}

impl Reader<'_> {
    fn check(&self, right: bool, what: &'static str) -> Result<(), MixedError> {
        if right { Ok(()) } else { Err(MixedError::Bytes { at: self.at, what }) }
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], MixedError> {
        match self.bytes.get(self.at..).and_then(|rest| rest.first_chunk::<N>()) {
            Some(array) => {
                self.at += N;
                Ok(*array)
            }
            None => Err(MixedError::Bytes { at: self.at, what: "they end in the middle" }),
        }
    }

    fn flag(&mut self) -> Result<bool, MixedError> {
        let [byte] = self.array()?;
        self.check(byte <= 1, "a flag is neither 0 nor 1")?;
        Ok(byte == 1)
    }

    fn number(&mut self) -> Result<f64, MixedError> {
        let value = f64::from_le_bytes(self.array()?);
        self.check(value.is_finite(), "a number is not finite")?;
        Ok(value)
    }

    fn count(&mut self) -> Result<u64, MixedError> {
        Ok(u64::from_le_bytes(self.array()?))
    }

    fn effect(&mut self) -> Result<u32, MixedError> {
        let effect = u32::from_le_bytes(self.array()?);
        self.check((effect as usize) < self.effects, "an effect has no key")?;
        Ok(effect)
    }

    /// A number of items, of which each takes at least `least` bytes: a wrong number asks for no memory.
    fn length(&mut self, least: usize) -> Result<usize, MixedError> {
        let count = self.count()?;
        let most = (self.bytes.len() - self.at) / least;
        self.check(count <= most as u64, "a list is longer than what is left")?;
        Ok(count as usize)
    }

    fn list<T>(
        &mut self,
        least: usize,
        read: impl Fn(&mut Self) -> Result<T, MixedError>,
    ) -> Result<Vec<T>, MixedError> {
        let length = self.length(least)?;
        (0..length).map(|_| read(self)).collect()
    }

    fn text(&mut self) -> Result<String, MixedError> {
        let length = self.length(1)?;
        let bytes = self.bytes.get(self.at..self.at + length).unwrap_or_default();
        let text = std::str::from_utf8(bytes).map(String::from);
        let text = text.map_err(|_| MixedError::Bytes { at: self.at, what: "a text is no UTF-8" });
        self.at += length;
        text
    }

    fn group(&mut self, kind: RowKind) -> Result<Group, MixedError> {
        let (name, variance, held) = (self.text()?, self.number()?, self.flag()?);
        let prior = match self.flag()? {
            true => Some(VariancePrior { degrees: self.number()?, variance: self.number()? }),
            false => None,
        };
        prior.as_ref().map_or(Ok(()), check_prior)?;
        Ok(Group { name, variance, held, prior, kind })
    }

    fn sums(&mut self) -> Result<Sums, MixedError> {
        let group = self.group(RowKind::Data)?;
        let at_present = self.flag()?;
        check_variance(group.variance, at_present)?;
        self.check(group.held || !at_present, "sums at one variance are not held")?;
        let lines = self.count()?;
        self.check(lines > 0, "a group has no line")?;
        let (log_det, squares) = (self.number()?, self.number()?);
        let entries = self.list(24, Reader::entry)?;
        let ordered = entries.is_sorted_by(|a, b| a.place() < b.place());
        self.check(ordered, "entries are not in ascending order")?;
        let right = self.list(20, Reader::right)?;
        let diagonal = entries.iter().filter(|e| e.row == e.column).map(|e| (e.row, e.pieces));
        let same = diagonal.eq(right.iter().map(|r| (r.row, r.pieces)));
        self.check(same, "right-hand sides are not those of the diagonal")?;
        let have = have_diagonal(&entries, &right);
        self.check(have, "an entry off the diagonal sums more pieces than the diagonal")?;
        Ok(Sums { group, at_present, lines, log_det, squares, entries, right })
    }

    fn entry(&mut self) -> Result<Entry, MixedError> {
        let (row, column, pieces) = (self.effect()?, self.effect()?, self.count()?);
        self.check(row <= column, "an entry is below the diagonal")?;
        self.check(pieces > 0, "an entry sums nothing")?;
        let sum = self.number()?;
        self.check(row < column || sum >= 0.0, "an entry of the diagonal is negative")?;
        Ok(Entry { row, column, pieces, sum })
    }

    fn right(&mut self) -> Result<Right, MixedError> {
        Ok(Right { row: self.effect()?, pieces: self.count()?, sum: self.number()? })
    }

    fn priors(&mut self) -> Result<PriorRows, MixedError> {
        let group = self.group(RowKind::Prior)?;
        check_variance(group.variance, false)?;
        let rows = self.list(24, Reader::prior)?;
        let ordered = rows.is_sorted_by(|a, b| a.order(b).is_lt());
        self.check(ordered, "prior rows are not in ascending order")?;
        Ok(PriorRows { group, rows })
    }

    fn prior(&mut self) -> Result<PriorRow, MixedError> {
        let (mean, weight) = (self.number()?, self.number()?);
        self.check(weight > 0.0, "a weight is not above 0")?;
        let terms = self.list(12, |reader| Ok((reader.effect()?, reader.number()?)))?;
        self.check(!terms.is_empty(), "a prior row is over no effect")?;
        self.check(terms.is_sorted_by(|a, b| a.0 < b.0), "a prior row's effects are not in order")?;
        Ok(PriorRow { terms, mean, weight })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One line over two effects, and the prior row of one of them.
    fn information() -> Information {
        let entry = |row, column| Entry { row, column, pieces: 1, sum: 1.0 };
        let sums = Sums {
            group: Group::data("noise", 1.0),
            at_present: false,
            lines: 1,
            log_det: 0.0,
            squares: 1.0,
            entries: vec![entry(0, 0), entry(0, 1), entry(1, 1)],
            right: [0, 1].map(|row| Right { row, pieces: 1, sum: 1.0 }).into(),
        };
        let row = PriorRow { terms: vec![(1, 1.0)], mean: 0.0, weight: 1.0 };
        let priors = PriorRows { group: Group::effects("roles", 1.0), rows: vec![row] };
        Information {
            keys: ["a", "b"].map(Into::into).into(),
            data: vec![sums],
            priors: vec![priors],
        }
    }

    fn check(change: impl Fn(&mut Information), expected: &str) {
        let mut changed = information();
        change(&mut changed);
        let error = Information::from_bytes(&changed.to_bytes()).unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
    }

    #[test]
    fn what_no_system_would_say_is_refused() {
        assert_eq!(Information::from_bytes(&information().to_bytes()).unwrap(), information());
        let off_diagonal = "an entry off the diagonal sums more pieces than the diagonal";
        check(|sums| sums.data[0].entries[1].pieces = 2, off_diagonal);
        let without = |sums: &mut Information| {
            sums.data[0].entries.pop();
            sums.data[0].right.pop();
        };
        check(without, off_diagonal);
        check(|sums| sums.priors[0].rows[0].terms.clear(), "a prior row is over no effect");
        check(
            |sums| sums.priors[0].group.name = "noise".into(),
            "both lines of data and prior rows",
        );
    }
}
