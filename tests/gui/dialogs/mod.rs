//! Tests of `dialogs`.

mod crossover;
mod identify;
mod optimise;
mod report_card;
