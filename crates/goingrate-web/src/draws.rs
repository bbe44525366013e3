//! How many draws a request asks a planner for: in its field, or within a plan.

use goingrate::units::Problem;
use serde_json::Value;

/// Plans are not deeper than this.
const DEEPEST: usize = 8;

/// Refuses a request that asks for more draws than a server gives.
///
/// # Errors
/// When it does (field `draws`).
pub fn check(request: &Value, most: u64) -> Result<(), Problem> {
    match asked(request, DEEPEST) {
        Some(draws) if draws > most as f64 => Err(Problem::of(
            "draws",
            &draws.to_string(),
            format!("is more than the {most} draws that this server makes"),
        )
        .hint("leave it out for what is usual, or ask a server of your own")),
        _ => Ok(()),
    }
}

/// The most draws that are asked for anywhere in a request. A text may be a plan in TOML.
fn asked(value: &Value, deep: usize) -> Option<f64> {
    let deep = deep.checked_sub(1)?;
    let within = |value: &Value| asked(value, deep);
    match value {
        Value::Object(members) => {
            let own = members.get("draws").and_then(Value::as_f64);
            let others = members.values().filter_map(within);
            own.into_iter().chain(others).reduce(f64::max)
        }
        Value::Array(values) => values.iter().filter_map(within).reduce(f64::max),
        Value::String(text) if text.contains("draws") => {
            let table = text.parse::<toml::Table>().ok()?;
            let draws = |value: &toml::Value| match value {
                toml::Value::Integer(draws) => Some(*draws as f64),
                toml::Value::Float(draws) => Some(*draws),
                _ => None,
            };
            table.get("draws").and_then(draws)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_are_found_wherever_they_stand() {
        let refused =
            |request: &str| check(&serde_json::from_str(request).expect("JSON"), 1000).is_err();
        assert!(refused(r#"{"draws": 1001}"#));
        assert!(refused(r#"{"plan": {"draws": 2000000}}"#));
        assert!(refused(r#"{"offers": ["base = 3\ndraws = 5000"]}"#));
        assert!(!refused(r#"{"draws": 1000, "text": "draws = many"}"#));
    }
}
