//! The search and the tolerance run: bounded, repeatable, never worse than the start.

use earwright::{
    design::{
        Design, LinkKind, PartKind,
        number::numbers,
        tolerance::{ToleranceClass, ToleranceRow},
    },
    library,
    network::{Solver, log_grid},
    tuning::{
        self, Objective,
        optimise::{Allowed, Ear, Effort, Found, Judge, Refusal, TakeAll, Task, Verdict},
        tolerance::{Run, production::Worn, spread},
        variable::catalogue_variables,
    },
};
use std::{
    ops::ControlFlow,
    sync::atomic::{AtomicUsize, Ordering},
};

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

/// Everything in a catalogue, looked at quickly.
fn quick(design: &Design) -> Task {
    Task {
        variables: catalogue_variables(design),
        allowed: Allowed::default(),
        seed: 5,
        effort: Effort {
            draws: 8,
            improved: 2,
            finished: 1,
        },
    }
}

fn search(design: &Design, task: &Task, judge: &dyn Judge) -> Found {
    let mut ear = Ear {
        tell: &mut |_| ControlFlow::Continue(()),
        stop: &|| false,
    };
    tuning::optimise(design, task, &Objective::new(design), judge, &mut ear)
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

/// Units that differ by their parts alone.
fn run(units: usize, seed: u64) -> Run {
    Run {
        units,
        seed,
        worn: Worn::Alike,
    }
}

#[test]
fn a_damper_on_a_border_is_built_like_one_beside_it() {
    let f = log_grid(64, 20.0, 20e3);
    for (on, beside) in [("16", "15.999"), ("10", "9.999")] {
        let [on, beside] =
            [on, beside].map(|position| spread(&damped_at(position), &run(300, 7), &f).unwrap());
        assert_eq!((on.without_curve, beside.without_curve), (0, 0));
        let curves = [
            (&on.nominal, &beside.nominal),
            (&on.levels.low, &beside.levels.low),
            (&on.levels.median, &beside.levels.median),
            (&on.levels.high, &beside.levels.high),
        ];
        for (a, b) in curves {
            for (n, (a, b)) in a.iter().zip(b).enumerate() {
                assert!((a - b).abs() < 0.05, "{} Hz: {a} {b}", f[n]);
            }
        }
        let [a, b] = [&on, &beside].map(|band| band.units.deviating_within(1.0));
        assert!((a - b).abs() < 0.02, "{a} {b}");
        assert!(
            (on.levels.low[0] - 109.5).abs() < 0.5,
            "5 % at 20 Hz: {}",
            on.levels.low[0]
        );
    }
}

#[test]
fn a_search_scores_a_damper_on_a_border_like_one_beside_it() {
    let score = |position: &str| {
        let design = damped_at(position);
        let objective = Objective::new(&design);
        objective.score(&mut Solver::default(), &design).cost
    };
    assert!((score("16") - score("15.9999")).abs() < 2e-3);
    // Along the search, what sits on the border stays there.
    let design = damped_at("16");
    for variable in catalogue_variables(&design) {
        if variable.number.key.key != "section.length" {
            continue;
        }
        for &value in &variable.values {
            let mut moved = design.clone();
            variable.write(&mut moved, value);
            let tubes = moved.links.iter().filter_map(|link| match &link.kind {
                LinkKind::Tube(tube) => Some(tube),
                _ => None,
            });
            let damped = tubes.into_iter().find(|tube| !tube.inserts.is_empty());
            let tube = damped.unwrap();
            assert_eq!(
                tube.seat(tube.inserts[0].position),
                earwright::design::seat::Seat::Border(2),
                "{variable:?} {value}"
            );
        }
    }
}

#[test]
fn a_search_comes_nearer_with_catalogue_values_and_repeats_itself() {
    let design = spoilt();
    let task = quick(&design);
    assert!(task.variables.len() >= 12);
    let found = search(&design, &task, &TakeAll);
    assert!(found.score.cost < found.start.cost - 0.1);
    let again = Objective::new(&design).score(&mut Solver::default(), &found.design);
    assert!((again.cost - found.score.cost).abs() < 1e-9);
    // The same seed, the same design; with one thread as well.
    let alone = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .unwrap();
    let again = alone.install(|| search(&design, &task, &TakeAll));
    assert_eq!(again, found);
    // What came out is what its edit makes of the start, and of values offered.
    assert_eq!(design.apply(&found.edit).unwrap(), found.design);
    for variable in &task.variables {
        let value = variable.value_in(&found.design).unwrap();
        assert!(variable.values.contains(&value), "{:?}", variable.number);
    }
    assert_eq!(found.tried[0].verdict, Verdict::Taken);
    let nearest = found.tried[0].score.cost;
    assert!(found.tried.iter().all(|tried| tried.score.cost >= nearest));
}

#[test]
fn a_search_without_freedom_or_time_gives_back_the_start() {
    let design = spoilt();
    let nothing = Task::default();
    assert_eq!(search(&design, &nothing, &TakeAll).design, design);
    let task = quick(&design);
    let mut ear = Ear {
        tell: &mut |_| ControlFlow::Break(()),
        stop: &|| false,
    };
    let objective = Objective::new(&design);
    let stopped = tuning::optimise(&design, &task, &objective, &TakeAll, &mut ear);
    assert!(stopped.cancelled && stopped.score.cost <= stopped.start.cost);
    // Asked to stop in the middle of a stage, it is not far from its end.
    let asked = AtomicUsize::new(0);
    let mut ear = Ear {
        tell: &mut |_| ControlFlow::Continue(()),
        stop: &|| asked.fetch_add(1, Ordering::Relaxed) > 30,
    };
    let stopped = tuning::optimise(&design, &task, &objective, &TakeAll, &mut ear);
    assert!(stopped.cancelled && stopped.score.cost <= stopped.start.cost);
    assert!(stopped.solved < 200, "{}", stopped.solved);
}

#[test]
fn what_fails_a_goal_is_told_and_not_taken() {
    let design = spoilt();
    let variables = catalogue_variables(&design);
    let resistor = variables
        .iter()
        .find(|variable| variable.number.key.key == "resistance")
        .unwrap();
    let was = resistor.value_in(&design).unwrap();
    let judge = |design: &Design| {
        (resistor.value_in(design)? < was).then(|| Refusal {
            goal: "smallest impedance".to_owned(),
            cure: "a larger resistor".to_owned(),
        })
    };
    let found = search(&design, &quick(&design), &judge);
    assert!(judge(&found.design).is_none());
    assert!(found.score.cost <= found.start.cost);
    let refused = (found.tried.iter()).find(|t| matches!(t.verdict, Verdict::Refused(_)));
    let words = refused.unwrap().verdict.words();
    assert_eq!(words, "fails smallest impedance: a larger resistor");
}

#[test]
fn a_reversed_polarity_is_found_again() {
    let design = library::default_design();
    let driver = design.drivers().nth(1).unwrap().id;
    let edit = earwright::design::operations::flip_polarity(&design, driver).unwrap();
    let wrong = design.apply(&edit).unwrap();
    let task = Task {
        allowed: Allowed::polarities(&wrong),
        ..Task::default()
    };
    let found = search(&wrong, &task, &TakeAll);
    assert!(found.score.cost < found.start.cost - 0.5);
    let objective = Objective::new(&design);
    let right = objective.score(&mut Solver::default(), &design);
    assert!(found.score.cost <= right.cost + 1e-9);
    assert!(found.tried.len() >= 4, "{:?}", found.tried);
}

#[test]
fn a_bore_that_moves_leaves_the_sections_and_the_cone() {
    let text = include_str!("../../designs/single_dd.ron");
    let mut design = earwright::design::file::from_text(text).unwrap().0;
    for link in &mut design.links {
        if let LinkKind::Tube(tube) = &mut link.kind {
            tube.sections[0].bore_in = 2e-3;
            tube.sections[0].bore_out = 3e-3;
            let first = tube.sections[0];
            tube.sections.push(earwright::design::Section {
                bore_in: 4e-3,
                bore_out: 4e-3,
                ..first
            });
        }
    }
    let id = (design.links.iter())
        .find(|link| matches!(link.kind, LinkKind::Tube(_)))
        .unwrap()
        .id;
    let bores = tuning::variable::family(&design, tuning::variable::Family::Tubes, false);
    let cone = (bores.iter())
        .find(|v| v.number.key.key == "section.bore_in" && v.number.key.index == Some(0))
        .unwrap();
    let mut moved = design.clone();
    cone.write(&mut moved, 1e-3);
    let sections = |design: &Design| match &design.link(id).unwrap().kind {
        LinkKind::Tube(tube) => tube.sections.clone(),
        _ => unreachable!("a tube stays one"),
    };
    let (before, after) = (sections(&design), sections(&moved));
    assert_eq!(after[0].bore_in, 1e-3);
    assert!((after[0].bore_out - 1.5e-3).abs() < 1e-12);
    assert_eq!(after[1..], before[1..]);
}

#[test]
fn units_fill_a_band_around_the_nominal_curve() {
    let design = library::default_design();
    let f = log_grid(64, 20.0, 16_000.0);
    let band = spread(&design, &run(60, 3), &f).unwrap();
    for n in 0..f.len() {
        assert!(
            band.levels.low[n] < band.levels.median[n]
                && band.levels.median[n] < band.levels.high[n]
        );
        assert!(
            (band.levels.median[n] - band.nominal[n]).abs() < 2.0,
            "{} Hz",
            f[n]
        );
    }
    assert_eq!(band.units.deviations.len(), 60);
    assert_eq!(band.pairs.most.len(), 30);
    assert!(band.units.everywhere_within(0.0) == 0.0 && band.units.everywhere_within(50.0) == 1.0);
    assert!(band.causes[0].db >= band.causes[1].db);
    assert!(band.causes.iter().any(|cause| cause.name == "Mid"));
    // The same seed, the same units; with one thread as well.
    let alone = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .unwrap();
    let again = alone.install(|| spread(&design, &run(60, 3), &f).unwrap());
    assert_eq!(again, band);
}

#[test]
fn without_tolerances_every_unit_is_the_design() {
    let mut design = library::default_design();
    design
        .links
        .retain(|link| !matches!(link.kind, LinkKind::Joint));
    for (number, info, _) in numbers(&design) {
        if info.class.is_some() {
            design.tolerances.put(ToleranceRow {
                class: Some(ToleranceClass::AsDrawn),
                ..ToleranceRow::new(number)
            });
        }
    }
    let f = log_grid(32, 20.0, 16_000.0);
    let band = spread(&design, &run(4, 1), &f).unwrap();
    for n in 0..f.len() {
        assert!((band.levels.high[n] - band.nominal[n]).abs() < 1e-4);
        assert!((band.levels.low[n] - band.nominal[n]).abs() < 1e-4);
    }
    assert_eq!(band.units.everywhere_within(1e-4), 1.0);
}
