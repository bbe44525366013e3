//! A book opened on an estimator, with the taxonomy and the exchange rates: the place to ask.

use goingrate_evidence::SourceId;
use goingrate_units::parse::Field;
use goingrate_units::{
    Component, Currency, ExchangeRates, LevelId, PERCENTILES, PlaceId, PlaceKind, Profile,
    Quantiles, Taxonomy,
};

use crate::ModelError;
use crate::answer::{
    BandReading, Disagreement, Estimate, PercentileRank, ProfilePart, TrendPoint, Uncertain,
    Versus, WaterfallStep,
};
use crate::block::Block;
use crate::book::Book;
use crate::design::Design;
use crate::distribution::mixture::{Columns, Linearised};
use crate::distribution::normal;
use crate::effects::Effect;
use crate::priors::Priors;
use crate::query::estimate::{Asked, check_date, covariance, question};

/// A book opened, with what is needed to ask it.
#[derive(Clone, Copy, Debug)]
pub struct Estimator<'a> {
    pub(crate) book: &'a Book,
    pub(crate) rates: &'a ExchangeRates,
    pub(crate) design: Design<'a>,
}

impl<'a> Estimator<'a> {
    /// Opens a book.
    pub fn new(
        book: &'a Book,
        taxonomy: &'a Taxonomy,
        priors: &'a Priors,
        rates: &'a ExchangeRates,
    ) -> Estimator<'a> {
        let design = book.design(taxonomy, priors);
        Estimator { book, rates, design }
    }

    /// The five percentiles of a profile on their own: what [`estimate`](Self::estimate) spends
    /// the least time on.
    ///
    /// # Errors
    /// As [`estimate`](Self::estimate).
    pub fn percentiles(&self, profile: &Profile) -> Result<Quantiles<Uncertain>, ModelError> {
        let asked = self.ask(profile)?;
        let shift = self.shift(profile)?;
        let percentiles = asked.percentiles();
        Ok(asked.uncertain(&percentiles).map(|u| Uncertain { ln: u.ln + shift, ..u }))
    }

    /// What the market pays for a profile.
    ///
    /// # Errors
    /// When the date lies outside what the book can tell, when no evidence speaks of the part of
    /// pay, or when a currency has no rate.
    pub fn estimate(&self, profile: &Profile) -> Result<Estimate, ModelError> {
        let asked = self.ask(profile)?;
        let shift = self.shift(profile)?;
        let percentiles = asked.percentiles();
        let uncertain = asked.uncertain(&percentiles).map(|u| Uncertain { ln: u.ln + shift, ..u });
        let curve = asked.distribution().curve(percentiles[2].value);
        Ok(Estimate {
            profile: profile.clone(),
            currency: self.money_of(profile.place),
            percentiles: uncertain,
            curve: curve.into_iter().map(|ln| ln + shift).collect(),
            doubts: asked.doubts(&percentiles[2]),
            jobs: self.jobs(profile),
            remarks: self.remarks(profile, &asked),
        })
    }

    /// Whether the book can answer about the day and the part of pay of a profile.
    pub(crate) fn check(&self, profile: &Profile) -> Result<(), ModelError> {
        check_date(profile.as_of, &self.design)?;
        self.check_component(profile)
    }

    pub(crate) fn ask(&self, profile: &Profile) -> Result<Asked<'a>, ModelError> {
        self.check(profile)?;
        Asked::new(self.book, &self.design, &question(profile, profile.as_of.decimal_year()))
    }

    fn ask_at(&self, profile: &Profile, year: f64) -> Result<Asked<'a>, ModelError> {
        Asked::new(self.book, &self.design, &question(profile, year))
    }

    /// A part of pay that no evidence speaks of is not guessed at.
    fn check_component(&self, profile: &Profile) -> Result<(), ModelError> {
        let free = matches!(profile.component, Component::BaseSalary | Component::HourlyRate);
        let effect = Effect::of(Block::Component, profile.component as usize);
        if free || self.book.effects.column(effect).is_some() {
            return Ok(());
        }
        Err(ModelError::Question {
            about: Some((Field::Component, profile.component.name().to_owned())),
            what: format!("no evidence speaks of {} by itself", profile.component.name()),
            hint: "ask for base salary or total compensation".to_owned(),
        })
    }

    /// The currency of a place's figures: its own, or US dollars where that had no exchange rate
    /// when the book was fitted.
    pub fn money_of(&self, place: PlaceId) -> Currency {
        self.book.in_dollars.money_for(self.design.taxonomy.place(place).currency)
    }

    /// The currency that a profile's pay is told in unless another is asked for: its place's own;
    /// where figures are in dollars instead, that takes a rate of it on the profile's day.
    pub fn told_in(&self, profile: &Profile) -> Currency {
        let (own, kept) =
            (self.design.taxonomy.place(profile.place).currency, self.money_of(profile.place));
        let can_be = own == kept || self.rates.units_per_usd(own, profile.as_of).is_ok();
        if can_be { own } else { kept }
    }

    /// From the model's scale to the log of money in the currency of the place's figures.
    pub(crate) fn shift(&self, profile: &Profile) -> Result<f64, ModelError> {
        let money = self.money_of(profile.place);
        Ok(self.rates.units_per_usd(money, self.book.reference)?.ln())
    }

    /// From the currency of the place's figures to US dollars on the profile's day.
    pub(crate) fn dollars_of(&self, profile: &Profile) -> Result<f64, ModelError> {
        let money = self.money_of(profile.place);
        Ok(-self.rates.units_per_usd(money, profile.as_of)?.ln())
    }

    /// Jobs that official statistics count for the occupation in the place.
    pub(crate) fn jobs(&self, profile: &Profile) -> Option<f64> {
        let (taxonomy, jobs) = (self.design.taxonomy, &self.book.jobs);
        let occupation = self.design.occupation(profile.role);
        match taxonomy.place(profile.place).kind {
            PlaceKind::State => jobs.in_state(occupation, profile.place),
            PlaceKind::Metro | PlaceKind::NonMetro => jobs.at(occupation, profile.place),
            _ => {
                let inside = jobs.of_role(occupation).iter();
                let inside = inside.filter(|e| taxonomy.contains(profile.place, e.place));
                let total: f64 = inside.map(|e| e.jobs).sum();
                (total > 0.0).then_some(total)
            }
        }
    }

    fn remarks(&self, profile: &Profile, asked: &Asked) -> Vec<String> {
        let taxonomy = self.design.taxonomy;
        let mut remarks = Vec::new();
        let occupation = self.design.occupation(profile.role);
        let specialty = Effect::of(Block::Specialty, profile.role.index());
        if profile.role != occupation && self.book.sources_of(specialty) == 0 {
            let percent = 100.0 * (normal::Z80 * self.book.block_sd(Block::Specialty)).exp_m1();
            remarks.push(format!(
                "No source holds both {} and {}: taken as equal, ±{percent:.0} %.",
                taxonomy.role(profile.role).name,
                taxonomy.role(occupation).name,
            ));
        }
        if let (Some(level), Some(_)) = (profile.level, profile.years) {
            let name = &taxonomy.level(level).name;
            remarks.push(format!(
                "The years move nothing beside a level: {name} is priced whatever the years. Leave \
                 the level out to be priced by years."
            ));
        }
        for effect in &asked.unseen {
            remarks.extend(self.unseen_remark(*effect));
        }
        if profile.as_of.decimal_year() > self.book.last_trend {
            remarks.push(format!(
                "The evidence on the trend ends in {:.0}; from there on the estimate is a forecast.",
                self.book.last_trend.floor()
            ));
        }
        if profile.component == Component::Equity {
            remarks.push("Equity that vests in a year, of those who get any.".to_owned());
        }
        remarks
    }

    /// What a reader has to know about an effect that no evidence speaks of.
    fn unseen_remark(&self, effect: Effect) -> Option<String> {
        let taxonomy = self.design.taxonomy;
        let of = effect.of as usize;
        let (name, taken) = match effect.block {
            Block::Skill => (taxonomy.skills[of].name.as_str(), "counted as no difference"),
            Block::Industry => (taxonomy.industries[of].name.as_str(), "counted as no difference"),
            Block::Tier => (taxonomy.tiers[of].name.as_str(), "counted as no difference"),
            Block::Country => (taxonomy.places[of].name.as_str(), "taken from what lies around it"),
            Block::Area => (taxonomy.places[of].name.as_str(), "taken from its state"),
            _ => return None,
        };
        let percent = 100.0 * (normal::Z80 * self.book.block_sd(effect.block)).exp_m1();
        Some(format!("No evidence speaks of {name} itself: {taken}, ±{percent:.0} %."))
    }

    /// Where an amount stands: `ln_amount` is the log of a year's pay in the estimate's currency.
    ///
    /// # Errors
    /// As [`estimate`](Self::estimate).
    pub fn stand(&self, profile: &Profile, ln_amount: f64) -> Result<PercentileRank, ModelError> {
        let asked = self.ask(profile)?;
        let at = ln_amount - self.shift(profile)?;
        Ok(self.standing(&asked, at))
    }

    fn standing(&self, asked: &Asked, at: f64) -> PercentileRank {
        let distribution = asked.distribution();
        let (percentile, _) = distribution.cdf(at);
        let p = percentile.clamp(1e-6, 1.0 - 1e-6);
        let gradient = distribution.linearised_quantile_near(p, at).whole().gradient;
        let sd = asked.covariance(&[gradient])[0].max(0.0).sqrt();
        let below = |shift: f64| distribution.cdf(at + shift * normal::Z80 * sd).0;
        PercentileRank { percentile, low: below(-1.0), high: below(1.0) }
    }

    /// What a posted band really pays; both ends as logs of a year's pay in the estimate's
    /// currency.
    ///
    /// # Errors
    /// As [`estimate`](Self::estimate), and when the low end is not below the high end.
    pub fn band(
        &self,
        profile: &Profile,
        ln_low: f64,
        ln_high: f64,
    ) -> Result<BandReading, ModelError> {
        if ln_low.partial_cmp(&ln_high) != Some(std::cmp::Ordering::Less) {
            return Err(ModelError::Question {
                about: None,
                what: "the low end of the band is not below its high end".to_owned(),
                hint: "write the band as LOW-HIGH".to_owned(),
            });
        }
        let asked = self.ask(profile)?;
        let shift = self.shift(profile)?;
        let low = self.standing(&asked, ln_low - shift);
        let high = self.standing(&asked, ln_high - shift);
        let inside = high.percentile - low.percentile;
        let distribution = asked.distribution();
        let inner = [0.1, 0.5, 0.9].map(|q| {
            let p = (low.percentile + q * inside).clamp(1e-9, 1.0 - 1e-9);
            (distribution.quantile(p) + shift).clamp(ln_low, ln_high).exp()
        });
        Ok(BandReading { low, high, inside, inner })
    }

    /// Two profiles side by side.
    ///
    /// # Errors
    /// As [`estimate`](Self::estimate), for either.
    pub fn versus(&self, first: &Profile, second: &Profile) -> Result<Versus, ModelError> {
        let (a, b) = (self.ask(first)?, self.ask(second)?);
        let (x, y) = (median(&a), median(&b));
        let difference = self.shift(second)? + self.dollars_of(second)?
            - self.shift(first)?
            - self.dollars_of(first)?;
        let ln = y.value - x.value + difference;
        let sd = self.difference_sd(&a, &x, &b, &y);
        let first_higher = normal::cdf(-ln / sd.max(1e-12));
        Ok(Versus { other: self.estimate(second)?, ratio: Uncertain { ln, sd }, first_higher })
    }

    /// Sd of the difference of two figures of two questions. An effect that no evidence speaks of
    /// is the same in both where both name it.
    fn difference_sd(&self, a: &Asked, x: &Linearised, b: &Asked, y: &Linearised) -> f64 {
        let known = self.book.effects.len() as u32;
        let mut unseen = a.unseen.clone();
        let mut gradient: Columns = y.gradient.clone();
        for (column, _) in gradient.iter_mut().filter(|c| c.0 >= known) {
            let effect = b.unseen[(*column - known) as usize];
            let at = unseen.iter().position(|&e| e == effect).unwrap_or_else(|| {
                unseen.push(effect);
                unseen.len() - 1
            });
            *column = known + at as u32;
        }
        gradient.extend(x.gradient.iter().map(|&(c, v)| (c, -v)));
        crate::distribution::mixture::compress(&mut gradient);
        covariance(self.book, &unseen, &[gradient])[0].max(0.0).sqrt()
    }

    /// The market's median over time.
    ///
    /// # Errors
    /// As [`estimate`](Self::estimate).
    pub fn trend(
        &self,
        profile: &Profile,
        from_year: f64,
        to_year: f64,
    ) -> Result<Vec<TrendPoint>, ModelError> {
        check_date(profile.as_of, &self.design)?;
        self.check_component(profile)?;
        let shift = self.shift(profile)?;
        let knots = &self.design.priors.knots;
        let last = knots.first + (knots.count - 1) as f64 + knots.horizon;
        let mut points = Vec::new();
        let mut year = from_year.max(knots.first);
        while year <= to_year.min(last) + 1e-9 {
            let asked = self.ask_at(profile, year)?;
            let figure = median(&asked);
            let sd = asked.covariance(&[figure.gradient])[0].max(0.0).sqrt();
            let median = Uncertain { ln: figure.value + shift, sd };
            points.push(TrendPoint { year, median, forecast: year > self.book.last_trend });
            year += 1.0;
        }
        Ok(points)
    }

    /// How far sources read off the book about a profile's level, the surest first.
    pub fn disagreements(&self, profile: &Profile) -> Vec<Disagreement> {
        let sources = (0..self.book.sources.len()).map(SourceId);
        let offsets: Vec<_> = sources.filter_map(|source| self.offset(source, profile)).collect();
        let gradients: Vec<Columns> = offsets.iter().map(|o| o.2.clone()).collect();
        let covariance = covariance(self.book, &[], &gradients);
        let disagreement = |(i, (source, level, gradient)): (usize, (SourceId, _, Columns))| {
            let ln = gradient.iter().map(|&(c, v)| v * self.book.theta[c as usize]).sum();
            let sd = covariance[i * (gradients.len() + 1)].max(0.0).sqrt();
            Disagreement { source, offset: Uncertain { ln, sd }, level }
        };
        let mut found: Vec<Disagreement> =
            offsets.into_iter().enumerate().map(disagreement).collect();
        found.sort_by(|a, b| {
            (b.offset.ln.abs() / b.offset.sd).total_cmp(&(a.offset.ln.abs() / a.offset.sd))
        });
        found
    }

    /// A source's own terms for a profile's country and level, if it has spoken of that country:
    /// the level that they are about, and the form that adds them up.
    fn offset(
        &self,
        source: SourceId,
        profile: &Profile,
    ) -> Option<(SourceId, Option<LevelId>, Columns)> {
        let column = |effect| self.book.effects.column(effect).map(|c| (c as u32, 1.0));
        let country = self.design.country(profile.place).index();
        let mut gradient = vec![column(Effect::of(Block::SourceOffset, source.0))?];
        gradient.push(column(Effect::crossed(Block::SourceCountry, source.0, country))?);
        let at_level = profile.level.filter(|level| {
            let own = column(Effect::crossed(Block::SourceLevel, source.0, level.index()));
            gradient.extend(own);
            own.is_some()
        });
        Some((source, at_level, gradient))
    }

    /// From the nation's figure for the role, all levels together, to the profile's, one part at a
    /// time.
    ///
    /// # Errors
    /// As [`estimate`](Self::estimate).
    pub fn waterfall(&self, profile: &Profile) -> Result<Vec<WaterfallStep>, ModelError> {
        let taxonomy = self.design.taxonomy;
        let mut at = Profile {
            level: None,
            years: None,
            place: self.design.country(profile.place),
            skills: Vec::new(),
            industry: None,
            tier: None,
            engagement: goingrate_units::Engagement::Employee,
            component: Component::BaseSalary,
            ..profile.clone()
        };
        let start = format!("{}, {}", taxonomy.role(at.role).name, taxonomy.place(at.place).name);
        let mut steps: Vec<WaterfallStep> = Vec::new();
        self.pour(&mut steps, &at, ProfilePart::Role, start)?;
        if at.level != profile.level || profile.years.is_some() {
            (at.level, at.years) = (profile.level, profile.years);
            let name = profile.level.map_or("years".to_owned(), |l| taxonomy.level(l).name.clone());
            self.pour(&mut steps, &at, ProfilePart::Level, name)?;
        }
        if at.place != profile.place {
            at.place = profile.place;
            self.pour(&mut steps, &at, ProfilePart::Place, taxonomy.place(at.place).name.clone())?;
        }
        for &skill in &profile.skills {
            at.skills.push(skill);
            self.pour(&mut steps, &at, ProfilePart::Skill, taxonomy.skill(skill).name.clone())?;
        }
        if let Some(industry) = profile.industry {
            at.industry = Some(industry);
            self.pour(
                &mut steps,
                &at,
                ProfilePart::Industry,
                taxonomy.industry(industry).name.clone(),
            )?;
        }
        if let Some(tier) = profile.tier {
            at.tier = Some(tier);
            self.pour(&mut steps, &at, ProfilePart::Tier, taxonomy.tier(tier).name.clone())?;
        }
        if at.engagement != profile.engagement {
            (at.engagement, at.component) = (profile.engagement, profile.component);
            self.pour(
                &mut steps,
                &at,
                ProfilePart::Engagement,
                profile.engagement.name().to_owned(),
            )?;
        } else if at.component != profile.component {
            at.component = profile.component;
            self.pour(
                &mut steps,
                &at,
                ProfilePart::Component,
                profile.component.name().to_owned(),
            )?;
        }
        Ok(steps)
    }

    fn pour(
        &self,
        steps: &mut Vec<WaterfallStep>,
        at: &Profile,
        part: ProfilePart,
        name: String,
    ) -> Result<(), ModelError> {
        let asked = self.ask(at)?;
        let figure = median(&asked);
        let sd = asked.covariance(&[figure.gradient])[0].max(0.0).sqrt();
        let median = Uncertain { ln: figure.value + self.shift(at)?, sd };
        let change = steps.last().map_or(0.0, |s| median.ln - s.median.ln);
        steps.push(WaterfallStep { part, name, median, change });
        Ok(())
    }
}

/// The median of a question with its gradient.
pub(crate) fn median(asked: &Asked) -> Linearised {
    asked.distribution().linearised_quantile(PERCENTILES[2]).whole()
}
