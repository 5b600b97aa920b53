//! What tests of several rooms are made with.

pub(crate) mod adjoint;
pub(crate) mod exported;
pub(crate) mod identify;
pub(crate) mod peer;
pub(crate) mod random;
pub(crate) mod random_edits;
pub(crate) mod reference_table;
pub(crate) mod samples;
pub(crate) mod systems;
