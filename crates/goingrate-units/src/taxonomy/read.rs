//! The files to a [`Taxonomy`], checked: slugs are unique, parents exist and come first, a word
//! means one thing, or several places that are declared ambiguous.

use std::collections::HashMap;

use super::files::{
    IndustriesFile, LevelRow, LevelsFile, PlacesFile, RoleRow, RolesFile, SkillsFile, TiersFile,
    WordsFile, refuse, toml,
};
use super::index::{Entry, Index, Kind};
use super::slugs::{position, put_new};
use super::{
    Industry, Ladder, Level, Role, Skill, SkillKind, Taxonomy, TaxonomyError, TaxonomyFiles, Tier,
};
use super::{employers, phrases, places, towns};
use crate::words::{key, listed};
use crate::{Component, Engagement, IndustryId, LevelId, PlaceId, RoleId, SkillId, TierId, Years};

type Read<T> = Result<T, TaxonomyError>;

impl Taxonomy {
    /// Reads a taxonomy from its files.
    ///
    /// # Errors
    /// A [`TaxonomyError`] that names the file and the entry: a file that has another shape, a slug
    /// or a code that is there twice, a parent, member or default that is missing or comes later, a
    /// currency that is none, a word that means two things without being declared ambiguous, a skill
    /// that no list of skills could name.
    pub fn read(files: &TaxonomyFiles) -> Result<Taxonomy, TaxonomyError> {
        let mut index = Index::with_room();
        let roles_file: RolesFile = toml("roles.toml", files.roles)?;
        let levels_file: LevelsFile = toml("levels.toml", files.levels)?;
        let places_file: PlacesFile = toml("places.toml", files.places)?;
        let words_file: WordsFile = toml("words.toml", files.words)?;
        let mut roles = roles(&roles_file, &mut index)?;
        let levels = levels(&levels_file, &mut index)?;
        imply_levels(&roles_file, &mut roles, &index)?;
        let places = places::read(&places_file, files.areas, &mut index)?;
        let skills = skills(files.skills, &mut index)?;
        let industries = industries(files.industries, &mut index)?;
        let tiers = tiers(files.tiers, &mut index)?;
        let employers = employers::employers(files.employers, &mut index)?;
        let rungs = employers::rungs(files.employer_levels, &levels, &index)?;
        index.add_parts(rungs.iter().flat_map(|rung| &rung.keys));
        let engagement_words = engagements(&words_file, &mut index)?;
        let component_words = components(&words_file, &mut index)?;
        small_words(&words_file, &mut index);
        let phrases = phrases::read(files.phrases, &mut index)?;
        check_words(&index, &places_file.ambiguous)?;
        let towns = towns::read(files.towns, &mut index)?;
        let likelier = likelier(&places_file, &index)?;
        let role_of_skill = role_of_skill(&words_file, &index)?;
        Ok(Taxonomy {
            default_place: places::known(&index, &places_file.default)?,
            default_role: role_of("roles.toml", &index, &roles_file.default)?,
            generic_role: role_of("words.toml", &index, &words_file.generic_role)?,
            hint_note: levels_file.hint_note,
            open_years: words_file.open_years,
            money: words_file.money,
            phrases,
            towns,
            codes_alone: places_file.codes_alone,
            written: places_file.written,
            likelier,
            endings: words_file.endings,
            roles,
            levels,
            places,
            skills,
            industries,
            tiers,
            employers,
            rungs,
            employer_after: words_file.employer_after,
            place_after: words_file.place_after,
            hours: words_file.hours,
            not: words_file.not,
            age: words_file.age,
            role_of_skill,
            everyday_employers: words_file
                .everyday_employers
                .iter()
                .map(|word| key(word))
                .collect(),
            engagement_words,
            component_words,
            index,
        })
    }
}

/// By skill, the role that it says.
fn role_of_skill(file: &WordsFile, index: &Index) -> Read<HashMap<SkillId, RoleId>> {
    let mut roles = HashMap::new();
    for (role, skills) in &file.role_of_skill {
        let role = role_of("words.toml", index, role)?;
        for skill in skills {
            let skill = position("words.toml", &index.skill_slugs, skill)?;
            roles.insert(SkillId::from_index(skill), role);
        }
    }
    Ok(roles)
}

/// The places that are meant by words of several, by folded word.
fn likelier(file: &PlacesFile, index: &Index) -> Read<HashMap<String, PlaceId>> {
    let place = |slug: &str| places::known(index, slug);
    file.likelier.iter().map(|(word, slug)| Ok((key(word), place(slug)?))).collect()
}

/// The position of the parent, if there is one ("" is none).
pub(super) fn parent(
    file: &str,
    slugs: &HashMap<String, usize>,
    slug: &str,
) -> Read<Option<usize>> {
    (!slug.is_empty()).then(|| position(file, slugs, slug)).transpose()
}

fn role_of(file: &str, index: &Index, slug: &str) -> Read<RoleId> {
    position(file, &index.role_slugs, slug).map(RoleId::from_index)
}

fn roles(file: &RolesFile, index: &mut Index) -> Read<Vec<Role>> {
    file.role.iter().enumerate().map(|(at, row)| role(at, row, index)).collect()
}

fn role(at: usize, row: &RoleRow, index: &mut Index) -> Read<Role> {
    let file = "roles.toml";
    let id = RoleId::from_index(at);
    let above = parent(file, &index.role_slugs, row.parent.as_deref().unwrap_or(""))?;
    put_new(file, &mut index.role_slugs, &row.slug, at)?;
    if let Some(soc) = &row.soc {
        put_new(file, &mut index.soc, soc, id)?;
    }
    add_words(index, Entry::Role(id), &row.slug, &row.name, &row.words);
    Ok(Role {
        slug: row.slug.clone(),
        name: row.name.clone(),
        parent: above.map(RoleId::from_index),
        soc: row.soc.clone(),
        ladder: ladder(file, row.ladder.as_deref().unwrap_or("individual"))?,
        synonyms: row.words.clone(),
        note: row.note.clone(),
        implies_level: None,
    })
}

/// The levels that roles imply: levels are read after roles, so this comes last.
fn imply_levels(file: &RolesFile, roles: &mut [Role], index: &Index) -> Read<()> {
    for (row, role) in file.role.iter().zip(roles) {
        let implied = row.implies_level.as_deref().unwrap_or("");
        let level = parent("roles.toml", &index.level_slugs, implied)?;
        role.implies_level = level.map(LevelId::from_index);
    }
    Ok(())
}

pub(super) fn add_words(index: &mut Index, entry: Entry, slug: &str, name: &str, words: &[String]) {
    index.add_word(slug, entry);
    index.add_word(name, entry);
    for word in words {
        index.add_word(word, entry);
    }
}

fn ladder(file: &str, word: &str) -> Read<Ladder> {
    match word {
        "individual" => Ok(Ladder::Individual),
        "management" => Ok(Ladder::Management),
        other => Err(refuse(file, format!("{other:?} is no ladder"))),
    }
}

fn levels(file: &LevelsFile, index: &mut Index) -> Read<Vec<Level>> {
    let mut levels: Vec<Level> = Vec::new();
    for (at, row) in file.level.iter().enumerate() {
        let ladder = ladder("levels.toml", &row.ladder)?;
        let rank = levels.iter().filter(|level| level.ladder == ladder).count();
        levels.push(level(at, row, ladder, rank, index)?);
    }
    Ok(levels)
}

fn level(at: usize, row: &LevelRow, ladder: Ladder, rank: usize, index: &mut Index) -> Read<Level> {
    let file = "levels.toml";
    let id = LevelId::from_index(at);
    put_new(file, &mut index.level_slugs, &row.slug, at)?;
    add_words(index, Entry::Level(id), &row.slug, &row.name, &row.words);
    row.hints.iter().for_each(|word| index.add_word(word, Entry::LevelHint(id)));
    row.after_role.iter().for_each(|word| index.add_word(word, Entry::AfterRole(id)));
    let implied = row.implies_role.as_deref().unwrap_or("");
    let implies_role = parent(file, &index.role_slugs, implied)?.map(RoleId::from_index);
    Ok(Level {
        slug: row.slug.clone(),
        name: row.name.clone(),
        ladder,
        rank,
        years: Years { low: row.years[0], high: row.years[1] },
        tolerance: Years { low: row.tolerance[0], high: row.tolerance[1] },
        synonyms: row.words.clone(),
        hints: row.hints.clone(),
        after_role: row.after_role.clone(),
        implies_role,
    })
}

fn skills(text: &str, index: &mut Index) -> Read<Vec<Skill>> {
    let file: SkillsFile = toml("skills.toml", text)?;
    file.skills.iter().enumerate().map(|(at, row)| skill(at, row, index)).collect()
}

fn skill(at: usize, row: &[String], index: &mut Index) -> Read<Skill> {
    let file = "skills.toml";
    let [slug, kind, above, name, words @ ..] = row else {
        return Err(refuse(file, format!("{row:?} needs slug, kind, parent and name")));
    };
    let above = parent(file, &index.skill_slugs, above)?;
    put_new(file, &mut index.skill_slugs, slug, at)?;
    if let Some(cut) = words.iter().chain([name]).find(|word| !listed(word).eq([word.as_str()])) {
        let reason = "is cut where skills are listed; put what follows a comma in brackets";
        return Err(refuse(file, format!("{cut:?} {reason}")));
    }
    add_words(index, Entry::Skill(SkillId::from_index(at)), slug, name, words);
    Ok(Skill {
        slug: slug.clone(),
        name: name.clone(),
        kind: skill_kind(kind)?,
        parent: above.map(SkillId::from_index),
        synonyms: words.to_vec(),
    })
}

fn skill_kind(word: &str) -> Read<SkillKind> {
    match word {
        "family" => Ok(SkillKind::Family),
        "language" => Ok(SkillKind::Language),
        "framework" => Ok(SkillKind::Framework),
        "tool" => Ok(SkillKind::Tool),
        other => Err(refuse("skills.toml", format!("{other:?} is no kind of skill"))),
    }
}

fn industries(text: &str, index: &mut Index) -> Read<Vec<Industry>> {
    let file: IndustriesFile = toml("industries.toml", text)?;
    file.industries.iter().enumerate().map(|(at, row)| industry(at, row, index)).collect()
}

fn industry(at: usize, row: &[String], index: &mut Index) -> Read<Industry> {
    let file = "industries.toml";
    let [slug, above, code, everyday, name, words @ ..] = row else {
        return Err(refuse(file, format!("{row:?} needs slug, parent, code and two names")));
    };
    let id = IndustryId::from_index(at);
    let above = parent(file, &index.industry_slugs, above)?;
    put_new(file, &mut index.industry_slugs, slug, at)?;
    let official_code = (!code.is_empty()).then(|| code.clone());
    if official_code.is_some() {
        put_new(file, &mut index.industry_codes, code, id)?;
    }
    add_words(index, Entry::Industry(id), slug, name, words);
    index.add_word(everyday, Entry::Industry(id));
    Ok(Industry {
        slug: slug.clone(),
        name: name.clone(),
        everyday: everyday.clone(),
        official_code,
        parent: above.map(IndustryId::from_index),
        synonyms: words.to_vec(),
    })
}

fn tiers(text: &str, index: &mut Index) -> Read<Vec<Tier>> {
    let file: TiersFile = toml("tiers.toml", text)?;
    let mut tiers = Vec::with_capacity(file.tier.len());
    for (at, row) in file.tier.into_iter().enumerate() {
        put_new("tiers.toml", &mut index.tier_slugs, &row.slug, at)?;
        let word = if row.slug_is_no_word { &row.name } else { &row.slug };
        add_words(index, Entry::Tier(TierId::from_index(at)), word, &row.name, &row.words);
        tiers.push(Tier { slug: row.slug, name: row.name, synonyms: row.words });
    }
    Ok(tiers)
}

fn engagements(file: &WordsFile, index: &mut Index) -> Read<Vec<(String, Engagement)>> {
    let mut pairs = Vec::new();
    for (slug, words) in &file.engagement {
        let unknown = || refuse("words.toml", format!("{slug:?} is no engagement"));
        let engagement = Engagement::from_slug(slug).ok_or_else(unknown)?;
        add_words(index, Entry::Engagement(engagement), slug, slug, words);
        pairs.extend(words.iter().map(|word| (word.clone(), engagement)));
    }
    Ok(pairs)
}

fn components(file: &WordsFile, index: &mut Index) -> Read<Vec<(String, Component)>> {
    let mut pairs = Vec::new();
    for (slug, words) in &file.component {
        let unknown = || refuse("words.toml", format!("{slug:?} is no component"));
        let component = Component::from_slug(slug).ok_or_else(unknown)?;
        add_words(index, Entry::Component(component), slug, slug, words);
        pairs.extend(words.iter().map(|word| (word.clone(), component)));
    }
    Ok(pairs)
}

fn small_words(file: &WordsFile, index: &mut Index) {
    file.stop.iter().for_each(|word| index.add_word(word, Entry::Stop));
    file.generic.iter().for_each(|word| index.add_word(word, Entry::Generic));
    file.years.iter().for_each(|word| index.add_word(word, Entry::YearsUnit));
    for (month, name) in (1..).zip(&file.months) {
        index.add_word(name, Entry::Month(month));
        index.add_word(name.get(..3).unwrap_or(name), Entry::Month(month));
    }
}

/// Every word means one thing, or several places and is declared to, and beside that an employer;
/// reported in word order.
fn check_words(index: &Index, ambiguous: &[String]) -> Read<()> {
    let declared: Vec<String> = ambiguous.iter().map(|word| key(word)).collect();
    let mut wrong: Vec<&str> = index
        .words
        .iter()
        .filter(|(word, meanings)| is_wrong(word, meanings, &declared))
        .map(|(word, _)| word.as_str())
        .collect();
    wrong.sort_unstable();
    match wrong.as_slice() {
        [] => Ok(()),
        words => Err(refuse("taxonomy", format!("words of two meanings: {}", words.join(", ")))),
    }
}

fn is_wrong(word: &str, meanings: &[Entry], declared: &[String]) -> bool {
    let employers = meanings.iter().filter(|entry| entry.kind() == Kind::Employer);
    if employers.count() > 1 {
        return true;
    }
    let mut large =
        meanings.iter().filter(|entry| !matches!(entry.kind(), Kind::Small | Kind::Employer));
    let Some(first) = large.next() else { return false };
    match large.next() {
        None => false,
        Some(_) if first.kind() == Kind::Place => {
            large.any(|entry| entry.kind() != Kind::Place) || !declared.iter().any(|d| d == word)
        }
        Some(_) => true,
    }
}
