//! The mapping of a table, written down: card, table, columns, what is fixed, words, parts of pay.

use goingrate_units::{Currency, Period, PlaceId};

use super::columns::Guess;
use super::columns::{PayGuess, Table};
use super::values;
use super::written::{Text, list, one_line, quoted};
use super::{Proposing, missing};
use crate::reading::answers::Order;
use crate::reading::numbers::{Decimal, Habit};

/// What is said of a guess that somebody has to look at.
const CONFIRM: &str = "CONFIRM";

/// Fields in the order in which a mapping has them; a place is made of city, state and country.
const FIELDS: [&str; 17] = [
    "title",
    "level",
    "country",
    "years",
    "years_coding",
    "tenure",
    "skills",
    "industry",
    "employer",
    "headcount",
    "education",
    "remote",
    "engagement",
    "basis",
    "currency",
    "period",
    "as_of",
];

/// Fields whose words the taxonomy has to know.
const WORDS: [&str; 9] = [
    "title",
    "level",
    "country",
    "engagement",
    "basis",
    "currency",
    "period",
    "education",
    "remote",
];

/// A table with what is guessed of it.
struct Draft<'a> {
    table: &'a Table,
    guess: &'a Guess,
    with: &'a Proposing<'a>,
    country: Option<(PlaceId, usize)>,
    points_are_thousands: bool,
}

/// The guess without columns whose values deny what their headings say: `estado` is a state of Brazil, and
/// whether somebody has finished university. With it, what is said of them.
fn without_denied(table: &Table, guess: &Guess, with: &Proposing<'_>) -> (Guess, Vec<String>) {
    let (mut left, mut denied) = (guess.clone(), Vec::new());
    let bounded = guess.fields.contains_key("country");
    for (field, word) in [
        ("city", "place"),
        ("state", "place"),
        ("country", "country"),
        ("currency", "currency"),
        ("period", "period"),
        ("as_of", "as_of"),
    ] {
        let Some(at) = guess.fields.get(field).copied() else { continue };
        // Towns that nobody knows are read as their country.
        let may_be_unknown = word == "place" && bounded;
        let read = values::understood(table, (word, at), with.headings, with.context);
        if read.rows > 0 && read.understood == 0 && !may_be_unknown {
            left.fields.remove(field);
            let heading = &table.columns.headings()[at];
            denied.push(format!("{heading} is called as a {field} is, but {}.", read.told()));
        }
    }
    (left, denied)
}

/// The mapping.
pub(super) fn mapping(table: &Table, guess: &Guess, with: &Proposing<'_>) -> String {
    let (guess, denied) = &without_denied(table, guess, with);
    let at = |name: &str| guess.fields.get(name).copied();
    let of_place = at("country").or(at("city")).or(at("state"));
    let country = of_place.and_then(|at| values::main_country(table, &[at], with.context));
    let amounts: Vec<usize> = guess.pay.iter().flat_map(PayGuess::all).collect();
    let points_are_thousands = values::points_are_thousands(table, &amounts);
    let draft = Draft { table, guess, with, country, points_are_thousands };
    let mut text = Text::default();
    draft.opening(denied, &mut text);
    draft.card(&mut text);
    draft.layout(&mut text);
    draft.columns(&mut text);
    draft.fixed(&mut text);
    draft.words(&mut text);
    draft.left_out(&mut text);
    guess.pay.iter().for_each(|pay| draft.pay(pay, &mut text));
    text.done()
}

impl Draft<'_> {
    fn at(&self, field: &str) -> Option<usize> {
        self.guess.fields.get(field).copied()
    }

    fn heading(&self, at: usize) -> &str {
        &self.table.columns.headings()[at]
    }

    /// A column as a mapping names it: by its heading, or by its number where others have the same.
    fn named(&self, at: usize) -> String {
        let heading = self.heading(at);
        match self.table.columns.only(heading) {
            Ok(column) if !heading.is_empty() && column.is_there() => quoted(heading),
            _ => (at + 1).to_string(),
        }
    }

    fn opening(&self, denied: &[String], text: &mut Text) {
        let (file, rows) = (one_line(self.with.file), self.table.lines.len());
        text.comment(&format!(
            "A mapping that is proposed for {file}, by its headings and its first {rows} rows. Lines with \
             {CONFIRM} are guesses that you have to confirm or change before you import by it; \
             docs/MAPPING.md has every key."
        ));
        let headings = self.table.columns.headings();
        let unused = (0..headings.len()).filter(|at| !self.guess.uses(*at));
        let unused: Vec<&str> =
            unused.map(|at| headings[at].as_str()).filter(|name| !name.is_empty()).collect();
        if !unused.is_empty() {
            text.comment(&format!("Columns that are not used: {}.", unused.join("; ")));
        }
        denied.iter().for_each(|why| text.comment(why));
        text.line("");
    }

    fn card(&self, text: &mut Text) {
        let file = one_line(self.with.file);
        let month = self.with.today.to_string();
        let month = month.get(..7).unwrap_or(&month);
        text.line("[card]");
        text.key("slug", &quoted(&slug(&file)), "the word of this source in files and answers");
        text.key("title", &quoted(&file), &format!("{CONFIRM}: what the table is called"));
        text.key("publisher", &quoted("unknown"), &format!("{CONFIRM}: whose table it is"));
        text.key(
            "kind",
            &quoted("survey"),
            &format!("{CONFIRM}: survey, postings, report or official"),
        );
        text.key("reference", "false", "");
        let of_rows = match self.at("as_of") {
            Some(_) => "for rows that state none".to_owned(),
            None => {
                format!("{CONFIRM}: no column says when the pay held; this is the present month")
            }
        };
        text.key("as_of", &quoted(month), &of_rows);
        text.key("period", &quoted(month), &format!("{CONFIRM}: when the pay held, in words"));
        let (currency, why) = self.currency();
        text.key("currency", &quoted(&currency.to_string()), &why);
        let (basis, why) = self.basis();
        text.key("basis", &quoted(basis), &why);
        text.key(
            "licence",
            &quoted("unknown"),
            &format!("{CONFIRM}: the terms under which you have it"),
        );
        text.key("biases", "[]", "what is known to be askew, each a sentence");
    }

    /// The currency where rows do not say, and why.
    fn currency(&self) -> (Currency, String) {
        let headings = self.guess.pay.iter().flat_map(PayGuess::all).map(|at| self.heading(at));
        let mut named = headings.filter_map(|heading| {
            self.with.headings.currency(heading).map(|currency| (currency, heading))
        });
        let rest = match self.at("currency") {
            Some(at) => format!("for rows that state none in {}", self.heading(at)),
            None => format!("{CONFIRM}: no column states the currency"),
        };
        if let Some((currency, heading)) = named.next() {
            return (currency, format!("the heading {heading} says so; {rest}"));
        }
        let taxonomy = self.with.context.taxonomy;
        match self.country {
            Some((country, rows)) => {
                let place = taxonomy.place(country);
                (place.currency, format!("{rest}; it is that of {} ({rows} rows)", place.name))
            }
            None => (Currency::USD, format!("{rest}, and no place is understood that would tell")),
        }
    }

    fn basis(&self) -> (&str, String) {
        let headings = self.guess.pay.iter().flat_map(PayGuess::all).map(|at| self.heading(at));
        let mut named = headings
            .filter_map(|heading| self.with.headings.basis(heading).map(|basis| (basis, heading)));
        match named.next() {
            Some((basis, heading)) => (basis, format!("the heading {heading} says so")),
            None => ("gross", format!("{CONFIRM}: gross (before tax) or net; nothing says which")),
        }
    }

    fn layout(&self, text: &mut Text) {
        let mut needed: Vec<String> = Vec::new();
        let pay = self.guess.pay.iter().flat_map(PayGuess::all);
        for at in self.at("title").into_iter().chain(pay) {
            let heading = self.heading(at).to_owned();
            if !heading.is_empty() && !needed.contains(&heading) {
                needed.push(heading);
            }
        }
        text.table("[table]");
        text.key("headings", &list(&needed), "");
        let nothing = missing(self.table);
        if !nothing.is_empty() {
            text.key("missing", &list(&nothing), "what stands for nothing in its cells");
        }
        if self.points_are_thousands {
            let why = "every point of an amount has three digits behind it: it parts thousands";
            text.key("decimal", &quoted(","), &format!("{CONFIRM}: {why}"));
        }
        self.dates(text);
        if let Some(at) = self.at("hours") {
            let why = format!(
                "{CONFIRM}: the hours of full-time work, for the column {}",
                self.heading(at)
            );
            text.key("full_time", "40", &why);
        }
    }

    fn dates(&self, text: &mut Text) {
        let Some(at) = self.at("as_of") else { return };
        match values::order(self.table, at) {
            Ok(Some(Order::DayFirst)) => {
                text.key("dates", &quoted("day-first"), "a day above 12 comes first")
            }
            Ok(Some(Order::MonthFirst)) => {
                text.key("dates", &quoted("month-first"), "a day above 12 comes second");
            }
            Ok(None) => {}
            Err(()) => text.key(
                "dates",
                &quoted("month-first"),
                &format!(
                    "{CONFIRM}: month-first or day-first; its days can be read in both orders"
                ),
            ),
        }
    }

    fn columns(&self, text: &mut Text) {
        text.table("[columns]");
        for field in FIELDS {
            if field == "country" {
                self.place(text);
            }
            let Some(at) = self.at(field) else { continue };
            text.key(field, &self.named(at), &self.told(field, at));
        }
        for field in ["hours", "count"] {
            let Some(at) = self.at(field) else { continue };
            text.key(field, &self.named(at), "");
        }
    }

    /// The town and its state, which `country` bounds.
    fn place(&self, text: &mut Text) {
        let parts: Vec<usize> = [self.at("city"), self.at("state")].into_iter().flatten().collect();
        let named: Vec<String> = parts.iter().map(|at| self.named(*at)).collect();
        match (parts.as_slice(), named.as_slice()) {
            ([at], [only]) => text.key("place", only, &self.told("place", *at)),
            ([_, _], _) => {
                text.key("place", &format!("[{}]", named.join(", ")), "read as \"City, State\"")
            }
            _ => {}
        }
    }

    /// How much of a column is understood.
    fn told(&self, field: &str, at: usize) -> String {
        let bounded = field == "place" && self.at("country").is_some();
        if bounded || !(WORDS.contains(&field) || field == "place") {
            return String::new();
        }
        values::understood(self.table, (field, at), self.with.headings, self.with.context).told()
    }

    fn fixed(&self, text: &mut Text) {
        text.table("[fixed]");
        if self.at("period").is_none() {
            let (period, why) = self.period();
            text.key("period", &quoted(period.slug()), &why);
        }
        let has_place = ["city", "state", "country"].iter().any(|field| self.at(field).is_some());
        if !has_place {
            let why =
                "no column says where the work is done; write the country of all rows, such as US";
            text.key("country", &quoted(CONFIRM), &format!("{CONFIRM}: {why}"));
        } else if self.at("country").is_none() {
            self.bound(text);
        }
    }

    /// The country of most rows, for a table whose towns are not all known; only who knows the table can
    /// say that all rows are of it.
    fn bound(&self, text: &mut Text) {
        let (Some(at), Some((country, _))) = (self.at("city").or(self.at("state")), self.country)
        else {
            return;
        };
        let Proposing { headings, context, .. } = *self.with;
        if values::understood(self.table, ("place", at), headings, context).other.is_empty() {
            return;
        }
        let place = context.taxonomy.place(country);
        text.comment(&format!(
            "{CONFIRM}: if all rows are of {}, say so: towns that are not known are read as it then, and \
             are set aside otherwise.",
            place.name
        ));
        text.line(&format!("# country = {}", quoted(&place.slug)));
    }

    /// The period of pay: as a heading says, or as which its amounts are the most plausible.
    fn period(&self) -> (Period, String) {
        let base = self.guess.pay.first().and_then(|pay| pay.all().next());
        let base = base.unwrap_or_default();
        if let Some(period) = self.period_of_heading(base) {
            return (period, format!("the heading {} says so", self.heading(base)));
        }
        let context = self.with.context;
        let place = self.country.map_or(context.taxonomy.default_place, |(country, _)| country);
        let money = (place, self.currency().0, self.with.today);
        let (period, faults, all) = values::period(self.table, base, money, self.habit(), context);
        let why = format!(
            "no heading says for which period; as pay of a {} {} of {all} amounts can be",
            period.slug(),
            all - faults
        );
        (period, format!("{CONFIRM}: {why}"))
    }

    fn period_of_heading(&self, at: usize) -> Option<Period> {
        self.with.headings.period(self.heading(at)).and_then(Period::from_slug)
    }

    fn habit(&self) -> Habit {
        match self.points_are_thousands {
            true => Habit::Stated(Decimal::Comma),
            false => Habit::Open,
        }
    }

    /// Words of the table that have to be explained, and those that nobody can explain here.
    fn words(&self, text: &mut Text) {
        let Proposing { headings, context, .. } = *self.with;
        for field in WORDS {
            let Some(at) = self.at(field) else { continue };
            let (mut lines, mut open) = (Vec::new(), Vec::new());
            for (value, rows) in self.table.values(at) {
                if values::known(field, value, context)
                    || (field == "engagement" && headings.is_part_time(value))
                {
                    continue;
                }
                match values::explained(field, value, headings, context) {
                    Some(word) => lines.push(format!("{} = {}", quoted(value), quoted(&word))),
                    None => open.push((value, rows)),
                }
            }
            if lines.is_empty() && open.is_empty() {
                continue;
            }
            text.table(&format!("[values.{field}]"));
            lines.iter().for_each(|line| text.line(line));
            self.open(field, &open, text);
        }
    }

    /// Words without a meaning, as lines to fill in.
    fn open(&self, field: &str, open: &[(&str, usize)], text: &mut Text) {
        let fate = match field {
            "title" | "country" | "currency" | "period" => "rows of them are set aside",
            _ => "they are left open",
        };
        if !open.is_empty() {
            text.comment(&format!("{CONFIRM}: what these mean; without a line {fate}."));
        }
        for (value, rows) in open.iter().take(MOST) {
            text.line(&format!("# {} = \"\"  # {rows} rows", quoted(value)));
        }
        if open.len() > MOST {
            text.comment(&format!("… and {} other values.", open.len() - MOST));
        }
    }

    fn left_out(&self, text: &mut Text) {
        let Some(at) = self.at("engagement") else { return };
        let is_part_time = |value: &&str| self.with.headings.is_part_time(value);
        let values = self.table.values(at).into_iter().map(|(value, _)| value);
        let values: Vec<String> = values.filter(is_part_time).map(one_line).collect();
        if values.is_empty() {
            return;
        }
        text.table("[[leave_out]]");
        text.comment(&format!("{CONFIRM}: pay of work that is not full-time is not comparable."));
        text.key("column", &self.named(at), "");
        text.key("values", &list(&values), "");
    }

    fn pay(&self, pay: &PayGuess, text: &mut Text) {
        text.table("[[pay]]");
        text.key("component", &quoted(&pay.component), "");
        let first = pay.all().next().unwrap_or_default();
        let hourly = pay.component == "hourly_rate";
        let own = self.period_of_heading(first).filter(|_| self.at("period").is_none());
        let own = if hourly { Some(Period::Hour) } else { own };
        if let Some(period) = own {
            let why = if hourly { "an hourly rate" } else { "the heading says so" };
            text.key("period", &quoted(period.slug()), why);
        } else if pay.component != "base_salary" && self.at("period").is_none() {
            text.key("period", &quoted("year"), &format!("{CONFIRM}: usual for this part of pay"));
        }
        let range = |at: usize| values::are_ranges(self.table, at, self.with.context);
        match *pay {
            PayGuess { amount: Some(at), .. } if range(at) => {
                text.key("range", &self.named(at), "its cells are ranges");
            }
            PayGuess { amount: Some(at), .. } => text.key("amount", &self.named(at), ""),
            PayGuess { low, high, .. } => {
                low.iter().for_each(|at| text.key("low", &self.named(*at), ""));
                high.iter().for_each(|at| text.key("high", &self.named(*at), ""));
            }
        }
    }
}

/// How many words without a meaning are listed.
const MOST: usize = 20;

/// A slug of a file's name that is that of no source.
fn slug(file: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_lowercase();
    let word = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let words: String = stem.chars().map(word).collect();
    let words: Vec<&str> = words.split('-').filter(|part| !part.is_empty()).collect();
    let slug: String = format!("my-{}", words.join("-")).chars().take(60).collect();
    slug.trim_end_matches('-').to_owned()
}
