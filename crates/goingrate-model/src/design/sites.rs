//! What a place is a mixture of: a country of its areas, weighted with official employment of the
//! occupation; a part of the world of its countries, weighted with their developers.

use goingrate_units::{PlaceId, PlaceKind, RoleId};

use crate::design::employment::lies_in;
use crate::design::{Design, Estimand};

/// An area, or the remainder of a country, in a mixture over places.
pub(crate) struct Site {
    pub place: PlaceId,
    pub weight: f64,
}

impl Design<'_> {
    /// The areas that a place is a mixture of, with their shares of the occupation's jobs; the
    /// place itself where no area of it is known.
    pub(crate) fn sites(&self, question: &Estimand) -> Vec<Site> {
        let occupation = self.occupation(question.role);
        let mut sites = if question.average {
            Vec::new()
        } else {
            self.known_sites(occupation, question.place)
        };
        match share(&mut sites) {
            true => sites,
            false => vec![Site { place: question.place, weight: 1.0 }],
        }
    }

    fn known_sites(&self, occupation: RoleId, place: PlaceId) -> Vec<Site> {
        let at = self.taxonomy.place(place);
        let of_role = self.jobs.of_role(occupation);
        let inside = |within: PlaceId| {
            let inside = of_role.iter().filter(move |e| lies_in(e.place, within, self.taxonomy));
            inside.map(|e| Site { place: e.place, weight: e.jobs }).collect()
        };
        match at.kind {
            PlaceKind::Country => inside(place),
            PlaceKind::Remote => inside(self.country(place)),
            PlaceKind::Region | PlaceKind::World => self.countries_in(occupation, place),
            PlaceKind::State => self.state_sites(occupation, place),
            PlaceKind::Group => {
                let members = at.members.iter();
                let jobs = |p: PlaceId| self.jobs.at(occupation, p).unwrap_or(0.0);
                members.map(|&p| Site { place: p, weight: jobs(p) }).collect()
            }
            _ => Vec::new(),
        }
    }

    /// A part of the world is its countries, each as the mixture that it is.
    fn countries_in(&self, occupation: RoleId, region: PlaceId) -> Vec<Site> {
        let sites = self.countries_of(region).into_iter().flat_map(|(country, developers)| {
            let mut sites = self.known_sites(occupation, country);
            if !share(&mut sites) {
                sites = vec![Site { place: country, weight: 1.0 }];
            }
            sites.into_iter().map(move |site| Site { weight: site.weight * developers, ..site })
        });
        sites.collect()
    }

    /// The countries that a part of the world is a mixture of, each with its developers.
    pub(crate) fn countries_of(&self, region: PlaceId) -> Vec<(PlaceId, f64)> {
        let kind = self.taxonomy.place(region).kind;
        if !matches!(kind, PlaceKind::Region | PlaceKind::World) {
            return Vec::new();
        }
        let known = self.countries.developers().iter().copied();
        known.filter(|&(country, _)| lies_in(country, region, self.taxonomy)).collect()
    }

    /// A state is its own areas, and its part of areas that lie in several states: what its
    /// published jobs leave over, split by size.
    fn state_sites(&self, occupation: RoleId, state: PlaceId) -> Vec<Site> {
        let (mut own, mut shared) = (Vec::new(), Vec::new());
        for entry in self.jobs.of_role(occupation) {
            let place = self.taxonomy.place(entry.place);
            let site = Site { place: entry.place, weight: entry.jobs };
            match (place.parent == Some(state), self.spans(entry.place, state)) {
                (true, false) => own.push(site),
                (true, true) | (false, true) => shared.push(site),
                (false, false) => {}
            }
        }
        let sum = |sites: &[Site]| sites.iter().map(|s| s.weight).sum::<f64>();
        let published = self.jobs.in_state(occupation, state);
        let left =
            published.map_or(sum(&shared), |jobs| (jobs - sum(&own)).clamp(0.0, sum(&shared)));
        let part = left / sum(&shared).max(f64::MIN_POSITIVE);
        own.extend(shared.into_iter().map(|s| Site { weight: s.weight * part, ..s }));
        own
    }

    /// Whether an area lies in several states, `state` among them.
    fn spans(&self, area: PlaceId, state: PlaceId) -> bool {
        let spans = &self.taxonomy.place(area).states;
        spans.len() > 1 && spans.contains(&state)
    }
}

/// Makes weights add up to one; false where there is nothing to share.
fn share(sites: &mut [Site]) -> bool {
    let total: f64 = sites.iter().map(|site| site.weight).sum();
    if total <= 0.0 {
        return false;
    }
    sites.iter_mut().for_each(|site| site.weight /= total);
    true
}
