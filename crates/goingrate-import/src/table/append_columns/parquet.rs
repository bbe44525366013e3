//! Parquet, batch by batch and column by column: columns that are passed through keep their type and values,
//! columns that are read come as text. Only fields that are groups or lists are read record by record.

use std::io::Write;

use parquet::column::reader::ColumnReader;
use parquet::file::metadata::RowGroupMetaData;
use parquet::file::reader::{FileReader, RowGroupReader, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::schema::types::{ColumnDescPtr, Type};

use super::batch::{BATCH, BATCH_BYTES, Batch, Cell, Task, Written};
use super::parquet_columns::{Typed, general};
use super::parquet_leaf::Leaf;
use super::stages::{Reading, run};
use super::write::Writer;
use crate::error::SourceError;
use crate::table::columns::Line;
use crate::table::input::Input;
use crate::table::parquet::{Shared, failed, text};

/// Every row, with what is answered.
pub(super) fn append_columns(
    input: Box<dyn Input>,
    task: &Task<'_>,
    (written, out): (Written, impl Write + Send),
    answer: impl FnMut(&[Line], &mut [Cell]),
) -> Result<u64, SourceError> {
    let reader = SerializedFileReader::new(Shared::new(input)?).map_err(failed)?;
    let plan = Plan::of(&reader, task, written)?;
    let added = task.added.len();
    if written == Written::Parquet {
        let mut typed = Typed::new(reader.metadata().file_metadata(), task, out).map_err(failed)?;
        return run(
            added,
            |to| plan.read(&reader, to),
            answer,
            |from| {
                from.each(|batch| typed.write(batch).map_err(failed))?;
                typed.finish().map_err(failed)
            },
        );
    }
    let mut writer = Writer::of_text(task, written, out)?;
    run(
        added,
        |to| plan.read(&reader, to),
        answer,
        |from| {
            from.each(|batch| writer.write(batch))?;
            writer.finish()
        },
    )
}

/// How the text of a field comes about.
enum Said {
    /// It is not asked for.
    Nothing,
    /// From the leaf at this place among those that are read.
    Leaf(usize),
    /// From a record, since it is a group or a list.
    Record,
}

/// What is read of a file.
struct Plan {
    /// The leaves that are read, by their positions in the file.
    leaves: Vec<(usize, ColumnDescPtr)>,
    /// By heading.
    fields: Vec<Said>,
    /// The fields that come from records, if there are any.
    records: Option<Type>,
}

impl Plan {
    /// All leaves where columns pass through as they are, else those whose text is asked for.
    fn of(
        reader: &SerializedFileReader<Shared>,
        task: &Task<'_>,
        written: Written,
    ) -> Result<Plan, SourceError> {
        let (file, pass) = (reader.metadata().file_metadata(), written == Written::Parquet);
        let schema = file.schema_descr();
        let is_said = |at: usize| !pass || task.wanted.contains(&at);
        let said = |at: &usize| if is_said(*at) { Said::Record } else { Said::Nothing };
        let mut fields: Vec<Said> = (0..task.headings.len()).map(|at| said(&at)).collect();
        let mut leaves = Vec::new();
        for leaf in 0..schema.num_columns() {
            let (at, column) = (schema.get_column_root_idx(leaf), schema.column(leaf));
            let is_plain = column.path().parts().len() == 1 && column.max_rep_level() == 0;
            if let Some(field) = fields.get_mut(at).filter(|_| is_plain && is_said(at)) {
                *field = Said::Leaf(leaves.len());
            }
            if pass || (is_plain && is_said(at)) {
                leaves.push((leaf, column));
            }
        }
        let root = file.schema();
        let groups = root.get_fields().iter().zip(&fields);
        let groups = groups.filter(|(_, said)| matches!(said, Said::Record));
        let groups: Vec<_> = groups.map(|(field, _)| field.clone()).collect();
        let records = (!groups.is_empty()).then(|| {
            Type::group_type_builder(root.name()).with_fields(groups).build().map_err(failed)
        });
        Ok(Plan { leaves, fields, records: records.transpose()? })
    }

    /// Reads group by group.
    fn read(&self, reader: &SerializedFileReader<Shared>, to: &Reading) -> Result<(), SourceError> {
        let mut before = 0;
        for index in 0..reader.num_row_groups() {
            let group = reader.get_row_group(index).map_err(failed)?;
            let mut rows = Group::open(self, &*group)?;
            while rows.left > 0 {
                let mut batch = to.room();
                rows.next(self, &mut batch, before)?;
                before += batch.count as u64;
                if !to.hand_on(batch) {
                    return Ok(());
                }
            }
        }
        Ok(())
    }
}

/// A group of rows that is being read.
struct Group<'g> {
    leaves: Vec<ColumnReader>,
    records: Option<RowIter<'g>>,
    /// Rows that are still to come.
    left: usize,
    /// Rows of a batch.
    together: usize,
}

/// How many rows of a group make a batch of about [`BATCH_BYTES`].
fn rows_together(group: &RowGroupMetaData) -> usize {
    let columns = group.columns().iter().map(|column| {
        // A text that comes again may be stored once, but each of its rows has it.
        column.uncompressed_size().max(column.unencoded_byte_array_data_bytes().unwrap_or(0))
    });
    let stored = columns.fold(0, i64::saturating_add).max(group.total_byte_size());
    let bytes = usize::try_from(stored / group.num_rows().max(1)).unwrap_or(0);
    (BATCH_BYTES / bytes.max(1)).clamp(1, BATCH)
}

impl<'g> Group<'g> {
    fn open(plan: &Plan, group: &'g dyn RowGroupReader) -> Result<Group<'g>, SourceError> {
        let reader = |(at, _): &(usize, ColumnDescPtr)| group.get_column_reader(*at);
        let leaves: Result<Vec<ColumnReader>, _> = plan.leaves.iter().map(reader).collect();
        let records = |fields: &Type| RowIter::from_row_group(Some(fields.clone()), group);
        let records = plan.records.as_ref().map(records).transpose().map_err(failed)?;
        let left = usize::try_from(group.metadata().num_rows());
        let left = left.map_err(|_| failed(general("a group of less than no rows")))?;
        let together = rows_together(group.metadata());
        Ok(Group { leaves: leaves.map_err(failed)?, records, left, together })
    }

    /// Fills a batch with the next rows, after so many before.
    fn next(&mut self, plan: &Plan, batch: &mut Batch, before: u64) -> Result<(), SourceError> {
        let count = self.left.min(self.together);
        self.left -= count;
        let mut room = std::mem::take(&mut batch.leaves).into_iter();
        let next = |leaf: &mut ColumnReader| Leaf::read(room.next(), leaf, count);
        let leaves: Result<Vec<Leaf>, _> = self.leaves.iter_mut().map(next).collect();
        let leaves = leaves.map_err(failed)?;
        self.fill(plan, batch, (count, before), &leaves)?;
        batch.bytes += leaves.iter().map(Leaf::bytes).sum::<usize>();
        batch.leaves = leaves;
        Ok(())
    }

    /// The texts of so many rows: fields that nobody asks for are empty.
    fn fill(
        &mut self,
        plan: &Plan,
        batch: &mut Batch,
        (count, before): (usize, u64),
        leaves: &[Leaf],
    ) -> Result<(), SourceError> {
        let mut texts = Vec::with_capacity(leaves.len());
        for (at, leaf) in leaves.iter().enumerate() {
            let is_said =
                plan.fields.iter().any(|said| matches!(said, Said::Leaf(of) if *of == at));
            let all = is_said.then(|| leaf.texts(&plan.leaves[at].1, count)).transpose();
            texts.push(all.map_err(failed)?.unwrap_or_default());
        }
        for at_row in 0..count {
            let record = self.records.as_mut().map(|records| {
                let short = || failed(general("a column is shorter than the others"));
                records.next().ok_or_else(short)?.map_err(failed)
            });
            let record = record.transpose()?;
            let mut groups = record.iter().flat_map(|record| record.get_column_iter());
            let line = batch.next();
            line.fields.clear();
            line.number = before + at_row as u64 + 1;
            for said in &plan.fields {
                match said {
                    Said::Nothing => line.fields.push_field(""),
                    Said::Leaf(at) => {
                        let text = texts.get(*at).and_then(|texts| texts.get(at_row));
                        line.fields.push_field(text.map_or("", |text| text));
                    }
                    Said::Record => {
                        let field = groups.next().map(|(_, field)| text(field));
                        line.fields.push_field(&field.unwrap_or_default());
                    }
                }
            }
            let bytes = line.fields.as_slice().len();
            batch.bytes += bytes;
        }
        Ok(())
    }
}
