//! Ways as they were asked to levels with pay from the book, the law of their places, prices and money.

use goingrate_model::Z80;
use goingrate_plan::career::{CareerQuestion as PlanQuestion, Level, Own, Start, Way, Work, YEARS};
use goingrate_plan::hire::MarketDoubt;
use goingrate_rules::Filing;
use goingrate_units::parse::Amount;
use goingrate_units::{
    Component, Currency, Engagement, Period, PlaceId, Problem, ProblemKind, Profile, Years,
    place_in_words, without_capital,
};

use super::{CareerAsked, CareerQuestion, WayAsked};
use crate::ask::money::Money;
use crate::law::{TakeHome, take_home};
use crate::{GoingRate, planning};

/// Pay may be so many times the market's middle, or so many times below it.
const MOST_TIMES: f64 = 20.0;
/// The years for which the book is asked; between them its medians are taken on straight lines.
const ASKED: [usize; 4] = [0, 5, 10, YEARS];

/// A question with its prices.
pub struct Priced<'g> {
    pub question: PlanQuestion,
    pub money: Money<'g>,
    pub market: Vec<Option<f64>>,
    /// The market's median now, in the answer's currency.
    pub market_now: f64,
    pub rules_of: Vec<String>,
    pub no_rules: Vec<PlaceId>,
    pub no_prices: Vec<PlaceId>,
}

/// What prices ways.
struct Pricing<'a, 'g> {
    going_rate: &'g GoingRate,
    asked: &'a CareerAsked,
    money: &'a Money<'g>,
    /// The markets that the levels are of, each once.
    figures: Vec<Profile>,
    no_prices: Vec<PlaceId>,
}

impl<'g> Priced<'g> {
    /// Prices a question.
    ///
    /// # Errors
    /// When the book cannot price a profile, a currency has no exchange rate, or pay is of another period.
    pub fn of(going_rate: &'g GoingRate, question: &CareerQuestion) -> Result<Priced<'g>, Problem> {
        let asked = &question.asked;
        let profile = &asked.profile;
        let estimator = going_rate.estimator();
        let currency = question.currency.unwrap_or_else(|| estimator.told_in(profile));
        let money = Money::new(going_rate, currency, profile.as_of);
        let mut pricing = Pricing {
            going_rate,
            asked,
            money: &money,
            figures: Vec::new(),
            no_prices: Vec::new(),
        };
        let priced =
            asked.ways.iter().map(|way| pricing.way(way)).collect::<Result<Vec<_>, _>>()?;
        let (mut ways, laws): (Vec<Way>, Vec<Option<TakeHome>>) = priced.into_iter().unzip();
        let no_rules = places_without(&asked.ways, &laws);
        let mut rules_of = Vec::new();
        if no_rules.is_empty() {
            for (way, law) in ways.iter_mut().zip(laws.into_iter().flatten()) {
                let name = format!("{}, {}", law.rules_of, law.year);
                if !rules_of.contains(&name) {
                    rules_of.push(name);
                }
                way.law = Some(law.law);
            }
        }
        let own = pricing.own(&ways[0])?;
        let goal = asked.goal.map(|goal| money_a_year(goal, currency, "goal"));
        let goal =
            goal.transpose()?.map(|(value, of)| Ok::<_, Problem>(value * money.exchange(of)?));
        let figures = &pricing.figures;
        let market = MarketDoubt::of(figures.len(), &estimator.median_covariances(figures)?);
        let more = ways.iter().zip(&asked.ways).map(|(way, asked)| more(&ways[0], way, asked));
        let market_more = more.collect();
        let market_now = ways[0].levels[0].ln_median[0].exp() * ways[0].exchange;
        let places = planning::places(profile.place, &going_rate.taxonomy);
        let question = PlanQuestion {
            market,
            own,
            at_level: asked.at_level,
            years: question.years,
            discount: question.discount,
            goal: goal.transpose()?,
            currency,
            places: places.into_iter().map(str::to_owned).collect(),
            on: profile.as_of,
            draws: question.draws,
            seed: question.seed,
            ways,
        };
        let no_prices = pricing.no_prices;
        Ok(Priced {
            question,
            money,
            market: market_more,
            market_now,
            rules_of,
            no_rules,
            no_prices,
        })
    }
}

/// What is asked, without usual ways whose place has no rules of tax where the first one has: they would leave all
/// amounts before tax. What is left out is told.
///
/// # Errors
/// When the book cannot price a profile.
pub fn with_law(going_rate: &GoingRate, asked: &CareerAsked) -> Result<CareerAsked, Problem> {
    let mut kept = asked.clone();
    if !asked.usual || asked.ways.is_empty() || !has_law(going_rate, &asked.ways[0])? {
        return Ok(kept);
    }
    kept.ways.clear();
    for way in &asked.ways {
        let is_home = way.profile.place == asked.profile.place;
        if is_home || has_law(going_rate, way)? {
            kept.ways.push(way.clone());
            continue;
        }
        let place = place_in_words(&going_rate.taxonomy.place(way.profile.place).name);
        let name = &way.name;
        kept.remarks.push(format!(
            "Without {name}: no rules of tax are carried for {place}. Named as a way, it is compared before tax."
        ));
    }
    Ok(kept)
}

fn has_law(going_rate: &GoingRate, way: &WayAsked) -> Result<bool, Problem> {
    let market = going_rate.estimator().distribution(&engaged(&way.profile, way.work))?;
    let middle = market.quantile(0.5)?.amount();
    Ok(law(going_rate, way, (market.currency(), middle))?.is_some())
}

/// The law of a way's place; a country without rules leaves amounts before tax, which is told.
fn law(
    going_rate: &GoingRate,
    way: &WayAsked,
    pay: (Currency, f64),
) -> Result<Option<TakeHome>, Problem> {
    let Profile { place, as_of, .. } = way.profile;
    match take_home(going_rate, (place, way.state), Filing::Single, pay, as_of) {
        Err(problem) if problem.kind == ProblemKind::NotCovered => Ok(None),
        found => found,
    }
}

/// The places of ways without a law, each once.
fn places_without(ways: &[WayAsked], laws: &[Option<TakeHome>]) -> Vec<PlaceId> {
    let mut places = Vec::new();
    for (way, law) in ways.iter().zip(laws) {
        if law.is_none() && !places.contains(&way.profile.place) {
            places.push(way.profile.place);
        }
    }
    places
}

/// How much more the market pays at the start of a way, for an employer, than now.
fn more(first: &Way, way: &Way, asked: &WayAsked) -> Option<f64> {
    let moves = way.start != Start::AsNow && asked.work == Work::Employed;
    let ln = |way: &Way| way.levels[0].ln_median[0] + way.exchange.ln();
    moves.then(|| (ln(way) - ln(first)).exp() - 1.0)
}

/// An amount as one of a year, with its currency.
fn money_a_year(amount: Amount, usual: Currency, field: &str) -> Result<(f64, Currency), Problem> {
    let value = amount.value * amount.period.unwrap_or(Period::Year).a_year();
    match value.is_finite() && value > 0.0 {
        true => Ok((value, amount.currency.unwrap_or(usual))),
        false => Err(Problem::of(field, &amount.value.to_string(), "has to be above zero")),
    }
}

impl Pricing<'_, '_> {
    fn way(&mut self, way: &WayAsked) -> Result<(Way, Option<TakeHome>), Problem> {
        let profile = engaged(&way.profile, way.work);
        let market = self.going_rate.estimator().distribution(&self.at(&profile, 0))?;
        let (currency, middle) = (market.currency(), market.quantile(0.5)?.amount());
        let sd = (market.ln_quantile(0.9)? - market.ln_quantile(0.1)?) / (2.0 * Z80);
        let mut levels = vec![self.level(&profile)?];
        for &(role, level) in &way.next {
            let next = Profile { role, level: Some(level), rung: None, ..profile.clone() };
            levels.push(self.level(&next)?);
        }
        let law = law(self.going_rate, way, (currency, middle))?;
        let exchange = self.money.exchange(currency)?;
        let way = Way {
            name: way.name.clone(),
            levels,
            sd,
            start: way.start.clone(),
            work: way.work,
            exchange,
            at_prices: self.at_prices(profile.place, currency)?,
            law: None,
        };
        Ok((way, law))
    }

    /// A profile at the experience of so many years from now: the usual years of its level are not left.
    fn at(&self, profile: &Profile, year: usize) -> Profile {
        let now = self.asked.experience;
        let Some(level) = profile.level.map(|id| self.going_rate.taxonomy.level(id)) else {
            return profile.clone();
        };
        let own = self.asked.profile.level == profile.level;
        let Years { low, high } = level.years;
        let (low, high) = if own { (low.min(now), high.max(now)) } else { (low, high) };
        let years = (now + year as f64).clamp(low, high);
        Profile { years: Some(Years { low: years, high: years }), ..profile.clone() }
    }

    fn level(&mut self, profile: &Profile) -> Result<Level, Problem> {
        let estimator = self.going_rate.estimator();
        let mut known: Vec<(Profile, f64)> = Vec::with_capacity(ASKED.len());
        for year in ASKED {
            let at = self.at(profile, year);
            let ln = match known.iter().find(|(known, _)| *known == at) {
                Some((_, ln)) => *ln,
                None => estimator.distribution(&at)?.ln_quantile(0.5)?,
            };
            known.push((at, ln));
        }
        let ln_median = std::array::from_fn(|year| {
            let cell = ASKED.windows(2).position(|ends| year <= ends[1]).unwrap_or(0);
            let (from, to) = (ASKED[cell], ASKED[cell + 1]);
            let share = (year - from) as f64 / (to - from) as f64;
            known[cell].1 + (known[cell + 1].1 - known[cell].1) * share
        });
        let words = &self.going_rate.taxonomy;
        let level = profile.level.map(|id| words.level(id));
        let role = words.role(profile.role);
        let same = role.slug == words.role(self.asked.profile.role).slug;
        let title = level.map(|level| level.name.to_lowercase()).unwrap_or_default();
        let name = if same { title } else { named(&title, &without_capital(&role.name)) };
        let word = level.map(|level| level.slug.clone()).unwrap_or_default();
        let figure = self.figure(known.swap_remove(0).0);
        Ok(Level { word, name, ln_median, figure })
    }

    /// Which market it is, among all of the question.
    fn figure(&mut self, market: Profile) -> usize {
        if let Some(known) = self.figures.iter().position(|known| *known == market) {
            return known;
        }
        self.figures.push(market);
        self.figures.len() - 1
    }

    /// What one unit of a place's pay is worth in the answer's currency, at the prices of the first place.
    fn at_prices(&mut self, place: PlaceId, currency: Currency) -> Result<f64, Problem> {
        let words = &self.going_rate.taxonomy;
        let home = self.asked.profile.place;
        let on = self.money.on();
        if place == home {
            return self.money.exchange(currency);
        }
        let prices = self.going_rate.law.prices()?;
        let ratio = prices.ratio(place, home, on.year(), words);
        let (there, here) = (words.place(place).currency, words.place(home).currency);
        let exchange = self.going_rate.rates.exchange(currency, there, on);
        match (ratio, exchange, self.money.exchange(here)) {
            (Ok(ratio), Ok(exchange), Ok(own)) => Ok(exchange.rate * ratio.factor * own),
            _ => {
                if !self.no_prices.contains(&place) {
                    self.no_prices.push(place);
                }
                self.money.exchange(currency)
            }
        }
    }

    /// What is earned now, in the money of the first way.
    fn own(&self, first: &Way) -> Result<Own, Problem> {
        let Some(amount) = self.asked.pay else { return Ok(Own::Drawn) };
        let currency = self.going_rate.estimator().told_in(&self.asked.profile);
        let (value, of) = money_a_year(amount, currency, "pay")?;
        let pay = value * self.money.exchange(of)? / first.exchange;
        let times = (pay.ln() - first.levels[0].ln_median[0]).exp();
        let off = match times {
            times if times > MOST_TIMES => "more",
            times if times < 1.0 / MOST_TIMES => "less",
            _ => return Ok(Own::Pay(pay)),
        };
        let what = format!("is over {MOST_TIMES} times {off} than the market's middle a year");
        Err(Problem::of("pay", &value.to_string(), what)
            .hint("write pay of a year, or its period: 11k/mo, 60/h"))
    }
}

/// "manager (engineering manager)" is an engineering manager; "director (engineering manager)" stays.
fn named(level: &str, role: &str) -> String {
    if role.to_lowercase().contains(level) { role.to_owned() } else { format!("{level} ({role})") }
}

/// A profile priced as its work is engaged.
fn engaged(profile: &Profile, work: Work) -> Profile {
    match work {
        Work::Freelance => Profile {
            engagement: Engagement::Freelance,
            component: Component::HourlyRate,
            tier: None,
            employer: None,
            rung: None,
            ..profile.clone()
        },
        Work::Employed | Work::Founder => profile.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::career::CareerText;

    #[test]
    fn a_usual_way_without_rules_is_left_out() {
        let going_rate = GoingRate::open().expect("the carried data");
        let today = "2026-11-30".parse().expect("a day");
        let check = |from: &str, usual: bool, expected: usize| {
            let text = CareerText::new(from).way("São Paulo").way("Rust");
            let asked = text.read(&going_rate.taxonomy, today).expect("understood");
            let asked = CareerAsked { usual, ..asked };
            let kept = with_law(&going_rate, &asked).expect("priced");
            assert_eq!(kept.ways.len(), expected, "{from} {usual}");
            let told = kept.remarks.iter().any(|told| told.contains("no rules of tax"));
            assert_eq!(told, expected == 2, "{from} {usual}: {:?}", kept.remarks);
        };
        check("senior backend, Berlin", true, 2);
        check("senior backend, Berlin", false, 3);
        // Without rules of one's own place nothing is after tax anyway.
        check("senior backend, Rio de Janeiro", true, 3);
    }
}
