//! What the tests of the dense kernels share: positive definite matrices, pools of threads and a
//! comparison of results.

/// A positive definite matrix of pseudo-random numbers.
pub(crate) fn positive_definite(n: usize) -> Vec<f64> {
    let mut state = 7u64;
    let mut next = || {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 11) as f64 / (1u64 << 53) as f64 - 0.5
    };
    let mut a = vec![0.0; n * n];
    for j in 0..n {
        for i in j..n {
            a[j * n + i] = next() + if i == j { n as f64 / 4.0 } else { 0.0 };
            a[i * n + j] = a[j * n + i];
        }
    }
    a
}

pub(crate) fn on_threads<R: Send>(threads: usize, run: impl FnOnce() -> R + Send) -> R {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(run)
}

/// Largest difference below 1e-12 of the largest entry of `b`.
pub(crate) fn assert_close(a: &[f64], b: &[f64]) {
    let largest = b.iter().fold(0.0f64, |l, x| l.max(x.abs()));
    assert!(a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-12 * largest));
}
