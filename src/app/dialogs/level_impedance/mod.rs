//! The dialog that finds an earphone's impedance from its levels: files with the resistance each was
//! taken through, then the impedance, what it leaves and what it foretells.

mod files_ui;
mod result_ui;
mod work;

pub(in crate::app) use work::{LevelJob, LevelReadJob};

use super::{
    dialog::{Ask, Dialog},
    host::room_for_list,
    identify::field::positive,
};
use crate::{
    app::{
        Earwright,
        widgets::buttons::{heading, primary},
    },
    design::CurvePoint,
    quantity::{Unit, parse},
    tuning::level_impedance::{LevelImpedance, Options, Run},
};
use egui::{Label, RichText, ScrollArea, Ui};
use std::path::PathBuf;

/// What the dialog holds.
#[derive(Debug, Clone, Default)]
pub struct LevelImpedanceForm {
    files: Vec<Row>,
    /// A path as typed.
    path: String,
    /// Why the file read last is none.
    refused: String,
    /// How far levels may be off from file to file, as typed; nothing where they were kept.
    offset: String,
    from: String,
    to: String,
    /// The source resistance of the level that is laid into the design, as typed.
    source: String,
    /// Where the impedance is saved, as typed.
    out: String,
    /// A file that stands there already, told to the user: once more, and it is replaced.
    replaced: Option<PathBuf>,
    state: State,
    /// What was done with the result, or why not.
    said: Option<Result<String, String>>,
}

/// A file.
#[derive(Debug, Clone, PartialEq)]
struct Row {
    name: String,
    /// Its resistance as typed.
    resistance: String,
    points: Vec<CurvePoint>,
}

/// How it stands.
#[derive(Debug, Clone, Default)]
enum State {
    #[default]
    Waiting,
    Running,
    Done(Box<LevelImpedance>),
    /// There is no answer, and why.
    None(String),
}

/// What the dialog asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    /// A file dialog.
    Choose,
    /// The file at the typed path.
    Read,
    /// The impedance.
    Find,
    /// The impedance at the typed path.
    Save,
    /// A file dialog for it.
    ChooseOut,
    /// The impedance beside the design's.
    Lay,
    Back,
    Close,
}

impl LevelImpedanceForm {
    fn new() -> Self {
        Self {
            from: "20 Hz".to_owned(),
            to: "20 kHz".to_owned(),
            ..Self::default()
        }
    }

    /// What was found.
    pub fn found(&self) -> Option<&LevelImpedance> {
        match &self.state {
            State::Done(found) => Some(found),
            _ => None,
        }
    }

    /// Everything the search needs, or what is missing.
    fn order(&self) -> Result<(Vec<Run>, Options), String> {
        if self.files.len() < 2 {
            return Err(tr!("Choose two files at least; a third checks them").to_owned());
        }
        let run = |row: &Row| {
            let resistance = parse(&row.resistance, &Unit::OHM)
                .map_err(|error| format!("{}: {error}", row.name))?;
            if resistance < 0.0 {
                return Err(tr!("{}: the resistance cannot be negative", row.name));
            }
            Ok(Run {
                name: row.name.clone(),
                resistance,
                points: row.points.clone(),
            })
        };
        let runs = self.files.iter().map(run).collect::<Result<_, _>>()?;
        let offset_db = match self.offset.trim() {
            "" | "0" => 0.0,
            typed => positive(
                tr!("Levels off by"),
                typed.trim_end_matches("dB"),
                &Unit::NUMBER,
            )?,
        };
        let band = (
            positive(tr!("Lowest frequency"), &self.from, &Unit::HERTZ)?,
            positive(tr!("Highest frequency"), &self.to, &Unit::HERTZ)?,
        );
        Ok((runs, Options { offset_db, band }))
    }

    /// The source resistance of the level that is wanted, Ω, where one is.
    fn source(&self) -> Result<Option<f64>, String> {
        if self.source.trim().is_empty() {
            return Ok(None);
        }
        match parse(&self.source, &Unit::OHM) {
            Ok(ohm) if ohm >= 0.0 => Ok(Some(ohm)),
            Ok(_) => Err(tr!("The source resistance cannot be negative").to_owned()),
            Err(error) => Err(tr!("Source resistance: {error}")),
        }
    }
}

impl Dialog for LevelImpedanceForm {
    fn width(&self) -> f32 {
        760.0
    }

    fn outlives_clicks(&self) -> bool {
        true
    }

    fn ui(&mut self, ui: &mut Ui, _app: &Earwright) -> Ask {
        heading(ui, tr!("Impedance from levels"));
        ui.add_space(4.0);
        let room = room_for_list(ui.ctx(), 190.0);
        let mut wish = None;
        ScrollArea::vertical()
            .max_height(room)
            .auto_shrink([false, true])
            .show(ui, |ui| match &self.state {
                State::Waiting => wish = files_ui::files_ui(ui, self),
                State::Running => {
                    ui.weak(tr!("Finding the impedance that explains all levels."));
                }
                State::Done(found) => {
                    let found = found.clone();
                    wish = result_ui::result_ui(ui, self, &found);
                }
                State::None(why) => {
                    ui.add(Label::new(why).wrap());
                }
            });
        ui.add_space(8.0);
        ui.horizontal(|ui| self.buttons_ui(ui, &mut wish));
        match wish {
            None => Ask::Stay,
            Some(wish) => Ask::meanwhile(move |app, ctx| app.level_impedance_wish(ctx, wish)),
        }
    }

    fn closed(&self, app: &mut Earwright) {
        app.end_level_impedance();
    }
}

impl LevelImpedanceForm {
    fn buttons_ui(&self, ui: &mut Ui, wish: &mut Option<Wish>) {
        match &self.state {
            State::Waiting => {
                let order = self.order();
                ui.add_enabled_ui(order.is_ok(), |ui| {
                    if primary(ui, tr!("Find the impedance")).clicked() {
                        *wish = Some(Wish::Find);
                    }
                });
                if ui.button(tr!("Close")).clicked() {
                    *wish = Some(Wish::Close);
                }
                if let Err(why) = order {
                    ui.label(RichText::new(why).weak());
                }
            }
            State::Running | State::None(_) => {
                if ui.button(tr!("Back")).clicked() {
                    *wish = Some(Wish::Back);
                }
                if ui.button(tr!("Close")).clicked() {
                    *wish = Some(Wish::Close);
                }
            }
            State::Done(_) => {
                if ui.button(tr!("Back")).clicked() {
                    *wish = Some(Wish::Back);
                }
                let lay = ui.add_enabled_ui(self.source().is_ok(), |ui| {
                    primary(ui, tr!("Lay into the design"))
                        .on_hover_text(tr!("Draws it beside the design's own: one step to undo."))
                        .clicked()
                });
                if lay.inner {
                    *wish = Some(Wish::Lay);
                }
                if ui.button(tr!("Close")).clicked() {
                    *wish = Some(Wish::Close);
                }
            }
        }
    }
}
