//! Sources of claims to evidence: one TOML file a source, its card first, then its claims in its own
//! order; a large table may stand as CSV beside it, a claim a row.
//!
//! A file that is no TOML, or whose card cannot be read, is one complaint and says how many claims
//! went with it; a claim that cannot be read is one complaint and leaves the others alone. Unknown
//! keys and unknown words are complaints. `data/claims/README.md` shows the format.

mod card;
mod cell;
mod occupations;
mod page;
mod pay;
mod raw;
mod readings;
mod row;
mod statement;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use goingrate_units::{Problem, Taxonomy};

use self::card::Report;
use self::cell::{Key, ReadCell};
use self::occupations::Occupations;
use self::page::{Entry, Page};
use self::pay::Looseness;
use self::raw::{RawClaim, RawRepeat};
use self::readings::Defaults;
use self::row::{Row, rows};
use self::words::{Words, known};
use super::card::{BASES, People, date, one_of, said};
use super::fault::Fault;
use crate::{
    Basis, Card, Citation, Claim, Figure, OfficialCell, SourceId, Statement, Subject, Unfitted,
};

/// The file of a source of claims.
#[derive(Clone, Copy, Debug)]
pub struct ClaimFile<'a> {
    /// Its name; the source's word is the name without folders and `.toml`.
    pub name: &'a str,
    /// Its text: the card, then the claims.
    pub text: &'a str,
    /// Name and text of the table of claims beside it, if there is one.
    pub table: Option<(&'a str, &'a str)>,
}

/// All files of claims, and what they need beside them.
#[derive(Clone, Copy, Debug)]
pub struct ClaimFiles<'a> {
    /// One file a source.
    pub sources: &'a [ClaimFile<'a>],
    /// Name and text of the default readings (`data/claims/readings.toml`).
    pub readings: (&'a str, &'a str),
    /// Name and bytes of the codes of occupations (`data/taxonomy/occupations.csv`).
    pub occupations: (&'a str, &'a [u8]),
}

/// Claims as read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClaimsRead {
    /// The sources' cards.
    pub cards: Vec<Card>,
    /// Claims that are evidence.
    pub claims: Vec<Claim>,
    /// Distributions of offices' statistics.
    pub cells: Vec<OfficialCell>,
    /// What is carried and not fitted, each with its reason.
    pub unfitted: Vec<Unfitted>,
    /// Whatever could not be read.
    pub complaints: Vec<Problem>,
}

/// Cards and claims of sources. The cards are numbered in the order of the files from `first` on, so
/// that they can follow the cards of other sources. Repeats of one report's figures in another are
/// citations of the claim that they repeat, whichever file comes first.
///
/// Every claim of the files is among the claims, the cells or what is not fitted, or behind a
/// complaint. The figures of a source whose every claim was read have the numbers that its card
/// says, each once.
pub fn claims(files: &ClaimFiles<'_>, first: usize, taxonomy: &Taxonomy) -> ClaimsRead {
    let mut complaints = Vec::new();
    let mut pages = Vec::new();
    for file in files.sources {
        pages
            .extend(opened((file.name, file.text), &mut complaints).map(|page| (page, file.table)));
    }
    let defaults = opened(files.readings, &mut complaints)
        .and_then(|page| readings::defaults(&page, &mut complaints));
    let Some(defaults) = defaults else {
        complaints.extend(pages.iter().map(|(page, _)| without_readings(page)));
        return ClaimsRead { complaints, ..ClaimsRead::default() };
    };
    let occupations = match Occupations::read(files.occupations, taxonomy, &defaults) {
        Ok((occupations, faults)) => {
            complaints.extend(faults);
            occupations
        }
        Err(complaint) => {
            complaints.push(complaint);
            Occupations::default()
        }
    };
    let mut reader = Reader::new(Words(taxonomy), defaults, occupations, first);
    reader.read.complaints = complaints;
    for (page, table) in &pages {
        reader.page(page, *table);
    }
    reader.repeats();
    reader.numbers();
    reader.read
}

fn opened<'a>((name, text): (&'a str, &'a str), complaints: &mut Vec<Problem>) -> Option<Page<'a>> {
    Page::open(name, text).map_err(|complaint| complaints.push(complaint)).ok()
}

fn without_readings(page: &Page<'_>) -> Problem {
    let count = page.entries("claim").len();
    page.missing("claim", &format!("{count} claims not read: the default readings are not usable"))
}

/// A claim as it is written: a table of TOML or a row of CSV.
enum Written<'p> {
    Entry(Entry<'p>),
    Row(Row<'p>),
}

impl Written<'_> {
    fn read(&self) -> Result<RawClaim, Fault> {
        match self {
            Written::Entry(entry) => entry.read(),
            Written::Row(row) => row.read(),
        }
    }

    fn complain(&self, fault: Fault) -> Problem {
        match self {
            Written::Entry(entry) => entry.complain(fault),
            Written::Row(row) => row.complain(fault),
        }
    }
}

/// The numbers that a card gives its source's figures.
struct Numbers<'p> {
    source: SourceId,
    card: Entry<'p>,
    expected: BTreeSet<u32>,
    /// Whether every claim of the source was read.
    complete: bool,
}

/// What has been read so far.
struct Reader<'p> {
    words: Words<'p>,
    defaults: Defaults,
    occupations: Occupations,
    first: usize,
    read: ClaimsRead,
    ids: BTreeSet<String>,
    cells: BTreeSet<Key>,
    /// Which claim of which source carries a figure.
    carried: BTreeMap<u32, (SourceId, String)>,
    /// Repeats, to be resolved when all claims are known.
    pending: Vec<(SourceId, Entry<'p>)>,
    numbers: Vec<Numbers<'p>>,
}

impl<'p> Reader<'p> {
    fn new(
        words: Words<'p>,
        defaults: Defaults,
        occupations: Occupations,
        first: usize,
    ) -> Reader<'p> {
        Reader {
            words,
            defaults,
            occupations,
            first,
            read: ClaimsRead::default(),
            ids: BTreeSet::new(),
            cells: BTreeSet::new(),
            carried: BTreeMap::new(),
            pending: Vec::new(),
            numbers: Vec::new(),
        }
    }

    fn page(&mut self, page: &'p Page<'p>, table: Option<(&'p str, &'p str)>) {
        let before = self.read.complaints.len();
        self.read.complaints.extend(page.strangers(&["card", "usual"], &["claim", "repeat"]));
        let (rows, faults) = table.map(rows).unwrap_or_default();
        self.read.complaints.extend(faults);
        match self.report(page) {
            Ok(report) => {
                self.pending.extend(page.entries("repeat").into_iter().map(|e| (report.source, e)));
                let entries = page.entries("claim").into_iter().map(Written::Entry);
                for written in entries.chain(rows.into_iter().map(Written::Row)) {
                    if let Err(fault) = self.claim(&written, &report) {
                        self.read.complaints.push(written.complain(fault));
                    }
                }
                self.expect(page, &report, self.read.complaints.len() == before);
                self.read.cards.push(report.card);
            }
            Err(complaint) => {
                let count = page.entries("claim").len() + page.entries("repeat").len() + rows.len();
                let reason =
                    format!("{count} claims and repeats not read, because their card is not");
                self.read.complaints.extend([complaint, page.missing("claim", &reason)]);
            }
        }
    }

    fn expect(&mut self, page: &'p Page<'p>, report: &Report, complete: bool) {
        let Some(card) = page.entry("card") else { return };
        let expected: BTreeSet<u32> =
            report.own.figures.iter().flat_map(|[first, last]| *first..=*last).collect();
        if !expected.is_empty() {
            self.numbers.push(Numbers { source: report.source, card, expected, complete });
        }
    }

    fn report(&self, page: &Page<'_>) -> Result<Report, Problem> {
        if self.read.cards.iter().any(|card| card.slug == page.slug()) {
            return Err(page.missing("card", "there is a report of this name already"));
        }
        let source = SourceId(self.first + self.read.cards.len());
        Report::read(page, source, &self.defaults.readings, self.words)
    }

    fn claim(&mut self, written: &Written<'_>, report: &Report) -> Result<(), Fault> {
        let raw: RawClaim = written.read()?;
        let id = self.new_id(&raw.id, report)?;
        if raw.code.is_some() && raw.role.is_some() {
            return Err(Fault::at("code", "a claim names a role or a code, not both"));
        }
        match report.is_statistics() && raw.aside.is_none() {
            true => self.cell(&raw, &id, report)?,
            false => self.statement(&raw, &id, report)?,
        }
        self.ids.insert(id);
        Ok(())
    }

    /// Adds the cell of an office's claim.
    fn cell(&mut self, raw: &RawClaim, id: &str, report: &Report) -> Result<(), Fault> {
        let ReadCell { mut cell, key, printed } =
            cell::cell(raw, report, self.words, &self.occupations)?;
        if self.cells.contains(&key) {
            return Err(Fault::at("code", "this place, occupation and date is there twice"));
        }
        let figures = self.figures(&raw.figures, printed, id)?;
        self.carry(&figures, report.source, id);
        cell.making.figures = figures.iter().map(|figure| figure.id).collect();
        self.cells.insert(key);
        self.read.cells.push(cell);
        Ok(())
    }

    /// Adds a claim to those that are fitted or to those that are not.
    fn statement(&mut self, raw: &RawClaim, id: &str, report: &Report) -> Result<(), Fault> {
        if raw.bonus.is_some() || raw.modelled {
            let field = if raw.modelled { "modelled" } else { "bonus" };
            return Err(Fault::at(field, "only a cell of official statistics says this"));
        }
        let occupation = raw.code.as_deref().map(|code| self.occupations.of(code)).transpose()?;
        let loose = Looseness {
            matched: occupation
                .map_or(0.0, |occupation| occupation.matched.sd)
                .hypot(report.loose(true)),
            answers: self.answers(raw, report)?,
            spread: self.defaults.spread,
        };
        let role = occupation.map(|occupation| occupation.role);
        let subject = self.words.subject(&report.usual, &raw.subject(), role)?;
        let (statement, printed) = statement::statement(raw, &subject, report, self.words, loose)?;
        read_as_something(&subject, &statement, report)?;
        let (basis, because) = self.aside(raw, report)?;
        let section = raw.section.as_deref();
        let section = section.ok_or_else(|| Fault::at("section", "missing field `section`"))?;
        let figures = self.figures(&raw.figures, printed, id)?;
        let as_of = raw.as_of.as_deref();
        let claim = Claim {
            id: id.to_owned(),
            source: report.source,
            section: said("section", section)?,
            as_of: as_of.map_or(Ok(report.card.as_of), |text| date("as_of", text))?,
            subject,
            statement,
            figures,
            also_in: Vec::new(),
            note: raw.note.clone(),
        };
        self.carry(&claim.figures, report.source, id);
        match because {
            None => self.read.claims.push(claim),
            Some((why, because)) => {
                self.read.unfitted.push(Unfitted { claim, basis, why, because });
            }
        }
        Ok(())
    }

    /// How many answers a claim rests on; `None` where it does not say, or counts others.
    fn answers(&self, raw: &RawClaim, report: &Report) -> Result<Option<f64>, Fault> {
        match (raw.n, report.own.people) {
            (Some(n), _) if !(n.is_finite() && n > 0.0) => {
                Err(Fault::at("n", "must be above zero"))
            }
            (Some(_), None) => {
                let words = "sample, population or survey";
                Err(Fault::at("n", format!("the card's people must say whom it counts: {words}")))
            }
            (n, people) => Ok(n.filter(|_| people == Some(People::Sample))),
        }
    }

    /// The basis, and why the claim is not fitted: word and reason. A net figure must have one.
    fn aside(
        &self,
        raw: &RawClaim,
        report: &Report,
    ) -> Result<(Basis, Option<(String, String)>), Fault> {
        let basis = raw.basis.as_deref().map(|word| one_of("basis", word, &BASES)).transpose()?;
        let basis = basis.unwrap_or(report.card.basis);
        let because = match &raw.aside {
            Some(word) => {
                let found = self.defaults.aside.get(word).cloned();
                let all = self.defaults.aside.keys().map(String::as_str);
                Some((word.clone(), known("aside", word, found, all)?))
            }
            None if basis == Basis::Net => {
                return Err(Fault::at("basis", "net pay is not fitted; say why in aside"));
            }
            None => None,
        };
        Ok((basis, because))
    }

    fn carry(&mut self, figures: &[Figure], source: SourceId, id: &str) {
        self.carried.extend(figures.iter().map(|figure| (figure.id, (source, id.to_owned()))));
    }

    fn new_id(&self, word: &str, report: &Report) -> Result<String, Fault> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if word.is_empty() || !word.chars().all(plain) {
            return Err(Fault::at("id", "write lower-case letters, digits and hyphens"));
        }
        let id = format!("{}/{word}", report.card.slug);
        match self.ids.contains(&id) {
            true => Err(Fault::at("id", "another claim of this file has this id")),
            false => Ok(id),
        }
    }

    /// The printed figures with their numbers: all of them, or none where figures are not numbered.
    fn figures(
        &self,
        numbers: &BTreeMap<String, u32>,
        printed: Vec<(String, String)>,
        claim: &str,
    ) -> Result<Vec<Figure>, Fault> {
        if numbers.is_empty() {
            return Ok(Vec::new());
        }
        let fields: Vec<&str> = printed.iter().map(|(field, _)| field.as_str()).collect();
        self.check_numbers(numbers, &fields, claim)?;
        let figure =
            |(field, value): (String, String)| Figure { id: numbers[&field], field, value };
        Ok(printed.into_iter().map(figure).collect())
    }

    /// Whether the numbers name exactly these fields, and no figure that is carried already.
    fn check_numbers(
        &self,
        numbers: &BTreeMap<String, u32>,
        fields: &[&str],
        claim: &str,
    ) -> Result<(), Fault> {
        if let Some(field) = fields.iter().find(|field| !numbers.contains_key(**field)) {
            return Err(Fault::at("figures", format!("{field} has no number")));
        }
        for (at, (field, number)) in numbers.iter().enumerate() {
            let key = || format!("figures.{field}");
            if !fields.contains(&field.as_str()) {
                let reason = format!("no such figure; the claim states {}", fields.join(", "));
                return Err(Fault::at(key(), reason));
            }
            let here = numbers.values().take(at).any(|other| other == number).then_some(claim);
            if let Some(by) = self.carried.get(number).map(|(_, by)| by.as_str()).or(here) {
                return Err(Fault::at(
                    key(),
                    format!("figure {number} is carried by {by} already"),
                ));
            }
        }
        Ok(())
    }

    fn repeats(&mut self) {
        for (source, entry) in std::mem::take(&mut self.pending) {
            if let Err(fault) = self.repeat(source, entry) {
                let complete = self.numbers.iter_mut().filter(|of| of.source == source);
                complete.for_each(|of| of.complete = false);
                self.read.complaints.push(entry.complain(fault));
            }
        }
    }

    /// Whether each source's figures have the numbers that its card says, if all of it was read.
    fn numbers(&mut self) {
        for of in &self.numbers {
            let carried = self.carried.iter().filter(|(_, (source, _))| *source == of.source);
            let carried: BTreeSet<u32> = carried.map(|(number, _)| *number).collect();
            let lost = of.expected.difference(&carried).next();
            let strange = carried.difference(&of.expected).next();
            let reason = match (lost, strange) {
                _ if !of.complete => continue,
                (Some(number), _) => format!("no claim of the file carries figure {number}"),
                (None, Some(number)) => format!("figure {number} is not among these numbers"),
                (None, None) => continue,
            };
            self.read.complaints.push(of.card.complain(Fault::at("figures", reason)));
        }
    }

    fn repeat(&mut self, source: SourceId, entry: Entry<'_>) -> Result<(), Fault> {
        let raw: RawRepeat = entry.read()?;
        let found = self.read.claims.iter().position(|claim| claim.id == raw.of);
        let ids = self.read.claims.iter().map(|claim| claim.id.as_str());
        let claim = &self.read.claims[words::known("of", &raw.of, found, ids)?];
        if claim.source == source {
            return Err(Fault::at("of", "a report does not repeat itself"));
        }
        let printed = claim.figures.iter().map(|f| (f.field.clone(), f.value.clone())).collect();
        let figures = self.figures(&raw.figures, printed, &raw.of)?;
        let section = said("section", &raw.section)?;
        self.carry(&figures, source, &raw.of);
        let citation = Citation { source, section, figures };
        self.read
            .claims
            .iter_mut()
            .filter(|c| c.id == raw.of)
            .for_each(|c| c.also_in.push(citation.clone()));
        Ok(())
    }
}

/// Whether whatever the claim leaves out has a meaning on its card. Planners' figures are not read
/// as pay and may leave out anything.
fn read_as_something(subject: &Subject, said: &Statement, report: &Report) -> Result<(), Fault> {
    if matches!(said, Statement::Planner(_)) {
        return Ok(());
    }
    let card = &report.card;
    let unsaid = |field: &str| {
        Fault::at(field, "not said, and the [card] does not say what that means in this report")
    };
    if subject.place.is_none() && card.no_place.is_none() {
        return Err(unsaid("place"));
    }
    if subject.engagement.is_none() && card.any_engagement.is_empty() {
        return Err(unsaid("engagement"));
    }
    if subject.level.is_none() && subject.years.is_none() && !report.says_no_level {
        return Err(unsaid("level"));
    }
    Ok(())
}
