//! The picture of a ranking: a dot and its interval for each of the first, and for what the question names.

use goingrate_view::{Amount, money, words as plain};

use maud::{Markup, html};

use super::entries::{Entry, List, Order};
use crate::Input;
use crate::charts::rows::{Row, Rows};
use crate::parts::Figure;
use crate::parts::figure::Key;
use crate::parts::switch::switch;
use crate::words::doubt;

/// Letters of a name that a row has room for.
const LONGEST: usize = 30;

/// Units that the names take on a wide page.
const NAMES: f64 = 232.0;

/// What rows are compared with: an upright line and what it is.
pub struct Upright {
    /// The amount.
    pub amount: Amount,
    /// What it is.
    pub what: String,
}

/// The order as a switch.
pub fn orders(list: &List, input: &Input) -> Markup {
    let to = |word: &str| input.with(&[("order", word), ("page", ""), ("file", "")]);
    let entries: Vec<(&str, String, bool)> = Order::ALL
        .iter()
        .map(|(order, word, name)| (*name, to(word), *order == list.order))
        .collect();
    html! {
        div.switches { span.note { "In the order of" } " " (switch("Order", &entries)) }
    }
}

/// The figure of a list. `called` shortens names where they are long.
pub fn figure(
    list: &List,
    many: &str,
    upright: Option<&Upright>,
    called: impl Fn(&Entry) -> String,
) -> Figure {
    let drawn: Vec<&Entry> =
        list.drawn().into_iter().filter_map(|at| list.entries.get(at)).collect();
    let of = list.entries.len();
    let title = match drawn.len() == of {
        true => format!("All {of} {many}, {}", list.order.words()),
        false => format!("{} of {of} {many}, {}", drawn.len(), list.order.words()),
    };
    let rows = drawn.iter().map(|entry| row(entry, &called(entry))).collect();
    let currency = drawn.first().map(|entry| entry.middle.currency);
    let tick = move |amount: f64| match currency {
        Some(currency) => format!("{}{}", money::symbol(currency), money::tick(amount)),
        None => money::tick(amount),
    };
    let mut rows = Rows { label: NAMES, ..Rows::holding(rows, tick) };
    if let Some(upright) = upright {
        rows.upright = Some(upright.amount.amount);
        rows.axis[0] = rows.axis[0].min(upright.amount.amount);
        rows.axis[1] = rows.axis[1].max(upright.amount.amount);
    }
    Figure {
        id: "ranking",
        about: about(&drawn, upright),
        picture: rows.picture(label(&drawn, &title)),
        title,
        key: vec![Key::Whisker],
        table: None,
        sources: Some("/evidence".to_owned()),
    }
}

fn row(entry: &Entry, name: &str) -> Row {
    Row { link: entry.link.clone(), ..Row::dot(cut(name), &entry.middle).marked(entry.on) }
}

/// A name cut to what a row has room for.
pub fn cut(name: &str) -> String {
    if name.chars().count() <= LONGEST {
        return name.to_owned();
    }
    let short: String = name.chars().take(LONGEST - 1).collect();
    format!("{}…", short.trim_end_matches([' ', ',', '-']))
}

fn about(drawn: &[&Entry], upright: Option<&Upright>) -> String {
    let Some(first) = drawn.first() else { return String::new() };
    let unit = format!("The middle, {} {}", first.middle.currency, plain::per(first.middle.per));
    match upright {
        Some(Upright { amount, what }) => {
            format!("{unit}. The upright line is {what}: {}", amount.short())
        }
        None => unit,
    }
}

/// The picture in a sentence: its first and its last row.
fn label(drawn: &[&Entry], title: &str) -> String {
    let said =
        |entry: &Entry| format!("{} {} {}", entry.name, entry.middle.short(), doubt(&entry.middle));
    match (drawn.first(), drawn.last()) {
        (Some(first), Some(last)) if drawn.len() > 1 => {
            format!("{title}: from {} to {}", said(first), said(last))
        }
        (Some(only), _) => format!("{title}: {}", said(only)),
        _ => title.to_owned(),
    }
}
