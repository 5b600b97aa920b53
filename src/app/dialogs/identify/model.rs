//! What to make of the curves, as typed.

use super::field::positive;
use crate::{
    design::driver::Case,
    quantity::{Unit, parse},
    tuning::identify::{DriverText, Model, Options, Parameter},
};
use std::collections::BTreeMap;

/// What the driver becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Kind {
    /// A balanced armature.
    #[default]
    Armature,
    /// A moving coil.
    MovingCoil,
    /// The curves themselves.
    Measured,
}

/// The choices and texts of the third step.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::struct_excessive_bools, reason = "check boxes of a form")]
pub(super) struct ModelForm {
    pub(super) kind: Kind,
    pub(super) vented: bool,
    pub(super) second_mode: bool,
    pub(super) adapter: bool,
    pub(super) semi_inductance: bool,
    pub(super) sealed_rear: bool,
    /// What is known beforehand, by symbol.
    pub(super) known: BTreeMap<&'static str, String>,
    pub(super) noise_db: String,
    pub(super) noise_percent: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) starts: usize,
    pub(super) source_volume: String,
    pub(super) name: String,
    pub(super) source: String,
    /// Length, width, height of a box; diameter and height of a can.
    pub(super) case: [String; 3],
}

impl Default for ModelForm {
    fn default() -> Self {
        Self {
            kind: Kind::Armature,
            vented: false,
            second_mode: false,
            adapter: false,
            semi_inductance: false,
            sealed_rear: false,
            known: BTreeMap::new(),
            noise_db: "0.5".to_owned(),
            noise_percent: "1".to_owned(),
            from: "20 Hz".to_owned(),
            to: "10 kHz".to_owned(),
            starts: 3,
            source_volume: "30 mm³".to_owned(),
            name: "My driver".to_owned(),
            source: String::new(),
            case: Default::default(),
        }
    }
}

impl ModelForm {
    /// The model to fit; none for measured curves. What is no longer part of it is not asked for.
    pub(super) fn model(&self) -> Option<Model> {
        match self.kind {
            Kind::Armature => Some(Model::Armature {
                vented: self.vented,
                second_mode: self.second_mode,
                adapter: self.adapter,
            }),
            Kind::MovingCoil => Some(Model::MovingCoil {
                semi_inductance: self.semi_inductance,
                sealed_rear: self.sealed_rear,
            }),
            Kind::Measured => None,
        }
    }

    pub(super) fn parameters(&self) -> Vec<&'static Parameter> {
        self.model().map_or_else(Vec::new, Model::parameters)
    }

    /// What the button says that goes on.
    pub(super) fn verb(&self) -> &'static str {
        match self.kind {
            Kind::Measured => tr!("Keep the curves"),
            _ => tr!("Start the fit"),
        }
    }

    /// What is known of a parameter, SI.
    pub(super) fn known_value(&self, symbol: &str) -> Option<f64> {
        let parameter = self
            .parameters()
            .into_iter()
            .find(|parameter| parameter.symbol == symbol)?;
        parse(self.known.get(symbol)?, parameter.unit).ok()
    }

    /// Words for the provenance, from the names of the files where nothing was typed.
    pub(super) fn source(&self, files: &[&str]) -> String {
        match self.source.trim() {
            "" => files.join(tr!(" and ")),
            typed => typed.to_owned(),
        }
    }

    fn case(&self) -> Result<Option<Case>, String> {
        let [first, second, third] = &self.case;
        let typed = |text: &String| !text.trim().is_empty();
        let length = |what: &str, text: &str| positive(what, text, &Unit::LENGTH);
        if self.kind == Kind::MovingCoil {
            if !typed(first) && !typed(third) {
                return Ok(None);
            }
            return Ok(Some(Case::Round {
                diameter: length(tr!("Case diameter"), first)?,
                height: length(tr!("Case height"), third)?,
            }));
        }
        if !self.case.iter().any(typed) {
            return Ok(None);
        }
        Ok(Some(Case::Box {
            length: length(tr!("Case length"), first)?,
            width: length(tr!("Case width"), second)?,
            height: length(tr!("Case height"), third)?,
        }))
    }

    /// The volume that stands for a measured driver's own compliance, m³.
    pub(super) fn source_volume(&self) -> Result<f64, String> {
        positive(tr!("Source volume"), &self.source_volume, &Unit::VOLUME)
    }

    /// What a fit is told, or what is wrong with what was typed.
    pub(super) fn options(&self, source: String) -> Result<Options, String> {
        let name = self.name.trim();
        if name.is_empty() {
            return Err(tr!("The driver needs a name").to_owned());
        }
        let text = DriverText {
            name: name.to_owned(),
            source,
            case: self.case()?,
            ..DriverText::default()
        };
        let Some(model) = self.model() else {
            self.source_volume()?;
            return Ok(Options {
                text,
                ..Options::new(Model::ARMATURE)
            });
        };
        let mut options = Options::new(model);
        for parameter in model.parameters() {
            if let Some(typed) = self.known.get(parameter.symbol)
                && !typed.trim().is_empty()
            {
                let value = positive(parameter.symbol, typed, parameter.unit)?;
                options.known.push((parameter.symbol.to_owned(), value));
            }
        }
        options.noise_db = positive(tr!("Noise of the level"), &self.noise_db, &Unit::NUMBER)?;
        let percent = positive(
            tr!("Noise of the impedance"),
            &self.noise_percent,
            &Unit::NUMBER,
        )?;
        options.noise_impedance = percent / 100.0;
        let from = positive(tr!("Lowest frequency"), &self.from, &Unit::HERTZ)?;
        let to = positive(tr!("Highest frequency"), &self.to, &Unit::HERTZ)?;
        if from >= to {
            return Err(tr!("The fitted range is empty").to_owned());
        }
        options.response_band = (from, to);
        options.starts = self.starts;
        options.text = text;
        Ok(options)
    }
}
