//! Tests of `dialogs`.

mod crossover;
mod identify;
mod report_card;
