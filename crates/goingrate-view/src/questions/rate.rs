//! What an hour of work is charged, and which salary that is worth.

use goingrate::ask;
use goingrate::request::{DetailWord, RateRequest};
use goingrate_units::Problem;

use super::{Ask, Asking, Of, Question};
use crate::Style;
use crate::text;
use crate::views::rate::RateView;

/// What an hour is charged.
pub(super) const RATE: Question = Question {
    name: "rate",
    title: "What an hour is charged",
    about: "What freelancers, agencies and dedicated teams charge an hour, and, if asked, the rate that is \
            worth a salary, or the salary that is worth a rate, under the law of the place.",
    examples: &[
        (
            "A dedicated team in Poland, by the hour and the day",
            r#"{"text": "senior backend, Poland", "engagement": "dedicated-team", "per": ["hour", "day"]}"#,
        ),
        ("The rate worth a salary", r#"{"text": "senior backend, Berlin", "same_as": "75000"}"#),
    ],
    slow: false,
    typed: &Of::<RateRequest>::NEW,
};

impl Ask for RateRequest {
    type View = RateView;

    fn ask(&self, asking: &Asking) -> Result<RateView, Problem> {
        let question = self.question(asking.going_rate, asking.today)?;
        let answer = ask::rate(asking.going_rate, &question)?;
        let labels = asking.labels();
        let mut view = RateView::new(&answer, &asking.context(&labels));
        view.market.tell_all(self.why == Some(DetailWord::All));
        Ok(view)
    }

    fn text(&self, view: &RateView, style: &Style) -> String {
        text::rate(view, style)
    }
}
