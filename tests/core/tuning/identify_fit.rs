//! A driver is found again from its curves, and what they do not tell is named.

use crate::support::{
    identify::{fixture, measured, noisy, without_phase},
    systems::{Motor, armature, case, dd10, origin},
};
use earwright::{
    design::{
        CurvePoint, PartKind, Severity,
        driver::{Armature, SecondMode},
    },
    tuning::identify::{
        Data, Doubt, Fixture, Identified, IdentifyError, Model, Options, Standing, Trace, examine,
        identify,
    },
};
use std::ops::ControlFlow;

/// What the synthetic driver really is.
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

fn true_armature() -> Armature {
    let motor = Motor(["Re", "L", "Ks", "τ", "Ma", "Ra", "Ca"].map(truth));
    armature(&motor, [3.762, 30.0], truth("Rv"), [1.6, 1.006])
}

/// What a part's owner knows: its spout, by calipers. Noise 0.5 dB and 1 %.
fn options() -> Options {
    let mut options = Options::new(Model::ARMATURE)
        .knowing("ls", truth("ls"))
        .knowing("ds", truth("ds"));
    options.response_band = (20.0, 20_000.0);
    options
}

fn fit(data: &Data, options: &Options) -> Identified {
    identify(
        data,
        &fixture(),
        options,
        &mut |_| ControlFlow::Continue(()),
    )
    .unwrap()
}

/// Every parameter with a predicted deviation under 0.7 % is within 2 %; returns how many there
/// are.
fn within_2_percent(found: &Identified) -> usize {
    let determinable: Vec<_> = found
        .parameters
        .iter()
        .filter(|p| p.standing == Standing::Determined && p.deviation < 0.007)
        .collect();
    for fitted in &determinable {
        let symbol = fitted.parameter.symbol;
        let error = fitted.value / truth(symbol) - 1.0;
        assert!(error.abs() < 0.02, "{symbol}: {error}");
    }
    determinable.len()
}

#[test]
fn an_armature_is_found_again_from_noisy_curves() {
    let clean = measured(PartKind::Armature(true_armature()), 512);
    for seed in [1, 2, 3] {
        let data = noisy(clean.clone(), 0.5, 0.01, seed);
        let found = fit(&data, &options());
        assert!(within_2_percent(&found) >= 6, "{:?}", found.parameters);
        // The stated noise is what is left, no more and no less.
        assert!((0.93..1.07).contains(&found.misfit), "{}", found.misfit);
        let rms = found.response().unwrap().rms;
        assert!((0.44..0.56).contains(&rms), "{rms}");
        assert!(found.delay().unwrap().abs() < 1e-6);
        assert!(!found.inverted());
        // No parameter is further off than its deviation allows.
        for fitted in &found.parameters {
            let off = (fitted.value / truth(fitted.parameter.symbol)).ln();
            assert!(off.abs() <= 4.5 * fitted.deviation + 1e-12, "{fitted:?}");
        }
    }
}

#[test]
fn an_armature_is_found_again_without_phase() {
    let clean = measured(PartKind::Armature(true_armature()), 512);
    let found = fit(&without_phase(noisy(clean, 0.5, 0.01, 4)), &options());
    assert!(within_2_percent(&found) >= 5, "{:?}", found.parameters);
    assert_eq!(found.delay(), None);
}

#[test]
fn a_response_alone_tells_less_and_the_fit_says_so() {
    let clean = without_phase(measured(PartKind::Armature(true_armature()), 512));
    let data = Data {
        impedance: None,
        ..noisy(clean, 0.5, 0.01, 5)
    };
    let found = fit(&data, &options());
    within_2_percent(&found);
    let rms = found.response().unwrap().rms;
    assert!((0.44..0.56).contains(&rms), "{rms}");
    let open = |symbol: &str| found.parameter(symbol).unwrap().standing != Standing::Determined;
    // How much of the losses and of the stiffness sits where is not to be seen in one curve.
    assert!(open("Ra") && open("Vb"), "{:?}", found.parameters);
    assert!(!found.blind.is_empty());
    assert!(
        found.blind.iter().any(|b| b.message.contains("Ra")),
        "{:?}",
        found.blind
    );
    let origin = found.driver.origin().unwrap();
    assert!(
        origin.provenance.contains("Hardly told"),
        "{}",
        origin.provenance
    );
}

#[test]
fn a_reversed_and_delayed_response_is_understood() {
    let mut data = measured(PartKind::Armature(true_armature()), 200);
    for point in &mut data.response.as_mut().unwrap().points {
        // 0.3 ms late, wires swapped.
        point.phase_deg = point.phase_deg.map(|p| p + 180.0 - 360.0 * point.f * 3e-4);
    }
    let found = fit(&data, &options());
    assert!(found.inverted());
    assert!((found.delay().unwrap() - 3e-4).abs() < 1e-8);
    assert!(found.misfit < 1e-2, "{}", found.misfit);
    for fitted in &found.parameters {
        let error = fitted.value / truth(fitted.parameter.symbol) - 1.0;
        assert!(error.abs() < 0.01, "{}: {error}", fitted.parameter.symbol);
    }
}

#[test]
fn the_fixture_is_taken_away() {
    // The driver found behind other tubes and a damper plays as the true one in the first fixture.
    let clean = measured(PartKind::Armature(true_armature()), 200);
    let found = fit(&clean, &options());
    let again = measured(found.driver, 200);
    let (a, b) = (clean.response.unwrap(), again.response.unwrap());
    for (a, b) in a.points.iter().zip(&b.points) {
        assert!((a.value - b.value).abs() < 0.05, "{} Hz", a.f);
    }
}

#[test]
fn a_second_mode_is_what_the_network_makes_of_it() {
    let mut driver = true_armature();
    driver.second_mode = Some(SecondMode {
        pin_compliance: 2e-14,
        mass: 1.5e4,
        resistance: 2e7,
    });
    let data = measured(PartKind::Armature(driver.clone()), 200);
    let model = Model::Armature {
        vented: false,
        second_mode: true,
        adapter: false,
    };
    let mut options = options();
    options.model = model;
    let found = fit(&data, &options);
    assert!(found.misfit < 0.02, "{}", found.misfit);
    let PartKind::Armature(fitted) = found.driver else {
        panic!("an armature")
    };
    let mode = fitted.second_mode.unwrap();
    assert!((mode.pin_compliance / 2e-14 - 1.0).abs() < 0.02, "{mode:?}");
    assert!((mode.mass / 1.5e4 - 1.0).abs() < 0.02, "{mode:?}");
}

#[test]
fn a_moving_coil_is_found_again() {
    let driver = dd10(60.0, 4000.0);
    let clean = measured(PartKind::MovingCoil(driver.clone()), 512);
    let model = Model::MovingCoil {
        semi_inductance: false,
        sealed_rear: true,
    };
    let options = Options::new(model).knowing("Sd", driver.sd);
    let found = fit(&noisy(clean, 0.5, 0.01, 6), &options);
    assert!((0.9..1.1).contains(&found.misfit), "{}", found.misfit);
    for (symbol, value) in [
        ("Re", driver.re),
        ("Bl", driver.bl),
        ("Mms", driver.mms),
        ("Vf", driver.front_volume),
    ] {
        let fitted = found.parameter(symbol).unwrap();
        let off = (fitted.value / value).ln();
        assert!(off.abs() < 4.0 * fitted.deviation, "{symbol}: {fitted:?}");
        assert!(fitted.deviation < 0.1, "{symbol}: {fitted:?}");
    }
}

#[test]
fn a_fit_can_be_stopped() {
    let data = measured(PartKind::Armature(true_armature()), 100);
    let mut told = 0;
    let stopped = identify(&data, &fixture(), &options(), &mut |progress| {
        told += 1;
        assert!((0.0..=1.0).contains(&progress.done));
        if told < 5 {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    });
    assert_eq!(stopped.unwrap_err(), IdentifyError::Cancelled);
    assert_eq!(told, 5);
}

fn flat(value: f64) -> Trace {
    let f = |k: i32| 20.0 * 10_f64.powf(f64::from(k) / 16.0);
    let pairs: Vec<(f64, f64)> = (0..49).map(|k| (f(k), value)).collect();
    Trace::from_pairs(&pairs)
}

/// An impedance that rises by a tenth of its least over the band.
fn coil(least: f64) -> Trace {
    let mut trace = flat(least);
    for (n, point) in trace.points.iter_mut().enumerate() {
        point.value *= 1.0 + n as f64 / 480.0;
    }
    trace
}

/// The doubts about a response and an impedance, with a resistance of 26 Ω known.
fn doubts(response: Trace, impedance: Trace) -> Vec<(Doubt, Severity)> {
    let data = Data {
        response: Some(response),
        impedance: Some(impedance),
    };
    let found = examine(&data, &Fixture::coupler_711(0.1), Some(26.0));
    for finding in &found {
        assert!(finding.message.len() > 30, "{}", finding.message);
    }
    found.iter().map(|f| (f.doubt, f.severity)).collect()
}

#[test]
fn bad_data_are_caught_and_explained() {
    use Severity::{Error, Warning};
    use earwright::analysis::examine::Doubt::{Band, Mixed, NoPhase, NotImpedance, NotLevels};
    assert_eq!(doubts(flat(100.0), coil(30.0)), []);
    assert_eq!(
        doubts(flat(100.0), coil(0.11)),
        [
            (Doubt::Curve(NotImpedance), Error),
            (Doubt::BelowResistance, Error)
        ]
    );
    assert_eq!(
        doubts(flat(100.0), coil(20.0)),
        [(Doubt::BelowResistance, Error)]
    );
    let mut zero_phase = flat(100.0);
    for point in &mut zero_phase.points {
        point.phase_deg = Some(0.0);
    }
    assert!(!zero_phase.has_phase());
    assert_eq!(
        doubts(zero_phase, coil(30.0)),
        [(Doubt::Curve(NoPhase), Warning)]
    );
    let mut short = flat(100.0);
    short.points.retain(|p| p.f < 5000.0);
    assert_eq!(doubts(short, coil(30.0)), [(Doubt::Curve(Band), Warning)]);
    let mut twisted = flat(100.0);
    twisted.points.swap(20, 21);
    assert_eq!(doubts(twisted, coil(30.0)), [(Doubt::Order, Error)]);
    let mut mixed = flat(100.0);
    for point in mixed.points.iter_mut().skip(30) {
        point.value = 2.0;
    }
    assert_eq!(doubts(mixed, coil(30.0)), [(Doubt::Curve(Mixed), Error)]);
    assert_eq!(
        doubts(flat(2.0), coil(30.0)),
        [(Doubt::Curve(NotLevels), Error)]
    );
    let mut louder = coil(30.0);
    louder.voltage = Some(0.5);
    let mut stated = flat(100.0);
    stated.voltage = Some(0.1);
    assert_eq!(doubts(stated, louder), [(Doubt::Voltage, Warning)]);
    let mut broken = flat(100.0);
    broken.points[3] = CurvePoint {
        f: 40.0,
        value: f64::NAN,
        phase_deg: None,
    };
    assert!(doubts(broken, coil(30.0)).contains(&(Doubt::NotANumber, Error)));
}

#[test]
fn bad_data_and_wrong_names_end_the_fit_with_a_sentence() {
    let data = Data {
        response: Some(flat(100.0)),
        impedance: Some(flat(0.11)),
    };
    let ended = |data: &Data, options: &Options| {
        identify(
            data,
            &fixture(),
            options,
            &mut |_| ControlFlow::Continue(()),
        )
        .unwrap_err()
        .to_string()
    };
    assert!(ended(&data, &options()).contains("below the resistance of any driver's coil"));
    let wrong = options().knowing("Mms", 1.0);
    assert!(ended(&data, &wrong).contains("“Mms”"));
    assert!(ended(&Data::default(), &options()).contains("neither"));
    let negative = Options::new(Model::ARMATURE).knowing("Re", -3.0);
    assert!(ended(&data, &negative).contains("positive"));
}

#[test]
fn the_driver_that_comes_out_says_where_it_is_from() {
    let data = noisy(
        without_phase(measured(PartKind::Armature(true_armature()), 120)),
        0.5,
        0.01,
        7,
    );
    let mut options = options();
    options.text.name = "Mine".to_owned();
    options.text.source = "mid.frd and mid.zma".to_owned();
    options.text.case = Some(case());
    let found = fit(&data, &options);
    let origin_found = found.driver.origin().unwrap();
    assert_eq!(origin_found.preset, "Mine");
    assert_ne!(origin_found.provenance, origin().provenance);
    for word in ["mid.frd", "dB rms", "% rms", "Known beforehand: ls, ds"] {
        assert!(
            origin_found.provenance.contains(word),
            "{}",
            origin_found.provenance
        );
    }
}
