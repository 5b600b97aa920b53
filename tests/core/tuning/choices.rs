//! Every combination of what may be chosen: the ranking is that of full solves, one by one.

use earwright::{
    analysis::goals::{count_of_parts, needed_depth},
    design::{Alternatives, Design, Goal, PartId, PartKind, kinds::bought::Cost, number},
    library,
    network::Solver,
    tuning::{
        Objective,
        choices::{
            Axis, Found, Slot, Task, combination, count,
            part::{Part, join},
            slots,
        },
        optimise::Allowed,
        tolerance::part::Shard,
        variable::{catalogue_variables, variable},
    },
};
use rayon::prelude::*;
use std::{
    ops::ControlFlow,
    sync::atomic::{AtomicUsize, Ordering},
};

fn preset(name: &str) -> Design {
    let found = library::designs().iter().find(|p| p.file.contains(name));
    found.unwrap().design.clone()
}

/// Slots of every `step`-th number in a catalogue, so many values of each.
fn numbers(design: &Design, (from, step): (usize, usize), values: usize) -> Vec<Slot> {
    let some: Vec<_> = catalogue_variables(design)
        .into_iter()
        .skip(from)
        .step_by(step)
        .collect();
    let mut found = slots(design, &some, &Allowed::default());
    for slot in &mut found {
        slot.keep_nearest(design, values);
    }
    found
}

/// Other drivers of the same kind in the place of a part.
fn drivers(design: &Design, name: &str, most: usize) -> (PartId, Vec<(String, PartKind)>) {
    let part = design.part_named(name).unwrap();
    let same = library::drivers().iter().filter(|preset| {
        preset.part.driver_kind() == part.kind.driver_kind() && preset.part != part.kind
    });
    let kinds = same.map(|preset| (preset.name().to_owned(), preset.part.clone()));
    (part.id, kinds.take(most).collect())
}

fn run(task: &Task<'_>) -> Found {
    task.run(&mut |_| ControlFlow::Continue(()), &|| false)
}

/// Errors of all combinations, each solved in full.
fn brute_force(design: &Design, slots: &[Slot]) -> Vec<(f64, u64)> {
    let objective = Objective::new(design);
    let mut all: Vec<(f64, u64)> = (0..count(slots).unwrap())
        .into_par_iter()
        .map_init(Solver::default, |solver, index| {
            let (_, built) = combination(design, slots, index).unwrap();
            (objective.score(solver, &built).error_db, index)
        })
        .collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    all
}

fn is_brute_force(design: &Design, slots: Vec<Slot>, best: usize) {
    let all = brute_force(design, &slots);
    let task = Task::new(design, slots, best, None).unwrap();
    let found = run(&task);
    assert_eq!(found.whole, None);
    assert_eq!((found.ranked, found.total), (task.total(), task.total()));
    assert!(found.off_db < 1e-5, "{} dB", found.off_db);
    assert!(found.sure);
    assert_eq!(found.best.len(), best);
    for (n, (row, (error_db, _))) in found.best.iter().zip(&all).enumerate() {
        let off = (row.solved.error_db.unwrap() - error_db).abs();
        assert!(off < 1e-9, "{n}: {row:?} and {error_db}");
    }
}

#[test]
fn the_best_are_those_of_full_solves_of_all() {
    let design = library::default_design();
    is_brute_force(&design, numbers(&design, (0, 5), 3), 20);
    is_brute_force(&design, numbers(&design, (1, 4), 2), 10);
}

#[test]
fn drivers_and_polarity_are_chosen_with_values() {
    let design = preset("hybrid_1dd_4ba");
    let woofer = design.drivers().next().unwrap().name.clone();
    let last = design.drivers().last().unwrap().name.clone();
    let allowed = Allowed {
        reversed: vec![design.drivers().nth(1).unwrap().id],
        drivers: vec![drivers(&design, &woofer, 2), drivers(&design, &last, 2)],
    };
    let mut all = slots(&design, &[], &allowed);
    all.extend(numbers(&design, (0, 8), 2));
    is_brute_force(&design, all, 20);
}

/// Few slots of the default hybrid, and prices by what a part is.
fn few() -> (Design, Vec<Slot>) {
    let design = library::default_design();
    let tweeter = design.drivers().last().unwrap().name.clone();
    let allowed = Allowed {
        reversed: Vec::new(),
        drivers: vec![drivers(&design, &tweeter, 2)],
    };
    let mut all = slots(&design, &[], &allowed);
    all.extend(numbers(&design, (0, 5), 2));
    (design, all)
}

/// A price that differs from combination to combination.
fn price(design: &Design) -> Cost {
    let heights: f64 = design.drivers().map(|part| part.kind.height_mm()).sum();
    Cost {
        sum: heights + f64::from(u32::try_from(design.links.iter().count()).unwrap()),
        unpriced: Vec::new(),
    }
}

#[test]
fn parts_of_a_ranking_join_to_what_one_run_finds() {
    let (design, all) = few();
    let task = Task::new(&design, all, 10, Some(&price)).unwrap();
    let whole = run(&task);
    assert_eq!(whole, run(&task), "the same every time");
    for of in [2, 5] {
        let mut parts: Vec<(String, Part)> = (1..=of)
            .map(|part| {
                let shard = Shard { part, of };
                let ranked = task.rank(shard, &mut |_| ControlFlow::Continue(()), &|| false);
                let text = task.part(shard, ranked).to_text().unwrap();
                (format!("part-{part}"), Part::from_text(&text).unwrap())
            })
            .collect();
        parts.reverse();
        let (about, joined) = join(parts.clone()).unwrap();
        assert_eq!(joined, whole, "{of} parts");
        assert_eq!(about, task.about());
        parts.pop();
        assert_eq!(
            join(parts.clone()).unwrap_err(),
            format!("part 1 of {of} is missing")
        );
        parts.push(parts[0].clone());
        let twice = join(parts).unwrap_err();
        assert!(
            twice.contains("are both part") || twice.contains("missing"),
            "{twice}"
        );
    }
    // Another ranking of the same design.
    let other = Task::new(&design, task.slots().to_vec(), 11, Some(&price)).unwrap();
    let part = |task: &Task<'_>, part| {
        let shard = Shard { part, of: 2 };
        let ranked = task.rank(shard, &mut |_| ControlFlow::Continue(()), &|| false);
        (format!("part-{part}"), task.part(shard, ranked))
    };
    let mixed = join(vec![part(&task, 1), part(&other, 2)]).unwrap_err();
    assert!(mixed.contains("are not of one run"), "{mixed}");
    assert!(Part::from_text("earwright choices part 1\n{").is_err());
}

#[test]
fn a_front_is_what_no_other_is_better_than() {
    let (design, all) = few();
    let task = Task::new(&design, all, 10, Some(&price)).unwrap();
    let found = run(&task);
    let objective = Objective::new(&design);
    let f = earwright::network::log_grid(512, 20.0, 20e3);
    let mut solver = Solver::default();
    let every: Vec<(f64, [f64; 4])> = (0..task.total())
        .map(|index| {
            let (_, built) = combination(&design, task.slots(), index).unwrap();
            let error_db = objective.score(&mut solver, &built).error_db;
            let solution = solver.solve(&built, &f);
            let z = solution.input_impedance.unwrap();
            let least = z.iter().map(|z| z.norm()).fold(f64::INFINITY, f64::min);
            let depth = needed_depth(&built).unwrap().0;
            let parts = count_of_parts(&built) as f64;
            (error_db, [price(&built).sum, parts, -least, depth])
        })
        .collect();
    for (n, axis) in Axis::ALL.into_iter().enumerate() {
        let front = &found.fronts[n];
        assert!(!front.is_empty(), "{axis:?}");
        let told: u64 = found.maps[n].iter().map(|cell| cell.count).sum();
        let near = every
            .iter()
            .filter(|(error_db, _)| *error_db < 15.0)
            .count();
        assert_eq!(told, near as u64, "{axis:?}: every one is on the map");
        // Errors are rounded where they are ranked, and impedance is taken at fewer frequencies.
        let slack = if axis == Axis::Impedance { 0.5 } else { 1e-6 };
        for row in front {
            let own = &every[usize::try_from(row.ranked.index).unwrap()];
            assert!((row.solved.error_db.unwrap() - own.0).abs() < 1e-9);
            let figure = if axis == Axis::Impedance {
                -own.1[n]
            } else {
                own.1[n]
            };
            assert!((row.on(axis).unwrap() - figure).abs() < 1e-9, "{axis:?}");
            assert!(
                (row.ranked.on(axis).unwrap() - figure).abs() < slack,
                "{axis:?}"
            );
            let better = every
                .iter()
                .find(|other| other.0 < own.0 - 2e-6 && other.1[n] < own.1[n] - slack);
            assert_eq!(better, None, "{axis:?} {row:?}");
        }
        let least = every
            .iter()
            .map(|(error_db, _)| *error_db)
            .fold(f64::INFINITY, f64::min);
        let nearest = front.iter().map(|row| row.solved.error_db.unwrap());
        assert!(
            (nearest.fold(f64::INFINITY, f64::min) - least).abs() < 1e-6,
            "{axis:?}"
        );
    }
}

#[test]
fn goals_come_before_error() {
    let (mut design, all) = few();
    design.goals.clear();
    let task = Task::new(&design, all.clone(), 1000, None).unwrap();
    let rows = run(&task).best;
    assert!(rows.iter().all(|row| row.solved.missed.is_empty()));
    let impedances = rows.iter().filter_map(|row| row.on(Axis::Impedance));
    let (least, most) = impedances.fold((f64::INFINITY, 0.0), |(a, b), z| {
        (f64::min(a, z), f64::max(b, z))
    });
    let at_least = f64::midpoint(least, most);
    design.goals = vec![Goal::Impedance { at_least }];
    let task = Task::new(&design, all.clone(), 1000, None).unwrap();
    let found = run(&task);
    let misses: Vec<bool> = (found.best.iter())
        .map(|row| !row.solved.missed.is_empty())
        .collect();
    assert!(misses.contains(&true) && misses.contains(&false));
    assert!(misses.is_sorted(), "what meets the goal comes first");
    for row in &found.best {
        let meets = row.on(Axis::Impedance).unwrap() >= at_least;
        assert_eq!(row.solved.missed.is_empty(), meets);
    }
    // Also where only a few of the nearest are solved: what misses the goal is not among them.
    let few = Task::new(&design, all, 3, None).unwrap();
    let best = &run(&few).best;
    assert_eq!(best.as_slice(), &found.best[..3]);
}

#[test]
fn a_driver_that_is_left_is_an_alternative_from_then_on() {
    let mut design = library::default_design();
    // As the library has it today: a design keeps the numbers that it took once.
    let last = design.drivers().last().unwrap().id;
    let part = design
        .parts
        .iter_mut()
        .find(|part| part.id == last)
        .unwrap();
    let own = part.kind.origin().unwrap().preset.clone();
    part.kind = library::driver(&own).unwrap().part.clone();
    let tweeter = design.part(last).unwrap().clone();
    let (_, others) = drivers(&design, &tweeter.name, 2);
    let names = |others: &[(String, PartKind)]| -> Vec<String> {
        others.iter().map(|(name, _)| name.clone()).collect()
    };
    design.alternatives = vec![Alternatives {
        part: tweeter.id,
        drivers: names(&others),
        reversed: false,
    }];
    let find = |name: &str| library::driver(name).map(|preset| preset.part.clone());
    let (allowed, unknown) = Allowed::of(&design, find);
    assert_eq!(unknown, Vec::<String>::new());
    let all = slots(&design, &[], &allowed);
    let (edit, built) = combination(&design, &all, 1).unwrap();
    assert_eq!(design.apply(&edit).unwrap(), built);
    assert_eq!(
        built
            .part(tweeter.id)
            .unwrap()
            .kind
            .origin()
            .unwrap()
            .preset,
        others[0].0
    );
    let own = tweeter.kind.origin().unwrap().preset.clone();
    assert_eq!(built.alternatives[0].drivers, [own, others[1].0.clone()]);
    // Back again: the same choices, and the same design.
    let again = slots(&built, &[], &Allowed::of(&built, find).0);
    let (_, back) = combination(&built, &again, 1).unwrap();
    assert_eq!(back.part(tweeter.id).unwrap().kind, tweeter.kind);
    assert_eq!(back.alternatives, design.alternatives);
}

#[test]
fn what_cannot_be_taken_apart_is_solved_whole() {
    let design = library::default_design();
    let air = number::numbers(&design)
        .into_iter()
        .find(|(number, ..)| number.key.key == "temperature_c");
    let (number, ..) = air.unwrap();
    let mut variable = variable(&design, &number, false).unwrap();
    variable.values = vec![10.0, 23.0, 35.0];
    let mut all = slots(&design, &[variable], &Allowed::default());
    all.extend(numbers(&design, (0, 6), 2));
    let brute = brute_force(&design, &all);
    let task = Task::new(&design, all, 6, None).unwrap();
    let found = run(&task);
    assert!(found.whole.is_some());
    for (row, (error_db, _)) in found.best.iter().zip(&brute) {
        assert!((row.solved.error_db.unwrap() - error_db).abs() < 1e-9);
    }
}

#[test]
fn a_ranking_that_is_stopped_tells_the_best_so_far() {
    let (design, all) = few();
    let task = Task::new(&design, all, 5, None).unwrap();
    let found = task.run(&mut |_| ControlFlow::Break(()), &|| false);
    assert!(found.stopped && !found.sure);
    assert!(!found.best.is_empty());
    let design = Design::default();
    assert!(Task::new(&design, Vec::new(), 5, None).is_err());
}

#[test]
fn a_ranking_ends_soon_after_it_is_told_to_wherever_it_is() {
    let (design, all) = few();
    let alternatives: usize = all.iter().map(|slot| slot.alternatives.len()).sum();
    let task = Task::new(&design, all, 5, None).unwrap();
    // Stopped when it asks for the n-th time: how often it asked, and how often after that.
    let stopped_at = |n: usize| {
        let asked = AtomicUsize::new(0);
        let stop = || asked.fetch_add(1, Ordering::Relaxed) + 1 >= n;
        let found = task.run(&mut |_| ControlFlow::Continue(()), &stop);
        (found, asked.into_inner())
    };
    let (found, asked) = stopped_at(usize::MAX);
    assert!(!found.stopped);
    // Every alternative of everything chosen, at each of the 64 frequencies.
    assert!(asked > 64 * alternatives, "{asked}");
    // What runs on other threads meanwhile, and one question a piece of what is left of a batch.
    let most = 100 + 2 * rayon::current_num_threads();
    for n in [1, 2, 5, 10, 20, 50, 100, 200, 500, asked / 2, asked - 1] {
        let (found, asked) = stopped_at(n);
        assert!(found.stopped && !found.sure, "{n}");
        assert!(asked < n + most, "{n}: {asked}");
    }
}

#[test]
fn what_has_no_price_leaves_the_others_theirs() {
    let design = preset("hybrid_1dd_2ba");
    let all: Vec<Slot> = numbers(&design, (0, 5), 3).into_iter().take(3).collect();
    // The first alternative of every slot is the one that nobody has a price of.
    let values_of = |built: &Design| -> Vec<f64> {
        let free = catalogue_variables(&design).into_iter().step_by(5).take(3);
        free.map(|free| free.number.find(built).unwrap().1)
            .collect()
    };
    let (_, reference) = combination(&design, &all, 0).unwrap();
    let first = values_of(&reference);
    let pricer = |built: &Design| {
        let values = values_of(built);
        let unpriced = values.iter().zip(&first).filter(|(a, b)| a == b);
        Cost {
            sum: values.iter().sum::<f64>(),
            unpriced: unpriced.map(|(value, _)| value.to_string()).collect(),
        }
    };
    let task = Task::new(&design, all.clone(), 10, Some(&pricer)).unwrap();
    assert!(!task.unpriced().is_empty());
    let found = run(&task);
    let at = Axis::ALL.iter().position(|axis| *axis == Axis::Price);
    let front = &found.fronts[at.unwrap()];
    assert!(!front.is_empty(), "what has a price is ranked by it");
    for row in front {
        let (_, built) = combination(&design, task.slots(), row.ranked.index).unwrap();
        let cost = pricer(&built);
        let told = row.ranked.on(Axis::Price).unwrap();
        assert!(cost.unpriced.is_empty());
        assert!(
            (told - cost.sum).abs() < 1e-6 * cost.sum.abs().max(1.0),
            "{told} {}",
            cost.sum
        );
    }
}
