//! Tests of everything below the window.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unreadable_literal,
    clippy::assigning_clones,
    unreachable_pub,
    reason = "tests"
)]

mod adjoint_support;
mod analysis_frequency;
mod analysis_meaning;
mod analysis_time;
mod cli_files;
mod cli_program;
mod design_check;
mod design_drawing;
mod design_edits;
mod design_file;
mod design_geometry;
mod design_history;
mod design_lanes;
mod design_mutations;
mod design_operations;
mod design_random;
mod design_samples;
mod design_writing;
mod exchange_import;
mod exchange_measurement;
mod exchange_shell;
mod frozen;
mod identify_damper;
mod identify_fit;
mod identify_presets;
mod identify_support;
mod library_designs;
mod library_headphones;
mod library_levels;
mod library_presets;
mod limits;
mod network_adjoint;
mod network_cans;
mod network_judge;
mod network_lanes;
mod network_ngspice;
mod network_ports;
mod network_problems;
mod network_properties;
mod network_scaling;
mod network_systems;
mod oracle;
mod physics_air;
mod physics_drivers;
mod physics_dual;
mod physics_ducts;
mod physics_ears;
mod physics_gradient;
mod physics_loss;
mod physics_motor_gradient;
mod physics_openings;
mod physics_peer;
mod physics_thiele_small;
mod picture_colours;
mod picture_plots;
mod quantity_text;
mod random_edits;
mod reference_table;
mod rooms;
mod systems_reference;
mod systems_support;
mod tuning_alignment;
mod tuning_crossover;
mod tuning_ears;
mod tuning_search;
mod tuning_suited;
