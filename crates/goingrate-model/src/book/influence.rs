//! What turns the gradient of an answer before it meets the covariance: how every effect leans on
//! the ladder through evidence that leaves levels open (`fit/sandwich.rs` has the why and the sums).

use crate::distribution::mixture::{Columns, compress};

/// What turns a gradient into the one that meets the covariance.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Influence {
    /// The ladder's columns, ascending.
    pub ladder: Vec<u32>,
    /// For each of them, what one unit of the numbers in a book's file is.
    pub units: Vec<f32>,
    /// `(I + U'ΣE)⁻¹U'Σ`, for every effect one number for each column of the ladder.
    pub back: Vec<f32>,
}

/// The largest number of units.
const MOST: f32 = 32_767.0;

impl Influence {
    /// Rounded to 16 bits of the largest number of each column of the ladder.
    pub fn of_exact(ladder: Vec<u32>, exact: &[f64]) -> Influence {
        let width = ladder.len().max(1);
        let mut largest = vec![0.0f64; ladder.len()];
        for row in exact.chunks(width) {
            largest.iter_mut().zip(row).for_each(|(most, x)| *most = most.max(x.abs()));
        }
        let units: Vec<f32> = largest.iter().map(|&most| most as f32 / MOST).collect();
        let number = |(x, &unit): (&f64, &f32)| match unit > 0.0 {
            true => (x / f64::from(unit)).round().clamp(-f64::from(MOST), f64::from(MOST)) as i16,
            false => 0,
        };
        let numbers = exact.chunks(width).flat_map(|row| row.iter().zip(&units).map(number));
        let numbers: Vec<i16> = numbers.collect();
        Influence::from_numbers(ladder, units, &numbers)
    }

    /// From the numbers of a book's file.
    pub fn from_numbers(ladder: Vec<u32>, units: Vec<f32>, numbers: &[i16]) -> Influence {
        let width = units.len().max(1);
        let mut back = Vec::with_capacity(numbers.len());
        for row in numbers.chunks(width) {
            back.extend(row.iter().zip(&units).map(|(&number, unit)| f32::from(number) * unit));
        }
        Influence { ladder, units, back }
    }

    /// The numbers of a book's file.
    pub fn numbers(&self) -> Vec<i16> {
        let number = |(x, &unit): (&f32, &f32)| match unit > 0.0 {
            true => (x / unit).round() as i16,
            false => 0,
        };
        let rows = self.back.chunks(self.units.len().max(1));
        rows.flat_map(|row| row.iter().zip(&self.units).map(number)).collect()
    }

    /// How an effect answers to each column of the ladder; nothing for columns beyond the effects.
    pub fn of(&self, column: u32) -> &[f32] {
        let width = self.ladder.len();
        let start = column as usize * width;
        self.back.get(start..start + width).unwrap_or_default()
    }

    /// `ã`, sorted; columns beyond the effects are kept as they are.
    pub fn settled(&self, gradient: &Columns) -> Columns {
        let mut off = vec![0.0; self.ladder.len()];
        for &(column, value) in gradient {
            off.iter_mut().zip(self.of(column)).for_each(|(o, b)| *o += value * f64::from(*b));
        }
        let mut settled = gradient.clone();
        settled.extend(self.ladder.iter().zip(off).map(|(&column, off)| (column, -off)));
        compress(&mut settled);
        settled
    }
}
