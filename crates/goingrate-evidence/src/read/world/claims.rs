//! `claims.csv` to claims, and to what is carried and not fitted.

use goingrate_units::{
    Component, Currency, Engagement, IndustryId, LevelId, PERCENTILES, Period, Problem, Quantiles,
    RoleId, SkillId, Years,
};

use super::cards::{People, WorldCard};
use super::shared::{Shared, date, optional, period};
use crate::read::official::quantiles;
use crate::read::table::Row;
use crate::{
    Basis, Claim, Figure, PayFigure, Reading as Read, Statement, Statistic, Subject, Unfitted,
};

pub(super) const COLUMNS: [&str; 28] = [
    "card",
    "place",
    "where",
    "said",
    "role",
    "code",
    "skill",
    "industry",
    "level",
    "years",
    "engagement",
    "basis",
    "currency",
    "per",
    "as_of",
    "n",
    "aside",
    "p10",
    "p25",
    "p50",
    "p75",
    "p90",
    "mean",
    "low",
    "high",
    "top",
    "typical",
    "facts",
];

// The numbers of the columns above.
const CARD: usize = 0;
const PLACE: usize = 1;
const WHERE: usize = 2;
const SAID: usize = 3;
const ROLE: usize = 4;
const CODE: usize = 5;
const SKILL: usize = 6;
const INDUSTRY: usize = 7;
const LEVEL: usize = 8;
const YEARS: usize = 9;
const ENGAGEMENT: usize = 10;
const BASIS: usize = 11;
const CURRENCY: usize = 12;
const PER: usize = 13;
const AS_OF: usize = 14;
const PEOPLE: usize = 15;
const ASIDE: usize = 16;
const QUANTILES: Quantiles<usize> = [17, 18, 19, 20, 21];
const MEAN: usize = 22;
const LOW: usize = 23;
const HIGH: usize = 24;
const TOP: usize = 25;
const TYPICAL: usize = 26;
const FACTS: usize = 27;

/// What a row writes for an engagement that is left open.
const ANY: &str = "any";

/// Density of a standard normal at its own [`PERCENTILES`].
const DENSITIES: Quantiles<f64> = [0.175_498, 0.317_777, 0.398_942, 0.317_777, 0.175_498];

/// Claims read so far.
#[derive(Default)]
pub(super) struct Reading {
    pub claims: Vec<Claim>,
    pub unfitted: Vec<Unfitted>,
}

/// An amount of a row: its column, and what it is read as.
struct Amount {
    column: usize,
    read: Read,
}

/// In which money and for which period the amounts of a row are kept, and what they are divided by
/// to be that.
struct Unit {
    currency: Currency,
    period: Period,
    divisor: f64,
}

impl Reading {
    /// Adds the claim of a row to those that are fitted or to those that are not.
    pub fn row(&mut self, row: &Row, shared: &mut Shared) -> Result<(), Problem> {
        let (source, card) = shared.card(row, CARD)?;
        let (role, match_sd) = role(row, shared)?;
        let subject = subject(row, role, card, shared)?;
        let basis = optional(row, BASIS, "net, or nothing for the card's", Basis::from_slug)?;
        let basis = basis.unwrap_or(card.card.basis);
        let aside = aside(row, basis, shared)?;
        let unit = unit(row, card)?;
        let amounts = amounts(row, card, match_sd, shared.cards.spread)?;
        let as_of = date(row, AS_OF)?;
        let numbers = shared.figures(row, FACTS, amounts.len())?;
        let figures = amounts.iter().zip(&numbers).map(|(amount, &id)| figure(row, amount, id));
        let figures = figures.collect();
        let first = row.text(FACTS).split(' ').next().unwrap_or_default();
        let claim = Claim {
            id: format!("{}/{first}", card.card.slug),
            source,
            section: format!("{}, {}", row.text(SAID), row.text(WHERE)),
            as_of,
            subject,
            statement: Statement::Pay(pay(amounts, &unit)),
            figures,
            also_in: Vec::new(),
            note: None,
        };
        match aside {
            None => self.claims.push(claim),
            Some((why, because)) => self.unfitted.push(Unfitted { claim, basis, why, because }),
        }
        Ok(())
    }
}

/// The role, directly or by its code, and how loosely the code is it.
fn role(row: &Row, shared: &Shared) -> Result<(RoleId, f64), Problem> {
    match (row.text(ROLE), row.text(CODE)) {
        ("", "") => Err(row.refuse(ROLE, "name a role or a code of an occupation")),
        ("", _) => {
            let occupation = shared.occupation(row, CODE)?;
            Ok((occupation.role, occupation.matched.sd))
        }
        (slug, _) => {
            let role = shared.taxonomy.role_of(slug);
            Ok((role.ok_or_else(|| row.refuse(ROLE, "no slug of a role in roles.toml"))?, 0.0))
        }
    }
}

fn subject(row: &Row, role: RoleId, card: &WorldCard, shared: &Shared) -> Result<Subject, Problem> {
    let words = shared.taxonomy;
    let level: Option<LevelId> =
        optional(row, LEVEL, "no slug of a level in levels.toml", |w| words.level_of(w))?;
    let skill: Option<SkillId> =
        optional(row, SKILL, "no slug of a skill in skills.toml", |w| words.skill_of(w))?;
    let industry: Option<IndustryId> =
        optional(row, INDUSTRY, "no slug of an industry", |w| words.industry_of(w))?;
    let years = optional(row, YEARS, "write years as 2-4", years)?;
    let engagement = engagement(row, card)?;
    let usual = match engagement {
        None | Some(Engagement::Employee) => Component::BaseSalary,
        Some(_) => Component::HourlyRate,
    };
    Ok(Subject {
        role,
        level,
        years,
        place: Some(shared.place(row, PLACE)?),
        skills: skill.into_iter().collect(),
        industries: industry.into_iter().collect(),
        tier: None,
        engagement,
        component: card.component.unwrap_or(usual),
    })
}

fn years(text: &str) -> Option<Years> {
    let (low, high) = text.split_once('-')?;
    let years = Years { low: low.parse().ok()?, high: high.parse().ok()? };
    (0.0 <= years.low && years.low <= years.high && years.high <= 60.0).then_some(years)
}

fn engagement(row: &Row, card: &WorldCard) -> Result<Option<Engagement>, Problem> {
    match row.text(ENGAGEMENT) {
        ANY if card.card.any_engagement.is_empty() => {
            Err(row.refuse(ENGAGEMENT, "the card does not say what any engagement means"))
        }
        ANY => Ok(None),
        word => {
            let known = || Engagement::ALL.map(Engagement::slug).join(", ");
            let unknown = || row.refuse(ENGAGEMENT, &format!("not one of any, {}", known()));
            Engagement::from_slug(word).map(Some).ok_or_else(unknown)
        }
    }
}

/// Why the row is not fitted: its word, and the reason. A net figure must have one.
fn aside(row: &Row, basis: Basis, shared: &Shared) -> Result<Option<(String, String)>, Problem> {
    let because = |word: &str| shared.cards.aside.get(word).cloned();
    let because = optional(row, ASIDE, "cards.toml has no such word under [aside]", because)?;
    if basis == Basis::Net && because.is_none() {
        return Err(row.refuse(BASIS, "net pay is not fitted; say why in the column aside"));
    }
    Ok(because.map(|because| (row.text(ASIDE).to_owned(), because)))
}

/// A day becomes hours by the card's hours a day; a currency becomes dollars where the card says at
/// which rate the publisher had turned dollars into it.
fn unit(row: &Row, card: &WorldCard) -> Result<Unit, Problem> {
    let currency: Result<Currency, _> = row.text(CURRENCY).parse();
    let currency = currency.map_err(|error| row.refuse(CURRENCY, &error.to_string()))?;
    let mut unit = Unit { currency, period: period(row, PER)?, divisor: 1.0 };
    if unit.period == Period::Day {
        let hint = || row.refuse(PER, "a day rate needs hours_a_day on its card");
        unit.divisor = card.own.hours_a_day.ok_or_else(hint)?;
        unit.period = Period::Hour;
    }
    if let Some(rate) = card.own.rate.as_ref().filter(|_| currency == card.card.currency) {
        unit.divisor *= rate.units_per_usd;
        unit.currency = Currency::USD;
    }
    Ok(unit)
}

/// The amounts of a row, percentiles first, each with its looseness: that of its reading, of the
/// match of occupations, and of the number of answers.
fn amounts(
    row: &Row,
    card: &WorldCard,
    match_sd: f64,
    spread: f64,
) -> Result<Vec<Amount>, Problem> {
    let people = row.above_zero(PEOPLE)?;
    let answers = people.filter(|_| card.own.people == Some(People::Sample));
    let sampling = |factor: f64| answers.map_or(0.0, |n| spread * factor / n.sqrt());
    let readings = &card.card.readings;
    let mut all: Vec<(usize, Option<f64>, Statistic, f64, f64)> = Vec::new();
    for (at, amount) in quantiles(row, QUANTILES)?.into_iter().enumerate() {
        let p = PERCENTILES[at];
        let error = sampling((p * (1.0 - p)).sqrt() / DENSITIES[at]);
        all.push((QUANTILES[at], amount, Statistic::Quantile(p), readings.quantile_sd, error));
    }
    all.push((MEAN, row.above_zero(MEAN)?, Statistic::Mean, readings.mean_sd, sampling(1.0)));
    let (low, high) = (row.above_zero(LOW)?, row.above_zero(HIGH)?);
    let low_as = if high.is_some() { readings.low } else { readings.from };
    let high_as = if low.is_some() { readings.high } else { readings.top };
    let loose = [
        (LOW, low, low_as),
        (HIGH, high, high_as),
        (TOP, row.above_zero(TOP)?, readings.top),
        (TYPICAL, row.above_zero(TYPICAL)?, (0.5, readings.typical_sd)),
    ];
    if low.zip(high).is_some_and(|(low, high)| low > high) {
        return Err(row.refuse(HIGH, "lies below the low end"));
    }
    let loose = loose.map(|(at, amount, (p, sd))| (at, amount, Statistic::Quantile(p), sd, 0.0));
    let amount = |(column, amount, statistic, sd, error): (_, Option<f64>, _, f64, f64)| {
        let sd = sd.hypot(match_sd).hypot(error);
        amount.map(|amount| Amount { column, read: Read { statistic, amount, sd } })
    };
    let all: Vec<Amount> = all.into_iter().chain(loose).filter_map(amount).collect();
    match all.is_empty() {
        true => Err(row.refuse(MEAN, "a row without an amount; leave it out")),
        false => Ok(all),
    }
}

/// The figure as printed: where its unit is not kept, it is named.
fn figure(row: &Row, amount: &Amount, id: u32) -> Figure {
    let (currency, per) = (row.text(CURRENCY), row.text(PER));
    let value = format!("{} {currency} a {per}", row.text(amount.column));
    Figure { id, field: row.name(amount.column).to_owned(), value }
}

fn pay(amounts: Vec<Amount>, unit: &Unit) -> PayFigure {
    let in_unit =
        |amount: Amount| Read { amount: amount.read.amount / unit.divisor, ..amount.read };
    PayFigure {
        currency: unit.currency,
        period: unit.period,
        readings: amounts.into_iter().map(in_unit).collect(),
    }
}
