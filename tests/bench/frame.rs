//! Time of a frame while a part is dragged: input, edit, solve, layout, accessibility tree,
//! tessellation; no rasterising. SPL and impedance are shown, AccessKit is on. As in the program, a
//! design whose solve takes longer than a frame can spare is solved on a worker.
//!
//! Median and 99th percentile are of the time of day, as CPU time is counted too coarsely: run it on
//! a quiet machine, and compare with the mean CPU time beside them.
//!
//! `cargo bench --bench frame` prints the median and the 99th percentile for the first design and
//! for drawings of 60 and of 300 parts, all of them in view. Where tubes have a set length, moving a
//! part changes the drawing only; `drawn` are the same drawings with every tube as long as it is
//! drawn, so that each frame solves and plots anew. `at_work` are frames while a search runs without
//! end and the tolerance band follows the drag, on threads that give way to the window.

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
        Earwright, Recovery, Services,
        actions::{Action, Selection, command::Command},
        canvas::hit,
        files::picker::ScriptedDialogs,
        start::settings::Settings,
        work::{
            background,
            job::{AtOnce, Runner, Threads},
            player::SystemPlayer,
            solve::SolveService,
        },
    },
    design::{Design, Edit, Length, LinkKind, PartId, PartKind, operations},
    library,
    picture::scene::Scene,
    tuning::{
        Objective,
        optimise::{Allowed, Ear, TakeAll, Task, optimise},
        variable::catalogue_variables,
    },
};
use egui::{Pos2, vec2};
use egui_kittest::Harness;
use std::{
    ops::ControlFlow,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

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
    // Words after `--` choose among the drawings: all whose name holds one of them.
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'))
        .collect();
    let chosen = |name: &str| words.is_empty() || words.iter().any(|word| name.contains(word));
    let first = library::default_design();
    let large = grown(first.clone(), 300);
    let middle = grown(first.clone(), 60);
    for (name, design, bar) in [
        ("frame.first", &first, 8.0),
        ("frame.60_parts", &middle, 4.0),
        ("frame.300_parts", &large, 8.0),
    ] {
        if chosen(name) {
            report(name, design.clone(), frames, bar, 16.0, Beside::Nothing);
        }
        let name = format!("{name}_drawn");
        if chosen(&name) {
            let design = drawn(design.clone());
            report(&name, design, frames, bar, 16.0, Beside::Nothing);
        }
    }
    // Last: from here on threads beside the window are those of the program.
    for (name, design, bar) in [
        ("frame.first_at_work", &first, 8.0),
        ("frame.60_parts_at_work", &middle, 4.0),
    ] {
        if chosen(name) {
            report(
                name,
                design.clone(),
                frames,
                bar,
                16.0,
                Beside::SearchAndBand,
            );
        }
    }
}

/// What runs beside the window.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    Nothing,
    /// A search over every catalogue number of the design, again and again, and the tolerance band
    /// of each design that the drag comes by.
    SearchAndBand,
}

/// Searches until it is dropped.
struct Searching(Arc<AtomicBool>);

impl Searching {
    fn start(design: Design) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let asked = stop.clone();
        let work = move || {
            let objective = Objective::new(&design);
            let asked = || asked.load(Ordering::Relaxed);
            for seed in 0.. {
                let task = Task {
                    variables: catalogue_variables(&design),
                    allowed: Allowed::polarities(&design),
                    seed,
                    ..Task::default()
                };
                let mut ear = Ear {
                    tell: &mut |_| ControlFlow::Continue(()),
                    stop: &asked,
                };
                optimise(&design, &task, &objective, &TakeAll, &mut ear);
                if asked() {
                    break;
                }
            }
        };
        background::prepare();
        Threads.run("optimisation", Box::new(work));
        Self(stop)
    }
}

impl Drop for Searching {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

fn report(
    name: &str,
    design: Design,
    frames: usize,
    median_bar: f64,
    worst_bar: f64,
    beside: Beside,
) {
    let (parts, links) = (design.parts.len(), design.links.len());
    let searching = (beside == Beside::SearchAndBand).then(|| Searching::start(design.clone()));
    let mut times = drag(design, frames, beside);
    drop(searching);
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
fn drag(design: Design, frames: usize, beside: Beside) -> Vec<Duration> {
    let runner: Box<dyn Runner> = match beside {
        Beside::Nothing => Box::new(AtOnce),
        Beside::SearchAndBand => Box::new(Threads),
    };
    let mut harness = Harness::builder()
        .with_size([1280.0, 800.0])
        .build_eframe(|creation| {
            let services = Services {
                dialogs: Box::<ScriptedDialogs>::default(),
                solver: SolveService::adaptive({
                    let ctx = creation.egui_ctx.clone();
                    move || ctx.request_repaint()
                }),
                time_solver: SolveService::synchronous(),
                weight_solver: SolveService::synchronous(),
                runner,
                player: Box::new(SystemPlayer),
                presets: None,
                recovery: Recovery::default(),
                settings: Settings::default(),
            };
            Earwright::new(&creation.egui_ctx, services, None)
        });
    // A driver first; where the drawing is so small that ports and badges cover it, whatever can be
    // held.
    let mut parts: Vec<PartId> = design.drivers().map(|part| part.id).collect();
    parts.extend(design.parts.iter().map(|part| part.id));
    harness.state_mut().set_design(design);
    if beside == Beside::SearchAndBand {
        let command = Action::Command(Command::ToleranceBand);
        harness.state_mut().push(command);
    }
    harness.run_steps(6);
    let before = harness.state().session().design().clone();
    let start = parts.into_iter().find_map(|part| held(&mut harness, part));
    let start = start.expect("a part that can be held");
    let mut times = Vec::with_capacity(frames);
    let clock = Instant::now();
    let cpu = cpu_time(clock);
    let mut stepped = 0;
    let mut steps = Duration::ZERO;
    for n in 0..frames + WARM_UP {
        let angle = n as f32 * 0.11;
        harness.hover_at(start + 24.0 * vec2(1.0 - angle.cos(), angle.sin()));
        let begin = Instant::now();
        // A step runs the frame with everything in it; its shapes are then tessellated as the
        // renderer would ask for them.
        harness.step();
        let stepped_in = begin.elapsed();
        // A renderer is given the shapes; here they have to be copied, which is not counted.
        let output = harness.output();
        let (shapes, pixels_per_point) = (output.shapes.clone(), output.pixels_per_point);
        let begin = Instant::now();
        let primitives = harness.ctx.tessellate(shapes, pixels_per_point);
        let took = stepped_in + begin.elapsed();
        steps += stepped_in;
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
        "  mean CPU time of a frame, all of them, shapes copied: {:.2} ms; without tessellation {:.2}",
        cpu * 1e3,
        steps.as_secs_f64() / f64::from(stepped) * 1e3,
    );
    let session = harness.state().session();
    println!(
        "  last solve {:.2} ms, {} unknowns, solved again: {}",
        session.solve_time().as_secs_f64() * 1e3,
        session.solution().unknowns,
        session.solution().verdict.repeated
    );
    assert!(
        *before != **harness.state().session().design(),
        "the drag moved the driver"
    );
    times
}

/// Takes hold of a part and begins to drag it; where the pointer is then. Nothing where something
/// else, a badge perhaps, is in the way.
fn held(harness: &mut Harness<'static, Earwright>, part: PartId) -> Option<Pos2> {
    let start = place(harness, part)?;
    let before = harness.state().session().design().clone();
    harness.hover_at(start);
    harness.step();
    harness.drag_at(start);
    harness.step();
    harness.hover_at(start + vec2(24.0, 24.0));
    harness.run_steps(2);
    let moved = |design: &Design| design.part(part).map(|part| part.position_mm);
    if moved(&before) != moved(harness.state().session().design()) {
        return Some(start);
    }
    harness.key_press(egui::Key::Escape);
    harness.drop_at(start);
    harness.run_steps(2);
    None
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

/// The design with every tube as long as it is drawn.
fn drawn(mut design: Design) -> Design {
    for link in &mut design.links {
        if let LinkKind::Tube(tube) = &mut link.kind {
            tube.length = Length::Drawn;
        }
    }
    design
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
