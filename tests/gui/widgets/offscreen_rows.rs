//! Rows out of sight are left out while something is dragged elsewhere, and nothing shows it.

use crate::support::{design, select_part, settle, window};
use earwright::app::Earwright;
use egui::{Rect, Role, vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use std::collections::BTreeMap;

/// Where every named button, text field and label beside the canvas lies: what is in sight, and all
/// of them.
fn beside(harness: &Harness<'static, Earwright>, seen: bool) -> BTreeMap<(String, u8), Rect> {
    let canvas = harness.state().canvas_area();
    let problems = harness.get_by_label("Problems").rect();
    let mut found = BTreeMap::new();
    for node in harness.query_all_by(|node| {
        matches!(
            node.role(),
            Role::Button | Role::TextInput | Role::MultilineTextInput | Role::Label
        )
    }) {
        let rect = node.rect();
        let aside = rect.right() < canvas.left() || rect.left() > canvas.right();
        // Well above what lies below its list: a row of which a strip is in sight may be either.
        let foot = if rect.left() > canvas.right() {
            problems.top() - 14.0
        } else {
            canvas.bottom() - 24.0
        };
        let in_sight = rect.top() > 60.0 && rect.bottom() < foot;
        let told = node.accesskit_node();
        let name = told.label().or_else(|| told.value()).unwrap_or_default();
        if aside && (in_sight || !seen) && !name.is_empty() {
            let mut key = (name, 0);
            while found.contains_key(&key) {
                key.1 += 1;
            }
            found.insert(key, rect);
        }
    }
    found
}

#[test]
fn a_drag_leaves_out_only_rows_that_are_out_of_sight() {
    let mut harness = window();
    let driver = design(&harness).part_named("Mid").unwrap().clone();
    select_part(&mut harness, driver.id);
    settle(&mut harness);
    let (seen, all) = (beside(&harness, true), beside(&harness, false));
    assert!(
        seen.len() > 20 && all.len() > seen.len() + 20,
        "{}",
        all.len()
    );
    let state = harness.state();
    let at = (state.canvas().view).screen_from_canvas(state.canvas_area(), driver.position_mm);
    harness.hover_at(at);
    harness.step();
    harness.drag_at(at);
    harness.step();
    for n in 1..6_u8 {
        harness.hover_at(at + vec2(0.0, 3.0 * f32::from(n)));
        harness.step();
    }
    assert_ne!(
        design(&harness).part(driver.id).unwrap().position_mm,
        driver.position_mm
    );
    let dragged = beside(&harness, false);
    assert!(
        dragged.len() + 20 < all.len(),
        "{} of {}",
        dragged.len(),
        all.len()
    );
    for (key, rect) in &seen {
        // The place of the part itself changes, and what is said of it.
        if let Some(now) = dragged.get(key) {
            assert!((now.min - rect.min).length() < 0.6, "{key:?}: {rect} {now}");
        } else {
            let follows = ["mm", "dB", "note"].iter().any(|word| key.0.contains(word));
            assert!(follows, "{key:?} at {rect} is gone");
        }
    }
    harness.key_press(egui::Key::Escape);
    harness.drop_at(at);
    settle(&mut harness);
    assert_eq!(
        beside(&harness, false),
        all,
        "everything is back where it was"
    );
}
