//! A system to its sums: which columns its rows touch and what their keys are, which groups have
//! sampling covariances, and the sums of every group.

use std::collections::BTreeMap;

use crate::error::MixedError;
use crate::information::column_sums::ColumnSums;
use crate::information::prior_rows::{PriorRow, PriorRows};
use crate::information::sums::Sums;
use crate::information::{Information, sums_error};
use crate::system::{Precisions, RowKind, System, check_length};

/// No key: no row touches the column.
const NONE: u32 = u32::MAX;

impl Information {
    /// The sums of a system's lines at its present variances and robust weights; `keys` has the key of
    /// every column. Keys of columns that no row touches are left out.
    ///
    /// A line that touches very many columns makes as many entries as their number squared: it is
    /// better summed up beforehand, or left among rows.
    ///
    /// # Errors
    /// Not one key a column, a key or a name of a group that occurs twice, prior rows with a sampling
    /// covariance, over no effect or twice the same, a piece whose covariance is not positive definite.
    pub fn of<K: AsRef<str>>(system: &System, keys: &[K]) -> Result<Information, MixedError> {
        check_length("keys of the columns", system.columns(), keys.len())?;
        let (rank, keys) = ranked(system, keys)?;
        let mut pieces: Vec<Vec<u32>> = vec![Vec::new(); system.groups.len()];
        for (piece, header) in system.pieces.iter().enumerate() {
            pieces[header.group as usize].push(piece as u32);
        }
        let mut information = Information { keys, data: Vec::new(), priors: Vec::new() };
        for at in by_name(system)?.into_values().filter(|at| !pieces[*at].is_empty()) {
            match system.groups[at].kind {
                RowKind::Data => {
                    let sums = data_sums(system, &rank, information.keys.len(), at, &pieces[at])?;
                    information.data.push(sums);
                }
                RowKind::Prior => {
                    information.priors.push(prior_rows(system, &rank, at, &pieces[at])?);
                }
            }
        }
        Ok(information)
    }
}

/// The number of every column among the keys that rows touch, and these keys, ascending.
fn ranked<K: AsRef<str>>(
    system: &System,
    keys: &[K],
) -> Result<(Vec<u32>, Vec<String>), MixedError> {
    let mut touched = vec![false; keys.len()];
    system.indices.iter().for_each(|column| touched[*column as usize] = true);
    let mut columns: Vec<usize> = (0..keys.len()).filter(|column| touched[*column]).collect();
    columns.sort_by_key(|column| keys[*column].as_ref());
    let twice = columns.windows(2).find(|pair| keys[pair[0]].as_ref() == keys[pair[1]].as_ref());
    if let Some(pair) = twice {
        return Err(MixedError::Key { key: keys[pair[0]].as_ref().into() });
    }
    let mut rank = vec![NONE; keys.len()];
    columns.iter().enumerate().for_each(|(at, column)| rank[*column] = at as u32);
    Ok((rank, columns.iter().map(|column| keys[*column].as_ref().into()).collect()))
}

/// Numbers of the groups by their names.
fn by_name(system: &System) -> Result<BTreeMap<&str, usize>, MixedError> {
    let mut names = BTreeMap::new();
    for (at, group) in system.groups.iter().enumerate() {
        if names.insert(group.name.as_str(), at).is_some() {
            return Err(sums_error(&group.name, "two groups have this name"));
        }
    }
    Ok(names)
}

fn data_sums(
    system: &System,
    rank: &[u32],
    keys: usize,
    group: usize,
    pieces: &[u32],
) -> Result<Sums, MixedError> {
    let has_sampling = |piece: &u32| system.pieces[*piece as usize].sampling != u32::MAX;
    let at_present = pieces.iter().any(has_sampling);
    let mut settings = system.groups[group].clone();
    settings.held |= at_present;
    if !at_present && settings.variance <= 0.0 {
        let what = "its variance is 0, and its lines have no sampling covariance";
        return Err(sums_error(&settings.name, what));
    }
    let precisions = match at_present {
        true => Some(Precisions::of_pieces(system, pieces)?),
        false => None,
    };
    let rows = ColumnSums { system, rank, keys, pieces, precisions: precisions.as_ref() };
    let (entries, right) = rows.entries();
    let (lines, log_det, squares) = rows.totals();
    Ok(Sums { group: settings, at_present, lines, log_det, squares, entries, right })
}

fn prior_rows(
    system: &System,
    rank: &[u32],
    group: usize,
    pieces: &[u32],
) -> Result<PriorRows, MixedError> {
    let settings = system.groups[group].clone();
    if pieces.iter().any(|piece| system.pieces[*piece as usize].sampling != u32::MAX) {
        return Err(sums_error(
            &settings.name,
            "prior rows with a sampling covariance are not kept",
        ));
    }
    if settings.variance <= 0.0 {
        return Err(sums_error(&settings.name, "a prior variance of 0 leaves no row to keep"));
    }
    let lines = pieces.iter().flat_map(|piece| system.lines_of(*piece as usize));
    let rows = lines.map(|line| {
        let (columns, coefficients) = system.row(line);
        let ranks = columns.iter().map(|column| rank[*column as usize]);
        let terms = ranks.zip(coefficients.iter().copied()).collect();
        PriorRow::new(terms, system.values[line], system.robust[line])
    });
    PriorRows::new(settings, rows.collect())
}
