//! The public handle of a symbolic analysis: made once for a pattern of nonzeros, and handed to every
//! later solve of a system of that pattern.

use std::sync::Arc;

use crate::error::MixedError;
use crate::symbolic::graph::Graph;
use crate::symbolic::structure::Structure;
use crate::system::System;

/// Order and structure of a system's factor; cheap to clone.
///
/// Unknowns are numbered `0..n` (columns θ) and `n..n+w` (one for every wide line).
/// They are eliminated as: leading θ (sparse), all wide unknowns, tail θ (dense).
#[derive(Debug, Clone)]
pub struct Symbolic {
    pub(crate) inner: Arc<Structure>,
}

impl Symbolic {
    /// Analyses the pattern of a system.
    ///
    /// # Errors
    /// [`MixedError::TooLarge`] where a dense block would exceed 2³² numbers.
    pub fn of(system: &System) -> Result<Symbolic, MixedError> {
        let graph = Graph::of(system);
        let mut structure = Structure::start(system, &graph);
        structure.check_size()?;
        structure.place_pieces(system, &graph);
        Ok(Symbolic { inner: Arc::new(structure) })
    }

    /// Unknowns in the sparse leading part, wide lines included.
    pub fn leading(&self) -> usize {
        self.inner.leading
    }

    /// Unknowns in the dense tail.
    pub fn tail(&self) -> usize {
        self.inner.tail
    }

    /// Entries of L below the diagonal in the leading part.
    pub fn entries(&self) -> usize {
        (0..self.inner.leading).map(|p| self.inner.fronts.column(p).0.len()).sum()
    }

    /// Lines kept as extra unknowns.
    pub fn wide_lines(&self) -> usize {
        self.inner.leading - self.inner.leading_columns
    }
}
