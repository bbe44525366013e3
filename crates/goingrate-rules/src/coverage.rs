//! What is covered: which countries, for which years, and what is left out of each.

/// A country that has rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Country {
    /// Its code: `us`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What is covered, in a few words: "complete for employees".
    pub status: String,
    /// The tax years that were checked against somebody else's calculator or official examples.
    pub verified_for: Vec<i16>,
    /// How they were checked.
    pub verified_by: String,
    /// What is left out, as sentences.
    pub leaves_out: Vec<String>,
}

/// All countries that have rules, by their code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// In the order of the file.
    pub countries: Vec<Country>,
}

impl Coverage {
    /// The country that a place lies in: `us` for `us-ca`.
    pub fn country_of(&self, place: &str) -> Option<&Country> {
        let code = place.split('-').next().unwrap_or(place);
        self.countries.iter().find(|country| country.code == code)
    }

    /// The countries in words, for a refusal.
    pub fn in_words(&self) -> String {
        let name = |c: &Country| format!("{} ({})", c.name, c.code);
        self.countries.iter().map(name).collect::<Vec<_>>().join(", ")
    }
}
