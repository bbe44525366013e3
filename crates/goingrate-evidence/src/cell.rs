//! Records, and the cells that replace them: after a cell nobody can see a person's row.
//!
//! A cell is a profile and a histogram of pay *as stated* in log-linear buckets, 128 an octave,
//! computed from the f64 value, so that any SQL engine gives the same integers
//! (`docs/METHOD.md`, "Cells").
