//! What is ranked: entries with their middle, in an order, filtered, page by page.

use goingrate::model::Sureness;
use goingrate::units::Profile;
use goingrate_view::Amount;
use goingrate_view::views::rank::RankedView;

use super::question::Question;
use crate::Input;

/// Entries on a page of the table.
pub const A_PAGE: usize = 50;

/// Rows of the picture.
pub const DRAWN: usize = 20;

/// An entry.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its rank by the middle among what is shown, from 1.
    pub rank: usize,
    /// Its name.
    pub name: String,
    /// Its key in data.
    pub slug: String,
    /// Its middle.
    pub middle: Amount,
    /// How sure that is, in the program's word.
    pub sure: String,
    /// Jobs counted there.
    pub jobs: Option<f64>,
    /// Whether the question names it.
    pub on: bool,
    /// The question with it.
    pub profile: Option<Profile>,
    /// Where that is answered.
    pub link: Option<String>,
}

impl Entry {
    /// Of a ranking.
    pub fn ranked(view: &RankedView, profile: Option<Profile>) -> Entry {
        Entry {
            rank: view.rank,
            name: view.name.clone(),
            slug: view.slug.clone(),
            middle: view.median.clone(),
            sure: view.sure.clone(),
            jobs: view.jobs,
            on: view.asked,
            profile,
            link: None,
        }
    }

    /// Of a middle that was asked for by itself.
    pub fn of(name: &str, slug: &str, middle: Amount, profile: Profile) -> Entry {
        Entry {
            rank: 0,
            name: name.to_owned(),
            slug: slug.to_owned(),
            sure: Sureness::of(middle.half_width).word().to_owned(),
            middle,
            jobs: None,
            on: false,
            profile: Some(profile),
            link: None,
        }
    }

    /// Finds out where it is answered, once.
    pub fn lead(&mut self, question: &Question) {
        if self.link.is_none() {
            self.link = self.profile.as_ref().and_then(|profile| question.link(profile));
        }
    }

    /// Whether little more than a guess is known of it.
    pub fn is_rough(&self) -> bool {
        Sureness::of(self.middle.half_width) > Sureness::Rough
    }
}

/// The order of entries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By the middle, highest first.
    #[default]
    Middle,
    /// By the lower end of the interval, highest first: what is not well known stands further below.
    Careful,
    /// By name.
    Name,
}

impl Order {
    /// All of them: the word of the address and what people call it.
    pub const ALL: [(Order, &'static str, &'static str); 3] = [
        (Order::Middle, "middle", "Middle"),
        (Order::Careful, "careful", "Lower end"),
        (Order::Name, "name", "Name"),
    ];

    /// The order that an address asks for; nothing for another word.
    pub fn of(word: &str) -> Option<Order> {
        Order::ALL.iter().find(|(_, of, _)| *of == word).map(|(order, ..)| *order)
    }

    /// Its word in an address.
    pub fn word(self) -> &'static str {
        Order::ALL.iter().find(|(of, ..)| *of == self).map_or("", |(_, word, _)| *word)
    }

    /// The order in words, behind "20 of 58 skills".
    pub fn words(self) -> &'static str {
        match self {
            Order::Middle => "the highest middle first",
            Order::Careful => "the highest lower end first",
            Order::Name => "names from A to Z",
        }
    }

    fn sort(self, entries: &mut [Entry]) {
        match self {
            Order::Middle => {
                entries.sort_by(|a, b| b.middle.amount.total_cmp(&a.middle.amount));
            }
            Order::Careful => entries.sort_by(|a, b| b.middle.low.total_cmp(&a.middle.low)),
            Order::Name => entries.sort_by_key(|entry| entry.name.to_lowercase()),
        }
    }
}

/// Entries as a page shows them.
pub struct List {
    /// All of them, in the order that is asked for, with their rank by the middle.
    pub entries: Vec<Entry>,
    /// The order.
    pub order: Order,
    /// What their names have to hold.
    pub find: String,
    /// The page of the table, from 1.
    pub page: usize,
    /// What was asked for and cannot be.
    pub notes: Vec<String>,
}

impl List {
    /// Entries as an address asks for them; `usual` is their order if it asks for none.
    pub fn new(mut entries: Vec<Entry>, usual: Order, input: &Input) -> List {
        Order::Middle.sort(&mut entries);
        for (at, entry) in entries.iter_mut().enumerate() {
            entry.rank = at + 1;
        }
        let mut notes = Vec::new();
        let word = input.one("order");
        let order = Order::of(word).unwrap_or(usual);
        if !word.is_empty() && order.word() != word {
            notes.push(format!("There is no order “{word}”; this has {}.", usual.words()));
        }
        order.sort(&mut entries);
        let find = input.one("find").to_owned();
        let mut list = List { entries, order, find, page: 1, notes };
        list.turn_to(input.one("page"));
        list
    }

    fn turn_to(&mut self, word: &str) {
        let pages = self.pages();
        match word.parse().ok().filter(|page| (1..=pages).contains(page)) {
            Some(page) => self.page = page,
            None if word.is_empty() => {}
            None => self.notes.push(format!("There is no page “{word}”; this is the first.")),
        }
    }

    /// Which entries the filter leaves, by their position.
    pub fn found(&self) -> Vec<usize> {
        let wanted = self.find.to_lowercase();
        let holds = |entry: &Entry| entry.name.to_lowercase().contains(&wanted);
        self.entries.iter().enumerate().filter(|(_, e)| holds(e)).map(|(at, _)| at).collect()
    }

    /// How many pages the table has.
    pub fn pages(&self) -> usize {
        self.found().len().div_ceil(A_PAGE).max(1)
    }

    /// Which entries the page of the table has, by their position.
    pub fn paged(&self) -> Vec<usize> {
        self.found().into_iter().skip((self.page - 1) * A_PAGE).take(A_PAGE).collect()
    }

    /// Which entries are drawn: the first of the order, and those that the question names.
    pub fn drawn(&self) -> Vec<usize> {
        let is_drawn = |(at, entry): &(usize, &Entry)| *at < DRAWN || entry.on;
        self.entries.iter().enumerate().filter(is_drawn).map(|(at, _)| at).take(DRAWN + 8).collect()
    }

    /// Finds out where the entries lead that are shown.
    pub fn lead(&mut self, question: &Question) {
        let shown = self.drawn().into_iter().chain(self.paged());
        for at in shown.collect::<Vec<_>>() {
            if let Some(entry) = self.entries.get_mut(at) {
                entry.lead(question);
            }
        }
    }
}
