//! Files of pay as the command line names them: the words that reading needs, and the source of `--as`.

use std::fs;

use goingrate::evidence::sources::SourceError;
pub use goingrate::reading::{Asked, Words};
use goingrate::units::Problem;

use crate::args::{day, today};

/// The words, for a file of a day as it was written in `--as-of`.
pub fn words(as_of: Option<&str>) -> Result<Words, Problem> {
    Words::open(day(as_of)?, today()?)
}

/// The source of `--as`: a word of the list, or a mapping in a file.
pub fn asked(word: Option<&str>, words: &Words) -> Result<Option<Asked>, Problem> {
    let read = |word| Asked::of("as", word, words, |path| fs::read_to_string(path));
    word.map(read).transpose()
}

/// The failure of a file that cannot be read as a source; `field` is the flag or argument that named it.
pub fn in_file(field: &str, file: &str, error: SourceError) -> Problem {
    let hint = match error {
        SourceError::Unrecognised { .. } => {
            "say which with --as SOURCE, or map its columns with --as mapping.toml: --propose writes one"
        }
        SourceError::NoDate => "give a date: --as-of 2024-05",
        _ => return error.of_file(field, file),
    };
    error.of_file(field, file).hint(hint)
}
