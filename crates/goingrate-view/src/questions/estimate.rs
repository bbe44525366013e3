//! The market's percentiles, quickly: one at a time, or very many with one [`QuickEstimates`].

use goingrate::GoingRate;
use goingrate::ask::Estimates;
use goingrate::request::EstimateRequest;
use goingrate_units::{Date, Problem};

use super::{Ask, Asking, Of, Question};
use crate::Style;
use crate::text;
use crate::views::estimate::EstimateView;

/// The market's percentiles, quickly.
pub(super) const ESTIMATE: Question = Question {
    name: "estimate",
    title: "The market's percentiles, quickly",
    about: "The market's percentiles for a piece of work, each with its 80 % interval, and how sure the \
            median is: the same figures as those of pay, without who disagrees, where an offer stands and \
            all else that a program rarely reads. It is for programs that ask for very many.",
    examples: &[
        ("A senior backend developer in Seattle", r#"{"text": "senior backend, Seattle, Rust"}"#),
        (
            "The same in fields, in euros by the month",
            r#"{"role": "data engineer", "level": "mid", "place": "Austin", "per": ["month"], "currency": "EUR"}"#,
        ),
    ],
    slow: false,
    typed: &Of::<EstimateRequest>::NEW,
};

/// Answers very many requests: what was read and solved for one is remembered for the next, within bounds
/// on memory. One for each thread.
///
/// ```
/// use goingrate::GoingRate;
/// use goingrate::ask::ProfileText;
/// use goingrate::request::EstimateRequest;
/// use goingrate_view::questions::QuickEstimates;
///
/// let going_rate = GoingRate::open()?;
/// let mut estimates = QuickEstimates::new(&going_rate);
/// let profile = ProfileText::new("senior backend, Seattle, Rust");
/// let request = EstimateRequest { profile, ..EstimateRequest::default() };
/// let view = estimates.estimate(&request, "2026-11-30".parse()?)?;
/// assert_eq!(view.percentiles.len(), 5);
/// # Ok::<(), goingrate::units::Problem>(())
/// ```
#[derive(Debug)]
pub struct QuickEstimates<'a> {
    going_rate: &'a GoingRate,
    estimates: Estimates<'a>,
    /// The hash of the evidence that the book was fitted from, in digits.
    evidence: String,
}

impl<'a> QuickEstimates<'a> {
    /// Of what is opened. Takes a millisecond or two.
    pub fn new(going_rate: &'a GoingRate) -> QuickEstimates<'a> {
        let evidence = going_rate.book.evidence_hash().to_string();
        QuickEstimates { going_rate, estimates: Estimates::new(going_rate), evidence }
    }

    /// Answers a request; a day that it does not say is `today`.
    ///
    /// # Errors
    /// When the request cannot be read, or has no answer; the problem's field is one of the request.
    pub fn estimate(
        &mut self,
        request: &EstimateRequest,
        today: Date,
    ) -> Result<EstimateView, Problem> {
        let question = request.question(&mut self.estimates, today)?;
        let answer = self.estimates.answer(&question)?;
        Ok(EstimateView::new(answer, &self.evidence, self.going_rate))
    }
}

impl Ask for EstimateRequest {
    type View = EstimateView;

    fn ask(&self, asking: &Asking) -> Result<EstimateView, Problem> {
        QuickEstimates::new(asking.going_rate).estimate(self, asking.today)
    }

    fn text(&self, view: &EstimateView, style: &Style) -> String {
        text::estimate(view, style)
    }
}
