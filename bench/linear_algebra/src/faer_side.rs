//! faer's side: approximate minimum degree, then a sparse Cholesky factor of H, or `L D L'` of K where
//! lines are wide, both supernodal or simplicial as faer chooses. The precision of every piece is
//! given to it; ours computes it within the time of its factor.

use faer::dyn_stack::{MemBuffer, MemStack};
use faer::sparse::linalg::cholesky::{
    CholeskySymbolicParams, LdltRef, LltRef, SymbolicCholesky, SymmetricOrdering,
    factorize_symbolic_cholesky,
};
use faer::sparse::{SparseColMatRef, SymbolicSparseColMatRef};
use faer::{Conj, MatMut, Par, Side, Spec};
use goingrate_mixed::System;

use crate::matrix::Matrix;
use crate::{Measured, time};

/// As in Cargo.toml.
pub const VERSION: &str = "0.24.4";

/// Times every step with so many threads.
pub fn measure(system: &System, matrix: &Matrix, threads: usize) -> Measured {
    let par = if threads == 1 { Par::Seq } else { Par::rayon(threads) };
    let (symbolic_time, symbolic) = time(|| analyse(matrix));
    let (assembly, _) = time(|| matrix.assemble());
    let mut factor = Factor::room(&symbolic, matrix.is_definite, par);
    let (solution_time, mut theta) = time(|| {
        let mut x = matrix.right.clone();
        factor.compute(&symbolic, matrix, &matrix.assemble(), par);
        factor.solve(&symbolic, &mut x, par);
        x
    });
    let (solve_time, _) = time(|| {
        let mut x = matrix.right.clone();
        factor.solve(&symbolic, &mut x, par);
        x
    });
    theta.truncate(system.columns());
    Measured {
        symbolic: symbolic_time,
        solution: solution_time,
        assembly: Some(assembly),
        solve: solve_time,
        selected: None,
        theta,
    }
}

fn pattern(matrix: &Matrix) -> SymbolicSparseColMatRef<'_, usize> {
    let n = matrix.size();
    SymbolicSparseColMatRef::new_checked(n, n, &matrix.starts, None, &matrix.rows)
}

fn analyse(matrix: &Matrix) -> SymbolicCholesky<usize> {
    let (order, params) = (SymmetricOrdering::Amd, CholeskySymbolicParams::default());
    factorize_symbolic_cholesky(pattern(matrix), Side::Lower, order, params)
        .unwrap_or_else(|error| panic!("{error:?}"))
}

/// The numbers of L and faer's memory, used again from run to run.
struct Factor {
    values: Vec<f64>,
    memory: MemBuffer,
    is_definite: bool,
}

impl Factor {
    fn room(symbolic: &SymbolicCholesky<usize>, is_definite: bool, par: Par) -> Factor {
        let factor = match is_definite {
            true => symbolic.factorize_numeric_llt_scratch::<f64>(par, Spec::default()),
            false => symbolic.factorize_numeric_ldlt_scratch::<f64>(par, Spec::default()),
        };
        let solve = symbolic.solve_in_place_scratch::<f64>(1, par);
        let values = vec![0.0; symbolic.len_val()];
        Factor { values, memory: MemBuffer::new(factor.or(solve)), is_definite }
    }

    fn compute(
        &mut self,
        symbolic: &SymbolicCholesky<usize>,
        matrix: &Matrix,
        numbers: &[f64],
        par: Par,
    ) {
        let (stack, values) = (MemStack::new(&mut self.memory), &mut self.values);
        let (numbers, side) = (SparseColMatRef::new(pattern(matrix), numbers), Side::Lower);
        if self.is_definite {
            let (plain, spec) = (Default::default(), Spec::default());
            symbolic
                .factorize_numeric_llt(values, numbers, side, plain, par, stack, spec)
                .unwrap_or_else(|error| panic!("{error:?}"));
        } else {
            let (plain, spec) = (Default::default(), Spec::default());
            symbolic
                .factorize_numeric_ldlt(values, numbers, side, plain, par, stack, spec)
                .unwrap_or_else(|error| panic!("{error:?}"));
        }
    }

    fn solve(&mut self, symbolic: &SymbolicCholesky<usize>, x: &mut [f64], par: Par) {
        let stack = MemStack::new(&mut self.memory);
        let rows = x.len();
        let x = MatMut::from_column_major_slice_mut(x, rows, 1);
        match self.is_definite {
            true => LltRef::new(symbolic, &self.values).solve_in_place_with_conj(
                Conj::No,
                x,
                par,
                stack,
            ),
            false => LdltRef::new(symbolic, &self.values).solve_in_place_with_conj(
                Conj::No,
                x,
                par,
                stack,
            ),
        }
    }
}
