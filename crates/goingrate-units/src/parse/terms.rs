//! How the work of a question is engaged, and which part of pay is asked for.

use super::Status;
use super::meaning::Meaning;
use super::profile::{Found, Question, two};
use crate::{Component, Engagement, Problem};

impl Question<'_> {
    pub(super) fn engagement(&self) -> Result<Found<Engagement>, Problem> {
        let named = self.only("engagement", |meaning| match *meaning {
            Meaning::Engagement(engagement) => Some(engagement),
            _ => None,
        })?;
        let hourly =
            self.mentions.iter().any(|m| m.meaning == Meaning::Component(Component::HourlyRate));
        let of_a_job = [Meaning::FullTime, Meaning::PartTime];
        let full_time = self.mentions.iter().any(|m| of_a_job.contains(&m.meaning));
        Ok(match named {
            Some(engagement) => (engagement, Status::Given),
            None if full_time => (Engagement::Employee, Status::Given),
            None if hourly => {
                let reason = "an hourly rate is what freelancers charge".to_owned();
                (Engagement::Freelance, Status::Inferred(reason))
            }
            None => (Engagement::Employee, Status::Inferred("nothing else is said".to_owned())),
        })
    }

    pub(super) fn component(&self, engagement: Engagement) -> Result<Found<Component>, Problem> {
        let named = self.component_said()?;
        let usual = match engagement {
            Engagement::Employee => Component::BaseSalary,
            _ => Component::HourlyRate,
        };
        match named {
            None => {
                let reason = format!("usual for {}", engagement.name());
                Ok((usual, Status::Inferred(reason)))
            }
            Some(Component::HourlyRate) => Ok((Component::HourlyRate, Status::Given)),
            Some(other) if usual == Component::HourlyRate => {
                let reason = format!("{} work is paid by the hour", engagement.name());
                let hint = "ask for an hourly rate, or for an employee's pay";
                Err(Problem::of("component", other.name(), reason).hint(hint))
            }
            Some(other) => Ok((other, Status::Given)),
        }
    }

    /// The part of pay that is said. Of several, the one beside an amount counts ("$190k base and
    /// equity"); "salary" beside a rate of an hour is that rate; salary with bonus or shares is all of
    /// it.
    fn component_said(&self) -> Result<Option<Component>, Problem> {
        let named = self.values(|meaning| match *meaning {
            Meaning::Component(component) => Some(component),
            _ => None,
        });
        let is = |one: Component| named.iter().any(|&(component, _)| component == one);
        let hourly = is(Component::HourlyRate) && is(Component::BaseSalary) && named.len() == 2;
        let together = [Component::BaseSalary, Component::Bonus, Component::Equity];
        match named.as_slice() {
            [] => Ok(None),
            [(component, _)] if self.is_perk(*component) => Ok(None),
            [(component, _)] => Ok(Some(*component)),
            several => match self.component_of_amount() {
                Some(component) => Ok(Some(component)),
                None if hourly => Ok(Some(Component::HourlyRate)),
                None if named.iter().all(|(one, _)| together.contains(one)) => {
                    Ok(Some(Component::TotalCompensation))
                }
                None => Err(two("component", several)),
            },
        }
    }

    /// Whether a bonus or shares are said apart from an amount, as advertisements list them.
    fn is_perk(&self, component: Component) -> bool {
        let has_amount = self.mentions.iter().any(|m| matches!(m.meaning, Meaning::Amount(_)));
        let beside = [Component::Bonus, Component::Equity, Component::SignOn].contains(&component);
        has_amount && beside && self.component_of_amount() != Some(component)
    }

    /// The part of pay that stands next to the first amount.
    fn component_of_amount(&self) -> Option<Component> {
        let amount = self.mentions.iter().find(|m| matches!(m.meaning, Meaning::Amount(_)))?;
        self.mentions.iter().find_map(|mention| match mention.meaning {
            Meaning::Component(component) => {
                let next = mention.span.0 == amount.span.1 || mention.span.1 == amount.span.0;
                next.then_some(component)
            }
            _ => None,
        })
    }
}
