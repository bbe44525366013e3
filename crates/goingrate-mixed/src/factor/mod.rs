//! The numeric factor: numbers of the system → frontal matrices → `L D L'` of the augmented system K,
//! subtree by subtree in parallel.

mod assembly;
pub(crate) mod dense;
mod front_elimination;
mod frontal_matrix;
mod ldl;
mod multifrontal;
mod piece_rows;
mod selected_inverse;
mod subtree_task;
mod update_matrix;

pub(crate) use assembly::Assemble;
pub(crate) use frontal_matrix::FrontalMatrix;
pub use ldl::Factor;
pub(crate) use piece_rows::PieceRows;
pub use selected_inverse::SelectedInverse;
