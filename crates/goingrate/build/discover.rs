//! A folder of data to the lists of its files: what a file is follows from where it stands, so that a
//! source, a report or a country's rules are added without Rust. Lists are sorted by name.

use std::fs;
use std::io;
use std::path::Path;

/// The file of claims that is no source: how loose words are read.
const READINGS: &str = "readings";

/// The files of a folder of data. Paths are relative to it, with `/` between their parts.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Discovered {
    /// `claims/<source>.toml`, and the table `claims/<source>.csv` beside it, if there is one.
    pub claims: Vec<(String, Option<String>)>,
    /// `official/<source>.toml`, and the table of the same name beside it.
    pub official: Vec<(String, String)>,
    /// `microdata/<source>/<table>.csv.gz`, the file of the same name that says what is carried, and the
    /// card in `sources/<source>.toml`.
    pub microdata: Vec<Microdata>,
    /// Every TOML file of `rules/<country>`; a country's folder has a word of two letters.
    pub rules: Vec<String>,
    /// Every TOML file of `planning`: what is assumed of hires and projects.
    pub planning: Vec<String>,
    /// Every TOML file of `kits`: what to ask of candidates.
    pub kits: Vec<String>,
    /// Every TOML file of `features`: what software is made of.
    pub features: Vec<String>,
    /// Every TOML file of `offers/terms`: what parts of an offer are called, a file a language.
    pub offer_terms: Vec<String>,
}

/// The files of a carried table of microdata.
#[derive(Debug, PartialEq, Eq)]
pub struct Microdata {
    /// The data file of the source, with its card.
    pub source: String,
    /// What is carried of the source.
    pub extract: String,
    /// The table.
    pub table: String,
}

/// The files of a folder of data.
///
/// # Errors
/// When a folder cannot be read, a table of claims has no card, an official card no table, or a table of microdata no card or no
/// word on what is carried.
pub fn discover(data: &Path) -> io::Result<Discovered> {
    let mut found = Discovered::default();
    let claims = files(data, "claims")?;
    for (stem, ending) in claims.iter().map(|path| parts(path)) {
        let beside = |ending: &str| Some(format!("{stem}.{ending}")).filter(|p| claims.contains(p));
        match (ending, beside("toml")) {
            ("toml", _) if stem.ends_with(&format!("/{READINGS}")) => {}
            ("toml", _) => found.claims.push((format!("{stem}.toml"), beside("csv"))),
            ("csv", None) => return Err(lonely(stem, "csv", "toml")),
            _ => {}
        }
    }
    let official = files(data, "official")?;
    for (stem, ending) in official.iter().map(|path| parts(path)) {
        if ending == "toml" {
            let table = ["csv.gz", "csv"].map(|ending| format!("{stem}.{ending}"));
            let table = table.into_iter().find(|path| official.contains(path));
            let table = table.ok_or_else(|| lonely(stem, "toml", "csv.gz"))?;
            found.official.push((format!("{stem}.toml"), table));
        }
    }
    let microdata = files(data, "microdata")?;
    for table in microdata.iter().filter(|path| path.ends_with(".csv.gz")) {
        let (stem, _) = parts(table);
        let extract = format!("{stem}.toml");
        if !microdata.contains(&extract) {
            return Err(lonely(stem, "csv.gz", "toml"));
        }
        let slug = stem.split('/').nth(1).unwrap_or_default();
        let source = format!("sources/{slug}.toml");
        if !data.join(&source).is_file() {
            let what = format!("data/{table}: there is no {source} with the source's card");
            return Err(io::Error::other(what));
        }
        found.microdata.push(Microdata { source, extract, table: table.clone() });
    }
    for folder in names(&data.join("rules"))? {
        let is_country = folder.len() == 2 && folder.bytes().all(|b| b.is_ascii_lowercase());
        if is_country {
            let files = files(data, &format!("rules/{folder}"))?;
            found.rules.extend(files.into_iter().filter(|path| path.ends_with(".toml")));
        }
    }
    let tables = |folder| -> io::Result<Vec<String>> {
        Ok(files(data, folder)?.into_iter().filter(|path| path.ends_with(".toml")).collect())
    };
    (found.planning, found.kits) = (tables("planning")?, tables("kits")?);
    found.features = tables("features")?;
    found.offer_terms = tables("offers/terms")?;
    Ok(found)
}

/// The path without its ending, and the ending: `claims/a`, `toml`.
fn parts(path: &str) -> (&str, &str) {
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    let dot = path[name..].find('.').map_or(path.len(), |dot| name + dot);
    (&path[..dot], path.get(dot + 1..).unwrap_or_default())
}

fn lonely(stem: &str, has: &str, lacks: &str) -> io::Error {
    io::Error::other(format!("data/{stem}.{has}: there is no {stem}.{lacks} beside it"))
}

/// All files below a folder, by their paths, sorted.
fn files(data: &Path, folder: &str) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    for name in names(&data.join(folder))? {
        let path = format!("{folder}/{name}");
        match data.join(&path).is_dir() {
            true => found.extend(files(data, &path)?),
            false => found.push(path),
        }
    }
    found.sort();
    Ok(found)
}

/// The names in a folder, sorted; hidden files are not ours.
fn names(folder: &Path) -> io::Result<Vec<String>> {
    let failed = |error: io::Error| io::Error::other(format!("{}: {error}", folder.display()));
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        names.extend((!name.starts_with('.')).then_some(name));
    }
    names.sort();
    Ok(names)
}
