//! The world that books are fitted from: what the program carries, and every file of microdata.

use std::error::Error;
use std::fs::File;
use std::path::{Path, PathBuf};

use goingrate::data;
use goingrate::evidence::sources::{Context, Records, Source, recognise};
use goingrate::evidence::table::Opened;
use goingrate::evidence::{
    Card, Cell, CellKey, ContentHash, Details, Evidence, Histogram, Plausible, Record, SourceId,
    Titles,
};
use goingrate::model::{Book, FitOptions, Priors};
use goingrate::units::{ExchangeRates, Taxonomy};

/// A file's records.
pub struct ReadFile {
    /// Folder and name, below the folder of data.
    pub name: &'static str,
    /// Its source.
    pub source: &'static dyn Source,
    /// Its records, in the order of the file.
    pub records: Vec<Record>,
}

/// Everything there is.
pub struct World {
    pub taxonomy: Taxonomy,
    pub rates: ExchangeRates,
    pub priors: Priors,
    /// What is carried, without its microdata.
    pub carried: Evidence,
    pub files: Vec<ReadFile>,
}

/// The files of microdata, by their place in the folder of data.
const FILES: &[&str] = &[
    "stackoverflow-2025/survey_results.csv",
    "levels-fyi-2021/Levels_Fyi_Salary_Data.csv",
    "ai-jobs-2025/salaries.csv",
    "dou-ukraine/2011_dec_final.csv",
    "dou-ukraine/2013_dec_final.csv",
    "dou-ukraine/2015_dec_final.csv",
    "dou-ukraine/2017_dec_final.csv",
    "dou-ukraine/2018_dec_raw.csv",
    "dou-ukraine/2019_dec_raw.csv",
    "dou-ukraine/2020_june_mini.csv",
    "dou-ukraine/2024_dec_raw.csv",
    "sysarmy-argentina/sysarmy_2019.2.csv",
    "sysarmy-argentina/sysarmy_2022.2.csv",
    "sysarmy-argentina/sysarmy_2023.2.csv",
    "sysarmy-argentina/sysarmy_2024.1.csv",
    "sysarmy-argentina/sysarmy_2025.2.csv",
    "justjoin-poland-2024/jobs.csv",
    "gsa-labor-rates-2016/s70_data.csv",
];

impl World {
    /// Reads everything.
    pub fn open(folder: &Path) -> Result<World, Box<dyn Error>> {
        let taxonomy = Taxonomy::read(&data::TAXONOMY)?;
        let rates = ExchangeRates::read(data::CURRENCY)?;
        // The carried microdata hold the very people who are foreseen here.
        let (carried, _) = goingrate::evidence_without_microdata(&taxonomy)?;
        let titles = Titles::read(data::TITLES, &taxonomy).map_err(|c| c.to_string())?;
        let details = Details::read(data::DETAILS).map_err(|c| c.to_string())?;
        let plausible = Plausible::read(data::PLAUSIBLE, &taxonomy).map_err(|c| c.to_string())?;
        let context = Context {
            taxonomy: &taxonomy,
            titles: &titles,
            details: &details,
            plausible: &plausible,
            rates: &rates,
            as_of: None,
            latest: None,
            keep_doubtful: true,
        };
        let files =
            FILES.iter().map(|name| read(folder, name, context)).collect::<Result<_, _>>()?;
        Ok(World { priors: Priors::read(data::PRIORS)?, taxonomy, rates, carried, files })
    }

    /// The book of the carried evidence without microdata, from which every fit starts. The default book
    /// has seen the test rows.
    pub fn start(&self) -> Result<Book, Box<dyn Error>> {
        let World { carried, taxonomy, priors, rates, .. } = self;
        let fit = goingrate::model::fit(carried, taxonomy, priors, rates, FitOptions::default())?;
        Ok(Book::of(&fit, carried, priors, ContentHash(0)))
    }

    /// The file of a name.
    pub fn file(&self, name: &str) -> Option<&ReadFile> {
        self.files.iter().find(|file| file.name == name)
    }

    /// The carried evidence with cells of these records, each with its source.
    pub fn with<'r>(
        &self,
        records: impl Iterator<Item = (&'static dyn Source, &'r Record)>,
        carried: bool,
    ) -> Result<Evidence, Box<dyn Error>> {
        let mut evidence = self.carried.clone();
        if !carried {
            evidence.claims.clear();
        }
        let mut cells: Vec<(SourceId, &CellKey, f64)> = Vec::new();
        for (source, record) in records {
            let id = match evidence.source_of(source.slug()) {
                Some(id) => id,
                None => {
                    let card: Card = source.card(&self.taxonomy)?;
                    evidence.cards.push(card);
                    SourceId(evidence.cards.len() - 1)
                }
            };
            cells.push((id, &record.key, record.amount));
        }
        cells.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
        for some in cells.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let mut histogram = Histogram::default();
            for (_, _, amount) in some {
                histogram.add(*amount)?;
            }
            evidence.cells.push(Cell { source: some[0].0, key: some[0].1.clone(), histogram });
        }
        Ok(evidence)
    }
}

fn read(folder: &Path, name: &'static str, context: Context) -> Result<ReadFile, Box<dyn Error>> {
    let path: PathBuf = folder.join(name);
    let file = File::open(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let opened = Opened::new(file)?;
    let source = recognise(&opened.head)?;
    let mut records = Records::default();
    source.read(opened, &context, &mut records)?;
    Ok(ReadFile { name, source, records: records.records })
}
