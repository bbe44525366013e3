//! How many people work where: official employment by occupation and area, the weights of every
//! mixture over places.

use goingrate_evidence::{Evidence, OfficialCell};
use goingrate_units::{PlaceId, PlaceKind, RoleId, Taxonomy};

/// Jobs of one occupation in one area; the remainder of a country that no area holds stands under
/// the country itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EmploymentEntry {
    /// The occupation.
    pub role: RoleId,
    /// The area, or the country for its remainder.
    pub place: PlaceId,
    /// How many.
    pub jobs: f64,
}

/// Employment by occupation and area, sorted by occupation and area.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Employment {
    entries: Vec<EmploymentEntry>,
    /// Jobs of all occupations by area, for the effect of size.
    sizes: Vec<(PlaceId, f64)>,
    /// Published jobs of occupations in states.
    states: Vec<EmploymentEntry>,
}

impl Employment {
    /// Employment as the official cells of all industries state it. An area whose number is not
    /// released shares, with the others of its state, in what the state has left over.
    pub fn of(evidence: &Evidence, taxonomy: &Taxonomy) -> Employment {
        let all = || evidence.official.iter().filter(|c| c.industry.is_none());
        let kind = |c: &OfficialCell| taxonomy.place(c.place).kind;
        let total_role = |c: &OfficialCell| taxonomy.role(c.role).parent.is_none();
        let mut entries: Vec<EmploymentEntry> = all()
            .filter(|c| is_area(kind(c)) && !total_role(c))
            .filter_map(EmploymentEntry::of)
            .collect();
        let countries: Vec<EmploymentEntry> = all()
            .filter(|c| kind(c) == PlaceKind::Country && !total_role(c))
            .filter_map(EmploymentEntry::of)
            .collect();
        for mut rest in countries {
            let held = |e: &&EmploymentEntry| {
                e.role == rest.role && lies_in(e.place, rest.place, taxonomy)
            };
            rest.jobs -= entries.iter().filter(held).map(|e| e.jobs).sum::<f64>();
            if rest.jobs > 0.0 {
                entries.push(rest);
            }
        }
        entries.sort_by_key(|e| (e.role, e.place));
        let sizes = all().filter(|c| is_area(kind(c)) && total_role(c));
        let mut sizes: Vec<_> = sizes.filter_map(|c| Some((c.place, c.employment?))).collect();
        sizes.sort_by_key(|&(place, _)| place);
        let states = all().filter(|c| kind(c) == PlaceKind::State && !total_role(c));
        let mut states: Vec<EmploymentEntry> = states.filter_map(EmploymentEntry::of).collect();
        states.sort_by_key(|e| (e.role, e.place));
        Employment { entries, sizes, states }
    }

    /// From the parts that a book keeps.
    pub fn from_parts(
        entries: Vec<EmploymentEntry>,
        sizes: Vec<(PlaceId, f64)>,
        states: Vec<EmploymentEntry>,
    ) -> Employment {
        Employment { entries, sizes, states }
    }

    /// The parts that a book keeps.
    pub fn parts(&self) -> (&[EmploymentEntry], &[(PlaceId, f64)], &[EmploymentEntry]) {
        (&self.entries, &self.sizes, &self.states)
    }

    /// The areas of an occupation with their jobs, remainders included.
    pub fn of_role(&self, role: RoleId) -> &[EmploymentEntry] {
        let start = self.entries.partition_point(|e| e.role < role);
        let end = self.entries.partition_point(|e| e.role <= role);
        &self.entries[start..end]
    }

    /// Jobs of an occupation in one area.
    pub fn at(&self, role: RoleId, place: PlaceId) -> Option<f64> {
        let of_role = self.of_role(role);
        let found = of_role.binary_search_by_key(&place, |e| e.place).ok()?;
        Some(of_role[found].jobs)
    }

    /// Published jobs of an occupation in a state.
    pub fn in_state(&self, role: RoleId, state: PlaceId) -> Option<f64> {
        let found = self.states.binary_search_by_key(&(role, state), |e| (e.role, e.place)).ok()?;
        Some(self.states[found].jobs)
    }

    /// Jobs of all occupations in an area.
    pub fn size(&self, place: PlaceId) -> Option<f64> {
        let found = self.sizes.binary_search_by_key(&place, |&(place, _)| place).ok()?;
        Some(self.sizes[found].1)
    }
}

impl EmploymentEntry {
    fn of(cell: &OfficialCell) -> Option<EmploymentEntry> {
        Some(EmploymentEntry { role: cell.role, place: cell.place, jobs: cell.employment? })
    }
}

/// Whether a kind of place is an area of official statistics.
pub fn is_area(kind: PlaceKind) -> bool {
    matches!(kind, PlaceKind::Metro | PlaceKind::NonMetro)
}

/// Whether `place` is `within` or lies in it.
pub fn lies_in(place: PlaceId, within: PlaceId, taxonomy: &Taxonomy) -> bool {
    let mut at = Some(place);
    while let Some(here) = at {
        if here == within {
            return true;
        }
        at = taxonomy.place(here).parent;
    }
    false
}
