//! What is heard of a design that is tried beside the one that is open.

use crate::{
    analysis::meaning::meaningful,
    design::Design,
    network::{Solution, Solver},
};
use std::sync::Arc;

/// The solution of a design without what means nothing, as the plots draw it.
pub(in crate::app) fn sound(solver: &mut Solver, design: &Design, f: &Arc<[f64]>) -> Arc<Solution> {
    meaningful(&Arc::new(solver.solve(design, f)))
}
