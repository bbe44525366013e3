//! What a hire costs in several ways, what it costs elsewhere, and what an amount buys.

use goingrate::ask::hire;
use goingrate::request::{HireBudgetRequest, HirePlacesRequest, HireRequest};
use goingrate_units::Problem;

use super::{Ask, Asking, Of, Question};
use crate::views::hire::{BudgetView, ByPlaceView, HireView};
use crate::{Style, text};

/// What a hire costs.
pub(super) const HIRE: Question = Question {
    name: "hire",
    title: "What a hire costs",
    about: "What getting work done costs, all told: an employee, a freelancer, an agency or a team, here or \
            there, from pay to a productive hour, with hidden costs, break-even, risks and what saves most.",
    examples: &[
        (
            "A senior developer in Berlin for 18 months, beside a freelancer",
            r#"{"text": "senior backend, Berlin", "for": "18mo", "vs": ["freelance"]}"#,
        ),
        (
            "A plan as an object",
            r#"{"plan": {"months": 12, "way": [{"people": [{"who": "senior backend, Berlin"}]}]}}"#,
        ),
    ],
    slow: true,
    typed: &Of::<HireRequest>::NEW,
};

/// The same work in other places.
pub(super) const PLACES: Question = Question {
    name: "hire-places",
    title: "Where the same work costs what",
    about: "The same work in other places, the cheapest productive hour first, with shared working hours, \
            turnover and how exchange rates move.",
    examples: &[("From Berlin", r#"{"text": "senior backend, Berlin", "for": "18mo"}"#)],
    slow: true,
    typed: &Of::<HirePlacesRequest>::NEW,
};

/// What an amount buys.
pub(super) const BUDGET: Question = Question {
    name: "hire-budget",
    title: "What a budget buys",
    about: "What an amount of money buys of somebody's work: people, months, places.",
    examples: &[("300,000 a year", r#"{"text": "senior backend, Berlin", "budget": "300k"}"#)],
    slow: true,
    typed: &Of::<HireBudgetRequest>::NEW,
};

impl Ask for HireRequest {
    type View = HireView;

    fn ask(&self, asking: &Asking) -> Result<HireView, Problem> {
        let question = self.question(asking.going_rate, asking.today)?;
        let answer = hire::hire(asking.going_rate, &question)?;
        let levers = hire::levers(asking.going_rate, &question)?;
        let labels = asking.labels();
        Ok(HireView::new(&answer, &levers, &asking.context(&labels)))
    }

    fn text(&self, view: &HireView, style: &Style) -> String {
        text::hire(view, style, text::HireShown { why: false, assumptions: false })
    }
}

impl Ask for HirePlacesRequest {
    type View = ByPlaceView;

    fn ask(&self, asking: &Asking) -> Result<ByPlaceView, Problem> {
        let question = self.question(asking.going_rate, asking.today)?;
        let answer = hire::by_place(asking.going_rate, &question)?;
        Ok(ByPlaceView::new(&answer, &asking.going_rate.taxonomy))
    }

    fn text(&self, view: &ByPlaceView, style: &Style) -> String {
        text::hire_by_place(view, style)
    }
}

impl Ask for HireBudgetRequest {
    type View = BudgetView;

    fn ask(&self, asking: &Asking) -> Result<BudgetView, Problem> {
        let (question, budget) = self.question(asking.going_rate, asking.today)?;
        let answer = hire::within_budget(asking.going_rate, &question, budget)?;
        Ok(BudgetView::new(&answer, &asking.going_rate.taxonomy))
    }

    fn text(&self, view: &BudgetView, style: &Style) -> String {
        text::hire_within_budget(view, style)
    }
}
