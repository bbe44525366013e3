//! Hourly rates of the world as a heat table: places by engagement and level.

use goingrate::ask::{Estimates, UnitChoice};
use goingrate::units::{
    Component, Currency, Engagement, LevelId, Period, PlaceId, PlaceKind, Problem, Profile, parse,
};
use goingrate_view::{Amount, money, person, words as plain};
use maud::{Markup, html};

use super::entries::Entry;
use super::frame::{self, Said};
use super::question::Question;
use super::sentences;
use super::way::Way;
use crate::parts::table::Row;
use crate::parts::{Cell, Column, Field, Figures, Table, section};
use crate::words::range;
use crate::{Input, Page};

/// The engagements that are billed by the hour, with their headings.
const ENGAGEMENTS: [(Engagement, &str); 3] = [
    (Engagement::Freelance, "Freelancer"),
    (Engagement::Agency, "Agency"),
    (Engagement::DedicatedTeam, "Dedicated team"),
];

/// The levels that are shown.
const LEVELS: [&str; 3] = ["junior", "mid", "senior"];

/// Places that a reader may add.
const MOST_ADDED: usize = 4;

/// A rate.
struct Rate {
    entry: Entry,
    engagement: &'static str,
    level: String,
}

/// A place and its rates, engagement by engagement and level by level.
struct Line {
    name: String,
    on: bool,
    rates: Vec<Rate>,
}

/// The page.
pub fn page(question: &Question, input: &Input) -> Result<Page, Problem> {
    let lines = lines(question, places(question, input)?)?;
    let mut figures = Figures::new(input, crate::words::day(question.asking().today));
    let all = table(&lines);
    let body = html! {
        (add(input))
        (heat(&lines))
        (section("all", "The same as a list", html! {
            details.fold { summary { "All " (all.rows.len()) " rates" } (figures.table(&all)) }
        }))
    };
    let said = Said {
        headline: headline(&lines),
        then: vec!["A rate pays for holidays, idle time and social contributions too, so it is no salary divided by hours.".to_owned()],
        what: format!("{}, by the hour", what(question)),
    };
    let mut remarks = vec![
        "The parts of the world are those that reports speak of; each stands for the mix of its countries.".to_owned(),
        "Light figures are hardly more than a guess: over ±15%.".to_owned(),
    ];
    if input.all("also").count() > MOST_ADDED {
        remarks.push(format!("Of the places that you added, the first {MOST_ADDED} are shown."));
    }
    let page = frame::page(question, Way::Rates, input, said, &body, &remarks);
    Ok(page.downloads(figures.files()))
}

/// The role alone: the level and the engagement are what is compared.
fn what(question: &Question) -> String {
    let t = question.taxonomy();
    let mut parts = vec![t.role(question.profile().role).name.clone()];
    parts.extend(question.profile().skills.iter().map(|&id| t.skill(id).name.clone()));
    parts.join(" · ")
}

/// The country of the question, what the reader adds, and all parts of the world.
fn places(question: &Question, input: &Input) -> Result<Vec<(PlaceId, bool)>, Problem> {
    let t = question.taxonomy();
    let mut places = vec![(question.country(), question.says("place"))];
    if question.says("place") && question.profile().place != question.country() {
        places.insert(0, (question.profile().place, true));
    }
    for word in input.all("also").take(MOST_ADDED) {
        places.push((parse::place(word, t).map_err(|problem| problem.in_field("also"))?, false));
    }
    let regions = t.places.iter().enumerate().filter(|(_, p)| p.kind == PlaceKind::Region);
    places.extend(regions.map(|(index, _)| (PlaceId::from_index(index), false)));
    let mut seen = Vec::new();
    places.retain(|(id, _)| {
        let is_new = !seen.contains(id);
        seen.push(*id);
        is_new
    });
    Ok(places)
}

fn lines(question: &Question, places: Vec<(PlaceId, bool)>) -> Result<Vec<Line>, Problem> {
    let currency = question.shown.unit()?.currency.unwrap_or(Currency::USD);
    let unit = UnitChoice { per: Some(Period::Hour), currency: Some(currency) };
    let mut estimates = Estimates::new(question.asking().going_rate);
    places
        .into_iter()
        .map(|(place, on)| line(question, (place, on), unit, &mut estimates))
        .collect()
}

fn line(
    question: &Question,
    (place, on): (PlaceId, bool),
    unit: UnitChoice,
    estimates: &mut Estimates,
) -> Result<Line, Problem> {
    let t = question.taxonomy();
    let at = t.place(place);
    let mut rates = Vec::new();
    for (engagement, called) in ENGAGEMENTS {
        for slug in LEVELS {
            let Some(level) = t.level_of(slug) else { continue };
            let profile = billed(question.profile(), (place, engagement, level));
            let middle = question.middle(estimates, profile.clone(), unit)?;
            let mut entry = Entry::of(&at.name, &at.slug, middle, profile);
            entry.lead(question);
            rates.push(Rate { entry, engagement: called, level: t.level(level).name.clone() });
        }
    }
    let called = person::place_name(at);
    let name = plain::capitalised(called.strip_prefix("the ").unwrap_or(&called));
    Ok(Line { name, on, rates })
}

/// The same work, billed by the hour.
fn billed(
    profile: &Profile,
    (place, engagement, level): (PlaceId, Engagement, LevelId),
) -> Profile {
    Profile {
        place,
        engagement,
        level: Some(level),
        years: None,
        rung: None,
        employer: None,
        component: Component::HourlyRate,
        ..profile.clone()
    }
}

/// A field that adds a place.
fn add(input: &Input) -> Markup {
    let field = Field {
        name: "also",
        label: "Add a place",
        value: "",
        example: "Poland",
        hint: "A country, a part of the world or a city; up to four.",
        ..Field::default()
    };
    let kept = input.fields().filter(|(name, value)| *name != "file" && !value.is_empty());
    html! {
        form.filter action=(input.path()) {
            @for (name, value) in kept { input type="hidden" name=(name) value=(value); }
            div.row { (field.html()) button.btn.plain { "Add" } }
        }
    }
}

fn all(lines: &[Line]) -> impl Iterator<Item = &Amount> {
    lines.iter().flat_map(|line| &line.rates).map(|rate| &rate.entry.middle)
}

/// From the lowest to the highest rate that are surely apart.
fn headline(lines: &[Line]) -> String {
    let rates = || lines.iter().flat_map(|line| line.rates.iter().map(move |rate| (line, rate)));
    let most = rates().max_by(|a, b| a.1.entry.middle.low.total_cmp(&b.1.entry.middle.low));
    let least = rates().min_by(|a, b| a.1.entry.middle.high.total_cmp(&b.1.entry.middle.high));
    let (Some(least), Some(most)) = (least, most) else {
        return "No rate is known".to_owned();
    };
    let said = |(line, rate): (&Line, &Rate)| {
        let (figure, level) = (sentences::figure(&rate.entry.middle), rate.level.to_lowercase());
        format!("{figure} ({level}, {}, {})", rate.engagement.to_lowercase(), line.name)
    };
    if least.1.entry.middle.high >= most.1.entry.middle.low {
        return "What an hour costs differs too little to call".to_owned();
    }
    format!("From {} an hour to {}", said(least), said(most))
}

/// The step of an amount: five of them on a scale of ratios.
fn step(amount: f64, [low, high]: [f64; 2]) -> usize {
    if !(low > 0.0 && high > low) {
        return 3;
    }
    let share = (amount / low).ln() / (high / low).ln();
    1 + ((share * 5.0).floor().clamp(0.0, 4.0) as usize)
}

fn heat(lines: &[Line]) -> Markup {
    let low = all(lines).map(|middle| middle.amount).fold(f64::INFINITY, f64::min);
    let high = all(lines).map(|middle| middle.amount).fold(0.0, f64::max);
    let currency = all(lines).next().map_or(Currency::USD, |middle| middle.currency);
    let first = lines.first();
    html! {
        div.tw.heated tabindex="0" role="region" aria-label="Table: hourly rates by place, engagement and level" {
            table.heat {
                caption { "The middle of what is charged an hour, " (currency) ", and where it lies with 80% sureness" }
                thead {
                    tr {
                        th scope="col" rowspan="2" { "Place" }
                        @for (_, name) in ENGAGEMENTS { th.grp scope="colgroup" colspan=(LEVELS.len()) { (name) } }
                    }
                    tr { @for rate in first.iter().flat_map(|line| &line.rates) { th scope="col" { (rate.level) } } }
                }
                tbody {
                    @for line in lines {
                        tr {
                            th scope="row" { @if line.on { b { (line.name) } } @else { (line.name) } }
                            @for rate in &line.rates { (cell(rate, [low, high])) }
                        }
                    }
                }
            }
        }
    }
}

fn cell(rate: &Rate, ends: [f64; 2]) -> Markup {
    let middle = &rate.entry.middle;
    let class =
        format!("h{}{}", step(middle.amount, ends), if rate.entry.is_rough() { " g" } else { "" });
    let figure = money::about(middle.amount, middle.currency);
    html! {
        td class=(class) {
            @match &rate.entry.link {
                Some(to) => a href=(to) { (figure) },
                None => (figure),
            }
            small { (range(middle.low, middle.high, middle.currency)) }
        }
    }
}

fn table(lines: &[Line]) -> Table {
    let columns = vec![
        Column::words("Place"),
        Column::words("Engagement"),
        Column::words("Level"),
        Column::figures("Middle an hour"),
        Column::figures("80% sure: from").wide_only(),
        Column::figures("to").wide_only(),
        Column::words("How well known").wide_only(),
    ];
    let rows = lines.iter().flat_map(|line| line.rates.iter().map(move |rate| (line, rate)));
    let rows = rows.map(|(line, rate)| {
        let middle = &rate.entry.middle;
        let money =
            |amount: f64| Cell::new(html! { (money::about(amount, middle.currency)) }, amount);
        Row::new(vec![
            Cell::text(line.name.clone()),
            Cell::text(rate.engagement),
            Cell::text(rate.level.clone()),
            money(middle.amount),
            money(middle.low),
            money(middle.high),
            Cell::text(rate.entry.sure.clone()),
        ])
    });
    let rows = rows.collect();
    Table {
        id: "rates".to_owned(),
        caption: "Hourly rates".to_owned(),
        columns,
        rows,
        cards: false,
    }
}
