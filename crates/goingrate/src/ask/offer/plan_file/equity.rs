//! Shares and options of an offer in a file.

use goingrate_plan::offer::Vest;
use goingrate_units::{Problem, ProblemKind, Taxonomy};

use super::offer::few;
use super::raw::{RawExit, RawGrant, RawOptions, Text};
use super::values::{amount, below, maybe, months, number, part, price};
use crate::ask::offer::schedule::{self, ScheduleAsked};
use crate::ask::offer::{CompanyAsked, GrantAsked, Granted, OptionsAsked, OutcomeAsked};

/// A company has no more shares than this.
const MOST_SHARES: f64 = 1e12;
/// How far a company can be.
const STAGES: [&str; 5] = ["seed", "series-a", "series-b", "series-c", "late"];
/// By how much chances may miss one.
const ROUNDING: f64 = 1e-9;

/// The grants of shares.
pub(super) fn grants(
    list: &[RawGrant],
    taxonomy: &Taxonomy,
    remarks: &mut Vec<String>,
) -> Result<Vec<GrantAsked>, Problem> {
    few("rsu", list.len())?;
    let each = list.iter().enumerate().map(|(at, raw)| {
        grant(raw, taxonomy, remarks).map_err(below(&format!("rsu[{}].", at + 1)))
    });
    each.collect()
}

fn grant(
    raw: &RawGrant,
    taxonomy: &Taxonomy,
    remarks: &mut Vec<String>,
) -> Result<GrantAsked, Problem> {
    let shares = maybe(&raw.shares, |text| count("shares", text, taxonomy))?;
    let price = maybe(&raw.price, |text| amount("price", text, taxonomy))?;
    let value = maybe(&raw.value, |text| amount("value", text, taxonomy))?;
    let of = match (value, shares) {
        (Some(value), None) => Granted::Value(value),
        (None, Some(shares)) => Granted::Shares(shares, price),
        (None, None) => return Err(lacks("value", "write value = \"300k\", or shares and price")),
        (Some(_), Some(_)) => {
            let what = "stands beside a value, which says the same";
            return Err(Problem::of("shares", &shares.unwrap_or_default().to_string(), what)
                .kind(ProblemKind::Contradiction)
                .hint("keep one of them"));
        }
    };
    let asked = schedule(&raw.years, &raw.over, raw.every.as_deref(), &raw.cliff)?;
    let (vests, over_years) = vests(&asked, remarks)?;
    Ok(GrantAsked { of, listed: raw.listed, vests, over_years, company: CompanyAsked::default() })
}

/// The options.
pub(super) fn options(
    list: &[RawOptions],
    taxonomy: &Taxonomy,
    remarks: &mut Vec<String>,
) -> Result<Vec<OptionsAsked>, Problem> {
    few("options", list.len())?;
    let each = list.iter().enumerate().map(|(at, raw)| {
        option(raw, taxonomy, remarks).map_err(below(&format!("options[{}].", at + 1)))
    });
    each.collect()
}

fn option(
    raw: &RawOptions,
    taxonomy: &Taxonomy,
    remarks: &mut Vec<String>,
) -> Result<OptionsAsked, Problem> {
    let company = company(raw, taxonomy)?;
    let number = how_many(raw, company.shares, taxonomy)?;
    let strike = raw.strike.as_ref().ok_or_else(|| lacks("strike", "write strike = 2.1"))?;
    let asked = schedule(&raw.years, &raw.over, raw.every.as_deref(), &raw.cliff)?;
    let (vests, over_years) = vests(&asked, remarks)?;
    Ok(OptionsAsked {
        number,
        strike: price("strike", strike, taxonomy)?,
        vests,
        over_years,
        window_months: maybe(&raw.window, |text| months("window", text, 240.0))?,
        share_price: maybe(&raw.price, |text| amount("price", text, taxonomy))?,
        company,
    })
}

fn how_many(raw: &RawOptions, shares: Option<f64>, taxonomy: &Taxonomy) -> Result<f64, Problem> {
    let number = match (&raw.number, &raw.percent, shares) {
        (Some(text), None, _) => count("number", text, taxonomy)?,
        (None, Some(text), Some(shares)) => part("percent", text, 0.0, 1.0)? * shares,
        (None, Some(_), None) => {
            return Err(lacks("shares", "write all shares of the company: shares = \"60m\""));
        }
        (None, None, _) => return Err(lacks("number", "write number = 40000")),
        (Some(_), Some(text), _) => {
            return Err(Problem::of(
                "percent",
                text,
                "stands beside a number, which says the same",
            )
            .kind(ProblemKind::Contradiction)
            .hint("keep one of them"));
        }
    };
    match shares.filter(|shares| number > *shares) {
        Some(shares) => {
            let what = format!("are more than the {shares} shares that the company has");
            Err(Problem::of("number", &number.to_string(), what)
                .kind(ProblemKind::Contradiction)
                .hint("look at number and shares"))
        }
        None => Ok(number),
    }
}

fn company(raw: &RawOptions, taxonomy: &Taxonomy) -> Result<CompanyAsked, Problem> {
    let money = |field, text: &Option<Text>| maybe(text, |text| amount(field, text, taxonomy));
    let stage = maybe(&raw.stage, |word| {
        let slug = word.trim().to_lowercase().replace(' ', "-");
        match STAGES.contains(&slug.as_str()) {
            true => Ok(slug),
            false => Err(Problem::of("stage", word, "is no stage of a company")
                .kind(ProblemKind::Unknown)
                .hint(format!("write one of {}", STAGES.join(", ")))),
        }
    })?;
    Ok(CompanyAsked {
        stage,
        preferred: money("preferred", &raw.preferred)?,
        shares: maybe(&raw.shares, |text| count("shares", text, taxonomy))?,
        valuation: money("valuation", &raw.valuation)?,
        fair_value: money("fair_value", &raw.fair_value)?,
        stack: maybe(&raw.stack, |text| {
            price("stack", text, taxonomy).or_else(|_| amount("stack", text, taxonomy))
        })?,
        rounds: maybe(&raw.rounds, |text| number("rounds", text, (0.0, 20.0), taxonomy))?,
        dilution: maybe(&raw.dilution, |text| part("dilution", text, 0.0, 0.99))?,
        outcomes: outcomes(&raw.exit, taxonomy)?,
    })
}

fn outcomes(list: &[RawExit], taxonomy: &Taxonomy) -> Result<Vec<OutcomeAsked>, Problem> {
    few("exit", list.len())?;
    let one = |(at, raw): (usize, &RawExit)| {
        let read = || {
            Ok(OutcomeAsked {
                name: raw.name.clone(),
                chance: part("chance", &raw.chance, 0.0, 1.0)?,
                value: amount("value", &raw.value, taxonomy)?,
                years: months("in", &raw.after, 240.0)? / 12.0,
            })
        };
        read().map_err(below(&format!("exit[{}].", at + 1)))
    };
    let all: Vec<OutcomeAsked> = list.iter().enumerate().map(one).collect::<Result<_, _>>()?;
    let chances: f64 = all.iter().map(|outcome| outcome.chance).sum();
    match chances <= 1.0 + ROUNDING {
        true => Ok(all),
        false => {
            let what =
                format!("chances add up to {} %, more than 100 %", (chances * 1e4).round() / 1e2);
            Err(Problem::of("exit", "chance", what)
                .hint("write chances that add up to at most 100 %"))
        }
    }
}

/// What is said of when a grant vests.
pub(super) fn schedule(
    years: &Option<Vec<f64>>,
    over: &Option<Text>,
    every: Option<&str>,
    cliff: &Option<Text>,
) -> Result<ScheduleAsked, Problem> {
    let every = match every {
        None => None,
        Some("month") => Some(1),
        Some("quarter") => Some(3),
        Some("half-year") => Some(6),
        Some("year") => Some(12),
        Some(other) => {
            let what = "is no time from one vesting to the next";
            return Err(Problem::of("every", other, what)
                .kind(ProblemKind::Unknown)
                .hint("write month, quarter, half-year or year"));
        }
    };
    if years.as_ref().is_some_and(Vec::is_empty) {
        return Err(
            Problem::of("years", "[]", "has no year").hint("write years = [25, 25, 25, 25]")
        );
    }
    Ok(ScheduleAsked {
        over: maybe(over, |text| months("over", text, 120.0))?.map(|months| months / 12.0),
        years: years.clone().unwrap_or_default(),
        every,
        cliff: maybe(cliff, |text| months("cliff", text, 120.0))?
            .map(|months| months.round() as u32),
    })
}

/// The months and shares, or over how many years where nothing more is said.
pub(super) fn vests(
    asked: &ScheduleAsked,
    remarks: &mut Vec<String>,
) -> Result<(Option<Vec<Vest>>, Option<f64>), Problem> {
    if !asked.is_said() {
        return Ok((None, asked.over));
    }
    let read = schedule::vests(asked).map_err(|problem| match problem.field_name() {
        "vesting" if asked.years.is_empty() => problem.in_field("over"),
        "vesting" => problem.in_field("years"),
        _ => problem,
    });
    let (vests, told) = read?;
    remarks.extend(told);
    Ok((Some(vests), asked.over))
}

fn count(field: &str, text: &Text, taxonomy: &Taxonomy) -> Result<f64, Problem> {
    number(field, text, (1e-6, MOST_SHARES), taxonomy)
}

fn lacks(field: &str, hint: &str) -> Problem {
    Problem::of(field, "", "is left out").kind(ProblemKind::Missing).hint(hint)
}
