//! `goingrate pay`: what the market pays for a profile.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use goingrate::model::{By, Estimate, Estimator};
use goingrate::rules::Filing;
use goingrate::units::parse::{self, Amount, Understood};
use goingrate::units::{Component, Currency, Engagement, Period, Problem, Profile, describe};
use goingrate_view::views::band::BandView;
use goingrate_view::views::pay::{OfferView, PayView};
use goingrate_view::views::rank::{RankView, Ranking};
use goingrate_view::views::real::{AfterTaxView, AtPricesView};
use goingrate_view::views::trend::TrendView;
use goingrate_view::views::versus::VersusView;
use goingrate_view::views::why::WhyView;
use goingrate_view::{Display, text};

use super::net::FilingWord;

use super::{Answer, render};
use crate::book_file::{BookFile, StoreFolder};
use crate::exit::Exit;
use crate::library::{Library, today};
use crate::out;
use crate::question::{Question, beside};
use crate::real::{AfterTax, at_prices};

/// Examples of the help, which run as tests.
pub const EXAMPLES: &str = "\
Examples:
  goingrate pay \"senior backend, Seattle, Rust\"
  goingrate pay \"senior backend, Seattle, Rust\" --offer 180000 --why
  goingrate pay \"mid data engineer, Austin\" --range 120k-160k
  goingrate pay \"senior backend\" --vs Austin --vs \"junior, Orlando\"
  goingrate pay \"senior backend\" --by place --top 10";

/// How far ahead a trend looks, in years.
const AHEAD: f64 = 2.0;

/// What the market pays.
#[derive(Args)]
pub struct Pay {
    #[command(flatten)]
    pub question: Question,
    #[command(flatten)]
    pub shown: Shown,
    #[command(flatten)]
    pub book: BookFile,
    #[command(flatten)]
    pub store: StoreFolder,
    /// Where this amount stands: 180000, 180k, "£65k/yr".
    #[arg(long, value_name = "AMOUNT", help_heading = "Ask", allow_hyphen_values = true)]
    pub offer: Option<String>,
    /// What a posted band will really pay: 150k-200k.
    #[arg(long, value_name = "LOW-HIGH", help_heading = "Ask", allow_hyphen_values = true)]
    pub range: Option<String>,
    /// The market over the years, with a forecast.
    #[arg(long, help_heading = "Ask")]
    pub trend: bool,
    /// What carries the answer: waterfall, sources, heaviest evidence.
    #[arg(long, help_heading = "Ask")]
    pub why: bool,
    /// Another profile beside it; what it does not say stays as it is. May be given several times.
    #[arg(long, value_name = "TEXT", help_heading = "Ask")]
    pub vs: Vec<String>,
    /// The percentiles after tax and contributions in the place.
    #[arg(long, help_heading = "Ask", conflicts_with = "by")]
    pub net: bool,
    /// Who files, with --net: one person, a couple with one income, or a head of household.
    #[arg(long, value_enum, help_heading = "Ask", requires = "net")]
    pub filing: Option<FilingWord>,
    /// The percentiles at the prices of another place: what buys the same there.
    #[arg(long, value_name = "PLACE", help_heading = "Ask", conflicts_with = "by")]
    pub at_prices_of: Option<String>,
    /// A table of price levels over the carried ones, with --at-prices-of: an official file of the
    /// Bureau of Economic Analysis or the World Bank.
    #[arg(long, value_name = "FILE", help_heading = "Ask", requires = "at_prices_of")]
    pub prices: Vec<PathBuf>,
    /// Ranks places, levels, skills, industries or roles instead.
    #[arg(long, help_heading = "Ask", conflicts_with_all = ["offer", "range", "trend", "why", "vs"])]
    pub by: Option<RankBy>,
    /// How many entries of a ranking to show.
    #[arg(long, value_name = "N", default_value_t = 20, help_heading = "Ask", requires = "by")]
    pub top: usize,
}

/// In which currency and for which period.
#[derive(Args, Clone, Debug, Default)]
pub struct Shown {
    /// The period that pay is shown for; a year if not given, an hour for rates.
    #[arg(long, help_heading = "Shown")]
    pub per: Option<Per>,
    #[command(flatten)]
    pub money: Money,
}

/// In which currency, at which exchange rates.
#[derive(Args, Clone, Debug, Default)]
pub struct Money {
    /// The currency that pay is shown in: USD, EUR, …; if not given the place's own, or US dollars
    /// where there is no exchange rate of it.
    #[arg(long, value_name = "CODE", help_heading = "Shown")]
    pub currency: Option<String>,
    /// Exchange rates over the carried ones: the European Central Bank's file of daily rates, or a CSV
    /// of yours with the columns `currency,month,units_per_usd` (ARS,2026-06,1400).
    #[arg(long, value_name = "FILE", help_heading = "Shown")]
    pub rates: Vec<PathBuf>,
}

impl Shown {
    /// How figures of a profile in the currency `from` are shown; in `usual` if no other is asked
    /// for.
    fn display(
        &self,
        profile: &Profile,
        (from, usual): (Currency, Currency),
        library: &Library,
    ) -> Result<Display, Problem> {
        let to = self.money.asked()?.unwrap_or(usual);
        library.display(profile, (from, to), self.per.map(Per::into))
    }
}

impl Money {
    /// The currency that is asked for.
    pub fn asked(&self) -> Result<Option<Currency>, Problem> {
        let currency = self.currency.as_deref().map(str::parse::<Currency>).transpose();
        currency.map_err(|error| Problem::from(error).in_field("currency"))
    }
}

/// A period.
#[derive(Clone, Copy, Debug, ValueEnum, PartialEq, Eq)]
pub enum Per {
    /// An hour.
    Hour,
    /// A month.
    Month,
    /// A year.
    Year,
}

impl From<Per> for Period {
    fn from(per: Per) -> Period {
        match per {
            Per::Hour => Period::Hour,
            Per::Month => Period::Month,
            Per::Year => Period::Year,
        }
    }
}

/// What to rank.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum RankBy {
    /// Metropolitan areas and countries.
    Place,
    /// Levels of the role's ladder.
    Level,
    /// Skills.
    Skill,
    /// Industries.
    Industry,
    /// Roles.
    Role,
}

impl Pay {
    /// Answers.
    pub fn run(&self, json: bool) -> Answer {
        let library = Library::open(&self.book)?.with_rates(&self.shown.money.rates)?;
        let understood = self.question.understand(library.taxonomy(), today()?)?;
        let rendered = match self.by {
            Some(by) => render(&self.ranking(&library, &understood, by)?, json, text::rank),
            None => render(&self.view(&library, &understood)?, json, text::pay),
        };
        Ok((rendered?, Exit::Success))
    }

    fn view(&self, library: &Library, understood: &Understood) -> Result<PayView, Problem> {
        let counter = Counter::new(library, understood, &self.shown)?;
        let mut view = counter.view();
        view.total_compensation = counter.total(&view);
        if let Some(offer) = &self.offer {
            view.offer = Some(counter.offer(offer)?);
        }
        if let Some(range) = &self.range {
            view.range = Some(counter.band(range)?);
        }
        if self.net {
            let filing = self.filing.unwrap_or_default().into();
            view.after_tax = Some(counter.after_tax(&view, filing)?);
        }
        if let Some(place) = &self.at_prices_of {
            view.at_prices = Some(counter.at_prices(&view, (place, &self.prices))?);
        }
        if self.trend {
            view.trend = Some(counter.trend()?);
        }
        for other in &self.vs {
            view.versus.push(counter.versus(other)?);
        }
        if self.why {
            view.why = Some(counter.why(&self.store)?);
        }
        view.hints = self.hints();
        Ok(view)
    }

    fn hints(&self) -> Vec<String> {
        let hints = [
            (!self.why, "--why"),
            (self.vs.is_empty(), "compare --vs \"Austin\""),
            (true, "rank --by place"),
        ];
        hints.iter().filter(|(open, _)| *open).map(|(_, hint)| (*hint).to_owned()).collect()
    }

    fn ranking(
        &self,
        library: &Library,
        understood: &Understood,
        by: RankBy,
    ) -> Result<RankView, Problem> {
        let (profile, taxonomy) = (&understood.profile, library.taxonomy());
        let entries = library.going_rate.estimator().rank(profile, by.into())?;
        let estimate = library.going_rate.estimator().estimate(profile)?;
        // The model ranks in dollars, so that entries of several currencies compare.
        let display = self.shown.display(profile, (Currency::USD, Currency::USD), library)?;
        let asked = by.asked(profile, library);
        let ranking = Ranking { by: by.word(), entries: &entries, top: self.top, asked: &asked };
        let mut view = RankView::new(describe(profile, taxonomy), ranking, &display);
        view.remarks = estimate.remarks;
        Ok(view)
    }
}

impl From<RankBy> for By {
    fn from(by: RankBy) -> By {
        match by {
            RankBy::Place => By::Place,
            RankBy::Level => By::Level,
            RankBy::Skill => By::Skill,
            RankBy::Industry => By::Industry,
            RankBy::Role => By::Role,
        }
    }
}

impl RankBy {
    fn word(self) -> &'static str {
        match self {
            RankBy::Place => "place",
            RankBy::Level => "level",
            RankBy::Skill => "skill",
            RankBy::Industry => "industry",
            RankBy::Role => "role",
        }
    }

    /// The words of the entries that the profile itself names.
    fn asked(self, profile: &Profile, library: &Library) -> Vec<String> {
        let t = library.taxonomy();
        match self {
            RankBy::Place => vec![t.place(profile.place).slug.clone()],
            RankBy::Level => profile.level.iter().map(|&id| t.level(id).slug.clone()).collect(),
            RankBy::Skill => profile.skills.iter().map(|&id| t.skill(id).slug.clone()).collect(),
            RankBy::Industry => {
                profile.industry.iter().map(|&id| t.industry(id).slug.clone()).collect()
            }
            RankBy::Role => vec![t.role(profile.role).slug.clone()],
        }
    }
}

/// A question at the estimator: the library, what was understood, the estimate, how it is shown.
pub struct Counter<'a> {
    library: &'a Library,
    understood: &'a Understood,
    /// The estimate.
    pub estimate: Estimate,
    /// How amounts are shown.
    pub display: Display,
}

impl<'a> Counter<'a> {
    /// Estimates what was understood.
    pub fn new(
        library: &'a Library,
        understood: &'a Understood,
        shown: &Shown,
    ) -> Result<Counter<'a>, Problem> {
        let (estimator, profile) = (library.going_rate.estimator(), &understood.profile);
        let estimate = estimator.estimate(profile)?;
        let monies = (estimate.currency, estimator.told_in(profile));
        let display = shown.display(profile, monies, library)?;
        Ok(Counter { library, understood, estimate, display })
    }

    fn estimator(&self) -> Estimator<'a> {
        self.library.going_rate.estimator()
    }

    fn profile(&self) -> &Profile {
        &self.understood.profile
    }

    /// The market, without anything that has to be asked for.
    pub fn view(&self) -> PayView {
        let found = self.estimator().disagreements(self.profile());
        let context = self.library.context();
        let mut view =
            PayView::new(self.understood, &self.estimate, &found, &self.display, &context);
        view.remarks.extend(self.of_money());
        view
    }

    /// What to say of a place whose pay is not known in its own money.
    fn of_money(&self) -> Option<String> {
        let own = self.library.taxonomy().place(self.profile().place).currency;
        let (kept, shown) = (self.estimate.currency, self.display.currency);
        if own == kept {
            return None;
        }
        let day = self.display.as_of;
        match self.library.going_rate.rates.exchange(kept, own, day) {
            Ok(rate) if shown == own => Some(format!(
                "Pay is known in {kept} here: evidence in {own} counts by what it buys, and what that is \
                 in {kept} is a part of the doubt. {}",
                text::exchange(&rate.into())
            )),
            Err(_) if shown == kept => Some(format!(
                "Told in {kept}: no exchange rate of {own} in {} is carried. --rates FILE with one \
                 tells it in {own}.",
                day.month_in_words()
            )),
            _ => None,
        }
    }

    /// Total compensation beside a base salary. A book that cannot tell it has none to show.
    fn total(&self, view: &PayView) -> Option<goingrate_view::Amount> {
        let base = self.profile().component == Component::BaseSalary
            && self.profile().engagement == Engagement::Employee
            && view.median().per != Period::Hour;
        let whole = Profile { component: Component::TotalCompensation, ..self.profile().clone() };
        let estimate = base.then(|| self.estimator().estimate(&whole).ok()).flatten()?;
        Some(self.display.amount(estimate.percentiles[2]))
    }

    /// ln of a year's pay, in the estimate's currency, of an amount as it was written; currency and
    /// period that were not written are the ones shown.
    fn ln_yearly(&self, amount: Amount) -> Result<f64, Problem> {
        let currency = amount.currency.unwrap_or(self.display.currency);
        let per = amount.period.unwrap_or(self.display.per);
        let (from, rates) = (self.estimate.currency, &self.library.going_rate.rates);
        let written = Display::new(from, currency, per, self.display.as_of, rates)?;
        Ok(written.ln_yearly(amount.value))
    }

    /// The percentiles of a view after tax.
    fn after_tax(&self, view: &PayView, filing: Filing) -> Result<AfterTaxView, Problem> {
        let law = self.library.law()?;
        AfterTax::new(&law, self.profile(), &self.display, filing)?.view(view)
    }

    /// The percentiles of a view at other prices, after tax where that is asked for too.
    fn at_prices(
        &self,
        view: &PayView,
        prices: (&str, &[PathBuf]),
    ) -> Result<AtPricesView, Problem> {
        at_prices(self.library, self.profile(), &self.display, view, prices)
    }

    fn offer(&self, text: &str) -> Result<OfferView, Problem> {
        let ln = self.ln_yearly(positive(self.amount("--offer", text)?, "--offer", text)?)?;
        Ok(OfferView::new(self.display.value(ln), self.estimator().stand(self.profile(), ln)?))
    }

    fn amount(&self, flag: &str, text: &str) -> Result<Amount, Problem> {
        let read = parse::amount(text, self.library.taxonomy());
        read.map_err(|error| Problem::from(error).in_field(flag))
    }

    fn band(&self, text: &str) -> Result<BandView, Problem> {
        let read = parse::range(text, self.library.taxonomy());
        let range = read.map_err(|error| Problem::from(error).in_field("range"))?;
        let low = self.ln_yearly(positive(range.low, "--range", text)?)?;
        let high = self.ln_yearly(positive(range.high, "--range", text)?)?;
        let reading = self.estimator().band(self.profile(), low, high)?;
        let (low, high) = (self.display.value(low), self.display.value(high));
        Ok(BandView::new(low, high, &reading, &self.display))
    }

    /// From the first knot of the book's trend to a little ahead, as far as the book goes.
    fn trend(&self) -> Result<TrendView, Problem> {
        let knots = &self.library.going_rate.priors.knots;
        let last = knots.first + (knots.count - 1) as f64 + knots.horizon;
        let to = last.min(self.profile().as_of.decimal_year() + AHEAD);
        let points = self.estimator().trend(self.profile(), knots.first, to)?;
        Ok(TrendView::new(&points, &self.display))
    }

    fn versus(&self, text: &str) -> Result<VersusView, Problem> {
        let other = beside(self.profile(), text, self.library.taxonomy())?;
        self.refuse_rate_beside_salary(&other, text)?;
        let versus = self.estimator().versus(self.profile(), &other)?;
        Ok(VersusView::new(&versus, self.profile(), &self.display, &self.library.context())?)
    }

    /// A rate for a year would be a workload that nobody stated.
    fn refuse_rate_beside_salary(&self, other: &Profile, text: &str) -> Result<(), Problem> {
        let hourly = |profile: &Profile| profile.component == Component::HourlyRate;
        if hourly(self.profile()) == hourly(other) || self.display.per == Period::Hour {
            return Ok(());
        }
        let what = "a price of an hour beside a salary: leave, idle time and benefits differ";
        Err(Problem::of("vs", text, what).hint(
            "add --per hour, or ask goingrate rate TEXT --same-as for what is worth the same",
        ))
    }

    /// Takes the answer apart; that needs the evidence itself, not only the book.
    pub fn why(&self, store: &StoreFolder) -> Result<WhyView, Problem> {
        out::progress("Reading the evidence");
        let (evidence, hash) = self.library.evidence_of_the_book(store)?;
        let analysis = self.library.going_rate.analysis_of(&evidence, hash)?;
        let basis = analysis.basis(self.profile())?;
        let waterfall = self.estimator().waterfall(self.profile())?;
        Ok(WhyView::new(&waterfall, &basis, &self.display, &self.library.context()))
    }
}

/// An amount above zero: nobody is offered nothing.
fn positive(amount: Amount, flag: &str, text: &str) -> Result<Amount, Problem> {
    if amount.value > 0.0 {
        return Ok(amount);
    }
    Err(Problem::of(flag, text, "an amount must be above zero").hint("write 180000 or 180k"))
}
