//! `employers.csv` and `employer_levels.csv` to the employers, their words, and the levels of their own
//! ladders.

use super::files::{EmployerRow, RungRow, refuse};
use super::index::{Entry, Index};
use super::read::{add_words, parent};
use super::slugs::{position, put_new};
use super::{Employer, Level, Rung, TaxonomyError};
use crate::words::key;
use crate::{EmployerId, LevelId, PlaceId, TierId};

const EMPLOYERS: &str = "employers.csv";
const LEVELS: &str = "employer_levels.csv";

/// How far shares that add up to one may miss it, as they are written with a few digits.
const ROUNDING: f64 = 0.005;

type Read<T> = Result<T, TaxonomyError>;

/// The employers; the tiers and places that they speak of must be known.
pub(super) fn employers(text: &str, index: &mut Index) -> Read<Vec<Employer>> {
    let rows = csv::Reader::from_reader(text.as_bytes()).into_deserialize().enumerate();
    rows.map(|(at, row)| employer(at, row.map_err(|error| refuse(EMPLOYERS, error))?, index))
        .collect()
}

fn employer(at: usize, row: EmployerRow, index: &mut Index) -> Read<Employer> {
    let tier = parent(EMPLOYERS, &index.tier_slugs, &row.tier)?;
    let kind = parent(EMPLOYERS, &index.tier_slugs, &row.kind)?;
    let home = parent(EMPLOYERS, &index.place_slugs, &row.home)?;
    put_new(EMPLOYERS, &mut index.employer_slugs, &row.slug, at)?;
    let words = listed(&row.words);
    let entry = Entry::Employer(EmployerId::from_index(at));
    add_words(index, entry, &row.slug, &row.name, &words);
    Ok(Employer {
        slug: row.slug,
        name: row.name,
        tier: tier.map(TierId::from_index),
        kind: kind.map(TierId::from_index),
        home: home.map(PlaceId::from_index),
        synonyms: words,
    })
}

/// The levels of employers' ladders, those of one employer one after the other.
pub(super) fn rungs(text: &str, levels: &[Level], index: &Index) -> Read<Vec<Rung>> {
    let rows = csv::Reader::from_reader(text.as_bytes()).into_deserialize();
    let rung = |row: csv::Result<RungRow>| {
        rung(row.map_err(|error| refuse(LEVELS, error))?, levels, index)
    };
    let mut rungs = rows.map(rung).collect::<Read<Vec<Rung>>>()?;
    rungs.sort_by_key(|rung| rung.employer);
    Ok(rungs)
}

fn rung(row: RungRow, levels: &[Level], index: &Index) -> Read<Rung> {
    let of = |column: &str| {
        let missing = || refuse(LEVELS, format!("there is no column {column:?}"));
        row.0.get(column).map(String::as_str).ok_or_else(missing)
    };
    let (employer, code, title) = (of("employer")?, of("code")?, of("title")?);
    let is_unverified = match of("status")? {
        "quoted" => false,
        "unverified" => true,
        other => return Err(refuse(LEVELS, format!("{other:?} is neither quoted nor unverified"))),
    };
    let in_row = |what: String| refuse(LEVELS, format!("{employer} {code}: {what}"));
    let levels = shares(levels, |slug| row.0.get(slug).map(String::as_str)).map_err(in_row)?;
    let words = listed(of("words")?);
    let keys = std::iter::once(code).chain(words.iter().map(String::as_str)).map(key);
    let employer = position(LEVELS, &index.employer_slugs, employer)?;
    Ok(Rung {
        employer: EmployerId::from_index(employer),
        // A level without a code is called by its title.
        code: if code.is_empty() { title } else { code }.to_owned(),
        title: title.to_owned(),
        levels,
        is_unverified,
        keys: keys.filter(|key| !key.is_empty()).collect(),
    })
}

/// The shares of our levels, likeliest first; or what is wrong with them.
fn shares<'r>(
    levels: &[Level],
    text_of: impl Fn(&str) -> Option<&'r str>,
) -> Result<Vec<(LevelId, f64)>, String> {
    let mut shares = Vec::new();
    for (at, level) in levels.iter().enumerate() {
        let Some(text) = text_of(&level.slug).filter(|text| !text.is_empty()) else { continue };
        let share: f64 =
            text.parse().map_err(|_| format!("{text:?} is no share of {}", level.slug))?;
        if !(0.0..=1.0).contains(&share) {
            return Err(format!("the share {share} of {} is not within 0 and 1", level.slug));
        }
        if share > 0.0 {
            shares.push((LevelId::from_index(at), share));
        }
    }
    let sum: f64 = shares.iter().map(|of| of.1).sum();
    if (sum - 1.0).abs() > ROUNDING {
        return Err(format!("the shares of levels add up to {sum}, not to one"));
    }
    shares.iter_mut().for_each(|of| of.1 /= sum);
    shares.sort_by(|a, b| b.1.total_cmp(&a.1));
    Ok(shares)
}

fn listed(text: &str) -> Vec<String> {
    text.split('|').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
