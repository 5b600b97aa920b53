//! Tests of `dialogs`.

mod crossover;
mod identify;
