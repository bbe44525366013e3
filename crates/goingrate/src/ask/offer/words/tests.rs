//! Offers in words, as they are read.

use goingrate_units::parse::Amount;
use goingrate_units::{Date, Problem, Taxonomy};

use super::{read_offer, read_offers};
use crate::ask::offer::{CompanyAsked, Granted, OfferAsked, Target, When};
use crate::data;

fn taxonomy() -> Taxonomy {
    Taxonomy::read(&data::TAXONOMY).unwrap()
}

fn today() -> Date {
    "2026-11-30".parse().unwrap()
}

fn money(amount: &Amount) -> String {
    let period = amount.period.map(|period| format!("/{}", period.slug())).unwrap_or_default();
    let currency = amount.currency.map(|currency| format!(" {currency}")).unwrap_or_default();
    format!("{}{currency}{period}", amount.value)
}

fn company(company: &CompanyAsked) -> String {
    let mut told = String::new();
    told += &company.stage.iter().map(|stage| format!(" {stage}")).collect::<String>();
    let amounts = [
        ("pref", &company.preferred),
        ("worth", &company.valuation),
        ("409a", &company.fair_value),
        ("stack", &company.stack),
    ];
    for (name, amount) in amounts {
        told +=
            &amount.iter().map(|amount| format!(" {name} {}", money(amount))).collect::<String>();
    }
    told += &company.shares.iter().map(|shares| format!(" of {shares}")).collect::<String>();
    told + &company.dilution.iter().map(|part| format!(" dilution {part}")).collect::<String>()
}

fn vests(vests: &Option<Vec<goingrate_plan::offer::Vest>>, over: Option<f64>) -> String {
    let over = over.map(|years| format!(" over {years}y")).unwrap_or_default();
    let Some(vests) = vests else { return over };
    let part = |share: f64| (share * 100.0).round();
    let first = vests.iter().take(4).map(|vest| format!("{}:{}", vest.month, part(vest.share)));
    let first: Vec<String> = first.collect();
    format!("{over} [{}; {}]", first.join(" "), vests.len())
}

/// An offer in a line.
fn told(offer: &OfferAsked) -> String {
    let mut all = vec![format!("base {}", money(&offer.base))];
    all.extend(offer.raise.map(|raise| format!("raise {raise}")));
    all.extend(offer.bonus.map(|bonus| {
        let target = match bonus.target {
            Target::Share(share) => format!("{share}"),
            Target::Amount(amount) => money(&amount),
        };
        let round = |part: f64| (part * 1e3).round() / 1e3;
        match (bonus.guaranteed, bonus.chance) {
            (0.0, 1.0) => format!("bonus {target}"),
            (sure, chance) => format!("bonus {target} sure {} chance {chance}", round(sure)),
        }
    }));
    all.extend(offer.sign_on.iter().map(|paid| {
        let when = match paid.when {
            When::Month(0) => String::new(),
            When::Month(month) => format!(" in {month}"),
            When::Day(day) => format!(" on {day}"),
        };
        let back = paid
            .clawback
            .map(|c| format!(" back {}{}", c.months, if c.pro_rata { "" } else { " all" }));
        format!("{} {}{when}{}", paid.name, money(&paid.amount), back.unwrap_or_default())
    }));
    all.extend(offer.grants.iter().map(|grant| {
        let of = match &grant.of {
            Granted::Value(value) => money(value),
            Granted::Shares(number, price) => {
                let price = price.as_ref().map(|price| format!(" at {}", money(price)));
                format!("{number} shares{}", price.unwrap_or_default())
            }
        };
        let listed = grant.listed.map(|listed| if listed { " listed" } else { " private" });
        format!(
            "grant {of}{}{}{}",
            listed.unwrap_or_default(),
            company(&grant.company),
            vests(&grant.vests, grant.over_years)
        )
    }));
    all.extend(
        offer
            .refresher
            .iter()
            .map(|r| format!("refresher {} from {}", money(&r.value), r.first_month)),
    );
    all.extend(offer.options.iter().map(|o| {
        let window = o.window_months.map(|months| format!(" window {months}")).unwrap_or_default();
        let price = o
            .share_price
            .as_ref()
            .map(|price| format!(" price {}", money(price)))
            .unwrap_or_default();
        format!(
            "options {} strike {}{price}{}{window}{}",
            o.number,
            money(&o.strike),
            company(&o.company),
            vests(&o.vests, o.over_years)
        )
    }));
    all.extend(offer.benefits.iter().map(|(name, amount)| format!("+{name} {}", money(amount))));
    all.extend(offer.costs.iter().map(|(name, amount)| format!("-{name} {}", money(amount))));
    let time = [
        ("hours", offer.time.hours_a_week),
        ("leave", offer.time.leave_days),
        ("commute", Some(offer.time.commute_hours).filter(|h| *h > 0.0)),
        ("office", Some(offer.time.office_days).filter(|d| *d > 0.0)),
        ("volatility", offer.share.volatility),
        ("dividend", offer.share.dividend),
    ];
    all.extend(time.iter().filter_map(|(name, value)| Some(format!("{name} {}", (*value)?))));
    all.extend(offer.start.map(|start| format!("start {start}")));
    all.join("; ")
}

fn outcome(read: Result<OfferAsked, Problem>) -> String {
    match read {
        Ok(offer) => told(&offer),
        Err(problem) => {
            format!("{} {:?}: {}", problem.field_name(), problem.value_text(), problem.what)
        }
    }
}

/// Terms after "senior backend, Google, Seattle", as they are read.
#[track_caller]
fn check(text: &str, expected: &str) {
    let text = format!("senior backend, Google, Seattle, {text}");
    assert_eq!(outcome(read_offer(&text, &taxonomy(), today())), expected, "{text}");
}

/// A whole offer, with the role and place that it is read as.
#[track_caller]
fn check_whole(text: &str, expected: &str) {
    let words = taxonomy();
    let read = read_offer(text, &words, today());
    let who = read.as_ref().map(|offer| who(offer, &words)).unwrap_or_default();
    assert_eq!(format!("{who}{}", outcome(read)), expected, "{text}");
}

fn who(offer: &OfferAsked, words: &Taxonomy) -> String {
    let profile = &offer.asked.profile;
    let level = profile.level.map(|level| words.level(level).slug.as_str()).unwrap_or("-");
    let employer = profile.employer.map(|employer| words.employer(employer).name.clone());
    let tier = profile.tier.map(|tier| words.tier(tier).slug.clone());
    let at = employer.or(tier).unwrap_or("-".to_owned());
    format!(
        "{} {level}, {at}, {}: ",
        words.role(profile.role).slug,
        words.place(profile.place).name
    )
}

#[test]
fn zz_print() {
    let words = taxonomy();
    for text in std::fs::read_to_string("/tmp/offers.txt").unwrap_or_default().lines() {
        let read = read_offer(text, &words, today());
        let who = read.as_ref().map(|offer| who(offer, &words)).unwrap_or_default();
        let remarks = read.as_ref().map(|o| o.remarks.clone()).unwrap_or_default();
        println!("{text}\n    {who}{}\n    {remarks:?}", outcome(read));
    }
}
