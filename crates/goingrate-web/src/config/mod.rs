//! The configuration: what is usual, over which lies a file, over which lies the environment, over which lie
//! flags. Each value knows where it came from.

mod keys;
mod read;
mod settings;

use std::collections::BTreeMap;
use std::path::Path;

use goingrate::units::{Problem, ProblemKind};

pub use self::keys::{KEYS, Key, Kind, VARIABLES};
pub use self::settings::{Log, Settings};
use crate::edge;

/// A value, as it is written, and where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// As it is written.
    pub text: String,
    /// Where: "usual", "serve.toml:3", "GOINGRATE_SERVE_LISTEN", "flag".
    pub from: String,
}

/// What holds.
#[derive(Clone, Debug)]
pub struct Config {
    values: BTreeMap<&'static str, Value>,
}

impl Config {
    /// Puts together what is usual, a file, the environment and flags (by the names of keys).
    ///
    /// # Errors
    /// When the file cannot be read, or a key is unknown, or a value is not what its key takes: the problem
    /// names file and line, or the variable.
    pub fn load(file: Option<&Path>, flags: &[(String, String)]) -> Result<Config, Problem> {
        let text =
            file.map(|path| Ok::<_, Problem>((path.display().to_string(), read_file(path)?)));
        let text = text.transpose()?;
        let file = text.as_ref().map(|(name, text)| (name.as_str(), text.as_str()));
        Config::of(file, &edge::variables(VARIABLES), flags)
    }

    /// The same of texts, for whoever has them.
    ///
    /// # Errors
    /// As [`Config::load`].
    pub fn of(
        file: Option<(&str, &str)>,
        variables: &[(String, String)],
        flags: &[(String, String)],
    ) -> Result<Config, Problem> {
        let usual = |key: &Key| (key.name, Value { text: key.usual.into(), from: "usual".into() });
        let mut config = Config { values: KEYS.iter().map(usual).collect() };
        if let Some((name, text)) = file {
            read::file(&mut config, name, text)?;
        }
        for (variable, text) in variables {
            let name = variable.trim_start_matches(VARIABLES).to_lowercase();
            config.set(&name, text, variable).map_err(|problem| problem.in_field(variable))?;
        }
        for (name, text) in flags {
            config.set(name, text, "flag")?;
        }
        Ok(config)
    }

    /// Lays a value over what is there.
    fn set(&mut self, name: &str, text: &str, from: &str) -> Result<(), Problem> {
        let Some(key) = KEYS.iter().find(|key| key.name == name) else {
            let names = || KEYS.iter().map(|key| key.name);
            let near = goingrate::units::parse::alike(name, names());
            return Err(Problem::of(name, text, "is no key of the configuration")
                .kind(ProblemKind::Unknown)
                .nearest(near.into_iter().map(str::to_owned).collect())
                .hint(format!("the keys are {}", names().collect::<Vec<_>>().join(", "))));
        };
        read::check(key, text)?;
        self.values.insert(key.name, Value { text: text.trim().to_owned(), from: from.to_owned() });
        Ok(())
    }

    /// The value of a key; nothing where there is no such key.
    pub fn value(&self, name: &str) -> &str {
        self.values.get(name).map_or("", |value| value.text.as_str())
    }

    /// What the server is started with.
    ///
    /// # Errors
    /// When a value is not what its key takes.
    pub fn settings(&self) -> Result<Settings, Problem> {
        Settings::of(self)
    }

    /// What holds as TOML, each value with where it came from: a file that says the same.
    pub fn toml(&self) -> String {
        let line = |key: &Key| {
            let value = &self.values[key.name];
            let text = match key.kind {
                Kind::Whole(..) | Kind::Seconds(_) | Kind::Flag => value.text.clone(),
                Kind::List => {
                    let parts = list(&value.text).map(|part| format!("{part:?}"));
                    format!("[{}]", parts.collect::<Vec<_>>().join(", "))
                }
                _ => toml::Value::String(value.text.clone()).to_string(),
            };
            format!("# {} ({})\n{} = {text}\n", key.about, value.from, key.name)
        };
        KEYS.iter().map(line).collect()
    }
}

/// The parts of a list.
fn list(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|part| !part.is_empty())
}

/// A file of configuration has a few lines.
const LARGEST: usize = 1 << 20;

fn read_file(path: &Path) -> Result<String, Problem> {
    let refuse = |what: String| {
        Problem::of("config", &path.display().to_string(), what).kind(ProblemKind::Unreadable)
    };
    let bytes = edge::read(path).map_err(|error| refuse(format!("cannot be read: {error}")))?;
    if bytes.len() > LARGEST {
        return Err(refuse("is larger than 1 MiB".to_owned()));
    }
    String::from_utf8(bytes).map_err(|_| refuse("is not UTF-8".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::KEYS;

    #[test]
    fn the_table_of_the_documentation_has_all_keys() {
        let page = include_str!("../../../../docs/API.md");
        for key in KEYS {
            let usual = match key.usual {
                "" => "none".to_owned(),
                usual => format!("`{usual}`"),
            };
            let row = format!("| `{}` | {usual} | {} |", key.name, key.about);
            assert!(page.contains(&row), "docs/API.md lacks this row:\n{row}");
        }
        assert_eq!(page.matches("\n| `").count(), KEYS.len());
    }
}
