//! Tables of price levels as offices publish them: the regional price parities of the Bureau of
//! Economic Analysis, the purchasing power parities of the World Bank. Text in, rows out; what is no
//! price level is counted, not dropped in silence.

use std::collections::BTreeMap;

use goingrate_units::Problem;

/// Countries whose published parity is in a currency that they have given up since.
const OLD_CURRENCY: [&str; 1] = ["BG"];

/// What the Bureau of Economic Analysis writes where it publishes no figure.
const NOT_PUBLISHED: &str = "(NA)";

/// How far down a file its heading may stand; titles come before it.
const TITLES: usize = 8;

/// What a table compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PriceScale {
    /// Areas of a country, the country = 100.
    Regional,
    /// Countries, in units of their currency for an international dollar.
    National,
}

/// The price level of an area or a country in a year, as it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceRow {
    /// Area code of the official statistics, or country.
    pub key: String,
    /// The year.
    pub year: i16,
    /// The figure, a number above zero.
    pub figure: String,
}

/// A table of price levels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficialPrices {
    /// What it compares.
    pub scale: PriceScale,
    /// Who publishes it, and what.
    pub title: &'static str,
    /// Its price levels, in the order of the file.
    pub rows: Vec<PriceRow>,
    /// Figures that are no price level, by reason.
    pub left_out: BTreeMap<&'static str, usize>,
}

type Layout = fn(&str, &Records) -> Result<OfficialPrices, Problem>;

/// The columns by which each layout is known, the first of them first, and its reader.
const LAYOUTS: [(&[&str], Layout); 4] = [
    (&["GeoFIPS", "GeoName"], parities),
    (&["Country", "Country ID", "Year", "PPP"], world_bank),
    (&["area_code", "year", "rpp"], own),
    (&["country", "year", "ppp"], own),
];

/// The records of a file from its heading on, each with its line.
struct Records {
    heading: csv::StringRecord,
    rows: Vec<(usize, csv::StringRecord)>,
}

impl OfficialPrices {
    /// Whether a file, by its beginning, has one of the layouts that are known.
    pub fn recognises(beginning: &str) -> bool {
        beginning.lines().take(TITLES).any(|line| layout(&line_fields(line)).is_some())
    }

    /// Reads a table; also one that [`OfficialPrices::text`] wrote.
    ///
    /// # Errors
    /// When the layout is none that is known, or a figure is no number.
    ///
    /// ```
    /// use goingrate_rules::{OfficialPrices, PriceScale};
    /// let text = "Country,Country ID,Year,PPP\nGermany,DE,2024,0.71\nBulgaria,BG,2024,0.8\n";
    /// let table = OfficialPrices::read("ppp-gdp.csv", text)?;
    /// assert_eq!((table.scale, table.rows.len()), (PriceScale::National, 1));
    /// assert_eq!(table.text(), "country,year,ppp\nde,2024,0.71\n");
    /// # Ok::<(), goingrate_units::Problem>(())
    /// ```
    pub fn read(path: &str, text: &str) -> Result<OfficialPrices, Problem> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut records = vec![];
        for record in reader.records() {
            let record = record.map_err(|e| complaint(path, 1, "row", "", &e.to_string()))?;
            let line = record.position().map_or(1, csv::Position::line);
            records.push((usize::try_from(line).unwrap_or(usize::MAX), record));
        }
        let start = records.iter().take(TITLES).position(|(_, record)| layout(record).is_some());
        let Some(start) = start else {
            let known = "no heading of a table of price levels: GeoFIPS (regional price parities), \
                         Country, Country ID, Year, PPP (purchasing power parities)";
            return Err(complaint(path, 1, "heading", "", known));
        };
        let rows = records.split_off(start + 1);
        let heading = records.remove(start).1;
        let read = layout(&heading).map_or(own as Layout, |layout| layout);
        read(path, &Records { heading, rows })
    }

    /// The table in the layout of `data/rules/prices`.
    pub fn text(&self) -> String {
        let heading = match self.scale {
            PriceScale::Regional => "area_code,year,rpp\n",
            PriceScale::National => "country,year,ppp\n",
        };
        let rows = self.rows.iter().map(|row| format!("{},{},{}\n", row.key, row.year, row.figure));
        heading.to_owned() + &rows.collect::<String>()
    }

    /// These figures over those of another table of the same scale, by area and year.
    #[must_use]
    pub fn over(mut self, other: &OfficialPrices) -> OfficialPrices {
        let rows = other.rows.iter().chain(&self.rows);
        let latest: BTreeMap<_, _> =
            rows.map(|row| ((row.key.clone(), row.year), row.figure.clone())).collect();
        let row = |((key, year), figure)| PriceRow { key, year, figure };
        self.rows = latest.into_iter().map(row).collect();
        self
    }

    fn of(scale: PriceScale, title: &'static str) -> OfficialPrices {
        OfficialPrices { scale, title, rows: vec![], left_out: BTreeMap::new() }
    }

    fn leave_out(&mut self, reason: &'static str, figures: usize) {
        *self.left_out.entry(reason).or_default() += figures;
    }
}

/// The fields of a line, as far as a heading needs it.
fn line_fields(line: &str) -> csv::StringRecord {
    line.split(',').map(|field| field.trim_matches([' ', '"', '\u{feff}'])).collect()
}

fn layout(heading: &csv::StringRecord) -> Option<Layout> {
    let fields: Vec<&str> =
        heading.iter().map(|field| field.trim_matches([' ', '\u{feff}'])).collect();
    let known = LAYOUTS.iter().find(|(columns, _)| fields.starts_with(columns));
    known.map(|(_, read)| *read)
}

fn complaint(path: &str, line: usize, field: &str, value: &str, reason: &str) -> Problem {
    let [file, field, value, reason] = [path, field, value, reason].map(str::to_owned);
    Problem::in_file(file, Some(line as u64), field, value, reason)
}

/// A year and a figure above zero, or a complaint; `None` for a figure that is left out.
fn figure(path: &str, line: usize, year: &str, value: &str) -> Result<Option<i16>, Problem> {
    let known = year.parse::<i16>();
    let known = known.map_err(|_| complaint(path, line, "year", year, "should be a year"))?;
    match value.parse::<f64>() {
        Ok(number) if number.is_finite() => Ok((number > 0.0).then_some(known)),
        _ => Err(complaint(path, line, "figure", value, "should be a number")),
    }
}

/// The wide tables of the Bureau of Economic Analysis: an area a row, a year a column. Notes after the
/// rows have another number of fields.
fn parities(path: &str, records: &Records) -> Result<OfficialPrices, Problem> {
    let title = "Bureau of Economic Analysis, regional price parities";
    let mut table = OfficialPrices::of(PriceScale::Regional, title);
    let column = |name| records.heading.iter().position(|field| field.trim() == name);
    let (line_code, kind) = (column("LineCode"), column("TableName"));
    let years = records.heading.iter().filter(|field| field.parse::<i16>().is_ok()).count();
    for (line, record) in records.rows.iter().filter(|(_, r)| r.len() == records.heading.len()) {
        let field = |at: Option<usize>| at.map(|at| record[at].trim());
        if field(line_code).is_some_and(|code| code != "1") {
            table.leave_out("goods, rents or services by themselves", years);
            continue;
        }
        let fips = record[0].trim_matches([' ', '"']);
        let Some(key) = area(fips, field(kind).unwrap_or("SARPP")) else {
            table.leave_out("the nation, or a portion that is no area of ours", years);
            continue;
        };
        for (year, value) in records.heading.iter().zip(record) {
            if year.parse::<i16>().is_err() {
                continue;
            }
            if value.trim() == NOT_PUBLISHED {
                table.leave_out("not published", 1);
                continue;
            }
            match figure(path, *line, year, value)? {
                Some(year) => {
                    table.rows.push(PriceRow { key: key.clone(), year, figure: value.to_owned() });
                }
                None => table.leave_out("an area that the state does not have", 1),
            }
        }
    }
    Ok(table)
}

/// The code of an area: `53000` of the states is `5300000`, `42660` of the metropolitan areas is
/// `0042660`, `53999` of the portions is what is in no metropolitan area, `5300999`.
fn area(fips: &str, table: &str) -> Option<String> {
    match table {
        "SARPP" => {
            fips.strip_suffix("000").filter(|s| *s != "00").map(|state| format!("{state}00000"))
        }
        "MARPP" => (!fips.starts_with("00")).then(|| format!("00{fips}")),
        _ => fips.strip_suffix("999").map(|state| format!("{state}00999")),
    }
}

/// The World Bank's long table: a country and year a row.
fn world_bank(path: &str, records: &Records) -> Result<OfficialPrices, Problem> {
    let title = "World Bank, purchasing power parities over the whole of GDP";
    let mut table = OfficialPrices::of(PriceScale::National, title);
    let column = |name: &str| {
        let at = records.heading.iter().position(|field| field.trim() == name);
        at.ok_or_else(|| complaint(path, 1, name, "", "is no column of this file"))
    };
    let (country, year, ppp) = (column("Country ID")?, column("Year")?, column("PPP")?);
    for (line, record) in &records.rows {
        let field = |at: usize| record.get(at).unwrap_or_default().trim();
        match figure(path, *line, field(year), field(ppp))? {
            _ if OLD_CURRENCY.contains(&field(country)) => {
                table.leave_out("in a currency that was given up since", 1);
            }
            Some(year) => {
                let (key, figure) = (field(country).to_lowercase(), field(ppp).to_owned());
                table.rows.push(PriceRow { key, year, figure });
            }
            None => table.leave_out("no figure above zero", 1),
        }
    }
    Ok(table)
}

/// The layout of `data/rules/prices`.
fn own(path: &str, records: &Records) -> Result<OfficialPrices, Problem> {
    let national = &records.heading[0] == "country";
    let scale = if national { PriceScale::National } else { PriceScale::Regional };
    let mut table = OfficialPrices::of(scale, "A table of price levels of Going Rate");
    for (line, record) in &records.rows {
        let [key, year, value] = [0, 1, 2].map(|at| record.get(at).unwrap_or_default());
        match figure(path, *line, year, value)? {
            Some(year) => {
                let (key, figure) = (key.to_owned(), value.to_owned());
                table.rows.push(PriceRow { key, year, figure });
            }
            None => table.leave_out("no figure above zero", 1),
        }
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STATES: &str = "\
SARPP Regional price parities by state\nState or DC\nGeoFIPS,GeoName,2023,2024\n\
00000,United States,100.000,100.000\n53000,Washington,108.1,107.040\nNote: a note\n";

    const METROS: &str = "\
GeoFIPS,GeoName,Region,TableName,LineCode,IndustryClassification,Description,Unit,2023,2024\n \
\"10180\",\"Abilene, TX (Metropolitan Statistical Area)\", ,MARPP,1,\"...\",\"All items\",\"Index\",90.394,90.364\n \
\"10181\",\"Elsewhere, TX\", ,MARPP,1,\"...\",\"All items\",\"Index\",(NA),90.1\n \
\"10180\",\"Abilene, TX (Metropolitan Statistical Area)\", ,MARPP,2,\"...\",\"Goods\",\"Index\",97.1,97.2\n";

    const PORTIONS: &str = "\
GeoFIPS,GeoName,Region,TableName,LineCode,IndustryClassification,Description,Unit,2024\n \
\"01998\",\"Alabama (Metropolitan Portion)\",5,PARPP,1,\"...\",\"All items\",\"Index\",90.180\n \
\"01999\",\"Alabama (Nonmetropolitan Portion)\",5,PARPP,1,\"...\",\"All items\",\"Index\",83.231\n \
\"11999\",\"District of Columbia\",5,PARPP,1,\"...\",\"All items\",\"Index\",0.000\n";

    /// The rows as `data/rules/prices` has them, and how many figures or rows were left out.
    fn check(text: &str, rows: &str, left_out: usize) {
        assert!(OfficialPrices::recognises(text), "{text}");
        let table = OfficialPrices::read("file.csv", text).unwrap_or_else(|c| panic!("{c}"));
        let found = table.text();
        assert_eq!(found.split_once('\n').map(|(_, rows)| rows), Some(rows));
        assert_eq!(table.left_out.values().sum::<usize>(), left_out, "{:?}", table.left_out);
        let again = OfficialPrices::read("rpp.csv", &found).unwrap_or_else(|c| panic!("{c}"));
        assert_eq!((again.scale, again.rows), (table.scale, table.rows));
    }

    #[test]
    fn official_layouts_are_read_and_nothing_is_lost() {
        check(STATES, "5300000,2023,108.1\n5300000,2024,107.040\n", 2);
        check(METROS, "0010180,2023,90.394\n0010180,2024,90.364\n0010181,2024,90.1\n", 3);
        check(PORTIONS, "0100999,2024,83.231\n", 2);
        check(
            "Country,Country ID,Year,PPP\nUnited States,US,2024,1\nX,BG,2024,2\n",
            "us,2024,1\n",
            1,
        );
    }

    #[test]
    fn what_is_no_table_of_prices_is_told() {
        assert!(!OfficialPrices::recognises("Country,Salary\nGermany,1\n"));
        let told = |text| OfficialPrices::read("f.csv", text).unwrap_err();
        assert_eq!((told("a,b\n1,2\n").line(), told("").line()), (Some(1), Some(1)));
        let bad = told("Country,Country ID,Year,PPP\nGermany,DE,2024,much\n");
        assert_eq!((bad.line(), bad.field_name(), bad.value_text()), (Some(2), "figure", "much"));
        assert!(!OfficialPrices::recognises("Country,Salary,Currency\nGermany,1,EUR\n"));
    }

    #[test]
    fn later_figures_go_over_earlier_ones() {
        let read = |text| OfficialPrices::read("ppp.csv", text).unwrap();
        let before = read("country,year,ppp\nde,2023,0.7\nde,2024,0.8\n");
        let after = read("country,year,ppp\nde,2024,0.9\nfr,2024,0.7\n");
        assert_eq!(
            after.over(&before).text(),
            "country,year,ppp\nde,2023,0.7\nde,2024,0.9\nfr,2024,0.7\n"
        );
    }
}
