//! How long a drawing's units are: stated, or to be asked for.

/// What a drawing's own unit may be, where it does not say or says wrongly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A millimetre.
    Millimetre,
    /// An inch.
    Inch,
    /// A metre.
    Metre,
    /// 1/96 inch, as in browsers and Inkscape from 0.92 on.
    PerInch96,
    /// 1/72 inch, as in Illustrator.
    PerInch72,
    /// 1/90 inch, as in Inkscape up to 0.91.
    PerInch90,
}

impl Unit {
    /// Those of drawings for the screen.
    pub(super) const SCREEN: [Self; 4] = [
        Self::Millimetre,
        Self::PerInch96,
        Self::PerInch72,
        Self::PerInch90,
    ];
    /// Those of drawings made to measure.
    pub(super) const MEASURE: [Self; 5] = [
        Self::Millimetre,
        Self::Inch,
        Self::PerInch96,
        Self::PerInch72,
        Self::PerInch90,
    ];
    /// Those of meshes.
    pub(super) const MESH: [Self; 3] = [Self::Millimetre, Self::Inch, Self::Metre];

    /// How it is chosen in words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Millimetre => "mm",
            Self::Inch => "inch",
            Self::Metre => "m",
            Self::PerInch96 => tr!("96 per inch"),
            Self::PerInch72 => tr!("72 per inch"),
            Self::PerInch90 => tr!("90 per inch"),
        }
    }

    /// Millimetres in a drawing's unit, which is so many of its own lengths (millimetres, inches,
    /// metres) and so many of the dots of which there are 72, 90 or 96 in an inch.
    pub(super) fn mm(self, own: f64, dots: f64) -> f64 {
        match self {
            Self::Millimetre => own,
            Self::Inch => own * 25.4,
            Self::Metre => own * 1e3,
            Self::PerInch96 => dots * 25.4 / 96.0,
            Self::PerInch72 => dots * 25.4 / 72.0,
            Self::PerInch90 => dots * 25.4 / 90.0,
        }
    }
}

/// How long a drawing's units are.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    /// As the drawing says: millimetres in a unit.
    pub stated: Option<f64>,
    /// What may be meant, each with the millimetres in a unit.
    pub offers: Vec<(Unit, f64)>,
    /// The likeliest of them where the drawing does not say.
    likely: Unit,
}

impl Scale {
    /// That of a drawing which says so, or does not: these units may be meant, of so many of the
    /// drawing's lengths and dots ([`Unit::mm`]).
    pub(super) fn new(
        stated: Option<f64>,
        units: &[Unit],
        [own, dots]: [f64; 2],
        likely: Unit,
    ) -> Self {
        let offers = units.iter().map(|unit| (*unit, unit.mm(own, dots)));
        Self {
            stated,
            offers: offers.collect(),
            likely,
        }
    }

    /// Millimetres in a unit of the drawing: in the unit that is chosen, else as stated.
    pub fn mm(&self, chosen: Option<Unit>) -> Option<f64> {
        let Some(chosen) = chosen else {
            return self.stated;
        };
        let mut offers = self.offers.iter();
        offers.find(|(unit, _)| *unit == chosen).map(|(_, mm)| *mm)
    }

    /// The unit that is likeliest where none is stated.
    pub fn likely(&self) -> Option<Unit> {
        self.stated.is_none().then_some(self.likely)
    }
}
