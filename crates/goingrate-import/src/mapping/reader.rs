//! Lines of a mapped table to rows, by what the mapping says of their columns.

use std::collections::BTreeMap;

use goingrate_evidence::{Basis, Card, CellKey, Money, Shares, Stated, SummaryQuantiles, in_order};
use goingrate_units::{Component, Currency, Date, Engagement, LevelId, PlaceId, RoleId, parse};

use super::file::{FIELDS, Mapping, PayText, component};
use super::words as meaning;
use crate::error::SourceError;
use crate::memo::{Interner, Memo};
use crate::reading::{Context, checks};
use crate::rejection::{Reason, Rejection, Remark};
use crate::row::Row;
use crate::table::{Column, Columns, Line};
use crate::words::{Places, ReadTitle, folded, headcount, shares_of};

/// A field of the profile: its column, its values, and what it is where nothing is stated.
#[derive(Default)]
struct Field {
    column: Option<Column>,
    fixed: Option<String>,
    values: BTreeMap<String, Vec<String>>,
}

/// Where the pay of a component stands.
struct PayColumns {
    component: Component,
    amount: Option<Column>,
    low: Option<Column>,
    high: Option<Column>,
    percentiles: Vec<(f64, Column)>,
    mean: Option<Column>,
}

/// Reads lines: the mapping with its columns found, and what was read before.
pub(super) struct Reader<'a> {
    context: Context<'a>,
    card: &'a Card,
    columns: Columns,
    fields: BTreeMap<&'static str, Field>,
    pay: Vec<PayColumns>,
    titles: Memo<ReadTitle>,
    places: Places<'a>,
    texts: Interner,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        mapping: &Mapping,
        card: &'a Card,
        columns: &Columns,
        context: Context<'a>,
    ) -> Result<Reader<'a>, SourceError> {
        let Mapping { columns: named, fixed, values, pay, .. } = mapping;
        let mut fields = BTreeMap::new();
        for name in FIELDS {
            let column = named.get(name).map(|heading| columns.need(&[heading])).transpose()?;
            let values = values.get(name).into_iter().flatten();
            let values = values.map(|(value, means)| (value.clone(), means.list())).collect();
            fields.insert(name, Field { column, fixed: fixed.get(name).cloned(), values });
        }
        let pay = pay.iter().map(|pay| pay_columns(pay, columns)).collect::<Result<_, _>>()?;
        Ok(Reader {
            context,
            card,
            columns: columns.clone(),
            fields,
            pay,
            titles: Memo::new(),
            places: Places::new(context.taxonomy),
            texts: Interner::default(),
        })
    }

    /// What a row states of a field, or what is the same in all rows.
    fn text<'l>(&'l self, name: &str, line: &'l Line) -> Option<&'l str> {
        let field = self.fields.get(name)?;
        let stated = field.column.as_ref().and_then(|column| line.stated(column, &self.columns));
        stated.or(field.fixed.as_deref())
    }

    /// What a row states of a field, in the words that the mapping gives to its values.
    fn words(&self, name: &str, line: &Line) -> Option<Vec<String>> {
        let text = self.text(name, line)?;
        let mapped = self.fields.get(name).and_then(|field| field.values.get(text)).cloned();
        Some(mapped.unwrap_or_else(|| vec![text.to_owned()]))
    }

    /// The same as one word.
    fn word(&self, name: &str, line: &Line) -> Option<String> {
        self.words(name, line).and_then(|words| words.into_iter().next())
    }

    /// The heading of a field, for a message.
    fn heading(&self, name: &str) -> &str {
        let column = self.fields.get(name).and_then(|field| field.column.as_ref());
        column.map_or("", |column| column.name.as_str())
    }

    fn refused(&self, reason: Reason, name: &str, line: &Line) -> Rejection {
        let heading = self.heading(name);
        let field = if heading.is_empty() { name } else { heading };
        Rejection::new(reason, field, self.text(name, line).unwrap_or_default())
    }

    pub(super) fn row(&mut self, line: &Line, row: &mut Row) -> Result<(), Rejection> {
        let at = self.date(line)?;
        let (role, title_level) = self.role(line)?;
        let place = self.place(line)?;
        let money = self.money(line)?;
        let mut key = CellKey::new(role, place, money, at.year());
        key.title = self.text("title", line).map(str::to_owned).and_then(|t| self.texts.get(&t));
        self.level(line, title_level, &mut key, row);
        self.details(line, &mut key, row);
        let uncounted = self.word("count", line).is_some_and(|w| meaning::count(&w).is_none());
        row.remarks.extend(uncounted.then_some(Remark::ImpossibleCount));
        let mut fault = None;
        for pay in &self.pay {
            let key = CellKey { component: pay.component, ..key.clone() };
            if let Err(rejection) = self.pay(pay, &key, at, line, row) {
                fault = fault.or(Some(rejection));
            }
        }
        match fault {
            Some(rejection) if row.is_empty() => Err(rejection),
            Some(rejection) => {
                let missing = rejection.reason == Reason::MissingPay;
                let remark =
                    if missing { Remark::MissingComponent } else { Remark::ImpossibleComponent };
                row.remarks.push(remark);
                Ok(())
            }
            None => Ok(()),
        }
    }

    fn date(&self, line: &Line) -> Result<Date, Rejection> {
        let refuse = || self.refused(Reason::BadDate, "as_of", line);
        match self.text("as_of", line) {
            Some(text) => text.parse().map_err(|_| refuse()),
            None => Ok(self.context.as_of.unwrap_or(self.card.as_of)),
        }
    }

    fn role(&mut self, line: &Line) -> Result<(Shares<RoleId>, Shares<LevelId>), Rejection> {
        let words = self.words("title", line);
        let words = words.ok_or_else(|| self.refused(Reason::MissingTitle, "title", line))?;
        let (taxonomy, titles) = (self.context.taxonomy, self.context.titles);
        if let Ok(role) = shares_of(&words, |slug| taxonomy.role_of(slug)) {
            let level = self.text("title", line).map(|text| titles.title(text).level);
            return Ok((role, level.unwrap_or_else(Shares::unknown)));
        }
        let text = words.first().map(String::as_str).unwrap_or_default();
        let read = self.titles.get(text, |text| titles.title(text));
        let column = self.fields.get("title").and_then(|field| field.column.clone());
        let column = column.unwrap_or_else(|| self.columns.find(&["title"]));
        Ok((checks::role(&read, text, &column)?, read.level))
    }

    fn place(&mut self, line: &Line) -> Result<PlaceId, Rejection> {
        let name = if self.text("place", line).is_some() { "place" } else { "country" };
        let word = self.word(name, line);
        let word = word.ok_or_else(|| self.refused(Reason::UnknownPlace, name, line))?;
        let place = meaning::place(&word, &mut self.places, self.context.taxonomy);
        place.ok_or_else(|| self.refused(Reason::UnknownPlace, name, line))
    }

    /// Currency, period and basis as the row states them, else as mapping and card do.
    fn money(&self, line: &Line) -> Result<Money, Rejection> {
        let currency = match self.word("currency", line) {
            None => self.card.currency,
            Some(code) => code
                .parse::<Currency>()
                .map_err(|_| self.refused(Reason::UnknownCurrency, "currency", line))?,
        };
        let period = self.word("period", line).and_then(|word| meaning::period(&word));
        let period = period.ok_or_else(|| self.refused(Reason::UnknownPeriod, "period", line))?;
        let basis = self.word("basis", line).and_then(|word| Basis::from_slug(&word));
        let basis = basis.unwrap_or(self.card.basis);
        Ok(Money { component: Component::BaseSalary, basis, currency, period })
    }

    fn level(
        &mut self,
        line: &Line,
        title_level: Shares<LevelId>,
        key: &mut CellKey,
        row: &mut Row,
    ) {
        let Some(words) = self.words("level", line) else {
            key.level = title_level;
            return;
        };
        let text = self.text("level", line).unwrap_or_default().to_owned();
        key.level = meaning::level(&words, self.text("employer", line), &self.context);
        row.remarks.extend(key.level.is_unknown().then_some(Remark::UnknownLevel));
        key.level_text = self.texts.get(&text);
    }

    fn details(&mut self, line: &Line, key: &mut CellKey, row: &mut Row) {
        let (taxonomy, context) = (self.context.taxonomy, &self.context);
        key.years = checks::years(self.text("years", line), row);
        key.years_coding = checks::years(self.text("years_coding", line), row);
        key.tenure = checks::years(self.text("tenure", line), row);
        let mut unread = false;
        let mut meant =
            |name: &str, known: bool| unread |= self.text(name, line).is_some() && !known;
        let word = |name: &str| self.word(name, line);
        key.industry = word("industry").and_then(|w| meaning::industry(&w, taxonomy));
        meant("industry", key.industry.is_some());
        key.tier = word("tier").and_then(|w| meaning::tier(&w, taxonomy));
        meant("tier", key.tier.is_some());
        key.headcount = word("headcount").and_then(|w| headcount(&w));
        meant("headcount", key.headcount.is_some());
        key.education = word("education").and_then(|w| meaning::education(&w, context));
        meant("education", key.education.is_some());
        key.remote = word("remote").and_then(|w| meaning::remote(&w, context));
        meant("remote", key.remote.is_some());
        let engagement = word("engagement").and_then(|w| meaning::engagement(&w, taxonomy));
        meant("engagement", engagement.is_some());
        key.engagement = engagement.unwrap_or(Engagement::Employee);
        let stated = word("stated").and_then(|w| Stated::from_slug(&w));
        meant("stated", stated.is_some());
        key.stated = stated.unwrap_or(Stated::Pay);
        meant("basis", word("basis").is_some_and(|w| Basis::from_slug(&w).is_some()));
        row.remarks.extend(unread.then_some(Remark::UnknownDetail));
        let employer = word("employer").map(|name| folded(&name));
        key.employer = employer.and_then(|name| self.texts.get(&name));
        self.skills(line, key, row);
    }

    fn skills(&self, line: &Line, key: &mut CellKey, row: &mut Row) {
        let Some(text) = self.text("skills", line) else { return };
        let taxonomy = self.context.taxonomy;
        let values = self.fields.get("skills").map(|field| &field.values);
        let (mut stated, mut known) = (0u8, Vec::new());
        for name in parse::listed(text) {
            stated = stated.saturating_add(1);
            let own = values.and_then(|v| v.get(name)).and_then(|words| words.first());
            let word = own.map_or(name, String::as_str);
            known.extend(meaning::skill(word, taxonomy));
        }
        row.remarks.extend((known.len() < usize::from(stated)).then_some(Remark::UnknownSkill));
        key.skill_count = Some(stated);
        key.skills = in_order(known);
    }

    /// The records or percentiles of one component.
    fn pay(
        &self,
        pay: &PayColumns,
        key: &CellKey,
        at: Date,
        line: &Line,
        row: &mut Row,
    ) -> Result<(), Rejection> {
        let before = row.records.len() + row.published.len();
        let ends = [
            (&pay.amount, key.stated),
            (&pay.low, Stated::RangeLow),
            (&pay.high, Stated::RangeHigh),
        ];
        let mut amounts = Vec::new();
        for (column, stated) in ends {
            let Some(column) = column else { continue };
            let Some(amount) = self.amount(column, key, at, line)? else { continue };
            amounts.push((amount, stated));
        }
        if let [(low, Stated::RangeLow), (high, Stated::RangeHigh)] = amounts[..]
            && low > high
        {
            let heading = pay.low.as_ref().map_or("", |column| &column.name);
            return Err(Rejection::new(Reason::BadRange, heading, &format!("{low} to {high}")));
        }
        for (amount, stated) in amounts {
            let key = CellKey { stated, ..key.clone() };
            row.record(key, amount);
        }
        self.percentiles(pay, key, at, line, row)?;
        match row.records.len() + row.published.len() == before {
            true => Err(Rejection::new(Reason::MissingPay, pay.component.slug(), "")),
            false => Ok(()),
        }
    }

    fn percentiles(
        &self,
        pay: &PayColumns,
        key: &CellKey,
        at: Date,
        line: &Line,
        row: &mut Row,
    ) -> Result<(), Rejection> {
        let mut quantiles = Vec::new();
        for (p, column) in &pay.percentiles {
            quantiles.extend(self.amount(column, key, at, line)?.map(|amount| (*p, amount)));
        }
        let mean = match &pay.mean {
            Some(column) => self.amount(column, key, at, line)?,
            None => None,
        };
        if quantiles.windows(2).any(|pair| pair[0].1 > pair[1].1) {
            let figures: Vec<String> = quantiles.iter().map(|(_, a)| a.to_string()).collect();
            return Err(Rejection::new(
                Reason::BadRange,
                pay.component.slug(),
                &figures.join(", "),
            ));
        }
        if !quantiles.is_empty() || mean.is_some() {
            let count = self.word("count", line).and_then(|word| meaning::count(&word));
            let key = key.clone();
            row.published.push(SummaryQuantiles {
                quantiles,
                mean,
                count,
                ..SummaryQuantiles::new(key)
            });
        }
        Ok(())
    }

    /// The amount of a column, if one is stated and can be.
    fn amount(
        &self,
        column: &Column,
        key: &CellKey,
        at: Date,
        line: &Line,
    ) -> Result<Option<f64>, Rejection> {
        if line.stated(column, &self.columns).is_none() {
            return Ok(None);
        }
        let amount = checks::amount(line, column);
        match amount {
            Err(rejection) if rejection.reason == Reason::MissingPay => Ok(None),
            Err(rejection) => Err(rejection),
            Ok(amount) => {
                checks::pay(amount, key, at, &self.context, column)?;
                Ok(Some(amount))
            }
        }
    }
}

fn pay_columns(pay: &PayText, columns: &Columns) -> Result<PayColumns, SourceError> {
    let need = |heading: &Option<String>| {
        heading.as_deref().map(|heading| columns.need(&[heading])).transpose()
    };
    let mut percentiles = Vec::new();
    for (heading, percentile) in &pay.percentiles {
        percentiles.push((percentile / 100.0, columns.need(&[heading])?));
    }
    percentiles.sort_by(|a, b| a.0.total_cmp(&b.0));
    Ok(PayColumns {
        component: component(&pay.component).unwrap_or(Component::BaseSalary),
        amount: need(&pay.amount)?,
        low: need(&pay.low)?,
        high: need(&pay.high)?,
        percentiles,
        mean: need(&pay.mean)?,
    })
}
