//! Features and kinds of projects, from files of `data/features`.

use std::collections::BTreeMap;

use goingrate_units::Problem;
use serde::Deserialize;

use crate::source::{RawSource, sources};
use crate::{Source, Spread, Status};

/// How much there is to a feature.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Complexity {
    /// The least that does.
    Simple,
    /// As it mostly is.
    #[default]
    Usual,
    /// With more than is usual in it.
    Demanding,
}

impl Complexity {
    /// All of them.
    pub const ALL: [Complexity; 3] = [Complexity::Simple, Complexity::Usual, Complexity::Demanding];

    /// The word in files.
    pub fn slug(self) -> &'static str {
        match self {
            Complexity::Simple => "simple",
            Complexity::Usual => "usual",
            Complexity::Demanding => "demanding",
        }
    }

    /// By its word.
    pub fn from_slug(slug: &str) -> Option<Complexity> {
        Complexity::ALL.into_iter().find(|known| known.slug() == slug)
    }
}

/// A feature of software.
#[derive(Clone, Debug, PartialEq)]
pub struct Feature {
    /// Its word.
    pub name: String,
    /// As a page shows it.
    pub title: String,
    /// How people type it, in lower case with blanks.
    pub words: Vec<String>,
    /// What it is.
    pub what: String,
    /// Days of the whole team by complexity.
    pub days: [Spread; 3],
    /// What a first version loses without it, 0 to 5.
    pub value: u32,
    /// The words of the features that it needs.
    pub needs: Vec<String>,
    /// Who works on it.
    pub roles: Vec<String>,
    /// Whether every version has it.
    pub always: bool,
    /// Whether a number says how often it is built.
    pub repeats: bool,
    /// How far its days may be trusted.
    pub status: Status,
    /// Where they are from.
    pub source: Source,
}

impl Feature {
    /// Its days at a complexity.
    pub fn days(&self, complexity: Complexity) -> Spread {
        self.days[complexity as usize]
    }
}

/// A feature in a kind, or in a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The word of the feature.
    pub feature: String,
    /// How much there is to it.
    pub complexity: Complexity,
    /// How often it is built.
    pub count: u32,
}

impl Part {
    /// Reads `crud:simple*4`: a word, a complexity, how often.
    pub fn parse(text: &str) -> Option<Part> {
        let (rest, count) = match text.split_once('*') {
            Some((rest, count)) => (rest, count.parse().ok().filter(|n| (1..=200).contains(n))?),
            None => (text, 1),
        };
        let (feature, complexity) = match rest.split_once(':') {
            Some((feature, word)) => (feature, Complexity::from_slug(word)?),
            None => (rest, Complexity::Usual),
        };
        Some(Part { feature: feature.to_owned(), complexity, count })
    }
}

/// A kind of project.
#[derive(Clone, Debug, PartialEq)]
pub struct Kind {
    /// Its word.
    pub name: String,
    /// As a page shows it.
    pub title: String,
    /// How people type it.
    pub words: Vec<String>,
    /// What it is.
    pub what: String,
    /// What it usually holds.
    pub parts: Vec<Part>,
    /// Who usually builds it.
    pub team: String,
    /// How far its scope may be off.
    pub scope: Spread,
    /// How far that may be trusted.
    pub status: Status,
    /// Where it is from.
    pub source: Source,
}

/// Words around features in what people type, in lower case with blanks.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// The least that does.
    pub simple: Vec<String>,
    /// As it mostly is.
    pub usual: Vec<String>,
    /// With more than is usual.
    pub demanding: Vec<String>,
    /// What follows is not built.
    pub without: Vec<String>,
    /// Nothing but what is said is built.
    pub only: Vec<String>,
    /// An amount beside one of these is the budget.
    pub budget: Vec<String>,
    /// They say nothing about size.
    pub passed_over: Vec<String>,
    /// Places where the same work may be cheaper.
    pub elsewhere: Vec<String>,
}

/// All features and kinds, and the words around them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Catalogue {
    /// Features, in the order of the files.
    pub features: Vec<Feature>,
    /// Kinds, in the order of the files.
    pub kinds: Vec<Kind>,
    /// The words around features.
    pub words: Words,
}

impl Catalogue {
    /// Reads files, each a path and its text.
    ///
    /// # Errors
    /// Every fault of every file: what is no TOML, days out of order, a word that two features have, a
    /// need or a part that is no feature.
    pub fn read<'a>(
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Catalogue, Vec<Problem>> {
        let (mut catalogue, mut problems) = (Catalogue::default(), Vec::new());
        for (path, text) in files {
            match toml::from_str::<RawFile>(text) {
                Ok(raw) => catalogue.take_in(path, raw, &mut problems),
                Err(error) => {
                    let at = error.span().map_or(0, |span| span.start);
                    let line = 1 + text.bytes().take(at).filter(|b| *b == b'\n').count() as u64;
                    let problem = Problem::in_file(path, Some(line), "file", "", error.message());
                    problems.push(problem);
                }
            }
        }
        catalogue.check(&mut problems);
        if problems.is_empty() { Ok(catalogue) } else { Err(problems) }
    }

    /// A feature by its word.
    pub fn feature(&self, name: &str) -> Option<&Feature> {
        self.features.iter().find(|feature| feature.name == name)
    }

    /// A kind by its word.
    pub fn kind(&self, name: &str) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.name == name)
    }

    fn take_in(&mut self, path: &str, raw: RawFile, problems: &mut Vec<Problem>) {
        let (sources, unread) = sources(path, raw.source);
        problems.extend(unread);
        self.words = raw.words.unwrap_or(std::mem::take(&mut self.words));
        let page = Page { path, sources };
        for raw in raw.feature {
            match page.feature(raw) {
                Ok(feature) => self.features.push(feature),
                Err(problem) => problems.push(problem),
            }
        }
        for raw in raw.kind {
            match page.kind(raw) {
                Ok(kind) => self.kinds.push(kind),
                Err(problem) => problems.push(problem),
            }
        }
    }

    /// Words are no two things', and what is named is there.
    fn check(&self, problems: &mut Vec<Problem>) {
        let mut known: BTreeMap<&str, &str> = BTreeMap::new();
        let of_features = self.features.iter().map(|feature| (&feature.name, &feature.words));
        let of_kinds = self.kinds.iter().map(|kind| (&kind.name, &kind.words));
        for (name, words) in of_features.chain(of_kinds) {
            for word in words {
                if let Some(other) = known.insert(word, name) {
                    let what = format!("is a word of {other} too");
                    problems.push(Problem::of("words", word, what));
                }
            }
        }
        let needs = self.features.iter().flat_map(|f| f.needs.iter());
        let parts = self.kinds.iter().flat_map(|k| k.parts.iter().map(|part| &part.feature));
        for word in needs.chain(parts).filter(|word| self.feature(word).is_none()) {
            problems.push(Problem::of("needs", word, "is no feature"));
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    #[serde(default)]
    source: BTreeMap<String, RawSource>,
    #[serde(default)]
    feature: Vec<RawFeature>,
    #[serde(default)]
    kind: Vec<RawKind>,
    words: Option<Words>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSpread {
    low: f64,
    typical: f64,
    high: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFeature {
    name: String,
    title: String,
    words: Vec<String>,
    what: String,
    simple: RawSpread,
    usual: RawSpread,
    demanding: RawSpread,
    value: u32,
    needs: Vec<String>,
    roles: Vec<String>,
    #[serde(default)]
    always: bool,
    #[serde(default)]
    repeats: bool,
    status: String,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawKind {
    name: String,
    title: String,
    words: Vec<String>,
    what: String,
    features: Vec<String>,
    team: String,
    scope: RawSpread,
    status: String,
    source: String,
}

/// A file that is read.
struct Page<'a> {
    path: &'a str,
    sources: BTreeMap<String, Source>,
}

impl Page<'_> {
    fn problem(&self, field: &str, value: &str, what: &str) -> Problem {
        Problem::in_file(self.path, None, field, value, what)
    }

    fn trust(&self, of: &str, status: &str, source: &str) -> Result<(Status, Source), Problem> {
        let status = Status::OF_FILES.into_iter().find(|known| known.slug() == status);
        let status = status.ok_or_else(|| self.problem(of, "status", "is no status"))?;
        let source = self.sources.get(source).cloned();
        Ok((
            status,
            source.ok_or_else(|| self.problem(of, "source", "is no [source] of this file"))?,
        ))
    }

    fn spread(&self, of: &str, raw: &RawSpread) -> Result<Spread, Problem> {
        let RawSpread { low, typical, high } = *raw;
        if 0.0 < low && low <= typical && typical <= high && high.is_finite() {
            return Ok(Spread::new(low, typical, high));
        }
        let written = format!("{low}, {typical}, {high}");
        Err(self.problem(of, &written, "low, typical and high have to rise from above zero"))
    }

    fn feature(&self, raw: RawFeature) -> Result<Feature, Problem> {
        let (status, source) = self.trust(&raw.name, &raw.status, &raw.source)?;
        let spread = |raw_spread| self.spread(&raw.name, raw_spread);
        let days = [spread(&raw.simple)?, spread(&raw.usual)?, spread(&raw.demanding)?];
        let RawFeature { name, title, words, what, value, needs, roles, always, repeats, .. } = raw;
        Ok(Feature {
            name,
            title,
            words,
            what,
            days,
            value,
            needs,
            roles,
            always,
            repeats,
            status,
            source,
        })
    }

    fn kind(&self, raw: RawKind) -> Result<Kind, Problem> {
        let (status, source) = self.trust(&raw.name, &raw.status, &raw.source)?;
        let scope = self.spread(&raw.name, &raw.scope)?;
        let part = |text: &String| {
            Part::parse(text)
                .ok_or_else(|| self.problem(&raw.name, text, "is no name:complexity*count"))
        };
        let parts = raw.features.iter().map(part).collect::<Result<_, _>>()?;
        let RawKind { name, title, words, what, team, .. } = raw;
        Ok(Kind { name, title, words, what, parts, team, scope, status, source })
    }
}
