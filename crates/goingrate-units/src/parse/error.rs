//! What can be wrong with a question, said so that it can be put right.

/// A text that cannot be understood.
///
/// Shown, it is one paragraph: the field, the value, the reason, what is near, and a hint.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.paragraph())]
pub struct ParseError {
    /// The field of the profile, or `question` for a word that is no field.
    pub field: String,
    /// The offending value, as it was written.
    pub value: String,
    /// What is wrong with it.
    pub reason: String,
    /// What to write instead; empty if there is nothing to say.
    pub hint: String,
    /// The nearest known words, or the candidates of an ambiguous one; best first.
    pub nearest: Vec<String>,
}

impl ParseError {
    pub(crate) fn new(field: &str, value: &str, reason: impl Into<String>) -> ParseError {
        ParseError {
            field: field.to_owned(),
            value: value.chars().take(80).collect(),
            reason: reason.into(),
            hint: String::new(),
            nearest: Vec::new(),
        }
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> ParseError {
        self.hint = hint.into();
        self
    }

    pub(crate) fn nearest(mut self, nearest: Vec<String>) -> ParseError {
        self.nearest = nearest;
        self
    }

    /// Whether the value is in no vocabulary (rather than ambiguous or out of range).
    pub fn is_unknown(&self) -> bool {
        self.reason.starts_with("unknown ")
    }

    fn paragraph(&self) -> String {
        let mut text = format!("{} {:?}: {}", self.field, self.value, self.reason);
        if !self.nearest.is_empty() {
            let label = if self.is_unknown() { "; nearest known" } else { "" };
            text += &format!("{label}: {}", self.nearest.join(", "));
        }
        if !self.hint.is_empty() {
            text += &format!("; {}", self.hint);
        }
        text
    }
}
