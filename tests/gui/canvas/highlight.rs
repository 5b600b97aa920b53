//! What is pointed at in one place stands out in the other: a part's curve, a curve's part.

use crate::support::{design, settle, window};
use earwright::{
    app::Earwright,
    design::{PartId, Subject},
    picture::scene::Ink,
};
use egui::{Mesh, Rect, Role, Shape, epaint::ColorMode};
use egui_kittest::{Harness, kittest::Queryable as _};

/// How much every curve covers in the plot of levels, square points: curves that stay are kept as
/// triangles.
fn covered(harness: &Harness<'static, Earwright>) -> Vec<f32> {
    let plot = harness.get_by_label("SPL plot").rect();
    let area = |mesh: &Mesh| -> f32 {
        let at = |index: u32| mesh.vertices[index as usize].pos;
        let triangles = mesh.indices.chunks_exact(3);
        triangles
            .map(|corners| {
                let [a, b, c] = [at(corners[0]), at(corners[1]), at(corners[2])];
                0.5 * (b - a).rot90().dot(c - a).abs()
            })
            .sum()
    };
    let shapes = harness.output().shapes.iter();
    shapes
        .filter(|clipped| plot.expand(2.0).contains_rect(clipped.clip_rect))
        .filter_map(|clipped| match &clipped.shape {
            Shape::Mesh(mesh) => Some(area(mesh)),
            _ => None,
        })
        .collect()
}

/// The frames drawn around what is pointed at.
fn frames(harness: &Harness<'static, Earwright>) -> Vec<Rect> {
    let [r, g, b, a] = Ink::Hover.rgba(true);
    let ink = ColorMode::Solid(egui::Color32::from_rgba_unmultiplied(r, g, b, a));
    let shapes = harness.output().shapes.iter();
    shapes
        .filter_map(|clipped| match &clipped.shape {
            Shape::Path(path) if path.stroke.color == ink => {
                Some(clipped.shape.visual_bounding_rect())
            }
            _ => None,
        })
        .collect()
}

/// Where the part lies in the window.
fn place(harness: &Harness<'static, Earwright>) -> Rect {
    let found = harness.get_by(|node| {
        node.role() == Role::Button && node.label().is_some_and(|label| label.starts_with("Mid, "))
    });
    found.rect()
}

fn mid(harness: &Harness<'static, Earwright>) -> PartId {
    design(harness).part_named("Mid").unwrap().id
}

#[test]
fn pointing_at_a_part_marks_its_contribution() {
    let mut harness = window();
    let part = place(&harness);
    harness.hover_at(part.left_top() - egui::vec2(30.0, 30.0));
    settle(&mut harness);
    let before = covered(&harness);
    harness.hover_at(part.center());
    settle(&mut harness);
    let hovered = harness.state().session().hovered();
    assert_eq!(hovered, Some(Subject::Part(mid(&harness))));
    let after = covered(&harness);
    // Total, target and three contributions: one of them is much wider than before, no other one.
    assert!(before.len() >= 5 && after.len() == before.len());
    let whole = |all: &[f32]| all.iter().sum::<f32>();
    assert!(
        whole(&after) > 1.08 * whole(&before),
        "{before:?} {after:?}"
    );
    let grown = after.iter().filter(|area| {
        let known = before
            .iter()
            .any(|before| (*area / before - 1.0).abs() < 1e-3);
        !known
    });
    assert_eq!(grown.count(), 1, "{before:?} {after:?}");
    assert_eq!(frames(&harness).len(), 1);
}

#[test]
fn pointing_at_a_curve_marks_its_driver() {
    let mut harness = window();
    assert!(frames(&harness).is_empty());
    // Straight from one part to the curve of another: what is left and what is come to are told in
    // one frame.
    let woofer = harness.get_by(|node| {
        node.role() == Role::Button
            && node
                .label()
                .is_some_and(|label| label.starts_with("Woofer, "))
    });
    let woofer = woofer.rect().center();
    harness.hover_at(woofer);
    settle(&mut harness);
    let entry = harness.get_by_label("Mid in SPL").rect();
    harness.hover_at(entry.center());
    settle(&mut harness);
    let hovered = harness.state().session().hovered();
    assert_eq!(hovered, Some(Subject::Part(mid(&harness))));
    let part = place(&harness);
    let frames = frames(&harness);
    assert!(
        frames.len() == 1 && frames[0].contains_rect(part.shrink(1.0)),
        "{frames:?} {part:?}"
    );
    harness.hover_at(entry.center() - egui::vec2(0.0, 300.0));
    settle(&mut harness);
    assert_ne!(
        harness.state().session().hovered(),
        Some(Subject::Part(mid(&harness)))
    );
}
