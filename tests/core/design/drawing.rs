//! Wires that keep clear of parts, finding things, and what fills a shell.

use crate::support::samples::{add, armature, chamber, hybrid, join, moving_coil, resistor};
use earwright::design::{
    Design, Edit, LinkKind, Obstacles, Subject, budget::budget, file, find::find, geometry, path,
    shell::Shell,
};

/// Whether a stretch runs through a part's body.
fn crosses(design: &Design, a: [f64; 2], b: [f64; 2]) -> bool {
    (1..200).any(|step| {
        let t = f64::from(step) / 200.0;
        let at = [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
        design
            .parts
            .iter()
            .any(|part| part.contains(design, at, -0.05))
    })
}

#[test]
fn a_wire_goes_round_the_parts_in_its_way() {
    let mut design = Design::new();
    // Clear of the source and the ear.
    let left = add(&mut design, resistor(1.0), [0.0, 30.0]);
    let right = add(&mut design, resistor(1.0), [40.0, 30.0]);
    let wire = join(&mut design, (left, "2"), (right, "1"));
    let straight = path::path(&design, design.link(wire).unwrap());
    assert_eq!(path::polyline_length(&straight), 36.0, "nothing in the way");
    // A row of three cases between them.
    for (x, y) in [(12.0, 31.0), (20.0, 28.0), (28.0, 32.0)] {
        add(&mut design, armature(), [x, y]);
    }
    let points = path::path(&design, design.link(wire).unwrap());
    for (a, b) in path::segments(&points) {
        assert!(a[0] == b[0] || a[1] == b[1], "{a:?} to {b:?} is oblique");
        assert!(
            !crosses(&design, a, b),
            "{a:?} to {b:?} runs through a part"
        );
    }
    assert_eq!(points.first(), straight.first());
    assert_eq!(points.last(), straight.last());
    assert!(path::polyline_length(&points) < 50.0, "{points:?}");
    assert!(points.len() <= 8, "few corners: {points:?}");
    assert_eq!(points, path::path(&design, design.link(wire).unwrap()));
}

#[test]
fn a_wire_finds_its_way_out_of_a_corner() {
    let mut design = Design::new();
    let inside = add(&mut design, resistor(1.0), [0.0, 40.0]);
    let outside = add(&mut design, resistor(1.0), [40.0, 40.0]);
    // Walls to the right of it and above and below, open only behind its back.
    for at in [
        [8.0, 40.0],
        [8.0, 46.0],
        [8.0, 34.0],
        [0.0, 46.0],
        [0.0, 34.0],
    ] {
        add(&mut design, chamber(343e-9), at);
    }
    let id = join(&mut design, (inside, "2"), (outside, "1"));
    let points = path::path(&design, design.link(id).unwrap());
    for (a, b) in path::segments(&points) {
        assert!(
            !crosses(&design, a, b),
            "{a:?} to {b:?} runs through a part of {points:?}"
        );
    }
    assert!(points.len() > 6, "{points:?}");
}

/// A wire from left to right among resistors, and whether it runs through one.
fn among(places: &[[f64; 2]], goal: [f64; 2]) -> (Vec<[f64; 2]>, bool) {
    let mut design = Design::new();
    let left = add(&mut design, resistor(1.0), [0.0, 40.0]);
    let right = add(&mut design, resistor(1.0), goal);
    for place in places {
        add(&mut design, resistor(1.0), *place);
    }
    let id = join(&mut design, (left, "2"), (right, "1"));
    let points = path::path(&design, design.link(id).unwrap());
    let through = path::segments(&points).any(|(a, b)| crosses(&design, a, b));
    (points, through)
}

#[test]
fn a_part_close_to_a_terminal_is_gone_round_too() {
    let (points, through) = among(&[[5.3, 40.0]], [30.0, 40.0]);
    assert!(!through, "{points:?}");
}

#[test]
fn on_a_crowded_board_a_wire_still_finds_a_way() {
    // Columns that leave no straight channel, more parts than a way is searched between.
    let places: Vec<[f64; 2]> = (0..3)
        .flat_map(|column| {
            let shift = if column == 1 { 2.0 } else { 0.0 };
            (-2..=2).map(move |row| {
                let (column, row) = (f64::from(column), f64::from(row));
                [9.0 + 6.0 * column, 40.0 + 4.0 * row + shift]
            })
        })
        .collect();
    assert!(places.len() > 12);
    let (points, through) = among(&places, [36.0, 40.0]);
    assert!(!through, "{points:?}");
}

#[test]
fn a_wire_with_way_points_goes_where_it_was_put() {
    let mut design = Design::new();
    let left = add(&mut design, resistor(1.0), [0.0, 0.0]);
    let right = add(&mut design, resistor(1.0), [40.0, 0.0]);
    let id = join(&mut design, (left, "2"), (right, "1"));
    add(&mut design, armature(), [20.0, 0.0]);
    let mut link = design.link(id).unwrap().clone();
    link.way_points_mm = vec![[20.0, 0.0]];
    let design = design
        .apply(&Edit::SetLink(Box::new(link.clone())))
        .unwrap();
    assert!(path::path(&design, &link).contains(&[20.0, 0.0]));
}

#[test]
fn a_wire_with_no_way_out_still_arrives() {
    let mut design = Design::new();
    let inside = add(&mut design, resistor(1.0), [0.0, 0.0]);
    let outside = add(&mut design, resistor(1.0), [60.0, 0.0]);
    // A room with closed walls around the first.
    for (x, y) in [(-8.0, 0.0), (8.0, 0.0), (0.0, -8.0), (0.0, 8.0)] {
        for shift in -4..=4 {
            let shift = f64::from(shift) * 2.0;
            let at = if y == 0.0 { [x, shift] } else { [shift, y] };
            add(&mut design, chamber(8e-9), at);
        }
    }
    let id = join(&mut design, (inside, "2"), (outside, "1"));
    let points = path::path(&design, design.link(id).unwrap());
    assert_eq!(points[0], [2.0, 0.0]);
    assert_eq!(points[points.len() - 1], [58.0, 0.0]);
}

#[test]
fn things_are_found_by_name_kind_and_value() {
    let design = hybrid();
    let part = |name: &str| Subject::Part(design.part_named(name).unwrap().id);
    assert_eq!(find(&design, "ba1"), [part("BA1")]);
    assert_eq!(find(&design, "armature"), [part("BA1")]);
    assert_eq!(find(&design, "2.2µF"), [part("C1")]);
    assert_eq!(find(&design, "2.2 µF")[0], part("C1"));
    assert_eq!(find(&design, "sample")[..], [part("DD1"), part("BA1")]);
    assert_eq!(find(&design, "sample dynamic"), [part("DD1")]);
    assert_eq!(find(&design, "  "), []);
    assert_eq!(find(&design, "nowhere"), []);
    let tubes = find(&design, "t1");
    assert!(matches!(tubes[0], Subject::Link(id) if design.link(id).unwrap().name == "T1"));
}

#[test]
fn the_budget_adds_up() {
    let mut design = Design::new();
    assert_eq!(budget(&design).free(), 0.0);
    let driver = add(&mut design, moving_coil(), [0.0, 0.0]);
    let room = add(&mut design, chamber(200e-9), [20.0, 0.0]);
    let id = join(&mut design, (driver, "front"), (room, "west"));
    let design = design
        .apply(&Edit::SetShell(Shell {
            name: "Box".to_owned(),
            outline_mm: vec![[-10.0, -10.0], [30.0, -10.0], [30.0, 10.0], [-10.0, 10.0]],
            depth_mm: 12.0,
            inner_volume: None,
            nozzle_mm: [30.0, 0.0],
            nozzle_deg: 0.0,
        }))
        .unwrap();
    let budget = budget(&design);
    assert!((budget.shell - 9600e-9).abs() < 1e-15);
    // A cylinder of 10 mm diameter and 4 mm height.
    assert!((budget.drivers - 314.159_265e-9).abs() < 1e-15);
    assert_eq!(budget.chambers, 200e-9);
    let LinkKind::Tube(tube) = &design.link(id).unwrap().kind else {
        unreachable!()
    };
    let radius = tube.sections[0].bore_in / 2.0;
    let expected = core::f64::consts::PI * radius * radius * tube.total_length();
    assert!((budget.tubes - expected).abs() < 1e-15);
    assert!((budget.free() - (9600.0 - 314.159_265 - 200.0) * 1e-9 + expected).abs() < 1e-14);
    // What is stated counts, is kept by the file, and has bounds like every number.
    let stated = |inner_volume| {
        let shell = design.shell.clone();
        design.apply(&Edit::SetShell(Shell {
            inner_volume,
            ..shell
        }))
    };
    let scanned = stated(Some(7200e-9)).unwrap();
    assert_eq!(self::budget(&scanned).shell, 7200e-9);
    let text = file::to_text(&scanned);
    assert!(text.contains("inner_volume: \"7.2 cm³\""), "{text}");
    assert_eq!(file::from_text(&text).unwrap().0.shell, scanned.shell);
    assert!(!file::to_text(&design).contains("inner_volume"));
    let refused = stated(Some(-1e-6)).unwrap_err().to_string();
    assert!(refused.contains("Inner volume"), "{refused}");
    let damaged = text.replace("7.2 cm³", "7.2 m³");
    let refused = file::from_text(&damaged).unwrap_err().to_string();
    assert!(refused.contains("Inner volume"), "{refused}");
    assert!(geometry::area_mm2(&design.shell.outline_mm) == 800.0);
}

#[test]
fn of_three_hundred_parts_only_what_is_near_a_moved_one_is_led_another_way() {
    let mut design = Design::new();
    let mut last = None;
    for index in 0..300 {
        let at = [f64::from(index % 20) * 12.0, f64::from(index / 20) * 9.0];
        let part = add(
            &mut design,
            if index % 2 == 0 {
                armature()
            } else {
                resistor(1.0)
            },
            at,
        );
        if let Some(last) = last {
            let ports = if index % 2 == 0 {
                ("2", "+")
            } else {
                ("+", "1")
            };
            join(&mut design, (last, ports.0), (part, ports.1));
        }
        last = Some(part);
    }
    let moved = design.parts[150].id;
    let ways = |design: &Design| -> Vec<_> {
        let obstacles = Obstacles::of(design);
        let links = design.links.iter();
        links
            .map(|link| path::path_among(&obstacles, link))
            .collect()
    };
    let before = ways(&design);
    assert!(before.iter().all(|way| way.len() >= 2));
    let from = design.parts[150].position_mm;
    for step in 1..=4 {
        let by_mm = [f64::from(step) * 0.5, 0.0];
        let parts = vec![moved];
        let after = design.apply(&Edit::Move { parts, by_mm }).unwrap();
        for ((link, old), new) in design.links.iter().zip(&before).zip(&ways(&after)) {
            let own = [&link.from, &link.to].iter().any(|end| end.part == moved);
            let far = old
                .iter()
                .all(|at| (at[0] - from[0]).hypot(at[1] - from[1]) > 40.0);
            assert!(!far || old == new, "{} is far from what moved", link.name);
            assert!(!own || old != new, "{} ends at what moved", link.name);
        }
    }
}
