//! How a source's table is laid out.

/// How a source's table is laid out, as far as reading lines is concerned.
#[derive(Clone, Copy, Debug)]
pub struct Layout<'a> {
    /// Headings that the line of headings holds, whatever comes before it.
    pub headings: &'a [&'a str],
    /// How many lines the headings take: 1 nearly always; 0 where the first line is data already.
    pub heading_lines: usize,
    /// The encoding of lines that are not UTF-8, by its label (`windows-1251`), where it is known;
    /// else it is guessed.
    pub encoding: Option<&'a str>,
    /// What stands for a missing value, beside nothing.
    pub missing: &'a [&'a str],
    /// Columns that are no content and do not count for the hash of a row: row numbers, times.
    pub not_content: &'a [&'a str],
}

impl Layout<'_> {
    /// A table whose line of headings holds these, in UTF-8 or an encoding that is guessed,
    /// without anything that stands for a missing value.
    pub fn of<'a>(headings: &'a [&'a str]) -> Layout<'a> {
        Layout { headings, heading_lines: 1, encoding: None, missing: &[], not_content: &[] }
    }
}
