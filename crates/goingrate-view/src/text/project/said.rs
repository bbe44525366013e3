//! The sentences of a project: its answer, its limits, how sure it is, what was assumed.

use goingrate_units::Date;

use crate::views::project::{FeatureView, MemberView, ProjectView};
use crate::{money, words};

/// A share of projects: "54 in 100".
pub fn in_100(share: f64) -> String {
    match share {
        s if s < 0.005 => "fewer than 1 in 100".to_owned(),
        s if s > 0.995 => "more than 99 in 100".to_owned(),
        s => format!("{:.0} in 100", s * 100.0),
    }
}

/// A time: "5 weeks", "3½ months", "14 months".
pub fn months(months: f64) -> String {
    let weeks = (months * 365.25 / 84.0).round();
    if months < 1.9 {
        return words::count(weeks.max(1.0) as usize, "week");
    }
    if months < 9.75 {
        let halves = (months * 2.0).round();
        let half = if halves % 2.0 == 1.0 { "½" } else { "" };
        return format!("{}{half} months", (halves / 2.0).floor());
    }
    if months < 35.5 {
        return format!("{} months", words::thousands(months.round()));
    }
    format!("{} years", words::thousands((months / 12.0).round()))
}

/// Two digits of an amount: as much as a project's cost can be known.
fn two_digits(amount: f64) -> f64 {
    if amount <= 0.0 {
        return 0.0;
    }
    let unit = 10f64.powf(amount.log10().floor() - 1.0);
    (amount / unit).round() * unit
}

fn about(amount: f64, view: &ProjectView) -> String {
    let amount = two_digits(amount);
    match !(1e4..1e6).contains(&amount) {
        true => money::about(amount, view.currency),
        false => money::named(amount, view.currency),
    }
}

/// "About $52k, in 3½ months."
pub fn headline(view: &ProjectView) -> String {
    let time = months(view.months.p50);
    match view.cost.p50 > 0.0 {
        true => format!("About {}, in {time}.", about(view.cost.p50, view)),
        false => format!("No money, as nobody is paid, and about {time}."),
    }
}

/// "8 in 10 such projects end between $33k and $84k, after 2½ to 5 months (Feb to May 2027)."
pub fn range(view: &ProjectView) -> String {
    let day = |text: &str| text.parse::<Date>().map(Date::month_in_words).unwrap_or_default();
    let (first, last) = (day(&view.end[0]), day(&view.end[2]));
    let ends = if first == last { first } else { format!("{first} to {last}") };
    let between = match view.cost.p50 > 0.0 {
        true => format!(
            "end between {} and {}, ",
            about(view.cost.p10, view),
            about(view.cost.p90, view)
        ),
        false => "end ".to_owned(),
    };
    let (short, long) = (months(view.months.p10), months(view.months.p90));
    let (number, unit) = short.split_once(' ').unwrap_or((&short, ""));
    let time = match long.ends_with(&format!(" {unit}")) {
        true if short == long => long,
        true => format!("{number} to {long}"),
        false => format!("{short} to {long}"),
    };
    let (p95, slow) = (about(view.cost.p95, view), months(view.months.p95));
    let worst = match view.cost.p50 > 0.0 {
        true => format!("1 in 20 needs more than {p95}, and 1 in 20 more than {slow}."),
        false => format!("1 in 20 needs more than {slow}."),
    };
    format!("8 in 10 such projects {between}after {time} ({ends}). {worst}")
}

/// What the limits come to, each a sentence.
pub fn limits(view: &ProjectView) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(limit) = &view.budget {
        let budget = money::named(limit.limit, view.currency);
        said.push(format!("With {budget} in hand, {} would need more.", in_100(limit.over)));
    }
    if let (Some(limit), Some(day)) = (&view.by, &view.by_day) {
        said.push(format!("{} would not be done by {day}.", in_100(limit.over)));
    }
    if let (Some(both), true) = (view.within_both, said.len() == 2) {
        said.push(format!("{} would stay within both.", in_100(both)));
    }
    said.iter().map(|sentence| words::capitalised(sentence)).collect()
}

/// "What fits into $60k, 8 times in 10".
pub fn fits_heading(view: &ProjectView) -> String {
    let money = view.budget.as_ref().map(|l| money::named(l.limit, view.currency));
    let time = view.by_day.as_ref().map(|day| format!("the time until {day}"));
    let limits: Vec<String> = money.into_iter().chain(time).collect();
    let sure = view.fits.as_ref().map_or(0.8, |fits| fits.confidence);
    let tens = (sure * 10.0 - (sure * 10.0).round()).abs() < 1e-9;
    let sure = match tens {
        true => format!("{:.0} times in 10", sure * 10.0),
        false => format!("{:.0} times in 100", sure * 100.0),
    };
    format!("What fits into {}, {sure}", words::list(&limits))
}

/// What a day is.
pub fn days(view: &ProjectView) -> String {
    let total = words::thousands(view.estimate_days.round());
    format!(
        "A day is one of a developer of the middle level, with testing and review in it. Together {total} days \
         in the middle; management and the errors of estimates come on top."
    )
}

/// What running it costs.
pub fn year_after(view: &ProjectView) -> String {
    let year = &view.year_after;
    let of = |span: &crate::views::project::SpanView| {
        format!("{} ({})", about(span.p50, view), money::ends(span.p10, span.p90, view.currency))
    };
    match view.cost.p50 > 0.0 {
        true => format!(
            "about {}: maintenance {}, hosting and services {}.",
            of(&year.both),
            about(year.maintenance.p50, view),
            about(year.hosting.p50, view),
        ),
        false => format!("hosting and services about {}.", of(&year.hosting)),
    }
}

/// How far the answer may be trusted, and what it rests on.
pub fn how_sure(view: &ProjectView) -> String {
    let over = &view.overrun;
    let whose = match over.own_past.is_some() {
        true => format!("{}, and your own past", over.why),
        false => over.why.clone(),
    };
    let error = format!(
        "a guess, as every estimate of a project is. The error of the estimate is {whose}: one in ten needs \
         less than {:.2} times its estimate, the middle {:.2} times, one in ten more than {:.2} times. \
         Projects that were given up are in no such set.",
        over.p10, over.p50, over.p90
    );
    let riskiest = view.features.iter().max_by(|a, b| a.doubt.total_cmp(&b.doubt));
    let risk = riskiest.filter(|f| f.doubt > 0.15).map(riskiest_of).unwrap_or_default();
    let shortest = match view.at_the_shortest {
        share if share > 0.2 => format!(
            " In {} outcomes more people would not have been faster: work of this size takes its time.",
            in_100(share)
        ),
        _ => String::new(),
    };
    format!(
        "{error} The days of features are our own estimates; give days of yours in a plan.{risk}{shortest}"
    )
}

fn riskiest_of(feature: &FeatureView) -> String {
    format!(
        " {} carries most of the doubt about features: it could take {:.0} to {:.0} days.",
        feature.title, feature.days.p10, feature.days.p90
    )
}

/// What was taken because nobody said it.
pub fn assumed(view: &ProjectView) -> String {
    let mut said = Vec::new();
    if view.team_assumed {
        said.push("nobody is named, so the usual team is taken".to_owned());
    }
    let any = |of: fn(&MemberView) -> bool| {
        view.team.iter().filter(|m| m.engagement != "founder").any(of)
    };
    if any(|member| member.engagement_assumed) {
        said.push("no contract is named, so they are freelancers".to_owned());
    }
    if any(|member| member.place_assumed) {
        let place = view.team.iter().find(|member| member.place_assumed);
        let place = place.map_or("", |member| member.place.as_str());
        let place = goingrate_units::place_in_words(place);
        said.push(format!("no place is named, so they work in {place}"));
    }
    for read_as in view.team.iter().filter_map(|member| member.place_read_as.as_ref()) {
        if !said.contains(read_as) {
            said.push(read_as.clone());
        }
    }
    let usual: Vec<&str> = of(view, "usual");
    if let (Some(kind), false) = (&view.kind, usual.is_empty()) {
        let kind = view.title.split(" · ").next().unwrap_or(kind);
        let count = words::count(usual.len(), "feature");
        said.push(format!(
            "{count} are there because a project of this kind ({kind}) usually has them"
        ));
    }
    if view.kind.is_none() {
        let what = "only what is said is counted, with what it needs; a kind (MVP, SaaS platform) adds what one \
                    usually has";
        said.push(what.to_owned());
    }
    let needed = of(view, "needed");
    if !needed.is_empty() {
        said.push(format!("{} because others need it", words::list(&needed)));
    }
    said.push(format!("start on {}, prices of {}", view.start, view.as_of));
    words::capitalised(&(said.join("; ") + "."))
}

fn of<'v>(view: &'v ProjectView, why: &str) -> Vec<&'v str> {
    view.features.iter().filter(|f| f.why == why).map(|f| f.title.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_as_people_do() {
        let check = |value: f64, expected: &str| assert_eq!(months(value), expected);
        check(0.1, "1 week");
        check(1.2, "5 weeks");
        check(3.4, "3½ months");
        check(4.1, "4 months");
        check(9.9, "10 months");
        check(14.3, "14 months");
        check(100.0, "8 years");
    }

    #[test]
    fn shares_are_told_in_100() {
        let check = |share: f64, expected: &str| assert_eq!(in_100(share), expected);
        check(0.0, "fewer than 1 in 100");
        check(0.541, "54 in 100");
        check(1.0, "more than 99 in 100");
        assert_eq!([two_digits(52_340.0), two_digits(0.0)], [52_000.0, 0.0]);
    }
}
