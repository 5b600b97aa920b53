//! Tests of `dialogs`.

mod choices;
mod compare;
mod crossover;
mod identify;
mod optimise;
mod replace;
mod report_card;
