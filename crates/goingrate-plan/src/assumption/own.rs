//! A reader's own value in the place of a carried one: `agency-fee=18%`, `ramp-months=2..4`.

use goingrate_units::{Problem, ProblemKind, parse};

use super::{Assumption, Status, Used};

/// A reader's own value of an assumption.
#[derive(Clone, Debug, PartialEq)]
pub struct Own {
    /// Which assumption.
    pub name: String,
    /// Only for this kind; all if `None`.
    pub of: Option<String>,
    /// One case in ten lies below.
    pub low: f64,
    /// One case in ten lies above; the same as `low` where the value is taken as certain.
    pub high: f64,
}

impl Own {
    /// Reads `name=value`, `name=low..high` or `name:kind=value`; shares may be written in percent.
    pub(super) fn parse<'a>(
        text: &str,
        known: impl Fn(&str) -> Option<&'a Assumption>,
        names: impl Iterator<Item = &'a String>,
    ) -> Result<Own, Problem> {
        let Some((subject, value)) = text.split_once('=') else {
            return Err(Problem::of("assume", text, "has no value").hint("write agency-fee=18%"));
        };
        let (name, of) = match subject.split_once(':') {
            Some((name, of)) => (name, Some(of.trim().to_owned())),
            None => (subject, None),
        };
        let name = name.trim().to_lowercase().replace(['_', ' '], "-");
        let Some(assumption) = known(&name) else {
            let near = parse::alike(&name, names.map(String::as_str));
            return Err(Problem::of("assume", &name, "no such assumption")
                .kind(ProblemKind::Unknown)
                .nearest(near.into_iter().map(str::to_owned).collect())
                .hint("the list of assumptions has the names"));
        };
        known_kind(assumption, of.as_deref())?;
        let (low, high) = value.split_once("..").unwrap_or((value, value));
        let ends = [low, high].map(|end| number(end.trim(), assumption));
        match ends {
            [Some(low), Some(high)] if low <= high => Ok(Own { name, of, low, high }),
            _ => Err(Problem::of("assume", text, {
                let range = assumption.range();
                format!("has to be {range}, or two with .. between them")
            })
            .hint(format!("write {name}={}", example(assumption)))),
        }
    }

    /// The value as it is taken.
    pub(super) fn used(&self, assumption: &Assumption) -> Used {
        let typical = match self.low > 0.0 {
            true => (self.low * self.high).sqrt(),
            false => (self.low + self.high) / 2.0,
        };
        Used {
            name: assumption.name.clone(),
            what: assumption.what.clone(),
            unit: assumption.unit.clone(),
            low: self.low,
            typical: if self.low == self.high { self.low } else { typical },
            high: self.high,
            place: None,
            of: self.of.clone(),
            status: Status::Yours,
            source: None,
            note: None,
            signed: assumption.signed,
        }
    }
}

/// A kind that no value of the assumption speaks of would never be asked for.
fn known_kind(assumption: &Assumption, of: Option<&str>) -> Result<(), Problem> {
    let Some(of) = of else { return Ok(()) };
    let mut kinds: Vec<&str> = assumption.values.iter().filter_map(|v| v.of.as_deref()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    if kinds.contains(&of) {
        return Ok(());
    }
    let what = format!("{} has no such kind", assumption.name);
    let hint = match kinds[..] {
        [] => "write it without a kind".to_owned(),
        _ => format!("there are {}", kinds.join(", ")),
    };
    Err(Problem::of("assume", of, what).kind(ProblemKind::Unknown).hint(hint))
}

fn number(text: &str, assumption: &Assumption) -> Option<f64> {
    let (digits, percent) = match text.strip_suffix('%') {
        Some(digits) => (digits.trim(), true),
        None => (text, false),
    };
    let number: f64 = digits.replace([',', '_'], "").parse().ok()?;
    let value = if percent { number / 100.0 } else { number };
    let fits = assumption.allows(value) && (!percent || assumption.is_share());
    fits.then_some(value)
}

fn example(assumption: &Assumption) -> String {
    let typical = assumption.values.first().map_or(1.0, |value| value.typical);
    match assumption.is_share() {
        true => format!("{:.0}%", typical * 100.0),
        false => format!("{typical}"),
    }
}
