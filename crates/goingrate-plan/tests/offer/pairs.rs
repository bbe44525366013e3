//! Several offers beside each other, and what matters.

use crate::common::*;
use goingrate_plan::Summary;
use goingrate_plan::offer::*;

#[test]
fn the_same_seed_gives_the_same_answer() {
    let asked = question(vec![listed(), private()], 4);
    let told = |asked: &OfferQuestion| format!("{:?}", answer(asked, &assumed()));
    assert_eq!(told(&asked), told(&asked));
    assert_ne!(told(&asked), told(&OfferQuestion { seed: 8, ..asked.clone() }));
}

#[test]
fn shares_move_together_as_far_as_is_assumed() {
    let told = |correlation: &str| {
        let mut assumed = assumed();
        assumed.replace(correlation).expect("a share");
        let plain = || Offer { bonus: None, ..listed() };
        answer(&question(vec![plain(), plain()], 4), &assumed).pairs.remove(0).more
    };
    let [alone, half, same] =
        ["share-correlation=0%", "share-correlation=50%", "share-correlation=100%"].map(told);
    let width = |more: &Summary| more.p90 - more.p10;
    assert!(width(&same) < 1e-6, "{same:?}");
    assert!(width(&half) < 0.85 * width(&alone) && width(&half) > 0.5 * width(&alone), "{half:?}");
}

#[test]
fn what_makes_two_offers_equal_does() {
    let mut private = private();
    private.options[0].company = Company::Private(PrivateCompany {
        outcomes: vec![
            Outcome { name: "sold".to_owned(), chance: 0.4, value: 70e6, years: 3.0 },
            Outcome { name: "listed".to_owned(), chance: 0.4, value: 300e6, years: 6.0 },
        ],
        ..company()
    });
    let better = Offer { base: 110_000.0, ..listed() };
    let mut asked = question(vec![better, private], 4);
    asked.draws = 4_000;
    let pair = answer(&asked, &assumed()).pairs.remove(0);
    let mut seen = Vec::new();
    for equal in &pair.equal {
        let Some(to) = equal.to else { continue };
        let mut changed = asked.clone();
        let one = &mut changed.offers[equal.offer];
        match equal.of {
            EqualOf::Base => one.base = to,
            EqualOf::SignOn => one.payments[0].amount += to - equal.from,
            EqualOf::SharePrice => one.grants.iter_mut().for_each(|grant| grant.value *= to),
            EqualOf::ExitValue => match &mut one.options[0].company {
                Company::Private(company) => {
                    company.outcomes.iter_mut().for_each(|outcome| outcome.value *= to);
                }
                Company::Listed { .. } => panic!("a private one"),
            },
        }
        let more = answer(&changed, &assumed()).pairs[0].more;
        let spread = more.p90 - more.p10;
        assert!(more.p50.abs() < 1e-5 * spread, "{equal:?}: {more:?}");
        seen.push((equal.offer, equal.of));
    }
    let expected = [
        (1, EqualOf::Base),
        (1, EqualOf::SignOn),
        (1, EqualOf::ExitValue),
        (0, EqualOf::SharePrice),
    ];
    assert_eq!(seen, expected, "{pair:?}");
    let alike = question(vec![base(100_000.0), base(100_000.0)], 4);
    assert!(answer(&alike, &assumed()).pairs[0].equal.is_empty(), "they are equal");
}

#[test]
fn what_is_sure_is_never_more_than_the_mean() {
    let told = answer(&question(vec![listed(), private()], 4), &assumed());
    for value in &told.offers {
        assert!(value.sure < value.total.mean && value.sure > 0.0, "{value:?}");
    }
}

#[test]
fn what_matters_is_told_with_its_ends() {
    let told = answer(&question(vec![listed(), private()], 4), &assumed());
    let of = |value: &OfferValue, of: &SwingOf| {
        let found = value.swings.iter().find(|swing| swing.of == *of).cloned();
        found.unwrap_or_else(|| panic!("{of:?}: {:?}", value.swings))
    };
    let share = of(&told.offers[0], &SwingOf::Share);
    assert!(share.low < 1.0 && share.high > 1.5 && share.at_high > share.at_low, "{share:?}");
    let exit = of(&told.offers[1], &SwingOf::Exit);
    assert!(exit.low == 0.0 && exit.high > 100e6 && exit.at_high > exit.at_low, "{exit:?}");
    let widths = told.offers[1].swings.iter().map(|swing| (swing.at_high - swing.at_low).abs());
    assert!(widths.collect::<Vec<_>>().is_sorted_by(|a, b| a >= b), "most first");
    assert_eq!(told.pairs[0].better_by_year.len(), 4);
}

#[test]
fn offers_of_one_company_see_the_same_of_it() {
    let of = |word: &str, mut offer: Offer| {
        offer.company = Some(word.to_owned());
        offer
    };
    let mut more = private();
    more.base += 5_000.0;
    let told = answer(&question(vec![of("a", private()), of("a", more.clone())], 4), &assumed());
    assert_eq!(told.pairs[0].better, 0.0, "one has more in every draw");
    let told = answer(&question(vec![of("a", private()), of("b", more)], 4), &assumed());
    assert!(told.pairs[0].better > 0.1, "{:?}", told.pairs[0]);
    let told = answer(&question(vec![of("a", listed()), of("a", listed())], 4), &assumed());
    assert_eq!((told.pairs[0].more.p10, told.pairs[0].more.p90), (0.0, 0.0));
    assert!(!told.used.iter().any(|used| used.name == "share-correlation"));
    let told = answer(&question(vec![of("a", listed()), of("b", listed())], 4), &assumed());
    assert!(told.used.iter().any(|used| used.name == "share-correlation"));
}
