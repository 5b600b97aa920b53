//! A driver of the library is heard before it is taken: its curve beside that of the selected one.

use crate::support::{Held, command, design, levels, select_part, settle, shot, window, window_on};
use earwright::{
    analysis::spl,
    app::{
        Earwright,
        actions::{Action, Selection, command::Command},
    },
    design::{PartId, PartKind, file, operations},
    library,
    network::Solver,
};
use egui::{Pos2, Role, pos2};
use egui_kittest::{Harness, kittest::Queryable as _};

fn named(window: &Harness<'static, Earwright>, name: &str) -> PartId {
    design(window).part_named(name).unwrap().id
}

fn entry(window: &Harness<'static, Earwright>, name: &str) -> Pos2 {
    window
        .get_by_role_and_label(Role::Button, name)
        .rect()
        .center()
}

fn point_at(window: &mut Harness<'static, Earwright>, at: Pos2) {
    window.hover_at(at);
    settle(window);
}

/// A driver of the library that is in sight, another armature than the one in the design.
fn some_armature(window: &Harness<'static, Earwright>) -> &'static str {
    let mut drivers = library::drivers().iter().filter(|preset| {
        let armature = matches!(preset.part, PartKind::Armature(_));
        armature
            && window
                .query_by_role_and_label(Role::Button, preset.name())
                .is_some()
    });
    drivers.next().unwrap().name()
}

#[test]
fn pointing_at_a_driver_shows_its_curve_and_changes_nothing() {
    let mut window = window();
    let mid = named(&window, "Mid");
    let name = some_armature(&window);
    let at = entry(&window, name);
    point_at(&mut window, at);
    assert!(
        window.state().trial().shown().is_none(),
        "nothing is selected"
    );
    select_part(&mut window, mid);
    // The plots stand where they stood.
    let axes = |window: &Harness<'static, Earwright>| -> Vec<(String, egui::Rect)> {
        let words = crate::support::drawn::words(window.output()).into_iter();
        let ticks = words.filter(|words| words.text == "20k" || words.text == "90");
        ticks.map(|words| (words.text, words.rect)).collect()
    };
    point_at(&mut window, pos2(640.0, 20.0));
    let stood = axes(&window);
    assert!(stood.len() >= 3, "{stood:?}");
    let (before, text) = (levels(&window), file::to_text(&design(&window)));
    point_at(&mut window, at + egui::vec2(1.0, 0.0));
    shot(&mut window, "preview");
    let (shown, solution) = window.state().trial().shown().cloned().unwrap();
    assert_eq!(shown, name);
    // What it shows is what is heard once it is taken.
    let kind = &library::drivers()
        .iter()
        .find(|preset| preset.name() == name)
        .unwrap()
        .part;
    let taken = operations::with_new_kind(&design(&window), mid, kind).unwrap();
    let wanted = Solver::default().solve(&taken, &solution.f);
    let wanted = spl::total(&wanted).unwrap().y;
    let found = spl::total(&solution).unwrap().y;
    let apart = |a: &[f64], b: &[f64]| {
        let each = a.iter().zip(b).map(|(a, b)| (a - b).abs());
        each.fold(0.0, f64::max)
    };
    assert!(apart(&found, &wanted) < 1e-6);
    assert!(
        apart(&found, &before) > 0.5,
        "another driver sounds different"
    );
    let legend = format!("With {name}");
    let words = crate::support::drawn::words(window.output());
    let begin: String = legend.chars().take(12).collect();
    assert!(
        words.iter().any(|words| words.text.starts_with(&begin)),
        "{legend} is not in a legend"
    );
    assert_eq!(axes(&window), stood);
    assert_eq!(levels(&window), before);
    assert_eq!(file::to_text(&design(&window)), text);
    assert!(!window.state().session().is_modified());
    assert!(window.state().session().undo_label().is_none());
    // It goes when the pointer leaves.
    point_at(&mut window, pos2(640.0, 20.0));
    assert!(window.state().trial().shown().is_none());
    let words = crate::support::drawn::words(window.output());
    assert!(words.iter().all(|words| !words.text.starts_with(&begin)));
}

#[test]
fn it_is_solved_beside_the_window_and_the_newest_counts() {
    let held = Held::default();
    let mut window = window_on(Box::new(held.clone()), Vec::new(), None);
    held.release(&mut window);
    let mid = named(&window, "Mid");
    select_part(&mut window, mid);
    held.release(&mut window);
    let at = entry(&window, "Dynamic 6 mm");
    point_at(&mut window, at);
    assert!(window.state().trial().shown().is_none(), "it waits");
    let at = entry(&window, "Dynamic 8 mm");
    point_at(&mut window, at);
    held.release(&mut window);
    assert_eq!(window.state().trial().shown().unwrap().0, "Dynamic 8 mm");
}

#[test]
fn only_a_driver_by_itself_is_tried_against_a_driver() {
    let mut window = window();
    let at = entry(&window, "Dynamic 6 mm");
    let (mid, woofer) = (named(&window, "Mid"), named(&window, "Woofer"));
    for parts in [vec![named(&window, "R1")], vec![mid, woofer], Vec::new()] {
        let selection = Selection {
            parts: parts.into_iter().collect(),
            ..Selection::default()
        };
        window.state_mut().push(Action::Select(selection));
        point_at(&mut window, at);
        assert!(window.state().trial().shown().is_none());
    }
    select_part(&mut window, mid);
    assert!(window.state().trial().shown().is_some());
    // Without the panel nothing is under the pointer.
    command(&mut window, Command::ToggleLibrary);
    assert!(window.state().trial().shown().is_none());
}
