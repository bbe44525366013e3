//! The file of a book: version 9, sections in a fixed order, a checksum at the end. Roles, places
//! and other words of the taxonomy stand in it once, as words (`words.rs`), and numbers are as
//! narrow as answers allow (`bytes.rs`, `posterior.rs`, `influence.rs`).

use std::collections::BTreeMap;

use goingrate_evidence::{Basis, ContentHash, Stated};
use goingrate_units::{Component, Currency, Date, PlaceId, Taxonomy, TierId};

use crate::ModelError;
use crate::block::Block;
use crate::block::keys::Key;
use crate::book::bytes::{Reader, Writer, cut, refused};
use crate::book::influence::Influence;
use crate::book::posterior::{Posterior, from_correlations};
use crate::book::words::{Dictionary, Words, missing, spoken_of};
use crate::book::{Book, SPARE, SourceCard};
use crate::design::countries::Countries;
use crate::design::employment::{Employment, EmploymentEntry};
use crate::design::kinds::{Kind, Kinds};
use crate::design::money::InDollars;
use crate::design::price_levels::PriceLevels;
use crate::effects::{Effect, Effects};
use crate::rows::cells::{Residuals, SourceMeasure};

const MAGIC: &[u8; 16] = b"goingrate book 9";

impl Book {
    /// The book as a file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer(MAGIC.to_vec());
        let dictionary = self.dictionary();
        out.0.extend_from_slice(&self.evidence_hash.0.to_le_bytes());
        dictionary.write(&self.words, &mut out);
        out.text(&self.reference.to_string());
        out.texts(self.in_dollars.currencies().iter().map(Currency::code));
        out.f64s(&[self.last_trend]);
        let place = |place: &PlaceId| dictionary.number(Key::Place, place.index() as u32);
        out.numbers(self.trended.iter().map(place));
        out.number(self.sources.len() as u64);
        for card in &self.sources {
            for text in [&card.slug, &card.title, &card.publisher, &card.period, &card.kind] {
                out.text(text);
            }
            out.texts(card.reaches.iter().map(|of| of.0.as_str()));
            out.f64s(&card.reaches.iter().map(|of| of.1).collect::<Vec<_>>());
        }
        out.effects(&self.effects, &dictionary);
        out.f32s(&self.theta[..self.effects.len()].iter().map(|&t| t as f32).collect::<Vec<_>>());
        out.touched(&self.touched);
        out.texts(self.block_sds.iter().map(|(block, _)| block.slug()));
        out.f64s(&self.block_sds.iter().map(|b| b.1).collect::<Vec<_>>());
        let (entries, sizes, states) = self.jobs.parts();
        out.jobs(entries, &dictionary);
        out.numbers(sizes.iter().map(|size| place(&size.0)));
        out.f64s(&sizes.iter().map(|s| s.1).collect::<Vec<_>>());
        out.jobs(states, &dictionary);
        out.f64s(&self.variances);
        out.rounded(&self.weights);
        out.posterior(&self.posterior);
        out.numbers(self.influence.ladder.iter().copied());
        out.f32s(&self.influence.units);
        out.i16s(&self.influence.numbers());
        for power in self.prices.parts() {
            out.numbers(power.iter().map(|power| place(&power.0)));
            out.numbers(power.iter().map(|power| u32::from(power.1 as u16)));
            out.f64s(&power.iter().map(|p| p.2).collect::<Vec<_>>());
        }
        let (incomes, developers) = self.countries.parts();
        for known in [incomes, developers] {
            out.numbers(known.iter().map(|of| place(&of.0)));
            out.f64s(&known.iter().map(|of| of.1).collect::<Vec<_>>());
        }
        out.kinds(&self.kinds, &dictionary);
        out.number(self.measures.len() as u64);
        for measure in &self.measures {
            let words = [measure.component.slug(), measure.basis.slug(), measure.stated.slug()];
            out.text(&measure.source);
            words.iter().for_each(|word| out.text(word));
        }
        out.f64s(&self.residuals.pooled);
        self.residuals.measures.iter().for_each(|points| out.f64s(points));
        out.rounded(&self.centre_variances);
        let sum = checksum(&out.0);
        out.0.extend_from_slice(&sum.to_le_bytes());
        out.0
    }

    /// The words that the book speaks of.
    fn dictionary(&self) -> Dictionary {
        let (entries, sizes, states) = self.jobs.parts();
        let [power, rated] = self.prices.parts();
        let (incomes, developers) = self.countries.parts();
        let kinds = self.kinds.parts();
        let roles = entries.iter().chain(states).map(|jobs| (Key::Role, jobs.role.index() as u32));
        let jobs = entries.iter().chain(states).map(|jobs| jobs.place);
        let known = sizes.iter().chain(incomes).chain(developers).map(|of| of.0);
        let known = known.chain(kinds.iter().map(|of| of.0));
        let places = jobs.chain(known).chain(power.iter().chain(rated).map(|power| power.0));
        let places = places.chain(self.trended.iter().copied());
        let places = places.map(|place| (Key::Place, place.index() as u32));
        let effects = self.effects.iter().flat_map(spoken_of);
        let tiers = kinds.iter().flat_map(|of| &of.1);
        let tiers = tiers.map(|kind| (Key::Tier, kind.tier.index() as u32));
        Dictionary::of(effects.chain(roles).chain(places).chain(tiers))
    }

    /// Reads a book for a taxonomy: what it says of a word, it says of the entry that has this word
    /// there, wherever the entry stands.
    ///
    /// # Errors
    /// When the bytes are no book of this version, are cut short or changed, their parts do not fit
    /// together, or it speaks of a block, a role, a place or the like that is not known here.
    pub fn read(bytes: &[u8], taxonomy: &Taxonomy) -> Result<Book, ModelError> {
        let mut input = Reader(body(bytes)?);
        let evidence_hash = ContentHash(u128::from_le_bytes(*input.chunk()?));
        let dictionary = Dictionary::read(&mut input, taxonomy)?;
        let reference: Date =
            input.text()?.parse().map_err(|_| refused("its reference day is no date"))?;
        let in_dollars = input.in_dollars()?;
        let last_trend = input.f64s()?.first().copied();
        let last_trend = last_trend.ok_or_else(|| refused("the last trend is missing"))?;
        let trended = input.places(&dictionary)?;
        let count = input.length(5)?;
        let sources = (0..count).map(|_| input.source());
        let sources = sources.collect::<Result<_, _>>()?;
        let effects = input.effects(&dictionary)?;
        let mut theta: Vec<f64> = input.f32s()?.into_iter().map(f64::from).collect();
        let touched = input.touched()?;
        let block_sds = input.block_sds()?;
        let jobs = input.all_jobs(&dictionary)?;
        let variances = input.f64s()?;
        let weights = input.rounded()?;
        let posterior = input.posterior()?;
        let influence = input.influence(effects.len())?;
        let prices = input.prices(&dictionary)?;
        let countries = Countries::from_parts(input.known(&dictionary)?, input.known(&dictionary)?);
        let kinds = input.kinds(&dictionary)?;
        let (measures, residuals) = input.measures()?;
        let centre_variances = input.rounded()?;
        let fits = theta.len() == effects.len()
            && touched.len() == effects.len()
            && posterior.columns == effects.len()
            && residuals.fits(measures.len());
        if !fits {
            return Err(refused("its parts are of different lengths"));
        }
        theta.resize(theta.len() + SPARE, 0.0);
        Ok(Book {
            words: Words::of(taxonomy),
            effects,
            theta,
            posterior,
            influence,
            block_sds,
            jobs,
            prices,
            countries,
            kinds,
            trended,
            reference,
            in_dollars,
            sources,
            touched,
            last_trend,
            variances,
            weights,
            measures,
            residuals,
            centre_variances,
            evidence_hash,
        })
    }
}

/// What stands between the mark and the checksum.
fn body(bytes: &[u8]) -> Result<&[u8], ModelError> {
    let body = bytes.strip_prefix(MAGIC);
    let body = body.ok_or_else(|| refused("it does not start as a book of version 8"))?;
    let (body, sum) = body.split_last_chunk::<8>().ok_or_else(cut)?;
    if checksum(&bytes[..bytes.len() - 8]) != u64::from_le_bytes(*sum) {
        return Err(refused("its checksum is wrong: it was cut short or changed"));
    }
    Ok(body)
}

/// FNV-1a over words of eight bytes, every fourth word in one of four sums, which a processor adds
/// up side by side: it guards against accidents, not against forgery.
fn checksum(bytes: &[u8]) -> u64 {
    let step = |hash: u64, word: u64| (hash ^ word).wrapping_mul(0x0100_0000_01b3).rotate_left(23);
    let mut sums = [0xcbf2_9ce4_8422_2325u64; 4];
    let (words, rest) = bytes.as_chunks::<8>();
    let (fours, last) = words.as_chunks::<4>();
    for four in fours {
        for (sum, word) in sums.iter_mut().zip(four) {
            *sum = step(*sum, u64::from_le_bytes(*word));
        }
    }
    let last = last.iter().map(|word| u64::from_le_bytes(*word));
    let rest = rest.iter().map(|&byte| u64::from(byte));
    sums.into_iter().chain(last).chain(rest).fold(bytes.len() as u64, step)
}

impl Writer {
    /// Effects block by block: the block's word, how many, and their two numbers.
    fn effects(&mut self, effects: &Effects, dictionary: &Dictionary) {
        let all: Vec<Effect> = effects.iter().collect();
        let blocks: Vec<&[Effect]> = all.chunk_by(|a, b| a.block == b.block).collect();
        self.texts(blocks.iter().map(|effects| effects[0].block.slug()));
        self.numbers(blocks.iter().map(|effects| effects.len() as u32));
        let number = |effect: &Effect, at: usize| {
            let (key, position) = spoken_of(*effect)[at];
            dictionary.number(key, position)
        };
        self.numbers(all.iter().map(|effect| number(effect, 0)));
        self.numbers(all.iter().map(|effect| number(effect, 1)));
    }

    /// Sets of sources: each set once, and which of them every effect has.
    fn touched(&mut self, touched: &[u128]) {
        let mut sets: BTreeMap<u128, u32> = touched.iter().map(|&bits| (bits, 0)).collect();
        sets.values_mut().enumerate().for_each(|(at, number)| *number = at as u32);
        let quarters = |bits: &u128| [0, 32, 64, 96].map(|shift| (bits >> shift) as u32);
        let parts: Vec<u32> = sets.keys().flat_map(quarters).collect();
        self.numbers(parts.into_iter());
        self.numbers(touched.iter().map(|bits| sets[bits]));
    }

    fn jobs(&mut self, jobs: &[EmploymentEntry], dictionary: &Dictionary) {
        let role = |jobs: &EmploymentEntry| dictionary.number(Key::Role, jobs.role.index() as u32);
        let place =
            |jobs: &EmploymentEntry| dictionary.number(Key::Place, jobs.place.index() as u32);
        self.numbers(jobs.iter().map(role));
        self.numbers(jobs.iter().map(place));
        self.f64s(&jobs.iter().map(|j| j.jobs).collect::<Vec<_>>());
    }

    fn kinds(&mut self, kinds: &Kinds, dictionary: &Dictionary) {
        let place = |place: PlaceId| dictionary.number(Key::Place, place.index() as u32);
        self.numbers(kinds.parts().iter().map(|of| place(of.0)));
        for (_, kinds) in kinds.parts() {
            let tier = |kind: &Kind| dictionary.number(Key::Tier, kind.tier.index() as u32);
            self.numbers(kinds.iter().map(tier));
            self.f64s(&kinds.iter().map(|kind| kind.share).collect::<Vec<_>>());
            self.f64s(&kinds.iter().map(|kind| kind.step).collect::<Vec<_>>());
        }
    }

    fn posterior(&mut self, posterior: &Posterior) {
        self.number(posterior.columns as u64);
        self.numbers(posterior.place.iter().copied());
        self.numbers(posterior.pointers.windows(2).map(|pair| pair[1] - pair[0]));
        // Rows lie below the diagonal and ascend, so that steps from one to the next are small.
        let steps = posterior.pointers.windows(2).enumerate().flat_map(|(position, pair)| {
            let rows = &posterior.rows[pair[0] as usize..pair[1] as usize];
            let before = std::iter::once(position as u32).chain(rows.iter().copied());
            rows.iter().zip(before).map(|(&row, before)| row - before)
        });
        let steps: Vec<u32> = steps.collect();
        self.numbers(steps.into_iter());
        self.rounded(&posterior.values);
        self.f32s(&posterior.inverse_pivots);
        self.f32s(&posterior.sds);
        self.signed(&posterior.correlations());
    }
}

impl Reader<'_> {
    fn places(&mut self, dictionary: &Dictionary) -> Result<Vec<PlaceId>, ModelError> {
        self.numbers()?.into_iter().map(|number| dictionary.place(number)).collect()
    }

    fn in_dollars(&mut self) -> Result<InDollars, ModelError> {
        let currency = |code: String| {
            code.parse::<Currency>().map_err(|_| refused("a currency in it is no code"))
        };
        let currencies = self.texts()?.into_iter().map(currency);
        Ok(InDollars::from_currencies(currencies.collect::<Result<_, _>>()?))
    }

    fn effects(&mut self, dictionary: &Dictionary) -> Result<Effects, ModelError> {
        let (slugs, counts) = (self.texts()?, self.numbers()?);
        let (of, and) = (self.numbers()?, self.numbers()?);
        let total: u64 = counts.iter().map(|&count| u64::from(count)).sum();
        if slugs.len() != counts.len() || total != of.len() as u64 || of.len() != and.len() {
            return Err(cut());
        }
        let mut numbers = of.into_iter().zip(and);
        let mut effects = Vec::with_capacity(numbers.len());
        for (slug, count) in slugs.iter().zip(counts) {
            let block = Block::from_slug(slug).ok_or_else(|| missing("block", slug))?;
            let keys = block.keys();
            for (of, and) in numbers.by_ref().take(count as usize) {
                let of = dictionary.position(keys[0], of)?;
                effects.push(Effect { block, of, and: dictionary.position(keys[1], and)? });
            }
        }
        Effects::in_order(effects).ok_or_else(|| refused("it has an effect twice"))
    }

    fn touched(&mut self) -> Result<Vec<u128>, ModelError> {
        let joined = |quarters: &[u32; 4]| {
            quarters.iter().rev().fold(0, |bits, &quarter| bits << 32 | u128::from(quarter))
        };
        let sets: Vec<u128> = self.numbers()?.as_chunks().0.iter().map(joined).collect();
        let set = |number: u32| sets.get(number as usize).copied().ok_or_else(cut);
        self.numbers()?.into_iter().map(set).collect()
    }

    /// Sds of blocks; one that is not known here has no effects either, and is passed over.
    fn block_sds(&mut self) -> Result<Vec<(Block, f64)>, ModelError> {
        let (slugs, sds) = (self.texts()?, self.f64s()?);
        let known = |(slug, sd): (&String, f64)| Some((Block::from_slug(slug)?, sd));
        let mut known: Vec<(Block, f64)> = slugs.iter().zip(sds).filter_map(known).collect();
        known.sort_unstable_by_key(|block| block.0);
        Ok(known)
    }

    fn all_jobs(&mut self, dictionary: &Dictionary) -> Result<Employment, ModelError> {
        let entries = self.jobs(dictionary)?;
        let mut sizes: Vec<(PlaceId, f64)> =
            self.places(dictionary)?.into_iter().zip(self.f64s()?).collect();
        sizes.sort_by_key(|size| size.0);
        Ok(Employment::from_parts(entries, sizes, self.jobs(dictionary)?))
    }

    fn jobs(&mut self, dictionary: &Dictionary) -> Result<Vec<EmploymentEntry>, ModelError> {
        let (roles, places, jobs) = (self.numbers()?, self.places(dictionary)?, self.f64s()?);
        let entry = |((role, place), jobs): ((u32, PlaceId), f64)| {
            Ok(EmploymentEntry { role: dictionary.role(role)?, place, jobs })
        };
        let entries = roles.into_iter().zip(places).zip(jobs).map(entry);
        let mut entries = entries.collect::<Result<Vec<_>, ModelError>>()?;
        entries.sort_by_key(|entry| (entry.role, entry.place));
        Ok(entries)
    }

    fn prices(&mut self, dictionary: &Dictionary) -> Result<PriceLevels, ModelError> {
        Ok(PriceLevels::from_parts(self.power(dictionary)?, self.power(dictionary)?))
    }

    fn power(&mut self, dictionary: &Dictionary) -> Result<Vec<(PlaceId, i16, f64)>, ModelError> {
        let (places, years, units) = (self.places(dictionary)?, self.numbers()?, self.f64s()?);
        let power =
            |((place, year), units): ((PlaceId, u32), f64)| (place, year as u16 as i16, units);
        let mut power: Vec<_> = places.into_iter().zip(years).zip(units).map(power).collect();
        power.sort_by_key(|power| (power.0, power.1));
        Ok(power)
    }

    /// Figures of places, in the order of places.
    fn known(&mut self, dictionary: &Dictionary) -> Result<Vec<(PlaceId, f64)>, ModelError> {
        let mut known: Vec<_> = self.places(dictionary)?.into_iter().zip(self.f64s()?).collect();
        known.sort_by_key(|of| of.0);
        Ok(known)
    }

    fn kinds(&mut self, dictionary: &Dictionary) -> Result<Kinds, ModelError> {
        let places = self.places(dictionary)?;
        let mut countries = Vec::with_capacity(places.len());
        for place in places {
            let (tiers, shares, steps) = (self.numbers()?, self.f64s()?, self.f64s()?);
            let kind = |((tier, share), step): ((u32, f64), f64)| {
                let tier = dictionary.position(Key::Tier, tier)? as usize;
                Ok(Kind { tier: TierId::from_index(tier), share, step })
            };
            let kinds = tiers.into_iter().zip(shares).zip(steps).map(kind);
            countries.push((place, kinds.collect::<Result<Vec<_>, ModelError>>()?));
        }
        countries.sort_by_key(|of| of.0);
        Ok(Kinds::from_parts(countries))
    }

    fn measures(&mut self) -> Result<(Vec<SourceMeasure>, Residuals), ModelError> {
        let count = self.length(4)?;
        let measures = (0..count).map(|_| self.measure());
        let measures = measures.collect::<Result<Vec<_>, _>>()?;
        let pooled = self.f64s()?;
        let by_measure = measures.iter().map(|_| self.f64s()).collect::<Result<Vec<_>, _>>()?;
        Ok((measures, Residuals { pooled, measures: by_measure }))
    }

    fn source(&mut self) -> Result<SourceCard, ModelError> {
        Ok(SourceCard {
            slug: self.text()?,
            title: self.text()?,
            publisher: self.text()?,
            period: self.text()?,
            kind: self.text()?,
            reaches: self.texts()?.into_iter().zip(self.f64s()?).collect(),
        })
    }

    fn measure(&mut self) -> Result<SourceMeasure, ModelError> {
        let source = self.text()?;
        let component = Component::from_slug(&self.text()?);
        let basis = Basis::from_slug(&self.text()?);
        let stated = Stated::from_slug(&self.text()?);
        let all = component.zip(basis).zip(stated);
        let measure =
            |((component, basis), stated)| SourceMeasure { source, component, basis, stated };
        all.map(measure).ok_or_else(|| refused("it has a measure that is not known here"))
    }

    fn influence(&mut self, effects: usize) -> Result<Influence, ModelError> {
        let (ladder, units, numbers) = (self.numbers()?, self.f32s()?, self.i16s()?);
        let fits = units.len() == ladder.len()
            && Some(numbers.len()) == effects.checked_mul(ladder.len())
            && ladder.iter().all(|&column| (column as usize) < effects);
        match fits {
            true => Ok(Influence::from_numbers(ladder, units, &numbers)),
            false => Err(refused("its ladder does not fit its effects")),
        }
    }

    fn posterior(&mut self) -> Result<Posterior, ModelError> {
        let columns = self.small()? as usize;
        let (place, counts, steps) = (self.numbers()?, self.numbers()?, self.numbers()?);
        let (values, inverse_pivots) = (self.rounded()?, self.f32s()?);
        let (sds, correlations) = (self.f32s()?, self.signed()?);
        let (positions, leading) = (place.len(), counts.len());
        let total: u64 = counts.iter().map(|&count| u64::from(count)).sum();
        let half = (sds.len() as u64 + 1).checked_mul(sds.len() as u64).map(|square| square / 2);
        let fits = columns <= positions
            && place.iter().all(|&position| (position as usize) < positions)
            && leading + sds.len() == positions
            && total == steps.len() as u64
            && steps.len() == values.len()
            && inverse_pivots.len() == leading
            && half == Some(correlations.len() as u64);
        let sparse = fits.then(|| sparse(&counts, steps, positions)).flatten();
        let (pointers, rows) =
            sparse.ok_or_else(|| refused("its covariance does not fit together"))?;
        let tail = from_correlations(&sds, &correlations);
        Ok(Posterior { columns, leading, place, pointers, rows, values, inverse_pivots, sds, tail })
    }
}

/// Pointers and rows of a factor from the number of entries of each column and the steps from row to
/// row; `None` where a row is not below the one before it or there is no such position.
fn sparse(counts: &[u32], mut rows: Vec<u32>, positions: usize) -> Option<(Vec<u32>, Vec<u32>)> {
    let mut pointers = Vec::with_capacity(counts.len() + 1);
    pointers.push(0);
    let mut start = 0;
    for (position, &count) in counts.iter().enumerate() {
        let end = start + count as usize;
        let mut before = position as u32;
        for row in &mut rows[start..end] {
            let step = *row;
            before = before.checked_add(step)?;
            if step == 0 || before as usize >= positions {
                return None;
            }
            *row = before;
        }
        start = end;
        pointers.push(end as u32);
    }
    Some((pointers, rows))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::BLOCKS;
    use goingrate_units::TaxonomyFiles;

    fn taxonomy() -> Taxonomy {
        let files = TaxonomyFiles {
            roles: include_str!("../../../../data/taxonomy/roles.toml"),
            levels: include_str!("../../../../data/taxonomy/levels.toml"),
            places: include_str!("../../../../data/taxonomy/places.toml"),
            areas: include_str!("../../../../data/taxonomy/areas.csv"),
            skills: include_str!("../../../../data/taxonomy/skills.toml"),
            industries: include_str!("../../../../data/taxonomy/industries.toml"),
            tiers: include_str!("../../../../data/taxonomy/tiers.toml"),
            employers: include_str!("../../../../data/taxonomy/employers.csv"),
            employer_levels: include_str!("../../../../data/taxonomy/employer_levels.csv"),
            words: include_str!("../../../../data/taxonomy/words.toml"),
            phrases: include_str!("../../../../data/taxonomy/phrases.csv"),
            towns: include_str!("../../../../data/taxonomy/towns.csv"),
        };
        Taxonomy::read(&files).unwrap()
    }

    /// Two effects of every block.
    fn effects() -> Vec<Effect> {
        let of = |&block: &Block| [1, 2].map(|at| Effect::crossed(block, at, 3 - at));
        BLOCKS.iter().flat_map(of).collect()
    }

    /// What the book of [`book`] says of an effect.
    fn value(effect: Effect) -> f64 {
        let letters: u32 = effect.block.slug().bytes().map(u32::from).sum();
        f64::from(letters + 10_000 * effect.of)
    }

    /// The book of a program whose list of blocks is this one.
    fn book(blocks: &[Block], taxonomy: &Taxonomy) -> Book {
        let mut list = effects();
        list.sort_by_key(|effect| blocks.iter().position(|&block| block == effect.block));
        let (count, size) = (list.len(), list.len() as u32);
        let mut theta: Vec<f64> = list.iter().map(|&effect| value(effect)).collect();
        let sds: Vec<f32> = theta.iter().map(|&value| value as f32).collect();
        theta.resize(count + SPARE, 0.0);
        let correlations: Vec<i32> = (0..count)
            .flat_map(|i| (0..=i).map(move |j| if i == j { 524_287 } else { 0 }))
            .collect();
        let posterior = Posterior {
            columns: count,
            place: (0..size).collect(),
            pointers: vec![0],
            tail: from_correlations(&sds, &correlations),
            sds,
            ..Posterior::default()
        };
        Book {
            words: Words::of(taxonomy),
            effects: Effects::in_order(list).unwrap(),
            theta,
            posterior,
            influence: Influence::default(),
            block_sds: BLOCKS.iter().map(|&block| (block, 0.5)).collect(),
            jobs: Employment::default(),
            trended: Vec::new(),
            reference: "2025-05-16".parse().unwrap(),
            in_dollars: InDollars::default(),
            sources: Vec::new(),
            touched: vec![1; count],
            prices: PriceLevels::default(),
            countries: Countries::default(),
            kinds: Kinds::default(),
            last_trend: 2026.0,
            variances: Vec::new(),
            weights: Vec::new(),
            measures: Vec::new(),
            residuals: Residuals::default(),
            centre_variances: Vec::new(),
            evidence_hash: ContentHash(0),
        }
    }

    #[test]
    fn a_block_put_into_the_middle_of_the_list_changes_nothing_of_an_older_book() {
        let taxonomy = taxonomy();
        // The older program had one block that stands in the middle today at the end.
        let mut older = BLOCKS.to_vec();
        let moved = older.remove(BLOCKS.len() / 2);
        older.push(moved);
        for blocks in [BLOCKS, &older] {
            let written = book(blocks, &taxonomy);
            let read = Book::read(&written.to_bytes(), &taxonomy).unwrap();
            assert_eq!(read, written);
            for effect in effects() {
                let column = read.effects.column(effect).expect("the effect");
                assert_eq!(read.theta[column], value(effect), "{effect:?}");
                let sd = read.posterior.covariance(&[vec![(column as u32, 1.0)]])[0].sqrt();
                assert!((sd / value(effect) - 1.0).abs() < 1e-6, "{effect:?}: {sd}");
                assert!(read.effects.block(effect.block).contains(&column));
            }
        }
    }
}
