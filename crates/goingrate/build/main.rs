//! The folder `data` to the lists of files that the library carries (`src/data.rs` includes them).
//! What is written holds no path of this machine, so that builds are the same everywhere.

#![allow(clippy::print_stdout, clippy::disallowed_methods)] // This is how build scripts speak.

mod discover;

use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

/// Where the data are, seen from the crate.
const DATA: &str = "../../data";

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join(DATA);
    let found = discover::discover(&folder)?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("data.rs"), lists(&found)?)?;
    println!("cargo:rerun-if-changed=build");
    let folders = [
        "claims",
        "official",
        "microdata",
        "sources",
        "rules",
        "planning",
        "kits",
        "features",
        "offers/terms",
    ];
    for folder in folders {
        println!("cargo:rerun-if-changed={DATA}/{folder}");
    }
    Ok(())
}

/// The lists as Rust.
fn lists(found: &discover::Discovered) -> Result<String, std::fmt::Error> {
    let mut out = String::new();
    let text = |path: &str| format!("include_str!({})", absolute(path));
    let named = |path: &str| format!("({:?}, {})", format!("data/{path}"), text(path));
    writeln!(out, "/// The sources of claims: card, claims and table.")?;
    writeln!(out, "pub const CLAIMS: &[ClaimFile<'static>] = &[")?;
    for (card, table) in &found.claims {
        let table = table.as_deref().map_or("None".to_owned(), |t| format!("Some({})", named(t)));
        let (name, text) = (format!("data/{card}"), text(card));
        writeln!(out, "    ClaimFile {{ name: {name:?}, text: {text}, table: {table} }},")?;
    }
    writeln!(
        out,
        "];\n/// Official tables and series: name and text of the card, bytes of the table."
    )?;
    writeln!(out, "pub const OFFICIAL: &[(&str, &str, &[u8])] = &[")?;
    for (card, table) in &found.official {
        let (name, text) = (format!("data/{card}"), text(card));
        writeln!(out, "    ({name:?}, {text}, include_bytes!({})),", absolute(table))?;
    }
    writeln!(out, "];\n/// Tables of microdata, each with its source and what is carried of it.")?;
    writeln!(out, "pub const MICRODATA: &[MicrodataFile<'static>] = &[")?;
    for file in &found.microdata {
        let bytes = format!(
            "({:?}, include_bytes!({}))",
            format!("data/{}", file.table),
            absolute(&file.table)
        );
        let (source, extract) = (named(&file.source), named(&file.extract));
        writeln!(
            out,
            "    MicrodataFile {{ source: {source}, extract: {extract}, table: {bytes} }},"
        )?;
    }
    writeln!(out, "];\n/// Every part of the rules of countries, by its path.")?;
    writeln!(out, "pub const RULES: &[(&str, &str)] = &[")?;
    for path in &found.rules {
        writeln!(out, "    {},", named(path))?;
    }
    let planned = [
        ("What planners assume, by its path.", "PLANNING", &found.planning),
        ("What to ask of candidates, by its path.", "KITS", &found.kits),
        ("Features and kinds of projects, by its path.", "FEATURES", &found.features),
        ("What parts of an offer are called, by its path.", "OFFER_TERMS", &found.offer_terms),
    ];
    for (what, name, paths) in planned {
        writeln!(out, "];\n/// {what}\npub const {name}: &[(&str, &str)] = &[")?;
        for path in paths {
            writeln!(out, "    {},", named(path))?;
        }
    }
    writeln!(out, "];")?;
    Ok(out)
}

/// The path of a file of data, put together by the compiler.
fn absolute(path: &str) -> String {
    format!("concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/{DATA}/{path}\")")
}
