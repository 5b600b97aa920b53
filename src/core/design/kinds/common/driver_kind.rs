//! The headings drivers are listed under.

/// The kinds of driver, in the order the library lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DriverKind {
    /// Moving coil for in-ear use, up to 20 mm.
    Dynamic,
    /// Balanced armature.
    Armature,
    /// Electrostatic.
    Electrostatic,
    /// Piezoelectric.
    Piezo,
    /// Moving coil for headphones.
    Headphone,
    /// Planar magnetic.
    Planar,
    /// Known by measured curves or by the table of a circuit only.
    Measured,
}

impl DriverKind {
    /// Every kind, in order.
    pub const ALL: [Self; 7] = [
        Self::Dynamic,
        Self::Armature,
        Self::Electrostatic,
        Self::Piezo,
        Self::Headphone,
        Self::Planar,
        Self::Measured,
    ];

    /// Heading in the library.
    pub fn label(self) -> &'static str {
        match self {
            Self::Dynamic => tr!("Dynamic drivers"),
            Self::Armature => tr!("Balanced armatures"),
            Self::Electrostatic => tr!("Electrostatic drivers"),
            Self::Piezo => tr!("Piezo drivers"),
            Self::Headphone => tr!("Headphone drivers"),
            Self::Planar => tr!("Planar drivers"),
            Self::Measured => tr!("Measured drivers"),
        }
    }
}
