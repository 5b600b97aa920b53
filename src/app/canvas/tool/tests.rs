//! Gestures without a window: a press, moves and a release give actions.

use super::{Keys, Stage, Tool};
use crate::{
    app::{
        actions::{Action, Selection},
        canvas::hit,
    },
    design::{Design, Edit, Part, PartId, electrical::Resistor},
    picture::scene::{Point, Scene},
};

const NO_KEYS: Keys = Keys {
    shift: false,
    command: false,
    alt: false,
};

/// Two resistors, 3 and 4, 12 mm apart.
fn design() -> Design {
    let mut design = Design::new();
    for x in [0.0, 12.0] {
        let kind = Resistor::of(10.0);
        let part = Part::new(PartId(design.next_id), kind, [x, 30.0]);
        design = design
            .apply(&Edit::AddPart(Box::new(part)))
            .unwrap_or(design);
    }
    design
}

/// Everything a press, moves and a release ask for.
fn play(way: &[Point], keys: Keys) -> Vec<Action> {
    let design = design();
    let scene = Scene::of(&design);
    let selection = Selection::default();
    let stage = Stage {
        design: &design,
        scene: &scene,
        selection: &selection,
        zoom: 12.0,
        grid_mm: 0.5,
    };
    let mut tool = Tool::default();
    let [first, .., last] = way else {
        return Vec::new();
    };
    let under = hit::hit(&scene, &selection, *first, stage.zoom);
    let mut actions = tool.press(stage, under, *first, keys);
    for &at in way {
        actions.extend(tool.drag(stage, at, keys));
    }
    actions.extend(tool.release(stage, *last, keys));
    assert_eq!(tool, Tool::Idle);
    actions
}

#[test]
fn only_a_release_on_a_port_links() {
    let links = |actions: &[Action]| {
        let adds = |action: &&Action| {
            matches!(
                action,
                Action::Edit {
                    edit: Edit::AddLink(_),
                    ..
                }
            )
        };
        actions.iter().filter(adds).count()
    };
    assert_eq!(links(&play(&[[2.0, 30.0], [10.0, 30.0]], NO_KEYS)), 1);
    // Over the other port and on: nothing was connected on the way.
    let past = play(&[[2.0, 30.0], [10.0, 30.0], [10.0, 36.0]], NO_KEYS);
    assert_eq!(past, Vec::new());
    let beside = play(&[[2.9, 31.2], [10.0, 30.0]], NO_KEYS);
    assert_eq!(links(&beside), 0, "a near miss is a rubber band");
}

#[test]
fn a_press_that_hardly_moves_is_a_click() {
    let actions = play(&[[0.0, 30.0], [0.1, 30.1]], NO_KEYS);
    let only = |action: &Action| {
        matches!(action, Action::Select(selection)
            if selection.parts.iter().eq([&PartId(3)]) && selection.links.is_empty())
    };
    assert!(
        !actions.is_empty() && actions.iter().all(only),
        "{actions:?}"
    );
}

#[test]
fn a_drag_back_to_its_start_leaves_no_step() {
    let actions = play(&[[0.0, 30.0], [4.0, 33.0], [0.0, 30.0]], NO_KEYS);
    assert_eq!(actions.last(), Some(&Action::CancelPreview));
    let moved = play(&[[0.0, 30.0], [4.0, 33.0]], NO_KEYS);
    assert_eq!(moved.last(), Some(&Action::CommitPreview));
}
