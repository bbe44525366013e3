//! From gross to net and from salary to cost, as faces ask for it, and what is refused.

mod common;

use goingrate_rules::{Counts, Filing, Rules, TaxCase};
use goingrate_units::{Currency, Pay, Period};

fn usd(amount: f64) -> Pay {
    Pay::new(amount, Currency::USD, Period::Year).unwrap()
}

#[test]
fn lines_add_up_to_what_is_left() {
    let rules = common::rules();
    for (place, _) in rules.places().into_iter().filter(|(place, _)| place.starts_with("us")) {
        for filing in Filing::ALL {
            for salary in [12_000.0, 61_000.0, 250_000.0, 2_000_000.0] {
                adds_up(
                    &rules,
                    TaxCase { filing: *filing, ..TaxCase::employee(place, usd(salary), 2026) },
                );
            }
        }
    }
}

fn adds_up(rules: &Rules, question: TaxCase) {
    let answer = rules.take_home(&question).unwrap();
    let counted = answer.lines.iter().filter(|line| line.counts.is_some());
    let taken: f64 = counted.map(|line| line.amount.amount()).sum();
    let gap = answer.gross.amount() - taken - answer.net.amount();
    assert!(gap.abs() < 0.01, "{question:?}: {gap}");
    assert!(answer.net.amount() > 0.0 && answer.net.amount() < answer.gross.amount() + 2_000.0);
    assert!((-0.5..1.0).contains(&answer.marginal_rate), "{question:?}: {}", answer.marginal_rate);
}

#[test]
fn every_line_that_counts_names_its_rule_or_combines_others() {
    let answer =
        common::rules().take_home(&TaxCase::employee("us-ny-nyc", usd(148_000.0), 2026)).unwrap();
    let payroll = answer.lines.iter().find(|line| line.name == "social_security").unwrap();
    let rule = payroll.rule.as_ref().unwrap();
    assert!(rule.source.title.contains("IRS Topic 751") && rule.from.to_string() == "2025-01-01");
    assert_eq!(answer.place_name, "New York City");
    assert!(answer.leaves_out.iter().any(|what| what.contains("children")));
}

#[test]
fn saving_before_tax_lowers_the_tax_and_stays_ones_own() {
    let rules = common::rules();
    let plain = TaxCase::employee("us-ca", usd(180_000.0), 2026);
    let saving = TaxCase { saving: Some(usd(24_500.0)), ..plain.clone() };
    let (plain, saving) = (rules.take_home(&plain).unwrap(), rules.take_home(&saving).unwrap());
    assert_eq!(saving.saving.amount(), 24_500.0);
    let cheaper = plain.taxes.amount() - saving.taxes.amount();
    assert!((cheaper - 24_500.0 * (0.24 + 0.093)).abs() < 1.0, "{cheaper}");
}

#[test]
fn a_bonus_is_income_of_the_year() {
    let rules = common::rules();
    let split =
        TaxCase { bonus: Some(usd(30_000.0)), ..TaxCase::employee("us-wa", usd(120_000.0), 2026) };
    let whole = TaxCase::employee("us-wa", usd(150_000.0), 2026);
    let net = |question: &TaxCase| rules.take_home(question).unwrap().net.amount();
    assert!((net(&split) - net(&whole)).abs() < 1e-6);
}

#[test]
fn freelance_profit_pays_both_halves() {
    let answer =
        common::rules().take_home(&TaxCase::freelance("us-tx", usd(100_000.0), 2026)).unwrap();
    assert!((answer.contributions.amount() - 14_129.55).abs() < 0.01);
}

/// In California at 490,000 the state's tax, with disability insurance, is deducted federally.
#[test]
fn state_tax_is_deducted_as_it_is_computed() {
    let answer =
        common::rules().take_home(&TaxCase::employee("us-ca", usd(490_000.0), 2026)).unwrap();
    let line = |part: &str, name: &str| {
        let found = answer.lines.iter().find(|line| line.part == part && line.name == name);
        found.unwrap().amount.amount()
    };
    let paid = line("us/ca", "income_tax") + line("us/ca", "sdi");
    assert!((line("us/federal", "state_and_local") - paid).abs() < 0.01);
    assert_eq!(line("us/federal", "salt"), 40_400.0);
}

#[test]
fn an_employer_pays_its_half_and_benefits() {
    let cost = common::rules()
        .employer_cost(&TaxCase::employee("us-ny-nyc", usd(150_000.0), 2026))
        .unwrap();
    let own = || cost.lines.iter().filter(|line| line.part.starts_with("us/employer"));
    let of = |name: &str| own().find(|line| line.name == name).unwrap();
    assert_eq!(of("social_security").amount.amount(), 9_300.0);
    let theirs = cost.lines.iter().filter(|line| line.part == "us/payroll");
    assert!(theirs.into_iter().all(|line| line.counts.is_none()), "the worker's own taxes");
    let counted = [Counts::Contribution, Counts::Benefit, Counts::Tax];
    let lines = own().filter(|line| line.counts.is_some_and(|counts| counted.contains(&counts)));
    let sum: f64 = lines.map(|line| line.amount.amount()).sum();
    assert!((cost.total.amount() - 150_000.0 - sum).abs() < 0.01, "{sum}");
    assert_eq!(of("paid_leave").counts, Some(Counts::Inside));
    let added = cost.contributions.amount() + cost.benefits.amount();
    assert!((cost.total.amount() - 150_000.0 - added).abs() < 0.01);
    // Paid leave is inside the salary: the load is far below 46.60 / 32.60 − 1 = 43 %.
    assert!((0.12..0.30).contains(&cost.load), "{}", cost.load);
}

/// The question is refused with words that help.
fn refused(question: TaxCase, says: &str) {
    let error = common::rules().take_home(&question).unwrap_err();
    assert!(error.to_string().contains(says), "{error}");
}

#[test]
fn refusals_name_what_there_is() {
    let ask = |place: &str, year| TaxCase::employee(place, usd(90_000.0), year);
    refused(ask("zz", 2026), "United States (us)");
    refused(ask("us-zz", 2026), "the nearest are us, us-ak");
    refused(ask("us-ca", 2019), "rules of 2025, 2026");
    refused(TaxCase { regime: "pirate".into(), ..ask("us", 2026) }, "employee, freelance");
    let euro = Pay::new(90_000.0, "EUR".parse().unwrap(), Period::Year).unwrap();
    refused(TaxCase::employee("us-ca", euro, 2026), "convert it first");
    refused(TaxCase { salary: None, ..ask("us-ca", 2026) }, "neither salary, bonus nor profit");
}

#[test]
fn coverage_says_what_is_left_out() {
    let rules = common::rules();
    let country = rules.coverage().country_of("us-ny-nyc").unwrap();
    assert!(country.verified_for.contains(&2026) && !country.leaves_out.is_empty());
}

fn of(amount: f64, currency: &str) -> Pay {
    Pay::new(amount, currency.parse().unwrap(), Period::Year).unwrap()
}

/// India rounds tax to tens and Poland base and tax to whole zloty: of a step of a thousandth of gross
/// that is up to half a point, which nobody pays.
#[test]
fn the_rate_of_the_next_amount_is_that_of_the_law_and_not_of_rounding() {
    let rules = common::rules();
    let check = |question: TaxCase, rate: f64| {
        let found = rules.take_home(&question).unwrap().marginal_rate;
        assert!((found - rate).abs() < 1e-9, "{question:?}: {found}");
    };
    // 20 % and a cess of 4 %; all of what is above 1,200,000 after 75,000 of deduction, and the cess.
    for salary in [1_900_000.0, 1_999_990.0, 2_000_000.0, 2_000_003.0] {
        check(TaxCase::employee("in", of(salary, "INR"), 2025), 0.208);
    }
    check(TaxCase::employee("in", of(1_276_000.0, "INR"), 2025), 1.04);
    for profit in [60_001.0, 60_004.0, 61_000.0] {
        let case = TaxCase::freelance("pl", of(profit, "PLN"), 2025);
        check(TaxCase { regime: "lump-sum".into(), ..case }, 0.12);
    }
}

/// Article 65 gives those without a region a scale that ends at 22.5 %, beside the state's 24.5 %.
#[test]
fn spain_without_a_region_ends_at_47_percent() {
    let rules = common::rules();
    let ask =
        |salary: f64| rules.take_home(&TaxCase::employee("es", of(salary, "EUR"), 2025)).unwrap();
    let high = ask(400_000.0);
    assert!((high.taxes.amount() - 168_811.45).abs() < 0.01, "{}", high.taxes.amount());
    assert!((high.net.amount() - 226_729.93).abs() < 0.01, "{}", high.net.amount());
    // To 300,000 of taxable income both scales are the same.
    let marginal = |salary: f64| (1e4 * ask(salary).marginal_rate).round() / 1e4;
    assert!(marginal(400_000.0) - marginal(250_000.0) < 0.0201, "two points, not four");
}
