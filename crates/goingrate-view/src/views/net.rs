//! From gross to net, line by line: what is taken, by which rule of which period, from which source.

use goingrate_rules::{Country, Counts, EmployerCost, Entry, Rule, TakeHome};
use goingrate_units::{Currency, Date, Exchange};
use serde::Serialize;

use crate::figure::{as_text, round};

/// What is left of a gross amount.
#[derive(Clone, Debug, PartialEq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RuleView {
    /// Its first day.
    #[serde(serialize_with = "as_text")]
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
    pub checked: Date,
}

/// Another amount or place beside the first.
#[derive(Clone, Debug, PartialEq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Serialize)]
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
    pub currency: Currency,
    /// Every line.
    pub lines: Vec<LineView>,
    /// What it leaves out.
    pub leaves_out: Vec<String>,
}

/// A rate between two currencies.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExchangeView {
    /// What is exchanged.
    #[serde(serialize_with = "as_text")]
    pub from: Currency,
    /// For what.
    #[serde(serialize_with = "as_text")]
    pub to: Currency,
    /// Units of `to` for one of `from`.
    pub rate: f64,
    /// The month of the rate: `2026-10`.
    pub month: String,
    /// Whether it is the last published month before the one asked for.
    pub carried: bool,
}

/// How far the rules of a country go, as `data/rules/coverage.toml` has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
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
    /// The view of a computation; employer, others, states and remarks are added by whoever asked
    /// for them.
    pub fn new(headline: String, take_home: &TakeHome, country: Option<&Country>) -> NetView {
        let of_country = country.map(|c| c.leaves_out.clone()).unwrap_or_default();
        NetView {
            headline,
            take_home: take_home.into(),
            employer: None,
            versus: Vec::new(),
            states: Vec::new(),
            coverage: country.map(CoverageView::from).unwrap_or_default(),
            leaves_out: take_home.leaves_out.iter().cloned().chain(of_country).collect(),
            remarks: Vec::new(),
            every_step: false,
        }
    }

    /// Adds another computation, converted where its currency is another.
    pub fn add_beside(&mut self, other: &TakeHome, exchange: Exchange) {
        let net_in_first = cents(other.net.amount() * exchange.rate);
        let difference = cents(net_in_first - self.take_home.net);
        let exchange = (exchange.from != exchange.to).then(|| exchange.into());
        let take_home = other.into();
        self.versus.push(BesideView { take_home, net_in_first, difference, exchange });
    }

    /// The same in every state of the country, the highest net first.
    pub fn set_states<'a>(&mut self, states: impl IntoIterator<Item = &'a TakeHome>) {
        self.states = states.into_iter().map(StateView::from).collect();
        self.states.sort_by(|a, b| b.net.total_cmp(&a.net).then_with(|| a.place.cmp(&b.place)));
    }
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

impl From<Exchange> for ExchangeView {
    fn from(exchange: Exchange) -> ExchangeView {
        let (year, month) = exchange.month;
        ExchangeView {
            from: exchange.from,
            to: exchange.to,
            rate: exchange.rate,
            month: format!("{year}-{month:02}"),
            carried: exchange.carried,
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
