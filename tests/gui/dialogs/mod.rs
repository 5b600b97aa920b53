//! Tests of `dialogs`.

mod crossover;
mod identify;
mod optimise;
mod replace;
mod report_card;
