//! How fast better values are found, and how well what is dragged is followed.
//!
//! `EARWRIGHT_BEFORE=/path/of/another/earwright` runs that program's `optimize` by turns with this
//! one's, and says how many times as fast this one is within 0.05 dB of the best known.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::assigning_clones,
    clippy::unreadable_literal,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    unreachable_pub,
    reason = "a benchmark prints, and stops at the first surprise"
)]

#[path = "../core/support/mod.rs"]
#[allow(dead_code, reason = "shared with the tests")]
mod support;
#[path = "solve/timing.rs"]
mod timing;

use earwright::{
    design::{Design, file},
    library,
    network::{Solver, log_grid},
    tuning::{
        Objective, Variable,
        optimise::{Allowed, Ear, Effort, Follower, Found, Goals, TakeAll, Task, optimise},
        variable::{Family, catalogue_variables, family},
    },
};
use std::{
    io::{BufRead as _, BufReader},
    ops::ControlFlow,
    path::Path,
    process::{Command, Stdio},
    time::Instant,
};
use timing::{figure, median, time};

/// Numbers that are free while one is dragged.
const FREE: usize = 12;
/// Steps of the drag.
const STEPS: usize = 200;
/// Moments at which a search is told to stop.
const MOMENTS: usize = 24;
/// Near enough to the best known, dB.
const NEAR_DB: f64 = 0.05;

fn main() {
    let only = std::env::args().nth(1).unwrap_or_default();
    if only != "presets" {
        follow();
    }
    if only != "follow" {
        presets();
        cancelled();
    }
}

/// How long a search goes on after it was told to stop, at moments all over its course.
fn cancelled() {
    let design = support::systems::hybrid5();
    let task = Task {
        variables: catalogue_variables(&design),
        allowed: Allowed::polarities(&design),
        seed: 1,
        effort: Effort::with_draws(600),
    };
    let objective = Objective::new(&design);
    let whole = time(|| search(&design, &task));
    let mut longest = 0.0_f64;
    for n in 0..MOMENTS {
        let after = whole * (n as f64 + 0.5) / MOMENTS as f64;
        let began = Instant::now();
        let stop = || began.elapsed().as_secs_f64() > after;
        let mut ear = Ear {
            tell: &mut |_| ControlFlow::Continue(()),
            stop: &stop,
        };
        let found = optimise(&design, &task, &objective, &Goals::default(), &mut ear);
        assert!(found.score.cost <= found.start.cost);
        longest = longest.max(began.elapsed().as_secs_f64() - after);
    }
    figure("optimize.cancel_ms", longest * 1e3, "bar ≤ 100");
}

/// Searches; the second: seconds and error after every stage.
fn search(design: &Design, task: &Task) -> (Found, Vec<(f64, f64)>) {
    let began = Instant::now();
    let mut told = Vec::new();
    let mut ear = Ear {
        tell: &mut |progress| {
            told.push((began.elapsed().as_secs_f64(), progress.best.error_db));
            ControlFlow::Continue(())
        },
        stop: &|| false,
    };
    let found = optimise(design, task, &Objective::new(design), &TakeAll, &mut ear);
    told.push((began.elapsed().as_secs_f64(), found.score.error_db));
    (found, told)
}

/// The share by which a recorded hand has moved its number at a step: it swings, faster and slower.
fn dragged(step: usize) -> f64 {
    let t = step as f64 / STEPS as f64;
    1.0 + 0.35 * (9.0 * t + 2.0 * (5.0 * t).sin()).sin()
}

fn follow() {
    let design = support::systems::hybrid5();
    let mut variables: Vec<Variable> = family(&design, Family::Crossover, false);
    variables.extend(family(&design, Family::Tubes, false));
    let hand = variables.remove(0);
    // Every other one, so that electrics and acoustics are both free.
    let every = variables.len() / FREE;
    let free: Vec<Variable> = variables.into_iter().step_by(every).take(FREE).collect();
    assert_eq!(free.len(), FREE);
    let was = hand.value_in(&design).unwrap();
    let f = log_grid(512, 20.0, 20e3);
    let mut solver = Solver::default();
    let mut follower = Follower::new(free.clone());
    follower.follow(&design, &|| false).unwrap();
    let (mut times, mut solves) = (Vec::new(), Vec::new());
    let mut farthest = 0.0_f64;
    for step in 0..STEPS {
        let mut moved = design.clone();
        hand.write(&mut moved, was * dragged(step));
        let mut followed = None;
        times.push(time(|| followed = follower.follow(&moved, &|| false)));
        solves.push(time(|| solver.solve(&moved, &f)));
        let followed = followed.unwrap();
        let task = Task {
            variables: free.clone(),
            seed: 1,
            ..Task::default()
        };
        let (long, _) = search(&followed.design, &task);
        farthest = farthest.max(followed.score.error_db - long.score.error_db);
    }
    times.sort_by(f64::total_cmp);
    let slow = times[STEPS * 95 / 100];
    let solve = median(solves);
    println!(
        "one full solve {:.3} ms, followed within {:.3} ms",
        solve * 1e3,
        slow * 1e3
    );
    figure("follow.times_solve", slow / solve, "bar ≤ 100");
    figure("follow.max_distance_db", farthest, "bar ≤ 0.02");
}

/// A preset with its numbers spoilt by up to 40 %.
fn detuned(design: &Design, seed: usize) -> Design {
    let mut design = design.clone();
    for (n, variable) in catalogue_variables(&design).iter().enumerate() {
        let random = (n + 1).wrapping_mul(2_654_435_761).wrapping_add(seed * 97) % 1000;
        let share = 0.8 * (random as f64 / 999.0 - 0.5);
        let value = variable.value_in(&design).unwrap();
        variable.write(&mut design, value * (1.0 + share));
    }
    // Earlier programs know no goals, and refuse what they do not know.
    design.goals.clear();
    design
}

/// Seconds and errors that another program's search tells.
fn told_by(program: &str, design: &Path, out: &Path) -> Vec<(f64, f64)> {
    let began = Instant::now();
    let mut child = Command::new(program)
        .arg("optimize")
        .arg(design)
        .arg("--out")
        .arg(out)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let told = lines
        .map_while(Result::ok)
        .filter_map(|line| {
            let error = line.split("error ").nth(1)?.split(' ').next()?.parse();
            Some((began.elapsed().as_secs_f64(), error.ok()?))
        })
        .collect();
    assert!(child.wait().unwrap().success());
    told
}

/// When a search came near to an error, s; where it never did, all the time it took.
fn near(told: &[(f64, f64)], best: f64) -> (f64, bool) {
    let at = told.iter().find(|(_, error)| *error <= best + NEAR_DB);
    let last = told.last().map_or(0.0, |(at, _)| *at);
    (at.map_or(last, |(at, _)| *at), at.is_some())
}

fn presets() {
    let before = std::env::var("EARWRIGHT_BEFORE").ok();
    let folder = tempfile::tempdir().unwrap();
    let (mut now_s, mut before_s) = (0.0, 0.0);
    for (n, preset) in library::designs().iter().enumerate() {
        let design = detuned(&preset.design, n);
        let task = |draws| Task {
            variables: catalogue_variables(&design),
            allowed: Allowed::polarities(&design),
            seed: 1,
            effort: Effort::with_draws(draws),
        };
        let (_, now) = search(&design, &task(Effort::default().draws));
        let path = folder.path().join("design.ron");
        file::save(&path, &design).unwrap();
        let out = folder.path().join("out.ron");
        let other = before
            .as_deref()
            .map(|program| told_by(program, &path, &out));
        let (long, _) = search(&design, &task(600));
        let ends = [Some(&now), other.as_ref()];
        let ends = ends.into_iter().flatten().filter_map(|told| told.last());
        let best = ends.fold(long.score.error_db, |best, (_, end)| best.min(*end));
        let (at, reached) = near(&now, best);
        now_s += at;
        print!(
            "{}: best known {best:.3} dB, within {NEAR_DB} dB {} {at:.2} s",
            preset.name(),
            if reached { "after" } else { "not in" }
        );
        if let Some(told) = other {
            let (at, reached) = near(&told, best);
            before_s += at;
            print!(
                ", before {} {at:.2} s",
                if reached { "after" } else { "not in" }
            );
        }
        println!();
    }
    figure("optimize.seconds", now_s, "nine presets, detuned");
    if before.is_some() {
        figure("optimize.part_of_before", now_s / before_s, "bar ≤ 0.2");
    }
}
