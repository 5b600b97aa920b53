//! The dialog that takes measured curves into the design: what was found in each, and where it goes.

use super::{
    dialog::{Ask, Dialog},
    identify::{curves, field, finding_ui},
};
use crate::{
    app::{
        Earwright,
        actions::Action,
        plots::small_plot_ui,
        theme,
        widgets::{
            buttons::{cancel, heading, primary},
            text_field::text_ui,
        },
    },
    design::{ALIGN_AT, Edit, StoredCurve},
    exchange::{Measurement, Quantity, sentence, with_curves},
};
use egui::{DragValue, Label, RichText, ScrollArea, Ui, vec2};
use std::path::{Path, PathBuf};

/// Where a measurement meets the response unless said otherwise, Hz.
const ALIGN_HZ: f64 = 1000.0;

/// What the dialog holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ImportForm {
    files: Vec<File>,
}

/// One file.
#[derive(Debug, Clone, PartialEq)]
struct File {
    name: String,
    /// The curve, or why there is none.
    read: Result<Measurement, String>,
    /// Name in the legend.
    legend: String,
    quantity: Quantity,
    align: bool,
    at: f64,
}

impl File {
    fn open(path: &Path) -> Self {
        let part = |part: Option<&std::ffi::OsStr>| {
            part.map_or_else(
                || path.display().to_string(),
                |part| part.to_string_lossy().into_owned(),
            )
        };
        let read = Measurement::open(path).map_err(|error| error.to_string());
        Self {
            name: part(path.file_name()),
            legend: part(path.file_stem()),
            quantity: read.as_ref().map_or(Quantity::Level, |read| read.quantity),
            read,
            align: false,
            at: ALIGN_HZ,
        }
    }

    /// The curve as the design keeps it.
    fn stored(&self) -> Option<StoredCurve> {
        let read = self.read.as_ref().ok()?;
        let name = match self.legend.trim() {
            "" => &self.name,
            legend => legend,
        };
        let align = self.align && self.quantity == Quantity::Level;
        Some(StoredCurve {
            kind: self.quantity.into(),
            align_hz: align.then_some(self.at),
            ..read.stored(name, &self.name)
        })
    }
}

impl Dialog for ImportForm {
    fn width(&self) -> f32 {
        600.0
    }

    fn ui(&mut self, ui: &mut Ui, app: &Earwright) -> Ask {
        heading(ui, "Import measurement");
        ui.add_space(4.0);
        let room = (ui.ctx().content_rect().height() - 180.0).max(160.0);
        ScrollArea::vertical()
            .max_height(room)
            .min_scrolled_height(room)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                for (n, file) in self.files.iter_mut().enumerate() {
                    ui.push_id(n, |ui| file_ui(ui, file));
                }
            });
        ui.add_space(8.0);
        let mut ask = Ask::Stay;
        ui.horizontal(|ui| {
            let any = self.files.iter().any(|file| file.read.is_ok());
            ui.add_enabled_ui(any, |ui| {
                if primary(ui, "Add to the plots").clicked() {
                    let curves = self.files.iter().filter_map(File::stored).collect();
                    ask = Ask::action(add(&app.session.design().measurements, curves));
                }
            });
            if cancel(ui) {
                ask = Ask::Close;
            }
        });
        ask
    }
}

fn file_ui(ui: &mut Ui, file: &mut File) {
    field::heading(ui, &file.name);
    let read = match &file.read {
        Ok(read) => read,
        Err(error) => {
            let error = RichText::new(sentence(error)).color(ui.visuals().error_fg_color);
            ui.add(Label::new(error).wrap());
            return;
        }
    };
    for finding in &read.findings {
        finding_ui(ui, finding.severity, &finding.message);
    }
    ui.horizontal(|ui| {
        theme::edge_fields(ui);
        ui.label("Name");
        let name = format!("Name of {}", file.name);
        text_ui(ui, &name, &mut file.legend, &file.name, 200.0);
        ui.radio_value(&mut file.quantity, Quantity::Level, "Levels in dB");
        ui.radio_value(&mut file.quantity, Quantity::Impedance, "Impedances in Ω");
    });
    if file.quantity == Quantity::Level {
        ui.horizontal(|ui| {
            theme::edge_fields(ui);
            ui.checkbox(&mut file.align, "Move in level to meet the response at")
                .on_hover_text("The legend says by how much. It can be changed later.");
            let at = DragValue::new(&mut file.at)
                .range(ALIGN_AT.min..=ALIGN_AT.max)
                .speed(5.0)
                .suffix(" Hz")
                .max_decimals(0);
            let at = ui.add_enabled(file.align, at);
            ui.ctx()
                .accesskit_node_builder(at.id, |node| node.set_label("Alignment frequency"));
        });
    }
    let model = curves::as_read(&read.trace.points, file.quantity);
    let size = vec2(ui.available_width(), 170.0);
    small_plot_ui(ui, size, &format!("Curve of {}", file.name), &model);
}

/// The edit that adds curves to those of the design, each under a name of its own.
fn add(present: &[StoredCurve], new: Vec<StoredCurve>) -> Action {
    let label = match &new[..] {
        [one] => format!("Import {}", one.name),
        _ => format!("Import {} measurements", new.len()),
    };
    Action::Edit {
        label,
        edit: Edit::SetMeasurements(with_curves(present, new)),
    }
}

impl Earwright {
    /// Opens the dialog with these files.
    pub(in crate::app) fn import_measurements(&mut self, paths: &[PathBuf]) {
        self.dialog.open(ImportForm {
            files: paths.iter().map(|path| File::open(path)).collect(),
        });
    }
}
