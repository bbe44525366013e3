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

/// Some effects with their covariance, ready to meet others.
#[derive(Debug)]
pub(crate) struct Spanned {
    count: usize,
    /// Covariance, row by row.
    covariance: Vec<f64>,
    /// Their reductions, with the dense covariance times the dense part of each.
    reduced: Vec<(Reduced, Vec<[f64; TOGETHER]>)>,
}

/// Some effects with their covariances among each other and with those of a [`Spanned`].
#[derive(Debug)]
pub(crate) struct Met {
    own: Vec<f64>,
    across: Vec<f64>,
    count: usize,
}

impl Posterior {
    /// The covariance of some effects.
    pub(crate) fn span(&self, columns: &[u32]) -> Spanned {
        let unit: Vec<Columns> = columns.iter().map(|&c| vec![(c, 1.0)]).collect();
        let reduced = unit.chunks(TOGETHER).map(|some| {
            let reduced = self.reduce(some);
            let image = self.dense_image(&reduced);
            (reduced, image)
        });
        let reduced: Vec<_> = reduced.collect();
        let count = columns.len();
        let mut covariance = vec![0.0; count * count];
        for (i, (row, _)) in reduced.iter().enumerate() {
            for (j, (other, image)) in reduced.iter().enumerate() {
                let block = self.against(row, other, image);
                place_block(&mut covariance, count, (i, j), (row, other), &block);
            }
        }
        Spanned { count, covariance, reduced }
    }

    /// Covariances of some effects among each other and with a span.
    pub(crate) fn meet(&self, span: &Spanned, columns: &[u32]) -> Met {
        let unit: Vec<Columns> = columns.iter().map(|&c| vec![(c, 1.0)]).collect();
        let own = self.covariance(&unit);
        let mut across = vec![0.0; columns.len() * span.count];
        for (i, some) in unit.chunks(TOGETHER).enumerate() {
            let row = self.reduce(some);
            for (j, (other, image)) in span.reduced.iter().enumerate() {
                let block = self.against(&row, other, image);
                place_block(&mut across, span.count, (i, j), (&row, other), &block);
            }
        }
        Met { own, across, count: columns.len() }
    }

    /// The dense covariance times the dense part of a reduction.
    fn dense_image(&self, of: &Reduced) -> Vec<[f64; TOGETHER]> {
        let size = self.tail_size();
        let row = |row: usize| {
            let covariances = &self.tail[row * size..(row + 1) * size];
            let mut inner = [0.0; TOGETHER];
            for (column, y) in of.dense.iter().zip(&of.tail) {
                step(&mut inner, f64::from(covariances[*column as usize]), y);
            }
            inner
        };
        (0..size).map(row).collect()
    }

    /// Covariances of a reduction with one whose dense image is known.
    fn against(&self, a: &Reduced, b: &Reduced, image: &[[f64; TOGETHER]]) -> Block {
        let mut sum = [[0.0; TOGETHER]; TOGETHER];
        let mut add = |x: &[f64; TOGETHER], y: &[f64; TOGETHER], factor: f64| {
            for (row, x) in sum.iter_mut().zip(x) {
                step(row, factor * x, y);
            }
        };
        let (mut i, mut j) = (0, 0);
        while i < a.path.len() && j < b.path.len() {
            let (p, q) = (a.path[i], b.path[j]);
            if p == q {
                add(&a.leading[i], &b.leading[j], self.inverse_pivots[p as usize]);
            }
            i += usize::from(p <= q);
            j += usize::from(q <= p);
        }
        for (row, x) in a.dense.iter().zip(&a.tail) {
            add(x, &image[*row as usize], 1.0);
        }
        sum
    }
}

impl Met {
    /// `a'Σa` of a gradient: its parts over these effects (by position) and over the span's.
    pub(crate) fn variance(&self, span: &Spanned, own: &Columns, shared: &Columns) -> f64 {
        let mut sum = 0.0;
        for &(i, x) in own {
            let (row, across) = (i as usize * self.count, i as usize * span.count);
            let inner: f64 = own.iter().map(|&(j, y)| self.own[row + j as usize] * y).sum();
            let outer: f64 =
                shared.iter().map(|&(j, y)| self.across[across + j as usize] * y).sum();
            sum += x * (inner + 2.0 * outer);
        }
        for &(i, x) in shared {
            let row = &span.covariance[i as usize * span.count..][..span.count];
            sum += x * shared.iter().map(|&(j, y)| row[j as usize] * y).sum::<f64>();
        }
        sum
    }
}

type Block = [[f64; TOGETHER]; TOGETHER];

/// Writes a block of covariances into its place.
fn place_block(
    into: &mut [f64],
    width: usize,
    at: (usize, usize),
    of: (&Reduced, &Reduced),
    block: &Block,
) {
    for (a, values) in block.iter().enumerate().take(of.0.count) {
        let start = (at.0 * TOGETHER + a) * width + at.1 * TOGETHER;
        into[start..start + of.1.count].copy_from_slice(&values[..of.1.count]);
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
#[derive(Debug)]
pub(crate) struct Reduced {
    path: Vec<u32>,
    leading: Vec<[f64; TOGETHER]>,
    dense: Vec<u32>,
    tail: Vec<[f64; TOGETHER]>,
    count: usize,
}
