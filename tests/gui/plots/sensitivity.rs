//! What matters at a frequency, as a plot and as a glow on the drawing.

use crate::support::{settle, window};
use earwright::{
    app::actions::{Action, command::Command},
    design::Subject,
    picture::View,
};
use egui_kittest::kittest::Queryable as _;

#[test]
fn the_plot_of_sensitivity_names_the_numbers_that_matter_most() {
    let mut harness = window();
    assert!(
        harness.state().session().weights().is_none(),
        "not asked for"
    );
    harness
        .state_mut()
        .push(Action::Command(Command::Show(View::Sensitivity)));
    settle(&mut harness);
    let app = harness.state();
    let weights = app.session().weights().unwrap().clone();
    assert!(weights.list.len() > 30, "{} numbers", weights.list.len());
    assert!(app.plots().shown().contains(&View::Sensitivity));
    // The first in the list matters at least as much as any other, and is in the legend.
    let most = &weights.list[0];
    assert!(weights.list.iter().all(|weight| weight.most <= most.most));
    let name = most.name(app.session().design());
    harness.get_by_label(&format!("{name} in Sensitivity"));
    // Louder by 1 % of more force: the level at the drum cannot gain more than the force.
    let loudest = weights.list.iter().filter(|w| w.info.key == "bl");
    for weight in loudest {
        assert!(weight.most < 0.3, "{}", weight.most);
    }
}

#[test]
fn parts_glow_by_how_much_they_matter_under_the_crosshair() {
    let mut harness = window();
    harness
        .state_mut()
        .push(Action::Command(Command::ToggleGlow));
    settle(&mut harness);
    assert!(harness.query_by_label_contains("Sensitivity at").is_none());
    let plot = harness.get_by_label("SPL plot").rect();
    harness.hover_at(plot.center());
    settle(&mut harness);
    harness.get_by_label_contains("Sensitivity at");
    // In the bass it is the woofer that matters, and the tweeter does not.
    let weights = harness.state().session().weights().unwrap().clone();
    let design = harness.state().session().design().clone();
    let at = weights.at(100.0);
    let of = |name: &str| {
        let part = design
            .drivers()
            .find(|part| part.name.contains(name))
            .unwrap();
        at.get(&Subject::Part(part.id)).copied().unwrap_or(0.0)
    };
    let names: Vec<&str> = design.drivers().map(|part| part.name.as_str()).collect();
    let [woofer, .., tweeter] = names.as_slice() else {
        panic!("three drivers")
    };
    assert!(of(woofer) > 10.0 * of(tweeter), "{at:?}");
    harness
        .state_mut()
        .push(Action::Command(Command::ToggleGlow));
    settle(&mut harness);
    assert!(
        harness.state().session().weights().is_none(),
        "not solved while it is not shown"
    );
}
