//! Where words stand on the canvas: whole, and clear of handles, buttons and other words.

use crate::support::{
    canvas_bench::{Bench, Builder, armature, at, resistor},
    drawn::words,
    hand::Hand,
    settle,
};
use earwright::{
    app::{actions::command::Command, canvas::hit},
    design::Design,
    library,
    picture::scene::Scene,
};
use egui::{Rect, vec2};
use egui_kittest::kittest::Queryable as _;

#[test]
fn a_name_at_the_edge_of_the_canvas_is_whole() {
    let mut b = Builder(Design::new());
    b.part("Long resistor", resistor(500.0), [0.0, 20.0], 0.0);
    let mut harness = Bench::new(b.0).harness();
    let area = harness.get_by_label("Canvas").rect();
    // The middle of the part stands 20 points within each side.
    let half = 0.5 * area.size() - vec2(20.0, 20.0);
    for (x, y) in [(-1.0, 0.0), (1.0, 0.0), (0.0, -1.0), (0.0, 1.0)] {
        let view = &mut harness.state_mut().canvas.view;
        view.zoom = 12.0;
        let off = [x * half.x, y * half.y].map(|points| f64::from(points) / 12.0);
        view.centre_mm = [-off[0], 20.0 - off[1]];
        harness.run();
        let all = words(harness.output());
        let name = all.iter().find(|word| word.text.starts_with("Long"));
        let name = name.unwrap_or_else(|| panic!("no name at {x} {y}"));
        assert!(area.contains_rect(name.rect), "{x} {y}: {}", name.rect);
    }
}

#[test]
fn neither_name_nor_button_nor_frame_lies_on_the_handle_that_turns_a_part() {
    let mut b = Builder(Design::new());
    let lone = b.part("Lone", armature(6.3e-3, 4.3e-3), [0.0, 20.0], 0.0);
    let r1 = b.part("R1", resistor(10.0), [20.0, 20.0], 0.0);
    // Below R1 there is no room for its name.
    b.part("R2", resistor(22.0), [20.0, 23.0], 0.0);
    let mut harness = Bench::new(b.0).harness();
    let view = &mut harness.state_mut().canvas.view;
    (view.zoom, view.centre_mm) = (12.0, [10.0, 20.0]);
    for (id, name) in [(lone, "Lone"), (r1, "R1")] {
        harness.state_mut().selection.parts = [id].into();
        harness.run();
        let scene = Scene::of(harness.state().design());
        let part = scene.part(id).unwrap();
        let foot = part.frame.point([0.0, -0.5 * part.size[1]]);
        let ends = [foot, hit::rotate_handle(part, 12.0)].map(|mm| at(&harness, mm));
        let handle = Rect::from_two_pos(ends[0], ends[1]).expand(4.0);
        let corners = part.corners(4.0 / 12.0).map(|mm| at(&harness, mm));
        let frame = Rect::from_points(&corners);
        let all = words(harness.output());
        for word in &all {
            let covers = word.rect.intersects(handle);
            assert!(!covers, "{} lies on the handle of {name}", word.text);
        }
        let own = all.iter().find(|word| word.text.starts_with(name)).unwrap();
        assert!(!own.rect.intersects(frame), "{name} touches its frame");
        if id == lone {
            let button = harness.get_by_label("Connect Lone").rect();
            assert!(!button.intersects(handle), "{button} {handle}");
        }
    }
}

#[test]
fn words_of_the_open_headphone_keep_a_gap_to_the_name_of_the_space_at_the_ear() {
    let mut presets = library::designs().iter();
    let open = presets.find(|preset| preset.file.contains("headphone_open"));
    let mut hand = Hand::on(open.unwrap().design.clone());
    hand.window.set_size(vec2(1920.0, 1080.0));
    settle(&mut hand.window);
    hand.command(Command::FitView);
    let canvas = hand.window.state().canvas_area();
    let mut all = words(hand.window.output());
    all.retain(|word| canvas.contains_rect(word.rect));
    let ear = |text: &str| text.starts_with("At the ear");
    let name = all.iter().find(|word| ear(&word.text)).unwrap();
    for word in all.iter().filter(|word| !ear(&word.text)) {
        let near = word.rect.intersects(name.rect.expand2(vec2(2.0, 0.0)));
        assert!(!near, "{} runs into {}", word.text, name.text);
    }
}
