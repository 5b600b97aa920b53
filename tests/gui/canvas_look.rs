//! Pictures to look at.

use super::canvas_bench::{Bench, demo};

#[test]
fn look() {
    let Ok(folder) = std::env::var("CANVAS_LOOK") else {
        return;
    };
    for dark in [true, false] {
        let mut bench = Bench::new(demo());
        bench.dark = dark;
        let mut harness = egui_kittest::Harness::builder()
            .with_size(egui::vec2(1280.0, 860.0))
            .wgpu()
            .with_theme(if dark {
                egui::Theme::Dark
            } else {
                egui::Theme::Light
            })
            .build_ui_state(Bench::show, bench);
        harness.run();
        let name = if dark { "dark" } else { "light" };
        harness
            .render()
            .unwrap()
            .save(format!("{folder}/{name}.png"))
            .unwrap();
    }
}
