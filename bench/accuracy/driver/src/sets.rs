//! The data sets that are scored, and their frozen splits: by the hash of a row's content, so that
//! exact duplicates are on one side.

use std::error::Error;

use goingrate::evidence::{Basis, Record, RowHash, Stated};
use goingrate::units::{Component, PlaceKind, RoleId, Taxonomy};

use crate::evidence::{ReadFile, World};

/// A data set: records of one kind of one file.
pub struct Set<'w> {
    pub name: &'static str,
    pub title: &'static str,
    pub file: &'w ReadFile,
    /// Training records in the order in which they are taken.
    pub train: Vec<&'w Record>,
    /// Records that no fit sees.
    pub test: Vec<&'w Record>,
}

/// One row of five is a test row.
const FOLDS: u64 = 5;

/// The sizes of local samples; "all" comes after them.
const SIZES: [usize; 5] = [0, 100, 300, 1_000, 4_000];

impl Set<'_> {
    /// Numbers of local records to be scored: those asked for, or all that fit.
    pub fn sizes(&self, asked: &[usize]) -> Vec<usize> {
        let all = self.train.len();
        if !asked.is_empty() {
            let mut sizes: Vec<usize> = asked.iter().map(|&size| size.min(all)).collect();
            sizes.dedup();
            return sizes;
        }
        SIZES.into_iter().filter(|&size| size < all).chain([all]).collect()
    }
}

/// Which rows are to be foreseen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// The published test rows: for scores alone.
    Test,
    /// A fifth of the training rows, the test rows left out: for choosing between models.
    Validation,
}

impl Rows {
    /// Whether a row is to be foreseen; none where it is not looked at.
    fn foresees(self, row: RowHash) -> Option<bool> {
        let is_test = row.fold(FOLDS) == 0;
        match self {
            Rows::Test => Some(is_test),
            Rows::Validation => (!is_test).then(|| RowHash(row.0 / FOLDS).fold(FOLDS) == 0),
        }
    }
}

/// All sets.
pub fn all(world: &World, rows: Rows) -> Result<Vec<Set<'_>>, Box<dyn Error>> {
    let developers = |record: &Record| of_us_developers(record, &world.taxonomy);
    let any = |_: &Record| true;
    let total = Component::TotalCompensation;
    let base = Component::BaseSalary;
    Ok(vec![
        set(
            "stackoverflow-2025",
            "Stack Overflow 2025, yearly pay",
            (world, rows),
            "stackoverflow-2025/survey_results.csv",
            total,
            any,
        )?,
        set(
            "levels-base",
            "Levels.fyi, US engineers: base",
            (world, rows),
            "levels-fyi-2021/Levels_Fyi_Salary_Data.csv",
            base,
            developers,
        )?,
        set(
            "levels-total",
            "Levels.fyi, US engineers: total",
            (world, rows),
            "levels-fyi-2021/Levels_Fyi_Salary_Data.csv",
            total,
            developers,
        )?,
        set("ai-jobs", "ai-jobs", (world, rows), "ai-jobs-2025/salaries.csv", base, any)?,
        set(
            "dou-2024-12",
            "DOU, December 2024, net",
            (world, rows),
            "dou-ukraine/2024_dec_raw.csv",
            base,
            any,
        )?,
        set(
            "sysarmy-2025-2",
            "sysarmy 2025.2, gross",
            (world, rows),
            "sysarmy-argentina/sysarmy_2025.2.csv",
            base,
            any,
        )?,
    ])
}

fn set<'w>(
    name: &'static str,
    title: &'static str,
    (world, rows): (&'w World, Rows),
    file: &'static str,
    component: Component,
    wanted: impl Fn(&Record) -> bool,
) -> Result<Set<'w>, Box<dyn Error>> {
    let file = world.file(file).ok_or(format!("{file} is not there"))?;
    let gross = file.records.iter().any(|record| record.key.basis == Basis::Gross);
    let basis = if gross { Basis::Gross } else { Basis::Net };
    let chosen = file.records.iter().filter(|record| {
        let key = &record.key;
        key.component == component
            && key.basis == basis
            && key.stated == Stated::Pay
            && wanted(record)
    });
    let (test, mut train): (Vec<&'w Record>, Vec<&'w Record>) = chosen
        .filter(|record| rows.foresees(record.row).is_some())
        .partition(|record| rows.foresees(record.row) == Some(true));
    // The order of the samples: by a hash of the row's hash and of how often it came before, so that
    // exact duplicates do not come one after the other.
    train.sort_by_key(|record| (record.row, record.amount.to_bits()));
    let mut ranked: Vec<(u64, &Record)> = Vec::with_capacity(train.len());
    for same in train.chunk_by(|a, b| a.row == b.row) {
        let hash = |(at, record): (usize, &&'w Record)| {
            let parts = [record.row.0.to_string(), at.to_string()];
            (RowHash::of(parts.iter().map(String::as_str)).0, *record)
        };
        ranked.extend(same.iter().enumerate().map(hash));
    }
    ranked.sort_by_key(|entry| entry.0);
    let train = ranked.into_iter().map(|entry| entry.1).collect();
    if test.is_empty() {
        return Err(format!("{name} has no records").into());
    }
    Ok(Set { name, title, file, train, test })
}

/// Software engineers in the United States.
fn of_us_developers(record: &Record, taxonomy: &Taxonomy) -> bool {
    let country = taxonomy.country(record.key.place) == Some(taxonomy.default_place);
    let developer = |role: RoleId| {
        let path = std::iter::successors(Some(role), |&role| taxonomy.role(role).parent);
        path.into_iter().any(|role| taxonomy.role(role).slug == "15-1252")
    };
    country && record.key.role.likeliest().is_some_and(|(role, _)| developer(role))
}

/// Where a record stands for cohorts: the metro in the country whose areas are known, else the
/// country.
pub fn cohort_place(record: &Record, taxonomy: &Taxonomy) -> String {
    let place = taxonomy.place(record.key.place);
    match place.kind {
        PlaceKind::Metro | PlaceKind::NonMetro => place.slug.clone(),
        _ => cohort_country(record, taxonomy),
    }
}

/// The record's country.
pub fn cohort_country(record: &Record, taxonomy: &Taxonomy) -> String {
    let country = taxonomy.country(record.key.place).unwrap_or(record.key.place);
    taxonomy.place(country).slug.clone()
}

/// The record's role.
pub fn cohort_role(record: &Record, taxonomy: &Taxonomy) -> String {
    let role = record.key.role.likeliest();
    role.map_or_else(String::new, |(role, _)| taxonomy.role(role).slug.clone())
}

/// The record's level, or else its band of years.
pub fn cohort_level(record: &Record, taxonomy: &Taxonomy) -> String {
    let key = &record.key;
    if let Some((level, _)) = key.level.likeliest() {
        return taxonomy.level(level).slug.clone();
    }
    let years = key.years.or(key.years_coding).map(|years| years.low);
    let bands = [0, 2, 4, 7, 11, 16, 25];
    years.map_or_else(String::new, |years| {
        let band = bands.iter().filter(|&&from| years >= from).count();
        format!("years band {band}")
    })
}

/// The record's cell for cohorts.
pub fn cohort(record: &Record, taxonomy: &Taxonomy) -> String {
    let parts = [cohort_role, cohort_level, cohort_place];
    parts.map(|part| part(record, taxonomy)).join(" / ")
}
