//! Prints how each line of standard input is understood: the fields that are said, and the remarks.
//!
//! `echo "senior backend, Seatle" | cargo run -p goingrate-units --example understood`

use std::io::{BufRead, Write};

use goingrate_units::parse::{self, Status};
use goingrate_units::{Date, Taxonomy, TaxonomyFiles};

#[path = "../tests/carried/mod.rs"]
mod carried;

fn main() -> std::io::Result<()> {
    let _: (&Taxonomy, TaxonomyFiles) = (carried::carried(), carried::FILES);
    let today: Date = "2026-11-29".parse().expect("a date");
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        writeln!(out, "{line}")?;
        match parse::profile(&line, carried::carried(), today) {
            Err(problem) => writeln!(out, "    error: {problem}")?,
            Ok(understood) => {
                for field in understood.fields.iter().filter(|f| !f.value.is_empty()) {
                    match &field.status {
                        Status::Given => writeln!(out, "    {}: {}", field.name, field.value)?,
                        Status::Inferred(reason) => {
                            writeln!(out, "    {}: {} ({reason})", field.name, field.value)?;
                        }
                        Status::LeftOpen => {}
                    }
                }
                for remark in &understood.remarks {
                    writeln!(out, "    - {remark}")?;
                }
            }
        }
    }
    Ok(())
}
