//! Tables for the rivals: the same rows, with every field that our own program sees.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use goingrate::evidence::{CellKey, Record};
use goingrate::units::{Date, Taxonomy};

use crate::evidence::World;
use crate::sets::{Set, cohort, cohort_country, cohort_level, cohort_place, cohort_role};

/// A column: its name, and what a record has in it.
type Column = (&'static str, fn(&Record, &Taxonomy) -> String);

const COLUMNS: &[Column] = &[
    ("cell", cohort),
    ("cohort_role", cohort_role),
    ("cohort_level", cohort_level),
    ("cohort_place", cohort_place),
    ("cohort_country", cohort_country),
    ("cat_role", cohort_role),
    ("cat_level", |r, t| level(&r.key, t)),
    ("cat_title", |r, _| text(r.key.title.as_deref())),
    ("cat_level_text", |r, _| text(r.key.level_text.as_deref())),
    ("cat_place", |r, t| t.place(r.key.place).slug.clone()),
    ("cat_country", cohort_country),
    ("cat_industry", |r, t| r.key.industry.map_or(String::new(), |i| t.industry(i).slug.clone())),
    ("cat_employer", |r, _| text(r.key.employer.as_deref())),
    ("cat_education", |r, _| text(r.key.education.map(|e| e.slug()))),
    ("cat_remote", |r, _| text(r.key.remote.map(|e| e.slug()))),
    ("cat_engagement", |r, _| r.key.engagement.slug().to_owned()),
    ("num_years", |r, _| number(r.key.years.map(|y| (f64::from(y.low) + f64::from(y.high)) / 2.0))),
    ("num_years_coding", |r, _| {
        number(r.key.years_coding.map(|y| (f64::from(y.low) + f64::from(y.high)) / 2.0))
    }),
    ("num_tenure", |r, _| {
        number(r.key.tenure.map(|y| (f64::from(y.low) + f64::from(y.high)) / 2.0))
    }),
    ("num_skill_count", |r, _| number(r.key.skill_count.map(f64::from))),
    ("num_headcount", |r, _| number(r.key.headcount.map(|h| f64::from(h.low)))),
    ("num_year", |r, _| {
        number(Some(f64::from(r.key.year) + r.key.month.map_or(0.5, |m| f64::from(m) / 12.0)))
    }),
    ("set_skills", |r, t| {
        let slugs: Vec<&str> = r.key.skills.iter().map(|s| t.skill(*s).slug.as_str()).collect();
        slugs.join("|")
    }),
];

/// Writes a table a set, and `sets.json`.
pub fn write(folder: &Path, sets: &[Set], world: &World) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    let mut list = Vec::new();
    for set in sets {
        fs::write(folder.join(format!("{}.csv", set.name)), table(set, world))?;
        let all = set.train.len();
        let fitting = |sizes: &[usize]| -> Vec<usize> {
            sizes.iter().copied().filter(|&n| n < all).chain([all]).collect()
        };
        list.push(serde_json::json!({
            "set": set.name,
            "title": set.title,
            "sizes": fitting(&[300, 1_000, 4_000]),
            "rival_sizes": fitting(&[1_200, 2_000, 2_400]),
        }));
    }
    fs::write(folder.join("sets.json"), serde_json::to_string_pretty(&list)?)?;
    Ok(())
}

fn table(set: &Set, world: &World) -> String {
    let taxonomy = &world.taxonomy;
    let names: Vec<&str> = COLUMNS.iter().map(|column| column.0).collect();
    let mut out = format!("split,rank,y,{}\n", names.join(","));
    let train = set.train.iter().enumerate().map(|(rank, r)| ("train", rank.to_string(), *r));
    let test = set.test.iter().map(|r| ("test", String::new(), *r));
    for (split, rank, record) in train.chain(test) {
        let y = ln_dollars(record, world);
        let _ = write!(out, "{split},{rank},{y}");
        for (_, value) in COLUMNS {
            let _ = write!(out, ",{}", quoted(&value(record, taxonomy)));
        }
        out.push('\n');
    }
    out
}

/// Log pay a year in US dollars at the rate of its time: one scale for all rows of a table. Losses in
/// logs are the same in any currency.
fn ln_dollars(record: &Record, world: &World) -> f64 {
    let key = &record.key;
    let date = Date::new(key.year, key.month.unwrap_or(6), 15);
    let rate = date.ok().and_then(|date| world.rates.units_per_usd(key.currency, date).ok());
    (record.amount * key.period.a_year() / rate.unwrap_or(1.0)).ln()
}

fn level(key: &CellKey, taxonomy: &Taxonomy) -> String {
    key.level.likeliest().map_or(String::new(), |(level, _)| taxonomy.level(level).slug.clone())
}

fn text(text: Option<&str>) -> String {
    text.unwrap_or_default().to_owned()
}

fn number(number: Option<f64>) -> String {
    number.map_or(String::new(), |number| number.to_string())
}

fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
