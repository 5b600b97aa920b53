//! Plain parts with sensible first values: what the library lists beside its presets, and what
//! single letters place.

use super::item::LibraryItem;
use crate::design::{
    Domain, Termination,
    acoustic::{Chamber, Eartip, Horn, Junction, Leak, LeakShape, Vent},
    electrical::{Capacitor, Dielectric, Inductor, Resistor, Transformer},
};

/// Electrical parts.
pub fn electrical() -> Vec<LibraryItem> {
    vec![
        resistor(),
        capacitor(),
        inductor(),
        LibraryItem::part(
            "Transformer",
            Transformer {
                ratio: 2.0,
                primary_resistance: 1.0,
                secondary_resistance: 4.0,
                leakage_inductance: 10e-6,
                magnetising_inductance: Some(10e-3),
            },
        ),
        LibraryItem::part(
            "Wire junction",
            Junction {
                domain: Domain::Electrical,
                volume: 0.0,
            },
        ),
    ]
}

/// Acoustic parts that are not drivers.
pub fn acoustic() -> Vec<LibraryItem> {
    vec![
        chamber(),
        vent(),
        LibraryItem::part(
            "Leak",
            Leak {
                shape: LeakShape::Slit {
                    width: 10e-3,
                    length: 5e-3,
                    gap: 0.05e-3,
                },
                mesh: None,
            },
        ),
        junction(),
        LibraryItem::part(
            "Horn",
            Horn {
                length: 6e-3,
                throat: 1.5e-3,
                mouth: 3e-3,
            },
        ),
        LibraryItem::part(
            "Eartip",
            Eartip {
                length: 6e-3,
                bore: 4e-3,
                canal_length: 0.0,
                canal_diameter: 7.5e-3,
                leak: None,
            },
        ),
    ]
}

/// A resistor.
pub fn resistor() -> LibraryItem {
    LibraryItem::part("Resistor", Resistor { resistance: 10.0 })
}

/// A capacitor.
pub fn capacitor() -> LibraryItem {
    LibraryItem::part(
        "Capacitor",
        Capacitor {
            capacitance: 2.2e-6,
            series_resistance: 0.02,
            dielectric: Dielectric::X7r,
        },
    )
}

/// An inductor.
pub fn inductor() -> LibraryItem {
    LibraryItem::part(
        "Inductor",
        Inductor {
            inductance: 1e-3,
            dc_resistance: 4.0,
        },
    )
}

/// A volume of air.
pub fn chamber() -> LibraryItem {
    LibraryItem::part(
        "Chamber",
        Chamber {
            volume: 50e-9,
            wall_area: 80e-6,
            sides_mm: None,
        },
    )
}

/// A vent to ambient.
pub fn vent() -> LibraryItem {
    LibraryItem::part(
        "Vent",
        Vent {
            length: 1e-3,
            bore: 0.4e-3,
            count: 1,
            inner: Termination::Flanged,
            outer: Termination::Flanged,
            mesh: None,
            resistance: 0.0,
        },
    )
}

/// A point where tubes meet.
pub fn junction() -> LibraryItem {
    LibraryItem::part(
        "Tube junction",
        Junction {
            domain: Domain::Acoustic,
            volume: 5e-9,
        },
    )
}
