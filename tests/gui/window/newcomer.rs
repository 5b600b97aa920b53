//! The window as one meets it who has never seen it: the first steps by hand and by keys.

use crate::support::{canvas_bench::Bench, hand::Hand, settle};
use earwright::{
    app::{
        Earwright,
        actions::{Action, command::Command},
    },
    design::{Edit, Length, LinkKind, Part, PartKind, Subject, geometry, operations, path},
    library,
};
use egui::{Key, Modifiers, Pos2, Role, accesskit::Toggled};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};

/// A new design, begun by its command.
fn started() -> Hand {
    let mut hand = Hand::on(library::default_design());
    hand.command(Command::New);
    hand
}

fn dynamic() -> &'static str {
    library::drivers()
        .iter()
        .find(|preset| matches!(preset.part, PartKind::MovingCoil(_)))
        .unwrap()
        .name()
}

/// Where an entry of the library stands.
fn entry(hand: &Hand, name: &str) -> Pos2 {
    let entry = hand.window.get_by_role_and_label(Role::Button, name);
    entry.rect().center()
}

fn click_entry(hand: &mut Hand, name: &str) {
    let at = entry(hand, name);
    hand.window.hover_at(at);
    hand.window.step();
    hand.window.drag_at(at);
    hand.window.step();
    hand.window.drop_at(at);
    hand.settle();
}

fn drop_entry(hand: &mut Hand, name: &str, mm: [f64; 2]) {
    let (from, to) = (entry(hand, name), hand.at(mm));
    hand.window.hover_at(from);
    hand.window.step();
    hand.window.drag_at(from);
    hand.window.step();
    hand.carry_at(from, to);
    hand.window.drop_at(to);
    hand.settle();
}

fn focused(harness: &Harness<'static, Earwright>) -> Option<String> {
    harness
        .query_all_by(|node| node.is_focused() && node.label().is_some())
        .find_map(|node| node.accesskit_node().label())
}

fn loudest(hand: &Hand) -> f64 {
    let levels = crate::support::levels(&hand.window);
    levels.into_iter().fold(f64::NEG_INFINITY, f64::max)
}

#[test]
fn a_new_design_has_a_shell_with_its_nozzle_in_the_canal() {
    let hand = started();
    let design = hand.design();
    assert!(design.shell.outline_mm.len() > 2);
    let ear = design.ear().unwrap();
    let canal = ear.placed_port(&design, "canal").unwrap().at_mm;
    let nozzle = earwright::design::nozzle::Nozzle::of(&design).unwrap();
    let mouth = [0, 1].map(|axis| nozzle.at_mm[axis] + nozzle.along[axis] * nozzle.length_mm);
    assert!(
        geometry::distance(mouth, canal) < 0.01,
        "{mouth:?} {canal:?}"
    );
    let source = design.source().unwrap().position_mm;
    assert!(!geometry::inside(&design.shell.outline_mm, source));
}

#[test]
fn what_is_clicked_or_pasted_takes_the_next_free_spot_in_the_shell() {
    let mut hand = started();
    let names: Vec<&str> = library::drivers()
        .iter()
        .filter(|preset| matches!(preset.part, PartKind::Armature(_)))
        .map(library::DriverPreset::name)
        .take(2)
        .collect();
    click_entry(&mut hand, dynamic());
    for name in &names {
        hand.search_library(name);
        click_entry(&mut hand, name);
    }
    hand.key(Key::C, Modifiers::COMMAND);
    let apart = |hand: &Hand| {
        let design = hand.design();
        let drivers: Vec<&Part> = design.drivers().collect();
        for (n, a) in drivers.iter().enumerate() {
            let outline = a.outline_mm(&design);
            for b in &drivers[..n] {
                let other = b.outline_mm(&design);
                let meet = geometry::convex_overlap(&outline, &other, 0.05);
                assert!(!meet, "{} stands on {}", a.name, b.name);
            }
            for corner in outline {
                let within = geometry::inside(&design.shell.outline_mm, corner);
                assert!(within || n > 2, "{} reaches out of the shell", a.name);
            }
        }
        drivers.len()
    };
    assert_eq!(apart(&hand), 3);
    let copied = operations::copy(&hand.design(), &hand.selection().parts);
    for count in [4, 5] {
        hand.window.state_mut().push(Action::Paste(copied.clone()));
        hand.settle();
        assert_eq!(apart(&hand), count);
    }
}

#[test]
fn connect_makes_tubes_as_an_in_ear_monitor_has_them() {
    let mut hand = Hand::on(earwright::design::Design::new());
    // Far from the ear, where a tube as it is drawn would be 60 mm long.
    drop_entry(&mut hand, dynamic(), [-24.0, 16.0]);
    hand.key(Key::C, Modifiers::NONE);
    let tube = hand.tube("T1");
    assert_eq!(tube.length, Length::Set);
    assert!(tube.total_length() < 0.03, "{}", tube.total_length());
    assert!(path::drawn_length(&hand.design(), &hand.link("T1")) > 0.03);
    assert!(loudest(&hand) > 80.0);
    // Near it the drawing decides, as ever.
    let mut hand = started();
    click_entry(&mut hand, dynamic());
    hand.key(Key::C, Modifiers::NONE);
    let tube = hand.tube("T1");
    assert_eq!(tube.length, Length::Drawn);
    assert!(tube.total_length() < 0.03, "{}", tube.total_length());
}

#[test]
fn a_driver_dropped_and_wired_by_hand_plays() {
    let mut hand = started();
    drop_entry(&mut hand, dynamic(), [-2.0, 0.0]);
    hand.command(Command::FitView);
    let driver = hand.design().drivers().next().unwrap().name.clone();
    for terminal in ["+", "-"] {
        let (from, to) = (hand.port("Source", terminal), hand.port(&driver, terminal));
        hand.drag(from, to);
    }
    let (from, to) = (hand.port(&driver, "front"), hand.port("Ear", "canal"));
    hand.drag(from, to);
    assert_eq!(hand.design().links.len(), 3);
    let levels = crate::support::levels(&hand.window);
    let bass = levels[levels.len() / 4];
    assert!((90.0..130.0).contains(&bass), "{bass} dB in the bass");
}

#[test]
fn a_curve_that_means_nothing_is_not_drawn_and_one_click_cures_it() {
    let mut hand = started();
    click_entry(&mut hand, dynamic());
    hand.key(Key::C, Modifiers::NONE);
    let mut driver = hand.design().drivers().next().unwrap().clone();
    if let PartKind::MovingCoil(coil) = &mut driver.kind {
        coil.back_volume = 0.0;
    }
    hand.edit(Edit::SetPart(Box::new(driver.clone())));
    let before = hand.text();
    let solution = &hand.window.state().session().solution();
    assert_eq!(solution.drum_pressure, None, "nothing is drawn or scored");
    let label = format!("Give {} a back volume of 190 mm³", driver.name);
    let offers: Vec<Pos2> = hand
        .window
        .query_all_by_label(&label)
        .map(|node| node.rect().center())
        .collect();
    assert!(offers.len() >= 2, "on the plot and in the list: {offers:?}");
    for at in offers {
        hand.window.hover_at(at);
        hand.window.step();
        hand.window.drag_at(at);
        hand.window.step();
        hand.window.drop_at(at);
        hand.settle();
        assert!(loudest(&hand) > 80.0, "it plays");
        assert_eq!(hand.undo_label().as_deref(), Some(label.as_str()));
        assert!(hand.window.query_by_label(&label).is_none());
        hand.undo();
        assert_eq!(hand.text(), before, "one step to undo");
    }
}

#[test]
fn after_a_drop_the_keys_belong_to_the_canvas() {
    let mut hand = started();
    hand.search_library("10 mm");
    drop_entry(&mut hand, "Dynamic 10 mm", [-2.0, 0.0]);
    hand.key(Key::C, Modifiers::NONE);
    assert_eq!(hand.design().links.len(), 3, "C connected it");
    hand.key(Key::R, Modifiers::NONE);
    assert_eq!(hand.part("Dynamic 10 mm").rotation_deg, 90.0);
}

#[test]
fn enter_in_the_search_places_what_it_finds_first() {
    let mut hand = started();
    hand.search_library("10 mm");
    hand.key(Key::Enter, Modifiers::NONE);
    assert_eq!(hand.design().drivers().count(), 1);
    assert_eq!(hand.selected(), ["Dynamic 10 mm"]);
    // The keyboard is the canvas's, and Enter there goes to the first value.
    assert_eq!(focused(&hand.window).as_deref().map(|_| ()), None);
    hand.key(Key::Enter, Modifiers::NONE);
    let first = focused(&hand.window).unwrap();
    assert!(
        first.contains("resistance") || first.contains("Re"),
        "{first}"
    );
}

#[test]
fn f2_and_enter_on_a_part_go_to_its_first_field() {
    for by_enter in [false, true] {
        let mut hand = Hand::on(crate::support::hand::workshop());
        hand.select(&["R1"]);
        if by_enter {
            hand.key(Key::Enter, Modifiers::NONE);
        } else {
            hand.key(Key::F2, Modifiers::NONE);
        }
        hand.window.event(egui::Event::Text("47".to_owned()));
        hand.settle();
        hand.key(Key::Enter, Modifiers::NONE);
        let PartKind::Resistor(resistor) = hand.part("R1").kind else {
            panic!("a resistor");
        };
        assert_eq!(resistor.resistance, 47.0, "by Enter: {by_enter}");
        // The Enter that ended the field did not open it again.
        hand.key(Key::R, Modifiers::NONE);
        assert_eq!(hand.part("R1").rotation_deg, 90.0);
    }
}

#[test]
fn a_driver_is_wired_and_tubed_with_the_keyboard_alone() {
    let mut hand = started();
    hand.search_library("10 mm");
    hand.key(Key::Enter, Modifiers::NONE);
    for words in ["+ to source +", "− to source −", "front to ear"] {
        hand.select(&["Dynamic 10 mm"]);
        hand.join_ports(words);
    }
    assert_eq!(hand.design().links.len(), 3);
    assert!(loudest(&hand) > 80.0, "it plays");
    // A chamber and a vent behind it.
    hand.select(&["Dynamic 10 mm"]);
    hand.key(Key::H, Modifiers::NONE);
    hand.join_ports("to dynamic rear");
    hand.key(Key::V, Modifiers::NONE);
    let vent = hand.selected();
    hand.key(Key::W, Modifiers::NONE);
    hand.key(Key::Enter, Modifiers::NONE);
    let design = hand.design();
    let vent = design.part_named(&vent[0]).unwrap();
    assert!(matches!(vent.kind, PartKind::Vent(_)));
    assert_eq!(
        design.links.len(),
        5,
        "the vent found the nearest free port"
    );
    let tubes = design.links.iter();
    assert_eq!(
        tubes
            .filter(|link| matches!(link.kind, LinkKind::Tube(_)))
            .count(),
        3
    );
}

#[test]
fn plus_zooms_on_every_keyboard() {
    // As an American, a German and a French keyboard and the number pad send it.
    let sent = [
        (Key::Equals, Modifiers::COMMAND),
        (Key::Plus, Modifiers::COMMAND),
    ];
    for (key, modifiers) in sent {
        let mut hand = Hand::on(library::default_design());
        let before = hand.window.state().canvas().view.zoom;
        hand.key(key, modifiers);
        let after = hand.window.state().canvas().view.zoom;
        assert!(after > before, "{key:?}");
    }
    for key in [Key::Equals, Key::Plus] {
        let mut hand = Hand::on(library::default_design());
        let zoom = hand.window.state().canvas().view.zoom;
        hand.key(key, Modifiers::COMMAND | Modifiers::SHIFT);
        assert!(hand.window.state().settings().text_scale() > 1.0, "{key:?}");
        let _ = zoom;
    }
}

#[test]
fn enter_presses_the_blue_button_of_every_dialog() {
    // Unsaved changes: what is blue is saving, and that asks for a path.
    let mut hand = Hand::on(crate::support::hand::workshop());
    hand.select(&["R1"]);
    hand.key(Key::R, Modifiers::NONE);
    hand.command(Command::New);
    hand.window.get_by_label("Save changes");
    hand.key(Key::Enter, Modifiers::NONE);
    assert!(hand.window.query_by_label("Save changes").is_none());
    assert!(hand.window.query_by_label("Save the design").is_some());
    // Pages close.
    for command in [
        Command::About,
        Command::Limits,
        Command::Shortcuts,
        Command::Messages,
    ] {
        let mut hand = Hand::on(library::default_design());
        hand.command(command);
        hand.window.get_by_label("Close");
        hand.key(Key::Enter, Modifiers::NONE);
        assert!(hand.window.query_by_label("Close").is_none(), "{command:?}");
    }
    // A crossover is placed; on Cancel, Enter cancels.
    let mut hand = Hand::on(library::default_design());
    hand.select(&["Tweeter"]);
    let before = hand.text();
    hand.command(Command::Crossover);
    hand.window.get_by_label("Cancel").focus();
    hand.settle();
    hand.key(Key::Enter, Modifiers::NONE);
    assert_eq!(hand.text(), before);
    hand.command(Command::Crossover);
    hand.key(Key::Enter, Modifiers::NONE);
    assert_eq!(hand.undo_label().as_deref(), Some("Crossover for Tweeter"));
    // Held down, it presses once: the repeats of the key that opened a dialog press nothing.
    hand.key(Key::K, Modifiers::COMMAND);
    hand.window
        .get_by_role_and_label(Role::TextInput, "Type a command")
        .type_text("About");
    hand.settle();
    for _ in 0..3 {
        hand.window.event(egui::Event::Key {
            key: Key::Enter,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        });
        hand.settle();
        hand.window.get_by_label("Close");
    }
}

#[test]
fn the_polarity_button_shows_whether_a_driver_is_reversed() {
    let mut hand = Hand::on(library::default_design());
    let driver = hand.design().drivers().next().unwrap().name.clone();
    hand.select(&[&driver]);
    let shown = |hand: &Hand| {
        let label = Command::FlipPolarity.label();
        let button = hand.window.get_by_label(label);
        button.accesskit_node().toggled() == Some(Toggled::True)
    };
    let first = shown(&hand);
    hand.key(Key::P, Modifiers::NONE);
    assert_eq!(shown(&hand), !first);
    hand.key(Key::P, Modifiers::NONE);
    assert_eq!(shown(&hand), first);
}

#[test]
fn a_reversed_driver_is_seen_on_the_drawing() {
    let Some(renderer) = crate::canvas::pixels::renderer() else {
        return;
    };
    let amber = earwright::picture::scene::Ink::Warning.rgba(true);
    let design = crate::support::canvas_bench::demo();
    // Only signs and words of polarity are amber: nothing is open, nothing complained of.
    let drivers: Vec<_> = design.drivers().map(|part| part.id).collect();
    let mut bench = Bench::new(design.clone());
    bench.dark = true;
    let mut harness = Harness::builder()
        .with_size(egui::vec2(720.0, 440.0))
        .with_theme(egui::Theme::Dark)
        .renderer(renderer)
        .build_ui_state(Bench::show, bench);
    let count = |harness: &mut Harness<'_, Bench>| {
        harness.run();
        let picture = harness.render().unwrap();
        let near = |colour: &[u8; 4]| (0..3).all(|n| colour[n].abs_diff(amber[n]) < 12);
        picture.pixels().filter(|pixel| near(&pixel.0)).count()
    };
    let before = count(&mut harness);
    let driver = drivers
        .iter()
        .find(|driver| operations::flip_polarity(&design, **driver).is_ok())
        .unwrap();
    let edit = operations::flip_polarity(&design, *driver).unwrap();
    harness.state_mut().history.edit("Reverse", &edit).unwrap();
    let after = count(&mut harness);
    assert!(after > before + 150, "{before} amber pixels, then {after}");
}

#[test]
fn the_crossover_begins_with_what_the_driver_is_for_and_leaves_the_curve_in_sight() {
    for (driver, topology) in [
        ("Woofer", "Low-pass, first order (L)"),
        ("Tweeter", "High-pass, first order (C)"),
    ] {
        let mut hand = Hand::on(library::default_design());
        hand.select(&[driver]);
        let before = crate::support::levels(&hand.window);
        hand.command(Command::Crossover);
        let row = hand.window.get_by_label(topology);
        assert_eq!(
            row.accesskit_node().toggled(),
            Some(Toggled::True),
            "{driver}"
        );
        let plot = hand.window.get_by_label("SPL plot").rect();
        for label in [
            &format!("Crossover for {driver}"),
            "Place and wire",
            "Cancel",
        ] {
            let seen = hand.window.get_by_label(label).rect();
            assert!(seen.bottom() <= plot.top(), "{label} covers the curve");
        }
        // The curve behind it shows what it would do, and what was before.
        hand.window.get_by_label("Before in SPL");
        assert_eq!(
            crate::support::levels(&hand.window),
            before,
            "nothing is done yet"
        );
        hand.key(Key::Escape, Modifiers::NONE);
        assert!(hand.window.query_by_label("Before in SPL").is_none());
    }
}

#[test]
fn every_part_and_tube_is_named_in_designs_of_the_library_at_both_sizes() {
    let mut from_afar = false;
    for preset in library::designs() {
        for size in [[1280.0, 800.0], [1920.0, 1080.0]] {
            let mut hand = Hand::on(preset.design.clone());
            hand.window.set_size(size.into());
            settle(&mut hand.window);
            hand.command(Command::FitView);
            settle(&mut hand.window);
            let canvas = hand.window.state().canvas();
            from_afar |= canvas.view.zoom < 6.0;
            let named = canvas.named();
            let design = hand.design();
            // A mere point is named by the tubes that meet there.
            let parts = design.parts.iter().filter(|part| !part.kind.facts().point);
            let parts = parts.map(|part| (Subject::Part(part.id), &part.name));
            let tubes = design.links.iter().filter_map(|link| {
                matches!(link.kind, LinkKind::Tube(_))
                    .then_some((Subject::Link(link.id), &link.name))
            });
            let missing: Vec<_> = parts
                .chain(tubes)
                .filter(|(subject, _)| !named.contains_key(subject))
                .map(|(_, name)| name)
                .collect();
            assert!(
                missing.is_empty(),
                "{} at {size:?}: {missing:?}",
                preset.file
            );
        }
    }
    assert!(from_afar, "a headphone is seen from afar");
}
