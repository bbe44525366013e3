//! The joint uncertainty of all effects, in the form in which a book keeps it: a sparse factor for
//! the many effects that few others touch, and the dense covariance of the rest.
//!
//! The recipe is that of [`goingrate_mixed::FactoredCovariance`]: eliminate the sparse part of a gradient along
//! its path to the root, then `a'Σa = Σ x_j²/d_j + x_t'Σ_t x_t`. Several gradients go together.

use goingrate_mixed::FactoredCovariance;
use rayon::prelude::*;

use crate::book::bytes::rounded;
use crate::distribution::mixture::Columns;

/// The joint uncertainty of all effects.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Posterior {
    /// Number of effects.
    pub columns: usize,
    /// Number of sparse positions.
    pub leading: usize,
    /// Effect → position (wide lines after all effects).
    pub place: Vec<u32>,
    /// Start of every sparse column in `rows`, and the end.
    pub pointers: Vec<u32>,
    /// Positions of its entries, ascending.
    pub rows: Vec<u32>,
    /// Its entries, each rounded: what goes along a column is off by the same share in all sums,
    /// those of wide lines, whose pivots are negative, as well.
    pub values: Vec<f32>,
    /// `1/d` of the sparse positions; zero stands for nothing.
    pub inverse_pivots: Vec<f32>,
    /// Standard deviations of the dense positions.
    pub sds: Vec<f32>,
    /// Covariance of the dense positions, row by row.
    pub tail: Vec<f32>,
}

/// A correlation of one in the file of a book.
const ONE: f64 = 524_287.0;

/// Entries of the factor that move no variance by more than this share are left out.
const NEGLIGIBLE: f64 = 1e-11;

/// Gradients are eliminated this many at a time: the five percentiles, in pairs.
const TOGETHER: usize = 6;

impl Posterior {
    /// From the solver's parts.
    pub fn of(parts: &FactoredCovariance) -> Posterior {
        let mut place = vec![0; parts.permutation.len()];
        for (position, &unknown) in parts.permutation.iter().enumerate() {
            place[unknown as usize] = position as u32;
        }
        let size = parts.tail();
        let diagonal = (0..size).map(|i| parts.tail_inverse[i * size + i]);
        let sds: Vec<f32> = diagonal.map(|variance| variance.max(0.0).sqrt() as f32).collect();
        let correlation = |(i, j): (usize, usize)| {
            let scale = f64::from(sds[i]) * f64::from(sds[j]);
            let ratio = parts.tail_inverse[i * size + j] / scale.max(f64::MIN_POSITIVE);
            (ratio.clamp(-1.0, 1.0) * ONE).round() as i32
        };
        let correlations: Vec<i32> = lower_half(size).map(correlation).collect();
        let mut posterior = Posterior {
            columns: parts.columns,
            leading: parts.leading,
            place,
            inverse_pivots: parts.pivots.iter().map(|d| (1.0 / d) as f32).collect(),
            tail: from_correlations(&sds, &correlations),
            sds,
            ..Posterior::default()
        };
        posterior.keep(parts);
        posterior
    }

    /// Takes over the entries of the factor that matter.
    fn keep(&mut self, parts: &FactoredCovariance) {
        let tail = self.sds.iter().map(|sd| f64::from(*sd).powi(2));
        let variances: Vec<f64> = parts.pivots.iter().map(|d| 1.0 / d.abs()).chain(tail).collect();
        self.pointers.push(0);
        for position in 0..parts.leading {
            let span = parts.column_pointers[position]..parts.column_pointers[position + 1];
            let least = NEGLIGIBLE * variances[position];
            for (&row, &value) in parts.rows[span.clone()].iter().zip(&parts.values[span]) {
                if value * value * variances[row as usize] > least {
                    self.rows.push(row);
                    self.values.push(rounded(value));
                }
            }
            self.pointers.push(self.rows.len() as u32);
        }
    }

    /// Correlations of the dense positions, the lower half with its diagonal, for a book's file.
    pub fn correlations(&self) -> Vec<i32> {
        let size = self.tail_size();
        let correlation = |(i, j): (usize, usize)| {
            let scale = f64::from(self.sds[i]) * f64::from(self.sds[j]);
            let ratio = f64::from(self.tail[i * size + j]) / scale.max(f64::MIN_POSITIVE);
            (ratio * ONE).round() as i32
        };
        lower_half(size).map(correlation).collect()
    }

    /// Number of dense positions.
    pub fn tail_size(&self) -> usize {
        self.place.len() - self.leading
    }

    /// Covariance of `a'θ` for several gradients, m×m row by row. Columns at or beyond
    /// [`columns`](Self::columns) are not ours and are passed over.
    pub fn covariance(&self, gradients: &[Columns]) -> Vec<f64> {
        let m = gradients.len();
        let mut scratch = self.scratch();
        // Gradients of one question pass much the same positions: they share one path.
        let path = self.path(gradients, &mut scratch);
        let reduce = |some: &[Columns]| self.reduce_along(path.clone(), some, &scratch);
        let reduced: Vec<Reduced> = gradients.chunks(TOGETHER).map(reduce).collect();
        let mut covariance = vec![0.0; m * m];
        for (i, row) in reduced.iter().enumerate() {
            for (j, other) in reduced.iter().enumerate().skip(i) {
                let block = if i == j { self.square(row) } else { self.product(row, other) };
                for (a, b) in (0..row.count).flat_map(|a| (0..other.count).map(move |b| (a, b))) {
                    let (at, to) = (i * TOGETHER + a, j * TOGETHER + b);
                    covariance[at * m + to] = block[a][b];
                    covariance[to * m + at] = block[a][b];
                }
            }
        }
        covariance
    }

    /// Variances of `a'θ` for many gradients that have nothing to do with each other, on all cores.
    pub fn variances(&self, gradients: &[Columns]) -> Vec<f64> {
        let of = |scratch: &mut Scratch, some: &[Columns]| {
            let (block, _) = self.several(some, scratch);
            (0..some.len()).map(|g| block[g][g].max(0.0)).collect::<Vec<_>>()
        };
        let found = gradients.par_chunks(TOGETHER).map_init(|| self.scratch(), of);
        found.collect::<Vec<_>>().concat()
    }

    /// Room for eliminations.
    pub(crate) fn scratch(&self) -> Scratch {
        Scratch(vec![OFF; self.leading])
    }

    /// The entries of a sparse column.
    fn span(&self, position: u32) -> std::ops::Range<usize> {
        let at = position as usize;
        self.pointers[at] as usize..self.pointers[at + 1] as usize
    }

    /// Eliminates the sparse part of up to [`TOGETHER`] gradients.
    fn reduce(&self, gradients: &[Columns], scratch: &mut Scratch) -> Reduced {
        let path = self.path(gradients, scratch);
        let reduced = self.reduce_along(path, gradients, scratch);
        scratch.leave(&reduced.path);
        reduced
    }

    /// The same along a path that stands in the scratch, and stays there.
    fn reduce_along(&self, path: Vec<u32>, gradients: &[Columns], scratch: &Scratch) -> Reduced {
        let mut leading = vec![[0.0; TOGETHER]; path.len()];
        let mut tail = vec![[0.0; TOGETHER]; self.tail_size()];
        for (g, gradient) in gradients.iter().enumerate() {
            for &(column, value) in gradient.iter().filter(|c| (c.0 as usize) < self.columns) {
                let position = self.place[column as usize] as usize;
                match position.checked_sub(self.leading) {
                    Some(dense) => tail[dense][g] += value,
                    None => leading[scratch.slot(position as u32)][g] += value,
                }
            }
        }
        for (at, &position) in path.iter().enumerate() {
            let x = leading[at];
            let span = self.span(position);
            for (&row, &value) in self.rows[span.clone()].iter().zip(&self.values[span]) {
                let value = f64::from(value);
                let target = match (row as usize).checked_sub(self.leading) {
                    Some(dense) => &mut tail[dense],
                    None => &mut leading[scratch.slot(row)],
                };
                for (target, x) in target.iter_mut().zip(&x) {
                    *target -= value * x;
                }
            }
        }
        let dense = (0..tail.len() as u32).filter(|&d| tail[d as usize].iter().any(|x| *x != 0.0));
        let dense: Vec<u32> = dense.collect();
        let tail = dense.iter().map(|&d| tail[d as usize]).collect();
        Reduced { path, leading, dense, tail, count: gradients.len() }
    }

    /// Every sparse position that an elimination passes, ascending; each stands in the scratch with
    /// its place on the path.
    fn path(&self, gradients: &[Columns], scratch: &mut Scratch) -> Vec<u32> {
        let mut path: Vec<u32> = Vec::with_capacity(128);
        let columns =
            gradients.iter().flatten().map(|c| c.0 as usize).filter(|&c| c < self.columns);
        let starts = columns.map(|c| self.place[c]).filter(|&p| (p as usize) < self.leading);
        path.extend(starts.filter(|&position| scratch.enter(position)));
        let mut at = 0;
        while let Some(&position) = path.get(at) {
            at += 1;
            let rows = self.rows[self.span(position)].iter();
            let sparse = rows.take_while(|row| (**row as usize) < self.leading);
            path.extend(sparse.filter(|&&row| scratch.enter(row)));
        }
        path.sort_unstable();
        for (at, &position) in path.iter().enumerate() {
            scratch.0[position as usize] = at as u32;
        }
        path
    }

    /// Covariances among the gradients of one reduction: the dense covariance is symmetric, so half
    /// of it is enough.
    fn square(&self, a: &Reduced) -> [[f64; TOGETHER]; TOGETHER] {
        let mut sum = [[0.0; TOGETHER]; TOGETHER];
        let mut add = |x: &[f64; TOGETHER], y: &[f64; TOGETHER], factor: f64| {
            for (row, x) in sum.iter_mut().zip(x) {
                for (sum, y) in row.iter_mut().zip(y) {
                    *sum += factor * x * y;
                }
            }
        };
        for (x, position) in a.leading.iter().zip(&a.path) {
            add(x, x, f64::from(self.inverse_pivots[*position as usize]));
        }
        let size = self.tail_size();
        let full = a.dense.len() == size;
        for (at, (row, x)) in a.dense.iter().zip(&a.tail).enumerate() {
            let covariances = &self.tail[*row as usize * size..(*row as usize + 1) * size];
            // Half of the diagonal here, and the mirror image at the end.
            let mut inner = x.map(|x| 0.5 * f64::from(covariances[*row as usize]) * x);
            if full {
                for (covariance, y) in covariances[..at].iter().zip(&a.tail) {
                    step(&mut inner, f64::from(*covariance), y);
                }
            } else {
                for (column, y) in a.dense[..at].iter().zip(&a.tail) {
                    step(&mut inner, f64::from(covariances[*column as usize]), y);
                }
            }
            add(x, &inner, 1.0);
        }
        let half = sum;
        let leading = a.leading.iter().zip(&a.path);
        let mut sparse = [[0.0; TOGETHER]; TOGETHER];
        for (x, position) in leading {
            let factor = f64::from(self.inverse_pivots[*position as usize]);
            for (row, a) in sparse.iter_mut().zip(x) {
                row.iter_mut().zip(x).for_each(|(sum, b)| *sum += factor * a * b);
            }
        }
        std::array::from_fn(|i| std::array::from_fn(|j| half[i][j] + half[j][i] - sparse[i][j]))
    }

    /// Covariances between the gradients of two reductions.
    fn product(&self, a: &Reduced, b: &Reduced) -> [[f64; TOGETHER]; TOGETHER] {
        let mut sum = [[0.0; TOGETHER]; TOGETHER];
        let mut add = |x: &[f64; TOGETHER], y: &[f64; TOGETHER], factor: f64| {
            for (row, x) in sum.iter_mut().zip(x) {
                let x = factor * x;
                for (sum, y) in row.iter_mut().zip(y) {
                    *sum += x * y;
                }
            }
        };
        for (at, position) in a.path.iter().enumerate() {
            if let Ok(other) = b.path.binary_search(position) {
                let inverse = f64::from(self.inverse_pivots[*position as usize]);
                add(&a.leading[at], &b.leading[other], inverse);
            }
        }
        let size = self.tail_size();
        for (row, x) in a.dense.iter().zip(&a.tail) {
            let covariances = &self.tail[*row as usize * size..(*row as usize + 1) * size];
            let mut inner = [0.0; TOGETHER];
            for (column, y) in b.dense.iter().zip(&b.tail) {
                let covariance = f64::from(covariances[*column as usize]);
                for (inner, y) in inner.iter_mut().zip(y) {
                    *inner += covariance * y;
                }
            }
            add(x, &inner, 1.0);
        }
        sum
    }
}

/// The places of the lower half of a square, row by row, with its diagonal.
fn lower_half(size: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..size).flat_map(|i| (0..=i).map(move |j| (i, j)))
}

/// The whole covariance of the dense positions, from the lower half of a book's file.
pub(crate) fn from_correlations(sds: &[f32], correlations: &[i32]) -> Vec<f32> {
    let size = sds.len();
    let mut tail = vec![0.0; size * size];
    let mut start = 0;
    for (i, sd) in sds.iter().enumerate() {
        let scale = f64::from(*sd) / ONE;
        let row = &correlations[start..=start + i];
        for (j, (&correlation, other)) in row.iter().zip(sds).enumerate() {
            let covariance = (scale * f64::from(correlation) * f64::from(*other)) as f32;
            tail[i * size + j] = covariance;
            tail[j * size + i] = covariance;
        }
        start += i + 1;
    }
    tail
}

/// An effect after the elimination of its sparse part.
#[derive(Debug)]
pub(crate) struct Single {
    /// The sparse positions that it passes, ascending, with their values.
    path: Vec<(u32, f64)>,
    /// Its dense part.
    tail: Vec<f64>,
}

impl Posterior {
    /// Eliminates one effect.
    pub(crate) fn single(&self, column: u32, scratch: &mut Scratch) -> Single {
        let unit: Columns = vec![(column, 1.0)];
        let mut tail = vec![0.0; self.tail_size()];
        if let Some(dense) = (self.place[column as usize] as usize).checked_sub(self.leading) {
            tail[dense] = 1.0;
            return Single { path: Vec::new(), tail };
        }
        let path = self.path(std::slice::from_ref(&unit), scratch);
        let mut values = vec![0.0; path.len()];
        values[scratch.slot(self.place[column as usize])] = 1.0;
        for (at, &position) in path.iter().enumerate() {
            let x = values[at];
            let span = self.span(position);
            let (rows, entries) = (&self.rows[span.clone()], &self.values[span]);
            // Rows ascend: the sparse ones come first.
            let sparse = rows.partition_point(|&row| (row as usize) < self.leading);
            for (&row, &value) in rows[..sparse].iter().zip(entries) {
                values[scratch.slot(row)] -= f64::from(value) * x;
            }
            for (&row, &value) in rows[sparse..].iter().zip(&entries[sparse..]) {
                tail[row as usize - self.leading] -= f64::from(value) * x;
            }
        }
        scratch.leave(&path);
        Single { path: path.into_iter().zip(values).collect(), tail }
    }

    /// The dense covariance times the dense part of an effect.
    pub(crate) fn image(&self, of: &Single) -> Vec<f64> {
        let size = self.tail_size();
        self.tail.chunks(size.max(1)).map(|row| dot(row, &of.tail)).collect()
    }

    /// Covariance of an effect with one whose image is known.
    pub(crate) fn across(&self, a: &Single, b: &Single, image: &[f64]) -> f64 {
        self.along_paths(a, b) + dot_of(&a.tail, image)
    }

    /// Covariances among some effects without their images, row by row: the dense covariance is
    /// symmetric, so half of it is enough.
    pub(crate) fn among(&self, of: &[&Single]) -> Vec<f64> {
        let (size, count) = (self.tail_size(), of.len());
        let mut sum = vec![0.0; count * count];
        for (at, row) in self.tail.chunks(size.max(1)).enumerate() {
            for (j, other) in of.iter().enumerate() {
                // Half of the diagonal here, and the mirror image at the end.
                let half = 0.5 * f64::from(row[at]) * other.tail[at];
                let inner = dot(&row[..at], &other.tail[..at]) + half;
                for (i, one) in of.iter().enumerate() {
                    sum[i * count + j] += one.tail[at] * inner;
                }
            }
        }
        let pair = |(i, j): (usize, usize)| {
            sum[i * count + j] + sum[j * count + i] + self.along_paths(of[i], of[j])
        };
        (0..count).flat_map(|i| (0..count).map(move |j| (i, j))).map(pair).collect()
    }

    fn along_paths(&self, a: &Single, b: &Single) -> f64 {
        let (mut i, mut j, mut sum) = (0, 0, 0.0);
        while let (Some(x), Some(y)) = (a.path.get(i), b.path.get(j)) {
            if x.0 == y.0 {
                sum += x.1 * y.1 * f64::from(self.inverse_pivots[x.0 as usize]);
            }
            i += usize::from(x.0 <= y.0);
            j += usize::from(y.0 <= x.0);
        }
        sum
    }

    /// Covariances among up to [`TOGETHER`] gradients, with what their meeting others needs.
    pub(crate) fn several(&self, gradients: &[Columns], scratch: &mut Scratch) -> (Block, Reduced) {
        let reduced = self.reduce(gradients, scratch);
        (self.square(&reduced), reduced)
    }

    /// Covariances of reduced gradients with an effect whose image is known.
    pub(crate) fn toward(&self, of: &Reduced, to: &Single, image: &[f64]) -> [f64; TOGETHER] {
        let mut sum = [0.0; TOGETHER];
        for &(position, value) in &to.path {
            if let Ok(at) = of.path.binary_search(&position) {
                let inverse = f64::from(self.inverse_pivots[position as usize]);
                step(&mut sum, value * inverse, &of.leading[at]);
            }
        }
        for (row, x) in of.dense.iter().zip(&of.tail) {
            step(&mut sum, image[*row as usize], x);
        }
        sum
    }
}

/// Sums are kept in so many lanes, so that they can be added side by side.
const LANES: usize = 8;

/// `Σ xy`, in an order that does not depend on the machine.
fn dot(x: &[f32], y: &[f64]) -> f64 {
    let (xs, x_rest) = x.as_chunks::<LANES>();
    let (ys, y_rest) = y[..x.len()].as_chunks::<LANES>();
    let mut lanes = [0.0; LANES];
    for (x, y) in xs.iter().zip(ys) {
        for (lane, (x, y)) in lanes.iter_mut().zip(x.iter().zip(y)) {
            *lane += f64::from(*x) * y;
        }
    }
    let rest: f64 = x_rest.iter().zip(y_rest).map(|(x, y)| f64::from(*x) * y).sum();
    lanes.iter().sum::<f64>() + rest
}

/// The same in double precision.
fn dot_of(x: &[f64], y: &[f64]) -> f64 {
    let ((xs, x_rest), (ys, y_rest)) = (x.as_chunks::<LANES>(), y.as_chunks::<LANES>());
    let mut lanes = [0.0; LANES];
    for (x, y) in xs.iter().zip(ys) {
        for (lane, (x, y)) in lanes.iter_mut().zip(x.iter().zip(y)) {
            *lane += x * y;
        }
    }
    let rest: f64 = x_rest.iter().zip(y_rest).map(|(x, y)| x * y).sum();
    lanes.iter().sum::<f64>() + rest
}

/// Room that eliminations use again: where a sparse position stands on the path at hand.
#[derive(Debug)]
pub(crate) struct Scratch(Vec<u32>);

/// Not on the path.
const OFF: u32 = u32::MAX;

impl Scratch {
    fn slot(&self, position: u32) -> usize {
        self.0[position as usize] as usize
    }

    /// Puts a position on the path; false if it was there.
    fn enter(&mut self, position: u32) -> bool {
        let new = self.0[position as usize] == OFF;
        self.0[position as usize] = 0;
        new
    }

    /// Forgets a path.
    fn leave(&mut self, path: &[u32]) {
        path.iter().for_each(|&position| self.0[position as usize] = OFF);
    }
}

pub(crate) type Block = [[f64; TOGETHER]; TOGETHER];

/// `sum += factor · y`.
fn step(sum: &mut [f64; TOGETHER], factor: f64, y: &[f64; TOGETHER]) {
    sum.iter_mut().zip(y).for_each(|(sum, y)| *sum += factor * y);
}

/// Gradients after the elimination of their sparse part.
#[derive(Debug)]
pub(crate) struct Reduced {
    path: Vec<u32>,
    leading: Vec<[f64; TOGETHER]>,
    dense: Vec<u32>,
    tail: Vec<[f64; TOGETHER]>,
    count: usize,
}
