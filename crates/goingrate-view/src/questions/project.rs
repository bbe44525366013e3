//! What a project costs and how long it takes.

use goingrate::ask;
use goingrate::request::ProjectRequest;
use goingrate_units::Problem;

use super::{Ask, Asking, Of, Question};
use crate::views::project::ProjectView;
use crate::{Style, text};

/// What a project costs.
pub(super) const PROJECT: Question = Question {
    name: "project",
    title: "What a project costs",
    about: "What a software project costs and how long it takes, from features, a team and today's prices, \
            as a distribution; which version fits a budget or a day; and what saves most.",
    examples: &[
        (
            "An MVP by an agency team in Ukraine",
            r#"{"text": "MVP, booking, payments", "team": "2 senior, 1 mid, Ukraine, agency"}"#,
        ),
        (
            "What fits a budget",
            r#"{"text": "MVP, booking", "team": "1 senior, Poland", "budget": "60k", "by": "5 months"}"#,
        ),
    ],
    slow: true,
    typed: &Of::<ProjectRequest>::NEW,
};

impl Ask for ProjectRequest {
    type View = ProjectView;

    fn ask(&self, asking: &Asking) -> Result<ProjectView, Problem> {
        let question = self.question(asking.today)?;
        let answer = ask::project(asking.going_rate, &question)?;
        let labels = asking.labels();
        Ok(ProjectView::new(&answer, &asking.context(&labels)))
    }

    fn text(&self, view: &ProjectView, style: &Style) -> String {
        text::project(view, style)
    }
}
