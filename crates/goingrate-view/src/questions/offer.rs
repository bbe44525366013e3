//! What job offers are worth, which is better, and what to ask for.

use goingrate::ask::offer;
use goingrate::request::OfferRequest;
use goingrate_units::Problem;

use super::{Ask, Asking, Of, Question};
use crate::views::offer::OfferView;
use crate::{Style, text};

/// What job offers are worth.
pub(super) const OFFER: Question = Question {
    name: "offer",
    title: "What job offers are worth",
    about: "What job offers are worth over the years: base, bonus, sign-on, shares and options, benefits \
            and costs, each year before and after tax, where each stands in the market, which is better and \
            how surely, and, if asked, what to ask for.",
    examples: &[
        (
            "One offer, and what to ask for",
            r#"{"text": "senior backend, Google, Seattle, base 190k, bonus 15%, RSU 300k", "negotiate": true}"#,
        ),
        (
            "Two offers",
            r#"{"text": "senior backend, Austin, base 170k", "vs": ["Berlin, base €95k"]}"#,
        ),
    ],
    slow: true,
    typed: &Of::<OfferRequest>::NEW,
};

impl Ask for OfferRequest {
    type View = OfferView;

    fn ask(&self, asking: &Asking) -> Result<OfferView, Problem> {
        let question = self.question(asking.going_rate, asking.today)?;
        let answer = offer::offer(asking.going_rate, &question)?;
        let mut asks = Vec::new();
        if self.negotiate {
            for at in 0..question.offers.len() {
                asks.push((at, offer::asks(asking.going_rate, &question, &answer, at)?));
            }
        }
        let labels = asking.labels();
        Ok(OfferView::new(&answer, &asks, &asking.context(&labels)))
    }

    fn text(&self, view: &OfferView, style: &Style) -> String {
        text::offer(view, style, text::OfferShown { assumptions: false })
    }
}
