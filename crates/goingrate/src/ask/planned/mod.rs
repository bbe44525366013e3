//! Verdicts on figures that reports give for planners: each held against what the planners say of the same
//! thing, as `data/verdicts.toml` has it.

mod measure;
mod read;

use std::collections::BTreeMap;

use goingrate_evidence::{Claim, Evidence, Planner, SourceId, Statement};
use goingrate_model::Judgement;
use goingrate_units::{Date, Problem};

use crate::GoingRate;
use measure::Measuring;
use read::{Against, Held};

/// From this part of the shorter range on, two ranges that overlap say the same.
const SAME: f64 = 0.5;

/// A figure for a planner beside what the planner says.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned {
    /// What the claim says: two ends, in `unit`.
    pub says: Option<[f64; 2]>,
    /// What the planner says: P20, P50, P80, in `unit`.
    pub planner: Option<[f64; 3]>,
    /// The unit of both.
    pub unit: String,
    /// What was asked of the planner, or why nothing was.
    pub because: String,
    /// The verdict.
    pub judgement: Judgement,
}

/// The verdicts on all claims for planners of a source, or of all, by their position in the evidence.
///
/// # Errors
/// When the carried file of what they are held against is damaged, or a planner cannot answer.
pub fn planned(
    going_rate: &GoingRate,
    evidence: &Evidence,
    source: Option<SourceId>,
    today: Date,
) -> Result<BTreeMap<usize, Planned>, Problem> {
    let held = read::held()?;
    let measuring = Measuring::new(going_rate, &held, today)?;
    let mut all = BTreeMap::new();
    let claims = evidence.claims.iter().enumerate();
    for (at, claim) in claims.filter(|(_, claim)| source.is_none_or(|of| of == claim.source)) {
        let Statement::Planner(planner) = &claim.statement else { continue };
        if let Some(held) = held.claim.iter().find(|held| held.id == claim.id) {
            all.insert(at, one(&measuring, claim, planner, held)?);
        }
    }
    Ok(all)
}

fn one(
    measuring: &Measuring,
    claim: &Claim,
    planner: &Planner,
    held: &Held,
) -> Result<Planned, Problem> {
    let stated = planner.low.zip(planner.high.or(planner.low)).map(|(low, high)| [low, high]);
    let says = held.reads.or(stated);
    let unit = held.unit.clone().unwrap_or_else(|| match planner.unit.as_str() {
        "words" => measure::unit_of(&held.against).to_owned(),
        unit => unit.to_owned(),
    });
    let found = measuring.measure(held, &unit, claim)?;
    let judgement = match (says, found) {
        (Some(says), Some(found)) if held.undecided.is_none() => judged(says, [found[0], found[2]]),
        _ => Judgement::Undecided,
    };
    Ok(Planned { says, planner: found, unit, because: because(held, measuring), judgement })
}

/// Two ranges of amounts above zero: the same where they share most of the shorter one, in logs;
/// otherwise where they share nothing.
fn judged(says: [f64; 2], planner: [f64; 2]) -> Judgement {
    let [says, planner] = [says, planner].map(|ends| ends.map(|end| end.max(1e-9).ln()));
    let shared = says[1].min(planner[1]) - says[0].max(planner[0]);
    let shorter = (says[1] - says[0]).min(planner[1] - planner[0]);
    match shared {
        shared if shared < 0.0 => Judgement::Contradicted,
        shared if shared >= SAME * shorter => Judgement::Supported,
        _ => Judgement::Undecided,
    }
}

fn because(held: &Held, measuring: &Measuring) -> String {
    let against = against(held, measuring);
    match &held.undecided {
        Some(why) => format!("{against}, {why}"),
        None => against,
    }
}

fn against(held: &Held, measuring: &Measuring) -> String {
    match held.against {
        Against::Nothing => held.because.clone().unwrap_or_default(),
        Against::Assumption => format!("the assumption {}", held.subject()),
        Against::HireStep => format!("a year of {} of a hire, {}", held.subject(), held.who()),
        Against::ProjectCost | Against::ProjectTime => {
            format!("the project “{}” by {}", held.subject(), measuring.team(held))
        }
        Against::Rate => format!("the book's rate of a {}", held.subject()),
        Against::LevelStep => "the book's total pay from level to level".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where no verdict is given, nobody has measured what the assumption says.
    #[test]
    fn only_estimates_are_left_undecided() {
        let assumptions = crate::planning::assumptions(&[]).expect("whole");
        let at = goingrate_plan::At {
            places: &["us"],
            of: &["employee", "mid"],
            on: "2026-11-30".parse().expect("a day"),
        };
        let mut looked_at = 0;
        for held in read::held().expect("whole").claim {
            if held.undecided.is_some() {
                assert_eq!(held.against, Against::Assumption, "{}", held.id);
                let used = assumptions.used(held.subject(), &at).expect("is carried");
                assert_eq!(used.status, goingrate_plan::Status::Estimate, "{}", held.id);
                looked_at += 1;
            }
        }
        assert!(looked_at >= 3, "{looked_at}");
    }

    #[test]
    fn ranges_are_the_same_or_not() {
        let check = |says, planner, expected| assert_eq!(judged(says, planner), expected);
        check([10.0, 20.0], [12.0, 30.0], Judgement::Supported);
        check([10.0, 20.0], [19.0, 60.0], Judgement::Undecided);
        check([10.0, 20.0], [21.0, 60.0], Judgement::Contradicted);
        check([10.0, 100.0], [20.0, 30.0], Judgement::Supported);
        check([15.0, 15.0], [10.0, 20.0], Judgement::Supported);
    }
}
