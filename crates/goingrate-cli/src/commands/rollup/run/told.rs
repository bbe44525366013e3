//! Percentiles of groups as a table of CSV and as a view.

use goingrate::units::Problem;
use goingrate_rollup::kernel::{Counted, Question};
use goingrate_rollup::percentiles::{GroupPercentiles, GroupingPercentiles, WITHIN};
use goingrate_view::views::rollup::{GroupView, GroupingView, RollUpPercentilesView};

use super::Run;
use super::faults::damaged;
use super::table::Files;

/// What is told of percentiles.
pub struct Told<'t> {
    pub question: &'t Question,
    pub counted: &'t Counted,
    pub by: &'t [Vec<String>],
    /// The percentiles that were asked for.
    pub asked: &'t [f64],
}

impl Told<'_> {
    fn values(&self, grouping: usize, group: &GroupPercentiles) -> Vec<&str> {
        let by = self.grouping(grouping);
        let word = |(place, dimension): (&u32, &usize)| {
            self.counted.words(*dimension).get(*place as usize).map_or("", |word| &**word)
        };
        group.words.iter().zip(by).map(word).collect()
    }

    /// One table of all groupings: which one, every column once, counts and percentiles.
    ///
    /// # Errors
    /// When it cannot be put together.
    pub fn csv(&self, groupings: &[GroupingPercentiles]) -> Result<String, Problem> {
        let headings = self.headings();
        let mut table = csv::Writer::from_writer(Vec::new());
        let percentiles = self.asked.iter().map(|percent| format!("p{percent}"));
        let counts = ["rows", "missing", "unreadable", "impossible"].map(str::to_owned);
        let columns = headings.iter().map(|heading| (*heading).to_owned());
        let first = std::iter::once("grouping".to_owned());
        let failed = |error: csv::Error| Problem::new(error.to_string());
        let line = first.chain(columns).chain(counts).chain(percentiles);
        table.write_record(line.collect::<Vec<_>>()).map_err(failed)?;
        for of in groupings {
            for group in &of.groups {
                table.write_record(self.line(of.grouping, group)).map_err(failed)?;
            }
        }
        let bytes = table.into_inner().map_err(|error| Problem::new(error.to_string()))?;
        String::from_utf8(bytes).map_err(|error| Problem::new(error.to_string()))
    }

    fn line(&self, grouping: usize, group: &GroupPercentiles) -> Vec<String> {
        let by = self.grouping(grouping);
        let headings = self.headings();
        let names: Vec<&str> = by.iter().filter_map(|at| headings.get(*at).copied()).collect();
        let values = self.values(grouping, group);
        let mut line = vec![names.join(" and ")];
        line.extend((0..headings.len()).map(|dimension| {
            let at = by.iter().position(|other| *other == dimension);
            at.and_then(|at| values.get(at)).map_or(String::new(), |value| (*value).to_owned())
        }));
        line.push(group.count.to_string());
        line.extend(group.faults.map(|rows| rows.to_string()));
        let amount = |amount: &Option<f64>| amount.map_or(String::new(), shown);
        line.extend(group.percentiles.iter().map(amount));
        line
    }

    fn headings(&self) -> Vec<&str> {
        self.question.columns.dimensions.iter().map(|of| of.heading.as_str()).collect()
    }

    /// The positions of the dimensions of a grouping.
    fn grouping(&self, at: usize) -> &[usize] {
        self.question.groupings.get(at).map(Vec::as_slice).unwrap_or_default()
    }

    /// The view of all groups.
    pub fn view(
        &self,
        run: &Run,
        files: &Files,
        pay: &str,
        groupings: &[GroupingPercentiles],
    ) -> RollUpPercentilesView {
        let group = |grouping: usize, group: &GroupPercentiles| GroupView {
            values: self.values(grouping, group).into_iter().map(str::to_owned).collect(),
            rows: group.count,
            missing: group.faults[0],
            unreadable: group.faults[1],
            impossible: group.faults[2],
            percentiles: self.asked.iter().copied().zip(group.percentiles.clone()).collect(),
        };
        let grouping = |of: &GroupingPercentiles| GroupingView {
            by: self.by.get(of.grouping).cloned().unwrap_or_default(),
            count: of.groups.len() as u64,
            groups: of.groups.iter().map(|one| group(of.grouping, one)).collect(),
        };
        RollUpPercentilesView {
            table: files.shown.clone(),
            parts: files.len() as u64,
            rows: self.counted.scanned,
            pay: pay.to_owned(),
            within: WITHIN,
            groups: groupings.iter().map(|of| of.groups.len() as u64).sum(),
            groupings: groupings.iter().map(grouping).collect(),
            out: run.out.as_ref().map(|out| out.display().to_string()),
            damaged: self.counted.damaged.iter().map(damaged).collect(),
        }
    }
}

/// An amount with five figures: it is the middle of a bucket, and no more is known of it.
fn shown(amount: f64) -> String {
    let places = (4 - amount.abs().log10().floor() as i32).clamp(0, 8) as usize;
    format!("{amount:.places$}")
}
