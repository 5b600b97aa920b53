//! The dialog that makes a driver from Thiele–Small numbers. The arithmetic is `tuning`'s.

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
    },
    design::driver::MovingCoil,
    exchange::parameters::{Number, Parameters, contradictions},
    quantity::{Unit, parse, text},
    tuning::thiele_small::{DataSheet, Given, driver},
    words,
};
use egui::{Grid, Label, RichText, ScrollArea, Ui};

/// What has been typed so far.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ThieleSmallForm {
    name: String,
    texts: [String; Number::ALL.len()],
    /// The file they are from, where they are from one.
    from: Option<Origin>,
}

/// What a file gave, and what not.
#[derive(Debug, Clone, PartialEq)]
struct Origin {
    file: String,
    read: Parameters,
}

impl Default for ThieleSmallForm {
    fn default() -> Self {
        Self {
            name: "My driver".to_owned(),
            texts: Default::default(),
            from: None,
        }
    }
}

/// Width of a number's field, points.
const FIELD_WIDTH: f32 = 232.0;

impl Dialog for ThieleSmallForm {
    fn outlives_clicks(&self) -> bool {
        self.from.is_some()
    }

    fn width(&self) -> f32 {
        580.0
    }

    fn ui(&mut self, ui: &mut Ui, app: &Earwright) -> Ask {
        heading(ui, tr!("New driver from numbers"));
        ui.add_space(2.0);
        ui.add(
            Label::new(
                RichText::new(tr!(
                    "Give what the data sheet says: any set that determines the rest will do."
                ))
                .weak(),
            )
            .wrap(),
        );
        ui.add_space(6.0);
        if let Some(from) = &self.from {
            origin_ui(ui, from);
        }
        ui.horizontal(|ui| {
            let name = tr!("Driver name");
            ui.label(name);
            text_ui(ui, name, &mut self.name, name, f32::INFINITY);
        });
        Grid::new("numbers")
            .num_columns(4)
            .spacing([12.0, 4.0])
            .show(ui, |ui| {
                for (index, (number, text)) in Number::ALL.iter().zip(&mut self.texts).enumerate() {
                    let (symbol, words, unit) = number.row();
                    let words = words::text(words);
                    ui.label(RichText::new(symbol).color(theme::text_strong(ui.visuals())))
                        .on_hover_text(words);
                    ui.vertical(|ui| {
                        // A grid gives a column no more than its content held before.
                        ui.set_min_width(FIELD_WIDTH + 8.0);
                        // First the unit a bare number is in: what is cut then is known by its symbol.
                        let hint = match unit.bare_suffix() {
                            "" => words.to_owned(),
                            unit => format!("{unit} · {words}"),
                        };
                        text_ui(ui, words, text, &hint, FIELD_WIDTH).on_hover_text(words);
                        echo(ui, text, unit);
                    });
                    if index % 2 == 1 {
                        ui.end_row();
                    }
                }
            });
        ui.add_space(6.0);
        let made = sheet(self).and_then(|sheet| driver(&sheet, &app.session.design().air));
        match &made {
            Ok((driver, contradictions)) => summary(ui, driver, contradictions),
            Err(message) => {
                ui.add(Label::new(RichText::new(message).weak()).wrap());
                if let Ok(sheet) = sheet(self) {
                    disagreements(ui, &contradictions(&sheet.given));
                }
            }
        }
        ui.add_space(8.0);
        let mut ask = Ask::Stay;
        ui.horizontal(|ui| {
            ui.add_enabled_ui(made.is_ok(), |ui| {
                if primary(ui, tr!("Place driver")).clicked()
                    && let Ok((driver, _)) = made
                {
                    let item = LibraryItem::part(self.name.trim(), driver);
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

/// What was understood of a field.
fn echo(ui: &mut Ui, typed: &str, unit: &Unit) {
    if typed.trim().is_empty() {
        return;
    }
    match parse(typed, unit) {
        Ok(value) => ui.label(
            RichText::new(format!("= {}", text::exact(value, unit)))
                .small()
                .color(theme::accent(ui.visuals())),
        ),
        Err(error) => ui.label(
            RichText::new(error.to_string())
                .small()
                .color(ui.visuals().error_fg_color),
        ),
    };
}

/// The data sheet as typed.
fn sheet(form: &ThieleSmallForm) -> Result<DataSheet, String> {
    let mut values = [None; Number::ALL.len()];
    for ((number, typed), value) in Number::ALL.iter().zip(&form.texts).zip(&mut values) {
        let (symbol, _, unit) = number.row();
        if !typed.trim().is_empty() {
            let parsed = parse(typed, unit).map_err(|error| format!("{symbol}: {error}"))?;
            *value = Some(parsed);
        }
    }
    let [
        fs,
        re,
        qms,
        qes,
        qts,
        vas,
        sd,
        mms,
        cms,
        rms,
        bl,
        le,
        xmax,
        diameter,
    ] = values;
    Ok(DataSheet {
        name: form.name.trim().to_owned(),
        given: Given {
            re,
            bl,
            mms,
            cms,
            rms,
            sd,
            fs,
            qms,
            qes,
            qts,
            vas,
        },
        le,
        xmax,
        diameter,
    })
}

/// The derived driver in a line, and what contradicts it.
fn summary(ui: &mut Ui, driver: &MovingCoil, contradictions: &[String]) {
    let shown = |value: f64, unit: &Unit| text::rounded(value, unit, 3);
    ui.add(
        Label::new(tr!(
            "Bl {}, Mms {}, Cms {}, Rms {}, Sd {}",
            shown(driver.bl, &Unit::FORCE_FACTOR),
            shown(driver.mms, &Unit::MASS),
            shown(driver.cms, &Unit::COMPLIANCE),
            shown(driver.rms, &Unit::MECHANICAL_RESISTANCE),
            shown(driver.sd, &Unit::AREA),
        ))
        .wrap(),
    );
    disagreements(ui, contradictions);
}

/// What contradicts itself.
fn disagreements(ui: &mut Ui, contradictions: &[String]) {
    for contradiction in contradictions {
        ui.add(
            Label::new(
                RichText::new(tr!("These numbers disagree: {contradiction}"))
                    .color(ui.visuals().warn_fg_color),
            )
            .wrap(),
        );
    }
}

/// The file the numbers are from, and what is doubtful about them.
fn origin_ui(ui: &mut Ui, from: &Origin) {
    let taken: Vec<&str> = (from.read.values.iter())
        .map(|value| value.number.symbol())
        .collect();
    let said = tr!(
        "{} is {}: {} were taken.",
        from.file,
        from.read.from,
        taken.join(", ")
    );
    ui.add(Label::new(said).wrap());
    ScrollArea::vertical().max_height(150.0).show(ui, |ui| {
        for finding in &from.read.findings {
            finding_ui(ui, finding.severity, &finding.message);
        }
    });
    ui.add_space(4.0);
}

impl Earwright {
    /// Asks for the numbers of a driver, filled in from a file.
    pub(in crate::app) fn ask_numbers_of(&mut self, file: String, read: Parameters) {
        let texts = Number::ALL.map(|number| {
            let value = read.value(number);
            value.map_or_else(String::new, |value| text::exact(value, number.unit()))
        });
        let name = read
            .name
            .as_deref()
            .map(str::trim)
            .filter(|name| !name.is_empty());
        self.dialog.open(ThieleSmallForm {
            name: name.unwrap_or("My driver").to_owned(),
            texts,
            from: Some(Origin { file, read }),
        });
    }

    pub(in crate::app) fn ask_numbers(&mut self) {
        self.dialog.open(ThieleSmallForm::default());
    }
}
