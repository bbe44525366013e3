//! The main screen as text.

mod kinds;
mod picture;
mod trend;
mod versus;
mod why;

pub use picture::{Mark, Picture};

use super::page::Page;
use crate::style::{Paint, Style, columns};
use crate::views::pay::band::BandView;
use crate::views::pay::real::{AfterTaxView, AtPricesView, LevelView};
use crate::views::pay::understood::{FieldView, Origin};
use crate::views::pay::{PayView, PercentileView};
use crate::{Amount, money, sentences, words};

/// The main screen.
pub fn pay(view: &PayView, style: &Style) -> String {
    let mut page = Page::new(style);
    head(&mut page, &view.headline, &view.understood);
    market(&mut page, view);
    if !view.kinds.is_empty() {
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
        why::section(&mut page, why);
        why::disagreements(&mut page, &view.disagreements);
    }
    page.finish()
}

/// What was understood: the line of the profile, and where each field comes from.
pub(super) fn head(page: &mut Page, headline: &str, fields: &[FieldView]) {
    page.painted(headline, Paint::Bold);
    page.labelled("Understood", &understood(fields));
}

/// "given role, level, place · inferred engagement (nothing else is said) · left open industry".
fn understood(fields: &[FieldView]) -> String {
    let of = |origin: Origin| fields.iter().filter(move |f| f.origin == origin);
    let name = |f: &FieldView| f.field.replace('_', " ");
    let given: Vec<String> = of(Origin::Given).map(name).collect();
    let open: Vec<String> = of(Origin::LeftOpen).map(name).collect();
    let inferred: Vec<String> = of(Origin::Inferred)
        .map(|f| format!("{} {} ({})", name(f), f.value, f.reason.as_deref().unwrap_or("usual")))
        .collect();
    let parts = [("given: ", given), ("inferred: ", inferred), ("left open: ", open)];
    let said = parts.iter().filter(|(_, names)| !names.is_empty());
    said.map(|(label, names)| format!("{label}{}", names.join(", ")))
        .collect::<Vec<_>>()
        .join(" · ")
}

/// The percentiles and their picture.
pub(super) fn market(page: &mut Page, view: &PayView) {
    page.gap();
    percentiles(page, view);
    page.gap();
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

/// Three lines: which, how much people get, how well the market's figure is known.
fn percentiles(page: &mut Page, view: &PayView) {
    let of = |cell: &dyn Fn(usize) -> String| (0..view.percentiles.len()).map(cell).collect();
    let which: Vec<String> = of(&|at| format!("P{}", view.percentiles[at].percentile));
    let amounts: Vec<String> = of(&|at| view.percentiles[at].pay.short());
    let widths: Vec<String> = of(&|at| view.percentiles[at].pay.plus_minus());
    let real = real(view);
    let cells = amounts.iter().chain(real.iter().flat_map(|(cells, _)| cells));
    let column = cells.map(|cell| cell.chars().count() + 1).max().unwrap_or(0).max(COLUMN);
    let room = page.style.width.saturating_sub(beside(column, which.len()));
    let (people, figure) = meanings(room, words::per(view.median().per));
    page.raw(&percentile_row(page.style, column, &which, Paint::Dim, ""));
    page.raw(&percentile_row(page.style, column, &amounts, Paint::Plain, &people));
    page.raw(&percentile_row(page.style, column, &widths, Paint::Dim, figure));
    if people.is_empty() {
        let per = words::per(view.median().per);
        page.painted(
            &format!("    {per}, across people; ±: the figure's 80 % interval"),
            Paint::Dim,
        );
    }
    for (cells, meaning) in &real {
        let fits = columns(meaning) <= room;
        let aside = if fits { meaning } else { "" };
        page.raw(&percentile_row(page.style, column, cells, Paint::Plain, aside));
        if !fits {
            page.painted(&format!("    {meaning}"), Paint::Dim);
        }
    }
}

/// Columns that a row of percentiles takes before what it means.
fn beside(column: usize, cells: usize) -> usize {
    1 + column * cells + 3
}

/// The percentiles after tax and at other prices, each with what it is.
fn real(view: &PayView) -> Vec<(Vec<String>, String)> {
    let short = |all: &[PercentileView]| all.iter().map(|p| p.pay.short()).collect();
    let after_tax =
        view.after_tax.as_ref().map(|net| (short(&net.percentiles), "after tax".into()));
    let at_prices = view.at_prices.as_ref().map(|at| {
        let net = if at.after_tax { "after tax, " } else { "" };
        (short(&at.percentiles), format!("{net}at the prices of {}", at.place_name))
    });
    after_tax.into_iter().chain(at_prices).collect()
}

/// What the two lines of figures mean, as far as there is room beside them.
fn meanings(room: usize, per: &str) -> (String, &'static str) {
    match room {
        38.. => (
            format!("{per}: a person drawn from the market"),
            "80 % interval of the market's figure",
        ),
        26..38 => (format!("{per}, across people"), "the figure's 80 % interval"),
        _ => (String::new(), ""),
    }
}

/// Least width of a column of percentiles; amounts with a long currency get more.
const COLUMN: usize = 10;

/// Cells of one width, P50 stronger than the rest of a plain line, and what they mean.
fn percentile_row(
    style: &Style,
    column: usize,
    cells: &[String],
    paint: Paint,
    meaning: &str,
) -> String {
    let set = |(at, cell): (usize, &String)| {
        let paint = if at == 2 && paint == Paint::Plain { Paint::Bold } else { paint };
        style.paint(&format!("{:>column$}", style.letters(cell)), paint)
    };
    let cells: String = cells.iter().enumerate().map(set).collect();
    format!(" {cells}   {}", style.paint(&style.letters(meaning), Paint::Dim))
}

fn marks(view: &PayView) -> Vec<Mark> {
    let offer = view.offer.as_ref().map(|offer| Mark {
        at: vec![offer.amount],
        words: format!("your offer: {}", sentences::percentile(&offer.percentile)),
    });
    let band = view.range.as_ref().map(|band| Mark {
        at: vec![band.low, band.high],
        words: format!("posted: {} of the market inside", words::probability(band.inside)),
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
    if let Some(hourly) = hourly(view) {
        page.labelled("Also", &hourly);
    }
    if let Some(net) = &view.after_tax {
        page.labelled("After tax", &after_tax(net));
    }
    if let Some(at) = &view.at_prices {
        page.labelled("Prices", &prices(at));
    }
    if view.why.is_some() {
        page.labelled("The market", &view.market);
    }
    page.labelled("How sure", &view.sure.sentence);
    page.labelled("Disagrees", &disagrees(view));
    for remark in &view.remarks {
        page.labelled("Note", remark);
    }
    if !view.hints.is_empty() {
        let label = if view.why.is_some() { "More" } else { "Why" };
        page.labelled(label, &view.hints.join(" · "));
    }
}

/// "holds 54 % of the market (24th percentile … to 78th); inside it P10 … P50 … P90".
fn range(band: &BandView, view: &PayView) -> String {
    let currency = view.median().currency;
    let short = |amount: f64| money::short(amount, currency);
    format!(
        "{} to {} holds {} of this market, from the {} to the {}. Inside it the market's middle is \
         {}, and eight in ten get {} to {}.",
        short(band.low),
        short(band.high),
        words::probability(band.inside),
        sentences::percentile(&band.low_percentile),
        sentences::percentile(&band.high_percentile),
        short(band.inner_p50),
        short(band.inner_p10),
        short(band.inner_p90),
    )
}

/// "the market at large has P50 ₹2.41m a year (±17 %)."
fn among_all(at_large: &Amount) -> String {
    let (amount, width) = (at_large.with_period(), at_large.plus_minus());
    format!("the market at large, with all kinds of employers, has P50 {amount} ({width}).")
}

/// "$90.58 an hour · total compensation about $251k (bonus and equity in it, ±14 %)".
fn hourly(view: &PayView) -> Option<String> {
    let hourly = view.hourly.as_ref().map(|h| format!("{} of full-time work", h.with_period()));
    let total = view.total_compensation.as_ref().map(|total| {
        format!(
            "total compensation about {} {} (with bonus and equity, {})",
            total.short(),
            words::per(total.per),
            total.plus_minus()
        )
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

fn disagrees(view: &PayView) -> String {
    let Some(most) = view.disagreements.first() else {
        return "no source stands out beyond its noise.".to_owned();
    };
    let others = view.disagreements.len() - 1;
    let more = match others {
        0 => String::new(),
        _ if view.why.is_some() => " All of them are below.".to_owned(),
        1 => " 1 more source stands out: ask why.".to_owned(),
        n => format!(" {n} more sources stand out: ask why."),
    };
    format!("{}; counted as its own offset, not in the figures.{more}", most.sentence)
}
