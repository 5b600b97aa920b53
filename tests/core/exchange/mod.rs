//! Tests of `exchange`.

mod dialects;
mod equaliser;
mod field_cases;
mod import;
mod impulse;
mod measurement;
mod pages;
mod parameters;
mod project;
mod raw;
mod sheet;
mod shell;
mod solid;
mod spice;
