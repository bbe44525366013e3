//! What a project costs and how long it takes, as text: the answer, two pictures, what fits, features,
//! people, the course of the project, the year after, levers, and what all that rests on.

mod cloud;
mod course;
mod said;
mod tables;

use super::assumed;
use super::page::Page;
use super::pay::{Mark, Picture};
use crate::style::{Paint, Style};
use crate::views::project::{OutlookView, ProjectView};
use crate::{money, words};

use said::{in_100, months};

/// The screen of a project.
pub fn project(view: &ProjectView, style: &Style) -> String {
    let mut page = Page::new(style);
    head(&mut page, view);
    if !style.brief {
        pictures(&mut page, view);
    }
    if view.tell_cloud && !style.brief {
        page.heading(&format!("Both together: months over {}", view.currency));
        cloud::cloud(&mut page, view);
    }
    fits(&mut page, view);
    page.heading("What is built, in days of the whole team");
    page.table(&tables::features(view)).gap();
    page.painted(&said::days(view), Paint::Dim);
    page.heading("Who builds it");
    page.table(&tables::team(view));
    page.heading("How it goes");
    course::course(&mut page, view);
    levers(&mut page, view);
    page.gap();
    page.labelled("Year after", &said::year_after(view));
    page.labelled("How sure", &said::how_sure(view));
    if let Some(own) = &view.overrun.own_past {
        page.labelled("Your past", own);
    }
    page.labelled("Assumed", &said::assumed(view));
    if view.tell_assumptions {
        assumed::assumptions(&mut page, &view.assumptions);
    }
    page.finish()
}

/// The answer first, then what is odd about it.
fn head(page: &mut Page, view: &ProjectView) {
    page.painted(&said::headline(view), Paint::Bold);
    page.line(&said::range(view));
    for sentence in said::limits(view) {
        page.painted(&sentence, Paint::Mine);
    }
    page.painted(&view.title, Paint::Dim);
    for remark in &view.remarks {
        page.painted(remark, Paint::Open);
    }
}

fn pictures(page: &mut Page, view: &ProjectView) {
    page.heading(&format!("What it costs, in {}", view.currency));
    let budget = view.budget.as_ref().map(|limit| {
        let words = format!(
            "{}: {} cost more",
            money::named(limit.limit, view.currency),
            in_100(limit.over)
        );
        Mark { at: vec![limit.limit], words }
    });
    picture(page, &view.cost, budget);
    page.heading("How long it takes, in months");
    let by = view.by.as_ref().map(|limit| {
        let day = view.by_day.as_deref().unwrap_or_default();
        Mark { at: vec![limit.limit], words: format!("{day}: {} are later", in_100(limit.over)) }
    });
    picture(page, &view.months, by);
}

fn picture(page: &mut Page, outlook: &OutlookView, mark: Option<Mark>) {
    let at = |percent: usize| outlook.curve.get(percent - 1).copied().unwrap_or(outlook.p50);
    let percentiles = [outlook.p10, at(25), outlook.p50, at(75), outlook.p90];
    // A limit far beyond the curve would squeeze it; its sentence stands above.
    let near = |mark: &Mark| mark.at.iter().all(|at| *at > 0.0 && *at < 1.5 * outlook.p95);
    let marks = mark.into_iter().filter(near).collect();
    let picture = Picture { curve: &outlook.curve, percentiles, marks };
    for line in picture.lines(page.style) {
        page.raw(&line);
    }
}

/// What fits into the limits.
fn fits(page: &mut Page, view: &ProjectView) {
    if view.budget.is_none() && view.by.is_none() {
        return;
    }
    page.heading(&said::fits_heading(view));
    let Some(fits) = &view.fits else {
        page.line("  Nothing: not even the smallest version stays within the limits so surely.");
        return;
    };
    if fits.all {
        page.line("  Everything.");
    } else {
        page.labelled("  Holds", &words::list(&fits.holds));
        page.labelled("  Without", &words::list(&fits.leaves_out));
    }
    let cost = money::about(fits.cost.p50, view.currency);
    let (p80, time) = (money::about(fits.cost.p80, view.currency), months(fits.months.p50));
    let text = format!(
        "about {cost} and {time}; 8 in 10 stay below {p80} and {}; {} stay within the limits",
        months(fits.months.p80),
        in_100(fits.within),
    );
    page.labelled("  Costs", &text);
    let [value, all] = fits.value;
    let best = match (fits.all, fits.proven) {
        (true, _) => return,
        (false, true) => {
            "no choice of as many days is worth more; a plan can say what each is worth to you"
        }
        (false, false) => "the best that was found; the search was cut short",
    };
    page.labelled(
        "  Worth",
        &format!("{value} of {all} points, what each feature needs kept; {best}"),
    );
}

fn levers(page: &mut Page, view: &ProjectView) {
    if view.levers.is_empty() {
        return;
    }
    page.heading("What would change it, in the middle");
    page.table(&tables::levers(view));
}
