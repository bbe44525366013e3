//! Which effects act on whom: one list for all who ask.
//!
//! A profile, a claim, a record and a table of percentiles each describe people; the effects that act on
//! these are the same whoever describes them. A description has no defaults, so whoever describes people
//! says of every family of effects what is known, if it is only that nothing is. What a source sees
//! differently is not here: that is no effect on anybody's pay.

mod job;
pub(crate) mod person;

use goingrate_evidence::{Education, Headcount, Remote};
use goingrate_units::{Component, Engagement, IndustryId, PlaceId, RoleId, SkillId, TierId};

use crate::design::Design;
use crate::design::employers::Named;
use crate::effects::Effect;

/// What a term is a term of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// The location.
    Location,
    /// The log of the spread.
    Spread,
    /// The log of the spread and of the ladder's stretch: where pay is compressed, so are the differences
    /// between levels.
    Scale,
    /// The skew of the shape.
    Skew,
    /// The log of the ladder's stretch.
    Stretch,
}

/// An effect that acts on somebody's pay.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Term {
    pub effect: Effect,
    pub weight: f64,
    pub target: Target,
}

impl Term {
    /// A term of the location.
    pub fn location(effect: Effect, weight: f64) -> Term {
        Term { effect, weight, target: Target::Location }
    }

    /// A term of the log of the spread.
    pub fn spread(effect: Effect, weight: f64) -> Term {
        Term { effect, weight, target: Target::Spread }
    }

    /// A term of the log of the spread and of the ladder's stretch.
    pub fn scale(effect: Effect, weight: f64) -> Term {
        Term { effect, weight, target: Target::Scale }
    }

    /// A term of the skew.
    pub fn skew(effect: Effect, weight: f64) -> Term {
        Term { effect, weight, target: Target::Skew }
    }

    /// A term of the ladder's stretch.
    pub fn stretch(effect: Effect, weight: f64) -> Term {
        Term { effect, weight, target: Target::Stretch }
    }
}

/// A job: what is done, where, how it is engaged, which part of pay is meant, and when.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Job {
    pub role: RoleId,
    /// One place of those that a question about a larger one is a mixture of.
    pub place: PlaceId,
    /// The place that was asked for.
    pub asked: PlaceId,
    pub engagement: Engagement,
    pub component: Component,
    /// As a decimal year.
    pub year: f64,
    /// Whether a country stands for its average place and not for the mixture of its areas.
    pub average: bool,
}

/// How long somebody has worked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Career {
    pub years: f64,
    /// Whether a level is stated beside the years.
    pub beside_level: bool,
    /// The usual years of the level, from which those that are asked for count; none for a record,
    /// whose level stands for whoever states it.
    pub usual: Option<f64>,
}

impl Career {
    /// Years of experience with no level beside them.
    pub fn alone(years: f64) -> Career {
        Career { years, beside_level: false, usual: None }
    }
}

/// Who holds a job, and with whom.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Person<'k> {
    /// Official occupations with their probabilities.
    pub occupations: &'k [(RoleId, f64)],
    pub place: PlaceId,
    /// How the work is engaged: kinds of employers are about employees.
    pub engagement: Engagement,
    /// Any one of these.
    pub industries: &'k [IndustryId],
    pub tier: Option<TierId>,
    /// The part of pay: how much more than base pay it is differs between employers.
    pub component: Component,
    pub skills: &'k [SkillId],
    /// Whether any one of the skills is meant, and not all together.
    pub any_skill: bool,
    /// How many skills somebody names.
    pub skill_count: Option<u8>,
    pub career: Option<Career>,
    pub education: Option<Education>,
    pub headcount: Option<Headcount>,
    pub workplace: Option<Remote>,
    pub employer: Option<Named<'k>>,
}

impl Design<'_> {
    /// The effects on pay for a job.
    pub(crate) fn job_terms(&self, job: &Job, add: &mut impl FnMut(Term)) {
        self.market_terms(add);
        self.role_terms(job.role, add);
        self.place_terms(job, add);
        self.engagement_terms(job.engagement, job.place, add);
        self.component_terms(job.component, add);
        self.trend_terms(job.year, job.place, add);
    }

    /// The effects on pay of who holds a job.
    pub(crate) fn person_terms(&self, person: &Person, add: &mut impl FnMut(Term)) {
        self.industry_terms(person, add);
        self.tier_terms(person, add);
        self.skill_terms(person, add);
        self.career_terms(person, add);
        self.education_terms(person, add);
        self.employer_terms(person, add);
    }
}
