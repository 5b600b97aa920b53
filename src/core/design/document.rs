//! The document itself.

use super::{
    Alternatives, Free, Link, Part,
    air::Air,
    drive::Drive,
    ear::{Ear, EarModel},
    electrical::Source,
    goals::Goal,
    kinds::DEFAULT_SYMBOL_MM,
    kinds::Eartip,
    shared::SharedList,
    shell::Shell,
    snapshot::Snapshot,
    taken::Taken,
    target::TargetSetting,
    tolerance::Tolerances,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::sync::Arc;

/// The format number files are written with. A file of another format is brought up to this one
/// (`file::migrate`) before it becomes a `Design`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Format;

impl Format {
    /// The number written into files.
    pub const NUMBER: u32 = 1;
}

impl Serialize for Format {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(Self::NUMBER)
    }
}

impl<'de> Deserialize<'de> for Format {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = u32::deserialize(deserializer)?;
        if number == Self::NUMBER {
            Ok(Self)
        } else {
            Err(D::Error::custom(format!(
                "the format is {number}, not {}",
                Self::NUMBER
            )))
        }
    }
}

/// Identity of a part, unique in a design and never used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PartId(pub u32);

/// Identity of a link, unique in a design and never used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LinkId(pub u32);

/// A whole design: what one `.ron` file holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Design {
    /// The format the file is written in: always the current one.
    pub format: Format,
    /// Name shown in title and exports.
    pub name: String,
    /// Free text of the designer.
    #[serde(default)]
    pub notes: String,
    /// The air everything is filled with.
    pub air: Air,
    /// What feeds the source part.
    pub drive: Drive,
    /// Whether added masses at bore steps and side branches are computed.
    pub junction_masses: bool,
    /// Size of a drawn electrical symbol, length and width in mm.
    pub symbol_size_mm: [f64; 2],
    /// Every part, in document order. Exactly one source and one ear.
    pub parts: SharedList<Part>,
    /// Every wire, tube and joint, in document order.
    pub links: SharedList<Link>,
    /// The outline the parts have to fit into.
    pub shell: Shell,
    /// What the response is compared with.
    pub target: TargetSetting,
    /// What it is to reach.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub goals: Vec<Goal>,
    /// How production spreads its numbers, where it differs from what is usual.
    #[serde(default, skip_serializing_if = "Tolerances::is_default")]
    pub tolerances: Tolerances,
    /// Hours one unit takes to build, as its maker says; absent where nobody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<f64>,
    /// Curves kept to compare with.
    #[serde(default)]
    pub snapshots: Vec<StoredCurve>,
    /// Designs to compare with: this one as it was, and others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kept: Vec<Snapshot>,
    /// Measured responses, embedded.
    #[serde(default)]
    pub measurements: Vec<StoredCurve>,
    /// Numbers a search may change.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub free: Vec<Free>,
    /// What else its drivers may be, where a search may choose.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Alternatives>,
    /// The next free identity, for parts and links alike.
    pub next_id: u32,
}

/// A response kept in the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoredCurve {
    /// Name in the legend.
    pub name: String,
    /// Where it came from, in words.
    pub origin: String,
    /// Whether it is drawn.
    pub shown: bool,
    /// What its values are.
    #[serde(default, skip_serializing_if = "CurveKind::is_level")]
    pub kind: CurveKind,
    /// Frequency at which it is laid over the response, Hz; absent: it is drawn as it was measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub align_hz: Option<f64>,
    /// It is laid by its mean distance from `align_hz` up to here, Hz; absent: at `align_hz` alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub align_to_hz: Option<f64>,
    /// How it was taken out of its file; absent for what was computed, and in older files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken: Option<Taken>,
    /// Points (Hz, dB or Ω, degrees), ascending in frequency; phase NaN-free, absent where unknown.
    pub points: Vec<CurvePoint>,
}

/// What the values of a stored curve are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum CurveKind {
    /// Sound pressure level, dB.
    #[default]
    Level,
    /// Magnitude of the electrical impedance, Ω.
    Impedance,
}

impl CurveKind {
    /// Levels are left out of files: they are the usual case.
    #[allow(
        clippy::trivially_copy_pass_by_ref,
        reason = "the signature serde asks for"
    )]
    fn is_level(&self) -> bool {
        *self == Self::Level
    }
}

/// One point of a stored curve.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CurvePoint {
    /// Frequency, Hz.
    pub f: f64,
    /// Level, dB SPL, or magnitude, Ω, by the curve's use.
    pub value: f64,
    /// Phase, degrees, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phase_deg: Option<f64>,
}

impl Design {
    /// An empty design: a source and an ear, nothing between them.
    pub fn new() -> Self {
        let mut source = Part::new(
            PartId(1),
            Source {
                output_resistance: 0.5,
                cable_resistance: 0.0,
                cable_inductance: 0.0,
                cable_capacitance: 0.0,
                max_voltage: 0.0,
                max_current: 0.0,
            },
            [-40.0, 0.0],
        );
        source.name = "Source".into();
        let mut ear = Part::new(PartId(2), Ear::from(EarModel::Iec711Lumped), [40.0, 0.0]);
        ear.name = "Ear".into();
        Self {
            format: Format,
            name: "Untitled".to_owned(),
            notes: String::new(),
            air: Air::default(),
            drive: Drive::default(),
            junction_masses: false,
            symbol_size_mm: DEFAULT_SYMBOL_MM,
            parts: vec![source, ear].into(),
            links: SharedList::default(),
            shell: Shell::default(),
            target: TargetSetting::default(),
            goals: Vec::new(),
            tolerances: Tolerances::default(),
            hours: None,
            snapshots: Vec::new(),
            kept: Vec::new(),
            measurements: Vec::new(),
            free: Vec::new(),
            alternatives: Vec::new(),
            next_id: 3,
        }
    }

    /// The source part.
    pub fn source(&self) -> Option<&Part> {
        self.parts.iter().find(|part| part.kind.is::<Source>())
    }

    /// The ear part.
    pub fn ear(&self) -> Option<&Part> {
        self.parts.iter().find(|part| part.kind.is::<Ear>())
    }

    /// The ear it plays into.
    pub fn ear_model(&self) -> Option<EarModel> {
        let ear = self.ear()?.kind.downcast_ref::<Ear>()?;
        Some(ear.model)
    }

    /// The same, playing into another ear.
    #[must_use]
    pub fn in_ear(&self, model: EarModel) -> Self {
        let mut other = self.clone();
        let ear = other.parts.find_mut(|part| part.kind.is::<Ear>());
        if let Some(ear) = ear.and_then(|part| part.kind.downcast_mut::<Ear>()) {
            ear.become_model(model);
        }
        other
    }

    /// The eartip whose canal opens into the ear.
    pub fn worn_tip(&self) -> Option<&Part> {
        let ear = self.ear()?.id;
        self.links.iter().find_map(|link| {
            let other = match (link.from.part == ear, link.to.part == ear) {
                (true, false) => &link.to,
                (false, true) => &link.from,
                _ => return None,
            };
            let tip = (self.part(other.part)).filter(|part| part.kind.is::<Eartip>())?;
            (other.port == Eartip::CANAL).then_some(tip)
        })
    }

    /// Length of canal from where the design ends to the ear's reference plane, m: of the worn tip and
    /// of the ear; negative beyond that plane. Absent without an ear and where the ear has no canal
    /// ahead of its plane.
    pub fn insertion(&self) -> Option<f64> {
        let ear = self.ear()?.kind.downcast_ref::<Ear>()?;
        let tip = self.worn_tip().filter(|part| !part.bypassed);
        let tip = tip.and_then(|part| part.kind.downcast_ref::<Eartip>());
        ear.model
            .has_depth()
            .then(|| ear.insertion + tip.map_or(0.0, |tip| tip.canal_length))
    }

    /// The source's resistance and cable.
    pub fn feed(&self) -> Option<&Source> {
        self.source()?.kind.downcast_ref()
    }

    /// Every driver, in document order.
    pub fn drivers(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(|part| part.kind.is_driver())
    }

    /// The part with this name.
    pub fn part_named(&self, name: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.name == name)
    }

    /// Every link that ends on a part's port.
    pub fn links_at<'a>(&'a self, part: PartId, port: &'a str) -> impl Iterator<Item = &'a Link> {
        let ends_here = move |end: &super::LinkEnd| end.part == part && end.port == port;
        self.links
            .iter()
            .filter(move |link| ends_here(&link.from) || ends_here(&link.to))
    }

    /// The part with this identity.
    pub fn part(&self, id: PartId) -> Option<&Part> {
        by_id(self.parts.shared(), id, |part| part.id)
    }

    /// The link with this identity.
    pub fn link(&self, id: LinkId) -> Option<&Link> {
        by_id(self.links.shared(), id, |link| link.id)
    }
}

/// The element with this identity. New ones come last, so that they mostly stand in order.
fn by_id<T, Id: Ord + Copy>(elements: &[Arc<T>], id: Id, id_of: fn(&T) -> Id) -> Option<&T> {
    let place = elements.binary_search_by_key(&id, |element| id_of(element));
    let found = match place {
        Ok(index) => elements.get(index),
        Err(_) => elements.iter().find(|element| id_of(element) == id),
    };
    found.map(AsRef::as_ref)
}

impl Default for Design {
    fn default() -> Self {
        Self::new()
    }
}
