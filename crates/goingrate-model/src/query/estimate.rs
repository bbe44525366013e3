//! A question put to a book: its distribution, the gradients of its percentiles, and where the
//! uncertainty of each comes from.

use goingrate_units::parse::Field;
use goingrate_units::{Component, Date, Engagement, PERCENTILES, Profile, Quantiles};

use crate::ModelError;
use crate::answer::{ProfilePart, Uncertain, VarianceShare};
use crate::block::{Axis, Block};
use crate::book::{Book, MOST_SOURCES, SPARE};
use crate::design::{Design, Estimand, Levels, Resolver};
use crate::distribution::Distribution;
use crate::distribution::mixture::{Columns, Linearised, Mixture};
use crate::distribution::normal;
use crate::effects::Effect;

/// Finds the columns of a book; an effect that no evidence speaks of gets a spare one, whose value
/// is zero and whose variance is that of its block.
pub(crate) struct Finder<'a> {
    book: &'a Book,
    pub unseen: Vec<Effect>,
}

impl<'a> Finder<'a> {
    pub fn new(book: &'a Book) -> Finder<'a> {
        Finder { book, unseen: Vec::new() }
    }
}

impl Resolver for Finder<'_> {
    fn column(&mut self, effect: Effect) -> u32 {
        if let Some(column) = self.book.effects.column(effect) {
            return column as u32;
        }
        let at = match self.unseen.iter().position(|&e| e == effect) {
            Some(at) => at,
            None => {
                self.unseen.push(effect);
                self.unseen.len() - 1
            }
        };
        // A question that names more unknown things than there is room for shares the last place;
        // `Asked::new` refuses it.
        (self.book.effects.len() + at.min(SPARE - 1)) as u32
    }
}

/// A question put to a book.
pub(crate) struct Asked<'a> {
    book: &'a Book,
    mixture: Mixture,
    pub unseen: Vec<Effect>,
}

impl<'a> Asked<'a> {
    /// The distribution that a question is about.
    ///
    /// # Errors
    /// When it names more things that no evidence speaks of than there is room for.
    pub fn new(
        book: &'a Book,
        design: &Design,
        question: &Estimand,
    ) -> Result<Asked<'a>, ModelError> {
        let mut finder = Finder::new(book);
        let mixture = design.mixture(question, &mut finder);
        Asked::of(book, mixture, finder.unseen)
    }

    /// The same of a mixture over the book's columns and spare ones.
    pub fn of(
        book: &'a Book,
        mixture: Mixture,
        unseen: Vec<Effect>,
    ) -> Result<Asked<'a>, ModelError> {
        if unseen.len() > SPARE {
            return Err(ModelError::Question {
                about: None,
                what: format!(
                    "the question names {} things that no evidence speaks of",
                    unseen.len()
                ),
                hint: "ask for fewer skills".to_owned(),
            });
        }
        Ok(Asked { book, mixture, unseen })
    }

    /// The distribution at the book's effects.
    pub fn distribution(&self) -> Distribution<'_> {
        self.mixture.at(&self.book.theta)
    }

    /// Whether it mixes several places or engagements.
    pub fn is_mixture(&self) -> bool {
        self.mixture.components.len() > 1
    }

    /// Covariances of figures with these gradients, row by row.
    pub fn covariance(&self, gradients: &[Columns]) -> Vec<f64> {
        covariance(self.book, &self.unseen, gradients)
    }

    /// The effect of a column.
    pub fn effect(&self, column: u32) -> Effect {
        let known = self.book.effects.len();
        match (column as usize).checked_sub(known) {
            Some(spare) => self.unseen[spare],
            None => self.book.effects.at(column as usize),
        }
    }

    /// The five percentiles with their gradients.
    pub fn percentiles(&self) -> Quantiles<Linearised> {
        self.raw_percentiles().map(Linearised::whole)
    }

    /// The five percentiles with their gradients as they come: columns in the same order in each,
    /// some of them several times.
    pub fn raw_percentiles(&self) -> Quantiles<Linearised> {
        let distribution = self.distribution();
        // In normal scores percentiles lie nearly on a line: each is searched where the two before it
        // lead to, the second a little above the first.
        let mut before: Option<(f64, f64)> = None;
        let mut slope = 0.3;
        PERCENTILES.map(|p| {
            let score = normal::quantile(p);
            let guess = before.map_or(f64::NAN, |(at, value)| value + slope * (score - at));
            let figure = distribution.linearised_quantile_near(p, guess);
            if let Some((at, value)) = before {
                slope = (figure.value - value) / (score - at);
            }
            before = Some((score, figure.value));
            figure
        })
    }

    /// The percentiles with the uncertainty of each.
    pub fn uncertain(&self, percentiles: &Quantiles<Linearised>) -> Quantiles<Uncertain> {
        let gradients: Vec<Columns> = percentiles.iter().map(|p| p.gradient.clone()).collect();
        let covariance = self.covariance(&gradients);
        std::array::from_fn(|i| Uncertain {
            ln: percentiles[i].value,
            sd: covariance[i * 6].max(0.0).sqrt(),
        })
    }

    /// What each part of the profile adds to the uncertainty of a figure, largest share first.
    pub fn doubts(&self, figure: &Linearised) -> Vec<VarianceShare> {
        let parts = self.parts(figure);
        let mut gradients = vec![figure.gradient.clone()];
        gradients.extend(parts.iter().map(|p| p.1.clone()));
        let covariance = self.covariance(&gradients);
        let m = gradients.len();
        let total = covariance[0].max(f64::MIN_POSITIVE);
        let doubt = |(i, (part, gradient)): (usize, &(ProfilePart, Columns))| {
            let own = covariance[(i + 1) * (m + 1)].max(0.0).sqrt();
            VarianceShare {
                part: *part,
                sd: covariance[i + 1].max(0.0).sqrt(),
                share: covariance[i + 1] / total,
                effect: self.effect_of(*part, gradient, own),
                sources: self.sources_of(gradient),
            }
        };
        let mut doubts: Vec<VarianceShare> = parts.iter().enumerate().map(doubt).collect();
        doubts.sort_by(|a, b| b.share.total_cmp(&a.share));
        doubts
    }

    /// The effect of a part against the average, for parts that have one.
    fn effect_of(&self, part: ProfilePart, gradient: &Columns, sd: f64) -> Option<Uncertain> {
        let named = matches!(part, ProfilePart::Skill | ProfilePart::Industry | ProfilePart::Tier);
        let ln = gradient.iter().map(|&(c, v)| v * self.book.theta[c as usize]).sum();
        named.then_some(Uncertain { ln, sd })
    }

    /// The sources whose evidence moves one of these columns.
    fn sources_of(&self, gradient: &Columns) -> Vec<goingrate_evidence::SourceId> {
        let bits =
            gradient.iter().fold(0, |bits, &(c, _)| bits | self.book.sources_of(self.effect(c)));
        let sources = 0..self.book.sources.len();
        sources
            .filter(|s| bits >> s.min(&(MOST_SOURCES - 1)) & 1 == 1)
            .map(goingrate_evidence::SourceId)
            .collect()
    }
}

/// Covariances of figures with these gradients; spare columns are independent of all others.
pub(crate) fn covariance(book: &Book, unseen: &[Effect], gradients: &[Columns]) -> Vec<f64> {
    let settled: Vec<Columns> = gradients.iter().map(|g| book.influence.settled(g)).collect();
    let mut covariance = book.posterior.covariance(&settled);
    add_unseen(book, unseen, gradients, &mut covariance);
    covariance
}

/// The variance of one figure of each question, given with its gradient: as [`covariance`], but a
/// few questions go through the covariance together.
pub(crate) fn variances(figures: &[(Asked, Columns)]) -> Vec<f64> {
    let Some((Asked { book, .. }, _)) = figures.first() else { return Vec::new() };
    let settled: Vec<Columns> =
        figures.iter().map(|(_, gradient)| book.influence.settled(gradient)).collect();
    let mut variances = book.posterior.variances(&settled);
    for ((asked, gradient), variance) in figures.iter().zip(&mut variances) {
        let own = std::slice::from_mut(variance);
        add_unseen(book, &asked.unseen, std::slice::from_ref(gradient), own);
    }
    variances
}

/// Adds what effects that no evidence speaks of bring to covariances.
pub(crate) fn add_unseen(
    book: &Book,
    unseen: &[Effect],
    gradients: &[Columns],
    covariance: &mut [f64],
) {
    let (m, known) = (gradients.len(), book.effects.len());
    for (spare, effect) in unseen.iter().enumerate() {
        let variance = book.block_sd(effect.block).powi(2);
        let column = (known + spare) as u32;
        let at = |g: &Columns| g.iter().filter(|c| c.0 == column).map(|c| c.1).sum::<f64>();
        let values: Vec<f64> = gradients.iter().map(at).collect();
        for (i, j) in (0..m).flat_map(|i| (0..m).map(move |j| (i, j))) {
            covariance[i * m + j] += variance * values[i] * values[j];
        }
    }
}

/// The part of a profile that a block belongs to.
pub(crate) fn part_of(block: Block) -> ProfilePart {
    match block {
        Block::Intercept | Block::Occupation | Block::Specialty => ProfilePart::Role,
        Block::LadderBase | Block::Step | Block::Share => ProfilePart::Level,
        Block::Country | Block::State | Block::Area | Block::AreaSize => ProfilePart::Place,
        Block::RoleState | Block::RoleArea | Block::Remainder | Block::Remote => ProfilePart::Place,
        Block::Industry | Block::RoleIndustry => ProfilePart::Industry,
        Block::Tier => ProfilePart::Tier,
        Block::Skill | Block::SkillCountry | Block::SkillRole => ProfilePart::Skill,
        Block::Years | Block::CountryYears | Block::RoleYears | Block::CountryLevel => {
            ProfilePart::Level
        }
        Block::RoleCountry | Block::CountryPrices => ProfilePart::Place,
        Block::Engagement | Block::EngagementRegion | Block::EngagementStretch => {
            ProfilePart::Engagement
        }
        Block::Component | Block::ComponentStretch => ProfilePart::Component,
        block if block.axis() == Axis::Trend => ProfilePart::Date,
        _ => ProfilePart::Spread,
    }
}

/// The question of a profile.
pub(crate) fn question(profile: &Profile, year: f64) -> Estimand {
    let levels = match (profile.level, profile.years) {
        (Some(level), _) => Levels::Given(level),
        (None, Some(years)) => Levels::Years(years),
        (None, None) => Levels::Open,
    };
    Estimand {
        role: profile.role,
        levels,
        place: profile.place,
        skills: profile.skills.clone(),
        any_skill: false,
        industries: profile.industry.into_iter().collect(),
        tier: profile.tier,
        engagements: vec![(profile.engagement, 1.0)],
        component: component(profile),
        year,
        source: None,
        average: false,
    }
}

/// An employee's hourly rate is the base salary in another unit.
fn component(profile: &Profile) -> Component {
    match (profile.component, profile.engagement) {
        (Component::HourlyRate, Engagement::Employee) => Component::BaseSalary,
        (component, _) => component,
    }
}

/// Whether a book can answer for a date.
///
/// # Errors
/// When the date is before the evidence or too far after it.
pub(crate) fn check_date(date: Date, design: &Design) -> Result<(), ModelError> {
    let knots = &design.priors.knots;
    let (first, last) = (knots.first, knots.first + (knots.count - 1) as f64 + knots.horizon);
    let year = date.decimal_year();
    let about = Some((Field::AsOf, date.to_string()));
    if year < first.floor() {
        return Err(ModelError::Question {
            about,
            what: format!("{date} is before the evidence, which begins in {}", first.floor()),
            hint: format!("ask for a date from {} on", first.floor()),
        });
    }
    if year > last {
        return Err(ModelError::Question {
            about,
            what: format!(
                "{date} is too far ahead: beyond {:.0} a forecast would be a guess about guesses",
                last.floor()
            ),
            hint: format!("ask for a date up to {:.0}", last.floor()),
        });
    }
    Ok(())
}
