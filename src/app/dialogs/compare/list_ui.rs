//! The list of what the design is compared with.

use super::Compare;
use crate::{
    analysis::{
        compare::{self, By, Values},
        impedance, spl,
    },
    app::{
        Earwright,
        actions::{Action, snapshots},
        dialogs::dialog::Ask,
        theme,
        widgets::{elide, text_field::text_ui},
    },
    design::{CurveKind, Design, Edit, Snapshot, StoredCurve},
    network::Solution,
    quantity::{Unit, text::rounded},
    words,
};
use egui::{Button, Grid, Id, Key, RichText, ScrollArea, Ui};
use std::sync::Arc;

/// Width of the field for a name, points.
const NAME_WIDTH: f32 = 180.0;

const SAME: &str = "the same";

const NOTHING: &str = "Nothing is kept yet. A snapshot keeps the design as it is now, in its file: change \
    something, and see here what differs.";

/// How far the design is from each of the list, in words, and what they are of.
pub(super) struct Told {
    design: Arc<Design>,
    own: Arc<Solution>,
    others: Vec<Option<Arc<Solution>>>,
    snapshots: Vec<String>,
    measurements: Vec<String>,
}

impl Told {
    fn now(app: &Earwright) -> Self {
        let (design, own) = (app.session.design(), app.session.solution());
        let others: Vec<Option<Arc<Solution>>> = (design.kept.iter())
            .map(|kept| app.references.solution(kept).cloned())
            .collect();
        let words = |other: &Option<Arc<Solution>>| {
            let words = other.as_ref().map(|other| solved_words(own, other));
            words.unwrap_or_default()
        };
        let measured = design.measurements.iter();
        Self {
            snapshots: others.iter().map(words).collect(),
            measurements: measured.map(|curve| measured_words(own, curve)).collect(),
            design: Arc::clone(design),
            own: Arc::clone(own),
            others,
        }
    }

    /// Whether all of it is still the same.
    fn holds(&self, app: &Earwright) -> bool {
        let design = app.session.design();
        let same = |(kept, was): (&Snapshot, &Option<Arc<Solution>>)| {
            app.references.solution(kept).map(Arc::as_ptr) == was.as_ref().map(Arc::as_ptr)
        };
        Arc::ptr_eq(&self.design, design)
            && Arc::ptr_eq(&self.own, app.session.solution())
            && design.kept.iter().zip(&self.others).all(same)
    }
}

/// Every snapshot and every measurement, with what can be done with it.
pub(super) fn list_ui(
    ui: &mut Ui,
    app: &Earwright,
    form: &mut Compare,
    height: f32,
    ask: &mut Ask,
) {
    let design = app.session.design();
    if design.kept.is_empty() && design.measurements.is_empty() {
        ui.add(egui::Label::new(RichText::new(words::text(NOTHING)).weak()).wrap());
        return;
    }
    let known = (form.told.take()).filter(|told| told.holds(app));
    let told = known.unwrap_or_else(|| Told::now(app));
    let mut actions = Vec::new();
    ScrollArea::vertical()
        .id_salt("compared")
        .max_height(height)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            Grid::new("compared with")
                .num_columns(3)
                .spacing([10.0, 4.0])
                .show(ui, |ui| {
                    for (at, (kept, words)) in design.kept.iter().zip(&told.snapshots).enumerate() {
                        snapshot_ui(ui, app, form, (at, kept, words), &mut actions);
                        ui.end_row();
                    }
                    let curves = design.measurements.iter().zip(&told.measurements);
                    for (at, (curve, words)) in curves.enumerate() {
                        measurement_ui(ui, app, (at, curve, words), &mut actions, ask);
                        ui.end_row();
                    }
                });
        });
    form.told = Some(told);
    if let Some(action) = actions.into_iter().next() {
        *ask = Ask::meanwhile(move |app, _| app.push(action));
    }
}

fn snapshot_ui(
    ui: &mut Ui,
    app: &Earwright,
    form: &mut Compare,
    (at, kept, words): (usize, &Snapshot, &str),
    actions: &mut Vec<Action>,
) {
    let all = &app.session.design().kept;
    let typed = (form.naming.as_mut()).and_then(|(of, typed)| (*of == at).then_some(typed));
    if let Some(typed) = typed {
        let field = text_ui(ui, tr!("Name of the snapshot"), typed, "", NAME_WIDTH);
        if field.lost_focus() {
            let given_up = ui.input(|input| input.key_pressed(Key::Escape));
            if !given_up && typed.trim() != kept.name {
                actions.push(snapshots::rename(all, at, typed));
                if form.chosen == kept.name {
                    typed.trim().clone_into(&mut form.chosen);
                }
            }
            form.naming = None;
        } else if !field.has_focus() {
            field.request_focus();
        }
    } else {
        let hover = match kept.origin.as_str() {
            "" => kept.name.clone(),
            origin => tr!("{}, of {origin}", kept.name),
        };
        shown_ui(ui, &kept.name, kept.shown, &hover, |shown| {
            actions.push(snapshots::show(all, at, shown));
        });
    }
    ui.weak(words);
    ui.horizontal(|ui| {
        let chosen = form.chosen == kept.name;
        let values = ui.add(Button::selectable(chosen, tr!("Values")).small());
        named(ui, values.id, tr!("Values of {}", kept.name));
        if values.clicked() {
            form.chosen = if chosen {
                String::new()
            } else {
                kept.name.clone()
            };
        }
        let mut button = |words: &str, hover: &str| {
            let button = ui.small_button(words).on_hover_text(hover);
            named(ui, button.id, format!("{words} {}", kept.name));
            button.clicked()
        };
        if button(tr!("Rename"), tr!("Give it another name.")) {
            form.naming = Some((at, kept.name.clone()));
        }
        if button(
            tr!("Restore"),
            tr!("Make the design what it was: parts, links, air and drive. One step to undo."),
        ) {
            actions.push(snapshots::restore(kept));
        }
        if button(tr!("Delete"), tr!("Keep it no longer. One step to undo.")) {
            actions.push(snapshots::delete(all, at));
        }
    });
}

fn measurement_ui(
    ui: &mut Ui,
    app: &Earwright,
    (at, curve, words): (usize, &StoredCurve, &str),
    actions: &mut Vec<Action>,
    ask: &mut Ask,
) {
    let all = &app.session.design().measurements;
    let hover = format!("{}\n{}", curve.name, words::retold(&curve.origin));
    shown_ui(ui, &curve.name, curve.shown, &hover, |shown| {
        let mut all = all.clone();
        if let Some(curve) = all.get_mut(at) {
            curve.shown = shown;
        }
        actions.push(Action::Edit {
            label: if shown {
                tr!("Show measurement")
            } else {
                tr!("Hide measurement")
            }
            .to_owned(),
            edit: Edit::SetMeasurements(all),
        });
    });
    ui.weak(words);
    let explain = ui.small_button(tr!("Explain…")).on_hover_text(tr!(
        "Find the few numbers within their tolerance that explain the difference."
    ));
    named(ui, explain.id, tr!("Explain {}", curve.name));
    if explain.clicked() {
        *ask = Ask::then(move |app, _| app.ask_explanation_of(Some(at)));
    }
}

/// The switch that shows a curve.
fn shown_ui(ui: &mut Ui, name: &str, shown: bool, hover: &str, mut change: impl FnMut(bool)) {
    let mut on = shown;
    let words = elide::letters(name, elide::NAME).into_owned();
    let check = theme::with_field_edge(ui, |ui| ui.checkbox(&mut on, words)).on_hover_text(hover);
    named(ui, check.id, tr!("Show {name}"));
    if on != shown {
        change(on);
    }
}

fn named(ui: &Ui, id: Id, name: String) {
    ui.ctx()
        .accesskit_node_builder(id, |node| node.set_label(name));
}

/// How far the design is from another, in a few words.
fn solved_words(own: &Solution, other: &Solution) -> String {
    let level = spl::total(own).zip(spl::total(other));
    let level =
        level.and_then(|(own, other)| words((&own.x, &own.y), (&other.x, &other.y), By::Amount));
    let ohm = impedance::magnitude(own).zip(impedance::magnitude(other));
    let ohm =
        ohm.and_then(|(own, other)| words((&own.x, &own.y), (&other.x, &other.y), By::Percent));
    let all: Vec<String> = level.into_iter().chain(ohm).collect();
    all.join(tr!("; "))
}

/// How far the design is from a measurement, as that is aligned.
fn measured_words(own: &Solution, curve: &StoredCurve) -> String {
    let (f, mut y): (Vec<f64>, Vec<f64>) = curve
        .points
        .iter()
        .map(|point| (point.f, point.value))
        .unzip();
    let (own, by) = match curve.kind {
        CurveKind::Level => (spl::total(own), By::Amount),
        CurveKind::Impedance => (impedance::magnitude(own), By::Percent),
    };
    let Some(own) = own else { return String::new() };
    let mut raised = String::new();
    if let (CurveKind::Level, Some(at)) = (curve.kind, curve.align_hz) {
        let points = compare::alignment_points(at, curve.align_to_hz);
        let level = Values::new(&own.x, &own.y);
        if let Some(by) = compare::lift_db(level, Values::new(&f, &y), &points) {
            for level in &mut y {
                *level += by;
            }
            raised = tr!(", raised {by:+.1} dB").replace('-', "−");
        }
    }
    let words = words((&own.x, &own.y), (&f, &y), by);
    words.map_or_else(String::new, |words| format!("{words}{raised}"))
}

/// “level 0.84 dB rms, at most 2.1 dB at 3.2 kHz”.
fn words(own: (&[f64], &[f64]), other: (&[f64], &[f64]), by: By) -> Option<String> {
    let (own, other) = (Values::new(own.0, own.1), Values::new(other.0, other.1));
    let difference = compare::difference(own, other, own.f, by);
    let figures = compare::figures(own.f, &difference)?;
    let (what, unit) = match by {
        By::Amount => (tr!("level"), "dB"),
        By::Percent => (tr!("impedance"), "%"),
    };
    if figures.most.abs() < 0.005 {
        return Some(tr!("{what} {}", words::text(SAME)));
    }
    let at = rounded(figures.at, &Unit::HERTZ, 2);
    Some(tr!(
        "{what} {:.2} {unit} rms, at most {:.1} {unit} at {at}",
        figures.rms,
        figures.most.abs()
    ))
}
