//! A hiring kit: whom to look for, what to ask, what to publish as pay and what the place's law says of it,
//! and what common mistakes cost.

mod law;
mod range;

use goingrate_model::Uncertain;
use goingrate_plan::kit::{
    AskedSkill, HiringKit, KitQuestion as SheetQuestion, Kits, MistakeCost, Pays, cost, kit as make,
};
use goingrate_plan::{Assumptions, At, Spread, Used};
use goingrate_units::parse::{Status, Understood};
use goingrate_units::{
    Component, Date, Engagement, Ladder, Level, LevelId, Period, Problem, ProblemKind, Profile,
    SkillId, SkillKind, Taxonomy,
};

pub use law::{LawAnswer, LawOfPlace};
pub use range::AdvertRange;

use super::profile::mark;
use super::{PayAnswer, PayQuestion, ProfileText, UnitChoice, is_given, pay};
use crate::{GoingRate, data, planning};

/// Paid hours of a year, for an hour of a colleague in an interview: 52 weeks of 40 hours.
const HOURS: f64 = 52.0 * 40.0;

/// For whom a kit is asked.
#[derive(Clone, Debug)]
pub struct KitQuestion {
    /// The profile; it has a level ([`read_hire`]).
    pub asked: Understood,
    /// In which currency and for which period the pay range is told.
    pub unit: UnitChoice,
    /// Assumptions that are taken otherwise: `time-to-fill=60`, `agency-fee=15%..20%`.
    pub assume: Vec<String>,
}

/// A hiring kit.
#[derive(Clone, Debug)]
pub struct KitAnswer {
    /// What the market pays for it.
    pub market: PayAnswer,
    /// Whom to look for and how.
    pub kit: HiringKit,
    /// The pay range to publish.
    pub range: AdvertRange,
    /// What the law of the place asks for.
    pub law: LawAnswer,
    /// What the kit's mistakes cost, in their order; a year's money in the currency of the market.
    pub costs: Vec<MistakeCost>,
}

/// Reads for whom a kit is asked. A level that nobody says is taken from the years, or is the usual one.
///
/// # Errors
/// When the text cannot be understood, or asks for somebody who is no employee (field `engagement`).
pub fn read_hire(
    text: &ProfileText,
    taxonomy: &Taxonomy,
    today: Date,
) -> Result<Understood, Problem> {
    let said = text.read(taxonomy, today)?;
    if said.profile.engagement != Engagement::Employee {
        let what = "a kit is for hiring an employee";
        return Err(Problem::of("engagement", said.profile.engagement.slug(), what)
            .hint("ask for the rate of freelance or agency work instead"));
    }
    if is_given(&said, "component") && said.profile.component != Component::BaseSalary {
        let what = "adverts tell the base salary, and so does a kit";
        let component = said.profile.component.slug();
        return Err(Problem::of("component", component, what).hint("leave it out"));
    }
    if said.profile.level.is_some() {
        return Ok(with_not_used(said, &text.text));
    }
    let (level, why) = level_for(&said.profile, taxonomy)?;
    let slug = taxonomy.level(level).slug.clone();
    let mut understood = ProfileText { level: Some(slug), ..text.clone() }.read(taxonomy, today)?;
    mark(&mut understood, "level", Status::Inferred(why.to_owned()));
    Ok(with_not_used(understood, &text.text))
}

/// Words for a part of the time.
const PART_TIME: [&str; 4] = ["part time", "parttime", "half time", "halftime"];

/// With what is said and a kit does not use: an amount, and a part of the time.
fn with_not_used(mut said: Understood, text: &str) -> Understood {
    if said.said.amount.is_some() {
        let amount = said.fields.iter().find(|field| field.name == "amount");
        let amount = amount.map_or("", |field| field.value.as_str());
        let what = "is not used: a kit tells what the market pays, and the pay range to publish";
        said.remarks.push(format!("The amount {amount} {what}."));
    }
    let words = text.to_lowercase().replace('-', " ");
    if PART_TIME.iter().any(|word| words.contains(word)) {
        let what = "Part time is not used: the pay of a kit is that of full-time work";
        said.remarks.push(format!("{what}, and a part of the time is paid its part."));
    }
    said
}

/// The level of a profile that leaves it open, and why that one: the first whose years go beyond those
/// asked for, or the usual one of the role's ladder.
fn level_for(profile: &Profile, taxonomy: &Taxonomy) -> Result<(LevelId, &'static str), Problem> {
    let ladder = taxonomy.role(profile.role).ladder;
    let management = ladder == Ladder::Management;
    if let Some(years) = profile.years {
        let middle = (years.low + years.high) / 2.0;
        let fits =
            |level: &&Level| level.ladder == ladder && level.years.high > middle && level.rank > 0;
        let found = taxonomy.levels.iter().find(fits);
        if let Some(level) = found.and_then(|level| taxonomy.level_of(&level.slug)) {
            return Ok((level, "taken from the years"));
        }
    }
    let usual = sheets()?.usual_level(management).to_owned();
    let level = taxonomy
        .level_of(&usual)
        .ok_or_else(|| Problem::of("level", &usual, "is no level").kind(ProblemKind::Internal))?;
    Ok((level, "a kit is for one level, and the question says none"))
}

/// The carried texts.
fn sheets() -> Result<Kits, Problem> {
    Kits::read(data::KITS.iter().copied()).map_err(first)
}

/// The first of the faults of carried files.
fn first(problems: Vec<Problem>) -> Problem {
    problems.into_iter().next().unwrap_or_default().kind(ProblemKind::Internal)
}

/// Makes a hiring kit.
///
/// # Errors
/// As [`pay()`]; when the role or level has no kit (fields `role`, `level`), too many skills are asked for
/// (field `skills`), or an assumption cannot be taken so (field `assume`).
///
/// ```
/// use goingrate::GoingRate;
/// use goingrate::ask::{self, KitQuestion, ProfileText, UnitChoice, read_hire};
///
/// let going_rate = GoingRate::open()?;
/// let today = "2026-11-30".parse()?;
/// let asked = read_hire(&ProfileText::new("senior backend, Python"), &going_rate.taxonomy, today)?;
/// let question = KitQuestion { asked, unit: UnitChoice::default(), assume: Vec::new() };
/// let answer = ask::kit(&going_rate, &question)?;
/// assert_eq!(answer.kit.scorecard.iter().map(|line| line.weight).sum::<u32>(), 100);
/// assert!(answer.range.low < answer.range.high);
/// # Ok::<(), goingrate::units::Problem>(())
/// ```
pub fn kit(going_rate: &GoingRate, question: &KitQuestion) -> Result<KitAnswer, Problem> {
    let sheets = sheets()?;
    let words = &going_rate.taxonomy;
    let profile = &question.asked.profile;
    let assumptions = planning::assumptions(&question.assume)?;
    let market = PayQuestion { unit: question.unit, ..PayQuestion::new(question.asked.clone()) };
    let market = pay(going_rate, &market)?;
    let kit = make(&sheets, &sheet_question(profile, words)?)?;
    let law = law::law(&sheets, profile, words);
    let of = Hire { going_rate, profile, assumptions: &assumptions };
    let range = of.range(&market, &law)?;
    let costs = of.costs(&market, &kit)?;
    Ok(KitAnswer { market, kit, range, law, costs })
}

/// The question of the sheets, in words.
fn sheet_question(profile: &Profile, words: &Taxonomy) -> Result<SheetQuestion, Problem> {
    let roles: Vec<String> =
        words.role_path(profile.role).map(|role| words.role(role).slug.clone()).collect();
    let level = profile.level.map(|level| words.level(level).slug.clone());
    let level = level.ok_or_else(|| {
        Problem::of("level", "", "a kit is for one level").hint("say junior, mid, senior or staff")
    })?;
    let skill = |&id: &SkillId| {
        let mut path: Vec<String> =
            words.skill_path(id).map(|skill| words.skill(skill).slug.clone()).collect();
        path.reverse();
        let slug = path.remove(0);
        AskedSkill { slug, name: words.skill(id).name.clone(), above: path }
    };
    Ok(SheetQuestion {
        roles: roles.into_iter().rev().collect(),
        level,
        skills: profile.skills.iter().map(skill).collect(),
        language: language(profile, words),
    })
}

/// The first language that is asked for, also by one of its frameworks.
fn language(profile: &Profile, words: &Taxonomy) -> Option<String> {
    let mut path = profile.skills.iter().flat_map(|&skill| words.skill_path(skill));
    let language = path.find(|&skill| words.skill(skill).kind == SkillKind::Language)?;
    Some(words.skill(language).name.clone())
}

/// A hire, for what is counted about it.
struct Hire<'a> {
    going_rate: &'a GoingRate,
    profile: &'a Profile,
    assumptions: &'a Assumptions,
}

impl Hire<'_> {
    /// The value of an assumption that holds for the hire.
    fn assumed(&self, name: &str) -> Result<Used, Problem> {
        let words = &self.going_rate.taxonomy;
        let places = planning::places(self.profile.place, words);
        let level = self.profile.level.map(|level| words.level(level).slug.as_str());
        let of: Vec<&str> = level.into_iter().chain([Engagement::Employee.slug()]).collect();
        self.assumptions.used(name, &At { places: &places, of: &of, on: self.profile.as_of })
    }

    /// The pay range to publish.
    fn range(&self, market: &PayAnswer, law: &LawAnswer) -> Result<AdvertRange, Problem> {
        let width = self.assumed("advert-range-width")?;
        let range = range::range(&market.estimate.percentiles, &market.unit, width, law);
        let estimator = self.going_rate.estimator();
        let stand = |amount| estimator.stand(self.profile, market.unit.ln_yearly(amount));
        let ranks = [stand(range.low)?, stand(range.high)?];
        Ok(AdvertRange { ranks: Some(ranks), ..range })
    }

    /// What the mistakes of a kit cost.
    fn costs(&self, market: &PayAnswer, kit: &HiringKit) -> Result<Vec<MistakeCost>, Problem> {
        let a_year = market.unit.per(Period::Year);
        let spread = |figure: Uncertain| {
            let [low, middle, high] = a_year.amounts(figure);
            Spread::new(low, middle, high)
        };
        let pays = Pays {
            year: spread(market.estimate.percentiles[2]),
            hours: HOURS,
            gap: self.gap(&a_year)?,
        };
        let of = |mistake| cost(mistake, &pays, |name| self.assumed(name));
        Ok(kit.mistakes.iter().map(of).collect())
    }

    /// What the level is paid over the one below, a year: the middle of both, taken jointly.
    fn gap(&self, a_year: &super::PayUnit) -> Result<Option<Spread>, Problem> {
        let words = &self.going_rate.taxonomy;
        let Some(below) = self.profile.level.and_then(|level| level_below(level, words)) else {
            return Ok(None);
        };
        let lower = Profile { level: Some(below), rung: None, years: None, ..self.profile.clone() };
        let upper = Profile { rung: None, years: None, ..self.profile.clone() };
        let estimator = self.going_rate.estimator();
        let versus = estimator.versus(&upper, &lower)?;
        let middle = a_year.amount(estimator.percentiles(&upper)?[2].ln);
        let (low, high) = versus.ratio.interval();
        // The second over the first: what the lower level is paid of the upper's pay.
        let [least, typical, most] =
            [high, versus.ratio.value(), low].map(|ratio| middle * (1.0 - ratio));
        Ok(Some(Spread::new(least, typical, most)))
    }
}

/// The level below on the same ladder; interns are not who is hired instead of a junior.
fn level_below(level: LevelId, words: &Taxonomy) -> Option<LevelId> {
    let own = words.level(level);
    let rank = own.rank.checked_sub(1)?;
    let lowest = if own.ladder == Ladder::Individual { 1 } else { 0 };
    let is_below = |l: &&Level| l.ladder == own.ladder && l.rank == rank && rank >= lowest;
    let below = words.levels.iter().find(is_below)?;
    words.level_of(&below.slug)
}
