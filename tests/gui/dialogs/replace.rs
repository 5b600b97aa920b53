//! Replacing a part: what sounds most like it is offered first.

use crate::support::{command, design, select_part, settle, shot, window};
use earwright::{app::actions::command::Command, design::PartKind, library};
use egui::{Key, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

#[test]
fn what_sounds_most_like_it_is_offered_first_in_its_place() {
    let mut window = window();
    let mid = design(&window).part_named("Mid").unwrap().id;
    // As the library has it today: a design keeps the numbers that it took once.
    let mut fresh = design(&window);
    let part = fresh.parts.iter_mut().find(|part| part.id == mid).unwrap();
    let preset = part.kind.origin().unwrap().preset.clone();
    part.kind = library::driver(&preset).unwrap().part.clone();
    window.state_mut().set_design(fresh);
    select_part(&mut window, mid);
    let old = design(&window).part(mid).unwrap().kind.clone();
    command(&mut window, Command::Replace);
    shot(&mut window, "replace");
    let rows: Vec<String> = window
        .get_all_by_role(Role::Button)
        .filter_map(|node| node.accesskit_node().label())
        .filter(|label| {
            let mut drivers = library::drivers().iter();
            label.ends_with(" dB") && drivers.any(|preset| label.starts_with(preset.name()))
        })
        .collect();
    assert!(rows.len() > 20, "{rows:?}");
    let apart: Vec<f64> = rows
        .iter()
        .map(|row| row.rsplit(' ').nth(1).unwrap().parse().unwrap())
        .collect();
    assert!(apart.is_sorted(), "{rows:?}");
    let own = library::drivers().iter().find(|preset| {
        let name = |kind: &PartKind| kind.origin().map(|origin| origin.preset.clone());
        name(&preset.part) == name(&old)
    });
    if let Some(own) = own {
        assert!(
            rows[0].starts_with(own.name()),
            "{} is not first: {rows:?}",
            own.name()
        );
    }
    // Enter takes the first, and one undo gives the old back.
    window.key_press(Key::ArrowDown);
    settle(&mut window);
    window.key_press(Key::Enter);
    settle(&mut window);
    assert_ne!(design(&window).part(mid).unwrap().kind, old);
    command(&mut window, Command::Undo);
    assert_eq!(design(&window).part(mid).unwrap().kind, old);
}
