//! What was typed to a question: a plan in a file or ways in words, and what holds for all ways.

use goingrate::GoingRate;
use goingrate::ask::ProfileText;
use goingrate::ask::hire::{HireQuestion, HireText, Through, read_months, read_plan, read_share};
use goingrate::units::{Problem, parse};

use super::{Hire, Recruiting};
use crate::args::today;
use crate::files::plans;

impl Hire {
    /// A plan in a file, or the ways in words; flags go before what a plan says.
    pub(super) fn question(&self, going_rate: &GoingRate) -> Result<HireQuestion, Problem> {
        let words = &going_rate.taxonomy;
        let mut question = match plans::named(&self.profile.text)? {
            Some(plan) => {
                self.refuse_beside_a_plan(&plan.name)?;
                read_plan(&plan.name, &plan.text, words, today()?)?
            }
            None => HireQuestion::new(self.ways()?.read(words, today()?)?, today()?),
        };
        if let Some(months) = &self.months {
            (question.months, question.months_taken) = (read_months(months)?, false);
        }
        if let Some(home) = &self.home {
            question.home = Some(parse::place(home, words).map_err(|p| p.in_field("home"))?);
        }
        question.currency = self.planned.currency()?.or(question.currency);
        if self.recruiting == Recruiting::Agency {
            question.through = Through::Agency;
        }
        question.ends |= self.ends;
        question.roles_around |= self.roles_around;
        question.assume.extend(self.planned.assume.iter().cloned());
        question.draws = self.planned.draws.unwrap_or(question.draws);
        question.seed = self.planned.seed.unwrap_or(question.seed);
        Ok(question)
    }

    /// A plan names its own ways, shares and pay.
    fn refuse_beside_a_plan(&self, plan: &str) -> Result<(), Problem> {
        let given = !self.vs.is_empty() || self.share.is_some() || self.pay.is_some();
        match given {
            true => Err(Problem::of("plan", plan, "names its own ways, pay and parts of a week")
                .hint("write them into the plan, or ask in words")),
            false => Ok(()),
        }
    }

    fn ways(&self) -> Result<HireText, Problem> {
        Ok(HireText {
            first: ProfileText::from(&self.profile),
            others: self.vs.clone(),
            share: self.share.as_deref().map(read_share).transpose()?,
            pay: self.pay.clone(),
        })
    }
}
