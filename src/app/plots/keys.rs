//! A plot under the keyboard: once it has the focus, arrows move the crosshair, plus and minus zoom.

use super::{
    shown::{Shown, zoom},
    state::PlotsState,
};
use crate::app::theme;
use egui::{EventFilter, Key, Modifiers, Response, Stroke, StrokeKind, Ui};

/// How far an arrow key moves the crosshair, as a share of what is shown; with Shift ten times.
const STEP: f64 = 0.005;
/// How much plus or minus zooms.
const ZOOM: f64 = 1.25;

/// Answers the keys while the plot has the focus, and shows that it has.
pub(super) fn keys(
    ui: &Ui,
    shown: &Shown<'_>,
    [x, y]: [[f64; 2]; 2],
    plot: &Response,
    state: &mut PlotsState,
) {
    if !plot.has_focus() {
        return;
    }
    let accent = Stroke::new(2.0, theme::accent(ui.visuals()));
    ui.painter()
        .rect_stroke(plot.rect, 0.0, accent, StrokeKind::Inside);
    ui.memory_mut(|memory| {
        memory.set_focus_lock_filter(
            plot.id,
            EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                ..EventFilter::default()
            },
        );
    });
    let model = &shown.drawn.model;
    let view = shown.view;
    state.active = view;
    let pressed =
        |key: Key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
    let far = |key: Key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::SHIFT, key));
    let count = |times: usize| f64::from(u32::try_from(times).unwrap_or(0));
    let steps = 10.0 * (count(far(Key::ArrowRight)) - count(far(Key::ArrowLeft)))
        + count(pressed(Key::ArrowRight))
        - count(pressed(Key::ArrowLeft));
    let middle = model.x.scale.value(0.5 * (x[0] + x[1]));
    let held = state.held(view).unwrap_or(middle);
    let place = model.x.scale.place(held) + steps * STEP * (x[1] - x[0]);
    state.hold(view, model.x.scale.value(place.clamp(x[0], x[1])));
    let zooms = count(pressed(Key::Plus) + pressed(Key::Equals)) - count(pressed(Key::Minus));
    if zooms != 0.0 {
        let new = zoom(x, place, ZOOM.powf(-zooms));
        state.set_ranges(model, Some(new), None);
    }
    let up = count(pressed(Key::ArrowUp)) - count(pressed(Key::ArrowDown));
    if up != 0.0 {
        let by = 0.05 * up * (y[1] - y[0]);
        state.set_ranges(model, None, Some(y.map(|end| end + by)));
    }
    if pressed(Key::Home) > 0 {
        state.reset_ranges(view);
    }
    if steps != 0.0 || zooms != 0.0 {
        ui.ctx().request_repaint();
    }
}
