//! What the page of a hire is asked: the fields of its form as the request that every interface fills.

use goingrate::ask::hire::{self, DRAWS as MOST};
use goingrate::ask::{ProfileText, Text};
use goingrate::request::{HireRequest, PlanText, PlannedRequest, RecruitingWord};
use goingrate::units::Problem;
use goingrate_view::questions::Asking;
use goingrate_view::views::hire::HireView;
use goingrate_view::views::{Context, labels};

use crate::Input;
use crate::pages::planned::{assumed, draws, plan, said, ticked, whole};

/// How often a page draws, if its address does not say: enough for figures of two digits.
pub const DRAWS: usize = 20_000;

/// Whether anything is asked: a page that nobody has filled in yet answers nothing.
pub fn is_asked(input: &Input) -> bool {
    !input.one("q").is_empty() || !input.one("plan").is_empty()
}

/// The request of the fields.
///
/// # Errors
/// When a field is no number, or no choice.
pub fn request(input: &Input) -> Result<HireRequest, Problem> {
    if input.one("plan").len() > plan::LONGEST {
        return Err(Problem::of("plan", "", "the plan is longer than a plan can be"));
    }
    Ok(HireRequest {
        profile: ProfileText::new(input.one("q")),
        plan: plan::sent(input).map(|plan| PlanText::Toml(plan.to_owned())),
        vs: input.all("vs").map(str::to_owned).collect(),
        months: said(input, "for").map(Text::from),
        share: said(input, "share").map(Text::from),
        pay: said(input, "pay").map(Text::from),
        home: said(input, "home"),
        recruiting: recruiting(input.one("recruiting"))?,
        ends: ticked(input, "ends"),
        roles_around: ticked(input, "roles_around"),
        planned: planned(input)?,
    })
}

fn planned(input: &Input) -> Result<PlannedRequest, Problem> {
    Ok(PlannedRequest {
        assume: assumed::otherwise(input),
        currency: said(input, "currency"),
        draws: Some(draws(input, DRAWS, MOST)?),
        seed: whole(input, "seed")?,
    })
}

fn recruiting(word: &str) -> Result<Option<RecruitingWord>, Problem> {
    match word {
        "" => Ok(None),
        "own" => Ok(Some(RecruitingWord::Own)),
        "agency" => Ok(Some(RecruitingWord::Agency)),
        other => Err(Problem::of("recruiting", other, "is no way to find people")
            .hint("write own or agency")),
    }
}

/// The answer without what could be done otherwise, which takes longer than all the rest and has a page of
/// its own.
///
/// # Errors
/// As the request's question.
pub fn answer(request: &HireRequest, asking: &Asking) -> Result<HireView, Problem> {
    let question = request.question(asking.going_rate, asking.today)?;
    let answer = hire::hire(asking.going_rate, &question)?;
    let labels = labels(asking.going_rate);
    Ok(HireView::new(&answer, &[], &Context::new(asking.going_rate, &labels)))
}

/// The field of the form that a problem is about.
pub fn field_of(problem: &Problem) -> &str {
    match problem.field.as_deref() {
        Some("months" | "for") => "for",
        Some(
            field @ ("vs" | "share" | "pay" | "home" | "recruiting" | "currency" | "assume"
            | "draws" | "seed" | "budget"),
        ) => field,
        Some(field) if field == "plan" || field.starts_with("way") => "plan",
        _ => "q",
    }
}
