//! Many parts at one place: marks for all of them together, each reachable one by one.

use crate::support::{
    canvas_bench::{Builder, armature},
    settle, window,
};
use earwright::design::Design;
use egui::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

#[test]
fn a_pile_has_one_button_and_one_badge() {
    let mut pile = Builder(Design::new());
    for n in 0..12 {
        let name = format!("Mid {n}");
        pile.part(&name, armature(6.3e-3, 4.3e-3), [0.0, 0.0], 0.0);
    }
    pile.part("Apart", armature(6.3e-3, 4.3e-3), [30.0, 0.0], 0.0);
    let mut harness = window();
    harness.state_mut().set_design(pile.0);
    settle(&mut harness);
    // The plot offers to connect as well.
    let canvas = harness.state().canvas_area();
    let mut buttons: Vec<String> = harness
        .get_all_by_role(Role::Button)
        .filter(|node| canvas.contains_rect(node.rect()))
        .filter_map(|node| node.accesskit_node().label())
        .filter(|label| label.starts_with("Connect "))
        .collect();
    buttons.sort();
    // The uppermost of the pile, and the one that stands apart.
    assert_eq!(buttons, ["Connect Apart", "Connect Mid 11"]);
    // Each of the pile is still there to be found.
    for n in 0..12 {
        let name = format!("Mid {n}, balanced armature");
        assert_eq!(harness.query_all_by_label(&name).count(), 1, "{name}");
    }
}
