//! Wires of different nets never share a line, and which way round a driver is wired.

use crate::support::samples::{add, armature, capacitor, hybrid, join, moving_coil, resistor};
use earwright::{
    design::{
        Design, Edit, Link, LinkKind, PartId, operations, path,
        polarity::{Polarity, polarities},
    },
    library,
};

type Point = [f64; 2];

/// How far two stretches run along each other on one line, mm.
fn shared([a, b]: [Point; 2], [c, d]: [Point; 2]) -> f64 {
    for axis in [0, 1] {
        let level = |p: Point, q: Point| (p[1 - axis] - q[1 - axis]).abs() < 1e-6;
        if level(a, b) && level(c, d) && (a[1 - axis] - c[1 - axis]).abs() < 0.1 {
            let reach = |p: Point, q: Point| [p[axis].min(q[axis]), p[axis].max(q[axis])];
            let ([from, to], [low, high]) = (reach(a, b), reach(c, d));
            return (to.min(high) - from.max(low)).max(0.0);
        }
    }
    0.0
}

/// A number for each wire's net: wires that meet at ports are one.
fn nets(wires: &[&Link]) -> Vec<usize> {
    let mut nets: Vec<usize> = (0..wires.len()).collect();
    for _ in 0..wires.len() {
        for a in 0..wires.len() {
            for b in 0..wires.len() {
                let ends = wires[b].ends();
                if wires[a].ends().iter().any(|end| ends.contains(end)) {
                    nets[a] = nets[a].min(nets[b]);
                }
            }
        }
    }
    nets
}

/// The names of wires of different nets that share a line.
fn sharing(design: &Design) -> Vec<String> {
    let links = design.links.iter();
    let wires: Vec<&Link> = links.filter(|link| link.kind == LinkKind::Wire).collect();
    let nets = nets(&wires);
    let paths: Vec<Vec<Point>> = wires.iter().map(|wire| path::path(design, wire)).collect();
    let mut found = Vec::new();
    for a in 0..wires.len() {
        for b in 0..a {
            let common = |p: (Point, Point)| {
                let along = path::segments(&paths[b]);
                along
                    .map(|q| shared([p.0, p.1], [q.0, q.1]))
                    .fold(0.0, f64::max)
            };
            let most = path::segments(&paths[a]).map(common).fold(0.0, f64::max);
            if nets[a] != nets[b] && most > 0.06 {
                found.push(format!(
                    "{} and {}: {most} mm",
                    wires[b].name, wires[a].name
                ));
            }
        }
    }
    found
}

fn wired(design: &mut Design, driver: PartId) {
    let source = design.source().unwrap().id;
    for port in ["+", "-"] {
        join(design, (source, port), (driver, port));
    }
}

#[test]
fn the_two_wires_of_a_driver_never_share_a_line() {
    // Wherever it is dropped: in front of the source, behind it, above, below, level with it.
    for x in [-60.0, -30.0, -10.0, 0.0, 10.0] {
        for y in [-20.0, -7.0, -1.5, 0.0, 2.0, 6.0, 20.0] {
            for kind in [moving_coil(), armature()] {
                let mut design = Design::new();
                let driver = add(&mut design, kind, [x, y]);
                wired(&mut design, driver);
                assert_eq!(sharing(&design), [""; 0], "at {x}, {y}");
            }
        }
    }
}

#[test]
fn hand_drawn_wires_of_a_whole_board_keep_off_each_other() {
    let mut design = Design::new();
    let source = design.source().unwrap().id;
    for n in 0..5 {
        let y = -24.0 + 12.0 * f64::from(n);
        let driver = add(&mut design, armature(), [5.0, y]);
        let part = if n % 2 == 0 {
            capacitor(1e-6)
        } else {
            resistor(10.0)
        };
        let part = add(&mut design, part, [-15.0, y]);
        join(&mut design, (source, "+"), (part, "1"));
        join(&mut design, (part, "2"), (driver, "+"));
        join(&mut design, (source, "-"), (driver, "-"));
    }
    assert_eq!(sharing(&design), [""; 0]);
    // Still upright and level, and as long as the way round asks for at most.
    for link in &design.links {
        let points = path::path(&design, link);
        for (a, b) in path::segments(&points) {
            assert!(a[0] == b[0] || a[1] == b[1], "{}: {points:?}", link.name);
        }
        let ends = [points[0], points[points.len() - 1]];
        let least = (ends[0][0] - ends[1][0]).abs() + (ends[0][1] - ends[1][1]).abs();
        assert!(
            path::polyline_length(&points) < least + 40.0,
            "{}",
            link.name
        );
    }
}

#[test]
fn a_wire_put_somewhere_stays_and_the_others_give_way() {
    let mut design = Design::new();
    let driver = add(&mut design, moving_coil(), [0.0, 6.0]);
    wired(&mut design, driver);
    let [plus, minus] = [0, 1].map(|n| design.links.get(n).unwrap().clone());
    let way = path::path(&design, &minus);
    // The way-points of + put it right onto the line that − takes.
    let mut put = plus;
    put.way_points_mm = vec![way[2]];
    let design = design.apply(&Edit::SetLink(Box::new(put.clone()))).unwrap();
    let after = path::path(&design, design.link(put.id).unwrap());
    assert!(after.contains(&way[2]), "it goes where it was put");
    assert_eq!(sharing(&design), [""; 0]);
}

#[test]
fn the_designs_of_the_library_are_drawn_so_too() {
    for preset in library::designs() {
        assert_eq!(sharing(&preset.design), [""; 0], "{}", preset.file);
    }
    assert_eq!(sharing(&hybrid()), [""; 0]);
}

#[test]
fn polarity_is_read_through_whatever_stands_between() {
    let mut design = Design::new();
    let source = design.source().unwrap().id;
    let straight = add(&mut design, moving_coil(), [0.0, 0.0]);
    wired(&mut design, straight);
    let crossed = add(&mut design, armature(), [0.0, 20.0]);
    join(&mut design, (source, "+"), (crossed, "-"));
    join(&mut design, (source, "-"), (crossed, "+"));
    // Behind a series capacitor with a resistor across it.
    let [behind, c, r] = [
        add(&mut design, armature(), [0.0, 40.0]),
        add(&mut design, capacitor(1e-6), [-20.0, 40.0]),
        add(&mut design, resistor(10.0), [-20.0, 50.0]),
    ];
    join(&mut design, (source, "+"), (c, "1"));
    join(&mut design, (c, "2"), (behind, "+"));
    join(&mut design, (behind, "-"), (source, "-"));
    join(&mut design, (r, "1"), (behind, "+"));
    join(&mut design, (r, "2"), (behind, "-"));
    let loose = add(&mut design, armature(), [0.0, 60.0]);
    let expected = |design: &Design| {
        let found = polarities(design);
        [straight, crossed, behind, loose].map(|part| found.get(&part).copied())
    };
    let (normal, reversed) = (Some(Polarity::Normal), Some(Polarity::Reversed));
    assert_eq!(expected(&design), [normal, reversed, normal, None]);
    for (driver, now) in [(straight, reversed), (crossed, normal), (behind, reversed)] {
        let edit = operations::flip_polarity(&design, driver).unwrap();
        let flipped = design.apply(&edit).unwrap();
        assert_eq!(polarities(&flipped).get(&driver).copied(), now);
    }
}

#[test]
fn drivers_in_series_are_each_the_right_way_round() {
    let mut design = Design::new();
    let source = design.source().unwrap().id;
    let first = add(&mut design, armature(), [0.0, 0.0]);
    let second = add(&mut design, armature(), [0.0, 20.0]);
    join(&mut design, (source, "+"), (first, "+"));
    join(&mut design, (first, "-"), (second, "+"));
    join(&mut design, (second, "-"), (source, "-"));
    let found = polarities(&design);
    assert_eq!(found.get(&first), Some(&Polarity::Normal));
    assert_eq!(found.get(&second), Some(&Polarity::Normal));
}
