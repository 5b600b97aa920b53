//! Catalogues: dampers, meshes, tubing, stocked component values, shells and ears.

use super::{
    embedded,
    read::{self, PresetError},
};
use crate::design::{
    Insert, InsertKind, acoustic::Mesh, driver::Trust, ear::EarModel, electrical::Dielectric,
    shell::Shell,
};
use crate::quantity::{self, Unit, series::Series, unit_serde as q};
use serde::{Deserialize, Deserializer, de::DeserializeOwned, de::Error as _};
use std::sync::OnceLock;

/// A pressed-in damper of the catalogue.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Damper {
    /// Its name: the colour it is sold in.
    pub name: String,
    /// That colour: red, green, blue.
    pub colour: [u8; 3],
    /// Acoustic resistance, Pa·s/m³.
    #[serde(with = "q::damper")]
    pub resistance: f64,
}

impl Damper {
    /// The damper as it sits in a tube, `position` (m) from the tube's start.
    pub fn insert(&self, position: f64) -> Insert {
        Insert {
            position,
            kind: InsertKind::Damper {
                name: self.name.clone(),
                resistance: self.resistance,
                mass: 0.0,
            },
            bypassed: false,
        }
    }
}

/// A cloth of the catalogue.
#[derive(Debug, Clone, PartialEq)]
pub struct MeshPreset {
    /// Its name.
    pub name: String,
    /// Its numbers.
    pub mesh: Mesh,
}

/// Tubing sold by the metre.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tubing {
    /// Its name.
    pub name: String,
    /// Bore (diameter), m.
    #[serde(with = "q::length")]
    pub bore: f64,
    /// Outer diameter, m.
    #[serde(with = "q::length")]
    pub outer: f64,
    /// What it is made of.
    pub material: String,
}

/// A series of resistors in stock.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResistorSeries {
    /// Its name.
    pub name: String,
    /// Values a decade.
    #[serde(deserialize_with = "series")]
    pub series: Series,
    /// Least value, Ω.
    #[serde(with = "q::ohm")]
    pub from: f64,
    /// Greatest value, Ω.
    #[serde(with = "q::ohm")]
    pub to: f64,
}

/// A series of capacitors in stock.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CapacitorSeries {
    /// Its name.
    pub name: String,
    /// Values a decade.
    #[serde(deserialize_with = "series")]
    pub series: Series,
    /// Least value, F.
    #[serde(with = "q::farad")]
    pub from: f64,
    /// Greatest value, F.
    #[serde(with = "q::farad")]
    pub to: f64,
    /// Dielectric.
    pub dielectric: Dielectric,
    /// Typical equivalent series resistance, Ω.
    #[serde(with = "q::ohm")]
    pub series_resistance: f64,
}

/// A series of inductors in stock.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InductorSeries {
    /// Its name.
    pub name: String,
    /// Values a decade.
    #[serde(deserialize_with = "series")]
    pub series: Series,
    /// Least value, H.
    #[serde(with = "q::henry")]
    pub from: f64,
    /// Greatest value, H.
    #[serde(with = "q::henry")]
    pub to: f64,
    /// Typical DC resistance an inductance, Ω/H: in one winding window both grow with turns².
    pub resistance_per_henry: f64,
}

/// A shell outline with what it is for.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShellPreset {
    /// What it is for, in a line.
    pub summary: String,
    /// The outline.
    pub shell: Shell,
}

/// An ear to play into.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EarPreset {
    /// Its name.
    pub name: String,
    /// What it is, in a line.
    pub summary: String,
    /// Where it can be trusted, in a line.
    pub validity: String,
    /// Its model.
    pub model: EarModel,
}

/// Where a catalogue's entries come from.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Path under `presets/`.
    pub file: &'static str,
    /// Where its entries come from, in words.
    pub provenance: String,
    /// How far to trust them.
    pub trust: Trust,
}

/// Every catalogue.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Catalogue {
    /// Dampers, by rising resistance.
    pub dampers: Vec<Damper>,
    /// Bores dampers press into, m.
    pub damper_bores: Vec<f64>,
    /// Meshes, by rising resistance.
    pub meshes: Vec<MeshPreset>,
    /// Tubing, by rising bore.
    pub tubes: Vec<Tubing>,
    /// Resistors.
    pub resistors: Vec<ResistorSeries>,
    /// Capacitors.
    pub capacitors: Vec<CapacitorSeries>,
    /// Inductors.
    pub inductors: Vec<InductorSeries>,
    /// Shell outlines.
    pub shells: Vec<ShellPreset>,
    /// Ears.
    pub ears: Vec<EarPreset>,
    /// Where each comes from.
    pub sources: Vec<Source>,
    /// What could not be read.
    pub(super) messages: Vec<String>,
}

fn series<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Series, D::Error> {
    #[derive(Deserialize)]
    enum Name {
        E12,
        E24,
    }
    Ok(match Name::deserialize(deserializer)? {
        Name::E12 => Series::E12,
        Name::E24 => Series::E24,
    })
}

fn lengths<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<f64>, D::Error> {
    Vec::<String>::deserialize(deserializer)?
        .iter()
        .map(|text| quantity::parse(text, &Unit::LENGTH).map_err(D::Error::custom))
        .collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DamperFile {
    provenance: String,
    trust: Trust,
    dampers: Vec<Damper>,
    #[serde(deserialize_with = "lengths")]
    bores: Vec<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MeshEntry {
    name: String,
    #[serde(with = "q::rayl")]
    specific_resistance: f64,
    #[serde(with = "q::surface_mass")]
    specific_mass: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MeshFile {
    provenance: String,
    trust: Trust,
    meshes: Vec<MeshEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TubeFile {
    provenance: String,
    trust: Trust,
    tubes: Vec<Tubing>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ComponentFile {
    provenance: String,
    trust: Trust,
    resistors: Vec<ResistorSeries>,
    capacitors: Vec<CapacitorSeries>,
    inductors: Vec<InductorSeries>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ShellFile {
    provenance: String,
    trust: Trust,
    shells: Vec<ShellPreset>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EarFile {
    provenance: String,
    trust: Trust,
    ears: Vec<EarPreset>,
}

impl Catalogue {
    /// Reads one file, remembers its source, and hands its content on.
    fn take<T: DeserializeOwned>(
        &mut self,
        path: &'static str,
        put: impl FnOnce(&mut Self, T) -> (String, Trust),
    ) {
        let file = embedded::text(path)
            .ok_or_else(|| PresetError::Incomplete {
                file: path.to_owned(),
                message: tr!("this catalogue is not embedded").to_owned(),
            })
            .and_then(|text| read::from_text::<T>(path, text));
        match file {
            Ok(content) => {
                let (provenance, trust) = put(self, content);
                self.sources.push(Source {
                    file: path,
                    provenance,
                    trust,
                });
            }
            Err(error) => self.messages.push(error.to_string()),
        }
    }

    fn embedded() -> Self {
        let mut all = Self::default();
        all.take("catalogue/dampers.ron", |all, file: DamperFile| {
            all.dampers = file.dampers;
            all.damper_bores = file.bores;
            (file.provenance, file.trust)
        });
        all.take("catalogue/meshes.ron", |all, file: MeshFile| {
            all.meshes = file.meshes.into_iter().map(MeshPreset::from).collect();
            (file.provenance, file.trust)
        });
        all.take("catalogue/tubes.ron", |all, file: TubeFile| {
            all.tubes = file.tubes;
            (file.provenance, file.trust)
        });
        all.take("catalogue/components.ron", |all, file: ComponentFile| {
            all.resistors = file.resistors;
            all.capacitors = file.capacitors;
            all.inductors = file.inductors;
            (file.provenance, file.trust)
        });
        all.take("catalogue/shells.ron", |all, file: ShellFile| {
            all.shells = file.shells;
            (file.provenance, file.trust)
        });
        all.take("catalogue/ears.ron", |all, file: EarFile| {
            all.ears = file.ears;
            (file.provenance, file.trust)
        });
        all
    }
}

impl From<MeshEntry> for MeshPreset {
    fn from(entry: MeshEntry) -> Self {
        Self {
            name: entry.name,
            mesh: Mesh {
                specific_resistance: entry.specific_resistance,
                specific_mass: entry.specific_mass,
            },
        }
    }
}

/// The catalogues that come with the program.
pub(super) fn embedded_catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(Catalogue::embedded)
}

/// Every catalogue that comes with the program.
pub fn catalogue() -> &'static Catalogue {
    embedded_catalogue()
}

/// The damper catalogue, by rising resistance.
pub fn dampers() -> &'static [Damper] {
    &embedded_catalogue().dampers
}

/// The name of the damper with this resistance (Pa·s/m³), by its colour; empty where there is none.
pub fn damper_name(resistance: f64) -> String {
    let is_it = |damper: &&Damper| (damper.resistance - resistance).abs() <= 1e-6 * resistance;
    dampers()
        .iter()
        .find(is_it)
        .map_or_else(String::new, |damper| damper.name.clone())
}

/// The meshes in stock, by rising resistance.
pub fn meshes() -> &'static [MeshPreset] {
    &embedded_catalogue().meshes
}

/// The tubing in stock, by rising bore.
pub fn tubes() -> &'static [Tubing] {
    &embedded_catalogue().tubes
}

/// The shell outlines.
pub fn shells() -> &'static [ShellPreset] {
    &embedded_catalogue().shells
}

/// The ears on offer.
pub fn ears() -> &'static [EarPreset] {
    &embedded_catalogue().ears
}
