//! All evidence together, what is inconsistent in it, and the hash that ties a book to it.

use std::collections::HashSet;
use std::fmt;
use std::io::{self, Read};
use std::str::FromStr;

use goingrate_units::{PlaceId, Problem};

use crate::read::MicrodataRead;
use crate::{Card, Cell, Claim, OfficialCell, SeriesPoint, SourceId, SummaryQuantiles, Unfitted};

/// A hash of the evidence's bytes (FNV-1a, 128 bits), so that a book can say which evidence it was
/// fitted on. Not a defence against forgery. Written as 32 hexadecimal digits.
///
/// ```
/// use goingrate_evidence::ContentHash;
/// let hash = ContentHash::of(&[b"claims", b"official"]);
/// assert_eq!(hash.to_string().parse(), Ok(hash));
/// assert_ne!(hash, ContentHash::of(&[b"claimsofficial"]));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ContentHash(pub u128);

/// A text that is no content hash.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no content hash; it has 32 hexadecimal digits")]
pub struct ContentHashError(pub String);

/// The constants of FNV-1a for 128 bits (Fowler, Noll, Vo, Eastlake: draft-eastlake-fnv).
const FNV_OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const FNV_PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

impl ContentHash {
    /// The hash of the parts in this order, each preceded by its length, so that moving a byte from
    /// one part to the next makes another hash.
    pub fn of(parts: &[&[u8]]) -> ContentHash {
        let start = ContentHash(FNV_OFFSET);
        parts
            .iter()
            .fold(start, |hash, part| hash.with(&(part.len() as u64).to_le_bytes()).with(part))
    }

    /// The hash of a stream's bytes as they are, with their number; a large file is never whole in
    /// memory.
    ///
    /// # Errors
    /// When the stream cannot be read.
    pub fn of_stream(mut stream: impl Read) -> io::Result<(ContentHash, u64)> {
        let (mut hash, mut length) = (ContentHash(FNV_OFFSET), 0);
        let mut buffer = vec![0; 1 << 16];
        loop {
            match stream.read(&mut buffer) {
                Ok(0) => return Ok((hash, length)),
                Ok(read) => {
                    hash = hash.with(&buffer[..read]);
                    length += read as u64;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    fn with(self, bytes: &[u8]) -> ContentHash {
        let step = |hash: u128, byte: &u8| (hash ^ u128::from(*byte)).wrapping_mul(FNV_PRIME);
        ContentHash(bytes.iter().fold(self.0, step))
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl FromStr for ContentHash {
    type Err = ContentHashError;

    fn from_str(text: &str) -> Result<ContentHash, ContentHashError> {
        let digits = text.len() == 32 && text.bytes().all(|b| b.is_ascii_hexdigit());
        let hash = u128::from_str_radix(text, 16).ok().filter(|_| digits);
        hash.map(ContentHash).ok_or_else(|| ContentHashError(text.to_owned()))
    }
}

/// All evidence together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    /// The sources' cards; a [`SourceId`] is a position here.
    pub cards: Vec<Card>,
    /// Published statements, in the order of their files.
    pub claims: Vec<Claim>,
    /// Statements that are carried and must not be fitted, each with the reason.
    pub unfitted: Vec<Unfitted>,
    /// Cells of official tables.
    pub official: Vec<OfficialCell>,
    /// Series over time.
    pub series: Vec<SeriesPoint>,
    /// Cells of microdata.
    pub cells: Vec<Cell>,
    /// Percentiles that sources of a store publish ready-made.
    pub published: Vec<(SourceId, SummaryQuantiles)>,
    /// What a country's money buys: units of it for an international dollar, by country and year.
    pub purchasing_power: Vec<(PlaceId, i16, f64)>,
    /// What is known of countries beside pay, in the order of places.
    pub countries: Vec<CountryFacts>,
}

/// What is known of a country beside pay.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CountryFacts {
    /// The country.
    pub place: PlaceId,
    /// Income a head and year in US dollars (`data/world/README.md` says by which statistic).
    pub income: Option<f64>,
    /// How many software developers work there: the weight of a country in a larger region.
    pub developers: Option<f64>,
}

impl Evidence {
    /// The card of a source.
    pub fn card(&self, source: SourceId) -> &Card {
        &self.cards[source.0]
    }

    /// The source of a slug.
    pub fn source_of(&self, slug: &str) -> Option<SourceId> {
        self.cards.iter().position(|c| c.slug == slug).map(SourceId)
    }

    /// Adds a carried table of microdata; the complaints of reading are given back. Several tables of
    /// one source share its card, which then has the remarks of all.
    pub fn add_microdata(&mut self, read: MicrodataRead) -> Vec<Problem> {
        let MicrodataRead { card, cells, published, complaints, .. } = read;
        let source = match self.source_of(&card.slug) {
            Some(known) => {
                let biases = &mut self.cards[known.0].biases;
                for remark in card.biases {
                    if !biases.contains(&remark) {
                        biases.push(remark);
                    }
                }
                known
            }
            None => {
                self.cards.push(card);
                SourceId(self.cards.len() - 1)
            }
        };
        self.cells.extend(cells.into_iter().map(|cell| Cell { source, ..cell }));
        self.published.extend(published.into_iter().map(|published| (source, published)));
        complaints
    }

    /// What is inconsistent between its parts: two cards of one slug, two claims of one id, a piece
    /// whose source has no card. Empty when all is well; files are named by the list they fill.
    pub fn complaints(&self) -> Vec<Problem> {
        let slugs = twice("cards", "slug", self.cards.iter().map(|card| card.slug.as_str()));
        let ids = twice("claims", "id", self.every_claim().map(|claim| claim.id.as_str()));
        slugs.into_iter().chain(ids).chain(self.without_card()).collect()
    }

    /// Every claim that is carried, fitted or not.
    pub fn every_claim(&self) -> impl Iterator<Item = &Claim> {
        self.claims.iter().chain(self.unfitted.iter().map(|unfitted| &unfitted.claim))
    }

    fn without_card(&self) -> Vec<Problem> {
        let citations = self.every_claim().flat_map(|claim| &claim.also_in);
        let sources = (self.every_claim().map(|c| ("claims", c.source)))
            .chain(citations.map(|c| ("claims", c.source)))
            .chain(self.official.iter().map(|c| ("official", c.source)))
            .chain(self.series.iter().map(|p| ("series", p.source)))
            .chain(self.cells.iter().map(|c| ("cells", c.source)))
            .chain(self.published.iter().map(|p| ("published", p.0)));
        let unknown: HashSet<_> = sources.filter(|s| s.1.0 >= self.cards.len()).collect();
        let mut unknown: Vec<_> = unknown.into_iter().collect();
        unknown.sort_unstable();
        let reason = format!("no such source; there are {} cards", self.cards.len());
        let number = |source: SourceId| source.0.to_string();
        unknown.into_iter().map(|(list, s)| complaint(list, "source", number(s), &reason)).collect()
    }
}

/// A complaint for every value that is there a second time.
fn twice<'v>(list: &str, field: &str, values: impl Iterator<Item = &'v str>) -> Vec<Problem> {
    let mut seen = HashSet::new();
    let again = values.filter(|value| !seen.insert(*value));
    let reason = "it is there twice; each must be unique";
    again.map(|value| complaint(list, field, value.to_owned(), reason)).collect()
}

fn complaint(list: &str, field: &str, value: String, reason: &str) -> Problem {
    let (file, field) = (list.to_owned(), field.to_owned());
    Problem::in_file(file, None, field, value, reason.to_owned())
}

#[cfg(test)]
mod tests {
    use goingrate_units::PlaceId;

    use super::*;
    use crate::{Bound, SeriesKind};

    /// The published test vector: the bytes of "foobar" without any length.
    #[test]
    fn fnv_is_the_published_one() {
        let hash = ContentHash(FNV_OFFSET).with(b"foobar");
        assert_eq!(hash.to_string(), "343e1662793c64bf6f0d3597ba446f18");
    }

    #[test]
    fn where_a_part_ends_counts() {
        let parts: [&[&[u8]]; 6] =
            [&[], &[b""], &[b"", b""], &[b"ab"], &[b"a", b"b"], &[b"b", b"a"]];
        let hashes: HashSet<ContentHash> = parts.into_iter().map(ContentHash::of).collect();
        assert_eq!(hashes.len(), parts.len());
    }

    #[test]
    fn hashes_read_back_and_nothing_else_does() {
        let check =
            |text: &str, reads: bool| assert_eq!(text.parse::<ContentHash>().is_ok(), reads);
        check("0000000000000000000000000000000a", true);
        check("a", false);
        check("+000000000000000000000000000000a", false);
        check("000000000000000000000000000000ag", false);
        check("00000000000000000000000000000é", false);
    }

    #[test]
    fn a_piece_without_a_card_is_complained_of_once() {
        let point = SeriesPoint {
            source: SourceId(3),
            kind: SeriesKind::Index,
            role: None,
            place: PlaceId::from_index(0),
            at: "2026".parse().unwrap(),
            value: Bound::Exactly(1.0),
            employment: None,
        };
        let evidence = Evidence { series: vec![point.clone(), point], ..Evidence::default() };
        let complaints: Vec<String> = evidence.complaints().iter().map(|c| c.to_string()).collect();
        assert_eq!(complaints, ["series: source = \"3\": no such source; there are 0 cards"]);
    }
}
