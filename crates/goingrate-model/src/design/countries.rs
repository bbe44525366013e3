//! What is known of countries beside pay: how high incomes are, which pay follows, and how many
//! developers work there, which weighs a country in a larger region.

use goingrate_evidence::{CountryFacts, Evidence};
use goingrate_units::{PlaceId, Taxonomy};

/// A country with a figure.
type Known = (PlaceId, f64);

/// Facts about countries, in the order of places.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Countries {
    /// Log of the income a head against that of the reference country.
    incomes: Vec<Known>,
    /// How many developers work there.
    developers: Vec<Known>,
}

impl Countries {
    /// Those of evidence, against the country that the common trend is about; nothing where its income
    /// is not known. A country without a figure has the mean of its part of the world, in logs.
    pub fn of(evidence: &Evidence, trended: &[PlaceId], taxonomy: &Taxonomy) -> Countries {
        let facts = || evidence.countries.iter();
        let reference = facts().find(|of| trended.contains(&of.place)).and_then(|of| of.income);
        let against = |income: f64| reference.map(|reference| (income / reference).ln());
        let parent = |place: PlaceId| taxonomy.place(place).parent;
        let around = |place: PlaceId| {
            let near = facts().filter(|of| parent(of.place) == parent(place));
            let known: Vec<f64> = near.filter_map(|of| against(of.income?)).collect();
            (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
        };
        let income = |of: &CountryFacts| of.income.map_or_else(|| around(of.place), against);
        Countries {
            incomes: facts().filter_map(|of| Some((of.place, income(of)?))).collect(),
            developers: facts().filter_map(|of| Some((of.place, of.developers?))).collect(),
        }
    }

    /// From parts that a book kept.
    pub fn from_parts(incomes: Vec<Known>, developers: Vec<Known>) -> Countries {
        Countries { incomes, developers }
    }

    /// The parts for a book.
    pub fn parts(&self) -> (&[Known], &[Known]) {
        (&self.incomes, &self.developers)
    }

    /// Log of a country's income a head against that of the reference country.
    pub fn income(&self, country: PlaceId) -> Option<f64> {
        find(&self.incomes, country)
    }

    /// The countries of which the number of developers is known.
    pub fn developers(&self) -> &[Known] {
        &self.developers
    }
}

fn find(known: &[Known], country: PlaceId) -> Option<f64> {
    let at = known.binary_search_by_key(&country, |of| of.0).ok()?;
    Some(known[at].1)
}
