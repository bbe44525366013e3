//! Pay over the years, and when a pay is reached.

use goingrate_view::money;
use goingrate_view::views::career::{CareerView, CareerWayView, GoalView};
use goingrate_view::words::{capitalised, count, probability};
use maud::{Markup, html};

use super::{others, words};
use crate::charts::fan::{Fan, MOST, Way};
use crate::parts::table::Row as TableRow;
use crate::parts::{Cell, Column, Figure, Figures, Table};
use crate::words::tight;

/// Pay of staying and of the ways that are most often better, year by year.
pub(super) fn section(figures: &mut Figures, view: &CareerView, is_own: bool) -> Option<Markup> {
    let stay = view.ways.first()?;
    let mut drawn = vec![stay];
    drawn.extend(others(view).into_iter().take(MOST - 1));
    let years = stay.pay.len().checked_sub(1)?;
    let fan = Fan {
        ways: drawn.iter().map(|way| line(way, view)).collect(),
        you: is_own.then(|| {
            (view.today.p50, format!("you now, {}", money::about(view.today.p50, view.currency)))
        }),
        goal: view
            .goal
            .map(|goal| (goal, format!("your goal, {}", money::named(goal, view.currency)))),
        tick: Box::new(crate::words::ticks(view.currency)),
    };
    let title = title(&drawn, view);
    let about = format!(
        "Pay a year before tax over {}, in {} of today. Lines are the middle, bands hold 8 cases in 10.",
        count(years, "year"),
        view.currency
    );
    let figure = Figure {
        id: "years",
        picture: fan.picture(format!("{title}. {about}")),
        title,
        about,
        key: Vec::new(),
        table: Some(table(&drawn, view)),
        sources: None,
    };
    let body = html! {
        (figures.draw(figure))
        @if view.ways.len() > MOST {
            p.note { "Drawn are staying and the " (MOST - 1) " ways that are most often better. To draw others, name them under “Ways to compare”." }
        }
    };
    Some(crate::parts::section("years-head", "Pay over the years", body))
}

/// "In 10 years the middle is at $176k by staying, and at $221k by joining …".
fn title(drawn: &[&CareerWayView], view: &CareerView) -> String {
    let at = |way: &CareerWayView| {
        way.pay.get(10).map_or_else(String::new, |year| money::about(year.p50, view.currency))
    };
    match drawn {
        [stay, best, ..] => format!(
            "In 10 years the middle is {} by staying, {} by {}",
            at(stay),
            at(best),
            best.name
        ),
        [stay] => format!("In 10 years the middle is {}", at(stay)),
        [] => String::new(),
    }
}

fn line(way: &CareerWayView, view: &CareerView) -> Way {
    let at_the_end =
        way.pay.last().map(|year| words::range(year, view.currency)).unwrap_or_default();
    Way {
        name: capitalised(&way.name),
        years: way.pay.iter().map(|year| [year.p10, year.p50, year.p90]).collect(),
        at_the_end,
    }
}

/// Pay year by year.
fn table(drawn: &[&CareerWayView], view: &CareerView) -> Table {
    let mut columns = vec![Column::words("After")];
    columns.extend(drawn.iter().map(|way| Column::figures(capitalised(&way.name))));
    let years = drawn.iter().map(|way| way.pay.len()).max().unwrap_or(0);
    let rows = (0..years).map(|at| {
        let after = if at == 0 { "now".to_owned() } else { count(at, "year") };
        let pay = drawn.iter().map(|way| match way.pay.get(at) {
            Some(year) => Cell::new(html! { (words::range(year, view.currency)) }, year.p50),
            None => Cell::missing(),
        });
        TableRow::new(std::iter::once(Cell::text(after)).chain(pay).collect())
    });
    Table {
        id: "years-table".into(),
        caption: format!("Pay a year before tax, in {} of today", view.currency),
        rows: rows.collect(),
        columns,
        cards: true,
    }
}

/// When a pay is reached, the likeliest way within ten years first.
pub(super) fn goal(figures: &mut Figures, view: &CareerView) -> Option<Markup> {
    let goal = money::named(view.goal?, view.currency);
    let chance = |way: &CareerWayView| way.goal.as_ref().map_or(0.0, |goal| goal.chance[1]);
    let mut ways: Vec<&CareerWayView> = view.ways.iter().collect();
    ways.sort_by(|a, b| chance(b).total_cmp(&chance(a)));
    let rows = ways.iter().filter_map(|way| Some(goal_row(way, way.goal.as_ref()?)));
    let table = Table {
        id: "goals".into(),
        caption: format!("How likely {goal} a year before tax is reached"),
        columns: vec![
            Column::words("Way"),
            Column::words("The middle is there"),
            Column::figures("Within 5 years"),
            Column::figures("10 years"),
            Column::figures("15 years"),
        ],
        rows: rows.collect(),
        cards: true,
    };
    let heading = format!("When {goal} is reached");
    Some(crate::parts::section("goal-head", &heading, figures.table(&table)))
}

fn goal_row(way: &CareerWayView, goal: &GoalView) -> TableRow {
    let when = match goal.years {
        Some(0) => "now".to_owned(),
        Some(years) => format!("after {}", count(years, "year")),
        None => "not in 15 years".to_owned(),
    };
    let chances = goal.chance.map(|share| Cell::new(html! { (tight(&probability(share))) }, share));
    let words = [Cell::text(capitalised(&way.name)), Cell::text(when)];
    TableRow::new(words.into_iter().chain(chances).collect())
}
