//! The place of a row, from a column of places or from columns of cities, states and countries.

use std::collections::HashMap;
use std::sync::Arc;

use goingrate_import::Places;
use goingrate_import::table::Line;
use goingrate_units::parse::{self, Field};
use goingrate_units::{PlaceId, Problem, Taxonomy, place_in_words};

use super::headings::Use;
use super::layout::Layout;
use super::stated;

/// When so many places are remembered, they are forgotten: a bound on memory.
const MOST_KNOWN: usize = 1 << 14;

/// A text that reads as a place, with what is to be told of it.
#[derive(Debug)]
pub(super) struct Together {
    text: String,
    remark: Option<Problem>,
}

/// The place of a row.
pub(super) enum Written<'l> {
    /// As a cell says it.
    Cell(&'l str),
    /// As several cells say it.
    Cells(Arc<Together>),
}

impl Written<'_> {
    /// The text, which is empty where no cell says anything.
    pub fn text(&self) -> &str {
        match self {
            Written::Cell(text) => text,
            Written::Cells(together) => &together.text,
        }
    }

    /// What is to be told of how it is read.
    pub fn remark(&self) -> Option<Problem> {
        match self {
            Written::Cell(_) => None,
            Written::Cells(together) => together.remark.clone(),
        }
    }
}

/// Where rows say their place.
pub(super) struct RowPlaces<'a> {
    taxonomy: &'a Taxonomy,
    countries: Places<'a>,
    city: Option<usize>,
    state: Option<usize>,
    country: Option<usize>,
    /// By what the cells say.
    known: HashMap<String, Result<Arc<Together>, Problem>>,
}

impl<'a> RowPlaces<'a> {
    pub fn new(layout: &Layout, taxonomy: &'a Taxonomy) -> RowPlaces<'a> {
        RowPlaces {
            taxonomy,
            countries: Places::new(taxonomy),
            city: layout.at(Use::Field(Field::Place)),
            state: layout.at(Use::State),
            country: layout.at(Use::Country),
            known: HashMap::new(),
        }
    }

    /// The place of a row as one text: "City, State, Country", what is empty left out; a column of places
    /// alone is read as it is.
    ///
    /// # Errors
    /// When the country is not known: the town would be looked for in others.
    pub fn of<'l>(&mut self, line: &'l Line) -> Result<Written<'l>, Problem> {
        let cell = |at: Option<usize>| at.map_or("", |at| stated(line.field(at)).trim());
        let cells = [cell(self.city), cell(self.state), cell(self.country)];
        let [place, "", ""] = cells else {
            return self.of_cells(cells).map(Written::Cells);
        };
        Ok(Written::Cell(place))
    }

    fn of_cells(&mut self, cells: [&str; 3]) -> Result<Arc<Together>, Problem> {
        // The empty ones count: "Georgia" is a state or a country.
        let key = cells.join("\n");
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        let written = self.written(cells).map(Arc::new);
        if self.known.len() >= MOST_KNOWN {
            self.known.clear();
        }
        self.known.insert(key, written.clone());
        written
    }

    fn written(&mut self, [city, state, country]: [&str; 3]) -> Result<Together, Problem> {
        if country.is_empty() {
            return Ok(Together::of(&[city, state]));
        }
        // A country's code is made into its name: `DE` and `CA` are states too.
        let Some(id) = self.countries.country(country) else {
            parse::place(country, self.taxonomy).map_err(|problem| problem.in_field("country"))?;
            return Ok(Together::of(&[city, state, country]));
        };
        let country = self.taxonomy.place(id);
        let whole = Together::of(&[city, state, &country.name]);
        let inside = |text: &Together| self.is_inside(&text.text, id);
        let problem = match inside(&whole) {
            Ok(true) => return Ok(whole),
            // "Georgia" and "Lebanon" are names of other places too, but their codes are not.
            _ if city.len() + state.len() == 0 => {
                let code = Together::of(&[&country.slug.to_uppercase()]);
                return Ok(if inside(&code) == Ok(true) { code } else { whole });
            }
            Ok(false) => Problem::of("place", &whole.text, "is read as a place elsewhere"),
            Err(problem) => problem,
        };
        self.without_country(Together::of(&[city, state]), id, &problem).ok_or(problem)
    }

    /// Whether a text is a place of a country.
    fn is_inside(&self, text: &str, country: PlaceId) -> Result<bool, Problem> {
        parse::place(text, self.taxonomy).map(|place| self.taxonomy.contains(country, place))
    }

    /// A place that cannot be read with its country beside it: by itself, if it is one of that country; the
    /// country, if the town is not known there and is not one place elsewhere. A town of another country is
    /// left to be the error that it is.
    fn without_country(
        &self,
        town: Together,
        country: PlaceId,
        problem: &Problem,
    ) -> Option<Together> {
        match self.is_inside(&town.text, country) {
            Ok(inside) => inside.then_some(town),
            // Several towns of the country have the name.
            Err(_) if !problem.nearest.is_empty() => None,
            Err(_) => {
                let name = self.taxonomy.place(country).name.clone();
                let in_words = place_in_words(&name);
                let what = format!("is no place of {in_words} that is known: taken as {in_words}");
                let remark = Some(Problem::of("place", &town.text, what));
                Some(Together { text: name, remark })
            }
        }
    }
}

impl Together {
    /// What several cells say, with commas between.
    fn of(cells: &[&str]) -> Together {
        let said = cells.iter().filter(|cell| !cell.is_empty());
        Together { text: said.copied().collect::<Vec<_>>().join(", "), remark: None }
    }
}
