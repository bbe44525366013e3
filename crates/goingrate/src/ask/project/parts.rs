//! What is built: what is said, what a kind usually holds, and what all that needs.

use goingrate_plan::Spread;
use goingrate_plan::project::{Catalogue, Complexity, Kind, Piece};
use goingrate_units::Problem;

use super::reading::SaidProject;

/// Why a part is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is said.
    Said,
    /// A project of the kind usually has it.
    Usual,
    /// Another part needs it, by its title.
    Needed(String),
}

/// A part of the project.
#[derive(Clone, Debug, PartialEq)]
pub struct ProjectPart {
    /// Its word.
    pub name: String,
    /// As a page shows it.
    pub title: String,
    /// How much there is to it; none for a part of the reader's own.
    pub complexity: Option<Complexity>,
    /// How often it is built.
    pub count: u32,
    /// Days of all repetitions together: P10, P50, P90.
    pub days: Spread,
    /// What it is worth to a first version.
    pub value: u32,
    /// The words of what it needs.
    pub needs: Vec<String>,
    /// Who works on it.
    pub roles: Vec<String>,
    /// Whether it is in every version.
    pub required: bool,
    /// Why it is there.
    pub why: Why,
}

/// What a plan says of a part beside the text; what is not said is as it is carried.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OwnPart {
    /// Its word: one of the carried features, or a new one.
    pub name: String,
    /// As a page shows it.
    pub title: Option<String>,
    /// How much there is to it.
    pub complexity: Option<Complexity>,
    /// How often.
    pub count: Option<u32>,
    /// Days of one: P10, P50, P90.
    pub days: Option<[f64; 3]>,
    /// What it is worth to a first version, 0 to 100.
    pub value: Option<u32>,
    /// The words of what it needs.
    pub needs: Option<Vec<String>>,
    /// Whether it is in every version.
    pub must: bool,
}

/// All parts of a project.
///
/// # Errors
/// When a part of a plan is no feature and has no days (field `feature`), or its days do not rise.
pub fn parts(
    said: &SaidProject,
    own: &[OwnPart],
    catalogue: &Catalogue,
) -> Result<Vec<ProjectPart>, Problem> {
    let mut list = List { parts: Vec::new(), catalogue };
    let kind = said.kind.as_deref().and_then(|kind| catalogue.kind(kind));
    if let Some(kind) = kind.filter(|_| !said.only) {
        for part in &kind.parts {
            list.add(&part.feature, part.complexity, part.count, Why::Usual);
        }
    }
    for part in said.parts.iter().filter(|part| !part.without) {
        list.say(&part.feature, part.complexity, part.count);
    }
    own.iter().try_for_each(|part| list.own(part))?;
    if kind.is_none() && !said.only {
        let always = catalogue.features.iter().filter(|feature| feature.always);
        always.for_each(|feature| list.add(&feature.name, Complexity::Simple, 1, Why::Usual));
    }
    let without: Vec<&str> =
        said.parts.iter().filter(|part| part.without).map(|part| part.feature.as_str()).collect();
    list.parts.retain(|part| !without.contains(&part.name.as_str()));
    list.close(&without);
    Ok(list.parts)
}

struct List<'a> {
    parts: Vec<ProjectPart>,
    catalogue: &'a Catalogue,
}

impl List<'_> {
    fn add(&mut self, name: &str, complexity: Complexity, count: u32, why: Why) {
        let Some(feature) = self.catalogue.feature(name) else { return };
        if self.parts.iter().any(|part| part.name == name) {
            return;
        }
        self.parts.push(ProjectPart {
            name: name.to_owned(),
            title: feature.title.clone(),
            complexity: Some(complexity),
            count,
            days: feature.days(complexity).times(f64::from(count)),
            // What nobody asked for has no value of its own: it is there for what needs it.
            value: if matches!(why, Why::Needed(_)) { 0 } else { feature.value },
            needs: feature.needs.clone(),
            roles: feature.roles.clone(),
            required: feature.always,
            why,
        });
    }

    /// A part that is said: what is not said of it is as the kind has it, or as usual.
    fn say(&mut self, name: &str, complexity: Option<Complexity>, count: Option<u32>) {
        let known = self.parts.iter().position(|part| part.name == name);
        let before = known.map(|at| self.parts.remove(at));
        let usual = before.as_ref().and_then(|part| part.complexity).unwrap_or_default();
        let often = before.as_ref().map_or(1, |part| part.count);
        self.add(name, complexity.unwrap_or(usual), count.unwrap_or(often), Why::Said);
        // It stays where the kind had it.
        if let Some((at, part)) = known.and_then(|at| Some((at, self.parts.pop()?))) {
            self.parts.insert(at, part);
        }
    }

    /// A part of a plan.
    fn own(&mut self, own: &OwnPart) -> Result<(), Problem> {
        let known = self.catalogue.feature(&own.name).is_some();
        if known {
            self.say(&own.name, own.complexity, own.count);
        } else {
            self.invent(own)?;
        }
        let Some(part) = self.parts.iter_mut().find(|part| part.name == own.name) else {
            return Ok(());
        };
        if let Some([low, middle, high]) = own.days {
            if !(low > 0.0 && low <= middle && middle <= high && high < 1e5) {
                let written = format!("{low}, {middle}, {high}");
                let what = "have to be above zero and to rise: one in ten needs less, the middle, one in ten \
                            needs more";
                return Err(Problem::of("days", &written, what).hint("write days = [5, 9, 16]"));
            }
            part.days = Spread::new(low, middle, high).times(f64::from(part.count));
            part.complexity = None;
        }
        part.title = own.title.clone().unwrap_or_else(|| part.title.clone());
        part.value = own.value.unwrap_or(part.value);
        part.needs = own.needs.clone().unwrap_or_else(|| part.needs.clone());
        part.required |= own.must;
        Ok(())
    }

    /// A part that the catalogue does not have: it needs days.
    fn invent(&mut self, own: &OwnPart) -> Result<(), Problem> {
        if own.days.is_none() {
            let known = self.catalogue.features.iter().map(|feature| feature.name.as_str());
            let near = goingrate_units::parse::alike(&own.name, known);
            let near: Vec<String> = near.into_iter().map(str::to_owned).collect();
            let what = "is no feature that we know, and has no days of its own";
            return Err(Problem::of("feature", &own.name, what)
                .nearest(near)
                .hint("give it days = [low, middle, high]"));
        }
        if self.parts.iter().any(|part| part.name == own.name) {
            return Err(Problem::of("feature", &own.name, "is there twice").hint("use count = 2"));
        }
        self.parts.push(ProjectPart {
            name: own.name.clone(),
            title: own.name.clone(),
            complexity: None,
            count: own.count.unwrap_or(1).clamp(1, 200),
            days: Spread::certain(1.0),
            value: 3,
            needs: Vec::new(),
            roles: Vec::new(),
            required: false,
            why: Why::Said,
        });
        Ok(())
    }

    /// Adds what is needed, unless it is said that it is not built: then somebody else brings it.
    fn close(&mut self, without: &[&str]) {
        let mut at = 0;
        while at < self.parts.len() {
            let (title, needs) = (self.parts[at].title.clone(), self.parts[at].needs.clone());
            for need in needs.iter().filter(|need| !without.contains(&need.as_str())) {
                self.add(need, Complexity::Simple, 1, Why::Needed(title.clone()));
            }
            at += 1;
        }
    }
}

/// The parts as the planner takes them. A need that is not built is somebody else's.
pub fn pieces(parts: &[ProjectPart]) -> Vec<Piece> {
    let at = |name: &String| parts.iter().position(|part| part.name == *name);
    let piece = |part: &ProjectPart| Piece {
        name: part.name.clone(),
        days: part.days,
        count: part.count,
        value: part.value,
        needs: part.needs.iter().filter_map(at).collect(),
        required: part.required,
    };
    parts.iter().map(piece).collect()
}

/// How far the scope may be off: a kind's doubt, as far as its usual parts make up the days.
pub fn scope(kind: Option<&Kind>, parts: &[ProjectPart]) -> Spread {
    let days = |part: &ProjectPart| part.days.middle();
    let total: f64 = parts.iter().map(days).sum();
    let usual: f64 = parts.iter().filter(|part| part.why == Why::Usual).map(days).sum();
    let Some(kind) = kind.filter(|_| total > 0.0) else { return Spread::certain(1.0) };
    let share = usual / total;
    let end = |end: f64| end.powf(share);
    Spread::new(end(kind.scope.low()), end(kind.scope.middle()), end(kind.scope.high()))
}
