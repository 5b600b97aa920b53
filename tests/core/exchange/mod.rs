//! Tests of `exchange`.

mod circuit;
mod dialects;
mod dxf;
mod equaliser;
mod field_cases;
mod headings;
mod import;
mod impulse;
mod kicad;
mod measurement;
mod meshes;
mod outlines;
mod pages;
mod parameters;
mod parts;
mod project;
mod publish;
mod raw;
mod sheet;
mod shell;
mod solid;
mod sound;
mod spice;
mod subcircuit_driver;
mod tables;
