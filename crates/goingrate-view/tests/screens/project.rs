//! An invented project: five features, two freelancers and a founder, with and without limits.

use goingrate::ask::{
    Lever, OverSalary, ProjectAnswer, ProjectPart, TeamLineAnswer, Why, read_team,
};
use goingrate::units::Currency;
use goingrate_plan::project::{
    Basis, Class, Complexity, DayPrice, Member, Overrun, Paid, Past, Piece, Question, project,
    recalibrate,
};
use goingrate_plan::{Source, Spread, Status, Used};
use goingrate_view::views::project::ProjectView;

use crate::world::{World, today};

/// Without limits.
pub fn plain(world: &World) -> ProjectView {
    ProjectView::new(&answer(world, None, None), &world.context())
}

/// With a budget and a date, of which a part fits.
pub fn limited(world: &World) -> ProjectView {
    let mut told = answer(world, Some(20_000.0), Some(2.5));
    let past = [Past { estimated: 10.0, actual: 14.0 }; 8];
    told.recalibration = Some(recalibrate(&overrun(), &past));
    told.remarks = vec!["Not known and not used: “quux”.".to_owned()];
    let mut view = ProjectView::new(&told, &world.context());
    view.tell_cloud = true;
    view
}

/// With limits in which nothing fits, and with everything that is assumed.
pub fn hopeless(world: &World) -> ProjectView {
    let mut view = ProjectView::new(&answer(world, Some(100.0), None), &world.context());
    view.tell_assumptions = true;
    view
}

fn overrun() -> Overrun {
    let class = Class::Client;
    Overrun { class, low: 0.8, middle: 1.2, high: 2.0, tail: 3.0, most: 6.0, by_size: 0.08 }
}

fn part(name: &str, title: &str, middle: f64, count: u32, needs: &[&str]) -> ProjectPart {
    ProjectPart {
        name: name.to_owned(),
        title: title.to_owned(),
        complexity: Some(Complexity::Usual),
        count,
        days: Spread::new(0.5 * middle, middle, 2.0 * middle),
        value: 3,
        needs: needs.iter().map(|need| (*need).to_owned()).collect(),
        roles: vec!["backend".to_owned()],
        required: false,
        why: Why::Said,
    }
}

fn parts() -> Vec<ProjectPart> {
    let needed = Why::Needed("Payments".to_owned());
    vec![
        ProjectPart { why: needed, ..part("accounts", "Accounts", 6.0, 1, &[]) },
        ProjectPart { value: 5, ..part("payments", "Payments", 9.0, 1, &["accounts"]) },
        ProjectPart { why: Why::Usual, ..part("records", "Records of one kind", 12.0, 4, &[]) },
        ProjectPart { complexity: None, ..part("import", "Import of the old shop", 18.0, 1, &[]) },
        ProjectPart { value: 1, ..part("languages", "Several languages", 7.0, 1, &[]) },
    ]
}

fn basis() -> Basis {
    Basis {
        ramp_days: Spread::new(5.0, 10.0, 20.0),
        ramp_start: Spread::certain(0.5),
        overrun: overrun(),
        waiting: Spread::new(1.0, 1.1, 1.4),
        maintenance: Spread::new(0.1, 0.2, 0.3),
        hosting: Spread::new(50.0, 150.0, 500.0),
        ..Basis::certain()
    }
}

fn answer(world: &World, budget: Option<f64>, months: Option<f64>) -> ProjectAnswer {
    let parts = parts();
    let at = |name: &String| parts.iter().position(|part| part.name == *name);
    let piece = |part: &ProjectPart| Piece {
        count: part.count,
        value: part.value,
        needs: part.needs.iter().filter_map(at).collect(),
        ..Piece::new(&part.name, part.days)
    };
    let price = DayPrice::spread(Spread::new(250.0, 400.0, 600.0));
    let members = vec![
        Member::new("senior backend developer", 2.0, Paid::Worked, price),
        Member::new("founder", 1.0, Paid::Nothing, DayPrice::fixed(0.0)),
    ];
    let pieces = parts.iter().map(piece).collect();
    let question =
        Question { budget, months, draws: 4_000, ..Question::new(pieces, members, basis()) };
    ProjectAnswer {
        kind: None,
        team: team(world),
        team_assumed: false,
        currency: Currency::USD,
        start: today(),
        budget,
        by: months.map(|months| ("2027-02-06".parse().expect("a day"), months)),
        confidence: question.confidence,
        answer: project(&question).expect("a whole question"),
        class: Class::Client,
        recalibration: None,
        used: used(),
        levers: levers(),
        remarks: Vec::new(),
        draws: question.draws,
        parts,
    }
}

fn team(world: &World) -> Vec<TeamLineAnswer> {
    let team = read_team("2 senior, 1 founder, Poland, freelance", world.words(), today());
    let lines = team.expect("a team").lines.into_iter();
    let told = |line: goingrate::ask::TeamLine| TeamLineAnswer {
        title: line.title(world.words()),
        over_salary: (!line.founder).then(|| OverSalary::Law(0.2, "Poland, 2026".to_owned())),
        line,
    };
    lines.map(told).collect()
}

fn used() -> Vec<Used> {
    let source = Source {
        title: "Invented projects".to_owned(),
        url: "https://example.org".to_owned(),
        checked: today(),
    };
    let overrun = Used {
        name: "overrun".to_owned(),
        what: "Actual over estimated days".to_owned(),
        unit: "ratio".to_owned(),
        low: 0.8,
        typical: 1.2,
        high: 2.0,
        place: None,
        of: Some("client".to_owned()),
        status: Status::Published,
        source: Some(source),
        note: Some("Cancelled projects are in no set.".to_owned()),
        signed: false,
    };
    let waiting = Used {
        name: "waiting".to_owned(),
        what: "Calendar time over working time".to_owned(),
        of: None,
        status: Status::Yours,
        source: None,
        note: None,
        ..overrun.clone()
    };
    vec![overrun, waiting]
}

fn levers() -> Vec<Lever> {
    let lever = |what: &str, cost, months, but: &str| Lever {
        what: what.to_owned(),
        cost,
        months,
        but: but.to_owned(),
    };
    vec![
        lever("The same team in India", -9_400.0, 0.0, "other hours and languages"),
        lever("One more senior backend developer", 2_100.0, -0.7, "more people lose more time"),
    ]
}
