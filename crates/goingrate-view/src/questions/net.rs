//! What is left of a gross amount in a place.

use goingrate::ask;
use goingrate::request::NetRequest;
use goingrate_units::Problem;

use super::{Ask, Asking, Of, Question};
use crate::Style;
use crate::text;
use crate::views::net::NetView;

/// What is left after tax.
pub(super) const NET: Question = Question {
    name: "net",
    title: "What is left after tax",
    about: "What is left of a gross amount after tax and contributions in a place, line by line, by dated \
            law; beside other places, and with what the work costs the employer.",
    examples: &[
        ("A salary in Seattle", r#"{"text": "148000, Seattle"}"#),
        (
            "A couple in Berlin, beside Seattle, with the employer's cost",
            r#"{"text": "€70k, Berlin", "filing": "joint", "vs": ["148000, Seattle"], "employer": true}"#,
        ),
    ],
    slow: false,
    typed: &Of::<NetRequest>::NEW,
};

impl Ask for NetRequest {
    type View = NetView;

    fn ask(&self, asking: &Asking) -> Result<NetView, Problem> {
        let question = self.question(asking.going_rate, asking.today)?;
        Ok(NetView::new(&ask::net(asking.going_rate, &question)?, self.why))
    }

    fn text(&self, view: &NetView, style: &Style) -> String {
        text::net(view, style)
    }
}
