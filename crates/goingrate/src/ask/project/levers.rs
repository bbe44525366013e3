//! What would make a project cheaper or faster, each worked out under the same circumstances as the
//! project itself, so that a difference is a difference.

use goingrate_plan::project::{Question, project};
use goingrate_units::{Engagement, Problem, Profile};

use super::parts::{ProjectPart, Why, pieces};
use super::price::Pricing;
use crate::ask::{Team, TeamLine};

/// Draws of a lever: the same circumstances for all of them.
const DRAWS: usize = 2_000;
/// What is worth no more than this to a first version may wait.
const MAY_WAIT: u32 = 2;

/// Something that could be done otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Lever {
    /// What, as a reader would say it: "Leave out Several languages and Second factor".
    pub what: String,
    /// What the middle cost becomes, less what it is.
    pub cost: f64,
    /// What the middle of the months becomes, less what it is.
    pub months: f64,
    /// What it costs the reader otherwise.
    pub but: String,
}

/// What the levers of a project are found with.
pub struct Levers<'a> {
    /// The question of the project itself.
    pub question: &'a Question,
    /// Its parts.
    pub parts: &'a [ProjectPart],
    /// Its team.
    pub team: &'a Team,
    /// Prices.
    pub pricing: Pricing<'a>,
    /// Places that may be cheaper, by name.
    pub elsewhere: &'a [String],
}

impl Levers<'_> {
    /// All levers that change something, the largest saving first.
    ///
    /// # Errors
    /// When the project itself cannot be worked out.
    pub fn all(&self) -> Result<Vec<Lever>, Problem> {
        let base = Question { budget: None, months: None, draws: DRAWS, ..self.question.clone() };
        let now = project(&base)?;
        let told = |(what, but, question): (String, String, Question)| {
            let then = project(&question).ok()?;
            let (cost, months) = (then.cost.p50 - now.cost.p50, then.months.p50 - now.months.p50);
            Some(Lever { what, cost, months, but })
        };
        let mut levers: Vec<Lever> = self.changes(&base).into_iter().filter_map(told).collect();
        let matters = |lever: &Lever| {
            lever.cost.abs() > 0.01 * now.cost.p50 || lever.months.abs() > 0.02 * now.months.p50
        };
        levers.retain(matters);
        levers.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        Ok(levers)
    }

    fn changes(&self, base: &Question) -> Vec<(String, String, Question)> {
        let mut changes: Vec<(String, String, Question)> = Vec::new();
        changes.extend(self.fewer_features(base));
        changes.extend(self.simpler(base));
        for place in self.elsewhere {
            changes.extend(self.moved(base, place));
        }
        for (to, but) in [
            (
                Engagement::Freelance,
                "you bear what a firm would: replacing people, running the project",
            ),
            (Engagement::Agency, "the firm's margin is in its price"),
        ] {
            changes.extend(self.engaged(base, to, but));
        }
        changes.extend(self.one_more(base));
        changes.extend(self.one_fewer(base));
        changes
    }

    /// Without what is worth little and nothing else needs.
    fn fewer_features(&self, base: &Question) -> Option<(String, String, Question)> {
        let needed = |part: &ProjectPart| {
            self.parts
                .iter()
                .any(|other| other.value > MAY_WAIT && other.needs.contains(&part.name))
        };
        let waits = |part: &&ProjectPart| part.value <= MAY_WAIT && !needed(part) && !part.required;
        let out: Vec<&str> =
            self.parts.iter().filter(waits).map(|part| part.title.as_str()).collect();
        let left: Vec<ProjectPart> =
            self.parts.iter().filter(|part| !waits(part)).cloned().collect();
        if out.is_empty() || left.is_empty() {
            return None;
        }
        let what = format!("Leave what may wait: {}", out.join(", "));
        let question = Question { pieces: pieces(&left), ..base.clone() };
        Some((what, "it has to wait".to_owned(), question))
    }

    /// The largest part, once, where it is repeated or was assumed.
    fn simpler(&self, base: &Question) -> Option<(String, String, Question)> {
        let repeated = self.parts.iter().filter(|part| part.count > 3 && part.why != Why::Said);
        let largest = repeated.max_by(|a, b| a.days.middle().total_cmp(&b.days.middle()))?;
        let mut parts = self.parts.to_vec();
        let part = parts.iter_mut().find(|part| part.name == largest.name)?;
        let count = part.count.div_ceil(2);
        part.days = part.days.times(f64::from(count) / f64::from(part.count));
        part.count = count;
        let what = format!("{}: {count} instead of {}", largest.title, largest.count);
        let question = Question { pieces: pieces(&parts), ..base.clone() };
        Some((what, "fewer of them".to_owned(), question))
    }

    fn moved(&self, base: &Question, name: &str) -> Option<(String, String, Question)> {
        let taxonomy = &self.pricing.going_rate.taxonomy;
        let place = taxonomy.place_named(name)?;
        let is_there = |line: &TeamLine| taxonomy.contains(place, line.asked.profile.place);
        if self.priced().all(is_there) {
            return None;
        }
        let question = self.with(base, |profile| Profile { place, ..profile })?;
        let but = "other hours and languages; rates there are as uncertain as the book says";
        Some((format!("The same team in {name}"), but.to_owned(), question))
    }

    fn engaged(
        &self,
        base: &Question,
        to: Engagement,
        but: &str,
    ) -> Option<(String, String, Question)> {
        let is_so = |line: &TeamLine| line.asked.profile.engagement == to;
        let employed = |line: &TeamLine| line.asked.profile.engagement == Engagement::Employee;
        if self.priced().all(is_so) || self.priced().any(employed) {
            return None;
        }
        let question = self.with(base, |profile| Profile { engagement: to, ..profile })?;
        let what = match to {
            Engagement::Freelance => "Freelancers instead",
            _ => "An agency instead",
        };
        Some((what.to_owned(), but.to_owned(), question))
    }

    fn priced(&self) -> impl Iterator<Item = &TeamLine> {
        self.team.lines.iter().filter(|line| !line.founder && line.rate.is_none())
    }

    /// The question with every profile of the market changed.
    fn with(&self, base: &Question, change: impl Fn(Profile) -> Profile) -> Option<Question> {
        let mut team = self.team.clone();
        let market = |line: &&mut TeamLine| !line.founder && line.rate.is_none();
        let mut changed = false;
        for line in team.lines.iter_mut().filter(market) {
            line.asked.profile = change(line.asked.profile.clone());
            changed = true;
        }
        let priced = self.pricing.team(&team).ok().filter(|_| changed)?;
        Some(Question { members: priced.members, market: priced.market, ..base.clone() })
    }

    /// One more of the largest line.
    fn one_more(&self, base: &Question) -> Option<(String, String, Question)> {
        let mut members = base.members.clone();
        let paid = |line: &TeamLine| !line.founder;
        let at = (0..members.len())
            .filter(|at| paid(&self.team.lines[*at]) && members[*at].share >= 1.0)
            .max_by(|a, b| members[*a].count.total_cmp(&members[*b].count).then(b.cmp(a)))?;
        members[at].count += 1.0;
        let what = format!("One more {}", members[at].name);
        let but = "more people lose more time to each other";
        Some((what, but.to_owned(), Question { members, ..base.clone() }))
    }

    /// One fewer of the largest line, where somebody is left.
    fn one_fewer(&self, base: &Question) -> Option<(String, String, Question)> {
        let people: f64 = base.members.iter().map(|member| member.people()).sum();
        let mut members = base.members.clone();
        let at = (0..members.len())
            .filter(|at| !self.team.lines[*at].founder && members[*at].share >= 1.0)
            .max_by(|a, b| members[*a].count.total_cmp(&members[*b].count).then(a.cmp(b)))?;
        if people < 2.0 {
            return None;
        }
        let what = format!("One {} fewer", members[at].name);
        members[at].count -= 1.0;
        members.retain(|member| member.count > 0.0);
        let but = "fewer people are hit harder when one is away";
        Some((what, but.to_owned(), Question { members, ..base.clone() }))
    }
}
