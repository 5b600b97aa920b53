//! An earphone's impedance comes out of levels behind resistors, and what they cannot tell is said.

use crate::support::identify::Noise;
use earwright::{
    design::{CurvePoint, PartKind},
    library,
    network::{Solver, log_grid},
    tuning::level_impedance::{
        LevelImpedance, LevelImpedanceError, Options, Run, level_impedance, resistance_of_name,
    },
};
use num_complex::Complex64;
use std::sync::Arc;

/// Points per octave as measuring programs export them.
const POINTS: usize = 480;
/// Standard deviation of every level, dB.
const NOISE_DB: f64 = 0.1;

/// Levels behind a resistance, from levels behind none and the impedance, in closed form.
fn behind(f: &[f64], direct_db: &[f64], impedance: &[Complex64], resistance: f64) -> Vec<f64> {
    assert_eq!(f.len(), direct_db.len());
    let both = direct_db.iter().zip(impedance);
    both.map(|(level, z)| level + 20.0 * (z / (z + resistance)).norm().log10())
        .collect()
}

fn run(f: &[f64], levels: &[f64], resistance: f64, seed: u64) -> Run {
    let mut noise = Noise::new(seed);
    let points = f.iter().zip(levels).map(|(f, level)| CurvePoint {
        f: *f,
        value: level + NOISE_DB * noise.next(),
        phase_deg: None,
    });
    Run {
        name: format!("{resistance} ohm"),
        resistance,
        points: points.collect(),
    }
}

/// A network nobody solved: a coil with losses, and three resonances as a receiver shows them.
fn by_hand(f: f64) -> Complex64 {
    let s = Complex64::new(0.0, std::f64::consts::TAU * f);
    let resonance = |at: f64, q: f64, ohm: f64| ohm / Complex64::new(1.0, q * (f / at - at / f));
    let coil = 1.0 / (1.0 / (s * 1.5e-3) + 1.0 / (0.5 * s.sqrt()));
    9.0 + coil + resonance(1500.0, 4.0, 25.0) + resonance(4700.0, 5.0, 18.0)
}

/// A preset's level and impedance behind a source of this resistance, by the solver.
fn solved(file: &str, f: &Arc<[f64]>, resistance: f64) -> (Vec<f64>, Vec<Complex64>) {
    let found = library::designs()
        .iter()
        .find(|preset| preset.file.contains(file));
    let mut design = found.unwrap().design.clone();
    for part in design.parts.iter_mut() {
        if let PartKind::Source(source) = &mut part.kind {
            source.output_resistance = resistance;
            source.cable_resistance = 0.0;
            source.cable_inductance = 0.0;
            source.cable_capacitance = 0.0;
        }
    }
    let solution = Solver::default().solve(&design, f);
    let pressure = solution.drum_pressure.as_deref().unwrap();
    let levels = pressure.iter().map(|p| 20.0 * (p.norm() / 20e-6).log10());
    (levels.collect(), solution.input_impedance.clone().unwrap())
}

/// How an impedance and what it foretells are off.
#[derive(Debug)]
struct Off {
    /// Part of the band in which the magnitude is within 3 %.
    within: f64,
    /// Relative error of the magnitude, rms.
    rms: f64,
    /// Error of the level behind a resistor that was in no file, dB rms.
    level_db: f64,
}

/// How what was found is off from the truth, and behind `resistance`.
fn off(found: &LevelImpedance, truth: impl Fn(f64) -> Complex64, resistance: f64) -> Off {
    let (mut within, mut squares, mut level) = (0.0, 0.0, 0.0);
    for (f, z) in found.f.iter().zip(&found.impedance) {
        let wanted = truth(*f);
        let error = z.norm() / wanted.norm() - 1.0;
        within += if error.abs() < 0.03 { 1.0 } else { 0.0 };
        squares += error * error;
        let loss = |z: Complex64| 20.0 * (z / (z + resistance)).norm().log10();
        level += (loss(*z) - loss(wanted)).powi(2);
    }
    let count = found.f.len() as f64;
    Off {
        within: within / count,
        rms: (squares / count).sqrt(),
        level_db: (level / count).sqrt(),
    }
}

#[test]
fn a_network_by_hand_is_found_behind_its_levels() {
    let f = log_grid(POINTS, 20.0, 20_000.0);
    let impedance: Vec<Complex64> = f.iter().map(|f| by_hand(*f)).collect();
    let direct: Vec<f64> = f
        .iter()
        .map(|f| 100.0 - 3.0 * (f / 1e3).ln().cos())
        .collect();
    for seed in [1, 2] {
        let runs: Vec<Run> = (0..)
            .zip([0.0, 10.0, 47.0, 100.0])
            .map(|(n, r)| run(&f, &behind(&f, &direct, &impedance, r), r, 100 * seed + n))
            .collect();
        let found = level_impedance(&runs, &Options::default()).unwrap();
        let found_off = off(&found, by_hand, 22.0);
        assert!(
            found_off.within > 0.98 && found_off.rms < 0.015,
            "{found_off:?}"
        );
        assert!(found_off.level_db < 0.05, "{found_off:?}");
        // Each file is foretold by the others within the noise that it has itself.
        for file in &found.files {
            let held_out = file.held_out.unwrap();
            assert!(held_out.rms_db < NOISE_DB, "{file:?}");
        }
    }
}

#[test]
fn designs_are_found_behind_their_levels_and_a_held_out_resistor_is_foretold() {
    let f = log_grid(POINTS, 20.0, 20_000.0);
    for (n, file) in [
        "single_dynamic",
        "single_armature",
        "hybrid_1dd_2ba",
        "hybrid_1dd_4ba",
    ]
    .iter()
    .enumerate()
    {
        let resistances = [0.0, 20.0, 50.0, 100.0];
        let runs: Vec<Run> = (0..)
            .zip(resistances)
            .map(|(k, r)| run(&f, &solved(file, &f, r).0, r, 1000 * n as u64 + k + 7))
            .collect();
        let (_, truth) = solved(file, &f, 0.0);
        let wanted = |at: f64| {
            let place = f
                .partition_point(|f| *f < at * (1.0 - 1e-9))
                .min(f.len() - 1);
            let before = place.saturating_sub(1);
            let part = if place == before {
                0.0
            } else {
                (at / f[before]).ln() / (f[place] / f[before]).ln()
            };
            truth[before] * (1.0 - part) + truth[place] * part
        };
        let found = level_impedance(&runs, &Options::default()).unwrap();
        let found_off = off(&found, wanted, 33.0);
        assert!(
            found_off.within > 0.98 && found_off.rms < 0.015,
            "{file}: {found_off:?}"
        );
        // What is found without the file at 50 Ω, and foretells it.
        let mut three = runs;
        three.retain(|run| run.resistance != 50.0);
        let three = level_impedance(&three, &Options::default()).unwrap();
        let held_out = off(&three, wanted, 50.0);
        assert!(held_out.level_db < 0.05, "{file}: {held_out:?}");
        let foretold = three.level(50.0);
        let clean = solved(file, &f, 50.0).0;
        let squares: f64 = (foretold.iter().zip(&clean))
            .map(|(point, level)| (point.value - level).powi(2))
            .sum();
        // The noise of the file it is told from comes on top.
        let rms = (squares / clean.len() as f64).sqrt();
        assert!(rms < 1.3 * NOISE_DB, "{file}: {rms}");
    }
}

#[test]
fn levels_that_were_not_kept_are_told_and_let_off() {
    let f = log_grid(POINTS, 20.0, 20_000.0);
    let impedance: Vec<Complex64> = f.iter().map(|f| by_hand(*f)).collect();
    let direct = vec![95.0; f.len()];
    let mut runs: Vec<Run> = (0..)
        .zip([0.0, 20.0, 100.0])
        .map(|(n, r)| run(&f, &behind(&f, &direct, &impedance, r), r, n + 5))
        .collect();
    let kept = level_impedance(&runs, &Options::default()).unwrap();
    assert!(kept.told.is_empty(), "{:?}", kept.told);
    for point in &mut runs[1].points {
        point.value += 0.4;
    }
    let shifted = level_impedance(&runs, &Options::default()).unwrap();
    let told = shifted
        .told
        .iter()
        .find(|told| told.message.contains("not to have been kept"));
    assert!(
        told.unwrap().message.contains("20 ohm"),
        "{:?}",
        shifted.told
    );
    // Let off, the offset is found, and the shape of the impedance with it.
    let options = Options {
        offset_db: 0.4,
        ..Options::default()
    };
    let free = level_impedance(&runs, &options).unwrap();
    let found = free.files[1].offset_db - free.files[0].offset_db;
    assert!((found - 0.4).abs() < 0.15, "{found}");
    let free_off = off(&free, by_hand, 33.0);
    assert!(free_off.rms < 0.08, "{free_off:?}");
    // What it costs is said: the scale is less sure than where levels are kept.
    let mean = |found: &LevelImpedance| found.deviation.iter().sum::<f64>() / found.f.len() as f64;
    assert!(
        mean(&free) > 1.5 * mean(&kept),
        "{} {}",
        mean(&free),
        mean(&kept)
    );
}

#[test]
fn a_flat_impedance_without_kept_levels_has_no_scale_and_says_so() {
    let f = log_grid(POINTS, 20.0, 20_000.0);
    let flat = vec![Complex64::new(64.0, 0.0); f.len()];
    let direct = vec![95.0; f.len()];
    let runs: Vec<Run> = (0..)
        .zip([0.0, 20.0, 100.0])
        .map(|(n, r)| run(&f, &behind(&f, &direct, &flat, r), r, n + 50))
        .collect();
    let options = Options {
        offset_db: 1.0,
        ..Options::default()
    };
    let found = level_impedance(&runs, &options).unwrap();
    let weak = found
        .told
        .iter()
        .find(|told| told.message.contains("|Z| is known"));
    assert!(weak.is_some(), "{:?}", found.told);
    // What is claimed holds.
    let scale = (found.impedance[100].norm() / 64.0).ln();
    assert!(scale.abs() < 3.0 * found.deviation[100], "{scale}");
    let kept = level_impedance(&runs, &Options::default()).unwrap();
    assert!(kept.told.is_empty(), "{:?}", kept.told);
    let kept_off = off(&kept, |_| Complex64::new(64.0, 0.0), 33.0);
    assert!(kept_off.within > 0.999, "{kept_off:?}");
}

#[test]
fn what_cannot_tell_an_impedance_is_refused() {
    let f = log_grid(40, 20.0, 20_000.0);
    let levels = vec![90.0; f.len()];
    let at = |resistance: f64| run(&f, &levels, resistance, 1);
    let refused = |runs: &[Run]| level_impedance(runs, &Options::default()).unwrap_err();
    assert_eq!(refused(&[at(0.0)]), LevelImpedanceError::TooFew);
    assert_eq!(
        refused(&[at(5.0), at(5.0)]),
        LevelImpedanceError::SameResistance
    );
    assert_eq!(
        refused(&[at(0.0), at(5.0)]),
        LevelImpedanceError::NoDifference
    );
    let negative = refused(&[at(0.0), at(-5.0)]);
    assert!(matches!(negative, LevelImpedanceError::Resistance(_)));
    let mut broken = at(10.0);
    broken.points[3].value = f64::NAN;
    let broken = refused(&[at(0.0), broken]);
    assert!(matches!(broken, LevelImpedanceError::NoCurve(_)));
    let mut short = at(10.0);
    short.points.truncate(3);
    assert_eq!(refused(&[at(0.0), short]), LevelImpedanceError::NoBand);
}

#[test]
fn the_name_of_a_file_tells_its_resistance() {
    for (name, ohm) in [
        ("Zero Red 47 ohm.txt", Some(47.0)),
        ("FH15 20ohm.frd", Some(20.0)),
        ("hane_33R.txt", Some(33.0)),
        ("mine 1.5 Ω L.txt", Some(1.5)),
        ("KC 100 Ohms right.csv", Some(100.0)),
        ("mine direct.frd", Some(0.0)),
        ("Explorer R.txt", None),
        ("5128 Clear.txt", None),
    ] {
        assert_eq!(resistance_of_name(name), ohm, "{name}");
    }
}
