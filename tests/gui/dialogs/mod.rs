//! Tests of `dialogs`.

mod compare;
mod crossover;
mod identify;
mod optimise;
mod replace;
mod report_card;
