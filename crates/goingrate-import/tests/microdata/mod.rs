//! What the tests of importing share: the carried words, golden files, and how cells are written
//! down in them.
#![allow(dead_code, reason = "each test uses a part of it")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use goingrate_evidence::read::purchasing_power;
use goingrate_evidence::{CellKey, Shares};
use goingrate_import::{Context, Details, Plausible, RolledUp, Titles};
use goingrate_units::{ExchangeRates, Taxonomy, TaxonomyFiles};

/// Folders of the shared data, the source that reads them, and the share of rows that it uses.
pub const REAL: &[(&str, &str, f64)] = &[
    ("ai-jobs-2025", "ai-jobs", 0.9),
    ("levels-fyi-2021", "levels-fyi", 0.8),
    ("stackoverflow-2025", "stackoverflow", 0.9),
    ("dou-ukraine", "dou", 0.7),
    ("sysarmy-argentina", "sysarmy", 0.8),
    // A posting stands in it for every city.
    ("justjoin-poland-2024", "justjoin", 0.25),
    ("gsa-labor-rates-2016", "gsa-calc", 0.7),
    ("oews-2025", "oews", 0.4),
    ("lca-fy2025", "lca", 0.9),
];

/// The folder of shared data, where it is there.
pub fn shared() -> Option<PathBuf> {
    std::env::var_os("GOINGRATE_TEST_DATA").map(PathBuf::from).filter(|path| path.is_dir())
}

/// The carried words and bounds.
pub struct World {
    pub taxonomy: Taxonomy,
    titles: Titles,
    details: Details,
    plausible: Plausible,
    rates: ExchangeRates,
}

fn data(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data").join(file);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

impl World {
    pub fn open() -> World {
        let file = |name: &str| data(&format!("taxonomy/{name}"));
        let taxonomy = Taxonomy::read(&TaxonomyFiles {
            roles: &file("roles.toml"),
            levels: &file("levels.toml"),
            places: &file("places.toml"),
            areas: &file("areas.csv"),
            skills: &file("skills.toml"),
            industries: &file("industries.toml"),
            tiers: &file("tiers.toml"),
            employers: &file("employers.csv"),
            employer_levels: &file("employer_levels.csv"),
            words: &file("words.toml"),
            phrases: &file("phrases.csv"),
            towns: &file("towns.csv"),
        })
        .unwrap();
        World {
            titles: Titles::read(&file("titles.toml"), &taxonomy).unwrap(),
            details: Details::read(&file("details.toml")).unwrap(),
            plausible: Plausible::read(&file("plausible.toml"), &taxonomy)
                .unwrap()
                .with_prices(purchasing_power(&data("rules/prices/ppp.csv"), &taxonomy).unwrap()),
            rates: ExchangeRates::read(&data("rules/currency.csv")).unwrap(),
            taxonomy,
        }
    }

    pub fn context(&self) -> Context<'_> {
        Context {
            taxonomy: &self.taxonomy,
            titles: &self.titles,
            details: &self.details,
            plausible: &self.plausible,
            rates: &self.rates,
            as_of: None,
            latest: None,
            keep_doubtful: false,
        }
    }

    /// Counts, then cells with their buckets, one a line.
    pub fn written(&self, read: &RolledUp) -> String {
        let mut text = World::summary(read);
        for cell in &read.cells {
            let buckets: Vec<String> =
                cell.histogram.counts().iter().map(|(b, n)| format!("{b}x{n}")).collect();
            let _ = writeln!(text, "{} = {}", self.key(&cell.key), buckets.join(" "));
        }
        for published in &read.published {
            let quantiles =
                published.quantiles.iter().map(|(p, amount)| format!("P{}={amount}", p * 100.0));
            let top = published.at_least.iter().map(|(p, top)| format!("P{}>={top}", p * 100.0));
            let errors = [("mean", published.mean_error), ("count", published.count_error)];
            let errors = errors.iter().filter_map(|(of, e)| e.map(|e| format!("{of}±{e:.4}")));
            let figures: Vec<String> = quantiles.chain(top).chain(errors).collect();
            let (mean, count) = (published.mean, published.count);
            let _ = writeln!(
                text,
                "{} : {} mean {mean:?} of {count:?}",
                self.key(&published.key),
                figures.join(" ")
            );
        }
        text
    }

    pub fn summary(read: &RolledUp) -> String {
        let counts = &read.counts;
        let mut text = format!(
            "read {} used {} set aside {} records {} duplicates {} cells {} published {}\n",
            counts.read,
            counts.used,
            counts.set_aside(),
            counts.records,
            counts.duplicates,
            read.cells.len(),
            read.published.len()
        );
        for (reason, count) in &counts.aside {
            let first = counts.examples[reason]
                .first()
                .map(|(line, aside)| format!("line {line}, {} = {:?}", aside.field, aside.value));
            let _ = writeln!(text, "  {} {count}: {}", reason.slug(), first.unwrap_or_default());
        }
        for (remark, count) in &counts.remarks {
            let _ = writeln!(text, "  ({} {count})", remark.slug());
        }
        for reason in counts.unknown.keys() {
            let values = counts.top_unknown(*reason, 20);
            let _ = writeln!(text, "  {}: {values:?}", reason.slug());
        }
        text
    }

    /// A key with the fields that it states.
    fn key(&self, key: &CellKey) -> String {
        let t = &self.taxonomy;
        let mut parts = vec![
            shares(&key.role, |id| t.role(id).slug.clone()),
            shares(&key.level, |id| t.level(id).slug.clone()),
        ];
        let mut add = |name: &str, value: Option<String>| {
            parts.extend(value.map(|value| format!("{name}:{value}")));
        };
        let text = |text: &Option<std::sync::Arc<str>>| text.as_ref().map(|text| text.to_string());
        let years = |band: &Option<goingrate_evidence::YearsBand>| {
            band.map(|band| format!("{}-{}", band.low, band.high))
        };
        add("title", text(&key.title));
        add("as", text(&key.level_text));
        add("years", years(&key.years));
        add("coding", years(&key.years_coding));
        add("tenure", years(&key.tenure));
        add("at", Some(t.place(key.place).slug.clone()));
        let skills: Vec<&str> = key.skills.iter().map(|id| t.skill(*id).slug.as_str()).collect();
        add("skills", (!skills.is_empty()).then(|| skills.join("+")));
        add("of", key.skill_count.map(|count| count.to_string()));
        add("industry", key.industry.map(|id| t.industry(id).slug.clone()));
        add("employer", text(&key.employer));
        add("tier", key.tier.map(|id| t.tier(id).slug.clone()));
        add("people", key.headcount.map(|h| format!("{}-{:?}", h.low, h.high)));
        add("education", key.education.map(|e| e.slug().to_owned()));
        add("remote", key.remote.map(|r| r.slug().to_owned()));
        add("", Some(format!("{} {}", key.engagement.slug(), key.component.slug())));
        add("", Some(format!("{} {}", key.basis.slug(), key.stated.slug())));
        add("", Some(format!("{} a {}", key.currency, key.period.slug())));
        add(
            "in",
            Some(format!(
                "{}{}",
                key.year,
                key.month.map(|m| format!("-{m:02}")).unwrap_or_default()
            )),
        );
        parts.join(" ")
    }
}

fn shares<I: Copy + Ord>(shares: &Shares<I>, slug: impl Fn(I) -> String) -> String {
    let one = |(id, percent): &(I, u8)| match percent {
        100 => slug(*id),
        percent => format!("{}{percent}%", slug(*id)),
    };
    match shares.all() {
        [] => "?".to_owned(),
        all => all.iter().map(one).collect::<Vec<_>>().join("/"),
    }
}

/// Compares with the golden file beside a sample, or writes it where `GOLDEN=write`.
pub fn golden(sample: &Path, written: &str) {
    let path = sample.with_extension("golden");
    if std::env::var_os("GOLDEN").is_some_and(|what| what == "write") {
        fs::write(&path, written).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(written, expected, "{} (GOLDEN=write writes it anew)", path.display());
}
