//! Places, levels, skills, industries, roles or employers in the order of what they pay.

use goingrate::ask;
use goingrate::request::RankRequest;
use goingrate_units::Problem;

use super::{Ask, Asking, Of, Question};
use crate::Style;
use crate::text;
use crate::views::rank::RankView;

/// What pays most.
pub(super) const RANK: Question = Question {
    name: "rank",
    title: "What pays most",
    about: "Places, skills, industries, roles or employers in the order of what they pay for a profile, \
            or the ladder of its levels, each median with its 80 % interval.",
    examples: &[
        (
            "The levels of a backend developer in Berlin",
            r#"{"text": "backend, Berlin", "by": "level"}"#,
        ),
        ("The five best-paid places", r#"{"text": "senior backend", "by": "place", "top": 5}"#),
    ],
    slow: false,
    typed: &Of::<RankRequest>::NEW,
};

impl Ask for RankRequest {
    type View = RankView;

    fn ask(&self, asking: &Asking) -> Result<RankView, Problem> {
        let question = self.question(asking.going_rate, asking.today)?;
        let answer = ask::rank(asking.going_rate, &question)?;
        let labels = asking.labels();
        Ok(RankView::new(&answer, &asking.context(&labels)))
    }

    fn text(&self, view: &RankView, style: &Style) -> String {
        text::rank(view, style)
    }
}
