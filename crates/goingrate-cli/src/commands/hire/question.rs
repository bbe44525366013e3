//! What was typed to a question: a plan in a file or ways in words, and what holds for all ways.

use goingrate::GoingRate;
use goingrate::ask::ProfileText;
use goingrate::ask::hire::HireQuestion;
use goingrate::request::{HireRequest, PlannedRequest, RecruitingWord};
use goingrate::units::Problem;

use super::{Hire, Recruiting};
use crate::args::today;
use crate::files::plans;

impl Hire {
    /// A plan in a file, or the ways in words; flags go before what a plan says.
    pub(super) fn question(&self, going_rate: &GoingRate) -> Result<HireQuestion, Problem> {
        match plans::named(&self.profile.text)? {
            None => self.request(ProfileText::from(&self.profile)).question(going_rate, today()?),
            Some(plan) => {
                let fields =
                    ProfileText { text: String::new(), ..ProfileText::from(&self.profile) };
                self.request(fields).planned(&plan.name, &plan.text, going_rate, today()?)
            }
        }
    }

    fn request(&self, profile: ProfileText) -> HireRequest {
        HireRequest {
            profile,
            plan: None,
            vs: self.vs.clone(),
            months: self.months.clone().map(Into::into),
            share: self.share.clone().map(Into::into),
            pay: self.pay.clone().map(Into::into),
            home: self.home.clone(),
            recruiting: Some(match self.recruiting {
                Recruiting::Own => RecruitingWord::Own,
                Recruiting::Agency => RecruitingWord::Agency,
            }),
            ends: self.ends,
            roles_around: self.roles_around,
            planned: PlannedRequest::from(&self.planned),
        }
    }
}
