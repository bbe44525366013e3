//! The question of a page as a plan.

use goingrate::plan::project::Catalogue;
use goingrate_view::views::project::ProjectView;

use super::asked::text;
use crate::Input;
use crate::pages::planned::assumed::otherwise;
use crate::pages::planned::plan::quoted;

/// The plan. The first day and the day of the prices are those that were taken, so that it stays the same.
pub fn plan(view: &ProjectView, input: &Input, catalogue: &Catalogue) -> String {
    let mut lines = vec![
        "# A project of Going Rate. Ask it with `goingrate project plan.toml`, or on the page that it is from.".to_owned(),
        format!("project = {}", quoted(&text(input, catalogue))),
    ];
    let said = |name: &str| Some(input.one(name)).filter(|text| !text.is_empty());
    lines.extend(
        ["team", "budget"]
            .into_iter()
            .filter_map(|name| Some(format!("{name} = {}", quoted(said(name)?)))),
    );
    lines.extend(view.by_day.as_ref().map(|day| format!("by = {}", quoted(day))));
    lines.push(format!("start = {}", view.start));
    lines.push(format!("as_of = {}", view.as_of));
    let sure = view.fits.as_ref().map(|fits| fits.confidence);
    lines.extend(sure.map(|sure| format!("confidence = {sure}")));
    lines.push(format!("currency = {}", quoted(&view.currency.to_string())));
    lines.push(format!("draws = {}", view.draws));
    let assumed: Vec<String> = otherwise(input).iter().map(|text| quoted(text)).collect();
    if !assumed.is_empty() {
        lines.push(format!("assume = [{}]", assumed.join(", ")));
    }
    lines.join("\n") + "\n"
}
