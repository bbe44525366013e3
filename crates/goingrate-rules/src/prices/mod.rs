//! Price levels: what an amount of one place is worth at the prices of another. Regional price
//! parities within the United States, purchasing power parities between countries; see
//! `data/rules/prices`.

mod official;

use std::collections::BTreeMap;
use std::str::FromStr;

use goingrate_units::{PlaceId, PlaceKind, Problem, Taxonomy};

pub use official::{OfficialPrices, PriceRow, PriceScale};

/// The tables of price levels.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PriceLevels {
    /// By area code of the official statistics, by year; the nation is 100.
    regional: Dated,
    /// By country, by year: units of its currency for an international dollar.
    national: Dated,
}

type Dated = BTreeMap<String, BTreeMap<i16, f64>>;

/// The price level of a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PriceLevel {
    /// The place whose figure it is: the one asked for, or the nearest around it that has one.
    pub of: PlaceId,
    /// Index and year within the country, the country = 100; `None` where only the country's own
    /// level is known.
    pub regional: Option<(f64, i16)>,
    /// Units of the country's currency for an international dollar, and their year; `None` where
    /// none is published.
    pub national: Option<(f64, i16)>,
}

/// What an amount of one place is worth at the prices of another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PriceRatio {
    /// Where the amount is paid.
    pub from: PriceLevel,
    /// At whose prices it is shown.
    pub to: PriceLevel,
    /// What to multiply the amount by; the result is in the currency of `to`.
    pub factor: f64,
    /// Whether the two lie in different countries.
    pub abroad: bool,
}

/// Why there is no price level.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no price level is carried for {place}: {reason}")]
pub struct PriceError {
    /// The place, by its name.
    pub place: String,
    /// Why.
    pub reason: &'static str,
}

impl PriceLevels {
    /// Reads both tables, each a pair of path and text: `area_code,year,rpp` and
    /// `country,year,ppp`.
    ///
    /// # Errors
    /// The first row that cannot be read: another number of fields, a year or figure that is none,
    /// a year twice.
    ///
    /// ```
    /// use goingrate_rules::PriceLevels;
    /// let regional = ("rpp.csv", "area_code,year,rpp\n5300000,2024,107.0\n");
    /// let national = ("ppp.csv", "country,year,ppp\nde,2024,0.7\n");
    /// assert!(PriceLevels::read(regional, national).is_ok());
    /// let complaint = PriceLevels::read(regional, ("ppp.csv", "country,year,ppp\nde,2024,x\n"));
    /// assert_eq!(complaint.unwrap_err().line(), Some(2));
    /// ```
    pub fn read(regional: (&str, &str), national: (&str, &str)) -> Result<PriceLevels, Problem> {
        Ok(PriceLevels { regional: dated(regional)?, national: dated(national)? })
    }

    /// These tables with the figures of another one laid over them.
    #[must_use]
    pub fn with(mut self, table: &OfficialPrices) -> PriceLevels {
        let dated = match table.scale {
            PriceScale::Regional => &mut self.regional,
            PriceScale::National => &mut self.national,
        };
        for row in &table.rows {
            // What is read is a number above zero already.
            if let Ok(figure) = row.figure.parse() {
                dated.entry(row.key.clone()).or_default().insert(row.year, figure);
            }
        }
        self
    }

    /// What an amount of one place is worth at the prices of another, by the latest figures up to
    /// a year.
    ///
    /// # Errors
    /// When a place is no country and no part of one, or the two are in different countries and one
    /// of these has no published parity.
    pub fn ratio(
        &self,
        from: PlaceId,
        to: PlaceId,
        year: i16,
        taxonomy: &Taxonomy,
    ) -> Result<PriceRatio, PriceError> {
        let abroad = taxonomy.country(from) != taxonomy.country(to);
        let (lower, upper) = (self.level(from, year, taxonomy)?, self.level(to, year, taxonomy)?);
        let units = |place: PlaceId, level: &PriceLevel| -> Result<f64, PriceError> {
            let regional = level.regional.map_or(1.0, |(index, _)| index / 100.0);
            match level.national {
                _ if !abroad => Ok(regional),
                Some((parity, _)) => Ok(parity * regional),
                None => Err(none(place, "no parity of its country is published", taxonomy)),
            }
        };
        let factor = units(to, &upper)? / units(from, &lower)?;
        Ok(PriceRatio { from: lower, to: upper, factor, abroad })
    }

    /// The price level of a place by the latest figures up to a year.
    fn level(
        &self,
        place: PlaceId,
        year: i16,
        taxonomy: &Taxonomy,
    ) -> Result<PriceLevel, PriceError> {
        let country = taxonomy.country(place);
        let country = country.ok_or_else(|| none(place, "it is in no country", taxonomy))?;
        let parity = latest(&self.national, &taxonomy.place(country).slug, year);
        let near = |id: PlaceId| Some((id, self.regional(id, year, taxonomy)?));
        // The path leads from the world down: the nearest place with a figure is the last.
        let found = taxonomy.place_path(place).filter_map(near).last();
        let (of, regional) = found.map_or((country, None), |(of, level)| (of, Some(level)));
        Ok(PriceLevel { of, regional, national: parity })
    }

    /// The index of exactly this place.
    fn regional(&self, id: PlaceId, year: i16, taxonomy: &Taxonomy) -> Option<(f64, i16)> {
        let place = taxonomy.place(id);
        let code = match place.kind {
            PlaceKind::NonMetro => rest_of_state(place.parent.map(|id| taxonomy.place(id))?)?,
            _ => place.official_code.clone()?,
        };
        latest(&self.regional, &code, year)
    }
}

/// The code of what is not in a metropolitan area of a state: `5300999`.
fn rest_of_state(state: &goingrate_units::Place) -> Option<String> {
    let code = state.official_code.as_deref()?;
    Some(format!("{}00999", code.get(..2)?))
}

fn latest(table: &Dated, key: &str, year: i16) -> Option<(f64, i16)> {
    let (at, value) = table.get(key)?.range(..=year).next_back()?;
    Some((*value, *at))
}

fn none(place: PlaceId, reason: &'static str, taxonomy: &Taxonomy) -> PriceError {
    PriceError { place: taxonomy.place(place).name.clone(), reason }
}

/// A table of key, year and a figure above zero, with a heading.
fn dated((path, text): (&str, &str)) -> Result<Dated, Problem> {
    let mut table = Dated::new();
    for (at, row) in text.lines().enumerate().skip(1) {
        let refuse = |field: &str, reason: &str| {
            Problem::in_file(
                path.to_owned(),
                Some(at as u64 + 1),
                field.to_owned(),
                row.to_owned(),
                reason.to_owned(),
            )
        };
        let [key, year, value] = row.split(',').collect::<Vec<_>>()[..] else {
            return Err(refuse("row", "should have three fields"));
        };
        let year = i16::from_str(year).map_err(|_| refuse("year", "should be a year"))?;
        let value = value.parse::<f64>().ok().filter(|v| v.is_finite() && *v > 0.0);
        let value = value.ok_or_else(|| refuse("figure", "should be a number above zero"))?;
        if table.entry(key.to_owned()).or_default().insert(year, value).is_some() {
            return Err(refuse("year", "is there twice"));
        }
    }
    Ok(table)
}
