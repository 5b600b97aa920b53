//! Tests of `tuning`.

mod alignment;
mod band;
mod choices;
mod conversion;
mod crossover;
mod ears;
mod explain;
mod identify_damper;
mod identify_fit;
mod identify_presets;
mod identify_takes;
mod level_impedance;
mod likeness;
mod optimise;
mod population;
mod search;
mod suited;
mod tolerance;
