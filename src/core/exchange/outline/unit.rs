//! How long a drawing's units are: stated, or to be asked for.

/// What a drawing's own unit may be, where it does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A millimetre.
    Millimetre,
    /// 1/96 inch, as in browsers and Inkscape from 0.92 on.
    PerInch96,
    /// 1/72 inch, as in Illustrator.
    PerInch72,
    /// 1/90 inch, as in Inkscape up to 0.91.
    PerInch90,
}

impl Unit {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::Millimetre,
        Self::PerInch96,
        Self::PerInch72,
        Self::PerInch90,
    ];

    /// How it is chosen in words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Millimetre => "mm",
            Self::PerInch96 => "96 per inch",
            Self::PerInch72 => "72 per inch",
            Self::PerInch90 => "90 per inch",
        }
    }

    /// How many make an inch.
    pub(super) fn per_inch(self) -> f64 {
        match self {
            Self::Millimetre => 25.4,
            Self::PerInch96 => 96.0,
            Self::PerInch72 => 72.0,
            Self::PerInch90 => 90.0,
        }
    }
}

/// How long a drawing's units are.
#[derive(Debug, Clone, PartialEq)]
pub enum Scale {
    /// It says so: millimetres in a unit.
    Stated(f64),
    /// It does not say: what may be meant, with the millimetres in a unit, and the likeliest.
    Asked {
        /// Each with the millimetres in a unit.
        offers: Vec<(Unit, f64)>,
        /// The likeliest one.
        likely: Unit,
    },
}

impl Scale {
    /// What may be meant: millimetres in a unit of the drawing, where that is one, and how many of what
    /// there is 72, 90 or 96 of in an inch there are in a unit.
    pub(super) fn asked(own: f64, dots: f64, likely: Unit) -> Self {
        let mm = |unit: Unit| match unit {
            Unit::Millimetre => own,
            dots_per_inch => dots * 25.4 / dots_per_inch.per_inch(),
        };
        Self::Asked {
            offers: Unit::ALL.map(|unit| (unit, mm(unit))).to_vec(),
            likely,
        }
    }

    /// Millimetres in a unit of the drawing: as stated, else in the unit that is chosen.
    pub fn mm(&self, chosen: Option<Unit>) -> Option<f64> {
        match self {
            Self::Stated(mm) => Some(*mm),
            Self::Asked { offers, .. } => {
                let chosen = chosen?;
                let mut offers = offers.iter();
                offers.find(|(unit, _)| *unit == chosen).map(|(_, mm)| *mm)
            }
        }
    }

    /// The unit that is likeliest where none is stated.
    pub fn likely(&self) -> Option<Unit> {
        match self {
            Self::Stated(_) => None,
            Self::Asked { likely, .. } => Some(*likely),
        }
    }
}
