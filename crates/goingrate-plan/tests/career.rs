//! A career against its closed form, and what must always hold.

use goingrate_plan::Assumptions;
use goingrate_plan::career::{
    CareerAnswer, CareerQuestion, Level, Own, Start, Way, Work, YEARS, career,
};
use goingrate_plan::hire::MarketDoubt;
use goingrate_units::Currency;

/// Every assumption without doubt: the step to senior after three years, a change of job after 100.
const CERTAIN: [(&str, &str, f64, bool); 16] = [
    ("discount-rate", "share a year", 0.04, false),
    ("real-growth", "share a year", 0.0, true),
    ("years-to-step", "years", 3.0, false),
    ("promotion-raise", "share of pay", 0.10, false),
    ("changer-extra", "share of pay", 0.02, true),
    ("years-between-jobs", "years", 100.0, false),
    ("position-kept", "share", 0.5, false),
    ("months-between-jobs", "months", 0.0, false),
    ("learning-months", "months", 6.0, false),
    ("learning-cost", "USD", 1_000.0, false),
    ("moving-cost", "USD", 5_000.0, false),
    ("billed-share", "share", 0.6, false),
    ("freelance-costs", "share", 0.2, false),
    ("founder-pay", "share", 0.5, false),
    ("founder-years", "years", 2.0, false),
    ("founder-nothing", "share", 1.0, false),
];

fn assumptions(own: &[&str]) -> Assumptions {
    let mut file =
        "source.ours = { title = 'Ours', url = 'https://a', checked = 2026-11-30 }\n".to_owned();
    let exit = ("founder-exit", "ratio", 3.0, false);
    for (name, unit, value, signed) in CERTAIN.into_iter().chain([exit]) {
        file += &format!(
            "[[assumption]]\nname = '{name}'\nwhat = '{name}'\nunit = '{unit}'\nsigned = {signed}\n\
             value = [{{ from = 2026-01-01, low = {value:?}, typical = {value:?}, high = {value:?}, \
             status = 'estimate', source = 'ours' }}]\n"
        );
    }
    let mut all = Assumptions::read([("test.toml", file.as_str())]).expect("a whole file");
    own.iter().for_each(|text| all.replace(text).expect("known"));
    all
}

fn level(word: &str, pay: f64, figure: usize) -> Level {
    let ln_median = [pay.ln(); YEARS + 1];
    Level { word: word.to_owned(), name: word.to_owned(), ln_median, figure }
}

fn way(name: &str, levels: Vec<Level>, start: Start, work: Work) -> Way {
    Way {
        name: name.to_owned(),
        levels,
        sd: 0.0,
        start,
        work,
        exchange: 1.0,
        at_prices: 1.0,
        law: None,
    }
}

fn moving(learns: &str) -> Start {
    Start::Move { learns: learns.to_owned(), home: false }
}

/// Staying at 100,000 with a step to 125,000, and a move to 120,000.
fn question() -> CareerQuestion {
    let stay = vec![level("mid", 100_000.0, 0), level("senior", 125_000.0, 1)];
    let other = vec![level("mid", 120_000.0, 2), level("senior", 150_000.0, 3)];
    CareerQuestion {
        ways: vec![
            way("staying", stay, Start::AsNow, Work::Employed),
            way("other", other, moving("role"), Work::Employed),
        ],
        market: MarketDoubt::none(4),
        own: Own::Pay(100_000.0),
        at_level: 0.0,
        years: 10,
        discount: Some(0.0),
        goal: None,
        currency: Currency::USD,
        places: vec!["us".to_owned()],
        on: "2026-11-30".parse().expect("a day"),
        draws: 200,
        seed: 1,
    }
}

/// The same with people who differ and a market in doubt.
fn doubtful() -> CareerQuestion {
    let mut question = question();
    question.market = MarketDoubt::of(4, &{
        let mut covariance = [0.001; 16];
        (0..4).for_each(|at| covariance[at * 5] = 0.002);
        covariance
    });
    question.ways.iter_mut().for_each(|way| way.sd = 0.25);
    question.own = Own::Drawn;
    question.draws = 4_000;
    question
}

/// Assumptions with doubt, as the carried ones are.
const DOUBT: [&str; 5] = [
    "years-to-step=2..12",
    "promotion-raise=6%..16%",
    "years-between-jobs=1.5..10",
    "position-kept=50%..90%",
    "learning-months=3..12",
];

fn answer(question: &CareerQuestion, own: &[&str]) -> CareerAnswer {
    career(question, &assumptions(own), &|_| Ok(1.0)).expect("an answer")
}

fn near(got: f64, expected: f64, what: &str) {
    // Tables of quantiles and their logarithms are the only rounding.
    assert!((got / expected - 1.0).abs() < 1e-9, "{what}: {got}, expected {expected}");
}

#[test]
fn without_variance_it_is_the_closed_form() {
    let answer = answer(&question(), &[]);
    let [stay, other] = &answer.ways[..] else { panic!("two ways") };
    // Three years at 100,000, then the raise of 10 %; the market's step moves nobody's pay.
    near(stay.total.p50, 3.0 * 100_000.0 + 7.0 * 110_000.0, "staying");
    near(stay.pay[2].p50, 100_000.0, "before the step");
    near(stay.pay[3].p50, 110_000.0, "after the step");
    // Half a year of learning at the old pay, then the new market and the changer's 2 %.
    let moved = 120_000.0 * 1.02;
    let first = 0.5 * 100_000.0 + 0.5 * moved - 1_000.0;
    near(other.total.p50, first + 2.0 * moved + 7.0 * moved * 1.1, "the move");
    near(other.gross.p50, other.total.p50 + 1_000.0, "the move before costs");
    assert_eq!((other.beats[9], other.equals[9]), (1.0, 0.0));
    let step = &stay.steps[0];
    near(step.market, 0.25, "the market's step");
    assert_eq!((step.years, step.reached), ([3.0; 3], [1.0; 3]));
}

#[test]
fn without_discount_worth_is_the_sum_and_with_it_the_formula() {
    let answer_at = |rate: f64| {
        let question = CareerQuestion { discount: Some(rate), ..question() };
        answer(&question, &[]).ways[0].clone()
    };
    let plain = answer_at(0.0);
    near(plain.worth.p50, plain.total.p50, "no discount");
    let pay = |year: i32| if year < 3 { 100_000.0 } else { 110_000.0 };
    let worth: f64 = (0..10).map(|y| pay(y) / 1.05f64.powf(f64::from(y) + 0.5)).sum();
    near(answer_at(0.05).worth.p50, worth, "5 %");
}

#[test]
fn the_discount_rate_is_an_assumption_unless_it_is_given() {
    let taken = answer(&CareerQuestion { discount: None, ..question() }, &["discount-rate=5%"]);
    let given = answer(&CareerQuestion { discount: Some(0.05), ..question() }, &[]);
    near(taken.ways[0].worth.p50, given.ways[0].worth.p50, "the same rate");
    near(taken.discount, 0.05, "told");
}

#[test]
fn a_change_of_job_draws_towards_the_market() {
    // One is promoted to 110,000 where the market pays 125,000, and changes after 5 years at the latest.
    let mut question = question();
    question.ways.truncate(1);
    let pay = answer(&question, &["years-between-jobs=5", "changer-extra=0"]).ways[0].pay[14].p50;
    assert!(pay > 110_000.0 && pay < 125_000.0, "{pay}");
}

#[test]
fn more_of_what_is_good_never_lowers_a_way() {
    let check = |name: &str, low: &str, high: &str, way: usize| {
        let at = |value: &str| {
            let own: Vec<String> = DOUBT.iter().map(|text| (*text).to_owned()).collect();
            let mut own: Vec<&str> = own.iter().map(String::as_str).collect();
            let value = format!("{name}={value}");
            own.push(&value);
            answer(&doubtful(), &own).ways[way].total
        };
        let (low, high) = (at(low), at(high));
        for (low, high) in [(low.p10, high.p10), (low.p50, high.p50), (low.p90, high.p90)] {
            assert!(high >= low, "{name} of way {way}: {low} {high}");
        }
    };
    for way in 0..2 {
        check("promotion-raise", "5%", "20%", way);
        check("changer-extra", "0%", "8%", way);
        check("real-growth", "0%", "2%", way);
        check("months-between-jobs", "2", "0", way);
    }
    check("learning-cost", "5000", "100", 1);
}

#[test]
fn a_goal_is_reached_when_pay_is_there() {
    let goal = |goal: f64| {
        let question = CareerQuestion { goal: Some(goal), ..question() };
        answer(&question, &[]).ways[0].goal.expect("a goal")
    };
    let below = goal(90_000.0);
    assert_eq!((below.median, below.chance), (Some(0), [1.0; 3]));
    assert_eq!(goal(105_000.0).median, Some(3));
    let above = goal(200_000.0);
    assert_eq!((above.median, above.chance), (None, [0.0; 3]));
}

#[test]
fn one_seed_gives_one_answer() {
    let seed = |seed: u64| answer(&CareerQuestion { seed, ..doubtful() }, &DOUBT);
    assert_eq!(seed(7), seed(7));
    assert_ne!(seed(7).ways[0].total, seed(8).ways[0].total);
}

#[test]
fn the_same_way_twice_is_told_as_the_same() {
    let mut question = doubtful();
    question.ways[1] = question.ways[0].clone();
    let answer = answer(&question, &DOUBT);
    let same = &answer.ways[1];
    assert_eq!((same.beats, same.equals), ([0.0; YEARS], [1.0; YEARS]));
    assert_eq!((same.more.p10, same.more.p90, same.must_pay), (0.0, 0.0, None));
}

#[test]
fn a_move_to_the_same_market_is_better_in_half_of_the_cases() {
    let mut question = doubtful();
    question.ways[1].levels = question.ways[0].levels.clone();
    let own = [
        &DOUBT[..],
        &["learning-cost=0", "learning-months=0", "changer-extra=0", "months-between-jobs=0"],
    ]
    .concat();
    let answer = answer(&question, &own);
    let (beats, equals) = (answer.ways[1].beats[9], answer.ways[1].equals[9]);
    assert!((beats + equals / 2.0 - 0.5).abs() < 0.05, "{beats} {equals}");
}

#[test]
fn what_a_move_must_pay_makes_it_worth_as_much() {
    // Without another job later, more at the start is more for good: the market of the move at that pay is
    // worth as much as staying.
    let own = [&DOUBT[..], &["years-between-jobs=100"]].concat();
    let must = answer(&doubtful(), &own).ways[1].must_pay.expect("a move");
    let more = (must.amount / must.pays).ln();
    let mut question = doubtful();
    for level in &mut question.ways[1].levels {
        level.ln_median.iter_mut().for_each(|ln| *ln += more);
    }
    let answer = answer(&question, &own);
    let off = answer.ways[1].worth_more.p50 / answer.ways[0].worth.p50;
    assert!(off.abs() < 0.01, "{off}");
    assert!(more < -0.05, "the move pays more than it must: {more}");
}

#[test]
fn whoever_has_waited_waits_on() {
    let years = |at_level: f64| {
        let question = CareerQuestion { at_level, ..doubtful() };
        answer(&question, &DOUBT).ways[0].steps[0].years
    };
    let (fresh, served) = (years(0.0), years(4.0));
    assert!(served[0] < fresh[0] && served[1] + 4.0 > fresh[1], "{fresh:?} {served:?}");
    // Nobody knows when who is beyond all draws steps up.
    assert!(years(500.0)[1].is_finite());
}

#[test]
fn freelancers_and_founders_live_on_what_is_said() {
    let mut question = question();
    let level = question.ways[0].levels[..1].to_vec();
    question.ways[0].levels.truncate(1);
    question.ways[1] = way("clients", level.clone(), moving("clients"), Work::Freelance);
    question.ways.push(way("company", level, moving("clients"), Work::Founder));
    let own = ["learning-months=0", "learning-cost=0", "changer-extra=0"];
    let answer = answer(&question, &own);
    near(answer.ways[1].total.p50, 10.0 * 100_000.0 * 0.6 * 0.8, "billed, less costs");
    near(answer.ways[2].total.p50, 2.0 * 50_000.0 + 8.0 * 100_000.0, "nothing comes out");
    let sold = self::answer(&question, &[&own[..], &["founder-nothing=0"]].concat());
    let exit = sold.ways[2].total.p50 - answer.ways[2].total.p50;
    near(exit, 300_000.0, "three years of pay");
    assert!(answer.ways[2].must_pay.is_none());
}

#[test]
fn what_cannot_be_asked_is_told_with_its_field() {
    let check = |change: &dyn Fn(&mut CareerQuestion), field: &str| {
        let mut question = question();
        change(&mut question);
        let problem = career(&question, &assumptions(&[]), &|_| Ok(1.0)).expect_err(field);
        assert_eq!(problem.field_name(), field, "{problem}");
    };
    check(&|q| q.ways.clear(), "ways");
    check(&|q| q.draws = 0, "draws");
    check(&|q| q.draws = usize::MAX, "draws");
    check(&|q| q.years = 0, "horizon");
    check(&|q| q.years = 16, "horizon");
    check(&|q| q.discount = Some(-0.1), "discount");
    check(&|q| q.discount = Some(f64::NAN), "discount");
    check(&|q| q.own = Own::Pay(0.0), "pay");
    check(&|q| q.own = Own::Pay(f64::INFINITY), "pay");
    check(&|q| q.goal = Some(-1.0), "goal");
    check(&|q| q.at_level = f64::NAN, "years");
    check(&|q| q.market = MarketDoubt::none(1), "market");
    check(&|q| q.ways[1].levels.clear(), "way");
    check(&|q| q.ways[1].sd = f64::NAN, "way");
    check(&|q| q.ways[1].exchange = 0.0, "way");
    check(&|q| q.ways[1].levels[0].ln_median[3] = f64::NAN, "way");
}
