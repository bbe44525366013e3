//! Forms: the box that questions are asked in, and labelled fields.

use maud::{Markup, html};

use crate::input::Input;

/// The box. `to` is the page that answers.
pub fn ask_box(to: &str, question: &str, big: bool) -> Markup {
    box_of(to, question, big, false)
}

/// The box with a question that could not be read; the summary of the problem describes it.
pub fn ask_box_wrong(to: &str, question: &str) -> Markup {
    box_of(to, question, false, true)
}

fn box_of(to: &str, question: &str, big: bool, wrong: bool) -> Markup {
    html! {
        form.ask.big[big].bad[wrong] action=(to) role="search" {
            label.sr for="q" { "Describe the work" }
            input id="q" name="q" type="search" value=(question) placeholder="senior backend, Seattle, Rust"
                autocomplete="off" spellcheck="false" maxlength="500" data-suggest="/suggest"
                aria-invalid=[wrong.then_some("true")] aria-describedby=[wrong.then_some("problem")];
            button { "Ask" }
        }
    }
}

/// A field of a form.
#[derive(Clone, Debug, Default)]
pub struct Field<'f> {
    /// Its name in the form.
    pub name: &'f str,
    /// Its label.
    pub label: &'f str,
    /// What is typed there now.
    pub value: &'f str,
    /// What it would say if it is left empty.
    pub example: &'f str,
    /// What it takes, in a line.
    pub hint: &'f str,
    /// What is wrong with it.
    pub wrong: Option<&'f str>,
    /// Whether numbers are typed.
    pub number: bool,
}

impl Field<'_> {
    /// The field.
    pub fn html(&self) -> Markup {
        let (hint, wrong) = (format!("{}-hint", self.name), format!("{}-wrong", self.name));
        let hinted = (!self.hint.is_empty()).then_some(hint.as_str());
        let described: Vec<&str> =
            hinted.into_iter().chain(self.wrong.map(|_| wrong.as_str())).collect();
        let described = (!described.is_empty()).then(|| described.join(" "));
        html! {
            div.field.bad[self.wrong.is_some()] {
                label for=(self.name) { (self.label) }
                @if !self.hint.is_empty() { em id=(hint) { (self.hint) } }
                @if let Some(told) = self.wrong { p.err-msg id=(wrong) { "Error: " (told) } }
                input id=(self.name) name=(self.name) type="text" value=(self.value) placeholder=[some(self.example)]
                    inputmode=[self.number.then_some("decimal")] aria-describedby=[described] autocomplete="off"
                    aria-invalid=[self.wrong.map(|_| "true")];
            }
        }
    }
}

/// The fields of a form with what was typed, and what is wrong with one of them.
#[derive(Debug)]
pub struct Fields<'i> {
    input: &'i Input,
    wrong: Option<(String, String)>,
}

impl<'i> Fields<'i> {
    /// Those of an input; `wrong` is the name of a field and what is wrong with it, in a sentence.
    pub fn new(input: &'i Input, wrong: Option<(String, String)>) -> Fields<'i> {
        Fields { input, wrong }
    }

    /// What is wrong with a field.
    pub fn wrong(&self, name: &str) -> Option<&str> {
        self.wrong.as_ref().filter(|(field, _)| field == name).map(|(_, told)| told.as_str())
    }

    /// A field of words.
    pub fn words(&self, name: &str, label: &str, example: &str, hint: &str) -> Markup {
        let (value, wrong) = (self.input.one(name), self.wrong(name));
        Field { name, label, value, example, hint, wrong, number: false }.html()
    }
}

/// A choice of a form.
#[derive(Clone, Debug, Default)]
pub struct Choice<'f> {
    /// Its name in the form.
    pub name: &'f str,
    /// Its label.
    pub label: &'f str,
    /// What is chosen now.
    pub value: &'f str,
    /// What may be chosen: the value that is sent, and its words.
    pub entries: &'f [(&'f str, &'f str)],
    /// What it means, in a line.
    pub hint: &'f str,
}

impl Choice<'_> {
    /// The choice.
    pub fn html(&self) -> Markup {
        let hint = format!("{}-hint", self.name);
        html! {
            div.field {
                label for=(self.name) { (self.label) }
                @if !self.hint.is_empty() { em id=(hint) { (self.hint) } }
                select id=(self.name) name=(self.name) aria-describedby=[(!self.hint.is_empty()).then_some(hint)] {
                    @for (value, words) in self.entries {
                        option value=(value) selected[*value == self.value] { (words) }
                    }
                }
            }
        }
    }
}

fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}
