//! Ways of getting work done as somebody writes them: a first one, and others beside it that name only
//! what differs.

use goingrate_units::parse::{self, Amount, Status, Understood};
use goingrate_units::{Component, Date, Engagement, Problem, Profile, Taxonomy};

use super::{PeopleAsked, WayAsked};
use crate::ask::profile::field;
use crate::ask::{ProfileText, Team, TeamLine, beside, is_given, read_team};

/// Ways as they were written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HireText {
    /// The first.
    pub first: ProfileText,
    /// The others, each naming what differs from the first.
    pub others: Vec<String>,
    /// The part of a full-time week that everybody works; a whole one if `None`.
    pub share: Option<f64>,
    /// What was agreed with the first, as it was written.
    pub pay: Option<String>,
}

impl HireText {
    /// A way alone.
    pub fn new(first: impl Into<String>) -> HireText {
        HireText { first: ProfileText::new(first), ..HireText::default() }
    }

    /// Another way beside the first.
    #[must_use]
    pub fn beside(mut self, other: impl Into<String>) -> HireText {
        self.others.push(other.into());
        self
    }

    /// Reads the ways. Where no other way is written, the same work by a freelancer and by an agency of the
    /// same place stand beside the first.
    ///
    /// # Errors
    /// When a text cannot be understood; a problem of another way has the field `vs`.
    pub fn read(&self, taxonomy: &Taxonomy, today: Date) -> Result<Vec<WayAsked>, Problem> {
        if let Some(team) = self.team(taxonomy, today) {
            return self.of_team(team, taxonomy, today);
        }
        let said = self.first.read(taxonomy, today)?;
        let mut first = people(&said, taxonomy, self.share.unwrap_or(1.0))?;
        if let Some(text) = &self.pay {
            first.pay = Some(crate::ask::read_amount("pay", text, taxonomy)?);
        }
        if self.others.is_empty() {
            return Ok(default_ways(first));
        }
        let mut ways = vec![WayAsked::of(first.clone())];
        for text in &self.others {
            let other = self.other(&first, text, taxonomy, today);
            let other = other.map_err(|problem| problem.in_field("vs"))?;
            ways.push(WayAsked::of(other));
        }
        Ok(ways)
    }

    /// The first as several people, if it is written so: "2 senior backend, 1 mid, Poland".
    fn team(&self, taxonomy: &Taxonomy, today: Date) -> Option<Team> {
        let alone = ProfileText { text: self.first.text.clone(), ..ProfileText::default() };
        if alone != self.first {
            return None;
        }
        // "5 years" are no five people.
        let said = parse::profile(&self.first.text, taxonomy, today);
        if said.is_ok_and(|said| said.profile.years.is_some()) {
            return None;
        }
        let team = read_team(&self.first.text, taxonomy, today).ok()?;
        let counted = team.lines.len() > 1 || team.lines.iter().any(|line| line.count != 1.0);
        counted.then_some(team)
    }

    /// A team as the first way, and the same people otherwise beside it.
    fn of_team(
        &self,
        team: Team,
        taxonomy: &Taxonomy,
        today: Date,
    ) -> Result<Vec<WayAsked>, Problem> {
        let lines = team.lines.iter().map(|line| self.line(line, taxonomy));
        let mut lines = lines.collect::<Result<Vec<_>, _>>()?;
        if let Some(first) = lines.first_mut() {
            first.remarks.extend(team.remarks);
        }
        let way = |people| WayAsked { name: None, through: None, people };
        let mut ways = vec![way(lines.clone())];
        for text in &self.others {
            let others = lines.iter().map(|line| {
                let other = self.other(line, text, taxonomy, today)?;
                Ok(PeopleAsked { count: line.count, share: line.share, ..other })
            });
            let others = others.collect::<Result<Vec<_>, Problem>>();
            ways.push(way(others.map_err(|problem| problem.in_field("vs"))?));
        }
        Ok(ways)
    }

    /// People of a line of a team: two and a half are three, each for a part of the week.
    fn line(&self, line: &TeamLine, taxonomy: &Taxonomy) -> Result<PeopleAsked, Problem> {
        if line.founder {
            return Err(Problem::of("text", "founder", "nobody hires a founder")
                .hint("name those who are hired"));
        }
        let count = line.count.ceil().clamp(1.0, f64::from(u32::MAX));
        let share = self.share.unwrap_or(1.0) * line.share * line.count / count;
        let mut said = line.asked.clone();
        if !is_given(&said, "engagement") {
            said.profile.engagement = Engagement::Employee;
        }
        let asked = people(&said, taxonomy, share)?;
        Ok(PeopleAsked { count: count as u32, pay: line.rate.or(asked.pay), ..asked })
    }

    fn other(
        &self,
        first: &PeopleAsked,
        text: &str,
        taxonomy: &Taxonomy,
        today: Date,
    ) -> Result<PeopleAsked, Problem> {
        let said = parse::profile(text, taxonomy, today)?;
        let other = people(&said, taxonomy, first.share)?;
        let profile = beside(&first.profile, text, taxonomy)?;
        // What is not said is the first one's, and nothing is assumed anew.
        let other = PeopleAsked { assumed: Vec::new(), ..other };
        let same_place = profile.place == first.profile.place;
        let state = if same_place { first.state } else { other.state };
        Ok(PeopleAsked { profile: of_engagement(&profile), state, ..other })
    }
}

/// The first way with the same work by a freelancer and by an agency beside it; beside one of these, an
/// employee and the other.
pub fn default_ways(first: PeopleAsked) -> Vec<WayAsked> {
    let usual = [Engagement::Employee, Engagement::Freelance, Engagement::Agency];
    let own = first.profile.engagement;
    let others = usual.into_iter().filter(|engagement| *engagement != own).map(|engagement| {
        let profile = of_engagement(&Profile { engagement, ..first.profile.clone() });
        PeopleAsked {
            profile,
            pay: None,
            assumed: Vec::new(),
            remarks: Vec::new(),
            ..first.clone()
        }
    });
    let others: Vec<PeopleAsked> = others.collect();
    let all = std::iter::once(first).chain(others);
    all.map(WayAsked::of).collect()
}

/// People as a text says them: one person, with the amount that the text names as what was agreed.
pub fn people(said: &Understood, taxonomy: &Taxonomy, share: f64) -> Result<PeopleAsked, Problem> {
    refuse_parts_of_pay(said)?;
    let workplace = field(said, "workplace").map(|field| field.value.clone());
    let office = workplace.as_deref().and_then(|word| match word {
        "remote" => Some(false),
        "office" | "on-site" | "onsite" => Some(true),
        _ => None,
    });
    let office = match taxonomy.place(said.profile.place).kind {
        goingrate_units::PlaceKind::Remote => Some(false),
        _ => office,
    };
    let (agreed, mut remarks) = agreed(said);
    remarks.extend(said.remarks.iter().filter(|told| !is_answered(told)).cloned());
    let share = if said.said.part_time && share == 1.0 {
        remarks.push("Part-time is taken as half of the week.".to_owned());
        HALF
    } else {
        share
    };
    Ok(PeopleAsked {
        profile: of_engagement(&said.profile),
        state: said.said.state,
        count: 1,
        share,
        pay: agreed,
        office,
        assumed: assumed(said, taxonomy),
        remarks,
    })
}

/// The part of a week that part-time work is taken for.
const HALF: f64 = 0.5;

/// What is told elsewhere of a question is answered here.
fn is_answered(told: &str) -> bool {
    told == parse::PART_TIME || told.contains("goingrate hire")
}

/// The amount in a text as what was agreed, and what has to be told of it.
fn agreed(said: &Understood) -> (Option<Amount>, Vec<String>) {
    let Some(range) = said.said.amount else { return (None, Vec::new()) };
    let words = field(said, "amount").map(|field| field.value.clone()).unwrap_or_default();
    match range.low.value == range.high.value {
        true => (Some(range.low), vec![format!("{words} is taken as what was agreed.")]),
        false => (None, vec![format!("{words} is not used: what was agreed is one amount.")]),
    }
}

/// What was taken because the text does not say it: role, level, place, engagement.
fn assumed(said: &Understood, taxonomy: &Taxonomy) -> Vec<String> {
    let told = ["role", "level", "place", "engagement"];
    let fields = said.fields.iter().filter(|field| told.contains(&field.name));
    let taken = fields.filter_map(|field| match (&field.status, field.name) {
        (Status::Given, _) => None,
        (_, "level") if said.profile.level.is_none() => {
            said.profile.years.is_none().then(|| "all levels together".to_owned())
        }
        (_, "place") => Some(taxonomy.place(said.profile.place).name.clone()),
        _ => Some(field.value.clone()).filter(|value| !value.is_empty()),
    });
    taken.collect()
}

/// A hire is priced by base salary or by the hour; another part of pay is no way to pay for it.
fn refuse_parts_of_pay(said: &Understood) -> Result<(), Problem> {
    let component = said.profile.component;
    let usual = matches!(component, Component::BaseSalary | Component::HourlyRate);
    let given = is_given(said, "component");
    match field(said, "component") {
        Some(field) if !usual && given && field.status == Status::Given => {
            let what = "a hire is priced by its base salary or its hourly rate";
            Err(Problem::of("component", &field.value, what)
                .hint("leave it out; what comes on top of base pay is counted"))
        }
        _ => Ok(()),
    }
}

/// A profile priced as its engagement is: employees by base salary, others by the hour.
pub(super) fn of_engagement(profile: &Profile) -> Profile {
    let component = match profile.engagement {
        Engagement::Employee => Component::BaseSalary,
        _ => Component::HourlyRate,
    };
    Profile { component, ..profile.clone() }
}

/// A length of time as months: "18mo", "18 months", "2y", "1.5 years", "18".
///
/// # Errors
/// When it is no number of months from 1 to 120 (field `months`).
pub fn read_months(text: &str) -> Result<u32, Problem> {
    let trimmed = text.trim().to_lowercase();
    let digits = trimmed.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(trimmed.len());
    let (number, unit) = trimmed.split_at(digits);
    let factor = match unit.trim() {
        "" | "m" | "mo" | "mos" | "month" | "months" => Some(1.0),
        "y" | "yr" | "yrs" | "year" | "years" => Some(12.0),
        _ => None,
    };
    let months = number.parse::<f64>().ok().zip(factor).map(|(number, factor)| number * factor);
    let longest = f64::from(goingrate_plan::hire::LONGEST);
    match months {
        Some(months) if months.fract() == 0.0 && (1.0..=longest).contains(&months) => {
            Ok(months as u32)
        }
        _ => Err(Problem::of("months", text, "is no number of whole months from 1 to 120")
            .hint("write 18mo or 2y")),
    }
}

/// A part of a full-time week: "50%", "0.5".
///
/// # Errors
/// When it is not above 0 and at most 100 % (field `share`).
pub fn read_share(text: &str) -> Result<f64, Problem> {
    let trimmed = text.trim();
    let (digits, unit) = match trimmed.strip_suffix('%') {
        Some(digits) => (digits.trim(), 100.0),
        None => (trimmed, 1.0),
    };
    match digits.parse::<f64>().map(|number| number / unit) {
        Ok(share) if share > 0.0 && share <= 1.0 => Ok(share),
        _ => Err(Problem::of(
            "share",
            text,
            "the part of a full-time week has to be above 0 % and at most 100 %",
        )
        .hint("write 50%")),
    }
}
