//! The five percentiles that every face shows.

/// The probabilities of P10, P25, P50, P75 and P90.
pub const PERCENTILES: [f64; 5] = [0.10, 0.25, 0.50, 0.75, 0.90];

/// One value for each of [`PERCENTILES`], in that order.
pub type Quantiles<T> = [T; 5];
