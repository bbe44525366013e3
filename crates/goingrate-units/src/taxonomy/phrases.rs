//! `phrases.csv`: what words of many languages mean, one meaning a line.
//!
//! Columns: `language` (ISO 639-1, or empty), `means`, `words` joined by `|`. A meaning is a kind and a
//! value (`role backend-developer`, `level senior`, `period hour`); several are joined by ` + `, and then
//! the words say all of them ("CTO": a level and a role).

use serde::Deserialize;

use super::TaxonomyError;
use super::files::refuse;
use super::index::{Entry, Index};
use super::slugs::position;
use crate::{
    Component, EmployerId, Engagement, IndustryId, LevelId, Period, PlaceId, RoleId, SkillId,
    TierId, Workplace,
};

const FILE: &str = "phrases.csv";

type Read<T> = Result<T, TaxonomyError>;

#[derive(Deserialize)]
struct PhraseRow {
    #[allow(dead_code, reason = "for readers of the file")]
    language: String,
    means: String,
    words: String,
}

/// What phrases can mean that no single entry says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Phrases {
    /// Meanings that are said together, by position.
    pub several: Vec<Vec<Entry>>,
    /// Questions that are not ones of pay, or not of pay alone, by position.
    pub elsewhere: Vec<Elsewhere>,
}

/// A question that is not one of pay, or not of pay alone.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Elsewhere {
    /// What somebody is told.
    pub told: String,
    /// Whether market pay is an answer all the same.
    pub is_pay_too: bool,
}

/// Reads the phrases; every other list is known by now.
pub(super) fn read(text: &str, index: &mut Index) -> Read<Phrases> {
    let mut phrases = Phrases::default();
    for row in csv::Reader::from_reader(text.as_bytes()).into_deserialize() {
        let row: PhraseRow = row.map_err(|error| refuse(FILE, error))?;
        let entry = phrases.entry(&row.means, index)?;
        let words = row.words.split('|').map(str::trim).filter(|word| !word.is_empty());
        words.for_each(|word| index.add_word(word, entry));
    }
    Ok(phrases)
}

impl Phrases {
    fn entry(&mut self, means: &str, index: &Index) -> Read<Entry> {
        let parts: Read<Vec<Entry>> =
            means.split(" + ").map(|part| self.one(part.trim(), index)).collect();
        let parts = parts?;
        match parts.as_slice() {
            [only] => Ok(*only),
            _ => {
                self.several.push(parts);
                Ok(Entry::Several(place_in(self.several.len() - 1)?))
            }
        }
    }

    fn one(&mut self, means: &str, index: &Index) -> Read<Entry> {
        let (kind, value) = means.split_once(' ').unwrap_or((means, ""));
        let unknown = || refuse(FILE, format!("{means:?} is no meaning"));
        let at = |slugs| position(FILE, slugs, value);
        Ok(match kind {
            "role" => Entry::Role(RoleId::from_index(at(&index.role_slugs)?)),
            "developer" => Entry::Generic,
            "level" => Entry::Level(LevelId::from_index(at(&index.level_slugs)?)),
            "hint" => Entry::LevelHint(LevelId::from_index(at(&index.level_slugs)?)),
            "after-role" => Entry::AfterRole(LevelId::from_index(at(&index.level_slugs)?)),
            "place" => Entry::Place(PlaceId::from_index(at(&index.place_slugs)?)),
            "city" => Entry::City(PlaceId::from_index(at(&index.place_slugs)?)),
            "skill" => Entry::Skill(SkillId::from_index(at(&index.skill_slugs)?)),
            "industry" => Entry::Industry(IndustryId::from_index(at(&index.industry_slugs)?)),
            "tier" => Entry::Tier(TierId::from_index(at(&index.tier_slugs)?)),
            "engagement" => Entry::Engagement(Engagement::from_slug(value).ok_or_else(unknown)?),
            "component" => Entry::Component(Component::from_slug(value).ok_or_else(unknown)?),
            "workplace" => Entry::Workplace(Workplace::from_slug(value).ok_or_else(unknown)?),
            "period" => Entry::Per(Period::from_slug(value).ok_or_else(unknown)?),
            "number" => Entry::Number(value.parse().map_err(|_| unknown())?),
            "month" => Entry::Month(value.parse().map_err(|_| unknown())?),
            "years" => Entry::YearsUnit,
            "full-time" => Entry::FullTime,
            "part-time" => Entry::PartTime,
            "filler" => Entry::Stop,
            "aside" => Entry::Aside,
            "unpriced" => Entry::Unpriced,
            "employer" => Entry::Employer(EmployerId::from_index(at(&index.employer_slugs)?)),
            "elsewhere" | "beside" => {
                let is_pay_too = kind == "beside";
                self.elsewhere.push(Elsewhere { told: value.to_owned(), is_pay_too });
                Entry::Elsewhere(place_in(self.elsewhere.len() - 1)?)
            }
            _ => return Err(unknown()),
        })
    }
}

fn place_in(at: usize) -> Read<u16> {
    u16::try_from(at).map_err(|_| refuse(FILE, "too many phrases"))
}
