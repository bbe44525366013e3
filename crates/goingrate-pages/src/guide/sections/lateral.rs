//! Moves to other roles at the same level.

use goingrate::request::PayRequest;
use goingrate_view::views::pay::versus::VersusView;
use goingrate_view::words::{capitalised, list};

use super::super::{Asked, Block, Role, Section, Text};
use super::differences;

/// How many roles are drawn.
const ROLES: usize = 7;

/// The section.
pub fn section(asked: &Asked) -> Option<Section> {
    let near = best_known(asked);
    let vs: Vec<String> = near.iter().map(|role| role.name.clone()).collect();
    let view = asked.paid(&PayRequest { profile: asked.profile(), vs, ..PayRequest::default() })?;
    let mut all: Vec<&VersusView> = view.versus.iter().collect();
    if all.len() < 3 {
        return None;
    }
    all.sort_by(|one, other| other.change.share.total_cmp(&one.change.share));
    let name = |one: &&VersusView| {
        let role = asked.roles.iter().find(|role| role.name == one.name);
        role.map_or_else(|| one.name.clone(), |role| role.many.clone())
    };
    let up: Vec<String> = all.iter().filter(|one| one.change.low > 0.0).map(name).collect();
    let down: Vec<String> = all.iter().filter(|one| one.change.high < 0.0).map(name).collect();
    let open = all.len() - up.len() - down.len();
    let heading = match (up.len(), open) {
        (0, _) => "Hardly another job pays more".to_owned(),
        (1, _) => format!("Of the other jobs, that of {} pays more", up.join("")),
        (many, _) => format!("{} other jobs pay more", capitalised(&crate::words::number(many))),
    };
    let more = if up.is_empty() {
        String::new()
    } else {
        format!("{} are paid more. ", capitalised(&list(&up)))
    };
    let less = if down.is_empty() {
        String::new()
    } else {
        format!("{} are paid less. ", capitalised(&list(&down)))
    };
    let rest = match open {
        0 => "All of them are told apart from this one.".to_owned(),
        open => format!(
            "{} of {} cannot be told from this one: move there for the work, not for the money.",
            capitalised(&crate::words::number(open)),
            crate::words::number(all.len())
        ),
    };
    let to = |name: &str| {
        let role = asked.roles.iter().find(|role| role.name == name);
        role.map_or_else(|| "/guide".to_owned(), Role::path)
    };
    let told = differences::Words {
        to: &to,
        id: "roles",
        table: "roles-table",
        what: "Role",
        title: match up.is_empty() {
            true => "No other role is known to pay more".to_owned(),
            false => capitalised(&format!("{} are paid more", some(&up))),
        },
        about: format!(
            "Middle base pay against {}, {}, of the roles that we know best, with 80% intervals",
            asked.role.many,
            asked.country_name()
        ),
    };
    Some(Section {
        id: "moves",
        name: "Lateral moves",
        heading,
        short: None,
        blocks: vec![
            Block::Paragraph(Text::new(more + &less + &rest)),
            Block::Figure(Box::new(differences::drawn(asked, told, &all))),
        ],
    })
}

/// The roles about which most is known, of those that are done at the same levels and are no office's name for
/// many jobs.
fn best_known<'r>(asked: &'r Asked<'_>) -> Vec<&'r Role> {
    let taxonomy = &asked.asking.going_rate.taxonomy;
    let is_alike = |role: &&Role| {
        let of = taxonomy.role(role.id());
        role.slug != asked.role.slug && of.soc.is_none() && of.implies_level.is_none()
    };
    let mut known: Vec<&Role> = asked.roles.iter().filter(is_alike).collect();
    known.sort_by(|one, other| one.median.half_width.total_cmp(&other.median.half_width));
    known.truncate(ROLES);
    known
}

/// Up to three names, and how many more there are.
fn some(names: &[String]) -> String {
    const NAMED: usize = 3;
    if names.len() <= NAMED {
        return list(names);
    }
    let (named, rest) = names.split_at(NAMED);
    format!("{} and {} more", named.join(", "), crate::words::number(rest.len()))
}
