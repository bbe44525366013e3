//! What to ask for: each lever with what it would bring from this offer's own figures, how much of it is usually
//! granted, and what says so.

use goingrate_plan::{Assumptions, At, Reported, Used};
use goingrate_units::{Date, LevelId, Problem, Profile, SkillId};

use super::monies::Monies;
use super::price::{Priced, base_profile, currency_of};
use super::standing::{Standing, next_level};
use super::{OfferAnswer, OfferAsked, OfferQuestion};
use crate::{GoingRate, planning};

/// Above this share of people a base salary is hard to find.
const HIGHEST: f64 = 0.9;
/// Asks that bring less than this part of base salary are not worth a sentence.
const LEAST: f64 = 0.002;
/// Asks for more than this part of base salary beyond it are larger than what surveys on asking speak of.
pub const USUAL: f64 = 0.15;
/// Putting off the first day by more than this is no ask but another job.
const LONGEST_DELAY_DAYS: f64 = 120.0;
const WEEKS: f64 = 52.0;

/// One thing to ask for. Amounts are in the offer's money, before tax.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    /// What.
    pub of: AskOf,
    /// What it brings in the first year or once, if all of it is granted.
    pub amount: f64,
    /// Whether it comes every year.
    pub yearly: bool,
    /// What it brings over the whole stay, if all of it is granted.
    pub over_stay: f64,
    /// How much of it is granted on average, from 0 to 1; `None` where the amount is what is usually granted
    /// already, or nobody has to grant it.
    pub granted: Option<f64>,
    /// What it brings on average over the whole stay, by which asks are ordered.
    pub expected: f64,
    /// Base salary after it, where it changes that.
    pub base: Option<f64>,
    /// How many such people then have a lower base salary.
    pub rank: Option<f64>,
    /// Whether it is larger than what surveys on asking speak of, so that how much of it is granted is not
    /// known.
    pub large: bool,
    /// Whether base salary would then be above what nine in ten such people have.
    pub above_market: bool,
    /// What the value is taken from, beside the book.
    pub evidence: Vec<Used>,
    /// What others report of the same, which is not taken.
    pub reported: Vec<Reported>,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum AskOf {
    /// Base salary up to a percentile of such people's: 0.25, 0.5, 0.75 or 0.9.
    Base(f64),
    /// Base salary against another offer; with its place in the question, if there is one that is worth more.
    CompetingOffer(Option<usize>),
    /// What experience with something is paid more.
    Skill(SkillId),
    /// The next level.
    Level(LevelId),
    /// A larger first grant.
    Grant,
    /// A sign-on payment for what is lost with the present job.
    Forfeited(f64),
    /// A sign-on payment like that of another offer.
    SignOnLike(usize),
    /// A first day after something is due in the present job.
    Start(Date),
    /// One more week of leave.
    Leave,
}

/// What to ask for in one offer of a question, the most expected money first.
pub fn asks(
    going_rate: &GoingRate,
    question: &OfferQuestion,
    answer: &OfferAnswer,
    at: usize,
) -> Result<Vec<Ask>, Problem> {
    let assumptions = planning::assumptions(&question.assume)?;
    let (Some(offer), Some(standing)) = (question.offers.get(at), answer.standings.get(at)) else {
        return Ok(Vec::new());
    };
    let asking = Asking::of(going_rate, question, answer, (offer, standing, at), &assumptions)?;
    let mut all = Vec::new();
    all.extend(asking.base()?);
    all.push(asking.competing()?);
    all.extend(asking.skills()?);
    all.extend(asking.level()?);
    all.extend(asking.grant()?);
    all.extend(asking.forfeited()?);
    all.extend(asking.sign_on_like());
    all.extend(asking.starts()?);
    all.push(asking.leave()?);
    all.retain(|ask| ask.over_stay > LEAST * standing.base);
    all.sort_by(|one, other| other.expected.total_cmp(&one.expected));
    Ok(all)
}

struct Asking<'a> {
    going_rate: &'a GoingRate,
    question: &'a OfferQuestion,
    answer: &'a OfferAnswer,
    offer: &'a OfferAsked,
    standing: &'a Standing,
    at: usize,
    assumptions: &'a Assumptions,
    monies: Monies<'a>,
    years: f64,
    /// The words that assumptions may be said of.
    of: Vec<String>,
    places: Vec<String>,
}

impl<'a> Asking<'a> {
    fn of(
        going_rate: &'a GoingRate,
        question: &'a OfferQuestion,
        answer: &'a OfferAnswer,
        (offer, standing, at): (&'a OfferAsked, &'a Standing, usize),
        assumptions: &'a Assumptions,
    ) -> Result<Asking<'a>, Problem> {
        let priced = Priced::of(going_rate, question, assumptions)?;
        let plan = &priced.question.offers[at];
        let monies = Monies::new(going_rate, plan.currency, priced.question.on);
        Ok(Asking {
            going_rate,
            question,
            answer,
            offer,
            standing,
            at,
            assumptions,
            monies,
            years: f64::from(question.years),
            of: plan.of.clone(),
            places: plan.places.clone(),
        })
    }

    fn profile(&self) -> &Profile {
        &self.offer.asked.profile
    }

    /// An assumption, and what others report of it.
    fn known(&self, name: &str) -> Result<(Used, Vec<Reported>), Problem> {
        let of: Vec<&str> = self.of.iter().map(String::as_str).collect();
        let places: Vec<&str> = self.places.iter().map(String::as_str).collect();
        let used =
            self.assumptions.used(name, &At { places: &places, of: &of, on: self.monies.on })?;
        let reported = self.assumptions.reported(name, &of)?.into_iter().cloned().collect();
        Ok((used, reported))
    }

    /// An ask that is granted as asks usually are.
    fn ask(&self, of: AskOf, amount: f64, yearly: bool) -> Result<Ask, Problem> {
        let (granted, reported) = self.known("ask-granted")?;
        let over_stay = if yearly { amount * self.years } else { amount };
        Ok(Ask {
            of,
            amount,
            yearly,
            over_stay,
            granted: Some(granted.typical),
            expected: over_stay * granted.typical,
            base: None,
            rank: None,
            large: false,
            above_market: false,
            evidence: vec![granted],
            reported,
        })
    }

    /// The same of an ask that raises base salary, with where this then stands.
    fn of_base(&self, of: AskOf, amount: f64) -> Result<Ask, Problem> {
        let base = self.standing.base + amount;
        let ln = self.standing.unit.ln_yearly(base);
        let rank = self.going_rate.estimator().stand(&base_profile(self.profile()), ln)?;
        Ok(Ask {
            base: Some(base),
            rank: Some(rank.percentile),
            above_market: rank.percentile > HIGHEST,
            large: amount > USUAL * self.standing.base,
            ..self.ask(of, amount, true)?
        })
    }

    /// A quartile that base salary is below: the highest that is no more than a usual ask away, else the next
    /// one; nothing above P90.
    fn base(&self) -> Result<Option<Ask>, Problem> {
        let market = &self.standing.base_market;
        let targets = [0.25, 0.5, 0.75, 0.9].into_iter().zip(&market[1..]);
        let more = targets
            .map(|(p, figure)| (p, self.standing.unit.amount(figure.ln) - self.standing.base));
        let above: Vec<(f64, f64)> =
            more.filter(|(_, more)| *more > LEAST * self.standing.base).collect();
        let near = above.iter().rev().find(|(_, more)| *more <= USUAL * self.standing.base);
        let Some((p, amount)) = near.or(above.first()) else { return Ok(None) };
        Ok(Some(self.of_base(AskOf::Base(*p), *amount)?))
    }

    /// By how much another offer lifts this one: what is taken is the lift itself, so all of it counts.
    fn competing(&self) -> Result<Ask, Problem> {
        let (lift, reported) = self.known("competing-offer")?;
        let worth = |at: usize| self.answer.plan.offers[at].total.p50;
        let others = (0..self.question.offers.len()).filter(|at| *at != self.at);
        let better = others.max_by(|a, b| worth(*a).total_cmp(&worth(*b)));
        let better = better.filter(|at| worth(*at) > worth(self.at));
        let amount = self.standing.base * lift.typical;
        let ask = self.of_base(AskOf::CompetingOffer(better), amount)?;
        Ok(Ask { granted: None, expected: ask.over_stay, evidence: vec![lift], reported, ..ask })
    }

    /// Experience that is paid more and that the offer does not name.
    fn skills(&self) -> Result<Vec<Ask>, Problem> {
        let words = &self.going_rate.taxonomy;
        let mut asks = Vec::new();
        for (name, slug) in self.assumptions.premiums() {
            let Some(skill) = words.skill_of(slug) else { continue };
            if self.profile().skills.contains(&skill) {
                continue;
            }
            let (premium, reported) = self.known(name)?;
            let mut ask =
                self.of_base(AskOf::Skill(skill), self.standing.base * premium.typical)?;
            ask.evidence.insert(0, premium);
            ask.reported = reported;
            asks.push(ask);
        }
        Ok(asks)
    }

    /// What the next level pays more here, by the book, at most up to its middle.
    fn level(&self) -> Result<Option<Ask>, Problem> {
        let Some((level, more, middle)) = next_level(self.going_rate, self.profile())? else {
            return Ok(None);
        };
        let base = self.standing.base;
        let amount = (base * more).min(self.standing.unit.amount(middle) - base);
        if amount <= 0.0 {
            return Ok(None);
        }
        let mut ask = self.of_base(AskOf::Level(level), amount)?;
        // Where one then stands is a question of the next level.
        let there =
            Profile { level: Some(level), years: None, rung: None, ..base_profile(self.profile()) };
        let ln = self.standing.unit.ln_yearly(self.standing.base + ask.amount);
        let rank = self.going_rate.estimator().stand(&there, ln)?.percentile;
        (ask.rank, ask.above_market) = (Some(rank), rank > HIGHEST);
        // That nobody has measured it is told of every such ask.
        ask.large = false;
        Ok(Some(ask))
    }

    /// A larger first grant: what of it vests within the stay.
    fn grant(&self) -> Result<Option<Ask>, Problem> {
        let equity = self.answer.plan.offers[self.at].equity.mean / self.exchange();
        if equity <= 0.0 {
            return Ok(None);
        }
        let (more, reported) = self.known("grant-ask")?;
        let mut ask = self.ask(AskOf::Grant, equity * more.typical, false)?;
        ask.evidence.insert(0, more);
        ask.reported = reported;
        Ok(Some(ask))
    }

    /// A payment for what is lost, as far as the sign-on does not cover it already.
    fn forfeited(&self) -> Result<Option<Ask>, Problem> {
        let lost = self.lost()?;
        let (covered, reported) = self.known("forfeit-covered")?;
        let amount = lost * covered.typical - self.sign_on(self.at)?;
        if lost <= 0.0 || amount <= 0.0 {
            return Ok(None);
        }
        let ask = self.ask(AskOf::Forfeited(lost), amount, false)?;
        Ok(Some(Ask { granted: None, expected: amount, evidence: vec![covered], reported, ..ask }))
    }

    fn lost(&self) -> Result<f64, Problem> {
        let start = self.start();
        let lost = self.question.leaving.iter().filter(|left| left.on >= start);
        lost.map(|left| self.left(left)).sum()
    }

    fn left(&self, left: &super::LeftBehind) -> Result<f64, Problem> {
        let mut amount = left.amount;
        let first = currency_of(&self.question.offers[0], &self.going_rate.taxonomy);
        amount.currency = amount.currency.or(Some(first));
        self.monies.once(amount, "leaving")
    }

    fn start(&self) -> Date {
        self.offer.start.unwrap_or(self.question.today)
    }

    /// What an offer pays once, in this offer's money.
    fn sign_on(&self, at: usize) -> Result<f64, Problem> {
        let offer = &self.question.offers[at];
        let own = currency_of(offer, &self.going_rate.taxonomy);
        let each = offer.sign_on.iter().map(|asked| {
            let mut amount = asked.amount;
            amount.currency = amount.currency.or(Some(own));
            self.monies.once(amount, "sign_on")
        });
        each.sum()
    }

    fn sign_on_like(&self) -> Option<Ask> {
        let own = self.sign_on(self.at).ok()?;
        let others = (0..self.question.offers.len()).filter(|at| *at != self.at);
        let most = others.filter_map(|at| Some((at, self.sign_on(at).ok()?)));
        let (other, most) = most.max_by(|a, b| a.1.total_cmp(&b.1))?;
        let ask = (most > own).then(|| self.ask(AskOf::SignOnLike(other), most - own, false));
        ask?.ok()
    }

    /// First days after which something of the present job is not lost: all that is due until then is kept. No
    /// employer loses by it. Until then the present job pays, so that only the difference of pay is put off.
    fn starts(&self) -> Result<Vec<Ask>, Problem> {
        let start = self.start();
        let mut asks = Vec::new();
        for left in self.question.leaving.iter().filter(|left| left.on >= start) {
            let days = (left.on.decimal_year() - start.decimal_year()) * 365.25 + 1.0;
            let until = self.question.leaving.iter().filter(|l| l.on >= start && l.on <= left.on);
            let kept: f64 = until.map(|left| self.left(left)).sum::<Result<f64, Problem>>()?;
            if days > LONGEST_DELAY_DAYS || kept <= 0.0 {
                continue;
            }
            let ask = self.ask(AskOf::Start(left.on), kept, false)?;
            asks.push(Ask {
                granted: None,
                expected: kept,
                evidence: vec![],
                reported: vec![],
                ..ask
            });
        }
        Ok(asks)
    }

    fn leave(&self) -> Result<Ask, Problem> {
        self.ask(AskOf::Leave, self.standing.base / WEEKS, true)
    }

    /// How much of the answer's money one unit of the offer's is.
    fn exchange(&self) -> f64 {
        let own = self.monies.currency;
        let rate = self.going_rate.rates.exchange(own, self.answer.plan.currency, self.monies.on);
        rate.map_or(1.0, |exchange| exchange.rate)
    }
}
