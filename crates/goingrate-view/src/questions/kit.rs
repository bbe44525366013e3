//! Whom to look for, what to ask, and which pay to publish.

use goingrate::ask;
use goingrate::request::KitRequest;
use goingrate_units::Problem;

use super::{Ask, Asking, Of, Question};
use crate::views::kit::KitView;
use crate::{Style, document};

/// A hiring kit.
pub(super) const KIT: Question = Question {
    name: "kit",
    title: "A hiring kit",
    about: "A hiring kit: whom to look for, a scorecard, interviews with questions, a work sample, the pay \
            to publish, what the law says of adverts, and what common mistakes cost.",
    examples: &[(
        "A senior backend developer with Python in Berlin",
        r#"{"text": "senior backend, Python, Berlin"}"#,
    )],
    slow: false,
    typed: &Of::<KitRequest>::NEW,
};

impl Ask for KitRequest {
    type View = KitView;

    fn ask(&self, asking: &Asking) -> Result<KitView, Problem> {
        let question = self.question(asking.going_rate, asking.today)?;
        let answer = ask::kit(asking.going_rate, &question)?;
        let labels = asking.labels();
        Ok(KitView::new(&answer, &asking.context(&labels)))
    }

    fn text(&self, view: &KitView, _: &Style) -> String {
        document::markdown(&document::kit(view))
    }
}
