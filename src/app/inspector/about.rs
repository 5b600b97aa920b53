//! What is to be known of a number, told at its label: word, symbol, unit, range, and what raising it
//! does in this very design.
//!
//! What it does is worked out only while somebody rests on a label: that asks, `is_asked` tells the
//! other half of the frame, and `tell` hands over what was found.

use super::spec::FieldSpec;
use crate::{
    analysis::{effect::SHARE, sensitivity::Weights},
    design::{Design, Number, Parameters as _, PartKind, Subject},
    library,
    quantity::text,
    tuning::variable,
};
use egui::{Context, Id, Key, Label, Memory, Modifiers, Response, RichText, Ui};
use std::sync::Arc;

/// Width of what is told, points.
const WIDTH: f32 = 300.0;
/// An asking lasts for so many frames: those in which nothing else moves.
const LASTS: u64 = 2;

/// The design as it stands, and how much its numbers matter once that is worked out.
#[derive(Clone)]
struct Told {
    design: Arc<Design>,
    weights: Option<Arc<Weights>>,
}

fn told_id() -> Id {
    Id::unique("what numbers do")
}

fn asked_id() -> Id {
    Id::unique("what a number does is asked")
}

/// Hands over what labels tell of.
pub(in crate::app) fn tell(ctx: &Context, design: &Arc<Design>, weights: Option<&Arc<Weights>>) {
    let told = Told {
        design: design.clone(),
        weights: weights.cloned(),
    };
    ctx.data_mut(|data| data.insert_temp(told_id(), told));
}

/// Whether somebody rests on a label.
pub(in crate::app) fn is_asked(ctx: &Context) -> bool {
    let asked: Option<u64> = ctx.data(|data| data.get_temp(asked_id()));
    asked.is_some_and(|frame| ctx.cumulative_frame_nr() <= frame + LASTS)
}

fn by_key_id() -> Id {
    Id::unique("number asked about by key")
}

fn focused_id() -> Id {
    Id::unique("field of a number with the keyboard")
}

/// Takes F1 where a field has the keyboard: it tells what resting on its label tells. Pressed again it
/// is left to what it does everywhere.
pub(in crate::app) fn take_key(ctx: &Context) {
    if !ctx.input(|input| input.key_pressed(Key::F1)) {
        return;
    }
    let field: Option<Id> = ctx.data(|data| data.get_temp(focused_id()));
    let focused = ctx.memory(Memory::focused);
    let asked: Option<Id> = ctx.data(|data| data.get_temp(by_key_id()));
    if field.is_none() || field != focused || asked == focused {
        return;
    }
    if ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::F1)) {
        ctx.data_mut(|data| data.insert_temp(by_key_id(), field.unwrap_or(Id::NULL)));
    }
}

/// Tells of the number whose field has the keyboard, where that was asked for by key.
pub(super) fn by_key_ui(ui: &Ui, field: &Response, label: &Response, spec: &FieldSpec<'_>) {
    let ctx = ui.ctx();
    let is = |id: Id| ctx.data(|data| data.get_temp(id)) == Some(field.id);
    if field.has_focus() {
        ctx.data_mut(|data| data.insert_temp(focused_id(), field.id));
        if is(by_key_id()) {
            label.show_tooltip_ui(|ui| about_ui(ui, spec));
        }
    } else {
        for id in [focused_id(), by_key_id()] {
            if is(id) {
                ctx.data_mut(|data| data.remove::<Id>(id));
            }
        }
    }
}

/// What is told at the label of a field.
pub(super) fn about_ui(ui: &mut Ui, spec: &FieldSpec<'_>) {
    ui.set_max_width(WIDTH);
    let symbol = Some(spec.symbol).filter(|symbol| !symbol.is_empty() && *symbol != spec.label);
    let unit = spec.unit.bare_suffix();
    let words: Vec<&str> = [Some(spec.label), symbol, Some(unit)]
        .into_iter()
        .flatten()
        .filter(|word| !word.is_empty())
        .collect();
    ui.label(RichText::new(words.join(", ")).strong());
    if let Some(range) = range_words(ui, spec) {
        wrapped(ui, &range);
    }
    if let Some(effect) = effect_words(ui, spec) {
        wrapped(ui, &effect);
    }
    let how = tr!("Drag sideways to change it, use the wheel to step it.");
    ui.add(Label::new(RichText::new(how).small().weak()).wrap());
}

fn wrapped(ui: &mut Ui, words: &str) {
    ui.add(Label::new(words).wrap());
}

/// Between which values it usually is: in the drivers of the library, or in what can be bought.
fn range_words(ui: &Ui, spec: &FieldSpec<'_>) -> Option<String> {
    let shown = |value: f64| text::rounded(value, spec.unit, 3);
    let between = |(from, to): (f64, f64)| tr!("{} to {}", shown(from), shown(to));
    if let Some(told) = told(ui)
        && let Some(number) = number(spec)
    {
        if let Some(range) = of_library(&told.design, &number) {
            let range = between(range);
            return Some(tr!("Usual: {range} in the library’s drivers of this kind."));
        }
        let bought = variable::variable(&told.design, &number, true);
        if let Some(variable) = bought.filter(|variable| !variable.values.is_empty()) {
            let range = between(variable.range);
            return Some(tr!("Usual: {range}, as it can be bought near this value."));
        }
    }
    let bounded = spec.min > f64::MIN && spec.max < f64::MAX;
    bounded.then(|| tr!("Allowed: {}.", between((spec.min, spec.max))))
}

/// The least and the greatest value of a driver's number in the library's drivers of its kind; absent
/// where they do not differ.
fn of_library(design: &Design, number: &Number) -> Option<(f64, f64)> {
    let Subject::Part(id) = number.subject else {
        return None;
    };
    let own = &design.part(id).filter(|part| part.kind.is_driver())?.kind;
    let alike = |kind: &&PartKind| std::mem::discriminant(*kind) == std::mem::discriminant(own);
    let kinds = library::drivers().iter().map(|preset| &preset.part);
    let stated = |kind: &PartKind| {
        let all = kind.parameters().into_iter();
        let mut known =
            all.filter(|(info, value)| info.is(&number.key) && !info.is_unstated(*value));
        known.next().map(|(_, value)| value)
    };
    let values = kinds.filter(alike).filter_map(stated);
    let range = values.fold((f64::INFINITY, 0.0_f64), |(low, high), value| {
        (low.min(value), high.max(value))
    });
    (range.0 < range.1).then_some(range)
}

/// What raising it does; nothing where it is 0 or stands for several.
fn effect_words(ui: &Ui, spec: &FieldSpec<'_>) -> Option<String> {
    let told = told(ui)?;
    let number = number(spec)?;
    let (_, value) = number.find(&told.design)?;
    if value == 0.0 {
        return None;
    }
    let ctx = ui.ctx();
    let frame = ctx.cumulative_frame_nr();
    ctx.data_mut(|data| data.insert_temp(asked_id(), frame));
    let share = 100.0 * SHARE;
    let Some(weights) = told.weights else {
        ctx.request_repaint();
        return Some(tr!("{share:.0} % more here: is being worked out."));
    };
    Some(match weights.effects.get(&number) {
        Some(effect) => tr!("{share:.0} % more here: {}.", effect.words()),
        None => tr!("{share:.0} % more here: nothing that is drawn depends on it."),
    })
}

fn told(ui: &Ui) -> Option<Told> {
    ui.data(|data| data.get_temp(told_id()))
}

fn number(spec: &FieldSpec<'_>) -> Option<Number> {
    let (subject, info) = spec.number?;
    let key = info.key();
    Some(Number { subject, key })
}
