//! What is wrong with one entry of a file, before it is known on which line it stands.

use std::fmt::Display;
use std::ops::Range;

/// One thing wrong with a `[[claim]]`, a `[[repeat]]`, a `[card]` or a reading. The page that
/// holds the entry turns it into a [`Problem`](crate::Problem) with line and value.
#[derive(Debug)]
pub(super) struct Fault {
    /// The key inside the entry, dotted (`pay.low`); empty for the entry as a whole.
    pub field: String,
    /// The offending value, where it is not simply what is written at `field`.
    pub value: Option<String>,
    /// What is wrong, and what would be right.
    pub reason: String,
    /// Where the TOML reader says that it is, if it said so.
    pub span: Option<Range<usize>>,
}

impl Fault {
    /// Something wrong with what is written at a key.
    pub fn at(field: impl Into<String>, reason: impl Into<String>) -> Fault {
        Fault { field: field.into(), value: None, reason: reason.into(), span: None }
    }

    /// The same, for one value out of several at that key.
    pub fn of(self, value: impl Display) -> Fault {
        Fault { value: Some(value.to_string()), ..self }
    }

    /// The same, inside the table at `key`.
    pub fn inside(self, key: &str) -> Fault {
        Fault { field: dotted(key, &self.field), ..self }
    }
}

/// `above.below`; either may be empty.
pub(super) fn dotted(above: &str, below: &str) -> String {
    [above, below].into_iter().filter(|key| !key.is_empty()).collect::<Vec<_>>().join(".")
}

impl From<toml::de::Error> for Fault {
    fn from(error: toml::de::Error) -> Fault {
        let reason = error.message().trim_end().replace('\n', "; ");
        let missing =
            reason.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`'));
        Fault { span: error.span(), ..Fault::at(missing.unwrap_or_default(), reason.as_str()) }
    }
}
