//! Bodies as STL: what a mesh library finds of them.

use crate::support::exported;
use earwright::{
    design::{Design, LinkKind, Section, Tube},
    exchange::{Export, export::Options},
    library,
};
use std::f64::consts::PI;

/// A body as trimesh sees it, mm.
struct Body {
    volume: f64,
    area: f64,
    euler: f64,
    extents: [f64; 3],
}

/// What trimesh finds: bodies in the file's order.
fn found(design: &Design, export: Export) -> Option<Vec<Body>> {
    let folder = tempfile::tempdir().unwrap();
    let stl = folder.path().join("a.stl");
    std::fs::write(&stl, exported::one(design, export)).unwrap();
    let told = exported::asked("trimesh_bodies.py", "trimesh", &[&stl])?;
    let body = |line: &str| {
        let rest = line.strip_prefix("True,True,");
        let rest = rest.unwrap_or_else(|| panic!("{}: {line}", design.name));
        let numbers: Vec<f64> = rest.split(',').map(|cell| cell.parse().unwrap()).collect();
        let [euler, volume, area, x, y, z] = numbers[..] else {
            panic!("{line}")
        };
        Body {
            volume,
            area,
            euler,
            extents: [x, y, z],
        }
    };
    Some(told.lines().map(body).collect())
}

/// How long a bore of one width is by what its wall measures: a polygon of the circle's area goes
/// round it.
fn length(body: &Body, bore: f64) -> f64 {
    const CORNERS: f64 = 32.0;
    let across = PI / 4.0 * bore * bore;
    let around = 2.0 * (across * CORNERS * (PI / CORNERS).tan()).sqrt();
    (body.area - 2.0 * across) / around
}

/// Air in a tube, mm³.
fn air(tube: &Tube) -> f64 {
    let cone = |of: &Section| {
        let (a, b) = (of.bore_in, of.bore_out);
        PI / 12.0 * of.length * (a * a + a * b + b * b)
    };
    1e9 * tube.sections.iter().map(cone).sum::<f64>()
}

fn tubes(design: &Design) -> Vec<&Tube> {
    let links = design.links.iter();
    let tubes = links.filter_map(|link| match &link.kind {
        LinkKind::Tube(tube) => Some(tube),
        _ => None,
    });
    tubes.collect()
}

#[test]
fn bores_of_every_design_are_closed_and_as_long_and_wide_as_they_are_calculated() {
    for entry in library::designs() {
        let design = &entry.design;
        let Some(bodies) = found(design, Export::Stl) else {
            return;
        };
        let tubes = tubes(design);
        assert!(!tubes.is_empty() && bodies.len() > tubes.len());
        assert!(bodies.iter().all(|body| body.euler == 2.0));
        for (tube, body) in tubes.iter().zip(&bodies) {
            let (air, long) = (air(tube), 1e3 * tube.total_length());
            let length = length(body, 1e3 * tube.widest_bore());
            println!(
                "{}: {} of {air} mm³, {length} of {long} mm",
                design.name, body.volume
            );
            assert!((body.volume / air - 1.0).abs() < 0.01, "{}", design.name);
            assert!((length - long).abs() < 0.1, "{}", design.name);
        }
    }
}

/// The first design of the library with one tube made anew.
fn with_tube(change: impl Fn(&mut Tube)) -> (Design, usize) {
    let mut design = library::designs()[0].design.clone();
    let mut links = design.links.iter().cloned().collect::<Vec<_>>();
    let of = |link: &&mut earwright::design::Link| matches!(link.kind, LinkKind::Tube(_));
    let link = links.iter_mut().find(of).unwrap();
    if let LinkKind::Tube(tube) = &mut link.kind {
        change(tube);
    }
    design.links = links.into();
    (design, 0)
}

#[test]
fn steps_and_cones_keep_their_volume_and_a_piece_has_a_wall() {
    let (design, at) = with_tube(|tube| {
        let whole = tube.total_length();
        let section = |share: f64, bore_in, bore_out| Section {
            length: share * whole,
            bore_in,
            bore_out,
        };
        tube.sections = vec![
            section(0.25, 1e-3, 1e-3),
            section(0.35, 1.6e-3, 0.8e-3),
            section(0.4, 0.8e-3, 2.2e-3),
        ];
    });
    let tube = tubes(&design)[at];
    let Some(bores) = found(&design, Export::Stl) else {
        return;
    };
    let air = air(tube);
    assert!((bores[at].volume / air - 1.0).abs() < 0.01);
    let long = 1e3 * tube.total_length();
    // It is drawn straight across.
    assert!(
        (bores[at].extents[0] - long).abs() < 0.1,
        "{:?}",
        bores[at].extents
    );
    // A ring is as long as the bore, half a millimetre thick: between the air and what is around it.
    let pieces = found(&design, Export::StlTubes).unwrap();
    assert_eq!(pieces.len(), tubes(&design).len());
    let around = |of: &Section| {
        let (a, b) = (of.bore_in + 1e-3, of.bore_out + 1e-3);
        1e9 * PI / 12.0 * of.length * (a * a + a * b + b * b)
    };
    let wall = tube.sections.iter().map(around).sum::<f64>() - air;
    let piece = &pieces[at];
    assert!(
        (piece.volume / wall - 1.0).abs() < 0.01,
        "{} {wall}",
        piece.volume
    );
    assert_eq!(piece.euler, 0.0, "a hole through it");
}

#[test]
fn a_case_is_as_large_as_its_driver_however_it_stands() {
    for (mirrored, turned) in [(false, 0.0), (true, 30.0), (false, 250.0)] {
        let mut design = library::designs()[0].design.clone();
        let mut parts = design.parts.iter().cloned().collect::<Vec<_>>();
        for part in &mut parts {
            part.mirrored = mirrored;
            part.rotation_deg += turned;
        }
        design.parts = parts.into();
        let Some(bodies) = found(&design, Export::Stl) else {
            return;
        };
        let mut cases = bodies.iter().skip(tubes(&design).len());
        for part in design.drivers() {
            let [x, y, z] = part.kind.case().unwrap().extents_mm();
            let volume = cases.next().unwrap().volume;
            let share = volume / (x * y * z);
            let round = (share - PI / 4.0).abs() < 1e-3;
            assert!(round || (share - 1.0).abs() < 1e-3, "{share}");
            let stub = part.kind.spout_mm().filter(|[long, _]| *long > 0.0);
            if let Some([long, bore]) = stub {
                let volume = cases.next().unwrap().volume;
                assert!((volume / (0.25 * PI * long * bore * bore) - 1.0).abs() < 1e-3);
            }
        }
        assert!(cases.next().is_none());
    }
}

#[test]
fn a_body_that_is_not_the_tube_is_told() {
    let none = exported::with(&with_tube(|_| ()).0, Export::Stl, &Options::default());
    assert!(none.remarks.is_empty(), "{:?}", none.remarks);
    let (design, _) = with_tube(|tube| tube.sections[0].length += 2e-3);
    let told = exported::with(&design, Export::Stl, &Options::default()).remarks;
    assert!(
        told.len() == 1 && told[0].contains("it is drawn so"),
        "{told:?}"
    );
    let mut climbing = with_tube(|_| ()).0;
    let mut parts = climbing.parts.iter().cloned().collect::<Vec<_>>();
    for part in parts.iter_mut().filter(|part| part.kind.is_driver()) {
        part.depth_mm = 6.0;
    }
    climbing.parts = parts.into();
    let told = exported::with(&climbing, Export::Stl, &Options::default()).remarks;
    assert!(
        told.iter().any(|told| told.contains("it climbs")),
        "{told:?}"
    );
    // A wall this thick runs backwards on the inner side of a bend.
    let bent = &library::design("Dual armature").unwrap().design;
    let [thin, thick] = [0.5e-3, 8e-3].map(|wall| {
        let options = Options {
            wall,
            ..Options::default()
        };
        exported::with(bent, Export::StlTubes, &options).remarks
    });
    let sharp = |told: &[String]| told.iter().any(|told| told.contains("bends more sharply"));
    assert!(!sharp(&thin) && sharp(&thick), "{thin:?} {thick:?}");
}

#[test]
fn an_stl_says_where_it_comes_from_and_hides_no_hash_behind_a_long_name() {
    let mut design = library::designs()[0].design.clone();
    design.name = "Größe ".repeat(40);
    let bytes = exported::one(&design, Export::Stl);
    let head = String::from_utf8(bytes[..80].to_vec()).unwrap();
    let hash = earwright::exchange::trace::hash(&design);
    assert!(
        head.starts_with("Earwright ") && head.trim_end().ends_with(&hash),
        "{head}"
    );
    let count = u32::from_le_bytes(bytes[80..84].try_into().unwrap()) as usize;
    assert_eq!(bytes.len(), 84 + 50 * count);
}
