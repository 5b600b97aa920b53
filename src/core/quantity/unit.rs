//! The units a quantity can have, and the forms each is written in.

/// One way to write a unit: its suffix and the power of ten that turns the written number into SI.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    /// What stands behind the number, e.g. `mm³`.
    pub suffix: &'static str,
    /// SI value = written number × 10^exponent.
    pub exponent: i32,
}

const fn form(suffix: &'static str, exponent: i32) -> Form {
    Form { suffix, exponent }
}

/// A unit as the field uses it. The SI value is what the program holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    /// The forms it is shown in, largest exponent first; a value picks the first form in which it
    /// is at least 1, else the last.
    pub shown: &'static [Form],
    /// Index into `shown`: what a bare number typed by a person means.
    pub bare: usize,
    /// Further forms that are understood when read (other customary units). Spellings without
    /// signs (`uF`, `ohm`, `mm3`) are understood of every form.
    pub understood: &'static [Form],
    /// Whether a lone SI prefix (`4.7u`, `2k2`) is understood as a prefix of the SI unit.
    pub prefixed: bool,
}

impl Unit {
    /// The suffix a bare number stands for: what a person is told to write.
    pub fn bare_suffix(&self) -> &'static str {
        self.shown.get(self.bare).map_or("", |form| form.suffix)
    }
}

macro_rules! units {
    ($($(#[$doc:meta])* $name:ident $lower:ident: shown [$($s:literal $e:literal),+], bare $b:literal, understood [$($us:literal $ue:literal),*], prefixed $p:literal;)+) => {
        impl Unit {
            $($(#[$doc])* pub const $name: Unit = Unit {
                shown: &[$(form($s, $e)),+],
                bare: $b,
                understood: &[$(form($us, $ue)),*],
                prefixed: $p,
            };)+
        }

        /// `#[serde(with)]` adapters, one a unit: quantities in files are text with unit.
        pub(super) mod serde_with {
            $(
                #[doc = concat!("Writes a value as text in the unit `", stringify!($name), "`.")]
                pub mod $lower {
                    use serde::{Deserializer, Serializer};

                    /// Writes the value as text with its unit.
                    ///
                    /// # Errors
                    /// Whatever the serializer reports.
                    #[allow(clippy::trivially_copy_pass_by_ref, reason = "the signature serde asks for")]
                    pub fn serialize<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
                        crate::quantity::text::serialize(*value, &crate::quantity::Unit::$name, serializer)
                    }

                    /// Reads text with a unit.
                    ///
                    /// # Errors
                    /// When the text is not a quantity of this unit.
                    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
                        crate::quantity::text::deserialize(&crate::quantity::Unit::$name, deserializer)
                    }
                }
            )+
        }
    };
}

units! {
    /// Electrical resistance, Ω.
    OHM ohm: shown ["GΩ" 9, "MΩ" 6, "kΩ" 3, "Ω" 0, "mΩ" -3], bare 3, understood ["R" 0, "ohms" 0], prefixed true;
    /// Capacitance, F.
    FARAD farad: shown ["F" 0, "mF" -3, "µF" -6, "nF" -9, "pF" -12], bare 2, understood [], prefixed true;
    /// Inductance, H.
    HENRY henry: shown ["H" 0, "mH" -3, "µH" -6, "nH" -9], bare 1, understood [], prefixed true;
    /// Semi-inductance, Ω·√s.
    SEMI_HENRY semi_henry: shown ["Ω√s" 0, "mΩ√s" -3], bare 0, understood [], prefixed false;
    /// Voltage, V rms.
    VOLT volt: shown ["V" 0, "mV" -3, "µV" -6], bare 0, understood [], prefixed true;
    /// Current, A.
    AMPERE ampere: shown ["A" 0, "mA" -3, "µA" -6], bare 1, understood [], prefixed true;
    /// Power, W.
    WATT watt: shown ["W" 0, "mW" -3, "µW" -6], bare 1, understood [], prefixed true;
    /// Time, s.
    SECOND second: shown ["s" 0, "ms" -3, "µs" -6], bare 1, understood [], prefixed true;
    /// Frequency, Hz.
    HERTZ hertz: shown ["MHz" 6, "kHz" 3, "Hz" 0], bare 2, understood ["hz" 0, "khz" 3], prefixed true;
    /// Length, m, shown in mm.
    LENGTH length: shown ["mm" -3], bare 0, understood ["m" 0, "cm" -2, "µm" -6], prefixed false;
    /// Area, m².
    AREA area: shown ["cm²" -4, "mm²" -6], bare 1, understood ["m²" 0], prefixed false;
    /// Volume, m³.
    VOLUME volume: shown ["cm³" -6, "mm³" -9], bare 1, understood ["cc" -6, "ml" -6, "µl" -9, "m³" 0, "l" -3], prefixed false;
    /// Mass, kg.
    MASS mass: shown ["g" -3, "mg" -6, "µg" -9], bare 1, understood ["kg" 0], prefixed false;
    /// Mechanical compliance, m/N.
    COMPLIANCE compliance: shown ["mm/N" -3, "µm/N" -6], bare 0, understood ["m/N" 0], prefixed false;
    /// Mechanical resistance, N·s/m.
    MECHANICAL_RESISTANCE mechanical_resistance: shown ["N·s/m" 0, "mN·s/m" -3, "µN·s/m" -6], bare 0, understood ["kg/s" 0, "g/s" -3], prefixed false;
    /// Force factor, T·m = N/A.
    FORCE_FACTOR force_factor: shown ["T·m" 0], bare 0, understood ["N/A" 0], prefixed false;
    /// Acoustic force factor of an armature, Pa/A.
    PRESSURE_PER_AMPERE pressure_per_ampere: shown ["kPa/A" 3, "Pa/A" 0], bare 0, understood [], prefixed false;
    /// Acoustic mass, kg/m⁴.
    ACOUSTIC_MASS acoustic_mass: shown ["kg/m⁴" 0], bare 0, understood [], prefixed false;
    /// Acoustic resistance, Pa·s/m³, shown in MPa·s/m³.
    ACOUSTIC_RESISTANCE acoustic_resistance: shown ["GPa·s/m³" 9, "MPa·s/m³" 6, "kPa·s/m³" 3], bare 1, understood ["Pa·s/m³" 0, "Ω cgs" 5], prefixed false;
    /// Damper resistance, Pa·s/m³, shown in acoustic (cgs) ohms: 1 Ω cgs = 10⁵ Pa·s/m³.
    DAMPER damper: shown ["Ω cgs" 5], bare 0, understood ["cgs" 5, "Ω" 5, "kΩ" 8, "kΩ cgs" 8, "Pa·s/m³" 0, "MPa·s/m³" 6], prefixed false;
    /// Acoustic compliance, m³/Pa.
    ACOUSTIC_COMPLIANCE acoustic_compliance: shown ["mm³/Pa" -9, "µm·mm²/Pa" -12], bare 0, understood ["m³/Pa" 0], prefixed false;
    /// Specific acoustic resistance, Pa·s/m (mks rayl).
    RAYL rayl: shown ["rayl" 0], bare 0, understood ["rayl mks" 0, "mks rayl" 0, "rayl cgs" 1, "cgs rayl" 1, "Pa·s/m" 0], prefixed false;
    /// Specific acoustic mass, kg/m².
    SURFACE_MASS surface_mass: shown ["kg/m²" 0, "g/m²" -3], bare 1, understood [], prefixed false;
    /// Pressure, Pa.
    PASCAL pascal: shown ["kPa" 3, "Pa" 0], bare 1, understood ["hPa" 2, "mbar" 2], prefixed true;
    /// Density, kg/m³.
    DENSITY density: shown ["kg/m³" 0], bare 0, understood [], prefixed false;
    /// Speed, m/s.
    SPEED speed: shown ["m/s" 0], bare 0, understood [], prefixed false;
    /// Dynamic viscosity, Pa·s.
    VISCOSITY viscosity: shown ["µPa·s" -6], bare 0, understood ["Pa·s" 0], prefixed false;
    /// Volume per charge or electroacoustic coupling of a reciprocal electrostatic kind, Pa/V.
    PRESSURE_PER_VOLT pressure_per_volt: shown ["kPa/V" 3, "Pa/V" 0, "mPa/V" -3], bare 1, understood [], prefixed false;
    /// Temperature in degrees Celsius (the one quantity that is not SI inside; the name says so).
    CELSIUS celsius: shown ["°C" 0], bare 0, understood ["C" 0, "°" 0], prefixed false;
    /// A level or gain in decibels.
    DECIBEL decibel: shown ["dB" 0], bare 0, understood ["db" 0], prefixed false;
    /// An angle in degrees.
    DEGREE degree: shown ["°" 0], bare 0, understood ["deg" 0], prefixed false;
    /// Slope, dB per octave.
    DECIBEL_PER_OCTAVE decibel_per_octave: shown ["dB/oct" 0], bare 0, understood ["dB/octave" 0], prefixed false;
    /// A plain number: ratio, quality factor, exponent.
    NUMBER number: shown ["" 0], bare 0, understood [], prefixed false;
    /// A fraction, shown in percent.
    PERCENT percent: shown ["%" -2], bare 0, understood [], prefixed false;
}
