//! The plots: legend, tabs, zoom, crosshair, export entries.

use crate::support::{drawn, shot};
use earwright::{
    analysis::{error, spl, target::DIFFUSE_FIELD_BASS, time},
    app::{
        actions::{Action, Selection, command::Command},
        plots::{PlotsInput, PlotsLayout, PlotsState, plots_ui},
        work::{band::BandChoice, ears::EarChoice},
    },
    design::{
        CurveKind, CurvePoint, Design, Edit, LinkEnd, PartId, StoredCurve, Subject, target::Target,
    },
    exchange::Export,
    network::{Contribution, Solution, Validity},
    picture::{Input, Reference, View, plot_model, probe::Probe},
};
use egui::{Pos2, accesskit::Role, vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use num_complex::Complex64;
use std::sync::Arc;

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
fn solution(f: Vec<f64>) -> Solution {
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
        current: vec![Complex64::ZERO; f.len()],
        excursion: None,
        displaced: None,
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
        verdict: earwright::network::Verdict::default(),
        unknowns: 20,
    }
}

fn bench(dark: bool) -> Bench {
    Bench {
        state: PlotsState::default(),
        input: PlotsInput {
            ears: None,
            population: None,
            ear_choice: EarChoice::default(),
            band: None,
            units: None,
            band_choice: BandChoice::default(),
            generation: 1,
            design: Arc::new(design()),
            solution: Arc::new(solution(error::log_points([20.0, 20e3], 512))),
            ghost: None,
            followed: None,
            tried: None,
            references: Arc::new([]),
            time: Some(Arc::new(solution(time::time_grid().to_vec()))),
            cures: Arc::default(),
            readings: Arc::new([]),
            probes: Arc::new([]),
            weights: None,
            distortion: None,
            rise: None,
            selection: Selection::default(),
            hovered: None,
            dark,
        },
        actions: Vec::new(),
    }
}

fn harness(size: [f32; 2], dark: bool) -> Harness<'static, Bench> {
    harness_of(bench(dark), size, dark)
}

fn harness_of(bench: Bench, size: [f32; 2], dark: bool) -> Harness<'static, Bench> {
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
            bench,
        )
}

/// Turns the wheel where the pointer is, by so many points.
fn turn_wheel(harness: &mut Harness<'_, Bench>, points: f32) {
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, points),
        modifiers: egui::Modifiers::NONE,
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
    });
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
fn words_along_shaded_ranges_stand_on_a_ground_and_not_beside_the_empty_message() {
    for dark in [true, false] {
        let mut bench = bench(dark);
        let reasons = |harness: &Harness<'_, Bench>| {
            let upright = drawn::upright(harness.output()).into_iter();
            let reasons = upright.filter(|(words, ..)| words.contains("validated range"));
            reasons.collect::<Vec<_>>()
        };
        let mut full = harness_of(self::bench(dark), [1280.0, 500.0], dark);
        full.run();
        let told = reasons(&full);
        assert_eq!(told.len(), 2, "{told:?}");
        for (words, _, behind) in &told {
            let behind = behind.unwrap_or_else(|| panic!("no ground: {words}"));
            assert!(behind.a() > 200, "{words}: {behind:?}");
        }
        let silent = Solution {
            drum_pressure: None,
            ..solution(error::log_points([20.0, 20e3], 512))
        };
        bench.input.solution = Arc::new(silent);
        let mut empty = harness_of(bench, [1280.0, 500.0], dark);
        empty.run();
        assert!(reasons(&empty).is_empty());
        empty.get_by_label("SPL plot");
    }
}

#[test]
fn a_long_name_takes_the_room_that_is_free_in_its_line() {
    let mut bench = bench(true);
    let long = "The woofer of the left side, measured";
    let mut solution = solution(error::log_points([20.0, 20e3], 512));
    long.clone_into(&mut solution.contributions[0].name);
    bench.input.solution = Arc::new(solution);
    let mut harness = harness_of(bench, [1280.0, 360.0], true);
    harness.run();
    let shown = drawn::words(harness.output());
    let shown: Vec<_> = shown.iter().filter(|words| words.text == long).collect();
    assert!(shown.iter().any(|words| !words.elided), "{shown:?}");
    let plot = harness.get_by_label("SPL plot").rect();
    assert!(harness.get_by_label("Tweeter in SPL").rect().right() <= plot.right() + 60.0);
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
    for view in [View::Phase, View::Delay, View::Step, View::Impedance] {
        harness
            .get_by_role_and_label(Role::Button, view.name())
            .click();
        harness.run();
        let shown = harness.state().state.shown();
        assert_eq!(shown, [View::Spl, view].into());
        harness.get_by_label(&format!("{} plot", view.name()));
        shot(&mut harness, &format!("plots_{view:?}"));
    }
    harness.get_by_label("Enlarge: SPL").click();
    harness.run();
    let rect = harness.get_by_label("SPL plot").rect();
    assert!(rect.width() > 1100.0, "{rect:?}");
    assert!(harness.query_by_label("Impedance plot").is_none());
    shot(&mut harness, "plots_enlarged");
    harness.get_by_label("All plots: SPL").click();
    harness.run();
    harness.get_by_label("Impedance plot");
}

#[test]
fn export_entries_send_their_commands_for_the_plot_they_stand_on() {
    let mut harness = harness([1280.0, 360.0], true);
    harness.run();
    harness.get_by_label("Export Impedance").click();
    harness.run();
    harness
        .get_by_label(Command::Export(Export::Svg).label())
        .click();
    harness.run();
    assert_eq!(harness.state().state.active, View::Impedance);
    assert_eq!(
        harness.state().actions,
        [Action::Command(Command::Export(Export::Svg))]
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
    turn_wheel(&mut harness, 120.0);
    harness.run_steps(20);
    shot(&mut harness, "plots_zoomed");
    harness.get_by_label("Reset zoom of SPL");
    harness.get_by_label("Reset zoom of Impedance");
    // Zoomed out as far as there is anything to see, and no farther.
    let zoomed = harness.state().state.shown_frequencies().unwrap();
    assert!(zoomed[0] > 20.0 && zoomed[1] < 20e3, "{zoomed:?}");
    turn_wheel(&mut harness, -900.0);
    harness.run_steps(40);
    let [from, to] = harness.state().state.shown_frequencies().unwrap();
    assert!(
        (from - 20.0).abs() < 1e-6 && (to - 20e3).abs() < 1e-3,
        "{from} {to}"
    );
    for _ in 0..2 {
        harness.drag_at(at);
        harness.drop_at(at);
    }
    harness.run_steps(3);
    assert!(harness.query_by_label("Reset zoom of SPL").is_none());
}

#[test]
fn the_target_is_chosen_and_its_gains_are_dragged() {
    let mut harness = harness([1280.0, 360.0], true);
    harness.run();
    harness.get_by_label("Target: DF + bass").click();
    harness.run();
    harness.get_by_label("DF, own gains").click();
    harness.run();
    let Some(Action::Edit {
        edit: Edit::SetTarget(setting),
        ..
    }) = harness.state().actions.last()
    else {
        panic!("{:?}", harness.state().actions);
    };
    // The generator starts from what was shown.
    assert_eq!(setting.target, Target::Generated(DIFFUSE_FIELD_BASS));
    let setting = setting.clone();
    let bench = harness.state_mut();
    bench.input.design = Arc::new(Design {
        target: *setting,
        ..design()
    });
    bench.input.generation += 1;
    bench.actions.clear();
    harness.run();
    shot(&mut harness, "plots_target");
    let slider = harness.get_by_role_and_label(Role::Slider, "Bass").rect();
    harness.drag_at(slider.left_center() + vec2(20.0, 0.0));
    harness.run_steps(2);
    harness.hover_at(slider.center());
    harness.run_steps(2);
    harness.drop_at(slider.center());
    harness.run_steps(2);
    let actions = &harness.state().actions;
    let Some(Action::Preview {
        edit: Edit::SetTarget(setting),
        ..
    }) = actions
        .iter()
        .rev()
        .find(|action| matches!(action, Action::Preview { .. }))
    else {
        panic!("{actions:?}");
    };
    let Target::Generated(gains) = setting.target else {
        panic!("{setting:?}")
    };
    assert!(
        gains.bass_db != 9.0 && gains.tilt_db_per_octave == -0.5,
        "{gains:?}"
    );
    assert_eq!(
        actions
            .iter()
            .filter(|action| **action == Action::CommitPreview)
            .count(),
        1
    );
}

#[test]
fn a_curve_under_the_pointer_marks_its_driver_and_a_click_selects_it() {
    let mut harness = harness([1280.0, 360.0], true);
    harness.run();
    let plot = harness.get_by_label("SPL plot").rect();
    // The woofer passes 8 kHz alone, far below the rest: look for it along that line.
    let x = plot.left() + plot.width() * 400_f32.log10() / 3.0;
    let part = Some(Subject::Part(PartId(2)));
    let mut y = plot.bottom() - 2.0;
    while y > plot.top() && !harness.state().actions.contains(&Action::Hover(part)) {
        y -= 4.0;
        harness.hover_at(Pos2::new(x, y));
        harness.run_steps(1);
    }
    assert!(harness.state().actions.contains(&Action::Hover(part)));
    harness.state_mut().input.hovered = part;
    harness.drag_at(Pos2::new(x, y));
    harness.drop_at(Pos2::new(x, y));
    harness.run_steps(2);
    shot(&mut harness, "plots_marked");
    let Some(Action::Select(selection)) = harness
        .state()
        .actions
        .iter()
        .rev()
        .find(|action| matches!(action, Action::Select(_)))
    else {
        panic!("{:?}", harness.state().actions);
    };
    assert!(selection.parts.contains(&PartId(2)) && selection.parts.len() == 1);
    harness.hover_at(plot.left_top() - vec2(0.0, 20.0));
    harness.run_steps(2);
    assert_eq!(harness.state().actions.last(), Some(&Action::Hover(None)));
}

#[test]
fn a_snapshot_is_asked_for_and_a_curve_kept_by_older_programs_is_shown_and_removed() {
    let mut harness = harness([1280.0, 360.0], false);
    harness.run();
    harness.get_by_label("Compare").click();
    harness.run();
    harness.get_by_label_contains("Take a snapshot").click();
    harness.run();
    let taken = Action::Command(Command::TakeSnapshot);
    assert_eq!(harness.state().actions.last(), Some(&taken));
    let solution = harness.state().input.solution.clone();
    let points = (spl::total(&solution).unwrap().y.into_iter())
        .zip(solution.f.iter())
        .map(|(value, &f)| CurvePoint {
            f,
            value,
            phase_deg: None,
        })
        .collect();
    let kept = StoredCurve {
        name: "Kept 1".to_owned(),
        origin: "computed".to_owned(),
        shown: true,
        kind: CurveKind::Level,
        align_hz: None,
        align_to_hz: None,
        taken: None,
        points,
    };
    let snapshot = Reference::new(0, "Before", &solution);
    let bench = harness.state_mut();
    bench.input.design = Arc::new(Design {
        snapshots: vec![kept],
        ..design()
    });
    bench.input.references = Arc::new([snapshot]);
    bench.input.generation += 1;
    harness.run();
    harness.get_by_label("Kept 1 in SPL");
    harness.get_by_label("Before in SPL");
    harness.get_by_label("Before in Impedance");
    harness.get_by_label("Compare").click();
    harness.run();
    shot(&mut harness, "plots_compare");
    harness.get_by_label("Remove Kept 1").click();
    harness.run();
    let Some(Action::Edit {
        edit: Edit::SetSnapshots(kept),
        ..
    }) = harness.state().actions.last()
    else {
        panic!("{:?}", harness.state().actions);
    };
    assert!(kept.is_empty());
}

#[test]
fn a_narrow_pane_folds_its_buttons_and_stays_usable() {
    let mut harness = harness([740.0, 300.0], true);
    harness.run();
    shot(&mut harness, "plots_narrow");
    let plot = harness.get_by_label("Impedance plot").rect();
    for label in [
        "SPL plot",
        "Impedance plot",
        "Menu of SPL",
        "Menu of Impedance",
        "More plots beside Impedance",
    ] {
        let rect = harness.get_by_label(label).rect();
        assert!(
            rect.left() >= 0.0 && rect.right() <= 740.0,
            "{label} {rect:?}"
        );
    }
    assert!(plot.width() > 180.0, "{plot:?}");
    harness.get_by_label("Menu of Impedance").click();
    harness.run();
    harness.get_by_label("Enlarge: Impedance").click();
    harness.run();
    assert_eq!(harness.state().state.maximised, Some(View::Impedance));
}

/// Whatever the target is called, whatever there is beside it: no button lies on the tab, none on
/// another, and the tab stays.
#[test]
fn no_width_lays_a_button_on_the_tab() {
    for (target, probed, zoomed) in [
        (Target::DiffuseFieldBass, false, false),
        (Target::DiffuseField, true, false),
        (Target::DiffuseField, true, true),
    ] {
        let mut bench = bench(true);
        let design = Arc::make_mut(&mut bench.input.design);
        design.target.target = target;
        if probed {
            let end = LinkEnd {
                part: PartId(2),
                port: "+".to_owned(),
            };
            let name = "Woofer +".to_owned();
            bench.input.probes = Arc::new([Probe {
                name,
                end,
                number: 0,
            }]);
        }
        let mut harness = harness_of(bench, [1600.0, 320.0], true);
        if zoomed {
            harness.run();
            let at = plot_centre(&harness, View::Spl);
            harness.hover_at(at);
            harness.run_steps(2);
            turn_wheel(&mut harness, 120.0);
            harness.run_steps(20);
            harness.get_by_label("Reset zoom of SPL");
        }
        for width in (500..1600).step_by(37) {
            harness.set_size(vec2(width as f32, 320.0));
            harness.run();
            let pane = harness.get_by_label("SPL plot").rect();
            let right = pane.right();
            // The tab is a button itself; its cross lies on it.
            let buttons = harness.get_all_by_role(Role::Button).filter_map(|node| {
                let rect = node.rect();
                let name = node.accesskit_node().label().unwrap_or_default();
                let beside = rect.center().y < pane.top() && rect.center().x < right + 8.0;
                (beside && name != "Close SPL").then_some((name, rect))
            });
            let rects: Vec<_> = buttons.collect();
            assert!(rects.iter().any(|(name, _)| name == "SPL") && rects.len() > 2);
            for (n, (name, rect)) in rects.iter().enumerate() {
                assert!(rect.left() >= 0.0 && rect.width() > 8.0, "{width}: {name}");
                for (other, there) in rects.iter().skip(n + 1) {
                    assert!(
                        !rect.shrink(0.5).intersects(there.shrink(0.5)),
                        "{width}: {name} {rect:?} lies on {other} {there:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn an_export_shows_what_the_screen_shows() {
    let mut state = PlotsState::default();
    let bench = bench(true);
    let input = Input::new(&bench.input.design, &bench.input.solution);
    let whole = plot_model(View::Spl, &input);
    assert!(
        state.as_shown(whole.clone()) == whole,
        "nothing was changed"
    );
    state.toggle(earwright::analysis::Role::Target);
    let shown = state.as_shown(whole.clone());
    assert_eq!(shown.traces.len() + 1, whole.traces.len());
    assert!(shown.traces.iter().all(|trace| trace.name != "DF + bass"));
}

/// Opens the menu of other plots beside one, and chooses from it.
fn show_beside(harness: &mut Harness<'_, Bench>, beside: View, view: View) {
    harness
        .get_by_label(&format!("More plots beside {}", beside.name()))
        .click();
    harness.run();
    harness
        .get_by_label(&format!("Show {} here", view.name()))
        .click();
    // The tabs scroll to the new one.
    harness.run_steps(12);
}

#[test]
fn every_plot_opens_beside_another_and_closes_again() {
    let mut harness = harness([1280.0, 900.0], true);
    harness.run();
    let mut open = View::Impedance;
    for view in View::ALL {
        if view == View::Spl || view == open {
            continue;
        }
        show_beside(&mut harness, open, view);
        assert_eq!(harness.state().state.shown(), [View::Spl, view].into());
        harness.get_by_label(&format!("{} plot", view.name()));
        shot(&mut harness, &format!("plots_beside_{view:?}"));
        open = view;
    }
    harness
        .get_by_label(&format!("Close {}", open.name()))
        .click();
    harness.run();
    assert!(!harness.state().state.shown().contains(&open));
    assert_eq!(harness.state().state.shown().len(), 2);
}

#[test]
fn a_tab_is_dragged_out_into_a_plot_of_its_own() {
    let mut harness = harness([1280.0, 360.0], true);
    harness.run();
    let before = plot_rect(&harness, View::Impedance);
    let tab = harness
        .get_by_role_and_label(Role::Button, "Phase")
        .rect()
        .center();
    // To the right edge of the impedance: beside it.
    let to = egui::pos2(before.right() - 4.0, before.center().y);
    harness.drag_at(tab);
    harness.run_steps(2);
    for step in 1..=8 {
        harness.hover_at(tab + (to - tab) * (step as f32 / 8.0));
        harness.run_steps(1);
    }
    shot(&mut harness, "plots_dragged");
    harness.drop_at(to);
    harness.run_steps(4);
    shot(&mut harness, "plots_dropped");
    let state = &harness.state().state;
    assert_eq!(
        state.shown(),
        [View::Spl, View::Impedance, View::Phase].into()
    );
    let (impedance, phase) = (
        plot_rect(&harness, View::Impedance),
        plot_rect(&harness, View::Phase),
    );
    assert!(phase.left() > impedance.right() && impedance.width() < before.width());
    // What is remembered brings the same back, and what cannot be understood the standard.
    let layout = state.layout();
    let again = PlotsState::from_layout(&layout);
    assert_eq!(again.layout(), layout);
    assert_eq!(again.shown(), state.shown());
    let standard = PlotsState::default().shown();
    assert_eq!(standard, [View::Spl, View::Impedance].into());
    for broken in [
        "(",
        "(arranged:true,area:Some(Plot(Sonar)))",
        "17",
        "Tree {}",
    ] {
        let layout = PlotsLayout {
            dock: broken.to_owned(),
            ..PlotsLayout::default()
        };
        assert_eq!(PlotsState::from_layout(&layout).shown(), standard);
    }
    harness.state_mut().state.reset_layout();
    harness.run();
    assert_eq!(harness.state().state.shown(), standard);
}

#[test]
fn a_layout_without_plots_offers_the_standard_one() {
    let mut harness = harness([1280.0, 360.0], true);
    for view in View::ALL {
        harness.state_mut().state.close(view);
    }
    harness.run();
    assert!(harness.state().state.shown().is_empty());
    let layout = harness.state().state.layout();
    assert!(PlotsState::from_layout(&layout).shown().is_empty());
    harness
        .get_by_label_contains("Bring back the standard layout")
        .click();
    harness.run();
    harness.get_by_label("SPL plot");
    harness.state_mut().state.show(View::Waterfall);
    harness.run();
    harness.get_by_label("Waterfall plot");
}

fn plot_rect(harness: &Harness<'_, Bench>, view: View) -> egui::Rect {
    harness
        .get_by_label(&format!("{} plot", view.name()))
        .rect()
}
