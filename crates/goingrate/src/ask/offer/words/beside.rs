//! An offer beside the first one, which may leave out the work that both are for.

use goingrate_units::parse::{self, Status, Understood};
use goingrate_units::{Date, Problem, Taxonomy};

use super::{finish, read_parts};
use crate::ask::offer::OfferAsked;
use crate::ask::profile::field;
use crate::ask::{ProfileText, is_given};

/// Another offer; role, level and place that it does not say are those of the first.
pub(super) fn other(
    first: &OfferAsked,
    text: &str,
    taxonomy: &Taxonomy,
    today: Date,
) -> Result<OfferAsked, Problem> {
    let (mut reading, own) = read_parts(text, taxonomy)?;
    let (words, taken) = completed(&first.asked, &own, taxonomy, today);
    let asked = ProfileText::new(words).read(taxonomy, today)?;
    if !taken.is_empty() {
        let told = format!("Taken from the first offer: {}.", taken.join(", "));
        reading.remarks.push(told);
    }
    finish::with_profile(reading, asked, taxonomy, today)
}

/// The words of a profile with what they leave out of the first one's, and what this is.
fn completed(
    first: &Understood,
    own: &str,
    taxonomy: &Taxonomy,
    today: Date,
) -> (String, Vec<String>) {
    let role = &taxonomy.role(first.profile.role).name;
    // A firm alone is no question; beside a role it is.
    let said = parse::profile(own, taxonomy, today).ok();
    let names_role = said
        .as_ref()
        .is_some_and(|said| is_given(said, "role") || said.profile.role != taxonomy.default_role);
    let said = said.or_else(|| parse::profile(&format!("{own}, {role}"), taxonomy, today).ok());
    let profile = said.as_ref().map(|said| &said.profile);
    let mut taken = Vec::new();
    let lacks_level =
        profile.is_none_or(|p| p.level.is_none() && p.years.is_none() && p.rung.is_none());
    let same_ladder = !names_role
        || profile.is_some_and(|p| {
            taxonomy.role(p.role).ladder == taxonomy.role(first.profile.role).ladder
        });
    if lacks_level && same_ladder {
        let level = first.profile.level.map(|level| taxonomy.level(level).name.clone());
        let years =
            first.fields.iter().find(|field| field.name == "years" && is_given(first, "years"));
        taken.extend(level.or(years.map(|years| format!("{} years", years.value))));
    }
    if !names_role {
        taken.push(role.clone());
    }
    if !said.as_ref().is_some_and(names_place) && names_place(first) {
        taken.push(taxonomy.place(first.profile.place).name.clone());
    }
    let all = std::iter::once(own).filter(|own| !own.is_empty());
    let all: Vec<&str> = all.chain(taken.iter().map(String::as_str)).collect();
    (all.join(", "), taken)
}

/// Whether a text names a place, be it a city for which a larger area is taken: "Zurich" is Switzerland.
fn names_place(said: &Understood) -> bool {
    field(said, "place").is_some_and(|field| match &field.status {
        Status::Given => true,
        Status::Inferred(why) => why != "no place is named",
        Status::LeftOpen => false,
    })
}
