//! Invented pay by month: employers and roles with effects of their own, of which some begin in a later
//! month. A part of the rows becomes a system over the effects that these rows touch, in an order of
//! its own, as parts of different days would.

use std::collections::BTreeMap;

use goingrate_mixed::{Group, GroupId, Piece, PieceId, System};

use super::pay::Stream;

/// What was recorded once.
#[derive(Clone)]
pub struct Row {
    pub month: usize,
    pub effects: [String; 3],
    pub value: f64,
    pub weight: f64,
}

/// `months` months of `each` rows, every month with an employer that is new; some values are wild.
pub fn months(months: usize, each: usize, seed: u64) -> Vec<Row> {
    let mut stream = Stream(seed);
    let employers: Vec<f64> = (0..20 + months).map(|_| 0.3 * stream.normal()).collect();
    let roles: Vec<f64> = (0..12).map(|_| 0.5 * stream.normal()).collect();
    let mut rows = Vec::new();
    for month in 0..months {
        for index in 0..each {
            // The first rows of a month are of the employer that it begins with.
            let employer = if index < 4 { 20 + month } else { stream.below(20 + month) };
            let role = stream.below(12);
            let wild = if index % 13 == 12 { 1.5 } else { 0.0 };
            let value = 11.0 + employers[employer] + roles[role] + 0.2 * stream.normal() + wild;
            let names = ["mean".into(), format!("employer {employer}"), format!("role {role}")];
            rows.push(Row { month, effects: names, value, weight: 0.5 + stream.uniform() });
        }
    }
    rows
}

/// The groups of every part, in this order.
pub const NOISE: GroupId = GroupId(0);

/// The rows of some months as a system, with the keys of its columns.
pub fn system_of<'a>(rows: impl Iterator<Item = &'a Row> + Clone) -> (System, Vec<String>) {
    let mut columns: BTreeMap<&str, u32> = BTreeMap::new();
    let mut keys = Vec::new();
    for name in rows.clone().flat_map(|row| &row.effects) {
        columns.entry(name).or_insert_with(|| {
            keys.push(name.clone());
            keys.len() as u32 - 1
        });
    }
    let mut system = System::new(keys.len());
    let noise = system.add_group(Group::data("noise", 0.1)).unwrap();
    let employers = system.add_group(Group::effects("employers", 0.1)).unwrap();
    let roles = system.add_group(Group::effects("roles", 0.1)).unwrap();
    for row in rows {
        let terms: Vec<(u32, f64)> =
            row.effects.iter().map(|name| (columns[name.as_str()], 1.0)).collect();
        let piece = system.push(Piece::line(noise, &terms, row.value)).unwrap();
        system.set_robust(piece, 0, row.weight).unwrap();
    }
    for (column, key) in keys.iter().enumerate().filter(|(_, key)| *key != "mean") {
        let group = if key.starts_with("role") { roles } else { employers };
        system.push(Piece::prior(group, column as u32, 0.0)).unwrap();
    }
    (system, keys)
}

/// Robust weights of the first `count` pieces, of one line each.
pub fn weights(system: &System, count: usize) -> Vec<f64> {
    (0..count).map(|piece| system.robust(PieceId(piece))[0]).collect()
}
