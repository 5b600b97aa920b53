//! An armature fitted to noisy curves of its own.

use crate::support::identify::{fixture, measured, noisy};
use crate::support::systems::{Motor, armature};
use crate::timing::{figure, time};
use earwright::{
    design::PartKind,
    tuning::identify::{Model, Options, identify},
};
use std::ops::ControlFlow;

/// Points of each curve.
const POINTS: usize = 512;

/// Prints the figure: the slowest of three.
pub fn run() {
    let motor = Motor([26.4, 2.004e-3, 0.8, 1.868e5, 5.733e4, 1.5e7, 2.174e-13]);
    let driver = armature(&motor, [3.762, 30.0], 3.622e10, [1.6, 1.006]);
    let clean = measured(PartKind::Armature(driver), POINTS);
    let mut options = Options::new(Model::ARMATURE)
        .knowing("ls", 1.6e-3)
        .knowing("ds", 1.006e-3);
    options.response_band = (20.0, 20_000.0);
    let slowest = [1, 2, 3].map(|seed| {
        let data = noisy(clean.clone(), 0.5, 0.01, seed);
        time(|| {
            identify(&data, &fixture(), &options, &mut |_| {
                ControlFlow::Continue(())
            })
            .unwrap()
        })
    });
    let slowest = slowest.into_iter().fold(0.0, f64::max);
    figure("identify.seconds", slowest, "bar ≤ 2");
}
