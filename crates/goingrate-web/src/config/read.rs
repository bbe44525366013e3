//! A file of configuration to values, and whether a value is what its key takes.

use std::net::{IpAddr, SocketAddr};

use goingrate::units::Problem;
use toml::de::{DeTable, DeValue};

use super::keys::{Key, Kind};
use super::{Config, list};

/// Lays a TOML file over what is there.
///
/// # Errors
/// When it is no TOML, a key is unknown, or a value is not what its key takes: with the line.
pub(super) fn file(config: &mut Config, name: &str, text: &str) -> Result<(), Problem> {
    let line = |at: usize| {
        Some(
            1 + text.as_bytes()[..at.min(text.len())].iter().filter(|&&b| b == b'\n').count()
                as u64,
        )
    };
    let table = DeTable::parse(text).map_err(|error| {
        let at = error.span().and_then(|span| line(span.start));
        Problem::in_file(name, at, "config", "", error.message().to_owned())
    })?;
    for (key, value) in table.get_ref() {
        let at = line(key.span().start);
        let placed = |problem: Problem| {
            let (field, value) = (problem.field_name().to_owned(), problem.value_text().to_owned());
            let placed = Problem::in_file(name, at, field, value, problem.what);
            Problem { kind: problem.kind, nearest: problem.nearest, hint: problem.hint, ..placed }
        };
        let written = written(value.get_ref()).ok_or_else(|| {
            placed(Problem::of(
                key.get_ref(),
                "",
                "is neither a text, a number, true or false, nor a list of texts",
            ))
        })?;
        let from = format!("{name}:{}", at.unwrap_or(0));
        config.set(key.get_ref(), &written, &from).map_err(placed)?;
    }
    Ok(())
}

/// A value as it is written in the environment or behind a flag.
fn written(value: &DeValue) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.as_str().to_owned()),
        DeValue::Float(number) => Some(number.as_str().to_owned()),
        DeValue::Boolean(flag) => Some(flag.to_string()),
        DeValue::Array(parts) => {
            let parts: Option<Vec<String>> =
                parts.iter().map(|part| part.get_ref().as_str().map(str::to_owned)).collect();
            parts.map(|parts| parts.join(","))
        }
        _ => None,
    }
}

/// Whether a value is what its key takes.
///
/// # Errors
/// When it is not.
pub(super) fn check(key: &Key, text: &str) -> Result<(), Problem> {
    let refuse = |what: String, hint: &str| Err(Problem::of(key.name, text, what).hint(hint));
    let text = text.trim();
    match key.kind {
        Kind::Address if text.parse::<SocketAddr>().is_err() => {
            refuse("is no address with a port".into(), "write 127.0.0.1:8080 or [::]:8080")
        }
        Kind::Whole(least, most) => match text.parse::<u64>() {
            Ok(number) if (least..=most).contains(&number) => Ok(()),
            _ => refuse(format!("is no whole number from {least} to {most}"), "write digits"),
        },
        Kind::Seconds(most) => match text.parse::<f64>() {
            Ok(number) if (0.0..=most as f64).contains(&number) => Ok(()),
            _ => refuse(format!("is no number of seconds from 0 to {most}"), "write 10 or 0.5"),
        },
        Kind::Flag if !matches!(text, "true" | "false") => {
            refuse("is neither true nor false".into(), "write true or false")
        }
        Kind::OneOf(words) if !words.contains(&text) => {
            refuse("is none of its words".into(), &format!("write {}", words.join(", ")))
        }
        Kind::List if key.name == "trust_proxy" => {
            let wrong =
                list(text).find(|part| *part != "loopback" && part.parse::<IpAddr>().is_err());
            match wrong {
                None => Ok(()),
                Some(_) => {
                    refuse("has a part that is no address".into(), "write 10.0.0.1, or loopback")
                }
            }
        }
        Kind::List => {
            let is_origin = |part: &str| {
                part == "*" || part.starts_with("http://") || part.starts_with("https://")
            };
            match list(text).all(|part| {
                is_origin(part) && part.is_ascii() && !part.contains(char::is_whitespace)
            }) {
                true => Ok(()),
                false => refuse("has a part that is no origin".into(), "write https://example.org"),
            }
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(file: &str) -> Problem {
        Config::of(Some(("serve.toml", file)), &[], &[]).expect_err("is refused")
    }

    #[test]
    fn what_is_wrong_is_told_with_file_and_line() {
        let cases = [
            ("listen = \"127.0.0.1:80\"\nlissen = 3\n", 2, "lissen"),
            ("rate = -1\n", 1, "rate"),
            ("\n\ncompression = \"maybe\"\n", 3, "compression"),
            ("listen = [[1]]\n", 1, "listen"),
            ("log = \"xml\"", 1, "log"),
            ("trust_proxy = [\"here\"]", 1, "trust_proxy"),
            ("origins = [\"example.org\"]", 1, "origins"),
        ];
        for (file, line, field) in cases {
            let problem = refused(file);
            assert_eq!((problem.line(), problem.field_name()), (Some(line), field), "{file}");
            assert_eq!(problem.file(), "serve.toml");
        }
        assert_eq!(refused("rate = = 3").line(), Some(1));
        assert_eq!(refused("lissen = 1").nearest, ["listen"]);
    }

    #[test]
    fn flags_lie_over_the_environment_over_the_file_over_what_is_usual() {
        let variables = [("GOINGRATE_SERVE_RATE".to_owned(), "7".to_owned())];
        let flags = [("burst".to_owned(), "9".to_owned())];
        let file = Some(("f.toml", "rate = 1\nburst = 2\nconnections = 3\norigins = [\"*\"]"));
        let config = Config::of(file, &variables, &flags).expect("a configuration");
        let held = |name| (config.value(name).to_owned(), config.values[name].from.clone());
        assert_eq!(held("rate"), ("7".into(), "GOINGRATE_SERVE_RATE".into()));
        assert_eq!(held("burst"), ("9".into(), "flag".into()));
        assert_eq!(held("connections"), ("3".into(), "f.toml:3".into()));
        assert_eq!(held("log"), ("text".into(), "usual".into()));
        let again = Config::of(Some(("again.toml", &config.toml())), &[], &[]).expect("the same");
        assert!(
            super::super::KEYS.iter().all(|key| again.value(key.name) == config.value(key.name))
        );
    }
}
