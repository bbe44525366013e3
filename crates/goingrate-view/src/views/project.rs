//! What a project costs and how long it takes, as a view: outcomes with their curves, what fits into the
//! limits, features, team, levers, what was assumed.

mod parts;

use goingrate::ask::ProjectAnswer;
use goingrate_plan::Summary;
use goingrate_plan::project::{Answer, BurnUp, Class, Overrun, Recalibration};
use goingrate_units::{Currency, Date};
use schemars::JsonSchema;
use serde::Serialize;

use super::Context;
use super::assumed::AssumedView;
use crate::figure::{as_text, round};

pub use parts::{FeatureView, FitsView, LeverView, MemberView, engagement_name, people};

/// What a project costs and how long it takes.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ProjectView {
    /// The kind by its word; none where only features were said.
    pub kind: Option<String>,
    /// The project in a line: "MVP, 14 features, 1 senior and 1 mid-level developer".
    pub title: String,
    /// The currency of every amount.
    #[serde(serialize_with = "as_text")]
    #[schemars(with = "String")]
    pub currency: Currency,
    /// The day of the prices.
    #[serde(serialize_with = "as_text")]
    #[schemars(with = "String")]
    pub as_of: Date,
    /// The first day.
    #[serde(serialize_with = "as_text")]
    #[schemars(with = "String")]
    pub start: Date,
    /// What it costs, all told.
    pub cost: OutlookView,
    /// Months from start to end.
    pub months: OutlookView,
    /// About the day of the end: one in ten is done earlier, the middle, one in ten later.
    pub end: [String; 3],
    /// Days of work that are paid, of all people together.
    pub paid_days: OutlookView,
    /// The limit of money.
    pub budget: Option<LimitView>,
    /// The limit of time, in months from the start.
    pub by: Option<LimitView>,
    /// The day of that limit.
    pub by_day: Option<String>,
    /// The chance to stay within both limits.
    pub within_both: Option<f64>,
    /// What fits into the limits.
    pub fits: Option<FitsView>,
    /// What is built.
    pub features: Vec<FeatureView>,
    /// The sum of the features' days, in the middle, before management and errors.
    pub estimate_days: f64,
    /// Who builds it.
    pub team: Vec<MemberView>,
    /// Whether no team was said.
    pub team_assumed: bool,
    /// The share of outcomes in which more people would not have been faster.
    pub at_the_shortest: f64,
    /// What the year after costs.
    pub year_after: YearAfterView,
    /// How the project goes, month by month.
    pub burn_up: Vec<BurnUpView>,
    /// Cost and months of some outcomes, for a picture of both.
    pub cloud: Vec<CloudView>,
    /// What could be done otherwise.
    pub levers: Vec<LeverView>,
    /// The error of estimates that was taken.
    pub overrun: OverrunView,
    /// What was assumed.
    pub assumptions: Vec<AssumedView>,
    /// Whether a page tells all of them.
    #[serde(skip)]
    pub tell_assumptions: bool,
    /// Whether a page shows cost and time together.
    #[serde(skip)]
    pub tell_cloud: bool,
    /// How many outcomes were drawn.
    pub draws: usize,
    /// What has to be told of how the question was read, as sentences.
    pub remarks: Vec<String>,
}

/// An amount as it may turn out.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct OutlookView {
    /// One in ten lies below.
    pub p10: f64,
    /// One in five lies below.
    pub p20: f64,
    /// The middle.
    pub p50: f64,
    /// Four in five lie below.
    pub p80: f64,
    /// Nine in ten lie below.
    pub p90: f64,
    /// Nineteen in twenty lie below.
    pub p95: f64,
    /// The average.
    pub mean: f64,
    /// P1 to P99.
    pub curve: Vec<f64>,
}

/// One outcome of the picture of cost and time together.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CloudView {
    /// What it costs.
    pub cost: f64,
    /// Months from start to end.
    pub months: f64,
}

/// A limit.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct LimitView {
    /// The amount, or the months.
    pub limit: f64,
    /// The chance to go beyond it.
    pub over: f64,
}

/// P10, P50, P90 of an amount.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct SpanView {
    /// One in ten lies below.
    pub p10: f64,
    /// The middle.
    pub p50: f64,
    /// One in ten lies above.
    pub p90: f64,
}

/// The year after the end.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct YearAfterView {
    /// Maintenance.
    pub maintenance: SpanView,
    /// Hosting and services.
    pub hosting: SpanView,
    /// Both.
    pub both: SpanView,
}

/// How far the project is at a moment.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct BurnUpView {
    /// Months after the start.
    pub month: f64,
    /// The share that is done.
    pub done: SpanView,
    /// What is spent.
    pub spent: SpanView,
    /// The share of projects that are finished.
    pub finished: f64,
}

/// Actual over estimated days, as it was taken.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct OverrunView {
    /// `in-house`, `client` or `integration`.
    pub class: String,
    /// Why, as a sentence.
    pub why: String,
    /// One in ten needs less than so many times its estimate.
    pub p10: f64,
    /// The middle.
    pub p50: f64,
    /// One in ten needs more.
    pub p90: f64,
    /// Tail index beyond P90.
    pub tail: f64,
    /// What a team's own past has changed, as a sentence.
    pub own_past: Option<String>,
}

impl ProjectView {
    /// From an answer.
    pub fn new(told: &ProjectAnswer, context: &Context) -> ProjectView {
        let answer = &told.answer;
        let (budget, by) = limits(told);
        ProjectView {
            kind: told.kind.as_ref().map(|kind| kind.name.clone()),
            title: parts::title(told),
            currency: told.currency,
            as_of: told.team.first().map_or(told.start, |line| line.line.asked.profile.as_of),
            start: told.start,
            cost: OutlookView::new(&answer.cost, 0),
            months: OutlookView::new(&answer.months, 2),
            end: [answer.months.p10, answer.months.p50, answer.months.p90]
                .map(|months| told.day_after(months).to_string()),
            paid_days: OutlookView::new(&answer.paid_days, 1),
            budget,
            by,
            by_day: told.by.map(|(day, _)| day.to_string()),
            within_both: answer.within_both.map(|share| round(share, 3)),
            fits: answer.fits.as_ref().map(|fits| FitsView::new(fits, told)),
            features: parts::features(told),
            estimate_days: round(answer.estimate, 1),
            team: parts::members(told, context),
            team_assumed: told.team_assumed,
            at_the_shortest: round(answer.at_the_shortest, 3),
            year_after: year_after(answer),
            burn_up: answer.burn_up.iter().map(burn_up).collect(),
            cloud: answer.cloud.iter().map(CloudView::new).collect(),
            levers: told.levers.iter().map(LeverView::new).collect(),
            overrun: overrun(told),
            assumptions: parts::assumptions(told, context.taxonomy),
            tell_assumptions: false,
            tell_cloud: false,
            draws: told.draws,
            remarks: told.remarks.clone(),
        }
    }
}

impl OutlookView {
    pub(crate) fn new(outlook: &goingrate_plan::project::Outlook, decimals: i32) -> OutlookView {
        let of = |amount: f64| round(amount, decimals);
        OutlookView {
            p10: of(outlook.p10),
            p20: of(outlook.p20),
            p50: of(outlook.p50),
            p80: of(outlook.p80),
            p90: of(outlook.p90),
            p95: of(outlook.p95),
            mean: of(outlook.mean),
            curve: outlook.curve.iter().copied().map(of).collect(),
        }
    }
}

impl CloudView {
    fn new([cost, months]: &[f64; 2]) -> CloudView {
        CloudView { cost: round(*cost, 0), months: round(*months, 2) }
    }
}

impl SpanView {
    pub(crate) fn new(summary: &Summary, decimals: i32) -> SpanView {
        let of = |amount: f64| round(amount, decimals);
        SpanView { p10: of(summary.p10), p50: of(summary.p50), p90: of(summary.p90) }
    }

    fn of([p10, p50, p90]: [f64; 3], decimals: i32) -> SpanView {
        SpanView::new(&Summary { p10, p50, p90, mean: p50 }, decimals)
    }
}

fn limits(told: &ProjectAnswer) -> (Option<LimitView>, Option<LimitView>) {
    let limit = |limit: f64, over: Option<f64>, decimals| {
        over.map(|over| LimitView { limit: round(limit, decimals), over: round(over, 3) })
    };
    let budget = told.budget.and_then(|budget| limit(budget, told.answer.over_budget, 0));
    let by = told.by.and_then(|(_, months)| limit(months, told.answer.late, 2));
    (budget, by)
}

fn year_after(answer: &Answer) -> YearAfterView {
    let year = &answer.year_after;
    YearAfterView {
        maintenance: SpanView::new(&year.maintenance, 0),
        hosting: SpanView::new(&year.hosting, 0),
        both: SpanView::new(&year.both, 0),
    }
}

fn burn_up(at: &BurnUp) -> BurnUpView {
    BurnUpView {
        month: round(at.month, 2),
        done: SpanView::of(at.done, 3),
        spent: SpanView::of(at.spent, 0),
        finished: round(at.finished, 3),
    }
}

fn overrun(told: &ProjectAnswer) -> OverrunView {
    let carried = told.used.iter().find(|used| used.name == "overrun");
    let tail = told.used.iter().find(|used| used.name == "overrun-tail").map_or(3.0, |u| u.typical);
    let (p10, p50, p90, tail) = match (&told.recalibration, carried) {
        (Some(own), _) => (own.after.low, own.after.middle, own.after.high, own.after.tail),
        (None, Some(used)) => (used.low, used.typical, used.high, tail),
        (None, None) => (1.0, 1.0, 1.0, tail),
    };
    OverrunView {
        class: told.class.slug().to_owned(),
        why: why(told.class).to_owned(),
        p10: round(p10, 2),
        p50: round(p50, 2),
        p90: round(p90, 2),
        tail: round(tail, 2),
        own_past: told.recalibration.as_ref().map(own_past),
    }
}

/// From which real projects the error is.
fn why(class: Class) -> &'static str {
    match class {
        Class::InHouse => "that of 205 real projects, because the team is your own",
        Class::Client => {
            "that of 60 real projects that were built for clients, because the team is not your own"
        }
        Class::Integration => {
            "that of large projects of integration, which has a fat tail, because this one is large and \
             joins or replaces systems"
        }
    }
}

fn own_past(own: &Recalibration) -> String {
    let of = |overrun: &Overrun| {
        format!("{:.2} ({:.2} to {:.2})", overrun.middle, overrun.low, overrun.high)
    };
    let needed = match own.projects {
        1 => format!("Your own project needed {:.2} times its estimate", own.own_middle),
        n => format!(
            "Your own {n} projects needed {:.2} times their estimates in the middle",
            own.own_middle
        ),
    };
    let tail = match own.after.tail == own.before.tail {
        true => format!("the tail index stays {:.1}", own.before.tail),
        false => {
            format!("the tail index is {:.1} instead of {:.1}", own.after.tail, own.before.tail)
        }
    };
    let bias = own.after.middle / own.before.middle - 1.0;
    format!(
        "{needed}. That moves the middle by {}, from {} to {}; {tail}.",
        crate::words::signed_percent(bias),
        of(&own.before),
        of(&own.after),
    )
}
