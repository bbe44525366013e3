//! Answers that are too large for an assistant, cut to their first entries, with what was left out named.

use serde_json::{Value, json};

/// The largest structured answer, in bytes of JSON. An assistant reads it in one piece.
pub(crate) const LARGEST_JSON: usize = 16_000;
/// The largest text of an answer, in bytes.
pub(crate) const LARGEST_TEXT: usize = 8_000;
/// The entries to which long lists are cut, in the order in which it is tried.
const KEPT: [usize; 4] = [20, 8, 3, 1];
/// The figures that stay of a list of them: some come in fives that belong together.
const FIGURES: usize = 8;

/// A view of at most so many bytes: whole, or with its long lists cut and `lists_cut` saying which.
pub(crate) fn json(view: Value, largest: usize) -> Value {
    if view.to_string().len() <= largest {
        return view;
    }
    let mut least = view.clone();
    for keep in KEPT {
        let mut left_out = Vec::new();
        least = view.clone();
        cut(&mut least, keep, "", &mut left_out);
        if let Value::Object(fields) = &mut least {
            fields.insert("lists_cut".to_owned(), told(&left_out));
        }
        if least.to_string().len() <= largest {
            break;
        }
    }
    least
}

/// Cuts lists to `keep_of` entries. Lists of one length in entries of one list are told once, as `/a/*/b`.
fn cut(value: &mut Value, keep_of: usize, at: &str, left_out: &mut Vec<(String, usize, usize)>) {
    match value {
        Value::Array(entries) => {
            let keep = if holds_objects(entries) { keep_of } else { keep_of.max(FIGURES) };
            if entries.len() > keep {
                match left_out.iter_mut().find(|(known, ..)| known == at) {
                    Some((_, of, _)) => *of = (*of).max(entries.len()),
                    None => left_out.push((at.to_owned(), entries.len(), keep)),
                }
                entries.truncate(keep);
            }
            entries.iter_mut().for_each(|entry| cut(entry, keep_of, &format!("{at}/*"), left_out));
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                cut(field, keep_of, &format!("{at}/{name}"), left_out);
            }
        }
        _ => {}
    }
}

/// Whether a list is one of entries, and not a pair or triple of figures that belong together.
fn holds_objects(entries: &[Value]) -> bool {
    entries.iter().all(Value::is_object)
}

fn told(left_out: &[(String, usize, usize)]) -> Value {
    let one = |(at, of, kept): &(String, usize, usize)| json!({"list": at, "of": of, "kept": kept});
    left_out.iter().map(one).collect()
}

/// A text of at most so many bytes, cut after a line, with a last line that says so.
pub(crate) fn text(text: &str, largest: usize) -> String {
    let text = text.trim_end();
    if text.len() <= largest {
        return text.to_owned();
    }
    let mut kept = String::new();
    for line in text.lines() {
        if kept.len() + line.len() > largest {
            break;
        }
        kept.push_str(line);
        kept.push('\n');
    }
    let left = text.lines().count() - kept.lines().count();
    kept + &format!("({left} more lines are left out here: ask for less at once to see them.)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_stays_as_it_is() {
        let view = json!({"answer": "a", "curve": [1, 2, 3, 4, 5]});
        assert_eq!(json(view.clone(), 1000), view);
    }

    #[test]
    fn long_lists_are_cut_and_named() {
        let entries: Vec<Value> = (0..40).map(|n| json!({"n": n, "pair": [1, 2]})).collect();
        let short = json(json!({"answer": "a", "entries": entries}), 400);
        assert_eq!(short["answer"], "a");
        assert_eq!(short["entries"].as_array().map(Vec::len), Some(8));
        assert_eq!(short["entries"][0]["pair"], json!([1, 2]));
        assert_eq!(short["lists_cut"], json!([{"list": "/entries", "of": 40, "kept": 8}]));
    }

    #[test]
    fn a_long_text_is_cut_after_a_line() {
        assert_eq!(text("one\ntwo\n", 20), "one\ntwo");
        let cut = text("one\ntwo\nthree", 8);
        assert!(cut.starts_with("one\ntwo\n(1 more line"), "{cut}");
    }
}
