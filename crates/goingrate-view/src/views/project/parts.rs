//! The parts of a project's view: features, people, what fits, levers, what was assumed.

use goingrate::ask::{Lever, OverSalary, ProjectAnswer, ProjectPart, Why};
use goingrate_plan::project::Fits;
use goingrate_units::parse::Status;
use goingrate_units::{Engagement, Taxonomy};
use schemars::JsonSchema;
use serde::Serialize;

use super::{OutlookView, SpanView};
use crate::figure::round;
use crate::views::Context;
use crate::views::assumed::AssumedView;
use crate::words;

/// A feature.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct FeatureView {
    /// Its word.
    pub name: String,
    /// As a page shows it.
    pub title: String,
    /// `simple`, `usual`, `demanding`; none for days of one's own.
    pub complexity: Option<String>,
    /// How often it is built.
    pub count: u32,
    /// Days of the whole team, of all repetitions.
    pub days: SpanView,
    /// The part of the doubt about features that it brings.
    pub doubt: f64,
    /// What it is worth to a first version.
    pub value: u32,
    /// Who works on it.
    pub roles: Vec<String>,
    /// `said`, `usual` (of the kind) or `needed`.
    pub why: String,
    /// What needs it, where nobody said it.
    pub needed_by: Option<String>,
    /// How many of it fit into the limits; none without limits.
    pub fits: Option<u32>,
}

/// People of one sort.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct MemberView {
    /// What they are called.
    pub title: String,
    /// How many.
    pub count: f64,
    /// The part of their time.
    pub share: f64,
    /// How they are engaged, by its word; `founder` for those who are not paid.
    pub engagement: String,
    /// Where they work, by name.
    pub place: String,
    /// Whether the place was not said.
    pub place_assumed: bool,
    /// As what a place was read that was said otherwise: "Lagos is taken as Nigeria: …".
    pub place_read_as: Option<String>,
    /// Whether the engagement was not said.
    pub engagement_assumed: bool,
    /// What an hour costs.
    pub hour: SpanView,
    /// Days that are paid.
    pub days: SpanView,
    /// What they cost.
    pub cost: SpanView,
    /// What an employer pays over the salary, as a share.
    pub over_salary: Option<f64>,
    /// By which law, or that it is assumed.
    pub over_salary_by: Option<String>,
}

/// The version that fits the limits.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct FitsView {
    /// Whether everything fits.
    pub all: bool,
    /// How sure it is to stay within the limits, as was asked.
    pub confidence: f64,
    /// How sure it is.
    pub within: f64,
    /// Its value, and that of everything.
    pub value: [u32; 2],
    /// The features that it holds, with how many of all: "Records of one kind (4 of 12)".
    pub holds: Vec<String>,
    /// The features that it leaves out.
    pub leaves_out: Vec<String>,
    /// What it costs.
    pub cost: OutlookView,
    /// How many months it takes.
    pub months: OutlookView,
    /// Whether no version of as many days has more value, proven.
    pub proven: bool,
}

/// Something that could be done otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct LeverView {
    /// What.
    pub what: String,
    /// What the middle cost changes by.
    pub cost: f64,
    /// What the months change by.
    pub months: f64,
    /// What it costs otherwise.
    pub but: String,
}

/// "MVP with payments: 14 features, built by 1 senior …".
pub fn title(told: &ProjectAnswer) -> String {
    let kind = told.kind.as_ref().map_or("A project", |kind| kind.title.as_str());
    // Founders, or people of one sort in two places, are one sort in the title.
    let mut sorts: Vec<(f64, &str)> = Vec::new();
    for line in &told.team {
        let count = line.line.count * line.line.share;
        match sorts.iter_mut().find(|(_, title)| *title == line.title) {
            Some((known, _)) => *known += count,
            None => sorts.push((count, &line.title)),
        }
    }
    let people: Vec<String> = sorts.iter().map(|(count, title)| people(*count, title)).collect();
    let features = words::count(told.parts.len(), "feature");
    format!("{kind} · {features} · {}", words::list(&people))
}

/// "2 senior backend developers", "0.5 QA engineer".
pub fn people(count: f64, title: &str) -> String {
    let title = match (count > 1.0, title.ends_with('s')) {
        (true, false) => format!("{title}s"),
        // Roles at large have names in the plural: "Software developers".
        (false, true) => title.trim_end_matches('s').to_owned(),
        _ => title.to_owned(),
    };
    format!("{} {title}", words::plain_number(round(count, 2)))
}

pub fn features(told: &ProjectAnswer) -> Vec<FeatureView> {
    let fits = told.answer.fits.as_ref();
    let limited = told.budget.is_some() || told.by.is_some();
    let feature = |(at, part): (usize, &ProjectPart)| {
        let answer = &told.answer.pieces[at];
        let (why, needed_by) = match &part.why {
            Why::Said => ("said", None),
            Why::Usual => ("usual", None),
            Why::Needed(by) => ("needed", Some(by.clone())),
        };
        FeatureView {
            name: part.name.clone(),
            title: part.title.clone(),
            complexity: part.complexity.map(|complexity| complexity.slug().to_owned()),
            count: part.count,
            days: SpanView::of(answer.days, 1),
            doubt: round(answer.doubt, 3),
            value: part.value,
            roles: part.roles.clone(),
            why: why.to_owned(),
            needed_by,
            fits: limited.then(|| fits.map_or(0, |fits| fits.counts[at])),
        }
    };
    told.parts.iter().enumerate().map(feature).collect()
}

pub fn members(told: &ProjectAnswer, context: &Context) -> Vec<MemberView> {
    let inferred = |asked: &goingrate_units::parse::Understood, name: &str| {
        let mut fields = asked.fields.iter();
        fields.any(|f| f.name == name && !matches!(f.status, Status::Given))
    };
    let member = |(at, line): (usize, &goingrate::ask::TeamLineAnswer)| {
        let answer = &told.answer.members[at];
        let profile = &line.line.asked.profile;
        let engagement = match line.line.founder {
            true => "founder",
            false => profile.engagement.slug(),
        };
        let read_as = place_read_as(&line.line.asked);
        // An employee's day off is paid as well; an hour is one of the days that are paid.
        MemberView {
            title: line.title.clone(),
            count: round(line.line.count, 2),
            share: round(line.line.share, 2),
            engagement: engagement.to_owned(),
            place: context.taxonomy.place(profile.place).name.clone(),
            place_assumed: inferred(&line.line.asked, "place") && read_as.is_none(),
            place_read_as: read_as,
            engagement_assumed: inferred(&line.line.asked, "engagement"),
            hour: SpanView::new(&answer.day.times(1.0 / 8.0), 2),
            days: SpanView::new(&answer.days, 1),
            cost: SpanView::new(&answer.cost, 0),
            over_salary: line.over_salary.as_ref().map(|over| round(over.factor() - 1.0, 4)),
            over_salary_by: line.over_salary.as_ref().map(|over| match over {
                OverSalary::Law(_, place) => format!("law of {place}"),
                OverSalary::Assumed(_) => "assumed".to_owned(),
            }),
        }
    };
    told.team.iter().enumerate().map(member).collect()
}

/// As what a place was read, where one was said and another is taken.
fn place_read_as(asked: &goingrate_units::parse::Understood) -> Option<String> {
    let place = asked.fields.iter().find(|field| field.name == "place")?;
    match &place.status {
        Status::Inferred(why) if !why.contains("no place is named") => Some(why.clone()),
        _ => None,
    }
}

/// How an engagement is called in a team's table.
pub fn engagement_name(slug: &str) -> &str {
    Engagement::from_slug(slug).map_or("not paid", Engagement::name)
}

impl FitsView {
    pub(super) fn new(fits: &Fits, told: &ProjectAnswer) -> FitsView {
        let parts = || told.parts.iter().zip(&fits.counts);
        let holds = |(part, count): (&ProjectPart, &u32)| match (part.count, *count) {
            (_, 0) => None,
            (all, some) if all == some => Some(part.title.clone()),
            (all, some) => Some(format!("{} ({some} of {all})", part.title)),
        };
        FitsView {
            all: fits.is_all(),
            confidence: told.confidence,
            within: round(fits.within, 3),
            value: [fits.value, fits.value_of_all],
            holds: parts().filter_map(holds).collect(),
            leaves_out: parts().filter(|(_, n)| **n == 0).map(|(p, _)| p.title.clone()).collect(),
            cost: OutlookView::new(&fits.cost, 0),
            months: OutlookView::new(&fits.months, 2),
            proven: fits.proven,
        }
    }
}

impl LeverView {
    pub(super) fn new(lever: &Lever) -> LeverView {
        let Lever { what, cost, months, but } = lever.clone();
        LeverView { what, cost: round(cost, 0), months: round(months, 2), but }
    }
}

pub fn assumptions(told: &ProjectAnswer, taxonomy: &Taxonomy) -> Vec<AssumedView> {
    let over = told.team.iter().filter_map(|line| match &line.over_salary {
        Some(OverSalary::Assumed(used)) => Some(used.as_ref()),
        _ => None,
    });
    let mut all: Vec<AssumedView> = Vec::new();
    for used in told.used.iter().chain(over) {
        let view = AssumedView::new(used, taxonomy);
        if !all.contains(&view) {
            all.push(view);
        }
    }
    all
}
