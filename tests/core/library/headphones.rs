//! The headphones of the library against what is known of cups: volumes, the front-to-rear vent,
//! the sealed resonance, leaks and holes, level and response.

use earwright::{
    analysis::{interpolate, port, spl, target},
    design::{
        Design, LinkEnd, LinkKind, PartKind, acoustic::LeakShape, air::Air, drive::Drive,
        ear::EarModel, link::InsertKind, target::Target,
    },
    library,
    network::{Solver, log_grid},
};
use std::f64::consts::PI;

const CLOSED: &str = "designs/headphone_closed.ron";
const OPEN: &str = "designs/headphone_open.ron";
/// γP of 101 325 Pa.
const STIFFNESS: f64 = 1.4 * 101_325.0;

fn preset(file: &str) -> Design {
    let found = library::designs().iter().find(|d| d.file == file).unwrap();
    found.design.clone()
}

/// Air ahead of the diaphragm and ahead of the ear, m³.
fn front_volume(design: &Design) -> f64 {
    let mut volume = 0.0;
    for part in &design.parts {
        match &part.kind {
            PartKind::MovingCoil(coil) => volume += coil.front_volume,
            PartKind::Chamber(chamber) if part.name != "Cup" => volume += chamber.volume,
            _ => {}
        }
    }
    for link in &design.links {
        if let (LinkKind::Tube(tube), "T1" | "T2") = (&link.kind, link.name.as_str()) {
            let bore = tube.sections[0].bore_in;
            volume += 0.25 * PI * bore * bore * tube.total_length();
        }
    }
    volume
}

#[test]
fn a_cup_has_the_sizes_of_a_cup() {
    for file in [CLOSED, OPEN] {
        let design = preset(file);
        let volume = front_volume(&design) * 1e6;
        assert!((25.0..30.0).contains(&volume), "{file}: {volume} cm³");
        let driver = design.drivers().next().unwrap();
        let across = driver.kind.case().unwrap().extents_mm()[1];
        assert!((40.0..=50.0).contains(&across), "{file}: {across} mm");
        let Drive::Power { power, resistance } = design.drive else {
            panic!("{file}: not driven by power");
        };
        assert_eq!((power, resistance), (1e-3, 32.0), "{file}");
        let level = interpolate::at_log(&f(), &levels(&design), 1000.0).unwrap();
        assert!((96.0..=107.0).contains(&level), "{file}: {level} dB");
    }
}

#[test]
fn the_closed_cup_is_vented_to_the_front_like_real_ones() {
    // Four holes of 4 mm under 65 rayl: 1.29 MPa·s/m³, drawn as one of the same area.
    let design = preset(CLOSED);
    let link = design.links.iter().find(|link| link.name == "T4").unwrap();
    let LinkKind::Tube(tube) = &link.kind else {
        panic!("T4 is a tube");
    };
    let InsertKind::Mesh(mesh) = &tube.inserts[0].kind else {
        panic!("there is cloth over T4");
    };
    let area = 0.25 * PI * tube.sections[0].bore_in.powi(2);
    assert!((area / (4.0 * PI * 4e-6) - 1.0).abs() < 1e-9);
    let resistance = mesh.specific_resistance / area;
    assert!(
        (resistance / 1.29e6 - 1.0).abs() < 0.01,
        "{resistance} Pa·s/m³"
    );
}

/// The cup with nothing in it that damps or leaks, and a hard 2 cm³ for an ear.
fn bare(file: &str) -> Design {
    let mut design = preset(file);
    design.air = Air::Climate {
        temperature_c: 20.0,
        pressure: 101_325.0,
    };
    for part in &mut design.parts {
        match &mut part.kind {
            PartKind::Vent(vent) => vent.count = 0,
            PartKind::Leak(leak) => {
                leak.shape = LeakShape::Slit {
                    width: 0.0,
                    length: 10e-3,
                    gap: 0.0,
                }
            }
            PartKind::Ear(ear) => ear.model = EarModel::TwoCc,
            _ => {}
        }
    }
    design.links.retain(|link| link.name != "T4");
    for link in &mut design.links {
        if let LinkKind::Tube(tube) = &mut link.kind {
            tube.inserts.clear();
        }
    }
    design
}

#[test]
fn the_sealed_cup_resonates_where_its_volumes_say() {
    let mut design = bare(CLOSED);
    // Air without mass, as stiff as ever: the formula knows no other.
    design.air = Air::Constants {
        density: 1.204e-4,
        speed_of_sound: 343.23e2,
        viscosity: 1.813e-9,
        gamma: 1.4,
        prandtl: 0.7087,
    };
    let mut rear = 0.0;
    let driver = design.drivers().next().unwrap();
    let PartKind::MovingCoil(coil) = &driver.kind else {
        panic!("a moving coil");
    };
    rear += coil.back_volume;
    for part in &design.parts {
        if let (PartKind::Chamber(chamber), "Cup") = (&part.kind, part.name.as_str()) {
            rear += chamber.volume;
        }
    }
    let front = front_volume(&design) + 2e-6;
    let vas = STIFFNESS * coil.sd * coil.sd * coil.cms;
    let fs = 1.0 / (2.0 * PI * (coil.mms * coil.cms).sqrt());
    let wanted = fs * (1.0 + vas / front + vas / rear).sqrt();
    let f = log_grid(2001, 500.0, 5000.0);
    let solution = Solver::default().solve(&design, &f);
    let impedance = solution.input_impedance.unwrap();
    let top = (0..f.len())
        .max_by(|a, b| impedance[*a].norm().total_cmp(&impedance[*b].norm()))
        .unwrap();
    println!("resonance at {} Hz, {wanted} Hz from the volumes", f[top]);
    assert!((f[top] / wanted - 1.0).abs() < 0.02, "{} Hz", f[top]);
}

/// The front of the closed cup made `volume` m³, its leak of the shape, re the sealed one: dB at
/// constant volume displacement, which is the load's impedance on its own.
fn leaking(volume: f64, shape: LeakShape, f: &std::sync::Arc<[f64]>) -> Vec<f64> {
    let mut sealed = bare(CLOSED);
    // The driver's own front volume belongs to the driver and not to its load: it goes to the pad.
    let missing = volume - front_volume(&sealed) - 2e-6;
    let own = 5e-6;
    for part in &mut sealed.parts {
        match &mut part.kind {
            PartKind::MovingCoil(coil) => {
                assert_eq!(coil.front_volume, own);
                coil.front_volume = 0.0;
            }
            PartKind::Chamber(chamber) if part.name == "Pad cavity" => {
                chamber.volume += missing + own;
            }
            _ => {}
        }
    }
    let mut open = sealed.clone();
    for part in &mut open.parts {
        if let PartKind::Leak(leak) = &mut part.kind {
            leak.shape = shape;
        }
    }
    let load = |design: &Design| {
        let end = LinkEnd {
            part: design.drivers().next().unwrap().id,
            port: "front".to_owned(),
        };
        let (_, readings) = Solver::default().solve_with_readings(design, f, &[end]);
        port::impedance(&readings[0], true).unwrap()
    };
    load(&open)
        .iter()
        .zip(load(&sealed))
        .map(|(open, sealed)| 20.0 * (open / sealed).norm().log10())
        .collect()
}

fn peak(f: &[f64], level: &[f64]) -> (f64, f64) {
    let top = (0..f.len())
        .max_by(|a, b| level[*a].total_cmp(&level[*b]))
        .unwrap();
    (f[top], level[top])
}

#[test]
fn the_pads_leak_takes_the_bass_as_published() {
    let slit = |gap| LeakShape::Slit {
        width: 30e-3,
        length: 10e-3,
        gap,
    };
    let f = log_grid(2001, 20.0, 2000.0);
    let level = leaking(30e-6, slit(0.2e-3), &f);
    let corner = (0..f.len()).find(|&n| level[n] > -3.0103).unwrap();
    assert!((f[corner] / 73.0 - 1.0).abs() < 0.03, "{} Hz", f[corner]);
    let below: Vec<f64> = f.iter().copied().filter(|f| *f < 1000.0).collect();
    let (at, top) = peak(&below, &level[..below.len()]);
    assert!((top - 0.8).abs() < 0.1, "{top} dB");
    assert!((at / 350.0 - 1.0).abs() < 0.1, "{at} Hz");
    let (at, _) = peak(&f, &leaking(30e-6, slit(1e-3), &f));
    assert!((at / 522.0 - 1.0).abs() < 0.03, "{at} Hz");
}

#[test]
fn a_hole_in_the_cup_resonates_as_published() {
    let hole = LeakShape::Hole {
        diameter: 2e-3,
        thickness: 1.5e-3,
    };
    let f = log_grid(4001, 100.0, 500.0);
    let level = leaking(60e-6, hole, &f);
    let (at, top) = peak(&f, &level);
    assert!((at / 213.5 - 1.0).abs() < 0.03, "{at} Hz");
    let high: Vec<f64> = (0..f.len())
        .filter(|&n| level[n] > top - 3.0103)
        .map(|n| f[n])
        .collect();
    let q = at / (high[high.len() - 1] - high[0]);
    // Between the Q of α 1 and of α 0.5.
    assert!((7.6..9.8).contains(&q), "Q {q}");
}

fn f() -> std::sync::Arc<[f64]> {
    log_grid(512, 20.0, 20_000.0)
}

fn levels(design: &Design) -> Vec<f64> {
    spl::levels_db(&Solver::default().solve(design, &f()).drum_pressure.unwrap())
}

/// Level less DF + bass, both 0 at 500 Hz, dB.
fn errors(file: &str) -> Vec<f64> {
    let design = preset(file);
    let levels = levels(&design);
    let shape = target::shape_db(&Target::DiffuseFieldBass, &f());
    let at = |curve: &[f64]| interpolate::at_log(&f(), curve, 500.0).unwrap();
    let offset = at(&levels) - at(&shape);
    levels
        .iter()
        .zip(&shape)
        .map(|(level, shape)| level - shape - offset)
        .collect()
}

#[test]
fn the_ear_is_neither_shouted_at_nor_left_without_treble() {
    for (file, from) in [(CLOSED, 40.0), (OPEN, 150.0)] {
        let errors = errors(file);
        for (f, error) in f().iter().zip(errors) {
            if (from..9000.0).contains(f) {
                assert!(error.abs() < 5.0, "{file}: {error} dB at {f} Hz");
            }
        }
    }
    // An open back has no bass shelf, and the design says so.
    let bass = interpolate::at_log(&f(), &errors(OPEN), 50.0).unwrap();
    assert!((-11.0..-7.0).contains(&bass), "{bass} dB");
    assert!(
        preset(OPEN)
            .notes
            .contains("as it does with open headphones")
    );
}
