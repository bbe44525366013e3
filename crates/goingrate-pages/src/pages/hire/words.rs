//! How the pages of a hire say things.

use goingrate::units::Currency;
use goingrate_view::money;
use goingrate_view::views::hire::{HireView, PairView};
use goingrate_view::views::range::RangeView;

/// Beyond this ratio of its ends the ends are told instead of the middle.
const TOO_WIDE: f64 = 2.5;

/// "the employee in Austin", but "our own people in Austin".
pub fn the(name: &str) -> String {
    let engaged = ["employee", "freelancer", "agency", "dedicated team"];
    let one = engaged.iter().any(|word| name.starts_with(word));
    if one { format!("the {name}") } else { name.to_owned() }
}

/// "About €159k", or its ends where they lie too far apart for one figure.
pub fn headline(range: RangeView, currency: Currency) -> String {
    let RangeView { p10, p50, p90, .. } = range;
    match p90 > p10 * TOO_WIDE {
        true => {
            format!("Between {} and {}", money::about(p10, currency), money::about(p90, currency))
        }
        false => format!(
            "About {}",
            about(range, currency).unwrap_or_else(|| money::about(p50, currency))
        ),
    }
}

/// To the nearest 5 of its second digit, where it is known to ±15% or worse.
fn about(range: RangeView, currency: Currency) -> Option<String> {
    let amount = crate::pages::planned::amount(range, currency, "2000-01-01".parse().ok()?);
    Some(crate::words::about(&amount))
}

/// A length of work: "18 months", "2 years".
pub fn length(months: u32) -> String {
    match months {
        12 => "a year".to_owned(),
        months if months % 12 == 0 => format!("{} years", months / 12),
        1 => "a month".to_owned(),
        months => format!("{months} months"),
    }
}

/// Which of the first way and another is cheaper over the months, as far as the interval of their difference
/// bears it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cheaper {
    /// The first.
    First,
    /// The other.
    Other,
    /// Too close to call.
    Open,
}

impl Cheaper {
    /// Of a pair whose one is the first way.
    pub fn of(pair: &PairView) -> Cheaper {
        match pair.more {
            more if more.p10 > 0.0 => Cheaper::Other,
            more if more.p90 < 0.0 => Cheaper::First,
            _ => Cheaper::Open,
        }
    }
}

/// What the ways are called where they stand together: what all of them share, such as a place, is left out.
pub fn names(view: &HireView) -> Vec<String> {
    let place = |name: &str| name.rfind(" in ").map(|at| name[at..].to_owned());
    let shared = view.ways.first().and_then(|way| place(&way.name)).filter(|shared| {
        view.ways.len() > 1 && view.ways.iter().all(|way| way.name.ends_with(shared.as_str()))
    });
    let short = |name: &str| match &shared {
        Some(shared) => name.strip_suffix(shared.as_str()).unwrap_or(name).to_owned(),
        None => name.to_owned(),
    };
    view.ways.iter().map(|way| short(&way.name)).collect()
}

/// The pairs of the first way with each other one, and what that is called.
pub fn beside(view: &HireView) -> Vec<(&PairView, String)> {
    let names = names(view);
    let pairs = view.pairs.iter().filter(|pair| pair.one == 0);
    pairs.filter_map(|pair| Some((pair, the(names.get(pair.other)?)))).collect()
}

/// What the first way is called.
pub fn first(view: &HireView) -> String {
    names(view).first().map_or_else(String::new, |name| the(name))
}
