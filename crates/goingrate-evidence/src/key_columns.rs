//! The columns of a key in a table of cells, each with how it is written and read: the one list that
//! both directions use, in a store and in the files that the program carries. Entries of the taxonomy
//! are written by their slugs.

use std::sync::Arc;

use goingrate_units::{
    Component, Currency, Engagement, LevelId, Period, PlaceId, RoleId, SkillId, Taxonomy,
};

use crate::{
    Basis, CellKey, Education, Headcount, Money, Remote, Shares, Stated, YearsBand, in_order,
    shares_of,
};

/// A column of text: name, and what a key has in it.
pub type Text = (&'static str, fn(&CellKey, &Taxonomy) -> Option<String>);

/// A column of whole numbers.
pub type Number = (&'static str, fn(&CellKey) -> Option<i32>);

/// What separates several values in a text.
const AND: &str = "|";

/// The longest that a career is taken to be ([`YearsBand`]).
const MOST_YEARS: u8 = 60;

/// The columns of text.
pub const TEXTS: &[Text] = &[
    ("role", |key, t| shares(&key.role, |id| &t.role(id).slug)),
    ("level", |key, t| shares(&key.level, |id| &t.level(id).slug)),
    ("title", |key, _| text(&key.title)),
    ("level_text", |key, _| text(&key.level_text)),
    ("place", |key, t| Some(t.place(key.place).slug.clone())),
    ("skills", |key, t| skills(&key.skills, t)),
    ("industry", |key, t| key.industry.map(|id| t.industry(id).slug.clone())),
    ("employer", |key, _| text(&key.employer)),
    ("tier", |key, t| key.tier.map(|id| t.tier(id).slug.clone())),
    ("education", |key, _| key.education.map(|e| e.slug().to_owned())),
    ("remote", |key, _| key.remote.map(|r| r.slug().to_owned())),
    ("engagement", |key, _| Some(key.engagement.slug().to_owned())),
    ("component", |key, _| Some(key.component.slug().to_owned())),
    ("basis", |key, _| Some(key.basis.slug().to_owned())),
    ("stated", |key, _| Some(key.stated.slug().to_owned())),
    ("currency", |key, _| Some(key.currency.code().to_owned())),
    ("period", |key, _| Some(key.period.slug().to_owned())),
];

/// The columns of numbers.
pub const NUMBERS: &[Number] = &[
    ("years_low", |key| key.years.map(|y| i32::from(y.low))),
    ("years_high", |key| key.years.map(|y| i32::from(y.high))),
    ("years_coding_low", |key| key.years_coding.map(|y| i32::from(y.low))),
    ("years_coding_high", |key| key.years_coding.map(|y| i32::from(y.high))),
    ("tenure_low", |key| key.tenure.map(|y| i32::from(y.low))),
    ("tenure_high", |key| key.tenure.map(|y| i32::from(y.high))),
    ("skill_count", |key| key.skill_count.map(i32::from)),
    ("headcount_low", |key| key.headcount.and_then(|h| i32::try_from(h.low).ok())),
    ("headcount_high", |key| key.headcount?.high.and_then(|high| i32::try_from(high).ok())),
    ("year", |key| Some(i32::from(key.year))),
    ("month", |key| key.month.map(i32::from)),
];

fn text(text: &Option<Arc<str>>) -> Option<String> {
    text.as_ref().map(|text| text.to_string())
}

fn shares<'t, I: Copy + Ord>(shares: &Shares<I>, slug: impl Fn(I) -> &'t String) -> Option<String> {
    let one = |(id, percent): &(I, u8)| format!("{} {percent}", slug(*id));
    let all: Vec<String> = shares.all().iter().map(one).collect();
    (!all.is_empty()).then(|| all.join(AND))
}

fn skills(skills: &[SkillId], taxonomy: &Taxonomy) -> Option<String> {
    let slugs: Vec<&str> = skills.iter().map(|id| taxonomy.skill(*id).slug.as_str()).collect();
    (!slugs.is_empty()).then(|| slugs.join(AND))
}

/// Column and value that cannot be read back.
pub type Refusal = (&'static str, String);

/// One row of a table: texts and numbers in the order of [`TEXTS`] and [`NUMBERS`].
#[derive(Clone, Copy, Debug)]
pub struct RowOf<'r> {
    /// Texts, in the order of [`TEXTS`]; `None` where nothing is stated.
    pub texts: &'r [Option<Arc<str>>],
    /// Numbers, in the order of [`NUMBERS`].
    pub numbers: &'r [Option<i32>],
}

impl RowOf<'_> {
    fn text(&self, name: &str) -> Option<&Arc<str>> {
        let at = TEXTS.iter().position(|column| column.0 == name)?;
        self.texts.get(at)?.as_ref()
    }

    fn number<T: TryFrom<i32>>(&self, name: &'static str) -> Result<Option<T>, Refusal> {
        let at = NUMBERS.iter().position(|column| column.0 == name);
        let number = at.and_then(|at| self.numbers.get(at)).copied().flatten();
        let fits = |number: i32| T::try_from(number).map_err(|_| (name, number.to_string()));
        number.map(fits).transpose()
    }

    /// The meaning of a text that need not be there.
    fn meaning<T>(
        &self,
        name: &'static str,
        meaning: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, Refusal> {
        let refuse = |text: &Arc<str>| (name, text.to_string());
        let read = |text: &Arc<str>| meaning(text).ok_or_else(|| refuse(text));
        self.text(name).map(read).transpose()
    }

    /// The meaning of a text that must be there.
    fn needed<T>(
        &self,
        name: &'static str,
        meaning: impl Fn(&str) -> Option<T>,
    ) -> Result<T, Refusal> {
        self.meaning(name, meaning)?.ok_or_else(|| (name, String::new()))
    }

    fn shares<I: Copy + Ord>(
        &self,
        name: &'static str,
        id: impl Fn(&str) -> Option<I>,
    ) -> Result<Shares<I>, Refusal> {
        let read = |text: &str| {
            let parts: Vec<String> = text.split(AND).map(str::to_owned).collect();
            shares_of(&parts, &id).ok()
        };
        Ok(self.meaning(name, read)?.unwrap_or_else(Shares::unknown))
    }

    fn band(&self, low: &'static str, high: &'static str) -> Result<Option<YearsBand>, Refusal> {
        let (from, to) = (self.number::<u8>(low)?, self.number::<u8>(high)?);
        match (from, to) {
            (None, None) => Ok(None),
            (Some(from), Some(to)) if from <= to && to <= MOST_YEARS => {
                Ok(Some(YearsBand { low: from, high: to }))
            }
            _ => Err((high, to.map_or(String::new(), |to| to.to_string()))),
        }
    }

    fn month(&self) -> Result<Option<i8>, Refusal> {
        match self.number::<i8>("month")? {
            Some(month) if !(1..=12).contains(&month) => Err(("month", month.to_string())),
            month => Ok(month),
        }
    }

    /// The key of a row.
    ///
    /// # Errors
    /// The column and value that is missing or that the taxonomy does not know.
    pub fn key(&self, t: &Taxonomy) -> Result<CellKey, Refusal> {
        let money = Money {
            component: self.needed("component", Component::from_slug)?,
            basis: self.needed("basis", Basis::from_slug)?,
            currency: self.needed("currency", |code| code.parse::<Currency>().ok())?,
            period: self.needed("period", Period::from_slug)?,
        };
        let role: Shares<RoleId> = self.shares("role", |slug| t.role_of(slug))?;
        let level: Shares<LevelId> = self.shares("level", |slug| t.level_of(slug))?;
        let place: PlaceId = self.needed("place", |slug| t.place_of(slug))?;
        let year = self.number("year")?.ok_or_else(|| ("year", String::new()))?;
        let skills = |text: &str| -> Option<Vec<SkillId>> {
            text.split(AND).map(|slug| t.skill_of(slug)).collect()
        };
        let high = self.number("headcount_high")?;
        let headcount = self.number("headcount_low")?.and_then(|low| Headcount::new(low, high));
        Ok(CellKey {
            level,
            title: self.text("title").cloned(),
            level_text: self.text("level_text").cloned(),
            years: self.band("years_low", "years_high")?,
            years_coding: self.band("years_coding_low", "years_coding_high")?,
            tenure: self.band("tenure_low", "tenure_high")?,
            skills: in_order(self.meaning("skills", skills)?.unwrap_or_default()),
            skill_count: self.number("skill_count")?,
            industry: self.meaning("industry", |slug| t.industry_of(slug))?,
            employer: self.text("employer").cloned(),
            tier: self.meaning("tier", |slug| t.tier_of(slug))?,
            headcount,
            education: self.meaning("education", Education::from_slug)?,
            remote: self.meaning("remote", Remote::from_slug)?,
            engagement: self.needed("engagement", Engagement::from_slug)?,
            stated: self.needed("stated", Stated::from_slug)?,
            month: self.month()?,
            ..CellKey::new(role, place, money, year)
        })
    }
}
