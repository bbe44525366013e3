//! An invented hiring kit: few texts of our own making, a market around $150,000, costs by invented
//! assumptions.

use goingrate::ask::{AdvertRange, KitAnswer, LawAnswer, LawOfPlace};
use goingrate::model::PercentileRank;
use goingrate_plan::kit::{AskedSkill, HiringKit, KitQuestion, Kits, Pays, cost, kit};
use goingrate_plan::{Assumptions, At, Spread, Used};
use goingrate_view::document;
use goingrate_view::views::kit::KitView;

use crate::pay;
use crate::world::{World, today};

/// Texts of a small kit, with signs that Markdown and HTML would take for their own.
const SHEETS: &str = include_str!("../files/kit.toml");
/// What its costs are counted from.
const ASSUMED: &str = include_str!("../files/kit-planning.toml");

/// The view of a kit for a senior with Rust and COBOL in Seattle.
pub fn view(world: &World) -> KitView {
    KitView::new(&answer(world), &world.context())
}

fn answer(world: &World) -> KitAnswer {
    let sheets = Kits::read([("kit.toml", SHEETS)]).expect("whole sheets");
    let place = world.place("Seattle");
    let law = LawOfPlace { place: world.place("Washington State"), law: sheets.laws()[0].clone() };
    let kit = sheet(&sheets);
    let costs = kit.mistakes.iter().map(|mistake| cost(mistake, &pays(), assumed)).collect();
    let rank = |percentile: f64| PercentileRank { percentile, low: 0.3, high: 0.7 };
    KitAnswer {
        market: pay::plain(world),
        kit,
        range: AdvertRange {
            low: 130_000.0,
            high: 170_000.0,
            width: 0.267,
            usual_width: assumed("advert-range-width").expect("assumed"),
            market_width: 0.33,
            ranks: Some([rank(0.35), rank(0.66)]),
            limited_by: None,
        },
        law: LawAnswer {
            laws: vec![law],
            within: Vec::new(),
            covered: true,
            place,
            country: "United States".to_owned(),
        },
        costs,
    }
}

fn sheet(sheets: &Kits) -> HiringKit {
    let skill = |slug: &str, name: &str| AskedSkill {
        slug: slug.to_owned(),
        name: name.to_owned(),
        above: Vec::new(),
    };
    let question = KitQuestion {
        roles: vec!["backend-developer".to_owned(), "computing".to_owned()],
        level: "senior".to_owned(),
        skills: vec![skill("rust", "Rust"), skill("cobol", "COBOL")],
        language: Some("Rust".to_owned()),
    };
    kit(sheets, &question).expect("a kit")
}

fn pays() -> Pays {
    let gap = Some(Spread::new(20_000.0, 25_000.0, 30_000.0));
    Pays { year: Spread::new(140_000.0, 150_000.0, 160_000.0), hours: 2080.0, gap }
}

fn assumed(name: &str) -> Result<Used, goingrate::units::Problem> {
    let assumptions = Assumptions::read([("kit-planning.toml", ASSUMED)]).expect("a whole file");
    assumptions.used(name, &At { places: &["us"], of: &["employee"], on: today() })
}

#[test]
fn every_form_of_a_kit_is_what_it_was() {
    let page = document::kit(&view(&World::invent()));
    crate::hold_against_file("kit.md", &document::markdown(&page));
    crate::hold_against_file("kit.html", &document::html(&page));
}

#[test]
fn a_page_needs_nothing_from_outside() {
    let page = document::html(&document::kit(&view(&World::invent())));
    for sign in ["<script", "<link", "<img", "src=", "url(", "@import", "<b>"] {
        assert!(!page.contains(sign), "{sign}");
    }
}
