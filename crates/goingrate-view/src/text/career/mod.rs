//! A career as text: the answer, ways beside staying, pay as a fan, what a move must pay, steps with what others
//! report, goals, notes; on request everything that was assumed.

mod fan;
mod tables;

use super::assumed;
use super::page::Page;
use crate::style::{Paint, Style};
use crate::views::career::CareerView;
use crate::words;

/// The answer on one screen, or with everything that was assumed.
pub fn career(view: &CareerView, style: &Style, assumptions: bool) -> String {
    let mut page = Page::new(style);
    for (at, sentence) in view.answer.iter().enumerate() {
        page.painted(sentence, if at == 0 { Paint::Bold } else { Paint::Plain });
    }
    tables::ways(&mut page, view);
    if !style.brief {
        fan::fan(&mut page, view);
        tables::worth(&mut page, view);
    }
    tables::goal(&mut page, view);
    tables::steps(&mut page, view);
    if !style.brief {
        tables::reported(&mut page, view);
        tables::beside(&mut page, view);
    }
    told(&mut page, view);
    if assumptions {
        assumed::assumptions(&mut page, &view.assumptions);
    }
    page.finish()
}

fn told(page: &mut Page, view: &CareerView) {
    page.gap();
    let guesses = view.assumptions.iter().filter(|assumed| assumed.is_estimate()).count();
    page.labelled(
        "How sure",
        &format!(
            "Pay is the book's, with the doubt about it; {} stand for the rest, {guesses} of them our own \
             estimates. The brackets hold {} draws of all of it together, of {}. What is the same in two ways is \
             drawn once.",
            words::count(view.assumptions.len(), "assumption"),
            words::thousands(view.draws as f64),
            view.as_of
        ),
    );
    let taken = match view.taken.is_empty() {
        true => String::new(),
        false => format!(" Taken: {}.", view.taken.join("; ")),
    };
    page.labelled("Read as", &format!("{}.{taken}", view.read_as));
    for remark in &view.remarks {
        page.labelled("Note", remark);
    }
}
