//! The joint uncertainty of all effects, in the form in which a book keeps it: a sparse factor for
//! the many effects that few others touch, and the dense covariance of the rest.
//!
//! The recipe is that of [`goingrate_mixed::Parts`]: eliminate the sparse part of a gradient along
//! its path to the root, then `a'Σa = Σ x_j²/d_j + x_t'Σ_t x_t`. Several gradients go together.

use goingrate_mixed::Parts;

use crate::functional::Columns;

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
    /// Its entries, in full precision: wide lines have negative pivots, and sums of both signs
    /// would lose what single precision keeps.
    pub values: Vec<f64>,
    /// `1/d` of the sparse positions; zero stands for nothing.
    pub inverse_pivots: Vec<f64>,
    /// Covariance of the dense positions, row by row.
    pub tail: Vec<f32>,
}

/// Gradients are eliminated this many at a time.
const TOGETHER: usize = 8;

impl Posterior {
    /// From the solver's parts.
    pub fn of(parts: &Parts) -> Posterior {
        let mut place = vec![0; parts.permutation.len()];
        for (position, &unknown) in parts.permutation.iter().enumerate() {
            place[unknown as usize] = position as u32;
        }
        Posterior {
            columns: parts.columns,
            leading: parts.leading,
            place,
            pointers: parts.column_pointers.iter().map(|&p| p as u32).collect(),
            rows: parts.rows.clone(),
            values: parts.values.clone(),
            inverse_pivots: parts.pivots.iter().map(|d| 1.0 / d).collect(),
            tail: parts.tail_inverse.iter().map(|&v| v as f32).collect(),
        }
    }

    /// Number of dense positions.
    pub fn tail_size(&self) -> usize {
        self.place.len() - self.leading
    }

    /// Covariance of `a'θ` for several gradients, m×m row by row. Columns at or beyond
    /// [`columns`](Self::columns) are not ours and are passed over.
    pub fn covariance(&self, gradients: &[Columns]) -> Vec<f64> {
        let m = gradients.len();
        let reduced: Vec<Reduced> =
            gradients.chunks(TOGETHER).map(|some| self.reduce(some)).collect();
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

    /// Eliminates the sparse part of up to [`TOGETHER`] gradients.
    fn reduce(&self, gradients: &[Columns]) -> Reduced {
        let path = self.path(gradients);
        let mut leading = vec![[0.0; TOGETHER]; path.len()];
        let mut tail = vec![[0.0; TOGETHER]; self.tail_size()];
        for (g, gradient) in gradients.iter().enumerate() {
            for &(column, value) in gradient.iter().filter(|c| (c.0 as usize) < self.columns) {
                let position = self.place[column as usize] as usize;
                match position.checked_sub(self.leading) {
                    Some(dense) => tail[dense][g] += value,
                    None => leading[slot(&path, position)][g] += value,
                }
            }
        }
        for (at, &position) in path.iter().enumerate() {
            let x = leading[at];
            let span = self.pointers[position as usize] as usize
                ..self.pointers[position as usize + 1] as usize;
            for (&row, &value) in self.rows[span.clone()].iter().zip(&self.values[span]) {
                let target = match (row as usize).checked_sub(self.leading) {
                    Some(dense) => &mut tail[dense],
                    None => &mut leading[slot(&path, row as usize)],
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

    /// Every sparse position that an elimination passes, ascending.
    fn path(&self, gradients: &[Columns]) -> Vec<u32> {
        let mut path: Vec<u32> = Vec::with_capacity(128);
        let columns =
            gradients.iter().flatten().map(|c| c.0 as usize).filter(|&c| c < self.columns);
        path.extend(columns.map(|c| self.place[c]).filter(|&p| (p as usize) < self.leading));
        path.sort_unstable();
        path.dedup();
        let mut frontier = path.clone();
        let mut seen: std::collections::HashSet<u32> = path.iter().copied().collect();
        while let Some(position) = frontier.pop() {
            let at = position as usize;
            let span = self.pointers[at] as usize..self.pointers[at + 1] as usize;
            for &row in self.rows[span].iter().take_while(|r| (**r as usize) < self.leading) {
                if seen.insert(row) {
                    frontier.push(row);
                    path.push(row);
                }
            }
        }
        path.sort_unstable();
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
            add(x, x, self.inverse_pivots[*position as usize]);
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
            let factor = self.inverse_pivots[*position as usize];
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
                add(&a.leading[at], &b.leading[other], self.inverse_pivots[*position as usize]);
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

/// `sum += factor · y`.
fn step(sum: &mut [f64; TOGETHER], factor: f64, y: &[f64; TOGETHER]) {
    sum.iter_mut().zip(y).for_each(|(sum, y)| *sum += factor * y);
}

/// Where a position stands on a path that holds it.
fn slot(path: &[u32], position: usize) -> usize {
    path.partition_point(|&p| (p as usize) < position)
}

/// Gradients after the elimination of their sparse part.
struct Reduced {
    path: Vec<u32>,
    leading: Vec<[f64; TOGETHER]>,
    dense: Vec<u32>,
    tail: Vec<[f64; TOGETHER]>,
    count: usize,
}
