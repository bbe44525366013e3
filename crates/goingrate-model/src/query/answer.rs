//! What asking a book gives: figures with their uncertainty, comparisons, trends, ranks.

use goingrate_evidence::SourceId;
use goingrate_units::{Currency, LevelId, PlaceId, Profile, Quantiles, TierId};

use crate::block::ProfilePart;
use crate::distribution::normal::Z80;

/// people).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Uncertain {
    /// The figure: natural logarithm of pay a year, in the estimate's currency.
    pub ln: f64,
    /// Its standard deviation, in logs.
    pub sd: f64,
}

impl Uncertain {
    /// The figure in money a year.
    pub fn value(self) -> f64 {
        self.ln.exp()
    }

    /// The ends of the 80 % interval, in money a year.
    pub fn interval(self) -> (f64, f64) {
        ((self.ln - Z80 * self.sd).exp(), (self.ln + Z80 * self.sd).exp())
    }

    /// Half the width of the 80 % interval as a share: 0.06 is ± 6 %.
    pub fn half_width(self) -> f64 {
        (Z80 * self.sd).exp_m1()
    }
}

/// Plain words for how sure a figure is, from the half-width of its 80 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sureness {
    /// Within ± 3 %.
    Firm,
    /// Within ± 7 %.
    Fair,
    /// Within ± 15 %.
    Rough,
    /// Within ± 40 %.
    Guess,
    /// Wider: one figure would say more than is known, so that the two ends are told.
    Open,
}

impl Sureness {
    /// How sure a half-width (a share) is: in whole percents, as it is told.
    pub fn of(half_width: f64) -> Sureness {
        match (100.0 * half_width).round() {
            w if w <= 3.0 => Sureness::Firm,
            w if w <= 7.0 => Sureness::Fair,
            w if w <= 15.0 => Sureness::Rough,
            w if w <= 40.0 => Sureness::Guess,
            _ => Sureness::Open,
        }
    }

    /// The word itself.
    pub fn word(self) -> &'static str {
        match self {
            Sureness::Firm => "well known",
            Sureness::Fair => "fairly well known",
            Sureness::Rough => "roughly known",
            Sureness::Guess => "a rough guess",
            Sureness::Open => "hardly known",
        }
    }
}

/// What the market pays for a profile.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    /// The profile.
    pub profile: Profile,
    /// The currency of its figures: that of its place, or US dollars ([`Estimator::money_of`]).
    ///
    /// [`Estimator::money_of`]: crate::Estimator::money_of
    pub currency: Currency,
    /// P10, P25, P50, P75, P90 of a year's pay (an hourly rate × 2,080: a unit, not a workload),
    /// each with the uncertainty of the market's figure.
    pub percentiles: Quantiles<Uncertain>,
    /// The mean of a year's pay, with the uncertainty of the market's figure: of money and not of its
    /// logarithm, so it lies above the median.
    pub mean: Uncertain,
    /// Log pay at 99 percentiles, P1 to P99, for pictures; without uncertainty.
    pub curve: Vec<f64>,
    /// What each part of the profile contributes to the variance of P50, largest first; the shares
    /// add up to one.
    pub variance_shares: Vec<VarianceShare>,
    /// Jobs that official statistics count for the occupation in the place, where they do.
    pub jobs: Option<f64>,
    /// Facts that the reader has to know: fields that no evidence speaks of, forecasts, roles taken
    /// equal to their occupation. Each a sentence.
    pub remarks: Vec<String>,
    /// What holds for every answer of the book alike, as sentences: for who wants to know all.
    pub footnotes: Vec<String>,
}

/// How much one part of the profile adds to the uncertainty of P50.
#[derive(Clone, Debug, PartialEq)]
pub struct VarianceShare {
    /// The part.
    pub part: ProfilePart,
    /// The root of its share of the variance, in logs; 0 where it offsets other parts.
    pub sd: f64,
    /// Its share of the variance; shares can be negative where parts offset each other.
    pub share: f64,
    /// Effect on P50 against the average, in logs, where the part has one.
    pub effect: Option<Uncertain>,
    /// The sources whose evidence speaks of it; empty where none does.
    pub sources: Vec<SourceId>,
}

/// A kind of employer in a country, and what it pays for a profile.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KindOfEmployer {
    /// The kind.
    pub tier: TierId,
    /// Its share of the country's developers, from 0 to 1: what the model is told beforehand.
    pub share: f64,
    /// P50 at employers of this kind.
    pub median: Uncertain,
}

/// A country of a part of the world, which is a mixture of its countries.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CountryShare {
    /// The country.
    pub place: PlaceId,
    /// Its share of the developers of that part of the world, from 0 to 1.
    pub share: f64,
}

/// Where an offer stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PercentileRank {
    /// Share of the market below the offer.
    pub percentile: f64,
    /// Low end of its 80 % interval.
    pub low: f64,
    /// High end.
    pub high: f64,
}

/// What a posted band really pays for a profile: the market's distribution inside it.
#[derive(Clone, Debug, PartialEq)]
pub struct BandReading {
    /// Where the ends stand in the market.
    pub low: PercentileRank,
    /// Where the high end stands.
    pub high: PercentileRank,
    /// Share of the market inside the band.
    pub inside: f64,
    /// P10, P50, P90 inside the band, money a year.
    pub inner: [f64; 3],
}

/// Two profiles side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Versus {
    /// The other profile's estimate.
    pub other: Estimate,
    /// The other's P50 over the first's, in logs, in one currency, with its uncertainty.
    pub ratio: Uncertain,
    /// Probability that the first one's market median is the higher.
    pub first_higher: f64,
}

/// A moment of a trend.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TrendPoint {
    /// Decimal year.
    pub year: f64,
    /// P50 then.
    pub median: Uncertain,
    /// Whether it lies beyond the last evidence on the trend.
    pub forecast: bool,
}

/// A source that disagrees with the rest about this profile.
#[derive(Clone, Debug, PartialEq)]
pub struct Disagreement {
    /// The source.
    pub source: SourceId,
    /// How far it reads above the book (below, if negative), in logs.
    pub offset: Uncertain,
    /// The level that this is about, if it is about one.
    pub level: Option<LevelId>,
}

/// One step of the waterfall from the national figure to the profile.
#[derive(Clone, Debug, PartialEq)]
pub struct WaterfallStep {
    /// What this step fills in ("nation", "level", "place", …).
    pub part: ProfilePart,
    /// The name of what is filled in.
    pub name: String,
    /// P50 after the step.
    pub median: Uncertain,
    /// Change of P50 by the step, in logs.
    pub change: f64,
}

/// A place, level or other entry in a ranking.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    /// Its name.
    pub name: String,
    /// Its word in the taxonomy.
    pub slug: String,
    /// The place, where the ranking is of places.
    pub place: Option<PlaceId>,
    /// P50, in US dollars at the as-of date, so that entries compare.
    pub median: Uncertain,
    /// Jobs counted there, where known.
    pub jobs: Option<f64>,
}
