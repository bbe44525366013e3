//! What a roll-up is asked for.

use goingrate_import::{CountedFigure, Dimension, GroupColumns};

/// What a roll-up reads and counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The columns that are grouped by and counted, and the rows that are left out.
    pub columns: GroupColumns,
    /// The groupings, each by the positions of its dimensions. All come from one reading of the table.
    pub groupings: Vec<Vec<usize>>,
    /// Bytes that counts may take before they are written to disk.
    pub memory: usize,
}

impl Question {
    /// One grouping by all dimensions of a mapping.
    pub fn of(columns: GroupColumns, memory: usize) -> Question {
        let groupings = vec![(0..columns.dimensions.len()).collect()];
        Question { columns, groupings, memory }
    }

    /// The groupings of columns by their headings, of one column of amounts.
    ///
    /// ```
    /// use goingrate_rollup::kernel::Question;
    /// let by = [vec!["role".to_owned(), "level".to_owned()], vec!["role".to_owned()]];
    /// let question = Question::by(&by, "pay", 1 << 30);
    /// assert_eq!(question.groupings, [vec![0, 1], vec![0]]);
    /// ```
    pub fn by(groupings: &[Vec<String>], pay: &str, memory: usize) -> Question {
        let mut dimensions: Vec<Dimension> = Vec::new();
        let mut position = |heading: &String| {
            let found = dimensions.iter().position(|known| known.heading == *heading);
            found.unwrap_or_else(|| {
                dimensions.push(Dimension { heading: heading.clone(), by_month: false });
                dimensions.len() - 1
            })
        };
        let groupings = groupings.iter();
        let groupings = groupings.map(|by| by.iter().map(&mut position).collect()).collect();
        let figure = CountedFigure { word: pay.to_owned(), heading: pay.to_owned() };
        let columns = GroupColumns { dimensions, figures: vec![figure], left_out: Vec::new() };
        Question { columns, groupings, memory }
    }

    /// The headings that it reads, each once: dimensions, then what rows are left out by, then amounts.
    pub fn headings(&self) -> Headings {
        let dimensions = self.columns.dimensions.iter().map(|of| of.heading.clone()).collect();
        let left_out = self.columns.left_out.iter().map(|of| of.heading.clone()).collect();
        let figures = self.columns.figures.iter().map(|of| of.heading.clone()).collect();
        Headings { dimensions, left_out, figures }
    }

    /// The headings one after another, dimensions first.
    pub(super) fn heading(&self, at: usize) -> Option<String> {
        let Headings { dimensions, left_out, figures } = self.headings();
        [dimensions, left_out, figures].concat().into_iter().nth(at)
    }

    /// Which groupings are counted row by row: those that no other one is finer than.
    pub fn finest(&self) -> Vec<Vec<usize>> {
        let within = |a: &[usize], b: &[usize]| a.iter().all(|dimension| b.contains(dimension));
        let mut finest: Vec<Vec<usize>> = Vec::new();
        let mut by_size = self.groupings.clone();
        by_size.sort_by_key(|by| std::cmp::Reverse(by.len()));
        for by in by_size {
            if !finest.iter().any(|finer| within(&by, finer)) {
                finest.push(by);
            }
        }
        finest
    }
}

/// The headings of a question, by what they are for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headings {
    /// Those of the dimensions.
    pub dimensions: Vec<String>,
    /// Those by which rows are left out.
    pub left_out: Vec<String>,
    /// Those of amounts.
    pub figures: Vec<String>,
}

impl Headings {
    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &String> {
        self.dimensions.iter().chain(&self.left_out).chain(&self.figures)
    }
}
