//! Summaries of filings that somebody made of the disclosure files: by area and occupation, by area and
//! title of the job, by employer with area and occupation. Each row is percentiles of the wages offered
//! and the number of filings behind them.

use std::collections::BTreeMap;

use goingrate_evidence::{CellKey, Shares, SummaryQuantiles};
use goingrate_units::{Currency, Date, Period, PlaceId, RoleId, TierId};

use super::{Data, SLUG, occupation, offered};
use crate::error::SourceError;
use crate::memo::{Interner, Memo};
use crate::reading::{Context, answers, checks};
use crate::rejection::{Reason, Rejection};
use crate::row::Row;
use crate::table::{Column, Columns, Line};
use crate::words::ReadTitle;

/// The code of the nation in the column of areas.
const NATION: &str = "us";

/// Reads the summaries: the columns that a file has, and what was read before.
pub(super) struct Summaries<'a> {
    context: Context<'a>,
    at: Date,
    area: Column,
    count: Column,
    /// Probabilities and their columns; a file need not have the quartiles.
    percentiles: [(f64, Column); 3],
    subject: Subject,
    titles: Memo<ReadTitle>,
    texts: Interner,
    /// With fewer filings only the median is read.
    quartiles_from: u64,
}

/// What the rows of a file are about, beside an area.
enum Subject {
    /// An occupation.
    Occupation(Column),
    /// The title of a job.
    Title(Column),
    /// An employer's people of an occupation.
    Employer {
        employer: Column,
        category: Column,
        soc: Column,
        staffing: Option<TierId>,
        tiers: BTreeMap<String, TierId>,
    },
}

impl<'a> Summaries<'a> {
    pub(super) fn new(
        data: &Data,
        columns: &Columns,
        context: Context<'a>,
    ) -> Result<Summaries<'a>, SourceError> {
        let at = answers::date(SLUG, "summary_as_of", &data.summary_as_of)?;
        let (area, count) = (&["cbsa", "area"], &["n_filings", "filings"]);
        let percentiles = [
            (0.25, columns.find(&["p25"])),
            (0.5, columns.need(&["median", "p50"])?),
            (0.75, columns.find(&["p75"])),
        ];
        Ok(Summaries {
            context,
            at: context.as_of.unwrap_or(at),
            area: columns.need(area)?,
            count: columns.need(count)?,
            percentiles,
            subject: Subject::of(data, columns, context)?,
            titles: Memo::new(),
            texts: Interner::default(),
            quartiles_from: data.quartiles_from,
        })
    }

    pub(super) fn row(&mut self, line: &Line, row: &mut Row) -> Result<(), Rejection> {
        let place = self.place(line)?;
        let mut key = self.key(line, place)?;
        key.title = self.title(line);
        let count: Option<u64> = line.get(&self.count).parse().ok();
        let few = count.is_some_and(|count| count < self.quartiles_from);
        let mut quantiles: Vec<(f64, f64)> = Vec::new();
        for (p, column) in &self.percentiles {
            let text = line.get(column);
            // The quartiles of an area, and of few filings, are not there or say nothing of a spread.
            if *p != 0.5 && (text.is_empty() || few) {
                continue;
            }
            let amount = checks::amount(line, column)?;
            checks::pay(amount, &key, self.at, &self.context, column)?;
            if quantiles.last().is_some_and(|below| amount < below.1) {
                return Err(line.rejected(Reason::BadRange, column));
            }
            quantiles.push((*p, amount));
        }
        row.published.push(SummaryQuantiles { count, quantiles, ..SummaryQuantiles::new(key) });
        Ok(())
    }

    fn place(&self, line: &Line) -> Result<PlaceId, Rejection> {
        let (taxonomy, code) = (self.context.taxonomy, line.get(&self.area));
        let place = match code {
            NATION => taxonomy.place_of(NATION),
            code => taxonomy.place_by_official_code(&format!("{code:0>7}")),
        };
        place.ok_or_else(|| Rejection::new(Reason::UnknownPlace, &self.area.name, code))
    }

    /// Whose pay it is, but for the words of the title.
    fn key(&mut self, line: &Line, place: PlaceId) -> Result<CellKey, Rejection> {
        let year = self.at.year();
        let new = |role: Shares<RoleId>| {
            CellKey::new(role, place, offered(Currency::USD, Period::Year), year)
        };
        match &self.subject {
            Subject::Occupation(soc) => {
                occupation(self.context, line.get(soc), soc).map(Shares::certain).map(new)
            }
            Subject::Title(column) => {
                let text = line.get(column);
                let title = self.titles.get(text, |text| self.context.titles.title(text));
                let role = checks::role(&title, text, column)?;
                // Filings of all levels are under one title: whoever wrote "Senior" into it is counted
                // with the others.
                Ok(new(role))
            }
            Subject::Employer { employer, category, soc, staffing, tiers } => {
                let role = Shares::certain(occupation(self.context, line.get(soc), soc)?);
                let staffing = staffing.filter(|_| line.get(category) == "staffing");
                let tier = tiers.get(line.get(employer)).copied().or(staffing);
                Ok(CellKey { employer: self.texts.get(line.get(employer)), tier, ..new(role) })
            }
        }
    }

    fn title(&mut self, line: &Line) -> Option<std::sync::Arc<str>> {
        let Subject::Title(column) = &self.subject else { return None };
        self.texts.get(line.get(column))
    }
}

impl Subject {
    fn of(data: &Data, columns: &Columns, context: Context<'_>) -> Result<Subject, SourceError> {
        let title = columns.find(&["title"]);
        if title.is_there() {
            return Ok(Subject::Title(title));
        }
        let (soc, category) = (columns.need(&["soc"])?, columns.find(&["category"]));
        if !category.is_there() {
            return Ok(Subject::Occupation(soc));
        }
        let tier = |slug: &str| context.taxonomy.tier_of(slug);
        let staffing = data.staffing.as_deref();
        let staffing = staffing.map(|slug| answers::meaning(SLUG, "staffing", slug, tier));
        let mut tiers = BTreeMap::new();
        for (word, employers) in &data.employers {
            let tier = answers::meaning(SLUG, "employers", word, tier)?;
            tiers.extend(employers.iter().map(|employer| (employer.clone(), tier)));
        }
        let (employer, staffing) = (columns.need(&["slug"])?, staffing.transpose()?);
        Ok(Subject::Employer { employer, category, soc, staffing, tiers })
    }
}
