//! How a 711 and a Type 4.3 ear differ on real earphones.

use super::{Case, Checks};
use crate::{
    analysis::spl,
    design::{Design, ear::EarModel},
    library,
    network::{Solver, log_grid},
};

/// Level on a 711 less that on a B&K 5128, re 1 kHz, dB: the mean of many earphones. Hz, dB, and how near
/// ours is to be.
const PUBLISHED: [(f64, f64, f64); 11] = [
    (20.0, 2.47, 1.5),
    (50.0, 3.11, 0.5),
    (100.0, 3.08, 0.5),
    (200.0, 2.47, 0.5),
    (500.0, 1.51, 0.5),
    (2000.0, -0.84, 0.5),
    (3000.0, -1.99, 0.5),
    (4000.0, -0.93, 0.5),
    (5000.0, -0.72, 0.5),
    (6300.0, -0.92, 1.5),
    (8000.0, -1.66, 1.5),
];

/// The mean difference over the in-ear designs of the library.
pub(super) fn difference() -> Case {
    // Two octaves have 30 points each: 1 kHz is among them, and every published one near enough.
    let f = log_grid(301, 20.0, 20_000.0);
    let levels = |design: &Design, model: EarModel| {
        let solution = Solver::default().solve(&design.in_ear(model), &f);
        solution.drum_pressure.as_deref().map(spl::levels_db)
    };
    let mut mean = vec![0.0; f.len()];
    let mut count = 0.0;
    for preset in library::designs() {
        let ear = preset.design.ear_model();
        if ear.is_none_or(|ear| ear.facts().over_ear) {
            continue;
        }
        let both = levels(&preset.design, EarModel::Iec711Lumped)
            .zip(levels(&preset.design, EarModel::Type43));
        if let Some((one, other)) = both {
            count += 1.0;
            for (sum, (one, other)) in mean.iter_mut().zip(one.iter().zip(&other)) {
                *sum += one - other;
            }
        }
    }
    let at = |wanted: f64| {
        let place = f.partition_point(|f| *f < wanted * 0.9999);
        mean.get(place).map_or(f64::NAN, |sum| sum / count)
    };
    let mut checks = Checks::default();
    for (hertz, published, within) in PUBLISHED {
        let what = format!("{hertz:.0} Hz re 1 kHz");
        checks.add(&what, "dB", at(hertz) - at(1000.0), published, within);
    }
    Case {
        known: Some(
            "the designs play at the reference plane of both ears; with 4 mm of canal before it 6.3 and 8 kHz \
             come within 0.6 dB, but what is too much at 20 Hz and the missing dip at 3 to 4 kHz stay \
             unexplained",
        ),
        ..checks.case(
            "711 less 5128, mean of the in-ear designs",
            "HTangl's target “Δ 5128 DF” less AutoEq's 5128 diffuse field: the mean of real earphones",
        )
    }
}
