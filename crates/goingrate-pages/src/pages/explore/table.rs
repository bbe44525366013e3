//! The table of a ranking: a filter, headings that sort, fifty rows a page, and all rows as a file.

use goingrate_view::{Amount, money, words as plain};
use maud::{Markup, html};

use super::entries::{Entry, List, Order};
use crate::Input;
use crate::parts::table::Row;
use crate::parts::{Cell, Column, Field, Figures, Table};

/// What an entry leaves after tax.
pub type AfterTax<'a> = Option<&'a dyn Fn(&Entry) -> Option<f64>>;

/// The section's content: filter, table, pages.
pub fn whole(
    list: &List,
    (one, many): (&str, &str),
    after_tax: AfterTax,
    figures: &mut Figures,
    input: &Input,
) -> Markup {
    let found = list.found();
    // A file has all that was found; a page fifty of them.
    let shown = if input.one("file").is_empty() { list.paged() } else { found.clone() };
    let entries: Vec<&Entry> = shown.iter().filter_map(|at| list.entries.get(*at)).collect();
    let table = table(list, &entries, (one, many), after_tax, input);
    html! {
        @if list.entries.len() > 20 { (filter(list, one, input)) }
        @for note in &list.notes { p.note { (note) } }
        @if entries.is_empty() {
            p.note { "No " (one) " has “" (list.find) "” in its name. " a href=(input.with(&[("find", ""), ("page", "")])) { "Show all " (list.entries.len()) } }
        } @else {
            p.note { (counted(list, found.len(), many)) }
            (figures.table(&table))
            (pager(list, input))
        }
    }
}

/// "51 to 100 of 393 large metros, the highest middle first".
fn counted(list: &List, found: usize, many: &str) -> String {
    let first = (list.page - 1) * super::entries::A_PAGE + 1;
    let last = (first + super::entries::A_PAGE - 1).min(found);
    let of = match found == list.entries.len() {
        true => format!("{found} {many}"),
        false => format!("{found} that match “{}”", list.find),
    };
    format!("{first} to {last} of {of}, {}.", list.order.words())
}

/// A field that leaves the entries whose name holds a text. All else of the address is kept.
fn filter(list: &List, one: &str, input: &Input) -> Markup {
    let label = format!("Find a {one}").replace("a industry", "an industry");
    let label = label.replace("a employer", "an employer").replace("a area", "an area");
    let field = Field { name: "find", label: &label, value: &list.find, ..Field::default() };
    let kept = input.fields().filter(|(name, _)| !["find", "page", "file"].contains(name));
    html! {
        form.filter action={ (input.path()) "#all" } {
            @for (name, value) in kept { input type="hidden" name=(name) value=(value); }
            div.row { (field.html()) button.btn.plain { "Find" } }
        }
    }
}

fn table(
    list: &List,
    entries: &[&Entry],
    (one, many): (&str, &str),
    after_tax: AfterTax,
    input: &Input,
) -> Table {
    let jobs = entries.windows(2).any(|two| two[0].jobs != two[1].jobs)
        && is_mostly_there(entries.iter().map(|entry| entry.jobs.is_some()));
    let nets: Vec<Option<f64>> = match after_tax {
        Some(net) => entries.iter().map(|entry| net(entry)).collect(),
        None => Vec::new(),
    };
    let has_nets = is_mostly_there(nets.iter().map(Option::is_some));
    let mut columns = headings(list, one, input);
    columns.extend(jobs.then(|| Column::figures("Jobs").wide_only()));
    columns.extend(has_nets.then(|| Column::figures("Middle after tax").wide_only()));
    let rows = entries.iter().enumerate().map(|(at, entry)| {
        let mut cells = cells(entry);
        cells.extend(jobs.then(|| jobs_of(entry)));
        cells.extend(has_nets.then(|| net_of(entry, nets.get(at).copied().flatten())));
        Row::new(cells).marked(entry.on)
    });
    let caption = format!("{}, {}", plain::capitalised(many), list.order.words());
    Table { id: many.replace(' ', "-"), caption, columns, rows: rows.collect(), cards: false }
}

/// Whether a column says something of half of the rows at least.
fn is_mostly_there(cells: impl Iterator<Item = bool>) -> bool {
    let (all, there) = cells.fold((0, 0), |(all, there), is| (all + 1, there + usize::from(is)));
    there > 0 && 2 * there >= all
}

/// The headings; those by which the rows can stand in order are links.
fn headings(list: &List, one: &str, input: &Input) -> Vec<Column> {
    let by = |column: Column, order: Order| {
        let to = input.with(&[("order", order.word()), ("page", ""), ("file", "")]);
        let to = format!("{to}#all");
        Column {
            sort: Some(to),
            sorted: list.order == order,
            downwards: order != Order::Name,
            ..column
        }
    };
    vec![
        by(Column::words(plain::capitalised(one)), Order::Name),
        Column::figures("Rank").wide_only(),
        by(Column::figures("Middle"), Order::Middle),
        by(Column::figures("80% sure: from"), Order::Careful),
        Column::figures("to"),
        Column::words("How well known").wide_only(),
    ]
}

fn cells(entry: &Entry) -> Vec<Cell> {
    let name = match &entry.link {
        Some(to) => Cell::link(to, &entry.name),
        None => Cell::text(entry.name.clone()),
    };
    let Amount { amount, low, high, currency, .. } = entry.middle;
    let money = |amount: f64| Cell::new(html! { (money::about(amount, currency)) }, amount);
    let middle = match entry.middle.is_hardly_known() {
        true => Cell::new(html! { span.quiet { (money::about(amount, currency)) } }, amount),
        false => Cell::new(html! { b { (money::about(amount, currency)) } }, amount),
    };
    let (rank, sure) = (Cell::text(entry.rank.to_string()), Cell::text(entry.sure.clone()));
    vec![name, rank, middle, money(low), money(high), sure]
}

fn jobs_of(entry: &Entry) -> Cell {
    match entry.jobs {
        Some(jobs) => Cell::new(html! { (plain::thousands(jobs)) }, jobs),
        None => Cell::missing(),
    }
}

fn net_of(entry: &Entry, net: Option<f64>) -> Cell {
    match net {
        Some(net) => Cell::new(html! { (money::about(net, entry.middle.currency)) }, net),
        None => Cell::missing(),
    }
}

/// The pages of the table.
fn pager(list: &List, input: &Input) -> Markup {
    let pages = list.pages();
    let to = |page: usize| {
        let word = if page > 1 { page.to_string() } else { String::new() };
        format!("{}#all", input.with(&[("page", &word)]))
    };
    html! {
        @if pages > 1 {
            nav.pager aria-label="Pages of the table" {
                @if list.page > 1 { a rel="prev" href=(to(list.page - 1)) { "Back" } }
                @for page in 1..=pages {
                    a href=(to(page)) aria-current=[(page == list.page).then_some("page")] aria-label=(format!("Page {page}")) { (page) }
                }
                @if list.page < pages { a rel="next" href=(to(list.page + 1)) { "Next" } }
            }
        }
    }
}
