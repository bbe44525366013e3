//! How a question was understood: each field with where its value comes from.

use goingrate_units::parse::{Status, Understood};
use schemars::JsonSchema;
use serde::Serialize;

/// Where the value of a field comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The question says it.
    Given,
    /// The question does not say it; it was taken for a reason.
    Inferred,
    /// The question leaves it open: the answer is a mixture over it.
    LeftOpen,
}

/// A field as it was understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FieldView {
    /// The name of the field.
    pub field: String,
    /// Its value in words; empty if it is left open.
    pub value: String,
    /// Where the value comes from.
    pub origin: Origin,
    /// Why it was inferred.
    pub reason: Option<String>,
}

/// The fields of a question.
pub fn fields(understood: &Understood) -> Vec<FieldView> {
    let view = |field: &goingrate_units::parse::UnderstoodField| {
        let (origin, reason) = match &field.status {
            Status::Given => (Origin::Given, None),
            Status::Inferred(reason) => (Origin::Inferred, Some(reason.clone())),
            Status::LeftOpen => (Origin::LeftOpen, None),
        };
        let (name, value) = (field.name.to_owned(), field.value.clone());
        FieldView { field: name, value, origin, reason }
    };
    understood.fields.iter().map(view).collect()
}
