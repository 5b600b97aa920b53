//! Example designs.

use super::embedded;
use crate::design::{Design, file};
use std::sync::OnceLock;

/// An example design.
#[derive(Debug, Clone, PartialEq)]
pub struct DesignPreset {
    /// Path under `presets/`.
    pub file: &'static str,
    /// The design; its `notes` say what it is for and where it comes from.
    pub design: Design,
}

impl DesignPreset {
    /// Its name.
    pub fn name(&self) -> &str {
        &self.design.name
    }

    /// What it is, in a line: the first of its notes.
    pub fn summary(&self) -> &str {
        self.design.notes.lines().next().unwrap_or("")
    }
}

/// What was read, and what was not.
pub(super) struct Designs {
    pub(super) presets: Vec<DesignPreset>,
    pub(super) messages: Vec<String>,
}

/// The embedded designs.
pub(super) fn embedded_designs() -> &'static Designs {
    static DESIGNS: OnceLock<Designs> = OnceLock::new();
    DESIGNS.get_or_init(|| {
        let mut found = Designs {
            presets: Vec::new(),
            messages: Vec::new(),
        };
        for preset in embedded::in_folder("designs") {
            match file::from_text(preset.text) {
                Ok((design, _)) => found.presets.push(DesignPreset {
                    file: preset.path,
                    design,
                }),
                Err(error) => found.messages.push(format!("{}, {error}", preset.path)),
            }
        }
        found
    })
}

/// The example designs, simplest first.
pub fn designs() -> &'static [DesignPreset] {
    &embedded_designs().presets
}

/// The example design of this name.
pub fn design(name: &str) -> Option<&'static DesignPreset> {
    designs().iter().find(|preset| preset.name() == name)
}

/// The design that opens first.
pub fn default_design() -> Design {
    designs()
        .iter()
        .find(|preset| preset.file == DEFAULT)
        .map_or_else(Design::new, |preset| preset.design.clone())
}

const DEFAULT: &str = "designs/hybrid_1dd_2ba.ron";
