//! A page as Markdown, as GitHub sets it: every sign that would mean something there is escaped.

use super::{Block, Document, Grid, pieces};

/// The page as Markdown.
pub fn markdown(page: &Document) -> String {
    let mut text = format!("# {}\n", inline(&page.title));
    for block in &page.blocks {
        text.push('\n');
        text.push_str(&one(block));
    }
    text
}

fn one(block: &Block) -> String {
    match block {
        Block::Section(title) => format!("## {}\n", inline(title)),
        Block::Heading(title) => format!("### {}\n", inline(title)),
        Block::Paragraph(said) => format!("{}\n", inline(said)),
        Block::Answer(said) => format!("**{}**\n", inline(said)),
        Block::Note(said) => format!("_{}_\n", inline(said)),
        Block::Caution(said) => format!("> {}\n", inline(said)),
        Block::Bullets(items) => items.iter().map(|item| format!("- {}\n", inline(item))).collect(),
        Block::Checks(items) => {
            items.iter().map(|item| format!("- [ ] {}\n", inline(item))).collect()
        }
        Block::Item { head, parts } => {
            let part =
                |(label, said): &(&str, String)| format!("  - _{label}:_ {}\n", inline(said));
            let parts: String = parts.iter().map(part).collect();
            format!("- **{}**\n{parts}", inline(head))
        }
        Block::Table(grid) => table(grid),
    }
}

fn table(grid: &Grid) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let titles = line(grid.titles.iter().map(|title| inline(title)).collect());
    let rule = |at: usize| if grid.figures.contains(&at) { "---:" } else { "---" };
    let rule = line((0..grid.titles.len()).map(|at| rule(at).to_owned()).collect());
    let rows = grid.rows.iter().map(|row| line(row.iter().map(|text| cell(text)).collect()));
    titles + &rule + &rows.collect::<String>()
}

/// Text of a cell, which a bar would end also inside of code.
fn cell(text: &str) -> String {
    set(text, |code| code.replace('|', "\\|"))
}

/// Text of one line. Code keeps its signs.
fn inline(text: &str) -> String {
    set(text, str::to_owned)
}

fn set(text: &str, in_code: impl Fn(&str) -> String) -> String {
    let piece = |(piece, code): (String, bool)| {
        let piece = piece.replace(['\n', '\r'], " ");
        match code {
            true => format!("`{}`", in_code(&piece)),
            false => escaped(&piece),
        }
    };
    pieces(text).into_iter().map(piece).collect()
}

/// Signs that would mean something. A dollar begins a formula on GitHub.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, sign) in text.char_indices() {
        let opens = at == 0 && matches!(sign, '#' | '+' | '-' | '=');
        if opens
            || matches!(
                sign,
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '$' | '~' | '&'
            )
        {
            escaped.push('\\');
        }
        escaped.push(sign);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_escaped_outside_of_code() {
        let check = |text: &str, expected: &str| assert_eq!(inline(text), expected);
        check("Rc<T> * `a*b` pg_x", "Rc\\<T\\> \\* `a*b` pg\\_x");
        check("$1 | $2", "\\$1 \\| \\$2");
        check("# no title\nno line", "\\# no title no line");
        check("one ` alone", "one \\` alone");
        check("`a | b`", "`a | b`");
        assert_eq!(cell("`a | b`"), "`a \\| b`");
    }
}
