//! What the planners and the book say of what a report has a figure for: P20, P50 and P80.

use std::cell::RefCell;
use std::collections::BTreeMap;

use goingrate_evidence::Claim;
use goingrate_plan::hire::Step;
use goingrate_plan::{Assumptions, At, Spread};
use goingrate_units::{Component, Currency, Date, HOURS_A_YEAR, Problem, Profile};

use super::read::{Against, Held, HeldFile};
use crate::ask::hire::{HireQuestion, HireText, hire};
use crate::ask::{ProfileText, ProjectQuestion, project};
use crate::{GoingRate, planning};

/// Draws of a project or a hire: the ends are then known to some percent.
const DRAWS: usize = 4_000;
/// Weeks of a month.
const WEEKS: f64 = 52.0 / 12.0;
const ENDS: [f64; 3] = [0.2, 0.5, 0.8];

/// The unit in which something is told of which the report has no figure.
pub fn unit_of(against: &Against) -> &'static str {
    match against {
        Against::Rate => "USD/hour",
        Against::ProjectTime => "months",
        Against::Assumption | Against::Nothing => "",
        _ => "USD/year",
    }
}

/// What asks the planners; a project is asked once for its cost and its time.
pub struct Measuring<'g> {
    going_rate: &'g GoingRate,
    file: &'g HeldFile,
    assumptions: Assumptions,
    today: Date,
    projects: RefCell<BTreeMap<(String, String), Project>>,
}

/// Cost in US dollars, months.
type Project = ([f64; 3], [f64; 3]);

impl<'g> Measuring<'g> {
    pub fn new(
        going_rate: &'g GoingRate,
        file: &'g HeldFile,
        today: Date,
    ) -> Result<Measuring<'g>, Problem> {
        let (assumptions, projects) = (planning::assumptions(&[])?, RefCell::default());
        Ok(Measuring { going_rate, file, assumptions, today, projects })
    }

    /// Who builds a project.
    pub fn team(&self, held: &Held) -> String {
        format!("{}, {}", held.team.as_deref().unwrap_or_default(), self.file.worldwide)
    }

    /// What is said of a claim, in its unit.
    pub fn measure(
        &self,
        held: &Held,
        unit: &str,
        claim: &Claim,
    ) -> Result<Option<[f64; 3]>, Problem> {
        Ok(Some(match held.against {
            Against::Nothing => return Ok(None),
            Against::Assumption => self.assumption(held)?,
            Against::HireStep => self.hire_step(held)?,
            Against::ProjectCost => self.project(held)?.0,
            Against::ProjectTime => {
                let factor = if unit == "weeks" { WEEKS } else { 1.0 };
                self.project(held)?.1.map(|months| months * factor)
            }
            Against::Rate => self.pay(held.subject(), claim)?.map(|year| year / HOURS_A_YEAR),
            Against::LevelStep => self.level_steps(held, claim)?,
        }))
    }

    fn assumption(&self, held: &Held) -> Result<[f64; 3], Problem> {
        let at = At { places: &["us"], of: &["employee", "mid"], on: self.today };
        let used = self.assumptions.used(held.subject(), &at)?;
        let factor = if held.percent { 100.0 } else { 1.0 };
        let spread: Spread = used.spread();
        Ok(ENDS.map(|p| spread.quantile(p) * factor))
    }

    /// A step of a hire, a year; its doubt is not told of steps, so all three are its mean.
    fn hire_step(&self, held: &Held) -> Result<[f64; 3], Problem> {
        let words = &self.going_rate.taxonomy;
        let ways = HireText::new(held.who()).read(words, self.today)?;
        let asked = HireQuestion { draws: DRAWS, ..HireQuestion::new(ways, self.today) };
        let answer = hire(self.going_rate, &asked)?;
        let step = Step::ALL.into_iter().find(|step| step.slug() == held.subject());
        let step = step.ok_or_else(|| Problem::of("of", held.subject(), "is no step of a hire"))?;
        let of_year = answer.plan.ways[0].steps.of(step) * 12.0 / f64::from(answer.plan.months);
        Ok([of_year; 3])
    }

    fn project(&self, held: &Held) -> Result<Project, Problem> {
        let key = (held.subject().to_owned(), self.team(held));
        if let Some(known) = self.projects.borrow().get(&key) {
            return Ok(*known);
        }
        let question = ProjectQuestion {
            text: key.0.clone(),
            team: Some(key.1.clone()),
            currency: Some("USD".to_owned()),
            draws: Some(DRAWS),
            ..ProjectQuestion::new(self.today)
        };
        let answer = project(self.going_rate, &question)?.answer;
        let found = ([answer.cost.p20, answer.cost.p50, answer.cost.p80], {
            [answer.months.p20, answer.months.p50, answer.months.p80]
        });
        self.projects.borrow_mut().insert(key, found);
        Ok(found)
    }

    /// What a person is paid a year, in US dollars; of rates, 2,080 times an hour.
    fn pay(&self, text: &str, claim: &Claim) -> Result<[f64; 3], Problem> {
        let said = ProfileText::new(text).read(&self.going_rate.taxonomy, claim.as_of)?;
        let hourly = said.profile.engagement != goingrate_units::Engagement::Employee;
        let component = if hourly { Component::HourlyRate } else { said.profile.component };
        let profile = Profile { component, ..said.profile };
        let market = self.going_rate.estimator().distribution(&profile)?;
        let exchange =
            self.going_rate.rates.exchange(market.currency(), Currency::USD, claim.as_of)?.rate;
        let mut ends = [0.0; 3];
        for (end, p) in ends.iter_mut().zip(ENDS) {
            *end = market.quantile(p)?.amount() * exchange;
        }
        Ok(ends)
    }

    /// What more each level has than the one before: the least, the middle and the most of the steps.
    fn level_steps(&self, held: &Held, claim: &Claim) -> Result<[f64; 3], Problem> {
        let middles = held.subjects().iter().map(|text| Ok(self.pay(text, claim)?[1]));
        let middles = middles.collect::<Result<Vec<f64>, Problem>>()?;
        let steps = middles.windows(2).map(|pair| pair[1] - pair[0]);
        let (least, most) =
            steps.fold((f64::INFINITY, 0.0f64), |(least, most), s| (least.min(s), most.max(s)));
        Ok([least, (least * most).sqrt(), most])
    }
}
