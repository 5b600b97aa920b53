//! The dialog that asks what may be chosen of an export, before its file is.

use super::dialog::{Ask, Dialog};
use crate::{
    app::{
        Earwright,
        files::picker::Purpose,
        theme,
        widgets::buttons::{cancel, primary, title},
    },
    exchange::{
        Export,
        export::{Choice, Options, WALLS},
        sound::RATES,
    },
    tuning::equaliser::{BANDS, GAINS, MOST_FILTERS},
};
use egui::{Context, DragValue, Ui};
use std::ops::RangeInclusive;

impl Earwright {
    /// Asks what may be chosen of an export where anything is, then for its file.
    pub(in crate::app) fn begin_export(&mut self, ctx: &Context, export: Export) {
        if export.takes().iter().any(|choice| is_asked(*choice)) {
            self.dialog.open(ExportOptions {
                export,
                options: self.export_options.clone(),
            });
        } else {
            self.ask(ctx, Purpose::Export(export));
        }
    }
}

/// Whether the dialog asks for it: prices and probes are chosen once for the window.
fn is_asked(choice: Choice) -> bool {
    match choice {
        Choice::Filters | Choice::Limits | Choice::Wall | Choice::Sound | Choice::Seed => true,
        Choice::Prices | Choice::Probes => false,
    }
}

/// An export, and what is chosen of it.
struct ExportOptions {
    export: Export,
    options: Options,
}

impl Dialog for ExportOptions {
    fn ui(&mut self, ui: &mut Ui, _app: &Earwright) -> Ask {
        title(ui, self.export.label().trim_end_matches('…'));
        theme::edge_fields(ui);
        egui::Grid::new("export options")
            .num_columns(2)
            .show(ui, |ui| {
                for choice in self.export.takes() {
                    choice_ui(ui, *choice, &mut self.options);
                }
            });
        ui.add_space(8.0);
        let mut ask = Ask::Stay;
        ui.horizontal(|ui| {
            if primary(ui, tr!("Choose the file…")).clicked() {
                let (export, options) = (self.export, self.options.clone());
                ask = Ask::then(move |app, ctx| {
                    app.export_options = options;
                    app.ask(ctx, Purpose::Export(export));
                });
            }
            if cancel(ui) {
                ask = Ask::Close;
            }
        });
        ask
    }
}

/// The rows of a choice.
fn choice_ui(ui: &mut Ui, choice: Choice, options: &mut Options) {
    match choice {
        Choice::Filters => {
            let count = DragValue::new(&mut options.filters.count).range(1..=MOST_FILTERS);
            row(ui, tr!("Most filters"), count);
        }
        Choice::Limits => {
            let limits = &mut options.filters;
            let [from, to] = &mut limits.band;
            row(ui, tr!("From"), hertz(from, *BANDS.start()..=0.5 * *to));
            row(ui, tr!("To"), hertz(to, 2.0 * *from..=*BANDS.end()));
            let mut gain = limits.gain[1];
            let field = DragValue::new(&mut gain)
                .range(GAINS)
                .speed(0.1)
                .suffix(" dB");
            row(ui, tr!("Greatest gain to either side"), field);
            limits.gain = [-gain, gain];
        }
        Choice::Wall => {
            let mut mm = 1e3 * options.wall;
            let field = DragValue::new(&mut mm)
                .range(1e3 * WALLS.start()..=1e3 * WALLS.end())
                .speed(0.05)
                .suffix(" mm");
            if row(ui, tr!("Wall"), field) {
                options.wall = mm / 1e3;
            }
        }
        Choice::Sound => {
            let label = ui.label(tr!("Samples a second"));
            let words = |rate: Option<u32>| {
                let one = |rate: u32| format!("{:.1} kHz", f64::from(rate) / 1e3);
                rate.map_or_else(|| tr!("a file each of all").to_owned(), one)
            };
            let shown = words(options.sound.rate);
            let combo = egui::ComboBox::from_id_salt("rate")
                .selected_text(shown)
                .show_ui(ui, |ui| {
                    for rate in std::iter::once(None).chain(RATES.map(Some)) {
                        ui.selectable_value(&mut options.sound.rate, rate, words(rate));
                    }
                });
            combo.response.labelled_by(label.id);
            ui.end_row();
            ui.label("");
            ui.checkbox(&mut options.sound.float, tr!("32-bit floating point"));
            ui.end_row();
        }
        Choice::Seed => {
            let tooltip = tr!("The same seed gives the same pair of units.");
            let label = ui.label(tr!("Seed of the pair")).on_hover_text(tooltip);
            ui.add(DragValue::new(&mut options.seed))
                .labelled_by(label.id);
            ui.end_row();
        }
        Choice::Prices | Choice::Probes => {}
    }
}

fn hertz(at: &mut f64, within: RangeInclusive<f64>) -> DragValue<'_> {
    DragValue::new(at)
        .range(within)
        .speed(5.0)
        .max_decimals(0)
        .suffix(" Hz")
}

/// A row of the grid; whether its number was changed.
fn row(ui: &mut Ui, words: &str, field: DragValue<'_>) -> bool {
    let label = ui.label(words);
    let changed = ui.add(field).labelled_by(label.id).changed();
    ui.end_row();
    changed
}
