//! Shells from STL meshes: written by hand here, and by trimesh.

use crate::support::exported;
use earwright::{
    design::{Severity, shell::Shell},
    exchange::{
        Drawing,
        outline::{Axis, NotTaken, OutlineError, Unit},
    },
};
use std::fmt::Write as _;

fn read(bytes: &[u8]) -> Drawing {
    assert!(Drawing::is(bytes));
    Drawing::of(bytes).unwrap()
}

fn said(drawing: &Drawing) -> String {
    let said = drawing.findings.iter().map(|finding| &finding.message[..]);
    said.collect::<Vec<_>>().join("\n")
}

/// The shell that is taken in the likeliest unit, and what is said of its size.
fn shell(drawing: &Drawing) -> (Shell, String) {
    let unit = drawing.scale.likely();
    let (shell, size) = drawing.shell(None, unit, "Mine", 99.0).unwrap();
    (shell, size.message)
}

fn size([low, high]: [[f64; 2]; 2]) -> [f64; 2] {
    [high[0] - low[0], high[1] - low[1]]
}

fn size_mm(shell: &Shell) -> [f64; 2] {
    let points = shell.outline_mm.iter().copied();
    size(earwright::design::geometry::bounds(points).unwrap())
}

#[test]
fn rooms_in_meshes_of_another_program_are_found_whatever_their_kind_unit_and_way() {
    let folder = tempfile::tempdir().unwrap();
    let Some(told) = exported::asked("trimesh_shells.py", "trimesh", &[folder.path()]) else {
        return;
    };
    let bytes = |name: &str| std::fs::read(folder.path().join(name)).unwrap();
    for line in told.lines() {
        let (name, numbers) = line.split_once(',').unwrap();
        let numbers: Vec<f64> = numbers.split(',').map(|n| n.parse().unwrap()).collect();
        let [width, height, depth, volume] = numbers[..] else {
            panic!("{line}")
        };
        if name == "broken.stl" {
            let refused = Drawing::of(&bytes(name)).unwrap_err().to_string();
            assert!(refused.contains("close its holes"), "{refused}");
            continue;
        }
        let drawing = read(&bytes(name));
        let (unit, mm) = match name {
            "metres.stl" => (Unit::Metre, 1e3),
            "inches.stl" => (Unit::Inch, 25.4),
            _ => (Unit::Millimetre, 1.0),
        };
        assert_eq!(drawing.scale.likely(), Some(unit), "{name}");
        assert!(said(&drawing).contains("states no unit"));
        let (shell, size) = shell(&drawing);
        let [w, h] = size_mm(&shell);
        let off = |is: f64, wanted: f64| (is / wanted - 1.0).abs();
        println!("{name}: {w} × {h}, {size}; {width} × {height} × {depth}, {volume}");
        assert!(off(w, width * mm) < 1e-3 && off(h, height * mm) < 1e-3);
        assert!(off(shell.depth_mm, depth * mm) < 0.012);
        let closes = name != "holed.stl";
        // The volume in metres is printed with few digits.
        if closes && name != "metres.stl" {
            let holds = shell.inner_volume.unwrap() * 1e9;
            assert!(off(holds, volume * mm.powi(3)) < 0.005, "{holds}");
        }
        assert_eq!(said(&drawing).contains("not watertight"), !closes, "{name}");
        assert_eq!(
            said(&drawing).contains("no inner wall"),
            name == "full.stl",
            "{name}"
        );
    }
    assert_eq!(read(&bytes("solid.stl")), read(&bytes("cup.stl")));
}

/// Triangles of a body of these sides above `at`, its inside to the outside where it is a room.
fn box_of(at: [f64; 3], [w, h, d]: [f64; 3]) -> Vec<[[f64; 3]; 3]> {
    let corner = |n: usize| {
        let part = |bit: usize, side: f64| if n & bit == 0 { 0.0 } else { side };
        [at[0] + part(1, w), at[1] + part(2, h), at[2] + part(4, d)]
    };
    let faces = [
        [0, 2, 3, 1],
        [4, 5, 7, 6],
        [0, 1, 5, 4],
        [2, 6, 7, 3],
        [0, 4, 6, 2],
        [1, 3, 7, 5],
    ];
    let halves = |[a, b, c, d]: [usize; 4]| [[a, b, c].map(corner), [a, c, d].map(corner)];
    faces.into_iter().flat_map(halves).collect()
}

/// A box of 30 × 20 × 10 with a wall of 1.5 all around.
fn hollow() -> Vec<[[f64; 3]; 3]> {
    let mut all = box_of([100.0, 50.0, -3.0], [30.0, 20.0, 10.0]);
    all.extend(box_of([101.5, 51.5, -1.5], [27.0, 17.0, 7.0]));
    all
}

fn ascii(triangles: &[[[f64; 3]; 3]]) -> String {
    let mut text = "solid mine\n".to_owned();
    for triangle in triangles {
        text.push_str("  facet normal 0 0 0\n    outer loop\n");
        for [x, y, z] in triangle {
            writeln!(text, "      vertex {x:e} {y} {z}").unwrap();
        }
        text.push_str("    endloop\n  endfacet\n");
    }
    text + "endsolid mine\n"
}

#[test]
fn the_inner_wall_is_taken_and_others_can_be_chosen() {
    let drawing = read(ascii(&hollow()).as_bytes());
    let (shell, size) = shell(&drawing);
    assert_eq!(size_mm(&shell), [27.0, 17.0]);
    assert!((shell.depth_mm - 7.0).abs() < 1e-3);
    assert_eq!(shell.inner_volume, Some(3213e-9));
    assert!(
        size.contains("7 mm deep inside and holds 3.21 cm³"),
        "{size}"
    );
    assert_eq!(drawing.outlines[0].not_taken, Some(NotTaken::OuterWall));
    let (outer, _) = drawing
        .shell(Some(0), Some(Unit::Inch), "Mine", 99.0)
        .unwrap();
    assert_eq!(size_mm(&outer), [762.0, 508.0]);
    assert_eq!(outer.inner_volume, None, "it is not what is between");
    // Without a unit nothing is taken.
    let asked = drawing.shell(None, None, "Mine", 99.0);
    assert!(matches!(asked, Err(OutlineError::NoUnit(_))));
}

#[test]
fn the_axis_of_depth_can_be_chosen() {
    let mesh = ascii(&hollow());
    for (axis, across, depth_mm) in [
        (Axis::X, [17.0, 7.0], 27.0),
        (Axis::Y, [7.0, 27.0], 17.0),
        (Axis::Z, [27.0, 17.0], 7.0),
    ] {
        let drawing = Drawing::seen_along(mesh.as_bytes(), Some(axis)).unwrap();
        assert_eq!(drawing.body.unwrap().along, axis);
        let (shell, _) = shell(&drawing);
        assert_eq!(size_mm(&shell), across, "{axis:?}");
        assert!((shell.depth_mm - depth_mm).abs() < 0.01, "{axis:?}");
        let holds = shell.inner_volume.unwrap();
        assert!((holds / 3213e-9 - 1.0).abs() < 1e-3, "{axis:?}: {holds}");
        assert!(said(&drawing).contains(&format!("{} axis, as you chose", axis.word())));
    }
    let alone = read(mesh.as_bytes());
    assert_eq!(alone.body.unwrap().along, Axis::Z);
    let svg = "<svg xmlns='http://www.w3.org/2000/svg'><rect width='9' height='9'/></svg>";
    let refused = Drawing::seen_along(svg.as_bytes(), Some(Axis::X)).unwrap_err();
    assert!(refused.to_string().contains("no mesh"), "{refused}");
}

#[test]
fn what_is_doubtful_or_damaged_is_said() {
    // As high as it is wide.
    let cube = ascii(&box_of([0.0; 3], [20.0, 20.0, 19.5]));
    let drawing = read(cube.as_bytes());
    let doubts = (drawing.findings.iter()).filter(|finding| finding.severity == Severity::Warning);
    assert_eq!(doubts.count(), 3, "{}", said(&drawing));
    assert!(said(&drawing).contains("hardly the shortest one"));
    let whole = ascii(&hollow());
    for (text, words) in [
        (whole.replace("endsolid mine", ""), "stops in its middle"),
        (
            whole.replacen("vertex 1e2", "vertex 1e2,", 1),
            "is no corner",
        ),
        (
            whole.replacen("vertex 1e2", "vertex nan", 1),
            "are no places",
        ),
        (ascii(&hollow()[..2]), "is flat"),
    ] {
        assert!(Drawing::is(text.as_bytes()));
        let refused = Drawing::of(text.as_bytes()).unwrap_err().to_string();
        assert!(refused.contains(words), "{refused}");
    }
    // A wall with a window over half its depth: the room is that of the rest.
    let mut open = box_of([0.0; 3], [30.0, 20.0, 4.0]);
    open.extend(box_of([1.0, 1.0, 1.0], [28.0, 18.0, 2.0]));
    assert_eq!(
        shell(&read(ascii(&open).as_bytes())).0.inner_volume,
        Some(1008e-9)
    );
}
