//! Offers as text: the answer, offers side by side, year by year, what the stay may be worth, where each
//! stands, what would make them equal, what matters most; what to ask for; on request what was assumed.

mod asks;
mod pictures;

use super::assumed;
use super::page::Page;
use super::table::{Align, Cell, Table};
use crate::style::{Paint, Style};
use crate::views::offer::{OfferView, OneOfferView, YearView};
use crate::views::range::RangeView;
use crate::{money, words};

/// Years side by side on a page that has no room for all.
const NARROW_YEARS: usize = 3;

/// How much is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Everything that was assumed.
    pub assumptions: bool,
}

/// The answer.
pub fn offer(view: &OfferView, style: &Style, shown: Shown) -> String {
    let mut page = Page::new(style);
    for (at, sentence) in view.answer.iter().enumerate() {
        page.painted(sentence, if at == 0 { Paint::Bold } else { Paint::Plain });
    }
    view.asks.iter().for_each(|asks| asks::asks(&mut page, asks));
    worth(&mut page, view);
    years(&mut page, view);
    if !style.brief {
        pictures::years(&mut page, view);
        pictures::totals(&mut page, view);
    }
    standing(&mut page, view);
    options(&mut page, view);
    equal(&mut page, view);
    view.offers.iter().for_each(|offer| pictures::tornado(&mut page, offer, view));
    told(&mut page, view);
    if shown.assumptions {
        assumed::assumptions(&mut page, &view.assumptions);
    }
    page.finish()
}

/// "312k (280k–365k)"; the currency stands above.
fn range(range: &RangeView) -> String {
    let bare = money::bare;
    format!("{} ({}–{})", bare(range.p50), bare(range.p10), bare(range.p90))
}

fn name(offer: &OneOfferView) -> String {
    format!("{} {}", offer.letter, offer.name)
}

/// What the offers are worth, side by side.
fn worth(page: &mut Page, view: &OfferView) {
    let tax = if view.after_tax { "after tax" } else { "before tax" };
    let prices = view.prices_of.as_deref();
    let prices = prices.map(|place| format!(", at the prices of {place}")).unwrap_or_default();
    page.heading(&format!(
        "What they are worth over {}, in {} of today, {tax}{prices}",
        words::count(view.years as usize, "year"),
        view.currency
    ));
    let mut table = Table::new(&[
        ("", Align::Elastic),
        ("a year", Align::Right),
        ("all of it", Align::Right),
        ("on average", Align::Right),
    ]);
    for offer in &view.offers {
        table.row(vec![
            name(offer).into(),
            Cell::painted(range(&offer.year), Paint::Market),
            range(&offer.total).into(),
            money::bare(offer.total.mean).into(),
        ]);
    }
    page.table(&table);
    let skewed = match has_equity(view) {
        true => " Few cases in which shares bring much lift the average above the middle.",
        false => "",
    };
    let brackets = "  In brackets: one case in ten is below, one in ten above.";
    page.painted(&format!("{brackets}{skewed}"), Paint::Dim);
    besides(page, view);
}

/// What else they are worth: to somebody who shuns risk, an hour, and what comes once.
fn besides(page: &mut Page, view: &OfferView) {
    let mut table = Table::new(&[
        ("", Align::Elastic),
        ("if you shun risk", Align::Right),
        ("an hour", Align::Right),
        ("once", Align::Right),
    ]);
    for offer in &view.offers {
        table.row(vec![
            name(offer).into(),
            money::bare(offer.sure).into(),
            money::bare(offer.hour).into(),
            bare(offer.once).into(),
        ]);
    }
    page.gap();
    page.table(&table);
    let aversion = view.offers.first().map_or(0.0, |offer| offer.aversion);
    page.painted(
        &format!(
            "  If you shun risk: the sure sum for the whole stay that is worth as much to somebody with a relative risk aversion of {}. An hour: what is left for an hour of work with the commute. Once: sign-on less what is left behind, before tax.",
            words::plain_number(aversion)
        ),
        Paint::Dim,
    );
}

/// Whether shares or options are part of any offer.
fn has_equity(view: &OfferView) -> bool {
    view.offers.iter().any(|offer| offer.equity.p90 > 0.0 || !offer.options.is_empty())
}

/// Year by year: the parts before tax, and what is left.
fn years(page: &mut Page, view: &OfferView) {
    for offer in &view.offers {
        page.heading(&format!(
            "Year by year: {}, {} before tax on average",
            name(offer),
            view.currency
        ));
        let all: Vec<(String, &YearView)> = (1..)
            .map(|year: usize| format!("year {year}"))
            .zip(&offer.years)
            .chain([(format!("after {}", view.years), &offer.after)])
            .collect();
        let whole = years_table(&all, view);
        match whole.fits(page.style) {
            true => {
                page.table(&whole);
            }
            false => {
                for some in all.chunks(NARROW_YEARS) {
                    page.table(&years_table(some, view));
                }
            }
        }
    }
}

/// Some years side by side.
fn years_table(all: &[(String, &YearView)], view: &OfferView) -> Table {
    let mut columns = vec![("", Align::Elastic)];
    columns.extend(all.iter().map(|(title, _)| (title.as_str(), Align::Right)));
    let mut table = Table::new(&columns);
    let years: Vec<&YearView> = all.iter().map(|(_, year)| *year).collect();
    for (word, what) in parts(&years) {
        let mut cells = vec![Cell::from(what)];
        cells.extend(years.iter().map(|year| Cell::from(bare(year.part(word)))));
        table.row(cells);
    }
    let mut sum = vec![Cell::painted("Before tax", Paint::Bold)];
    sum.extend(years.iter().map(|y| Cell::painted(money::bare(y.before_tax.mean), Paint::Bold)));
    table.row(sum);
    if view.after_tax {
        let what = match &view.prices_of {
            Some(place) => format!("Left, at the prices of {place}"),
            None => "After tax and costs".to_owned(),
        };
        let mut left = vec![Cell::painted(what, Paint::Market)];
        left.extend(years.iter().map(|y| Cell::painted(money::bare(y.left.mean), Paint::Market)));
        table.row(left);
    }
    table
}

/// The parts that any of the years has, in their order.
fn parts<'v>(years: &[&'v YearView]) -> Vec<(&'v str, &'v str)> {
    let all = years.iter().flat_map(|year| &year.parts);
    let mut known: Vec<(&str, &str)> = Vec::new();
    for part in all {
        if !known.iter().any(|(word, _)| *word == part.part) {
            known.push((part.part, part.what));
        }
    }
    let place =
        |word: &str| goingrate_plan::offer::Part::ALL.iter().position(|part| part.slug() == word);
    known.sort_by_key(|(word, _)| place(word));
    known
}

fn bare(amount: f64) -> String {
    if amount == 0.0 { "–".to_owned() } else { money::bare(amount) }
}

/// Where each stands in the market.
fn standing(page: &mut Page, view: &OfferView) {
    page.heading("Where they stand among such people, each in its own money");
    let of = |rank: &crate::figure::PercentileRankView| {
        let of = |share: f64| (share * 100.0).round();
        format!("{} of 100 ({}–{})", of(rank.share), of(rank.low), of(rank.high))
    };
    let mut base = Table::new(&[
        ("", Align::Elastic),
        ("base", Align::Right),
        ("have less", Align::Right),
        ("middle", Align::Right),
        ("usual for", Align::Left),
    ]);
    let mut whole = Table::new(&[
        ("", Align::Elastic),
        ("with bonus and shares", Align::Right),
        ("get less", Align::Right),
        ("middle", Align::Right),
    ]);
    for offer in &view.offers {
        let at = &offer.standing;
        let amount = |amount: f64| money::about(amount, offer.own_currency);
        base.row(vec![
            name(offer).into(),
            Cell::painted(amount(at.base), Paint::Mine),
            of(&at.base_below).into(),
            Cell::painted(amount(at.base_market[2]), Paint::Market),
            at.usual_level.clone().unwrap_or_else(|| "–".to_owned()).into(),
        ]);
        whole.row(vec![
            name(offer).into(),
            Cell::painted(amount(at.total), Paint::Mine),
            at.total_below.as_ref().map_or_else(|| "not known".to_owned(), of).into(),
            at.total_median.map_or_else(|| "not known".to_owned(), amount).into(),
        ]);
    }
    page.table(&base);
    page.gap();
    page.table(&whole);
}

/// What options may come to.
fn options(page: &mut Page, view: &OfferView) {
    let all = view.offers.iter().flat_map(|offer| offer.options.iter().map(move |o| (offer, o)));
    let all: Vec<_> = all.collect();
    if all.is_empty() {
        return;
    }
    page.heading(&format!("Options and private shares, {} before tax", view.currency));
    let mut table = Table::new(&[
        ("", Align::Elastic),
        ("nothing in", Align::Right),
        ("bring", Align::Right),
        ("to exercise", Align::Right),
        ("part owned", Align::Right),
    ]);
    for (offer, options) in all {
        let part = |share: f64| format!("{} %", words::plain_number((share * 1e5).round() / 1e3));
        let owned = options.owned.map(|[now, then]| format!("{} → {}", part(now), part(then)));
        table.row(vec![
            format!("{} {} vested", offer.letter, words::thousands(options.vested)).into(),
            format!("{} of 100", (options.worthless * 100.0).round()).into(),
            range(&options.payoff).into(),
            if options.cost > 0.0 { money::bare(options.cost) } else { "–".to_owned() }.into(),
            owned.unwrap_or_else(|| "not known".to_owned()).into(),
        ]);
    }
    page.table(&table);
    page.painted(
        "  part owned: of the company, today and at its exit. What comes after the stay is counted in all of it, in no year. Taxed as pay; to exercise before the money comes may cost tax too, which is not counted.",
        Paint::Dim,
    );
}

/// What would make two offers equal, and which year favours which.
fn equal(page: &mut Page, view: &OfferView) {
    for pair in &view.pairs {
        let letter = |at: usize| view.offers.get(at).map_or('?', |offer| offer.letter);
        let (one, other) = (letter(pair.one), letter(pair.other));
        page.heading(&format!("{one} against {other}"));
        let by_year = by_year(&pair.better_by_year);
        page.painted(
            &format!(
                "  {one} is worth more than {other} in {} of 100 cases over all, {by_year}. In the middle {}.",
                (pair.better * 100.0).round(),
                more(pair.more.p50, view, one, other)
            ),
            Paint::Plain,
        );
        pair.equal.iter().for_each(|equal| {
            page.bullet(&equal.sentence);
        });
    }
}

/// "94 of 100 in year 1 and 81 in year 2", or one figure where all years have the same.
fn by_year(shares: &[f64]) -> String {
    let of = |share: &f64| format!("{}", (share * 100.0).round());
    let all: Vec<String> = shares.iter().map(of).collect();
    match &all[..] {
        [first, rest @ ..] if rest.iter().all(|other| other == first) => {
            format!("in {first} of 100 in every year by itself")
        }
        _ => {
            let each = all.iter().enumerate();
            let each: Vec<String> =
                each.map(|(at, share)| format!("{share} in year {}", at + 1)).collect();
            format!("of each year by itself in {}", words::list(&each))
        }
    }
}

/// "A is worth $45k more".
fn more(amount: f64, view: &OfferView, one: char, other: char) -> String {
    if money::about(amount.abs(), view.currency) == money::about(0.0, view.currency) {
        return "both are worth the same".to_owned();
    }
    let better = if amount < 0.0 { other } else { one };
    format!("{better} is worth {} more", money::about(amount.abs(), view.currency))
}

fn told(page: &mut Page, view: &OfferView) {
    page.gap();
    let guesses = view.assumptions.iter().filter(|assumed| assumed.is_estimate()).count();
    page.labelled(
        "How sure",
        &format!(
            "{} stand for what no offer says, {guesses} of them our own estimates{}. The brackets hold {} draws, of {}.",
            words::count(view.assumptions.len(), "assumption"),
            if has_equity(view) { "; nobody knows what shares will be worth" } else { "" },
            words::thousands(view.draws as f64),
            view.as_of
        ),
    );
    for offer in &view.offers {
        let rules = match &offer.rules_of {
            Some(rules) => format!(" Tax by the rules of {rules}."),
            None => String::new(),
        };
        page.labelled("Read as", &format!("{}: {}.{rules}", offer.letter, offer.read_as));
    }
    for remark in &view.remarks {
        page.labelled("Note", remark);
    }
}
