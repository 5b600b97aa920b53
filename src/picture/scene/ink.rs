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
    /// Halo behind text that stands on lines.
    TextHalo,
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
    /// A note.
    Note,
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
            Self::Ground => (opaque(0x13_16_1B), opaque(0xFF_FF_FF)),
            Self::GridFine => (veil(0xFF_FF_FF, 11), veil(0x20_30_48, 15)),
            Self::GridBold => (veil(0xFF_FF_FF, 24), veil(0x20_30_48, 32)),
            Self::Electrical => (opaque(0xF2_A1_4A), opaque(0xB8_5A_0B)),
            Self::ElectricalSoft => (opaque(0x2E_26_1E), opaque(0xFF_F6_EA)),
            Self::Acoustic => (opaque(0x6C_B4_F0), opaque(0x1E_6B_AE)),
            Self::AcousticSoft => (opaque(0x1F_33_47), opaque(0xDC_EC_FA)),
            Self::Case => (opaque(0xC3_C9_D1), opaque(0x3B_43_4E)),
            Self::CaseFill => (opaque(0x2C_32_3A), opaque(0xE9_EC_F0)),
            Self::CaseDeep => (opaque(0x20_25_2B), opaque(0xD6_DB_E2)),
            Self::Detail => (opaque(0x7B_84_90), opaque(0x84_8D_99)),
            Self::Metal => (opaque(0x59_62_6E), opaque(0xA9_B2_BE)),
            Self::Membrane => (opaque(0x8F_D3_C1), opaque(0x1B_84_6B)),
            Self::Cloth => (veil(0x10_12_16, 170), veil(0x20_24_2A, 190)),
            Self::Rubber => (opaque(0x3A_3D_44), opaque(0xC9_CD_D3)),
            Self::ShellFill => (veil(0x9D_B4_D0, 16), veil(0x5A_7A_A0, 20)),
            Self::ShellEdge => (veil(0xB5_C4_D8, 130), veil(0x4A_60_7C, 150)),
            Self::EarFill => (veil(0xE0_B8_A0, 20), veil(0xC0_80_60, 26)),
            Self::EarEdge => (veil(0xE0_BD_A8, 190), veil(0x8A_54_3A, 200)),
            Self::Text => (opaque(0xE8_EB_EF), opaque(0x1A_1F_26)),
            Self::TextSoft => (opaque(0xA4_AD_B8), opaque(0x5A_64_70)),
            Self::TextHalo => (veil(0x13_16_1B, 210), veil(0xFF_FF_FF, 220)),
            Self::Select => (opaque(0xFF_E0_66), opaque(0x7A_3F_D1)),
            Self::Hover => (veil(0xFF_FF_FF, 120), veil(0x10_18_28, 110)),
            Self::Guide => (veil(0xFF_7A_C6, 200), veil(0xC8_1E_86, 200)),
            Self::Target => (opaque(0x7C_E3_8B), opaque(0x14_8A_2C)),
            Self::Warning => (opaque(0xFF_C8_3D), opaque(0xA8_6A_00)),
            Self::Error => (opaque(0xFF_6B_5E), opaque(0xC6_22_18)),
            Self::Note => (opaque(0x8A_B8_E8), opaque(0x3A_70_A8)),
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
