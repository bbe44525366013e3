//! Reports as TOML to claims: one file a report, its card first, then its claims in its own order.
//!
//! A file that is no TOML, or whose card cannot be read, is one complaint and says how many claims
//! went with it; a claim that cannot be read is one complaint and leaves the others alone. Unknown
//! keys and unknown words are complaints. `data/claims/README.md` shows the format.

mod card;
mod fault;
mod page;
mod pay;
mod raw;
mod readings;
mod statement;
mod words;

use std::collections::BTreeMap;

use goingrate_units::{Problem, Taxonomy};

use self::card::{Report, date, said};
use self::fault::Fault;
use self::page::{Entry, Page};
use self::raw::{RawClaim, RawRepeat};
pub(super) use self::readings::reread;
use self::words::Words;
use crate::{Card, Citation, Claim, Figure, Readings, SourceId, Statement, Subject};

/// Cards and claims of reports.
///
/// `files` are names and texts, one a report: the report's word is the file's name without folder
/// and `.toml`. `readings` is the name and text of the default readings. The cards are numbered in
/// the order of `files` from `first` on, so that they can follow the cards of other sources.
/// Repeats of one report's figures in another are citations of the claim that they repeat,
/// whichever file comes first.
///
/// Every claim of the files is either among the claims or behind a complaint.
pub fn claims(
    files: &[(&str, &str)],
    readings: (&str, &str),
    first: usize,
    taxonomy: &Taxonomy,
) -> (Vec<Card>, Vec<Claim>, Vec<Problem>) {
    let mut complaints = Vec::new();
    let pages: Vec<Page<'_>> = files.iter().filter_map(|f| opened(*f, &mut complaints)).collect();
    let defaults = opened(readings, &mut complaints)
        .and_then(|page| readings::defaults(&page, &mut complaints));
    let Some(defaults) = defaults else {
        complaints.extend(pages.iter().map(without_readings));
        return (Vec::new(), Vec::new(), complaints);
    };
    let mut reader = Reader::new(Words(taxonomy), defaults, first);
    reader.complaints = complaints;
    for page in &pages {
        reader.page(page);
    }
    reader.repeats();
    (reader.cards, reader.claims, reader.complaints)
}

/// The default readings alone, for figures that stand in other files than reports.
pub(super) fn default_readings((name, text): (&str, &str)) -> Result<Readings, Problem> {
    let page = Page::open(name, text)?;
    let mut complaints = Vec::new();
    let found = readings::defaults(&page, &mut complaints);
    let missing = || page.missing("readings", "the default readings are not usable");
    found.ok_or_else(|| complaints.pop().unwrap_or_else(missing))
}

fn opened<'a>((name, text): (&'a str, &'a str), complaints: &mut Vec<Problem>) -> Option<Page<'a>> {
    Page::open(name, text).map_err(|complaint| complaints.push(complaint)).ok()
}

fn without_readings(page: &Page<'_>) -> Problem {
    let count = page.entries("claim").len();
    page.missing("claim", &format!("{count} claims not read: the default readings are not usable"))
}

/// What has been read so far.
struct Reader<'p> {
    words: Words<'p>,
    defaults: Readings,
    first: usize,
    cards: Vec<Card>,
    claims: Vec<Claim>,
    complaints: Vec<Problem>,
    /// Which claim carries a figure.
    carried: BTreeMap<u32, String>,
    /// Repeats, to be resolved when all claims are known.
    pending: Vec<(SourceId, Entry<'p>)>,
}

impl<'p> Reader<'p> {
    fn new(words: Words<'p>, defaults: Readings, first: usize) -> Reader<'p> {
        Reader {
            words,
            defaults,
            first,
            cards: Vec::new(),
            claims: Vec::new(),
            complaints: Vec::new(),
            carried: BTreeMap::new(),
            pending: Vec::new(),
        }
    }

    fn page(&mut self, page: &'p Page<'p>) {
        self.complaints.extend(page.strangers(&["card", "usual"], &["claim", "repeat"]));
        match self.report(page) {
            Ok(report) => {
                self.pending.extend(page.entries("repeat").into_iter().map(|e| (report.source, e)));
                for entry in page.entries("claim") {
                    if let Err(fault) = self.claim(entry, &report) {
                        self.complaints.push(entry.complain(fault));
                    }
                }
                self.cards.push(report.card);
            }
            Err(complaint) => {
                let count = page.entries("claim").len() + page.entries("repeat").len();
                let reason =
                    format!("{count} claims and repeats not read, because their card is not");
                self.complaints.extend([complaint, page.missing("claim", &reason)]);
            }
        }
    }

    fn report(&self, page: &Page<'_>) -> Result<Report, Problem> {
        if self.cards.iter().any(|card| card.slug == page.slug()) {
            return Err(page.missing("card", "there is a report of this name already"));
        }
        let source = SourceId(self.first + self.cards.len());
        Report::read(page, source, &self.defaults, self.words)
    }

    fn claim(&mut self, entry: Entry<'_>, report: &Report) -> Result<(), Fault> {
        let raw: RawClaim = entry.read()?;
        let id = self.new_id(&raw.id, report)?;
        let subject = self.words.subject(&report.usual, &raw.subject())?;
        let (statement, printed) = statement::statement(&raw, &subject, report, self.words)?;
        read_as_something(&subject, &statement, report)?;
        let figures = self.figures(&raw.figures, printed, &id)?;
        let as_of =
            raw.as_of.as_deref().map_or(Ok(report.card.as_of), |text| date("as_of", text))?;
        let section = said("section", &raw.section)?;
        let (source, note) = (report.source, raw.note);
        let also_in = Vec::new();
        self.carried.extend(figures.iter().map(|figure| (figure.id, id.clone())));
        self.claims.push(Claim {
            id,
            source,
            section,
            as_of,
            subject,
            statement,
            figures,
            also_in,
            note,
        });
        Ok(())
    }

    fn new_id(&self, word: &str, report: &Report) -> Result<String, Fault> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if word.is_empty() || !word.chars().all(plain) {
            return Err(Fault::at("id", "write lower-case letters, digits and hyphens"));
        }
        let id = format!("{}/{word}", report.card.slug);
        match self.claims.iter().any(|claim| claim.id == id) {
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
            if let Some(by) = self.carried.get(number).map(String::as_str).or(here) {
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
                self.complaints.push(entry.complain(fault));
            }
        }
    }

    fn repeat(&mut self, source: SourceId, entry: Entry<'_>) -> Result<(), Fault> {
        let raw: RawRepeat = entry.read()?;
        let found = self.claims.iter().position(|claim| claim.id == raw.of);
        let ids = self.claims.iter().map(|claim| claim.id.as_str());
        let claim = &self.claims[words::known("of", &raw.of, found, ids)?];
        if claim.source == source {
            return Err(Fault::at("of", "a report does not repeat itself"));
        }
        let printed = claim.figures.iter().map(|f| (f.field.clone(), f.value.clone())).collect();
        let figures = self.figures(&raw.figures, printed, &raw.of)?;
        let section = said("section", &raw.section)?;
        self.carried.extend(figures.iter().map(|figure| (figure.id, raw.of.clone())));
        let citation = Citation { source, section, figures };
        self.claims
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
