//! The United States: federal, payroll and state tax beside PolicyEngine and Tax-Calculator, and how
//! long each took.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

use goingrate::law;
use goingrate::rules::Side;
use goingrate::units::Date;

use super::results::{Reasons, Speed, StateRow, States};
use super::{reasons_of, signed, table, thousands};

/// Dollars that federal and payroll taxes, and state taxes, may be apart and still agree.
const NATION: f64 = 1.0;
const STATE: f64 = 5.0;

/// What is compared: its name, against whom, what may be apart, and by how much a row is.
type Compared = (&'static str, &'static str, f64, fn(&StateRow) -> f64);

const COMPARED: [Compared; 5] = [
    ("federal income tax", "PolicyEngine-US", NATION, |r| r.federal - r.federal_policyengine),
    ("federal income tax", "Tax-Calculator", NATION, |r| r.federal - r.federal_taxcalc),
    ("payroll taxes", "PolicyEngine-US", NATION, |r| r.payroll - r.payroll_policyengine),
    ("payroll taxes", "Tax-Calculator", NATION, |r| r.payroll - r.payroll_taxcalc),
    ("state income tax", "PolicyEngine-US", STATE, state),
];

fn state(row: &StateRow) -> f64 {
    row.state_tax - row.state_policyengine
}

/// The section of the United States.
pub fn section(states: &States, reasons: &Reasons) -> Result<String, Box<dyn Error>> {
    let differ = by_state(states, STATE, state);
    let federal: BTreeSet<&str> = COMPARED[..4]
        .iter()
        .flat_map(|(_, _, within, apart)| by_state(states, *within, *apart))
        .collect();
    let mut told = vec![];
    for name in federal.iter().map(|s| format!("federal {s}")) {
        told.push(reasons.of(&name)?);
    }
    for name in differ.iter().map(|s| format!("state {s}")) {
        told.push(reasons.of(&name)?);
    }
    let count = states.rows.iter().map(|row| row.state.as_str()).collect::<BTreeSet<_>>().len();
    let worst = COMPARED.iter().map(|compared| worst(states, compared));
    let heading = ["what", "against", "worst, dollars", "where", "agrees within", "beyond that"];
    Ok(format!(
        "## United States, {}\n\n{}\n{}\n**State income tax is within {STATE} dollars at every \
         income in {} of {count} jurisdictions.** {} Who is right where they differ, and where federal \
         tax is further apart than {NATION} dollar:\n\n{}\n### Every state\n\n{}\n{}",
        states.year,
        introduction(states),
        table(&heading, worst),
        count - differ.len(),
        agreed_by_estimates(states.year.try_into()?, &differ)?,
        reasons_of(&told),
        EVERY,
        every(states),
    ))
}

const EVERY: &str = "\
Dollars of state income tax, ours less theirs, by income. In brackets: the difference when \
PolicyEngine is told that nothing is withheld, where that moves it by more than 5 dollars. States \
that tax no wages are left out.
";

fn introduction(states: &States) -> String {
    let rivals = states.rivals.iter().map(|(name, version)| format!("{name} {version}"));
    let rivals = rivals.collect::<Vec<_>>().join(" and ");
    format!(
        "{} households: 51 jurisdictions, seven incomes, single people and couples with one \
         income, in wages. Against {rivals} under Python {}, run on {}.\n\nFederal tax deducts \
         state income tax. PolicyEngine estimates what a state withholds; we deduct what the \
         state's tax comes to. So that the same thing is compared, PolicyEngine is given our state \
         tax as the tax withheld.\n",
        states.rows.len(),
        states.python,
        states.run,
    )
}

/// Which of the states that agree have amounts of that year that nobody had published when they were
/// written down: there, agreement with another's estimate proves little.
fn agreed_by_estimates(year: i16, differ: &BTreeSet<&str>) -> Result<String, Box<dyn Error>> {
    let (rules, day) = (law::rules("us")?, Date::new(year, 12, 31)?);
    let taxes = rules.parts().filter(|part| part.side == Side::Worker && part.is_estimated(day));
    let codes = taxes.flat_map(|part| part.places.keys());
    let states = codes.filter_map(|code| code.strip_prefix("us-").filter(|state| state.len() == 2));
    let agree: BTreeSet<String> =
        states.map(str::to_uppercase).filter(|state| !differ.contains(state.as_str())).collect();
    let names = agree.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
    Ok(format!(
        "In {} of these some amount of {year} is our estimate, because it was not published or not \
         seen: {names}.",
        agree.len(),
    ))
}

/// States with a row that is further apart.
fn by_state(states: &States, within: f64, apart: fn(&StateRow) -> f64) -> BTreeSet<&str> {
    let beyond = states.rows.iter().filter(|row| apart(row).abs() > within);
    beyond.map(|row| row.state.as_str()).collect()
}

/// A row of the table of what was compared.
fn worst(states: &States, (what, against, within, apart): &Compared) -> Vec<String> {
    let by = |row: &&StateRow| apart(row).abs();
    let worst = states.rows.iter().max_by(|one, other| by(one).total_cmp(&by(other)));
    let beyond = states.rows.iter().filter(|row| apart(row).abs() > *within).count();
    let (amount, place) = worst.map_or_else(Default::default, |row| {
        let at = format!("{} {} {}", row.state, row.filing, thousands(row.income));
        let exact = apart(row).abs() < 0.005;
        (signed(apart(row)), if exact { String::new() } else { at })
    });
    let count = format!("{beyond} of {}", states.rows.len());
    vec![(*what).to_owned(), (*against).to_owned(), amount, place, within.to_string(), count]
}

/// State by filing by income.
fn every(states: &States) -> String {
    let mut lines: BTreeMap<(&str, &str), Vec<&StateRow>> = BTreeMap::new();
    for row in &states.rows {
        lines.entry((&row.state, &row.filing)).or_default().push(row);
    }
    let first = lines.values().next().map_or(&[][..], Vec::as_slice);
    let incomes: Vec<String> = first.iter().map(|row| thousands(row.income)).collect();
    let heading: Vec<&str> =
        ["state", "filing"].into_iter().chain(incomes.iter().map(String::as_str)).collect();
    let taxed = lines.into_iter().filter(|(_, rows)| {
        rows.iter().any(|row| row.state_tax != 0.0 || row.state_policyengine != 0.0)
    });
    let rows = taxed.map(|((state, filing), rows)| {
        let cells = rows.iter().map(|row| cell(row));
        [state.to_owned(), filing.to_owned()].into_iter().chain(cells).collect()
    });
    table(&heading, rows)
}

fn cell(row: &StateRow) -> String {
    let (apart, unwithheld) = (state(row), row.state_tax - row.state_unwithheld);
    let shown = if apart.abs() > STATE { format!("**{}**", signed(apart)) } else { signed(apart) };
    if (apart - unwithheld).abs() > STATE {
        format!("{shown} ({})", signed(unwithheld))
    } else {
        shown
    }
}

/// The section on speed.
pub fn speed(states: &States) -> String {
    let row = |(name, Speed(computations, seconds, start)): (&String, &Speed)| {
        vec![
            if name == "ours" { "Going Rate".to_owned() } else { name.clone() },
            thousands(*computations),
            format!("{seconds:.2}"),
            thousands(computations / seconds),
            start.map_or_else(|| "–".to_owned(), |start| format!("{start:.0}")),
        ]
    };
    let heading = [
        "program",
        "computations",
        "seconds",
        "a second",
        "seconds of loading and describing before",
    ];
    format!(
        "## Speed\n\nThe households of the United States above, in the same run on the same \
         machine, in seconds of the processor ({}). Ours goes through them again and again on one \
         core. The others compute columns: many more households at once cost them less each. \
         Tax-Calculator compiles itself in its first computation, which its seconds have in \
         them.\n\n{}",
        states.run,
        table(&heading, states.speed.iter().map(row)),
    )
}
