//! What the market pays, and how profiles compare.

use goingrate::ask::{self, PayQuestion};
use goingrate::request::{CompareRequest, DetailWord, PayRequest};
use goingrate_units::Problem;

use super::{Ask, Asking, Of, Question};
use crate::Style;
use crate::text;
use crate::views::pay::PayView;

/// What the market pays for a profile.
pub(super) const PAY: Question = Question {
    name: "pay",
    title: "What the market pays",
    about: "What the market pays for a piece of work: percentiles of people with the 80 % interval of \
            each figure, where an offer or a posted band stands, how sure that is, who disagrees, and, \
            if asked, after tax, at other prices, over the years, and what carries the answer.",
    examples: &[
        ("A senior backend developer in Seattle", r#"{"text": "senior backend, Seattle, Rust"}"#),
        (
            "Where an offer stands, and what carries the answer",
            r#"{"text": "senior backend, Berlin", "offer": "85k", "why": "short"}"#,
        ),
        (
            "The same in fields, by the month and the year, after tax",
            r#"{"role": "data engineer", "level": "mid", "place": "Austin", "per": ["month", "year"], "net": true}"#,
        ),
    ],
    slow: false,
    typed: &Of::<PayRequest>::NEW,
};

/// A profile beside others.
pub(super) const COMPARE: Question = Question {
    name: "compare",
    title: "How profiles compare",
    about: "A profile beside others: by how much the market pays them more or less, with the 80 % \
            interval of the difference. What another does not say is the first one's.",
    examples: &[(
        "Seattle beside Austin, and a staff engineer beside a senior one",
        r#"{"text": "senior backend, Seattle", "vs": ["Austin", "staff"]}"#,
    )],
    slow: false,
    typed: &Of::<CompareRequest>::NEW,
};

impl Ask for PayRequest {
    type View = PayView;

    fn ask(&self, asking: &Asking) -> Result<PayView, Problem> {
        let question = self.question(asking.going_rate, asking.today)?;
        let mut view = view(&question, asking)?;
        view.tell_all(self.why == Some(DetailWord::All));
        Ok(view)
    }

    fn text(&self, view: &PayView, style: &Style) -> String {
        text::pay(view, style)
    }
}

impl Ask for CompareRequest {
    type View = PayView;

    fn ask(&self, asking: &Asking) -> Result<PayView, Problem> {
        view(&self.question(asking.going_rate, asking.today)?, asking)
    }

    fn text(&self, view: &PayView, style: &Style) -> String {
        text::pay(view, style)
    }
}

fn view(question: &PayQuestion, asking: &Asking) -> Result<PayView, Problem> {
    let answer = ask::pay(asking.going_rate, question)?;
    let labels = asking.labels();
    Ok(PayView::new(&answer, &asking.context(&labels)))
}
