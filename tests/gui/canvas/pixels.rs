//! Pictures of the canvas, pixel by pixel, where a software renderer is installed.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test --test gui pixels` accepts new pictures into `tests/snapshots`.

use crate::support::{
    canvas_bench::{Bench, demo},
    project,
};
use egui_kittest::{Harness, SnapshotOptions, wgpu::WgpuTestRenderer};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A renderer, or nothing where none is installed: the test says so and ends.
pub(crate) fn renderer() -> Option<WgpuTestRenderer> {
    let found = catch_unwind(AssertUnwindSafe(WgpuTestRenderer::new)).ok();
    if found.is_none() {
        println!("pixels: not compared, no software renderer (install mesa-vulkan-drivers)");
    }
    found
}

fn compare(name: &str, dark: bool) {
    let Some(renderer) = renderer() else { return };
    let mut bench = Bench::new(demo());
    bench.dark = dark;
    let theme = if dark {
        egui::Theme::Dark
    } else {
        egui::Theme::Light
    };
    let mut harness = Harness::builder()
        .with_size(egui::vec2(720.0, 440.0))
        .with_theme(theme)
        .renderer(renderer)
        .build_ui_state(Bench::show, bench);
    harness.run();
    let beside = SnapshotOptions::new().output_path(project("tests/snapshots"));
    harness.snapshot_options(name, &beside);
}

#[test]
fn the_canvas_looks_as_it_did_in_the_dark() {
    compare("canvas_dark", true);
}

#[test]
fn the_canvas_looks_as_it_did_in_the_light() {
    compare("canvas_light", false);
}
