//! A page as one HTML file without scripts, which needs nothing else and prints well. All text is escaped.

use super::{Block, Document, Grid, pieces};

/// How it looks.
const STYLE: &str = include_str!("page.css");

/// The page as an HTML file.
pub fn html(page: &Document) -> String {
    let title = escaped(&page.title);
    let blocks: String = page.blocks.iter().map(one).collect();
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <h1>{}</h1>\n{blocks}</main>\n</body>\n</html>\n",
        inline(&page.title)
    )
}

fn one(block: &Block) -> String {
    match block {
        Block::Section(title) => format!("<h2>{}</h2>\n", inline(title)),
        Block::Heading(title) => format!("<h3>{}</h3>\n", inline(title)),
        Block::Paragraph(said) => format!("<p>{}</p>\n", inline(said)),
        Block::Answer(said) => format!("<p class=\"answer\">{}</p>\n", inline(said)),
        Block::Note(said) => format!("<p class=\"note\">{}</p>\n", inline(said)),
        Block::Caution(said) => format!("<p class=\"caution\">{}</p>\n", inline(said)),
        Block::Bullets(items) => list("ul", "", items),
        Block::Checks(items) => list("ul", " class=\"checks\"", items),
        Block::Item { head, parts } => {
            let part = |(label, said): &(&str, String)| {
                format!("<dt>{}</dt><dd>{}</dd>\n", escaped(label), inline(said))
            };
            let parts: String = parts.iter().map(part).collect();
            format!(
                "<section class=\"item\"><p>{}</p>\n<dl>\n{parts}</dl></section>\n",
                inline(head)
            )
        }
        Block::Table(grid) => table(grid),
    }
}

fn list(tag: &str, class: &str, items: &[String]) -> String {
    let items: String = items.iter().map(|item| format!("<li>{}</li>\n", inline(item))).collect();
    format!("<{tag}{class}>\n{items}</{tag}>\n")
}

fn table(grid: &Grid) -> String {
    let class = |at: usize| if grid.figures.contains(&at) { " class=\"figure\"" } else { "" };
    let titles = grid.titles.iter().enumerate();
    let titles: String = titles
        .map(|(at, title)| format!("<th scope=\"col\"{}>{}</th>", class(at), escaped(title)))
        .collect();
    let cell = |(at, cell): (usize, &String)| format!("<td{}>{}</td>", class(at), inline(cell));
    let row = |row: &Vec<String>| {
        format!("<tr>{}</tr>\n", row.iter().enumerate().map(cell).collect::<String>())
    };
    let rows: String = grid.rows.iter().map(row).collect();
    format!(
        "<div class=\"table\"><table>\n<thead><tr>{titles}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n"
    )
}

fn inline(text: &str) -> String {
    let piece = |(piece, code): (String, bool)| match code {
        true => format!("<code>{}</code>", escaped(&piece)),
        false => escaped(&piece),
    };
    pieces(text).into_iter().map(piece).collect()
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_a_tag() {
        let title = "<script>alert(\"x\")</script> & `<b>`".to_owned();
        let page = Document {
            title,
            blocks: vec![Block::Paragraph("<img src=x onerror='y'>".to_owned())],
        };
        let text = html(&page);
        assert!(
            !text.contains("<script") && !text.contains("<img") && !text.contains("<b>"),
            "{text}"
        );
        assert!(
            text.contains("&lt;script&gt;") && text.contains("<code>&lt;b&gt;</code>"),
            "{text}"
        );
    }
}
