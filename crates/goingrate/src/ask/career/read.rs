//! Who asks and which ways are compared, as somebody writes them.

use goingrate_plan::career::{Start, Work};
use goingrate_units::parse::{self, Understood};
use goingrate_units::{
    Component, Date, Engagement, Ladder, LevelId, PlaceId, Problem, Profile, RoleId, Taxonomy,
    without_capital,
};

use super::known::{Known, LadderData, WayData, Whose, WorkWord, known};
use super::{CareerAsked, WayAsked};
use crate::ask::{ProfileText, beside, is_given, read_amount};

/// A question as it was written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CareerText {
    /// What is done now.
    pub first: ProfileText,
    /// The ways that are compared with staying, each naming what differs; the usual ones if there are none.
    pub ways: Vec<String>,
    /// What is earned now.
    pub pay: Option<String>,
    /// A pay that is to be reached.
    pub goal: Option<String>,
}

/// Who asks, with the words and the known ways.
pub struct Reader<'a> {
    pub words: &'a Taxonomy,
    pub known: &'a Known,
    pub profile: &'a Profile,
    pub level: LevelId,
    pub state: Option<PlaceId>,
    pub whose: Whose,
}

impl CareerText {
    /// What is done now, with the usual ways.
    pub fn new(first: impl Into<String>) -> CareerText {
        CareerText { first: ProfileText::new(first), ..CareerText::default() }
    }

    /// Another way.
    #[must_use]
    pub fn way(mut self, way: impl Into<String>) -> CareerText {
        self.ways.push(way.into());
        self
    }

    /// Reads the question.
    ///
    /// # Errors
    /// When a text cannot be understood, the work is no employment (field `engagement`), the part of pay is
    /// neither base salary nor total compensation (`component`), or an amount is none (`pay`, `goal`); a problem
    /// of a way has the field `way`.
    pub fn read(&self, words: &Taxonomy, today: Date) -> Result<CareerAsked, Problem> {
        let said = self.first.read(words, today)?;
        refuse(&said)?;
        let known = known()?;
        let (mut taken, mut remarks) = (Vec::new(), Vec::new());
        let (level, experience) = level(&said.profile, words, &mut taken)?;
        let profile = Profile { level: Some(level), ..said.profile.clone() };
        let usual = words.level(level).years;
        let at_level = (experience - usual.low).max(0.0);
        let whose = match words.level(level).ladder {
            Ladder::Individual => Whose::Individual,
            Ladder::Management => Whose::Management,
        };
        let state = said.said.state;
        let reader = Reader { words, known: &known, profile: &profile, level, state, whose };
        let mut ways = vec![reader.stay()];
        match self.ways.is_empty() {
            true => reader.usual(&mut ways, &mut remarks),
            false => {
                for text in &self.ways {
                    let way = reader.typed(text, &mut remarks);
                    let way = way.map_err(|problem| problem.in_field("way"))?;
                    let text = text.trim();
                    match ways.iter().position(|known| known.is_same(&way)) {
                        // Staying goes up to the level at which most careers level off.
                        Some(0) => {
                            remarks.push(format!("“{text}” is what staying comes to in time."))
                        }
                        Some(_) => remarks.push(format!("“{text}” is compared once.")),
                        None => ways.push(way),
                    }
                }
            }
        }
        taken.extend(not_said(&said, words));
        remarks
            .extend(said.remarks.iter().filter(|told| !told.contains("goingrate career")).cloned());
        let amount = |field: &str, text: &Option<String>| {
            text.as_deref().map(|text| read_amount(field, text, words)).transpose()
        };
        let pay = match (amount("pay", &self.pay)?, said.said.amount) {
            (Some(pay), _) => Some(pay),
            (None, Some(range)) if range.low.value == range.high.value => {
                remarks.push("The amount in the text is taken as what is earned now.".to_owned());
                Some(range.low)
            }
            (None, _) => None,
        };
        let goal = amount("goal", &self.goal)?;
        let usual = self.ways.is_empty();
        let asked = CareerAsked {
            profile,
            state,
            experience,
            at_level,
            pay,
            goal,
            ways,
            usual,
            taken,
            remarks,
        };
        Ok(asked)
    }
}

/// A career is followed in salaries.
fn refuse(said: &Understood) -> Result<(), Problem> {
    let Profile { engagement, component, .. } = said.profile;
    if engagement != Engagement::Employee {
        let what = "a career is followed from employment";
        return Err(Problem::of("engagement", engagement.slug(), what)
            .hint("write what an employee does; freelancing is one of the ways"));
    }
    match component {
        Component::BaseSalary | Component::TotalCompensation => Ok(()),
        other => Err(Problem::of("component", other.slug(), "a career is followed in salaries")
            .hint("write base salary, or total compensation")),
    }
}

/// The level and the years of experience; what is not said is taken, and told.
fn level(
    profile: &Profile,
    words: &Taxonomy,
    taken: &mut Vec<String>,
) -> Result<(LevelId, f64), Problem> {
    let years = profile.years.map(|years| 0.5 * (years.low + years.high));
    if let (Some(level), Some(years)) = (profile.level, years) {
        return Ok((level, years));
    }
    let middle = |level: LevelId| {
        let usual = words.level(level).years;
        0.5 * (usual.low + usual.high)
    };
    if let Some(level) = profile.level {
        let years = middle(level);
        taken.push(experience(years));
        return Ok((level, years));
    }
    let ladder = words.role(profile.role).ladder;
    let known = known()?;
    let stays = known.ladders.iter().find(|known| known.stays && is_of(known.of, ladder));
    let slugs = stays.map(|known| known.levels.as_slice()).unwrap_or_default();
    let ids: Vec<LevelId> = slugs.iter().filter_map(|slug| words.level_of(slug)).collect();
    let begun = |years: f64| {
        let begun = ids.iter().rev().find(|id| words.level(**id).years.low <= years);
        begun.or(ids.first()).copied()
    };
    // Without years it is the level in the middle of a ladder whose lowest is that of interns.
    let level = match years {
        Some(years) => begun(years),
        None => ids.get(ids.len() / 2).copied(),
    };
    let level = level.ok_or_else(|| {
        let role = &words.role(profile.role).name;
        Problem::of("level", role, "no ladder is carried for it").hint("name the level")
    })?;
    taken.push(words.level(level).name.to_lowercase());
    let years = years.unwrap_or_else(|| {
        let years = middle(level);
        taken.push(experience(years));
        years
    });
    Ok((level, years))
}

/// What was taken for years of experience that are not said.
fn experience(years: f64) -> String {
    let unit = if years == 1.0 { "year" } else { "years" };
    format!("{years} {unit} of experience, the middle of what is usual at the level")
}

fn is_of(whose: Whose, ladder: Ladder) -> bool {
    (whose == Whose::Management) == (ladder == Ladder::Management)
}

/// What was taken because the text does not say it: role and place.
fn not_said(said: &Understood, words: &Taxonomy) -> Vec<String> {
    let mut taken = Vec::new();
    if !is_given(said, "role") {
        taken.push(without_capital(&words.role(said.profile.role).name));
    }
    if !is_given(said, "place") {
        taken.push(words.place(said.profile.place).name.clone());
    }
    taken
}

impl Reader<'_> {
    /// The levels of a ladder after the present one.
    pub fn after(&self, ladder: &LadderData, role: RoleId) -> Vec<(RoleId, LevelId)> {
        let entry = |text: &String| -> Option<(Option<RoleId>, LevelId)> {
            match text.split_once(':') {
                Some((role, level)) => {
                    Some((Some(self.words.role_of(role)?), self.words.level_of(level.trim())?))
                }
                None => Some((None, self.words.level_of(text)?)),
            }
        };
        let entries: Vec<_> = ladder.levels.iter().filter_map(entry).collect();
        let own = entries.iter().position(|entry| *entry == (None, self.level));
        let after = own.map_or(&[][..], |at| &entries[at + 1..]);
        after.iter().map(|(of, level)| (of.unwrap_or(role), *level)).collect()
    }

    /// The levels that come for who stays in a role.
    pub fn own_ladder(&self, role: RoleId) -> Vec<(RoleId, LevelId)> {
        let own = self.known.ladders.iter().find(|l| l.stays && l.of == self.whose);
        own.map(|ladder| self.after(ladder, role)).unwrap_or_default()
    }

    pub fn stay(&self) -> WayAsked {
        WayAsked {
            name: "staying".to_owned(),
            profile: self.profile.clone(),
            state: self.state,
            next: self.own_ladder(self.profile.role),
            start: Start::AsNow,
            work: Work::Employed,
            reported: Vec::new(),
        }
    }

    /// The usual ways of who asks; one that cannot be read is told.
    fn usual(&self, ways: &mut Vec<WayAsked>, remarks: &mut Vec<String>) {
        let country = self.words.country(self.profile.place);
        let country = country.map(|id| self.words.place(id).slug.as_str()).unwrap_or_default();
        for way in &self.known.ways {
            let within = way.within.is_empty() || way.within.iter().any(|c| c == country);
            let without = way.without.iter().any(|c| c == country);
            if !way.usual || !within || without || way.of.is_some_and(|of| of != self.whose) {
                continue;
            }
            match self.known_way(way) {
                Ok(Some(way)) if !self.is_there(&way.profile) => ways.push(way),
                Ok(_) => {}
                Err(problem) => {
                    remarks.push(format!("Without {}: {}.", way.name, problem.what));
                }
            }
        }
    }

    /// Whether a way joins employers of the tier that the present one already is of.
    fn is_there(&self, profile: &Profile) -> bool {
        let Some(tier) = profile.tier.filter(|_| profile.employer.is_none()) else { return false };
        let employer = self.profile.employer.map(|id| self.words.employer(id));
        employer.is_some_and(|known| known.tier == Some(tier) || known.kind == Some(tier))
    }

    /// A way of the data; `None` where it changes nothing.
    pub fn known_way(&self, way: &WayData) -> Result<Option<WayAsked>, Problem> {
        let mut profile = match &way.says {
            Some(says) => beside(self.profile, says, self.words)?,
            None => self.profile.clone(),
        };
        if let Some(adds) = &way.adds {
            let skill = parse::skill(adds, self.words)?;
            if !profile.skills.contains(&skill) {
                profile.skills.push(skill);
            }
        }
        let work = match way.work {
            None => Work::Employed,
            Some(WorkWord::Freelance) => Work::Freelance,
            Some(WorkWord::Founder) => Work::Founder,
        };
        profile.level = Some(self.level);
        let named = self.known.ladders.iter().find(|l| Some(&l.name) == way.ladder.as_ref());
        let next = match named {
            Some(ladder) => self.after(ladder, profile.role),
            None => self.own_ladder(profile.role),
        };
        let changes = profile != *self.profile
            || next != self.own_ladder(self.profile.role)
            || work != Work::Employed
            || (way.says.is_none() && way.adds.is_none() && way.ladder.is_none());
        if !changes {
            return Ok(None);
        }
        let home = profile.place != self.profile.place;
        let start = match &way.learns {
            None => Start::AsNow,
            Some(learns) => Start::Move { learns: learns.clone(), home },
        };
        let state = self.state.filter(|_| !home);
        // Who is at the level that the way is called by aims at the one after it.
        let own = self.words.level(self.level);
        let name = match next.first() {
            Some((_, level)) if own.slug == way.word => {
                format!("aiming at {}", self.words.level(*level).name.to_lowercase())
            }
            _ => way.name.clone(),
        };
        let reported = way.reported.clone();
        Ok(Some(WayAsked { name, profile, state, next, start, work, reported }))
    }
}

/// A rate a year: "4%", "0.04".
///
/// # Errors
/// When it is not 0 to 100 % (field `discount`).
pub fn read_rate(text: &str) -> Result<f64, Problem> {
    let trimmed = text.trim();
    let (digits, unit) = match trimmed.strip_suffix('%') {
        Some(digits) => (digits.trim(), 100.0),
        None => (trimmed, 1.0),
    };
    match digits.parse::<f64>().map(|number| number / unit) {
        Ok(rate) if (0.0..=1.0).contains(&rate) => Ok(rate),
        _ => {
            Err(Problem::of("discount", text, "is no rate of 0 % to 100 % a year").hint("write 4%"))
        }
    }
}
