//! What a crossover comes to: the curves before and after, the parts, and what misses the wish.

use super::{GAP, gap};
use crate::{
    app::{plots::small_plot_ui, theme},
    picture::plots::{CrossoverCurves, crossover_model},
    quantity::{Unit, text},
    tuning::crossover::{Preview, Shown, Topology, Wish, misses},
    words,
};
use egui::{Grid, Label, RichText, ScrollArea, TextStyle, Ui, Vec2, vec2};

/// Width of the parts and of what is said of them, points.
const PARTS: f32 = 440.0;
/// Width below which a curve has no room beside its parts, points.
const LEAST_CURVE: f32 = 240.0;
/// Height of most parts below a curve, with a line said of them, points.
const BELOW_CURVE: f32 = 150.0;

/// The curves, and the parts beside them, or below them where there is no room.
pub(super) fn result_ui(ui: &mut Ui, preview: &Preview, wish: &Wish, kept: bool, room: Vec2) {
    let curve = room.x - PARTS - GAP;
    if curve < LEAST_CURVE {
        let top = ui.cursor().top();
        curves_ui(ui, preview, wish, room.y - BELOW_CURVE);
        let left = top + room.y - ui.cursor().top();
        parts_ui(ui, preview, wish, kept, left);
        return;
    }
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(curve);
            curves_ui(ui, preview, wish, room.y);
        });
        gap(ui);
        ui.vertical(|ui| {
            ui.set_width(PARTS);
            parts_ui(ui, preview, wish, kept, room.y);
        });
    });
}

/// The curves between what they are and what came of them, all within a height.
fn curves_ui(ui: &mut Ui, preview: &Preview, wish: &Wish, height: f32) {
    let model = crossover_model(&CrossoverCurves {
        impedance: preview.shown == Shown::Impedance,
        f: &preview.f,
        before: preview.before.as_deref(),
        after: &preview.after,
        wanted: &preview.wanted,
    });
    let name = match preview.shown {
        Shown::Transfer => tr!("Level at the driver's terminals, before and after"),
        Shown::Impedance => tr!("Impedance at the driver's terminals, before and after"),
    };
    ui.add(Label::new(RichText::new(name).weak()).truncate());
    // Figures take two lines.
    let words = 3.0 * ui.text_style_height(&TextStyle::Body) + 2.0 * ui.spacing().item_spacing.y;
    let size = vec2(ui.available_width(), (height - words).clamp(84.0, 250.0));
    small_plot_ui(ui, size, name, &model);
    ui.add(Label::new(figures(preview, wish)).wrap())
        .on_hover_text(words::text(explained(preview.shown)));
}

/// The parts, and below them what misses the wish, within a height.
fn parts_ui(ui: &mut Ui, preview: &Preview, wish: &Wish, kept: bool, height: f32) {
    let top = ui.cursor().top();
    stock_ui(ui, preview);
    ui.add_space(6.0);
    let left = (top + height - ui.cursor().top()).max(40.0);
    let amber = ui.visuals().warn_fg_color;
    ScrollArea::vertical()
        .id_salt("misses")
        .max_height(left)
        .min_scrolled_height(left)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for miss in misses(preview, wish, kept) {
                let words = format!("{} {}", miss.what, miss.cure);
                ui.add(Label::new(RichText::new(words).color(amber)).wrap());
            }
        });
}

/// The parts, as they would be best and as they are in stock.
fn stock_ui(ui: &mut Ui, preview: &Preview) {
    Grid::new("crossover parts")
        .num_columns(4)
        .spacing([14.0, 3.0])
        .show(ui, |ui| {
            for head in [tr!("Part"), tr!("Taken"), tr!("Ideal"), tr!("From stock")] {
                ui.label(RichText::new(head).small().weak());
            }
            ui.end_row();
            for part in &preview.proposal.chosen {
                let unit = part.component.unit();
                ui.label(words::text(part.component.word()));
                ui.label(
                    RichText::new(text::exact(part.stocked.value, unit))
                        .strong()
                        .color(theme::text_strong(ui.visuals())),
                );
                let ideal = RichText::new(text::rounded(part.ideal, unit, 3));
                if part.out_of_stock {
                    let warning = ui.visuals().warn_fg_color;
                    ui.label(ideal.color(warning)).on_hover_text(tr!(
                        "The catalogue has nothing near this: the nearest is taken."
                    ));
                } else {
                    ui.label(ideal.weak());
                }
                ui.weak(stock_words(
                    part.stocked.series,
                    part.stocked.series_resistance,
                ));
                ui.end_row();
            }
        });
}

/// “Wire-wound 1812, 18 Ω”.
fn stock_words(series: &str, resistance: f64) -> String {
    if resistance > 0.0 {
        let series = words::text(series);
        format!("{series}, {}", text::exact(resistance, &Unit::OHM))
    } else {
        words::text(series).to_owned()
    }
}

/// What the figures under the curves are.
const fn explained(shown: Shown) -> &'static str {
    match shown {
        Shown::Transfer => {
            "As solved with the parts in stock and the driver's own impedance, level at the driver's \
             terminals over that at the source's. Corner: where what the new parts change comes to \
             the wished filter's own level at its corner. Slope: of that change, from one to two \
             octaves beyond the corner. Pass band: the level where nothing is to be filtered."
        }
        Shown::Impedance => {
            "Magnitude at the driver's terminals, as solved with the parts in stock. Two parts cancel \
             the rise of the coil's inductance, not the driver's resonances."
        }
    }
}

/// What came of it, in a line.
fn figures(preview: &Preview, wish: &Wish) -> String {
    if preview.shown == Shown::Impedance {
        return tr!(
            "Flat from {} on, as far as two parts can make it",
            text::rounded(wish.f, &Unit::HERTZ, 3)
        );
    }
    let mut words = Vec::new();
    if !matches!(wish.topology, Topology::LPad | Topology::Notch) {
        let found: Vec<String> = preview
            .corners
            .iter()
            .map(|f| {
                if f.is_finite() {
                    text::rounded(*f, &Unit::HERTZ, 3)
                } else {
                    tr!("none").to_owned()
                }
            })
            .collect();
        let word = if found.len() > 1 {
            tr!("Corners")
        } else {
            tr!("Corner")
        };
        words.push(tr!("{word} as solved {}", found.join(tr!(" and "))));
    }
    if let Some(slope) = preview.slope_db {
        words.push(tr!("slope {slope:.1} dB an octave").replace('-', "−"));
    }
    let level = format!("{:.1}", preview.pass_db).replace('-', "−");
    words.push(match wish.topology {
        Topology::LPad => tr!("{level} dB at {}", text::rounded(wish.f, &Unit::HERTZ, 3)),
        _ => tr!("pass band at {level} dB"),
    });
    words.join(", ")
}
