//! A guide as Markdown: pictures as their tables.

use super::blocks::Drawn;
use super::grid::{Entry, Grid};
use super::{Block, Guide, Piece, Section, Text};
use crate::words;

/// The text.
pub fn page(guide: &Guide) -> String {
    let mut page = format!("# {}\n\n{}\n\n", guide.title, text(guide, &guide.stand));
    page += &format!(
        "*Figures as of {}, from {} sources. {} to read.*\n\n## In short\n\n",
        words::day(guide.day),
        guide.sources,
        goingrate_view::words::count(guide.minutes(), "minute"),
    );
    for line in &guide.short {
        page += &format!("- {}\n", text(guide, line));
    }
    for of in &guide.sections {
        page += &section(guide, of);
    }
    page += &notes(guide);
    page
}

fn section(guide: &Guide, of: &Section) -> String {
    let blocks: Vec<String> = of.blocks.iter().map(|one| block(guide, one)).collect();
    format!("\n## {}\n\n{}", escaped(&of.heading), blocks.concat())
}

fn block(guide: &Guide, block: &Block) -> String {
    match block {
        Block::Paragraph(of) => format!("{}\n\n", text(guide, of)),
        Block::Pull(of) => format!("> {}\n\n", escaped(of)),
        Block::Figure(drawn) => figure(drawn),
        Block::Table(of) => format!("{}:\n\n{}\n", escaped(&of.caption), grid(of)),
        Block::Heat(heat) => format!("{}:\n\n{}\n", escaped(&heat.caption), grid(&heat.grid)),
        Block::Steps(phases) => steps(phases),
        Block::Questions(all) => {
            let one = |(ask, answer): &(String, Text)| {
                format!("**{}** {}\n\n", escaped(ask), text(guide, answer))
            };
            all.iter().map(one).collect()
        }
    }
}

fn figure(drawn: &Drawn) -> String {
    format!("**{}.** {}.\n\n{}\n", escaped(&drawn.title), escaped(&drawn.about), grid(&drawn.grid))
}

fn grid(grid: &Grid) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let head = line(grid.columns.iter().map(|(name, _)| cell(name)).collect());
    let rule = line(
        grid.columns
            .iter()
            .map(|(_, figures)| if *figures { "---:" } else { "---" }.into())
            .collect(),
    );
    let shown = |entry: &Entry| cell(&entry.shown);
    let rows = grid.rows.iter().map(|row| line(row.iter().map(shown).collect()));
    head + &rule + &rows.collect::<String>()
}

fn steps(phases: &[(String, Vec<(String, String)>)]) -> String {
    let mut list = String::new();
    for (phase, steps) in phases {
        list += &format!("- **{}**\n", escaped(phase));
        for (what, who) in steps {
            list += &format!("  - [ ] {} ({})\n", escaped(what), escaped(who));
        }
    }
    list + "\n"
}

fn notes(guide: &Guide) -> String {
    let mut notes = String::new();
    for (at, note) in guide.notes.iter().enumerate() {
        let title = match &note.url {
            Some(url) => format!("[{}]({url})", escaped(&note.title)),
            None => escaped(&note.title),
        };
        notes += &format!(
            "[^{}]: {title}. {}, {}.\n",
            at + 1,
            escaped(&note.publisher),
            escaped(&note.period)
        );
    }
    notes
}

fn text(guide: &Guide, text: &Text) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Plain(words) => escaped(words),
        Piece::Strong(words) => format!("**{}**", escaped(words)),
        // A file does not know where the site is.
        Piece::Link { text, .. } => escaped(text),
        Piece::Source(slug) => {
            guide.number_of(slug).map_or_else(String::new, |at| format!("[^{at}]"))
        }
    };
    text.0.iter().map(piece).collect::<String>().trim().to_owned()
}

/// Words within Markdown: what would be read as layout is not.
fn escaped(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for letter in words.chars() {
        if matches!(letter, '*' | '_' | '[' | ']' | '`' | '\\' | '<' | '#' | '|' | '$' | '~') {
            safe.push('\\');
        }
        safe.push(letter);
    }
    safe
}

/// A cell: on one line.
fn cell(words: &str) -> String {
    escaped(&words.replace('\n', " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_do_not_break_tables() {
        let grid = Grid {
            columns: super::super::grid::columns(&["Skill", "#Middle"]),
            rows: vec![vec![Entry::text("C# | C*"), Entry::text("$5")]],
            ..Grid::default()
        };
        assert_eq!(
            super::grid(&grid),
            "| Skill | Middle |\n| --- | ---: |\n| C\\# \\| C\\* | \\$5 |\n"
        );
    }
}
