//! The inks of the drawing, by what they stand for, in a dark and a light set.
//!
//! Electrical is orange and acoustic is blue: the pair that people with any of the common colour
//! deficiencies tell apart, and that differs in lightness too.

/// What a colour stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// The canvas.
    Ground,
    /// The fine lines of the grid.
    GridFine,
    /// The bold lines of the grid.
    GridBold,
    /// Wires, terminals, electrical symbols.
    Electrical,
    /// The inside of an electrical symbol.
    ElectricalSoft,
    /// Tube walls, acoustic ports.
    Acoustic,
    /// The air in a tube or a chamber.
    AcousticSoft,
    /// Outline of a driver's case.
    Case,
    /// A driver's case.
    CaseFill,
    /// A darker piece within a case.
    CaseDeep,
    /// Thin lines within a case.
    Detail,
    /// Magnets and pole pieces.
    Metal,
    /// Diaphragms and membranes.
    Membrane,
    /// The cloth within a damper, and its rim: dark on any colour.
    Cloth,
    /// Soft rubber of an eartip.
    Rubber,
    /// The shell's inside.
    ShellFill,
    /// The shell's outline.
    ShellEdge,
    /// The ear's inside.
    EarFill,
    /// The ear's outline.
    EarEdge,
    /// Text.
    Text,
    /// Text of lesser weight.
    TextSoft,
    /// Selection.
    Select,
    /// What the pointer is over.
    Hover,
    /// Snapping guides.
    Guide,
    /// A place where a release would connect.
    Target,
    /// A warning.
    Warning,
    /// An error.
    Error,
    /// A colour of its own, such as a damper's.
    Fixed([u8; 3]),
}

impl Ink {
    /// Red, green, blue, opacity, each 0 to 255, not premultiplied.
    pub fn rgba(self, dark: bool) -> [u8; 4] {
        let (on_dark, on_light) = self.pair();
        if dark { on_dark } else { on_light }
    }

    /// The colour on dark and on light ground.
    fn pair(self) -> ([u8; 4], [u8; 4]) {
        match self {
            Self::Ground => (opaque(0x0013_161B), opaque(0x00FF_FFFF)),
            Self::GridFine => (veil(0x00FF_FFFF, 11), veil(0x0020_3048, 15)),
            Self::GridBold => (veil(0x00FF_FFFF, 24), veil(0x0020_3048, 32)),
            Self::Electrical => (opaque(0x00F2_A14A), opaque(0x00B8_5A0B)),
            Self::ElectricalSoft => (opaque(0x002E_261E), opaque(0x00FF_F6EA)),
            Self::Acoustic => (opaque(0x006C_B4F0), opaque(0x001E_6BAE)),
            Self::AcousticSoft => (opaque(0x001F_3347), opaque(0x00DC_ECFA)),
            Self::Case => (opaque(0x00C3_C9D1), opaque(0x003B_434E)),
            Self::CaseFill => (opaque(0x002C_323A), opaque(0x00E9_ECF0)),
            Self::CaseDeep => (opaque(0x0020_252B), opaque(0x00D6_DBE2)),
            Self::Detail => (opaque(0x007B_8490), opaque(0x0084_8D99)),
            Self::Metal => (opaque(0x0059_626E), opaque(0x00A9_B2BE)),
            Self::Membrane => (opaque(0x008F_D3C1), opaque(0x001B_846B)),
            Self::Cloth => (veil(0x0010_1216, 170), veil(0x0020_242A, 190)),
            Self::Rubber => (opaque(0x003A_3D44), opaque(0x00C9_CDD3)),
            Self::ShellFill => (veil(0x009D_B4D0, 16), veil(0x005A_7AA0, 20)),
            Self::ShellEdge => (veil(0x00B5_C4D8, 130), veil(0x004A_607C, 150)),
            Self::EarFill => (veil(0x00E0_B8A0, 20), veil(0x00C0_8060, 26)),
            Self::EarEdge => (veil(0x00E0_BDA8, 190), veil(0x008A_543A, 200)),
            Self::Text => (opaque(0x00E8_EBEF), opaque(0x001A_1F26)),
            Self::TextSoft => (opaque(0x00A4_ADB8), opaque(0x005A_6470)),
            Self::Select => (opaque(0x00FF_E066), opaque(0x007A_3FD1)),
            Self::Hover => (veil(0x00FF_FFFF, 120), veil(0x0010_1828, 110)),
            Self::Guide => (veil(0x00FF_7AC6, 200), veil(0x00C8_1E86, 200)),
            Self::Target => (opaque(0x007C_E38B), opaque(0x0014_8A2C)),
            Self::Warning => (opaque(0x00FF_C83D), opaque(0x00A8_6A00)),
            Self::Error => (opaque(0x00FF_6B5E), opaque(0x00C6_2218)),
            Self::Fixed([r, g, b]) => ([r, g, b, 255], [r, g, b, 255]),
        }
    }
}

const fn opaque(rgb: u32) -> [u8; 4] {
    veil(rgb, 255)
}

const fn veil(rgb: u32, opacity: u8) -> [u8; 4] {
    let [_, r, g, b] = rgb.to_be_bytes();
    [r, g, b, opacity]
}
