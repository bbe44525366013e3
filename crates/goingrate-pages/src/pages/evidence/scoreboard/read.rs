//! Reads what the measuring programs write: tables in Markdown, and the bars of a histogram in SVG.

/// A document: its sections.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// What stands before the first heading of a section is a section without a heading.
    pub sections: Vec<Section>,
}

/// A section.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// Its heading.
    pub heading: String,
    /// Its lines that are no table, empty ones left out.
    pub text: Vec<String>,
    /// Its tables.
    pub tables: Vec<Grid>,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// The headings of its columns.
    pub columns: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
}

impl Document {
    /// From Markdown.
    pub fn read(markdown: &str) -> Document {
        let mut document = Document { sections: vec![Section::default()] };
        let mut in_table = false;
        for line in markdown.lines() {
            if let Some(heading) = line.strip_prefix("## ") {
                let heading = heading.trim().to_owned();
                document.sections.push(Section { heading, ..Section::default() });
                in_table = false;
                continue;
            }
            let Some(section) = document.sections.last_mut() else { continue };
            match line.strip_prefix('|') {
                Some(row) => section.add(row, &mut in_table),
                None => {
                    in_table = false;
                    if !line.trim().is_empty() {
                        section.text.push(line.trim().to_owned());
                    }
                }
            }
        }
        document
    }

    /// A section by its heading.
    pub fn section(&self, heading: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.heading == heading)
    }
}

impl Section {
    fn add(&mut self, row: &str, in_table: &mut bool) {
        let cells = row.trim().trim_end_matches('|').split('|');
        let cells: Vec<String> = cells.map(|cell| cell.trim().to_owned()).collect();
        let is_rule = cells.iter().all(|cell| cell.contains("---"));
        match self.tables.last_mut().filter(|_| *in_table) {
            Some(_) if is_rule => {}
            Some(table) => table.rows.push(cells),
            None => self.tables.push(Grid { columns: cells, rows: Vec::new() }),
        }
        *in_table = true;
    }

    /// Its first table that has a column of a name, after a line of text that begins so.
    pub fn table(&self, at: usize) -> Option<&Grid> {
        self.tables.get(at)
    }
}

impl Grid {
    /// The cell of a row in a column.
    pub fn cell<'g>(&self, row: &'g [String], column: &str) -> Option<&'g str> {
        let at = self.columns.iter().position(|name| name == column)?;
        row.get(at).map(String::as_str)
    }
}

/// The number that a cell begins with: "**.1676**" is .1676, "2,048" is 2048, "82.3 ✗ / 54.6" is 82.3; what
/// was before an arrow is left out.
pub fn number(cell: &str) -> Option<f64> {
    let now = cell.rsplit('→').next().unwrap_or(cell);
    let plain: String =
        now.chars().filter(|sign| !['*', ',', ' ', '\u{a0}', '±'].contains(sign)).collect();
    let digits =
        |sign: &char| sign.is_ascii_digit() || *sign == '.' || *sign == '-' || *sign == '+';
    let start: String = plain.replace('−', "-").chars().take_while(digits).collect();
    start.parse().ok().filter(|number: &f64| number.is_finite())
}

/// A histogram of a picture: its name, and the share of each of its bars.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    /// Its name.
    pub name: String,
    /// How much lies in each bar; together one.
    pub shares: Vec<f64>,
}

/// The histograms of a picture.
pub fn histograms(svg: &str) -> Vec<Bars> {
    let panels = svg.split("class=\"title\"").skip(1);
    panels.filter_map(bars).collect()
}

fn bars(panel: &str) -> Option<Bars> {
    let name = panel.split_once('>')?.1.split_once('<')?.0.to_owned();
    let heights = panel.split("<rect ").skip(1).filter_map(|mark| {
        let mark = mark.split_once("/>")?.0;
        let height = mark.split_once("height=\"")?.1.split_once('"')?.0;
        height.parse::<f64>().ok().filter(|_| mark.contains("class=\"bar\""))
    });
    let heights: Vec<f64> = heights.collect();
    let sum: f64 = heights.iter().sum();
    (sum > 0.0).then(|| Bars { name, shares: heights.iter().map(|height| height / sum).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_and_numbers_are_read() {
        let text = "intro\n\n## A set\n\nwords:\n\n| n | ours |\n| ---: | ---: |\n| 1,000 | **.15** ✗ |\n| 2 | – |\n\n| x |\n| --- |\n| y |\n";
        let document = Document::read(text);
        let section = document.section("A set").expect("a section");
        assert_eq!(section.tables.len(), 2);
        let table = &section.tables[0];
        let cell = table.cell(&table.rows[0], "ours").expect("a cell");
        assert_eq!((number(cell), number("1,000"), number("–")), (Some(0.15), Some(1000.0), None));
        assert_eq!(number("12 % → 52 % **missed**"), Some(52.0));
        assert_eq!(number("-1.7 %"), Some(-1.7));
    }

    #[test]
    fn bars_of_a_picture_become_shares() {
        let svg = "<rect height=\"9\" class=\"bar\"/><text class=\"title\" x=\"1\">A</text>\
                   <rect height=\"1\" class=\"bar\"/><rect height=\"5\" class=\"band\"/><rect height=\"3\" class=\"bar\"/>";
        assert_eq!(histograms(svg), [Bars { name: "A".to_owned(), shares: vec![0.25, 0.75] }]);
    }
}
