//! The roles that there are guides to, and what people of a role are called.

use goingrate::ask::ProfileText;
use goingrate::request::{ByWord, RankRequest};
use goingrate::units::{Problem, ProblemKind, RoleId, Taxonomy, parse, without_capital};
use goingrate_view::Amount;
use goingrate_view::person::{is_for_many, with_article};
use goingrate_view::questions::{Ask, Asking};

/// How many guides are named at the end of another.
const RELATED: usize = 6;

/// A role.
#[derive(Clone, Debug, PartialEq)]
pub struct Role {
    /// Its word in addresses: `backend-developer`.
    pub slug: String,
    /// Its name: "Backend developer".
    pub name: String,
    /// Several people: "backend developers".
    pub many: String,
    /// One of them, where the name is that of one: "a backend developer".
    pub one: Option<String>,
    /// The group that it belongs to: "Software and web".
    pub group: String,
    /// The middle of its pay where nothing else is said.
    pub median: Amount,
    id: RoleId,
}

impl Role {
    fn new(taxonomy: &Taxonomy, id: RoleId, median: Amount) -> Role {
        let role = taxonomy.role(id);
        let name = without_capital(&role.name);
        Role {
            slug: role.slug.clone(),
            name: role.name.clone(),
            many: if is_for_many(role) { name.clone() } else { several(&name) },
            one: (!is_for_many(role)).then(|| with_article(&name)),
            group: group(taxonomy, id),
            median,
            id,
        }
    }

    /// Its place in the taxonomy.
    pub fn id(&self) -> RoleId {
        self.id
    }

    /// The address of its guide.
    pub fn path(&self) -> String {
        format!("/guide/{}", self.slug)
    }
}

/// "backend developers", "ERP developers or consultants", "data or analytics managers".
fn several(name: &str) -> String {
    let is_person = |word: &str| word.ends_with("er") || word.ends_with("ant");
    let (before, last) = name.split_once(" or ").unwrap_or(("", name));
    match before {
        "" => format!("{last}s"),
        person if is_person(person) => format!("{person}s or {last}s"),
        other => format!("{other} or {last}s"),
    }
}

/// The group of a role: the node below the root.
fn group(taxonomy: &Taxonomy, id: RoleId) -> String {
    let path: Vec<RoleId> = taxonomy.role_path(id).collect();
    let is_below_root = |at: &&RoleId| {
        let parent: Option<RoleId> = taxonomy.role(**at).parent;
        parent.is_some_and(|parent| taxonomy.role(parent).parent.is_none())
    };
    let found = path.iter().find(is_below_root).unwrap_or(&id);
    taxonomy.role(*found).name.clone()
}

/// The roles that evidence speaks of, best paid first.
///
/// # Errors
/// When the question cannot be asked.
pub fn roles(asking: &Asking) -> Result<Vec<Role>, Problem> {
    let taxonomy = &asking.going_rate.taxonomy;
    let place = taxonomy.place(taxonomy.default_place).slug.clone();
    let profile = ProfileText { place: Some(place), ..ProfileText::default() };
    let request = RankRequest { profile, by: ByWord::Role, top: 1000, ..RankRequest::default() };
    let ranked = request.ask(asking)?;
    let role = |entry: goingrate_view::views::rank::RankedView| {
        let id = taxonomy.role_of(&entry.slug)?;
        Some(Role::new(taxonomy, id, entry.median))
    };
    Ok(ranked.entries.into_iter().filter_map(role).collect())
}

/// A role by its word.
pub(super) fn find(asking: &Asking, all: &[Role], slug: &str) -> Result<Role, Problem> {
    if let Some(found) = all.iter().find(|role| role.slug == slug) {
        return Ok(found.clone());
    }
    let is_known = asking.going_rate.taxonomy.role_of(slug).is_some();
    let what =
        if is_known { "is a role that no evidence speaks of" } else { "is no role with a guide" };
    Err(unknown(all, slug, what))
}

/// Roles with guides that are near: those with the same role above, the nearest in pay first.
pub(super) fn related(taxonomy: &Taxonomy, all: &[Role], role: &Role) -> Vec<Role> {
    let above = |of: &Role| -> Option<RoleId> { taxonomy.role(of.id).parent };
    let distance = |of: &Role| (of.median.amount / role.median.amount).ln().abs();
    let is_near =
        |of: &Role| of.slug != role.slug && (above(of) == above(role) || of.group == role.group);
    let mut near: Vec<Role> = all.iter().filter(|of| is_near(of)).cloned().collect();
    near.sort_by(|one, other| {
        let is_apart = |of: &Role| above(of) != above(role);
        is_apart(one).cmp(&is_apart(other)).then(distance(one).total_cmp(&distance(other)))
    });
    near.truncate(RELATED);
    near
}

/// A problem with a role, with the roles that are meant perhaps.
fn unknown(all: &[Role], slug: &str, what: &str) -> Problem {
    let near = parse::alike(&slug.to_lowercase(), all.iter().map(|role| role.slug.as_str()));
    let near: Vec<String> = near.into_iter().map(str::to_owned).collect();
    Problem::of("role", slug, what)
        .kind(ProblemKind::Unknown)
        .hint("the list of guides names the roles")
        .nearest(near)
}

#[cfg(test)]
mod tests {
    use super::several;

    #[test]
    fn several_people() {
        assert_eq!(several("backend developer"), "backend developers");
        assert_eq!(several("ERP developer or consultant"), "ERP developers or consultants");
        assert_eq!(several("data or analytics manager"), "data or analytics managers");
        assert_eq!(several("project or program manager"), "project or program managers");
    }
}
