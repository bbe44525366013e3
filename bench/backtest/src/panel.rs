//! The official medians of metropolitan areas and occupations, year by year.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::Path;

use serde_json::Value;

/// A published median.
#[derive(Clone, Copy, Debug)]
pub struct Median {
    /// In dollars a year.
    pub pay: f64,
    /// Jobs, where released.
    pub jobs: Option<f64>,
    /// Whether it stands at the year's top code: at least so much.
    pub is_bound: bool,
}

/// Area and occupation.
pub type Pair = (String, String);

/// All medians.
#[derive(Clone, Debug, Default)]
pub struct Panel {
    /// By year, area and occupation.
    pub metros: BTreeMap<i32, BTreeMap<Pair, Median>>,
    /// By year and occupation.
    pub nation: BTreeMap<i32, BTreeMap<String, Median>>,
}

/// The years of the panel in JSON.
pub const FIRST: i32 = 2019;
const LAST_JSON: i32 = 2024;
/// The year of the other table.
pub const LAST: i32 = 2025;

impl Panel {
    /// Reads `oews-panel-2019-2024` and `oews-2025` of a folder.
    pub fn read(folder: &Path) -> Result<Panel, Box<dyn Error>> {
        let mut panel = Panel::default();
        for year in FIRST..=LAST_JSON {
            let file = |kind: &str| -> Result<Value, Box<dyn Error>> {
                let name = format!("oews-panel-2019-2024/oews-{kind}-{year}.json");
                let path = folder.join(name);
                let text = fs::read_to_string(&path)
                    .map_err(|error| format!("{}: {error}", path.display()))?;
                Ok(serde_json::from_str(&text)?)
            };
            let (metros, nation) = (file("msa")?, file("nat")?);
            let top = metros["topCode"].as_f64().unwrap_or(f64::INFINITY);
            panel.metros.insert(year, pairs(&metros["metros"], top));
            let of_nation = nation["roles"].as_object().into_iter().flatten();
            let of_nation = of_nation.filter_map(|(o, v)| Some((o.clone(), median(v, top)?)));
            panel.nation.insert(year, of_nation.collect());
        }
        panel.add_last(folder)?;
        Ok(panel)
    }

    fn add_last(&mut self, folder: &Path) -> Result<(), Box<dyn Error>> {
        let known: BTreeSet<String> =
            self.metros.values().flat_map(|year| year.keys().map(|pair| pair.1.clone())).collect();
        let mut table = csv::Reader::from_path(folder.join("oews-2025/oews-2025-computing.csv"))?;
        let (mut metros, mut nation) = (BTreeMap::new(), BTreeMap::new());
        for row in table.deserialize() {
            let row: BTreeMap<String, String> = row?;
            let number = |column: &str| row.get(column).and_then(|text| text.parse::<f64>().ok());
            let of = |column: &str| row.get(column).map(String::as_str).unwrap_or_default();
            let occupation = of("soc").to_owned();
            if of("industry_code") != "000000" || !known.contains(&occupation) {
                continue;
            }
            let Some(pay) = number("annual_p50") else { continue };
            let median = Median { pay, jobs: number("employment"), is_bound: false };
            match of("area_type") {
                "M" if of("area_code").starts_with("00") => {
                    metros.insert((of("area_code")[2..].to_owned(), occupation), median);
                }
                _ if of("area_code").trim_matches('0').is_empty() => {
                    nation.insert(occupation, median);
                }
                _ => {}
            }
        }
        self.metros.insert(LAST, metros);
        self.nation.insert(LAST, nation);
        Ok(())
    }

    /// What was published up to a year, and nothing after it.
    pub fn until(&self, year: i32) -> Panel {
        let metros = self.metros.range(..=year).map(|(y, of)| (*y, of.clone())).collect();
        let nation = self.nation.range(..=year).map(|(y, of)| (*y, of.clone())).collect();
        Panel { metros, nation }
    }
}

fn pairs(metros: &Value, top: f64) -> BTreeMap<Pair, Median> {
    let mut pairs = BTreeMap::new();
    for (area, occupations) in metros.as_object().into_iter().flatten() {
        for (occupation, value) in occupations.as_object().into_iter().flatten() {
            if let Some(median) = median(value, top) {
                pairs.insert((area.clone(), occupation.clone()), median);
            }
        }
    }
    pairs
}

fn median(value: &Value, top: f64) -> Option<Median> {
    let pay = value["p50"].as_f64()?;
    Some(Median { pay, jobs: value["emp"].as_f64(), is_bound: pay >= top })
}
