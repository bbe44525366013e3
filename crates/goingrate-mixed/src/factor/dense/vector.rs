//! Loops over vectors, in a fixed order of summation and, inside [`vectorised`], with the widest
//! vectors that the machine has.

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

/// `out −= factor·z`, and returns `z'l`.
#[inline(always)]
pub(crate) fn subtract_and_dot(out: &mut [f64], z: &[f64], factor: f64, l: &[f64]) -> f64 {
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

/// `a'b`, in sixteen sums side by side.
#[inline(always)]
pub(crate) fn dot_in_lanes(a: &[f64], b: &[f64]) -> f64 {
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

/// `a'b`, one product after the other.
pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}
