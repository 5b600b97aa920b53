//! Every gesture of the editor in the whole window, by what it does to the design.

use crate::support::{
    hand::{Hand, workshop},
    project,
};
use earwright::{
    app::actions::command::Command,
    design::{Domain, Edit, InsertKind, Length, LinkKind, PartKind, Section, path},
    picture::scene::{Ink, Scene, Shape},
};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

type Point = [f64; 2];

fn by(from: Point, x: f64, y: f64) -> Point {
    [from[0] + x, from[1] + y]
}

fn near(a: Point, b: Point, mm: f64) -> bool {
    (a[0] - b[0]).hypot(a[1] - b[1]) <= mm
}

/// Whether a path runs upright and level only.
fn orthogonal(path: &[Point]) -> bool {
    path::segments(path).all(|(a, b)| a[0] == b[0] || a[1] == b[1])
}

fn ended(part: &str, port: &str) -> (String, String) {
    (part.to_owned(), port.to_owned())
}

// Way-points.

#[test]
fn way_points_of_a_tube_are_added_moved_and_taken_out_and_the_length_follows() {
    let mut hand = Hand::on(workshop());
    hand.select(&["T1"]);
    let straight = hand.tube("T1").total_length();
    let grab = hand.on_link("T1", 0.75);
    hand.drag(grab, by(grab, 0.0, 5.0));
    assert_eq!(hand.undo_label().as_deref(), Some("Bend T1"));
    let bent = hand.link("T1").way_points_mm;
    assert_eq!(bent.len(), 1);
    assert!(near(bent[0], by(grab, 0.0, 5.0), 0.4), "{bent:?}");
    let length = hand.tube("T1").total_length();
    assert!(length > straight + 0.5e-3, "{length} after {straight}");
    assert!((length - path::drawn_length(&hand.design(), &hand.link("T1"))).abs() < 1e-5);
    // The damper keeps its place in proportion.
    let share = hand.tube("T1").inserts[0].position / length;
    assert!((share - 0.4).abs() < 1e-3, "{share}");

    hand.drag(bent[0], by(bent[0], -6.0, 1.0));
    let moved = hand.link("T1").way_points_mm;
    assert_eq!(moved.len(), 1);
    assert!(near(moved[0], by(bent[0], -6.0, 1.0), 0.01), "{moved:?}");

    // A second one comes behind it, in the order of the path.
    let grab = hand.on_link("T1", 0.9);
    hand.drag(grab, by(grab, 0.0, -2.0));
    let two = hand.link("T1").way_points_mm;
    assert_eq!((two.len(), two[0]), (2, moved[0]));

    hand.double_click(two[0]);
    assert_eq!(hand.undo_label().as_deref(), Some("Straighten T1"));
    assert_eq!(hand.link("T1").way_points_mm, [two[1]]);
    hand.right_click(two[1]);
    hand.window.get_by_label("Remove way-point").click();
    hand.settle();
    assert!(hand.link("T1").way_points_mm.is_empty());
    assert_eq!(hand.tube("T1").total_length(), straight);
    for _ in 0..5 {
        hand.undo();
    }
    assert_eq!(hand.design(), workshop());
}

#[test]
fn a_wire_is_led_through_its_way_points_and_stays_upright_and_level() {
    let mut hand = Hand::on(workshop());
    hand.select(&["W1"]);
    let grab = hand.on_link("W1", 0.5);
    hand.drag(grab, by(grab, 0.0, 3.0));
    let points = hand.link("W1").way_points_mm;
    assert_eq!(points.len(), 1);
    let path = hand.path("W1");
    assert!(orthogonal(&path), "{path:?}");
    let on = path::nearest_on_path(&path, points[0]).unwrap();
    assert_eq!(on.distance_mm, 0.0, "it runs through it");
}

#[test]
fn wires_go_round_a_case_that_is_dragged_into_their_way() {
    let mut hand = Hand::on(workshop());
    let straight = hand.path("W1");
    assert_eq!(straight.len(), 4, "{straight:?}");
    let (from, to) = (hand.place("Mid"), hand.on_link("W1", 0.5));
    hand.drag(from, to);
    assert!(near(hand.place("Mid"), to, 0.5));
    let round = hand.path("W1");
    assert!(orthogonal(&round), "{round:?}");
    assert!(round.len() > straight.len());
    let (design, case) = (hand.design(), hand.part("Mid"));
    for (a, b) in path::segments(&round) {
        for step in 0..=20 {
            let t = f64::from(step) / 20.0;
            let at = [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
            assert!(!case.contains(&design, at, 0.3), "{at:?} runs through it");
        }
    }
}

// Ends that are pulled off.

#[test]
fn a_wires_end_goes_to_another_port_and_back_where_nothing_takes_it() {
    let mut hand = Hand::on(workshop());
    hand.select(&["W1"]);
    let (from, to) = (hand.end_of("W1", false), hand.port("R3", "1"));
    hand.drag(from, to);
    assert_eq!(hand.ends("W1"), [ended("R1", "2"), ended("R3", "1")]);
    assert_eq!(hand.undo_label().as_deref(), Some("Reconnect W1"));
    let text = hand.text();
    // Its start, let go on the ground; its end, over a part and over a tube.
    let from = hand.end_of("W1", true);
    hand.drag(from, by(from, 1.0, 5.0));
    let from = hand.end_of("W1", false);
    hand.drag(from, by(hand.place("Mid"), 0.5, 0.5));
    let from = hand.end_of("W1", false);
    let onto = hand.on_link("T1", 0.8);
    hand.drag(from, onto);
    assert!(hand.text() == text, "it is as it was");
    assert_eq!(hand.undo_label().as_deref(), Some("Reconnect W1"));
    hand.undo();
    assert_eq!(hand.design(), workshop());
}

#[test]
fn a_tubes_ends_go_to_other_ports_and_keep_what_sits_in_it() {
    let mut hand = Hand::on(workshop());
    hand.select(&["T1"]);
    let before = hand.tube("T1");
    let (from, to) = (hand.end_of("T1", false), hand.port("V2", "north"));
    hand.drag(from, to);
    assert_eq!(
        hand.ends("T1"),
        [ended("Mid", "spout"), ended("V2", "north")]
    );
    let after = hand.tube("T1");
    assert_eq!(after.inserts[0].kind, before.inserts[0].kind);
    assert_ne!(after.total_length(), before.total_length());
    let drawn = path::drawn_length(&hand.design(), &hand.link("T1"));
    assert!(
        (after.total_length() - drawn).abs() < 1e-5,
        "as long as it is drawn now"
    );
    // Its start as well; a wire's port is no place for it.
    let (from, to) = (hand.end_of("T1", true), hand.port("V1", "north"));
    hand.drag(from, to);
    assert_eq!(
        hand.ends("T1"),
        [ended("V1", "north"), ended("V2", "north")]
    );
    let (from, to) = (hand.end_of("T1", true), hand.port("R3", "1"));
    hand.drag(from, to);
    assert_eq!(
        hand.ends("T1"),
        [ended("V1", "north"), ended("V2", "north")]
    );
    hand.undo();
    hand.undo();
    assert_eq!(hand.design(), workshop());
}

// Junctions.

#[test]
fn a_wires_end_on_a_wire_makes_a_junction_and_a_third_meets_there() {
    let mut hand = Hand::on(workshop());
    let (from, to) = (hand.port("R3", "2"), hand.on_link("W1", 0.5));
    hand.drag(from, to);
    let node = hand.part("N1");
    assert!(matches!(&node.kind, PartKind::Junction(j) if j.domain == Domain::Electrical));
    assert!(near(node.position_mm, to, 0.3));
    assert_eq!(hand.design().links_at(node.id, "node").count(), 3);
    // Another one, dropped on the junction itself.
    let (from, to) = (hand.port("L1", "1"), node.position_mm);
    hand.drag(from, to);
    assert_eq!(hand.design().links_at(node.id, "node").count(), 4);
    assert!(hand.design().part_named("N2").is_none());
    hand.undo();
    hand.undo();
    assert_eq!(hand.design(), workshop());
}

#[test]
fn a_tubes_end_on_a_tube_makes_a_junction() {
    let mut hand = Hand::on(workshop());
    let whole = hand.tube("T1").total_length();
    let (from, to) = (hand.port("V2", "north"), hand.on_link("T1", 0.7));
    hand.drag(from, to);
    let node = hand.part("N1");
    let design = hand.design();
    assert_eq!(design.links_at(node.id, "node").count(), 3);
    let halves: f64 = design
        .links_at(node.id, "node")
        .filter(|link| link.from.part != hand.part("V2").id)
        .map(|link| match &link.kind {
            LinkKind::Tube(tube) => tube.total_length(),
            other => panic!("{other:?}"),
        })
        .sum();
    assert!((halves - whole).abs() < 0.4e-3, "{halves} of {whole}");
    // The damper stays in the half it sat in.
    assert_eq!(hand.tube("T1").inserts.len(), 1);
}

#[test]
fn a_link_pulled_onto_another_keeps_its_name_its_way_points_and_its_dampers() {
    let mut hand = Hand::on(workshop());
    hand.select(&["T2"]);
    let before = hand.link("T2");
    let (from, to) = (hand.end_of("T2", false), hand.on_link("T1", 0.75));
    hand.drag(from, to);
    let after = hand.link("T2");
    assert_eq!(
        (after.id, &after.way_points_mm),
        (before.id, &before.way_points_mm)
    );
    assert_eq!(
        hand.ends("T2"),
        [ended("Top", "spout"), ended("N1", "node")]
    );
    assert_eq!(
        hand.design().links_at(hand.part("N1").id, "node").count(),
        3
    );
    assert_eq!(hand.selected(), ["T2"], "it stays selected");
    hand.undo();
    assert_eq!(hand.design(), workshop());
    // A wire's start as well.
    hand.select(&["W1"]);
    let (from, to) = (hand.end_of("W1", true), hand.on_link("W2", 0.5));
    hand.drag(from, to);
    assert_eq!(hand.ends("W1"), [ended("N1", "node"), ended("R2", "1")]);
    hand.undo();
    assert_eq!(hand.design(), workshop());
}

// Parts that go into links.

#[test]
fn a_resistor_goes_into_a_wire_and_alt_keeps_it_out() {
    let mut hand = Hand::on(workshop());
    let (from, to) = (hand.place("R3"), hand.on_link("W1", 0.5));
    hand.hold(Modifiers::ALT);
    hand.drag(from, to);
    hand.hold(Modifiers::NONE);
    assert_eq!(
        hand.design().links.len(),
        workshop().links.len(),
        "only moved"
    );
    assert!(near(hand.place("R3"), to, 0.3));
    hand.undo();
    hand.drag(from, to);
    assert_eq!(hand.undo_label().as_deref(), Some("Insert into W1"));
    assert_eq!(hand.ends("W1"), [ended("R1", "2"), ended("R3", "1")]);
    assert_eq!(hand.ends("W3"), [ended("R3", "2"), ended("R2", "1")]);
    hand.undo();
    assert_eq!(hand.design(), workshop(), "move and insertion are one step");
}

#[test]
fn a_chamber_goes_into_a_tube_and_alt_keeps_it_out() {
    let mut hand = Hand::on(workshop());
    let (from, to) = (hand.place("V2"), hand.on_link("T1", 0.75));
    hand.hold(Modifiers::ALT);
    hand.drag(from, to);
    hand.hold(Modifiers::NONE);
    assert_eq!(hand.design().links.len(), workshop().links.len());
    hand.undo();
    hand.drag(from, to);
    assert_eq!(
        hand.ends("T1"),
        [ended("Mid", "spout"), ended("V2", "west")]
    );
    assert_eq!(
        hand.ends("T3"),
        [ended("V2", "east"), ended("Ear", "canal")]
    );
    assert_eq!(hand.tube("T1").inserts.len(), 1, "the damper was before it");
}

// Deleting.

#[test]
fn deleting_a_part_joins_its_links_and_says_how_to_leave_a_gap() {
    let mut hand = Hand::on(workshop());
    let (from, to) = (hand.place("R3"), hand.on_link("W1", 0.5));
    hand.drag(from, to);
    let inserted = hand.design();
    hand.select(&["R3"]);
    hand.key(Key::Delete, Modifiers::NONE);
    assert!(hand.design().part_named("R3").is_none());
    assert_eq!(hand.ends("W1"), [ended("R1", "2"), ended("R2", "1")]);
    hand.window.get_by_label_contains("Shift+Delete");
    hand.undo();
    assert_eq!(hand.design(), inserted);
    hand.select(&["R3"]);
    hand.key(Key::Delete, Modifiers::SHIFT);
    assert!(hand.design().part_named("R3").is_none());
    assert_eq!(hand.design().links.len(), workshop().links.len() - 1);
    hand.undo();
    assert_eq!(hand.design(), inserted);
    // A link alone.
    hand.select(&["W2"]);
    hand.key(Key::Delete, Modifiers::NONE);
    assert_eq!(hand.design().links.len(), inserted.links.len() - 1);
}

// Lengths, bores and what sits in a tube.

#[test]
fn a_tubes_length_is_set_apart_from_the_drawing_and_tied_to_it_again() {
    let mut hand = Hand::on(workshop());
    let grab = hand.on_link("T1", 0.75);
    let drawn = hand.tube("T1").total_length();
    hand.right_click(grab);
    hand.window
        .get_by_label("Set length apart from the drawing")
        .click();
    hand.settle();
    assert_eq!(hand.tube("T1").length, Length::Set);
    let from = hand.place("Mid");
    hand.drag(from, by(from, -4.0, -1.0));
    assert_eq!(
        hand.tube("T1").total_length(),
        drawn,
        "it stays as it was set"
    );
    let scene = Scene::of(&hand.design());
    let label = &scene.link(hand.link("T1").id).unwrap().label;
    assert!(format!("{label:?}").contains("≠ drawn"), "{label:?}");
    let grab = hand.on_link("T1", 0.75);
    hand.right_click(grab);
    hand.window
        .get_by_label("Tie length to the drawing")
        .click();
    hand.settle();
    let tied = hand.tube("T1").total_length();
    assert!(tied > drawn + 2e-3, "{tied} after {drawn}");
    assert!((tied - path::drawn_length(&hand.design(), &hand.link("T1"))).abs() < 1e-5);
}

#[test]
fn bore_steps_and_tapers_are_drawn_as_wide_as_they_are() {
    let mut hand = Hand::on(workshop());
    let mut link = hand.link("T1");
    let LinkKind::Tube(tube) = &mut link.kind else {
        panic!()
    };
    let third = tube.total_length() / 3.0;
    let section = |bore_in: f64, bore_out: f64| Section {
        length: third,
        bore_in: bore_in * 1e-3,
        bore_out: bore_out * 1e-3,
    };
    tube.sections = vec![section(1.0, 1.0), section(2.0, 2.0), section(2.0, 3.0)];
    hand.edit(Edit::SetLink(Box::new(link)));
    let scene = Scene::of(&hand.design());
    let drawn = &scene.link(hand.link("T1").id).unwrap().drawn;
    let widths: Vec<[f64; 2]> = drawn
        .iter()
        .filter_map(|piece| match &piece.shape {
            Shape::Ribbon { left, right, .. } => {
                let across = |n: usize| (left[n][0] - right[n][0]).hypot(left[n][1] - right[n][1]);
                Some([across(0), across(left.len() - 1)])
            }
            _ => None,
        })
        .collect();
    assert_eq!(widths.len(), 3);
    for (drawn, wanted) in widths.iter().zip([[1.0, 1.0], [2.0, 2.0], [2.0, 3.0]]) {
        assert!(near(*drawn, wanted, 1e-9), "{widths:?}");
    }
    // The step from 1 to 2 mm shows its ring face: two strokes of half a millimetre.
    let strokes = drawn.iter().filter(|piece| match &piece.shape {
        Shape::Line { points, .. } => {
            points.len() == 2 && (path::polyline_length(points) - 0.5).abs() < 1e-9
        }
        _ => false,
    });
    assert_eq!(strokes.count(), 2);
}

#[test]
fn a_damper_slides_along_its_tube_in_the_colour_of_the_catalogue() {
    let mut hand = Hand::on(workshop());
    let colour = |hand: &Hand| {
        let scene = Scene::of(&hand.design());
        let link = scene.link(hand.link("T1").id).unwrap();
        link.drawn.iter().find_map(|piece| match piece.shape {
            Shape::Area {
                fill: Ink::Fixed(rgb),
                ..
            } => Some(rgb),
            _ => None,
        })
    };
    let catalogue = |name: &str| {
        let dampers = earwright::library::dampers();
        let found = dampers.iter().find(|damper| damper.name == name);
        found.map(|damper| damper.colour)
    };
    assert_eq!(colour(&hand), catalogue("white"));
    let (from, to) = (hand.damper("T1"), hand.on_link("T1", 0.8));
    hand.drag(from, to);
    let tube = hand.tube("T1");
    let share = tube.inserts[0].position / tube.total_length();
    assert!((share - 0.8).abs() < 0.02, "{share}");
    assert_eq!(hand.undo_label().as_deref(), Some("Move damper in T1"));
    assert_eq!(colour(&hand), catalogue("white"), "it keeps its colour");
    // Past the end it stays in the tube.
    let from = hand.damper("T1");
    hand.drag(from, by(hand.port("Ear", "canal"), 0.0, 0.3));
    let tube = hand.tube("T1");
    assert!(tube.inserts[0].position <= tube.total_length());
    let mut link = hand.link("T1");
    if let LinkKind::Tube(tube) = &mut link.kind
        && let InsertKind::Damper { name, .. } = &mut tube.inserts[0].kind
    {
        "green".clone_into(name);
    }
    hand.edit(Edit::SetLink(Box::new(link)));
    assert_eq!(colour(&hand), catalogue("green"));
}

// Selecting, lining up, turning.

#[test]
fn a_box_selects_parts_and_links_and_shift_extends_by_click_and_box() {
    let mut hand = Hand::on(workshop());
    hand.drag([-23.0, -12.5], [-2.0, -7.5]);
    assert_eq!(hand.selected(), ["R1", "R2", "W1"]);
    let at = hand.place("R3");
    hand.hold(Modifiers::SHIFT);
    hand.click(at);
    assert_eq!(hand.selected(), ["R1", "R2", "R3", "W1"]);
    let at = hand.place("R1");
    hand.click(at);
    assert_eq!(hand.selected(), ["R2", "R3", "W1"]);
    hand.drag([-1.0, -12.5], [15.0, -7.5]);
    assert_eq!(hand.selected(), ["R2", "R3", "L1", "C1", "W1", "W2"]);
    hand.hold(Modifiers::NONE);
    // To the left a box takes what it touches.
    hand.drag([-11.0, -9.0], [-12.0, -11.0]);
    assert_eq!(hand.selected(), ["W1"]);
    assert_eq!(hand.undo_label(), None, "selecting is no edit");
}

#[test]
fn parts_are_aligned_by_edges_and_centres() {
    let edges = |hand: &Hand, name: &str| {
        let corners = hand.part(name).outline_mm(&hand.design());
        let along = |axis: usize| {
            let all = corners.map(|corner| corner[axis]);
            let least = all.into_iter().fold(f64::MAX, f64::min);
            let most = all.into_iter().fold(f64::MIN, f64::max);
            [least, f64::midpoint(least, most), most]
        };
        [along(0), along(1)]
    };
    let names = ["R3", "Mid", "Top"];
    for (command, axis, which) in [
        (Command::AlignLeft, 0, 0),
        (Command::AlignCentre, 0, 1),
        (Command::AlignRight, 0, 2),
        (Command::AlignTop, 1, 0),
        (Command::AlignMiddle, 1, 1),
        (Command::AlignBottom, 1, 2),
    ] {
        let mut hand = Hand::on(workshop());
        let before: Vec<_> = names.map(|name| edges(&hand, name)).to_vec();
        hand.select(&names);
        hand.command(command);
        let after: Vec<_> = names.map(|name| edges(&hand, name)).to_vec();
        let all = before.iter().map(|edges| edges[axis]);
        let least = all.clone().map(|edge| edge[0]).fold(f64::MAX, f64::min);
        let most = all.map(|edge| edge[2]).fold(f64::MIN, f64::max);
        let target = [least, f64::midpoint(least, most), most][which];
        for (old, new) in before.iter().zip(&after) {
            assert!(
                (new[axis][which] - target).abs() < 2e-3,
                "{command:?} {after:?}"
            );
            assert_eq!(
                old[1 - axis],
                new[1 - axis],
                "{command:?} leaves the other axis"
            );
        }
        hand.undo();
        assert_eq!(hand.design(), workshop(), "{command:?} is one step");
    }
}

#[test]
fn parts_are_spaced_evenly_between_the_outermost() {
    for (command, axis) in [(Command::DistributeAcross, 0), (Command::DistributeDown, 1)] {
        let mut hand = Hand::on(workshop());
        let names = ["R1", "R3", "Mid", "L1", "Top"];
        hand.select(&names);
        hand.command(command);
        let mut places = names.map(|name| hand.place(name)[axis]);
        places.sort_by(f64::total_cmp);
        let before = {
            let design = workshop();
            let mut all = names.map(|name| design.part_named(name).unwrap().position_mm[axis]);
            all.sort_by(f64::total_cmp);
            [all[0], all[4]]
        };
        assert_eq!([places[0], places[4]], before, "the outermost stay");
        let gap = (places[4] - places[0]) / 4.0;
        for (a, b) in places.iter().zip(&places[1..]) {
            assert!((b - a - gap).abs() < 2e-3, "{command:?} {places:?}");
        }
    }
}

#[test]
fn parts_are_grouped_locked_and_let_go_by_keys() {
    let mut hand = Hand::on(workshop());
    hand.select(&["R3", "Mid"]);
    hand.key(Key::G, Modifiers::COMMAND);
    assert!(hand.part("R3").group.is_some());
    assert_eq!(hand.part("R3").group, hand.part("Mid").group);
    assert_ne!(hand.part("R3").group, hand.part("C2").group);
    let at = hand.place("R3");
    hand.click([-25.0, 10.0]);
    hand.click(at);
    assert_eq!(hand.selected(), ["R3", "Mid"], "a click takes the group");
    let mid = hand.place("Mid");
    hand.drag(at, by(at, 1.0, 2.0));
    let moved = by(hand.place("R3"), -at[0], -at[1]);
    assert!(near(hand.place("Mid"), by(mid, moved[0], moved[1]), 1e-9));
    hand.key(Key::G, Modifiers::COMMAND | Modifiers::SHIFT);
    assert_eq!(
        (hand.part("R3").group, hand.part("Mid").group),
        (None, None)
    );

    hand.select(&["Mid"]);
    hand.command(Command::Lock);
    assert!(hand.part("Mid").locked);
    let text = hand.text();
    let at = hand.place("Mid");
    hand.drag(at, by(at, 3.0, 3.0));
    hand.key(Key::ArrowRight, Modifiers::NONE);
    hand.key(Key::R, Modifiers::NONE);
    hand.key(Key::X, Modifiers::NONE);
    hand.key(Key::Delete, Modifiers::NONE);
    let handle = hand.rotate_handle("Mid");
    hand.drag(handle, by(at, 5.0, 0.0));
    assert!(hand.text() == text, "nothing moves it");
    hand.command(Command::Lock);
    assert!(!hand.part("Mid").locked);
}

#[test]
fn parts_turn_and_mirror_by_keys_about_their_middle() {
    let mut hand = Hand::on(workshop());
    hand.select(&["R1"]);
    hand.key(Key::R, Modifiers::NONE);
    assert_eq!(hand.part("R1").rotation_deg, 90.0);
    hand.key(Key::R, Modifiers::SHIFT);
    assert_eq!(hand.part("R1").rotation_deg, 105.0);
    assert_eq!(hand.place("R1"), [-20.0, -10.0]);
    hand.undo();
    hand.undo();
    hand.select(&["R1", "R2"]);
    hand.key(Key::R, Modifiers::NONE);
    assert_eq!(hand.place("R1"), [-13.0, -17.0]);
    assert_eq!(hand.place("R2"), [-13.0, -3.0]);
    hand.undo();
    hand.key(Key::X, Modifiers::NONE);
    assert_eq!(hand.place("R1"), [-6.0, -10.0]);
    assert!(hand.part("R1").mirrored && hand.part("R2").mirrored);
    assert_eq!(hand.ends("W1"), [ended("R1", "2"), ended("R2", "1")]);
    assert!(
        near(hand.port("R1", "2"), [-8.0, -10.0], 1e-9),
        "its ports change sides"
    );
    hand.key(Key::X, Modifiers::NONE);
    assert_eq!(hand.design(), workshop(), "twice is not at all");
}

#[test]
fn the_handle_turns_by_degrees_by_steps_and_freely() {
    for (modifiers, wanted) in [
        (Modifiers::NONE, 53.0),
        (Modifiers::SHIFT, 60.0),
        (Modifiers::COMMAND, 53.13),
    ] {
        let mut hand = Hand::on(workshop());
        hand.select(&["Mid"]);
        let (handle, middle) = (hand.rotate_handle("Mid"), hand.place("Mid"));
        hand.hold(modifiers);
        // The handle stands above: pulled to the right and up at 3 to 4 it turns by 53.13°.
        hand.drag(handle, by(middle, 8.0, -6.0));
        let turned = hand.part("Mid").rotation_deg;
        assert!((turned - wanted).abs() < 0.1, "{modifiers:?}: {turned}");
        let free = modifiers == Modifiers::COMMAND;
        assert_eq!(turned.fract() == 0.0, !free, "{turned}");
        assert_eq!(hand.undo_label().as_deref(), Some("Rotate Mid"));
    }
}

#[test]
fn outlines_line_up_with_a_guide_where_no_port_does() {
    let mut hand = Hand::on(workshop());
    // The top edge of R3 (2 mm high) to the bottom edge of Mid (4.3 mm), off the grid of 0.5 mm.
    let bottom = hand.place("Mid")[1] + 2.15;
    let from = hand.place("R3");
    hand.drag(from, [3.2, bottom + 1.0 + 0.3]);
    let r3 = hand.place("R3");
    assert!((r3[1] - 1.0 - bottom).abs() < 1e-9, "{r3:?}");
    // With Ctrl it lies where it was let go.
    hand.hold(Modifiers::COMMAND);
    let free = [5.23, bottom + 2.17];
    hand.drag(r3, free);
    hand.hold(Modifiers::NONE);
    assert!(near(hand.place("R3"), free, 0.01));
}

#[test]
fn arrows_nudge_by_the_grid_and_ten_times_as_far_with_shift() {
    let mut hand = Hand::on(workshop());
    hand.select(&["R3", "Mid"]);
    let (r3, mid) = (hand.place("R3"), hand.place("Mid"));
    hand.key(Key::ArrowLeft, Modifiers::NONE);
    assert_eq!(hand.place("R3"), by(r3, -0.5, 0.0));
    hand.key(Key::ArrowUp, Modifiers::SHIFT);
    assert_eq!(hand.place("R3"), by(r3, -0.5, -5.0));
    assert_eq!(hand.place("Mid"), by(mid, -0.5, -5.0));
    hand.undo();
    hand.undo();
    assert_eq!(hand.design(), workshop(), "two steps");
    assert_eq!(hand.undo_label(), None);
}

// Copies.

#[test]
fn parts_are_duplicated_with_the_links_between_them() {
    let mut hand = Hand::on(workshop());
    hand.select(&["R1", "R2"]);
    hand.key(Key::D, Modifiers::COMMAND);
    assert_eq!(hand.selected(), ["R4", "R5", "W3"]);
    assert_eq!(hand.ends("W3"), [ended("R4", "2"), ended("R5", "1")]);
    assert_eq!(hand.part("R5").kind, hand.part("R2").kind);
    hand.undo();
    assert_eq!(hand.design(), workshop());
}

/// Duplicates along a link by the dialog.
fn duplicate_along(hand: &mut Hand, selected: &[&str], copies: &str) {
    hand.select(selected);
    hand.key(Key::D, Modifiers::COMMAND | Modifiers::SHIFT);
    hand.window
        .get_by_role_and_label(egui::Role::SpinButton, "Copies")
        .set_value_accesskit(copies.parse().unwrap());
    hand.settle();
    hand.window.get_by_label("Add copies").click();
    hand.settle();
}

#[test]
fn copies_of_a_resistor_are_put_in_a_row_into_a_wire() {
    let mut hand = Hand::on(workshop());
    duplicate_along(&mut hand, &["R3", "W1"], "1");
    assert_eq!(hand.ends("W1"), [ended("R1", "2"), ended("R4", "1")]);
    assert_eq!(hand.ends("W3"), [ended("R4", "2"), ended("R2", "1")]);
    assert_eq!(hand.place("R4"), [-13.0, -10.0], "in the middle");
    assert_eq!(hand.part("R4").kind, hand.part("R3").kind);
    assert_eq!(
        hand.undo_label().as_deref(),
        Some("Duplicate R3 along its link")
    );
    hand.undo();
    assert_eq!(hand.design(), workshop());
    // Without a link of its own choice, along the one that leaves the part; upright here.
    let from = hand.place("R2");
    hand.drag(from, by(from, -14.0, 16.0));
    for name in ["R1", "R2"] {
        hand.select(&[name]);
        hand.key(Key::R, Modifiers::NONE);
    }
    let wire = hand.path("W1");
    let before = hand.design();
    duplicate_along(&mut hand, &["R1"], "2");
    let chain = ["W1", "W3", "W4"].map(|name| hand.ends(name));
    assert_eq!(
        chain,
        [
            [ended("R1", "2"), ended("R4", "1")],
            [ended("R4", "2"), ended("R5", "1")],
            [ended("R5", "2"), ended("R2", "1")],
        ]
    );
    let total = path::polyline_length(&wire);
    for (name, share) in [("R4", 1.0 / 3.0), ("R5", 2.0 / 3.0)] {
        let spot = path::at_length(&wire, share * total).unwrap().at_mm;
        assert!(near(hand.place(name), spot, 1e-3), "{name}");
        assert_eq!(hand.part(name).rotation_deg, 90.0, "{name} lies along it");
    }
    assert_eq!(hand.selected(), ["R4", "R5"]);
    hand.undo();
    assert_eq!(hand.design(), before);
}

#[test]
fn copies_of_a_chamber_are_put_in_a_row_into_a_tube() {
    let mut hand = Hand::on(workshop());
    duplicate_along(&mut hand, &["V2", "T1"], "3");
    let design = hand.design();
    let ends: Vec<_> = ["T1", "T3", "T4", "T5"]
        .map(|name| hand.ends(name))
        .to_vec();
    assert_eq!(ends[0], [ended("Mid", "spout"), ended("V3", "west")]);
    assert_eq!(ends[1], [ended("V3", "east"), ended("V4", "west")]);
    assert_eq!(ends[2], [ended("V4", "east"), ended("V5", "west")]);
    assert_eq!(ends[3], [ended("V5", "east"), ended("Ear", "canal")]);
    let dampers: usize = ["T1", "T3", "T4", "T5"]
        .map(|name| hand.tube(name).inserts.len())
        .iter()
        .sum();
    assert_eq!(dampers, 1, "the damper is in one of the pieces");
    assert!(earwright::design::file::from_text(&hand.text()).is_ok());
    assert_eq!(design.parts.len(), workshop().parts.len() + 3);
    hand.undo();
    assert_eq!(hand.design(), workshop());
    // More than there is room for are not offered.
    hand.select(&["V2", "T2"]);
    hand.key(Key::D, Modifiers::COMMAND | Modifiers::SHIFT);
    hand.window.get_by_label_contains("There is room for");
    hand.key(Key::Escape, Modifiers::NONE);
    assert_eq!(hand.design(), workshop());
    // A driver goes into no tube: the command is not enabled.
    hand.select(&["Mid", "T1"]);
    assert!(!hand.window.state().enabled(Command::DuplicateAlong));
}

#[test]
fn the_palette_lists_every_command_with_its_keys() {
    let mut hand = Hand::on(workshop());
    hand.select(&["R1", "R2"]);
    hand.key(Key::K, Modifiers::COMMAND);
    let ctx = hand.window.ctx.clone();
    for info in earwright::app::actions::command::commands() {
        let keys = info.command.shortcut_text(&ctx);
        let row = format!("{}: {}", info.menu.0.label(), info.label);
        let found = hand
            .window
            .query_all_by_label_contains(&row)
            .any(|node| format!("{node:?}").contains(&keys));
        assert!(found, "{row} with {keys}");
    }
}

/// `tests/window/gestures.sh` plays on the same drawing with a real pointer.
#[test]
fn the_script_with_a_real_pointer_plays_on_the_same_drawing() {
    let path = project("tests/window/workshop.ron");
    let text = earwright::design::file::to_text(&workshop());
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    assert!(std::fs::read_to_string(&path).unwrap() == text);
}
