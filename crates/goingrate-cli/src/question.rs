//! What is asked: free text and flags to a profile. Flags say the same things as words; one that
//! says something else than the text is an error that says both.

use clap::Args;
use goingrate::units::parse::{self, Status, Understood};
use goingrate::units::{Date, Ladder, Problem, Profile, Taxonomy};

/// A profile, as text and as flags.
#[derive(Args, Clone, Debug, Default)]
pub struct Question {
    /// What is priced, in words: role, level or years, place, skills, industry, engagement, …
    pub text: Vec<String>,
    /// Role: "backend developer", "data engineer".
    #[arg(long, help_heading = "Profile")]
    pub role: Option<String>,
    /// Level: intern, junior, mid, senior, staff, principal; lead, manager, director, vp.
    #[arg(long, help_heading = "Profile")]
    pub level: Option<String>,
    /// Years of experience: 5, 3-5, 10+.
    #[arg(long, help_heading = "Profile", allow_hyphen_values = true)]
    pub years: Option<String>,
    /// Place: "Seattle", "Portland, OR", "Germany", "remote".
    #[arg(long, help_heading = "Profile")]
    pub place: Option<String>,
    /// Skill; may be given several times.
    #[arg(long, help_heading = "Profile")]
    pub skill: Vec<String>,
    /// Industry.
    #[arg(long, help_heading = "Profile")]
    pub industry: Option<String>,
    /// Tier of the employer: top-tier-tech, startup, …
    #[arg(long, help_heading = "Profile")]
    pub tier: Option<String>,
    /// Engagement: employee, freelance, agency, dedicated-team.
    #[arg(long, help_heading = "Profile")]
    pub engagement: Option<String>,
    /// Part of pay: base-salary, bonus, equity, sign-on, total-compensation, hourly-rate.
    #[arg(long, help_heading = "Profile")]
    pub component: Option<String>,
    /// The day that the answer is for: 2026-11-22, 2026-11 or 2026; today if not given.
    #[arg(long, help_heading = "Profile", value_name = "DATE")]
    pub as_of: Option<String>,
}

/// A flag that says what a field of the profile is.
struct Flag<'q> {
    name: &'static str,
    said: &'q str,
    /// Reads the flag alone, and says whether a profile has the same value.
    same: SameAs,
}

/// Whether a profile's field is what the text of a flag says.
type SameAs = fn(&str, &Taxonomy, &Profile) -> Result<bool, Problem>;

impl Question {
    /// Understands text and flags together.
    pub fn understand(&self, taxonomy: &Taxonomy, today: Date) -> Result<Understood, Problem> {
        let text = self.text.join(" ");
        let flags = self.flags();
        let as_of = self.as_of.as_deref().map(str::parse::<Date>).transpose();
        let as_of = as_of.map_err(|e| Problem::from(e).in_field("as_of"))?;
        if !text.trim().is_empty() {
            let said = parse::profile(&text, taxonomy, today)?;
            for flag in &flags {
                flag.check(&said, &text, taxonomy)?;
            }
            check_date(&said, as_of)?;
        }
        let mut chunks = vec![text];
        for flag in &flags {
            chunks.push(flag.words(taxonomy, today)?);
        }
        let whole = chunks.join(", ");
        let mut understood = parse::profile(&whole, taxonomy, as_of.unwrap_or(today))?;
        if as_of.is_some() {
            mark(&mut understood, "as_of", Status::Given);
        }
        Ok(understood)
    }

    fn flags(&self) -> Vec<Flag<'_>> {
        let one: [(&'static str, &Option<String>, SameAs); 8] = [
            ("role", &self.role, |s, t, p| Ok(parse::role(s, t)? == p.role)),
            ("level", &self.level, |s, t, p| Ok(Some(parse::level(s, t)?) == p.level)),
            ("years", &self.years, |s, t, p| Ok(Some(parse::years(s, t)?) == p.years)),
            ("place", &self.place, |s, t, p| Ok(parse::place(s, t)? == p.place)),
            ("industry", &self.industry, |s, t, p| Ok(Some(parse::industry(s, t)?) == p.industry)),
            ("tier", &self.tier, |s, t, p| Ok(Some(parse::tier(s, t)?) == p.tier)),
            (
                "engagement",
                &self.engagement,
                |s, t, p| Ok(parse::engagement(s, t)? == p.engagement),
            ),
            ("component", &self.component, |s, t, p| Ok(parse::component(s, t)? == p.component)),
        ];
        let skills = self.skill.iter().map(|said| Flag {
            name: "skill",
            said,
            same: |s, t, p| Ok(p.skills.contains(&parse::skill(s, t)?)),
        });
        let given = one
            .into_iter()
            .filter_map(|(name, said, same)| said.as_deref().map(|said| Flag { name, said, same }));
        given.chain(skills).collect()
    }
}

impl Flag<'_> {
    /// An error where the text has said something else already.
    fn check(&self, said: &Understood, text: &str, taxonomy: &Taxonomy) -> Result<(), Problem> {
        let blame = |error: Problem| Problem::from(error).in_field(&format!("--{}", self.name));
        let same = (self.same)(self.said, taxonomy, &said.profile).map_err(blame)?;
        let field = said.fields.iter().find(|f| f.name == self.name);
        match field.filter(|f| f.status == Status::Given && !same) {
            Some(field) => {
                let what = format!("contradicts the text {text:?}, which says {}", field.value);
                let flag = format!("--{}", self.name);
                Err(Problem::of(&flag, self.said, what).hint("keep one of them; compare with --vs"))
            }
            None => Ok(()),
        }
    }

    /// The flag as words that a text understands in the same way: as it was written, or by the
    /// name of what it says.
    fn words(&self, taxonomy: &Taxonomy, today: Date) -> Result<String, Problem> {
        let written = match self.name {
            "years" if self.said.trim().ends_with(|c: char| c.is_alphabetic()) => self.said.into(),
            "years" => format!("{} years", self.said),
            _ => self.said.to_owned(),
        };
        let name = self
            .name_of(taxonomy)
            .map_err(|error| Problem::from(error).in_field(&format!("--{}", self.name)))?;
        let understood = |words: &String| {
            parse::profile(words, taxonomy, today)
                .is_ok_and(|u| (self.same)(self.said, taxonomy, &u.profile) == Ok(true))
        };
        let candidates = std::iter::once(written).chain(name);
        candidates.into_iter().find(understood).ok_or_else(|| {
            let flag = format!("--{}", self.name);
            Problem::of(&flag, self.said, "cannot be said in a text").hint("write it in words")
        })
    }

    /// The name of what the flag says.
    fn name_of(&self, t: &Taxonomy) -> Result<Option<String>, Problem> {
        let said = self.said;
        Ok(Some(match self.name {
            "role" => t.role(parse::role(said, t)?).name.clone(),
            "level" => t.level(parse::level(said, t)?).name.clone(),
            "place" => t.place(parse::place(said, t)?).name.clone(),
            "skill" => t.skill(parse::skill(said, t)?).name.clone(),
            "industry" => t.industry(parse::industry(said, t)?).name.clone(),
            "tier" => t.tier(parse::tier(said, t)?).name.clone(),
            "engagement" => parse::engagement(said, t)?.name().to_owned(),
            "component" => parse::component(said, t)?.name().to_owned(),
            _ => {
                parse::years(said, t)?;
                return Ok(None);
            }
        }))
    }
}

fn check_date(said: &Understood, flag: Option<Date>) -> Result<(), Problem> {
    let Some(field) = field(said, "as_of").filter(|f| f.status == Status::Given) else {
        return Ok(());
    };
    match flag {
        Some(date) if date != said.profile.as_of => {
            let what = format!("contradicts the text, which says {}", field.value);
            Err(Problem::of("as_of", &date.to_string(), what).hint("keep one of them"))
        }
        _ => Ok(()),
    }
}

fn field<'u>(understood: &'u Understood, name: &str) -> Option<&'u parse::UnderstoodField> {
    understood.fields.iter().find(|f| f.name == name)
}

/// Whether the question itself says a field.
pub fn is_given(understood: &Understood, name: &str) -> bool {
    field(understood, name).is_some_and(|f| f.status == Status::Given)
}

/// Sets where the value of a field comes from.
pub fn mark(understood: &mut Understood, name: &str, status: Status) {
    if let Some(field) = understood.fields.iter_mut().find(|f| f.name == name) {
        field.status = status;
    }
}

/// Another profile: the first with the fields that a text names replaced.
pub fn beside(first: &Profile, text: &str, taxonomy: &Taxonomy) -> Result<Profile, Problem> {
    let blame = |error: Problem| Problem::from(error).in_field("vs");
    let said = parse::profile(text, taxonomy, first.as_of).map_err(blame)?;
    let Profile { role, level, years, place, skills, industry, tier, engagement, component, as_of } =
        said.profile.clone();
    let named = |name: &str| names_it(&said, name, taxonomy);
    let mut other = first.clone();
    if named("role") {
        other.role = role;
    }
    // A level and years that were said together are replaced together.
    if named("level") || named("years") {
        (other.level, other.years) = (level, years);
    }
    if named("place") {
        other.place = place;
    }
    if named("skills") {
        other.skills = skills;
    }
    other.industry = industry.or(other.industry);
    other.tier = tier.or(other.tier);
    if named("engagement") || named("component") {
        (other.engagement, other.component) = (engagement, component);
    }
    other.as_of = as_of;
    check_ladder(&other, text, taxonomy)?;
    Ok(other)
}

/// A manager has no level of the individual ladder.
fn check_ladder(profile: &Profile, text: &str, taxonomy: &Taxonomy) -> Result<(), Problem> {
    let role = taxonomy.role(profile.role);
    match profile.level.map(|id| taxonomy.level(id)) {
        Some(level) if role.ladder == Ladder::Management && level.ladder != role.ladder => {
            let what = format!("{} is no level of a {}", level.name, role.name);
            Err(Problem::of("vs", text, what).hint("name the role too"))
        }
        _ => Ok(()),
    }
}

/// Whether a text names a field: it is given, or inferred from a word of the text and so differs
/// from what would be taken of a text that says nothing.
fn names_it(said: &Understood, name: &str, taxonomy: &Taxonomy) -> bool {
    let profile = &said.profile;
    match field(said, name).map(|f| &f.status) {
        Some(Status::Given) => true,
        Some(Status::Inferred(_)) => match name {
            "role" => profile.role != taxonomy.default_role,
            "place" => profile.place != taxonomy.default_place,
            "level" | "years" => true,
            _ => false,
        },
        _ => false,
    }
}
