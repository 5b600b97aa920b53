//! CPU time of a frame while a part is dragged: input, edit, solve, layout, accessibility tree,
//! tessellation; no rasterising. SPL and impedance are shown, AccessKit is on.
//!
//! Median and 99th percentile are of the time of day, as CPU time is counted too coarsely: run it on
//! a quiet machine, and compare with the mean CPU time beside them.
//!
//! `cargo bench --bench frame` prints the median and the 99th percentile for the first design and
//! for a drawing of 60 parts; with `-- --large` also for one of 300.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a benchmark"
)]

use earwright::{
    app::{
        Earwright, Recovery, Services, action::Selection, canvas::hit, dialogs::ScriptedDialogs,
        job::AtOnce, settings::Settings, solve::SolveService,
    },
    design::{Design, Edit, LinkKind, PartId, PartKind, operations},
    library,
    picture::scene::Scene,
};
use egui::{Pos2, vec2};
use egui_kittest::Harness;
use std::time::{Duration, Instant};

/// Frames that are timed, after some that are not.
const FRAMES: usize = 300;
const WARM_UP: usize = 30;
/// A drawing that is far too slow is given up after this time: its first frames tell enough.
const PATIENCE: Duration = Duration::from_secs(45);

fn main() {
    // `cargo test --benches` only asks whether it runs.
    let frames = if std::env::args().any(|argument| argument == "--bench") {
        FRAMES
    } else {
        3
    };
    let first = library::default_design();
    report("frame.first", first.clone(), frames, 8.0, 16.0);
    report(
        "frame.60_parts",
        grown(first.clone(), 60),
        frames,
        4.0,
        16.0,
    );
    // On request only: with so many parts in view none of them is held where the bench presses.
    if std::env::args().any(|argument| argument == "--large") {
        report("frame.300_parts", grown(first, 300), frames, 8.0, 16.0);
    }
}

fn report(name: &str, design: Design, frames: usize, median_bar: f64, worst_bar: f64) {
    let (parts, links) = (design.parts.len(), design.links.len());
    let mut times = drag(design, frames);
    times.sort();
    let at = |share: f64| {
        let index = (share * (times.len() - 1) as f64).round() as usize;
        times[index].as_secs_f64() * 1e3
    };
    println!("{name}.size: {parts} parts, {links} links");
    println!("{name}.median_ms: {:.2} (bar ≤ {median_bar})", at(0.5));
    println!("{name}.p99_ms: {:.2} (bar ≤ {worst_bar})", at(0.99));
}

/// Drags the first driver in a circle and times each frame.
fn drag(design: Design, frames: usize) -> Vec<Duration> {
    let mut harness = Harness::builder()
        .with_size([1280.0, 800.0])
        .build_eframe(|creation| {
            let services = Services {
                dialogs: Box::<ScriptedDialogs>::default(),
                solver: SolveService::synchronous(),
                time_solver: SolveService::synchronous(),
                weight_solver: SolveService::synchronous(),
                runner: Box::new(AtOnce),
                presets: None,
                recovery: Recovery::default(),
                settings: Settings::default(),
            };
            Earwright::new(&creation.egui_ctx, services, None)
        });
    // A driver first; where the drawing is so small that its ports cover it, whatever can be held.
    let mut parts: Vec<PartId> = design.drivers().map(|part| part.id).collect();
    parts.extend(design.parts.iter().map(|part| part.id));
    harness.state_mut().set_design(design);
    harness.run_steps(6);
    let start = parts.into_iter().find_map(|part| place(&harness, part));
    let start = start.unwrap();
    harness.hover_at(start);
    harness.step();
    harness.drag_at(start);
    harness.step();
    let before = harness.state().session().design().clone();
    let mut times = Vec::with_capacity(frames);
    let clock = Instant::now();
    let cpu = cpu_time(clock);
    let mut stepped = 0;
    for n in 0..frames + WARM_UP {
        let angle = n as f32 * 0.11;
        harness.hover_at(start + 24.0 * vec2(1.0 - angle.cos(), angle.sin()));
        let begin = Instant::now();
        // A step runs the frame with everything in it; its shapes are then tessellated as the
        // renderer would ask for them.
        harness.step();
        let output = harness.output();
        let shapes = output.shapes.clone();
        let primitives = harness.ctx.tessellate(shapes, output.pixels_per_point);
        let took = begin.elapsed();
        stepped += 1;
        assert!(!primitives.is_empty());
        let late = clock.elapsed() > PATIENCE;
        if n >= WARM_UP || late {
            times.push(took);
        }
        if late {
            break;
        }
    }
    let cpu = cpu_time(clock).saturating_sub(cpu).as_secs_f64() / f64::from(stepped);
    println!(
        "  mean CPU time of a frame, all of them: {:.2} ms",
        cpu * 1e3
    );
    let session = harness.state().session();
    println!(
        "  last solve {:.2} ms, {} unknowns, pivoted: {}",
        session.solve_time.as_secs_f64() * 1e3,
        session.solution.unknowns,
        session.solution.pivoted
    );
    assert!(
        *before != **harness.state().session().design(),
        "the drag moved the driver"
    );
    times
}

/// A place in the window where the pointer takes hold of this part, and not of a port on it.
fn place(harness: &Harness<'static, Earwright>, part: PartId) -> Option<Pos2> {
    let app = harness.state();
    let design = app.session().design();
    let scene = Scene::of(design);
    let view = &app.canvas().view;
    let [x, y] = design.part(part).unwrap().position_mm;
    let offsets = (-20..=20).map(|n| f64::from(n) * 0.2);
    offsets
        .clone()
        .flat_map(|dx| offsets.clone().map(move |dy| [x + dx, y + dy]))
        .filter(|at| {
            hit::hit(&scene, &Selection::default(), *at, view.zoom) == hit::Hit::Part(part)
        })
        .min_by(|a, b| {
            let from = |[ax, ay]: &[f64; 2]| (ax - x).hypot(ay - y);
            from(a).total_cmp(&from(b))
        })
        .map(|at| view.screen_from_canvas(app.canvas_area(), at))
}

/// CPU time of this thread, which Linux counts in steps of 4 ms: good for the mean of many frames.
/// The time of day where the system does not tell it.
fn cpu_time(since: Instant) -> Duration {
    std::fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|text| text.split_whitespace().next()?.parse().ok())
        .map_or_else(|| since.elapsed(), Duration::from_nanos)
}

/// The design with copies of its crossovers and drivers beside it until it has `wanted` parts.
fn grown(mut design: Design, wanted: usize) -> Design {
    let pattern = design.clone();
    let ids = pattern
        .parts
        .iter()
        .filter(|part| !matches!(part.kind, PartKind::Source(_) | PartKind::Ear(_)))
        .map(|part| part.id)
        .collect();
    let text = operations::copy(&pattern, &ids);
    let mut row = 1.0;
    while design.parts.len() < wanted {
        let pasted = operations::paste(&design, &text, Some([0.0, 45.0 * row])).unwrap();
        let copies = pasted.parts.clone();
        design = design.apply(&pasted.edit).unwrap();
        let surplus = design.parts.len().saturating_sub(wanted);
        if surplus > 0 {
            let parts = copies.into_iter().rev().take(surplus).collect();
            let edit = Edit::Remove {
                parts,
                links: Vec::new(),
            };
            design = design.apply(&edit).unwrap();
        }
        row += 1.0;
    }
    // Every driver of the copies plays, so that the whole drawing is solved.
    let drivers: Vec<PartId> = design.drivers().map(|part| part.id).collect();
    for driver in drivers {
        if let Ok(edit) = operations::connect_driver(&design, driver) {
            design = design.apply(&edit).unwrap();
        }
    }
    assert!(
        design
            .links
            .iter()
            .any(|link| matches!(link.kind, LinkKind::Tube(_)))
    );
    design
}
