//! A guide as a part of a page: contents, article, notes.

use maud::{Markup, html};

use super::blocks::{Drawn, Heat};
use super::{Block, Guide, Piece, Section, Text};
use crate::parts::{Figure, Figures, section};
use crate::words;

/// What a guide is written into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Into {
    /// A page of the site, which has the places that links lead to.
    Page,
    /// A file of its own: links within the site are words, and sources are notes at its end.
    File,
}

/// How a guide is written.
struct Writer<'g, 'f, 'i> {
    guide: &'g Guide,
    into: Into,
    figures: &'f mut Figures<'i>,
}

/// The article with its contents. Its figures are registered for download.
pub fn article(guide: &Guide, into: Into, figures: &mut Figures) -> Markup {
    let mut writer = Writer { guide, into, figures };
    let sections: Vec<Markup> =
        guide.sections.iter().map(|section| writer.section(section)).collect();
    html! {
        div.guide {
            nav.toc aria-label="On this page" { h2 { "On this page" } (contents(guide)) }
            article {
                h1 { (guide.title) }
                p.stand { (writer.text(&guide.stand)) }
                p.by {
                    "Figures as of " (words::day(guide.day)) ", from " (guide.sources) " sources · "
                    (goingrate_view::words::count(guide.minutes(), "minute")) " to read · to print it or keep it as PDF, press Ctrl+P: it is laid out for paper"
                }
                @if into == Into::Page {
                    details.fold.toc-fold { summary { "On this page" } (contents(guide)) }
                }
                (short(&writer))
                @for section in &sections { (section) }
                (notes(guide, into))
                (related(guide, into))
            }
        }
    }
}

fn contents(guide: &Guide) -> Markup {
    html! {
        ul {
            li { a href="#short" { "In short" } }
            @for section in &guide.sections { li { a href={ "#" (section.id) } { (section.name) } } }
        }
    }
}

fn short(writer: &Writer) -> Markup {
    html! {
        div.short {
            h2 id="short" { "In short" }
            ul { @for line in &writer.guide.short { li { (writer.text(line)) } } }
        }
    }
}

/// The sources that the text refers to.
fn notes(guide: &Guide, into: Into) -> Markup {
    html! {
        section.notes aria-labelledby="notes" {
            h2.as-note id="notes" { "Notes" }
            ol {
                @for (at, note) in guide.notes.iter().enumerate() {
                    li id={ "note-" (at + 1) } {
                        @match (into, &note.url) {
                            (Into::Page, _) => a href={ "/evidence/" (note.slug) } { (note.title) },
                            (Into::File, Some(url)) => a href=(url) { (note.title) },
                            (Into::File, None) => (note.title),
                        }
                        ". " (note.publisher) ", " (note.period) "."
                    }
                }
            }
        }
    }
}

fn related(guide: &Guide, into: Into) -> Markup {
    html! {
        @if into == Into::Page && !guide.related.is_empty() {
            nav.related aria-labelledby="related" {
                h2.as-note id="related" { "Related guides" }
                ul {
                    @for role in &guide.related {
                        li { a href=(role.path()) { (role.name) } " " span.quiet { (role.median.short()) } }
                    }
                    li { a href="/guide" { "All guides" } }
                }
            }
        }
    }
}

impl Writer<'_, '_, '_> {
    fn section(&mut self, of: &Section) -> Markup {
        let blocks: Vec<Markup> = of.blocks.iter().map(|block| self.block(block)).collect();
        section(of.id, &of.heading, html! { @for block in &blocks { (block) } })
    }

    fn block(&mut self, block: &Block) -> Markup {
        match block {
            Block::Paragraph(text) => html! { p { (self.text(text)) } },
            Block::Pull(text) => html! { p.pull { (text) } },
            Block::Figure(drawn) => self.figure(drawn),
            Block::Table(grid) => self.figures.table(&grid.table(self.is_linked())),
            Block::Heat(table) => self.heat(table),
            Block::Steps(phases) => steps(phases),
            Block::Questions(all) => html! {
                dl.asked { @for (ask, answer) in all { dt { (ask) } dd { (self.text(answer)) } } }
            },
        }
    }

    fn is_linked(&self) -> bool {
        self.into == Into::Page
    }

    fn figure(&mut self, drawn: &Drawn) -> Markup {
        let figure = Figure {
            id: drawn.id,
            title: drawn.title.clone(),
            about: drawn.about.clone(),
            picture: drawn.picture.clone(),
            key: drawn.key.clone(),
            table: Some(drawn.grid.table(self.is_linked())),
            sources: self.is_linked().then(|| drawn.sources.clone()),
        };
        self.figures.draw(figure)
    }

    fn heat(&mut self, heat: &Heat) -> Markup {
        let files = self.figures.table_file(&heat.grid.table(false));
        html! {
            div.tw tabindex="0" role="region" aria-label={ "Table: " (heat.caption) } {
                table.heat id=(heat.id) {
                    caption { (heat.caption) }
                    thead {
                        tr {
                            td {}
                            @for (group, columns) in &heat.groups { th.grp colspan=(columns.len()) scope="colgroup" { (group) } }
                        }
                        tr {
                            th scope="col" { "Place" }
                            @for (_, columns) in &heat.groups { @for column in columns { th scope="col" { (column) } } }
                        }
                    }
                    tbody {
                        @for (name, cells) in &heat.rows {
                            tr { th scope="row" { (name) } @for cell in cells { (shade(cell.as_ref())) } }
                        }
                    }
                }
            }
            (files)
        }
    }

    fn text(&self, text: &Text) -> Markup {
        html! { @for piece in &text.0 { (self.piece(piece)) } }
    }

    fn piece(&self, piece: &Piece) -> Markup {
        match piece {
            Piece::Plain(text) => html! { (text) },
            Piece::Strong(text) => html! { b { (text) } },
            Piece::Link { to, text } if self.is_linked() => html! { a href=(to) { (text) } },
            Piece::Link { text, .. } => html! { (text) },
            Piece::Source(slug) => self.reference(slug),
        }
    }

    fn reference(&self, slug: &str) -> Markup {
        let Some(number) = self.guide.number_of(slug) else { return html! {} };
        let to =
            if self.is_linked() { format!("/evidence/{slug}") } else { format!("#note-{number}") };
        html! { sup { a href=(to) aria-label={ "Source " (number) } { (number) } } }
    }
}

fn shade(cell: Option<&super::blocks::Shade>) -> Markup {
    html! {
        @match cell {
            Some(cell) => td class={ "h" (cell.step) @if cell.guess { " g" } } { (cell.amount) small { (cell.interval) } },
            None => td.g { span.quiet { "–" } },
        }
    }
}

fn steps(phases: &[(String, Vec<(String, String)>)]) -> Markup {
    html! {
        ul.checks {
            @for (phase, steps) in phases {
                li { b { (phase) } ul { @for (what, who) in steps { li { (what) " " span.quiet { (who) } } } } }
            }
        }
    }
}
