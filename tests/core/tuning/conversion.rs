//! What is converted from one rig to another is what the device gives on the other.

use earwright::{
    analysis::spl,
    design::{CurveKind, CurvePoint, Design, StoredCurve, ear::EarModel},
    library,
    network::{Solver, log_grid},
    tuning::conversion::{Conversion, Seat, Unconverted},
};
use num_complex::Complex64;

fn in_ears() -> impl Iterator<Item = &'static Design> {
    let designs = library::designs().iter().map(|preset| &preset.design);
    designs.filter(|design| {
        let ear = design.ear_model();
        ear.is_some_and(|ear| !ear.facts().over_ear)
    })
}

fn points(f: &[f64], pressure: &[Complex64]) -> Vec<CurvePoint> {
    let pairs = f.iter().zip(pressure);
    let point = |(&f, pressure): (&f64, &Complex64)| CurvePoint {
        f,
        value: spl::level_db(*pressure),
        phase_deg: Some(pressure.arg().to_degrees()),
    };
    pairs.map(point).collect()
}

fn seats(depth: Option<f64>) -> [Seat; 2] {
    [EarModel::Iec711Lumped, EarModel::Type43].map(|ear| Seat { ear, depth })
}

#[test]
fn a_solved_curve_becomes_the_one_solved_on_the_other_rig() {
    let f = log_grid(77, 20.0, 20_000.0);
    for design in in_ears() {
        let solve = |ear| {
            Solver::default()
                .solve(&design.in_ear(ear), &f)
                .drum_pressure
                .unwrap()
        };
        let [own, wanted] = [EarModel::Iec711Lumped, EarModel::Type43].map(solve);
        let (conversion, converted) =
            Conversion::points(design, seats(None), &points(&f, &own)).unwrap();
        let right = points(&f, &wanted);
        for (found, right) in converted.iter().zip(&right) {
            assert!(
                (found.value - right.value).abs() < 1e-6,
                "{found:?} {right:?}"
            );
            let turn = (found.phase_deg.unwrap() - right.phase_deg.unwrap()).rem_euclid(360.0);
            assert!(turn.min(360.0 - turn) < 1e-6, "{found:?} {right:?}");
        }
        assert!(
            conversion
                .notes
                .iter()
                .any(|note| note.contains("100 Hz to 10 kHz"))
        );
    }
}

#[test]
fn there_and_back_again_is_where_it_began() {
    let f = log_grid(40, 30.0, 15_000.0);
    let measured: Vec<CurvePoint> = (f.iter())
        .map(|&f| CurvePoint {
            f,
            value: 90.0 + 5.0 * f.ln().sin(),
            phase_deg: None,
        })
        .collect();
    for depth in [None, Some(0.0), Some(6e-3)] {
        let design = library::default_design();
        let [a, b] = seats(depth);
        let there = Conversion::points(&design, [a, b], &measured).unwrap().1;
        let back = Conversion::points(&design, [b, a], &there).unwrap().1;
        let moved = there.iter().zip(&measured);
        assert!(moved.clone().any(|(a, b)| (a.value - b.value).abs() > 1.0));
        for (back, measured) in back.iter().zip(&measured) {
            assert!((back.value - measured.value).abs() < 1e-9);
            assert_eq!(back.phase_deg, None);
        }
    }
}

/// Published: level on a 711 less that on a 5128, re 1 kHz, of real earphones on the mean. Hz, dB.
const PUBLISHED: [(f64, f64); 7] = [
    (50.0, 3.11),
    (100.0, 3.08),
    (200.0, 2.47),
    (500.0, 1.51),
    (2000.0, -0.84),
    (3000.0, -1.99),
    (5000.0, -0.72),
];

#[test]
fn it_goes_where_published_conversions_go_and_depends_on_the_device() {
    let mut hertz: Vec<f64> = PUBLISHED.iter().map(|(f, _)| *f).collect();
    hertz.push(1000.0);
    hertz.sort_by(f64::total_cmp);
    let f: std::sync::Arc<[f64]> = hertz.into();
    let [a, b] = seats(None);
    let all: Vec<Vec<f64>> = in_ears()
        .map(|design| Conversion::of(design, [b, a], &f).unwrap().difference_db())
        .collect();
    let at = |curve: &[f64], hertz: f64| curve[f.iter().position(|f| *f == hertz).unwrap()];
    for (hertz, published) in PUBLISHED {
        let of = all.iter().map(|curve| at(curve, hertz) - at(curve, 1000.0));
        let mean = of.sum::<f64>() / all.len() as f64;
        println!("{hertz} Hz: {mean:+.2} dB, published {published:+.2}");
        assert!(mean * published > 0.0 && (mean - published).abs() < 1.6);
    }
    // Devices of another source impedance have another difference: no fixed curve does it.
    let bass = |curve: &Vec<f64>| at(curve, 100.0) - at(curve, 1000.0);
    let spread = all.iter().map(bass).fold(f64::NEG_INFINITY, f64::max)
        - all.iter().map(bass).fold(f64::INFINITY, f64::min);
    println!("devices differ by {spread:.2} dB at 100 Hz");
    assert!(spread > 0.1);
}

#[test]
fn what_cannot_be_converted_is_refused_in_a_sentence() {
    let point = |f| CurvePoint {
        f,
        value: 90.0,
        phase_deg: None,
    };
    let design = library::default_design();
    let outside = Conversion::points(&design, seats(None), &[point(5.0), point(30_000.0)]);
    assert_eq!(outside.unwrap_err(), Unconverted::Outside);
    let silent = Conversion::points(&Design::new(), seats(None), &[point(100.0)]);
    assert_eq!(silent.unwrap_err(), Unconverted::Silent);
    // Points outside are left out, the others kept.
    let curve = StoredCurve {
        name: "Mine".to_owned(),
        origin: "Imported from mine.frd.".to_owned(),
        shown: true,
        kind: CurveKind::default(),
        align_hz: None,
        align_to_hz: None,
        taken: None,
        points: vec![point(10.0), point(100.0), point(1000.0)],
    };
    let stored = Conversion::stored(&design, seats(None), &curve).unwrap();
    assert_eq!(stored.points.len(), 2);
    assert_eq!(stored.name, "Mine → Type 4.3");
    for word in ["711", "Type 4.3", &design.name, "mine.frd"] {
        assert!(stored.origin.contains(word), "{}", stored.origin);
    }
}
