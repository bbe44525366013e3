//! The file of a book: version 7, little-endian, sections in a fixed order, a checksum at the end.

use goingrate_evidence::{Basis, ContentHash, Stated};
use goingrate_units::{Component, Currency, Date, PlaceId, RoleId};

use crate::ModelError;
use crate::block::Block;
use crate::book::posterior::Posterior;
use crate::book::{Book, SourceCard};
use crate::design::employment::{Employment, EmploymentEntry};
use crate::design::money::InDollars;
use crate::design::price_levels::PriceLevels;
use crate::effects::{Effect, Effects};
use crate::fit::sandwich::Influence;
use crate::rows::cells::{Residuals, SourceMeasure};

const MAGIC: &[u8; 16] = b"goingrate book 7";

impl Book {
    /// The book as a file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer(MAGIC.to_vec());
        out.0.extend_from_slice(&self.evidence_hash.0.to_le_bytes());
        out.text(&self.reference.to_string());
        let in_dollars = self.in_dollars.currencies();
        out.u32s(&[in_dollars.len() as u32]);
        in_dollars.iter().for_each(|currency| out.text(currency.code()));
        out.f64s(&[self.last_trend]);
        out.u32s(&self.trended.iter().map(|p| p.index() as u32).collect::<Vec<_>>());
        out.u32s(&[self.sources.len() as u32]);
        for card in &self.sources {
            for text in [&card.slug, &card.title, &card.publisher, &card.period, &card.kind] {
                out.text(text);
            }
        }
        let keys = self.effects.iter().flat_map(|e| [e.block as u32, e.of, e.and]);
        out.u32s(&keys.collect::<Vec<_>>());
        out.f64s(&self.theta[..self.effects.len()]);
        let quarters = |bits: &u128| [0, 32, 64, 96].map(|shift| (bits >> shift) as u32);
        out.u32s(&self.touched.iter().flat_map(quarters).collect::<Vec<_>>());
        out.u32s(&self.block_sds.iter().map(|b| b.0 as u32).collect::<Vec<_>>());
        out.f64s(&self.block_sds.iter().map(|b| b.1).collect::<Vec<_>>());
        let (entries, sizes, states) = self.jobs.parts();
        out.jobs(entries);
        out.u32s(&sizes.iter().map(|s| s.0.index() as u32).collect::<Vec<_>>());
        out.f64s(&sizes.iter().map(|s| s.1).collect::<Vec<_>>());
        out.jobs(states);
        out.f64s(&self.variances);
        out.f32s(&self.weights);
        let posterior = &self.posterior;
        out.u32s(&[posterior.columns as u32, posterior.leading as u32]);
        out.u32s(&posterior.place);
        out.u32s(&posterior.pointers);
        out.u32s(&posterior.rows);
        out.f64s(&posterior.values);
        out.f64s(&posterior.inverse_pivots);
        out.f32s(&posterior.tail);
        out.u32s(&self.influence.ladder);
        out.f32s(&self.influence.back);
        let (levels, power) = self.prices.parts();
        out.u32s(&levels.iter().map(|l| l.0.index() as u32).collect::<Vec<_>>());
        out.f64s(&levels.iter().map(|l| l.1).collect::<Vec<_>>());
        out.u32s(&power.iter().flat_map(|p| [p.0.index() as u32, p.1 as u32]).collect::<Vec<_>>());
        out.f64s(&power.iter().map(|p| p.2).collect::<Vec<_>>());
        out.u32s(&[self.measures.len() as u32]);
        for measure in &self.measures {
            let words = [measure.component.slug(), measure.basis.slug(), measure.stated.slug()];
            out.text(&measure.source);
            words.iter().for_each(|word| out.text(word));
        }
        out.f64s(&self.residuals.pooled);
        self.residuals.measures.iter().for_each(|points| out.f64s(points));
        out.f32s(&self.centre_variances);
        let sum = checksum(&out.0);
        out.0.extend_from_slice(&sum.to_le_bytes());
        out.0
    }

    /// Reads a book.
    ///
    /// # Errors
    /// When the bytes are no book of this version, are cut short or changed, or their parts do not
    /// fit together.
    pub fn read(bytes: &[u8]) -> Result<Book, ModelError> {
        let mut input = Reader(body(bytes)?);
        let evidence_hash = ContentHash(u128::from_le_bytes(*input.chunk()?));
        let reference: Date =
            input.text()?.parse().map_err(|_| refused("its reference day is no date"))?;
        let in_dollars = input.in_dollars()?;
        let last_trend = input.f64s()?.first().copied();
        let last_trend = last_trend.ok_or_else(|| refused("the last trend is missing"))?;
        let trended = input.u32s()?.into_iter().map(|p| PlaceId::from_index(p as usize)).collect();
        let count = input.count("the sources are missing")?;
        let sources = (0..count).map(|_| input.source());
        let sources = sources.collect::<Result<_, _>>()?;
        let effects = input.effects()?;
        let theta = input.f64s()?;
        let touched = input.touched()?;
        let block_sds = input.block_sds()?;
        let jobs = input.all_jobs()?;
        let variances = input.f64s()?;
        let weights = input.f32s()?;
        let posterior = input.posterior()?;
        let influence = Influence { ladder: input.u32s()?, back: input.f32s()? };
        let prices = input.prices()?;
        let (measures, residuals) = input.measures()?;
        let centre_variances = input.f32s()?;
        let mut book = Book {
            effects,
            theta,
            posterior,
            influence,
            block_sds,
            jobs,
            prices,
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
        };
        book.check()?;
        book.theta.resize(book.theta.len() + super::SPARE, 0.0);
        Ok(book)
    }

    /// Whether the parts fit together; θ without room for others.
    fn check(&self) -> Result<(), ModelError> {
        let (effects, influence) = (self.effects.len(), &self.influence);
        let fits = self.theta.len() == effects
            && self.residuals.fits(self.measures.len())
            && self.touched.len() == effects
            && self.posterior.columns == effects
            && influence.back.len() == effects * influence.ladder.len()
            && influence.ladder.iter().all(|&column| (column as usize) < effects);
        if fits { Ok(()) } else { Err(refused("its parts are of different lengths")) }
    }
}

fn refused(what: &str) -> ModelError {
    ModelError::Book(what.to_owned())
}

/// What stands between the mark and the checksum.
fn body(bytes: &[u8]) -> Result<&[u8], ModelError> {
    let body = bytes.strip_prefix(MAGIC);
    let body = body.ok_or_else(|| refused("it does not start as a book of version 7"))?;
    let (body, sum) = body.split_last_chunk::<8>().ok_or_else(|| refused("it is cut short"))?;
    if checksum(&bytes[..bytes.len() - 8]) != u64::from_le_bytes(*sum) {
        return Err(refused("its checksum is wrong: it was cut short or changed"));
    }
    Ok(body)
}

/// FNV-1a over words of eight bytes: it guards against accidents, not against forgery.
fn checksum(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    let mut step = |word: u64| hash = (hash ^ word).wrapping_mul(0x0100_0000_01b3).rotate_left(23);
    let chunks = bytes.chunks_exact(8);
    let rest = chunks.remainder();
    chunks.for_each(|c| step(u64::from_le_bytes([c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7]])));
    rest.iter().for_each(|&b| step(u64::from(b)));
    hash
}

struct Writer(Vec<u8>);

impl Writer {
    fn length(&mut self, length: usize) {
        self.0.extend_from_slice(&(length as u64).to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.length(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }

    fn u32s(&mut self, values: &[u32]) {
        self.length(values.len());
        values.iter().for_each(|v| self.0.extend_from_slice(&v.to_le_bytes()));
    }

    fn f32s(&mut self, values: &[f32]) {
        self.length(values.len());
        values.iter().for_each(|v| self.0.extend_from_slice(&v.to_le_bytes()));
    }

    fn f64s(&mut self, values: &[f64]) {
        self.length(values.len());
        values.iter().for_each(|v| self.0.extend_from_slice(&v.to_le_bytes()));
    }

    fn jobs(&mut self, jobs: &[EmploymentEntry]) {
        let ids = jobs.iter().flat_map(|j| [j.role.index() as u32, j.place.index() as u32]);
        self.u32s(&ids.collect::<Vec<_>>());
        self.f64s(&jobs.iter().map(|j| j.jobs).collect::<Vec<_>>());
    }
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn chunk<const N: usize>(&mut self) -> Result<&'a [u8; N], ModelError> {
        let (chunk, rest) = self.0.split_first_chunk().ok_or_else(cut)?;
        self.0 = rest;
        Ok(chunk)
    }

    /// The next `count` items of `size` bytes.
    fn items(&mut self, size: usize) -> Result<&'a [u8], ModelError> {
        let count = u64::from_le_bytes(*self.chunk()?);
        let bytes =
            usize::try_from(count).ok().and_then(|c| c.checked_mul(size)).ok_or_else(cut)?;
        let (items, rest) = self.0.split_at_checked(bytes).ok_or_else(cut)?;
        self.0 = rest;
        Ok(items)
    }

    fn text(&mut self) -> Result<String, ModelError> {
        let bytes = self.items(1)?.to_vec();
        String::from_utf8(bytes).map_err(|_| refused("a text in it is no UTF-8"))
    }

    fn u32s(&mut self) -> Result<Vec<u32>, ModelError> {
        let chunks = self.items(4)?.as_chunks::<4>().0;
        Ok(chunks.iter().map(|c| u32::from_le_bytes(*c)).collect())
    }

    fn f32s(&mut self) -> Result<Vec<f32>, ModelError> {
        let chunks = self.items(4)?.as_chunks::<4>().0;
        Ok(chunks.iter().map(|c| f32::from_le_bytes(*c)).collect())
    }

    fn f64s(&mut self) -> Result<Vec<f64>, ModelError> {
        let chunks = self.items(8)?.as_chunks::<8>().0;
        Ok(chunks.iter().map(|c| f64::from_le_bytes(*c)).collect())
    }

    /// The only number of a list.
    fn count(&mut self, missing: &str) -> Result<u32, ModelError> {
        self.u32s()?.first().copied().ok_or_else(|| refused(missing))
    }

    fn in_dollars(&mut self) -> Result<InDollars, ModelError> {
        let count = self.count("the currencies kept in dollars are missing")?;
        let currency = |code: String| {
            code.parse::<Currency>().map_err(|_| refused("a currency in it is no code"))
        };
        let currencies = (0..count).map(|_| currency(self.text()?));
        Ok(InDollars::from_currencies(currencies.collect::<Result<_, _>>()?))
    }

    fn touched(&mut self) -> Result<Vec<u128>, ModelError> {
        let joined = |quarters: &[u32; 4]| {
            quarters.iter().rev().fold(0, |bits, &quarter| bits << 32 | u128::from(quarter))
        };
        Ok(self.u32s()?.as_chunks::<4>().0.iter().map(joined).collect())
    }

    fn block_sds(&mut self) -> Result<Vec<(Block, f64)>, ModelError> {
        let (blocks, sds) = (self.u32s()?, self.f64s()?);
        let block = |b: u32| Block::from_index(b as usize);
        let blocks: Option<Vec<Block>> = blocks.into_iter().map(block).collect();
        let blocks = blocks.ok_or_else(|| refused("it has a block that is unknown here"))?;
        Ok(blocks.into_iter().zip(sds).collect())
    }

    fn all_jobs(&mut self) -> Result<Employment, ModelError> {
        let entries = self.jobs()?;
        let (places, sizes) = (self.u32s()?, self.f64s()?);
        let places = places.into_iter().map(|p| PlaceId::from_index(p as usize));
        Ok(Employment::from_parts(entries, places.zip(sizes).collect(), self.jobs()?))
    }

    fn prices(&mut self) -> Result<PriceLevels, ModelError> {
        let place = |&place: &u32| PlaceId::from_index(place as usize);
        let (places, levels) = (self.u32s()?, self.f64s()?);
        let levels = places.iter().map(place).zip(levels).collect();
        let (keys, units) = (self.u32s()?, self.f64s()?);
        let power =
            |([country, year], units): (&[u32; 2], f64)| (place(country), *year as i16, units);
        let power = keys.as_chunks::<2>().0.iter().zip(units).map(power).collect();
        Ok(PriceLevels::from_parts(levels, power))
    }

    fn measures(&mut self) -> Result<(Vec<SourceMeasure>, Residuals), ModelError> {
        let count = self.count("the voices are missing")?;
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
        all.map(measure).ok_or_else(|| refused("it has a voice unknown here"))
    }

    fn effects(&mut self) -> Result<Effects, ModelError> {
        let keys = self.u32s()?;
        let effect = |key: &[u32; 3]| {
            let block = Block::from_index(key[0] as usize)?;
            Some(Effect { block, of: key[1], and: key[2] })
        };
        let effects: Option<Vec<Effect>> = keys.as_chunks::<3>().0.iter().map(effect).collect();
        effects.map(Effects::new).ok_or_else(|| refused("it has an effect that is unknown here"))
    }

    fn jobs(&mut self) -> Result<Vec<EmploymentEntry>, ModelError> {
        let ids = self.u32s()?;
        let jobs = self.f64s()?;
        let entry = |(id, jobs): (&[u32; 2], f64)| EmploymentEntry {
            role: RoleId::from_index(id[0] as usize),
            place: PlaceId::from_index(id[1] as usize),
            jobs,
        };
        Ok(ids.as_chunks::<2>().0.iter().zip(jobs).map(entry).collect())
    }

    fn posterior(&mut self) -> Result<Posterior, ModelError> {
        let sizes = self.u32s()?;
        let [columns, leading] = sizes[..] else { return Err(cut()) };
        let posterior = Posterior {
            columns: columns as usize,
            leading: leading as usize,
            place: self.u32s()?,
            pointers: self.u32s()?,
            rows: self.u32s()?,
            values: self.f64s()?,
            inverse_pivots: self.f64s()?,
            tail: self.f32s()?,
        };
        let positions = posterior.place.len();
        let fits = posterior.leading <= positions
            && posterior.columns <= positions
            && posterior.pointers.len() == posterior.leading + 1
            && posterior.pointers.is_sorted()
            && posterior.pointers.last().is_some_and(|&l| l as usize == posterior.rows.len())
            && posterior.rows.len() == posterior.values.len()
            && posterior.inverse_pivots.len() == posterior.leading
            && posterior.rows.iter().chain(&posterior.place).all(|&r| (r as usize) < positions)
            && posterior.tail.len() == posterior.tail_size().pow(2);
        if fits { Ok(posterior) } else { Err(refused("its covariance does not fit together")) }
    }
}

fn cut() -> ModelError {
    refused("it is cut short")
}
