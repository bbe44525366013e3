//! Hashes of words, for effects that have no place in the taxonomy. Whatever the taxonomy does know
//! goes in by its word and never by its position, which changes when a list grows in the middle.

use goingrate_evidence::{CellKey, RowHash, Shares};
use goingrate_units::Taxonomy;

/// A hash of words that a measure uses, for effects without a place in the taxonomy.
pub(crate) fn hashed(measure: usize, words: &[&str]) -> u64 {
    let measure = measure.to_string();
    RowHash::of(std::iter::once(measure.as_str()).chain(words.iter().copied())).0
}

/// A hash of a whole key, by words.
pub(crate) fn whole(measure: usize, key: &CellKey, taxonomy: &Taxonomy) -> u64 {
    let mut fields: Vec<String> = vec![measure.to_string()];
    let mut field = |text: Option<&str>| fields.push(text.unwrap_or_default().to_owned());
    field(Some(&shares(&key.role, |role| &taxonomy.role(role).slug)));
    field(Some(&shares(&key.level, |level| &taxonomy.level(level).slug)));
    field(key.title.as_deref());
    field(key.level_text.as_deref());
    for band in [key.years, key.years_coding, key.tenure] {
        field(band.map(|band| format!("{}-{}", band.low, band.high)).as_deref());
    }
    field(Some(&taxonomy.place(key.place).slug));
    let skills = key.skills.iter().map(|&skill| taxonomy.skill(skill).slug.as_str());
    let mut skills: Vec<&str> = skills.collect();
    skills.sort_unstable();
    field(Some(&skills.join("\n")));
    field(key.skill_count.map(|count| count.to_string()).as_deref());
    field(key.industry.map(|industry| taxonomy.industry(industry).slug.as_str()));
    field(key.employer.as_deref());
    field(key.tier.map(|tier| taxonomy.tier(tier).slug.as_str()));
    let headcount = key.headcount.map(|headcount| match headcount.high {
        Some(high) => format!("{}-{high}", headcount.low),
        None => format!("{}-", headcount.low),
    });
    field(headcount.as_deref());
    field(key.education.map(|education| education.slug()));
    field(key.remote.map(|workplace| workplace.slug()));
    field(Some(key.engagement.slug()));
    field(Some(key.component.slug()));
    field(Some(key.basis.slug()));
    field(Some(key.stated.slug()));
    field(Some(key.currency.code()));
    field(Some(key.period.slug()));
    field(Some(&key.year.to_string()));
    field(key.month.map(|month| month.to_string()).as_deref());
    RowHash::of(fields.iter().map(String::as_str)).0
}

/// Words with their probabilities, in the order of the words.
fn shares<'t, Id: Copy + Ord>(shares: &Shares<Id>, word: impl Fn(Id) -> &'t String) -> String {
    let mut words: Vec<String> =
        shares.all().iter().map(|&(id, percent)| format!("{percent} {}", word(id))).collect();
    words.sort_unstable();
    words.join("\n")
}
