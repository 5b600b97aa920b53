//! What is explained, and what it may be explained by.

use super::{ExplainForm, Raised};
use crate::{
    app::{
        inspector::rows::{check, choice_row, row},
        theme,
        widgets::elide,
    },
    design::{CurveKind, Design, StoredCurve},
    quantity::{Unit, parse, text::rounded},
    tuning::explain::MOST,
    words,
};
use egui::{DragValue, Id, Label, RichText, ScrollArea, Ui};

const WORDS: &str = "Finds the few numbers that, moved within their tolerance, bring the design to what \
    was measured of a built unit.";

pub(super) fn settings_ui(ui: &mut Ui, form: &mut ExplainForm, design: &Design, height: f32) {
    ui.add(Label::new(RichText::new(words::text(WORDS)).weak()).wrap());
    ScrollArea::vertical()
        .max_height(height)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            let curves = &design.measurements;
            let levels = of_kind(curves, CurveKind::Level);
            if levels.len() > 1 {
                let id = Id::unique("explained level");
                let chosen = choice_row(ui, id, tr!("Measured level"), form.level, &shown(&levels));
                form.level = chosen.unwrap_or(form.level);
            }
            if form.level.is_some() {
                raised_ui(ui, form, curves);
                number_ui(
                    ui,
                    tr!("Noise of the level"),
                    &mut form.task.noise.level_db,
                    (0.05, 5.0),
                    " dB",
                );
            }
            let impedances = of_kind(curves, CurveKind::Impedance);
            if impedances.len() > 1 {
                let id = Id::unique("explained impedance");
                let all = shown(&impedances);
                let chosen = choice_row(ui, id, tr!("Measured impedance"), form.impedance, &all);
                form.impedance = chosen.unwrap_or(form.impedance);
            }
            if form.impedance.is_some() {
                let mut percent = 100.0 * form.task.noise.impedance;
                number_ui(
                    ui,
                    tr!("Noise of the impedance"),
                    &mut percent,
                    (0.1, 50.0),
                    " %",
                );
                form.task.noise.impedance = percent / 100.0;
            }
            let [from, to] = &mut form.task.band;
            hertz_ui(ui, tr!("Band from"), from, (10.0, 10_000.0));
            hertz_ui(ui, tr!("Band up to"), to, (20.0, 20_000.0));
            // A hundredth of a decade at least.
            *to = to.max(*from * 1.1);
            let mut numbers = form.task.numbers as f64;
            number_ui(
                ui,
                tr!("Numbers at most"),
                &mut numbers,
                (1.0, MOST as f64),
                "",
            );
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a handful"
            )]
            let most = numbers.round() as usize;
            form.task.numbers = most;
            let tooltip =
                tr!("Deeper or less deep, tighter or less tight, as the fit of the design says.");
            let worn = check(
                ui,
                tr!("How it was worn may differ"),
                tooltip,
                form.task.worn,
            );
            form.task.worn = worn.unwrap_or(form.task.worn);
        });
}

/// The measurements of a kind: places and names.
fn of_kind(curves: &[StoredCurve], kind: CurveKind) -> Vec<(Option<usize>, String)> {
    let all = curves
        .iter()
        .enumerate()
        .filter(|(_, curve)| curve.kind == kind);
    let named = all.map(|(at, curve)| {
        (
            Some(at),
            elide::letters(&curve.name, elide::NAME).into_owned(),
        )
    });
    std::iter::once((None, tr!("none").to_owned()))
        .chain(named)
        .collect()
}

fn shown(all: &[(Option<usize>, String)]) -> Vec<(Option<usize>, &str)> {
    all.iter().map(|(at, name)| (*at, name.as_str())).collect()
}

/// How the level is laid over the design's.
fn raised_ui(ui: &mut Ui, form: &mut ExplainForm, curves: &[StoredCurve]) {
    let curve = form.level.and_then(|place| curves.get(place));
    let hertz = |f: f64| rounded(f, &Unit::HERTZ, 3);
    let drawn = curve.and_then(|curve| {
        let at = hertz(curve.align_hz?);
        Some(match curve.align_to_hz {
            Some(to) => tr!("on the mean from {at} to {}", hertz(to)),
            None => tr!("at {at}"),
        })
    });
    let mut all = vec![
        (Raised::Everywhere, tr!("on the mean").to_owned()),
        (Raised::AsMeasured, tr!("as measured").to_owned()),
    ];
    if let Some(drawn) = drawn {
        all.push((Raised::AsDrawn, drawn));
    } else if form.raised == Raised::AsDrawn {
        form.raised = Raised::Everywhere;
    }
    let all: Vec<(Raised, &str)> = all
        .iter()
        .map(|(raised, words)| (*raised, words.as_str()))
        .collect();
    let id = Id::unique("explained raised");
    let chosen = choice_row(ui, id, tr!("Level meets the design"), form.raised, &all);
    form.raised = chosen.unwrap_or(form.raised);
}

fn number_ui(ui: &mut Ui, label: &str, value: &mut f64, (least, most): (f64, f64), suffix: &str) {
    let field = DragValue::new(value)
        .range(least..=most)
        .speed(least / 10.0)
        .suffix(suffix)
        .max_decimals(if least < 1.0 { 2 } else { 0 });
    field_ui(ui, label, field);
}

/// A frequency: 10 kHz, as everywhere else, and either form is understood.
fn hertz_ui(ui: &mut Ui, label: &str, value: &mut f64, (least, most): (f64, f64)) {
    let field = DragValue::new(value)
        .range(least..=most)
        .speed(least / 10.0)
        .max_decimals(0)
        .custom_formatter(|hertz, _| rounded(hertz, &Unit::HERTZ, 4))
        .custom_parser(|text| parse(text, &Unit::HERTZ).ok());
    field_ui(ui, label, field);
}

fn field_ui(ui: &mut Ui, label: &str, field: DragValue<'_>) {
    row(ui, label, |ui| {
        let field = theme::with_field_edge(ui, |ui| ui.add(field));
        ui.ctx()
            .accesskit_node_builder(field.id, |node| node.set_label(label));
    });
}
