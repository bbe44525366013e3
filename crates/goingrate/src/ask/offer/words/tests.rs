//! Offers in words, as they are read.

use goingrate_units::parse::Amount;
use goingrate_units::{Date, Problem, Taxonomy};

use super::{read_offer, read_offers};
use crate::ask::offer::{CompanyAsked, Granted, OfferAsked, Target, When};
use crate::data;

fn taxonomy() -> &'static Taxonomy {
    static TAXONOMY: std::sync::OnceLock<Taxonomy> = std::sync::OnceLock::new();
    TAXONOMY.get_or_init(|| Taxonomy::read(&data::TAXONOMY).unwrap())
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
    assert_eq!(outcome(read_offer(&text, taxonomy(), today())), expected, "{text}");
}

/// A whole offer, with the role and place that it is read as.
#[track_caller]
fn check_whole(text: &str, expected: &str) {
    let words = taxonomy();
    let read = read_offer(text, words, today());
    let who = read.as_ref().map(|offer| who(offer, words)).unwrap_or_default();
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
fn parts_of_an_offer_are_read() {
    check(
        "base 190k, bonus 15%, RSU 300k over 4y, sign-on 40k",
        "base 190000; bonus 0.15; sign-on 40000; grant 300000 over 4y",
    );
    check("190k", "base 190000");
    check(
        "base $180,000, 20% target bonus, $40k signing bonus, $500k equity vesting over 4 years (1 year cliff)",
        "base 180000 USD; bonus 0.2; sign-on 40000 USD; grant 500000 USD over 4y [12:25 13:2 14:2 15:2; 37]",
    );
    check("190k, 1,200 RSUs at $160", "base 190000; grant 1200 shares at 160 USD");
    check(
        "190k, stock 400k/4y 5/15/40/40",
        "base 190000; grant 400000 over 4y [12:5 24:15 36:40 48:40; 4]",
    );
    check("190k, equity 800k/4 years", "base 190000; grant 800000 over 4y");
    check(
        "190k, RSU 300k, vesting 25% yearly",
        "base 190000; grant 300000 [12:25 24:25 36:25 48:25; 4]",
    );
    check("190k, RSU 300k, monthly vesting", "base 190000; grant 300000 [1:2 2:2 3:2 4:2; 48]");
    check(
        "190k, RSU 400k 4 year vest 1 year cliff quarterly",
        "base 190000; grant 400000 over 4y [12:25 15:6 18:6 21:6; 13]",
    );
    check(
        "190k; RSU: 300k (4y, 1y cliff, monthly)",
        "base 190000; grant 300000 over 4y [12:25 13:2 14:2 15:2; 37]",
    );
    check("190k, $300k in RSUs vesting over four years", "base 190000; grant 300000 USD over 4y");
    check(
        "190k, RSU $300k vesting monthly over 3 years",
        "base 190000; grant 300000 USD over 3y [1:3 2:3 3:3 4:3; 36]",
    );
    check("190k, RSUs $100k/yr", "base 190000; grant 400000 USD over 4y");
    check("190k, double trigger RSUs 300k", "base 190000; grant 300000 private");
    check("190k, refreshers 60k a year", "base 190000; refresher 60000 from 12");
    check("190k, relocation 10k", "base 190000; relocation 10000");
    check(
        "190k, signing bonus 25k year 1 and 15k year 2",
        "base 190000; sign-on 25000; sign-on 15000 in 12",
    );
    check(
        "190k, $50k relocation and $20k sign-on bonus",
        "base 190000; relocation 50000 USD; sign-on 20000 USD",
    );
    check("190k, sign-on 40k, clawback 24 months", "base 190000; sign-on 40000 back 24");
    check("190k, sign-on 40k with 12 month clawback", "base 190000; sign-on 40000 back 12");
    check(
        "190k, retention bonus 30k year 2, sign-on 10k 2027-03-01",
        "base 190000; retention bonus 30000 in 12; sign-on 10000 on 2027-03-01",
    );
    check("190k, guaranteed bonus 20k", "base 190000; bonus 20000 sure 1 chance 1");
    check("190k, bonus 15% guaranteed 10%", "base 190000; bonus 0.15 sure 0.667 chance 1");
    check("190k, bonus (10% target)", "base 190000; bonus 0.1");
    check(
        "190k, 15% annual bonus (guaranteed first year)",
        "base 190000; bonus 0.15 sure 1 chance 1",
    );
    check("190k, bonus up to 20%", "base 190000; bonus 0.2");
    check(
        "190k base + 15% bonus + 300k RSU over 4 years",
        "base 190000; bonus 0.15; grant 300000 over 4y",
    );
    check("base 190k bonus 15% RSU 300k over 4y", "base 190000; bonus 0.15; grant 300000 over 4y");
    check("190k, 50k options at $2.10", "base 190000; options 50000 strike 2.1 USD");
    check("190k, 10,000 ISOs, strike $1.50", "base 190000; options 10000 strike 1.5 USD");
    check(
        "190k, 40000 options, strike price $1.20, 0.05% of 80m shares",
        "base 190000; options 40000 strike 1.2 USD of 80000000",
    );
    check(
        "190k, options 40000 strike 2.1, 409A 2.8, last round $1.2bn, 1 year cliff, exercise window 10 years",
        "base 190000; options 40000 strike 2.1 worth 1200000000 USD 409a 2.8 window 120 [12:25 13:2 14:2 15:2; 37]",
    );
    check("base 190k, TC 350k", "base 190000");
    check("190k, 401k match 6k, health 8k", "base 190000; +retirement match 6000; +health 8000");
    check("190k, 4% 401k match", "base 190000; +retirement match 7600");
    check("190k, parking 200 a month", "base 190000; -commuting 200/month");
    check(
        "190k, commute 2 hours, 3 days in the office, 25 days leave, 40 hours",
        "base 190000; hours 40; leave 25; commute 2; office 3",
    );
    check("190k, 45 min commute each way", "base 190000; commute 1.5");
    check("190k, 5 weeks vacation", "base 190000; leave 25");
    check("190k, start 2027-01-15", "base 190000; start 2027-01-15");
    check(
        "190k, raise 3%, volatility 45%, RSU 100k",
        "base 190000; raise 0.03; grant 100000; volatility 0.45",
    );
}

#[test]
fn faults_are_told_with_their_field() {
    check("TC 350k", "base \"TC 350k\": is a total, of which the base salary cannot be told");
    check("bonus 10%", "base \"\": no base salary is said");
    check(
        "base 180k-200k",
        "base \"base 180k-200k\": \"180k-200k\" is a range, and one figure is wanted",
    );
    check("base 190k, 20k", "base \"20k\": does not say what it is, beside the base salary 190k");
    check("base -5", "base \"base -5\": an amount cannot be negative");
    check("base 190k XYZ", "base \"base 190k XYZ\": \"XYZ\" is not understood here");
    check("190k, bonus generous", "bonus \"bonus generous\": \"generous\" is not understood here");
    check(
        "190k, bonus 15%, bonus 20k",
        "bonus \"bonus 20k\": is said a second time; the first is 15%",
    );
    check(
        "190k, bonus 10-15%",
        "bonus \"bonus 10-15%\": \"10-15%\" is a range, and one figure is wanted",
    );
    check("190k, bonus 400%", "bonus \"400%\": has to lie between 0 and 300 %");
    check(
        "190k, RSU 300k, vesting 30/30/30",
        "vesting \"30/30/30\": vesting adds up to 90 %, not 100 %",
    );
    check("190k, RSU 1200", "price \"RSU 1200\": does not say the price of a share");
    check(
        "190k, options 40000 strike -2",
        "options \"options 40000 strike -2\": an amount cannot be negative",
    );
    check(
        "190k, 0.1% options",
        "strike \"0.1% options\": does not say what an option costs to exercise",
    );
    check(
        "190k, options 40000 strike 2 of 30000 shares",
        "options \"40000\": are more than the 30000 shares that the company has",
    );
    check("190k, 150% of 80m shares", "percent \"150%\": has to lie between 0 and 100 %");
    check("190k, strike 2", "rsu \"strike 2\": is told of no grant of shares or options");
    check("190k, clawback 12 months", "clawback \"clawback 12 months\": is told of no payment");
    check("190k, start 2026-01-15", "start \"2026-01-15\": is in the past: today is 2026-11-30");
    check(
        "190k, start 15 January",
        "start \"start 15 January\": \"January\" is not understood here",
    );
    check("190k, 20%", "offer \"20%\": does not say of what it is a part");
}

#[test]
fn whole_offers_are_read() {
    check_whole(
        "staff backend, startup, remote, base 210k, options 40000 strike 2.1 preferred 9.4 of 60m shares",
        "backend-developer staff, startup, Remote (United States): base 210000; options 40000 strike 2.1 pref 9.4 of 60000000",
    );
    check_whole(
        "senior backend, Bangalore, fixed 42 lakh, variable 10%, joining bonus 5 lakh, ESOP 20 lakh over 4 years, notice buyout 2 lakh",
        "backend-developer senior, -, Karnataka: base 4200000 INR; bonus 0.1; sign-on 500000 INR; notice buyout 200000 INR; grant 2000000 INR over 4y",
    );
    check_whole(
        "senior backend, Hyderabad, 45 LPA, variable 10%, JB 3 lakh",
        "backend-developer senior, -, Telangana: base 4500000 INR/year; bonus 0.1; sign-on 300000 INR",
    );
    check_whole(
        "Senior Backend Entwickler, Zürich, 135k CHF, 13. Monatslohn, bonus 10%",
        "backend-developer senior, -, Switzerland: base 135000 CHF; bonus 0.1",
    );
    check_whole(
        "senior backend, Berlin, Gehalt 85k, Bonus 10%, 30 Tage Urlaub, Umzug 5k",
        "backend-developer senior, -, Berlin: base 85000; bonus 0.1; relocation 5000; leave 30",
    );
    check_whole(
        "senior backend, Paris, fixe 70k, variable 10%, BSPCE 2000 strike 5",
        "backend-developer senior, -, Paris: base 70000; bonus 0.1; options 2000 strike 5",
    );
    check_whole(
        "senior backend, Madrid, 60k EUR, 14 pagas, bono 10%",
        "backend-developer senior, -, Spain: base 60000 EUR; bonus 0.1",
    );
    check_whole(
        "senior backend, Lisboa, salário 4000 EUR/mês, 14 salários, vale refeição 2000",
        "backend-developer senior, -, Portugal: base 56000 EUR/year; +meals 2000",
    );
    check_whole(
        "senior backend, Warszawa, 25k PLN/month, premia 10%, 26 dni urlopu",
        "backend-developer senior, -, Poland: base 25000 PLN/month; bonus 0.1; leave 26",
    );
    check_whole(
        "senior backend, Seattle, 190k, 0.1% equity, series B",
        "backend-developer senior, startup, Seattle-Tacoma-Bellevue, WA: base 190000; grant 0.1 shares private series-b of 100",
    );
    check_whole(
        "senior backend, startup, Seattle, 190k, 5,000 shares of 10m",
        "backend-developer senior, startup, Seattle-Tacoma-Bellevue, WA: base 190000; grant 5000 shares private of 10000000",
    );
    check_whole(
        "senior backend, Toronto, base $150,000",
        "backend-developer senior, -, Toronto, ON: base 150000 CAD",
    );
    check_whole(
        "senior backend at Google in Seattle base 190k bonus 15%",
        "backend-developer senior, Google, Seattle-Tacoma-Bellevue, WA: base 190000; bonus 0.15",
    );
    check_whole(
        "Senior Software Engineer - Google - Seattle - base: $190,000 - bonus: 15% - RSUs: $300,000",
        "15-1252 senior, Google, Seattle-Tacoma-Bellevue, WA: base 190000 USD; bonus 0.15; grant 300000 USD",
    );
    check_whole(
        "Meta E5, base $215,000, 15% bonus, $1.2M RSUs over 4 years, $75K sign-on",
        "15-1252 senior, Meta, United States: base 215000 USD; bonus 0.15; sign-on 75000 USD; grant 1200000 USD over 4y",
    );
    check_whole(
        "offer: 65k EUR, Dublin, software engineer 3 yrs",
        "15-1252 -, -, Ireland: base 65000 EUR",
    );
    check_whole(
        "senior backend Google Seattle 190k",
        "backend-developer senior, Google, Seattle-Tacoma-Bellevue, WA: base 190000",
    );
    check_whole("base 190k, bonus 10%", "offer \"\": does not say who is offered what work where");
}

#[test]
fn what_is_taken_is_told() {
    let words = taxonomy();
    let told = |text: &str| {
        let text = format!("senior backend, Seattle, {text}");
        read_offer(&text, words, today()).unwrap().remarks.join(" ")
    };
    assert!(told("190k, TC 350k").contains("computed from the parts"));
    assert!(told("190k, bonus up to 20%").contains("taken at its most"));
    assert!(told("190k, RSU 300k, monthly vesting").contains("four years"));
    assert!(told("190k, refreshers 60k").contains("after one year"));
    assert!(told("190k, Foozle").contains("Foozle"));
    assert!(told("190k, unlimited PTO").contains("unlimited"));
    assert_eq!(told("190k, bonus 15%"), "");
}

#[test]
fn what_is_assumed_of_the_profile_is_told() {
    let words = taxonomy();
    let told = |text: &str| read_offer(text, words, today()).unwrap().remarks;
    let one = |text: &str| {
        let all = told(text).into_iter().filter(|told| told.starts_with("Assumed: "));
        all.collect::<Vec<_>>().join(" ")
    };
    let ic4 = one("IC4, Seattle, base 220k");
    assert!(ic4.starts_with("Assumed: Backend developer (no role is named), Staff (from"), "{ic4}");
    assert!(one("senior backend, base 190k").contains("United States (no place is named)"));
    assert!(one("senior backend, Zurich, 140k").contains("Zurich is taken as Switzerland"));
    assert_eq!(one("senior backend, Seattle, 190k"), "");
}

#[test]
fn another_offer_may_leave_out_the_work() {
    let words = taxonomy();
    let others =
        ["Meta, base 200k, bonus 10%".to_owned(), "startup, Austin, staff, base 180k".to_owned()];
    let first = "senior backend, Google, Seattle, base 190k";
    let offers = read_offers(first, &others, words, today()).unwrap();
    let lines: Vec<String> =
        offers.iter().map(|offer| format!("{}{}", who(offer, words), told(offer))).collect();
    assert_eq!(
        lines,
        [
            "backend-developer senior, Google, Seattle-Tacoma-Bellevue, WA: base 190000",
            "backend-developer senior, Meta, Seattle-Tacoma-Bellevue, WA: base 200000; bonus 0.1",
            "backend-developer staff, startup, Austin-Round Rock-San Marcos, TX: base 180000",
        ]
    );
    assert!(
        offers[1].remarks[0].starts_with("Taken from the first offer: Senior, Backend developer")
    );
    let problem = read_offers(first, &["Meta, bonus 10%".to_owned()], words, today()).unwrap_err();
    assert_eq!(
        (problem.field_name(), problem.kind),
        ("offer[2].base", goingrate_units::ProblemKind::Missing)
    );
    let many = vec!["base 1k".to_owned(); 10];
    assert_eq!(read_offers(first, &many, words, today()).unwrap_err().field_name(), "offer");
}

/// Pay after tax is never taken as pay before it.
#[test]
fn pay_after_tax_is_refused() {
    let fault = "is pay after tax, and an offer is counted from pay before tax";
    let check = |text: &str, expected: &str| check(text, &format!("{expected}: {fault}"));
    for text in [
        "5000 netto im Monat",
        "3500 EUR net per month",
        "18 000 zł netto",
        "net salary 5000 EUR a month",
        "base 85k after tax",
        "gehalt 5000 € im Monat netto",
        "base 90k in-hand",
    ] {
        check(text, &format!("base {text:?}"));
    }
    check("5000 EUR a month (net)", "base \"5000 EUR a month net\"");
    check("base 5000 €, netto", "base \"base 5000 € netto\"");
    check("base 5000 €, net per month", "base \"base 5000 € net per month\"");
    check("190k, bonus 10k net", "bonus \"bonus 10k net\"");
    // Beside a base salary it is a total, which is not used.
    super::tests::check("base 190k, in hand 80k per month", "base 190000");
    let skills = "senior .NET developer, Berlin, 85k";
    assert_eq!(read_offer(skills, taxonomy(), today()).unwrap().base.value, 85_000.0);
}

/// A word for the month beside an amount is never dropped.
#[test]
fn pay_by_the_month_is_read_in_every_language() {
    check("6.500 € monatlich", "base 6500 EUR/month");
    check("Gehalt 85.000 € brutto", "base 85000 EUR");
    check("Gehalt 6.500 € brutto monatlich", "base 6500 EUR/month");
    check("Monatsgehalt 6500 €", "base 6500 EUR/month");
    check("monatliches Gehalt 6500 €", "base 6500 EUR/month");
    check("25 000 zł brutto miesięcznie", "base 25000 PLN/month");
    check("25000 PLN miesięcznie", "base 25000 PLN/month");
    check("podstawa 25 000 zł miesięcznie", "base 25000 PLN/month");
    check("4000 EUR mensuales", "base 4000 EUR/month");
    check("4500 € mensuel", "base 4500 EUR/month");
    check("12000 BRL mensais", "base 12000 BRL/month");
    check("6500 monatlich", "base 6500/month");
    check("190k, health 500 € monatlich", "base 190000; +health 500 EUR/month");
    check("190k, Bonus 1000 € monatlich", "base 190000; bonus 1000 EUR/month");
    check(
        "base 40k quarterly",
        "base \"base 40k quarterly\": is told by a period that no base salary has",
    );
}

/// A grant that is told by the year, where "per year" stands after its word.
#[test]
fn a_grant_by_the_year_is_so_much_in_each() {
    for text in ["75k RSU per year", "75k stock annually", "RSU 75k/yr", "75k RSU/year"] {
        check(&format!("190k, {text}"), "base 190000; grant 300000 over 4y");
    }
    check("190k, £20k RSUs p.a.", "base 190000; grant 80000 GBP over 4y");
    check("190k, 40k RSU/yr", "base 190000; grant 160000 over 4y");
    check("190k, 10L RSU/year", "base 190000; grant 4000000 over 4y");
    check("190k, 75k RSU per year over 3 years", "base 190000; grant 225000 over 3y");
    let text = "senior backend, Seattle, 190k, 75k RSU per year";
    let told = read_offer(text, taxonomy(), today()).unwrap().remarks.join(" ");
    assert!(told.contains("is taken as a grant over 4 years, so much in each"), "{told}");
}

#[test]
fn what_is_not_offered_is_told() {
    check("190k, no bonus, no equity", "base 190000");
    check("190k, no bonus or equity", "base 190000");
    check(
        "190k, RSU 300k over 4 years, no cliff",
        "base 190000; grant 300000 over 4y [1:2 2:2 3:2 4:2; 48]",
    );
    check(
        "190k, stock 400k, 25/25/25/25 quarterly",
        "base 190000; grant 400000 [3:6 6:6 9:6 12:6; 16]",
    );
    let told = read_offer("senior backend, Seattle, 190k, no bonus", taxonomy(), today()).unwrap();
    assert_eq!(told.remarks, ["\"no bonus\" is read: none is counted."]);
}

#[test]
fn payments_of_several_years_are_read() {
    let expected = "base 190000; sign-on 45000; sign-on 35000 in 12";
    check("190k, sign on 45k y1 35k y2", expected);
    check("190k, sign on y1 45k y2 35k", expected);
    check("190k, sign on 45k year 1, 35k year 2", expected);
}

#[test]
fn a_code_of_a_level_is_no_amount() {
    check_whole(
        "E5, Meta, Menlo Park, base 220k",
        "15-1252 senior, Meta, San Francisco-Oakland-Fremont, CA: base 220000",
    );
}

/// A city for which a larger area is taken replaces the first offer's place as well.
#[test]
fn another_offer_may_be_elsewhere() {
    let words = taxonomy();
    let cities = [
        ("Berlin", "Zurich", "Switzerland"),
        ("Zurich", "Berlin", "Berlin"),
        ("Seattle", "Bangalore", "Karnataka"),
        ("Seattle", "Hyderabad", "Telangana"),
        ("Seattle", "Warsaw", "Poland"),
        ("Seattle", "Madrid", "Spain"),
        ("Seattle", "Sao Paulo", "State of São Paulo"),
        ("Seattle", "Geneva", "Switzerland"),
    ];
    for (first, second, place) in cities {
        let first = format!("senior backend, {first}, base 85k");
        for text in [format!("senior backend, {second}, base 140k"), format!("{second}, 140k")] {
            let offers = read_offers(&first, &[text], words, today()).unwrap();
            assert_eq!(words.place(offers[1].asked.profile.place).name, place, "{second}");
        }
    }
    // What the first city stands for holds for an offer without a place.
    let offers =
        read_offers("senior backend, Zurich, 140k", &["Meta, 150k".to_owned()], words, today());
    assert_eq!(words.place(offers.unwrap()[1].asked.profile.place).name, "Switzerland");
}

/// Any mix of words and figures is read or refused with a hint, and never ends the program.
#[test]
fn random_chunks_never_panic() {
    let words = taxonomy();
    let pieces = [
        "base",
        "bonus",
        "RSU",
        "options",
        "equity",
        "strike",
        "sign-on",
        "clawback",
        "vesting",
        "cliff",
        "over",
        "at",
        "of",
        "shares",
        "series B",
        "refreshers",
        "13.",
        "Monatslohn",
        "health",
        "commute",
        "each way",
        "start",
        "2027-01-15",
        "TC",
        "guaranteed",
        "190k",
        "$1.2bn",
        "15%",
        "0%",
        "999999999%",
        "4y",
        "5/15/40/40",
        "0/0",
        "1/",
        "-3",
        "1e308",
        "NaN",
        "401k",
        "1,200",
        "year 2",
        "year 0",
        "and",
        "plus",
        "+",
        ",",
        ";",
        "(",
        ")",
        "\n",
        "@",
        "/",
        "%",
        "€",
        "लाख",
        "ü",
        "senior backend",
        "Seattle",
        "Google",
        "monthly",
        "25 days",
        "double trigger",
        "window",
        "409A",
        "0",
        "\u{e000}1",
        "99999999999999999999",
    ];
    let mut rng = goingrate_model::SeededRng::new(7);
    for _ in 0..4_000 {
        let count = 1 + (rng.uniform() * 14.0) as usize;
        let pick = |rng: &mut goingrate_model::SeededRng| {
            pieces[(rng.uniform() * pieces.len() as f64) as usize % pieces.len()]
        };
        let text: Vec<&str> = (0..count).map(|_| pick(&mut rng)).collect();
        let text = format!("senior backend, Seattle, 190k, {}", text.join(" "));
        match read_offer(&text, words, today()) {
            Ok(offer) => {
                let vests = offer.grants.iter().filter_map(|grant| grant.vests.as_ref());
                for vests in vests.chain(offer.options.iter().filter_map(|of| of.vests.as_ref())) {
                    let sum: f64 = vests.iter().map(|vest| vest.share).sum();
                    assert!((sum - 1.0).abs() < 1e-9, "{text}");
                }
                assert!(!told(&offer).contains("NaN") && !told(&offer).contains("inf"), "{text}");
            }
            Err(problem) => assert!(problem.field.is_some(), "{text}: {problem}"),
        }
    }
}
