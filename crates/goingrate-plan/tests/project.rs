//! What always holds of a project: no cost falls when an input rises, without variance the answer is the
//! closed form, quantiles are those of a million draws, what is wrong is named by its field.

use goingrate_plan::Spread;
use goingrate_plan::project::{
    Answer, Basis, Class, DayPrice, Member, Overrun, Paid, Piece, Question, project,
};

const CARRIED: Overrun = Overrun {
    class: Class::Client,
    low: 0.8,
    middle: 1.2,
    high: 2.0,
    tail: 3.0,
    most: 6.0,
    by_size: 0.08,
};

fn basis() -> Basis {
    Basis {
        ramp_days: Spread::new(5.0, 10.0, 20.0),
        ramp_start: Spread::new(0.3, 0.5, 0.7),
        communication: Spread::new(0.015, 0.03, 0.06),
        shortest: Spread::new(0.5, 0.8, 1.05),
        shortest_power: 0.34,
        days_off: Spread::new(22.0, 32.0, 42.0),
        waiting: Spread::new(1.0, 1.05, 1.4),
        management: Spread::new(0.035, 0.09, 0.19),
        overrun: CARRIED,
        maintenance: Spread::new(0.12, 0.2, 0.3),
        hosting: Spread::new(50.0, 150.0, 500.0),
    }
}

fn piece(name: &str, middle: f64, needs: &[usize]) -> Piece {
    let days = Spread::new(0.55 * middle, middle, 1.8 * middle);
    Piece { needs: needs.to_vec(), ..Piece::new(name, days) }
}

fn member(price: f64, paid: Paid) -> Member {
    let price = DayPrice::spread(Spread::new(0.7 * price, price, 1.4 * price));
    let productivity = Spread::new(0.9, 1.0, 1.1);
    Member { productivity, ..Member::new("developer", 1.0, paid, price) }
}

fn usual() -> Question {
    let pieces = vec![
        piece("setup", 3.0, &[]),
        piece("accounts", 6.0, &[0]),
        piece("payments", 9.0, &[1]),
        piece("search", 5.0, &[0]),
        piece("import", 18.0, &[0]),
    ];
    let members = vec![member(500.0, Paid::Worked), member(400.0, Paid::Calendar)];
    Question { draws: 4_000, ..Question::new(pieces, members, basis()) }
}

fn answer(question: &Question) -> Answer {
    project(question).expect("a whole question")
}

/// Cost never falls, at no quantile, when an input of the question is made larger.
fn check_rises(name: &str, make_larger: impl Fn(&mut Question)) {
    let mut larger = usual();
    make_larger(&mut larger);
    let (before, after) = (answer(&usual()).cost, answer(&larger).cost);
    for (before, after) in before.curve.iter().zip(&after.curve) {
        assert!(*after >= before * (1.0 - 1e-9), "{name}: {before} {after}");
    }
    assert!(after.mean > before.mean, "{name} changes nothing");
}

#[test]
fn cost_never_falls_when_what_it_is_made_of_rises() {
    let more = |spread: Spread| spread.times(1.3);
    check_rises("price", |q| q.members[0].price = member(650.0, Paid::Worked).price);
    check_rises("days of all", |q| {
        q.basis.overrun.by_size = 0.0;
        q.pieces.iter_mut().for_each(|piece| piece.days = more(piece.days));
    });
    check_rises("scope", |q| q.scope = Spread::certain(1.2));
    check_rises("management", |q| q.basis.management = more(q.basis.management));
    check_rises("communication", |q| q.basis.communication = more(q.basis.communication));
    check_rises("ramp", |q| q.basis.ramp_days = more(q.basis.ramp_days));
    check_rises("waiting", |q| q.basis.waiting = more(q.basis.waiting));
    check_rises("overrun", |q| {
        // All three alike: a middle that rises alone leaves less of a tail beyond P90.
        q.basis.overrun = Overrun { low: 0.88, middle: 1.32, high: 2.2, ..CARRIED };
    });
    check_rises("slower people", |q| {
        q.members[0].productivity = q.members[0].productivity.times(0.7);
    });
}

#[test]
fn another_feature_costs_more_at_every_quantile_that_is_told() {
    for days in [0.5, 2.0, 8.0, 60.0] {
        let mut larger = usual();
        larger.pieces.push(piece("another", days, &[]));
        let (before, after) = (answer(&usual()), answer(&larger));
        for of in [|a: &Answer| a.cost.clone(), |a: &Answer| a.months.clone()] {
            let told = |o: goingrate_plan::project::Outlook| [o.p10, o.p50, o.p80, o.p95];
            for (before, after) in told(of(&before)).into_iter().zip(told(of(&after))) {
                // One feature more spreads the doubt otherwise: half a percent is its noise.
                assert!(after > before * 0.995, "{days}: {before} {after}");
            }
        }
    }
}

#[test]
fn without_variance_the_answer_is_the_closed_form() {
    let certain = |days: f64| Piece::new("a feature", Spread::certain(days));
    let mut basis = Basis::certain();
    basis.management = Spread::certain(0.1);
    basis.communication = Spread::certain(0.05);
    basis.days_off = Spread::certain(20.0);
    basis.waiting = Spread::certain(1.5);
    basis.ramp_days = Spread::certain(10.0);
    basis.ramp_start = Spread::certain(0.5);
    basis.maintenance = Spread::certain(0.2);
    basis.hosting = Spread::certain(100.0);
    basis.overrun = Overrun { low: 1.2, middle: 1.2, high: 1.2, ..Overrun::none() };
    let mut senior = Member::new("senior", 2.0, Paid::Worked, DayPrice::fixed(500.0));
    senior.productivity = Spread::certain(1.3);
    let mut tester = Member::new("tester", 1.0, Paid::Calendar, DayPrice::fixed(300.0));
    tester.share = 0.5;
    let pieces = vec![certain(40.0), certain(60.0)];
    let members = vec![senior, tester];
    let found = answer(&Question { draws: 200, ..Question::new(pieces, members, basis) });
    let days = 100.0 * 1.2 * 1.1;
    let speed = (2.0 * 1.3 + 0.5) / (1.0 + 0.05 * 1.5);
    let work = days / speed + 10.0 - 10.0 * 0.75;
    let months = work / (240.0 / 12.0) * 1.5;
    let cost = 2.0 * work * 500.0 + 0.5 * months * 260.0 / 12.0 * 300.0;
    let close = |found: f64, expected: f64| {
        assert!((found / expected - 1.0).abs() < 1e-9, "{found} {expected}");
    };
    for (found, expected) in [(&found.days, days), (&found.months, months), (&found.cost, cost)] {
        [found.p10, found.p50, found.p95].iter().for_each(|found| close(*found, expected));
    }
    close(found.year_after.both.p50, 0.2 * cost + 1_200.0);
}

#[test]
fn a_founder_costs_nothing_and_works() {
    let mut question = usual();
    question.members = vec![Member::new("founder", 1.0, Paid::Nothing, DayPrice::fixed(0.0))];
    let found = answer(&question);
    assert_eq!(found.cost.p95, 0.0);
    assert!(found.months.p50 > 1.0);
}

#[test]
fn no_team_is_faster_than_the_shortest_schedule() {
    let mut question = usual();
    question.basis.shortest = Spread::certain(2.0);
    question.basis.days_off = Spread::certain(20.0);
    question.members[0].count = 200.0;
    let found = answer(&question);
    assert!(found.at_the_shortest > 0.9, "{}", found.at_the_shortest);
    let shortest = 2.0 * (found.days.p10 / 20.0).powf(0.34);
    assert!(found.months.p10 >= shortest * (1.0 - 1e-6), "{} {shortest}", found.months.p10);
}

#[test]
fn quantiles_agree_with_a_million_draws() {
    let few = answer(&Question { draws: 10_000, ..usual() });
    let many = answer(&Question { draws: 1_000_000, seed: 2, ..usual() });
    let told = |o: &goingrate_plan::project::Outlook| [o.p10, o.p50, o.p80, o.p95];
    for (few, many) in [(&few.cost, &many.cost), (&few.months, &many.months)] {
        let tolerances = [0.02, 0.02, 0.03, 0.06];
        for ((few, many), tolerance) in told(few).iter().zip(told(many)).zip(tolerances) {
            assert!((few / many - 1.0).abs() < tolerance, "{few} {many}");
        }
    }
}

#[test]
fn the_whole_is_as_uncertain_as_real_projects() {
    // One large feature or many small ones: the days are as far off as the carried error says.
    for count in [3, 30] {
        let pieces = (0..count).map(|at| piece(&at.to_string(), 200.0 / f64::from(count), &[]));
        let mut basis = Basis::certain();
        basis.overrun = CARRIED;
        let members = vec![Member::new("developer", 1.0, Paid::Worked, DayPrice::fixed(1.0))];
        let question = Question::new(pieces.collect(), members, basis);
        let days = answer(&Question { draws: 100_000, ..question }).days;
        for (found, expected) in [(days.p10, 160.0), (days.p50, 240.0), (days.p90, 400.0)] {
            let off: f64 = found / expected;
            assert!((off - 1.0).abs() < 0.06, "{count}: {found} {expected}");
        }
    }
}

#[test]
fn the_version_that_fits_stays_within_the_limits_as_surely_as_asked() {
    let limits = [(Some(14_000.0), None), (None, Some(2.0)), (Some(18_000.0), Some(2.2))];
    for (budget, months) in limits {
        let question = Question { budget, months, ..usual() };
        let fits = answer(&question).fits.expect("something fits");
        assert!(!fits.is_all() && fits.proven, "{fits:?}");
        assert!(fits.cost.p80 <= budget.unwrap_or(f64::INFINITY) * 1.02, "{fits:?}");
        assert!(fits.months.p80 <= months.unwrap_or(f64::INFINITY) * 1.02, "{fits:?}");
        assert!(fits.within >= 0.78, "{fits:?}");
        let kept = |at: usize| fits.counts[at] > 0;
        for (at, piece) in question.pieces.iter().enumerate() {
            assert!(!kept(at) || piece.needs.iter().all(|need| kept(*need)), "{fits:?}");
        }
    }
    let nothing = answer(&Question { budget: Some(10.0), ..usual() });
    assert_eq!((nothing.fits, nothing.over_budget), (None, Some(1.0)));
    let all = answer(&Question { budget: Some(1e9), ..usual() });
    assert!(all.fits.is_some_and(|fits| fits.is_all()));
}

#[test]
fn the_same_seed_gives_the_same_answer() {
    assert_eq!(answer(&usual()), answer(&usual()));
    assert_ne!(answer(&usual()).cost, answer(&Question { seed: 2, ..usual() }).cost);
}

fn check_refused(field: &str, spoil: impl Fn(&mut Question)) {
    let mut question = usual();
    spoil(&mut question);
    let problem = project(&question).expect_err(field);
    assert_eq!(problem.field_name(), field, "{problem}");
    assert!(problem.hint.is_some(), "{problem}");
}

#[test]
fn what_is_wrong_is_named_by_its_field() {
    check_refused("features", |q| q.pieces.clear());
    check_refused("features", |q| q.pieces[0].needs = vec![99]);
    check_refused("features", |q| q.pieces[0].count = 0);
    check_refused("features", |q| {
        (q.pieces[0].needs, q.budget) = (vec![1], Some(1e4));
    });
    check_refused("days", |q| q.pieces[0].days = Spread::new(3.0, 2.0, 1.0));
    check_refused("days", |q| q.pieces[0].days = Spread::certain(-1.0));
    check_refused("days", |q| q.pieces[0].days = Spread::certain(f64::NAN));
    check_refused("team", |q| q.members.clear());
    check_refused("team", |q| {
        q.members = vec![Member { count: 400.0, ..member(1.0, Paid::Worked) }; 2];
    });
    check_refused("count", |q| q.members[0].count = -1.0);
    check_refused("share", |q| q.members[0].share = -0.2);
    check_refused("share", |q| q.members[0].share = 1.5);
    check_refused("budget", |q| q.budget = Some(0.0));
    check_refused("by", |q| q.months = Some(-3.0));
    check_refused("confidence", |q| q.confidence = 1.0);
    check_refused("draws", |q| q.draws = 0);
}

#[test]
fn what_fits_is_as_sure_as_is_asked_for() {
    let whole = answer(&usual());
    for confidence in [0.6, 0.8, 0.9] {
        for share in [0.7, 0.85, 1.0, 1.2, 1.4] {
            let budget = Some(share * whole.cost.p50);
            let question = Question { budget, confidence, draws: 6_000, ..usual() };
            let Some(fits) = answer(&question).fits else { continue };
            assert!(fits.within >= confidence, "{share} {confidence}: {}", fits.within);
        }
    }
    // Budgets at the very quantile, where tries with fewer draws say otherwise than all of them.
    for at in 70..90 {
        let question = Question { budget: Some(whole.cost.curve[at]), ..usual() };
        let fits = answer(&question).fits;
        assert!(fits.is_none_or(|fits| fits.within >= question.confidence), "{at}");
    }
}
