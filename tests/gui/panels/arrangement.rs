//! Where panels and plots stand: kept through a small window, moved by the pointer, put back, and
//! taken back step by step.

use crate::support::{command, design, settle, window};
use earwright::{
    app::{Earwright, actions::command::Command},
    picture::View,
};
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Rect, Role, pos2, vec2};
use egui_kittest::{Harness, kittest::Queryable as _};

type Window = Harness<'static, Earwright>;

fn canvas(harness: &Window) -> Rect {
    harness.state().canvas_area()
}

fn plots(harness: &Window) -> Rect {
    harness.get_by_role_and_label(Role::Group, "Plots").rect()
}

fn resize(harness: &mut Window, size: [f32; 2]) {
    harness.set_size(size.into());
    settle(harness);
}

/// Drags with the first button, by way of the middle.
fn drag(harness: &mut Window, from: Pos2, to: Pos2) {
    let button = |pos, pressed| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    harness.hover_at(from);
    harness.step();
    harness.event(button(from, true));
    harness.step();
    for step in 1..=8 {
        harness.hover_at(from + (to - from) * (step as f32 / 8.0));
        harness.run_steps(1);
    }
    harness.event(button(to, false));
    settle(harness);
}

fn near(one: Rect, other: Rect) -> bool {
    one.min.distance(other.min) < 1.5 && one.max.distance(other.max) < 1.5
}

fn plot(harness: &Window, view: View) -> Rect {
    harness
        .get_by_label(&format!("{} plot", view.name()))
        .rect()
}

/// Drags the edges of the inspector and the plots; answers with where the canvas is then.
fn make_it_ones_own(harness: &mut Window) -> Rect {
    let before = canvas(harness);
    drag(
        harness,
        pos2(before.right() + 1.0, before.center().y),
        pos2(before.right() - 60.0, before.center().y),
    );
    drag(
        harness,
        pos2(before.center().x, before.bottom() + 1.0),
        pos2(before.center().x, before.bottom() - 70.0),
    );
    let after = canvas(harness);
    assert!(
        after.right() < before.right() - 40.0 && after.bottom() < before.bottom() - 50.0,
        "the edges were dragged: {before:?} {after:?}"
    );
    after
}

#[test]
fn panels_come_back_after_a_small_window() {
    let mut harness = window();
    let first = canvas(&harness);
    resize(&mut harness, [640.0, 480.0]);
    let small = canvas(&harness);
    // However small a plot is, its tab is in sight.
    let tab = harness.get_by_role_and_label(Role::Button, "SPL").rect();
    let area = plots(&harness).expand(1.0);
    assert!(
        area.contains_rect(tab) && tab.width() > 30.0,
        "{tab:?} {area:?}"
    );
    for label in ["More plots beside SPL", "Menu of SPL"] {
        let button = harness.get_by_label(label).rect();
        assert!(!button.intersects(tab), "{label} {button:?} {tab:?}");
    }
    assert!(small.width() > 100.0 && small.height() > 60.0, "{small:?}");
    resize(&mut harness, [1280.0, 800.0]);
    assert!(
        near(canvas(&harness), first),
        "{:?} {first:?}",
        canvas(&harness)
    );
    // The same of sizes the user chose.
    let own = make_it_ones_own(&mut harness);
    for size in [[640.0, 480.0], [320.0, 240.0]] {
        resize(&mut harness, size);
        resize(&mut harness, [1280.0, 800.0]);
        assert!(
            near(canvas(&harness), own),
            "{:?} {own:?}",
            canvas(&harness)
        );
    }
}

#[test]
fn reset_layout_brings_everything_back() {
    let mut harness = window();
    let (first, shown) = (canvas(&harness), harness.state().plots().shown());
    let spl = plot(&harness, View::Spl);
    make_it_ones_own(&mut harness);
    for change in [
        Command::ToggleLibrary,
        Command::ToggleInspector,
        Command::MovePlots,
        Command::Show(View::Waterfall),
        Command::TogglePlots,
    ] {
        command(&mut harness, change);
    }
    assert!(!near(canvas(&harness), first));
    command(&mut harness, Command::ResetLayout);
    assert!(
        near(canvas(&harness), first),
        "{:?} {first:?}",
        canvas(&harness)
    );
    assert_eq!(harness.state().plots().shown(), shown);
    assert!(near(plot(&harness, View::Spl), spl));
}

#[test]
fn steps_of_the_layout_are_taken_back_apart_from_those_of_the_design() {
    let mut harness = window();
    let first = canvas(&harness);
    assert!(!harness.state().enabled(Command::UndoLayout));
    command(&mut harness, Command::PlaceResistor);
    let with_part = design(&harness);
    command(&mut harness, Command::ToggleLibrary);
    let without = canvas(&harness);
    let own = make_it_ones_own(&mut harness);
    let undo = |harness: &mut Window| {
        harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::ALT, Key::Z);
        settle(harness);
    };
    // Two edges were dragged, and the library went before.
    undo(&mut harness);
    undo(&mut harness);
    assert!(near(canvas(&harness), without));
    undo(&mut harness);
    assert!(near(canvas(&harness), first));
    assert!(!harness.state().enabled(Command::UndoLayout));
    assert_eq!(design(&harness), with_part, "the design is as it was");
    for _ in 0..3 {
        harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::ALT, Key::Y);
        settle(&mut harness);
    }
    assert!(near(canvas(&harness), own));
    // And the design's undo leaves the layout alone.
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert_ne!(design(&harness), with_part);
    assert!(near(canvas(&harness), own));
}

#[test]
fn looking_at_another_tab_or_enlarging_a_plot_is_no_step() {
    let mut harness = window();
    harness.get_by_role_and_label(Role::Button, "Phase").click();
    settle(&mut harness);
    harness.get_by_label("Enlarge: SPL").click();
    settle(&mut harness);
    resize(&mut harness, [700.0, 900.0]);
    assert!(!harness.state().enabled(Command::UndoLayout));
}

/// Drags a tab to a place in the window.
fn drag_tab(harness: &mut Window, view: View, to: Pos2) {
    let tab = harness
        .get_by_role_and_label(Role::Button, view.name())
        .rect();
    drag(harness, tab.left_center() + vec2(14.0, 0.0), to);
}

#[test]
fn a_tab_docks_where_it_is_dropped() {
    let mut harness = window();
    let spl = plot(&harness, View::Spl);
    let tab = |harness: &Window, view: View| {
        harness
            .get_by_role_and_label(Role::Button, view.name())
            .rect()
    };

    // In the middle of a plot, above and below its centre: one more tab of that plot, not a tab
    // within a tab.
    for by in [-30.0, 0.0, 30.0] {
        let mut harness = window();
        drag_tab(&mut harness, View::Phase, spl.center() + vec2(0.0, by));
        assert_eq!(
            harness.state().plots().shown(),
            [View::Phase, View::Impedance].into(),
            "dropped {by} from the middle"
        );
        let spl = tab(&harness, View::Spl);
        let phase = tab(&harness, View::Phase);
        assert!((phase.left() - spl.right()).abs() < 1.0 && phase.top() == spl.top());
        // The panel's own button, and no tab of that name.
        let plots = harness.get_all_by_role_and_label(Role::Button, "Plots");
        assert_eq!(plots.count(), 1);
    }

    // On the bar, before the first tab.
    let first = tab(&harness, View::Impedance);
    drag_tab(
        &mut harness,
        View::Step,
        first.left_center() + vec2(3.0, 0.0),
    );
    assert!(tab(&harness, View::Step).right() <= tab(&harness, View::Impedance).left() + 1.0);

    // At the lower side of a plot: below it.
    let below = spl.center_bottom() - vec2(0.0, 8.0);
    drag_tab(&mut harness, View::Delay, below);
    let (spl, delay) = (plot(&harness, View::Spl), plot(&harness, View::Delay));
    assert!(delay.top() > spl.bottom(), "{spl:?} {delay:?}");
    assert!((delay.width() - spl.width()).abs() < 60.0);

    // Outside of the plots: nowhere.
    let shown = harness.state().plots().shown();
    let layout = harness.state().plots().layout();
    let away = canvas(&harness).center();
    drag_tab(&mut harness, View::Phase, away);
    assert_eq!(harness.state().plots().shown(), shown);
    assert_eq!(harness.state().plots().layout(), layout);

    // Each was a step.
    for _ in 0..2 {
        command(&mut harness, Command::UndoLayout);
    }
    assert!(!harness.state().enabled(Command::UndoLayout));
    assert!(plots(&harness).contains_rect(plot(&harness, View::Spl)));
}
