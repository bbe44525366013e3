//! Dense kernels of one front: a lower triangle, column-major, of which the first
//! columns are eliminated (`L D L'`, unit L), or inverted from the last one upwards.
//! Narrow fronts take loops of their own, wide ones faer's products, both sequential.

use crate::dense::{Block, multiply_symmetric, solve_unit, subtract_product};

/// Columns of L that one trailing update takes together.
const PANEL: usize = 48;

/// From this many columns on, faer's products are faster than our loops.
const FEW: usize = 8;

/// Runs a kernel with the widest vectors that the machine has.
pub(crate) fn vectorised<R>(kernel: impl FnOnce() -> R) -> R {
    pulp::Arch::new().dispatch(kernel)
}

/// Leaves the vector registers clean on every thread. Some of faer's products return with the upper
/// halves of the registers in use, and whatever this thread runs next that was not compiled for
/// AVX is then several times slower (Intel 64 and IA-32 Architectures Optimization Reference Manual,
/// "Mixing SSE and AVX code"). A function compiled for AVX cleans them when it returns.
pub(crate) fn clean_registers() {
    let clean = || {
        let numbers = std::hint::black_box([1.0f64; 64]);
        std::hint::black_box(pulp::Arch::new().dispatch(Sum(numbers)));
    };
    clean();
    rayon::broadcast(|_| clean());
}

/// Something to do with wide vectors.
struct Sum([f64; 64]);

impl pulp::NullaryFnOnce for Sum {
    type Output = [f64; 8];

    // A closure would not be inlined into the function that is compiled for AVX.
    #[inline(always)]
    fn call(self) -> [f64; 8] {
        let mut sums = [0.0f64; 8];
        for chunk in self.0.as_chunks::<8>().0 {
            sums.iter_mut().zip(chunk).for_each(|(sum, x)| *sum += x);
        }
        sums
    }
}

/// Signs and magnitudes that pivots are held against.
pub(crate) struct Pivoting<'a> {
    /// +1 where the block is positive definite, −1 where it is negative definite.
    pub sign: f64,
    /// Diagonal entries before the elimination.
    pub diagonal: &'a [f64],
}

/// Eliminates the first `pivots.len()` columns of a matrix of `size` rows. On failure,
/// the index of the first pivot that is negligible or of the wrong sign.
pub(crate) fn eliminate(
    matrix: &mut [f64],
    size: usize,
    pivots: &mut [f64],
    pivoting: &Pivoting,
) -> Result<(), usize> {
    let width = pivots.len();
    for start in (0..width).step_by(PANEL) {
        let end = (start + PANEL).min(width);
        vectorised(|| eliminate_panel(matrix, size, start, &mut pivots[start..end], pivoting))?;
        if end - start < FEW {
            vectorised(|| subtract_few(matrix, size, start, &pivots[start..end]));
        } else {
            subtract_many(matrix, size, start, &pivots[start..end]);
        }
    }
    Ok(())
}

#[inline(always)]
fn eliminate_panel(
    matrix: &mut [f64],
    size: usize,
    start: usize,
    pivots: &mut [f64],
    pivoting: &Pivoting,
) -> Result<(), usize> {
    let end = start + pivots.len();
    for j in start..end {
        let (left, right) = matrix[..end * size].split_at_mut((j + 1) * size);
        let column = &mut left[j * size + j..];
        let pivot = column[0];
        let least = pivoting.diagonal[j].abs() * 1e-15;
        if !(pivot.is_finite() && pivot * pivoting.sign > least) {
            pivots[j - start] = pivot;
            return Err(j);
        }
        pivots[j - start] = pivot;
        let inverse = 1.0 / pivot;
        for (c, target) in right.chunks_exact_mut(size).enumerate() {
            let c = c + 1;
            let factor = [column[c] * inverse];
            subtract(&mut target[j + c..], [&column[c..]], factor);
        }
        column[1..].iter_mut().for_each(|l| *l *= inverse);
        column[0] = 1.0;
    }
    Ok(())
}

/// Subtracts what the columns from `start` contribute to those after them.
#[inline(always)]
fn subtract_few(matrix: &mut [f64], size: usize, start: usize, pivots: &[f64]) {
    let end = start + pivots.len();
    let (left, right) = matrix.split_at_mut(end * size);
    for (group, pivots) in pivots.chunks(4).enumerate() {
        let first = start + 4 * group;
        for c in end..size {
            let column = |j: usize| &left[(first + j) * size + c..(first + j + 1) * size];
            let factor = |j: usize| column(j)[0] * pivots[j];
            let target = &mut right[(c - end) * size + c..(c - end + 1) * size];
            match pivots.len() {
                1 => subtract(target, [column(0)], [factor(0)]),
                2 => subtract(target, [column(0), column(1)], [factor(0), factor(1)]),
                3 => subtract(
                    target,
                    [column(0), column(1), column(2)],
                    [factor(0), factor(1), factor(2)],
                ),
                _ => subtract(
                    target,
                    [column(0), column(1), column(2), column(3)],
                    [factor(0), factor(1), factor(2), factor(3)],
                ),
            }
        }
    }
}

/// `target −= Σ factor·column`.
#[inline(always)]
pub(crate) fn subtract<const N: usize>(
    target: &mut [f64],
    columns: [&[f64]; N],
    factors: [f64; N],
) {
    let length = target.len();
    let columns = columns.map(|c| &c[..length]);
    for i in 0..length {
        let mut sum = target[i];
        for n in 0..N {
            sum -= columns[n][i] * factors[n];
        }
        target[i] = sum;
    }
}

fn subtract_many(matrix: &mut [f64], size: usize, start: usize, pivots: &[f64]) {
    let (width, end) = (pivots.len(), start + pivots.len());
    if end == size {
        return;
    }
    let (left, right) = matrix.split_at_mut(end * size);
    let panel = Block {
        at: &left[start * size..],
        stride: size,
        row: end,
        rows: size - end,
        columns: width,
    };
    let mut scaled = Vec::with_capacity((size - end) * width);
    for (column, pivot) in left[start * size..].chunks_exact(size).zip(pivots) {
        scaled.extend(column[end..].iter().map(|l| l * pivot));
    }
    subtract_product(right, size, end, &panel, &scaled);
}

/// Inverts upwards: `matrix` holds the inverse below its first columns and gets it in
/// all of the lower triangle; `panel` holds these columns of L with all rows.
/// `Z_Sj = −Z_SS l_Sj`, `Z_jj = 1/d_j − l_Sj'Z_Sj` (Takahashi, Fagan & Chen 1973).
pub(crate) fn invert(matrix: &mut [f64], size: usize, panel: &[f64], pivots: &[f64]) {
    let width = pivots.len();
    if width < FEW {
        vectorised(|| {
            for j in (0..width).rev() {
                invert_column(matrix, size, j, &panel[j * size + j + 1..(j + 1) * size], pivots[j]);
            }
        });
    } else {
        for start in (0..width).step_by(PANEL).collect::<Vec<_>>().into_iter().rev() {
            let end = (start + PANEL).min(width);
            invert_many(matrix, size, start, &panel[start * size..end * size], &pivots[start..end]);
        }
    }
}

#[inline(always)]
fn invert_column(matrix: &mut [f64], size: usize, j: usize, l: &[f64], pivot: f64) {
    let (left, right) = matrix.split_at_mut((j + 1) * size);
    let (diagonal, out) = left[j * size + j..].split_at_mut(1);
    out.fill(0.0);
    for (c, column) in right.chunks_exact(size).enumerate() {
        let z = &column[j + 1 + c..];
        out[c] -= z[0] * l[c];
        let sum = subtract_and_dot(&mut out[c + 1..], &z[1..], l[c], &l[c + 1..]);
        out[c] -= sum;
    }
    diagonal[0] = 1.0 / pivot - out.iter().zip(l).map(|(z, l)| z * l).sum::<f64>();
}

/// `out −= factor·z`, and returns `z'l`.
#[inline(always)]
fn subtract_and_dot(out: &mut [f64], z: &[f64], factor: f64, l: &[f64]) -> f64 {
    const LANES: usize = 8;
    let length = z.len();
    let (out, l) = (&mut out[..length], &l[..length]);
    let mut sums = [0.0; LANES];
    let whole = length / LANES * LANES;
    for at in (0..whole).step_by(LANES) {
        let (out, z, l) = (&mut out[at..at + LANES], &z[at..at + LANES], &l[at..at + LANES]);
        for i in 0..LANES {
            out[i] -= factor * z[i];
            sums[i] += z[i] * l[i];
        }
    }
    let mut sum: f64 = 0.0;
    for i in whole..length {
        out[i] -= factor * z[i];
        sum += z[i] * l[i];
    }
    sum + ((sums[0] + sums[4]) + (sums[1] + sums[5])) + ((sums[2] + sums[6]) + (sums[3] + sums[7]))
}

/// `a'b`, in a fixed number of sums side by side.
#[inline(always)]
pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    const LANES: usize = 16;
    let mut sums = [0.0; LANES];
    let (a, b) = (a.chunks_exact(LANES), b.chunks_exact(LANES));
    let rest: f64 = a.remainder().iter().zip(b.remainder()).map(|(a, b)| a * b).sum();
    for (a, b) in a.zip(b) {
        for i in 0..LANES {
            sums[i] += a[i] * b[i];
        }
    }
    sums.iter().sum::<f64>() + rest
}

/// As `invert_column` for many columns: `Y = L_SB L_BB⁻¹`, `Z_SB = −Z_SS Y`,
/// `Z_BB = (L_BB D L_BB')⁻¹ − Y'Z_SB`.
fn invert_many(matrix: &mut [f64], size: usize, start: usize, panel: &[f64], pivots: &[f64]) {
    let (width, end) = (pivots.len(), start + pivots.len());
    let below = size - end;
    let corner = Block { at: panel, stride: size, row: start, rows: width, columns: width };
    let mut y: Vec<f64> = panel.chunks_exact(size).flat_map(|c| &c[end..]).copied().collect();
    solve_unit(&corner, &mut y, below);
    let (left, right) = matrix.split_at_mut(end * size);
    let across = multiply_symmetric(&right[..], size, end, &y, width);
    let own = crate::dense::block_inverse(&corner, pivots, &y, &across);
    for j in 0..width {
        let column = &mut left[(start + j) * size..(start + j + 1) * size];
        column[start + j..end].copy_from_slice(&own[j * width + j..(j + 1) * width]);
        column[end..].copy_from_slice(&across[j * below..(j + 1) * below]);
    }
}
