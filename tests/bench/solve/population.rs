//! A thousand ears behind one design, over its one solve and over a thousand evaluations of the ear
//! alone: leak, canal, tip and ear by their formulas, from the drum backwards, on as many threads.

use crate::support::systems::hybrid5;
use crate::timing::{figure, median, time};
use earwright::{
    design::acoustic::{Eartip, LeakShape},
    network::{Solver, air_constants, ear_at},
    physics::{air::AirConstants, duct::Duct},
    tuning::{
        PopulationSettings,
        ear_population::{Population, Wearer, Wearing, Who, ear_population},
        tolerance,
    },
};
use rayon::prelude::*;
use std::{hint::black_box, ops::ControlFlow};

const EARS: usize = 1000;
const TURNS: usize = 7;

/// Pressure at the drum over that at the nozzle, squared, of one ear at every frequency.
fn ear_alone(wearer: &Wearer, air: &AirConstants<f64>, f: &[f64], out: &mut [f64]) {
    let Eartip {
        length,
        bore,
        canal_length,
        canal_diameter,
        leak,
        ..
    } = wearer.tip;
    for (out, f) in out.iter_mut().zip(f) {
        let w = std::f64::consts::TAU * f;
        let mut load = ear_at(wearer.ear.model, w, air);
        if canal_length > 0.0 {
            let canal = Duct::round(w, canal_length, 0.5 * canal_diameter, air);
            load = load.behind(&canal.chain());
        }
        if let Some(LeakShape::Slit { width, length, gap }) = leak {
            let slit = Duct::slit(w, length, width, gap, air).chain();
            load = load.beside(slit.d / slit.b);
        }
        if length > 0.0 {
            load = load.behind(&Duct::round(w, length, 0.5 * bore, air).chain());
        }
        *out = load.drum_ratio.norm_squared();
    }
}

/// Prints the figures.
pub fn run() {
    let f = tolerance::grid();
    let design = hybrid5();
    let air = air_constants(&design.air);
    let population = Population::of(&design, Who::People, &f).unwrap();
    assert!(population.source().is_ok(), "the design is reduced");
    let wearers: Vec<Wearer> = (0..EARS)
        .map(|n| population.wearing().wearer(&Wearing::drawn(1, n)))
        .collect();
    let settings = PopulationSettings {
        count: EARS,
        within: Some(3.0),
        ..PopulationSettings::default()
    };
    let mut times: [Vec<f64>; 4] = Default::default();
    for _ in 0..TURNS {
        let go = &mut |_| ControlFlow::Continue(());
        times[0].push(time(|| ear_population(&design, &settings, None, go)));
        times[1].push(time(|| Solver::default().solve(&design, &f)));
        times[2].push(time(|| {
            wearers.par_chunks(16).for_each(|some| {
                let mut row = vec![0.0; f.len()];
                for wearer in some {
                    ear_alone(wearer, &air, &f, &mut row);
                    black_box(&row);
                }
            });
        }));
        times[3].push(time(|| {
            let drawn: Vec<_> = (0..EARS).map(|n| Wearing::drawn(1, n)).collect();
            Population::of(&design, Who::People, &f)
                .unwrap()
                .levels(&drawn, go)
        }));
    }
    let [whole, solve, ears, levels] = times.map(median);
    println!(
        "population of {EARS} ears at {} frequencies in ms: {:.1} with all statistics, {:.1} for the \
         levels alone, the ears alone {:.1}, one solve {:.3}",
        f.len(),
        whole * 1e3,
        levels * 1e3,
        ears * 1e3,
        solve * 1e3,
    );
    figure("population.seconds", whole, "bar ≤ 2");
    figure("population.times_ear", (whole - solve) / ears, "bar ≤ 1.2");
}
