//! Ports, outlines and paths, against places worked out by hand.

use crate::support::samples::{
    add, armature, chamber, end, every_kind, join, moving_coil, resistor,
};
use earwright::design::{
    Design, Edit, Length, LinkKind, PlacedPort,
    geometry::{self, distance},
    path,
};

fn port(design: &Design, part: earwright::design::PartId, name: &str) -> PlacedPort {
    design.placed_port(&end(part, name)).expect(name)
}

fn near(a: [f64; 2], b: [f64; 2]) {
    assert!(distance(a, b) < 1e-9, "{a:?} is not {b:?}");
}

#[test]
fn an_armature_has_its_spout_on_one_short_end_and_its_terminals_on_the_other() {
    let mut design = Design::new();
    let part = add(&mut design, armature(), [10.0, 20.0]);
    // Half of the 6.3 mm case and the 1.6 mm spout.
    near(
        port(&design, part, "spout").at_mm,
        [10.0 + 3.15 + 1.6, 20.0],
    );
    near(port(&design, part, "spout").outward, [1.0, 0.0]);
    near(
        port(&design, part, "+").at_mm,
        [10.0 - 3.15, 20.0 - 4.29 / 4.0],
    );
    near(port(&design, part, "+").outward, [-1.0, 0.0]);
    near(port(&design, part, "rear").at_mm, [10.0, 20.0 + 4.29 / 2.0]);
    assert!(
        port(&design, part, "rear").optional,
        "its back volume is sealed"
    );
}

#[test]
fn a_capsule_has_its_front_on_one_flat_side_and_its_rear_on_the_other() {
    let mut design = Design::new();
    let part = add(&mut design, moving_coil(), [0.0, 0.0]);
    near(port(&design, part, "front").at_mm, [2.0, 0.0]);
    near(port(&design, part, "rear").at_mm, [-2.0, 0.0]);
    assert!(
        !port(&design, part, "rear").optional,
        "without a back volume a closed rear stops the diaphragm"
    );
}

#[test]
fn ports_follow_rotation_and_mirror() {
    let mut design = Design::new();
    let part = add(&mut design, armature(), [0.0, 0.0]);
    let turned = design
        .apply(&Edit::Rotate {
            parts: vec![part],
            about_mm: [0.0, 0.0],
            by_deg: 90.0,
        })
        .unwrap();
    // Clockwise as seen with y down: +x goes to +y.
    near(port(&turned, part, "spout").at_mm, [0.0, 4.75]);
    assert_eq!(port(&turned, part, "spout").outward, [0.0, 1.0], "exact");
    near(port(&turned, part, "+").at_mm, [4.29 / 4.0, -3.15]);
    let mirrored = turned
        .apply(&Edit::Mirror {
            parts: vec![part],
            about_x_mm: 0.0,
        })
        .unwrap();
    near(port(&mirrored, part, "spout").at_mm, [0.0, 4.75]);
    near(port(&mirrored, part, "+").at_mm, [-4.29 / 4.0, -3.15]);
    let oblique = design
        .apply(&Edit::Rotate {
            parts: vec![part],
            about_mm: [0.0, 0.0],
            by_deg: 15.0,
        })
        .unwrap();
    let angle = 15.0_f64.to_radians();
    near(
        port(&oblique, part, "spout").at_mm,
        [4.75 * angle.cos(), 4.75 * angle.sin()],
    );
}

#[test]
fn mirroring_moves_every_port_to_its_mirror_image_whatever_the_rotation() {
    for kind in every_kind() {
        let mut design = Design::new();
        let part = add(&mut design, kind, [3.0, -2.0]);
        let design = design
            .apply(&Edit::Rotate {
                parts: vec![part],
                about_mm: [1.0, 1.0],
                by_deg: 37.0,
            })
            .unwrap();
        let mirrored = design
            .apply(&Edit::Mirror {
                parts: vec![part],
                about_x_mm: 5.0,
            })
            .unwrap();
        let before = design.part(part).unwrap().placed_ports(&design);
        let after = mirrored.part(part).unwrap().placed_ports(&mirrored);
        for (a, b) in before.iter().zip(&after) {
            // Positions are kept to a thousandth of a millimetre.
            assert!(distance([10.0 - a.at_mm[0], a.at_mm[1]], b.at_mm) < 2e-3);
            near([-a.outward[0], a.outward[1]], b.outward);
        }
    }
}

#[test]
fn every_port_lies_on_the_outline_and_faces_away_from_it() {
    for kind in every_kind() {
        let [x, y] = kind.size_mm([4.0, 2.0]).map(|side| side / 2.0);
        let spout = kind.spout_mm().map_or(0.0, |[length, _]| length);
        let ports = kind.ports();
        assert!(!ports.is_empty(), "{}", kind.word());
        for port in ports {
            let [px, py] = port.place_mm;
            let on_outline = (px.abs() - x).abs() < 1e-9
                || (py.abs() - y).abs() < 1e-9
                || (px - x - spout).abs() < 1e-9;
            assert!(on_outline, "{} {}", kind.word(), port.name);
            let outward = px * port.outward[0] + py * port.outward[1];
            assert!(outward >= 0.0, "{} {}", kind.word(), port.name);
        }
    }
}

#[test]
fn a_chamber_is_a_cube_of_its_volume() {
    let cube = chamber(125e-9);
    let [length, width] = cube.size_mm([4.0, 2.0]);
    assert!((length - 5.0).abs() < 1e-9 && (width - 5.0).abs() < 1e-9);
    assert!((cube.height_mm() - 5.0).abs() < 1e-9);
}

#[test]
fn a_tube_between_facing_ports_is_as_long_as_their_distance() {
    let mut design = Design::new();
    let a = add(&mut design, armature(), [0.0, 0.0]);
    let b = add(&mut design, chamber(8e-9), [20.0, 0.0]);
    let link = join(&mut design, (a, "spout"), (b, "west"));
    // From 4.75 mm to the west side of a 2 mm cube at 20 mm.
    let expected = 14.25e-3;
    let link = design.link(link).unwrap();
    assert!((path::drawn_length(&design, link) - expected).abs() < 1e-12);
    let LinkKind::Tube(tube) = &link.kind else {
        unreachable!()
    };
    assert!((tube.total_length() - expected).abs() < 1e-12);
    assert_eq!(tube.sections[0].bore_in, 1.4e-3, "the spout's bore");
}

#[test]
fn a_curved_tube_leaves_along_its_port_and_runs_through_its_way_points() {
    let mut design = Design::new();
    let a = add(&mut design, armature(), [0.0, 0.0]);
    let b = add(&mut design, chamber(8e-9), [20.0, 15.0]);
    let id = join(&mut design, (a, "spout"), (b, "north"));
    let mut link = design.link(id).unwrap().clone();
    link.way_points_mm = vec![[12.0, -3.0], [18.0, 4.0]];
    let design = design
        .apply(&Edit::SetLink(Box::new(link.clone())))
        .unwrap();
    let points = geometry::path(&design, &link);
    for way_point in &link.way_points_mm {
        assert!(
            points
                .iter()
                .any(|point| distance(*point, *way_point) < 1e-9)
        );
    }
    let first = path::unit(geometry::subtract(points[1], points[0]));
    assert!(first[0] > 0.97, "leaves along +x: {first:?}");
    let last = points.len() - 1;
    let arrival = path::unit(geometry::subtract(points[last], points[last - 1]));
    assert!(arrival[1] > 0.97, "arrives going down: {arrival:?}");
    // No kink anywhere: neighbouring pieces turn by less than 30°.
    for three in points.windows(3) {
        let u = path::unit(geometry::subtract(three[1], three[0]));
        let v = path::unit(geometry::subtract(three[2], three[1]));
        assert!(u[0] * v[0] + u[1] * v[1] > 0.86, "{three:?}");
    }
    assert_eq!(points, geometry::path(&design, &link), "always the same");
}

#[test]
fn wires_run_upright_and_level() {
    let mut design = Design::new();
    let a = add(&mut design, resistor(10.0), [0.0, 0.0]);
    for (x, y, turn) in [
        (20.0, 0.0, 0.0),
        (20.0, 9.0, 90.0),
        (-20.0, 5.0, 180.0),
        (3.0, 30.0, 270.0),
    ] {
        let mut design = design.clone();
        let b = add(&mut design, resistor(10.0), [x, y]);
        let mut design = design
            .apply(&Edit::Rotate {
                parts: vec![b],
                about_mm: [x, y],
                by_deg: turn,
            })
            .unwrap();
        let id = join(&mut design, (a, "2"), (b, "1"));
        let link = design.link(id).unwrap();
        let points = geometry::path(&design, link);
        near(points[0], port(&design, a, "2").at_mm);
        near(points[points.len() - 1], port(&design, b, "1").at_mm);
        for (p, q) in path::segments(&points) {
            assert!(
                (p[0] - q[0]).abs() < 1e-9 || (p[1] - q[1]).abs() < 1e-9,
                "{p:?} to {q:?} is oblique"
            );
        }
    }
}

#[test]
fn drawn_tubes_follow_their_parts_and_set_ones_do_not() {
    let mut design = Design::new();
    let a = add(&mut design, armature(), [0.0, 0.0]);
    let b = add(&mut design, chamber(8e-9), [20.0, 0.0]);
    let id = join(&mut design, (a, "spout"), (b, "west"));
    let stretch = Edit::Move {
        parts: vec![b],
        by_mm: [5.757, 0.0],
    };
    let length = |design: &Design| match &design.link(id).unwrap().kind {
        LinkKind::Tube(tube) => tube.total_length(),
        _ => unreachable!(),
    };
    let longer = design.apply(&stretch).unwrap();
    // 14.25 + 5.757 mm, rounded to a hundredth.
    assert!((length(&longer) - 20.01e-3).abs() < 1e-12);
    let mut set = design.link(id).unwrap().clone();
    if let LinkKind::Tube(tube) = &mut set.kind {
        tube.length = Length::Set;
    }
    let set = design.apply(&Edit::SetLink(Box::new(set))).unwrap();
    assert_eq!(length(&set.apply(&stretch).unwrap()), length(&design));
}

#[test]
fn typing_a_length_into_a_drawn_tube_sets_it() {
    let mut design = Design::new();
    let a = add(&mut design, armature(), [0.0, 0.0]);
    let b = add(&mut design, chamber(8e-9), [20.0, 0.0]);
    let id = join(&mut design, (a, "spout"), (b, "west"));
    let mut link = design.link(id).unwrap().clone();
    if let LinkKind::Tube(tube) = &mut link.kind {
        tube.sections[0].length = 9e-3;
    }
    let design = design.apply(&Edit::SetLink(Box::new(link))).unwrap();
    let LinkKind::Tube(tube) = &design.link(id).unwrap().kind else {
        unreachable!()
    };
    assert_eq!(tube.length, Length::Set);
    assert_eq!(tube.total_length(), 9e-3);
}

#[test]
fn polygons_know_inside_area_and_overlap() {
    let square = [[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0]];
    assert!(geometry::inside(&square, [1.0, 3.0]) && !geometry::inside(&square, [5.0, 3.0]));
    assert!((geometry::area_mm2(&square) - 16.0).abs() < 1e-12);
    let diamond = [[5.0, 1.0], [7.0, 3.0], [5.0, 5.0], [3.0, 3.0]];
    assert!(geometry::convex_overlap(&square, &diamond, 0.05));
    let touching = [[4.0, 0.0], [8.0, 0.0], [8.0, 4.0], [4.0, 4.0]];
    assert!(!geometry::convex_overlap(&square, &touching, 0.05));
    // Bounding boxes overlap, the shapes do not.
    let corner = [[6.0, 3.0], [6.0, 6.0], [3.0, 6.0]];
    assert!(!geometry::convex_overlap(&square, &corner, 0.0));
}
