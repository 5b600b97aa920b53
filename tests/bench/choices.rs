//! How fast every combination of what may be chosen is ranked, and whether the best are the best.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    unreachable_pub,
    reason = "a benchmark prints, and stops at the first surprise"
)]

#[path = "solve/timing.rs"]
#[allow(dead_code, reason = "shared with other benchmarks")]
mod timing;

use earwright::{
    design::{Design, PartId, PartKind},
    library,
    network::Solver,
    tuning::{
        Objective,
        choices::{Found, Slot, Task, combination, slots},
        optimise::Allowed,
        variable::catalogue_variables,
    },
};
use rayon::prelude::*;
use std::{
    collections::BTreeSet,
    ops::ControlFlow,
    time::{Duration, Instant},
};
use timing::{figure, time};

/// Values of each number of a tube.
const TUBE: usize = 12;
/// All dampers of its bore.
const DAMPERS: usize = 7;
/// How often it is stopped on its way.
const STOPS: u32 = 20;
/// How many of the best are compared.
const BEST: usize = 100;

fn run(task: &Task<'_>) -> Found {
    task.run(&mut |_| ControlFlow::Continue(()), &|| false)
}

/// So many of the nearest values of a number.
fn values(design: &Design, name: &str, count: usize) -> Slot {
    let all = slots(design, &catalogue_variables(design), &Allowed::default());
    let mut slot = all.into_iter().find(|slot| slot.name == name).unwrap();
    slot.keep_nearest(design, count);
    assert_eq!(slot.alternatives.len(), count, "{name}");
    slot
}

/// So many other drivers of the same kind.
fn others(design: &Design, name: &str, count: usize) -> (PartId, Vec<(String, PartKind)>) {
    let part = design.part_named(name).unwrap();
    let same = library::drivers().iter().filter(|preset| {
        preset.part.driver_kind() == part.kind.driver_kind() && preset.part != part.kind
    });
    let kinds = same.map(|preset| (preset.name().to_owned(), preset.part.clone()));
    (part.id, kinds.take(count).collect())
}

/// How long a ranking goes on that is told to stop after this time, s.
fn wait_of(task: &Task<'_>, after: Duration) -> f64 {
    let begun = Instant::now();
    let stop = || begun.elapsed() >= after;
    task.run(&mut |_| ControlFlow::Continue(()), &stop);
    begun.elapsed().saturating_sub(after).as_secs_f64()
}

/// The longest of some, evenly over all the time that it takes.
fn longest_wait(task: &Task<'_>) -> f64 {
    let seconds = time(|| run(task));
    let waits = (0..STOPS).map(|n| {
        let after = seconds * f64::from(n) / f64::from(STOPS);
        wait_of(task, Duration::from_secs_f64(after))
    });
    waits.fold(0.0, f64::max)
}

fn main() {
    let found = library::designs().iter();
    let mut found = found.filter(|preset| preset.file.contains("hybrid_1dd_4ba"));
    let mut design = found.next().unwrap().design.clone();
    // What misses a goal comes last: here they are ranked by error alone.
    design.goals.clear();
    let design = &design;
    // 2 woofers, 5 tweeters, 5 and 4 dampers, 10 values each of C, L and a tube, 5 bores.
    let allowed = Allowed {
        reversed: Vec::new(),
        drivers: vec![others(design, "Woofer", 1), others(design, "Tweeter 1", 4)],
    };
    let mut all = slots(design, &[], &allowed);
    all.push(values(design, "T2: Damper 1", 5));
    all.push(values(design, "T3: Damper 1", 4));
    all.push(values(design, "C1: Capacitance", 10));
    all.push(values(design, "L1: Inductance", 10));
    all.push(values(design, "T1: Bore", 5));
    let few = all.clone();
    all.push(values(design, "T4: Length", 10));

    let task = Task::new(design, all, BEST, None).unwrap();
    let mut found = None;
    let seconds = time(|| found = Some(run(&task)));
    let found = found.unwrap();
    assert_eq!(found.whole, None);
    println!("{} combinations, sure: {}", found.ranked, found.sure);
    figure("choices.seconds", seconds, "bar ≤ 60 for 10⁶ combinations");
    figure(
        "choices.off_db",
        found.off_db,
        "ranked against solved, of those that were solved",
    );

    figure("choices.stop_ms", 1e3 * longest_wait(&task), "bar ≤ 100");
    // Choices of one tube depend on each other: most of the time goes into their networks.
    let tube = [
        ("T2: Length", TUBE),
        ("T2: Bore", TUBE),
        ("T2: Damper 1", DAMPERS),
    ];
    let tube = tube.map(|(name, count)| values(design, name, count));
    let task = Task::new(design, tube.to_vec(), BEST, None).unwrap();
    figure(
        "choices.stop_tube_ms",
        1e3 * longest_wait(&task),
        "bar ≤ 100",
    );

    let task = Task::new(design, few, BEST, None).unwrap();
    let objective = Objective::new(design);
    let mut every: Vec<(f64, u64)> = (0..task.total())
        .into_par_iter()
        .map_init(Solver::default, |solver, index| {
            let (_, built) = combination(task.design(), task.slots(), index).unwrap();
            (objective.score(solver, &built).error_db, index)
        })
        .collect();
    every.sort_by(|a, b| a.0.total_cmp(&b.0));
    let wanted: BTreeSet<u64> = every.iter().take(BEST).map(|(_, index)| *index).collect();
    let best = run(&task).best;
    let agree = best.iter().filter(|row| wanted.contains(&row.ranked.index));
    println!("{} combinations solved in full, one by one", every.len());
    figure(
        "choices.agree",
        agree.count() as f64,
        "bar 100 of the best 100",
    );
}
