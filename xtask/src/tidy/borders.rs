//! The borders between crates: who may be built from whom. The tree is the flow of the data, and a
//! crate sees only the stages before it (ARCHITECTURE.md).

use crate::workspace::{Package, Workspace};

/// Every crate of the workspace and the crates of ours that it may be built from.
const BORDERS: &[(&str, &[&str])] = &[
    ("goingrate-mixed", &[]),
    ("goingrate-units", &[]),
    ("goingrate-evidence", &["goingrate-units"]),
    ("goingrate-import", &["goingrate-units", "goingrate-evidence"]),
    ("goingrate-rollup", &["goingrate-units", "goingrate-evidence", "goingrate-import"]),
    ("goingrate-rules", &["goingrate-units"]),
    ("goingrate-model", &["goingrate-units", "goingrate-evidence", "goingrate-mixed"]),
    ("goingrate-plan", &["goingrate-units", "goingrate-model", "goingrate-rules"]),
    (
        "goingrate",
        &[
            "goingrate-units",
            "goingrate-evidence",
            "goingrate-import",
            "goingrate-model",
            "goingrate-rules",
            "goingrate-plan",
        ],
    ),
    (
        "goingrate-view",
        &[
            "goingrate",
            "goingrate-units",
            "goingrate-evidence",
            "goingrate-import",
            "goingrate-model",
            "goingrate-rules",
            "goingrate-plan",
        ],
    ),
    ("goingrate-mcp", &["goingrate", "goingrate-view"]),
    ("goingrate-pages", &["goingrate", "goingrate-view"]),
    ("goingrate-web", &["goingrate", "goingrate-view", "goingrate-pages"]),
    (
        "goingrate-cli",
        &[
            "goingrate",
            "goingrate-rollup",
            "goingrate-view",
            "goingrate-pages",
            "goingrate-web",
            "goingrate-mcp",
        ],
    ),
    // All but goingrate and goingrate-view only for their features: crates/goingrate-py/README.md.
    (
        "goingrate-py",
        &["goingrate", "goingrate-import", "goingrate-view", "goingrate-mcp", "goingrate-web"],
    ),
    ("xtask", &["goingrate"]),
    ("goingrate-accuracy", &["goingrate"]),
];

/// Crates that cross a border, and crates that have none.
pub fn broken(workspace: &Workspace) -> Vec<String> {
    workspace.packages.iter().flat_map(crossings).collect()
}

fn crossings(package: &Package) -> Vec<String> {
    let name = &package.name;
    let Some((_, allowed)) = BORDERS.iter().find(|(of, _)| of == name) else {
        return vec![format!("{name}: has no line in BORDERS (xtask/src/tidy/borders.rs)")];
    };
    // Tests may look further than the crate itself.
    let built_from = package.dependencies.iter().filter(|d| d.kind.as_deref() != Some("dev"));
    let ours = built_from.filter(|d| d.path.is_some());
    let crossed = ours.filter(|d| !allowed.contains(&d.name.as_str()));
    crossed.map(|d| format!("{name}: must not be built from {}", d.name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::Dependency;

    fn check(name: &str, on: &str, kind: Option<&str>, crossings: usize) {
        let kind = kind.map(str::to_owned);
        let dependency = Dependency { name: on.to_owned(), kind, path: Some("crates".into()) };
        let package = Package { name: name.to_owned(), dependencies: vec![dependency] };
        assert_eq!(super::crossings(&package).len(), crossings, "{name} on {on}");
    }

    #[test]
    fn borders_run_with_the_flow() {
        check("goingrate-model", "goingrate-mixed", None, 0);
        check("goingrate-mixed", "goingrate-units", None, 1);
        check("goingrate-model", "goingrate-view", None, 1);
        check("goingrate-model", "goingrate-view", Some("dev"), 0);
        check("goingrate-new", "goingrate-units", None, 1);
    }
}
