//! The words of a claim's subject, found in the taxonomy; an unknown word names the nearest known.

use goingrate_units::{
    Component, EmployerId, Engagement, IndustryId, LevelId, PlaceId, RoleId, SkillId, Taxonomy,
    TierId, Years,
};

use super::raw::{RawSubject, RawUsual};
use crate::Subject;
use crate::read::fault::Fault;

/// What a report writes for "not said", where saying nothing would mean the usual.
pub(super) const ANY: &str = "any";

/// Most years of experience that a claim can speak of.
const LONGEST_CAREER: f64 = 60.0;

/// The words that there are.
#[derive(Clone, Copy)]
pub(super) struct Words<'a>(pub &'a Taxonomy);

impl Words<'_> {
    /// Whose pay a claim speaks of: what it says itself, else what is usual in its report. The role
    /// is that of its code, if it has one.
    pub fn subject(
        self,
        usual: &RawUsual,
        raw: &RawSubject,
        coded: Option<RoleId>,
    ) -> Result<Subject, Fault> {
        let role = || stated("role", &raw.role, &usual.role).and_then(|word| self.role(word));
        let component = stated("component", &raw.component, &usual.component)?;
        let engagement = stated("engagement", &raw.engagement, &usual.engagement)?;
        let blank = Subject {
            role: coded.map_or_else(role, Ok)?,
            level: usual.level.as_deref().map_or(Ok(None), |w| or_any(w, |w| self.level(w)))?,
            years: None,
            place: None,
            skills: Vec::new(),
            industries: Vec::new(),
            tier: None,
            employer: None,
            rung: None,
            engagement: or_any(engagement, engagement_of)?,
            component: component_of(component)?,
        };
        self.changed(blank, raw)
    }

    /// What a subject is compared with: the same, apart from what `raw` says. Years belong to the
    /// subject's own level and are never carried over.
    pub fn other(self, subject: &Subject, raw: &RawSubject) -> Result<Subject, Fault> {
        self.changed(Subject { years: None, ..subject.clone() }, raw)
    }

    fn changed(self, mut subject: Subject, raw: &RawSubject) -> Result<Subject, Fault> {
        if let Some(word) = &raw.role {
            subject.role = self.role(word)?;
        }
        if let Some(word) = &raw.component {
            subject.component = component_of(word)?;
        }
        change(&mut subject.level, &raw.level, |word| self.level(word))?;
        change(&mut subject.place, &raw.place, |word| self.place(word))?;
        change(&mut subject.tier, &raw.tier, |word| self.tier(word))?;
        change(&mut subject.employer, &raw.employer, |word| self.employer(word))?;
        if raw.employer.is_some() {
            subject.rung = None;
        }
        self.change_rung(&mut subject, raw)?;
        change(&mut subject.engagement, &raw.engagement, engagement_of)?;
        change_list(&mut subject.skills, &raw.skills, |word| self.skill(word))?;
        change_list(&mut subject.industries, &raw.industries, |word| self.industry(word))?;
        if let Some(ends) = raw.years {
            subject.years = Some(years("years", ends)?);
        }
        Ok(subject)
    }

    /// The role of a word.
    pub fn role(self, word: &str) -> Result<RoleId, Fault> {
        known("role", word, self.0.role_of(word), self.0.roles.iter().map(|e| e.slug.as_str()))
    }

    /// The level of a word.
    pub fn level(self, word: &str) -> Result<LevelId, Fault> {
        known("level", word, self.0.level_of(word), self.0.levels.iter().map(|e| e.slug.as_str()))
    }

    /// The place of a word.
    pub fn place(self, word: &str) -> Result<PlaceId, Fault> {
        known("place", word, self.0.place_of(word), self.0.places.iter().map(|e| e.slug.as_str()))
    }

    fn skill(self, word: &str) -> Result<SkillId, Fault> {
        known("skills", word, self.0.skill_of(word), self.0.skills.iter().map(|e| e.slug.as_str()))
    }

    fn industry(self, word: &str) -> Result<IndustryId, Fault> {
        let all = self.0.industries.iter().map(|e| e.slug.as_str());
        known("industries", word, self.0.industry_of(word), all)
    }

    /// A level of the employer's own ladder, with the likeliest level that it stands for.
    fn change_rung(self, subject: &mut Subject, raw: &RawSubject) -> Result<(), Fault> {
        let Some(word) = &raw.rung else { return Ok(()) };
        let employer = subject.employer;
        let employer = employer.ok_or_else(|| Fault::at("rung", "goes with an employer"))?;
        let found = self.0.rung_named(employer, word);
        let all = self.0.rungs_of(employer).map(|(_, rung)| rung.code.as_str());
        let rung = known("rung", word, found, all)?;
        subject.rung = Some(rung);
        subject.level = self.0.rung(rung).levels.first().map(|share| share.0);
        Ok(())
    }

    fn employer(self, word: &str) -> Result<EmployerId, Fault> {
        let all = self.0.employers.iter().map(|e| e.slug.as_str());
        known("employer", word, self.0.employer_of(word), all)
    }

    fn tier(self, word: &str) -> Result<TierId, Fault> {
        known("tier", word, self.0.tier_of(word), self.0.tiers.iter().map(|e| e.slug.as_str()))
    }
}

/// The engagement of a word.
pub(super) fn engagement_of(word: &str) -> Result<Engagement, Fault> {
    let all = Engagement::ALL.into_iter().map(Engagement::slug);
    known("engagement", word, Engagement::from_slug(word), all)
}

fn component_of(word: &str) -> Result<Component, Fault> {
    let all = Component::ALL.into_iter().map(Component::slug);
    known("component", word, Component::from_slug(word), all)
}

/// Years as a closed range within a career.
pub(super) fn years(field: &str, [low, high]: [f64; 2]) -> Result<Years, Fault> {
    if 0.0 <= low && low <= high && high <= LONGEST_CAREER {
        Ok(Years { low, high })
    } else {
        Err(Fault::at(field, format!("write [low, high] with 0 ≤ low ≤ high ≤ {LONGEST_CAREER}")))
    }
}

/// What was found for a word; otherwise the fault, with the nearest known word.
pub(super) fn known<'a, T>(
    field: &str,
    word: &str,
    found: Option<T>,
    all: impl Iterator<Item = &'a str>,
) -> Result<T, Fault> {
    found.ok_or_else(|| {
        let hint = match all.min_by_key(|other| distance(word, other)) {
            Some(nearest) => format!("unknown word; the nearest known is {nearest}"),
            None => "unknown word; none are known".to_owned(),
        };
        Fault::at(field, hint).of(word)
    })
}

fn stated<'a>(
    field: &str,
    said: &'a Option<String>,
    usual: &'a Option<String>,
) -> Result<&'a str, Fault> {
    let missing = || Fault::at(field, "not said, and [usual] does not say it either");
    said.as_deref().or(usual.as_deref()).ok_or_else(missing)
}

fn or_any<T>(word: &str, find: impl Fn(&str) -> Result<T, Fault>) -> Result<Option<T>, Fault> {
    if word == ANY { Ok(None) } else { find(word).map(Some) }
}

fn change<T>(
    field: &mut Option<T>,
    word: &Option<String>,
    find: impl Fn(&str) -> Result<T, Fault>,
) -> Result<(), Fault> {
    if let Some(word) = word {
        *field = or_any(word, find)?;
    }
    Ok(())
}

fn change_list<T>(
    field: &mut Vec<T>,
    words: &Option<Vec<String>>,
    find: impl Fn(&str) -> Result<T, Fault>,
) -> Result<(), Fault> {
    if let Some(words) = words {
        *field = words.iter().map(|word| find(word)).collect::<Result<_, _>>()?;
    }
    Ok(())
}

/// Letters to add, drop or change to turn one word into the other (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = i;
        row[0] = i + 1;
        for (j, y) in b.chars().enumerate() {
            let change = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = change.min(corner + 1).min(row[j] + 1);
        }
    }
    row[row.len() - 1]
}
