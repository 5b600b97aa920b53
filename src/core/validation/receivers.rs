//! Receivers of the library in the fixtures of their data sheets, and the published damper case.

use super::{Case, Checks};
use crate::{
    analysis::spl,
    design::{Design, ear::EarModel},
    library::driver,
    network::{Solver, log_grid},
    tuning::identify::{Fixture, Piece},
};
use std::sync::Arc;

/// A millimetre, m.
const MM: f64 = 1e-3;

/// What a data sheet prints of a receiver: drive, V, coupler, tubes (length and bore, mm), level at
/// 1 kHz, dB, |Z| at 1 kHz, Ω, first peak, Hz and dB.
struct Sheet {
    preset: &'static str,
    drive: f64,
    ear: EarModel,
    tubes: &'static [(f64, f64)],
    level: f64,
    ohm: f64,
    peak: Option<(f64, f64)>,
}

const SONION: &[(f64, f64)] = &[(4.5, 1.4), (11.0, 1.9)];

const fn sheet(
    preset: &'static str,
    tubes: &'static [(f64, f64)],
    (level, ohm): (f64, f64),
    peak: Option<(f64, f64)>,
) -> Sheet {
    Sheet {
        preset,
        drive: 0.1,
        ear: EarModel::Iec711Lumped,
        tubes,
        level,
        ohm,
        peak,
    }
}

/// As the data sheets print them; CI-22955's impedance is that of the sheet's curve at 1 kHz.
const SHEETS: [Sheet; 10] = [
    Sheet {
        drive: 0.07,
        ..sheet(
            "Sonion 17A003",
            SONION,
            (116.6, 21.5),
            Some((2257.0, 121.0)),
        )
    },
    sheet(
        "Sonion EST65DA01",
        &[(3.0, 1.4), (11.0, 1.9)],
        (72.0, 12.0),
        Some((4000.0, 97.0)),
    ),
    sheet(
        "Knowles CI-22955",
        &[],
        (112.0, 88.0),
        Some((2207.0, 121.6)),
    ),
    sheet(
        "Knowles RDI-34006",
        &[],
        (117.0, 24.0),
        Some((1954.0, 124.4)),
    ),
    sheet(
        "Knowles HODVTEC-31618",
        &[],
        (123.0, 48.0),
        Some((1395.0, 127.9)),
    ),
    sheet(
        "Knowles RAU-34832-B148",
        &[(1.75, 1.0)],
        (78.5, 12.4),
        Some((7106.0, 112.0)),
    ),
    sheet("Sonion 2356", SONION, (106.5, 41.5), Some((2670.0, 118.5))),
    sheet(
        "Sonion 33AJ007i/9",
        SONION,
        (116.0, 28.0),
        Some((1650.0, 124.0)),
    ),
    sheet("Sonion 38D1XJ007Mi/8a", SONION, (104.5, 22.5), None),
    Sheet {
        drive: 0.16,
        ear: EarModel::TwoCc,
        ..sheet(
            "Sonion 28UAP01",
            &[(10.0, 1.0)],
            (107.5, 60.0),
            Some((2300.0, 113.0)),
        )
    },
];

/// A receiver of the library in a fixture; absent where the library has none of this name.
fn design(preset: &str, fixture: &Fixture) -> Option<Design> {
    Some(fixture.design(driver::driver(preset)?.part.clone()))
}

/// Level, dB, and |Z|, Ω.
fn curves(design: &Design, f: &Arc<[f64]>) -> (Vec<f64>, Vec<f64>) {
    let solution = Solver::default().solve(design, f);
    let level = solution.drum_pressure.as_deref().map(spl::levels_db);
    let ohm = solution.input_impedance.as_deref();
    let ohm = ohm.map(|z| z.iter().map(|z| z.norm()).collect());
    let none = || vec![f64::NAN; f.len()];
    (level.unwrap_or_else(none), ohm.unwrap_or_else(none))
}

/// The highest peak within a fifth of a frequency: Hz and dB.
fn peak_near(f: &[f64], level: &[f64], near: f64) -> (f64, f64) {
    let tops = f.windows(3).zip(level.windows(3));
    let tops = tops.filter(|(f, level)| {
        (f[1] / near).ln().abs() < 0.2 && level[1] > level[0] && level[1] > level[2]
    });
    let top = tops.max_by(|a, b| a.1[1].total_cmp(&b.1[1]));
    top.map_or((f64::NAN, f64::NAN), |(f, level)| (f[1], level[1]))
}

/// Every receiver whose data sheet is known.
pub(super) fn landmarks() -> Vec<Case> {
    // 1 kHz is its middle.
    let f = log_grid(1001, 100.0, 10_000.0);
    let case = |sheet: &Sheet| {
        let path = sheet.tubes.iter().map(|(length, bore)| Piece::Tube {
            length: length * MM,
            bore: bore * MM,
        });
        let fixture = Fixture {
            path: path.collect(),
            ear: sheet.ear,
            ..Fixture::coupler_711(sheet.drive)
        };
        let (level, ohm) = design(sheet.preset, &fixture).map_or_else(
            || (vec![f64::NAN; f.len()], vec![f64::NAN; f.len()]),
            |design| curves(&design, &f),
        );
        let mut checks = Checks::default();
        checks.add("level at 1 kHz", "dB", level[500], sheet.level, 1.0);
        checks.share("|Z| at 1 kHz", "Ω", ohm[500], sheet.ohm, 0.05);
        if let Some((at, high)) = sheet.peak {
            let found = peak_near(&f, &level, at);
            checks.share("first peak at", "Hz", found.0, at, 0.05);
            checks.add("first peak", "dB", found.1, high, 1.5);
        }
        checks.case(
            sheet.preset,
            "its data sheet; fitted to curves of the same sheet",
        )
    };
    SHEETS.iter().map(case).collect()
}

/// A damper in the tubes of a receiver: what it takes off the first two peaks, and where these are.
pub(super) fn damper() -> Case {
    let tube = |length: f64, bore: f64| Piece::Tube {
        length: length * MM,
        bore: bore * MM,
    };
    // Its place is not published. The piece of Ø 2.1 mm is as wide as dampers of Ø 2.08 mm press into: it
    // sits in the middle of that.
    let seat = tube(0.5 * 2.5, 2.1);
    let fixture = |damped: bool| {
        let damper = Piece::Damper { resistance: 1.5e8 };
        let path = [tube(7.0, 1.5), seat].into_iter();
        let path = path.chain(damped.then_some(damper));
        Fixture {
            path: path.chain([seat, tube(3.0, 2.5)]).collect(),
            ..Fixture::coupler_711(0.1)
        }
    };
    let f = log_grid(1201, 1000.0, 10_000.0);
    let level = |damped: bool| {
        let design = design("Sonion 2356", &fixture(damped));
        design.map_or_else(|| vec![f64::NAN; f.len()], |design| curves(&design, &f).0)
    };
    let (bare, damped) = (level(false), level(true));
    let mut peaks = (1..f.len() - 1).filter(|&k| bare[k] > bare[k - 1] && bare[k] > bare[k + 1]);
    let mut checks = Checks::default();
    for (which, published, less) in [("first", 2570.0, 6.8), ("second", 4890.0, 12.2)] {
        let found = peaks.next().map(|k| (f[k], bare[k] - damped[k]));
        let (at, by) = found.unwrap_or((f64::NAN, f64::NAN));
        checks.share(&format!("{which} peak at"), "Hz", at, published, 0.1);
        checks.add(&format!("{which} peak lower by"), "dB", by, less, 1.0);
    }
    checks.case(
        "Sonion 2356 with a damper of 1500 Ω",
        "Sonion Academy document 304 (2013), page 12: tubes 7 × Ø 1.5, 2.5 × Ø 2.1, 3 × Ø 2.5 mm on a 711. The \
         damper's place is not stated: taken in the middle of the second tube, into which one of Ø 2.08 mm presses. \
         The receiver is fitted to the curve with damper too; the one without is, peak for peak, that of its data \
         sheet and so of the sheet's tubes, and is held here to the stated ones: in the sheet's, both reductions come \
         out 1 dB larger",
    )
}
