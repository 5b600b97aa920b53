//! What is drawn: every kind of part and every state, in both themes, with glyphs that exist.
//!
//! With `EARWRIGHT_SHOTS=folder` the pictures are written there, to be looked at; that needs a renderer.

use crate::support::canvas_bench::{Bench, Builder, at, demo};
use crate::support::shots;
use earwright::{
    app::theme,
    design::{
        Design, Edit, Length, LinkKind, PartKind, Problem, Section, Subject,
        acoustic::{Eartip, Horn, Leak, LeakShape},
        driver::{Case, Piezo, Planar},
    },
    picture::scene::Ink,
};
use egui_kittest::kittest::Queryable as _;

/// Shows a bench and looks for names a screen reader finds; a character no font has panics.
fn shown(name: &str, bench: Bench, zoom: Option<([f64; 2], f64)>, wanted: &[String]) {
    let folder = shots();
    let theme = if bench.dark {
        egui::Theme::Dark
    } else {
        egui::Theme::Light
    };
    let mut builder = egui_kittest::Harness::builder()
        .with_size(egui::vec2(1280.0, 860.0))
        .with_theme(theme);
    if folder.is_some() {
        builder = builder.wgpu();
    }
    let mut harness = builder.build_ui_state(Bench::show, bench);
    harness.run();
    if let Some((centre, zoom)) = zoom {
        harness.state_mut().canvas.view.centre_mm = centre;
        harness.state_mut().canvas.view.zoom = zoom;
    }
    let spot = at(&harness, [-3.0, 9.0]);
    harness.hover_at(spot);
    harness.run();
    if let Some(folder) = folder {
        let picture = harness.render().unwrap();
        picture.save(folder.join(format!("{name}.png"))).unwrap();
    }
    for name in wanted {
        assert!(harness.query_by_label_contains(name).is_some(), "{name}");
    }
}

#[test]
fn what_has_the_focus_wears_a_ring_in_both_themes() {
    for dark in [true, false] {
        let mut bench = Bench::new(demo());
        bench.dark = dark;
        let mut harness = bench.harness();
        let theme = if dark {
            egui::Theme::Dark
        } else {
            egui::Theme::Light
        };
        harness.ctx.set_theme(theme);
        harness.run();
        let accent = theme::accent(&harness.ctx.global_style().visuals);
        let rings = |harness: &egui_kittest::Harness<'_, Bench>| {
            let shapes = harness.output().shapes.iter();
            shapes
                .filter_map(|clipped| match &clipped.shape {
                    egui::Shape::Rect(rect) if rect.stroke.color == accent => Some(rect.rect),
                    _ => None,
                })
                .collect::<Vec<_>>()
        };
        assert!(rings(&harness).is_empty());
        let mid = harness.get_by_label_contains("Mid, ");
        let around = mid.rect();
        mid.focus();
        harness.run();
        let found = rings(&harness);
        assert!(
            found.len() == 1 && found[0].contains_rect(around),
            "{found:?} around {around:?}"
        );
        // Against the ground the ring has the contrast that is asked of a mark.
        let [r, g, b, _] = Ink::Ground.rgba(dark);
        let ground = egui::Color32::from_rgb(r, g, b);
        assert!(contrast(accent, ground) > 3.0, "dark {dark}");
    }
}

/// The contrast of two colours as WCAG reckons it.
fn contrast(a: egui::Color32, b: egui::Color32) -> f32 {
    let luminance = |colour: egui::Color32| {
        let [r, g, b, _] = egui::Rgba::from(colour).to_array();
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn busy() -> Bench {
    let mut design = demo();
    for part in &mut design.parts {
        part.muted = part.name == "Tweeter";
        part.bypassed = part.name == "R1";
        part.locked = part.name == "Mid";
    }
    for link in &mut design.links {
        if let LinkKind::Tube(tube) = &mut link.kind
            && link.name == "T2"
        {
            tube.sections = vec![
                Section {
                    length: 4e-3,
                    bore_in: 1e-3,
                    bore_out: 1e-3,
                },
                Section {
                    length: 6e-3,
                    bore_in: 1.6e-3,
                    bore_out: 2.4e-3,
                },
            ];
            tube.length = Length::Set;
        }
    }
    let mut bench = Bench::new(design);
    let id = |name: &str| bench.design().part_named(name).unwrap().id;
    let link = |name: &str| {
        bench
            .design()
            .links
            .iter()
            .find(|l| l.name == name)
            .unwrap()
            .id
    };
    let problems = vec![
        Problem::warning(Subject::Part(id("Spare")), "x".into()),
        Problem::error(Subject::Link(link("T6")), "x".into()),
        Problem::note(Subject::Part(id("V1")), "x".into()),
    ];
    let (mid, t4) = (id("Mid"), link("T4"));
    bench.problems = problems;
    bench.selection.parts.insert(mid);
    bench.selection.links.insert(t4);
    bench
}

fn kinds() -> Design {
    let mut b = Builder(Design::new());
    let case = Case::Round {
        diameter: 9e-3,
        height: 3.4e-3,
    };
    b.part(
        "Planar",
        PartKind::Planar(Planar {
            origin: crate::support::canvas_bench::origin("p"),
            re: 16.0,
            bl: 0.4,
            mms: 2e-5,
            cms: 1e-3,
            rms: 1e-2,
            sd: 5e-5,
            case,
            ..Planar::blank()
        }),
        [-12.0, 0.0],
        0.0,
    );
    b.part(
        "Piezo",
        PartKind::Piezo(Piezo {
            origin: crate::support::canvas_bench::origin("p"),
            capacitance: 1e-7,
            series_resistance: 1.0,
            coupling: 1e3,
            mass: 1e3,
            resistance: 1e7,
            compliance: 1e-13,
            case,
            ..Piezo::blank()
        }),
        [-2.0, 0.0],
        0.0,
    );
    b.part(
        "Horn",
        PartKind::Horn(Horn {
            length: 8e-3,
            throat: 1e-3,
            mouth: 5e-3,
        }),
        [10.0, 0.0],
        0.0,
    );
    b.part(
        "Tip",
        PartKind::Eartip(Eartip {
            length: 6e-3,
            bore: 4e-3,
            canal_length: 4e-3,
            canal_diameter: 7.5e-3,
            leak: None,
            wall: None,
        }),
        [10.0, 12.0],
        0.0,
    );
    b.part(
        "Hole",
        PartKind::Leak(Leak {
            shape: LeakShape::Hole {
                diameter: 2e-3,
                thickness: 1.5e-3,
            },
            mesh: None,
        }),
        [22.0, 0.0],
        0.0,
    );
    b.part(
        "TR",
        PartKind::Transformer(earwright::design::electrical::Transformer {
            ratio: 10.0,
            primary_resistance: 1.0,
            secondary_resistance: 1.0,
            leakage_inductance: 0.0,
            magnetising_inductance: None,
        }),
        [-24.0, 0.0],
        0.0,
    );
    b.0 = b.0.apply(&Edit::SetName("kinds".into())).unwrap();
    b.0
}

#[test]
fn every_state_is_drawn_and_told() {
    for dark in [true, false] {
        for (name, zoom) in [
            ("busy", None),
            ("near", Some(([0.0, -4.0], 34.0))),
            ("far", Some(([0.0, 0.0], 4.0))),
        ] {
            let mut bench = busy();
            bench.dark = dark;
            let suffix = if dark { "dark" } else { "light" };
            let wanted = [
                "Tweeter, balanced armature, muted",
                "R1, resistor 4.7 Ω, bypassed",
                "Mid, balanced armature, locked",
                "Woofer port front",
                "T4 tube 11.",
                "T4 damper white 680 Ω cgs",
            ]
            .map(str::to_owned);
            shown(&format!("{name}_{suffix}"), bench, zoom, &wanted);
        }
    }
}

#[test]
fn every_kind_of_part_is_drawn_and_named() {
    let design = kinds();
    let wanted: Vec<String> = design
        .parts
        .iter()
        .map(|part| format!("{}, {}", part.name, part.kind.word()))
        .collect();
    assert_eq!(wanted.len(), 8);
    for dark in [true, false] {
        let mut bench = Bench::new(design.clone());
        bench.dark = dark;
        let suffix = if dark { "dark" } else { "light" };
        shown(&format!("kinds_{suffix}"), bench, None, &wanted);
    }
}
