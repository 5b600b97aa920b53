//! Plot models, their axes, and the files made from them.

use approx::assert_relative_eq;
use earwright::{
    analysis::{Role, error, time},
    design::{CurveKind, CurvePoint, Design, PartId, StoredCurve, drive::Drive, target::Target},
    network::{Contribution, Solution, Validity},
    picture::{
        Axis, AxisScale, Input, PlotModel, Reference, View, plot_model, png, range,
        style::{Theme, trace_stroke},
        svg::svg,
        ticks::{self, Weight},
    },
};
use num_complex::Complex64;
use resvg::usvg::roxmltree::{self, Node};
use std::sync::Arc;

/// A first-order two-way system on any grid.
fn solution(f: Vec<f64>) -> Solution {
    let low = |f: f64| 2.0 / Complex64::new(1.0, f / 1000.0);
    let high = |f: f64| 2.0 * Complex64::new(0.0, f / 1000.0) / Complex64::new(1.0, f / 1000.0);
    let share = |id, name: &str, pressure: Vec<Complex64>| Contribution {
        part: PartId(id),
        name: name.to_owned(),
        muted: false,
        voltage: vec![Complex64::ONE; pressure.len()],
        current: vec![Complex64::ZERO; pressure.len()],
        pressure,
        excursion: None,
        displaced: None,
    };
    Solution {
        drum_pressure: Some(vec![Complex64::new(2.0, 0.0); f.len()]),
        input_impedance: Some(
            f.iter()
                .map(|f| 10.0 + Complex64::new(0.0, f / 50.0))
                .collect(),
        ),
        contributions: vec![
            share(2, "Low & <wide>", f.iter().map(|f| low(*f)).collect()),
            share(3, "High", f.iter().map(|f| high(*f)).collect()),
        ],
        validity: Validity {
            ear_from: Some(100.0),
            ear_to: Some(10e3),
            transverse_mode: Some((15e3, "T1".to_owned())),
            doubtful_drivers: vec!["High".to_owned()],
        },
        f: f.into(),
        problems: Vec::new(),
        residual: 0.0,
        verdict: earwright::network::Verdict::default(),
        unknowns: 0,
    }
}

fn frequencies() -> Vec<f64> {
    error::log_points([20.0, 20e3], 512)
}

fn models() -> Vec<PlotModel> {
    let design = Design::new();
    let spectrum = solution(frequencies());
    let even = solution(time::time_grid().to_vec());
    let input = Input {
        ghost: Some(&spectrum),
        followed: None,
        references: &[],
        time: Some(&even),
        ..Input::new(&design, &spectrum)
    };
    View::ALL
        .into_iter()
        .map(|view| plot_model(view, &input))
        .collect()
}

fn axis(scale: AxisScale) -> Axis {
    Axis {
        label: String::new(),
        unit: "",
        decimals: 1,
        scale,
        range: [0.0, 1.0],
    }
}

fn labels(scale: AxisScale, range: [f64; 2], length: f64) -> Vec<String> {
    ticks::ticks(&axis(scale), range, length, 34.0)
        .into_iter()
        .filter(|tick| !tick.label.is_empty())
        .map(|tick| tick.label)
        .collect()
}

#[test]
fn frequency_axes_are_labelled_as_the_field_does() {
    let full = [
        "20", "50", "100", "200", "500", "1k", "2k", "5k", "10k", "20k",
    ];
    assert_eq!(labels(AxisScale::Log, [20.0, 20e3], 600.0), full);
    assert_eq!(
        labels(AxisScale::Log, [20.0, 20e3], 250.0),
        ["20", "100", "1k", "10k"]
    );
    let zoomed = labels(AxisScale::Log, [900.0, 1800.0], 600.0);
    assert_eq!(zoomed[..4], ["900", "1k", "1.1k", "1.2k"]);
    let marks = ticks::ticks(&axis(AxisScale::Log), [20.0, 20e3], 600.0, 34.0);
    let decades: Vec<f64> = marks
        .iter()
        .filter(|tick| tick.weight == Weight::Major)
        .map(|tick| tick.value.round())
        .collect();
    assert_eq!(decades, [100.0, 1000.0, 10e3]);
}

#[test]
fn linear_and_angle_axes_have_round_steps() {
    assert_eq!(
        labels(AxisScale::Linear, [70.0, 120.0], 250.0),
        ["70", "80", "90", "100", "110", "120"]
    );
    assert_eq!(
        labels(AxisScale::Linear, [-0.5, 0.5], 120.0),
        ["−0.5", "0.0", "0.5"]
    );
    assert_eq!(
        labels(AxisScale::Angle, [-180.0, 180.0], 200.0),
        ["−180", "−90", "0", "90", "180"]
    );
    assert_eq!(
        labels(AxisScale::Linear, [3.0, 3.0], 200.0),
        Vec::<String>::new()
    );
    assert_eq!(
        labels(AxisScale::Linear, [f64::NAN, 3.0], 200.0),
        Vec::<String>::new()
    );
}

#[test]
fn ranges_are_round_and_hold_the_data() {
    assert_eq!(range::level(Some([60.0, 112.9])), [65.0, 115.0]);
    assert_eq!(range::level(Some([60.0, 113.1])), [70.0, 120.0]);
    assert_eq!(range::magnitude(Some([20.0, 120.0])), (false, [0.0, 140.0]));
    let (log, [from, to]) = range::magnitude(Some([5.0, 900.0]));
    assert!(log && from <= 5.0 && to >= 900.0 && to / from < 1000.0);
    assert_eq!(
        range::extent([f64::NAN, 2.0, -1.0].iter()),
        Some([-1.0, 2.0])
    );
    assert_eq!(range::extent([f64::NAN].iter()), None);
}

#[test]
fn the_sum_of_the_first_order_two_way_is_level() {
    let spl = &models()[0];
    let total = spl
        .traces
        .iter()
        .find(|trace| trace.role == Role::Total)
        .unwrap();
    for level in &total.y {
        assert_relative_eq!(*level, 100.0, epsilon = 1e-9);
    }
    let low = spl
        .traces
        .iter()
        .find(|trace| trace.role == Role::Driver(PartId(2), 0))
        .unwrap();
    assert_relative_eq!(
        low.value_at(1000.0, spl).unwrap(),
        100.0 - 10.0 * 2_f64.log10(),
        epsilon = 1e-3
    );
    // The target meets the total where it is aligned.
    let target = spl
        .traces
        .iter()
        .find(|trace| trace.role == Role::Target)
        .unwrap();
    assert_relative_eq!(target.value_at(500.0, spl).unwrap(), 100.0, epsilon = 1e-3);
    assert_eq!(
        spl.left.range,
        [55.0, 105.0]
            .map(|end| end + 5.0 * ((target_top(&target.y) - 103.0) / 5.0).ceil().max(0.0))
    );
    let reasons: Vec<&str> = spl
        .shades
        .iter()
        .map(|shade| shade.reason.as_str())
        .collect();
    assert_eq!(reasons.len(), 3);
    assert!(reasons[2].ends_with("T1"));
    assert!(spl.footnotes.iter().any(|note| note.contains("High")));
    assert!(spl.footnotes.iter().any(|note| note.contains("711")));
}

fn target_top(levels: &[f64]) -> f64 {
    levels.iter().copied().fold(f64::MIN, f64::max)
}

#[test]
fn impedance_reads_both_axes() {
    let models = models();
    let is = |model: &&PlotModel| model.view == View::Impedance;
    let model = models.iter().find(is).unwrap();
    let at = |role| {
        model
            .traces
            .iter()
            .find(|trace| trace.role == role)
            .unwrap()
            .value_at(500.0, model)
            .unwrap()
    };
    assert_relative_eq!(at(Role::Magnitude), 200_f64.sqrt(), max_relative = 1e-4);
    assert_relative_eq!(at(Role::Phase), 45.0, epsilon = 1e-2);
    assert_eq!(model.left.scale, AxisScale::Log);
    assert_eq!(model.right.as_ref().unwrap().read(-45.04), "−45.0°");
    assert_eq!(model.left.read(14.142), "14.1 Ω");
}

#[test]
fn stored_curves_and_a_design_without_an_ear_are_shown_as_they_are() {
    let mut design = Design::new();
    let point = |f, value| CurvePoint {
        f,
        value,
        phase_deg: None,
    };
    let kept = StoredCurve {
        name: "Before the damper".to_owned(),
        origin: "kept".to_owned(),
        shown: true,
        kind: CurveKind::Level,
        align_hz: None,
        align_to_hz: None,
        taken: None,
        points: vec![point(100.0, 90.0), point(1000.0, 95.0)],
    };
    design.measurements = vec![StoredCurve {
        shown: false,
        ..kept.clone()
    }];
    design.snapshots = vec![kept];
    design.target.target = Target::Flat;
    let mut silent = solution(frequencies());
    silent.drum_pressure = None;
    silent.contributions.clear();
    let model = plot_model(View::Spl, &Input::new(&design, &silent));
    let names: Vec<&str> = model
        .traces
        .iter()
        .map(|trace| trace.name.as_str())
        .collect();
    assert_eq!(names, ["Before the damper"]);
    assert!(model.empty_message.is_some());
    let impedance = plot_model(View::Impedance, &Input::new(&design, &silent));
    assert!(impedance.empty_message.is_none() && impedance.traces.len() == 2);
}

#[test]
fn legends_list_the_total_then_the_drivers_then_what_they_are_compared_with() {
    let names: Vec<String> = models()[0]
        .legend()
        .iter()
        .map(|trace| trace.name.clone())
        .collect();
    assert_eq!(
        names,
        ["Total", "Low & <wide>", "High", "DF + bass", "Before"]
    );
}

#[test]
fn voltages_are_re_the_drive_and_excursions_are_peaks() {
    let mut design = Design::new();
    design.drive = Drive::Voltage { emf: 2.0 };
    let mut solution = solution(frequencies());
    solution.contributions[0].excursion = Some(vec![Complex64::new(0.0, 1e-6); 512]);
    let voltage = plot_model(View::Voltage, &Input::new(&design, &solution));
    // 1 V of 2 V.
    assert_relative_eq!(voltage.traces[1].y[100], -6.020_599_9, epsilon = 1e-6);
    let excursion = plot_model(View::Excursion, &Input::new(&design, &solution));
    assert_eq!(excursion.traces.len(), 1);
    assert_relative_eq!(excursion.traces[0].y[0], 2_f64.sqrt(), epsilon = 1e-12);
    solution.contributions[0].excursion = None;
    let none = plot_model(View::Excursion, &Input::new(&design, &solution));
    assert!(none.empty_message.is_some());
}

#[test]
fn a_hole_between_drivers_is_told_under_the_plot() {
    let design = Design::new();
    let mut reversed = solution(frequencies());
    let shares: Vec<Vec<Complex64>> = reversed
        .contributions
        .iter()
        .map(|share| share.pressure.clone())
        .collect();
    reversed.drum_pressure = Some(
        shares[0]
            .iter()
            .zip(&shares[1])
            .map(|(low, high)| 0.2 * (low - high))
            .collect(),
    );
    let told = |solution: &Solution| {
        plot_model(View::Spl, &Input::new(&design, solution))
            .footnotes
            .iter()
            .any(|note| {
                note.contains("Low & <wide> and High cancel at")
                    || note.contains("High and Low & <wide> cancel at")
            })
    };
    assert!(told(&reversed));
    assert!(!told(&solution(frequencies())));
}

fn number(node: Node<'_, '_>, name: &str) -> f64 {
    node.attribute(name)
        .map_or(0.0, |text| text.parse().unwrap())
}

#[test]
fn every_trace_is_drawn_once_and_all_words_are_inside() {
    for theme in [Theme::Dark, Theme::Light] {
        for model in models() {
            let drawing = svg(&model, 900.0, 500.0, theme);
            assert_eq!(
                drawing,
                svg(&model, 900.0, 500.0, theme),
                "same bytes every time"
            );
            assert!(
                !drawing.contains("NaN") && !drawing.contains("inf"),
                "{:?}",
                model.view
            );
            let document = roxmltree::Document::parse(&drawing).unwrap();
            let traces: Vec<Node<'_, '_>> = document
                .descendants()
                .filter(|node| {
                    node.attribute("class")
                        .is_some_and(|class| class.starts_with("trace"))
                })
                .collect();
            assert_eq!(traces.len(), model.traces.len(), "{:?}", model.view);
            for (node, trace) in traces.iter().zip(&model.traces) {
                let title = node
                    .descendants()
                    .find(|node| node.has_tag_name("title"))
                    .unwrap();
                assert_eq!(title.text(), Some(trace.name.as_str()));
                let path = node.attribute("d").unwrap();
                assert!(
                    path.starts_with('M') && path.len() > 100,
                    "{}: {path}",
                    trace.name
                );
            }
            for node in document
                .descendants()
                .filter(|node| node.has_tag_name("text"))
            {
                let words = node.text().unwrap();
                if node.attribute("transform").is_some() {
                    continue;
                }
                let size = number(node, "font-size");
                let wide = words.chars().count() as f64 * size * 0.5;
                let x = number(node, "x");
                let (left, right) = match node.attribute("text-anchor") {
                    Some("middle") => (x - wide / 2.0, x + wide / 2.0),
                    Some("end") => (x - wide, x),
                    _ => (x, x + wide),
                };
                let y = number(node, "y");
                assert!(
                    left >= 0.0 && right <= 900.0 && y >= size && y <= 498.0,
                    "{words} at {x}, {y}"
                );
            }
        }
    }
}

#[test]
fn no_curve_is_drawn_over_why_a_range_is_shaded() {
    let models = models();
    let model = models.iter().find(|model| model.view == View::Spl).unwrap();
    let drawing = svg(model, 900.0, 500.0, Theme::Dark);
    let last_curve = drawing.rfind("class=\"trace").unwrap();
    let shown: Vec<usize> = (model.shades.iter())
        .filter_map(|shade| drawing.find(&shade.reason))
        .collect();
    assert_eq!(shown.len(), model.shades.len());
    assert!(shown.len() > 1 && shown.iter().all(|at| *at > last_curve));
    // Words on bare curves could not be read.
    for at in shown {
        let words = drawing[..at].rfind("<text").unwrap();
        let before = drawing[..words].trim_end().rsplit('\n').next().unwrap();
        assert!(before.contains("fill-opacity"), "{before}");
    }
}

#[test]
fn images_have_the_asked_size_and_both_themes_differ() {
    let model = &models()[0];
    let dark = png::image(model, 450.0, 300.0, 2.0, Theme::Dark).unwrap();
    let light = png::image(model, 450.0, 300.0, 2.0, Theme::Light).unwrap();
    assert_eq!((dark.width, dark.height), (900, 600));
    assert_eq!(dark.rgba.len(), 900 * 600 * 4);
    let mean = |image: &png::Image| {
        image.rgba.iter().map(|byte| f64::from(*byte)).sum::<f64>() / image.rgba.len() as f64
    };
    assert!(
        mean(&dark) < 110.0 && mean(&light) > 220.0,
        "{} {}",
        mean(&dark),
        mean(&light)
    );
    // Words are there: the strip with the title is not empty.
    let strip = &light.rgba[..900 * 60 * 4];
    assert!(strip.chunks(4).filter(|pixel| pixel[0] < 120).count() > 500);
    let file = png::png(model, 450.0, 300.0, 1.0, Theme::Light).unwrap();
    assert_eq!(&file[..8], b"\x89PNG\r\n\x1a\n");
    assert!(png::png(model, 450.0, 300.0, 1e4, Theme::Light).is_err());
    if let Some(folder) = std::env::var_os("EARWRIGHT_SHOTS") {
        for model in models() {
            for (theme, name) in [(Theme::Dark, "dark"), (Theme::Light, "light")] {
                let file = png::png(&model, 900.0, 500.0, 1.5, theme).unwrap();
                let path = std::path::Path::new(&folder)
                    .join(format!("export_{:?}_{name}.png", model.view));
                std::fs::write(path, file).unwrap();
            }
        }
    }
}

#[test]
fn the_deviation_is_the_level_less_the_target_and_none_where_they_are_aligned() {
    let mut design = Design::new();
    design.target.target = Target::DiffuseField;
    design.target.align_hz = 500.0;
    let solution = solution(frequencies());
    let of = |view| plot_model(view, &Input::new(&design, &solution));
    let curve = |model: &PlotModel, role: Role| {
        let found = model.traces.iter().find(|trace| trace.role == role);
        found.expect("a curve").clone()
    };
    let (spl, deviation) = (of(View::Spl), of(View::Deviation));
    let (level, target) = (curve(&spl, Role::Total), curve(&spl, Role::Target));
    let off = curve(&deviation, Role::Total);
    for ((off, level), target) in off.y.iter().zip(&level.y).zip(&target.y) {
        assert_relative_eq!(off, &(level - target), epsilon = 1e-9);
    }
    let at_500 = off.value_at(500.0, &deviation).unwrap();
    assert!(at_500.abs() < 1e-6, "{at_500}");
    // A 711's drum is some 17 dB above a free field at 3 kHz: the flat level lies below it.
    let at_3000 = off.value_at(3000.0, &deviation).unwrap();
    assert!((-20.0..-10.0).contains(&at_3000), "{at_3000}");
}

#[test]
fn a_difference_is_told_in_decibels_and_in_percent() {
    let mut design = Design::new();
    let now = solution(frequencies());
    let nothing = plot_model(View::Difference, &Input::new(&design, &now));
    assert!(nothing.traces.is_empty() && nothing.empty_message.is_some());

    // Twice the pressure and half the impedance.
    let mut other = now.clone();
    for pressure in other.drum_pressure.iter_mut().flatten() {
        *pressure *= 2.0;
    }
    for share in &mut other.contributions {
        for pressure in &mut share.pressure {
            *pressure *= 2.0;
        }
    }
    for impedance in other.input_impedance.iter_mut().flatten() {
        *impedance *= 0.5;
    }
    let references = [Reference::new(0, "Before", &Arc::new(other))];
    let point = |f| CurvePoint {
        f,
        value: 80.0,
        phase_deg: None,
    };
    design.measurements = vec![StoredCurve {
        name: "Unit".to_owned(),
        origin: "measured".to_owned(),
        shown: true,
        kind: CurveKind::Level,
        align_hz: Some(200.0),
        align_to_hz: Some(2000.0),
        taken: None,
        points: vec![point(100.0), point(5000.0)],
    }];
    let input = Input {
        references: &references,
        ..Input::new(&design, &now)
    };
    let model = plot_model(View::Difference, &input);
    let trace = |name: &str| {
        let mut all = model.traces.iter();
        all.find(|trace| trace.name == name)
            .unwrap_or_else(|| panic!("no {name}"))
    };
    let level = trace("Before");
    for db in &level.y {
        assert_relative_eq!(*db, -20.0 * 2.0_f64.log10(), epsilon = 1e-9);
    }
    let impedance = trace("Before, impedance");
    assert_eq!(model.axis_of(impedance).unit, "%");
    for theme in [Theme::Dark, Theme::Light] {
        let [level, impedance] = [level, impedance].map(|trace| trace_stroke(trace, theme));
        assert!(level.dash != impedance.dash && impedance.colour[3] == 255);
    }
    for percent in &impedance.y {
        assert_relative_eq!(*percent, 100.0, epsilon = 1e-9);
    }
    // Both levels are flat: aligned, nothing is left where the measurement reaches, and nothing is
    // told beyond.
    let unit = model
        .traces
        .iter()
        .find(|trace| trace.name.starts_with("Unit ("));
    let unit = unit.unwrap();
    assert!(unit.name.contains("from 200 Hz to 2 kHz"), "{}", unit.name);
    for (f, db) in unit.x.iter().zip(&unit.y) {
        assert_eq!(db.is_finite(), (100.0..=5000.0).contains(f), "{f}");
        assert!(!db.is_finite() || db.abs() < 1e-9, "{db} at {f}");
    }
    let told = |words: &str| model.footnotes.iter().any(|note| note.contains(words));
    assert!(told("Before: 6.02 dB rms"), "{:?}", model.footnotes);
    assert!(
        told("Before, impedance: 100.00 % rms"),
        "{:?}",
        model.footnotes
    );
    // They are drawn beside the curves themselves as well.
    for view in [View::Spl, View::Impedance, View::Deviation] {
        let model = plot_model(view, &input);
        let mut names = model.traces.iter().map(|trace| trace.name.as_str());
        assert!(names.any(|name| name == "Before"), "{view:?}");
    }
}
