//! The fitted armatures play as their data sheets say.

use crate::support::systems::{Bench, EAR, SOURCE, tube_mm};
use earwright::{
    design::{
        Design, PartKind, Tube,
        drive::Drive,
        ear::{Ear, EarModel},
        part::Part,
    },
    library::driver,
    network::{Solver, log_grid},
};
use std::sync::Arc;

/// A preset's landmarks: level at 1 kHz, first peak, impedance at 1 kHz.
struct Landmarks {
    preset: &'static str,
    drive: f64,
    ear: EarModel,
    /// Length and bore, mm.
    tubes: &'static [(f64, f64)],
    level_1k: f64,
    peak: Option<(f64, f64)>,
    impedance_1k: f64,
}

const SONION_TUBES: &[(f64, f64)] = &[(4.5, 1.4), (11.0, 1.9)];

/// As the data sheets print them. CI-22955's impedance is that of the sheet's curve: it passes
/// 71.3 Ω at 856 Hz and 99.1 Ω at 1091 Hz, so 88 Ω at 1 kHz, and not the 80 Ω of its table.
const LANDMARKS: [Landmarks; 10] = [
    Landmarks {
        preset: "Sonion 17A003",
        drive: 0.07,
        ear: EarModel::Iec711Lumped,
        tubes: SONION_TUBES,
        level_1k: 116.6,
        peak: Some((2257.0, 121.0)),
        impedance_1k: 21.5,
    },
    Landmarks {
        preset: "Sonion EST65DA01",
        drive: 0.1,
        ear: EarModel::Iec711Lumped,
        tubes: &[(3.0, 1.4), (11.0, 1.9)],
        level_1k: 72.0,
        peak: Some((4000.0, 97.0)),
        impedance_1k: 12.0,
    },
    Landmarks {
        preset: "Knowles CI-22955",
        drive: 0.1,
        ear: EarModel::Iec711Lumped,
        tubes: &[],
        level_1k: 112.0,
        peak: Some((2207.0, 121.6)),
        impedance_1k: 88.0,
    },
    Landmarks {
        preset: "Knowles RDI-34006",
        drive: 0.1,
        ear: EarModel::Iec711Lumped,
        tubes: &[],
        level_1k: 117.0,
        peak: Some((1954.0, 124.4)),
        impedance_1k: 24.0,
    },
    Landmarks {
        preset: "Knowles HODVTEC-31618",
        drive: 0.1,
        ear: EarModel::Iec711Lumped,
        tubes: &[],
        level_1k: 123.0,
        peak: Some((1395.0, 127.9)),
        impedance_1k: 48.0,
    },
    Landmarks {
        preset: "Knowles RAU-34832-B148",
        drive: 0.1,
        ear: EarModel::Iec711Lumped,
        tubes: &[(1.75, 1.0)],
        level_1k: 78.5,
        peak: Some((7106.0, 112.0)),
        impedance_1k: 12.4,
    },
    Landmarks {
        preset: "Sonion 2356",
        drive: 0.1,
        ear: EarModel::Iec711Lumped,
        tubes: SONION_TUBES,
        level_1k: 106.5,
        peak: Some((2670.0, 118.5)),
        impedance_1k: 41.5,
    },
    Landmarks {
        preset: "Sonion 33AJ007i/9",
        drive: 0.1,
        ear: EarModel::Iec711Lumped,
        tubes: SONION_TUBES,
        level_1k: 116.0,
        peak: Some((1650.0, 124.0)),
        impedance_1k: 28.0,
    },
    Landmarks {
        preset: "Sonion 38D1XJ007Mi/8a",
        drive: 0.1,
        ear: EarModel::Iec711Lumped,
        tubes: SONION_TUBES,
        level_1k: 104.5,
        peak: None,
        impedance_1k: 22.5,
    },
    Landmarks {
        preset: "Sonion 28UAP01",
        drive: 0.16,
        ear: EarModel::TwoCc,
        tubes: &[(10.0, 1.0)],
        level_1k: 107.5,
        peak: Some((2300.0, 113.0)),
        impedance_1k: 60.0,
    },
];

/// A preset on a coupler behind a tube, or right on it.
fn design(preset: &str, drive: f64, ear: EarModel, tube: Option<Tube>) -> Design {
    let mut bench = Bench::new();
    bench.design.drive = Drive::Voltage { emf: drive };
    let part: Option<&mut Part> = bench.design.parts.iter_mut().find(|p| p.id == EAR);
    part.unwrap().kind = PartKind::Ear(Ear::from(ear));
    let kind = driver::driver(preset).unwrap().part.clone();
    let driver = bench.part("Driver", kind);
    bench.terminals(driver, (SOURCE, "+"), false);
    match tube {
        Some(tube) => bench.tube(tube, (driver, "spout"), (EAR, "canal")),
        None => bench.joint((driver, "spout"), (EAR, "canal")),
    };
    bench.design
}

fn tube_of(pieces: &[(f64, f64)]) -> Option<Tube> {
    let (first, rest) = pieces.split_first()?;
    let mut tube = tube_mm(first.0, first.1);
    for (length, bore) in rest {
        tube.sections.extend(tube_mm(*length, *bore).sections);
    }
    Some(tube)
}

/// Level, dB SPL, and |Z|, Ω, on a grid.
fn curves(design: &Design, f: &Arc<[f64]>) -> (Vec<f64>, Vec<f64>) {
    let solution = Solver::default().solve(design, f);
    let level = |p: &num_complex::Complex64| 20.0 * (p.norm() / 20e-6).log10();
    let drum = solution.drum_pressure.unwrap();
    let impedance = solution.input_impedance.unwrap();
    (
        drum.iter().map(level).collect(),
        impedance.iter().map(|z| z.norm()).collect(),
    )
}

/// The highest peak within a fifth of a frequency: Hz and dB.
fn peak_near(f: &[f64], level: &[f64], near: f64) -> (f64, f64) {
    let inside = |k: &usize| (f[*k] / near).ln().abs() < 0.2;
    let top = (1..f.len() - 1)
        .filter(inside)
        .filter(|&k| level[k] > level[k - 1] && level[k] > level[k + 1])
        .max_by(|a, b| level[*a].total_cmp(&level[*b]))
        .unwrap();
    (f[top], level[top])
}

#[test]
fn presets_meet_their_data_sheets_landmarks() {
    let mut missed = Vec::new();
    for mark in &LANDMARKS {
        // A grid with 1 kHz in its middle.
        let f = log_grid(1001, 100.0, 10_000.0);
        let design = design(mark.preset, mark.drive, mark.ear, tube_of(mark.tubes));
        let (level, impedance) = curves(&design, &f);
        let mut check = |what: &str, found: f64, wanted: f64, within: f64| {
            if (found - wanted).abs() > within {
                missed.push(format!("{}: {what} {found:.1}, not {wanted}", mark.preset));
            }
        };
        check("level at 1 kHz", level[500], mark.level_1k, 1.0);
        let ohms = mark.impedance_1k;
        check("|Z| at 1 kHz", impedance[500], ohms, 0.05 * ohms);
        if let Some((at, high)) = mark.peak {
            let found = peak_near(&f, &level, at);
            check("first peak, Hz", found.0, at, 0.05 * at);
            check("first peak, dB", found.1, high, 1.5);
        }
    }
    assert!(missed.is_empty(), "\n{}", missed.join("\n"));
}
