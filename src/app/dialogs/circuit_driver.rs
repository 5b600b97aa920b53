//! The dialog that makes a driver from a circuit: its pins and units are shown as they were
//! understood, and can be changed. The solving is `exchange`'s.

use super::{
    dialog::{Ask, Dialog},
    identify::finding_ui,
};
use crate::{
    app::{
        Earwright,
        actions::Action,
        library::item::LibraryItem,
        theme,
        widgets::{
            buttons::{cancel, heading, primary},
            text_field::text_ui,
        },
        work::{job::waker, latest::Latest},
    },
    design::{driver::Multiport, kinds::multiport::Around},
    exchange::{
        DriverCircuit, Finding,
        circuit::driver::{AcousticUnits, Pins},
    },
    quantity::{Unit, text::exact, text::round_to},
    words::sentence,
};
use egui::{ComboBox, Grid, Label, RichText, Ui};

/// The driver, or why there is none.
type Made = Result<(Multiport, Vec<Finding>), String>;

/// A circuit that becomes a driver.
pub(in crate::app) struct CircuitDriver {
    name: String,
    read: DriverCircuit,
    pins: Pins,
    units: AcousticUnits,
    /// How the pins were found, until they are changed.
    guess: Option<Finding>,
    work: Latest<(Pins, AcousticUnits), Made>,
    made: Option<Made>,
}

/// Width of a choice, points.
const CHOICE: f32 = 210.0;
/// Where the impedance is told, Hz.
const TOLD_AT: [(f64, &str); 3] = [(100.0, "100 Hz"), (1e3, "1 kHz"), (10e3, "10 kHz")];

impl CircuitDriver {
    /// Of what was read: pins that cannot be told are left to be chosen.
    pub(in crate::app) fn new(read: DriverCircuit) -> Self {
        let (pins, guess) = match read.guessed() {
            Ok((pins, said)) => (pins, said),
            Err(error) => {
                let at = |n: usize| read.pins.get(n).cloned().unwrap_or_default();
                let pins = Pins {
                    plus: at(0),
                    minus: at(1),
                    front: at(2),
                    back: None,
                };
                (pins, Finding::doubt(error.to_string()))
            }
        };
        Self {
            name: read.name.clone(),
            read,
            pins,
            units: AcousticUnits::default(),
            guess: Some(guess),
            work: Latest::default(),
            made: None,
        }
    }

    /// Solves the circuit beside the window where it was not for what is chosen.
    fn follow(&mut self, ui: &Ui, app: &Earwright) {
        let wanted = (self.pins.clone(), self.units);
        if self.work.asked() != Some(&wanted) {
            let (read, (pins, units)) = (self.read.clone(), wanted.clone());
            self.made = None;
            self.work.ask(
                wanted,
                "circuit",
                &*app.runner,
                waker(ui.ctx()),
                move |_| read.driver(&pins, units).map_err(|error| error.to_string()),
            );
        }
        if let Some(ended) = self.work.take() {
            self.made =
                Some(ended.unwrap_or_else(|_| Err(tr!("the circuit could not be solved").into())));
        }
    }

    fn choices_ui(&mut self, ui: &mut Ui) {
        let before = self.pins.clone();
        Grid::new("pins")
            .num_columns(2)
            .spacing([12.0, 4.0])
            .show(ui, |ui| {
                let pins = &self.read.pins;
                pin_ui(ui, tr!("Terminal +"), &mut self.pins.plus, pins);
                pin_ui(ui, tr!("Terminal −"), &mut self.pins.minus, pins);
                pin_ui(ui, tr!("Front##pin"), &mut self.pins.front, pins);
                back_ui(ui, &mut self.pins.back, pins);
                let words = self.units.words();
                choice_ui(ui, tr!("Acoustic V and A are"), words, |ui| {
                    for units in AcousticUnits::ALL {
                        ui.selectable_value(&mut self.units, units, units.words());
                    }
                });
            });
        if self.pins != before {
            self.guess = None;
        }
    }
}

impl Dialog for CircuitDriver {
    fn outlives_clicks(&self) -> bool {
        true
    }

    fn width(&self) -> f32 {
        480.0
    }

    fn ui(&mut self, ui: &mut Ui, app: &Earwright) -> Ask {
        heading(ui, tr!("New driver from a circuit"));
        ui.add_space(2.0);
        let said =
            tr!("It is solved between these pins, and plays in any load as the circuit does.");
        ui.add(Label::new(RichText::new(said).weak()).wrap());
        ui.add_space(6.0);
        text_ui(
            ui,
            tr!("Driver name"),
            &mut self.name,
            tr!("Driver name"),
            f32::INFINITY,
        );
        self.choices_ui(ui);
        self.follow(ui, app);
        ui.add_space(6.0);
        if let Some(guess) = &self.guess {
            finding_ui(ui, guess.severity, &guess.message);
        }
        match &self.made {
            None => {
                ui.weak(tr!("Solving…"));
            }
            Some(Ok((driver, findings))) => {
                for finding in findings {
                    finding_ui(ui, finding.severity, &finding.message);
                }
                ui.add(Label::new(summary(driver)).wrap());
            }
            Some(Err(message)) => {
                let wrong = RichText::new(sentence(message)).color(ui.visuals().error_fg_color);
                ui.add(Label::new(wrong).wrap());
            }
        }
        ui.add_space(8.0);
        let mut ask = Ask::Stay;
        ui.horizontal(|ui| {
            let made = self.made.as_ref().and_then(|made| made.as_ref().ok());
            ui.add_enabled_ui(made.is_some(), |ui| {
                if primary(ui, tr!("Place driver")).clicked()
                    && let Some((driver, _)) = made
                {
                    let item = LibraryItem::part(self.name.trim(), driver.clone());
                    ask = Ask::action(Action::Place { item, at_mm: None });
                }
            });
            if cancel(ui) {
                ask = Ask::Close;
            }
        });
        ask
    }
}

fn pin_ui(ui: &mut Ui, label: &str, pin: &mut String, all: &[String]) {
    let shown = pin.clone();
    choice_ui(ui, label, &shown, |ui| {
        for name in all {
            ui.selectable_value(pin, name.clone(), name);
        }
    });
}

fn back_ui(ui: &mut Ui, back: &mut Option<String>, all: &[String]) {
    let none = tr!("none");
    let shown = back.clone();
    choice_ui(ui, tr!("Back"), shown.as_deref().unwrap_or(none), |ui| {
        ui.selectable_value(back, None, none);
        for name in all {
            ui.selectable_value(back, Some(name.clone()), name);
        }
    });
}

/// A row: what it is, and the choice.
fn choice_ui(ui: &mut Ui, label: &str, shown: &str, choices: impl FnOnce(&mut Ui)) {
    ui.label(label);
    theme::with_field_edge(ui, |ui| {
        let response = ComboBox::from_id_salt(label)
            .width(CHOICE)
            .truncate()
            .selected_text(shown)
            .show_ui(ui, choices)
            .response;
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_label(format!("{label}: {shown}"));
        });
    });
    ui.end_row();
}

/// Its impedance while nothing resists the air at its ports.
fn summary(driver: &Multiport) -> String {
    let told: Vec<String> = TOLD_AT
        .iter()
        .filter_map(|(f, words)| {
            let [re, im] = Around::of(&driver.table, *f)?.y(0);
            let ohm = round_to(re.hypot(im).recip(), 3);
            Some(tr!("{} at {words}", exact(ohm, &Unit::OHM)))
        })
        .collect();
    tr!("Impedance in free air: {}.", told.join(", "))
}
