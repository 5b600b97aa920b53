//! What goes to the system's clipboard and what comes from it.

use crate::support::{design, settle, window};
use earwright::{
    app::{
        Earwright,
        actions::{Action, Selection, command::Command},
    },
    design::{Design, LinkKind, PartId, PartKind},
    picture::View,
};
use egui::{ColorImage, Event, Key, Modifiers, OutputCommand, ViewportCommand};
use egui_kittest::{Harness, kittest::Queryable as _};
use std::collections::BTreeSet;

/// What the window tells the system while it settles.
fn told(harness: &mut Harness<'static, Earwright>) -> Vec<OutputCommand> {
    let mut commands = Vec::new();
    for _ in 0..6 {
        harness.step();
        commands.extend(harness.output().platform_output.commands.iter().cloned());
    }
    commands
}

fn copied_image(harness: &mut Harness<'static, Earwright>) -> ColorImage {
    let images: Vec<ColorImage> = told(harness)
        .into_iter()
        .filter_map(|command| match command {
            OutputCommand::CopyImage(image) => Some(image),
            _ => None,
        })
        .collect();
    assert_eq!(images.len(), 1, "the plot is copied once");
    images[0].clone()
}

fn copied_text(harness: &mut Harness<'static, Earwright>) -> String {
    told(harness)
        .into_iter()
        .find_map(|command| match command {
            OutputCommand::CopyText(text) => Some(text),
            _ => None,
        })
        .expect("text was copied")
}

/// Colours of an image, the most frequent first.
fn colours(image: &ColorImage) -> Vec<(usize, [u8; 4])> {
    let mut counts = std::collections::BTreeMap::new();
    for pixel in &image.pixels {
        *counts.entry(pixel.to_array()).or_insert(0_usize) += 1;
    }
    let mut sorted: Vec<_> = counts.into_iter().map(|(c, n)| (n, c)).collect();
    sorted.sort_unstable_by(|a, b| b.cmp(a));
    sorted
}

#[test]
fn the_shown_plot_is_copied_as_an_image_that_is_not_blank() {
    let mut harness = window();
    // Straight into the frame: only the output of the last frame of a step can be read.
    harness.input_mut().events.push(Event::Key {
        key: Key::C,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::COMMAND | Modifiers::SHIFT,
    });
    let dark = copied_image(&mut harness);
    assert_eq!(dark.size, [1800, 1000]);
    assert_eq!(dark.pixels.len(), 1_800_000);
    assert!(dark.pixels.iter().all(|pixel| pixel.a() == 255), "no holes");
    let found = colours(&dark);
    let share = found[0].0 as f64 / 1.8e6;
    assert!((0.2..0.98).contains(&share), "ground covers {share}");
    // Curves, target and grid in their colours, with anti-aliased edges between.
    let vivid = |[r, g, b, _]: [u8; 4]| r.max(g).max(b) - r.min(g).min(b) > 80;
    let curves: usize = found
        .iter()
        .filter(|(_, colour)| vivid(*colour))
        .map(|(count, _)| count)
        .sum();
    assert!(curves > 5000, "{curves} coloured pixels");
    harness.get_by_label_contains("The plot is on the clipboard");
    // In the light theme it is light, as it is on the screen.
    harness
        .state_mut()
        .push(Action::Command(Command::ToggleTheme));
    settle(&mut harness);
    harness.state_mut().push(Action::Command(Command::CopyPlot));
    let light = copied_image(&mut harness);
    let ground = |image: &ColorImage| colours(image)[0].1;
    assert!(ground(&dark)[0] < 80 && ground(&light)[0] > 200);
}

#[test]
fn the_copied_plot_follows_the_design_and_the_plot_last_touched() {
    let mut harness = window();
    harness.state_mut().push(Action::Command(Command::CopyPlot));
    let spl = copied_image(&mut harness);
    let driver = design(&harness).drivers().next().unwrap().id;
    harness.state_mut().push(Action::Select(Selection {
        parts: BTreeSet::from([driver]),
        links: BTreeSet::new(),
    }));
    harness.state_mut().push(Action::Command(Command::Mute));
    settle(&mut harness);
    harness.state_mut().push(Action::Command(Command::CopyPlot));
    assert!(copied_image(&mut harness) != spl, "a muted driver shows");
    harness.get_by_label("Menu of Impedance").click();
    settle(&mut harness);
    harness.get_by_label(Command::CopyPlot.label()).click();
    settle(&mut harness);
    assert_eq!(harness.state().plots().active, View::Impedance);
    harness.state_mut().push(Action::Command(Command::CopyPlot));
    let impedance = copied_image(&mut harness);
    assert!(impedance != spl && colours(&impedance).len() > 50);
}

/// Selects parts by name.
fn select(harness: &mut Harness<'static, Earwright>, wanted: impl Fn(&str) -> bool) {
    let parts: BTreeSet<PartId> = design(harness)
        .parts
        .iter()
        .filter(|part| wanted(&part.name))
        .map(|part| part.id)
        .collect();
    harness.state_mut().push(Action::Select(Selection {
        parts,
        links: BTreeSet::new(),
    }));
    settle(harness);
}

fn paste(harness: &mut Harness<'static, Earwright>, text: &str) {
    harness.event(Event::Paste(text.to_owned()));
    settle(harness);
}

#[test]
fn parts_go_from_one_window_to_another_as_ron_text() {
    let mut one = window();
    let original = design(&one);
    select(&mut one, |_| true);
    one.event(Event::Copy);
    let text = copied_text(&mut one);
    assert!(text.contains("parts:") && text.contains("links:"));
    assert_eq!(design(&one), original, "copying changes nothing");

    let mut two = window();
    two.state_mut().set_design(Design::new());
    settle(&mut two);
    paste(&mut two, &text);
    let pasted = design(&two);
    // All but the source and the ear, and the links between them, with every number.
    assert_eq!(pasted.parts.len(), original.parts.len());
    let kinds = |design: &Design| -> Vec<PartKind> {
        let kinds = design.parts.iter().map(|part| part.kind.clone());
        let fixed = |kind: &PartKind| matches!(kind, PartKind::Source(_) | PartKind::Ear(_));
        kinds.filter(|kind| !fixed(kind)).collect()
    };
    assert_eq!(kinds(&pasted), kinds(&original));
    let fixed = [original.source().unwrap().id, original.ear().unwrap().id];
    let between = original
        .links
        .iter()
        .filter(|link| !fixed.contains(&link.from.part) && !fixed.contains(&link.to.part));
    let tubes = |kind: &LinkKind| matches!(kind, LinkKind::Tube(_));
    assert_eq!(pasted.links.len(), between.clone().count());
    assert_eq!(
        pasted.links.iter().filter(|link| tubes(&link.kind)).count(),
        between.filter(|link| tubes(&link.kind)).count()
    );
    let selection = &two.state().session().selection();
    assert_eq!(selection.parts.len(), original.parts.len() - 2);
    // One step, and back.
    assert_eq!(two.state().session().undo_label(), Some("Paste"));
    two.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut two);
    assert_eq!(design(&two), Design::new());
}

#[test]
fn the_menu_asks_the_system_what_was_copied() {
    let mut harness = window();
    harness.get_by_label("Edit").click();
    settle(&mut harness);
    harness.get_by_label_contains("Paste").click();
    let mut asked = false;
    for _ in 0..6 {
        harness.step();
        asked |= harness
            .output()
            .viewport_output
            .values()
            .any(|output| output.commands.contains(&ViewportCommand::RequestPaste));
    }
    assert!(asked);
}

#[test]
fn other_text_is_refused_and_changes_nothing() {
    let mut harness = window();
    let before = design(&harness);
    paste(&mut harness, "a shopping list");
    harness.get_by_label_contains("The clipboard holds no parts");
    assert_eq!(design(&harness), before);
    assert_eq!(harness.state().session().undo_label(), None);
}

#[test]
fn cutting_copies_first_and_the_source_is_never_cut() {
    let mut harness = window();
    let before = design(&harness);
    let driver = before.drivers().next().unwrap().name.clone();
    select(&mut harness, |name| name == driver);
    harness.event(Event::Cut);
    let text = copied_text(&mut harness);
    assert!(text.contains(&driver));
    assert!(design(&harness).part_named(&driver).is_none());
    paste(&mut harness, &text);
    assert!(design(&harness).part_named(&driver).is_some());
    let source = before.source().unwrap().name.clone();
    select(&mut harness, |name| name == source);
    harness.event(Event::Cut);
    assert!(told(&mut harness).is_empty(), "there is nothing to copy");
    assert!(design(&harness).source().is_some());
}
