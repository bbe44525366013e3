//! The place of a row, from a column of places or from columns of cities, states and countries.

use std::borrow::Cow;

use goingrate_import::Places;
use goingrate_import::table::Line;
use goingrate_units::Taxonomy;
use goingrate_units::parse::Field;

use super::headings::Use;
use super::layout::Layout;
use super::stated;

/// Where rows say their place.
pub(super) struct RowPlaces<'a> {
    taxonomy: &'a Taxonomy,
    countries: Places<'a>,
    city: Option<usize>,
    state: Option<usize>,
    country: Option<usize>,
}

impl<'a> RowPlaces<'a> {
    pub fn new(layout: &Layout, taxonomy: &'a Taxonomy) -> RowPlaces<'a> {
        RowPlaces {
            taxonomy,
            countries: Places::new(taxonomy),
            city: layout.at(Use::Field(Field::Place)),
            state: layout.at(Use::State),
            country: layout.at(Use::Country),
        }
    }

    /// The place of a row as one text: "City, State, Country", what is empty left out. A country's code
    /// is made into its name, because `DE` and `CA` are states too; what is no country is the error of
    /// whoever reads the text.
    pub fn of<'l>(&mut self, line: &'l Line) -> Cow<'l, str> {
        let cell = |at: Option<usize>| at.map_or("", |at| stated(line.field(at)).trim());
        let (city, state, country) = (cell(self.city), cell(self.state), cell(self.country));
        if state.is_empty() && country.is_empty() {
            return Cow::Borrowed(city);
        }
        let known = self.countries.country(country).filter(|_| !country.is_empty());
        let country = known.map_or(country, |id| self.taxonomy.place(id).name.as_str());
        let parts = [city, state, country].into_iter().filter(|part| !part.is_empty());
        Cow::Owned(parts.collect::<Vec<_>>().join(", "))
    }
}
