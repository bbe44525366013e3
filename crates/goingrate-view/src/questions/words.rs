//! The words that questions are asked in, by how they begin.

use goingrate::ask;
use goingrate::request::WordsRequest;
use goingrate_units::Problem;

use super::{Ask, Asking, Of, Question};
use crate::Style;
use crate::views::words::{WordView, WordsView};

/// Words for suggestions.
pub(super) const WORDS: Question = Question {
    name: "words",
    title: "Words that are understood",
    about: "The roles, levels, places, skills, industries and employers that questions understand, by how \
            they begin: for suggestions while somebody types.",
    examples: &[(
        "Places that begin with \"sea\"",
        r#"{"list": "places", "prefix": "sea", "limit": 5}"#,
    )],
    slow: false,
    typed: &Of::<WordsRequest>::NEW,
};

impl Ask for WordsRequest {
    type View = WordsView;

    fn ask(&self, asking: &Asking) -> Result<WordsView, Problem> {
        Ok(WordsView::new(ask::words(asking.going_rate, self)?))
    }

    fn text(&self, view: &WordsView, _: &Style) -> String {
        view.words.iter().map(line).collect()
    }
}

fn line(word: &WordView) -> String {
    let also = word.also.as_ref().map(|also| format!(" (also {also})")).unwrap_or_default();
    let within = word.within.as_ref().map(|within| format!(", in {within}")).unwrap_or_default();
    format!("{}{also}{within}\n", word.name)
}
