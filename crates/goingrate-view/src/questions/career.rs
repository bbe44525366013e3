//! The next steps of a career as money over time.

use goingrate::ask::career;
use goingrate::request::CareerRequest;
use goingrate_units::Problem;

use super::{Ask, Asking, Of, Question};
use crate::views::career::CareerView;
use crate::{Style, text};

/// The next steps of a career.
pub(super) const CAREER: Question = Question {
    name: "career",
    title: "The next steps of a career",
    about: "The next steps of a career as money over time: staying beside higher levels, management, other \
            roles, skills, places and employers, freelance work and a firm of one's own, after 5, 10 and \
            15 years, with the chance that each beats staying.",
    examples: &[(
        "Ways on from a mid-level job in Austin",
        r#"{"text": "mid backend, Austin, 3 years", "way": ["staff", "freelance"], "horizon": 10}"#,
    )],
    slow: true,
    typed: &Of::<CareerRequest>::NEW,
};

impl Ask for CareerRequest {
    type View = CareerView;

    fn ask(&self, asking: &Asking) -> Result<CareerView, Problem> {
        let question = self.question(asking.going_rate, asking.today)?;
        let answer = career::career(asking.going_rate, &question)?;
        let labels = asking.labels();
        Ok(CareerView::new(&answer, &asking.context(&labels)))
    }

    fn text(&self, view: &CareerView, style: &Style) -> String {
        text::career(view, style, false)
    }
}
