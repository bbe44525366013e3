//! From gross to net, line by line: what is taken, by which rule of which period, from which source.

use goingrate::ask::{NetAnswer, NetBeside, NetSum};
use goingrate_rules::{Country, Counts, EmployerCost, Entry, Rule, TakeHome};
use goingrate_units::{Currency, Date, Pay, Period};
use schemars::JsonSchema;
use serde::Serialize;

use crate::figure::{ExchangeView, as_text, round};
use crate::{money, sentences, words};

/// What is left of a gross amount.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct NetView {
    /// What was understood, in one line.
    pub headline: String,
    /// The computation.
    #[serde(flatten)]
    pub take_home: TakeHomeView,
    /// What the work costs the employer.
    pub employer: Option<EmployerView>,
    /// Others beside it.
    pub versus: Vec<BesideView>,
    /// The same amount in every state of the country, the highest net first.
    pub states: Vec<StateView>,
    /// How far the rules of the country go.
    pub coverage: CoverageView,
    /// What the computation leaves out, as sentences.
    pub leaves_out: Vec<String>,
    /// What the reader has to know.
    pub remarks: Vec<String>,
    /// Whether every step is shown as text, not only what is taken.
    #[serde(skip)]
    pub every_step: bool,
}

/// A computation from gross to net. Amounts are of one year.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct TakeHomeView {
    /// The place of the rules: `us-ny-nyc`.
    pub place: String,
    /// Its name.
    pub place_name: String,
    /// The tax year.
    pub year: i16,
    /// `single`, `joint` or `head`.
    pub filing: String,
    /// The way of working: `employee`, `freelance`, …
    pub regime: String,
    /// The currency of all amounts.
    #[serde(serialize_with = "as_text")]
    #[schemars(with = "String")]
    pub currency: Currency,
    /// Everything earned.
    pub gross: f64,
    /// Taxes.
    pub taxes: f64,
    /// Statutory contributions of the worker.
    pub contributions: f64,
    /// Set aside before tax; the worker's own.
    pub saving: f64,
    /// What is left.
    pub net: f64,
    /// The same for a month.
    pub net_a_month: f64,
    /// Taxes and contributions over gross; a part of one.
    pub average_rate: f64,
    /// What they take of the next thousandth of gross; a part of one.
    pub marginal_rate: f64,
    /// Every line, in the order of computation.
    pub lines: Vec<LineView>,
}

/// One line of a computation.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct LineView {
    /// The part of the rules: `us/federal`.
    pub part: String,
    /// Its name in the part.
    pub name: String,
    /// What it is.
    pub what: String,
    /// `tax`, `contribution`, `saving`, `benefit` or `inside`; nothing for a step on the way.
    pub counts: Option<String>,
    /// Its amount.
    pub amount: f64,
    /// How sure it is: the least sure of the values that it rests on.
    pub status: Option<String>,
    /// The dated values that it rests on, its own first.
    pub rules: Vec<RuleView>,
}

/// A dated value's period and source.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct RuleView {
    /// Its first day.
    #[serde(serialize_with = "as_text")]
    #[schemars(with = "String")]
    pub from: Date,
    /// Its last day, where it is known.
    pub to: Option<String>,
    /// `law`, `official`, `estimate` or `forecast`.
    pub status: String,
    /// The publication.
    pub source: String,
    /// Where it can be read.
    pub url: String,
    /// The day of the last check.
    #[serde(serialize_with = "as_text")]
    #[schemars(with = "String")]
    pub checked: Date,
}

/// Another amount or place beside the first.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct BesideView {
    /// The computation.
    #[serde(flatten)]
    pub take_home: TakeHomeView,
    /// Its net in the currency of the first.
    pub net_in_first: f64,
    /// How much more that is.
    pub difference: f64,
    /// The rate by which it was converted.
    pub exchange: Option<ExchangeView>,
}

/// A state of the country.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct StateView {
    /// Its place of the rules: `us-wa`.
    pub place: String,
    /// Its name.
    pub place_name: String,
    /// What the state itself takes: taxes and contributions of its part of the rules.
    pub taken_by_state: f64,
    /// What is left.
    pub net: f64,
    /// Taxes and contributions over gross.
    pub average_rate: f64,
    /// What they take of the next thousandth of gross.
    pub marginal_rate: f64,
    /// How sure it is: the least sure of what is taken.
    pub status: Option<String>,
}

/// What the work costs the employer in a year.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct EmployerView {
    /// Salary and supplementary wages; paid leave is inside.
    pub pay: f64,
    /// Statutory contributions of the employer.
    pub contributions: f64,
    /// Benefits by custom: assumptions.
    pub benefits: f64,
    /// What the pay has of paid leave: an assumption, not added.
    pub leave_inside: f64,
    /// Pay, contributions and benefits.
    pub total: f64,
    /// Contributions and benefits over pay.
    pub load: f64,
    /// The currency of all amounts.
    #[serde(serialize_with = "as_text")]
    #[schemars(with = "String")]
    pub currency: Currency,
    /// Every line.
    pub lines: Vec<LineView>,
    /// What it leaves out.
    pub leaves_out: Vec<String>,
}

/// How far the rules of a country go, as `data/rules/coverage.toml` has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CoverageView {
    /// The country.
    pub country: String,
    /// What is covered.
    pub status: String,
    /// The tax years that were checked.
    pub verified_for: Vec<i16>,
    /// Against what.
    pub verified_by: String,
}

impl NetView {
    /// From an answer; `every_step` shows each line of the computation as text, not only what is
    /// taken.
    pub fn new(answer: &NetAnswer, every_step: bool) -> NetView {
        let sum = &answer.sum;
        let take_home = &sum.take_home;
        let country = sum.jurisdiction.rules.coverage().country_of(&sum.jurisdiction.code);
        let of_country = country.map(|c| c.leaves_out.clone()).unwrap_or_default();
        let beside = |other| BesideView::new(other, take_home);
        NetView {
            headline: headline(sum),
            take_home: take_home.into(),
            employer: answer.employer.as_ref().map(EmployerView::from),
            versus: answer.versus.iter().map(beside).collect(),
            states: states(&answer.states),
            coverage: country.map(CoverageView::from).unwrap_or_default(),
            leaves_out: take_home.leaves_out.iter().cloned().chain(of_country).collect(),
            remarks: remarks(answer),
            every_step,
        }
    }
}

impl BesideView {
    /// Another computation, its net converted where its currency is another.
    fn new(other: &NetBeside, first: &TakeHome) -> BesideView {
        let NetBeside { sum, exchange } = other;
        let net_in_first = cents(sum.take_home.net.amount() * exchange.rate);
        let difference = cents(net_in_first - cents(first.net.amount()));
        let exchange = (exchange.from != exchange.to).then(|| (*exchange).into());
        BesideView { take_home: (&sum.take_home).into(), net_in_first, difference, exchange }
    }
}

/// The states of a country, the highest net first.
fn states(states: &[TakeHome]) -> Vec<StateView> {
    let mut states: Vec<StateView> = states.iter().map(StateView::from).collect();
    states.sort_by(|a, b| b.net.total_cmp(&a.net).then_with(|| a.place.cmp(&b.place)));
    states
}

/// "$148,000 a year · Seattle-Tacoma-Bellevue, WA · rules of Washington, 2026 · single · employee"
fn headline(sum: &NetSum) -> String {
    let (case, take_home) = (&sum.case, &sum.take_home);
    let currency = sum.amount.currency.unwrap_or(sum.currency());
    let per = words::per(sum.amount.period.unwrap_or(Period::Year));
    let mut parts = vec![format!("{} {per}", money::exact(sum.amount.value, currency))];
    let extra = |what: &str, pay: Option<Pay>| {
        pay.map(|pay| {
            format!("{what} {}", money::exact(pay.per(Period::Year).amount(), pay.currency()))
        })
    };
    parts.extend(extra("bonus", case.bonus));
    parts.extend(extra("saving", case.saving));
    if sum.jurisdiction.name != take_home.place_name {
        parts.push(sum.jurisdiction.name.clone());
    }
    parts.push(format!("rules of {}, {}", take_home.place_name, take_home.year));
    parts.extend([take_home.filing.slug().to_owned(), take_home.regime.clone()]);
    parts.join(" · ")
}

/// What was assumed or converted.
fn remarks(answer: &NetAnswer) -> Vec<String> {
    let (sum, terms) = (&answer.sum, &answer.terms);
    let jurisdiction = &sum.jurisdiction;
    let reach = sentences::reach(
        &jurisdiction.name,
        &jurisdiction.reaches_into,
        &jurisdiction.rules_name(),
    );
    let mut remarks: Vec<String> = reach.into_iter().collect();
    remarks.extend(sum.exchange.map(|exchange| {
        format!("The law is in {}. {}", exchange.to, sentences::exchange(&exchange.into()))
    }));
    if let Some(period) = sum.amount.period.filter(|period| *period != Period::Year) {
        let times = words::thousands(period.a_year());
        let gross = money::exact(sum.take_home.gross.amount().round(), sum.currency());
        remarks.push(format!("A year is {times} times {}: {gross}.", words::per(period)));
    }
    remarks.extend(saving_remark(sum));
    let year = sum.take_home.year;
    if terms.year.is_none() && year < terms.today.year() {
        remarks.push(format!("The latest rules that are carried are those of {year}."));
    }
    remarks
}

/// What became of saving that the rules do not take, or not all of it.
fn saving_remark(sum: &NetSum) -> Option<String> {
    let saving = sum.case.saving.filter(|pay| pay.amount() > 0.0)?;
    let (wished, taken) = (saving.per(Period::Year).amount(), sum.take_home.saving.amount());
    if taken == 0.0 {
        let place = &sum.take_home.place_name;
        return Some(format!(
            "The rules of {place} have no pre-tax saving: it is in the pay, taxed."
        ));
    }
    let over = taken + 1.0 < wished && saving.currency() == sum.currency();
    let taken = money::exact(taken.round(), sum.currency());
    over.then(|| format!("Pre-tax saving goes up to {taken}: the rest is in the pay, taxed."))
}

impl From<&TakeHome> for TakeHomeView {
    fn from(take_home: &TakeHome) -> TakeHomeView {
        let amount = |money: goingrate_rules::Money| cents(money.amount());
        TakeHomeView {
            place: take_home.place.clone(),
            place_name: take_home.place_name.clone(),
            year: take_home.year,
            filing: take_home.filing.slug().to_owned(),
            regime: take_home.regime.clone(),
            currency: take_home.gross.currency(),
            gross: amount(take_home.gross),
            taxes: amount(take_home.taxes),
            contributions: amount(take_home.contributions),
            saving: amount(take_home.saving),
            net: amount(take_home.net),
            net_a_month: cents(take_home.net.amount() / 12.0),
            average_rate: round(take_home.average_rate, 4),
            marginal_rate: round(take_home.marginal_rate, 4),
            lines: take_home.lines.iter().map(LineView::from).collect(),
        }
    }
}

impl From<&Entry> for LineView {
    fn from(entry: &Entry) -> LineView {
        LineView {
            part: entry.part.clone(),
            name: entry.name.clone(),
            what: entry.what.clone(),
            counts: entry.counts.map(|counts| counts.slug().to_owned()),
            amount: cents(entry.amount.amount()),
            status: entry.status().map(|status| status.slug().to_owned()),
            rules: entry.rests_on.iter().map(RuleView::from).collect(),
        }
    }
}

impl From<&Rule> for RuleView {
    fn from(rule: &Rule) -> RuleView {
        RuleView {
            from: rule.from,
            to: rule.to.map(|day| day.to_string()),
            status: rule.status.slug().to_owned(),
            source: rule.source.title.clone(),
            url: rule.source.url.clone(),
            checked: rule.source.checked,
        }
    }
}

impl From<&TakeHome> for StateView {
    fn from(take_home: &TakeHome) -> StateView {
        let folder = take_home.place.replace('-', "/");
        let takes =
            |entry: &&Entry| matches!(entry.counts, Some(Counts::Tax | Counts::Contribution));
        let taken = || take_home.lines.iter().filter(takes);
        let own = |entry: &&Entry| {
            entry
                .part
                .strip_prefix(&folder)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        StateView {
            place: take_home.place.clone(),
            place_name: take_home.place_name.clone(),
            taken_by_state: cents(taken().filter(own).map(|entry| entry.amount.amount()).sum()),
            net: cents(take_home.net.amount()),
            average_rate: round(take_home.average_rate, 4),
            marginal_rate: round(take_home.marginal_rate, 4),
            status: taken().filter_map(Entry::status).max().map(|s| s.slug().to_owned()),
        }
    }
}

impl From<&EmployerCost> for EmployerView {
    fn from(cost: &EmployerCost) -> EmployerView {
        let amount = |money: goingrate_rules::Money| cents(money.amount());
        EmployerView {
            pay: amount(cost.pay),
            contributions: amount(cost.contributions),
            benefits: amount(cost.benefits),
            leave_inside: amount(cost.inside),
            total: amount(cost.total),
            load: round(cost.load, 4),
            currency: cost.pay.currency(),
            lines: cost.lines.iter().map(LineView::from).collect(),
            leaves_out: cost.leaves_out.clone(),
        }
    }
}

impl From<&Country> for CoverageView {
    fn from(country: &Country) -> CoverageView {
        CoverageView {
            country: country.name.clone(),
            status: country.status.clone(),
            verified_for: country.verified_for.clone(),
            verified_by: country.verified_by.clone(),
        }
    }
}

/// To the cent.
fn cents(amount: f64) -> f64 {
    round(amount, 2)
}
