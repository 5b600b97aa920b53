//! The plots: legend, tabs, zoom, crosshair, export entries.

use earwright::{
    app::{
        action::{Action, Selection},
        command::Command,
        plots::{PlotsInput, PlotsState, plots_ui},
    },
    design::{Design, PartId},
    network::{Contribution, Solution, Validity},
    picture::View,
};
use egui::{Pos2, accesskit::Role, vec2};
use egui_kittest::{Harness, kittest::Queryable as _};
use num_complex::Complex64;
use std::{path::PathBuf, sync::Arc};

/// What the harness carries from frame to frame.
struct Bench {
    state: PlotsState,
    input: PlotsInput,
    actions: Vec<Action>,
}

fn design() -> Design {
    Design {
        name: "Two-way".to_owned(),
        ..Design::new()
    }
}

/// A woofer and a tweeter about 1.5 kHz with an ear's resonances: plausible, and known in advance.
fn solution(points: usize) -> Solution {
    let f: Vec<f64> = (0..points)
        .map(|i| 20.0 * 1000.0_f64.powf(i as f64 / (points - 1) as f64))
        .collect();
    let resonance = |f: f64, at: f64, q: f64, gain: f64| {
        let s = Complex64::new(0.0, f / at);
        (s * s + s * (gain / q) + 1.0) / (s * s + s / q + 1.0)
    };
    let woofer = |f: f64| {
        let s = Complex64::new(0.0, f / 1500.0);
        5.0 / (s * s + s * 1.3 + 1.0) * resonance(f, 2800.0, 2.0, 3.0)
    };
    let tweeter = |f: f64| {
        let s = Complex64::new(0.0, f / 1900.0);
        -3.0 * s * s / (s * s + s * 1.2 + 1.0)
            * resonance(f, 2800.0, 2.0, 3.0)
            * resonance(f, 8200.0, 6.0, 4.0)
            * Complex64::new(0.0, -std::f64::consts::TAU * f * 60e-6).exp()
    };
    let share = |part: u32, name: &str, pressure: &dyn Fn(f64) -> Complex64| Contribution {
        part: PartId(part),
        name: name.to_owned(),
        muted: false,
        pressure: f.iter().map(|f| pressure(*f)).collect(),
        voltage: vec![Complex64::ONE; f.len()],
        excursion: None,
    };
    let contributions = vec![share(2, "Woofer", &woofer), share(3, "Tweeter", &tweeter)];
    Solution {
        drum_pressure: Some(f.iter().map(|f| woofer(*f) + tweeter(*f)).collect()),
        input_impedance: Some(
            f.iter()
                .map(|f| {
                    16.0 + 22.0 * resonance(*f, 2200.0, 3.0, 5.0) - Complex64::new(6.0, -f / 800.0)
                })
                .collect(),
        ),
        f: f.into(),
        contributions,
        validity: Validity {
            ear_from: Some(100.0),
            ear_to: Some(10e3),
            transverse_mode: None,
            doubtful_drivers: vec!["Tweeter".to_owned()],
        },
        problems: Vec::new(),
        residual: 1e-15,
        pivoted: false,
        unknowns: 20,
    }
}

fn bench(dark: bool) -> Bench {
    Bench {
        state: PlotsState::default(),
        input: PlotsInput {
            generation: 1,
            design: Arc::new(design()),
            solution: Arc::new(solution(512)),
            ghost: None,
            time: None,
            selection: Selection::default(),
            hovered: None,
            dark,
        },
        actions: Vec::new(),
    }
}

fn harness(size: [f32; 2], dark: bool) -> Harness<'static, Bench> {
    Harness::builder()
        .with_size(size)
        .with_step_dt(0.02)
        .with_theme(if dark {
            egui::Theme::Dark
        } else {
            egui::Theme::Light
        })
        .build_ui_state(
            |ui, bench: &mut Bench| {
                let actions = plots_ui(ui, &mut bench.state, &bench.input);
                bench.actions.extend(actions);
            },
            bench(dark),
        )
}

/// Writes what the harness shows where `EARWRIGHT_SHOTS` says, for a person to look at.
fn shot(harness: &mut Harness<'_, Bench>, name: &str) {
    if let Some(folder) = std::env::var_os("EARWRIGHT_SHOTS") {
        let image = harness.render().expect("no software renderer");
        image
            .save(PathBuf::from(folder).join(format!("{name}.png")))
            .unwrap();
    }
}

fn plot_centre(harness: &Harness<'_, Bench>, view: View) -> Pos2 {
    harness
        .get_by_label(&format!("{} plot", view.name()))
        .rect()
        .center()
}

#[test]
fn both_themes_and_shapes_of_the_space_draw() {
    for (dark, name) in [(true, "dark"), (false, "light")] {
        let mut wide = harness([1280.0, 360.0], dark);
        wide.run();
        shot(&mut wide, &format!("plots_wide_{name}"));
        let at = plot_centre(&wide, View::Spl);
        wide.hover_at(at + vec2(60.0, 0.0));
        wide.run();
        shot(&mut wide, &format!("plots_cursor_{name}"));
        let mut tall = harness([560.0, 720.0], dark);
        tall.run();
        shot(&mut tall, &format!("plots_tall_{name}"));
        for view in [View::Spl, View::Impedance] {
            let rect = tall.get_by_label(&format!("{} plot", view.name())).rect();
            assert!(
                rect.width() > 350.0 && rect.height() > 180.0,
                "{view:?} {rect:?}"
            );
        }
    }
}

#[test]
fn a_legend_entry_switches_its_curve_off_and_on() {
    let mut harness = harness([1280.0, 360.0], true);
    harness.run();
    let role = earwright::analysis::Role::Driver(PartId(2), 0);
    harness.get_by_label("Woofer in SPL").click();
    harness.run();
    assert!(harness.state().state.is_hidden(role));
    harness.get_by_label("Woofer in SPL").click();
    harness.run();
    assert!(!harness.state().state.is_hidden(role));
}

#[test]
fn tabs_change_the_second_plot_and_either_fills_the_space() {
    let mut harness = harness([1280.0, 360.0], true);
    harness.run();
    for view in [View::Phase, View::Delay, View::Impulse, View::Step] {
        harness
            .get_by_role_and_label(Role::Button, view.name())
            .click();
        harness.run();
        assert_eq!(harness.state().state.second, view);
        harness.get_by_label(&format!("{} plot", view.name()));
        shot(&mut harness, &format!("plots_{view:?}"));
    }
    harness.get_by_label("Enlarge: SPL").click();
    harness.run();
    let rect = harness.get_by_label("SPL plot").rect();
    assert!(rect.width() > 1100.0, "{rect:?}");
    assert!(harness.query_by_label("Step plot").is_none());
    shot(&mut harness, "plots_enlarged");
    harness.get_by_label("Both plots: SPL").click();
    harness.run();
    harness.get_by_label("Step plot");
}

#[test]
fn export_entries_send_their_commands_for_the_plot_they_stand_on() {
    let mut harness = harness([1280.0, 360.0], true);
    harness.run();
    harness.get_by_label("Export Impedance").click();
    harness.run();
    harness.get_by_label(Command::ExportSvg.label()).click();
    harness.run();
    assert_eq!(harness.state().state.active, View::Impedance);
    assert_eq!(
        harness.state().actions,
        [Action::Command(Command::ExportSvg)]
    );
}

#[test]
fn wheel_zooms_about_the_pointer_and_double_click_resets() {
    let mut harness = harness([1280.0, 360.0], true);
    harness.run();
    let at = plot_centre(&harness, View::Spl);
    harness.hover_at(at);
    harness.run_steps(2);
    assert!(harness.query_by_label("Reset zoom of SPL").is_none());
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, 120.0),
        modifiers: egui::Modifiers::NONE,
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
    });
    harness.run_steps(20);
    shot(&mut harness, "plots_zoomed");
    harness.get_by_label("Reset zoom of SPL");
    harness.get_by_label("Reset zoom of Impedance");
    for _ in 0..2 {
        harness.drag_at(at);
        harness.drop_at(at);
    }
    harness.run_steps(3);
    assert!(harness.query_by_label("Reset zoom of SPL").is_none());
}
