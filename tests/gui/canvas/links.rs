//! Gestures on links: draw, pull off, join, bend, insert; and what must never draw.

use crate::support::canvas_bench::{Bench, Builder, at, demo, drag, resistor};
use earwright::{
    app::{
        actions::{Action, command::Command},
        library::item::LibraryItem,
    },
    design::{Design, Domain, InsertKind, Link, LinkEnd, LinkKind, PartKind, path},
};
use egui_kittest::{Harness, kittest::Queryable as _};

fn port(harness: &Harness<'_, Bench>, part: &str, port: &str) -> egui::Pos2 {
    let bench = harness.state();
    let end = LinkEnd {
        part: bench.design().part_named(part).unwrap().id,
        port: port.to_owned(),
    };
    at(harness, bench.design().placed_port(&end).unwrap().at_mm)
}

fn link<'a>(harness: &'a Harness<'_, Bench>, name: &str) -> &'a Link {
    let design = harness.state().design();
    design.links.iter().find(|link| link.name == name).unwrap()
}

/// A place on a link at a share of its drawn length.
fn on_link(harness: &Harness<'_, Bench>, name: &str, share: f64) -> egui::Pos2 {
    let path = path::path(harness.state().design(), link(harness, name));
    let total = path::polyline_length(&path);
    at(
        harness,
        path::at_length(&path, share * total).unwrap().at_mm,
    )
}

fn two_resistors() -> Design {
    let mut builder = Builder(Design::new());
    builder.part("R1", resistor(10.0), [-10.0, 12.0], 0.0);
    builder.part("R2", resistor(22.0), [10.0, 12.0], 0.0);
    builder.0
}

#[test]
fn a_wire_is_drawn_from_port_to_port() {
    let mut harness = Bench::new(two_resistors()).harness();
    let (a, b) = (port(&harness, "R1", "2"), port(&harness, "R2", "1"));
    drag(&mut harness, a, b);
    let wire = link(&harness, "W1");
    assert_eq!(wire.kind, LinkKind::Wire);
    assert_eq!((wire.from.port.as_str(), wire.to.port.as_str()), ("2", "1"));
    assert!(harness.state().selection.links.contains(&wire.id));
    assert!(harness.query_by_label_contains("W1 wire").is_some());
}

#[test]
fn a_tube_is_drawn_as_wide_as_the_spout_it_leaves() {
    let mut harness = Bench::new(demo()).harness();
    let (a, b) = (
        port(&harness, "Spare", "spout"),
        port(&harness, "V1", "north"),
    );
    drag(&mut harness, a, b);
    let tube = harness.state().design().links.last().unwrap();
    let LinkKind::Tube(body) = &tube.kind else {
        panic!("{tube:?}")
    };
    assert_eq!(body.sections[0].bore_in, 1.4e-3);
    let drawn = path::drawn_length(harness.state().design(), tube);
    assert!(
        (body.total_length() - drawn).abs() < 1e-5,
        "tied to the drawn path"
    );
}

#[test]
fn a_near_miss_and_an_empty_release_never_draw() {
    let mut harness = Bench::new(two_resistors()).harness();
    let before = harness.state().design().links.len();
    let (a, b) = (port(&harness, "R1", "2"), port(&harness, "R2", "1"));
    // Begun 14 points beside the port: a rubber band, not a wire.
    drag(&mut harness, a + egui::vec2(14.0, 10.0), b);
    assert_eq!(harness.state().design().links.len(), before);
    // Let go 14 points beside the port: nothing.
    drag(&mut harness, a, b + egui::vec2(-14.0, 10.0));
    assert_eq!(harness.state().design().links.len(), before);
    assert_eq!(harness.state().history.undo_label(), None);
}

#[test]
fn domains_do_not_mix() {
    let mut harness = Bench::new(demo()).harness();
    let before = harness.state().text();
    let (a, b) = (port(&harness, "Spare", "spout"), port(&harness, "R1", "1"));
    drag(&mut harness, a, b);
    assert!(harness.state().text() == before);
    assert!(harness.state().refused.is_empty(), "it was never asked for");
}

#[test]
fn an_end_dropped_on_a_tube_makes_a_junction() {
    let mut harness = Bench::new(demo()).harness();
    let parts = harness.state().design().parts.len();
    let (a, b) = (
        port(&harness, "Spare", "spout"),
        on_link(&harness, "T5", 0.3),
    );
    drag(&mut harness, a, b);
    let design = harness.state().design();
    assert_eq!(design.parts.len(), parts + 1);
    let junction = design.parts.last().unwrap();
    assert!(matches!(&junction.kind, PartKind::Junction(j) if j.domain == Domain::Acoustic));
    assert_eq!(design.links_at(junction.id, "node").count(), 3);
}

#[test]
fn an_end_is_pulled_off_and_dropped_elsewhere() {
    let mut harness = Bench::new(two_resistors()).harness();
    let (a, b) = (port(&harness, "R1", "2"), port(&harness, "R2", "1"));
    drag(&mut harness, a, b);
    // The wire is selected: its ends have handles, 16 points along it.
    let handle = b - egui::vec2(16.0, 0.0);
    let other = port(&harness, "R2", "2");
    drag(&mut harness, handle, other);
    let design = harness.state().design();
    assert_eq!(design.links.len(), 1);
    assert_eq!(design.links[0].to.port, "2");
    assert_eq!(harness.state().history.undo_label(), Some("Reconnect W1"));
    // Dropped on nothing it stays where it was.
    let before = harness.state().text();
    drag(
        &mut harness,
        a + egui::vec2(16.0, 0.0),
        a + egui::vec2(30.0, -60.0),
    );
    assert!(harness.state().text() == before);
}

#[test]
fn a_selected_link_is_bent_and_its_way_point_dragged() {
    let mut harness = Bench::new(demo()).harness();
    let middle = on_link(&harness, "T2", 0.5);
    // The first drag only selects.
    let before = harness.state().text();
    drag(&mut harness, middle, middle + egui::vec2(30.0, 0.0));
    assert!(harness.state().text() == before);
    drag(&mut harness, middle, middle + egui::vec2(40.0, 10.0));
    let bent = link(&harness, "T2").way_points_mm.clone();
    assert_eq!(bent.len(), 1);
    let handle = at(&harness, bent[0]);
    drag(&mut harness, handle, handle + egui::vec2(0.0, 50.0));
    let moved = &link(&harness, "T2").way_points_mm;
    assert_eq!(moved.len(), 1);
    assert!(moved[0][1] > bent[0][1] + 1.0);
}

#[test]
fn a_damper_slides_along_its_tube() {
    let mut harness = Bench::new(demo()).harness();
    let position = |harness: &Harness<'_, Bench>| {
        let LinkKind::Tube(tube) = &link(harness, "T5").kind else {
            panic!()
        };
        tube.inserts[0].position
    };
    let start = position(&harness);
    let (a, b) = (on_link(&harness, "T5", 0.4), on_link(&harness, "T5", 0.75));
    drag(&mut harness, a, b);
    let LinkKind::Tube(tube) = &link(&harness, "T5").kind else {
        panic!()
    };
    let share = position(&harness) / tube.total_length();
    assert!(position(&harness) > start);
    assert!((share - 0.75).abs() < 0.02, "{share}");
}

#[test]
fn a_two_port_part_let_go_on_a_wire_goes_in_and_alt_keeps_it_out() {
    let mut builder = Builder(two_resistors());
    let id = |b: &Builder, name: &str| b.0.part_named(name).unwrap().id;
    let (r1, r2) = (id(&builder, "R1"), id(&builder, "R2"));
    builder.wire((r1, "2"), (r2, "1"));
    let r3 = builder.part("R3", resistor(33.0), [0.0, 30.0], 0.0);
    let mut harness = Bench::new(builder.0).harness();
    let (a, b) = (at(&harness, [0.0, 30.0]), at(&harness, [0.0, 12.0]));
    harness.event(egui::Event::ModifiersChanged(egui::Modifiers::ALT));
    harness.step();
    drag(&mut harness, a, b);
    assert_eq!(harness.state().design().links.len(), 1, "Alt: only moved");
    harness.event(egui::Event::ModifiersChanged(egui::Modifiers::NONE));
    harness.step();
    let back = at(&harness, [0.0, 30.0]);
    drag(&mut harness, b, back);
    drag(&mut harness, a, b);
    let design = harness.state().design();
    assert_eq!(design.links.len(), 2);
    assert_eq!(design.links_at(r3, "1").count(), 1);
    assert_eq!(design.links_at(r3, "2").count(), 1);
    // Once linked, dragging it over another wire does not insert it again.
    assert!(harness.state().refused.is_empty());
}

/// Drops a library entry on the canvas as the library panel would.
fn drop_item(harness: &mut Harness<'_, Bench>, item: LibraryItem, to: egui::Pos2) {
    let away = to + egui::vec2(40.0, -60.0);
    harness.drag_at(away);
    harness.step();
    egui::DragAndDrop::set_payload(&harness.ctx, item);
    harness.hover_at(to);
    harness.run();
    harness.drop_at(to);
    harness.run();
}

fn damper() -> LibraryItem {
    LibraryItem::insert(
        "Damper green",
        InsertKind::Damper {
            name: "green".to_owned(),
            resistance: 1500e5,
            mass: 0.0,
        },
    )
}

#[test]
fn a_damper_dropped_on_a_tube_asks_for_that_place() {
    let mut harness = Bench::new(demo()).harness();
    let spot = on_link(&harness, "T7", 0.5);
    drop_item(&mut harness, damper(), spot);
    let total = {
        let LinkKind::Tube(tube) = &link(&harness, "T7").kind else {
            panic!()
        };
        tube.total_length()
    };
    let wanted = link(&harness, "T7").id;
    let asked = harness.state().asked.last().cloned().unwrap();
    let Action::InsertInTube { link, position, .. } = asked else {
        panic!("{asked:?}")
    };
    assert_eq!(link, wanted);
    assert!((position / total - 0.5).abs() < 0.02);
    // On a port it goes to that end of the port's tube.
    let spot = port(&harness, "Mid", "spout");
    drop_item(&mut harness, damper(), spot);
    let asked = harness.state().asked.last().cloned().unwrap();
    let Action::InsertInTube { position, .. } = asked else {
        panic!("{asked:?}")
    };
    assert_eq!(position, 0.0);
}

#[test]
fn a_part_dropped_on_a_wire_goes_in_and_on_ground_asks_to_be_placed() {
    let mut harness = Bench::new(demo()).harness();
    let links = harness.state().design().links.len();
    let item = LibraryItem::part("Resistor", resistor(47.0));
    let spot = at(&harness, [4.0, -28.0]);
    drop_item(&mut harness, item.clone(), spot);
    let asked = harness.state().asked.last().cloned().unwrap();
    assert!(
        matches!(asked, Action::Place { at_mm: Some([x, y]), .. } if x == 4.0 && y == -28.0),
        "{asked:?}"
    );
    let wire = harness
        .state()
        .design()
        .links
        .iter()
        .find(|link| link.kind == LinkKind::Wire)
        .unwrap()
        .name
        .clone();
    let spot = on_link(&harness, &wire, 0.97);
    drop_item(&mut harness, item, spot);
    assert_eq!(harness.state().design().links.len(), links + 1);
}

#[test]
fn an_unconnected_driver_offers_to_be_connected() {
    let mut harness = Bench::new(demo()).harness();
    assert!(harness.query_by_label("Connect Woofer").is_none());
    harness.get_by_label("Connect Spare").click();
    harness.run();
    assert_eq!(harness.state().commands(), [Command::ConnectDriver]);
    let spare = harness.state().design().part_named("Spare").unwrap().id;
    assert!(harness.state().selection.parts.contains(&spare));
}

#[test]
fn the_menu_sends_commands_and_adds_way_points() {
    let mut harness = Bench::new(demo()).harness();
    harness
        .get_by_label_contains("Mid, balanced")
        .click_secondary();
    harness.run();
    let mid = harness.state().design().part_named("Mid").unwrap().id;
    assert!(harness.state().selection.parts.contains(&mid));
    harness.get_by_label_contains("Reverse polarity").click();
    harness.run();
    assert_eq!(harness.state().commands(), [Command::FlipPolarity]);
    harness.get_by_label_contains("T7 tube").click_secondary();
    harness.run();
    harness.get_by_label("Add way-point").click();
    harness.run();
    assert_eq!(link(&harness, "T7").way_points_mm.len(), 1);
}

#[test]
fn a_double_click_edits_the_value_in_place() {
    let mut harness = Bench::new(demo()).harness();
    let spot = at(&harness, [-15.0, -11.0]);
    harness.hover_at(spot);
    for pressed in [true, false, true, false] {
        harness.event(egui::Event::PointerButton {
            pos: spot,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: egui::Modifiers::NONE,
        });
    }
    harness.run();
    let field = harness.get_by_label("Edit in place");
    assert_eq!(field.value().as_deref(), Some("4.7 Ω"));
    field.set_text_value_accesskit("8k2");
    harness.run();
    harness.key_press(egui::Key::Enter);
    harness.run();
    let part = harness.state().design().part_named("R1").unwrap();
    let PartKind::Resistor(resistor) = &part.kind else {
        panic!()
    };
    assert_eq!(resistor.resistance, 8200.0);
    assert!(harness.query_by_label("Edit in place").is_none());
}
