//! The search and the tolerance run: bounded, repeatable, never worse than the start.

use earwright::{
    design::{Design, LinkKind, PartKind},
    library,
    network::{Solver, log_grid},
    tuning::{
        self, Objective, Settings, What,
        tolerance::{Tolerances, spread},
        variable::catalogue_variables,
    },
};
use std::ops::ControlFlow;

/// The default hybrid with two values spoilt.
fn spoilt() -> Design {
    let mut design = library::default_design();
    for part in &mut design.parts {
        if let PartKind::Resistor(resistor) = &mut part.kind {
            resistor.resistance *= 3.0;
        }
    }
    design
}

fn quick() -> Settings {
    Settings {
        population: 8,
        generations: 3,
        rounds: 1,
        seed: 5,
    }
}

/// One dynamic driver behind sections of 10 and 6 mm, its damper here, mm from the start.
fn damped_at(position: &str) -> Design {
    let text = include_str!("../../designs/single_dd.ron");
    let mut design = earwright::design::file::from_text(text).unwrap().0;
    for link in &mut design.links {
        if let LinkKind::Tube(tube) = &mut link.kind {
            tube.sections[0].length = "10e-3".parse().unwrap();
            tube.sections[1].length = "6e-3".parse().unwrap();
            tube.inserts[0].position = format!("{position}e-3").parse().unwrap();
        }
    }
    design
}

#[test]
fn a_damper_on_a_border_is_built_like_one_beside_it() {
    let f = log_grid(64, 20.0, 20e3);
    for (on, beside) in [("16", "15.999"), ("10", "9.999")] {
        let [on, beside] = [on, beside].map(|position| {
            spread(&damped_at(position), &Tolerances::default(), 300, 7, &f).unwrap()
        });
        assert_eq!((on.without_curve, beside.without_curve), (0, 0));
        let curves = [
            (&on.nominal, &beside.nominal),
            (&on.low, &beside.low),
            (&on.median, &beside.median),
            (&on.high, &beside.high),
        ];
        for (a, b) in curves {
            for (n, (a, b)) in a.iter().zip(b).enumerate() {
                assert!((a - b).abs() < 0.05, "{} Hz: {a} {b}", f[n]);
            }
        }
        let [a, b] = [&on, &beside].map(|band| band.yield_within(1.0));
        assert!((a - b).abs() < 0.02, "{a} {b}");
        assert!(
            (on.low[0] - 109.5).abs() < 0.5,
            "5 % at 20 Hz: {}",
            on.low[0]
        );
    }
}

#[test]
fn a_search_scores_a_damper_on_a_border_like_one_beside_it() {
    let score = |position: &str| {
        let design = damped_at(position);
        let objective = Objective::new(&design, 48);
        objective.score(&mut Solver::default(), &design).cost
    };
    assert!((score("16") - score("15.9999")).abs() < 2e-3);
    // Along the search, what sits on the border stays there.
    let design = damped_at("16");
    for variable in catalogue_variables(&design) {
        let What::Link(id, key) = &variable.what else {
            continue;
        };
        if key.key != "section.length" {
            continue;
        }
        for index in 0..variable.values.len() {
            let mut moved = design.clone();
            variable.write(&mut moved, index);
            let LinkKind::Tube(tube) = &moved.link(*id).unwrap().kind else {
                unreachable!("a tube stays one");
            };
            let seat = tube.seat(tube.inserts[0].position);
            assert_eq!(
                seat,
                earwright::design::seat::Seat::Border(2),
                "{variable:?} {index}"
            );
        }
    }
}

#[test]
fn a_search_comes_nearer_with_catalogue_values_and_repeats_itself() {
    let design = spoilt();
    let variables = catalogue_variables(&design);
    assert!(variables.len() >= 12);
    let objective = Objective::new(&design, 48);
    let run = || {
        tuning::search(&design, &variables, &objective, quick(), &mut |_| {
            ControlFlow::Continue(())
        })
    };
    let found = run();
    assert!(found.score.cost < found.start.cost - 0.1);
    let again = objective.score(&mut Solver::default(), &found.design);
    assert!((again.cost - found.score.cost).abs() < 1e-9);
    assert_eq!(run().design, found.design);
    // Whatever was chosen is one of the values offered.
    for variable in &variables {
        let value = match &variable.what {
            What::Part(id, key) => {
                earwright::design::Parameters::get(found.design.part(*id).unwrap(), key)
            }
            What::Link(id, key) => {
                earwright::design::Parameters::get(found.design.link(*id).unwrap(), key)
            }
            What::Bore(_) | What::Polarity(_) => None,
        };
        assert!(
            value.is_none_or(|value| variable.values.contains(&value)),
            "{:?}",
            variable.what
        );
    }
}

#[test]
fn a_search_without_freedom_or_time_gives_back_the_start() {
    let design = spoilt();
    let objective = Objective::new(&design, 48);
    let found = tuning::search(&design, &[], &objective, quick(), &mut |_| {
        ControlFlow::Continue(())
    });
    assert_eq!(found.design, design);
    let variables = catalogue_variables(&design);
    let stopped = tuning::search(&design, &variables, &objective, quick(), &mut |_| {
        ControlFlow::Break(())
    });
    assert!(stopped.cancelled && stopped.score.cost <= stopped.start.cost);
}

#[test]
fn a_reversed_polarity_changes_the_drivers_wires_and_nothing_else() {
    let design = library::default_design();
    let polarity = catalogue_variables(&design)
        .into_iter()
        .find(|variable| matches!(variable.what, What::Polarity(_)))
        .unwrap();
    let mut once = design.clone();
    polarity.write(&mut once, 1);
    assert_ne!(once, design);
    polarity.write(&mut once, 1);
    assert_eq!(once, design);
}

#[test]
fn units_fill_a_band_around_the_nominal_curve() {
    let design = library::default_design();
    let f = log_grid(64, 20.0, 16_000.0);
    let band = spread(&design, &Tolerances::default(), 60, 3, &f).unwrap();
    for n in 0..f.len() {
        assert!(band.low[n] < band.median[n] && band.median[n] < band.high[n]);
        assert!(
            (band.median[n] - band.nominal[n]).abs() < 2.0,
            "{} Hz",
            f[n]
        );
    }
    assert_eq!(band.deviations.len(), 60);
    assert_eq!(band.pairs.len(), 30);
    assert!(band.yield_within(0.0) == 0.0 && band.yield_within(50.0) == 1.0);
    assert!(band.culprits[0].1 >= band.culprits[1].1);
    assert!(band.culprits.iter().any(|(name, _)| name == "Mid"));
    // The same seed, the same units; with one thread as well.
    let alone = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .unwrap();
    let again = alone.install(|| spread(&design, &Tolerances::default(), 60, 3, &f).unwrap());
    assert_eq!(again, band);
}

#[test]
fn without_tolerances_every_unit_is_the_design() {
    let mut design = library::default_design();
    design
        .links
        .retain(|link| !matches!(link.kind, LinkKind::Joint));
    let none = Tolerances {
        resistor: 0.0,
        capacitor: 0.0,
        inductor: 0.0,
        damper: 0.0,
        length: 0.0,
        bore: 0.0,
        motor: 0.0,
        mechanics: 0.0,
    };
    let f = log_grid(32, 20.0, 16_000.0);
    let band = spread(&design, &none, 4, 1, &f).unwrap();
    for n in 0..f.len() {
        assert!((band.high[n] - band.nominal[n]).abs() < 1e-9);
        assert!((band.low[n] - band.nominal[n]).abs() < 1e-9);
    }
    assert_eq!(band.yield_within(1e-6), 1.0);
}
