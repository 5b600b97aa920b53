//! An impulse response as it is shown: its channels, the response under its window, and the window.

use super::sound::Sound;
use crate::{
    app::{plots::small_plot_ui, theme},
    exchange::impulse::Shape,
    words,
};
use egui::{ComboBox, DragValue, RichText, Ui, vec2};

/// Draws it; whether something else is wanted now.
pub(super) fn sound_ui(ui: &mut Ui, sound: &mut Sound) -> bool {
    let strong = theme::text_strong(ui.visuals());
    let mut changed = false;
    let impulse = &sound.impulse;
    ui.label(RichText::new(tr!("Impulse response")).color(strong));
    ui.label(format!(
        "{}, {} Hz, {:.1} ms, {}",
        impulse.samples,
        impulse.rate,
        1e3 * impulse.duration(),
        counted(impulse.channels.len())
    ));
    if sound.wanted.len() > 1 {
        ui.horizontal_wrapped(|ui| {
            for (n, wanted) in sound.wanted.iter_mut().enumerate() {
                let words = tr!("Channel {}", n + 1);
                let check = theme::with_field_edge(ui, |ui| ui.checkbox(wanted, words));
                changed |= check.changed();
            }
        });
    }
    if let Some(model) = &sound.heard.model {
        let size = vec2(ui.available_width(), 170.0);
        small_plot_ui(ui, size, tr!("Response under its window"), model);
    }
    ui.add_space(4.0);
    ui.label(RichText::new(tr!("Window")).color(strong));
    let most = 1e3 * sound.impulse.duration();
    ui.horizontal(|ui| {
        theme::edge_fields(ui);
        let window = &mut sound.window;
        ui.label(tr!("Start"));
        changed |= milliseconds(ui, tr!("Window start"), &mut window.start, [0.0, most]);
        ui.label(tr!("Length"));
        let least = 8e3 / sound.impulse.rate;
        changed |= milliseconds(ui, tr!("Window length"), &mut window.length, [least, most]);
        let response = ComboBox::from_id_salt("shape")
            .width(150.0)
            .truncate()
            .selected_text(words::text(window.shape.word()))
            .show_ui(ui, |ui| {
                for shape in Shape::ALL {
                    let choice =
                        ui.selectable_value(&mut window.shape, shape, words::text(shape.word()));
                    changed |= choice.changed();
                }
            })
            .response;
        ui.ctx()
            .accesskit_node_builder(response.id, |node| node.set_label(tr!("Window shape")));
    });
    ui.weak(tr!(
        "End it before the first reflection. What lies below the inverse of its length is not \
         resolved."
    ));
    changed
}

/// A time that is kept in seconds.
fn milliseconds(ui: &mut Ui, label: &str, seconds: &mut f64, range: [f64; 2]) -> bool {
    let mut shown = 1e3 * *seconds;
    let field = DragValue::new(&mut shown)
        .range(range[0]..=range[1].max(range[0]))
        .speed(0.002 * (range[1] - range[0]).max(1.0))
        .suffix(" ms")
        .max_decimals(3);
    let field = ui.add(field);
    ui.ctx()
        .accesskit_node_builder(field.id, |node| node.set_label(label));
    if field.changed() {
        *seconds = 1e-3 * shown;
    }
    field.changed()
}

/// “1 channel”, “2 channels”.
fn counted(channels: usize) -> String {
    if channels == 1 {
        tr!("1 channel").to_owned()
    } else {
        tr!("{channels} channels")
    }
}
