//! Which rules a place or a text means: the rules of one country at a time, and which of them are
//! asked of whom and for which year.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use goingrate_rules::{
    EMPLOYEE, FREELANCE, Filing, PlaceTable, PriceLevels, Rules, RulesError, Selection, Side,
};
use goingrate_units::{Date, PlaceId, Problem, ProblemKind, Taxonomy, parse};

use crate::OpenError;

/// The carried law, read as it is needed and kept. Threads share one.
#[derive(Debug, Default)]
pub struct Law {
    places: OnceLock<PlaceTable>,
    prices: OnceLock<PriceLevels>,
    countries: Mutex<BTreeMap<String, Arc<Rules>>>,
}

/// A place with the rules of its country.
#[derive(Clone, Debug)]
pub struct Jurisdiction {
    /// The place of the rules: `us-wa`.
    pub code: String,
    /// The place as it is called.
    pub name: String,
    /// Other places that it reaches into, whose rules are not taken.
    pub reaches_into: Vec<String>,
    /// The rules of its country.
    pub rules: Arc<Rules>,
}

/// Who files, how the work is done, and for which year.
#[derive(Clone, Debug, PartialEq)]
pub struct TaxTerms {
    /// Who files.
    pub filing: Filing,
    /// The way of working: `employee`, `freelance`, or another word of the country's law.
    pub regime: String,
    /// The tax year; the latest one that has begun if not given.
    pub year: Option<i16>,
    /// The day that it is.
    pub today: Date,
}

/// The regime of an employee or of a self-employed person.
pub fn regime(freelance: bool) -> String {
    if freelance { FREELANCE } else { EMPLOYEE }.to_owned()
}

impl TaxTerms {
    /// The terms of an employee, for the latest year that has begun.
    pub fn employee(filing: Filing, today: Date) -> TaxTerms {
        TaxTerms { filing, regime: regime(false), year: None, today }
    }

    /// The selection of rules of a jurisdiction.
    ///
    /// # Errors
    /// When the jurisdiction has no rules for these terms.
    pub fn selection(&self, jurisdiction: &Jurisdiction) -> Result<Selection, Problem> {
        let TaxTerms { filing, regime, year, today } = self.clone();
        let place = jurisdiction.code.clone();
        let selection = Selection { place, year: today.year(), filing, regime, side: Side::Worker };
        let year = match year {
            Some(year) => year,
            None => jurisdiction
                .rules
                .latest_year(&selection, today)
                .map_err(|error| jurisdiction.problem(error))?,
        };
        Ok(Selection { year, ..selection })
    }

    /// The day whose exchange rate is taken for a tax year: its end, or today.
    ///
    /// # Errors
    /// When there is no such year.
    pub fn day(&self, year: i16) -> Result<Date, Problem> {
        Ok(Date::new(year, 12, 31)?.min(self.today))
    }
}

impl Law {
    /// The jurisdiction that a text means: a word of the table of places, a place of the taxonomy,
    /// or a code of the rules.
    ///
    /// # Errors
    /// When the text names no place, or no rules of it are carried.
    pub fn named(&self, text: &str, taxonomy: &Taxonomy) -> Result<Jurisdiction, Problem> {
        if let Some(code) = self.places()?.named(text) {
            return self.coded(code);
        }
        if taxonomy.place_of(text).is_none() && is_code(text) {
            return self.coded(&text.to_ascii_lowercase());
        }
        let (place, state) = parse::place_and_state(text, taxonomy)?;
        self.of_place_in(place, state, taxonomy)
    }

    /// The jurisdiction of a place, in the state that is written beside it: of an area that reaches into
    /// several states, that one's rules hold.
    ///
    /// # Errors
    /// As [`Law::of_place`].
    pub fn of_place_in(
        &self,
        id: PlaceId,
        state: Option<PlaceId>,
        taxonomy: &Taxonomy,
    ) -> Result<Jurisdiction, Problem> {
        let found = self.of_place(id, taxonomy)?;
        let Some(state) = state.map(|state| &taxonomy.place(state).slug) else { return Ok(found) };
        if found.code == *state || found.code.starts_with(&format!("{state}-")) {
            return Ok(Jurisdiction { reaches_into: Vec::new(), ..found });
        }
        match found.rules.places().contains_key(state.as_str()) {
            true => Ok(Jurisdiction { name: found.name, ..self.coded(state)? }),
            false => Ok(found),
        }
    }

    /// The jurisdiction of a place of the taxonomy.
    ///
    /// # Errors
    /// When the place lies in no country.
    pub fn of_place(&self, id: PlaceId, taxonomy: &Taxonomy) -> Result<Jurisdiction, Problem> {
        let name = taxonomy.place(id).name.clone();
        let Some(located) = self.places()?.located(id, taxonomy) else {
            let what = "is no country and no part of one: taxes are a country's law";
            let hint = format!("covered are {}", self.rules("")?.coverage().in_words());
            return Err(Problem::of("place", &name, what).kind(ProblemKind::NotCovered).hint(hint));
        };
        let rules = self.rules_of(&located.code)?;
        let others = located.also.iter().map(|id| taxonomy.place(*id).name.clone());
        Ok(Jurisdiction { reaches_into: others.collect(), code: located.code, name, rules })
    }

    /// The price levels of places.
    ///
    /// # Errors
    /// When a carried file is damaged.
    pub fn prices(&self) -> Result<&PriceLevels, OpenError> {
        kept(&self.prices, super::prices)
    }

    fn places(&self) -> Result<&PlaceTable, OpenError> {
        kept(&self.places, super::places)
    }

    /// A place by its code in the rules.
    fn coded(&self, code: &str) -> Result<Jurisdiction, Problem> {
        let rules = self.rules_of(code)?;
        let name = rules.places().get(code).map_or_else(|| code.to_owned(), |n| (*n).to_owned());
        Ok(Jurisdiction { code: code.to_owned(), name, reaches_into: Vec::new(), rules })
    }

    /// The rules of the country of a place.
    fn rules_of(&self, code: &str) -> Result<Arc<Rules>, Problem> {
        self.rules(code.split('-').next().unwrap_or(code))
    }

    fn rules(&self, country: &str) -> Result<Arc<Rules>, Problem> {
        // A thread that panicked while it held the lock has left whole entries behind.
        let mut countries = self.countries.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(rules) = countries.get(country) {
            return Ok(Arc::clone(rules));
        }
        let rules = Arc::new(super::rules(country)?);
        countries.insert(country.to_owned(), Arc::clone(&rules));
        Ok(rules)
    }
}

/// What a cell holds, or what is read into it now.
fn kept<T>(cell: &OnceLock<T>, read: fn() -> Result<T, OpenError>) -> Result<&T, OpenError> {
    if let Some(known) = cell.get() {
        return Ok(known);
    }
    let value = read()?;
    Ok(cell.get_or_init(|| value))
}

impl Jurisdiction {
    /// The name of the place whose rules are taken.
    pub fn rules_name(&self) -> String {
        let known = self.rules.places().get(self.code.as_str()).map(|name| (*name).to_owned());
        known.unwrap_or_else(|| self.code.clone())
    }

    /// Why the rules have no answer, in the words of the question.
    pub fn problem(&self, error: RulesError) -> Problem {
        let said = error.to_string();
        let of = |field: &str, value: &str, what: String| {
            Problem::of(field, value, what).kind(ProblemKind::NotCovered)
        };
        match error {
            RulesError::Uncovered { covered, .. } => {
                of("place", &self.name, "no tax rules are carried for it".to_owned())
                    .hint(format!("covered are {covered}"))
            }
            RulesError::NoPlace { country, .. } => {
                of("place", &self.name, format!("is no place of the rules of {country}"))
                    .hint(format!("ask for another part of {country}, or for all of it"))
            }
            RulesError::NoYear { year, known, .. } => {
                let what = format!("no rules of that year are carried for {}", self.name);
                of("year", &year.to_string(), what).hint(format!("there are {known}"))
            }
            RulesError::NoFiling { filing, known, .. } => {
                let what = format!("{} has no such way of filing", self.name);
                of("filing", filing.slug(), what).hint(format!("there are {known}"))
            }
            RulesError::NoRegime { regime, known, .. } => {
                let what = format!("{} has no rules for this way of working", self.name);
                of("regime", &regime, what).hint(format!("there are {known}"))
            }
            RulesError::Currency { .. } | RulesError::NoIncome => Problem::new(said),
        }
    }
}

/// Whether a text is written as the rules write places: `us-md-howard`.
fn is_code(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let word = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphabetic());
    parts.len() > 1 && parts[0].len() == 2 && parts.iter().all(word)
}
