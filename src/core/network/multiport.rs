//! Pieces of a network at one frequency, as matrices of admittances between nodes, and what is left
//! of them when only some of the nodes are looked at.
//!
//! Eliminating a node by its own equation changes nothing for the others (Kron 1939): a driver, a
//! filter or a tube with all its sections is no more than a small matrix at the nodes where others
//! are joined to it.

use super::network::{Node, Pins};
use nalgebra::DMatrix;
use num_complex::Complex64;

/// Adds an element's values, as [`super::Kind::values_at`] gives them, to a matrix of nodes. `place`
/// says where a node stands in it; what has no place is ground.
pub fn add(
    matrix: &mut DMatrix<Complex64>,
    pins: Pins,
    values: &[Complex64],
    place: impl Fn(Node) -> Option<usize>,
) {
    for (row, column, value, sign) in pins.stamps() {
        if let (Some(row), Some(column), Some(value)) =
            (place(row), place(column), values.get(value))
        {
            matrix[(row, column)] += value * sign;
        }
    }
}

/// What is left at the first `kept` nodes when the others are eliminated; absent where their own
/// equations have no solution.
pub fn reduced(matrix: &DMatrix<Complex64>, kept: usize) -> Option<DMatrix<Complex64>> {
    let inner = matrix.nrows().checked_sub(kept)?;
    let outer = matrix.view((0, 0), (kept, kept)).into_owned();
    if inner == 0 {
        return Some(outer);
    }
    let own = matrix.view((kept, kept), (inner, inner)).into_owned();
    let to_outer = matrix.view((kept, 0), (inner, kept)).into_owned();
    let solved = own.lu().solve(&to_outer)?;
    Some(outer - matrix.view((0, kept), (kept, inner)) * solved)
}
