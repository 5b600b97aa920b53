//! One driver, measured in several fixtures: what they tell together, what was forgotten, and what
//! impedances alone tell.

use crate::support::{
    identify::noisy,
    systems::{Motor, armature, dd10},
};
use earwright::{
    design::{CurvePoint, PartKind, acoustic::LeakShape, driver::Trust, ear::EarModel},
    network::{Solver, log_grid},
    tuning::identify::{
        Data, End, Fixture, Identified, IdentifyError, Model, Options, Standing, Take, Trace,
        identify_takes,
    },
};
use num_complex::Complex64;
use std::ops::ControlFlow;

/// What the synthetic receiver really is.
const TRUTH: [(&str, f64); 12] = [
    ("Re", 26.4),
    ("L", 2.004e-3),
    ("Ks", 0.8),
    ("τ", 1.868e5),
    ("Ma", 5.733e4),
    ("Ra", 1.5e7),
    ("Ca", 2.174e-13),
    ("Vf", 3.762e-9),
    ("Vb", 30e-9),
    ("Rv", 3.622e10),
    ("ls", 1.6e-3),
    ("ds", 1.006e-3),
];

fn truth(symbol: &str) -> f64 {
    TRUTH.iter().find(|(name, _)| *name == symbol).unwrap().1
}

fn receiver() -> PartKind {
    let motor = Motor(["Re", "L", "Ks", "τ", "Ma", "Ra", "Ca"].map(truth));
    let driver = armature(&motor, [3.762, 30.0], truth("Rv"), [1.6, 1.006]);
    PartKind::Armature(driver)
}

/// Response, where something hears it, and impedance of a driver in a fixture, without noise.
fn measured(driver: PartKind, fixture: &Fixture, points: usize) -> Data {
    let f = log_grid(points, 20.0, 20_000.0);
    let solution = Solver::default().solve(&fixture.design(driver), &f);
    let trace = |values: Vec<Complex64>, size: fn(Complex64) -> f64| {
        let points = f.iter().zip(values).map(|(f, z)| CurvePoint {
            f: *f,
            value: size(z),
            phase_deg: Some(z.arg().to_degrees()),
        });
        Trace {
            points: points.collect(),
            voltage: None,
        }
    };
    let response = solution.drum_pressure.filter(|_| fixture.is_heard());
    let level = |p: Complex64| 20.0 * (p.norm() / 20e-6).log10();
    Data {
        response: response.map(|p| trace(p, level)),
        impedance: solution.input_impedance.map(|z| trace(z, Complex64::norm)),
    }
}

/// The same with 0.5 dB and 1 % of noise.
fn take(name: &str, driver: PartKind, fixture: Fixture, seed: u64) -> Take {
    let clean = measured(driver, &fixture, 512);
    Take::new(name, noisy(clean, 0.5, 0.01, seed), fixture)
}

/// Tubes and a 711; a 2 cc with a damper; a leak and a resistor.
fn three_fixtures() -> [Fixture; 3] {
    let tubes = Fixture::coupler_711(0.1)
        .with_tube(4.5e-3, 1.4e-3)
        .with_tube(11e-3, 1.9e-3);
    let two_cc = Fixture {
        ear: EarModel::TwoCc,
        ..Fixture::coupler_711(0.2)
            .with_tube(10e-3, 1e-3)
            .with_damper(1.5e8)
    };
    let leaking = Fixture {
        source_resistance: 22.0,
        leak: Some(LeakShape::Hole {
            diameter: 0.5e-3,
            thickness: 1e-3,
        }),
        ..Fixture::coupler_711(0.1).with_tube(3e-3, 2e-3)
    };
    [tubes, two_cc, leaking]
}

fn options() -> Options {
    let mut options = Options::new(Model::ARMATURE);
    options.response_band = (20.0, 20_000.0);
    options
}

fn fit(takes: &[Take], options: &Options) -> Identified {
    identify_takes(takes, options, &mut |_| ControlFlow::Continue(())).unwrap()
}

/// Rms difference of the levels of two drivers in a fixture, dB, up to `most` Hz.
fn apart(one: &PartKind, other: &PartKind, fixture: &Fixture, most: f64) -> f64 {
    let levels = |driver: &PartKind| measured(driver.clone(), fixture, 200).response.unwrap();
    let (one, other) = (levels(one), levels(other));
    let pairs = one.points.iter().zip(&other.points);
    let off: Vec<f64> = pairs
        .filter(|(point, _)| point.f <= most)
        .map(|(a, b)| (a.value - b.value).powi(2))
        .collect();
    (off.iter().sum::<f64>() / off.len() as f64).sqrt()
}

#[test]
fn three_loads_tell_a_receiver_that_plays_as_the_true_one_in_four_others() {
    let takes: Vec<Take> = (1..)
        .zip(three_fixtures())
        .map(|(n, fixture)| take(&format!("load {n}"), receiver(), fixture, n))
        .collect();
    let found = fit(&takes, &options());
    assert!((0.93..1.07).contains(&found.misfit), "{}", found.misfit);
    assert!(found.causes.is_empty(), "{:?}", found.causes);
    let near = (found.parameters.iter())
        .filter(|p| (p.value / truth(p.parameter.symbol) - 1.0).abs() < 0.02);
    let near: Vec<&str> = near.map(|p| p.parameter.symbol).collect();
    assert!(near.len() >= 9, "{near:?} of {:?}", found.parameters);
    let others = [
        Fixture::coupler_711(0.1),
        Fixture::coupler_711(0.1)
            .with_tube(14e-3, 1.2e-3)
            .with_damper(1e8)
            .with_tube(6e-3, 2.5e-3),
        Fixture {
            ear: EarModel::Type43,
            ..Fixture::coupler_711(0.1).with_tube(8e-3, 2e-3)
        },
        Fixture {
            source_resistance: 75.0,
            ..Fixture::coupler_711(0.1).with_tube(5e-3, 1e-3)
        },
    ];
    for fixture in &others {
        // As far as the coupler is of use.
        let off = apart(&found.driver, &receiver(), fixture, 16_000.0);
        println!("{off:.4}");
        assert!(off < 0.05, "{off} dB rms");
    }
    // One driver that several loads agree on is a good source.
    assert_eq!(found.driver.origin().unwrap().trust, Trust::B);
    // What none of them tells alone is told as such, and nothing is known worse by more data.
    for p in &found.parameters {
        println!(
            "{} {:.4} {:?} {:.4}",
            p.parameter.symbol,
            p.deviation,
            p.alone,
            p.value / truth(p.parameter.symbol) - 1.0
        );
        let alone = p.alone.unwrap();
        assert!(p.deviation <= alone * 1.0001, "{p:?}");
    }
    // One load alone is an estimate, and says less.
    let one = fit(&takes[..1], &options());
    assert_eq!(one.driver.origin().unwrap().trust, Trust::C);
    let told = |found: &Identified| {
        let all = found.parameters.iter();
        all.filter(|p| p.standing == Standing::Determined && p.deviation < 0.02)
            .count()
    };
    assert!(told(&found) > told(&one), "{} {}", told(&found), told(&one));
}

#[test]
fn sets_that_agree_each_by_themselves_are_two_places() {
    let sets = (1..).zip(three_fixtures()).flat_map(|(n, fixture)| {
        ["mine", "theirs"].map(|set| Take {
            set: set.to_owned(),
            ..take(
                &format!("{set} {n}"),
                receiver(),
                fixture.clone(),
                n + set.len() as u64,
            )
        })
    });
    let takes: Vec<Take> = sets.collect();
    let found = fit(&takes, &options());
    let origin = found.driver.origin().unwrap();
    assert_eq!(origin.trust, Trust::A);
    assert!(
        origin.provenance.contains("2 sets agree"),
        "{}",
        origin.provenance
    );
}

#[test]
fn a_damper_that_nobody_stated_is_named() {
    let [tubes, two_cc, leaking] = three_fixtures();
    let damped = tubes.clone().with_damper(1.5e8);
    let mut takes = vec![
        take("tubes", receiver(), damped, 1),
        take("2 cc", receiver(), two_cc, 2),
        take("leaking", receiver(), leaking, 3),
    ];
    // What is stated has no damper.
    takes[0].fixture = tubes;
    let found = fit(&takes, &options());
    assert!(found.misfit > 1.5, "{}", found.misfit);
    let cause = &found.causes[0];
    assert!(
        cause.take == 0 && cause.message.contains("damper"),
        "{:?}",
        found.causes
    );
    assert!(cause.message.starts_with("tubes: "), "{}", cause.message);
    assert!(cause.misfit < 1.2, "{cause:?}");
    // What is not explained is not trusted.
    assert_eq!(found.driver.origin().unwrap().trust, Trust::C);
}

#[test]
fn lengths_and_levels_are_found_within_their_tolerance() {
    let [tubes, two_cc, leaking] = three_fixtures();
    let mut takes = vec![
        take("tubes", receiver(), tubes.clone(), 1),
        take("2 cc", receiver(), two_cc, 2),
        take("leaking", receiver(), leaking, 3),
    ];
    // Stated a little short, and the level of another a little low.
    takes[0].fixture = Fixture::coupler_711(0.1)
        .with_tube(4.5e-3, 1.4e-3)
        .with_tube(10.2e-3, 1.9e-3);
    takes[0] = takes[0].clone().length_within(1, 0.6e-3);
    for point in &mut takes[1].data.response.as_mut().unwrap().points {
        point.value += 1.2;
    }
    takes[1] = takes[1].clone().level_within(1.0);
    let found = fit(&takes, &options());
    assert!((0.93..1.07).contains(&found.misfit), "{}", found.misfit);
    let (what, length) = &found.takes[0].freed[0];
    assert!(what.contains("length of tube 2"), "{what}");
    let length: f64 = length.trim_end_matches(" mm").parse().unwrap();
    assert!((length - 11.0).abs() < 0.1, "{length}");
    let offset = found.takes[1].offset_db.unwrap();
    assert!((offset - 1.2).abs() < 0.1, "{offset}");
}

#[test]
fn impedances_under_four_known_loads_tell_a_receiver_without_a_microphone() {
    let loads = [
        Fixture::coupler_711(0.1).ending(End::Open),
        Fixture::coupler_711(0.1).ending(End::Blocked),
        Fixture::coupler_711(0.1)
            .with_tube(12e-3, 1.5e-3)
            .ending(End::Blocked),
        Fixture::coupler_711(0.1)
            .with_tube(30e-3, 2e-3)
            .ending(End::Blocked),
    ];
    let takes: Vec<Take> = (1..)
        .zip(loads)
        .map(|(n, fixture)| take(&format!("load {n}"), receiver(), fixture, n))
        .collect();
    assert!(takes.iter().all(|take| take.data.response.is_none()));
    let options = options()
        .knowing("ls", truth("ls"))
        .knowing("ds", truth("ds"));
    let found = fit(&takes, &options);
    assert!((0.9..1.1).contains(&found.misfit), "{}", found.misfit);
    let off = apart(
        &found.driver,
        &receiver(),
        &Fixture::coupler_711(0.1),
        8_000.0,
    );
    assert!(off < 1.5, "{off} dB rms");
    let tubes = &three_fixtures()[0];
    let off = apart(&found.driver, &receiver(), tubes, 8_000.0);
    assert!(off < 1.5, "{off} dB rms behind tubes");
}

#[test]
fn a_moving_coil_comes_out_of_two_loads() {
    let driver = PartKind::MovingCoil(dd10(60.0, 400.0));
    let small = Fixture::coupler_711(0.1)
        .with_tube(8e-3, 2.8e-3)
        .with_tube(4e-3, 3.6e-3);
    let long = Fixture::coupler_711(0.1)
        .with_tube(20e-3, 2e-3)
        .with_damper(4e7);
    let takes = [
        take("short", driver.clone(), small, 4),
        take("long", driver.clone(), long, 5),
    ];
    let mut options = Options::new(Model::MovingCoil {
        semi_inductance: false,
        sealed_rear: true,
    });
    options.response_band = (20.0, 20_000.0);
    let found = fit(&takes, &options);
    assert!((0.9..1.1).contains(&found.misfit), "{}", found.misfit);
    assert_eq!(found.driver.origin().unwrap().trust, Trust::B);
    let other = Fixture::coupler_711(0.1).with_tube(12e-3, 3e-3);
    let off = apart(&found.driver, &driver, &other, 10_000.0);
    assert!(off < 0.1, "{off} dB rms");
}

#[test]
fn what_cannot_be_is_refused_with_the_name_of_the_measurement() {
    let wall = Fixture::coupler_711(0.1).ending(End::Blocked);
    let mut heard = take("wall", receiver(), Fixture::coupler_711(0.1), 1);
    heard.fixture = wall;
    let refused = |takes: &[Take]| {
        identify_takes(takes, &options(), &mut |_| ControlFlow::Continue(())).unwrap_err()
    };
    let IdentifyError::BadData(why) = refused(&[heard]) else {
        panic!("a response in a wall")
    };
    assert!(why.starts_with("wall: a response needs a coupler"), "{why}");
    let mut weightless = take("light", receiver(), Fixture::coupler_711(0.1), 1);
    weightless.weight = 0.0;
    let why = refused(&[weightless]).to_string();
    assert!(why.contains("light: the weight must be positive"), "{why}");
}
