//! Lines of a mapped table to rows, by what the mapping says of their columns.

use goingrate_evidence::{Basis, Card, CellKey, Shares, Stated, YearsBand, in_order};
use goingrate_units::{Currency, Date, Engagement, LevelId, Period, PlaceId, RoleId, parse};

use super::fields::{Chosen, Fields};
use super::file::{Mapping, TableText};
use super::pay::{PayColumns, RowMoney, Task, habit, row_habit};
use super::{dates, words as meaning, years};
use crate::error::SourceError;
use crate::memo::{Interner, Memo};
use crate::reading::answers::Order;
use crate::reading::numbers::Habit;
use crate::reading::{Context, checks};
use crate::rejection::{Reason, Rejection, Remark};
use crate::row::Row;
use crate::table::{Columns, Line};
use crate::words::{Places, ReadTitle, folded, headcount, shares_of};

/// Reads lines: the mapping with its columns found, and what was read before.
pub(super) struct Reader<'a> {
    pub(super) context: Context<'a>,
    card: &'a Card,
    fields: Fields,
    chosen: Vec<Chosen>,
    pub(super) pay: Vec<PayColumns>,
    habit: Habit,
    order: Option<Order>,
    full_time: Option<f64>,
    titles: Memo<ReadTitle>,
    places: Places<'a>,
    texts: Interner,
}

/// Whose pay a line is of: the key without its part of pay, the day, and what the line says of its money.
pub(super) struct Subject {
    pub key: CellKey,
    pub at: Date,
    pub money: RowMoney,
}

impl<'a> Reader<'a> {
    /// A reader of a table of these columns; its first lines show how it writes numbers.
    pub(super) fn new(
        mapping: &Mapping,
        card: &'a Card,
        columns: &Columns,
        first: &[Line],
        context: Context<'a>,
    ) -> Result<Reader<'a>, SourceError> {
        let pay = mapping.pay.iter().map(|pay| PayColumns::new(pay, columns));
        let pay = pay.collect::<Result<Vec<_>, _>>()?;
        let TableText { dates, full_time, .. } = &mapping.table;
        Ok(Reader {
            context,
            card,
            fields: Fields::new(mapping, columns)?,
            chosen: Chosen::all(mapping, columns)?,
            habit: habit(&mapping.table, &pay, first),
            order: dates.as_deref().and_then(dates::order),
            full_time: *full_time,
            pay,
            titles: Memo::new(),
            places: Places::new(context.taxonomy),
            texts: Interner::default(),
        })
    }

    pub(super) fn row(&mut self, line: &Line, row: &mut Row) -> Result<(), Rejection> {
        self.chosen.iter().try_for_each(|chosen| chosen.check(line))?;
        let subject = self.subject(line, row)?;
        let word = self.fields.word("count", line);
        let count = word.as_deref().and_then(meaning::count);
        row.remarks.extend((word.is_some() && count.is_none()).then_some(Remark::ImpossibleCount));
        self.parts_of_pay(&subject, count, line, row)
    }

    /// Whose pay a line is of, before any part of pay.
    pub(super) fn subject(&mut self, line: &Line, row: &mut Row) -> Result<Subject, Rejection> {
        let at = self.date(line)?;
        let (role, title_level) = self.role(line)?;
        let place = self.place(line, row)?;
        let money = self.money(line, row)?;
        let mut key = CellKey::new(role, place, money.of_key(), at.year());
        key.title = self.fields.text("title", line).and_then(|title| self.texts.get(&title));
        self.level(line, title_level, &mut key, row);
        self.details(line, &mut key, row);
        Ok(Subject { key, at, money })
    }

    /// The parts of pay that can be used; a row without any has the fault of the first.
    fn parts_of_pay(
        &self,
        subject: &Subject,
        count: Option<u64>,
        line: &Line,
        row: &mut Row,
    ) -> Result<(), Rejection> {
        let mut faults = Vec::new();
        for pay in &self.pay {
            let Subject { key, at, money } = subject;
            let (key, context) = (key.clone(), &self.context);
            let columns = self.fields.columns();
            let task = Task { money, key, at: *at, count, line, columns, context };
            faults.extend(pay.read(&task, row).err());
        }
        if row.is_empty() {
            // Why there is no pay at all: an amount that cannot be before one that is not there.
            let tells = |fault: &Rejection| fault.reason != Reason::MissingPay;
            let at = faults.iter().position(tells).unwrap_or(0);
            return match faults.is_empty() {
                true => Ok(()),
                false => Err(faults.swap_remove(at)),
            };
        }
        for fault in faults {
            let remark = match fault.reason {
                Reason::MissingPay => Remark::MissingComponent,
                Reason::AmbiguousPay => Remark::AmbiguousComponent,
                _ => Remark::ImpossibleComponent,
            };
            if !row.remarks.contains(&remark) {
                row.remarks.push(remark);
            }
        }
        Ok(())
    }

    fn date(&self, line: &Line) -> Result<Date, Rejection> {
        let Some(text) = self.fields.word("as_of", line) else {
            return Ok(self.context.as_of.unwrap_or(self.card.as_of));
        };
        let date = dates::date(&text, self.order);
        date.ok_or_else(|| self.fields.refused(Reason::BadDate, "as_of", line))
    }

    fn role(&mut self, line: &Line) -> Result<(Shares<RoleId>, Shares<LevelId>), Rejection> {
        let words = self.fields.words("title", line);
        let words =
            words.ok_or_else(|| self.fields.refused(Reason::MissingTitle, "title", line))?;
        let (taxonomy, titles) = (self.context.taxonomy, self.context.titles);
        if let Ok(role) = shares_of(&words, |slug| taxonomy.role_of(slug)) {
            let level = self.fields.text("title", line).map(|text| titles.title(&text).level);
            return Ok((role, level.unwrap_or_else(Shares::unknown)));
        }
        let text = words.first().map(String::as_str).unwrap_or_default();
        let read = self.titles.get(text, |text| titles.title(text));
        Ok((checks::role_of(&read, text, self.fields.heading("title"))?, read.level))
    }

    /// What the row states goes before what is fixed for all; its country bounds its place.
    fn place(&mut self, line: &Line, row: &mut Row) -> Result<PlaceId, Rejection> {
        let town = self.fields.stated_word("place", line);
        let country = match self.fields.word("country", line) {
            Some(word) => Some(self.country(&word, line, row)?),
            None => None,
        };
        let stated = self.fields.stated("country", line).is_some();
        let fixed = || self.fields.word("place", line).filter(|_| !stated);
        let (Some(town), taxonomy) = (town.or_else(fixed), self.context.taxonomy) else {
            let refuse = || self.fields.refused(Reason::UnknownPlace, "place", line);
            return country.ok_or_else(refuse);
        };
        let read = meaning::place(&town, country, &mut self.places, taxonomy);
        let read = read.ok_or_else(|| self.fields.refused(Reason::UnknownPlace, "place", line))?;
        coarser(read.coarser, row);
        Ok(read.place)
    }

    fn country(&mut self, word: &str, line: &Line, row: &mut Row) -> Result<PlaceId, Rejection> {
        let country = self.places.country(word);
        if let Some(country) = country {
            return Ok(country);
        }
        let read = meaning::place(word, None, &mut self.places, self.context.taxonomy);
        let read =
            read.ok_or_else(|| self.fields.refused(Reason::UnknownPlace, "country", line))?;
        coarser(read.coarser, row);
        Ok(read.place)
    }

    /// Currency, period, basis and hours as the row states them, else as mapping and card do.
    fn money(&self, line: &Line, row: &mut Row) -> Result<RowMoney, Rejection> {
        let fields = &self.fields;
        let currency = match fields.word("currency", line) {
            None => self.card.currency,
            Some(code) => code
                .trim()
                .parse::<Currency>()
                .map_err(|_| fields.refused(Reason::UnknownCurrency, "currency", line))?,
        };
        let period = fields.word("period", line).and_then(|word| meaning::period(&word));
        let period: Result<Period, Rejection> =
            period.ok_or_else(|| fields.refused(Reason::UnknownPeriod, "period", line));
        let basis = fields.word("basis", line).and_then(|word| Basis::from_slug(&word));
        Ok(RowMoney {
            currency,
            currency_stated: fields.stated("currency", line).is_some(),
            period,
            period_stated: fields.stated("period", line).is_some(),
            basis: basis.unwrap_or(self.card.basis),
            full_time: self.full_time(line, row),
            habit: row_habit(self.habit, &self.pay, line),
        })
    }

    /// By what the pay of a row is multiplied to be that of full-time work. More hours than those are
    /// full-time work too.
    fn full_time(&self, line: &Line, row: &mut Row) -> f64 {
        let (Some(full), Some(word)) = (self.full_time, self.fields.word("hours", line)) else {
            return 1.0;
        };
        match meaning::hours(&word) {
            Some(hours) if hours < full => {
                row.remarks.push(Remark::PartTimePay);
                full / hours
            }
            Some(_) => 1.0,
            None => {
                row.remarks.push(Remark::UnknownDetail);
                1.0
            }
        }
    }

    fn level(
        &mut self,
        line: &Line,
        title_level: Shares<LevelId>,
        key: &mut CellKey,
        row: &mut Row,
    ) {
        let Some(text) = self.fields.text("level", line) else {
            key.level = title_level;
            return;
        };
        let words = self.fields.meant("level", &text);
        let employer = self.fields.text("employer", line);
        key.level = meaning::level(&words, employer.as_deref(), &self.context);
        row.remarks.extend(key.level.is_unknown().then_some(Remark::UnknownLevel));
        key.level_text = self.texts.get(&text);
    }

    /// Years of a field, by the words of the mapping; years that cannot be are a remark and left open.
    fn years(&self, name: &str, line: &Line, row: &mut Row) -> Option<YearsBand> {
        let word = self.fields.word(name, line)?;
        let band = years::band(&word, self.context.taxonomy);
        row.remarks.extend(band.is_none().then_some(Remark::ImpossibleYears));
        band
    }

    fn details(&mut self, line: &Line, key: &mut CellKey, row: &mut Row) {
        let (taxonomy, context, fields) = (self.context.taxonomy, &self.context, &self.fields);
        key.years = self.years("years", line, row);
        key.years_coding = self.years("years_coding", line, row);
        key.tenure = self.years("tenure", line, row);
        let mut unread = false;
        let mut meant =
            |name: &str, known: bool| unread |= fields.text(name, line).is_some() && !known;
        let word = |name: &str| fields.word(name, line);
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
        let Some(text) = self.fields.text("skills", line) else { return };
        let taxonomy = self.context.taxonomy;
        let (mut stated, mut known) = (0u8, Vec::new());
        for name in parse::listed(&text) {
            stated = stated.saturating_add(1);
            let words = self.fields.meant("skills", name);
            let word = words.first().map_or(name, String::as_str);
            known.extend(meaning::skill(word, taxonomy));
        }
        row.remarks.extend((known.len() < usize::from(stated)).then_some(Remark::UnknownSkill));
        key.skill_count = Some(stated);
        key.skills = in_order(known);
    }
}

fn coarser(coarser: bool, row: &mut Row) {
    row.remarks.extend(coarser.then_some(Remark::CoarserPlace));
}
