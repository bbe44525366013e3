//! Whose pay is asked for, as somebody writes it: one text, fields of their own, or both. A field
//! that says something else than the text is a problem that names both.

use goingrate_units::parse::{self, Amount, AmountRange, Status, Understood, UnderstoodField};
use goingrate_units::{Date, Ladder, Problem, ProblemKind, Profile, Taxonomy};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

/// A profile as it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ProfileText {
    /// In words: role, level or years, place, skills, industry, engagement, …
    pub text: String,
    /// The role: "backend developer", "data engineer".
    pub role: Option<String>,
    /// The level: intern, junior, mid, senior, staff, principal; lead, manager, director, vp.
    pub level: Option<String>,
    /// Years of experience: 5, "3-5", "10+".
    #[serde(deserialize_with = "words_or_number")]
    #[schemars(with = "Option<super::Text>")]
    pub years: Option<String>,
    /// The place: "Seattle", "Portland, OR", "Germany", "remote".
    pub place: Option<String>,
    /// Skills, one each: "Rust", "Kafka".
    pub skills: Vec<String>,
    /// The industry: "fintech".
    pub industry: Option<String>,
    /// The tier or kind of the employer: top-tier-tech, product, services, international, local, startup.
    pub tier: Option<String>,
    /// The employer by name: "Google". Its own levels are understood: L5, E4, SDE II, 63.
    pub employer: Option<String>,
    /// The engagement: employee, freelance, agency, dedicated-team.
    pub engagement: Option<String>,
    /// The part of pay: base-salary, bonus, equity, sign-on, total-compensation, hourly-rate.
    pub component: Option<String>,
    /// The day that the answer is for: 2026-11-22, 2026-11 or 2026; today if not given.
    pub as_of: Option<String>,
}

/// Years are words ("3-5") or a number.
fn words_or_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(Option::<super::Text>::deserialize(deserializer)?.map(String::from))
}

/// A field that was written on its own.
struct Stated<'q> {
    name: &'static str,
    said: &'q str,
    /// Reads the field alone, and says whether a profile has the same value.
    same: SameAs,
}

/// Whether a profile's field is what a text says.
type SameAs = fn(&str, &Taxonomy, &Profile) -> Result<bool, Problem>;

impl ProfileText {
    /// A text without fields of their own.
    pub fn new(text: impl Into<String>) -> ProfileText {
        ProfileText { text: text.into(), ..ProfileText::default() }
    }

    /// Reads text and fields together; a day that is not said is `today`.
    ///
    /// # Errors
    /// When a word is not known, a field has no such value, or a field and the text contradict each
    /// other. The problem's field is that of the profile.
    pub fn read(&self, taxonomy: &Taxonomy, today: Date) -> Result<Understood, Problem> {
        let stated = self.stated();
        let as_of = self.as_of.as_deref().map(str::parse::<Date>).transpose();
        let as_of = as_of.map_err(|error| Problem::from(error).in_field("as_of"))?;
        if stated.is_empty() && as_of.is_none() {
            return self.read_text(taxonomy, today);
        }
        if !self.text.trim().is_empty() {
            let said = self.understood_alone(taxonomy, today)?;
            for field in &stated {
                field.check(&said, &self.text, taxonomy)?;
            }
            check_date(&said, as_of)?;
        }
        let mut chunks = vec![self.text.clone()];
        let employer = self.employer_in_words(taxonomy, today);
        for field in &stated {
            chunks.push(field.words(employer.as_deref(), taxonomy, today)?);
        }
        let whole = chunks.join(", ");
        let mut understood = parse::profile(&whole, taxonomy, as_of.unwrap_or(today))?;
        if as_of.is_some() {
            mark(&mut understood, "as_of", Status::Given);
        }
        Ok(understood)
    }

    /// The text, where no field stands beside it.
    fn read_text(&self, taxonomy: &Taxonomy, today: Date) -> Result<Understood, Problem> {
        parse::profile(&self.text, taxonomy, today)
    }

    /// The text without the other fields; but where a field names the employer and the text none, with the
    /// employer, whose levels the text may name.
    fn understood_alone(&self, taxonomy: &Taxonomy, today: Date) -> Result<Understood, Problem> {
        let alone = parse::profile(&self.text, taxonomy, today);
        let names_one = alone.as_ref().is_ok_and(|said| said.profile.employer.is_some());
        match self.employer_in_words(taxonomy, today).filter(|_| !names_one) {
            Some(employer) if self.employer.is_some() => {
                parse::profile(&format!("{}, {employer}", self.text), taxonomy, today)
            }
            _ => alone,
        }
    }

    /// The employer, who decides what a code of a level means, in words that can mean nothing else.
    fn employer_in_words(&self, taxonomy: &Taxonomy, today: Date) -> Option<String> {
        let named = self.employer.as_deref().and_then(|name| parse::employer(name, taxonomy).ok());
        let in_text = || parse::profile(&self.text, taxonomy, today).ok()?.profile.employer;
        let employer = named.or_else(in_text)?;
        Some(format!("at {}", taxonomy.employer(employer).name))
    }

    /// The bytes of everything that is written.
    pub(super) fn length(&self) -> usize {
        let fields = [
            &self.role,
            &self.level,
            &self.years,
            &self.place,
            &self.industry,
            &self.tier,
            &self.employer,
            &self.engagement,
            &self.component,
            &self.as_of,
        ];
        let fields = fields.into_iter().flatten().chain(&self.skills).chain([&self.text]);
        fields.map(String::len).sum()
    }

    fn stated(&self) -> Vec<Stated<'_>> {
        let one: [(&'static str, &Option<String>, SameAs); 9] = [
            ("role", &self.role, |s, t, p| Ok(parse::role(s, t)? == p.role)),
            ("level", &self.level, same_level),
            ("years", &self.years, |s, t, p| Ok(Some(parse::years(s, t)?) == p.years)),
            ("place", &self.place, |s, t, p| Ok(parse::place(s, t)? == p.place)),
            ("industry", &self.industry, |s, t, p| Ok(Some(parse::industry(s, t)?) == p.industry)),
            ("tier", &self.tier, |s, t, p| Ok(Some(parse::tier(s, t)?) == p.tier)),
            ("employer", &self.employer, |s, t, p| Ok(Some(parse::employer(s, t)?) == p.employer)),
            (
                "engagement",
                &self.engagement,
                |s, t, p| Ok(parse::engagement(s, t)? == p.engagement),
            ),
            ("component", &self.component, |s, t, p| Ok(parse::component(s, t)? == p.component)),
        ];
        let skills = self.skills.iter().map(|said| Stated {
            name: "skill",
            said,
            same: |s, t, p| Ok(p.skills.contains(&parse::skill(s, t)?)),
        });
        let given = one.into_iter().filter_map(|(name, said, same)| {
            said.as_deref().map(|said| Stated { name, said, same })
        });
        given.chain(skills).collect()
    }
}

/// A level, or one of the ladder of the profile's employer.
fn same_level(said: &str, taxonomy: &Taxonomy, profile: &Profile) -> Result<bool, Problem> {
    let rung = profile.employer.and_then(|of| taxonomy.rung_named(of, said));
    match rung {
        Some(rung) => Ok(Some(rung) == profile.rung),
        None => Ok(Some(parse::level(said, taxonomy)?) == profile.level),
    }
}

impl Stated<'_> {
    /// A problem where the text has said something else already.
    fn check(&self, said: &Understood, text: &str, taxonomy: &Taxonomy) -> Result<(), Problem> {
        let blame = |problem: Problem| problem.in_field(self.name);
        let same = (self.same)(self.said, taxonomy, &said.profile).map_err(blame)?;
        let field = said.fields.iter().find(|f| f.name == self.name);
        match field.filter(|f| f.status == Status::Given && !same) {
            Some(field) => {
                let what = format!("contradicts the text {text:?}, which says {}", field.value);
                Err(Problem::of(self.name, self.said, what)
                    .kind(ProblemKind::Contradiction)
                    .hint("keep one of them; to see both, compare them"))
            }
            None => Ok(()),
        }
    }

    /// The field as words that a text understands in the same way: as it was written, or by the
    /// name of what it says.
    fn words(
        &self,
        employer: Option<&str>,
        taxonomy: &Taxonomy,
        today: Date,
    ) -> Result<String, Problem> {
        let written = match self.name {
            "years" if self.said.trim().ends_with(|c: char| c.is_alphabetic()) => self.said.into(),
            "years" => format!("{} years", self.said),
            "employer" => format!("at {}", self.said),
            _ => self.said.to_owned(),
        };
        let name = self.name_of(taxonomy).map_err(|problem| problem.in_field(self.name))?;
        let understood = |words: &String| {
            let whole = match (self.name, employer) {
                ("level", Some(employer)) => format!("{words}, {employer}"),
                _ => words.clone(),
            };
            parse::profile(&whole, taxonomy, today)
                .is_ok_and(|u| (self.same)(self.said, taxonomy, &u.profile) == Ok(true))
        };
        let mut candidates = std::iter::once(written).chain(name);
        candidates.find(understood).ok_or_else(|| {
            Problem::of(self.name, self.said, "cannot be said in a text").hint("write it in words")
        })
    }

    /// The name of what the field says.
    fn name_of(&self, t: &Taxonomy) -> Result<Option<String>, Problem> {
        let said = self.said;
        Ok(Some(match self.name {
            "role" => t.role(parse::role(said, t)?).name.clone(),
            "level" => return Ok(parse::level(said, t).ok().map(|id| t.level(id).name.clone())),
            "employer" => format!("at {}", t.employer(parse::employer(said, t)?).name),
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

fn check_date(said: &Understood, stated: Option<Date>) -> Result<(), Problem> {
    let Some(field) = field(said, "as_of").filter(|f| f.status == Status::Given) else {
        return Ok(());
    };
    match stated {
        Some(date) if date != said.profile.as_of => {
            let what = format!("contradicts the text, which says {}", field.value);
            Err(Problem::of("as_of", &date.to_string(), what)
                .kind(ProblemKind::Contradiction)
                .hint("keep one of them"))
        }
        _ => Ok(()),
    }
}

/// A field as it was understood.
pub(crate) fn field<'u>(understood: &'u Understood, name: &str) -> Option<&'u UnderstoodField> {
    understood.fields.iter().find(|f| f.name == name)
}

/// Whether the question itself says a field.
pub fn is_given(understood: &Understood, name: &str) -> bool {
    field(understood, name).is_some_and(|f| f.status == Status::Given)
}

/// Sets where the value of a field comes from.
pub(crate) fn mark(understood: &mut Understood, name: &str, status: Status) {
    if let Some(field) = understood.fields.iter_mut().find(|f| f.name == name) {
        field.status = status;
    }
}

/// Another profile: the first with the fields that a text names replaced.
///
/// # Errors
/// When the text cannot be understood, or asks for a level that the first one's role does not have.
///
/// ```
/// use goingrate::GoingRate;
/// use goingrate::ask::{ProfileText, beside};
///
/// let words = GoingRate::open()?.taxonomy;
/// let today = "2026-11-22".parse()?;
/// let first = ProfileText::new("senior backend, Seattle").read(&words, today)?.profile;
/// let other = beside(&first, "Austin", &words)?;
/// assert_eq!((other.role, other.level), (first.role, first.level));
/// assert_ne!(other.place, first.place);
/// # Ok::<(), goingrate::units::Problem>(())
/// ```
pub fn beside(first: &Profile, text: &str, taxonomy: &Taxonomy) -> Result<Profile, Problem> {
    let said = beside_employer(first, text, taxonomy)?;
    let Profile { role, level, years, place, skills, industry, tier, employer, rung, .. } =
        said.profile.clone();
    let Profile { engagement, component, as_of, .. } = said.profile;
    let named = |name: &str| names_it(&said, name, taxonomy);
    let mut other = first.clone();
    if named("role") {
        other.role = role;
    }
    // A level and years that were said together are replaced together.
    if named("level") || named("years") {
        (other.level, other.years, other.rung) = (level, years, rung);
    }
    if named("place") {
        other.place = place;
    }
    if named("skills") {
        other.skills = skills;
    }
    other.industry = industry.or(other.industry);
    // Another employer or another tier leaves the first one's behind, with the levels of its ladder.
    if employer.is_some() || tier.is_some() {
        if employer != other.employer && rung.is_none() {
            other.rung = None;
        }
        (other.tier, other.employer) = (tier, employer);
    }
    if named("engagement") || named("component") {
        (other.engagement, other.component) = (engagement, component);
    }
    other.as_of = as_of;
    check_ladder(&other, taxonomy)?;
    Ok(other)
}

/// What a text says beside a profile: a code of a level means what it means at the profile's employer,
/// unless the text names another one.
fn beside_employer(
    first: &Profile,
    text: &str,
    taxonomy: &Taxonomy,
) -> Result<Understood, Problem> {
    let alone = parse::profile(text, taxonomy, first.as_of);
    let Some(employer) = first.employer else { return alone };
    if alone.as_ref().is_ok_and(|said| said.profile.employer.is_some()) {
        return alone;
    }
    let name = &taxonomy.employer(employer).name;
    let with = parse::profile(&format!("{text}, at {name}"), taxonomy, first.as_of);
    match with {
        Ok(with) if with.profile.rung.is_some() => Ok(with),
        _ => alone,
    }
}

/// A manager has no level of the individual ladder.
fn check_ladder(profile: &Profile, taxonomy: &Taxonomy) -> Result<(), Problem> {
    let role = taxonomy.role(profile.role);
    match profile.level.map(|id| taxonomy.level(id)) {
        Some(level) if role.ladder == Ladder::Management && level.ladder != role.ladder => {
            let what = format!("is no level of a {}", role.name);
            Err(Problem::of("level", &level.name, what).hint("name the role too"))
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
            "level" | "years" | "skills" => true,
            _ => false,
        },
        _ => false,
    }
}

/// An amount above zero, blamed on a field: nobody is offered nothing.
///
/// # Errors
/// When the text is no amount, or not above zero.
pub fn read_amount(field: &str, text: &str, taxonomy: &Taxonomy) -> Result<Amount, Problem> {
    let amount = parse::amount(text, taxonomy).map_err(|problem| problem.in_field(field))?;
    above_zero(amount, field, text)?;
    Ok(amount)
}

/// A range of amounts above zero, blamed on a field.
///
/// # Errors
/// When the text is no range, or not above zero.
pub fn read_range(field: &str, text: &str, taxonomy: &Taxonomy) -> Result<AmountRange, Problem> {
    let range = parse::range(text, taxonomy).map_err(|problem| problem.in_field(field))?;
    above_zero(range.low, field, text)?;
    above_zero(range.high, field, text)?;
    if range.low.value >= range.high.value {
        let what = "a band needs a lower and a higher amount, and both are the same";
        return Err(
            Problem::of(field, text, what).hint("write 150k-180k, or ask how one offer stands")
        );
    }
    Ok(range)
}

fn above_zero(amount: Amount, field: &str, text: &str) -> Result<(), Problem> {
    if amount.value > 0.0 {
        return Ok(());
    }
    Err(Problem::of(field, text, "an amount must be above zero").hint("write 180000 or 180k"))
}
