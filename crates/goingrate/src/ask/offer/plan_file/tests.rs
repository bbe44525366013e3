//! Files with offers: what is read, and what is refused.

use goingrate_units::Taxonomy;

use super::*;
use crate::ask::offer::{Granted, Target};
use crate::data;

const HEAD: &str = "who = \"senior backend, Seattle\"\nbase = \"190k\"\n";

fn read(files: &[(&str, &str)]) -> Result<OfferQuestion, Problem> {
    let taxonomy = Taxonomy::read(&data::TAXONOMY).unwrap();
    read_plans(files, &taxonomy, "2026-11-30".parse().unwrap())
}

/// What is told of a file that has a fault after what every offer needs.
#[track_caller]
fn refused(rest: &str, expected: &str) {
    let told =
        read(&[("a.toml", &format!("{HEAD}{rest}"))]).map(|question| format!("{question:?}"));
    let told = told.unwrap_err();
    assert!(told.hint.is_some(), "{told}");
    assert_eq!(told.file(), "a.toml");
    assert_eq!(
        format!("{} {:?}: {}", told.field_name(), told.value_text(), told.what),
        expected,
        "{rest}"
    );
}

#[test]
fn every_example_of_the_template_is_read() {
    // Every line that is commented out is a key of its table; taken in, all are read together.
    let mut text = String::new();
    for line in NEW_OFFER.lines() {
        let key =
            line.strip_prefix("# ").filter(|rest| rest.starts_with('[') || rest.contains(" = "));
        let prose = line.starts_with("# Amounts")
            || line.starts_with("# Several")
            || line.starts_with("# [[offer.");
        if !prose {
            text += key.unwrap_or(line);
            text += "\n";
        }
    }
    let settings = ["years = 4 ", "filing =", "as_of =", "at_prices_of =", "draws =", "seed ="];
    let is_setting = |line: &&str| settings.iter().any(|key| line.starts_with(key));
    let first: Vec<&str> = text.lines().filter(is_setting).collect();
    assert_eq!(first.len(), settings.len());
    let rest: Vec<&str> = text
        .lines()
        .filter(|line| {
            !is_setting(line)
                && *line != "[bonus]"
                && !["target =", "guaranteed =", "chance = \"90%\"", "payout ="]
                    .iter()
                    .any(|k| line.starts_with(k))
        })
        .collect();
    let text = format!("{}\n{}", first.join("\n"), rest.join("\n"));
    let question = read(&[("new.toml", &text)]).unwrap();
    let offer = &question.offers[0];
    assert_eq!(
        (offer.options[0].company.outcomes[0].value.value, question.leaving.len()),
        (1e9, 1)
    );
    assert_eq!(offer.options[0].window_months, Some(3.0));
    assert_eq!(question.assume, ["real-growth=0..2%"]);
    assert_eq!(offer.sign_on[0].clawback.unwrap().months, 12);
    assert!(!question.years_taken && offer.time.office_days == 3.0);
}

#[test]
fn keys_outside_of_offers_hold_for_all() {
    let text = "who = \"senior backend, Seattle\"\nyears = 3\n[[offer]]\nbase = 190000\nbonus = \"15%\"\n\
        [[offer]]\nname = \"B\"\nbase = \"210k\"\nwho = \"staff backend, Austin\"\nsign_on = 20000\n\
        [offer.bonus]\ntarget = \"20k\"\npayout = [0.5, 1, 1.2]\n[[offer.rsu]]\nshares = 1200\nprice = \"$160\"\n";
    let question = read(&[("a.toml", text)]).unwrap();
    let [one, two] = &question.offers[..] else { panic!() };
    assert_eq!((one.base.value, two.base.value, question.years), (190_000.0, 210_000.0, 3));
    assert_eq!(one.bonus.unwrap().target, Target::Share(0.15));
    assert!(
        matches!(two.bonus.unwrap().target, Target::Amount(amount) if amount.value == 20_000.0)
    );
    assert!(
        matches!(two.grants[0].of, Granted::Shares(1200.0, Some(price)) if price.value == 160.0)
    );
    assert_ne!(one.asked.profile.place, two.asked.profile.place);
}

#[test]
fn files_are_put_together_and_may_not_contradict() {
    let other = format!("{HEAD}years = 5\n");
    let question = read(&[("a.toml", HEAD), ("b.toml", &other)]).unwrap();
    assert_eq!((question.offers.len(), question.years), (2, 5));
    let third = format!("{HEAD}years = 4\n");
    let told = read(&[("b.toml", &other), ("c.toml", &third)]).unwrap_err();
    assert_eq!(
        (told.field_name(), told.file(), told.kind),
        ("years", "c.toml", ProblemKind::Contradiction)
    );
    let (one, two) =
        (format!("{HEAD}[assume]\nraise = 1\n"), format!("{HEAD}[assume]\nraise = 2\n"));
    assert_eq!(
        read(&[("b.toml", &one), ("c.toml", &two)]).unwrap_err().field_name(),
        "assume.raise"
    );
    let many = vec![("a.toml", HEAD); 11];
    assert_eq!(read(&many).unwrap_err().field_name(), "offer");
    assert_eq!(read(&[]).unwrap_err().kind, ProblemKind::Missing);
}

#[test]
fn what_is_left_behind_is_in_the_money_of_its_file() {
    let berlin = "who = \"senior backend, Berlin\"\nbase = \"85k\"\n\
        [[leaving]]\nname = \"bonus\"\namount = 5000\non = 2027-03-01\n";
    for files in [[("a.toml", HEAD), ("b.toml", berlin)], [("b.toml", berlin), ("a.toml", HEAD)]] {
        let left = read(&files).unwrap().leaving;
        assert_eq!(left[0].amount.currency.unwrap().to_string(), "EUR");
    }
    let own = berlin.replace("5000", "\"$5,000\"");
    let left = read(&[("b.toml", &own)]).unwrap().leaving;
    assert_eq!(left[0].amount.currency.unwrap().to_string(), "USD");
    // The same list in both files but for its amount.
    let told = read(&[("b.toml", berlin), ("c.toml", &own)]).unwrap_err();
    assert_eq!((told.field_name(), told.value_text()), ("leaving", "bonus $5,000 on 2027-03-01"));
}

#[test]
fn a_setting_is_told_as_it_is_written() {
    let (one, two) = (format!("{HEAD}years = 4\nseed = 1\n"), format!("{HEAD}years = \"5\"\n"));
    let told = read(&[("a.toml", &one), ("b.toml", &two)]).unwrap_err();
    assert_eq!((told.field_name(), told.value_text()), ("years", "5"));
    let three = format!("{HEAD}seed = 2\n");
    let told = read(&[("a.toml", &one), ("c.toml", &three)]).unwrap_err();
    assert_eq!((told.field_name(), told.value_text()), ("seed", "2"));
}

#[test]
fn a_key_that_no_offer_takes_is_refused() {
    let text = format!("{HEAD}[[offer]]\nwho = \"staff backend, Austin\"\nbase = \"210k\"\n");
    let told = read(&[("a.toml", &text)]).unwrap_err();
    assert_eq!((told.field_name(), told.file()), ("who", "a.toml"));
    assert!(told.what.starts_with("would not be used") && told.hint.is_some(), "{told}");
    // One offer takes the base salary.
    let text = "base = \"190k\"\n[[offer]]\nwho = \"senior backend, Seattle\"\n\
        [[offer]]\nwho = \"senior backend, Austin\"\nbase = \"180k\"\n";
    assert_eq!(read(&[("a.toml", text)]).unwrap().offers[0].base.value, 190_000.0);
    let text = text.replacen("Seattle\"", "Seattle\"\nbase = 1000", 1);
    assert_eq!(read(&[("a.toml", &text)]).unwrap_err().field_name(), "base");
}

#[test]
fn base_after_tax_is_refused() {
    let text = "who = \"senior backend, Berlin\"\nbase = \"5000 netto im Monat\"\n";
    let told = read(&[("a.toml", text)]).unwrap_err();
    assert_eq!((told.field_name(), told.file()), ("base", "a.toml"));
    assert!(told.what.contains("after tax") && told.hint.is_some());
}

#[test]
fn faults_are_told_with_their_field() {
    refused(
        "[[rsu]]\nvalue = \"300k\"\nyears = [30, 30, 30]",
        "rsu[1].years \"30/30/30\": vesting adds up to 90 %, not 100 %",
    );
    refused(
        "[[rsu]]\nvalue = \"300k\"\nyears = [nan, 100]",
        "rsu[1].years \"NaN/100\": a part of a year is 0 % or more",
    );
    refused(
        "[[options]]\nnumber = 10\nstrike = -2",
        "options[1].strike \"-2\": an amount cannot be negative",
    );
    refused("[[options]]\nnumber = 10", "options[1].strike \"\": is left out");
    refused(
        "[[options]]\nnumber = 10\nshares = 5\nstrike = 1",
        "options[1].number \"10\": are more than the 5 shares that the company has",
    );
    refused(
        "[[options]]\npercent = \"120%\"\nshares = 5\nstrike = 1",
        "options[1].percent \"120%\": has to lie between 0 % and 100 %",
    );
    refused("[[options]]\npercent = 0.1\nstrike = 1", "options[1].shares \"\": is left out");
    let exits = "[[options]]\nnumber = 10\nstrike = 1\n[[options.exit]]\nname = \"a\"\nchance = \"60%\"\nvalue = \"1bn\"\nin = \"5y\"\n";
    let twice = format!(
        "{exits}[[options.exit]]\nname = \"b\"\nchance = 0.5\nvalue = \"1bn\"\nin = \"5y\""
    );
    refused(&twice, "options[1].exit \"chance\": chances add up to 110 %, more than 100 %");
    refused("currency = \"XQX\"", "currency \"XQX\": is the money of no place that is known");
    refused("start = 2026-01-01", "start \"2026-01-01\": is in the past: today is 2026-11-30");
    refused(
        "[[leaving]]\nname = \"bonus\"\namount = 5000\non = 2026-01-01",
        "leaving[1].on \"2026-01-01\": is in the past: today is 2026-11-30",
    );
    refused(
        "start = 2027-03-01\n[[sign_on]]\namount = 5000\ndate = 2027-01-01",
        "sign_on[1].date \"2027-01-01\": is before the start, 2027-03-01",
    );
    refused("bonus = \"900%\"", "bonus \"900%\": has to lie between 0 % and 300 %");
    refused(
        "[bonus]\ntarget = \"15%\"\nchance = 1.5",
        "bonus.chance \"1.5\": has to lie between 0 % and 100 %",
    );
    refused(
        "[bonus]\ntarget = \"15%\"\npayout = [1, 0.5, nan]",
        "bonus.payout \"[1.0, 0.5, NaN]\": has to be three numbers from 0 to 10 that do not fall",
    );
    refused(
        "[benefits]\nhealth = inf",
        "benefits.health \"inf\": \"inf\" is no currency, multiple or period",
    );
    refused(
        "[share]\nvolatility = nan",
        "share.volatility \"NaN\": has to lie between 0 % and 500 %",
    );
    refused("sign_on = 1e18", "sign_on \"1000000000000000000\": is larger than any pay");
    refused("draws = 3000000", "draws \"3000000\": has to lie between 100 and 2000000");
    refused("years = 11", "years \"11\": has to be a number between 1 and 10");
    refused("colour = 1", "plan \"colour\": is no key that a plan has here");
    refused("[bonus]\nsize = 1", "plan \"size\": is no key that a plan has here");
    refused("filing = \"alone\"", "filing \"alone\": is no way of filing");
    refused(
        "[[rsu]]\nvalue = \"300k\"\nevery = \"week\"",
        "rsu[1].every \"week\": is no time from one vesting to the next",
    );
    let long = format!("{HEAD}#{}", "x".repeat(1 << 20));
    assert!(read(&[("a.toml", &long)]).unwrap_err().what.contains("1048576 bytes"));
}
