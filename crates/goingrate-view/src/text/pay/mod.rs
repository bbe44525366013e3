//! The main screen as text.

mod kinds;
pub(super) mod percentiles;
mod picture;
mod trend;
mod versus;
mod why;

pub use picture::{Mark, Picture};

use super::page::Page;
use crate::style::{Paint, Style};
use crate::views::pay::PayView;
use crate::views::pay::band::BandView;
use crate::views::pay::real::{AfterTaxView, AtPricesView, LevelView};
use crate::views::pay::understood::{FieldView, Origin};
use crate::{Amount, money, sentences, words};

/// The main screen. With what carries the answer, which has a screen of its own, there is no picture.
pub fn pay(view: &PayView, style: &Style) -> String {
    let mut page = Page::new(style);
    head(&mut page, view);
    market(&mut page, view);
    if !view.kinds.is_empty() && view.is_whole() {
        kinds::section(&mut page, &view.kinds);
    }
    notes(&mut page, view);
    if let Some(trend) = &view.trend {
        trend::section(&mut page, trend);
    }
    if !view.versus.is_empty() {
        versus::section(&mut page, view);
    }
    if let Some(why) = &view.why {
        why::section(&mut page, why, &view.disagreements);
    }
    page.finish()
}

/// The answer, and where the reader's offer stands.
pub(super) fn head(page: &mut Page, view: &PayView) {
    page.painted(&view.answer, Paint::Bold);
    for remark in &view.reading_remarks {
        page.painted(remark, Paint::Open);
    }
    if let Some(offer) = &view.offer {
        page.painted(&offer.sentence, Paint::Mine);
    }
}

/// "Senior · Backend developer · Seattle. Assumed: employee, base salary, 2026-11-29. You can add years,
/// industry or employer."
pub(super) fn read_as(fields: &[FieldView]) -> String {
    // The period and the amount that the question says show in the figures themselves.
    let shown = |f: &&FieldView| !matches!(f.field.as_str(), "period" | "amount");
    let of = |origin: Origin| fields.iter().filter(shown).filter(move |f| f.origin == origin);
    let level_first = |f: &&FieldView| f.field != "level";
    let mut said: Vec<&FieldView> = of(Origin::Given).collect();
    said.sort_by_key(level_first);
    let given: Vec<&str> = said.iter().map(|f| f.value.as_str()).collect();
    let taken: Vec<String> =
        of(Origin::Inferred).filter(|f| !f.value.is_empty()).map(taken).collect();
    // Who names the employer says its kind.
    let open: Vec<&FieldView> = of(Origin::LeftOpen).collect();
    let has_employer = open.iter().any(|f| f.field == "employer");
    let open = open.into_iter().filter(|f| !(has_employer && f.field == "tier"));
    let open: Vec<&str> = open.map(|f| field_name(&f.field)).collect();
    let given = (!given.is_empty()).then(|| given.join(" · "));
    let taken = (!taken.is_empty()).then(|| format!("Assumed: {}", taken.join(", ")));
    let open = open.split_last().map(|(last, rest)| match rest {
        [] => format!("You can add {last}"),
        rest => format!("You can add {} or {last}", rest.join(", ")),
    });
    let parts: Vec<String> = [given, taken, open].into_iter().flatten().collect();
    parts.join(". ") + "."
}

/// What was taken of a field that the question does not say. Why is told where it may surprise: that
/// somebody is employed, is paid a salary and asks for today goes without saying.
fn taken(field: &FieldView) -> String {
    let goes_without_saying = ["engagement", "component", "as_of"].contains(&field.field.as_str());
    match field.reason.as_deref().filter(|_| !goes_without_saying) {
        Some(reason) => format!("{} ({reason})", field.value),
        None => field.value.clone(),
    }
}

/// A field as people call it.
fn field_name(field: &str) -> &str {
    match field {
        "tier" => "kind of employer",
        "as_of" => "date",
        other => other,
    }
}

/// The percentiles and their picture.
pub(super) fn market(page: &mut Page, view: &PayView) {
    page.gap();
    percentiles::section(page, view);
    page.gap();
    if !view.is_whole() {
        return;
    }
    let amount = |at: usize| view.percentiles[at].pay.amount;
    let picture = Picture {
        curve: &view.curve,
        percentiles: [0, 1, 2, 3, 4].map(amount),
        marks: marks(view),
    };
    for line in picture.lines(page.style) {
        page.raw(&line);
    }
    page.gap();
}

fn marks(view: &PayView) -> Vec<Mark> {
    let offer = view
        .offer
        .as_ref()
        .map(|offer| Mark { at: vec![offer.amount], words: "your offer".to_owned() });
    let band = view.range.as_ref().map(|band| Mark {
        at: vec![band.low, band.high],
        words: format!("{} of people inside", words::probability(band.inside)),
    });
    offer.into_iter().chain(band).collect()
}

/// Everything under the picture.
pub(super) fn notes(page: &mut Page, view: &PayView) {
    if let Some(band) = &view.range {
        page.labelled("Range", &range(band, view));
    }
    if let Some(at_large) = &view.market_at_large {
        page.labelled("Among all", &among_all(at_large));
    }
    if let Some(region) = &view.region {
        page.labelled("Region", &region.sentence);
    }
    if let Some(also) = also(view).filter(|_| view.is_whole()) {
        page.labelled("Also", &also);
    }
    if let Some(net) = &view.after_tax {
        page.labelled("After tax", &after_tax(net));
    }
    if let Some(at) = &view.at_prices {
        page.labelled("Prices", &prices(at));
    }
    if view.tells_all() {
        page.labelled("The market", &view.market);
    }
    page.labelled("How sure", &view.sure.sentence);
    if view.is_whole()
        && let Some(against) = against(view)
    {
        page.labelled("Against", &against);
    }
    let footnotes = view.footnotes.iter().filter(|_| view.tells_all());
    for remark in view.remarks.iter().chain(footnotes) {
        page.labelled("Note", remark);
    }
    if view.is_whole() {
        page.labelled("Read as", &read_as(&view.understood));
    }
    if !view.hints.is_empty() {
        page.labelled("More", &view.hints.join(" · "));
    }
}

/// "$130k to $170k holds 54 % of people; 22 of 100 are paid less, 24 more. …".
fn range(band: &BandView, view: &PayView) -> String {
    let currency = view.median().currency;
    let short = |amount: f64| money::about(amount, currency);
    format!(
        "the band of {} to {} holds {} of people: its low end is {}, its high end {}. Inside it half get \
         more than {}, and 8 of 10 get {} to {}.",
        money::named(band.low, currency),
        money::named(band.high, currency),
        words::probability(band.inside),
        sentences::standing(&band.low_percentile),
        sentences::standing(&band.high_percentile),
        short(band.inner_p50),
        short(band.inner_p10),
        short(band.inner_p90),
    )
}

/// "with all kinds of employers together the median is ₹2.41m a year (±17 %)."
fn among_all(at_large: &Amount) -> String {
    let (amount, width) = (at_large.with_period(), at_large.doubt());
    format!("with all kinds of employers together the median is {amount} ({width}).")
}

/// "$91 an hour · about $251k a year with bonus and shares (±14 %)".
fn also(view: &PayView) -> Option<String> {
    let hourly = view.hourly.as_ref().map(Amount::with_period);
    let total = view.total_compensation.as_ref().map(|total| {
        format!("about {} with bonus and shares ({})", total.with_period(), total.doubt())
    });
    let parts: Vec<String> = hourly.into_iter().chain(total).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// "rules of Washington, 2026, single; law. goingrate net has the lines."
fn after_tax(view: &AfterTaxView) -> String {
    let AfterTaxView { place_name, year, filing, .. } = view;
    let status = match view.status.as_deref() {
        Some("estimate" | "forecast") => "law, with estimates of ours",
        _ => "law",
    };
    let remarks: String = view.remarks.iter().map(|remark| format!(" {remark}")).collect();
    format!(
        "rules of {place_name}, {year}, {filing}: {status}.{remarks} goingrate net has every line \
         and what is left out."
    )
}

/// "Austin 97.4 against Seattle 111.1 (regional price parities of 2024, country = 100)."
fn prices(view: &AtPricesView) -> String {
    let (from, to) = (level(&view.from), level(&view.to));
    format!("what buys the same there. {to}; {from}. One amount here is {:.4} there.", view.factor)
}

fn level(view: &LevelView) -> String {
    let regional = view.regional.zip(view.regional_year).map(|(index, year)| {
        format!(
            "{} {index:.1} of 100 in its country (regional price parity {year})",
            view.place_name
        )
    });
    let national = view.national.zip(view.national_year).map(|(parity, year)| {
        let name = if view.regional.is_some() { "the country" } else { &view.place_name };
        let parity = words::plain_number((parity * 1e4).round() / 1e4);
        format!("{name} {parity} for an international dollar (purchasing power parity {year})")
    });
    let parts: Vec<String> = regional.into_iter().chain(national).collect();
    if parts.is_empty() {
        format!("{}: the country's level", view.place_name)
    } else {
        parts.join(", ")
    }
}

/// "Salary guide 2026 says 26 % more for seniors than the other evidence; …"; nothing where no source
/// does.
fn against(view: &PayView) -> Option<String> {
    let most = view.disagreements.first()?;
    let more = match view.disagreements.len() - 1 {
        0 => String::new(),
        1 => " 1 more source disagrees.".to_owned(),
        n => format!(" {n} more sources disagree."),
    };
    Some(format!("{}; the figures above do not follow it.{more}", most.sentence))
}
