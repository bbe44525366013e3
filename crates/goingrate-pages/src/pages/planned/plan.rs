//! Plans as files: a page's question as TOML to take along, and a form that takes one.

use maud::{Markup, html};

use crate::page::Download;
use crate::{Input, parts};

/// The name of a plan among a page's files.
pub const FILE: &str = "plan.toml";

/// A plan longer than this is no plan; in bytes.
pub const LONGEST: usize = 1 << 20;

/// The plan that was sent, if one was.
pub fn sent(input: &Input) -> Option<&str> {
    let plan = input.one("plan");
    (!plan.is_empty() && plan.len() <= LONGEST).then_some(plan)
}

/// A text of TOML.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            control if control.is_control() => {
                quoted.push_str(&format!("\\u{:04X}", u32::from(control)));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

/// A plan as a file of the page, if the address asks for it.
pub fn download(input: &Input, plan: &str) -> Option<Download> {
    (input.one("file") == FILE).then(|| Download {
        name: FILE.to_owned(),
        media: "application/toml; charset=utf-8",
        text: plan.to_owned(),
    })
}

/// Down and up: a link to the plan of this page, and a form for a plan of one's own. A plan that was sent
/// stays in its form, and is in no link.
pub fn down_and_up(input: &Input, to: &str, example: &str) -> Markup {
    let kept = sent(input);
    html! {
        @if kept.is_none() && !input.path().is_empty() {
            p {
                a href=(input.with(&[("file", FILE)])) { "This question as a plan (TOML)" }
                ": change it in an editor, keep it with your project, and send it back here or to the command line."
            }
        }
        details.fold open[kept.is_some()] {
            summary { "Work from a plan of your own" }
            form.plan method="post" action=(to) enctype="multipart/form-data" {
                div.field {
                    label for="plan-text" { "The plan" }
                    em id="plan-hint" { "It is not kept: neither in an address, nor in a log, nor in a cache." }
                    textarea id="plan-text" name="plan" rows="14" spellcheck="false" aria-describedby="plan-hint" {
                        (kept.unwrap_or(example))
                    }
                }
                div.field {
                    label for="plan-file" { "Or a file" }
                    em id="file-hint" { "It counts where the text above is empty." }
                    input id="plan-file" name="plan" type="file" accept=".toml,text/plain" aria-describedby="file-hint";
                }
                button.btn { "Work out this plan" }
            }
        }
    }
}

/// The form alone, before anything was asked.
pub fn down_and_up_empty(to: &str, example: &str) -> Markup {
    down_and_up(&Input::default(), to, example)
}

/// The address of another page with the same question.
pub fn same_question(input: &Input, to: &str, but: &[(&str, &str)]) -> String {
    let is_changed = |name: &str| name == "file" || but.iter().any(|(of, _)| *of == name);
    let kept = input.fields().filter(|(name, _)| !is_changed(name));
    let new = but.iter().copied().filter(|(_, value)| !value.is_empty());
    parts::href(to, &kept.chain(new).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn quotes_and_controls_are_written_out() {
        assert_eq!(quoted("a \"b\"\\\n"), "\"a \\\"b\\\"\\\\\\u000A\"");
    }
}
