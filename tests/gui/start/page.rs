//! The start page: what a stranger sees first, and how to leave it.

use crate::support::{command, saved_default, settle, shot, window, window_of, window_with};
use earwright::{
    app::{Earwright, actions::command::Command, work::job::AtOnce},
    design::file,
    library,
};
use egui::{Key, Modifiers, Role, Shape};
use egui_kittest::{Harness, kittest::Queryable as _};
use std::{fs, path::PathBuf};

const SWITCH: &str = "Show at start";

fn greeted(mut window: Harness<'static, Earwright>) -> Harness<'static, Earwright> {
    let ctx = window.ctx.clone();
    window.state_mut().greet(&ctx);
    settle(&mut window);
    window
}

fn is_open(window: &Harness<'static, Earwright>) -> bool {
    window.query_by_label(SWITCH).is_some()
}

fn with_recent(recent: &[PathBuf]) -> Harness<'static, Earwright> {
    let recent = recent.to_vec();
    greeted(window_of(Box::new(AtOnce), Vec::new(), None, |services| {
        services.settings.recent = recent;
    }))
}

/// The button of a design: its name, and a line about it.
fn card(window: &Harness<'static, Earwright>, name: &str) -> egui::Rect {
    let begin = format!("{name}: ");
    window
        .get_by(|node| {
            node.role() == Role::Button
                && node.label().is_some_and(|label| label.starts_with(&begin))
        })
        .rect()
}

fn click(window: &mut Harness<'static, Earwright>, at: egui::Pos2) {
    window.hover_at(at);
    window.step();
    window.drag_at(at);
    window.step();
    window.drop_at(at);
    settle(window);
}

#[test]
fn every_design_is_shown_in_a_picture_that_lies_on_the_window() {
    let mut window = greeted(window());
    shot(&mut window, "start-page");
    assert_eq!(library::designs().len(), 9);
    let whole = window.ctx.content_rect();
    let mut seen: Vec<(egui::Rect, usize)> = Vec::new();
    for preset in library::designs() {
        let rect = card(&window, preset.name());
        assert!(whole.contains_rect(rect), "{}: {rect}", preset.name());
        assert!(
            seen.iter()
                .all(|(other, _)| !other.shrink(1.0).intersects(rect)),
            "{} lies over another",
            preset.name()
        );
        // What is painted within the picture alone: the triangles of its parts and links.
        let shapes = window.output().shapes.iter();
        let triangles = shapes.map(|shape| match &shape.shape {
            Shape::Mesh(mesh) if rect.contains_rect(mesh.calc_bounds()) => mesh.triangles().count(),
            _ => 0,
        });
        seen.push((rect, triangles.sum()));
    }
    for ((_, triangles), preset) in seen.iter().zip(library::designs()) {
        let things = preset.design.parts.len() + preset.design.links.len();
        let expected = 20 * things;
        assert!(*triangles > expected, "{}: {triangles}", preset.name());
    }
}

#[test]
fn in_the_smallest_window_it_is_scrolled_down_and_never_sideways() {
    let mut window = window();
    window.set_size(egui::vec2(900.0, 560.0));
    settle(&mut window);
    let mut window = greeted(window);
    shot(&mut window, "start-page-small");
    let whole = window.ctx.content_rect();
    for preset in library::designs() {
        let rect = card(&window, preset.name());
        assert!(whole.x_range().contains(rect.left()), "{}", preset.name());
        assert!(whole.x_range().contains(rect.right()), "{}", preset.name());
    }
    for label in [SWITCH, "New design"] {
        let rect = window.get_by_label(label).rect();
        assert!(whole.contains_rect(rect), "{label}: {rect}");
    }
}

#[test]
fn a_click_opens_the_design() {
    for name in ["Single armature", "Open-back headphone"] {
        let mut window = greeted(window());
        let at = card(&window, name).center();
        click(&mut window, at);
        assert!(!is_open(&window));
        assert_eq!(window.state().session().design().name, name);
        assert!(!window.state().session().is_modified());
    }
}

#[test]
fn the_keyboard_alone_opens_one_too() {
    let mut window = greeted(window());
    for _ in 0..40 {
        let focused = window.query_by(|node| {
            node.is_focused()
                && node
                    .label()
                    .is_some_and(|label| label.starts_with("Dual armature:"))
        });
        if focused.is_some() {
            break;
        }
        window.key_press(Key::Tab);
        window.run_steps(2);
    }
    window.key_press(Key::Enter);
    settle(&mut window);
    assert_eq!(window.state().session().design().name, "Dual armature");
}

#[test]
fn escape_and_a_click_beside_it_leave_to_the_example() {
    let example = library::default_design();
    for by_key in [true, false] {
        let mut window = greeted(window());
        assert!(is_open(&window));
        if by_key {
            window.key_press(Key::Escape);
            settle(&mut window);
        } else {
            click(&mut window, egui::pos2(40.0, 60.0));
        }
        assert!(!is_open(&window), "{by_key}");
        assert_eq!(**window.state().session().design(), example);
        assert!(window.state().settings().start_page);
    }
}

#[test]
fn unticked_it_stays_away_and_its_command_brings_it_back() {
    let mut window = greeted(window());
    window.get_by_label(SWITCH).click();
    settle(&mut window);
    assert!(is_open(&window), "the answer itself closes nothing");
    assert!(!window.state().settings().start_page);
    window.key_press(Key::Escape);
    settle(&mut window);
    let mut window = greeted(window);
    assert!(!is_open(&window));
    command(&mut window, Command::StartPage);
    assert!(is_open(&window));
    window.key_press(Key::Escape);
    settle(&mut window);
    window.key_press_modifiers(Modifiers::COMMAND, Key::K);
    settle(&mut window);
    window.event(egui::Event::Text("start page".to_owned()));
    settle(&mut window);
    window.key_press(Key::Enter);
    settle(&mut window);
    assert!(is_open(&window));
}

#[test]
fn settings_of_an_earlier_program_want_it() {
    let settings: earwright::app::start::settings::Settings =
        ron::from_str("(theme:Light,text_size:1.0)").unwrap();
    assert!(settings.start_page);
}

#[test]
fn it_does_not_come_where_something_else_was_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let saved = saved_default(folder.path());
    assert!(!is_open(&greeted(window_with(Vec::new(), Some(saved)))));
    // What is wrong with the file comes first.
    let gone = folder.path().join("gone.ron");
    assert!(!is_open(&greeted(window_with(Vec::new(), Some(gone)))));
}

#[test]
fn files_opened_last_stand_beside_them_and_say_how_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let saved = saved_default(folder.path());
    let mut other = library::designs()[1].design.clone();
    other.name = "Mine".to_owned();
    let mine = folder.path().join("mine.ron");
    file::save(&mine, &other).unwrap();
    let gone = folder.path().join("gone.ron");
    let broken = folder.path().join("broken.ron");
    fs::write(&broken, "(((").unwrap();
    let mut window = with_recent(&[mine.clone(), gone, broken, saved]);
    shot(&mut window, "start-page-recent");
    for (name, line) in [
        ("mine.ron", "less than a minute ago"),
        ("gone.ron", "is no longer there"),
        ("broken.ron", "cannot be read"),
        ("default.ron", "less than a minute ago"),
    ] {
        window.get_by_label(&format!("{name}: {line}"));
    }
    let at = card(&window, "mine.ron").center();
    click(&mut window, at);
    assert_eq!(window.state().session().design().name, "Mine");
    assert_eq!(window.state().session().path(), Some(mine.as_path()));
}

#[test]
fn new_and_open_lead_on_from_it() {
    let mut window = greeted(window());
    window.get_by_label("New design").click();
    settle(&mut window);
    assert!(!is_open(&window));
    assert_eq!(**window.state().session().design(), library::new_design());
    let folder = tempfile::tempdir().unwrap();
    let saved = saved_default(folder.path());
    let answers = vec![earwright::app::files::picker::Answer::Path(saved.clone())];
    let mut window = greeted(window_with(answers, None));
    // The one of the page lies over the one of the toolbar.
    let open = window
        .get_all_by_role_and_label(Role::Button, "Open…")
        .last()
        .unwrap()
        .rect();
    click(&mut window, open.center());
    settle(&mut window);
    assert!(!is_open(&window));
    assert_eq!(window.state().session().path(), Some(saved.as_path()));
}
