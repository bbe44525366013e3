//! The law of a place: which rules a text or a place of the taxonomy means, read one country at a
//! time, and what can be said against it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use goingrate::rules::{
    EMPLOYEE, FREELANCE, Filing, PlaceTable, Rules, RulesError, Selection, Side,
};
use goingrate::units::{Date, Exchange, ExchangeRates, PlaceId, Problem, Taxonomy, parse};

/// Places and rules, opened as they are needed.
pub struct Law<'a> {
    /// The words.
    pub taxonomy: &'a Taxonomy,
    /// Exchange rates.
    pub rates: &'a ExchangeRates,
    table: PlaceTable,
    countries: RefCell<BTreeMap<String, Rc<Rules>>>,
}

/// A place and the rules of its country.
#[derive(Clone)]
pub struct Jurisdiction {
    /// The place of the rules.
    pub code: String,
    /// The place as it is called.
    pub name: String,
    /// What has to be said about it.
    pub remark: Option<String>,
    /// The rules of its country.
    pub rules: Rc<Rules>,
}

/// Who asks, and of which year.
#[derive(Clone, Debug)]
pub struct Terms {
    /// Who files.
    pub filing: Filing,
    /// The way of working.
    pub regime: String,
    /// The tax year; the latest one that has begun if not given.
    pub year: Option<i16>,
    /// The day that it is.
    pub today: Date,
}

impl Terms {
    /// The selection of rules of a place; the flag of the year is blamed for one without rules.
    pub fn selection(&self, jurisdiction: &Jurisdiction) -> Result<Selection, Problem> {
        let Terms { filing, regime, year, today } = self.clone();
        let place = jurisdiction.code.clone();
        let mut selection =
            Selection { place, year: today.year(), filing, regime, side: Side::Worker };
        selection.year = match year {
            Some(year) => year,
            None => jurisdiction
                .rules
                .latest_year(&selection, today)
                .map_err(|error| jurisdiction.refuse(error))?,
        };
        Ok(selection)
    }

    /// The day whose exchange rate is taken for a tax year: its end, or today.
    pub fn day(&self, year: i16) -> Result<Date, Problem> {
        Ok(Date::new(year, 12, 31)?.min(self.today))
    }
}

/// The regime of an employee or of a self-employed person.
pub fn regime(freelance: bool) -> String {
    if freelance { FREELANCE } else { EMPLOYEE }.to_owned()
}

impl<'a> Law<'a> {
    /// Opens the table of places.
    pub fn open(taxonomy: &'a Taxonomy, rates: &'a ExchangeRates) -> Result<Law<'a>, Problem> {
        Ok(Law { taxonomy, rates, table: goingrate::law::places()?, countries: RefCell::default() })
    }

    /// The rules of the place that a text means: a word of the table, a place of the taxonomy, or
    /// a code of the rules.
    pub fn jurisdiction(&self, text: &str) -> Result<Jurisdiction, Problem> {
        if let Some(code) = self.table.named(text) {
            return self.coded(code);
        }
        if self.taxonomy.place_of(text).is_none() && is_code(text) {
            return self.coded(&text.to_ascii_lowercase());
        }
        self.ground_of(parse::place(text, self.taxonomy)?)
    }

    /// The rules of a place of the taxonomy.
    pub fn ground_of(&self, id: PlaceId) -> Result<Jurisdiction, Problem> {
        let name = self.taxonomy.place(id).name.clone();
        let Some(located) = self.table.located(id, self.taxonomy) else {
            let what = "is no country and no part of one: taxes are a country's law";
            let hint = format!("covered are {}", self.rules("")?.coverage().in_words());
            return Err(Problem::of("place", &name, what).hint(hint));
        };
        let rules = self.rules_of(&located.code)?;
        let known = rules.places().get(located.code.as_str()).map(|name| (*name).to_owned());
        let also: Vec<&str> =
            located.also.iter().map(|id| self.taxonomy.place(*id).name.as_str()).collect();
        let remark = (!also.is_empty()).then(|| {
            let known = known.unwrap_or_else(|| located.code.clone());
            let also = goingrate_view::words::list(&also);
            format!("{name} reaches into {also} too; these are the rules of {known}.")
        });
        Ok(Jurisdiction { code: located.code, name, remark, rules })
    }

    /// A place by its code in the rules.
    fn coded(&self, code: &str) -> Result<Jurisdiction, Problem> {
        let rules = self.rules_of(code)?;
        let name = rules.places().get(code).map_or_else(|| code.to_owned(), |n| (*n).to_owned());
        Ok(Jurisdiction { code: code.to_owned(), name, remark: None, rules })
    }

    /// The rules of the country of a place.
    fn rules_of(&self, code: &str) -> Result<Rc<Rules>, Problem> {
        self.rules(code.split('-').next().unwrap_or(code))
    }

    fn rules(&self, country: &str) -> Result<Rc<Rules>, Problem> {
        if let Some(rules) = self.countries.borrow().get(country) {
            return Ok(Rc::clone(rules));
        }
        let rules = Rc::new(goingrate::law::rules(country)?);
        self.countries.borrow_mut().insert(country.to_owned(), Rc::clone(&rules));
        Ok(rules)
    }

    /// The rate between two currencies on a day.
    pub fn exchange(
        &self,
        from: goingrate::units::Currency,
        to: goingrate::units::Currency,
        day: Date,
    ) -> Result<Exchange, Problem> {
        Ok(self.rates.exchange(from, to, day)?)
    }
}

impl Jurisdiction {
    /// Why the rules have no answer, in the words of the question.
    pub fn refuse(&self, error: RulesError) -> Problem {
        let said = error.to_string();
        match error {
            RulesError::Uncovered { covered, .. } => {
                Problem::of("place", &self.name, "no tax rules are carried for it")
                    .hint(format!("covered are {covered}"))
            }
            RulesError::NoPlace { country, .. } => {
                let what = format!("is no place of the rules of {country}");
                Problem::of("place", &self.name, what)
                    .hint(format!("ask for another part of {country}, or for all of it"))
            }
            RulesError::NoYear { year, known, .. } => {
                let what = format!("no rules of that year are carried for {}", self.name);
                Problem::of("year", &year.to_string(), what).hint(format!("there are {known}"))
            }
            RulesError::NoFiling { filing, known, .. } => {
                let what = format!("{} has no such way of filing", self.name);
                Problem::of("filing", filing.slug(), what).hint(format!("there are {known}"))
            }
            RulesError::NoRegime { regime, known, .. } => {
                let what = format!("{} has no rules for this way of working", self.name);
                Problem::of("regime", &regime, what).hint(format!("there are {known}"))
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
