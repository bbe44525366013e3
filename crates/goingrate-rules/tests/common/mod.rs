//! The rules of the repository, read from its files.

use std::fs;
use std::path::{Path, PathBuf};

use goingrate_rules::Rules;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/rules")
}

/// Every file of rules as path and text.
pub fn files() -> Vec<(String, String)> {
    let mut files = vec![];
    gather(&folder(), &mut files);
    files.retain(|(path, _)| {
        let others = ["currency.toml", "places.toml"];
        let other = others.iter().any(|name| path.ends_with(&format!("rules/{name}")));
        !other && !path.contains("rules/prices/")
    });
    files.sort();
    files
}

fn gather(folder: &Path, files: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            let text = fs::read_to_string(&path).unwrap();
            files.push((path.to_string_lossy().replace("/crates/goingrate-rules/../..", ""), text));
        }
    }
}

/// All of them, read; complaints end the test.
pub fn rules() -> Rules {
    let files = files();
    let pairs = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    Rules::read(pairs).unwrap_or_else(|complaints| {
        let said: Vec<String> = complaints.iter().map(|c| c.to_string()).collect();
        panic!("{} complaints:\n{}", said.len(), said.join("\n"))
    })
}
